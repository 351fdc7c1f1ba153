"""Make `expected_losses.json`, which the tests of losses, differentiation and regularization compare with.

    pip install torch==2.13.0 mpmath
    python tests/reference/make_expected_losses.py

The file holds, in decimal digits that give back the very same float64:

    calls        values by PyTorch in float64, gradients by its autograd; and for functions of one number, and
                 for probabilities at the clip, where PyTorch does not follow our convention, by mpmath with
                 50 digits (derivatives by mpmath's own numerical differentiation)
    batch_norm   runs of `torch.nn.BatchNorm1d` through training and evaluation, with its gradients

PyTorch's own losses and layers are used wherever there are any; the rest (focal and Dice loss) is written out
forwards only, and differentiated by autograd. The functions that mpmath and PyTorch both know must agree.
"""

import json
from functools import partial
from itertools import product
from pathlib import Path

import mpmath
import torch
import torch.nn.functional as F
from mpmath import mpf

TARGET = Path(__file__).with_name("expected_losses.json")
TOLERANCE = 1e-10  # how far the oracles may differ, relative

RANDOM = torch.Generator().manual_seed(7)


def normal(*shape, scale=1.0):
    return scale * torch.randn(shape, generator=RANDOM, dtype=torch.float64)


def probabilities(*shape):
    """Strictly between 0 and 1, some of them near to one end."""
    return torch.sigmoid(normal(*shape, scale=4.0))


def bits(*shape):
    return torch.randint(0, 2, shape, generator=RANDOM).to(torch.float64)


def classes(n, k):
    return torch.randint(0, k, (n,), generator=RANDOM)


def float64(values):
    return torch.tensor(values, dtype=torch.float64)


def call(function, args, kwargs, result, by="torch"):
    return {"function": function, "args": listed(args), "kwargs": kwargs, "by": by, "result": listed(result)}


def listed(value):
    if isinstance(value, torch.Tensor):
        return value.tolist()
    return [listed(item) for item in value] if isinstance(value, (list, tuple)) else value


def with_gradient(function, compute, args, kwargs, inputs=1):
    """A loss and its gradient with respect to the first arguments, by autograd."""
    leaves = [arg.clone().requires_grad_() for arg in args[:inputs]]
    value = compute(*leaves, *args[inputs:], **kwargs)
    gradients = torch.autograd.grad(value, leaves)
    yield call(function, args, kwargs, value.detach())
    yield call(f"{function}_grad", args, kwargs, gradients[0] if inputs == 1 else gradients)


# ----- losses by PyTorch -----

SHAPES = [(), (1,), (7,), (4, 1), (5, 3), (2, 3, 2)]


def regression():
    for name, compute in {"mse": F.mse_loss, "mae": F.l1_loss, "huber": F.huber_loss}.items():
        settings = [{}, {"delta": 0.3}, {"delta": 40.0}] if name == "huber" else [{}]
        for shape, kwargs in product(SHAPES, settings):
            yield from with_gradient(name, compute, [normal(*shape), normal(*shape)], kwargs)
        ties = [float64([1.0, -2.0, 3.5, 0.0, 1000.0]), float64([1.0, -2.0, 3.0, -0.0, -1000.0])]
        yield from with_gradient(name, compute, ties, {})


def binary_cross_entropy(p, y, eps=1e-12):
    return F.binary_cross_entropy(torch.clamp(p, eps, 1 - eps), y)


