import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from dlgrade.testing import mistake


class _Base:
    """The net as it should be; the mistakes change one thing each."""

    def weights(self, rng, shape, seen):
        return rng.normal(0.0, np.sqrt(2 / seen), size=shape)

    def __init__(self, input_shape, filters, kernel, hidden, classes, rng):
        c, h, w = input_shape
        pooled = filters * (h // 2) * (w // 2)
        self.params = {
            "W1": self.weights(rng, (filters, c, kernel, kernel), c * kernel**2),
            "b1": np.zeros(filters),
            "W2": self.weights(rng, (pooled, hidden), pooled),
            "b2": np.zeros(hidden),
            "W3": self.weights(rng, (hidden, classes), hidden),
            "b3": np.zeros(classes),
        }

    def bias(self, b):
        return b[:, None, None]

    def relu(self, z):
        return np.maximum(z, 0.0)

    def relu_of_maps(self, z):
        return self.relu(z)

    def relu_of_hidden(self, z):
        return self.relu(z)

    def open(self, z):
        return z > 0

    def maps_open(self, z):
        return self.open(z)

    def hidden_open(self, z):
        return self.open(z)

    def windows(self, x, kernel):
        frame = kernel // 2
        padded = np.pad(x, ((0, 0), (0, 0), (frame, frame), (frame, frame)))
        return sliding_window_view(padded, (kernel, kernel), axis=(2, 3))

    def crop(self, maps):
        """The part that is pooled, a view."""
        h, w = maps.shape[2:]
        return maps[:, :, : h // 2 * 2, : w // 2 * 2]

    def keep(self, blocks):
        return blocks.max(axis=4)

    def share(self, blocks):
        return np.arange(4) == blocks.argmax(axis=4)[..., None]

    def flatten(self, pooled):
        return pooled.reshape(len(pooled), -1)

    def fold(self, rows, shape):
        return rows.reshape(shape)

    def top(self, z):
        return z

    def forward(self, x):
        p = self.params
        seen = self.windows(x, p["W1"].shape[-1])
        n, _, h, w = seen.shape[:4]
        seen = seen.transpose(0, 2, 3, 1, 4, 5).reshape(n, h * w, -1)
        z1 = (seen @ p["W1"].reshape(len(p["W1"]), -1).T).transpose(0, 2, 1).reshape(n, -1, h, w)
        z1 = z1 + self.bias(p["b1"])
        maps = self.relu_of_maps(z1)
        used = self.crop(maps)
        f, uh, uw = used.shape[1:]
        blocks = used.reshape(n, f, uh // 2, 2, uw // 2, 2).swapaxes(3, 4).reshape(n, f, uh // 2, uw // 2, 4)
        pooled = self.keep(blocks)
        rows = self.flatten(pooled)
        z2 = rows @ p["W2"] + p["b2"]
        hidden = self.relu_of_hidden(z2)
        return x, seen, z1, blocks, pooled.shape, rows, z2, hidden, self.top(hidden @ p["W3"] + p["b3"])

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

    def gradients(self, x, labels):
        _, seen, z1, blocks, shape, rows, z2, hidden, z3 = self.forward(x)
        d3 = self.error(z3, labels)
        d2 = d3 @ self.params["W3"].T * self.hidden_open(z2)
        dpooled = self.fold(d2 @ self.params["W2"].T, shape)
        d1 = np.zeros(z1.shape)
        dblocks = self.share(blocks) * dpooled[..., None]
        n, f, h, w, _ = dblocks.shape
        self.crop(d1)[...] = dblocks.reshape(n, f, h, w, 2, 2).swapaxes(3, 4).reshape(n, f, 2 * h, 2 * w)
        d1 = (d1 * self.maps_open(z1)).reshape(n, f, -1)
        return {
            "W1": (d1 @ seen).sum(axis=0).reshape(self.params["W1"].shape),
            "b1": d1.sum(axis=(0, 2)),
            "W2": rows.T @ d2,
            "b2": d2.sum(axis=0),
            "W3": hidden.T @ d3,
            "b3": d3.sum(axis=0),
        }


@mistake(
    "ConvNet",
    en="The convolution leaves out its bias: `b1` has to be added to every place of the feature maps, one number per filter.",
    ko="합성곱에서 편향이 빠졌습니다. 특징 맵의 모든 위치에 필터마다 하나씩 있는 `b1`의 수를 더해야 합니다.",
)
class ConvolutionWithoutBias(_Base):
    def bias(self, b):
        return 0.0


@mistake(
    "ConvNet",
    en="There is no ReLU after the convolution: feature maps and pooled numbers may be negative here. Between two layers with "
    "weights there has to be something that is not linear.",
    ko="합성곱 뒤에 ReLU가 없어 특징 맵과 풀링한 값이 음수가 됩니다. 합성곱의 결과에도 비선형 함수를 적용하세요.",
)
class NoReluAfterConvolution(_Base):
    def relu_of_maps(self, z):
        return z

    def maps_open(self, z):
        return 1.0


@mistake(
    "ConvNet",
    en="There is no ReLU between the two dense layers: together they are only one.",
    ko="두 완전 연결 층 사이에 ReLU가 없습니다. 그러면 둘을 합쳐도 한 층과 같습니다.",
)
class NoReluBetweenDense(_Base):
    def relu_of_hidden(self, z):
        return z

    def hidden_open(self, z):
        return 1.0


@mistake(
    "ConvNet",
    en="ReLU is applied after the last layer, too. Logits may be negative: leave the last layer as it is.",
    ko="마지막 층 뒤에도 ReLU를 적용했습니다. 로짓은 음수일 수 있으므로 마지막 층은 그대로 두세요.",
)
class ReluAtTheEnd(_Base):
    def top(self, z):
        return np.maximum(z, 0.0)


@mistake(
    "ConvNet",
    en="On the way back the ReLU after the convolution is left out. Where a feature map was 0, nothing goes back.",
    ko="돌아오는 길에 합성곱 뒤의 ReLU가 빠졌습니다. 특징 맵이 0이던 곳으로는 기울기가 돌아가지 않아야 합니다.",
)
class MapsAlwaysOpen(_Base):
    def maps_open(self, z):
        return 1.0


@mistake(
    "ConvNet",
    en="On the way back a ReLU counts as open where its input was exactly 0. Its slope there is 0.",
    ko="돌아오는 길에 ReLU의 입력이 정확히 0인 곳도 열린 것으로 봅니다. 그곳의 미분값은 0입니다.",
)
class OpenAtZero(_Base):
    def open(self, z):
        return z >= 0


@mistake(
    "ConvNet",
    en="Where pixels in a pooling window are equally large, each of them gets the gradient. It belongs to the first one only.",
    ko="풀링 창에서 가장 큰 픽셀이 여럿이면 저마다 기울기를 받습니다. 첫 픽셀만 받아야 합니다.",
)
class AllOfEqualPixels(_Base):
    def share(self, blocks):
        return blocks == blocks.max(axis=4, keepdims=True)


@mistake(
    "ConvNet",
    en="On the way back all four pixels of a pooling window get the gradient. Only the largest one does.",
    ko="돌아오는 길에 풀링 창의 픽셀 네 개가 모두 기울기를 받습니다. 가장 큰 픽셀만 받아야 합니다.",
)
class EveryPixelOfTheWindow(_Base):
    def share(self, blocks):
        return 1.0


@mistake(
    "ConvNet",
    en="The feature maps are flattened pixel by pixel, all filters of a pixel together. `W2` expects one whole map after the "
    "other: (F, H, W).",
    ko="특징 맵을 픽셀마다 모든 필터의 값을 모아 펼칩니다. `W2`는 (F, H, W)처럼 맵 하나가 끝난 뒤에 다음 맵이 오는 순서에 "
    "맞추어져 있습니다.",
)
class FlattenedPixelByPixel(_Base):
    def flatten(self, pooled):
        return pooled.transpose(0, 2, 3, 1).reshape(len(pooled), -1)

    def fold(self, rows, shape):
        n, f, h, w = shape
        return rows.reshape(n, h, w, f).transpose(0, 3, 1, 2)


@mistake(
    "ConvNet",
    en="Of an odd size the pooling drops the first row or column. It begins at the upper left and drops the last one.",
    ko="크기가 홀수일 때 풀링에서 첫 행이나 열을 버립니다. 왼쪽 위에서 시작하고 마지막 행이나 열을 버려야 합니다.",
)
class FirstRowDropped(_Base):
    def crop(self, maps):
        h, w = maps.shape[2:]
        return maps[:, :, h % 2 :, w % 2 :]


@mistake(
    "ConvNet",
    en="The filters are turned around before they are applied, as in a mathematician's convolution. Here they are not: weight "
    "(0, 0) meets the upper left pixel.",
    ko="수학의 합성곱처럼 필터를 뒤집어 적용합니다. 여기서는 뒤집지 않습니다. 가중치 (0, 0)은 왼쪽 위 픽셀과 곱합니다.",
)
class FiltersTurnedAround(_Base):
    def windows(self, x, kernel):
        return super().windows(x, kernel)[..., ::-1, ::-1]


@mistake(
    "ConvNet",
    en="The gradients are not divided by the number of pictures, although the loss is a mean.",
    ko="손실은 평균인데 기울기를 이미지 수로 나누지 않았습니다.",
)
class GradientOfTheSum(_Base):
    def error(self, z, labels):
        return super().error(z, labels) * len(z)


@mistake(
    "ConvNet",
    en="The gradient of `b1` is a mean over the pictures and places. A bias is added at every place: its gradients add up.",
    ko="`b1`의 기울기를 이미지와 위치에 대한 평균으로 구했습니다. 편향은 모든 위치에 더해지므로 기울기도 더해야 합니다.",
)
class MeanForBias(_Base):
    def gradients(self, x, labels):
        grads = super().gradients(x, labels)
        grads["b1"] = grads["b1"] / (len(x) * x.shape[2] * x.shape[3])
        return grads


@mistake(
    "ConvNet",
    en="`gradients` also takes a step and changes `params`. It should only compute: the optimizer takes the step.",
    ko="`gradients`가 걸음까지 옮겨 `params`를 바꿉니다. 기울기만 구하고 걸음은 최적화 기법에 맡기세요.",
)
class LearnsInGradients(_Base):
    def gradients(self, x, labels):
        grads = super().gradients(x, labels)
        self.params = {name: value - 0.1 * grads[name] for name, value in self.params.items()}
        return grads


@mistake(
    "ConvNet",
    en="The methods use arrays that were set aside in `__init__`, so new `params` have no effect. Read `self.params` in "
    "every call.",
    ko="`__init__`에서 따로 둔 배열을 쓰므로 `params`를 바꾸어도 소용이 없습니다. 호출할 때마다 `self.params`를 읽으세요.",
)
class FrozenParams(_Base):
    def __init__(self, *args):
        super().__init__(*args)
        self.inner = _Base(*args)
        self.inner.params = self.params

    def predict(self, x):
        return self.inner.predict(x)

    def gradients(self, x, labels):
        return self.inner.gradients(x, labels)


@mistake(
    "ConvNet",
    en="`gradients` uses what the last `predict` or `loss` has left behind instead of going forwards with its own pictures.",
    ko="`gradients`가 자기 이미지로 순전파를 하지 않고 앞선 `predict`나 `loss`가 남긴 값을 씁니다.",
)
class OldForward(_Base):
    def predict(self, x):
        self.last = super().forward(x)
        return self.last[-1]

    def forward(self, x):
        last = getattr(self, "last", None)
        return last if last is not None and len(last[0]) == len(x) else super().forward(x)


@mistake(
    "ConvNet",
    en="`predict` returns probabilities. Logits are asked: leave softmax to the loss.",
    ko="`predict`가 확률을 반환합니다. 로짓을 반환하고 소프트맥스는 손실에 맡기세요.",
)
class ProbabilitiesReturned(_Base):
    def predict(self, x):
        z = self.forward(x)[-1]
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)

    def loss(self, x, labels):
        z = self.forward(x)[-1]
        z = z - z.max(axis=1, keepdims=True)
        return np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(x)), labels])


