import numpy as np

from dlgrade.testing import mistake


def _start(X, k, rng):
    different = np.unique(X, axis=0)
    return different[rng.choice(len(different), k, replace=False)]


def _squares(X, centers):
    return ((X[:, None] - centers) ** 2).sum(axis=2)


def _fill(labels, distance, k):
    counts = np.bincount(labels, minlength=k)
    for j in np.flatnonzero(counts == 0):
        far = np.where(counts[labels] > 1, distance, -1.0).argmax()
        counts[labels[far]] -= 1
        counts[j], labels[far] = 1, j
    return labels


def _nearest(X, centers, k):
    away = _squares(X, centers)
    return _fill(away.argmin(axis=1), away.min(axis=1), k)


def _means(X, labels, k):
    return np.array([X[labels == j].mean(axis=0) for j in range(k)])


def _right(X, k, rng, iterations):
    centers, labels = _start(X, k, rng), None
    for _ in range(iterations):
        before, labels = labels, _nearest(X, centers, k)
        if before is not None and (labels == before).all():
            break
        centers = _means(X, labels, k)
    return centers, labels


@mistake(
    "kmeans",
    en="The first centers are never moved: they are samples still, not the means of their samples.",
    ko="처음 고른 중심을 옮기지 않습니다. 중심이 자기 샘플들의 평균이 아니라 여전히 처음의 샘플입니다.",
)
def centers_never_moved(X, k, rng, iterations=100):
    centers = _start(X, k, rng)
    return centers, _nearest(X, centers, k)


@mistake(
    "kmeans",
    en="You stop before the labels have settled. Once the centers have moved, some samples have a nearer one: assign again, "
    "until no label changes.",
    ko="레이블이 자리 잡기 전에 멈춥니다. 중심을 옮기고 나면 더 가까운 중심이 생기는 샘플이 있습니다. 바뀌는 레이블이 없을 때까지 다시 "
    "정하세요.",
)
def one_round(X, k, rng, iterations=100):
    labels = _nearest(X, _start(X, k, rng), k)
    return _means(X, labels, k), labels


@mistake(
    "kmeans",
    en="A center without samples becomes NaN, the mean of nothing. Equal first centers are one way to get there: choose "
    "different samples, and give a center that has become empty a sample again.",
    ko="샘플이 없는 중심은 빈 배열의 평균이라 NaN이 됩니다. 처음 중심끼리 같으면 이렇게 될 수 있습니다. 서로 다른 샘플을 고르고, 비게 된 중심에는 "
    "샘플을 다시 주세요.",
)
def mean_of_nothing(X, k, rng, iterations=100):
    centers, labels = X[rng.choice(len(X), k, replace=False)], None
    for _ in range(iterations):
        before, labels = labels, _squares(X, centers).argmin(axis=1)
        if before is not None and (labels == before).all():
            break
        centers = _means(X, labels, k)
    return centers, labels


@mistake(
    "kmeans",
    en="A center that has lost all its samples stays without. Give it one again, for example the one farthest from its own "
    "center.",
    ko="샘플을 모두 잃은 중심을 그대로 둡니다. 예를 들어 자기 중심에서 가장 먼 샘플을 그 중심에 주세요.",
)
def empty_center_kept(X, k, rng, iterations=100):
    centers, labels = X[rng.choice(len(X), k, replace=False)].copy(), None
    for _ in range(iterations):
        before, labels = labels, _squares(X, centers).argmin(axis=1)
        if before is not None and (labels == before).all():
            break
        for j in range(k):
            if (labels == j).any():
                centers[j] = X[labels == j].mean(axis=0)
    return centers, labels


@mistake(
    "kmeans",
    en="Centers without samples are thrown away, so that fewer than k come back.",
    ko="샘플이 없는 중심을 버려서 k개보다 적은 중심을 반환합니다.",
)
def empty_center_dropped(X, k, rng, iterations=100):
    centers, labels = X[rng.choice(len(X), k, replace=False)], None
    for _ in range(iterations):
        before, labels = labels, _squares(X, centers).argmin(axis=1)
        if before is not None and (labels == before).all():
            break
        centers = np.array([X[labels == j].mean(axis=0) for j in np.unique(labels)])
    return centers, labels


@mistake(
    "kmeans",
    en="Every sample gets the farthest center: `argmax` where `argmin` belongs.",
    ko="샘플마다 가장 먼 중심을 줍니다. `argmin`이 있어야 할 곳에 `argmax`가 있습니다.",
)
def farthest_center(X, k, rng, iterations=100):
    centers = _start(X, k, rng)
    for _ in range(5):
        labels = _fill(_squares(X, centers).argmax(axis=1), X[:, 0], k)
        centers = _means(X, labels, k)
    return centers, labels


