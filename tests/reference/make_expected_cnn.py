"""Make `expected_cnn.json`, which the tests of convolution, pooling and the small network compare with.

    pip install torch==2.13.0
    python tests/reference/make_expected_cnn.py

The file holds, in decimal digits that give back the very same float64, what PyTorch does in float64, with its
gradients by autograd:

    output_sizes    how large the output of a convolution is
    conv_params     how many parameters torch.nn.Conv2d has
    correlate2d     one filter on one picture
    im2col          torch's unfold, and fold of other numbers, in the layout of the course
    conv2d          convolutions with their gradients
    large           the same on larger pictures, which come from a seed: a few entries of each result, and sums
    max_pool2d, avg_pool2d
                    poolings with their gradients; pictures of few different values, so that there are ties
    global_avg_pool, flatten
    convnet         logits, loss and gradients of small networks
    training        the losses of one over 30 steps of Adam
"""

import json
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

TARGET = Path(__file__).with_name("expected_cnn.json")

# pictures, filters, stride, padding
CONVOLUTIONS = [
    ((2, 3, 7, 5), (4, 3, 3, 2), 1, 0),
    ((2, 3, 5, 8), (1, 3, 2, 4), 2, 1),
    ((1, 1, 8, 8), (4, 1, 3, 3), 1, 0),
    ((1, 2, 6, 7), (3, 2, 3, 3), 1, 1),
    ((3, 1, 9, 6), (2, 1, 4, 3), 2, 0),
    ((1, 1, 1, 1), (1, 1, 1, 1), 1, 0),
    ((4, 2, 3, 5), (5, 2, 1, 1), 1, 0),
    ((2, 3, 4, 5), (2, 3, 1, 1), 2, 0),
    ((2, 2, 3, 4), (3, 2, 3, 4), 1, 0),
    ((1, 2, 2, 3), (2, 2, 5, 4), 1, 2),
    ((2, 1, 10, 7), (2, 1, 2, 3), 3, 1),
    ((1, 3, 7, 4), (2, 3, 2, 2), 4, 0),
]
LARGE = [
    ((8, 3, 32, 32), (16, 3, 3, 3), 1, 1),
    ((33, 16, 8, 8), (32, 16, 3, 3), 1, 1),
    ((5, 16, 28, 28), (32, 16, 5, 5), 2, 0),
    ((3, 4, 40, 50), (8, 4, 7, 5), 1, 3),
    ((9, 64, 16, 16), (8, 64, 1, 1), 1, 0),
]
# pictures, size, stride
POOLINGS = [
    ((2, 3, 6, 8), 2, 2),
    ((2, 1, 7, 5), 2, 2),
    ((1, 2, 5, 7), 3, 2),
    ((2, 2, 5, 4), 2, 1),
    ((1, 1, 8, 9), 2, 3),
    ((3, 2, 4, 3), 3, 3),
    ((1, 1, 1, 1), 1, 1),
    ((2, 1, 3, 4), 1, 2),
    ((1, 3, 6, 5), 5, 1),
]
# pictures, filters, kernel, hidden units, classes
NETWORKS = [
    ((3, 2, 7, 6), 3, 3, 5, 4),
    ((1, 1, 8, 8), 2, 5, 4, 3),
    ((5, 1, 5, 9), 4, 1, 3, 2),
    ((2, 3, 3, 2), 2, 3, 4, 5),
    ((4, 1, 6, 4), 3, 7, 6, 3),
]


def normal(rng, *shape):
    return torch.tensor(rng.normal(size=shape), dtype=torch.float64)


def coarse(rng, *shape):
    """Numbers of which many are equal."""
    return torch.tensor(rng.integers(-2, 3, shape), dtype=torch.float64) / 2


def whole(rng, *shape):
    """Whole numbers, which add up without rounding."""
    return torch.tensor(rng.integers(-99, 100, shape), dtype=torch.float64)


def plain(entry):
    return {key: value.tolist() if isinstance(value, torch.Tensor) else value for key, value in entry.items()}


def leaves(*tensors):
    return [tensor.requires_grad_() for tensor in tensors]


