import numpy as np

from dlgrade.testing import mistake


def slide(image, kernel):
    """What correlate2d should do."""
    kh, kw = kernel.shape
    h, w = image.shape
    return np.array(
        [
            [np.sum(image[i : i + kh, j : j + kw] * kernel) for j in range(w - kw + 1)]
            for i in range(h - kh + 1)
        ]
    )


@mistake(
    "vertical_edge_filter",
    en="This filter compares above with below, so it answers to edges that run from left to right. Exchange its rows and "
    "columns.",
    ko="이 필터는 위와 아래를 견주므로 좌우로 뻗은 엣지에 반응합니다. 행과 열을 맞바꾸세요.",
)
def vertical_is_horizontal():
    return np.array([[-1.0, -1.0, -1.0], [0.0, 0.0, 0.0], [1.0, 1.0, 1.0]])


@mistake(
    "vertical_edge_filter",
    en="The weights do not add up to 0, so even brightness gives an answer as well. What is subtracted on one side has to "
    "weigh as much as what is added on the other.",
    ko="가중치의 합이 0이 아니어서 밝기가 고른 곳에서도 반응합니다. 한쪽에서 더하는 만큼 다른 쪽에서 빼야 합니다.",
)
def vertical_sum_not_zero():
    return np.array([[1.0, 0.0, 1.0], [1.0, 0.0, 1.0], [1.0, 0.0, 1.0]])


@mistake(
    "vertical_edge_filter",
    en="This filter answers to edges of both directions. For those from left to right to give 0, each row of weights has to "
    "add up to 0.",
    ko="이 필터는 두 방향의 엣지에 모두 반응합니다. 좌우로 뻗은 엣지에서 0이 되려면 행마다 가중치의 합이 0이어야 합니다.",
)
def vertical_both_directions():
    return np.array([[0.0, 1.0, 0.0], [1.0, -4.0, 1.0], [0.0, 1.0, 0.0]])


@mistake(
    "vertical_edge_filter",
    en="This filter answers to no straight edge: in each column the weights cancel out. On the same side they need the same "
    "sign.",
    ko="이 필터는 곧은 엣지에 반응하지 않습니다. 열마다 가중치가 서로 지워집니다. 같은 쪽에는 같은 부호를 쓰세요.",
)
def vertical_cancels():
    return np.array([[-1.0, 0.0, 1.0], [2.0, 0.0, -2.0], [-1.0, 0.0, 1.0]])


@mistake(
    "vertical_edge_filter",
    en="This is a single row of weights. The filter has three rows.",
    ko="가중치가 한 행뿐입니다. 필터는 3행입니다.",
)
def vertical_single_row():
    return np.array([[-1.0, 0.0, 1.0]])


@mistake(
    "horizontal_edge_filter",
    en="This filter compares left with right, so it answers to edges that run from top to bottom. Exchange its rows and "
    "columns.",
    ko="이 필터는 왼쪽과 오른쪽을 견주므로 위아래로 뻗은 엣지에 반응합니다. 행과 열을 맞바꾸세요.",
)
def horizontal_is_vertical():
    return np.array([[-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0], [-1.0, 0.0, 1.0]])


@mistake(
    "horizontal_edge_filter",
    en="The weights do not add up to 0, so even brightness gives an answer as well. What is subtracted above has to weigh "
    "as much as what is added below, or the other way round.",
    ko="가중치의 합이 0이 아니어서 밝기가 고른 곳에서도 반응합니다. 위와 아래 가운데 한쪽에서 더하는 만큼 다른 쪽에서 빼야 "
    "합니다.",
)
def horizontal_sum_not_zero():
    return np.array([[1.0, 1.0, 1.0], [0.0, 0.0, 0.0], [1.0, 1.0, 1.0]])


@mistake(
    "horizontal_edge_filter",
    en="This filter answers to edges of both directions. For those from top to bottom to give 0, each column of weights has "
    "to add up to 0.",
    ko="이 필터는 두 방향의 엣지에 모두 반응합니다. 위아래로 뻗은 엣지에서 0이 되려면 열마다 가중치의 합이 0이어야 합니다.",
)
def horizontal_both_directions():
    return np.array([[-2.0, -1.0, 0.0], [-1.0, 0.0, 1.0], [0.0, 1.0, 2.0]])


@mistake(
    "blur_filter",
    en="The weights do not add up to 1, so the picture changes its brightness. Divide them by their sum.",
    ko="가중치의 합이 1이 아니어서 이미지의 밝기가 달라집니다. 가중치를 그 합으로 나누세요.",
)
def blur_not_divided():
    return np.ones((3, 3))


