import numpy as np

from dlgrade.testing import mistake


@mistake(
    "EarlyStopping",
    en="You compare with the epoch before. Compare with the best loss so far: after a jump upwards, coming down a little is no improvement.",
    ko="바로 전 에포크와 비교하고 있습니다. 지금까지의 최솟값과 비교하세요. 크게 오른 뒤 조금 내려온 것은 나아진 것이 아닙니다.",
)
class ComparedWithPrevious:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = np.inf
        self.best_epoch = -1
        self.epoch = -1
        self.wait = 0
        self.previous = np.inf

    def update(self, val_loss):
        self.epoch += 1
        previous, self.previous = self.previous, val_loss
        if val_loss < previous - self.min_delta:
            self.best = val_loss
            self.best_epoch = self.epoch
            self.wait = 0
        else:
            self.wait += 1
        return self.wait >= self.patience


@mistake(
    "EarlyStopping",
    en="The count of epochs without improvement is never set back. Only those in a row count: start anew after an improvement.",
    ko="나아지지 않은 에포크의 수를 되돌리지 않습니다. 연속된 것만 세어야 하므로 나아지면 0부터 다시 세세요.",
)
class NeverReset:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = np.inf
        self.best_epoch = -1
        self.epoch = -1
        self.wait = 0

    def update(self, val_loss):
        self.epoch += 1
        if val_loss < self.best - self.min_delta:
            self.best = val_loss
            self.best_epoch = self.epoch
        else:
            self.wait += 1
        return self.wait >= self.patience


@mistake(
    "EarlyStopping",
    en="You wait one epoch too long: it is time as soon as the count has reached `patience`.",
    ko="한 에포크를 더 기다립니다. 센 수가 `patience`에 이르면 바로 멈출 때입니다.",
)
class OneTooLate:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = np.inf
        self.best_epoch = -1
        self.epoch = -1
        self.wait = 0

    def update(self, val_loss):
        self.epoch += 1
        if val_loss < self.best - self.min_delta:
            self.best = val_loss
            self.best_epoch = self.epoch
            self.wait = 0
        else:
            self.wait += 1
        return self.wait > self.patience


@mistake(
    "EarlyStopping",
    en="You stop one epoch too early: `patience` epochs in a row may fail first.",
    ko="한 에포크 일찍 멈춥니다. `patience`번 연속으로 나아지지 않아야 합니다.",
)
class OneTooEarly:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = np.inf
        self.best_epoch = -1
        self.epoch = -1
        self.wait = 0

    def update(self, val_loss):
        self.epoch += 1
        if val_loss < self.best - self.min_delta:
            self.best = val_loss
            self.best_epoch = self.epoch
            self.wait = 0
        else:
            self.wait += 1
        return self.wait >= self.patience - 1


@mistake(
    "EarlyStopping",
    en="You return `True` only in the one epoch in which the count equals `patience`. It stays `True` while nothing improves.",
    ko="센 수가 `patience`와 같은 그 에포크에만 `True`를 반환합니다. 나아지지 않는 동안에는 계속 `True`여야 합니다.",
)
class OnlyOnce:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = np.inf
        self.best_epoch = -1
        self.epoch = -1
        self.wait = 0

    def update(self, val_loss):
        self.epoch += 1
        if val_loss < self.best - self.min_delta:
            self.best = val_loss
            self.best_epoch = self.epoch
            self.wait = 0
        else:
            self.wait += 1
        return self.wait == self.patience


@mistake(
    "EarlyStopping",
    en="A loss exactly at the bar passes for an improvement. It has to be below `best` − `min_delta`.",
    ko="기준과 똑같은 손실도 나아진 것으로 봅니다. `best` − `min_delta`보다 작아야 합니다.",
)
class EqualCounts:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = np.inf
        self.best_epoch = -1
        self.epoch = -1
        self.wait = 0

    def update(self, val_loss):
        self.epoch += 1
        if val_loss <= self.best - self.min_delta:
            self.best = val_loss
            self.best_epoch = self.epoch
            self.wait = 0
        else:
            self.wait += 1
        return self.wait >= self.patience


@mistake(
    "EarlyStopping",
    en="`min_delta` has no effect: any loss below the best passes for an improvement.",
    ko="`min_delta`가 쓰이지 않아 최솟값보다 조금만 낮아도 나아진 것으로 봅니다.",
)
class DeltaIgnored:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = np.inf
        self.best_epoch = -1
        self.epoch = -1
        self.wait = 0

    def update(self, val_loss):
        self.epoch += 1
        if val_loss < self.best:
            self.best = val_loss
            self.best_epoch = self.epoch
            self.wait = 0
        else:
            self.wait += 1
        return self.wait >= self.patience


