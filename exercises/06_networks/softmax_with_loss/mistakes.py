import numpy as np

from dlgrade.testing import mistake


class _Base:
    """The layer as it should be; the mistakes change one thing each."""

    def forward(self, logits, labels):
        shifted = logits - logits.max(axis=1, keepdims=True)
        e = np.exp(shifted)
        totals = e.sum(axis=1)
        self.y, self.labels = e / totals[:, None], labels
        self.rows = np.arange(len(labels))
        return np.mean(np.log(totals) - shifted[self.rows, labels])

    def error(self):
        error = self.y.copy()
        error[self.rows, self.labels] -= 1
        return error

    def backward(self, dout=1.0):
        return dout * self.error() / len(self.y)


@mistake(
    "SoftmaxWithLoss",
    en="`backward` ignores `dout`. The whole gradient is multiplied by it.",
    ko="`backward`가 `dout`을 쓰지 않습니다. 기울기 전체에 곱해야 합니다.",
)
class DoutIgnored(_Base):
    def backward(self, dout=1.0):
        return self.error() / len(self.y)


@mistake(
    "SoftmaxWithLoss",
    en="`dout` only scales the probabilities, not the 1 that is subtracted at the true class. Multiply at the end.",
    ko="`dout`이 확률에만 곱해지고 정답 클래스에서 빼는 1에는 곱해지지 않습니다. 맨 마지막에 곱하세요.",
)
class DoutTooEarly(_Base):
    def backward(self, dout=1.0):
        gradient = dout * self.y
        gradient[self.rows, self.labels] -= 1
        return gradient / len(self.y)


@mistake(
    "SoftmaxWithLoss",
    en="The loss is a mean over N samples, so the gradient is divided by N, too.",
    ko="손실이 샘플 N개의 평균이므로 기울기도 N으로 나누어야 합니다.",
)
class GradientOfTheSum(_Base):
    def backward(self, dout=1.0):
        return dout * self.error()


@mistake(
    "SoftmaxWithLoss",
    en="You divide the gradient by the number of all scores, N · K. The loss is a mean over the N samples.",
    ko="기울기를 모든 점수의 개수 N · K로 나누었습니다. 손실은 샘플 N개의 평균입니다.",
)
class GradientByElements(_Base):
    def backward(self, dout=1.0):
        return dout * self.error() / self.y.size


@mistake(
    "SoftmaxWithLoss",
    en="You divide by N before you subtract 1, so N is missing at the true classes. Subtract first, then divide all of it.",
    ko="N으로 나눈 다음에 1을 빼므로 정답 클래스에서는 N으로 나누지 않은 셈입니다. 먼저 빼고 나서 전체를 나누세요.",
)
class DividedTooEarly(_Base):
    def backward(self, dout=1.0):
        gradient = self.y / len(self.y)
        gradient[self.rows, self.labels] -= 1
        return dout * gradient


@mistake(
    "SoftmaxWithLoss",
    en="`backward` changes the stored probabilities: each further call subtracts 1 once more. Work on a copy.",
    ko="`backward`가 보관한 확률을 바꾸므로 부를 때마다 1이 또 빠집니다. 복사본을 쓰세요.",
)
class MemoryOverwritten(_Base):
    def backward(self, dout=1.0):
        gradient = self.y
        gradient[self.rows, self.labels] -= 1
        return dout * gradient / len(self.y)


@mistake(
    "SoftmaxWithLoss",
    en="`backward` returns the probabilities only. At the true class 1 is subtracted.",
    ko="`backward`가 확률만 반환합니다. 정답 클래스에서 1을 빼야 합니다.",
)
class ProbabilitiesOnly(_Base):
    def backward(self, dout=1.0):
        return dout * self.y / len(self.y)


@mistake(
    "SoftmaxWithLoss",
    en="The sign of the gradient is reversed: a higher score of the true class lowers the loss, so its slope is "
    "negative.",
    ko="기울기의 부호가 반대입니다. 정답 클래스의 점수가 오르면 손실이 줄므로 그곳의 기울기는 음수입니다.",
)
class GradientSign(_Base):
    def backward(self, dout=1.0):
        return -dout * self.error() / len(self.y)


@mistake(
    "SoftmaxWithLoss",
    en="This is the gradient with respect to the probabilities. The scores are asked, so softmax has to be "
    "differentiated, too.",
    ko="확률에 대한 기울기입니다. 점수에 대한 기울기를 구해야 하므로 소프트맥스도 미분해야 합니다.",
)
class WithRespectToProbabilities(_Base):
    def backward(self, dout=1.0):
        gradient = np.zeros_like(self.y)
        gradient[self.rows, self.labels] = -1 / np.maximum(self.y[self.rows, self.labels], 1e-12)
        return dout * gradient / len(self.y)


@mistake(
    "SoftmaxWithLoss",
    en="You multiply by y (1 − y) once more. The slope of softmax is already in probabilities minus labels.",
    ko="y (1 − y)를 한 번 더 곱했습니다. 확률에서 레이블을 뺀 식에 소프트맥스의 미분이 이미 들어 있습니다.",
)
class ExtraSlope(_Base):
    def backward(self, dout=1.0):
        return dout * self.error() * self.y * (1 - self.y) / len(self.y)


@mistake(
    "SoftmaxWithLoss",
    en="The samples are added up but not divided by their number: the loss is a mean.",
    ko="샘플의 손실을 더하기만 했습니다. 샘플의 개수로 나누어 평균을 내세요.",
)
class LossOfTheSum(_Base):
    def forward(self, logits, labels):
        return super().forward(logits, labels) * len(logits)


