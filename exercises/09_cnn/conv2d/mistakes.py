import numpy as np

from dlgrade.testing import mistake


def frame(x, pad):
    return np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))


def maps(x, w, stride, pad):
    """The convolution without biases."""
    kh, kw = w.shape[2:]
    seen = np.lib.stride_tricks.sliding_window_view(frame(x, pad), (kh, kw), axis=(2, 3))
    return np.einsum("ncijuv,fcuv->nfij", seen[:, :, ::stride, ::stride], w)


def gradients(dout, x, w, stride, pad):
    """The three gradients; that of the pictures still with its frame."""
    padded = frame(x, pad)
    dpadded, dw = np.zeros_like(padded), np.zeros_like(w)
    kh, kw = w.shape[2:]
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            here = np.s_[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
            dpadded[here] += np.tensordot(dout[:, :, i, j], w, axes=1)
            dw += np.tensordot(dout[:, :, i, j], padded[here], axes=(0, 0))
    return dpadded, dw, dout.sum(axis=(0, 2, 3))


def cut(dpadded, x, pad):
    return dpadded[:, :, pad : pad + x.shape[2], pad : pad + x.shape[3]]


@mistake(
    "conv2d",
    en="The filters are turned around. That is the convolution of mathematics; here they are used as they are.",
    ko="필터를 뒤집었습니다. 그것은 수학의 합성곱이고, 여기서는 필터를 그대로 씁니다.",
)
def filters_turned(x, w, b, stride=1, pad=0):
    return maps(x, w[:, :, ::-1, ::-1], stride, pad) + b[:, None, None]


@mistake(
    "conv2d",
    en="The biases are not added.",
    ko="편향을 더하지 않았습니다.",
)
def biases_forgotten(x, w, b, stride=1, pad=0):
    return maps(x, w, stride, pad)


@mistake(
    "conv2d",
    en="`+ b` lines the biases up with the last axis, the columns. They belong to the axis of the filters: give `b` two more "
    "axes of length 1 behind its own.",
    ko="`+ b`만 쓰면 편향이 마지막 축인 열에 맞추어집니다. 편향은 필터의 축에 딸려 있으므로 `b` 뒤에 길이가 1인 축을 두 개 "
    "더하세요.",
)
def biases_along_columns(x, w, b, stride=1, pad=0):
    return maps(x, w, stride, pad) + b


@mistake(
    "conv2d",
    en="You add the bias again for every input channel. It is added once, after the sum over the channels.",
    ko="입력 채널마다 편향을 다시 더했습니다. 편향은 채널에 대해 더한 뒤 한 번만 더합니다.",
)
def bias_for_each_channel(x, w, b, stride=1, pad=0):
    return maps(x, w, stride, pad) + x.shape[1] * b[:, None, None]


@mistake(
    "conv2d",
    en="`stride` is not used: the filters move one pixel at a time.",
    ko="`stride` 값을 쓰지 않아 필터가 한 픽셀씩 움직입니다.",
)
def stride_ignored(x, w, b, stride=1, pad=0):
    return maps(x, w, 1, pad) + b[:, None, None]


@mistake(
    "conv2d",
    en="Only one of the two directions has the stride. The filters move by `stride` pixels down and across.",
    ko="두 방향 가운데 한쪽에만 스트라이드를 썼습니다. 필터는 아래로도 옆으로도 `stride` 픽셀씩 움직입니다.",
)
def stride_down_only(x, w, b, stride=1, pad=0):
    return maps(x, w, 1, pad)[:, :, ::stride] + b[:, None, None]


@mistake(
    "conv2d",
    en="`pad` is not used: put a frame of zeros around the pictures first.",
    ko="`pad` 값을 쓰지 않습니다. 먼저 이미지 둘레에 0 테두리를 두르세요.",
)
def padding_ignored(x, w, b, stride=1, pad=0):
    return maps(x, w, stride, 0) + b[:, None, None]


@mistake(
    "conv2d",
    en="Only the first channel counts. A filter looks at all channels and adds up what it finds.",
    ko="첫 채널만 계산합니다. 필터는 모든 채널을 보고 결과를 더합니다.",
)
def first_channel_only(x, w, b, stride=1, pad=0):
    return maps(x[:, :1], w[:, :1], stride, pad) + b[:, None, None]


@mistake(
    "conv2d",
    en="You take the mean over the channels. They are added up.",
    ko="채널에 대해 평균을 냈습니다. 평균이 아니라 합입니다.",
)
def mean_over_channels(x, w, b, stride=1, pad=0):
    return maps(x, w, stride, pad) / x.shape[1] + b[:, None, None]


@mistake(
    "conv2d",
    en="The axis of the filters stands last. The result has the shape (N, F, OH, OW).",
    ko="필터의 축이 맨 뒤에 있습니다. 결과의 모양은 (N, F, OH, OW)입니다.",
)
def filters_last(x, w, b, stride=1, pad=0):
    return maps(x, w, stride, pad).transpose(0, 2, 3, 1) + b


@mistake(
    "conv2d",
    en="You reshape the product of matrices straight to (N, F, OH, OW), but its numbers stand in the order picture, place, "
    "filter. Reshape it in that order, then move the axis.",
    ko="행렬 곱을 곧바로 (N, F, OH, OW)로 `reshape`했지만 수는 이미지, 자리, 필터 순서로 놓여 있습니다. 그 순서로 "
    "`reshape`한 다음 축을 옮기세요.",
)
def reshaped_only(x, w, b, stride=1, pad=0):
    out = maps(x, w, stride, pad) + b[:, None, None]
    return out.transpose(0, 2, 3, 1).reshape(out.shape)


@mistake(
    "conv2d_backward",
    en="In `dx` the filters lie the wrong way round: a place passes `dout` back through the very weights by which it saw the "
    "pixels.",
    ko="`dx`에서 필터가 뒤집혀 놓였습니다. 자리는 픽셀을 볼 때 쓴 바로 그 가중치를 거쳐 `dout` 값을 돌려줍니다.",
)
def dx_turned(dout, x, w, b, stride=1, pad=0):
    dpadded = gradients(dout, x, w[:, :, ::-1, ::-1], stride, pad)[0]
    _, dw, db = gradients(dout, x, w, stride, pad)
    return cut(dpadded, x, pad), dw, db


@mistake(
    "conv2d_backward",
    en="Where windows overlap, `dx` keeps only the last contribution. A pixel's gradient is the sum of all of them.",
    ko="창이 겹치는 곳에서 `dx`에 마지막 값만 남습니다. 픽셀의 기울기는 모든 자리에서 온 값의 합입니다.",
)
def dx_overwritten(dout, x, w, b, stride=1, pad=0):
    dpadded, dw, db = gradients(dout, x, w, stride, pad)
    dpadded[:] = 0.0
    kh, kw = w.shape[2:]
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            here = np.s_[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
            dpadded[here] = np.tensordot(dout[:, :, i, j], w, axes=1)
    return cut(dpadded, x, pad), dw, db


@mistake(
    "conv2d_backward",
    en="`dx` still has its frame. Cut it off, so that `dx` has the shape of `x`.",
    ko="`dx`에 테두리가 그대로 남아 있습니다. 잘라 내어 `x`와 같은 모양으로 만드세요.",
)
def dx_with_frame(dout, x, w, b, stride=1, pad=0):
    return gradients(dout, x, w, stride, pad)


@mistake(
    "conv2d_backward",
    en="With `pad = 0` the slice `pad:-pad` is `0:0` and selects nothing. Count the end of the slice from the front.",
    ko="`pad = 0`이면 `pad:-pad` 슬라이스는 `0:0`이 되어 아무것도 고르지 않습니다. 슬라이스의 끝을 앞에서부터 세세요.",
)
def dx_empty_without_padding(dout, x, w, b, stride=1, pad=0):
    dpadded, dw, db = gradients(dout, x, w, stride, pad)
    return dpadded[:, :, pad:-pad, pad:-pad], dw, db


@mistake(
    "conv2d_backward",
    en="You divide `dw` and `db` by the number of pictures. Gradients of a layer add up; a mean, if any, is in `dout` already.",
    ko="`dw`, `db` 값을 이미지 수로 나누었습니다. 층의 기울기는 더하기만 합니다. 평균이 필요하다면 `dout`에 이미 들어 있습니다.",
)
def mean_over_pictures(dout, x, w, b, stride=1, pad=0):
    dpadded, dw, db = gradients(dout, x, w, stride, pad)
    return cut(dpadded, x, pad), dw / len(x), db / len(x)


@mistake(
    "conv2d_backward",
    en="`dw` holds what the last place contributed. Add up over all places with `+=`.",
    ko="`dw`에 마지막 자리의 값만 남았습니다. `+=` 연산으로 모든 자리에 대해 더하세요.",
)
def dw_of_last_place(dout, x, w, b, stride=1, pad=0):
    dpadded, _, db = gradients(dout, x, w, stride, pad)
    last = np.zeros_like(dout)
    last[:, :, -1, -1] = dout[:, :, -1, -1]
    return cut(dpadded, x, pad), gradients(last, x, w, stride, pad)[1], db


@mistake(
    "conv2d_backward",
    en="`db` adds up over the pictures only and has a number for every place. The bias of a filter is the same at all places: "
    "add up over them, too.",
    ko="`db` 값을 이미지에 대해서만 더해 자리마다 수가 있습니다. 필터의 편향은 모든 자리에서 같으므로 자리에 대해서도 더하세요.",
)
def db_for_each_place(dout, x, w, b, stride=1, pad=0):
    dpadded, dw, _ = gradients(dout, x, w, stride, pad)
    return cut(dpadded, x, pad), dw, dout.sum(axis=0)


@mistake(
    "conv2d_backward",
    en="`db` adds up over the places only and has a row for every picture. All pictures share the biases: add up over them, too.",
    ko="`db` 값을 자리에 대해서만 더해 이미지마다 행이 있습니다. 편향은 모든 이미지가 함께 쓰므로 이미지에 대해서도 더하세요.",
)
def db_for_each_picture(dout, x, w, b, stride=1, pad=0):
    dpadded, dw, _ = gradients(dout, x, w, stride, pad)
    return cut(dpadded, x, pad), dw, dout.sum(axis=(2, 3))


@mistake(
    "conv2d_backward",
    en="For `dw` you take the pictures without their frame. The weights have seen the zeros as well: use the padded pictures.",
    ko="`dw` 값을 테두리가 없는 이미지로 구했습니다. 가중치는 0 테두리도 보았으므로 패딩한 이미지를 쓰세요.",
)
def dw_without_frame(dout, x, w, b, stride=1, pad=0):
    dpadded, dw, db = gradients(dout, x, w, stride, pad)
    (kh, kw), dw = w.shape[2:], np.zeros_like(w)
    for i in range(dout.shape[2]):
        for j in range(dout.shape[3]):
            seen = x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
            dw[:, :, : seen.shape[2], : seen.shape[3]] += np.tensordot(dout[:, :, i, j], seen, axes=(0, 0))
    return cut(dpadded, x, pad), dw, db


@mistake(
    "conv2d_backward",
    en="`db` is a mean. The bias was added at every place of every picture, so the gradients of all of them add up.",
    ko="`db` 값으로 평균을 냈습니다. 편향은 모든 이미지의 모든 자리에 더해졌으므로 그 기울기도 모두 더해야 합니다.",
)
def db_averaged(dout, x, w, b, stride=1, pad=0):
    dpadded, dw, _ = gradients(dout, x, w, stride, pad)
    return cut(dpadded, x, pad), dw, dout.mean(axis=(0, 2, 3))


@mistake(
    "conv2d_backward",
    en="The gradients come in another order. Return that of the pictures first, then the filters, then the biases.",
    ko="기울기를 반환하는 순서가 다릅니다. 이미지, 필터, 편향의 순서로 반환하세요.",
)
def other_order(dout, x, w, b, stride=1, pad=0):
    dpadded, dw, db = gradients(dout, x, w, stride, pad)
    return dw, db, cut(dpadded, x, pad)