@mistake(
    "EarlyStopping",
    en="`min_delta` is added, so that even a slightly higher loss passes for an improvement. The loss has to be clearly below the best.",
    ko="`min_delta`를 더해서 조금 높은 손실도 나아진 것으로 봅니다. 최솟값보다 확실히 낮아야 합니다.",
)
class DeltaAdded:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = np.inf
        self.best_epoch = -1
        self.epoch = -1
        self.wait = 0

    def update(self, val_loss):
        self.epoch += 1
        if val_loss < self.best + self.min_delta:
            self.best = val_loss
            self.best_epoch = self.epoch
            self.wait = 0
        else:
            self.wait += 1
        return self.wait >= self.patience


@mistake(
    "EarlyStopping",
    en="`min_delta` is used as a share of the best loss. It is an amount: subtract it.",
    ko="`min_delta`를 최솟값에 대한 비율로 썼습니다. 비율이 아니라 빼야 할 크기입니다.",
)
class DeltaAsShare:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = 1e300
        self.best_epoch = -1
        self.epoch = -1
        self.wait = 0

    def update(self, val_loss):
        self.epoch += 1
        if val_loss < self.best * (1 - self.min_delta):
            self.best = val_loss
            self.best_epoch = self.epoch
            self.wait = 0
        else:
            self.wait += 1
        return self.wait >= self.patience


@mistake(
    "EarlyStopping",
    en="`best` follows every lower loss, even one that is no improvement because of `min_delta`. Change it together with `best_epoch` only.",
    ko="`min_delta` 때문에 나아진 것이 아닌데도 손실이 낮으면 `best`를 바꿉니다. `best_epoch`를 바꿀 때만 함께 바꾸세요.",
)
class BarCreepsDown:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = np.inf
        self.best_epoch = -1
        self.epoch = -1
        self.wait = 0

    def update(self, val_loss):
        self.epoch += 1
        if val_loss < self.best - self.min_delta:
            self.best = val_loss
            self.best_epoch = self.epoch
            self.wait = 0
        else:
            self.wait += 1
            self.best = min(self.best, val_loss)
        return self.wait >= self.patience


@mistake(
    "EarlyStopping",
    en="`best` stays the loss of the first epoch. Renew it at every improvement.",
    ko="`best`가 첫 에포크의 손실에 머물러 있습니다. 나아질 때마다 새로 고치세요.",
)
class BestNotUpdated:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = np.inf
        self.best_epoch = -1
        self.epoch = -1
        self.wait = 0

    def update(self, val_loss):
        self.epoch += 1
        if val_loss < self.best - self.min_delta:
            if self.epoch == 0:
                self.best = val_loss
            self.best_epoch = self.epoch
            self.wait = 0
        else:
            self.wait += 1
        return self.wait >= self.patience


@mistake(
    "EarlyStopping",
    en="`best_epoch` is renewed in every epoch. It belongs to the last epoch that improved.",
    ko="`best_epoch`를 에포크마다 고칩니다. 마지막으로 나아진 에포크의 번호여야 합니다.",
)
class LastLossKept:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = np.inf
        self.best_epoch = -1
        self.epoch = -1
        self.wait = 0

    def update(self, val_loss):
        self.epoch += 1
        if val_loss < self.best - self.min_delta:
            self.best = val_loss
            self.best_epoch = self.epoch
            self.wait = 0
        else:
            self.wait += 1
            self.best_epoch = self.epoch
        return self.wait >= self.patience


@mistake(
    "EarlyStopping",
    en="`best_epoch` counts from 1. The first epoch has the number 0.",
    ko="`best_epoch`를 1부터 셉니다. 첫 에포크의 번호는 0입니다.",
)
class EpochFromOne:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = np.inf
        self.best_epoch = -1
        self.epoch = -1
        self.wait = 0

    def update(self, val_loss):
        self.epoch += 1
        if val_loss < self.best - self.min_delta:
            self.best = val_loss
            self.best_epoch = self.epoch + 1
            self.wait = 0
        else:
            self.wait += 1
        return self.wait >= self.patience


@mistake(
    "EarlyStopping",
    en="You take a higher loss for better. That would suit an accuracy; a loss is to fall.",
    ko="손실이 클수록 좋은 것으로 봅니다. 정확도라면 맞지만 손실은 낮아져야 합니다.",
)
class HigherIsBetter:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = -np.inf
        self.best_epoch = -1
        self.epoch = -1
        self.wait = 0

    def update(self, val_loss):
        self.epoch += 1
        if val_loss > self.best + self.min_delta:
            self.best = val_loss
            self.best_epoch = self.epoch
            self.wait = 0
        else:
            self.wait += 1
        return self.wait >= self.patience


@mistake(
    "EarlyStopping",
    en="The answer is turned around: `True` means that it is time to stop.",
    ko="답이 뒤집혔습니다. `True`는 멈출 때라는 뜻입니다.",
)
class AnswerTurned:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = np.inf
        self.best_epoch = -1
        self.epoch = -1
        self.wait = 0

    def update(self, val_loss):
        self.epoch += 1
        if val_loss < self.best - self.min_delta:
            self.best = val_loss
            self.best_epoch = self.epoch
            self.wait = 0
        else:
            self.wait += 1
        return self.wait < self.patience


