import numpy as np

from dlgrade.testing import mistake


def _hinge(a, p, n, margin):
    return np.sum((a - p) ** 2, axis=1) - np.sum((a - n) ** 2, axis=1) + margin


def _scale(a, p, n, margin):
    return np.where(_hinge(a, p, n, margin) > 0, 2 / len(a), 0.0)[:, None]


@mistake(
    "triplet_loss",
    en="The hinge is missing: triplets that keep the margin get a negative loss and hide the others. Cut each off at 0.",
    ko="0에서 자르지 않았습니다. 마진을 지킨 묶음의 손실이 음수가 되어 다른 묶음을 가립니다. 묶음마다 0보다 작지 않게 하세요.",
)
def hinge_missing(anchor, positive, negative, margin=1.0):
    return np.mean(_hinge(anchor, positive, negative, margin))


@mistake(
    "triplet_loss",
    en="You take the mean first and cut off at 0 then, so good triplets pay for bad ones. Cut off each triplet first.",
    ko="평균을 먼저 내고 0에서 자르므로 좋은 묶음이 나쁜 묶음의 손실을 덮습니다. 묶음마다 먼저 자르세요.",
)
def hinge_after_mean(anchor, positive, negative, margin=1.0):
    return max(0.0, np.mean(_hinge(anchor, positive, negative, margin)))


@mistake(
    "triplet_loss",
    en="You use plain distances. Leave out the square root: the squared distances are compared.",
    ko="제곱하지 않은 거리를 씁니다. 제곱근을 취하지 말고 거리의 제곱을 비교하세요.",
)
def plain_distances(anchor, positive, negative, margin=1.0):
    near = np.sqrt(np.sum((anchor - positive) ** 2, axis=1))
    far = np.sqrt(np.sum((anchor - negative) ** 2, axis=1))
    return np.mean(np.maximum(0, near - far + margin))


@mistake(
    "triplet_loss",
    en="You add absolute differences. The distance here is Euclidean and squared: add the squares of the differences.",
    ko="차이의 절댓값을 더하고 있습니다. 여기서는 유클리드 거리의 제곱을 쓰므로 차이의 제곱을 더하세요.",
)
def absolute_differences(anchor, positive, negative, margin=1.0):
    near, far = np.abs(anchor - positive).sum(axis=1), np.abs(anchor - negative).sum(axis=1)
    return np.mean(np.maximum(0, near - far + margin))


@mistake(
    "triplet_loss",
    en="Positive and negative have changed roles: it is the positive that shall be near.",
    ko="positive와 negative의 역할이 바뀌었습니다. 가까워야 하는 쪽은 positive입니다.",
)
def roles_swapped(anchor, positive, negative, margin=1.0):
    return np.mean(np.maximum(0, _hinge(anchor, negative, positive, margin)))


@mistake(
    "triplet_loss",
    en="You subtract the margin. It is added: a triplet costs nothing only when the negative is farther away by the margin.",
    ko="마진을 빼고 있습니다. 마진은 더해야 합니다. negative가 마진만큼 더 멀어야 손실이 0이 됩니다.",
)
def margin_subtracted(anchor, positive, negative, margin=1.0):
    return np.mean(np.maximum(0, _hinge(anchor, positive, negative, -margin)))


@mistake(
    "triplet_loss",
    en="You always use a margin of 1 and ignore the argument.",
    ko="인수를 무시하고 마진을 늘 1로 둡니다.",
)
def margin_ignored(anchor, positive, negative, margin=1.0):
    return np.mean(np.maximum(0, _hinge(anchor, positive, negative, 1.0)))


@mistake(
    "triplet_loss",
    en="The margin is added outside the hinge, so every triplet costs at least the margin. It belongs inside.",
    ko="마진을 0에서 자른 뒤에 더하므로 모든 묶음의 손실이 마진 이상이 됩니다. 자르기 전에 더하세요.",
)
def margin_outside(anchor, positive, negative, margin=1.0):
    return np.mean(np.maximum(0, _hinge(anchor, positive, negative, 0.0)) + margin)


@mistake(
    "triplet_loss",
    en="You add the losses of the triplets up. Take their mean.",
    ko="묶음의 손실을 더하기만 했습니다. 평균을 내세요.",
)
def sum_over_samples(anchor, positive, negative, margin=1.0):
    return np.sum(np.maximum(0, _hinge(anchor, positive, negative, margin)))


@mistake(
    "triplet_loss",
    en="You average over triplets that cost something only. The mean is over all N samples.",
    ko="손실이 있는 묶음만 평균을 냅니다. 샘플 N개 전체의 평균을 내야 합니다.",
)
def mean_over_active(anchor, positive, negative, margin=1.0):
    losses = np.maximum(0, _hinge(anchor, positive, negative, margin))
    return losses.sum() / max(1, np.count_nonzero(losses))


