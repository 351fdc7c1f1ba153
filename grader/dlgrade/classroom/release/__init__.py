"""The student kit of a course: everything a student needs, and nothing that gives an answer away.

`cut` cuts a file of tests down to what needs no reference, `questions` writes quizzes without their keys, `kit` puts all
files of a kit together, and `folder` writes them where they do not overwrite anybody's work.
"""
