import numpy as np

from dlgrade.testing import mistake


def places(x_shape, kh, kw, stride, pad):
    h, w = x_shape[2:]
    return (h + 2 * pad - kh) // stride + 1, (w + 2 * pad - kw) // stride + 1


def windows(x, kh, kw, stride, pad):
    """Every window, as an array (N, C, KH, KW, OH, OW)."""
    n, c = x.shape[:2]
    oh, ow = places(x.shape, kh, kw, stride, pad)
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    out = np.zeros((n, c, kh, kw, oh, ow))
    for u in range(kh):
        for v in range(kw):
            out[:, :, u, v] = padded[:, :, u : u + stride * oh : stride, v : v + stride * ow : stride]
    return out


def rows(x, kh, kw, stride, pad):
    """What im2col should return."""
    return windows(x, kh, kw, stride, pad).transpose(0, 4, 5, 1, 2, 3).reshape(-1, x.shape[1] * kh * kw)


def fold(found, x_shape, kh, kw, stride, pad):
    """The windows (N, C, KH, KW, OH, OW) added up in padded pictures."""
    n, c, h, w = x_shape
    oh, ow = places(x_shape, kh, kw, stride, pad)
    padded = np.zeros((n, c, h + 2 * pad, w + 2 * pad))
    for u in range(kh):
        for v in range(kw):
            padded[:, :, u : u + stride * oh : stride, v : v + stride * ow : stride] += found[:, :, u, v]
    return padded


def unfolded(cols, x_shape, kh, kw, stride, pad):
    """The rows of cols as windows (N, C, KH, KW, OH, OW)."""
    n, c = x_shape[:2]
    oh, ow = places(x_shape, kh, kw, stride, pad)
    return np.reshape(cols, (n, oh, ow, c, kh, kw)).transpose(0, 3, 4, 5, 1, 2)


@mistake(
    "im2col",
    en="You reshape without exchanging axes first, so the numbers of different windows are mixed. Bring the axes into the "
    "order picture, place, channel, window with `transpose`, then reshape.",
    ko="축의 순서를 바꾸지 않고 `reshape`해서 서로 다른 창의 수가 섞였습니다. 먼저 `transpose`로 축을 이미지, 자리, 채널, 창 "
    "순서로 놓으세요.",
)
def reshaped_only(x, kh, kw, stride=1, pad=0):
    found = windows(x, kh, kw, stride, pad)
    n, c, kh, kw, oh, ow = found.shape
    return found.reshape(n * oh * ow, c * kh * kw)


@mistake(
    "im2col",
    en="The matrix lies on its side: the places should be the rows, and the pixels of a window the columns.",
    ko="행렬이 누워 있습니다. 자리가 행이고 창 안의 픽셀이 열이어야 합니다.",
)
def places_as_columns(x, kh, kw, stride=1, pad=0):
    return rows(x, kh, kw, stride, pad).T


@mistake(
    "im2col",
    en="Your rows go through all pictures at one place before they move on. Finish one picture before the next begins.",
    ko="한 자리에서 모든 이미지를 지난 다음에야 다음 자리로 갑니다. 이미지 하나를 다 끝낸 뒤 다음 이미지로 넘어가세요.",
)
def pictures_last(x, kh, kw, stride=1, pad=0):
    return windows(x, kh, kw, stride, pad).transpose(4, 5, 0, 1, 2, 3).reshape(-1, x.shape[1] * kh * kw)


@mistake(
    "im2col",
    en="In your rows the channels of one pixel stand side by side. Finish one channel's window before the next begins.",
    ko="행 안에서 한 픽셀의 채널들이 나란히 놓였습니다. 한 채널의 창을 다 늘어놓은 뒤 다음 채널로 넘어가세요.",
)
def channels_innermost(x, kh, kw, stride=1, pad=0):
    return windows(x, kh, kw, stride, pad).transpose(0, 4, 5, 2, 3, 1).reshape(-1, x.shape[1] * kh * kw)


@mistake(
    "im2col",
    en="You go down the picture before you go across. Places come in reading order: along a row first.",
    ko="옆으로 가기 전에 아래로 먼저 훑고 있습니다. 자리는 글을 읽는 순서대로, 한 줄을 따라 먼저 갑니다.",
)
def places_down_first(x, kh, kw, stride=1, pad=0):
    return windows(x, kh, kw, stride, pad).transpose(0, 5, 4, 1, 2, 3).reshape(-1, x.shape[1] * kh * kw)


@mistake(
    "im2col",
    en="`stride` is not used: the windows move one pixel at a time.",
    ko="`stride` 값을 쓰지 않아 창이 한 픽셀씩 움직입니다.",
)
def stride_ignored(x, kh, kw, stride=1, pad=0):
    return rows(x, kh, kw, 1, pad)


