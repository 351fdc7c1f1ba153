import numpy as np

from dlgrade.testing import mistake


@mistake(
    "Momentum",
    en="The velocity starts at 0 in every call, which is plain gradient descent. Keep it on `self` from step to "
    "step.",
    ko="호출할 때마다 속도가 0에서 시작하므로 그냥 경사 하강법이 됩니다. `self`에 보관해 다음 걸음에 넘겨주세요.",
)
class NoMemory:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum

    def step(self, params, grads):
        new = {}
        for key in params:
            old = np.zeros_like(params[key])
            v = self.momentum * old - self.lr * grads[key]
            new[key] = params[key] + v
        return new


@mistake(
    "Momentum",
    en="You go uphill. Either the velocity takes the gradient with a minus and is added, or with a plus and is "
    "subtracted; here both signs agree.",
    ko="오르막으로 가고 있습니다. 속도에서 기울기를 뺐다면 속도를 더하고, 기울기를 더했다면 속도를 빼야 하는데, "
    "두 부호의 짝이 맞지 않습니다.",
)
class Uphill:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.v.get(key, np.zeros_like(params[key]))
            v = self.momentum * old + self.lr * grads[key]
            self.v[key] = v
            new[key] = params[key] + v
        return new


@mistake(
    "Momentum",
    en="The old velocity is subtracted, so each step brakes the next. It has to go on in its own direction: add "
    "it.",
    ko="이전 속도를 빼고 있어 걸음마다 다음 걸음을 막습니다. 속도는 가던 방향으로 이어져야 하므로 더하세요.",
)
class BrakeForMomentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.v.get(key, np.zeros_like(params[key]))
            v = -self.momentum * old - self.lr * grads[key]
            self.v[key] = v
            new[key] = params[key] + v
        return new


@mistake(
    "Momentum",
    en="The learning rate is applied twice: once in the velocity and once more when the parameter moves.",
    ko="학습률을 두 번 곱했습니다. 속도를 구할 때 한 번, 매개변수를 옮길 때 또 한 번입니다.",
)
class RateTwice:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.v.get(key, np.zeros_like(params[key]))
            v = self.momentum * old - self.lr * grads[key]
            self.v[key] = v
            new[key] = params[key] + self.lr * v
        return new


@mistake(
    "Momentum",
    en="The learning rate is missing: it multiplies the gradient in the velocity.",
    ko="학습률이 빠졌습니다. 속도를 구할 때 기울기에 곱해야 합니다.",
)
class WithoutRate:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.v.get(key, np.zeros_like(params[key]))
            v = self.momentum * old - grads[key]
            self.v[key] = v
            new[key] = params[key] + v
        return new


@mistake(
    "Momentum",
    en="The parameter moves by the velocity of the step before. Work out the new velocity first, then move by "
    "it.",
    ko="이전 걸음의 속도로 움직이고 있습니다. 새 속도를 먼저 구하고 그 속도로 움직이세요.",
)
class OldVelocity:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.v.get(key, np.zeros_like(params[key]))
            v = self.momentum * old - self.lr * grads[key]
            self.v[key] = v
            new[key] = params[key] + old
        return new


@mistake(
    "Momentum",
    en="The gradient is subtracted once in the velocity and once more from the parameter. The velocity contains "
    "it already.",
    ko="기울기를 속도에서 한 번, 매개변수에서 또 한 번 빼고 있습니다. 속도에 이미 들어 있습니다.",
)
class GradientTwice:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.v.get(key, np.zeros_like(params[key]))
            v = self.momentum * old - self.lr * grads[key]
            self.v[key] = v
            new[key] = params[key] + v - self.lr * grads[key]
        return new


@mistake(
    "Momentum",
    en="That is Nesterov's step, which looks ahead. Here the parameter moves by the new velocity alone.",
    ko="앞을 내다보는 네스테로프의 걸음입니다. 여기서는 새 속도만큼만 움직입니다.",
)
class LooksAhead:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.v.get(key, np.zeros_like(params[key]))
            v = self.momentum * old - self.lr * grads[key]
            self.v[key] = v
            new[key] = params[key] - self.momentum * old + (1 + self.momentum) * v
        return new


