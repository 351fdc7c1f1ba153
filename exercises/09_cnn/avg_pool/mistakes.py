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


def mean(window):
    return window.mean(axis=(2, 3))


def spread(dout, x, size, stride, share):
    """Each window's gradient, times a share for each of its pixels."""
    dx = np.zeros(x.shape)
    for i, j, top, left, window in windows(x, size, stride):
        dx[:, :, top : top + size, left : left + size] += share(window) * dout[:, :, i, j][:, :, None, None]
    return dx


@mistake(
    "avg_pool2d",
    en="You add the pixels of a window but do not divide by their number.",
    ko="창의 픽셀을 더하기만 하고 개수로 나누지 않았습니다.",
)
def sum_of_window(x, size=2, stride=2):
    return pooled(x, size, stride, lambda w: w.sum(axis=(2, 3)))


@mistake(
    "avg_pool2d",
    en="You keep the largest pixel of each window; average pooling takes the mean.",
    ko="창에서 가장 큰 픽셀을 남기고 있습니다. 평균 풀링은 평균을 구합니다.",
)
def largest_pixel(x, size=2, stride=2):
    return pooled(x, size, stride, lambda w: w.max(axis=(2, 3)))


@mistake(
    "avg_pool2d",
    en="The sum is always divided by 4. A window has `size` × `size` pixels.",
    ko="합을 언제나 4로 나눕니다. 창의 픽셀은 `size` × `size`개입니다.",
)
def always_a_quarter(x, size=2, stride=2):
    return pooled(x, size, stride, lambda w: w.sum(axis=(2, 3)) / 4)


@mistake(
    "avg_pool2d",
    en="The sum is divided by `size`. A window has `size` rows and `size` columns: how many pixels is that?",
    ko="합을 `size`로 나눕니다. 창에는 행도 열도 `size`개씩 있습니다. 픽셀은 모두 몇 개일까요?",
)
def divided_by_size(x, size=2, stride=2):
    return pooled(x, size, stride, lambda w: w.sum(axis=(2, 3)) / size)


@mistake(
    "avg_pool2d",
    en="The sum is divided by the square of `stride`. The stride says how far windows are apart, not how many pixels they have.",
    ko="합을 `stride`의 제곱으로 나눕니다. 스트라이드는 창 사이의 간격이지 창의 픽셀 수가 아닙니다.",
)
def divided_by_stride(x, size=2, stride=2):
    return pooled(x, size, stride, lambda w: w.sum(axis=(2, 3)) / stride**2)


@mistake(
    "avg_pool2d",
    en="The mean runs over the channels, too. Each channel is pooled by itself.",
    ko="채널까지 합쳐 평균을 냅니다. 채널마다 따로 풀링하세요.",
)
def mean_over_channels(x, size=2, stride=2):
    return pooled(x, size, stride, lambda w: w.mean(axis=(1, 2, 3))[:, None])


@mistake(
    "avg_pool2d",
    en="`stride` is not used: the next window begins where the last one ended. It begins `stride` pixels further on.",
    ko="`stride` 값을 쓰지 않아 창이 끝난 곳에서 다음 창이 시작합니다. 다음 창은 `stride`픽셀 떨어진 곳에서 시작합니다.",
)
def step_of_size(x, size=2, stride=2):
    return pooled(x, size, size, mean)


@mistake(
    "avg_pool2d",
    en="`size` and `stride` are not used: the windows are always 2 × 2, two pixels apart.",
    ko="`size`와 `stride` 값을 쓰지 않습니다. 창이 언제나 2 × 2이고 두 칸씩 움직입니다.",
)
def always_two(x, size=2, stride=2):
    return pooled(x, 2, 2, mean)


@mistake(
    "avg_pool2d",
    en="Windows that reach beyond the lower or right edge are counted, too. Only whole windows count.",
    ko="아래쪽이나 오른쪽 끝을 넘어가는 창까지 셉니다. 온전한 창만 세세요.",
)
def incomplete_windows(x, size=2, stride=2):
    rows, columns = range(0, x.shape[2], stride), range(0, x.shape[3], stride)
    out = np.zeros((*x.shape[:2], len(rows), len(columns)))
    for i, top in enumerate(rows):
        for j, left in enumerate(columns):
            out[:, :, i, j] = mean(x[:, :, top : top + size, left : left + size])
    return out


@mistake(
    "avg_pool2d_backward",
    en="Every pixel gets the whole gradient of its window. It counts for one part in `size`² only: divide.",
    ko="픽셀마다 창의 기울기를 통째로 받습니다. 픽셀 하나의 몫은 `size`²분의 1이므로 나누어야 합니다.",
)
def whole_gradient(dout, x, size=2, stride=2):
    return spread(dout, x, size, stride, np.ones_like)


