import numpy as np

from dlgrade.testing import mistake


@mistake(
    "Dropout",
    en="The elements that stay are not scaled up. Divide them by 1 − `rate`, so that the next layer gets as much as before on average.",
    ko="남은 원소를 키우지 않았습니다. 다음 층이 평균적으로 예전만큼 받도록 1 − `rate`로 나누세요.",
)
class NotScaled:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1.0
            return x
        self.factor = rng.random(x.shape) >= self.rate
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor


@mistake(
    "Dropout",
    en="`rate` is used as the share that stays. It is the share that is dropped.",
    ko="`rate` 값을 남길 비율로 썼습니다. `rate`는 버릴 비율입니다.",
)
class ShareThatStays:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1.0
            return x
        self.factor = (rng.random(x.shape) < self.rate) / self.rate if self.rate else np.zeros(x.shape)
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor


@mistake(
    "Dropout",
    en="The comparison is turned around: elements stay with probability `rate`. The factor 1 / (1 − `rate`) is right.",
    ko="비교가 뒤집혀 원소가 확률 `rate`로 남습니다. 곱하는 수 1 / (1 − `rate`)는 맞습니다.",
)
class ComparisonTurned:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1.0
            return x
        self.factor = (rng.random(x.shape) < self.rate) / (1 - self.rate)
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor


@mistake(
    "Dropout",
    en="You divide by `rate`. What is left is the share 1 − `rate`, and that is what makes up for the others.",
    ko="`rate`로 나누었습니다. 남는 비율은 1 − `rate`이므로 그 값으로 나누어야 빠진 몫이 채워집니다.",
)
class DividedByRate:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1.0
            return x
        self.factor = (rng.random(x.shape) >= self.rate) / (self.rate or 1.0)
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor


@mistake(
    "Dropout",
    en="You multiply by 1 − `rate`, which makes the rest even smaller. The elements that stay have to make up for the others.",
    ko="1 − `rate`를 곱해 남은 원소까지 작아집니다. 남은 원소가 빠진 몫을 채워야 합니다.",
)
class ScaledDown:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1.0
            return x
        self.factor = (rng.random(x.shape) >= self.rate) * (1 - self.rate)
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor


@mistake(
    "Dropout",
    en="This is dropout as it was first published: scaled down by 1 − `rate` when the network is used. Here the scaling happens in training, and afterwards nothing is done.",
    ko="처음 발표된 방식의 드롭아웃으로, 사용할 때 1 − `rate`를 곱합니다. 여기서는 학습할 때 크기를 맞추고 사용할 때는 아무것도 하지 않습니다.",
)
class ScaledAfterTraining:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1 - self.rate
            return x * self.factor
        self.factor = rng.random(x.shape) >= self.rate
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor


@mistake(
    "Dropout",
    en="With `train=False` you multiply by 1 − `rate` although training has scaled already. Return the input as it is.",
    ko="학습할 때 이미 크기를 맞추었는데 `train=False`일 때 1 − `rate`를 또 곱합니다. 입력을 그대로 반환하세요.",
)
class ScaledWhenUsed:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1 - self.rate
            return x * self.factor
        self.factor = (rng.random(x.shape) >= self.rate) / (1 - self.rate)
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor


@mistake(
    "Dropout",
    en="`train` is ignored: elements are dropped even when the network is used.",
    ko="`train`을 무시해서 신경망을 사용할 때도 원소를 버립니다.",
)
class AlwaysDrops:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        self.factor = (rng.random(x.shape) >= self.rate) / (1 - self.rate)
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor


@mistake(
    "Dropout",
    en="The two modes are swapped: you drop with `train=False` and leave everything with `train=True`.",
    ko="두 모드가 뒤바뀌었습니다. `train=False`일 때 버리고 `train=True`일 때 그대로 둡니다.",
)
class ModeTurned:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if train:
            self.factor = 1.0
            return x
        self.factor = (rng.random(x.shape) >= self.rate) / (1 - self.rate)
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor


@mistake(
    "Dropout",
    en="You draw one number per row, and whole samples are dropped. Every element needs a draw of its own.",
    ko="행마다 수를 하나만 뽑아서 샘플이 통째로 버려집니다. 원소마다 따로 뽑아야 합니다.",
)
class WholeRows:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1.0
            return x
        rows = (len(x),) + (1,) * (x.ndim - 1)
        self.factor = (rng.random(rows) >= self.rate) / (1 - self.rate)
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor


@mistake(
    "Dropout",
    en="You draw one number per column, so that all samples lose the same units. Every element needs a draw of its own.",
    ko="열마다 수를 하나만 뽑아서 모든 샘플에서 같은 유닛이 버려집니다. 원소마다 따로 뽑아야 합니다.",
)
class WholeColumns:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1.0
            return x
        self.factor = (rng.random(x.shape[-1]) >= self.rate) / (1 - self.rate)
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor


