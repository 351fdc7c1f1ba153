import numpy as np

from dlgrade.testing import mistake


@mistake(
    "BatchNorm",
    en="You normalise each sample over its features; that would be layer normalization. Mean and variance are taken over the samples, axis 0.",
    ko="샘플마다 특징들에 대해 정규화합니다. 그것은 층 정규화입니다. 평균과 분산은 샘플을 따라, 곧 0번 축으로 구하세요.",
)
class OverFeatures:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)


@mistake(
    "BatchNorm",
    en="You take one mean and one variance of the whole batch. Every feature (column) has its own.",
    ko="배치 전체에서 평균과 분산을 하나씩만 구했습니다. 특징(열)마다 따로 구하세요.",
)
class OverEverything:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = np.full(x.shape[1], x.mean()), np.full(x.shape[1], x.var())
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)


@mistake(
    "BatchNorm",
    en="You divide the variance by N − 1. Batch normalization divides by N.",
    ko="분산을 N − 1로 나누었습니다. 배치 정규화에서는 N으로 나눕니다.",
)
class UnbiasedVariance:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0, ddof=1 if len(x) > 1 else 0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)


@mistake(
    "BatchNorm",
    en="The running variance follows the variance divided by N − 1, as in PyTorch. Here it follows the one that the batch is normalised with.",
    ko="이동 분산이 PyTorch처럼 N − 1로 나눈 분산을 따라갑니다. 여기서는 배치를 정규화할 때 쓴 분산을 그대로 따라갑니다.",
)
class UnbiasedRunning:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var * len(x) / max(
                len(x) - 1, 1
            )
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)


@mistake(
    "BatchNorm",
    en="The two shares of the running values are swapped. The old value keeps the share `momentum`.",
    ko="이동 통계의 두 비율이 뒤바뀌었습니다. 이전 값의 비율이 `momentum`입니다.",
)
class MomentumSwapped:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)


@mistake(
    "BatchNorm",
    en="The momentum is hard-coded as 0.9: the argument has no effect.",
    ko="momentum이 0.9로 박혀 있어 인수로 받은 값이 쓰이지 않습니다.",
)
class MomentumIgnored:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = 0.9
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)


@mistake(
    "BatchNorm",
    en="The running values are those of the last batch. They are to keep the share `momentum` of what they were.",
    ko="이동 통계가 마지막 배치의 값이 됩니다. 이전 값을 `momentum` 비율만큼 남겨야 합니다.",
)
class LastBatchOnly:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = mean
            self.running_var = var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)


@mistake(
    "BatchNorm",
    en="The running values are never renewed. Every training step has to move them towards those of the batch.",
    ko="이동 통계를 고치지 않습니다. 학습 단계마다 배치의 값 쪽으로 움직여야 합니다.",
)
class NeverFollowed:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)


@mistake(
    "BatchNorm",
    en="The running variance follows the standard deviation. Give it the variance, without the root.",
    ko="이동 분산이 표준편차를 따라갑니다. 제곱근을 취하지 않은 분산을 넣으세요.",
)
class RunningDeviation:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * np.sqrt(var)
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)


@mistake(
    "BatchNorm",
    en="The running variance starts at 0. It has to start at 1, so that an untrained layer changes nothing.",
    ko="이동 분산이 0에서 시작합니다. 학습하지 않은 층이 값을 바꾸지 않도록 1에서 시작해야 합니다.",
)
class VarianceFromZero:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.zeros(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)


@mistake(
    "BatchNorm",
    en="`train` is ignored: the statistics of the batch are used even when the network is in use.",
    ko="`train`을 무시해서 신경망을 사용할 때도 배치의 통계를 씁니다.",
)
class AlwaysTraining:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        train = True
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)


@mistake(
    "BatchNorm",
    en="The running values are renewed with `train=False`, too. They belong to training only.",
    ko="`train=False`일 때도 이동 통계를 고칩니다. 이동 통계는 학습할 때만 고칩니다.",
)
class FollowsWhenUsed:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        mean, var = x.mean(axis=0), x.var(axis=0)
        self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
        self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        if not train:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)


@mistake(
    "BatchNorm",
    en="In training you normalise with the running values. There the batch's own mean and variance are used.",
    ko="학습할 때도 이동 통계로 정규화합니다. 학습할 때는 그 배치의 평균과 분산을 씁니다.",
)
class RunningInTraining:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)


@mistake(
    "BatchNorm",
    en="`eps` is added to the root. It belongs under the root, to the variance.",
    ko="`eps`를 제곱근에 더했습니다. 제곱근 안에서 분산에 더해야 합니다.",
)
class EpsOutsideRoot:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var) + self.eps
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)


@mistake(
    "BatchNorm",
    en="`eps` is hard-coded as 1e-5: the argument has no effect.",
    ko="`eps`가 1e-5로 박혀 있어 인수로 받은 값이 쓰이지 않습니다.",
)
class EpsIgnored:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = 1e-5
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)


@mistake(
    "BatchNorm",
    en="`eps` is not used: a feature that does not vary is divided by 0.",
    ko="`eps`를 쓰지 않아서 값이 변하지 않는 특징에서 0으로 나눕니다.",
)
class NoEps:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)


@mistake(
    "BatchNorm",
    en="You divide by the variance. Take its root first.",
    ko="분산으로 나누었습니다. 먼저 제곱근을 취하세요.",
)
class DividedByVariance:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = var + self.eps
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)


