from dlgrade.testing import mistake


class _Base:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, {}


@mistake(
    "Momentum",
    en="The velocity is not kept: this is plain SGD.",
    ko="속도를 보관하지 않았습니다. 이것은 그냥 SGD입니다.",
)
class NoMemory(_Base):
    def step(self, params, grads):
        return {k: params[k] - self.lr * grads[k] for k in params}


@mistake(
    "Momentum",
    en="You go uphill: the gradient is to be subtracted.",
    ko="오르막으로 가고 있습니다. 기울기를 빼야 합니다.",
)
class Uphill(_Base):
    def step(self, params, grads):
        self.v = {k: self.momentum * self.v.get(k, 0.0) + self.lr * grads[k] for k in params}
        return {k: params[k] + self.v[k] for k in params}


@mistake(
    "Momentum",
    en="All parameters share one velocity; keep one per key.",
    ko="모든 매개변수가 속도 하나를 함께 씁니다. 키마다 따로 보관하세요.",
)
class SharedVelocity(_Base):
    def step(self, params, grads):
        new = {}
        for k in params:
            v = self.v.get("all", 0.0)
            v = 0.0 if getattr(v, "shape", ()) != params[k].shape else v
            self.v["all"] = self.momentum * v - self.lr * grads[k]
            new[k] = params[k] + self.v["all"]
        return new


@mistake(
    "Momentum",
    en="The gradient is weighted with 1 − momentum; here it is not.",
    ko="기울기에 1 − momentum을 곱했습니다. 여기서는 곱하지 않습니다.",
)
class Averaged(_Base):
    def step(self, params, grads):
        self.v = {
            k: self.momentum * self.v.get(k, 0.0) - (1 - self.momentum) * self.lr * grads[k] for k in params
        }
        return {k: params[k] + self.v[k] for k in params}


@mistake(
    "Momentum",
    en="`params` is changed in place (`+=`); return new arrays.",
    ko="`+=`로 `params`를 그 자리에서 바꾸고 있습니다. 새 배열을 반환하세요.",
)
class InPlace(_Base):
    def step(self, params, grads):
        for k in params:
            self.v[k] = self.momentum * self.v.get(k, 0.0) - self.lr * grads[k]
            params[k] += self.v[k]
        return params


@mistake("Momentum", en="`lr` is not used.", ko="`lr`을 쓰지 않았습니다.")
class LearningRateIgnored(_Base):
    def step(self, params, grads):
        self.v = {k: self.momentum * self.v.get(k, 0.0) - grads[k] for k in params}
        return {k: params[k] + self.v[k] for k in params}
