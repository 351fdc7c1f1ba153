"""A class: its submissions, its gradebook, and what an instructor makes of them.

``intake`` reads what students handed in, ``gradebook`` keeps what the judge found, ``policy`` says what counts, and the
others are views: grades, feedback, exports, the report, similar answers.
"""
