import numpy as np

from dlgrade.figures import Curves, Pictures, curves, pictures
from dlgrade.i18n import Text
from dlref.landscape import fit_logistic, predict_proba


def _clouds() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(5)
    y = np.arange(60) % 2
    return rng.normal(scale=0.9, size=(60, 2)) + np.array([[-1.0, -0.6], [1.0, 0.8]])[y], y


def plane() -> Pictures:
    X, y = _clouds()
    ticks = np.linspace(-3.0, 3.0, 24)
    grid = np.stack(np.meshgrid(ticks, ticks[::-1]), axis=-1).reshape(-1, 2)
    samples = np.full((24, 24), 0.5)
    for (right, up), label in zip(X, y, strict=True):
        if max(abs(right), abs(up)) < 3.0:
            samples[int((3.0 - up) * 4.0), int((3.0 + right) * 4.0)] = label
    return pictures(
        (Text("samples", "샘플"), samples),
        *(
            (
                Text(f"after {n} steps", f"{n}걸음 뒤"),
                np.clip(predict_proba(grid, *fit_logistic(X, y, 0.5, n)).reshape(24, 24), 0.0, 1.0),
            )
            for n in (1, 200)
        ),
    )


def losses() -> Curves:
    X, y = _clouds()

    def loss(lr: float, n: int) -> float:
        w, b = fit_logistic(X, y, lr, n)
        z = X @ w + b
        return float(np.mean(np.logaddexp(0.0, z) - y * z))

    return curves(
        Text("Mean cross-entropy", "교차 엔트로피의 평균"),
        Text("step", "걸음"),
        *((Text(f"lr = {lr}", f"lr = {lr}"), [loss(lr, n) for n in range(41)]) for lr in (0.03, 0.1, 0.5)),
    )
