import numpy as np

from dlgrade.testing import mistake


class _Base:
    """The layer as it should be; the mistakes change one thing each."""

    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.shape = x.shape
        self.x = x.reshape(len(x), -1)
        return self.x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return (dout @ self.W.T).reshape(self.shape)


@mistake(
    "Affine",
    en="The bias is not added in `forward`.",
    ko="`forward`에서 편향을 더하지 않았습니다.",
)
class BiasForgotten(_Base):
    def forward(self, x):
        return super().forward(x) - self.b


@mistake(
    "Affine",
    en="The bias is subtracted: in x W + b it is added.",
    ko="편향을 뺐습니다. x W + b에서는 더합니다.",
)
class BiasSubtracted(_Base):
    def forward(self, x):
        return super().forward(x) - 2 * self.b


@mistake(
    "Affine",
    en="`db` is a mean over the samples. Every sample used the bias, so their gradients add up; a mean, if any, is in "
    "`dout` already.",
    ko="`db` 값으로 샘플의 평균을 냈습니다. 편향은 샘플마다 쓰였으므로 기울기를 더해야 합니다. 평균은 `dout`에 이미 "
    "들어 있습니다.",
)
class MeanForBias(_Base):
    def backward(self, dout):
        dx = super().backward(dout)
        self.db = dout.mean(axis=0)
        return dx


@mistake(
    "Affine",
    en="`db` is one number, a sum over everything. Each output has its own bias: sum over the samples only.",
    ko="`db`에 전체를 더한 수 하나가 들어 있습니다. 출력마다 편향이 따로 있으므로 샘플에 대해서만 더하세요.",
)
class OneBiasGradient(_Base):
    def backward(self, dout):
        dx = super().backward(dout)
        self.db = dout.sum()
        return dx


@mistake(
    "Affine",
    en="`db` sums along the wrong axis: you get one number per sample, but there is one bias per output.",
    ko="`db`를 더하는 축이 틀렸습니다. 샘플마다 수가 하나씩 나오는데, 편향은 출력마다 하나씩 있습니다.",
)
class BiasGradientPerSample(_Base):
    def backward(self, dout):
        dx = super().backward(dout)
        self.db = dout.sum(axis=1)
        return dx


@mistake(
    "Affine",
    en="`db` is `dout` itself, with a row per sample. All samples share the biases: add the rows up.",
    ko="`db`에 샘플마다 행이 있는 `dout`이 그대로 들어 있습니다. 모든 샘플이 편향을 함께 쓰므로 행을 더하세요.",
)
class BiasGradientNotSummed(_Base):
    def backward(self, dout):
        dx = super().backward(dout)
        self.db = dout
        return dx


@mistake(
    "Affine",
    en="`db` keeps an axis of length 1. It should have the shape of `b`, (M,).",
    ko="`db`에 길이가 1인 축이 남아 있습니다. 모양이 `b`와 같은 (M,)이어야 합니다.",
)
class BiasGradientRow(_Base):
    def backward(self, dout):
        dx = super().backward(dout)
        self.db = dout.sum(axis=0, keepdims=True)
        return dx


@mistake(
    "Affine",
    en="`dW` is divided by the number of samples. A layer adds the samples up; the division belongs to the loss and is "
    "in `dout` already.",
    ko="`dW`를 샘플 수로 나누었습니다. 층에서는 샘플의 기울기를 더합니다. 나누는 일은 손실에서 하며 `dout`에 이미 들어 "
    "있습니다.",
)
class WeightsAveraged(_Base):
    def backward(self, dout):
        dx = super().backward(dout)
        self.dW = self.dW / len(dout)
        return dx


@mistake(
    "Affine",
    en="Every gradient is divided by the number of samples. `dout` comes from the loss, which has done that already.",
    ko="모든 기울기를 샘플 수로 나누었습니다. `dout`은 손실에서 온 값이고 거기서 이미 나누었습니다.",
)
class EverythingAveraged(_Base):
    def backward(self, dout):
        return super().backward(dout / len(dout))


@mistake(
    "Affine",
    en="Inputs and gradients are added up over the samples before they are multiplied. Multiply sample by sample and add "
    "the products up: that is what the matrix product does.",
    ko="입력과 기울기를 곱하기 전에 샘플끼리 더했습니다. 샘플마다 곱한 다음 그 곱을 더해야 합니다. 행렬 곱이 바로 그 일을 "
    "합니다.",
)
class ProductOfSums(_Base):
    def backward(self, dout):
        dx = super().backward(dout)
        self.dW = np.outer(self.x.sum(axis=0), dout.sum(axis=0))
        return dx


