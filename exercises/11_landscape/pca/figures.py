import numpy as np

from dlgrade.figures import Bars, Pictures, bars, pictures
from dlgrade.i18n import Text
from dlref.landscape import pca


def _dots() -> np.ndarray:
    """A soft dot, 12 by 12, that wanders along a slanted line and grows a little."""
    rng = np.random.default_rng(4)
    y, x = np.mgrid[:12, :12] - 5.5
    samples = []
    for _ in range(80):
        along, width = rng.normal(scale=1.4), rng.uniform(1.6, 2.4)
        samples.append(np.exp(-((x - along) ** 2 + (y - 0.5 * along) ** 2) / (2 * width**2)))
    return np.array(samples)


def components() -> Pictures:
    samples = _dots()
    directions, _ = pca(samples.reshape(80, -1), 3)
    return pictures(
        *((Text("a sample", "샘플"), samples[n]) for n in range(2)),
        (Text("the mean", "평균"), samples.mean(axis=0)),
        *(
            (Text(f"component {i}", f"주성분 {i}"), row.reshape(12, 12))
            for i, row in enumerate(directions, start=1)
        ),
    )


def variances() -> Bars:
    _, variance = pca(_dots().reshape(80, -1), 6)
    return bars(
        Text("Variance along each component", "주성분마다의 분산"),
        [(Text(f"component {i}", f"주성분 {i}"), value) for i, value in enumerate(variance, start=1)],
    )
