"""Exams: papers drawn from the question bank, their keys, the grading of what came back, and how good the questions were.

Data flows one way:

    plan       EXAM.yaml, read strictly: sections, points, seed, number of variants
    draw       the papers: in each variant the same questions with other numbers, options and orders
    notation   how an answer to each type of question is written in a cell, and read again
    key        all that is needed to grade a variant, as plain data (``schema/exam-key.schema.json``)
    paper      Typst source of a paper, its solutions and its answer sheet; `mathematics` and `markup` convert our texts
    pdf        compiles it;  screen  the same as HTML
    answers    the table of answers, one row per student
    grade      points per student, with all that they can check against their paper
    book       the results of an exam beside the gradebook; a changed key is staged before it replaces
    items      item analysis: facility, discrimination, distractors, reliability, suspicious keys
"""
