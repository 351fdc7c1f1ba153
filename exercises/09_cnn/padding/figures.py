import numpy as np

from dlgrade.figures import pictures
from dlgrade.i18n import Text
from dlref.cnn import pad2d


def frame():
    """A bright ring with a dark middle on a grey background, without and with a frame of zeros."""
    rows, columns = np.mgrid[:12, :12] - 5.5
    far = np.hypot(rows, columns)
    ring = np.select([far < 1.5, np.abs(far - 4.0) < 1.0], [0.0, 1.0], 0.5)
    return pictures(
        (Text("12 × 12", "12 × 12"), ring),
        (Text("padding 2: 16 × 16", "패딩 2: 16 × 16"), pad2d(ring[None, None], 2)[0, 0]),
    )
