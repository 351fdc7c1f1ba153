"""Quizzes: from the YAML of a course to questions that anyone can answer, and to the points that an answer earns.

Data flows one way:

    bank        quizzes/*.yaml, read strictly: questions, concepts, errata
    parameters  one draw of a question's parameters from a seed
    expression  ``=conv_size(H, K)``: a call of an function of the unit's program, ``quizzes/NN_unit.py``
    kinds       what each of the fifteen types of question asks for, and how it is graded
    variant     a question with its values: texts in both languages, and a *task* of plain data
    grading     a task and what was typed or chosen: a score, and the explanations to give

A task holds nothing but numbers, texts, lists and mappings, so that the site's JavaScript grades it by the same rules;
one file of cases tests both. `prove` looks for everything that can be wrong with a question over hundreds of seeds.
"""
