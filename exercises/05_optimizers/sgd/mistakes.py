import numpy as np

from dlgrade.testing import mistake


@mistake(
    "SGD",
    en="The gradient is added, so the loss grows: it points uphill, and the step has to go the other way.",
    ko="기울기를 더하고 있어 손실이 커집니다. 기울기는 오르막을 가리키므로 반대로 옮겨야 합니다.",
)
class Uphill:
    def __init__(self, lr=0.01):
        self.lr = lr

    def step(self, params, grads):
        new = {}
        for key in params:
            new[key] = params[key] + self.lr * grads[key]
        return new


@mistake(
    "SGD",
    en="The whole gradient is subtracted. It has to be multiplied by the learning rate first.",
    ko="기울기를 통째로 빼고 있습니다. 먼저 학습률을 곱해야 합니다.",
)
class WithoutLearningRate:
    def __init__(self, lr=0.01):
        self.lr = lr

    def step(self, params, grads):
        new = {}
        for key in params:
            new[key] = params[key] - grads[key]
        return new


@mistake(
    "SGD",
    en="The learning rate is hard-coded: `lr` from `__init__` has no effect. Keep it on `self` and use it.",
    ko="학습률이 코드에 박혀 있어 `__init__`에서 받은 `lr` 값이 쓰이지 않습니다. `self`에 보관해 두고 쓰세요.",
)
class LearningRateIgnored:
    def __init__(self, lr=0.01):
        self.lr = lr

    def step(self, params, grads):
        new = {}
        for key in params:
            new[key] = params[key] - 0.01 * grads[key]
        return new


@mistake(
    "SGD",
    en="The gradient is divided by the learning rate; a small rate then makes a huge step. Multiply.",
    ko="기울기를 학습률로 나누고 있습니다. 그러면 학습률이 작을수록 걸음이 커집니다. 곱해야 합니다.",
)
class DividedByTheRate:
    def __init__(self, lr=0.01):
        self.lr = lr

    def step(self, params, grads):
        new = {}
        for key in params:
            new[key] = params[key] - grads[key] / self.lr
        return new


@mistake(
    "SGD",
    en="The learning rate multiplies the difference of parameter and gradient. It belongs to the gradient alone.",
    ko="매개변수에서 기울기를 뺀 값 전체에 학습률을 곱하고 있습니다. 학습률은 기울기에만 곱합니다.",
)
class ParameterShrinks:
    def __init__(self, lr=0.01):
        self.lr = lr

    def step(self, params, grads):
        new = {}
        for key in params:
            new[key] = self.lr * (params[key] - grads[key])
        return new


@mistake(
    "SGD",
    en="You return the step itself. What is asked for are the new parameters: the old ones plus that step.",
    ko="걸음만 반환하고 있습니다. 필요한 것은 이전 매개변수에 걸음을 더한 새 매개변수입니다.",
)
class OnlyTheStep:
    def __init__(self, lr=0.01):
        self.lr = lr

    def step(self, params, grads):
        new = {}
        for key in params:
            new[key] = -self.lr * grads[key]
        return new


@mistake(
    "SGD",
    en="Only the sign of the gradient is used, so every step has the same length. A steeper slope makes a "
    "longer step.",
    ko="기울기의 부호만 써서 걸음의 길이가 늘 같습니다. 기울기가 클수록 걸음도 길어야 합니다.",
)
class SignOnly:
    def __init__(self, lr=0.01):
        self.lr = lr

    def step(self, params, grads):
        new = {}
        for key in params:
            new[key] = params[key] - self.lr * np.sign(grads[key])
        return new


@mistake(
    "SGD",
    en="The gradient is brought to length 1 first. Plain gradient descent uses it as it is.",
    ko="기울기를 길이 1로 만든 다음에 쓰고 있습니다. 경사 하강법에서는 기울기를 있는 그대로 씁니다.",
)
class UnitLength:
    def __init__(self, lr=0.01):
        self.lr = lr

    def step(self, params, grads):
        new = {}
        for key in params:
            length = np.sqrt(np.sum(grads[key] ** 2))
            new[key] = params[key] - self.lr * grads[key] / (length + 1e-12)
        return new


@mistake(
    "SGD",
    en="The gradient of an array is averaged to one number. Every entry has to move by its own slope.",
    ko="배열의 기울기를 평균 내어 수 하나로 만들었습니다. 원소마다 자기 기울기만큼 움직여야 합니다.",
)
class OneNumberForAll:
    def __init__(self, lr=0.01):
        self.lr = lr

    def step(self, params, grads):
        new = {}
        for key in params:
            new[key] = params[key] - self.lr * np.mean(grads[key])
        return new