# ----- shapes -----


def output_sizes():
    for n in range(1, 10):
        for k in range(1, 7):
            for stride in range(1, 4):
                for pad in range(3):
                    if k <= n + 2 * pad:
                        out = functional.conv1d(
                            torch.zeros(1, 1, n), torch.zeros(1, 1, k), stride=stride, padding=pad
                        )
                        yield [n, k, stride, pad, out.shape[2]]  # fmt: skip


def conv_params():
    for channels, filters, k in [(1, 1, 1), (3, 16, 3), (16, 32, 5), (2, 7, 4), (64, 64, 1)]:
        parameters = torch.nn.Conv2d(channels, filters, k).parameters()
        yield [channels, filters, k, sum(parameter.numel() for parameter in parameters)]


# ----- convolution -----


def correlate2d():
    rng = np.random.default_rng(20)
    for shape, size in [
        ((5, 7), (3, 2)),
        ((4, 4), (4, 4)),
        ((1, 6), (1, 3)),
        ((3, 5), (1, 1)),
        ((9, 2), (4, 2)),
    ]:
        image, kernel = normal(rng, *shape), normal(rng, *size)
        result = functional.conv2d(image[None, None], kernel[None, None])[0, 0]
        yield plain({"image": image, "kernel": kernel, "result": result})


def im2col():
    rng = np.random.default_rng(21)
    for shape, (_, _, kh, kw), stride, pad in CONVOLUTIONS:
        x = whole(rng, *shape)
        how = {"kernel_size": (kh, kw), "stride": stride, "padding": pad}
        unfolded = functional.unfold(x, **how)
        numbers = whole(rng, *unfolded.shape)
        yield plain(
            {
                "x": x,
                "args": [kh, kw, stride, pad],
                "cols": unfolded.transpose(1, 2).flatten(0, 1),
                "other_cols": numbers.transpose(1, 2).flatten(0, 1),
                "folded": functional.fold(numbers, shape[2:], **how),
            }
        )


def convolved(rng, shape, filters, stride, pad):
    """Tensors of a convolution and of its gradients, by name."""
    x, w, b = leaves(normal(rng, *shape), normal(rng, *filters), normal(rng, filters[0]))
    out = functional.conv2d(x, w, b, stride=stride, padding=pad)
    dout = normal(rng, *out.shape)
    dx, dw, db = torch.autograd.grad(out, (x, w, b), dout)
    return {"x": x, "w": w, "b": b, "dout": dout, "out": out.detach(), "dx": dx, "dw": dw, "db": db}


def conv2d():
    rng = np.random.default_rng(22)
    for shape, filters, stride, pad in CONVOLUTIONS:
        yield plain({**convolved(rng, shape, filters, stride, pad), "stride": stride, "pad": pad})


def large():
    for seed, (shape, filters, stride, pad) in enumerate(LARGE):
        made = convolved(np.random.default_rng(seed), shape, filters, stride, pad)
        entry = {"seed": seed, "shape": shape, "filters": filters, "stride": stride, "pad": pad}
        for key in ("out", "dx", "dw", "db"):
            flat = made[key].flatten()
            some = np.random.default_rng(seed).integers(0, len(flat), 60)
            entry[key] = {
                "shape": list(made[key].shape),
                "at": some.tolist(),
                "values": flat[some].tolist(),
                "sum": flat.sum().item(),
                "squares": flat.square().sum().item(),
            }
        yield entry


# ----- pooling -----


def pooled(rng, make, pool):
    for shape, size, stride in POOLINGS:
        (x,) = leaves(make(rng, *shape))
        out = pool(x, size, stride)
        dout = normal(rng, *out.shape)
        (dx,) = torch.autograd.grad(out, x, dout)
        yield plain({"x": x, "size": size, "stride": stride, "dout": dout, "out": out, "dx": dx})


def max_pool2d():
    rng = np.random.default_rng(23)
    for make in (coarse, normal):
        yield from pooled(rng, make, functional.max_pool2d)


