import numpy as np

from dlgrade.testing import mistake


def conv2d(x, w, b, stride=1, pad=0):
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    _, _, kh, kw = w.shape
    oh, ow = (x.shape[2] - kh) // stride + 1, (x.shape[3] - kw) // stride + 1
    out = np.zeros((len(x), len(w), oh, ow)) + b[:, None, None]
    for u, v in np.ndindex(kh, kw):
        seen = x[:, :, u : u + stride * oh : stride, v : v + stride * ow : stride]
        out += np.einsum("ncij,fc->nfij", seen, w[:, :, u, v])
    return out


def conv2d_backward(dout, x, w, b, stride=1, pad=0):
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dx, dw = np.zeros(x.shape), np.zeros(w.shape)
    oh, ow = dout.shape[2:]
    for u, v in np.ndindex(w.shape[2:]):
        seen = np.s_[:, :, u : u + stride * oh : stride, v : v + stride * ow : stride]
        dw[:, :, u, v] = np.einsum("nfij,ncij->fc", dout, x[seen])
        dx[seen] += np.einsum("nfij,fc->ncij", dout, w[:, :, u, v])
    inside = np.s_[:, :, pad : x.shape[2] - pad, pad : x.shape[3] - pad]
    return dx[inside], dw, dout.sum(axis=(0, 2, 3))


class _Base:
    """The block as it should be; the mistakes change one thing each."""

    def __init__(self, w1, b1, w2, b2, w_skip=None, stride=1):
        self.w1, self.b1, self.w2, self.b2 = w1, b1, w2, b2
        self.w_skip, self.stride = w_skip, stride

    def around(self, x):
        if self.w_skip is None:
            return x
        return conv2d(x, self.w_skip, np.zeros(len(self.w_skip)), self.stride)

    def around_backward(self, dz):
        if self.w_skip is None:
            self.dw_skip = None
            return dz
        no_bias = np.zeros(len(self.w_skip))
        dx, self.dw_skip, _ = conv2d_backward(dz, self.x, self.w_skip, no_bias, self.stride)
        return dx

    def forward(self, x):
        self.x = x
        self.z = conv2d(x, self.w1, self.b1, self.stride, 1)
        self.h = np.maximum(self.z, 0)
        self.sum = conv2d(self.h, self.w2, self.b2, 1, 1) + self.around(x)
        return np.maximum(self.sum, 0)

    def through(self, dz):
        dh, self.dw2, self.db2 = conv2d_backward(dz, self.h, self.w2, self.b2, 1, 1)
        dx, self.dw1, self.db1 = conv2d_backward(
            dh * self.first_mask(), self.x, self.w1, self.b1, self.stride, 1
        )
        return dx

    def first_mask(self):
        return self.z > 0

    def last_mask(self):
        return self.sum > 0

    def backward(self, dout):
        dz = dout * self.last_mask()
        return self.through(dz) + self.around_backward(dz)


@mistake(
    "ConvResidualBlock",
    en="The path around is missing in `forward` and `backward`: this is a plain block of two convolutions.",
    ko="`forward`와 `backward`에 돌아가는 길이 없습니다. 합성곱 두 개로 된 평범한 블록입니다.",
)
class NoSkip(_Base):
    def forward(self, x):
        super().forward(x)
        self.sum = self.sum - self.around(x)
        return np.maximum(self.sum, 0)

    def backward(self, dout):
        dz = dout * self.last_mask()
        self.around_backward(dz)
        return self.through(dz)


@mistake(
    "ConvResidualBlock",
    en="On the way back the path around is forgotten: the gradient of x only comes through the convolutions.",
    ko="역전파에서 돌아가는 길을 잊었습니다. x의 기울기가 합성곱으로만 돌아옵니다.",
)
class SkipForgottenBackwards(_Base):
    def backward(self, dout):
        dz = dout * self.last_mask()
        self.around_backward(dz)
        return self.through(dz)


