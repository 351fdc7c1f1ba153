import numpy as np

from dlgrade.testing import mistake


def _distances(a, p, n):
    return ((a - p) ** 2).sum(axis=1), ((a - n) ** 2).sum(axis=1)


@mistake(
    "triplet_loss", en="You add up the samples; take their mean.", ko="샘플을 더했습니다. 평균을 내야 합니다."
)
def sum_for_mean(anchor, positive, negative, margin=1.0):
    near, far = _distances(anchor, positive, negative)
    return np.maximum(near - far + margin, 0).sum()


@mistake(
    "triplet_loss",
    en="The hinge is applied to the mean; every sample has its own.",
    ko="평균에 힌지를 적용했습니다. 힌지는 샘플마다 따로 적용합니다.",
)
def hinge_after_mean(anchor, positive, negative, margin=1.0):
    near, far = _distances(anchor, positive, negative)
    return max(0.0, float((near - far + margin).mean()))


@mistake("triplet_loss", en="The two distances are swapped.", ko="두 거리의 자리가 뒤바뀌었습니다.")
def distances_swapped(anchor, positive, negative, margin=1.0):
    near, far = _distances(anchor, positive, negative)
    return np.maximum(far - near + margin, 0).mean()


@mistake(
    "triplet_loss_grad",
    en="The hinge is ignored: samples that are far enough away have no gradient.",
    ko="힌지를 무시했습니다. 충분히 떨어진 샘플의 기울기는 0입니다.",
)
def hinge_ignored(anchor, positive, negative, margin=1.0):
    w = 2 / len(anchor)
    return w * (negative - positive), w * (positive - anchor), w * (anchor - negative)


@mistake(
    "triplet_loss_grad",
    en="The division by the number of samples is missing.",
    ko="샘플 수로 나누지 않았습니다.",
)
def not_averaged(anchor, positive, negative, margin=1.0):
    near, far = _distances(anchor, positive, negative)
    w = 2.0 * (near - far + margin > 0)[:, None]
    return w * (negative - positive), w * (positive - anchor), w * (anchor - negative)


@mistake(
    "triplet_loss_grad",
    en="The gradient of the anchor lacks the negative's part.",
    ko="기준 샘플의 기울기에서 다른 부류 쪽 항이 빠졌습니다.",
)
def half_an_anchor(anchor, positive, negative, margin=1.0):
    near, far = _distances(anchor, positive, negative)
    w = 2.0 * (near - far + margin > 0)[:, None] / len(anchor)
    return w * (anchor - positive), w * (positive - anchor), w * (anchor - negative)
