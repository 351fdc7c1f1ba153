"""What the questions of this unit compute."""

from dlgrade.figures import curves
from dlgrade.i18n import Text


def product(a, b):
    """The product."""
    return a * b


def total(a, b):
    """The sum."""
    return a + b


def double(x):
    """Twice the number."""
    return 2 * x


def halves():
    """A half and a third."""
    return [1 / 2, 1 / 3]


def refuses(*values):
    """No values are good enough."""
    raise ValueError(values)


def fails():
    """Fail in a way that is no refusal."""
    return {}["nothing"]


def bend_at(x):
    """A curve that bends."""
    values = [max(0, step - x) for step in range(6)]
    return curves(Text("a curve", "곡선"), Text("x", "x"), (Text("f(x)", "f(x)"), values), span=(0, 5))


def _hidden():
    """Nobody outside calls it."""
