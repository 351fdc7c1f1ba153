"""The question bank in other programs' formats, and other programs' questions in ours.

Out, data flows one way:

    items      variants of questions, each in one language, with an id that stays the same from build to build
    markup     their texts as HTML (formulas in TeX or MathML) or as plain text; writings: spellings of a right answer
    moodle, qti21, qti12, anki, table      one writer per format: items in, bytes out
    loss       what a format cannot hold, question by question: nothing is dropped or changed silently

and in:

    gift, moodle_import    a file in, drafts out, with a report of what was not understood
    from_html              the HTML of other programs as Markdown
    draft                  drafts as a file of `quizzes/`

The same items give the same bytes.
"""