@mistake(
    "SGD",
    en="The learning rate shrinks from step to step. Here it stays what it was given as.",
    ko="걸음마다 학습률이 작아집니다. 여기서는 받은 값을 그대로 유지해야 합니다.",
)
class FadingRate:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            new[key] = params[key] - self.lr / self.t * grads[key]
        return new


@mistake(
    "SGD",
    en="The step before is carried over: that is momentum. Here each step depends on the present gradient alone.",
    ko="이전 걸음이 다음 걸음에 남아 있습니다. 그것은 모멘텀입니다. 여기서는 지금의 기울기만 씁니다.",
)
class MovesOn:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.v = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            self.v[key] = 0.9 * self.v.get(key, 0.0) - self.lr * grads[key]
            new[key] = params[key] + self.v[key]
        return new


@mistake(
    "SGD",
    en="`params` is changed in place (`+=`, `-=`, or `params[key] = ...`). The caller may still need it: put "
    "the new arrays into a dict of their own.",
    ko="받은 `params` 내용을 그 자리에서 바꾸고 있습니다(`+=`, `-=`, `params[key] = ...`). 호출한 쪽에서 계속 "
    "쓸 수 있으므로 새 배열을 새 딕셔너리에 담으세요.",
)
class InPlace:
    def __init__(self, lr=0.01):
        self.lr = lr

    def step(self, params, grads):
        for key in params:
            params[key] -= self.lr * grads[key]
        return params


@mistake(
    "SGD",
    en="`params` is changed in place and nothing is returned. Leave it as it is and return a new dict.",
    ko="`params` 내용을 그 자리에서 바꾸기만 하고 아무것도 반환하지 않습니다. 받은 것은 그대로 두고 새 "
    "딕셔너리를 반환하세요.",
)
class ChangedAndNotReturned:
    def __init__(self, lr=0.01):
        self.lr = lr

    def step(self, params, grads):
        for key in params:
            params[key] -= self.lr * grads[key]


@mistake(
    "SGD",
    en="A list of arrays is returned. The caller looks the parameters up by name: return a dict with the same "
    "keys.",
    ko="배열의 리스트를 반환하고 있습니다. 호출한 쪽은 이름으로 찾으므로 키가 같은 딕셔너리를 반환하세요.",
)
class ListReturned:
    def __init__(self, lr=0.01):
        self.lr = lr

    def step(self, params, grads):
        return [params[key] - self.lr * grads[key] for key in params]


@mistake(
    "SGD",
    en="`return` stands inside the loop, so the result holds only the first parameter. Return after the loop "
    "has ended.",
    ko="`return` 문이 반복문 안에 있어 첫 번째 매개변수만 담긴 결과가 나옵니다. 반복이 끝난 뒤에 반환하세요.",
)
class ReturnInLoop:
    def __init__(self, lr=0.01):
        self.lr = lr

    def step(self, params, grads):
        new = {}
        for key in params:
            new[key] = params[key] - self.lr * grads[key]
            return new
        return new


@mistake(
    "SGD",
    en="Parameters and gradients are paired by their position in the two dicts. The keys may come in another "
    "order: look the gradient up by name.",
    ko="매개변수와 기울기를 딕셔너리 안의 순서로 짝지었습니다. 키의 순서는 다를 수 있으므로 이름으로 기울기를 "
    "찾으세요.",
)
class PairedByPosition:
    def __init__(self, lr=0.01):
        self.lr = lr

    def step(self, params, grads):
        new = {}
        for (key, p), g in zip(params.items(), grads.values(), strict=True):
            new[key] = p - self.lr * g
        return new


@mistake(
    "SGD",
    en="The names `w` and `b` are written into the code. The keys may be any: loop over those of `params`.",
    ko="`w`, `b`라는 이름을 코드에 박아 두었습니다. 키는 무엇이든 될 수 있으므로 `params`의 키를 따라 "
    "반복하세요.",
)
class FixedNames:
    def __init__(self, lr=0.01):
        self.lr = lr

    def step(self, params, grads):
        return {"w": params["w"] - self.lr * grads["w"], "b": params["b"] - self.lr * grads["b"]}


@mistake(
    "SGD",
    en="You keep the parameters of the first call and go on from your own copy. Each step has to start from the "
    "`params` that it is given.",
    ko="첫 호출 때의 매개변수를 보관해 두고 그 복사본에서 계속 갑니다. 매번 건네받은 `params`에서 출발해야 "
    "합니다.",
)
class OwnParameters:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.params = {}

    def step(self, params, grads):
        for key in params:
            if key not in self.params:
                self.params[key] = params[key].copy()
            self.params[key] = self.params[key] - self.lr * grads[key]
        return dict(self.params)
