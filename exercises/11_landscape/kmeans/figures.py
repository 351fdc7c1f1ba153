import numpy as np

from dlgrade.figures import Pictures, pictures
from dlgrade.i18n import Text
from dlref.landscape import kmeans


def _shapes() -> np.ndarray:
    """A ring, a cross and a bar, 12 by 12."""
    y, x = np.mgrid[:12, :12] - 5.5
    ring = np.abs(np.hypot(x, y) - 4.0) < 0.9
    cross = np.abs(np.abs(x) - np.abs(y)) < 0.6
    bar = np.abs(x) < 1.6
    return np.array([ring, cross, bar], dtype=float)


def shapes() -> Pictures:
    rng = np.random.default_rng(3)
    truth = np.arange(60) % 3
    samples = _shapes()[truth] + rng.normal(scale=0.6, size=(60, 12, 12))
    centers, _ = kmeans(samples.reshape(60, -1), 3, rng)
    return pictures(
        *((Text("a sample", "샘플"), samples[n]) for n in range(3)),
        *((Text(f"center {j}", f"중심 {j}"), center.reshape(12, 12)) for j, center in enumerate(centers)),
    )