@mistake(
    "Dropout",
    en="You draw a single number, so that everything is dropped or nothing. `rng.random` needs the shape of `x`.",
    ko="수를 하나만 뽑아서 전부 버리거나 전부 남깁니다. `rng.random`에 `x`의 모양을 넘기세요.",
)
class OneDraw:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1.0
            return x
        self.factor = float(rng.random() >= self.rate) / (1 - self.rate)
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor


@mistake(
    "Dropout",
    en="You always drop the same number of elements. Every element is to be drawn on its own, so that the number varies.",
    ko="언제나 같은 개수의 원소를 버립니다. 원소마다 따로 뽑아야 하므로 개수는 그때그때 다릅니다.",
)
class ExactCount:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1.0
            return x
        factor = np.full(x.size, 1 / (1 - self.rate))
        factor[rng.permutation(x.size)[: round(self.rate * x.size)]] = 0.0
        self.factor = factor.reshape(x.shape)
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor


@mistake(
    "Dropout",
    en="The mask is drawn once and then kept: the same units are off for ever. Draw a new one in each `forward`.",
    ko="마스크를 한 번만 뽑아 계속 씁니다. 그러면 같은 유닛이 내내 꺼져 있습니다. `forward`를 부를 때마다 새로 뽑으세요.",
)
class MaskKept:
    def __init__(self, rate=0.5):
        self.rate = rate
        self.mask = None

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1.0
            return x
        if self.mask is None or self.mask.shape != x.shape:
            self.mask = (rng.random(x.shape) >= self.rate) / (1 - self.rate)
        self.factor = self.mask
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor


@mistake(
    "Dropout",
    en="You make a generator with a fixed seed, and every call drops the same elements. Use the `rng` that is given.",
    ko="시드를 고정한 생성기를 새로 만들어서 부를 때마다 같은 원소가 버려집니다. 받은 `rng`를 쓰세요.",
)
class OwnSeed:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1.0
            return x
        rng = np.random.default_rng(0)
        self.factor = (rng.random(x.shape) >= self.rate) / (1 - self.rate)
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor


@mistake(
    "Dropout",
    en="You draw from a generator of your own. Use the `rng` that is given; otherwise no run can be repeated.",
    ko="따로 만든 생성기에서 뽑았습니다. 받은 `rng`를 쓰세요. 그래야 같은 실험을 되풀이할 수 있습니다.",
)
class OtherGenerator:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1.0
            return x
        self.factor = (np.random.default_rng().random(x.shape) >= self.rate) / (1 - self.rate)
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor


@mistake(
    "Dropout",
    en="The rate is hard-coded as 0.5: what `__init__` was given has no effect.",
    ko="비율이 0.5로 박혀 있어 `__init__`에서 받은 값이 쓰이지 않습니다.",
)
class RateIgnored:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1.0
            return x
        self.factor = (rng.random(x.shape) >= 0.5) / (1 - 0.5)
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor


@mistake(
    "Dropout",
    en="You compare normal numbers with `rate`. Only a number drawn evenly between 0 and 1 is below `rate` with probability `rate`.",
    ko="정규분포에서 뽑은 수를 `rate`와 비교했습니다. 0과 1 사이에서 고르게 뽑은 수라야 `rate`보다 작을 확률이 `rate`입니다.",
)
class NormalDraws:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1.0
            return x
        self.factor = (rng.normal(size=x.shape) >= self.rate) / (1 - self.rate)
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor


@mistake(
    "Dropout",
    en="`x *= …` changes the caller's array. Return a new product instead.",
    ko="`x *= …`로 호출한 쪽의 배열을 바꿉니다. 곱한 결과를 새 배열로 반환하세요.",
)
class InPlace:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1.0
            return x
        self.factor = (rng.random(x.shape) >= self.rate) / (1 - self.rate)
        x *= self.factor
        return x

    def backward(self, dout):
        return dout * self.factor


@mistake(
    "Dropout",
    en="`dout *= …` changes the caller's gradient. Return a new product instead.",
    ko="`dout *= …`로 호출한 쪽의 기울기를 바꿉니다. 곱한 결과를 새 배열로 반환하세요.",
)
class BackInPlace:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1.0
            return x
        self.factor = (rng.random(x.shape) >= self.rate) / (1 - self.rate)
        return x * self.factor

    def backward(self, dout):
        dout *= self.factor
        return dout


@mistake(
    "Dropout",
    en="`backward` passes `dout` on as it is. Dropped elements had no influence, so their gradient is 0.",
    ko="`backward`에서 `dout` 값을 그대로 넘깁니다. 버려진 원소는 영향을 주지 않았으므로 기울기가 0입니다.",
)
class EverythingGoesBack:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1.0
            return x
        self.factor = (rng.random(x.shape) >= self.rate) / (1 - self.rate)
        return x * self.factor

    def backward(self, dout):
        return dout


