import numpy as np

from dlgrade.figures import curves
from dlgrade.i18n import Text
from dlref.optimizers import Adam
from dlref.resnet import ResidualBlock

WIDTH = 6
NAMES = ("W1", "b1", "W2", "b2")


def _start(rng, blocks, skip):
    """Weights that keep the size of a signal; with skip connections every block starts by adding nothing."""
    params = {}
    for i in range(blocks):
        params[f"W1 {i}"] = rng.normal(size=(WIDTH, WIDTH)) * np.sqrt(2 / WIDTH)
        params[f"W2 {i}"] = rng.normal(size=(WIDTH, WIDTH)) * np.sqrt(1 / WIDTH) * (0 if skip else 1)
        params[f"b1 {i}"] = params[f"b2 {i}"] = np.zeros(WIDTH)
    return params


def _losses(blocks, skip):
    """The mean squared error, step by step. A plain block is a residual one less what passes by."""
    rng = np.random.default_rng(1)
    x = rng.normal(size=(32, WIDTH))
    target = np.sin(2 * x)
    params, optimizer, losses = _start(rng, blocks, skip), Adam(lr=0.01), []
    for _ in range(50):
        h, net = x, []
        for i in range(blocks):
            net.append(ResidualBlock(*(params[f"{name} {i}"] for name in NAMES)))
            h = net[-1].forward(h) - (0 if skip else h)
        losses.append(np.mean((h - target) ** 2))
        d, grads = 2 * (h - target) / h.size, {}
        for i in reversed(range(blocks)):
            d = net[i].backward(d) - (0 if skip else d)
            grads |= {f"{name} {i}": getattr(net[i], f"d{name}") for name in NAMES}
        params = optimizer.step(params, grads)
    return losses


def depth():
    return curves(
        Text("Loss in training, over 50 steps", "50걸음 동안의 학습 손실"),
        Text("step", "걸음"),
        (Text("plain, 4 layers", "연결 없음, 4층"), _losses(2, False)),
        (Text("plain, 24 layers", "연결 없음, 24층"), _losses(12, False)),
        (Text("skips, 4 layers", "스킵 연결, 4층"), _losses(2, True)),
        (Text("skips, 24 layers", "스킵 연결, 24층"), _losses(12, True)),
    )