@mistake(
    "ConvNet",
    en="For large logits the loss is not finite: a logarithm is taken of a probability that has rounded to 0, or an "
    "exponential overflows. Work it out from the logits minus the maximum of their row.",
    ko="로짓이 크면 손실이 유한하지 않습니다. 0으로 반올림된 확률에 로그를 취하거나 지수가 넘칩니다. 로짓에서 그 행의 "
    "최댓값을 뺀 값으로 구하세요.",
)
class LogarithmOfSoftmax(_Base):
    def loss(self, x, labels):
        z = self.predict(x)
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return -np.mean(np.log((e / e.sum(axis=1, keepdims=True))[np.arange(len(x)), labels]))


@mistake(
    "ConvNet",
    en="The weights come from a generator with a fixed seed: every net starts the same. Draw from `rng`.",
    ko="시드가 정해진 생성기에서 가중치를 뽑아 모든 신경망이 똑같이 시작합니다. `rng`에서 뽑으세요.",
)
class FixedSeed(_Base):
    def __init__(self, *args):
        super().__init__(*args[:-1], np.random.default_rng(0))


@mistake(
    "ConvNet",
    en="The weights come from NumPy's global generator. Draw from `rng`, or nobody can repeat the run.",
    ko="NumPy의 전역 생성기에서 가중치를 뽑습니다. `rng`에서 뽑아야 같은 실행을 되풀이할 수 있습니다.",
)
class GlobalGenerator(_Base):
    def __init__(self, *args):
        super().__init__(*args[:-1], np.random)


@mistake(
    "ConvNet",
    en="All weights start at the same value, so all filters see the same and learn the same. Draw them at random.",
    ko="모든 가중치가 같은 값에서 시작하므로 필터가 모두 같은 것을 보고 같은 것을 배웁니다. 난수로 정하세요.",
)
class EqualWeights(_Base):
    def weights(self, rng, shape, seen):
        return np.zeros(shape)
