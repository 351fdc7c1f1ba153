"""The formulas of the report. Where a figure is not defined, it is None, never 0 and never NaN.

Sources: M. Allen and W. Yen, Introduction to Measurement Theory, 1979, chapter 6 (difficulty, corrected item–total correlation);
T. Kelley, The selection of upper and lower groups for the validation of test items, Journal of Educational Psychology 30
(1939), 17–24 (the groups of 27 %); R. Hyndman and Y. Fan, Sample quantiles in statistical packages, The American Statistician
50 (1996), 361–365 (quantiles, type 7).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

FEW = 30  # answers under which a figure says little
GROUP = 0.27  # of the answers, in Kelley's upper and in his lower group
_EQUAL = 1e-9  # two sums of points that differ by less, in units of the larger, are the same


class Bin(NamedTuple):
    """How many values lie in an interval, ``low`` included, ``high`` not.

    Attributes:
        low: the least value of the interval.
        high: the end of the interval; None where it has none.
        values: how many.
    """

    low: float
    high: float | None
    values: int


def mean(values: Sequence[float]) -> float | None:
    """The mean ``Σ x / n``; None of no values."""
    return math.fsum(values) / len(values) if values else None


def quantile(values: Iterable[float], share: float) -> float | None:
    """The value below which a share of the values lies; None of no values.

    With the values in order ``x[0] … x[n−1]`` and ``h = (n − 1) · share``: ``x[⌊h⌋] + (h − ⌊h⌋) · (x[⌊h⌋+1] − x[⌊h⌋])``.
    """
    ordered = sorted(values)
    if not ordered:
        return None
    place = (len(ordered) - 1) * share
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def median(values: Iterable[float]) -> float | None:
    """The middle value, of an even number of them the mean of the two in the middle; None of no values."""
    return quantile(values, 0.5)


def deviation(values: Sequence[float]) -> float | None:
    """The standard deviation of a sample, ``√(Σ (x − x̄)² / (n − 1))``; None of fewer than two values."""
    if len(values) < 2:
        return None
    centre = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((value - centre) ** 2 for value in values) / (len(values) - 1))


def correlation(x: Sequence[float], y: Sequence[float]) -> float | None:
    """Pearson's ``r = Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² · Σ (y − ȳ)²)``; None where one of the two does not vary.

    Raises:
        ValueError: they are not of the same length.
    """
    pairs = list(zip(x, y, strict=True))
    if len(pairs) < 2 or is_constant(x) or is_constant(y):
        return None
    mean_x, mean_y = math.fsum(x) / len(pairs), math.fsum(y) / len(pairs)
    both = math.fsum((a - mean_x) * (b - mean_y) for a, b in pairs)
    square_x = math.fsum((a - mean_x) ** 2 for a in x)
    square_y = math.fsum((b - mean_y) ** 2 for b in y)
    return max(-1.0, min(1.0, both / (math.sqrt(square_x) * math.sqrt(square_y))))


def is_constant(values: Sequence[float]) -> bool:
    """Whether values differ by no more than sums of the same numbers in another order do."""
    low, high = min(values), max(values)
    return high - low <= _EQUAL * max(1.0, abs(low), abs(high))


def item_rest(points: Sequence[float], totals: Sequence[float]) -> float | None:
    """The corrected item–total correlation: of an exercise's points with the student's points in all other exercises.

    The total without the exercise itself: ``r(x, T − x)``. With it an exercise would correlate with itself. None where
    the points or the rest do not vary.

    Args:
        points: in the exercise, of each student.
        totals: in all exercises, this one included.
    """
    return correlation(points, [total - own for own, total in zip(points, totals, strict=True)])


def upper_lower(shares: Sequence[float], totals: Sequence[float]) -> float | None:
    """The upper–lower index: how much more of the exercise's points the best 27 % earn than the weakest 27 %.

    ``D = x̄(upper) − x̄(lower)``, both groups of ``g = max(1, ⌊0.27 n + ½⌋)`` students by total. Students with the total at a
    group's border share the places that are left: each counts with the weight ``places left / students with that total``,
    so that the order of equals does not matter. None of fewer than two students, or where shares or totals do not vary.

    Args:
        shares: of the exercise's points, from 0 to 1, of each student.
        totals: in all exercises, this one included.
    """
    if len(shares) < 2 or is_constant(shares) or is_constant(totals):
        return None
    size = max(1, math.floor(GROUP * len(shares) + 0.5))
    rows = [(round(total, 9), share) for total, share in zip(totals, shares, strict=True)]
    return _group_mean(rows, size, best=True) - _group_mean(rows, size, best=False)


def _group_mean(rows: Sequence[tuple[float, float]], size: int, *, best: bool) -> float:
    """The mean share of the `size` students with the highest or lowest totals."""
    ordered = sorted(rows, reverse=best)
    border = ordered[size - 1][0]
    inside = [share for total, share in rows if (total > border if best else total < border)]
    at_border = [share for total, share in rows if total == border]
    left = size - len(inside)
    return (math.fsum(inside) + left * math.fsum(at_border) / len(at_border)) / size


def histogram(shares: Sequence[float], bins: int = 10) -> list[Bin]:
    """How many shares lie in each of equal intervals from 0 to 1.

    The last interval includes 1. Whatever is above (extra credit) is counted in an interval of its own, which is there only
    if needed; whatever is below 0 counts as 0.
    """
    counts = [0] * bins
    above = 0
    for share in shares:
        if share > 1 + _EQUAL:
            above += 1
        else:
            counts[max(0, min(bins - 1, math.floor(share * bins + _EQUAL)))] += 1
    found = [Bin(i / bins, (i + 1) / bins, count) for i, count in enumerate(counts)]
    return [*found, Bin(1.0, None, above)] if above else found
