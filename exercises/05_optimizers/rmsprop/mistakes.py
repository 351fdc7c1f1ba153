import numpy as np

from dlgrade.testing import mistake


@mistake(
    "RMSProp",
    en="All squares add up, as in AdaGrad: `decay` is not used. Here the old mean fades and the new square is "
    "weighed against it.",
    ko="AdaGrad처럼 제곱을 모두 더하기만 하고 `decay` 값을 쓰지 않습니다. 여기서는 이전 평균을 흐리게 하고 새 "
    "제곱을 조금 섞습니다.",
)
class NothingFades:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = old + grads[key] ** 2
            self.h[key] = h
            new[key] = params[key] - self.lr * grads[key] / (np.sqrt(h) + self.eps)
        return new


@mistake(
    "RMSProp",
    en="The weights have changed places: `decay` belongs to the old mean, 1 − decay to the new square.",
    ko="두 무게가 서로 바뀌었습니다. `decay` 값은 이전 평균에, 1 − decay는 새 제곱에 곱합니다.",
)
class WeightsSwapped:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = (1 - self.decay) * old + self.decay * grads[key] ** 2
            self.h[key] = h
            new[key] = params[key] - self.lr * grads[key] / (np.sqrt(h) + self.eps)
        return new


@mistake(
    "RMSProp",
    en="The new square comes in with its full weight. With 1 − decay the two weights add up to 1, and h is a "
    "mean.",
    ko="새 제곱을 그대로 더하고 있습니다. 1 − decay를 곱해야 두 무게의 합이 1이 되어 평균이 됩니다.",
)
class NotAMean:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = self.decay * old + grads[key] ** 2
            self.h[key] = h
            new[key] = params[key] - self.lr * grads[key] / (np.sqrt(h) + self.eps)
        return new


@mistake(
    "RMSProp",
    en="The old mean is not multiplied by `decay`, so it never fades.",
    ko="이전 평균에 `decay` 값을 곱하지 않아 흐려지지 않습니다.",
)
class OldNotFading:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = old + (1 - self.decay) * grads[key] ** 2
            self.h[key] = h
            new[key] = params[key] - self.lr * grads[key] / (np.sqrt(h) + self.eps)
        return new


@mistake(
    "RMSProp",
    en="The mean starts at 0 in every call. Keep it on `self` from step to step.",
    ko="호출할 때마다 평균이 0에서 시작합니다. `self`에 보관해 다음 걸음에 넘겨주세요.",
)
class NoMemory:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            h = (1 - self.decay) * grads[key] ** 2
            self.h[key] = h
            new[key] = params[key] - self.lr * grads[key] / (np.sqrt(h) + self.eps)
        return new


@mistake(
    "RMSProp",
    en="`decay` is hard-coded as 0.9: the argument has no effect.",
    ko="`decay` 값이 0.9로 박혀 있어 인수로 받은 값이 쓰이지 않습니다.",
)
class DecayIgnored:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = 0.9 * old + 0.1 * grads[key] ** 2
            self.h[key] = h
            new[key] = params[key] - self.lr * grads[key] / (np.sqrt(h) + self.eps)
        return new


@mistake(
    "RMSProp",
    en="The mean starts at the first square. Here it starts at 0.",
    ko="평균이 첫 기울기의 제곱에서 시작합니다. 여기서는 0에서 시작합니다.",
)
class StartsAtFirstSquare:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h.get(key, grads[key] ** 2)
            h = self.decay * old + (1 - self.decay) * grads[key] ** 2
            self.h[key] = h
            new[key] = params[key] - self.lr * grads[key] / (np.sqrt(h) + self.eps)
        return new


@mistake(
    "RMSProp",
    en="The mean is corrected for its start at 0, as in Adam. RMSProp uses it as it is.",
    ko="Adam처럼 0에서 시작한 평균을 보정했습니다. RMSProp은 평균을 그대로 씁니다.",
)
class BiasCorrected:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = self.decay * old + (1 - self.decay) * grads[key] ** 2
            self.h[key] = h
            corrected = h / (1 - self.decay**self.t)
            new[key] = params[key] - self.lr * grads[key] / (np.sqrt(corrected) + self.eps)
        return new