@mistake(
    "im2col",
    en="Only one of the two directions has the stride. The windows move by `stride` pixels down and across.",
    ko="두 방향 가운데 한쪽에만 스트라이드를 썼습니다. 창은 아래로도 옆으로도 `stride` 픽셀씩 움직입니다.",
)
def stride_down_only(x, kh, kw, stride=1, pad=0):
    found = windows(x, kh, kw, 1, pad)[:, :, :, :, ::stride]
    return found.transpose(0, 4, 5, 1, 2, 3).reshape(-1, x.shape[1] * kh * kw)


@mistake(
    "im2col",
    en="There are as many windows as the stride allows, but they are only one pixel apart: the slices lack the stride.",
    ko="창의 수는 스트라이드에 맞지만 창이 한 픽셀 간격으로 놓였습니다. 슬라이스에 스트라이드가 빠졌습니다.",
)
def stride_forgotten_in_slices(x, kh, kw, stride=1, pad=0):
    oh, ow = places(x.shape, kh, kw, stride, pad)
    found = windows(x, kh, kw, 1, pad)[:, :, :, :, :oh, :ow]
    return found.transpose(0, 4, 5, 1, 2, 3).reshape(-1, x.shape[1] * kh * kw)


@mistake(
    "im2col",
    en="All the zeros are added at the lower and right edge. The frame goes all around.",
    ko="0을 아래쪽과 오른쪽 가장자리에만 모두 붙였습니다. 테두리는 사방에 두릅니다.",
)
def frame_behind_only(x, kh, kw, stride=1, pad=0):
    return rows(np.pad(x, ((0, 0), (0, 0), (0, 2 * pad), (0, 2 * pad))), kh, kw, stride, 0)


@mistake(
    "im2col",
    en="Within a window you go down before you go across. Its pixels come in reading order: along a row first.",
    ko="창 안에서 옆으로 가기 전에 아래로 먼저 읽고 있습니다. 창의 픽셀도 한 줄을 따라 먼저 읽습니다.",
)
def window_down_first(x, kh, kw, stride=1, pad=0):
    found = windows(x, kh, kw, stride, pad)
    return found.transpose(0, 4, 5, 1, 3, 2).reshape(-1, x.shape[1] * kh * kw)


@mistake(
    "im2col",
    en="`pad` is not used: put a frame of zeros around the pictures first.",
    ko="`pad` 값을 쓰지 않습니다. 먼저 이미지 둘레에 0 테두리를 두르세요.",
)
def padding_ignored(x, kh, kw, stride=1, pad=0):
    return rows(x, kh, kw, stride, 0)


@mistake(
    "im2col",
    en="Rows and columns of the window are exchanged: it has `kh` rows and `kw` columns.",
    ko="창의 행과 열이 뒤바뀌었습니다. 창은 `kh`행 `kw`열입니다.",
)
def window_transposed(x, kh, kw, stride=1, pad=0):
    return rows(x, kw, kh, stride, pad)


@mistake(
    "im2col",
    en="The last place at the right and at the bottom is missing: the range for the window's start has to include H − KH.",
    ko="오른쪽과 아래쪽의 마지막 자리가 빠졌습니다. 창이 시작하는 범위에는 H − KH도 들어갑니다.",
)
def last_places_missing(x, kh, kw, stride=1, pad=0):
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    n, c, h, w = padded.shape
    found = [
        padded[k, :, i : i + kh, j : j + kw].reshape(-1)
        for k in range(n)
        for i in range(0, h - kh, stride)
        for j in range(0, w - kw, stride)
    ]
    return np.array(found).reshape(len(found), c * kh * kw)


@mistake(
    "im2col",
    en="Only the first channel is laid out. A row holds the windows of all channels.",
    ko="첫 채널만 늘어놓았습니다. 한 행에는 모든 채널의 창이 들어갑니다.",
)
def first_channel_only(x, kh, kw, stride=1, pad=0):
    return rows(x[:, :1], kh, kw, stride, pad)


@mistake(
    "im2col",
    en="Only the first picture is laid out. The rows of the other pictures follow below.",
    ko="첫 이미지만 늘어놓았습니다. 그 아래에 나머지 이미지의 행도 이어져야 합니다.",
)
def first_picture_only(x, kh, kw, stride=1, pad=0):
    return rows(x[:1], kh, kw, stride, pad)