@mistake(
    "SoftmaxWithLoss",
    en="`forward` returns one loss per sample. One number is asked: their mean.",
    ko="`forward`가 샘플마다 손실을 하나씩 반환합니다. 그 평균인 수 하나를 반환하세요.",
)
class LossPerSample(_Base):
    def forward(self, logits, labels):
        super().forward(logits, labels)
        shifted = logits - logits.max(axis=1, keepdims=True)
        return np.log(np.exp(shifted).sum(axis=1)) - shifted[self.rows, labels]


@mistake(
    "SoftmaxWithLoss",
    en="`forward` returns the probabilities. This layer ends with the loss, one number.",
    ko="`forward`가 확률을 반환합니다. 이 층의 출력은 손실인 수 하나입니다.",
)
class ProbabilitiesReturned(_Base):
    def forward(self, logits, labels):
        super().forward(logits, labels)
        return self.y


@mistake(
    "SoftmaxWithLoss",
    en="The probability comes first and its logarithm then. A probability that has rounded to 0 gives infinity: work the "
    "logarithm out on paper first.",
    ko="확률을 먼저 구하고 로그를 나중에 취합니다. 0으로 반올림된 확률은 무한대를 냅니다. 로그를 먼저 식으로 풀어 두세요.",
)
class LogarithmOfSoftmax(_Base):
    def forward(self, logits, labels):
        super().forward(logits, labels)
        return -np.mean(np.log(self.y[self.rows, labels]))


@mistake(
    "SoftmaxWithLoss",
    en="A small number is added inside the logarithm, which caps the loss. From the scores it is finite as it is.",
    ko="로그 안에 작은 수를 더해 손실의 크기를 막고 있습니다. 점수에서 바로 계산하면 그대로도 유한합니다.",
)
class SmallNumberAdded(_Base):
    def forward(self, logits, labels):
        super().forward(logits, labels)
        return -np.mean(np.log(self.y[self.rows, labels] + 1e-7))


@mistake(
    "SoftmaxWithLoss",
    en="Large scores overflow in the exponential. Subtract the maximum of each row first.",
    ko="큰 점수에서 지수가 넘칩니다. 먼저 행마다 최댓값을 빼세요.",
)
class NoMaximumSubtracted(_Base):
    def forward(self, logits, labels):
        super().forward(logits, labels)
        e = np.exp(logits)
        self.y = e / e.sum(axis=1, keepdims=True)
        return np.mean(np.log(e.sum(axis=1)) - logits[self.rows, labels])


@mistake(
    "SoftmaxWithLoss",
    en="One maximum is subtracted from all rows. In a row far below it every exponential becomes 0: each row needs its "
    "own.",
    ko="모든 행에서 최댓값 하나를 뺍니다. 그보다 훨씬 작은 행에서는 지수가 모두 0이 됩니다. 행마다 자기 최댓값을 빼세요.",
)
class OneMaximum(_Base):
    def forward(self, logits, labels):
        super().forward(logits, labels)
        shifted = logits - logits.max()
        e = np.exp(shifted)
        self.y = e / e.sum(axis=1, keepdims=True)
        return np.mean(np.log(e.sum(axis=1)) - shifted[self.rows, labels])


@mistake(
    "SoftmaxWithLoss",
    en="Softmax runs along the wrong axis: samples are compared with each other. The scores of one sample stand in one "
    "row.",
    ko="소프트맥스의 축이 틀려서 샘플끼리 비교합니다. 한 샘플의 점수는 한 행에 놓여 있습니다.",
)
class WrongAxis(_Base):
    def forward(self, logits, labels):
        super().forward(logits, labels)
        e = np.exp(logits - logits.max(axis=0))
        self.y = e / e.sum(axis=0)
        return -np.mean(np.log(self.y[self.rows, labels]))


@mistake(
    "SoftmaxWithLoss",
    en="`logits -= …` changes the caller's scores. Put the shifted scores into a new array.",
    ko="`logits -= …` 문은 호출한 쪽의 점수를 바꿉니다. 옮긴 점수를 새 배열에 담으세요.",
)
class ScoresOverwritten(_Base):
    def forward(self, logits, labels):
        logits -= logits.max(axis=1, keepdims=True)
        return super().forward(logits, labels)


@mistake(
    "SoftmaxWithLoss",
    en="Probabilities and labels are kept on the class or in global variables, so all layers share them. Keep them on `self`.",
    ko="확률과 레이블을 클래스나 전역 변수에 보관해 모든 층이 함께 씁니다. `self`에 보관하세요.",
)
class MemoryShared(_Base):
    def forward(self, logits, labels):
        loss = super().forward(logits, labels)
        MemoryShared.y, MemoryShared.labels, MemoryShared.rows = self.y, self.labels, self.rows
        del self.y, self.labels, self.rows
        return loss


@mistake(
    "SoftmaxWithLoss",
    en="Only the first `forward` is remembered. `backward` belongs to the newest one.",
    ko="첫 `forward`만 기억합니다. `backward`는 가장 최근 `forward`를 따라야 합니다.",
)
class FirstForwardKept(_Base):
    def forward(self, logits, labels):
        kept = dict(vars(self))
        loss = super().forward(logits, labels)
        vars(self).update(kept)
        return loss
