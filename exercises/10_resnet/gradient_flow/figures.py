import numpy as np

from dlgrade.figures import bars
from dlgrade.i18n import Text
from dlref.resnet import input_gradient_norm

LAYERS, UNITS = 20, 16


def _norms(residual):
    """The gradient at the input of each layer, from the first to the last."""
    rng = np.random.default_rng(0)
    weights = rng.normal(scale=0.5 / np.sqrt(UNITS), size=(LAYERS, UNITS, UNITS))
    h, norms = rng.normal(size=(4, UNITS)), []
    for layer, W in enumerate(weights):
        norms.append(input_gradient_norm(list(weights[layer:]), h, residual))
        h = np.tanh(h @ W) + (h if residual else 0)
    return norms


def layers():
    plain, skips = _norms(False), _norms(True)
    shown = [0, *range(3, LAYERS, 4)]
    return bars(
        Text("Norm of the gradient at the input of a layer", "층의 입력에 이르는 기울기의 크기"),
        [
            *((Text(f"plain, layer {i + 1}", f"연결 없음, {i + 1}층"), plain[i]) for i in shown),
            *((Text(f"skips, layer {i + 1}", f"스킵 연결, {i + 1}층"), skips[i]) for i in shown),
        ],
        logarithmic=True,
    )
