import numpy as np

from dlgrade.testing import mistake


class _Base:
    """The net as it should be; the mistakes change one thing each."""

    def std(self, d, m, scale):
        if scale == "he":
            return np.sqrt(2 / d)
        if scale == "xavier":
            return np.sqrt(2 / (d + m))
        return scale

    def __init__(self, sizes, rng, weight_scale="he"):
        self.params = {}
        for layer in range(1, len(sizes)):
            d, m = sizes[layer - 1], sizes[layer]
            self.params[f"W{layer}"] = rng.normal(0.0, self.std(d, m, weight_scale), size=(d, m))
            self.params[f"b{layer}"] = np.zeros(m)

    def forward(self, x):
        inputs, depth = [x], len(self.params) // 2
        for layer in range(1, depth + 1):
            z = inputs[-1] @ self.params[f"W{layer}"] + self.params[f"b{layer}"]
            inputs.append(np.maximum(z, 0.0) if layer < depth else z)
        return inputs

    def predict(self, x):
        return self.forward(x)[-1]

    def loss(self, x, labels):
        z = self.predict(x)
        z = z - z.max(axis=1, keepdims=True)
        return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(x)), labels])

    def error(self, z, labels):
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        p[np.arange(len(z)), labels] -= 1
        return p / len(z)

    def mask(self, h):
        return h > 0

    def gradients(self, x, labels):
        *inputs, z = self.forward(x)
        dz = self.error(z, labels)
        grads = {}
        for layer in range(len(inputs), 0, -1):
            h = inputs[layer - 1]
            grads[f"W{layer}"] = h.T @ dz
            grads[f"b{layer}"] = dz.sum(axis=0)
            dz = (dz @ self.params[f"W{layer}"].T) * self.mask(h)
        return grads


@mistake(
    "MLP",
    en="ReLU is applied after the last layer, too. Logits may be negative: leave the last layer as it is.",
    ko="마지막 층 뒤에도 ReLU를 적용했습니다. 로짓은 음수일 수 있으므로 마지막 층은 그대로 두세요.",
)
class ReluAtTheEnd(_Base):
    def forward(self, x):
        inputs = super().forward(x)
        return [*inputs[:-1], np.maximum(inputs[-1], 0.0)]


