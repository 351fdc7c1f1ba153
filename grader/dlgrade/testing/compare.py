"""Comparing values and asking for properties, as fair as the contract and no fairer."""

from __future__ import annotations

import contextlib
from typing import Any

import numpy as np

from dlgrade.figures import MAX_PANELS, panel
from dlgrade.i18n import Text
from dlgrade.judge.student import Function, Handle, Student
from dlgrade.sandbox.client import StudentError
from dlgrade.verdicts import Failure, Mismatch, Partial

RTOL = 1e-8
ATOL = 1e-10

_comparisons = 0


def comparisons() -> int:
    """How many values have been compared with right ones so far, in this process.

    A test that compares nothing (arguments left alone, a gradient that agrees with its own forward) is passed by an answer
    that does nothing, too; the runner looks at this to tell such tests from the others.
    """
    return _comparisons


def _count() -> None:
    global _comparisons
    _comparisons += 1


def close(actual: Any, expected: Any, *, rtol: float = RTOL, atol: float = ATOL) -> None:
    """Ask that a value is a number, array or list of numbers equal to `expected`.

    Type, shape and finiteness come first, then ``|actual - expected| <= atol`` or ``<= rtol |expected|`` for every
    entry. Integers and single numbers of any kind are fine; truth values are not numbers, and NaN equals only NaN.

    Args:
        actual: what the student's code returned.
        expected: a number, array or list of numbers.
        rtol: relative tolerance.
        atol: absolute tolerance.

    Raises:
        Mismatch: they differ.
    """
    _count()
    wanted = np.asarray(expected)
    got = as_array(actual, expected)
    if got.dtype.kind == "b" and wanted.dtype.kind != "b":
        raise Mismatch(actual, expected, "truth")
    if got.dtype.kind == "c" and wanted.dtype.kind != "c":
        raise Mismatch(actual, expected, "complex")
    if got.shape != wanted.shape:
        raise Mismatch(actual, expected, "shape")
    if got.dtype.kind == "b":  # truth values are asked for, and are not subtracted
        got, wanted = got.astype(int), wanted.astype(int)
    with np.errstate(all="ignore"):
        equal = (np.abs(got - wanted) <= np.maximum(atol, rtol * np.abs(wanted))) | (got == wanted)
        equal |= np.isnan(got) & np.isnan(wanted)
    if not equal.all():
        unfinished = ~np.isfinite(got) & np.isfinite(wanted)
        raise Mismatch(actual, expected, "not finite" if unfinished.any() else "value")


def integers(actual: Any, expected: Any) -> None:
    """Ask for exact integers: Python's, NumPy's, or an array or list of them; neither floats nor truth values.

    Raises:
        Mismatch: they differ.
    """
    _count()
    wanted = np.asarray(expected)
    got = as_array(actual, expected)
    if got.dtype.kind == "b":
        raise Mismatch(actual, expected, "truth")
    if got.shape != wanted.shape:
        raise Mismatch(actual, expected, "shape")
    if got.dtype.kind not in "iu" and got.size:
        raise Mismatch(actual, expected, "integer")
    if not np.array_equal(got, wanted):
        raise Mismatch(actual, expected, "value")


def as_array(actual: Any, expected: Any = None) -> Any:
    """Return a student's value as an array of numbers or truth values.

    Raises:
        Mismatch: it is nothing of the kind.
    """
    if isinstance(actual, bool | int | float | complex | np.generic | np.ndarray | list | tuple):
        try:
            array = np.asarray(actual)
        except (ValueError, TypeError, OverflowError):  # rows of unequal length, or no numbers
            raise Mismatch(actual, expected, "type") from None
        if array.dtype.kind in "biufc":
            return array
    raise Mismatch(actual, expected, "type")


def check(condition: Any, *, en: str, ko: str, actual: Any = None, **values: Any) -> None:
    """Ask that a property holds.

    Args:
        condition: whether it does.
        en: what to say when it does not, in English; ``{placeholders}`` are filled with `values`.
        ko: the same in Korean.
        actual: the student's value that lacks the property, to be shown.
        values: numbers for the placeholders.

    Raises:
        Failure: it does not hold.
    """
    if not condition:
        raise Failure(Text(en, ko).fill(**values), actual)