@mistake(
    "avg_pool2d_backward",
    en="The gradient is divided by `size`. It is shared by all `size` × `size` pixels of the window.",
    ko="기울기를 `size`로 나눕니다. 창의 픽셀 `size` × `size`개가 모두 나누어 받아야 합니다.",
)
def shares_by_size(dout, x, size=2, stride=2):
    return spread(dout, x, size, stride, lambda w: np.full(w.shape, 1 / size))


@mistake(
    "avg_pool2d_backward",
    en="The gradient is divided by the square of `stride`. The share depends on the number of pixels in a window.",
    ko="기울기를 `stride`의 제곱으로 나눕니다. 몫은 창의 픽셀 수에 달려 있습니다.",
)
def shares_by_stride(dout, x, size=2, stride=2):
    return spread(dout, x, size, stride, lambda w: np.full(w.shape, 1 / stride**2))


@mistake(
    "avg_pool2d_backward",
    en="The whole gradient goes to the largest pixel, as in max pooling. In a mean all pixels count alike.",
    ko="최대 풀링처럼 가장 큰 픽셀이 기울기를 모두 받습니다. 평균에서는 모든 픽셀의 몫이 같습니다.",
)
def to_the_largest(dout, x, size=2, stride=2):
    return spread(dout, x, size, stride, lambda w: 1.0 * (w == w.max(axis=(2, 3), keepdims=True)))


@mistake(
    "avg_pool2d_backward",
    en="The shares are multiplied by the pixels. The slope of a mean does not depend on them.",
    ko="몫에 픽셀 값을 곱했습니다. 평균의 미분값은 픽셀 값과 상관이 없습니다.",
)
def times_the_pixels(dout, x, size=2, stride=2):
    return spread(dout, x, size, stride, lambda w: w / size**2)


@mistake(
    "avg_pool2d_backward",
    en="Where windows overlap, the newest share replaces the one before. Shares add up: `+=`.",
    ko="창이 겹치는 곳에서 새 몫이 앞의 것을 덮어씁니다. `+=`로 더하세요.",
)
def replaced_where_windows_overlap(dout, x, size=2, stride=2):
    dx = np.zeros(x.shape)
    for i, j, top, left, _ in windows(x, size, stride):
        dx[:, :, top : top + size, left : left + size] = dout[:, :, i, j][:, :, None, None] / size**2
    return dx


@mistake(
    "avg_pool2d_backward",
    en="`stride` is not used: the windows are taken side by side, `size` pixels apart.",
    ko="`stride` 값을 쓰지 않습니다. 창들이 `size`픽셀 간격으로 나란히 놓인 것으로 계산합니다.",
)
def backward_step_of_size(dout, x, size=2, stride=2):
    dx = np.zeros(x.shape)
    for i, j, top, left, _ in windows(x, size, size):
        if i < dout.shape[2] and j < dout.shape[3]:
            dx[:, :, top : top + size, left : left + size] += dout[:, :, i, j][:, :, None, None] / size**2
    return dx


@mistake(
    "global_avg_pool",
    en="You get one mean per picture. Each channel keeps its own: leave axis 1 alone.",
    ko="이미지마다 평균이 하나만 나옵니다. 채널마다 따로 구하도록 1번 축은 남겨 두세요.",
)
def one_mean_per_picture(x):
    return x.mean(axis=(1, 2, 3))


@mistake(
    "global_avg_pool",
    en="The result keeps two axes of length 1. Its shape should be (N, C).",
    ko="결과에 길이가 1인 축이 두 개 남아 있습니다. 모양은 (N, C)이어야 합니다.",
)
def axes_kept(x):
    return x.mean(axis=(2, 3), keepdims=True)


@mistake(
    "global_avg_pool",
    en="The mean runs over the channels and rows. Channels stand before rows and columns here: (N, C, H, W).",
    ko="채널과 행에 대해 평균을 냅니다. 여기서는 (N, C, H, W)처럼 채널이 행과 열보다 앞에 있습니다.",
)
def channels_taken_for_columns(x):
    return x.mean(axis=(1, 2))


@mistake(
    "global_avg_pool",
    en="The mean runs over the pictures of the batch, too. Each picture keeps its own numbers.",
    ko="배치의 이미지들까지 합쳐 평균을 냅니다. 이미지마다 따로 구하세요.",
)
def mean_over_the_batch(x):
    return x.mean(axis=(0, 2, 3))


@mistake(
    "global_avg_pool",
    en="You keep the largest pixel of each channel instead of its mean.",
    ko="채널마다 평균이 아니라 가장 큰 픽셀을 구합니다.",
)
def largest_of_channel(x):
    return x.max(axis=(2, 3))


@mistake(
    "global_avg_pool",
    en="The pixels are added but not divided by their number, H · W.",
    ko="픽셀을 더하기만 하고 개수인 H · W로 나누지 않았습니다.",
)
def sum_of_channel(x):
    return x.sum(axis=(2, 3))
