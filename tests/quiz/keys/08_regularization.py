"""Second paths to the keys of unit 08, in plain Python."""

from math import sqrt


def sign(x):
    return (x > 0) - (x < 0)


def first_overfitting(t, v):
    marks = [i for i in range(1, len(t)) if t[i] < t[i - 1] and v[i] > v[i - 1]]
    return min(i for i in marks if i - 1 in marks)


def stops_at(v, patience):
    """The first epoch before which the last `patience` losses, its own among them, reach no new low."""
    return next(
        i for i in range(patience, len(v)) if min(v[: i - patience + 1]) <= min(v[i - patience + 1 : i + 1])
    )


def best_until_stop(v, patience):
    seen = v[: stops_at(v, patience) + 1]
    return seen.index(min(seen))


def norm(x, g, b):
    mu = sum(x) / len(x)
    sigma = sqrt(sum(a * a for a in x) / len(x) - mu * mu)
    return [b + g * (a - mu) / sigma for a in x]


KEYS = {
    "overfitting-begins": lambda turn, **_: turn,
    "overfitting-rule": lambda t, v, **_: first_overfitting(t, v),
    "polynomial-points": lambda d, **_: d + 1,
    "split-sizes": lambda n, **_: [n // 2, n // 4, n - n // 2 - n // 4],
    "group-mixture": lambda ea, eb, **_: (ea + eb) / 2,
    "l1-value": lambda w, lam, **_: lam * sum(max(x, -x) for x in w),
    "l1-gradient": lambda w, lam, **_: [lam * sign(x) for x in w],
    "l1-pulls-harder": lambda w, **_: 1 / w,
    "l2-value": lambda w, lam, **_: lam * sum(x * x for x in w) / 2,
    "l1-l2-one-step": lambda w, lam, **_: {"l1": w - lam / 10, "l2": w * (1 - lam / 10)},
    "stop-when": lambda v, p, **_: stops_at(v, p),
    "weights-to-keep": lambda v, p, **_: best_until_stop(v, p),
    "dropout-forward": lambda x, m, r, **_: [a / (1 - r) if b else 0 for a, b in zip(x, m, strict=True)],
    "dropout-scale": lambda r, **_: round(1 / (1 - r), 9),
    "dropout-cuts-weights": lambda d, k, **_: d * k,
    "dropout-at-test": lambda x, **_: x,
    "batchnorm-column": lambda x, g, b, **_: norm(x, g, b),
    "batchnorm-running-mean": lambda old, x, **_: old + (sum(x) / 4 - old) / 10,
    "batchnorm-one-sample": lambda x, m, v, g, b, **_: b + g * (x - m) / sqrt(v),
}