@mistake(
    "Momentum",
    en="The new velocity is multiplied by `momentum` once more when the parameter moves. Add it as it is.",
    ko="매개변수를 옮길 때 새 속도에 `momentum` 값을 한 번 더 곱했습니다. 속도를 그대로 더하세요.",
)
class MomentumTwice:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.v.get(key, np.zeros_like(params[key]))
            v = self.momentum * old - self.lr * grads[key]
            self.v[key] = v
            new[key] = params[key] + self.momentum * v
        return new


@mistake(
    "Momentum",
    en="The velocity starts at the first gradient instead of 0, so the first step is far too long or goes the "
    "wrong way.",
    ko="속도가 0이 아니라 첫 기울기에서 시작합니다. 그래서 첫걸음이 너무 길거나 엉뚱한 쪽으로 갑니다.",
)
class StartsAtGradient:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.v.get(key, grads[key])
            v = self.momentum * old - self.lr * grads[key]
            self.v[key] = v
            new[key] = params[key] + v
        return new


@mistake(
    "Momentum",
    en="Only the gradient of the step before is remembered. The velocity is a sum of all earlier gradients: "
    "feed the new velocity back.",
    ko="바로 앞 걸음의 기울기만 기억합니다. 속도에는 이전 기울기가 모두 쌓여야 하므로 새 속도 전체를 다시 "
    "넣으세요.",
)
class OnlyOneStepBack:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.last = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            last = self.last.get(key, np.zeros_like(params[key]))
            v = -self.lr * (grads[key] + self.momentum * last)
            self.last[key] = grads[key]
            new[key] = params[key] + v
        return new


@mistake(
    "Momentum",
    en="The velocity is taken from how far the parameters have come since the last call. They may have been set "
    "anew in between: keep the velocity itself.",
    ko="지난 호출 뒤로 매개변수가 움직인 거리를 속도로 씁니다. 그사이에 매개변수가 새로 정해질 수도 있으므로 "
    "속도 자체를 보관하세요.",
)
class VelocityFromPositions:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.last = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            v = self.momentum * (params[key] - self.last.get(key, params[key])) - self.lr * grads[key]
            self.last[key] = params[key]
            new[key] = params[key] + v
        return new


@mistake(
    "Momentum",
    en="You return the velocities. What is asked for are the new parameters.",
    ko="속도를 반환하고 있습니다. 필요한 것은 새 매개변수입니다.",
)
class OnlyTheStep:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.v.get(key, np.zeros_like(params[key]))
            v = self.momentum * old - self.lr * grads[key]
            self.v[key] = v
            new[key] = v
        return new


@mistake(
    "Momentum",
    en="The learning rate is hard-coded: `lr` from `__init__` has no effect. Keep it on `self` and use it.",
    ko="학습률이 코드에 박혀 있어 `__init__`에서 받은 `lr` 값이 쓰이지 않습니다. `self`에 보관해 두고 쓰세요.",
)
class LearningRateIgnored:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.v.get(key, np.zeros_like(params[key]))
            v = self.momentum * old - 0.01 * grads[key]
            self.v[key] = v
            new[key] = params[key] + v
        return new


@mistake(
    "Momentum",
    en="The momentum is hard-coded as 0.9: the argument `momentum` has no effect.",
    ko="모멘텀 계수가 0.9로 박혀 있어 인수 `momentum` 값이 쓰이지 않습니다.",
)
class MomentumIgnored:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.v.get(key, np.zeros_like(params[key]))
            v = 0.9 * old - self.lr * grads[key]
            self.v[key] = v
            new[key] = params[key] + v
        return new


@mistake(
    "Momentum",
    en="The gradient is weighted with 1 − momentum, as in an exponential average. Here its weight is just the "
    "learning rate.",
    ko="지수 평균처럼 기울기에 1 − momentum을 곱했습니다. 여기서는 기울기에 학습률만 곱합니다.",
)
class Averaged:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.v.get(key, np.zeros_like(params[key]))
            v = self.momentum * old - (1 - self.momentum) * self.lr * grads[key]
            self.v[key] = v
            new[key] = params[key] + v
        return new


@mistake(
    "Momentum",
    en="The old velocity is kept in full. It has to be multiplied by `momentum`, so that old gradients fade.",
    ko="이전 속도를 그대로 다 남기고 있습니다. `momentum` 값을 곱해 오래된 기울기가 흐려지게 해야 합니다.",
)
class NothingFades:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.v.get(key, np.zeros_like(params[key]))
            v = old - self.lr * grads[key]
            self.v[key] = v
            new[key] = params[key] + v
        return new


