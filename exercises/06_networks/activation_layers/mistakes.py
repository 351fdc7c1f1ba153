import numpy as np

from dlgrade.testing import mistake


def _sigmoid(x):
    e = np.exp(-np.abs(x))
    return np.where(x >= 0, 1.0, e) / (1.0 + e)


class _ReLU:
    """The layers as they should be; the mistakes change one thing each."""

    def forward(self, x):
        self.x = x
        return np.maximum(x, 0.0)

    def backward(self, dout):
        return dout * (self.x > 0)


class _Sigmoid:
    def forward(self, x):
        self.x, self.y = x, _sigmoid(x)
        return self.y

    def backward(self, dout):
        return dout * self.y * (1 - self.y)


class _Tanh:
    def forward(self, x):
        self.x, self.y = x, np.tanh(x)
        return self.y

    def backward(self, dout):
        return dout * (1 - self.y**2)


@mistake(
    "ReLU",
    en="The gradient passes where the input is exactly 0. Here the slope at 0 is 0: the input has to be positive.",
    ko="입력이 정확히 0인 곳에서도 기울기가 통과합니다. 여기서 0에서의 미분값은 0이므로 입력이 양수여야 합니다.",
)
class OpenAtZero(_ReLU):
    def backward(self, dout):
        return dout * (self.x >= 0)


@mistake(
    "ReLU",
    en="`backward` applies ReLU to `dout`. What decides is the sign of the input, not that of the gradient.",
    ko="`backward`에서 `dout`에 ReLU를 적용했습니다. 기울기가 아니라 입력의 부호에 따라 통과시키세요.",
)
class MaskFromGradient(_ReLU):
    def backward(self, dout):
        return np.maximum(dout, 0.0)


@mistake(
    "ReLU",
    en="`backward` returns the slope alone. Multiply it by `dout`, which comes from the layers behind.",
    ko="`backward`가 미분값만 반환합니다. 뒤쪽 층에서 온 `dout`을 곱하세요.",
)
class SlopeAloneReLU(_ReLU):
    def backward(self, dout):
        return (self.x > 0).astype(float)


@mistake(
    "ReLU",
    en="`dout` is multiplied by the output. The slope of ReLU is 1 where the input was positive.",
    ko="`dout`에 출력을 곱했습니다. 입력이 양수였던 곳에서 ReLU의 미분값은 1입니다.",
)
class TimesOutputReLU(_ReLU):
    def backward(self, dout):
        return dout * np.maximum(self.x, 0.0)


@mistake(
    "ReLU",
    en="`backward` passes everything on. Where the input was negative, nothing reached the output, so nothing comes back.",
    ko="`backward`가 모든 기울기를 통과시킵니다. 입력이 음수였던 곳은 출력에 아무 영향이 없었으므로 기울기도 0입니다.",
)
class EverythingPasses(_ReLU):
    def backward(self, dout):
        return dout


@mistake(
    "ReLU",
    en="The mask is the wrong way round: the gradient passes where the input was negative.",
    ko="마스크가 반대입니다. 입력이 음수였던 곳에서 기울기가 통과합니다.",
)
class MaskReversed(_ReLU):
    def backward(self, dout):
        return dout * (self.x <= 0)


@mistake(
    "ReLU",
    en="`x[x < 0] = 0` changes the caller's array. Work on a copy, or build a new array.",
    ko="`x[x < 0] = 0` 문은 호출한 쪽의 배열을 바꿉니다. 복사본에서 계산하거나 새 배열을 만드세요.",
)
class InputOverwritten(_ReLU):
    def forward(self, x):
        self.mask = x <= 0
        x[self.mask] = 0.0
        return x

    def backward(self, dout):
        return np.where(self.mask, 0.0, dout)


@mistake(
    "ReLU",
    en="`dout[mask] = 0` changes the caller's gradient. Work on a copy, or multiply by the mask.",
    ko="`dout[mask] = 0` 문은 호출한 쪽의 기울기를 바꿉니다. 복사본에서 계산하거나 마스크를 곱하세요.",
)
class GradientOverwritten(_ReLU):
    def backward(self, dout):
        dout[self.x <= 0] = 0.0
        return dout


@mistake(
    "ReLU",
    en="`forward` returns the absolute value: a negative input should give 0.",
    ko="`forward`가 절댓값을 반환합니다. 음수 입력의 출력은 0이어야 합니다.",
)
class AbsoluteValue(_ReLU):
    def forward(self, x):
        super().forward(x)
        return np.abs(x)


@mistake(
    "ReLU",
    en="The mask is kept on the class or in a global variable, so all ReLU layers share it. Keep it on `self`.",
    ko="마스크를 클래스나 전역 변수에 보관해 모든 ReLU 층이 함께 씁니다. `self`에 보관하세요.",
)
class SharedMask(_ReLU):
    def forward(self, x):
        SharedMask.x = x
        return np.maximum(x, 0.0)


@mistake(
    "Sigmoid",
    en="`backward` returns the slope alone. Multiply it by `dout`, which comes from the layers behind.",
    ko="`backward`가 미분값만 반환합니다. 뒤쪽 층에서 온 `dout`을 곱하세요.",
)
class SlopeAloneSigmoid(_Sigmoid):
    def backward(self, dout):
        return self.y * (1 - self.y)


