import numpy as np

from dlgrade.testing import check, close, observe, picture, points, public, unchanged
from dlref.cnn import correlate2d

SMALL = 1e-6


def house():
    """A small house: roof, walls and a door."""
    rows, columns = np.mgrid[:14, :14]
    away = np.abs(columns - 6.5)
    image = np.full((14, 14), 0.2)
    image[(rows >= 2) & (rows < 6) & (away <= rows - 1.0)] = 0.6
    image[(rows >= 6) & (rows < 13) & (away <= 4.5)] = 1.0
    image[(rows >= 9) & (rows < 13) & (away <= 0.5)] = 0.3
    return image


def weights_of(student, value):
    """The returned filter as nine numbers in three rows."""
    try:
        weights = np.asarray(value) if isinstance(value, list | tuple | np.ndarray) else np.zeros(0)
    except (ValueError, TypeError):  # rows of unequal length
        weights = np.zeros(0)
    observe(student, shape=list(weights.shape))
    check(
        weights.shape == (3, 3) and weights.dtype.kind in "iuf" and np.isfinite(weights).all(),
        en="A filter of three rows and three columns of numbers should be returned.",
        ko="수가 3행 3열로 놓인 필터를 반환해야 합니다.",
        actual=value,
    )
    return weights.astype(float)


def edge_profile(student, value, upright):
    """The filter, and whether it answers to even brightness, to the edges meant for it, and to the others."""
    weights = weights_of(student, value)
    image = np.zeros((6, 6))
    image[:, 3:] = 1.0
    own, other = (image, image.T) if upright else (image.T, image)
    seen = [np.abs(correlate2d(seen, weights)).max() for seen in (np.ones((6, 6)), own, other)]
    even, own, other = (bool(answer > SMALL * np.abs(weights).max()) for answer in seen)
    observe(student, even=int(even), own=int(own), other=int(other))
    return weights, even, own, other


def check_even(value, even):
    check(
        not even,
        en="The weights should add up to 0: this filter answers where the brightness is even.",
        ko="가중치의 합이 0이어야 합니다. 이 필터는 밝기가 고른 곳에서도 반응합니다.",
        actual=value,
    )


def check_edges(value, own, other, upright):
    en, ko = ("from top to bottom", "위아래로") if upright else ("from left to right", "좌우로")
    check(
        own,
        en=f"This filter gives 0 everywhere in a picture with an edge that runs {en}.",
        ko=f"{ko} 뻗은 엣지가 있는 이미지에서 이 필터의 결과가 모두 0입니다.",
        actual=value,
    )
    en, ko = ("from left to right", "좌우로") if upright else ("from top to bottom", "위아래로")
    check(
        not other,
        en=f"This filter answers to an edge that runs {en}, too.",
        ko=f"이 필터는 {ko} 뻗은 엣지에도 반응합니다.",
        actual=value,
    )


def blur_profile(student, value):
    """The filter, and whether it has negative weights, another sum than 1, or a largest weight outside the middle."""
    weights = weights_of(student, value)
    off = abs(weights.sum() - 1.0)
    negative = bool(weights.min() < -SMALL)
    outside = bool(weights.max() > weights[1, 1] + SMALL)
    # a sum that is nearly 1 comes from rounded weights, any other from weights not divided by their sum
    observe(student, negative=int(negative), sum=int(off > SMALL) + int(off > 0.05), outside=int(outside))
    return weights, negative, off > SMALL, outside


@public
@points(1)
def test_example(student):
    """correlate2d: the picture and the filter of the example
    correlate2d: 예제의 이미지와 필터입니다"""
    image = np.array([[1.0, 0.0, 2.0, 1.0], [0.0, 3.0, 1.0, 0.0], [2.0, 1.0, 0.0, 1.0]])
    kernel = np.array([[1.0, 2.0], [0.0, -1.0]])
    close(student.correlate2d(image, kernel), [[-2.0, 3.0, 4.0], [5.0, 5.0, 0.0]])


@public
@points(1)
def test_halves_example(student):
    """vertical_edge_filter: answers where a dark left half meets a bright right half
    vertical_edge_filter: 어두운 왼쪽 절반과 밝은 오른쪽 절반이 만나는 곳에서 반응합니다"""
    value = student.vertical_edge_filter()
    _, _, own, _ = edge_profile(student, value, upright=True)
    check(
        own,
        en="In a picture with a dark left and a bright right half this filter gives 0 everywhere.",
        ko="왼쪽 절반이 어둡고 오른쪽 절반이 밝은 이미지에서 이 필터의 결과가 모두 0입니다.",
        actual=value,
    )


@points(1)
def test_vertical_even(student):
    """vertical_edge_filter: even brightness gives 0
    vertical_edge_filter: 밝기가 고르면 0입니다"""
    value = student.vertical_edge_filter()
    _, even, _, _ = edge_profile(student, value, upright=True)
    check_even(value, even)


