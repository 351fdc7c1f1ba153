import numpy as np

from dlgrade.testing import mistake


class _Base:
    axis, ddof, bessel_only_running = 0, 0, 0

    def __init__(self, dim, momentum=0.9):
        self.gamma, self.beta = np.ones(dim), np.zeros(dim)
        self.running_mean, self.running_var = np.zeros(dim), np.ones(dim)
        self.momentum = momentum

    def forward(self, x, train=True):
        mean, var = (x.mean(axis=0), x.var(axis=0)) if train else (self.running_mean, self.running_var)
        if train:
            self.update(mean, var)
        self.std = np.sqrt(var + 1e-5)
        self.z = (x - mean) / self.std
        return self.gamma * self.z + self.beta

    def update(self, mean, var):
        self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
        self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var

    def backward(self, dout):
        self.dgamma, self.dbeta = (dout * self.z).sum(axis=0), dout.sum(axis=0)
        return self.gamma / self.std * (dout - dout.mean(axis=0) - self.z * (dout * self.z).mean(axis=0))


@mistake(
    "BatchNorm",
    en="`backward` treats the mean and the variance as constants; they depend on every input of the column.",
    ko="`backward`에서 평균과 분산을 상수로 다루고 있습니다. 둘 다 그 열의 모든 입력에 달려 있습니다.",
)
class ConstantStatistics(_Base):
    def backward(self, dout):
        super().backward(dout)
        return self.gamma / self.std * dout


@mistake(
    "BatchNorm",
    en="`gamma` is missing in the gradient of the input.",
    ko="입력의 기울기에 `gamma`가 빠졌습니다.",
)
class GammaForgotten(_Base):
    def backward(self, dout):
        return super().backward(dout) / self.gamma


@mistake(
    "BatchNorm",
    en="The two weights of the running statistics are swapped: the old value keeps the share `momentum`.",
    ko="이동 통계의 두 비율이 뒤바뀌었습니다. 이전 값의 비율이 `momentum`입니다.",
)
class MomentumSwapped(_Base):
    def update(self, mean, var):
        self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
        self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var


@mistake(
    "BatchNorm",
    en="`train=False` still uses the batch's own statistics.",
    ko="`train=False`인데도 배치 자체의 통계를 쓰고 있습니다.",
)
class AlwaysTraining(_Base):
    def forward(self, x, train=True):
        return super().forward(x, True)


@mistake(
    "BatchNorm",
    en="You divide by the variance; divide by its root, the standard deviation.",
    ko="분산으로 나누고 있습니다. 분산의 제곱근인 표준편차로 나누세요.",
)
class RootForgotten(_Base):
    def forward(self, x, train=True):
        mean, var = (x.mean(axis=0), x.var(axis=0)) if train else (self.running_mean, self.running_var)
        if train:
            self.update(mean, var)
        self.std = var + 1e-5
        self.z = (x - mean) / self.std
        return self.gamma * self.z + self.beta


@mistake(
    "BatchNorm",
    en="`beta` is not added at the end of `forward`.",
    ko="`forward`의 끝에서 `beta`를 더하지 않았습니다.",
)
class BetaForgotten(_Base):
    def forward(self, x, train=True):
        return super().forward(x, train) - self.beta
