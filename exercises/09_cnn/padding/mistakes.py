import numpy as np

from dlgrade.testing import mistake


@mistake(
    "pad2d",
    en="You pad all four axes, so there are empty pictures and empty channels as well. Only rows and columns get a frame.",
    ko="네 축을 모두 늘려서 빈 이미지와 빈 채널까지 생깁니다. 테두리는 행과 열에만 두릅니다.",
)
def all_axes(x, pad):
    return np.pad(x, pad)


@mistake(
    "pad2d",
    en="You pad the first two axes. In (N, C, H, W) the rows and columns are the last two.",
    ko="처음 두 축을 늘리고 있습니다. (N, C, H, W)에서 행과 열은 마지막 두 축입니다.",
)
def first_two_axes(x, pad):
    return np.pad(x, ((pad, pad), (pad, pad), (0, 0), (0, 0)))


@mistake(
    "pad2d",
    en="You pad the axes in the middle, as if the channels came last. In (N, C, H, W) the rows and columns are the last two.",
    ko="채널이 맨 뒤에 있는 것처럼 가운데 두 축을 늘리고 있습니다. (N, C, H, W)에서 행과 열은 마지막 두 축입니다.",
)
def channels_last(x, pad):
    return np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))


@mistake(
    "pad2d",
    en="Zeros are added only after the last row and column. The frame goes all around.",
    ko="0을 마지막 행과 열 뒤에만 붙였습니다. 테두리는 사방에 두릅니다.",
)
def only_behind(x, pad):
    return np.pad(x, ((0, 0), (0, 0), (0, pad), (0, pad)))


@mistake(
    "pad2d",
    en="Zeros are added only before the first row and column. The frame goes all around.",
    ko="0을 첫 행과 열 앞에만 붙였습니다. 테두리는 사방에 두릅니다.",
)
def only_before(x, pad):
    return np.pad(x, ((0, 0), (0, 0), (pad, 0), (pad, 0)))


@mistake(
    "pad2d",
    en="The rows and columns are right in number, but the picture sits in the upper left corner instead of the middle.",
    ko="행과 열의 개수는 맞지만 이미지가 한가운데가 아니라 왼쪽 위 구석에 놓였습니다.",
)
def in_the_corner(x, pad):
    n, c, h, w = x.shape
    out = np.zeros((n, c, h + 2 * pad, w + 2 * pad))
    out[:, :, :h, :w] = x
    return out


@mistake(
    "pad2d",
    en="Only the rows grow. The columns get zeros at both ends, too.",
    ko="행만 늘어납니다. 열의 양 끝에도 0을 붙이세요.",
)
def only_rows(x, pad):
    return np.pad(x, ((0, 0), (0, 0), (pad, pad), (0, 0)))


@mistake(
    "pad2d",
    en="Only the columns grow. The rows get zeros at both ends, too.",
    ko="열만 늘어납니다. 행의 양 끝에도 0을 붙이세요.",
)
def only_columns(x, pad):
    return np.pad(x, ((0, 0), (0, 0), (0, 0), (pad, pad)))


@mistake(
    "pad2d",
    en="You repeat the pixels of the edge in the frame. Here the frame is filled with zeros.",
    ko="테두리에 가장자리 픽셀을 되풀이해 넣었습니다. 여기서는 0으로 채웁니다.",
)
def edge_repeated(x, pad):
    return np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)), mode="edge")


@mistake(
    "pad2d",
    en="The frame is filled with ones. It should be zeros.",
    ko="테두리가 1로 채워져 있습니다. 0이어야 합니다.",
)
def frame_of_ones(x, pad):
    n, c, h, w = x.shape
    out = np.ones((n, c, h + 2 * pad, w + 2 * pad))
    out[:, :, pad : pad + h, pad : pad + w] = x
    return out


@mistake(
    "pad2d",
    en="With `pad = 0` the slice `pad:-pad` is `0:0` and selects nothing. Count the end of the slice from the front.",
    ko="`pad = 0`이면 `pad:-pad` 슬라이스는 `0:0`이 되어 아무것도 고르지 않습니다. 슬라이스의 끝을 앞에서부터 세세요.",
)
def empty_slice_without_padding(x, pad):
    n, c, h, w = x.shape
    out = np.zeros((n, c, h + 2 * pad, w + 2 * pad))
    out[:, :, pad:-pad, pad:-pad] = x
    return out


@mistake(
    "pad2d",
    en="The frame is always one pixel wide. Use `pad`.",
    ko="테두리의 너비가 언제나 1입니다. `pad` 값을 쓰세요.",
)
def always_one(x, pad):
    return np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))


@mistake(
    "pad2d",
    en="You overwrite the pixels at the edge with zeros, and the picture keeps its size. The frame goes around the picture.",
    ko="가장자리 픽셀을 0으로 덮어써서 이미지 크기가 그대로입니다. 테두리는 이미지 바깥에 두릅니다.",
)
def edge_blackened(x, pad):
    h, w = x.shape[2:]
    out = np.zeros_like(x)
    out[:, :, pad : h - pad, pad : w - pad] = x[:, :, pad : h - pad, pad : w - pad]
    return out


@mistake(
    "pad2d",
    en="You take the width for the height, which works only for square pictures.",
    ko="너비 자리에 높이를 써서 정사각형 이미지에서만 동작합니다.",
)
def square_only(x, pad):
    n, c, h, _ = x.shape
    out = np.zeros((n, c, h + 2 * pad, h + 2 * pad))
    out[:, :, pad : pad + h, pad : pad + h] = x
    return out


@mistake(
    "pad2d",
    en="Only the first channel is copied; the others stay empty.",
    ko="첫 채널만 옮겨지고 나머지 채널은 비어 있습니다.",
)
def first_channel_only(x, pad):
    n, c, h, w = x.shape
    out = np.zeros((n, c, h + 2 * pad, w + 2 * pad))
    out[:, 0, pad : pad + h, pad : pad + w] = x[:, 0]
    return out


@mistake(
    "pad2d",
    en="Half of `pad` is added on each side. `pad` is the width of the frame on every side, not the sum of both.",
    ko="양쪽에 `pad`의 절반씩 붙였습니다. `pad` 값은 양쪽을 합친 너비가 아니라 한쪽의 너비입니다.",
)
def half_on_each_side(x, pad):
    return np.pad(x, ((0, 0), (0, 0), (pad // 2, pad - pad // 2), (pad // 2, pad - pad // 2)))