@mistake(
    "MLP",
    en="There is no ReLU between the layers: without it the whole net is one dense layer.",
    ko="층 사이에 ReLU가 없습니다. ReLU가 없으면 신경망 전체가 완전 연결 층 하나와 같습니다.",
)
class NoRelu(_Base):
    def forward(self, x):
        inputs = [x]
        for layer in range(1, len(self.params) // 2 + 1):
            inputs.append(inputs[-1] @ self.params[f"W{layer}"] + self.params[f"b{layer}"])
        return inputs

    def mask(self, h):
        return 1.0


@mistake(
    "MLP",
    en="On the way back the ReLU is left out. Where a unit was off, nothing goes back through it.",
    ko="돌아오는 길에 ReLU가 빠졌습니다. 꺼져 있던 유닛으로는 기울기가 돌아가지 않아야 합니다.",
)
class ReluForgottenBackwards(_Base):
    def mask(self, h):
        return 1.0


@mistake(
    "MLP",
    en="On the way back the ReLU counts as open where its input was exactly 0. Its slope there is 0.",
    ko="돌아오는 길에 ReLU의 입력이 정확히 0인 곳도 열린 것으로 봅니다. 그곳의 미분값은 0입니다.",
)
class OpenAtZero(_Base):
    def gradients(self, x, labels):
        *inputs, z = self.forward(x)
        dz = self.error(z, labels)
        grads = {}
        for layer in range(len(inputs), 0, -1):
            grads[f"W{layer}"] = inputs[layer - 1].T @ dz
            grads[f"b{layer}"] = dz.sum(axis=0)
            if layer > 1:
                before = inputs[layer - 2] @ self.params[f"W{layer - 1}"] + self.params[f"b{layer - 1}"]
                dz = (dz @ self.params[f"W{layer}"].T) * (before >= 0)
        return grads


@mistake(
    "MLP",
    en="The gradients are not divided by the number of samples, although the loss is a mean.",
    ko="손실은 평균인데 기울기를 샘플 수로 나누지 않았습니다.",
)
class GradientOfTheSum(_Base):
    def error(self, z, labels):
        return super().error(z, labels) * len(z)


@mistake(
    "MLP",
    en="The gradients of the biases are means over the samples. They are sums: dividing by N has been done in the loss.",
    ko="편향의 기울기를 샘플의 평균으로 구했습니다. N으로 나누는 일은 손실에서 끝났으므로 더하기만 하세요.",
)
class BiasGradientMean(_Base):
    def gradients(self, x, labels):
        grads = super().gradients(x, labels)
        return {name: g / len(x) if name[0] == "b" else g for name, g in grads.items()}


@mistake(
    "MLP",
    en="The gradients have the wrong sign. They point uphill; the optimizer subtracts them.",
    ko="기울기의 부호가 반대입니다. 기울기는 손실이 커지는 쪽을 가리키고, 빼는 일은 최적화 기법이 합니다.",
)
class GradientSign(_Base):
    def error(self, z, labels):
        return -super().error(z, labels)


@mistake(
    "MLP",
    en="`gradients` also takes a step and changes `params`. It should only compute: the optimizer takes the step.",
    ko="`gradients`가 걸음까지 옮겨 `params`를 바꿉니다. 기울기만 구하고 걸음은 최적화 기법에 맡기세요.",
)
class LearnsInGradients(_Base):
    def gradients(self, x, labels):
        grads = super().gradients(x, labels)
        self.params = {name: value - 0.1 * grads[name] for name, value in self.params.items()}
        return grads


@mistake(
    "MLP",
    en="The methods use arrays that were set aside in `__init__`, so new `params` have no effect. Read `self.params` in "
    "every call.",
    ko="`__init__`에서 따로 둔 배열을 쓰므로 `params`를 바꾸어도 소용이 없습니다. 호출할 때마다 `self.params`를 읽으세요.",
)
class FrozenParams(_Base):
    def __init__(self, sizes, rng, weight_scale="he"):
        super().__init__(sizes, rng, weight_scale)
        self.kept = self.params

    def forward(self, x):
        now, self.params = self.params, self.kept
        inputs = super().forward(x)
        self.params = now
        return inputs

    def gradients(self, x, labels):
        now, self.params = self.params, self.kept
        grads = super().gradients(x, labels)
        self.params = now
        return grads


@mistake(
    "MLP",
    en="`gradients` uses what the last `predict` or `loss` has left behind instead of going forwards with its own samples.",
    ko="`gradients`가 자기 샘플로 순전파를 하지 않고 앞선 `predict`나 `loss`가 남긴 값을 씁니다.",
)
class OldForward(_Base):
    def predict(self, x):
        self.last = super().forward(x)
        return self.last[-1]

    def gradients(self, x, labels):
        if not hasattr(self, "last") or len(self.last[0]) != len(x):
            self.last = super().forward(x)
        inputs, self.forward = self.last, lambda _: self.last
        grads = super().gradients(inputs[0], labels)
        del self.forward
        return grads


@mistake(
    "MLP",
    en="`predict` returns probabilities. Logits are asked: leave softmax to the loss.",
    ko="`predict`가 확률을 반환합니다. 로짓을 반환하고 소프트맥스는 손실에 맡기세요.",
)
class ProbabilitiesReturned(_Base):
    def predict(self, x):
        z = super().predict(x)
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def loss(self, x, labels):
        z = self.forward(x)[-1]
        z = z - z.max(axis=1, keepdims=True)
        return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(x)), labels])


@mistake(
    "MLP",
    en="Exactly two layers are written down. `sizes` decides how many there are: use a loop.",
    ko="층을 정확히 두 개로 적어 두었습니다. 층의 개수는 `sizes`에 달려 있으므로 반복문을 쓰세요.",
)
class TwoLayersOnly(_Base):
    def forward(self, x):
        p = self.params
        h = np.maximum(x @ p["W1"] + p["b1"], 0.0)
        return [x, h, h @ p["W2"] + p["b2"]]


@mistake(
    "MLP",
    en="The loss takes the logarithm of a probability that can round to 0. Work it out from the logits.",
    ko="0으로 반올림될 수 있는 확률에 로그를 취합니다. 손실은 로짓에서 바로 구하세요.",
)
class LogarithmOfSoftmax(_Base):
    def loss(self, x, labels):
        z = self.predict(x)
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return -np.mean(np.log((e / e.sum(axis=1, keepdims=True))[np.arange(len(x)), labels]))