@mistake(
    "EarlyStopping",
    en="Once `True`, your answer never becomes `False` again, even when a later epoch improves.",
    ko="한 번 `True`가 되면 나중에 나아져도 `False`로 돌아오지 않습니다.",
)
class StopsForEver:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = np.inf
        self.best_epoch = -1
        self.epoch = -1
        self.wait = 0
        self.stopped = False

    def update(self, val_loss):
        self.epoch += 1
        if val_loss < self.best - self.min_delta:
            self.best = val_loss
            self.best_epoch = self.epoch
            self.wait = 0
        else:
            self.wait += 1
        self.stopped = self.stopped or self.wait >= self.patience
        return self.stopped


@mistake(
    "EarlyStopping",
    en="After `True` you start counting from 0. As long as nothing improves, the latest `patience` epochs are still without improvement.",
    ko="`True`를 반환한 뒤 0부터 다시 셉니다. 나아진 것이 없다면 최근 `patience`번은 여전히 나아지지 않은 것입니다.",
)
class CountedAnewAfterStop:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = np.inf
        self.best_epoch = -1
        self.epoch = -1
        self.wait = 0

    def update(self, val_loss):
        self.epoch += 1
        if val_loss < self.best - self.min_delta:
            self.best = val_loss
            self.best_epoch = self.epoch
            self.wait = 0
        else:
            self.wait += 1
        if self.wait >= self.patience:
            self.wait = 0
            return True
        return False


@mistake(
    "EarlyStopping",
    en="The patience is hard-coded as 3: the argument has no effect.",
    ko="patience가 3으로 박혀 있어 인수로 받은 값이 쓰이지 않습니다.",
)
class PatienceIgnored:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience = 3
        self.min_delta = min_delta
        self.best = np.inf
        self.best_epoch = -1
        self.epoch = -1
        self.wait = 0

    def update(self, val_loss):
        self.epoch += 1
        if val_loss < self.best - self.min_delta:
            self.best = val_loss
            self.best_epoch = self.epoch
            self.wait = 0
        else:
            self.wait += 1
        return self.wait >= self.patience


@mistake(
    "EarlyStopping",
    en="`best` starts at 0, and no ordinary loss is below that. It has to start above every loss.",
    ko="`best`가 0에서 시작하므로 보통의 손실은 그보다 작아질 수 없습니다. 모든 손실보다 큰 수에서 시작해야 합니다.",
)
class StartsAtZero:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = 0.0
        self.best_epoch = -1
        self.epoch = -1
        self.wait = 0

    def update(self, val_loss):
        self.epoch += 1
        if val_loss < self.best - self.min_delta:
            self.best = val_loss
            self.best_epoch = self.epoch
            self.wait = 0
        else:
            self.wait += 1
        return self.wait >= self.patience


@mistake(
    "EarlyStopping",
    en="`best` starts at a number that a loss can exceed. The first epoch always improves, whatever its loss.",
    ko="`best`가 시작하는 수보다 손실이 클 수 있습니다. 손실이 얼마든 첫 에포크는 언제나 나아진 것입니다.",
)
class StartsAtAThousand:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = 1000.0
        self.best_epoch = -1
        self.epoch = -1
        self.wait = 0

    def update(self, val_loss):
        self.epoch += 1
        if val_loss < self.best - self.min_delta:
            self.best = val_loss
            self.best_epoch = self.epoch
            self.wait = 0
        else:
            self.wait += 1
        return self.wait >= self.patience


@mistake(
    "EarlyStopping",
    en="What is remembered lies on the class, so all objects share it. Keep it on `self`, and set it in `__init__`.",
    ko="기억할 것을 클래스에 두어 모든 객체가 함께 씁니다. `__init__`에서 `self`에 보관하세요.",
)
class SharedState:
    best = np.inf
    best_epoch = -1
    epoch = -1
    wait = 0

    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta

    def update(self, val_loss):
        cls = type(self)
        cls.epoch += 1
        if val_loss < cls.best - self.min_delta:
            cls.best = val_loss
            cls.best_epoch = cls.epoch
            cls.wait = 0
        else:
            cls.wait += 1
        return cls.wait >= self.patience


@mistake(
    "EarlyStopping",
    en="A best loss of 0 passes for none yet, as with `if not self.best`, and then any loss improves. Ask with `is None`, or start from infinity.",
    ko="`if not self.best`처럼 물으면 최솟값 0을 아직 없는 것으로 보아, 그다음에는 어떤 손실도 나아진 것이 됩니다. `is None`으로 묻거나 무한대에서 시작하세요.",
)
class ZeroTakenForNone:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = None
        self.best_epoch = -1
        self.epoch = -1
        self.wait = 0

    def update(self, val_loss):
        self.epoch += 1
        if not self.best or val_loss < self.best - self.min_delta:
            self.best = val_loss
            self.best_epoch = self.epoch
            self.wait = 0
        else:
            self.wait += 1
        return self.wait >= self.patience
