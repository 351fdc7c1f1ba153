import numpy as np

from dlgrade.testing import mistake


class _Base:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        self.factor = self.draw(x, rng) if train else np.ones(x.shape)
        return x * self.factor

    def draw(self, x, rng):
        return (rng.random(x.shape) >= self.rate) / (1 - self.rate)

    def backward(self, dout):
        return dout * self.factor


@mistake(
    "Dropout",
    en="The entries that stay are not scaled up by 1 / (1 − rate).",
    ko="남은 원소에 1 / (1 − rate)를 곱하지 않았습니다.",
)
class NotScaled(_Base):
    def draw(self, x, rng):
        return (rng.random(x.shape) >= self.rate) * 1.0


@mistake(
    "Dropout",
    en="`rate` is taken for the share that stays; it is the share that is dropped.",
    ko="`rate`를 남길 비율로 썼습니다. 버릴 비율입니다.",
)
class ShareThatStays(_Base):
    def draw(self, x, rng):
        return (rng.random(x.shape) < self.rate) / self.rate


@mistake(
    "Dropout",
    en="Whole rows are dropped; every entry is to be drawn on its own.",
    ko="행을 통째로 버리고 있습니다. 원소마다 따로 뽑아야 합니다.",
)
class WholeRows(_Base):
    def draw(self, x, rng):
        return (rng.random((len(x), 1)) >= self.rate) / (1 - self.rate) * np.ones(x.shape)


@mistake(
    "Dropout",
    en="Entries are dropped even when `train=False`.",
    ko="`train=False`일 때도 원소를 버리고 있습니다.",
)
class AlwaysDrops(_Base):
    def forward(self, x, rng, train=True):
        return super().forward(x, rng)


@mistake(
    "Dropout",
    en="`backward` lets the gradient of dropped entries through.",
    ko="`backward`에서 버려진 원소의 기울기까지 통과시키고 있습니다.",
)
class EverythingGoesBack(_Base):
    def backward(self, dout):
        return dout


@mistake(
    "Dropout",
    en="`backward` scales the gradient but does not drop anything.",
    ko="`backward`에서 기울기를 키우기만 하고 버리지 않습니다.",
)
class OnlyScaledBack(_Base):
    def backward(self, dout):
        return dout * self.factor.max()