@mistake(
    "Momentum",
    en="Learning rate and momentum have changed places: `momentum` goes with the old velocity, `lr` with the "
    "gradient.",
    ko="학습률과 모멘텀 계수가 서로 바뀌었습니다. `momentum` 값은 이전 속도에, `lr` 값은 기울기에 곱합니다.",
)
class RolesSwapped:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.v.get(key, np.zeros_like(params[key]))
            v = self.lr * old - self.momentum * grads[key]
            self.v[key] = v
            new[key] = params[key] + v
        return new


@mistake(
    "Momentum",
    en="All parameters share one velocity. Keep one for every key.",
    ko="모든 매개변수가 속도 하나를 함께 씁니다. 키마다 따로 보관하세요.",
)
class OneVelocity:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = 0.0

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.v
            if np.shape(old) != params[key].shape:
                old = np.zeros_like(params[key])
            v = self.momentum * old - self.lr * grads[key]
            self.v = v
            new[key] = params[key] + v
        return new


@mistake(
    "Momentum",
    en="Velocities are kept by position, in the order of the first call. The keys may come in another order "
    "next time: keep them by name.",
    ko="속도를 첫 호출의 순서대로 자리마다 보관합니다. 다음에는 키의 순서가 다를 수 있으니 이름으로 보관하세요.",
)
class VelocityByPosition:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def step(self, params, grads):
        if self.v is None:
            self.v = [np.zeros_like(p) for p in params.values()]
        new = {}
        for i, key in enumerate(params):
            old = self.v[i]
            v = self.momentum * old - self.lr * grads[key]
            self.v[i] = v
            new[key] = params[key] + v
        return new


@mistake(
    "Momentum",
    en="Parameters and gradients are paired by their position in the two dicts. The keys may come in another "
    "order: look the gradient up by name.",
    ko="매개변수와 기울기를 딕셔너리 안의 순서로 짝지었습니다. 키의 순서는 다를 수 있으므로 이름으로 기울기를 "
    "찾으세요.",
)
class GradientByPosition:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def step(self, params, grads):
        new = {}
        for (key, p), g in zip(params.items(), grads.values(), strict=True):
            old = self.v.get(key, np.zeros_like(p))
            v = self.momentum * old - self.lr * g
            self.v[key] = v
            new[key] = p + v
        return new


@mistake(
    "Momentum",
    en="`params` is changed in place (`+=`, `-=`, or `params[key] = ...`). The caller may still need it: put "
    "the new arrays into a dict of their own.",
    ko="받은 `params` 내용을 그 자리에서 바꾸고 있습니다(`+=`, `-=`, `params[key] = ...`). 호출한 쪽에서 계속 "
    "쓸 수 있으므로 새 배열을 새 딕셔너리에 담으세요.",
)
class InPlace:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def step(self, params, grads):
        for key in params:
            old = self.v.get(key, np.zeros_like(params[key]))
            v = self.momentum * old - self.lr * grads[key]
            self.v[key] = v
            params[key] = params[key] + v
        return params


@mistake(
    "Momentum",
    en="You keep the parameters of the first call and go on from your own copy. Each step has to start from the "
    "`params` that it is given.",
    ko="첫 호출 때의 매개변수를 보관해 두고 그 복사본에서 계속 갑니다. 매번 건네받은 `params`에서 출발해야 "
    "합니다.",
)
class OwnParameters:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}
        self.params = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            p = self.params.get(key, params[key])
            old = self.v.get(key, np.zeros_like(p))
            v = self.momentum * old - self.lr * grads[key]
            self.v[key] = v
            new[key] = p + v
            self.params[key] = new[key]
        return new


@mistake(
    "Momentum",
    en="`return` stands inside the loop, so the result holds only the first parameter. Return after the loop "
    "has ended.",
    ko="`return` 문이 반복문 안에 있어 첫 번째 매개변수만 담긴 결과가 나옵니다. 반복이 끝난 뒤에 반환하세요.",
)
class ReturnInLoop:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.v.get(key, np.zeros_like(params[key]))
            v = self.momentum * old - self.lr * grads[key]
            self.v[key] = v
            new[key] = params[key] + v
            return new
        return new