@mistake(
    "ConvResidualBlock",
    en="The second ReLU comes before the sum. Here it comes after it: first add what goes around, then cut off.",
    ko="둘째 ReLU를 더하기 전에 적용했습니다. 여기서는 돌아온 것을 먼저 더하고 나서 적용합니다.",
)
class ReluBeforeTheSum(_Base):
    def forward(self, x):
        self.x = x
        self.z = conv2d(x, self.w1, self.b1, self.stride, 1)
        self.h = np.maximum(self.z, 0)
        self.sum = conv2d(self.h, self.w2, self.b2, 1, 1)
        return np.maximum(self.sum, 0) + self.around(x)

    def backward(self, dout):
        return self.through(dout * self.last_mask()) + self.around_backward(dout)


@mistake(
    "ConvResidualBlock",
    en="There is no ReLU after the sum. The dense block of the exercise before had none; this one ends with it.",
    ko="더한 뒤에 ReLU가 없습니다. 앞 연습 문제의 블록에는 없었지만 이 블록은 ReLU로 끝납니다.",
)
class NoLastRelu(_Base):
    def forward(self, x):
        super().forward(x)
        return self.sum

    def last_mask(self):
        return 1.0


@mistake(
    "ConvResidualBlock",
    en="There is no ReLU between the two convolutions.",
    ko="두 합성곱 사이에 ReLU가 없습니다.",
)
class NoFirstRelu(_Base):
    def forward(self, x):
        self.x = x
        self.h = conv2d(x, self.w1, self.b1, self.stride, 1)
        self.sum = conv2d(self.h, self.w2, self.b2, 1, 1) + self.around(x)
        return np.maximum(self.sum, 0)

    def first_mask(self):
        return 1.0


@mistake(
    "ConvResidualBlock",
    en="What goes around gets `dout` as it is. It, too, has passed the last ReLU: mask `dout` first, then share it out.",
    ko="돌아가는 길에 `dout`을 그대로 보냈습니다. 그 길도 마지막 ReLU를 지났으므로 `dout`을 먼저 걸러 낸 다음 나누어 주세요.",
)
class SkipPastTheLastRelu(_Base):
    def backward(self, dout):
        return self.through(dout * self.last_mask()) + self.around_backward(dout)


@mistake(
    "ConvResidualBlock",
    en="`backward` leaves the last ReLU out. Where the sum was not positive, no gradient goes back.",
    ko="`backward`에서 마지막 ReLU가 빠졌습니다. 합이 양수가 아니었던 곳으로는 기울기가 돌아가지 않습니다.",
)
class LastReluForgottenBackwards(_Base):
    def last_mask(self):
        return 1.0


@mistake(
    "ConvResidualBlock",
    en="`backward` leaves out the ReLU between the convolutions.",
    ko="`backward`에서 합성곱 사이의 ReLU가 빠졌습니다.",
)
class FirstReluForgottenBackwards(_Base):
    def first_mask(self):
        return 1.0


@mistake(
    "ConvResidualBlock",
    en="On the way back a ReLU counts as open where its input was exactly 0. Its slope there is 0.",
    ko="역전파에서 ReLU의 입력이 정확히 0인 곳도 열린 것으로 봅니다. 그곳의 기울기는 0입니다.",
)
class OpenAtZero(_Base):
    def first_mask(self):
        return self.z >= 0

    def last_mask(self):
        return self.sum >= 0


@mistake(
    "ConvResidualBlock",
    en="The second convolution has the stride, too, so the picture shrinks twice. Only the first one and the path around have it.",
    ko="둘째 합성곱에도 스트라이드를 써서 이미지가 두 번 줄어듭니다. 스트라이드는 첫 합성곱과 돌아가는 길에만 씁니다.",
)
class StrideTwice(_Base):
    def forward(self, x):
        self.x = x
        self.z = conv2d(x, self.w1, self.b1, self.stride, 1)
        self.h = np.maximum(self.z, 0)
        self.sum = conv2d(self.h, self.w2, self.b2, self.stride, 1) + self.around(x)
        return np.maximum(self.sum, 0)