@mistake(
    "RMSProp",
    en="1 − decay is squared together with the gradient. Only the gradient is squared.",
    ko="1 − decay까지 함께 제곱했습니다. 기울기만 제곱해야 합니다.",
)
class WholeMeanSquared:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = self.decay * old + ((1 - self.decay) * grads[key]) ** 2
            self.h[key] = h
            new[key] = params[key] - self.lr * grads[key] / (np.sqrt(h) + self.eps)
        return new


@mistake(
    "RMSProp",
    en="The root is missing: the step is divided by the squares themselves, so a gradient twice as large makes "
    "half the step.",
    ko="제곱근이 빠졌습니다. 제곱 자체로 나누면 기울기가 두 배일 때 걸음이 오히려 절반이 됩니다.",
)
class NoSquareRoot:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = self.decay * old + (1 - self.decay) * grads[key] ** 2
            self.h[key] = h
            new[key] = params[key] - self.lr * grads[key] / (h + self.eps)
        return new


@mistake(
    "RMSProp",
    en="`eps` is added under the root. Here it is added to the root.",
    ko="`eps` 값을 제곱근 안에서 더하고 있습니다. 여기서는 제곱근을 구한 뒤에 더합니다.",
)
class EpsInsideRoot:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = self.decay * old + (1 - self.decay) * grads[key] ** 2
            self.h[key] = h
            new[key] = params[key] - self.lr * grads[key] / np.sqrt(h + self.eps)
        return new


@mistake(
    "RMSProp",
    en="`eps` is missing: where every gradient so far was 0, you divide 0 by 0.",
    ko="`eps` 값이 빠졌습니다. 기울기가 계속 0이었던 원소에서 0을 0으로 나누게 됩니다.",
)
class EpsMissing:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = self.decay * old + (1 - self.decay) * grads[key] ** 2
            self.h[key] = h
            new[key] = params[key] - self.lr * grads[key] / np.sqrt(h)
        return new


@mistake(
    "RMSProp",
    en="`eps` is hard-coded as 1e-8: the argument has no effect.",
    ko="`eps` 값이 1e-8로 박혀 있어 인수로 받은 값이 쓰이지 않습니다.",
)
class EpsIgnored:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = self.decay * old + (1 - self.decay) * grads[key] ** 2
            self.h[key] = h
            new[key] = params[key] - self.lr * grads[key] / (np.sqrt(h) + 1e-8)
        return new


@mistake(
    "RMSProp",
    en="`eps` is added to the result instead of the divisor: a pair of brackets is missing.",
    ko="`eps` 값을 나누는 수가 아니라 결과에 더하고 있습니다. 괄호가 빠졌습니다.",
)
class EpsOutside:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = self.decay * old + (1 - self.decay) * grads[key] ** 2
            self.h[key] = h
            new[key] = params[key] - self.lr * grads[key] / np.sqrt(h) + self.eps
        return new


@mistake(
    "RMSProp",
    en="The gradients are not squared before they are added. Positive and negative ones cancel, and the root of "
    "a negative number is not a number.",
    ko="기울기를 제곱하지 않고 더했습니다. 양수와 음수가 서로 지워지고, 음수의 제곱근은 수가 아닙니다.",
)
class NotSquared:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = self.decay * old + (1 - self.decay) * grads[key]
            self.h[key] = h
            new[key] = params[key] - self.lr * grads[key] / (np.sqrt(h) + self.eps)
        return new


@mistake(
    "RMSProp",
    en="The absolute values are added up instead of the squares.",
    ko="기울기의 제곱이 아니라 절댓값을 쌓고 있습니다.",
)
class AbsoluteValues:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = self.decay * old + (1 - self.decay) * np.abs(grads[key])
            self.h[key] = h
            new[key] = params[key] - self.lr * grads[key] / (np.sqrt(h) + self.eps)
        return new


