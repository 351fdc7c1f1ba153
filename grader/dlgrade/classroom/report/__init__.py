"""The class report: what a class's gradebook says to whoever teaches it.

    collect      reads the gradebook, one student at a time, and gives each part what it counts
    points       the assignments: who has handed in, how many points, how late
    items        the exercises: difficulty, discrimination, tests that nobody or everybody passes
    findings     the mistakes that the class makes, files that cannot be loaded, failures of the grader
    progress     attempts over time, from try to try, and who is stuck
    statistics   the formulas
    lessons      what the course says about its exercises, tests and mistakes
    pseudonyms   students without their names
    data         the report as plain data; every form of it is a view of that
    page         the report as a page (markup, plots, sections)

Nothing that a student wrote gets into a report but as the text of an error, and that not where the report is anonymous.
"""
