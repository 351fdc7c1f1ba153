"""What a hidden test can say about a student's answer, as exceptions with a payload: text for people, fields for machines.

Verdict
├── Failure        the test is not passed, for a reason that the test itself knows
│   └── Mismatch   … because a value is not what it should be; the diagnosis looks for the reason
└── Partial        the test is passed in part
"""

from __future__ import annotations

from typing import Any, Literal

from dlgrade.i18n import Text

Reason = Literal["type", "truth", "integer", "shape", "complex", "not finite", "value", "gradient"]


class Verdict(Exception):
    """A test has come to a result other than "passed"."""


class Failure(Verdict):
    """The test is not passed.

    Attributes:
        text: what is wrong, for the student; None leaves it to the diagnosis.
        actual: the student's value that was looked at, if any.
    """

    def __init__(self, text: Text | None, actual: Any = None) -> None:
        """Say what is wrong with a value."""
        super().__init__(text.en if text else "")
        self.text = text
        self.actual = actual


class Mismatch(Failure):
    """A value is not what it should be.

    Attributes:
        expected: what it should have been. It never leaves the judge.
        reason: the first respect in which the two differ.
    """

    def __init__(self, actual: Any, expected: Any, reason: Reason, text: Text | None = None) -> None:
        """Hold both values for the diagnosis."""
        super().__init__(text, actual)
        self.expected = expected
        self.reason: Reason = reason


class Partial(Verdict):
    """The test is passed in part.

    Attributes:
        points: the points that are earned.
        text: what is missing for the rest.
    """

    def __init__(self, points: float, text: Text) -> None:
        """Give some of a test's points and say why not all."""
        super().__init__(text.en)
        self.points = points
        self.text = text
