import numpy as np

from dlgrade.testing import mistake


class _Base:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self._x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW, self.db = self._x.T @ dout, dout.sum(axis=0)
        return dout @ self.W.T


@mistake("Affine", en="The bias is not added in `forward`.", ko="`forward`에서 편향을 더하지 않았습니다.")
class BiasForgotten(_Base):
    def forward(self, x):
        self._x = x
        return x @ self.W


@mistake(
    "Affine",
    en="`db` is a mean over the samples; the gradients of the samples add up.",
    ko="`db`를 샘플 평균으로 구했습니다. 샘플마다 나온 기울기는 더해야 합니다.",
)
class MeanForBias(_Base):
    def backward(self, dout):
        dx = super().backward(dout)
        self.db = dout.mean(axis=0)
        return dx


@mistake(
    "Affine",
    en="`dW` is added to at every `backward`; set it afresh each time.",
    ko="`backward`를 부를 때마다 `dW`에 값이 더해집니다. 매번 새로 구하세요.",
)
class GradientsPileUp(_Base):
    def backward(self, dout):
        before = getattr(self, "dW", 0.0)
        dx = super().backward(dout)
        self.dW = self.dW + before
        return dx


@mistake(
    "Affine",
    en="`backward` returns `dW`; it should return the gradient of the input.",
    ko="`backward`가 `dW`를 반환합니다. 입력의 기울기를 반환해야 합니다.",
)
class WrongGradientReturned(_Base):
    def backward(self, dout):
        super().backward(dout)
        return self.dW


@mistake(
    "Affine",
    en="`dW` is divided by the number of samples; that belongs to the loss.",
    ko="`dW`를 샘플 수로 나누었습니다. 나누는 일은 손실 함수에서 합니다.",
)
class Averaged(_Base):
    def backward(self, dout):
        dx = super().backward(dout)
        self.dW = self.dW / len(dout)
        return dx


@mistake(
    "Affine",
    en="`dW` is computed from the absolute values of the input.",
    ko="`dW`를 입력의 절댓값으로 구했습니다.",
)
class SignsLost(_Base):
    def backward(self, dout):
        dx = super().backward(dout)
        self.dW = np.abs(self._x).T @ dout
        return dx