@mistake(
    "blur_filter",
    en="The sum is only nearly 1: the weights are rounded. Let Python divide, for instance 1 by 9, instead of typing decimals.",
    ko="합이 1에 가깝기만 합니다. 가중치를 반올림했기 때문입니다. 소수를 직접 적지 말고 1을 9로 나누듯 파이썬에서 나누세요.",
)
def blur_rounded():
    return np.full((3, 3), 0.111)


@mistake(
    "blur_filter",
    en="This filter sharpens: it subtracts the neighbours. For a blur they are added, with weights that are not negative.",
    ko="이 필터는 이웃 픽셀을 빼서 오히려 또렷하게 만듭니다. 블러에서는 음수가 아닌 가중치로 이웃을 더합니다.",
)
def blur_sharpens():
    return np.array([[0.0, -1.0, 0.0], [-1.0, 5.0, -1.0], [0.0, -1.0, 0.0]])


@mistake(
    "blur_filter",
    en="A pixel beside the middle counts more than the pixel itself. The largest weight belongs in the middle.",
    ko="한가운데보다 옆 픽셀의 가중치가 더 큽니다. 가장 큰 가중치는 한가운데에 두세요.",
)
def blur_without_middle():
    return np.array([[1.0, 1.0, 1.0], [1.0, 0.0, 1.0], [1.0, 1.0, 1.0]]) / 8.0


@mistake(
    "correlate2d",
    en="You turn the filter around first. That is the convolution of mathematics; here the filter is used as it is.",
    ko="필터를 먼저 뒤집었습니다. 그것은 수학의 합성곱이고, 여기서는 필터를 그대로 씁니다.",
)
def kernel_turned(image, kernel):
    return slide(image, kernel[::-1, ::-1])


@mistake(
    "correlate2d",
    en="The last row and the last column of places are missing. A picture of H rows has H − KH + 1 places, not H − KH.",
    ko="마지막 행과 마지막 열의 자리가 빠졌습니다. 행이 H개면 자리는 H − KH가 아니라 H − KH + 1개입니다.",
)
def last_places_missing(image, kernel):
    kh, kw = kernel.shape
    h, w = image.shape
    out = np.zeros((h - kh, w - kw))
    for i in range(h - kh):
        for j in range(w - kw):
            out[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return out


@mistake(
    "correlate2d",
    en="The output is as large as the picture: you pad it with zeros. Here only places wholly inside the picture count.",
    ko="0으로 패딩해서 출력이 이미지와 크기가 같습니다. 여기서는 이미지 안에 온전히 들어가는 자리만 셉니다.",
)
def padded_to_same_size(image, kernel):
    kh, kw = kernel.shape
    up, left = (kh - 1) // 2, (kw - 1) // 2
    return slide(np.pad(image, ((up, kh - 1 - up), (left, kw - 1 - left))), kernel)


@mistake(
    "correlate2d",
    en="You take the filter's number of rows for its number of columns, too. It need not be square.",
    ko="필터의 행 수를 열 수로도 쓰고 있습니다. 필터는 정사각형이 아닐 수 있습니다.",
)
def kernel_taken_as_square(image, kernel):
    k = kernel.shape[0]
    h, w = image.shape
    out = np.zeros((h - k + 1, w - k + 1))
    for i in range(h - k + 1):
        for j in range(w - k + 1):
            out[i, j] = np.sum(image[i : i + k, j : j + k] * kernel)
    return out


@mistake(
    "correlate2d",
    en="You count on filters of three rows and three columns. Take the size from `kernel.shape`.",
    ko="필터가 3행 3열이라고 가정하고 있습니다. 크기는 `kernel.shape`에서 가져오세요.",
)
def always_three(image, kernel):
    h, w = image.shape
    out = np.zeros((h - 2, w - 2))
    for i in range(h - 2):
        for j in range(w - 2):
            out[i, j] = np.sum(image[i : i + 3, j : j + 3] * kernel)
    return out


@mistake(
    "correlate2d",
    en="You take the mean of the products. They are only added up; the filter itself decides how much it weighs.",
    ko="곱의 평균을 냈습니다. 더하기만 하면 됩니다. 얼마나 무겁게 볼지는 필터의 가중치가 정합니다.",
)
def mean_of_products(image, kernel):
    return slide(image, kernel) / kernel.size


@mistake(
    "correlate2d",
    en="Negative answers are cut off at 0. Keep them: they say on which side it is brighter.",
    ko="음수 결과를 0으로 잘라 냈습니다. 어느 쪽이 더 밝은지 알려 주는 값이니 그대로 두세요.",
)
def negative_cut_off(image, kernel):
    return np.maximum(slide(image, kernel), 0.0)


@mistake(
    "correlate2d",
    en="You move down the picture before you move across: rows and columns of the output are exchanged.",
    ko="이미지를 옆으로 가기 전에 아래로 먼저 훑고 있습니다. 출력의 행과 열이 뒤바뀌었습니다.",
)
def output_transposed(image, kernel):
    return slide(image, kernel).T