@mistake(
    "ConvResidualBlock",
    en="The second convolution has the stride instead of the first one.",
    ko="첫 합성곱이 아니라 둘째 합성곱에 스트라이드를 썼습니다.",
)
class StrideOnTheSecond(_Base):
    def forward(self, x):
        self.x = x
        self.z = conv2d(x, self.w1, self.b1, 1, 1)
        self.h = np.maximum(self.z, 0)
        self.sum = conv2d(self.h, self.w2, self.b2, self.stride, 1) + self.around(x)
        return np.maximum(self.sum, 0)

    def through(self, dz):
        dh, self.dw2, self.db2 = conv2d_backward(dz, self.h, self.w2, self.b2, self.stride, 1)
        dx, self.dw1, self.db1 = conv2d_backward(dh * self.first_mask(), self.x, self.w1, self.b1, 1, 1)
        return dx


@mistake(
    "ConvResidualBlock",
    en="The 1×1 convolution on the path around has no stride, so what goes around is larger than what it is added to.",
    ko="돌아가는 길의 1×1 합성곱에 스트라이드가 없어, 돌아온 것이 더할 상대보다 큽니다.",
)
class SkipWithoutStride(_Base):
    def around(self, x):
        if self.w_skip is None:
            return x
        return conv2d(x, self.w_skip, np.zeros(len(self.w_skip)))


@mistake(
    "ConvResidualBlock",
    en="`w_skip` is only used where the shapes differ. Where it is given it is used.",
    ko="`w_skip`을 모양이 다를 때만 씁니다. 주어졌으면 언제나 써야 합니다.",
)
class SkipOnlyWhereNeeded(_Base):
    def forward(self, x):
        if self.w_skip is not None and self.w_skip.shape[0] == self.w_skip.shape[1] and self.stride == 1:
            self.w_skip = None
        return super().forward(x)


@mistake(
    "ConvResidualBlock",
    en="The bias b1 is added on the path around as well. The 1×1 convolution there has no bias.",
    ko="돌아가는 길에도 편향 b1을 더했습니다. 그 길의 1×1 합성곱에는 편향이 없습니다.",
)
class BiasOnTheSkip(_Base):
    def around(self, x):
        return x if self.w_skip is None else conv2d(x, self.w_skip, self.b1, self.stride)


@mistake(
    "ConvResidualBlock",
    en="Without `w_skip` the attribute `dw_skip` is an array. There is nothing to differentiate by: it should be None.",
    ko="`w_skip`이 없는데 `dw_skip`에 배열이 들어 있습니다. 미분할 것이 없으므로 None이어야 합니다.",
)
class GradientWithoutFilters(_Base):
    def around_backward(self, dz):
        dx = super().around_backward(dz)
        if self.w_skip is None:
            self.dw_skip = np.zeros((len(self.w1), self.w1.shape[1], 1, 1))
        return dx


@mistake(
    "ConvResidualBlock",
    en="`dw_skip` is worked out with `dout`. What reaches the path around is what the last ReLU lets through.",
    ko="`dw_skip`을 `dout`으로 구했습니다. 돌아가는 길에는 마지막 ReLU가 통과시킨 것만 이릅니다.",
)
class SkipGradientPastTheRelu(_Base):
    def backward(self, dout):
        dx = super().backward(dout)
        if self.w_skip is not None:
            self.around_backward(dout)
        return dx


@mistake(
    "ConvResidualBlock",
    en="The gradients of the parameters are divided by the number of pictures. They are sums; a mean, if any, is in `dout` already.",
    ko="매개변수의 기울기를 이미지 수로 나누었습니다. 기울기는 합이고, 평균은 `dout`에 이미 들어 있습니다.",
)
class ParametersAveraged(_Base):
    def backward(self, dout):
        dx = super().backward(dout)
        for name in ("dw1", "db1", "dw2", "db2"):
            setattr(self, name, getattr(self, name) / len(dout))
        self.dw_skip = None if self.w_skip is None else self.dw_skip / len(dout)
        return dx