@mistake(
    "triplet_loss",
    en="You average the squares over the features. A squared distance is their sum.",
    ko="제곱을 특성에 대해 평균합니다. 거리의 제곱은 그 합입니다.",
)
def mean_over_features(anchor, positive, negative, margin=1.0):
    near, far = np.mean((anchor - positive) ** 2, axis=1), np.mean((anchor - negative) ** 2, axis=1)
    return np.mean(np.maximum(0, near - far + margin))


@mistake(
    "triplet_loss",
    en="You add along the wrong axis: that mixes the samples. A distance adds up the features of one row.",
    ko="더하는 축이 틀려서 샘플이 섞입니다. 거리는 한 줄의 특성을 더해 구합니다.",
)
def wrong_axis(anchor, positive, negative, margin=1.0):
    near, far = np.sum((anchor - positive) ** 2, axis=0), np.sum((anchor - negative) ** 2, axis=0)
    return np.mean(np.maximum(0, near - far + margin))


@mistake(
    "triplet_loss",
    en="You apply the hinge to every coordinate. It applies to the whole distance of a triplet: add the features up first.",
    ko="좌표마다 0에서 자릅니다. 특성을 먼저 더해 거리를 구한 다음 묶음마다 잘라야 합니다.",
)
def hinge_per_coordinate(anchor, positive, negative, margin=1.0):
    return np.mean(np.maximum(0, (anchor - positive) ** 2 - (anchor - negative) ** 2 + margin))


@mistake(
    "triplet_loss",
    en="You return one loss per triplet. One number is asked: their mean.",
    ko="묶음마다 손실을 하나씩 반환합니다. 그 평균인 수 하나를 반환하세요.",
)
def loss_per_sample(anchor, positive, negative, margin=1.0):
    return np.maximum(0, _hinge(anchor, positive, negative, margin))


@mistake(
    "triplet_loss",
    en="`positive -= anchor` changes the caller's arrays. Put the differences into new ones.",
    ko="`positive -= anchor` 문은 호출한 쪽의 배열을 바꿉니다. 차이를 새 배열에 담으세요.",
)
def arguments_overwritten(anchor, positive, negative, margin=1.0):
    positive -= anchor
    negative -= anchor
    near, far = np.sum(positive**2, axis=1), np.sum(negative**2, axis=1)
    return np.mean(np.maximum(0, near - far + margin))


@mistake(
    "triplet_loss_grad",
    en="The hinge is forgotten: triplets that keep the margin must have gradient 0.",
    ko="0에서 자르는 것을 잊었습니다. 마진을 지킨 묶음의 기울기는 0이어야 합니다.",
)
def every_triplet(anchor, positive, negative, margin=1.0):
    s = 2 / len(anchor)
    return s * (negative - positive), s * (positive - anchor), s * (anchor - negative)


@mistake(
    "triplet_loss_grad",
    en="A triplet that keeps the margin exactly has gradient 0 by convention: compare with >, not with >=.",
    ko="마진을 딱 맞춘 묶음의 기울기는 0으로 약속했습니다. >= 가 아니라 > 로 비교하세요.",
)
def hinge_included(anchor, positive, negative, margin=1.0):
    active = _hinge(anchor, positive, negative, margin) >= 0
    s = np.where(active, 2 / len(anchor), 0.0)[:, None]
    return s * (negative - positive), s * (positive - anchor), s * (anchor - negative)


@mistake(
    "triplet_loss_grad",
    en="You leave the margin out when you decide which triplets have a gradient: those inside the margin are lost.",
    ko="어느 묶음에 기울기가 있는지 가릴 때 마진을 빠뜨렸습니다. 마진 안에 든 묶음의 기울기가 사라집니다.",
)
def margin_left_out(anchor, positive, negative, margin=1.0):
    s = _scale(anchor, positive, negative, 0.0)
    return s * (negative - positive), s * (positive - anchor), s * (anchor - negative)


@mistake(
    "triplet_loss_grad",
    en="You decide with a margin of 1 and ignore the argument.",
    ko="인수를 무시하고 마진을 1로 두고 가립니다.",
)
def gradient_margin_ignored(anchor, positive, negative, margin=1.0):
    s = _scale(anchor, positive, negative, 1.0)
    return s * (negative - positive), s * (positive - anchor), s * (anchor - negative)


@mistake(
    "triplet_loss_grad",
    en="You decide once for the whole batch, by its loss. Each triplet has its own hinge.",
    ko="배치 전체의 손실로 한 번만 판단합니다. 묶음마다 따로 가려야 합니다.",
)
def one_hinge_for_all(anchor, positive, negative, margin=1.0):
    cost = np.mean(np.maximum(0, _hinge(anchor, positive, negative, margin)))
    s = 2 / len(anchor) if cost > 0 else 0.0
    return s * (negative - positive), s * (positive - anchor), s * (anchor - negative)


