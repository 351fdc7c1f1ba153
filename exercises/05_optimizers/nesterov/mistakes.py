import numpy as np

from dlgrade.testing import mistake


@mistake(
    "Nesterov",
    en="The parameter moves by the new velocity alone, as in classical momentum. Is the old velocity still the "
    "old one when you subtract it, and do you look ahead?",
    ko="고전적인 모멘텀처럼 새 속도만큼만 움직입니다. 빼는 값이 정말 이전 속도인지, 앞을 내다보는 항이 있는지 "
    "보세요.",
)
class ClassicalMomentum:
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


@mistake(
    "Nesterov",
    en="The part with the old velocity is added. It takes back the previous look ahead, so it has to be "
    "subtracted.",
    ko="이전 속도가 든 항을 더하고 있습니다. 지난번에 미리 내다본 만큼 되돌리는 항이므로 빼야 합니다.",
)
class OldAdded:
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
            new[key] = params[key] + self.momentum * old + (1 + self.momentum) * v
        return new


@mistake(
    "Nesterov",
    en="The previous look ahead is never taken back: the term with the old velocity is missing.",
    ko="지난번에 미리 내다본 만큼을 되돌리지 않습니다. 이전 속도가 든 항이 빠졌습니다.",
)
class OldMissing:
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
            new[key] = params[key] + (1 + self.momentum) * v
        return new


@mistake(
    "Nesterov",
    en="The new velocity is weighted with `momentum` only. It moves the parameter and looks ahead, so its "
    "weight is one more.",
    ko="새 속도에 `momentum`만 곱했습니다. 새 속도는 실제로 움직이는 몫과 앞을 내다보는 몫이 있으므로 1이 더 "
    "필요합니다.",
)
class OneMissing:
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
            new[key] = params[key] - self.momentum * old + self.momentum * v
        return new


@mistake(
    "Nesterov",
    en="The old velocity is subtracted in full. Only the part that looked ahead, weighted with `momentum`, is "
    "taken back.",
    ko="이전 속도를 통째로 빼고 있습니다. 앞을 내다본 몫, 곧 `momentum` 값을 곱한 만큼만 되돌립니다.",
)
class OldWithoutMomentum:
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
            new[key] = params[key] - old + (1 + self.momentum) * v
        return new


@mistake(
    "Nesterov",
    en="Old and new velocity have changed places in the last line.",
    ko="마지막 식에서 이전 속도와 새 속도가 서로 바뀌었습니다.",
)
class VelocitiesSwapped:
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
            new[key] = params[key] - self.momentum * v + (1 + self.momentum) * old
        return new


@mistake(
    "Nesterov",
    en="The velocity starts at 0 in every call. Keep it on `self` from step to step.",
    ko="호출할 때마다 속도가 0에서 시작합니다. `self`에 보관해 다음 걸음에 넘겨주세요.",
)
class NoMemory:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum

    def step(self, params, grads):
        new = {}
        for key in params:
            v = -self.lr * grads[key]
            new[key] = params[key] + (1 + self.momentum) * v
        return new


@mistake(
    "Nesterov",
    en="You go uphill: the gradient has to enter the velocity with a minus.",
    ko="오르막으로 가고 있습니다. 속도를 구할 때 기울기를 빼야 합니다.",
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
            new[key] = params[key] - self.momentum * old + (1 + self.momentum) * v
        return new


@mistake(
    "Nesterov",
    en="The learning rate is applied again when the parameter moves. The velocity contains it already.",
    ko="매개변수를 옮길 때 학습률을 또 곱했습니다. 속도에 이미 들어 있습니다.",
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
            new[key] = params[key] + self.lr * ((1 + self.momentum) * v - self.momentum * old)
        return new


@mistake(
    "Nesterov",
    en="The formula with momentum² needs the old velocity, but it is renewed before the parameter moves. Move "
    "first, or keep the old velocity under a name of its own.",
    ko="momentum²이 든 식에는 이전 속도가 필요한데, 매개변수를 옮기기 전에 속도를 고쳤습니다. 먼저 옮기거나 "
    "이전 속도에 다른 이름을 붙여 두세요.",
)
class UpdatedTooEarly:
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
            new[key] = params[key] + self.momentum**2 * v - (1 + self.momentum) * self.lr * grads[key]
        return new


@mistake(
    "Nesterov",
    en="Brackets are missing: `1 + momentum * v` adds 1 to every parameter. The sum 1 + momentum multiplies the "
    "velocity.",
    ko="괄호가 빠져 `1 + momentum * v` 식이 모든 매개변수에 1을 더합니다. 1 + momentum 전체를 속도에 곱해야 "
    "합니다.",
)
class BracketsMissing:
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
            new[key] = params[key] - self.momentum * old + 1 + self.momentum * v
        return new


@mistake(
    "Nesterov",
    en="What is kept for the next step is the whole change of the parameter. Keep only the velocity.",
    ko="다음 걸음을 위해 매개변수의 변화량 전체를 보관합니다. 속도만 보관해야 합니다.",
)
class WholeStepKept:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.v.get(key, np.zeros_like(params[key]))
            v = self.momentum * old - self.lr * grads[key]
            self.v[key] = (1 + self.momentum) * v - self.momentum * old
            new[key] = params[key] + self.v[key]
        return new


@mistake(
    "Nesterov",
    en="You return the change of the parameters. What is asked for are the new parameters themselves.",
    ko="매개변수의 변화량을 반환하고 있습니다. 필요한 것은 새 매개변수 자체입니다.",
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
            new[key] = (1 + self.momentum) * v - self.momentum * old
        return new


@mistake(
    "Nesterov",
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
            new[key] = params[key] - self.momentum * old + (1 + self.momentum) * v
        return new


@mistake(
    "Nesterov",
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
            new[key] = params[key] - 0.9 * old + (1 + 0.9) * v
        return new


@mistake(
    "Nesterov",
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
            new[key] = params[key] - self.momentum * old + (1 + self.momentum) * v
        return new


@mistake(
    "Nesterov",
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
            new[key] = params[key] - self.momentum * old + (1 + self.momentum) * v
        return new


@mistake(
    "Nesterov",
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
            new[key] = params[key] - self.momentum * old + (1 + self.momentum) * v
        return new


@mistake(
    "Nesterov",
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
            new[key] = params[key] - self.momentum * old + (1 + self.momentum) * v
        return new


@mistake(
    "Nesterov",
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
            new[key] = params[key] - self.momentum * old + (1 + self.momentum) * v
        return new


@mistake(
    "Nesterov",
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
            new[key] = p - self.momentum * old + (1 + self.momentum) * v
        return new


@mistake(
    "Nesterov",
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
            params[key] = params[key] - self.momentum * old + (1 + self.momentum) * v
        return params


@mistake(
    "Nesterov",
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
            new[key] = p - self.momentum * old + (1 + self.momentum) * v
            self.params[key] = new[key]
        return new


@mistake(
    "Nesterov",
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
            new[key] = params[key] - self.momentum * old + (1 + self.momentum) * v
            return new
        return new
