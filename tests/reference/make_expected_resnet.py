"""Make `expected_resnet.json`, which `test_resnet.py` compares the reference with.

    pip install torch==2.13.0
    python tests/reference/make_expected_resnet.py

The file holds, in decimal digits that give back the very same float64, what PyTorch does in float64, with its
gradients by autograd:

    residual_block       outputs and gradients of torch.nn.Linear layers with a path around them
    conv_residual_block  the same with torch.nn.functional.conv2d, with and without a convolution on the path
    gradient_flow        the norm of the gradient at the input of networks up to 50 layers deep, of both kinds
    fine_tune            the head of a classifier after some of its steps by torch.optim.SGD
"""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

TARGET = Path(__file__).with_name("expected_resnet.json")

# N, C, H, W, F, stride, whether there is a convolution on the path around
PICTURES = [
    (2, 3, 5, 4, 3, 1, False),
    (1, 1, 3, 4, 1, 1, False),
    (1, 1, 1, 1, 1, 1, False),
    (2, 3, 4, 5, 2, 1, True),
    (1, 2, 4, 3, 2, 1, True),
    (2, 2, 6, 4, 3, 2, True),
    (3, 1, 5, 7, 2, 2, True),
    (1, 3, 5, 6, 3, 2, True),
    (2, 2, 7, 5, 4, 3, True),
]


def normal(rng, *shape, scale=1.0):
    return torch.tensor(scale * rng.normal(size=shape), dtype=torch.float64)


def plain(entry):
    """Tensors as nested lists."""
    return {key: value.tolist() if isinstance(value, torch.Tensor) else value for key, value in entry.items()}


def gradients(out, dout, **inputs):
    """The gradient with respect to each input, by its name with a d before it."""
    wanted = torch.autograd.grad(out, list(inputs.values()), dout)
    return {f"d{name}": gradient for name, gradient in zip(inputs, wanted, strict=True)}


def residual_block():
    rng = np.random.default_rng(20)
    for n, d, m in [(4, 3, 5), (1, 2, 2), (3, 1, 4), (5, 4, 1), (1, 1, 1)]:
        first, second = (torch.nn.Linear(*size, dtype=torch.float64) for size in [(d, m), (m, d)])
        with torch.no_grad():
            for parameter in (*first.parameters(), *second.parameters()):
                parameter.copy_(normal(rng, *parameter.shape))
            first.bias[0] = 0.0
        x, dout = normal(rng, n, d), normal(rng, n, d)
        x[0] = 0.0  # so that the first unit is at its kink
        x.requires_grad_()
        out = second(torch.relu(first(x))) + x
        entry = {"x": x, "dout": dout, "out": out}
        entry |= {"W1": first.weight.T, "b1": first.bias, "W2": second.weight.T, "b2": second.bias}
        found = gradients(out, dout, x=x, W1=first.weight, b1=first.bias, W2=second.weight, b2=second.bias)
        found |= {"dW1": found["dW1"].T, "dW2": found["dW2"].T}
        yield plain(entry | found)


def conv_residual_block():
    rng = np.random.default_rng(21)
    for n, c, h, w, f, stride, projected in PICTURES:
        given = {
            "x": normal(rng, n, c, h, w),
            "w1": normal(rng, f, c, 3, 3, scale=0.5),
            "b1": normal(rng, f),
            "w2": normal(rng, f, f, 3, 3, scale=0.5),
            "b2": normal(rng, f),
        }
        if projected:
            given["w_skip"] = normal(rng, f, c, 1, 1)
        if (n, c, h, w) == (1, 1, 3, 4):  # every sum is exactly at its kink
            for key in ("x", "b1", "b2"):
                given[key].zero_()
        for tensor in given.values():
            tensor.requires_grad_()
        x, w1, b1, w2, b2 = list(given.values())[:5]
        hidden = functional.relu(functional.conv2d(x, w1, b1, stride=stride, padding=1))
        skip = functional.conv2d(x, given["w_skip"], stride=stride) if projected else x
        out = functional.relu(functional.conv2d(hidden, w2, b2, padding=1) + skip)
        dout = normal(rng, *out.shape)
        yield {
            "stride": stride,
            **plain({**given, "dout": dout, "out": out, **gradients(out, dout, **given)}),
        }


def gradient_flow():
    rng = np.random.default_rng(22)
    for n, widths in [(3, (4,)), (2, (3, 3)), (1, (1, 1, 1)), (2, (3, 5, 2)), (4, (4,) * 8), (2, (3,) * 51)]:
        weights = [normal(rng, *pair) / pair[0] ** 0.5 for pair in pairwise(widths)]
        for residual in (False, True):
            if residual and len(set(widths)) > 1:
                continue
            x = normal(rng, n, widths[0]).requires_grad_()
            h = x
            for W in weights:
                h = torch.tanh(h @ W) + (h if residual else 0.0)
            (dx,) = torch.autograd.grad(h.sum(), x)
            given = {"weights": [W.tolist() for W in weights], "x": x.tolist(), "residual": residual}
            yield {**given, "norm": torch.linalg.matrix_norm(dx).item()}


def fine_tune():
    rng = np.random.default_rng(23)
    for n, d, k, lr, seen_after in [
        (12, 4, 3, 0.1, [0, 1, 2, 10, 200]),
        (1, 3, 2, 0.5, [1, 7]),
        (6, 2, 5, 0.02, [1, 50]),
    ]:
        images, labels = normal(rng, n, 2, d), torch.tensor(rng.integers(0, k, n))
        head = torch.nn.Linear(d, k, dtype=torch.float64)
        with torch.no_grad():
            head.weight.copy_(normal(rng, k, d))
            head.bias.copy_(normal(rng, k))
        entry = {
            "X": images,
            "W": head.weight.T.detach().clone(),
            "b": head.bias.detach().clone(),
            "labels": labels,
        }
        optimizer, after = torch.optim.SGD(head.parameters(), lr=lr), {}
        for step in range(max(seen_after) + 1):
            if step in seen_after:
                after[step] = plain({"W": head.weight.T, "b": head.bias})
            optimizer.zero_grad()
            functional.cross_entropy(head(images.sum(dim=1)), labels).backward()
            optimizer.step()
        yield {**plain(entry), "lr": lr, "after": after}


def main():
    torch.set_num_threads(1)
    parts = {"made_with": {"torch": torch.__version__.partition("+")[0]}}
    for make in (residual_block, conv_residual_block, gradient_flow, fine_tune):
        parts[make.__name__] = list(make())
    TARGET.write_text("{\n" + ",\n".join(part(*item) for item in parts.items()) + "\n}\n", encoding="utf-8")


def part(key, value):
    """A part of the file: lists of entries one entry a line, so that a difference is easy to see."""
    if isinstance(value, list):
        return f'"{key}": [\n' + ",\n".join(json.dumps(entry, allow_nan=False) for entry in value) + "\n]"
    return f'"{key}": {json.dumps(value, allow_nan=False)}'


if __name__ == "__main__":
    main()