@mistake(
    "RMSProp",
    en="The gradients are gathered first and squared afterwards. Square each gradient, then gather.",
    ko="기울기를 먼저 쌓고 나중에 제곱합니다. 기울기마다 제곱한 다음에 쌓으세요.",
)
class SquaredLast:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = self.decay * old + (1 - self.decay) * grads[key]
            self.h[key] = h
            new[key] = params[key] - self.lr * grads[key] / (np.sqrt(h**2) + self.eps)
        return new


@mistake(
    "RMSProp",
    en="You divide by the mean of squares from before this step. Bring in the present gradient first, then "
    "divide.",
    ko="이번 기울기를 넣기 전의 제곱 평균 값으로 나누고 있습니다. 지금의 기울기를 먼저 넣고 나누세요.",
)
class OldSquares:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = self.decay * old + (1 - self.decay) * grads[key] ** 2
            self.h[key] = h
            new[key] = params[key] - self.lr * grads[key] / (np.sqrt(old) + self.eps)
        return new


@mistake(
    "RMSProp",
    en="One number is kept for a whole array. Every entry needs its own, or there is nothing adaptive between "
    "them.",
    ko="배열 하나에 수 하나만 보관합니다. 원소마다 따로 있어야 걸음의 크기도 원소마다 달라집니다.",
)
class OneRateForAll:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = self.decay * old + (1 - self.decay) * np.mean(grads[key] ** 2)
            self.h[key] = h
            new[key] = params[key] - self.lr * grads[key] / (np.sqrt(h) + self.eps)
        return new


@mistake(
    "RMSProp",
    en="The gradient is missing in the step: you subtract only lr / (√h + eps), in every direction alike.",
    ko="걸음에 기울기가 빠졌습니다. 방향과 상관없이 lr / (√h + eps)만 빼고 있습니다.",
)
class GradientMissing:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = self.decay * old + (1 - self.decay) * grads[key] ** 2
            self.h[key] = h
            new[key] = params[key] - self.lr / (np.sqrt(h) + self.eps)
        return new


@mistake(
    "RMSProp",
    en="The accumulated squares multiply the step instead of dividing it, so steep directions get still longer "
    "steps.",
    ko="쌓은 제곱의 제곱근을 나누지 않고 곱하고 있습니다. 그러면 가파른 쪽의 걸음이 더 길어집니다.",
)
class GradientFromSquares:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = self.decay * old + (1 - self.decay) * grads[key] ** 2
            self.h[key] = h
            new[key] = params[key] - self.lr * grads[key] * (np.sqrt(h) + self.eps)
        return new


@mistake(
    "RMSProp",
    en="You go uphill: the step has to go against the gradient.",
    ko="오르막으로 가고 있습니다. 걸음은 기울기의 반대 방향이어야 합니다.",
)
class Uphill:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = self.decay * old + (1 - self.decay) * grads[key] ** 2
            self.h[key] = h
            new[key] = params[key] + self.lr * grads[key] / (np.sqrt(h) + self.eps)
        return new


@mistake(
    "RMSProp",
    en="The learning rate is hard-coded: `lr` from `__init__` has no effect. Keep it on `self` and use it.",
    ko="학습률이 코드에 박혀 있어 `__init__`에서 받은 `lr` 값이 쓰이지 않습니다. `self`에 보관해 두고 쓰세요.",
)
class LearningRateIgnored:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = self.decay * old + (1 - self.decay) * grads[key] ** 2
            self.h[key] = h
            new[key] = params[key] - 0.01 * grads[key] / (np.sqrt(h) + self.eps)
        return new


@mistake(
    "RMSProp",
    en="All parameters share one memory. Keep one for every key.",
    ko="모든 매개변수가 기억 하나를 함께 씁니다. 키마다 따로 보관하세요.",
)
class OneMemory:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = 0.0

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h
            if np.shape(old) != params[key].shape:
                old = np.zeros_like(params[key])
            h = self.decay * old + (1 - self.decay) * grads[key] ** 2
            self.h = h
            new[key] = params[key] - self.lr * grads[key] / (np.sqrt(h) + self.eps)
        return new


