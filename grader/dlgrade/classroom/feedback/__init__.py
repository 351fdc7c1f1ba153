"""What a student is told: the grade with its calculation, what passed, what did not and why, and where to read on.

``content`` decides what is said, in the student's language; ``markdown`` and ``html`` only write it down. Nothing is said that
``dlgrade check`` would not say: no expected value, no test's source, no seed, nothing about anybody else.
"""
