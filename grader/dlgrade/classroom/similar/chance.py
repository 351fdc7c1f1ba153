r"""How unlikely a pair is, among these students: the class itself says what honest work shares.

Some students share more with everybody: they hand in more, or write as many do. With :math:`S_{ab}` the evidence of a pair,
:math:`r_a` the mean of a student's pairs without the highest tenth, moved half the way to the class's mean :math:`m`, and

.. math:: z_{ab} = S_{ab} \sqrt{\frac{m^2}{r_a r_b}},

the scores of a class are comparable: sums of rare coincidences vary by the root of how many are expected. Their upper tail
is close to exponential. It is fitted between the quantiles 0.80 and 0.95, which up to a twentieth of pairs that are no
coincidence cannot move, and falls by no more than the evidence itself allows: a log-likelihood ratio of z nats arises by
chance with a probability of at most :math:`e^{-z}`,

.. math:: P(Z > z) = 0.05 \, e^{-(z - q_{.95})/\theta}, \qquad
   \theta = \max\left(1, \frac{q_{.95} - q_{.80}}{\log 4} \left(1 + \frac{1.64}{\sqrt{0.15 N}}\right)\right),

where the last factor makes an upper confidence limit (95 %) of the scale, which in a small class rests on few of the N pairs.
Times the number of pairs, this is how many pairs as alike as this one are expected by chance in such a class.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dlgrade.classroom.similar.rarity import Floats

MIN_STUDENTS = 25  # 300 pairs: below, the quantiles of the tail rest on a handful
_LOW, _HIGH = 0.80, 0.95
_TRIM = 0.9
_LEAST = 1e-9  # an extrapolation: nobody knows more


@dataclass(frozen=True)
class Chances:
    """What the class says about its pairs.

    Attributes:
        authors: who handed in something, and so can be alike.
        pairs: how many pairs of them there are.
        told: whether the class is large enough to say how unlikely a pair is.
        score: of each pair of students, first the smaller number; comparable between pairs.
        expected: how many pairs with at least this score chance would make in such a class.
    """

    authors: NDArray[np.bool_]
    pairs: int
    told: bool
    score: Floats
    expected: Floats


def judge(evidence: Floats, authors: NDArray[np.bool_]) -> Chances:
    """Compare each pair with all.

    Args:
        evidence: of each pair in nats, by first and second student; the first's number is smaller.
        authors: which students handed in something.
    """
    count = int(authors.sum())
    pairs = count * (count - 1) // 2
    score = np.triu(_comparable(evidence + evidence.T, authors), 1)
    expected = np.full(score.shape, float(max(pairs, 1)))
    if count >= MIN_STUDENTS:
        first, second = _pairs_of(authors)
        expected[first, second] = pairs * _tail(score[first, second])
    return Chances(authors, pairs, count >= MIN_STUDENTS, score, np.maximum(expected, _LEAST))


def _pairs_of(authors: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    who = np.flatnonzero(authors)
    i, j = np.triu_indices(len(who), 1)
    return who[i], who[j]


def _comparable(both: Floats, authors: NDArray[np.bool_]) -> Floats:
    """The scores: evidence, as if every student shared equally much with the others."""
    who = np.flatnonzero(authors)
    if len(who) < 3:
        return both
    others = np.sort(both[np.ix_(who, who)], axis=1)[:, : max(1, int(_TRIM * (len(who) - 1)))]
    usual = others.mean(axis=1)
    mean = float(usual.mean())
    if mean == 0:
        return both
    factor = np.ones(len(both))
    factor[who] = np.sqrt(mean / ((usual + mean) / 2))
    return np.asarray(both * np.outer(factor, factor))


def _tail(scores: Floats) -> Floats:
    """The probability that chance alone gives a score as high as each."""
    low, high = np.quantile(scores, [_LOW, _HIGH])
    limit = 1 + 1.64 / np.sqrt((_HIGH - _LOW) * len(scores))
    scale = max(1.0, limit * (high - low) / np.log((1 - _LOW) / (1 - _HIGH)))
    rank = 1 - np.searchsorted(np.sort(scores), scores, side="left") / len(scores)
    fitted = (1 - _HIGH) * np.exp(-np.maximum(scores - high, 0) / scale)
    return np.asarray(np.where(scores > high, fitted, np.maximum(rank, 1 - _HIGH)))
