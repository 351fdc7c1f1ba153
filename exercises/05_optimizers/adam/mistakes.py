import numpy as np

from dlgrade.testing import mistake


@mistake(
    "Adam",
    en="The bias correction is missing. Both means start at 0 and are too small at first: divide them by 1 − "
    "beta to the power t.",
    ko="편향 보정이 빠졌습니다. 두 평균은 0에서 시작해 처음에 너무 작으므로 1에서 beta의 t제곱을 뺀 값으로 "
    "나누세요.",
)
class NoCorrection:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m
            v_hat = v
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="Only the mean of the squares is corrected. The mean of the gradients starts at 0, too.",
    ko="제곱의 평균만 보정했습니다. 기울기의 평균도 0에서 시작합니다.",
)
class FirstMeanNotCorrected:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m
            v_hat = v / (1 - self.beta2**self.t)
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="Only the mean of the gradients is corrected. The mean of the squares starts at 0, too.",
    ko="기울기의 평균만 보정했습니다. 제곱의 평균도 0에서 시작합니다.",
)
class SecondMeanNotCorrected:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="You divide by 1 − beta at every step. The exponent t has to be there and to grow, so that the "
    "correction fades.",
    ko="걸음마다 1 − beta로 나누고 있습니다. 지수 t가 있어야 하고 커져야 보정이 점점 사라집니다.",
)
class CorrectionStands:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1)
            v_hat = v / (1 - self.beta2)
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="In the correction beta is multiplied by t. It has to be raised to the power t.",
    ko="보정할 때 beta에 t를 곱했습니다. t제곱을 해야 합니다.",
)
class TimesT:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1 * self.t)
            v_hat = v / (1 - self.beta2 * self.t)
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="The whole bracket 1 − beta is raised to the power t. Only beta is, and then it is subtracted from 1.",
    ko="1 − beta 전체를 t제곱했습니다. beta만 t제곱한 다음 1에서 빼야 합니다.",
)
class PowerOfTheBracket:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1) ** self.t
            v_hat = v / (1 - self.beta2) ** self.t
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="t is 0 in the first call, so the correction divides by 1 − 1 = 0. Raise t before you use it.",
    ko="첫 호출에서 t가 0이라 보정할 때 1 − 1 = 0으로 나눕니다. t를 먼저 1 늘리고 쓰세요.",
)
class TFromZero:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        self.t += 1
        return new


@mistake(
    "Adam",
    en="t is already 2 in the first call. It starts at 0 and is raised to 1 by the first call.",
    ko="첫 호출에서 t가 벌써 2입니다. 0에서 시작해 첫 호출에서 1이 되어야 합니다.",
)
class TOneAhead:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 1

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="t is raised for every parameter. It counts the calls of `step`: raise it once, before the loop.",
    ko="매개변수마다 t가 커집니다. t는 `step` 메서드를 부른 횟수이므로 반복문 앞에서 한 번만 늘리세요.",
)
class TCountsKeys:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            self.t += 1
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="t is raised for every gradient. It counts the calls of `step`: raise it once, before the loop.",
    ko="기울기마다 t가 커집니다. t는 `step` 메서드를 부른 횟수이므로 반복문 앞에서 한 번만 늘리세요.",
)
class TCountsGradients:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        new = {}
        for key in grads:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            self.t += 1
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="The corrected means are kept for the next step. Keep the uncorrected ones, or the correction is applied "
    "again and again.",
    ko="보정한 평균을 다음 걸음까지 보관합니다. 보정하지 않은 평균을 보관해야 보정이 겹치지 않습니다.",
)
class CorrectedKept:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            self.m[key], self.v[key] = m_hat, v_hat
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="In this shortened form `eps` is added to √v before the correction. Here it is added to √v̂, after it.",
    ko="이렇게 줄인 식에서는 보정하기 전의 √v에 `eps` 값을 더하게 됩니다. 여기서는 보정한 √v̂에 더합니다.",
)
class EpsBeforeCorrection:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            rate = self.lr * np.sqrt(1 - self.beta2**self.t) / (1 - self.beta1**self.t)
            new[key] = params[key] - rate * m / (np.sqrt(v) + self.eps)
        return new


@mistake(
    "Adam",
    en="`eps` is added under the root. Here it is added to the root.",
    ko="`eps` 값을 제곱근 안에서 더하고 있습니다. 여기서는 제곱근을 구한 뒤에 더합니다.",
)
class EpsInsideRoot:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            new[key] = params[key] - self.lr * m_hat / np.sqrt(v_hat + self.eps)
        return new