@mistake(
    "Affine",
    en="`dW` is transposed: it should have the shape of `W`, a row for each input.",
    ko="`dW`가 전치되어 있습니다. `W`처럼 입력마다 행이 하나씩 있어야 합니다.",
)
class GradientTransposed(_Base):
    def backward(self, dout):
        dx = super().backward(dout)
        self.dW = dout.T @ self.x
        return dx


@mistake(
    "Affine",
    en="`dW` and `db` are added to in every `backward`. Set them afresh each time.",
    ko="`backward`를 부를 때마다 `dW`와 `db`에 값이 쌓입니다. 매번 새로 구하세요.",
)
class GradientsPileUp(_Base):
    def backward(self, dout):
        dW, db = getattr(self, "dW", 0.0), getattr(self, "db", 0.0)
        dx = super().backward(dout)
        self.dW, self.db = self.dW + dW, self.db + db
        return dx


@mistake(
    "Affine",
    en="`backward` returns `dW`. What the layer before needs is the gradient of the input; `dW` is kept as an attribute.",
    ko="`backward`가 `dW`를 반환합니다. 앞 층에 필요한 것은 입력의 기울기이고, `dW`는 속성으로 보관합니다.",
)
class WeightGradientReturned(_Base):
    def backward(self, dout):
        super().backward(dout)
        return self.dW


@mistake(
    "Affine",
    en="`backward` changes the weights. It should only compute gradients: the step is the optimizer's work.",
    ko="`backward`가 가중치를 바꿉니다. 여기서는 기울기만 구하고, 걸음을 옮기는 일은 최적화 기법에 맡기세요.",
)
class WeightsUpdated(_Base):
    def backward(self, dout):
        dx = super().backward(dout)
        self.W = self.W - 0.01 * self.dW
        self.b = self.b - 0.01 * self.db
        return dx


@mistake(
    "Affine",
    en="The gradient of flattened samples comes back flat. Remember the shape of the input in `forward` and give it back to "
    "`dx`.",
    ko="펼친 샘플의 기울기가 펼친 모양 그대로 나옵니다. `forward`에서 입력의 모양을 기억했다가 `dx`에 돌려주세요.",
)
class ShapeNotRestored(_Base):
    def backward(self, dout):
        return super().backward(dout).reshape(len(dout), -1)


@mistake(
    "Affine",
    en="Samples of more dimensions are not flattened: the product only looks at the last axis. Make one row of every "
    "sample first.",
    ko="차원이 더 많은 샘플을 펼치지 않아 마지막 축만 곱해집니다. 먼저 샘플마다 한 행으로 펼치세요.",
)
class NotFlattened(_Base):
    def forward(self, x):
        self.shape, self.x = x.shape, x
        return x @ self.W + self.b


@mistake(
    "Affine",
    en="The flattening mixes numbers of different samples: the number of samples has to be the first length when you "
    "reshape.",
    ko="펼칠 때 서로 다른 샘플의 수가 섞입니다. `reshape`의 첫 길이는 샘플의 개수여야 합니다.",
)
class SamplesMixed(_Base):
    def forward(self, x):
        self.shape = x.shape
        self.x = x if x.ndim == 2 else x.reshape(-1, len(x)).T
        return self.x @ self.W + self.b


@mistake(
    "Affine",
    en="Only the input of the first `forward` is remembered. `backward` belongs to the newest one.",
    ko="첫 `forward`의 입력만 기억합니다. `backward`는 가장 최근 입력을 따라야 합니다.",
)
class FirstInputKept(_Base):
    def forward(self, x):
        if not hasattr(self, "x"):
            super().forward(x)
        return x.reshape(len(x), -1) @ self.W + self.b

    def backward(self, dout):
        n = len(self.x)
        self.dW = self.x.T @ dout[:n]
        self.db = dout.sum(axis=0)
        return dout @ self.W.T


@mistake(
    "Affine",
    en="The input is kept on the class, so all layers share it. Keep it on `self`.",
    ko="입력을 클래스에 보관해 모든 층이 함께 씁니다. `self`에 보관하세요.",
)
class MemoryShared(_Base):
    def forward(self, x):
        MemoryShared.shape = x.shape
        MemoryShared.x = x.reshape(len(x), -1)
        return self.x @ self.W + self.b