@mistake(
    "MLP",
    en="The loss adds a small number inside the logarithm, which caps it. From the logits it is finite as it is.",
    ko="손실의 로그 안에 작은 수를 더해 크기를 막고 있습니다. 로짓에서 바로 구하면 그대로도 유한합니다.",
)
class SmallNumberAdded(_Base):
    def loss(self, x, labels):
        z = self.predict(x)
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return -np.mean(np.log((e / e.sum(axis=1, keepdims=True))[np.arange(len(x)), labels] + 1e-7))


@mistake(
    "MLP",
    en="The loss is a sum over the samples. Take the mean.",
    ko="손실을 샘플에 대해 더하기만 했습니다. 평균을 내세요.",
)
class LossOfTheSum(_Base):
    def loss(self, x, labels):
        return super().loss(x, labels) * len(x)


@mistake(
    "MLP",
    en="The biases start at 1. They should start at 0.",
    ko="편향이 1에서 시작합니다. 0에서 시작해야 합니다.",
)
class BiasesStartAtOne(_Base):
    def __init__(self, sizes, rng, weight_scale="he"):
        super().__init__(sizes, rng, weight_scale)
        for name in self.params:
            if name[0] == "b":
                self.params[name] = np.ones_like(self.params[name])


@mistake(
    "MLP",
    en='For "he" the variance 2 / D is taken for the standard deviation. The root is missing.',
    ko='"he"에서 분산인 2 / D를 표준편차로 썼습니다. 제곱근이 빠졌습니다.',
)
class HeWithoutRoot(_Base):
    def std(self, d, m, scale):
        return 2 / d if scale == "he" else super().std(d, m, scale)


@mistake(
    "MLP",
    en='For "he" the number of outputs is used. The standard deviation depends on the number of inputs, D.',
    ko='"he"에서 출력의 수를 썼습니다. 표준편차는 입력의 수 D에 달려 있습니다.',
)
class HeByOutputs(_Base):
    def std(self, d, m, scale):
        return np.sqrt(2 / m) if scale == "he" else super().std(d, m, scale)


@mistake(
    "MLP",
    en='`weight_scale` has no effect: the weights are always drawn as for "he".',
    ko='`weight_scale`이 쓰이지 않습니다. 언제나 "he"처럼 가중치를 뽑습니다.',
)
class ScaleIgnored(_Base):
    def std(self, d, m, scale):
        return np.sqrt(2 / d)


@mistake(
    "MLP",
    en='For "xavier" only the inputs are counted, √(1 / D). Here it is √(2 / (D + M)), with the outputs, too.',
    ko='"xavier"에서 입력만 세어 √(1 / D)로 했습니다. 여기서는 출력까지 세어 √(2 / (D + M))입니다.',
)
class XavierByInputs(_Base):
    def std(self, d, m, scale):
        return np.sqrt(1 / d) if scale == "xavier" else super().std(d, m, scale)


@mistake(
    "MLP",
    en="The weights come from a generator with a fixed seed: every net starts the same. Draw from `rng`.",
    ko="시드가 정해진 생성기에서 가중치를 뽑아 모든 신경망이 똑같이 시작합니다. `rng`에서 뽑으세요.",
)
class FixedSeed(_Base):
    def __init__(self, sizes, rng, weight_scale="he"):
        super().__init__(sizes, np.random.default_rng(0), weight_scale)


@mistake(
    "MLP",
    en="The weights come from NumPy's global generator. Draw from `rng`, or nobody can repeat the run.",
    ko="NumPy의 전역 생성기에서 가중치를 뽑습니다. `rng`에서 뽑아야 같은 실행을 되풀이할 수 있습니다.",
)
class GlobalGenerator(_Base):
    def __init__(self, sizes, rng, weight_scale="he"):
        super().__init__(sizes, np.random, weight_scale)


@mistake(
    "MLP",
    en="`params` is one dict on the class, so a new net overwrites the older one. Make it in `__init__`, on `self`.",
    ko="`params`가 클래스에 있는 딕셔너리 하나라서 새 신경망을 만들면 이전 것이 덮어써집니다. `__init__`에서 `self`에 "
    "만드세요.",
)
class ParamsOnTheClass(_Base):
    shared = {}  # noqa: RUF012 - the mistake

    def __init__(self, sizes, rng, weight_scale="he"):
        super().__init__(sizes, rng, weight_scale)
        self.shared.clear()
        self.shared.update(self.params)
        self.params = self.shared