def avg_pool2d():
    yield from pooled(np.random.default_rng(24), normal, functional.avg_pool2d)


def global_avg_pool():
    rng = np.random.default_rng(25)
    for shape in [(2, 3, 4, 5), (1, 1, 1, 1), (3, 2, 1, 7)]:
        x = normal(rng, *shape)
        yield plain({"x": x, "out": functional.adaptive_avg_pool2d(x, 1).flatten(1)})


def flatten():
    rng = np.random.default_rng(26)
    for shape in [(2, 3, 4, 5), (1, 1, 1, 1), (3, 2, 1, 7)]:
        (x,) = leaves(normal(rng, *shape))
        out = torch.nn.Flatten()(x)
        dout = normal(rng, *out.shape)
        (dx,) = torch.autograd.grad(out, x, dout)
        yield plain({"x": x, "dout": dout, "out": out, "dx": dx})


# ----- networks -----


def network(rng, shape, filters, kernel, hidden, classes):
    """A module, and its parameters under the names and in the layout of the course."""
    _, channels, height, width = shape
    module = torch.nn.Sequential(
        torch.nn.Conv2d(channels, filters, kernel, padding="same"),
        torch.nn.ReLU(),
        torch.nn.MaxPool2d(2),
        torch.nn.Flatten(),
        torch.nn.Linear(filters * (height // 2) * (width // 2), hidden),
        torch.nn.ReLU(),
        torch.nn.Linear(hidden, classes),
    ).double()
    for parameter in module.parameters():
        parameter.data.copy_(normal(rng, *parameter.shape) / 2)
    return module


def ours(module, of):
    """The parameters of a module, or something of each, by our names and in our layout."""
    named = {}
    for number, layer in enumerate((module[0], module[4], module[6]), start=1):
        W = of(layer.weight)
        named[f"W{number}"], named[f"b{number}"] = W.T if W.ndim == 2 else W, of(layer.bias)
    return plain(named)


def convnet():
    rng = np.random.default_rng(27)
    for shape, *sizes in NETWORKS:
        module = network(rng, shape, *sizes)
        x, labels = normal(rng, *shape), torch.tensor(rng.integers(0, sizes[-1], shape[0]))
        logits = module(x)
        loss = functional.cross_entropy(logits, labels)
        loss.backward()
        yield {
            "sizes": sizes,
            "params": ours(module, lambda p: p.detach()),
            **plain({"x": x, "labels": labels, "logits": logits, "loss": loss}),
            "gradients": ours(module, lambda p: p.grad),
        }


def training():
    rng = np.random.default_rng(28)
    sizes = (4, 3, 6, 3)
    module = network(rng, (12, 1, 8, 6), *sizes)
    x, labels = normal(rng, 12, 1, 8, 6), torch.tensor(rng.integers(0, 3, 12))
    params, losses = ours(module, lambda p: p.detach()), []
    optimizer = torch.optim.Adam(module.parameters(), lr=0.02, eps=1e-8)
    for _ in range(30):
        optimizer.zero_grad()
        loss = functional.cross_entropy(module(x), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    yield {
        "sizes": sizes,
        "lr": 0.02,
        "params": params,
        **plain({"x": x, "labels": labels}),
        "losses": losses,
    }


def main():
    torch.set_num_threads(1)
    parts = {"made_with": {"torch": torch.__version__.partition("+")[0]}}
    for make in (
        *(output_sizes, conv_params, correlate2d, im2col, conv2d, large),
        *(max_pool2d, avg_pool2d, global_avg_pool, flatten, convnet, training),
    ):
        parts[make.__name__] = list(make())
    TARGET.write_text("{\n" + ",\n".join(part(*item) for item in parts.items()) + "\n}\n", encoding="utf-8")


def part(key, value):
    """A part of the file: lists of entries one entry a line, so that a difference is easy to see."""
    if isinstance(value, list):
        return f'"{key}": [\n' + ",\n".join(json.dumps(entry, allow_nan=False) for entry in value) + "\n]"
    return f'"{key}": {json.dumps(value, allow_nan=False)}'


if __name__ == "__main__":
    main()