@points(2)
def test_vertical(student):
    """vertical_edge_filter: answers to edges from top to bottom, and gives 0 at those from left to right
    vertical_edge_filter: 위아래로 뻗은 엣지에 반응하고, 좌우로 뻗은 엣지에서는 0입니다"""
    value = student.vertical_edge_filter()
    weights, even, own, other = edge_profile(student, value, upright=True)
    picture(student, house(), en="a house", ko="집")
    picture(
        student,
        correlate2d(house(), weights),
        en="after your vertical_edge_filter",
        ko="vertical_edge_filter 결과",
    )
    check_edges(value, own, other, upright=True)
    check_even(value, even)


@points(1)
def test_horizontal_even(student):
    """horizontal_edge_filter: even brightness gives 0
    horizontal_edge_filter: 밝기가 고르면 0입니다"""
    value = student.horizontal_edge_filter()
    _, even, _, _ = edge_profile(student, value, upright=False)
    check_even(value, even)


@points(2)
def test_horizontal(student):
    """horizontal_edge_filter: answers to edges from left to right, and gives 0 at those from top to bottom
    horizontal_edge_filter: 좌우로 뻗은 엣지에 반응하고, 위아래로 뻗은 엣지에서는 0입니다"""
    value = student.horizontal_edge_filter()
    weights, even, own, other = edge_profile(student, value, upright=False)
    picture(student, house(), en="a house", ko="집")
    picture(
        student,
        correlate2d(house(), weights),
        en="after your horizontal_edge_filter",
        ko="horizontal_edge_filter 결과",
    )
    check_edges(value, own, other, upright=False)
    check_even(value, even)


@points(1)
def test_blur_sum(student):
    """blur_filter: the weights are not negative and add up to 1
    blur_filter: 가중치에 음수가 없고 합이 1입니다"""
    value = student.blur_filter()
    _, negative, off, _ = blur_profile(student, value)
    check(
        not negative,
        en="There are negative weights.",
        ko="음수인 가중치가 있습니다.",
        actual=value,
    )
    check(
        not off,
        en="The weights do not add up to 1, so the whole picture changes its brightness.",
        ko="가중치의 합이 1이 아니어서 이미지 전체의 밝기가 달라집니다.",
        actual=value,
    )


@points(1)
def test_blur(student):
    """blur_filter: a mean of the pixel and its neighbours in which none counts more than the pixel itself
    blur_filter: 픽셀과 이웃의 평균이며, 어떤 이웃도 그 픽셀보다 무겁지 않습니다"""
    value = student.blur_filter()
    weights, negative, off, outside = blur_profile(student, value)
    picture(student, house(), en="a house", ko="집")
    picture(student, correlate2d(house(), weights), en="after your blur_filter", ko="blur_filter 결과")
    check(
        not outside,
        en="A weight at the edge of the filter is larger than the one in the middle.",
        ko="필터의 가장자리에 한가운데보다 큰 가중치가 있습니다.",
        actual=value,
    )
    check(
        not (negative or off),
        en="These weights make no mean: a mean has no negative weights, and they add up to 1.",
        ko="이 가중치로는 평균이 되지 않습니다. 평균의 가중치에는 음수가 없고 합이 1입니다.",
        actual=value,
    )


@points(2)
def test_correlate(student, rng):
    """correlate2d: a filter of three rows and three columns on pictures that are no squares
    correlate2d: 정사각형이 아닌 이미지에 3행 3열 필터를 씁니다"""
    for shape in ((5, 8), (7, 4), (3, 6)):
        image, kernel = rng.normal(size=shape), rng.normal(size=(3, 3))
        close(student.correlate2d(image, kernel), correlate2d(image, kernel))


@points(1)
def test_kernels(student, rng):
    """correlate2d: filters of any size, whether square or not
    correlate2d: 정사각형이든 아니든 어떤 크기의 필터도 맞습니다"""
    for shape in ((2, 2), (2, 4), (5, 1), (1, 3), (4, 3)):
        image, kernel = rng.normal(size=(6, 7)) * 100.0, rng.normal(size=shape)
        close(student.correlate2d(image, kernel), correlate2d(image, kernel))


@points(1)
def test_ends(student, rng):
    """correlate2d: a filter of one weight, and one as large as the picture
    correlate2d: 가중치가 하나뿐인 필터와 이미지만큼 큰 필터도 맞습니다"""
    image = rng.normal(size=(4, 5))
    for kernel in (
        rng.normal(size=(1, 1)),
        rng.normal(size=(4, 5)),
        rng.normal(size=(4, 2)),
        rng.normal(size=(3, 5)),
    ):
        close(student.correlate2d(image, kernel), correlate2d(image, kernel))


@points(1)
def test_arguments_unchanged(student, rng):
    """correlate2d leaves the picture and the filter as they were
    correlate2d는 이미지와 필터를 바꾸지 않습니다"""
    image, kernel = rng.normal(size=(6, 5)), rng.normal(size=(2, 3))
    close(unchanged(student.correlate2d, image, kernel), correlate2d(image, kernel))
