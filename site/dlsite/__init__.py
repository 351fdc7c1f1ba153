"""The study site: static pages made from a course's texts, exercises and quizzes.

    markup      Markdown with formulas and code to HTML that needs no script
    questions   questions as a page shows them and a script grades them
    pages       what stands on each page, in one language
    search      the words by which a page is found
    build       writes the folder; serve shows it

A page works without JavaScript (questions open their answers), from a folder on a disk, and without a network.
"""