@mistake(
    "Adam",
    en="`eps` is missing: where every gradient so far was 0, you divide 0 by 0.",
    ko="`eps` 값이 빠졌습니다. 기울기가 계속 0이었던 원소에서 0을 0으로 나누게 됩니다.",
)
class EpsMissing:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            new[key] = params[key] - self.lr * m_hat / np.sqrt(v_hat)
        return new


@mistake(
    "Adam",
    en="`eps` is hard-coded as 1e-8: the argument has no effect.",
    ko="`eps` 값이 1e-8로 박혀 있어 인수로 받은 값이 쓰이지 않습니다.",
)
class EpsIgnored:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + 1e-8)
        return new


@mistake(
    "Adam",
    en="The root is taken before the correction. Correct v first, then take the root.",
    ko="보정하기 전에 제곱근을 구했습니다. v를 먼저 보정하고 제곱근을 구하세요.",
)
class RootBeforeCorrection:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1**self.t)
            root = np.sqrt(v) / (1 - self.beta2**self.t)
            new[key] = params[key] - self.lr * m_hat / (root + self.eps)
        return new


@mistake(
    "Adam",
    en="The root is missing: the step is divided by the mean square itself.",
    ko="제곱근이 빠졌습니다. 제곱의 평균 자체로 나누고 있습니다.",
)
class NoSquareRoot:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            new[key] = params[key] - self.lr * m_hat / (v_hat + self.eps)
        return new


@mistake(
    "Adam",
    en="The betas have changed places: `beta1` belongs to the mean of the gradients, `beta2` to that of the "
    "squares.",
    ko="두 beta가 서로 바뀌었습니다. `beta1` 값은 기울기의 평균에, `beta2` 값은 제곱의 평균에 씁니다.",
)
class BetasSwapped:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta2 * m + (1 - self.beta2) * grads[key]
            v = self.beta1 * v + (1 - self.beta1) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta2**self.t)
            v_hat = v / (1 - self.beta1**self.t)
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="The two corrections have changed places: m is divided with `beta1`, v with `beta2`.",
    ko="두 보정이 서로 바뀌었습니다. m은 `beta1` 값으로, v는 `beta2` 값으로 보정합니다.",
)
class CorrectionsSwapped:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta2**self.t)
            v_hat = v / (1 - self.beta1**self.t)
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="In both means the weights have changed places: beta belongs to the old mean, 1 − beta to what is new.",
    ko="두 평균 모두 무게가 서로 바뀌었습니다. beta는 이전 평균에, 1 − beta는 새 값에 곱합니다.",
)
class WeightsSwapped:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = (1 - self.beta1) * m + self.beta1 * grads[key]
            v = (1 - self.beta2) * v + self.beta2 * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="New gradients and squares come in with full weight. Multiply them by 1 − beta, so that m and v are "
    "means.",
    ko="새 기울기와 제곱을 그대로 더하고 있습니다. 1 − beta를 곱해야 m과 v가 평균이 됩니다.",
)
class NotMeans:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + grads[key]
            v = self.beta2 * v + grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="v gathers the gradients without squaring them; the root of a negative number is not a number.",
    ko="v에 기울기를 제곱하지 않고 쌓았습니다. 음수의 제곱근은 수가 아닙니다.",
)
class NotSquared:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key]
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="v takes the square of the mean m. It has to take the square of the present gradient.",
    ko="v에 평균 m의 제곱을 넣고 있습니다. 지금 기울기의 제곱을 넣어야 합니다.",
)
class MeanSquared:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * m**2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="The step uses the present gradient, as in RMSProp. Adam uses the corrected mean of the gradients.",
    ko="RMSProp처럼 지금의 기울기로 움직입니다. Adam은 보정한 기울기의 평균으로 움직입니다.",
)
class GradientInsteadOfMean:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            v_hat = v / (1 - self.beta2**self.t)
            new[key] = params[key] - self.lr * grads[key] / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="Both means start at 0 in every call. Keep them on `self` from step to step.",
    ko="호출할 때마다 두 평균이 0에서 시작합니다. `self`에 보관해 다음 걸음에 넘겨주세요.",
)
class NoMemory:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="m and v start at the first gradient and its square. They start at 0; that is what the correction is for.",
    ko="m과 v가 첫 기울기와 그 제곱에서 시작합니다. 0에서 시작해야 하며, 보정은 바로 그 때문에 있습니다.",
)
class StartsAtFirst:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, grads[key])
            v = self.v.get(key, grads[key] ** 2)
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="You go uphill: the step has to go against the gradient.",
    ko="오르막으로 가고 있습니다. 걸음은 기울기의 반대 방향이어야 합니다.",
)
class Uphill:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            new[key] = params[key] + self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="The learning rate is hard-coded: `lr` from `__init__` has no effect. Keep it on `self` and use it.",
    ko="학습률이 코드에 박혀 있어 `__init__`에서 받은 `lr` 값이 쓰이지 않습니다. `self`에 보관해 두고 쓰세요.",
)
class LearningRateIgnored:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            new[key] = params[key] - 0.001 * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="The betas are hard-coded as 0.9 and 0.999: the arguments have no effect.",
    ko="두 beta가 0.9와 0.999로 박혀 있어 인수로 받은 값이 쓰이지 않습니다.",
)
class BetasIgnored:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = 0.9 * m + (1 - 0.9) * grads[key]
            v = 0.999 * v + (1 - 0.999) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - 0.9**self.t)
            v_hat = v / (1 - 0.999**self.t)
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="The means are kept by position, in the order of the first call. The keys may come in another order next "
    "time: keep them by name.",
    ko="두 평균을 첫 호출의 순서대로 자리마다 보관합니다. 다음에는 키의 순서가 다를 수 있으니 이름으로 "
    "보관하세요.",
)
class MeansByPosition:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = None
        self.v = None
        self.t = 0

    def step(self, params, grads):
        if self.m is None:
            self.m = [np.zeros_like(p) for p in params.values()]
            self.v = [np.zeros_like(p) for p in params.values()]
        self.t += 1
        new = {}
        for i, key in enumerate(params):
            self.m[i] = self.beta1 * self.m[i] + (1 - self.beta1) * grads[key]
            self.v[i] = self.beta2 * self.v[i] + (1 - self.beta2) * grads[key] ** 2
            m_hat = self.m[i] / (1 - self.beta1**self.t)
            v_hat = self.v[i] / (1 - self.beta2**self.t)
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="Parameters and gradients are paired by their position in the two dicts. The keys may come in another "
    "order: look the gradient up by name.",
    ko="매개변수와 기울기를 딕셔너리 안의 순서로 짝지었습니다. 키의 순서는 다를 수 있으므로 이름으로 기울기를 "
    "찾으세요.",
)
class GradientByPosition:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for (key, p), g in zip(params.items(), grads.values(), strict=True):
            m = self.m.get(key, np.zeros_like(p))
            v = self.v.get(key, np.zeros_like(p))
            m = self.beta1 * m + (1 - self.beta1) * g
            v = self.beta2 * v + (1 - self.beta2) * g**2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            new[key] = p - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return new


