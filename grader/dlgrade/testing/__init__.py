"""What the author of an exercise writes tests with.

A test is an ordinary function ``test_…(student, rng)``: pytest runs it against the reference, the judge against a
student's file in the sandbox. Its docstring is the sentence that the student reads, first in English, then in Korean.

=========================  =============================================================================
`points`, `public`         what a test is worth; whether the student may see it (worked examples)
`close`, `integers`        is this value what it should be (numbers within a fair tolerance; exact 0/1)
`check`, `parts`           a property holds; a result has the parts it should have
`unchanged`, `silent`      the arguments are left as they were; nothing was warned
`gradcheck`, `layercheck`  a backward agrees with numerical differentiation of the student's own forward
`raises`                   the call is refused with an exception
`observe`                  a number worked out from random or free results, for the diagnosis to compare
`picture`                  a 2-D array to look at: what went in, what came out
`partial`                  some of the points, and why not all
`namespace`                an object with functions and data to hand to the student
`mistake`                  (in ``mistakes.py``) a known wrong implementation and what a tutor says to it
=========================  =============================================================================
"""

from types import SimpleNamespace as namespace  # noqa: N813 - reads as a helper, and is one

from dlgrade.testing.compare import (
    check,
    close,
    integers,
    observe,
    partial,
    parts,
    picture,
    raises,
    silent,
    unchanged,
)
from dlgrade.testing.gradients import gradcheck, layercheck
from dlgrade.testing.marks import Mistake, TestCase, collect_mistakes, collect_tests, mistake, points, public

__all__ = [
    "Mistake",
    "TestCase",
    "check",
    "close",
    "collect_mistakes",
    "collect_tests",
    "gradcheck",
    "integers",
    "layercheck",
    "mistake",
    "namespace",
    "observe",
    "partial",
    "parts",
    "picture",
    "points",
    "public",
    "raises",
    "silent",
    "unchanged",
]