@mistake(
    "triplet_loss_grad",
    en="The loss is a mean over N samples, so the gradients are divided by N, too.",
    ko="손실이 샘플 N개의 평균이므로 기울기도 N으로 나누어야 합니다.",
)
def gradient_of_the_sum(anchor, positive, negative, margin=1.0):
    s = _scale(anchor, positive, negative, margin) * len(anchor)
    return s * (negative - positive), s * (positive - anchor), s * (anchor - negative)


@mistake(
    "triplet_loss_grad",
    en="The factor 2 is missing: the derivative of a square.",
    ko="제곱을 미분할 때 나오는 2가 빠졌습니다.",
)
def two_missing(anchor, positive, negative, margin=1.0):
    s = _scale(anchor, positive, negative, margin) / 2
    return s * (negative - positive), s * (positive - anchor), s * (anchor - negative)


@mistake(
    "triplet_loss_grad",
    en="You divide by the number of all coordinates, N · D. The mean is over the N samples.",
    ko="좌표의 개수 N · D로 나누고 있습니다. 손실은 샘플 N개의 평균입니다.",
)
def gradient_by_elements(anchor, positive, negative, margin=1.0):
    s = _scale(anchor, positive, negative, margin) / anchor.shape[1]
    return s * (negative - positive), s * (positive - anchor), s * (anchor - negative)


@mistake(
    "triplet_loss_grad",
    en="da contains only the distance to the positive. The anchor stands in both distances.",
    ko="da에 positive까지의 거리만 들어 있습니다. 앵커는 두 거리에 모두 나옵니다.",
)
def anchor_from_one_distance(anchor, positive, negative, margin=1.0):
    s = _scale(anchor, positive, negative, margin)
    return s * (anchor - positive), s * (positive - anchor), s * (anchor - negative)


@mistake(
    "triplet_loss_grad",
    en="dn has the wrong sign: the distance to the negative is subtracted in the loss.",
    ko="dn의 부호가 반대입니다. negative까지의 거리는 손실에서 빼는 항입니다.",
)
def sign_of_negative(anchor, positive, negative, margin=1.0):
    s = _scale(anchor, positive, negative, margin)
    return s * (negative - positive), s * (positive - anchor), s * (negative - anchor)


@mistake(
    "triplet_loss_grad",
    en="All three signs are reversed: these are the steps downhill, not the gradients.",
    ko="세 부호가 모두 반대입니다. 기울기가 아니라 손실이 줄어드는 방향입니다.",
)
def signs_reversed(anchor, positive, negative, margin=1.0):
    s = -_scale(anchor, positive, negative, margin)
    return s * (negative - positive), s * (positive - anchor), s * (anchor - negative)


@mistake(
    "triplet_loss_grad",
    en="You return (da, dn, dp). The order is that of the arguments: anchor, positive, negative.",
    ko="(da, dn, dp) 순서로 반환합니다. 인수의 순서대로 앵커, positive, negative여야 합니다.",
)
def order_of_results(anchor, positive, negative, margin=1.0):
    s = _scale(anchor, positive, negative, margin)
    return s * (negative - positive), s * (anchor - negative), s * (positive - anchor)


@mistake(
    "triplet_loss_grad",
    en="You differentiate plain distances, which gives unit vectors. The squared distances have simpler slopes.",
    ko="제곱하지 않은 거리를 미분해서 길이가 1인 벡터가 나옵니다. 거리의 제곱을 미분하면 더 간단합니다.",
)
def gradient_of_plain_distances(anchor, positive, negative, margin=1.0):
    s = _scale(anchor, positive, negative, margin) / 2
    near = (positive - anchor) / (np.linalg.norm(positive - anchor, axis=1, keepdims=True) + 1e-12)
    far = (negative - anchor) / (np.linalg.norm(negative - anchor, axis=1, keepdims=True) + 1e-12)
    return s * (far - near), s * near, -s * far


@mistake(
    "triplet_loss_grad",
    en="You return the gradient of the anchor only. All three arrays have one.",
    ko="앵커의 기울기만 반환합니다. 세 배열 모두 기울기가 있습니다.",
)
def anchor_only(anchor, positive, negative, margin=1.0):
    return _scale(anchor, positive, negative, margin) * (negative - positive)


@mistake(
    "triplet_loss_grad",
    en="You subtract in place (`-=`), so the caller's arrays change. Put the differences into new arrays.",
    ko="`-=` 연산으로 그 자리에서 빼므로 호출한 쪽의 배열이 바뀝니다. 차이를 새 배열에 담으세요.",
)
def gradient_in_place(anchor, positive, negative, margin=1.0):
    s = _scale(anchor, positive, negative, margin)
    da = s * (negative - positive)
    positive -= anchor
    negative -= anchor
    return da, s * positive, -s * negative
