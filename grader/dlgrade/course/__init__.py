"""A course: a folder with ``course.yaml`` and ``exercises/``. The built-in one is just the first.

`yaml_file` reads YAML strictly, `model` makes a course and its exercises of it, `text` reads the Markdown of an exercise,
`formula` turns its formulas into plain text for a terminal, `stub` generates the file that a student fills in, and
`validate` proves a course.
"""