@mistake(
    "Sigmoid",
    en="The slope is taken at the output: the sigmoid is applied to `y` once more. y (1 − y) needs no further sigmoid.",
    ko="출력에서 미분값을 구해 `y`에 시그모이드가 한 번 더 적용됩니다. y (1 − y)에는 시그모이드가 더 필요 없습니다.",
)
class SlopeAtOutputSigmoid(_Sigmoid):
    def backward(self, dout):
        s = _sigmoid(self.y)
        return dout * s * (1 - s)


@mistake(
    "Sigmoid",
    en="x (1 − x) is computed from the input. The formula holds for the output, y (1 − y).",
    ko="입력으로 x (1 − x)를 계산했습니다. 이 식에는 출력이 들어가 y (1 − y)가 되어야 합니다.",
)
class SlopeFromInputSigmoid(_Sigmoid):
    def backward(self, dout):
        return dout * self.x * (1 - self.x)


@mistake(
    "Sigmoid",
    en="The factor 1 − y is missing: the slope of the sigmoid is y (1 − y).",
    ko="1 − y가 빠졌습니다. 시그모이드의 미분값은 y (1 − y)입니다.",
)
class OneFactorSigmoid(_Sigmoid):
    def backward(self, dout):
        return dout * self.y


@mistake(
    "Sigmoid",
    en="The sigmoid of `dout` is differentiated. `dout` is only a factor; the slope belongs to the input of `forward`.",
    ko="`dout`의 시그모이드를 미분했습니다. `dout`은 곱하는 수일 뿐이고, 미분값은 `forward`의 입력에서 구합니다.",
)
class SlopeOfGradient(_Sigmoid):
    def backward(self, dout):
        s = _sigmoid(dout)
        return s * (1 - s)


@mistake(
    "Sigmoid",
    en="The values are right, but the exponential overflows for large negative inputs. Use `np.exp(-np.abs(x))`.",
    ko="값은 맞지만 절댓값이 큰 음수에서 지수가 넘칩니다. `np.exp(-np.abs(x))` 식을 쓰세요.",
)
class SigmoidOverflows(_Sigmoid):
    def forward(self, x):
        self.y = 1 / (1 + np.exp(-x))
        return self.y


@mistake(
    "Sigmoid",
    en="eˣ / (eˣ + 1) gives nan for large inputs: infinity divided by infinity. Use `np.exp(-np.abs(x))`.",
    ko="eˣ / (eˣ + 1)은 큰 입력에서 무한대를 무한대로 나누어 nan이 됩니다. `np.exp(-np.abs(x))` 식을 쓰세요.",
)
class SigmoidNan(_Sigmoid):
    def forward(self, x):
        e = np.exp(x)
        self.y = e / (e + 1)
        return self.y


@mistake(
    "Tanh",
    en="`backward` returns the slope alone. Multiply it by `dout`, which comes from the layers behind.",
    ko="`backward`가 미분값만 반환합니다. 뒤쪽 층에서 온 `dout`을 곱하세요.",
)
class SlopeAloneTanh(_Tanh):
    def backward(self, dout):
        return 1 - self.y**2


@mistake(
    "Tanh",
    en="1 − x² is computed from the input. The formula holds for the output, 1 − y².",
    ko="입력으로 1 − x²을 계산했습니다. 이 식에는 출력이 들어가 1 − y²이 되어야 합니다.",
)
class SlopeFromInputTanh(_Tanh):
    def backward(self, dout):
        return dout * (1 - self.x**2)


@mistake(
    "Tanh",
    en="The slope is taken at the output: tanh is applied to `y` once more. 1 − y² needs no further tanh.",
    ko="출력에서 미분값을 구해 `y`에 tanh가 한 번 더 적용됩니다. 1 − y²에는 tanh가 더 필요 없습니다.",
)
class SlopeAtOutputTanh(_Tanh):
    def backward(self, dout):
        return dout * (1 - np.tanh(self.y) ** 2)


@mistake(
    "Tanh",
    en="The square is missing: the slope of tanh is 1 − y².",
    ko="제곱이 빠졌습니다. tanh의 미분값은 1 − y²입니다.",
)
class SquareMissing(_Tanh):
    def backward(self, dout):
        return dout * (1 - self.y)


@mistake(
    "Tanh",
    en="y (1 − y) is the slope of the sigmoid. That of tanh is 1 − y².",
    ko="y (1 − y)는 시그모이드의 미분값입니다. tanh의 미분값은 1 − y²입니다.",
)
class SigmoidSlopeInTanh(_Tanh):
    def backward(self, dout):
        return dout * self.y * (1 - self.y)


@mistake(
    "Tanh",
    en="The quotient of exponentials gives nan for large inputs. Use `np.tanh`, or exponentials of −2 |x| only.",
    ko="지수의 분수는 큰 입력에서 nan이 됩니다. `np.tanh`를 쓰거나 −2 |x|의 지수만 쓰세요.",
)
class TanhNan(_Tanh):
    def forward(self, x):
        self.y = (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))
        return self.y


@mistake(
    "Tanh",
    en="Only the output of the first `forward` is remembered. `backward` belongs to the newest one.",
    ko="첫 `forward`의 출력만 기억합니다. `backward`는 가장 최근 출력을 따라야 합니다.",
)
class FirstOutputKept(_Tanh):
    def forward(self, x):
        y = np.tanh(x)
        if not hasattr(self, "y"):
            self.y = y
        return y
