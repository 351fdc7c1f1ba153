"""Windows that slide over a picture: convolution and pooling, one position after the other."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dlgrade.i18n import Text
from dlref import cnn
from dlsite.widgets.rounding import shorts

Array = NDArray[np.float64]

STRIDES, PADS = (1, 2), (0, 1)
SIZES, POOL_STRIDES = (2, 3), (1, 2, 3)

# A bright block with a bar below it: edges of both kinds.
PICTURE: Array = np.array(
    [
        [0, 0, 0, 0, 0, 0],
        [0, 0, 8, 8, 8, 0],
        [0, 0, 8, 8, 8, 0],
        [0, 0, 8, 8, 8, 0],
        [4, 4, 4, 4, 4, 4],
        [0, 0, 0, 0, 0, 0],
    ],
    dtype=np.float64,
)
MAP: Array = np.array(
    [
        [1, 3, 2, 0, 5, 1],
        [4, 9, 1, 2, 0, 3],
        [0, 2, 6, 7, 1, 0],
        [5, 1, 3, 8, 2, 4],
        [2, 0, 1, 4, 6, 3],
        [7, 3, 0, 2, 1, 5],
    ],
    dtype=np.float64,
)


def _identity() -> Array:
    kernel = np.zeros((3, 3))
    kernel[1, 1] = 1
    return kernel


FILTERS: dict[str, tuple[Text, Text, Array]] = {
    "vertical": (
        Text("Vertical edges (Sobel)", "세로 윤곽(소벨)"),
        Text(
            "Right minus left: large where it gets brighter to the right, negative where it gets darker, 0 where even.",
            "오른쪽에서 왼쪽을 뺍니다. 오른쪽으로 밝아지는 곳에서 크고, 어두워지는 곳에서 음수이며, 고른 곳에서 0입니다.",
        ),
        cnn.vertical_edge_filter(),
    ),
    "horizontal": (
        Text("Horizontal edges (Sobel)", "가로 윤곽(소벨)"),
        Text(
            "Bottom minus top: large where it gets brighter downwards.",
            "아래에서 위를 뺍니다. 아래로 밝아지는 곳에서 큽니다.",
        ),
        cnn.horizontal_edge_filter(),
    ),
    "blur": (
        Text("Blur", "흐림"),
        Text("A mean in which the nearer pixels count more.", "가까운 픽셀을 더 많이 반영하는 평균입니다."),
        cnn.blur_filter(),
    ),
    "identity": (
        Text("Identity (1 in the middle)", "그대로(한가운데만 1)"),
        Text(
            "The middle of the window is copied; without padding the border is lost.",
            "창의 한가운데를 그대로 옮깁니다. 패딩이 없으면 가장자리가 사라집니다.",
        ),
        _identity(),
    ),
}

_WORDS = {
    "stride": Text("Stride", "스트라이드"),
    "step": Text("Position of the window", "창의 자리"),
    "back": Text("Previous", "이전"),
    "on": Text("Next", "다음"),
    "all": Text("Fill all", "모두 채우기"),
    "step_of": Text("{step} of {steps}", "{steps}자리 중 {step}번째"),
    "picture": Text("Image, {rows} × {columns}", "이미지, {rows} × {columns}"),
    "output": Text("Output, {rows} × {columns}", "출력, {rows} × {columns}"),
    "unseen": Text(
        "The rest at the right and at the bottom is too narrow for another window and is left out.",
        "오른쪽과 아래의 나머지는 창이 들어가기에 좁아서 쓰이지 않습니다.",
    ),
}


def convolve(filter: str, stride: int, pad: int) -> Array:
    """The picture after a filter."""
    weights = FILTERS[filter][2]
    return np.asarray(cnn.conv2d(PICTURE[None, None], weights[None, None], np.zeros(1), stride, pad)[0, 0])


def convolution() -> dict[str, Any]:
    """A picture, four filters, and what each makes of it with each stride and padding."""
    words = {
        **_WORDS,
        "title": Text("Play with it: a convolution, window by window", "움직여 보기: 창 하나씩 합성곱"),
        "lead": Text(
            "At each position the nine pixels in the window are multiplied by the nine weights, and the products added up.",
            "자리마다 창 안의 픽셀 아홉 개에 가중치 아홉 개를 하나씩 곱하고 모두 더합니다.",
        ),
        "filter": Text("Filter", "필터"),
        "pad": Text("Padding", "패딩"),
        "padded": Text("Image with padding, {rows} × {columns}", "패딩한 이미지, {rows} × {columns}"),
        "weights": Text("Filter, 3 × 3", "필터, 3 × 3"),
        "products": Text("Products", "곱"),
        "says": Text(
            "Window on rows {top} to {bottom} and columns {left} to {right}. Sum of the nine products: {sum}. It goes to "
            "row {row}, column {column} of the output.",
            "창은 {top}~{bottom}행, {left}~{right}열에 있습니다. 곱 아홉 개의 합: {sum}. 출력의 {row}행 {column}열에 "
            "적습니다.",
        ),
        "shape": Text(
            "Output size: ⌊({n} + 2·{pad} − 3) / {stride}⌋ + 1 = {size}.",
            "출력 크기: ⌊({n} + 2·{pad} − 3) / {stride}⌋ + 1 = {size}.",
        ),
    }
    start = {"filter": "vertical", "stride": 1, "pad": 0, "step": 0}
    return {
        "words": words,
        "picture": shorts(PICTURE),
        "filters": [
            {"id": id, "name": name, "note": note, "weights": shorts(weights), "texts": _fractions(weights)}
            for id, (name, note, weights) in FILTERS.items()
        ],
        "outputs": {
            f"{id}-{stride}-{pad}": shorts(convolve(id, stride, pad))
            for id in FILTERS
            for stride in STRIDES
            for pad in PADS
        },
        "state": start,
        "starts": {
            "filters": {"filter": "horizontal", "step": 1},
            "conv_shapes": {"filter": "identity", "stride": 2, "step": 1},
            "padding": {"filter": "identity", "pad": 1, "step": 24},
            "conv2d": {"step": 1},
        },
    }


def _fractions(weights: Array) -> list[list[str]]:
    return [[str(Fraction(weight)).replace("-", "−") for weight in row] for row in weights.tolist()]


def pool(kind: str, size: int, stride: int) -> Array:
    """The map after pooling: "max" or "avg"."""
    pooling = {"max": cnn.max_pool2d, "avg": cnn.avg_pool2d}[kind]
    return np.asarray(pooling(MAP[None, None], size, stride)[0, 0])


def winners(size: int, stride: int) -> list[list[int]]:
    """For each window, row by row, the row and the column of the pixel that max pooling keeps.

    It is the one to which the whole gradient goes.
    """
    shape = pool("max", size, stride).shape
    found = []
    for i in range(shape[0] * shape[1]):
        one = np.zeros((1, 1, *shape))
        one.flat[i] = 1
        gradient = cnn.max_pool2d_backward(one, MAP[None, None], size, stride)[0, 0]
        row, column = np.unravel_index(int(gradient.argmax()), gradient.shape)
        found.append([int(row), int(column)])
    return found


def pooling() -> dict[str, Any]:
    """A feature map, pooled in two ways with windows of two sizes and three strides."""
    words = {
        **_WORDS,
        "title": Text("Play with it: pooling, window by window", "움직여 보기: 창 하나씩 풀링"),
        "lead": Text(
            "Each window becomes one number: its largest, or its mean. In max pooling the winner is ringed.",
            "창마다 수 하나가 남습니다. 가장 큰 수이거나 평균입니다. 최대 풀링에서는 남는 수에 테두리를 둘렀습니다.",
        ),
        "kind": Text("Kind", "종류"),
        "max": Text("Maximum", "최대"),
        "avg": Text("Average", "평균"),
        "size": Text("Window", "창"),
        "max_says": Text(
            "Window on rows {top} to {bottom} and columns {left} to {right}. The largest is {value}, at row {row}, column "
            "{column}; on the way back it alone gets the gradient.",
            "창은 {top}~{bottom}행, {left}~{right}열에 있습니다. 가장 큰 수: {value}({row}행 {column}열). 역전파 때는 그 "
            "자리만 기울기를 받습니다.",
        ),
        "avg_says": Text(
            "Window on rows {top} to {bottom} and columns {left} to {right}. The mean is {sum} / {count} = {value}; on the "
            "way back each pixel gets 1/{count} of the gradient.",
            "창은 {top}~{bottom}행, {left}~{right}열에 있습니다. 평균: {sum} / {count} = {value}. 역전파 때는 픽셀마다 기울기의 "
            "{count}분의 1을 받습니다.",
        ),
    }
    sizes = [(size, stride) for size in SIZES for stride in POOL_STRIDES]
    return {
        "words": words,
        "picture": shorts(MAP),
        "outputs": {
            f"{kind}-{size}-{stride}": shorts(pool(kind, size, stride))
            for kind in ("max", "avg")
            for size, stride in sizes
        },
        "winners": {f"{size}-{stride}": winners(size, stride) for size, stride in sizes},
        "state": {"kind": "max", "size": 2, "stride": 2, "step": 0},
        "starts": {"max_pool": {"kind": "max"}, "avg_pool": {"kind": "avg"}},
    }
