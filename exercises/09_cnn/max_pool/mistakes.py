import numpy as np

from dlgrade.testing import mistake


def windows(x, size, stride):
    """The windows of x with their places in the output and in x."""
    for i, top in enumerate(range(0, x.shape[2] - size + 1, stride)):
        for j, left in enumerate(range(0, x.shape[3] - size + 1, stride)):
            yield i, j, top, left, x[:, :, top : top + size, left : left + size]


def pooled(x, size, stride, keep):
    """A number from each window."""
    n, c, height, width = x.shape
    out = np.zeros((n, c, (height - size) // stride + 1, (width - size) // stride + 1))
    for i, j, _, _, window in windows(x, size, stride):
        out[:, :, i, j] = keep(window)
    return out


def spread(dout, x, size, stride, share):
    """Each window's gradient, times a share for each of its pixels."""
    dx = np.zeros(x.shape)
    for i, j, top, left, window in windows(x, size, stride):
        dx[:, :, top : top + size, left : left + size] += share(window) * dout[:, :, i, j][:, :, None, None]
    return dx


def first(window):
    """1 at the first largest pixel of each window, 0 elsewhere."""
    flat = window.reshape(*window.shape[:2], -1)
    return (np.arange(flat.shape[2]) == flat.argmax(axis=2)[:, :, None]).reshape(window.shape).astype(float)


@mistake(
    "max_pool2d",
    en="The search for the maximum begins at 0, so a window of negative pixels gives 0. Begin with the window's first pixel.",
    ko="최댓값을 0에서부터 찾으므로 픽셀이 모두 음수인 창의 결과가 0이 됩니다. 창의 첫 픽셀에서 시작하세요.",
)
def search_from_zero(x, size=2, stride=2):
    return pooled(x, size, stride, lambda w: np.maximum(w.max(axis=(2, 3)), 0.0))


@mistake(
    "max_pool2d",
    en="You take the mean of each window; max pooling keeps its largest pixel.",
    ko="창의 평균을 구하고 있습니다. 최대 풀링은 가장 큰 픽셀을 남깁니다.",
)
def mean_of_window(x, size=2, stride=2):
    return pooled(x, size, stride, lambda w: w.mean(axis=(2, 3)))


@mistake(
    "max_pool2d",
    en="The maximum is taken over the channels, too. Each channel is pooled by itself.",
    ko="채널까지 합쳐 최댓값을 구하고 있습니다. 채널마다 따로 풀링하세요.",
)
def over_channels(x, size=2, stride=2):
    return pooled(x, size, stride, lambda w: w.max(axis=(1, 2, 3))[:, None])


@mistake(
    "max_pool2d",
    en="One maximum is taken for all pictures and channels together (`np.max` without `axis`). Each needs its own.",
    ko="모든 이미지와 채널에서 최댓값을 하나만 구합니다(`axis` 없는 `np.max`). 이미지와 채널마다 따로 구하세요.",
)
def one_maximum(x, size=2, stride=2):
    return pooled(x, size, stride, np.max)


@mistake(
    "max_pool2d",
    en="`stride` is not used: the next window begins where the last one ended. It begins `stride` pixels further on.",
    ko="`stride` 값을 쓰지 않아 창이 끝난 곳에서 다음 창이 시작합니다. 다음 창은 `stride`픽셀 떨어진 곳에서 시작합니다.",
)
def step_of_size(x, size=2, stride=2):
    return pooled(x, size, size, lambda w: w.max(axis=(2, 3)))


@mistake(
    "max_pool2d",
    en="`size` and `stride` are not used: the windows are always 2 × 2, two pixels apart.",
    ko="`size`와 `stride` 값을 쓰지 않습니다. 창이 언제나 2 × 2이고 두 칸씩 움직입니다.",
)
def always_two(x, size=2, stride=2):
    return pooled(x, 2, 2, lambda w: w.max(axis=(2, 3)))


@mistake(
    "max_pool2d",
    en="The windows begin at (i, j) instead of (stride · i, stride · j): they move by one pixel only.",
    ko="창이 (stride · i, stride · j)가 아니라 (i, j)에서 시작합니다. 그래서 한 픽셀씩만 움직입니다.",
)
def stride_forgotten_in_slices(x, size=2, stride=2):
    oh, ow = (x.shape[2] - size) // stride + 1, (x.shape[3] - size) // stride + 1
    return pooled(x, size, 1, lambda w: w.max(axis=(2, 3)))[:, :, :oh, :ow]


@mistake(
    "max_pool2d",
    en="Windows that reach beyond the lower or right edge are counted, too. Only whole windows count.",
    ko="아래쪽이나 오른쪽 끝을 넘어가는 창까지 셉니다. 온전한 창만 세세요.",
)
def incomplete_windows(x, size=2, stride=2):
    rows, columns = range(0, x.shape[2], stride), range(0, x.shape[3], stride)
    out = np.zeros((*x.shape[:2], len(rows), len(columns)))
    for i, top in enumerate(rows):
        for j, left in enumerate(columns):
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out


@mistake(
    "max_pool2d",
    en="The last window of a row or column is missing, even where it fits exactly: the range ends one too early.",
    ko="딱 들어맞을 때에도 행이나 열의 마지막 창이 빠집니다. 범위가 하나 일찍 끝납니다.",
)
def last_window_missing(x, size=2, stride=2):
    rows, columns = range(0, x.shape[2] - size, stride), range(0, x.shape[3] - size, stride)
    out = np.zeros((*x.shape[:2], len(rows), len(columns)))
    for i, top in enumerate(rows):
        for j, left in enumerate(columns):
            out[:, :, i, j] = x[:, :, top : top + size, left : left + size].max(axis=(2, 3))
    return out


@mistake(
    "max_pool2d",
    en="All the maxima are right, but rows and columns of the output are exchanged.",
    ko="최댓값은 모두 맞지만 출력의 행과 열이 서로 바뀌었습니다.",
)
def rows_and_columns_exchanged(x, size=2, stride=2):
    return pooled(x, size, stride, lambda w: w.max(axis=(2, 3))).swapaxes(2, 3)


@mistake(
    "max_pool2d_backward",
    en="Every pixel that equals the maximum gets the gradient. Of equal ones only the first may have it.",
    ko="최댓값과 같은 픽셀이 모두 기울기를 받습니다. 값이 같으면 첫 픽셀만 받아야 합니다.",
)
def all_of_equal_pixels(dout, x, size=2, stride=2):
    return spread(dout, x, size, stride, lambda w: w == w.max(axis=(2, 3), keepdims=True))


@mistake(
    "max_pool2d_backward",
    en="Equal pixels share the gradient. All of it goes to the first of them.",
    ko="값이 같은 픽셀들이 기울기를 나누어 받습니다. 첫 픽셀이 모두 받아야 합니다.",
)
def shared_by_equal_pixels(dout, x, size=2, stride=2):
    def share(window):
        mask = (window == window.max(axis=(2, 3), keepdims=True)).astype(float)
        return mask / mask.sum(axis=(2, 3), keepdims=True)

    return spread(dout, x, size, stride, share)


@mistake(
    "max_pool2d_backward",
    en="Of equal pixels the last one gets the gradient; it should be the first. Is it `>=` where `>` is needed?",
    ko="값이 같은 픽셀 가운데 마지막 것이 기울기를 받습니다. 첫 픽셀이 받아야 합니다. `>`를 쓸 자리에 `>=`를 쓰지 않았나요?",
)
def last_of_equal_pixels(dout, x, size=2, stride=2):
    return spread(dout, x, size, stride, lambda w: first(w[:, :, ::-1, ::-1])[:, :, ::-1, ::-1])


@mistake(
    "max_pool2d_backward",
    en="Of equal pixels the first in column order gets the gradient. Search row by row, each from left to right.",
    ko="값이 같은 픽셀 가운데 열을 따라 읽을 때 첫 픽셀이 기울기를 받습니다. 위쪽 행부터, 한 행에서는 왼쪽부터 찾으세요.",
)
def first_by_columns(dout, x, size=2, stride=2):
    return spread(dout, x, size, stride, lambda w: first(w.swapaxes(2, 3)).swapaxes(2, 3))


@mistake(
    "max_pool2d_backward",
    en="Where windows overlap, the newest gradient replaces the one before. They should add up: `+=`.",
    ko="창이 겹치는 곳에서 새 기울기가 앞의 것을 덮어씁니다. `+=`로 더하세요.",
)
def replaced_where_windows_overlap(dout, x, size=2, stride=2):
    dx = np.zeros(x.shape)
    for i, j, top, left, window in windows(x, size, stride):
        place = dx[:, :, top : top + size, left : left + size]
        place[first(window) == 1] = dout[:, :, i, j].ravel()
    return dx


@mistake(
    "max_pool2d_backward",
    en="Every pixel of a window gets the gradient. Only the largest one had any influence on the output.",
    ko="창의 모든 픽셀이 기울기를 받습니다. 출력에 영향을 준 것은 가장 큰 픽셀뿐입니다.",
)
def every_pixel(dout, x, size=2, stride=2):
    return spread(dout, x, size, stride, np.ones_like)


@mistake(
    "max_pool2d_backward",
    en="The gradient is multiplied by the pixel itself. The output is the pixel, so its slope is 1.",
    ko="기울기에 픽셀 값을 곱했습니다. 출력이 픽셀 그 자체이므로 미분값은 1입니다.",
)
def times_the_pixel(dout, x, size=2, stride=2):
    return spread(dout, x, size, stride, lambda w: w * first(w))


@mistake(
    "max_pool2d_backward",
    en="The position of the maximum inside its window is taken for a position in the picture: every gradient lands at the "
    "upper left. Add where the window begins.",
    ko="창 안에서의 최댓값 위치를 이미지에서의 위치로 썼습니다. 그래서 기울기가 모두 왼쪽 위에 모입니다. 창이 시작하는 "
    "위치를 더하세요.",
)
def position_inside_the_window(dout, x, size=2, stride=2):
    dx = np.zeros(x.shape)
    for i, j, _, _, window in windows(x, size, stride):
        dx[:, :, :size, :size] += first(window) * dout[:, :, i, j][:, :, None, None]
    return dx


@mistake(
    "max_pool2d_backward",
    en="Row and column of the maximum inside its window are exchanged: `//` by `size` gives the row, `%` the column.",
    ko="창 안에서 최댓값의 행과 열이 서로 바뀌었습니다. `size`로 나눈 몫 `//`가 행, 나머지 `%`가 열입니다.",
)
def row_and_column_exchanged(dout, x, size=2, stride=2):
    return spread(dout, x, size, stride, lambda w: first(w).swapaxes(2, 3))


@mistake(
    "max_pool2d_backward",
    en="`stride` is not used: the windows are taken side by side, `size` pixels apart.",
    ko="`stride` 값을 쓰지 않습니다. 창들이 `size`픽셀 간격으로 나란히 놓인 것으로 계산합니다.",
)
def backward_step_of_size(dout, x, size=2, stride=2):
    dx = np.zeros(x.shape)
    for i, j, top, left, window in windows(x, size, size):
        if i < dout.shape[2] and j < dout.shape[3]:
            dx[:, :, top : top + size, left : left + size] += (
                first(window) * dout[:, :, i, j][:, :, None, None]
            )
    return dx


@mistake(
    "max_pool2d_backward",
    en="The gradient is smaller than `x`: rows and columns that the pooling dropped are missing. They belong to `x` and get 0.",
    ko="기울기가 `x`보다 작습니다. 풀링에서 버린 행과 열이 빠졌습니다. 이들도 `x`의 일부이므로 0을 받습니다.",
)
def dropped_edge_missing(dout, x, size=2, stride=2):
    dx = spread(dout, x, size, stride, first)
    return dx[:, :, : stride * (dout.shape[2] - 1) + size, : stride * (dout.shape[3] - 1) + size]
