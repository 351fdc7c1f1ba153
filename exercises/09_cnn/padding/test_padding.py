import numpy as np

from dlgrade.testing import close, picture, points, public, unchanged
from dlref.cnn import pad2d


def first(out):
    """The first channel of the first picture, or None where there is none."""
    try:
        return np.asarray(out, dtype=float)[0, 0] if isinstance(out, list | np.ndarray) else None
    except (ValueError, TypeError, IndexError):
        return None


@public
@points(1)
def test_example(student):
    """Two rows of three pixels in a frame of zeros one pixel wide
    세 픽셀씩 두 행인 이미지에 너비가 1인 0 테두리를 두릅니다"""
    x = np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]])
    wanted = [[0.0] * 5, [0.0, 1.0, 2.0, 3.0, 0.0], [0.0, 4.0, 5.0, 6.0, 0.0], [0.0] * 5]
    close(student.pad2d(x, 1), [[wanted]])


@points(2)
def test_picture(student, rng):
    """One picture with one channel, which is no square
    정사각형이 아닌 이미지 한 장, 채널 하나입니다"""
    rows, columns = np.mgrid[:8, :12]
    ring = np.exp(-((np.hypot(rows - 3.5, columns - 5.5) - 3.0) ** 2))
    x = (0.4 + 0.5 * ring + rng.uniform(0.0, 0.1, size=ring.shape))[None, None]
    out = student.pad2d(x, 2)
    picture(student, x[0, 0], en="the picture", ko="이미지")
    picture(student, first(out), en="after your pad2d", ko="여러분의 pad2d를 거친 뒤")
    close(out, pad2d(x, 2))


@points(2)
def test_batch(student, rng):
    """Several pictures and channels, each of them in its own frame
    여러 장, 여러 채널에 저마다 테두리를 두릅니다"""
    for shape in ((2, 3, 4, 5), (5, 2, 4, 3), (1, 4, 3, 2), (3, 1, 2, 4)):
        x = rng.normal(size=shape)
        close(student.pad2d(x, 1), pad2d(x, 1))


@points(2)
def test_widths(student, rng):
    """Frames of any width, also wider than the picture
    테두리의 너비가 얼마든, 이미지보다 넓어도 맞습니다"""
    for pad in (2, 3, 5):
        x = rng.normal(size=(2, 3, 4, 1))
        close(student.pad2d(x, pad), pad2d(x, pad))
        close(student.pad2d(x, pad=pad), pad2d(x, pad))


@points(2)
def test_no_padding(student, rng):
    """With pad = 0 the pictures stay as they are
    pad = 0이면 이미지가 그대로입니다"""
    x = rng.normal(size=(3, 2, 5, 4))
    close(student.pad2d(x, 0), x)


@points(1)
def test_large_values(student, rng):
    """Pixels of any size and sign come through unchanged
    픽셀의 크기와 부호가 무엇이든 그대로 옮겨집니다"""
    x = rng.normal(size=(2, 3, 4, 5)) * rng.choice([1e-3, 1.0, 1000.0], size=(2, 3, 4, 5))
    close(student.pad2d(x, 1), pad2d(x, 1))


@points(1)
def test_arguments_unchanged(student, rng):
    """x is left as it was
    x를 바꾸지 않습니다"""
    for pad in (0, 1, 2):
        x = rng.normal(size=(2, 3, 5, 4))
        close(unchanged(student.pad2d, x, pad), pad2d(x, pad))
