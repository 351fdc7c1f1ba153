"""Grades for other programs: each module writes one form, or fills in a file that the other program has written.

What they have in common is in ``table``: cells, rounding, and the rule that a blank cell must never clear a grade.
"""