def parts(value: Any, count: int, *, names: str = "") -> tuple[Any, ...]:
    """Ask that a result is a tuple (or list, or array) of `count` parts, and return them.

    Raises:
        Failure: it is not.
    """
    if isinstance(value, list | tuple) and len(value) == count:
        return tuple(value)
    if isinstance(value, np.ndarray) and value.ndim and len(value) == count:
        return tuple(value)
    what = f" `({names})`" if names else ""
    raise Failure(
        Text(
            f"A tuple of {count} parts{what} should be returned.",
            f"값 {count}개를 담은 튜플{what}을 반환해야 합니다.",
        ),
        value,
    )


def unchanged(function: Function, *args: Any, **kwargs: Any) -> Any:
    """Call a function and ask that its arguments are bit for bit as before; return what it returned.

    Raises:
        Failure: an argument was changed in place.
    """
    value = function(*args, **kwargs)
    reply = function.student.record_.calls[-1].reply
    if reply is not None and reply.changed:
        raise Failure(
            Text(
                "`{name}` changes argument number {number} in place. The caller still needs it: work on a copy, "
                "or build a new array.",
                "`{name}` 함수가 {number}번째 인수를 그 자리에서 바꿉니다. 호출한 쪽에서 계속 쓰는 값이므로 복사본에서 "
                "계산하거나 새 배열을 만드세요.",
            ).fill(name=function.label, number=reply.changed[0][1] + 1),
            value,
        )
    return value


def silent(student: Student, *, keep: float = 0) -> None:
    """Ask that no call of this test warned.

    Args:
        student: the fixture.
        keep: the points that are earned all the same, because the values were right.

    Raises:
        Partial: something was warned.
    """
    for call in student.record_.calls:
        if call.reply is not None and call.reply.warnings:
            kind, message, _ = call.reply.warnings[0]
            raise Partial(
                keep,
                Text(
                    "The values are right, but `{name}` warns: {kind}: {message}. Find a form that never computes the "
                    "number that is too large.",
                    "값은 맞지만 `{name}` 계산 중에 경고가 나옵니다: {kind}: {message}. 너무 큰 수를 아예 계산하지 않는 식으로 "
                    "바꿔 보세요.",
                ).fill(name=call.label, kind=kind, message=message.rstrip(".")),
            )


def raises(kind: str, function: Function, *args: Any, **kwargs: Any) -> None:
    """Ask that a call is refused with an exception of the class named `kind`.

    Raises:
        Failure: it is accepted.
        StudentError: it raises something else.
    """
    try:
        value = function(*args, **kwargs)
    except StudentError as error:
        if error.kind == "raised" and error.type == kind:
            return
        raise
    raise Failure(
        Text(
            "This call should raise `{kind}`, but it returns a value.",
            "이 호출은 `{kind}` 예외를 내야 하는데 값을 반환합니다.",
        ).fill(kind=kind),
        value,
    )


def observe(student: Student, **numbers: Any) -> None:
    """Note numbers worked out from what the student's code returned, where raw values say little.

    A known mistake is recognised when its own run gives the same numbers: use it where results are random or free, such
    as the variance of drawn weights or the table of a gate.
    """
    student.record_.observed.update(numbers)


def picture(student: Student, values: Any, *, en: str, ko: str) -> None:
    """Show a 2-D array as a grey picture beside the test's result: what went in, what the student's code made of it.

    What is no picture (another shape, more than 64 rows or columns, NaN) is not shown; a test says so by `close`.
    """
    pictures = student.record_.pictures
    if isinstance(values, np.ndarray) and values.ndim == 2 and values.dtype.kind in "biuf":
        with contextlib.suppress(ValueError):
            shown = panel(Text(en, ko), values)
            pictures += [shown] if len(pictures) < MAX_PANELS else []


def partial(points: float, *, en: str, ko: str, **values: Any) -> None:
    """End the test with some of its points.

    Raises:
        Partial: always.
    """
    raise Partial(points, Text(en, ko).fill(**values))


def type_name(value: Any) -> str:
    """Name the type of a student's value as the student would."""
    return value.type_ if isinstance(value, Handle) else type(value).__name__