@mistake(
    "Dropout",
    en="`backward` drops the right elements but does not scale the others: what `forward` has multiplied by belongs into the gradient, too.",
    ko="`backward`에서 버릴 원소는 맞지만 나머지를 키우지 않았습니다. `forward`에서 곱한 수는 기울기에도 곱합니다.",
)
class BackNotScaled:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1.0
            return x
        self.factor = (rng.random(x.shape) >= self.rate) / (1 - self.rate)
        return x * self.factor

    def backward(self, dout):
        return dout * (np.asarray(self.factor) != 0)


@mistake(
    "Dropout",
    en="`backward` scales the gradient but drops nothing. Elements that `forward` has dropped have the gradient 0.",
    ko="`backward`에서 기울기를 키우기만 하고 버리지 않습니다. `forward`에서 버린 원소의 기울기는 0입니다.",
)
class BackScaledOnly:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1.0
            return x
        self.factor = (rng.random(x.shape) >= self.rate) / (1 - self.rate)
        return x * self.factor

    def backward(self, dout):
        return dout * np.max(self.factor)


@mistake(
    "Dropout",
    en="`backward` scales twice: the stored mask is already divided by 1 − `rate`.",
    ko="`backward`에서 두 번 키웁니다. 보관한 마스크는 이미 1 − `rate`로 나눈 값입니다.",
)
class BackScaledTwice:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1.0
            return x
        self.factor = (rng.random(x.shape) >= self.rate) / (1 - self.rate)
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor * np.max(self.factor)


@mistake(
    "Dropout",
    en="`backward` draws a new mask. The gradient has to pass exactly where `forward` let the values pass: store the mask.",
    ko="`backward`에서 마스크를 새로 뽑습니다. `forward`에서 값이 지나간 곳으로만 기울기가 지나가야 하므로 마스크를 보관하세요.",
)
class BackNewMask:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.train = train
            return x
        self.rng = rng
        self.train = train
        self.factor = (rng.random(x.shape) >= self.rate) / (1 - self.rate)
        return x * self.factor

    def backward(self, dout):
        if not self.train:
            return dout
        return dout * (self.rng.random(dout.shape) >= self.rate) / (1 - self.rate)


@mistake(
    "Dropout",
    en="You take an output of 0 for a dropped element. An input of 0, common behind a ReLU, gives the same: store the mask itself.",
    ko="출력이 0이면 버려진 원소로 여깁니다. 입력이 0이어도(ReLU 뒤에서는 흔합니다) 출력은 0입니다. 마스크 자체를 보관하세요.",
)
class MaskFromOutput:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        if not train:
            self.factor = 1.0
            return x
        self.factor = (rng.random(x.shape) >= self.rate) / (1 - self.rate)
        out = x * self.factor
        self.factor = (out != 0) / (1 - self.rate)
        return out

    def backward(self, dout):
        return dout * self.factor


@mistake(
    "Dropout",
    en="After a `forward` with `train=False`, `backward` still uses the mask of the last training step. Remember the mode of the last `forward`.",
    ko="`train=False`로 `forward`를 부른 뒤에도 `backward`에서 지난 학습 단계의 마스크를 씁니다. 마지막 `forward`의 모드를 기억하세요.",
)
class OldMaskBack:
    def __init__(self, rate=0.5):
        self.rate = rate
        self.factor = 1.0

    def forward(self, x, rng, train=True):
        if not train:
            return x
        self.factor = (rng.random(x.shape) >= self.rate) / (1 - self.rate)
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor


@mistake(
    "Dropout",
    en="The mask is kept on the class or in a global variable, so all dropout layers share the newest one. Keep it on `self`.",
    ko="마스크를 클래스나 전역 변수에 보관해 모든 드롭아웃 층이 가장 최근 것을 함께 씁니다. `self`에 보관하세요.",
)
class MaskShared:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        MaskShared.factor = (
            (rng.random(x.shape) >= self.rate) / (1 - self.rate) if train else np.ones(x.shape)
        )
        return x * MaskShared.factor

    def backward(self, dout):
        return dout * MaskShared.factor


@mistake(
    "Dropout",
    en="`rate` is kept on the class or in a global variable, so every layer has that of the newest one. Keep it on `self`.",
    ko="`rate` 값을 클래스나 전역 변수에 보관해 모든 층이 가장 최근 층의 값을 씁니다. `self`에 보관하세요.",
)
class RateShared:
    def __init__(self, rate=0.5):
        RateShared.rate = rate

    def forward(self, x, rng, train=True):
        self.factor = (rng.random(x.shape) >= self.rate) / (1 - self.rate) if train else np.ones(x.shape)
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor
