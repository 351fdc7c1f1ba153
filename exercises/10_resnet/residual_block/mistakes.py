import numpy as np

from dlgrade.testing import mistake


class _Base:
    """The block as it should be; the mistakes change one thing each."""

    def __init__(self, W1, b1, W2, b2):
        self.W1, self.b1, self.W2, self.b2 = W1, b1, W2, b2

    def forward(self, x):
        self.x = x
        self.z = x @ self.W1 + self.b1
        self.h = np.maximum(self.z, 0)
        return self.h @ self.W2 + self.b2 + x

    def mask(self):
        return self.z > 0

    def backward(self, dout):
        self.dW2 = self.h.T @ dout
        self.db2 = dout.sum(axis=0)
        dz = (dout @ self.W2.T) * self.mask()
        self.dW1 = self.x.T @ dz
        self.db1 = dz.sum(axis=0)
        return dz @ self.W1.T + dout


@mistake(
    "ResidualBlock",
    en="The path around is missing: `forward` returns F(x), and `backward` only what comes back through the layers. Add x, and on "
    "the way back what passes by.",
    ko="돌아가는 길이 없습니다. `forward`는 F(x)만, `backward`는 층을 거슬러 온 것만 반환합니다. x를 더하고, 역전파에서도 돌아온 "
    "기울기를 더하세요.",
)
class NoSkip(_Base):
    def forward(self, x):
        return super().forward(x) - x

    def backward(self, dout):
        return super().backward(dout) - dout


@mistake(
    "ResidualBlock",
    en="`forward` adds x, but on the way back the path around is forgotten: the sum hands `dout` to both of its terms.",
    ko="`forward`에서는 x를 더했는데 역전파에서 돌아가는 길을 잊었습니다. 덧셈은 `dout`을 두 항에 모두 넘겨줍니다.",
)
class SkipForgottenBackwards(_Base):
    def backward(self, dout):
        return super().backward(dout) - dout


@mistake(
    "ResidualBlock",
    en="You add 1 for the path around. 1 is its derivative; by the chain rule it is multiplied by what arrives from above.",
    ko="돌아가는 길의 몫으로 1을 더했습니다. 1은 그 길의 도함수이고, 연쇄 법칙에 따라 위에서 내려온 기울기를 곱해야 합니다.",
)
class OneInsteadOfDout(_Base):
    def backward(self, dout):
        return super().backward(dout) - dout + 1


@mistake(
    "ResidualBlock",
    en="A ReLU follows the sum. In this block there is none: it would cut off what is negative in x.",
    ko="더한 뒤에 ReLU가 있습니다. 이 블록에는 없습니다. 있으면 x의 음수 부분이 잘립니다.",
)
class ReluAfterTheSum(_Base):
    def forward(self, x):
        self.y = super().forward(x)
        return np.maximum(self.y, 0)

    def backward(self, dout):
        return super().backward(dout * (self.y > 0))


@mistake(
    "ResidualBlock",
    en="There is a ReLU after the second layer, too, so the block can only add positive numbers. Only the first layer has one.",
    ko="둘째 층 뒤에도 ReLU가 있어 블록이 양수만 더할 수 있습니다. ReLU는 첫 층 뒤에만 있습니다.",
)
class ReluAfterSecondLayer(_Base):
    def forward(self, x):
        self.change = super().forward(x) - x
        return np.maximum(self.change, 0) + x

    def backward(self, dout):
        return super().backward(dout * (self.change > 0)) - dout * (self.change > 0) + dout


@mistake(
    "ResidualBlock",
    en="There is no ReLU between the two layers: without it they are one layer.",
    ko="두 층 사이에 ReLU가 없습니다. 없으면 두 층이 층 하나와 같습니다.",
)
class NoRelu(_Base):
    def forward(self, x):
        super().forward(x)
        self.h = self.z
        return self.h @ self.W2 + self.b2 + x

    def mask(self):
        return 1.0


@mistake(
    "ResidualBlock",
    en="x is subtracted. F is what the block adds to its input: the output is their sum.",
    ko="x를 뺐습니다. F는 블록이 입력에 더하는 것이므로 출력은 둘의 합입니다.",
)
class InputSubtracted(_Base):
    def forward(self, x):
        return super().forward(x) - 2 * x

    def backward(self, dout):
        return super().backward(dout) - 2 * dout


@mistake(
    "ResidualBlock",
    en="On the way back the ReLU is left out. Where a hidden unit was off, nothing goes back through it.",
    ko="역전파에서 ReLU가 빠졌습니다. 꺼져 있던 은닉 유닛으로는 기울기가 돌아가지 않아야 합니다.",
)
class ReluForgottenBackwards(_Base):
    def mask(self):
        return 1.0


@mistake(
    "ResidualBlock",
    en="On the way back the ReLU counts as open where its input was exactly 0. Its slope there is 0.",
    ko="역전파에서 ReLU의 입력이 정확히 0인 곳도 열린 것으로 봅니다. 그곳의 기울기는 0입니다.",
)
class OpenAtZero(_Base):
    def mask(self):
        return self.z >= 0


@mistake(
    "ResidualBlock",
    en="`dW2` is worked out with what goes into the ReLU. The second layer's input is what comes out of it.",
    ko="`dW2`를 ReLU에 들어가는 값으로 구했습니다. 둘째 층의 입력은 ReLU에서 나온 값입니다.",
)
class SecondLayerBeforeRelu(_Base):
    def backward(self, dout):
        dx = super().backward(dout)
        self.dW2 = self.z.T @ dout
        return dx


@mistake(
    "ResidualBlock",
    en="`db1` adds up `dout`. That is the gradient of b2; b1 gets what comes back through W2 and the ReLU.",
    ko="`db1` 값으로 `dout`을 더했습니다. 그것은 b2의 기울기이고, b1에는 W2와 ReLU를 거슬러 온 것이 이릅니다.",
)
class FirstBiasFromDout(_Base):
    def backward(self, dout):
        dx = super().backward(dout)
        self.db1 = dout.sum(axis=0)
        return dx


@mistake(
    "ResidualBlock",
    en="`db1` and `db2` have a row for every sample. All samples share the biases: add up over them.",
    ko="`db1`, `db2` 값에 샘플마다 행이 있습니다. 편향은 모든 샘플이 함께 쓰므로 샘플에 대해 더하세요.",
)
class BiasesNotSummed(_Base):
    def backward(self, dout):
        dx = super().backward(dout)
        self.db1, self.db2 = dout @ self.W2.T * self.mask(), dout
        return dx


@mistake(
    "ResidualBlock",
    en="The gradients of the parameters are divided by the number of samples. They are sums; a mean, if any, is in `dout` already.",
    ko="매개변수의 기울기를 샘플 수로 나누었습니다. 기울기는 샘플에 대한 합이고, 평균은 `dout`에 이미 들어 있습니다.",
)
class ParametersAveraged(_Base):
    def backward(self, dout):
        dx = super().backward(dout)
        for name in ("dW1", "db1", "dW2", "db2"):
            setattr(self, name, getattr(self, name) / len(dout))
        return dx


@mistake(
    "ResidualBlock",
    en="The gradients are added to in every `backward`. Set them afresh each time.",
    ko="`backward`를 부를 때마다 기울기가 쌓입니다. 매번 새로 구하세요.",
)
class GradientsPileUp(_Base):
    def backward(self, dout):
        names = ("dW1", "db1", "dW2", "db2")
        before = [getattr(self, name, 0.0) for name in names]
        dx = super().backward(dout)
        for name, old in zip(names, before, strict=True):
            setattr(self, name, getattr(self, name) + old)
        return dx


@mistake(
    "ResidualBlock",
    en="`x += ...` changes the caller's array, and the input that `backward` needs as well. Make a new array for the sum.",
    ko="`x += ...`로 호출한 쪽의 배열이 바뀌고, `backward`에 필요한 입력도 함께 바뀝니다. 합은 새 배열에 담으세요.",
)
class AddedInPlace(_Base):
    def forward(self, x):
        self.x = x
        self.z = x @ self.W1 + self.b1
        self.h = np.maximum(self.z, 0)
        x += self.h @ self.W2 + self.b2
        return x


@mistake(
    "ResidualBlock",
    en="What `forward` remembers is kept on the class, so all blocks share it. Keep it on `self`.",
    ko="`forward`가 기억할 값을 클래스에 보관해 모든 블록이 함께 씁니다. `self`에 보관하세요.",
)
class MemoryShared(_Base):
    def forward(self, x):
        out = super().forward(x)
        MemoryShared.kept = (self.x, self.z, self.h)
        return out

    def backward(self, dout):
        self.x, self.z, self.h = MemoryShared.kept
        return super().backward(dout)