@mistake(
    "BatchNorm",
    en="`gamma` and `beta` are not used: scale and shift what you have normalised.",
    ko="`gamma`와 `beta`를 쓰지 않았습니다. 정규화한 값에 곱하고 더하세요.",
)
class NoScaleAndShift:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.x_hat

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)


@mistake(
    "BatchNorm",
    en="You subtract the mean but do not divide by the root of the variance.",
    ko="평균을 빼기만 하고 분산의 제곱근으로 나누지 않았습니다.",
)
class OnlyCentred:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = x - mean
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)


@mistake(
    "BatchNorm",
    en="`backward` treats mean and variance as constants. In training both depend on every sample of the batch.",
    ko="`backward`에서 평균과 분산을 상수로 다룹니다. 학습할 때는 둘 다 배치의 모든 샘플에 달려 있습니다.",
)
class ConstantStatistics:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * dout * n / n


@mistake(
    "BatchNorm",
    en="The gradient through the variance is missing in `backward`: the term with `dgamma`.",
    ko="`backward`에 분산을 거쳐 오는 기울기, 곧 `dgamma`가 들어 있는 항이 빠졌습니다.",
)
class OnlyThroughTheMean:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - self.dbeta / n)


@mistake(
    "BatchNorm",
    en="The gradient through the mean is missing in `backward`: the term with `dbeta`.",
    ko="`backward`에 평균을 거쳐 오는 기울기, 곧 `dbeta`가 들어 있는 항이 빠졌습니다.",
)
class OnlyThroughTheVariance:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - self.x_hat * self.dgamma / n)


@mistake(
    "BatchNorm",
    en="The sums that `backward` subtracts are not divided by the number of samples.",
    ko="`backward`에서 빼는 합을 샘플 수로 나누지 않았습니다.",
)
class SumForMean:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) * n / n)


@mistake(
    "BatchNorm",
    en="`gamma` is missing in the gradient with respect to the input: `forward` has multiplied by it.",
    ko="입력에 대한 기울기에 `gamma`가 빠졌습니다. `forward`에서 곱했으므로 기울기에도 곱합니다.",
)
class GammaForgottenBack:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return dout / self.std
        n = len(dout)
        return 1 / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)


@mistake(
    "BatchNorm",
    en="`backward` does not divide by the root of the variance, although `forward` has.",
    ko="`forward`에서 나눈 분산의 제곱근으로 `backward`에서는 나누지 않았습니다.",
)
class RootForgottenBack:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma * dout
        n = len(dout)
        return self.gamma * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)


@mistake(
    "BatchNorm",
    en="`backward` subtracts the terms of the batch even after `train=False`. The running values are constants: follow the mode of the last `forward`.",
    ko="`train=False` 다음에도 `backward`에서 배치의 항을 뺍니다. 이동 통계는 상수이므로 마지막 `forward`의 모드를 따르세요.",
)
class BackAlwaysTraining:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        n = len(dout)
        return self.gamma / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)


@mistake(
    "BatchNorm",
    en="`dgamma` is worked out with `x` itself. What `gamma` is multiplied by are the normalised values.",
    ko="`dgamma`를 `x` 자체로 계산했습니다. `gamma`에 곱해지는 것은 정규화한 값입니다.",
)
class DgammaOfInput:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x = x
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return (
            self.gamma / self.std * (dout - (self.dbeta + self.x_hat * (dout * self.x_hat).sum(axis=0)) / n)
        )


@mistake(
    "BatchNorm",
    en="`dgamma` and `dbeta` are averaged. They are sums over the samples: a mean, if there is one, belongs to the loss.",
    ko="`dgamma`와 `dbeta`를 평균했습니다. 둘 다 샘플에 대한 합입니다. 평균은 손실에서 이미 다룹니다.",
)
class GradientsAveraged:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.mean(axis=0)
        self.dgamma = (dout * self.x_hat).mean(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        return self.gamma / self.std * (dout - self.dbeta - self.x_hat * self.dgamma)


@mistake(
    "BatchNorm",
    en="`dgamma` and `dbeta` add up from call to call. Each `backward` sets them anew.",
    ko="`dgamma`와 `dbeta`가 호출할 때마다 쌓입니다. `backward`를 부를 때마다 새로 설정하세요.",
)
class GradientsAddUp:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)
        self.dgamma = np.zeros(dim)
        self.dbeta = np.zeros(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        self.std = np.sqrt(var + self.eps)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        dbeta, dgamma = dout.sum(axis=0), (dout * self.x_hat).sum(axis=0)
        self.dbeta = self.dbeta + dbeta
        self.dgamma = self.dgamma + dgamma
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - (dbeta + self.x_hat * dgamma) / n)


@mistake(
    "BatchNorm",
    en="`x -= …` changes the caller's batch. Work out a new array instead.",
    ko="`x -= …`로 호출한 쪽의 배치를 바꿉니다. 새 배열을 계산하세요.",
)
class InPlace:
    def __init__(self, dim, momentum=0.9, eps=1e-5):
        self.momentum = momentum
        self.eps = eps
        self.gamma = np.ones(dim)
        self.beta = np.zeros(dim)
        self.running_mean = np.zeros(dim)
        self.running_var = np.ones(dim)

    def forward(self, x, train=True):
        if train:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mean, var = self.running_mean, self.running_var
        self.train = train
        x -= mean
        self.std = np.sqrt(var + self.eps)
        self.x_hat = x / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = (dout * self.x_hat).sum(axis=0)
        if not self.train:
            return self.gamma / self.std * dout
        n = len(dout)
        return self.gamma / self.std * (dout - (self.dbeta + self.x_hat * self.dgamma) / n)