@mistake(
    "Adam",
    en="`params` is changed in place (`+=`, `-=`, or `params[key] = ...`). The caller may still need it: put "
    "the new arrays into a dict of their own.",
    ko="받은 `params` 내용을 그 자리에서 바꾸고 있습니다(`+=`, `-=`, `params[key] = ...`). 호출한 쪽에서 계속 "
    "쓸 수 있으므로 새 배열을 새 딕셔너리에 담으세요.",
)
class InPlace:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            params[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
        return params


@mistake(
    "Adam",
    en="You keep the parameters of the first call and go on from your own copy. Each step has to start from the "
    "`params` that it is given.",
    ko="첫 호출 때의 매개변수를 보관해 두고 그 복사본에서 계속 갑니다. 매번 건네받은 `params`에서 출발해야 "
    "합니다.",
)
class OwnParameters:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0
        self.params = {}

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            p = self.params.get(key, params[key])
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            new[key] = p - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
            self.params[key] = new[key]
        return new


@mistake(
    "Adam",
    en="`return` stands inside the loop, so the result holds only the first parameter. Return after the loop "
    "has ended.",
    ko="`return` 문이 반복문 안에 있어 첫 번째 매개변수만 담긴 결과가 나옵니다. 반복이 끝난 뒤에 반환하세요.",
)
class ReturnInLoop:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.m = {}
        self.v = {}
        self.t = 0

    def step(self, params, grads):
        self.t += 1
        new = {}
        for key in params:
            m = self.m.get(key, np.zeros_like(params[key]))
            v = self.v.get(key, np.zeros_like(params[key]))
            m = self.beta1 * m + (1 - self.beta1) * grads[key]
            v = self.beta2 * v + (1 - self.beta2) * grads[key] ** 2
            self.m[key], self.v[key] = m, v
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            new[key] = params[key] - self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
            return new
        return new