@mistake(
    "kmeans",
    en="Your centers are medians. The sum of squared distances is smallest at the mean.",
    ko="중심으로 중앙값을 씁니다. 거리 제곱의 합은 평균에서 가장 작습니다.",
)
def medians(X, k, rng, iterations=100):
    centers, labels = _start(X, k, rng), None
    for _ in range(iterations):
        before, labels = labels, _nearest(X, centers, k)
        if before is not None and (labels == before).all():
            break
        centers = np.array([np.median(X[labels == j], axis=0) for j in range(k)])
    return centers, labels


@mistake(
    "kmeans",
    en="You add up absolute differences. The distance here is the straight one: add up the squares.",
    ko="차이의 절댓값을 더합니다. 여기서 거리는 직선 거리이므로 제곱을 더해야 합니다.",
)
def sum_of_absolutes(X, k, rng, iterations=100):
    centers, labels = _start(X, k, rng), None
    for _ in range(iterations):
        away = np.abs(X[:, None] - centers).sum(axis=2)
        before, labels = labels, _fill(away.argmin(axis=1), away.min(axis=1), k)
        if before is not None and (labels == before).all():
            break
        centers = _means(X, labels, k)
    return centers, labels


@mistake(
    "kmeans",
    en="You add up the differences as they are, so that positive and negative ones cancel. Square them first.",
    ko="차이를 그대로 더해서 양수와 음수가 서로 지워집니다. 먼저 제곱하세요.",
)
def differences_not_squared(X, k, rng, iterations=100):
    centers = _start(X, k, rng)
    for _ in range(10):
        labels = _fill((X[:, None] - centers).sum(axis=2).argmin(axis=1), X[:, 0], k)
        centers = _means(X, labels, k)
    return centers, labels


@mistake(
    "kmeans",
    en="The mean goes over samples and columns at once, one number for a whole center. Take it over the samples: `axis=0`.",
    ko="샘플과 열을 한꺼번에 평균 내서 중심 하나가 수 하나가 됩니다. 샘플에 대해서만, 곧 `axis=0`으로 평균을 내세요.",
)
def mean_over_everything(X, k, rng, iterations=100):
    centers = _start(X, k, rng).astype(float)
    for _ in range(10):
        labels = _nearest(X, centers, k)
        for j in range(k):
            centers[j] = X[labels == j].mean()
    return centers, labels


@mistake(
    "kmeans",
    en="The two results are in the wrong order: the centers come first.",
    ko="두 결과의 순서가 바뀌었습니다. centers가 먼저입니다.",
)
def results_swapped(X, k, rng, iterations=100):
    centers, labels = _right(X, k, rng, iterations)
    return labels, centers


@mistake(
    "kmeans",
    en="The labels come as floats. They are numbers of rows, so integers are needed.",
    ko="레이블이 실수입니다. 행 번호이므로 정수여야 합니다.",
)
def labels_as_floats(X, k, rng, iterations=100):
    centers, labels = _right(X, k, rng, iterations)
    result = np.zeros(len(X))
    result[:] = labels
    return centers, result


@mistake(
    "kmeans",
    en="Your labels count from 1. Row numbers of `centers` start at 0.",
    ko="레이블이 1부터 시작합니다. `centers`의 행 번호는 0부터입니다.",
)
def labels_from_one(X, k, rng, iterations=100):
    centers, labels = _right(X, k, rng, iterations)
    return centers, labels + 1


@mistake(
    "kmeans",
    en="The first centers come from a generator of your own. Draw them from `rng`, so that a run can be repeated.",
    ko="따로 만든 생성기에서 처음 중심을 뽑습니다. 같은 실행을 되풀이할 수 있도록 `rng`에서 뽑으세요.",
)
def own_generator(X, k, rng, iterations=100):
    return _right(X, k, np.random.default_rng(), iterations)


@mistake(
    "kmeans",
    en="You shift `X` in place (`X -= ...`). The caller still needs it: write `X = X - ...`, which makes a new array.",
    ko="`X -= ...`로 `X`를 그 자리에서 바꿉니다. 호출한 쪽에서 계속 쓰므로 새 배열을 만드는 `X = X - ...`로 쓰세요.",
)
def samples_shifted(X, k, rng, iterations=100):
    mean = X.mean(axis=0)
    X -= mean
    centers, labels = _right(X, k, rng, iterations)
    return centers + mean, labels