@mistake(
    "RMSProp",
    en="What is remembered is kept by position, in the order of the first call. The keys may come in another "
    "order next time: keep it by name.",
    ko="기억하는 값을 첫 호출의 순서대로 자리마다 보관합니다. 다음에는 키의 순서가 다를 수 있으니 이름으로 "
    "보관하세요.",
)
class MemoryByPosition:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = None

    def step(self, params, grads):
        if self.h is None:
            self.h = [np.zeros_like(p) for p in params.values()]
        new = {}
        for i, key in enumerate(params):
            old = self.h[i]
            h = self.decay * old + (1 - self.decay) * grads[key] ** 2
            self.h[i] = h
            new[key] = params[key] - self.lr * grads[key] / (np.sqrt(h) + self.eps)
        return new


@mistake(
    "RMSProp",
    en="Parameters and gradients are paired by their position in the two dicts. The keys may come in another "
    "order: look the gradient up by name.",
    ko="매개변수와 기울기를 딕셔너리 안의 순서로 짝지었습니다. 키의 순서는 다를 수 있으므로 이름으로 기울기를 "
    "찾으세요.",
)
class GradientByPosition:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for (key, p), g in zip(params.items(), grads.values(), strict=True):
            old = self.h.get(key, np.zeros_like(p))
            h = self.decay * old + (1 - self.decay) * g**2
            self.h[key] = h
            new[key] = p - self.lr * g / (np.sqrt(h) + self.eps)
        return new


@mistake(
    "RMSProp",
    en="`params` is changed in place (`+=`, `-=`, or `params[key] = ...`). The caller may still need it: put "
    "the new arrays into a dict of their own.",
    ko="받은 `params` 내용을 그 자리에서 바꾸고 있습니다(`+=`, `-=`, `params[key] = ...`). 호출한 쪽에서 계속 "
    "쓸 수 있으므로 새 배열을 새 딕셔너리에 담으세요.",
)
class InPlace:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = self.decay * old + (1 - self.decay) * grads[key] ** 2
            self.h[key] = h
            params[key] = params[key] - self.lr * grads[key] / (np.sqrt(h) + self.eps)
        return params


@mistake(
    "RMSProp",
    en="You keep the parameters of the first call and go on from your own copy. Each step has to start from the "
    "`params` that it is given.",
    ko="첫 호출 때의 매개변수를 보관해 두고 그 복사본에서 계속 갑니다. 매번 건네받은 `params`에서 출발해야 "
    "합니다.",
)
class OwnParameters:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}
        self.params = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            p = self.params.get(key, params[key])
            old = self.h.get(key, np.zeros_like(p))
            h = self.decay * old + (1 - self.decay) * grads[key] ** 2
            self.h[key] = h
            new[key] = p - self.lr * grads[key] / (np.sqrt(h) + self.eps)
            self.params[key] = new[key]
        return new


@mistake(
    "RMSProp",
    en="`return` stands inside the loop, so the result holds only the first parameter. Return after the loop "
    "has ended.",
    ko="`return` 문이 반복문 안에 있어 첫 번째 매개변수만 담긴 결과가 나옵니다. 반복이 끝난 뒤에 반환하세요.",
)
class ReturnInLoop:
    def __init__(self, lr=0.01, decay=0.9, eps=1e-8):
        self.lr = lr
        self.decay = decay
        self.eps = eps
        self.h = {}

    def step(self, params, grads):
        new = {}
        for key in params:
            old = self.h.get(key, np.zeros_like(params[key]))
            h = self.decay * old + (1 - self.decay) * grads[key] ** 2
            self.h[key] = h
            new[key] = params[key] - self.lr * grads[key] / (np.sqrt(h) + self.eps)
            return new
        return new