@mistake(
    "col2im",
    en="Where windows overlap, the last one overwrites the others. All contributions to a pixel have to be added up.",
    ko="창이 겹치는 곳에서 마지막 값이 앞의 값을 덮어씁니다. 한 픽셀로 돌아오는 값은 모두 더해야 합니다.",
)
def overlaps_overwritten(cols, x_shape, kh, kw, stride=1, pad=0):
    n, c, h, w = x_shape
    oh, ow = places(x_shape, kh, kw, stride, pad)
    found = np.reshape(cols, (n, oh, ow, c, kh, kw))
    padded = np.zeros((n, c, h + 2 * pad, w + 2 * pad))
    for i in range(oh):
        for j in range(ow):
            padded[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw] = found[:, i, j]
    return padded[:, :, pad : pad + h, pad : pad + w]


@mistake(
    "col2im",
    en="You take the mean where windows overlap. The contributions are added up, not averaged.",
    ko="창이 겹치는 곳에서 평균을 냈습니다. 평균이 아니라 합을 구해야 합니다.",
)
def overlaps_averaged(cols, x_shape, kh, kw, stride=1, pad=0):
    h, w = x_shape[2:]
    total = fold(unfolded(cols, x_shape, kh, kw, stride, pad), x_shape, kh, kw, stride, pad)
    often = fold(unfolded(np.ones_like(cols), x_shape, kh, kw, stride, pad), x_shape, kh, kw, stride, pad)
    return (total / np.maximum(often, 1.0))[:, :, pad : pad + h, pad : pad + w]


@mistake(
    "col2im",
    en="The frame is still there. Cut it off, so that the result has the shape `x_shape`.",
    ko="테두리가 그대로 남아 있습니다. 잘라 내어 모양을 `x_shape`에 맞추세요.",
)
def frame_left(cols, x_shape, kh, kw, stride=1, pad=0):
    return fold(unfolded(cols, x_shape, kh, kw, stride, pad), x_shape, kh, kw, stride, pad)


@mistake(
    "col2im",
    en="You cut the frame off at the lower right only, so the picture is shifted. It begins at row and column `pad`.",
    ko="테두리를 오른쪽 아래에서만 잘라 내어 이미지가 밀렸습니다. 이미지는 `pad`행 `pad`열에서 시작합니다.",
)
def cut_at_one_side(cols, x_shape, kh, kw, stride=1, pad=0):
    h, w = x_shape[2:]
    return fold(unfolded(cols, x_shape, kh, kw, stride, pad), x_shape, kh, kw, stride, pad)[:, :, :h, :w]


@mistake(
    "col2im",
    en="With `pad = 0` the slice `pad:-pad` is `0:0` and selects nothing. Count the end of the slice from the front.",
    ko="`pad = 0`이면 `pad:-pad` 슬라이스는 `0:0`이 되어 아무것도 고르지 않습니다. 슬라이스의 끝을 앞에서부터 세세요.",
)
def empty_without_padding(cols, x_shape, kh, kw, stride=1, pad=0):
    total = fold(unfolded(cols, x_shape, kh, kw, stride, pad), x_shape, kh, kw, stride, pad)
    return total[:, :, pad:-pad, pad:-pad]


@mistake(
    "col2im",
    en="You reshape the matrix straight into windows. Its axes stand in the order picture, place, channel, window: split "
    "them in that order, then exchange them.",
    ko="행렬을 곧바로 창의 배열로 `reshape`했습니다. 축은 이미지, 자리, 채널, 창 순서로 놓여 있으니 그 순서로 나눈 다음 "
    "축을 바꾸세요.",
)
def back_reshaped_only(cols, x_shape, kh, kw, stride=1, pad=0):
    n, c, h, w = x_shape
    oh, ow = places(x_shape, kh, kw, stride, pad)
    total = fold(np.reshape(cols, (n, c, kh, kw, oh, ow)), x_shape, kh, kw, stride, pad)
    return total[:, :, pad : pad + h, pad : pad + w]


@mistake(
    "col2im",
    en="The windows land one pixel apart although `stride` says how far apart they are.",
    ko="`stride` 값만큼 떨어져 있어야 할 창들을 한 픽셀 간격으로 놓았습니다.",
)
def back_stride_ignored(cols, x_shape, kh, kw, stride=1, pad=0):
    n, c, h, w = x_shape
    oh, ow = places(x_shape, kh, kw, stride, pad)
    found = np.reshape(cols, (n, oh, ow, c, kh, kw))
    padded = np.zeros((n, c, h + 2 * pad, w + 2 * pad))
    for i in range(oh):
        for j in range(ow):
            padded[:, :, i : i + kh, j : j + kw] += found[:, i, j]
    return padded[:, :, pad : pad + h, pad : pad + w]