def focal_loss(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p = torch.clamp(p, eps, 1 - eps)
    p_t = p * y + (1 - p) * (1 - y)
    alpha_t = alpha * y + (1 - alpha) * (1 - y)
    return (alpha_t * (1 - p_t) ** gamma * F.binary_cross_entropy(p, y, reduction="none")).mean()


def dice_loss(p, y, smooth=1.0):
    return 1 - (2 * (p * y).sum() + smooth) / (p.sum() + y.sum() + smooth)


def binary():
    for shape in SHAPES:
        p, y = probabilities(*shape), bits(*shape)
        yield from with_gradient("binary_cross_entropy", binary_cross_entropy, [p, y], {})
        yield from with_gradient("binary_cross_entropy", binary_cross_entropy, [p, probabilities(*shape)], {})
        for kwargs in ({}, {"gamma": 0.0}, {"gamma": 0.5, "alpha": 0.9}, {"gamma": 5.0, "alpha": 0.5}):
            yield from with_gradient("focal_loss", focal_loss, [p, y], kwargs)
        for kwargs in ({}, {"smooth": 1e-3}, {"smooth": 10.0}):
            yield from with_gradient("dice_loss", dice_loss, [p, y], kwargs)
    for empty in (bits(3, 4) * 0, bits(3, 4)):
        yield from with_gradient("dice_loss", dice_loss, [probabilities(3, 4) * 0, empty], {})
    # Where it clips, autograd says 0; our convention is another, and mpmath's part.
    p, y = torch.linspace(0, 1, 21, dtype=torch.float64), bits(21)
    yield call("binary_cross_entropy", [p, y], {"eps": 0.2}, binary_cross_entropy(p, y, eps=0.2))
    yield call("focal_loss", [p, y], {"eps": 0.2}, focal_loss(p, y, eps=0.2))


def categorical():
    def by_label(p, labels, eps=1e-12):
        return F.nll_loss(torch.log(torch.clamp(p, eps, 1 - eps)), labels)

    def by_one_hot(p, y_onehot, eps=1e-12):
        return by_label(p, y_onehot.argmax(dim=1), eps)

    for n, k in [(1, 2), (1, 5), (6, 2), (4, 7), (9, 3)]:
        p, labels = torch.softmax(normal(n, k, scale=3.0), dim=1), classes(n, k)
        one_hot = F.one_hot(labels, k).to(torch.float64)
        yield from with_gradient("sparse_categorical_cross_entropy", by_label, [p, labels], {})
        yield from with_gradient("categorical_cross_entropy", by_one_hot, [p, one_hot], {})
    p, labels = torch.eye(3, dtype=torch.float64), torch.tensor([0, 2, 1])
    for kwargs in ({}, {"eps": 1e-3}):
        value = by_label(p, labels, **kwargs)
        yield call("sparse_categorical_cross_entropy", [p, labels], kwargs, value)
        yield call("categorical_cross_entropy", [p, F.one_hot(labels, 3).to(p)], kwargs, value)
    for logits in [
        *(normal(1, 2), normal(5, 4, scale=3.0), normal(3, 10, scale=30.0), normal(2, 1), normal(6, 3) * 0),
        float64([[1000.0, -1000.0, 0.0], [-1000.0, -1000.0, -999.5], [0.0, 1000.0, 1000.0]]),
    ]:
        yield from with_gradient(
            "softmax_cross_entropy", F.cross_entropy, [logits, classes(*logits.shape)], {}
        )


def triplets():
    def squared_distance(a, b):
        return ((a - b) ** 2).sum(dim=1)

    def compute(a, p, n, margin=1.0):
        return F.triplet_margin_with_distance_loss(a, p, n, distance_function=squared_distance, margin=margin)

    for shape, scale in [((1, 3), 0.1), ((1, 1), 1.0), ((8, 2), 0.7), ((5, 6), 1.0)]:
        for kwargs in ({}, {"margin": 0.2}, {"margin": 5.0}):
            embeddings = [normal(*shape, scale=scale) for _ in range(3)]
            yield from with_gradient("triplet_loss", compute, embeddings, kwargs, inputs=3)


# ----- at the clip, by mpmath -----


def cross_entropy_exact(p, y):
    return -mpmath.log(p if y else 1 - p)


def focal_exact(p, y, gamma=2.0, alpha=0.25):
    p_t, alpha_t = (p, mpf(alpha)) if y else (1 - p, 1 - mpf(alpha))
    return -alpha_t * (1 - p_t) ** gamma * mpmath.log(p_t)


def at_the_clip():
    """One probability a call, so that the mean hides nothing; 0 and 1 are clipped."""
    settings = {
        "binary_cross_entropy": (cross_entropy_exact, [{}, {"eps": 1e-7}]),
        "focal_loss": (focal_exact, [{}, {"gamma": 0.0}, {"gamma": 0.5}, {"gamma": 3.0, "eps": 1e-7}]),
    }
    points = [0.0, 1e-12, 1e-9, 1e-4, 0.5, 1 - 1e-4, 1 - 1e-9, 1.0]
    for name, (exact, choices) in settings.items():
        for kwargs, p, y in product(choices, points, (0, 1)):
            eps = kwargs.get("eps", 1e-12)
            clipped = mpf(min(max(p, eps), 1 - eps))
            rest = {key: value for key, value in kwargs.items() if key != "eps"}
            f = partial(exact, y=y, **rest)
            value = float(f(clipped))
            by_torch = float(globals()[name](float64([p]), float64([y]), **kwargs))
            agree(name, by_torch, value)
            yield call(name, [[p], [y]], kwargs, value, by="mpmath")
            slope = float(mpmath.diff(f, clipped, h=mpf(10) ** -30))
            yield call(f"{name}_grad", [[p], [y]], kwargs, [slope], by="mpmath")


def agree(name, a, b):
    # PyTorch takes log(1 − p), and loses p's digits where p is small.
    if not abs(a - b) <= TOLERANCE * abs(b) + 1e-15:
        raise SystemExit(f"{name}: torch says {a}, mpmath {b}")


# ----- penalties, and a graph -----


def l1_penalty(W, lam):
    return lam * F.l1_loss(W, torch.zeros_like(W), reduction="sum")


def l2_penalty(W, lam):
    return lam / 2 * F.mse_loss(W, torch.zeros_like(W), reduction="sum")


def penalties():
    weights = [normal(), normal(4), normal(3, 5), normal(2, 3, 2), float64([0.0, -0.0, 1000.0, -1000.0])]
    for W, lam in product(weights, (0.0, 0.1, 3.0)):
        yield from with_gradient("l1_penalty", l1_penalty, [W], {"lam": lam})
        yield from with_gradient("l2_penalty", l2_penalty, [W], {"lam": lam})


def graphs():
    for numbers in ([100.0, 2.0, 1.1], [0.0, 3.0, 1.05], [-12.5, 0.25, 1.0]):
        leaves = [float64(number).requires_grad_() for number in numbers]
        total = leaves[0] * leaves[1] * leaves[2]
        gradients = torch.autograd.grad(total, leaves)
        yield call("shopping", numbers, {}, [total.detach(), *gradients])


# ----- batch normalization -----

RUNS = [
    # (samples in each batch, features, modes, our momentum, eps)
    ([6, 6, 4, 6, 3], 3, [True, True, False, True, False], 0.9, 1e-5),
    ([5, 2, 1, 9], 1, [False, True, False, True], 0.5, 1e-3),
    ([8] * 12, 4, [True] * 11 + [False], 0.99, 1e-5),
]


def batch_norm():
    for sizes, dim, modes, momentum, eps in RUNS:
        gamma, beta = 1 + 0.5 * normal(dim), normal(dim)
        layer = torch.nn.BatchNorm1d(dim, eps=eps, momentum=1 - momentum, dtype=torch.float64)
        layer.load_state_dict({"weight": gamma, "bias": beta}, strict=False)
        steps = []
        for n, train in zip(sizes, modes, strict=True):
            x = normal(n, dim, scale=3.0) + 10 * normal(dim)
            before = layer.running_var.clone()
            layer.train(train)
            leaf = x.clone().requires_grad_()
            out = layer(leaf)
            dout = normal(n, dim)
            dx, dgamma, dbeta = torch.autograd.grad(out, [leaf, layer.weight, layer.bias], dout)
            if train:  # PyTorch has mixed in the unbiased variance; ours is the biased one
                layer.running_var.copy_(momentum * before + (1 - momentum) * x.var(dim=0, correction=0))
            step = {"x": x, "out": out, "dout": dout, "dx": dx, "dgamma": dgamma, "dbeta": dbeta}
            running = {"running_mean": layer.running_mean, "running_var": layer.running_var}
            steps.append({"train": train} | {key: value.tolist() for key, value in (step | running).items()})
        settings = {"dim": dim, "momentum": momentum, "eps": eps}
        yield settings | {"gamma": gamma.tolist(), "beta": beta.tolist(), "steps": steps}


# ----- numerical differentiation, the formula itself without rounding -----

FUNCTIONS = {"sin": mpmath.sin, "exp": mpmath.exp, "log": mpmath.log, "sqrt": mpmath.sqrt}


def differences():
    for (name, f), x, h in product(FUNCTIONS.items(), (0.25, 1.0, 3.7), (1e-4, 1e-2, 0.125)):
        ahead, behind = f(mpf(x) + mpf(h)), f(mpf(x) - mpf(h))
        yield call("numerical_diff", [name, x], {"h": h}, float((ahead - behind) / (2 * mpf(h))), by="mpmath")


def main():
    mpmath.mp.dps = 50
    losses = [*regression(), *binary(), *categorical(), *triplets(), *at_the_clip()]
    parts = {
        "made_with": {"torch": torch.__version__.partition("+")[0], "mpmath": mpmath.__version__},
        "losses": losses,
        "penalties": list(penalties()),
        "graphs": list(graphs()),
        "differences": list(differences()),
        "batch_norm": list(batch_norm()),
    }
    TARGET.write_text("{\n" + ",\n".join(part(*item) for item in parts.items()) + "\n}\n", encoding="utf-8")


def part(key, value):
    """A part of the file: lists of entries one entry a line, so that a difference is easy to see."""
    if isinstance(value, list):
        return f'"{key}": [\n' + ",\n".join(json.dumps(entry, allow_nan=False) for entry in value) + "\n]"
    return f'"{key}": {json.dumps(value, allow_nan=False)}'


if __name__ == "__main__":
    main()
