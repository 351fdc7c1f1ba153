"""Figures to play with: where they stand, and the numbers and words that they are drawn from.

A figure is drawn by ``static/widgets*.js`` from plain data. All of its numbers are computed here, at build, by the
reference implementations (`dlref`); the scripts only choose among them. Each family of figures has a module here and a
script of the same name there.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, NamedTuple

from dlgrade.i18n import Lang, Text


class Widget(NamedTuple):
    """A figure at one place.

    Attributes:
        name: which figure.
        start: which of its starts: what is chosen when the page opens.
    """

    name: str
    start: str


# The figures, by the family that they belong to.
FAMILIES: dict[str, tuple[str, ...]] = {
    "curves": ("activations", "losses", "classification_losses"),
    "optimizers": ("optimizers",),
    "pictures": ("convolution", "pooling"),
    "layers": ("dropout", "batch_norm", "gradient_flow"),
}
NAMES: tuple[str, ...] = tuple(name for names in FAMILIES.values() for name in names)
_FAMILY_OF = {name: family for family, names in FAMILIES.items() for name in names}

# Where they stand: in the section of an exercise, which is also the name of the start.
_SECTIONS: dict[str, tuple[str, ...]] = {
    "activations": ("sigmoid", "tanh", "relu", "leaky_relu", "elu", "swish", "gelu"),
    "losses": ("mse", "mae", "huber"),
    "classification_losses": ("binary_cross_entropy", "focal_loss"),
    "optimizers": ("learning_rate", "sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"),
    "convolution": ("filters", "conv_shapes", "padding", "conv2d"),
    "pooling": ("max_pool", "avg_pool"),
    "dropout": ("dropout",),
    "batch_norm": ("batch_norm",),
    "gradient_flow": ("gradient_flow",),
}
PLACES: dict[str, Widget] = {
    exercise: Widget(name, exercise) for name, exercises in _SECTIONS.items() for exercise in exercises
}

# What every figure says.
_SHARED = {"numbers": Text("The numbers as a table", "표로 보기")}


def data(name: str, lang: Lang) -> dict[str, Any]:
    """What a figure is drawn from: plain data.

    Args:
        name: one of `NAMES`.
        lang: the language of its words.
    """
    module = import_module(f"dlsite.widgets.{_FAMILY_OF[name]}")
    made: dict[str, Any] = getattr(module, name)()
    words = {**_SHARED, **made.pop("words")}
    spoken: dict[str, Any] = _spoken({"name": name, **made, "words": words}, lang)
    return spoken


def scripts(shown: tuple[Widget, ...]) -> tuple[str, ...]:
    """The scripts that a page with these figures needs: none where there is no figure."""
    families = dict.fromkeys(_FAMILY_OF[widget.name] for widget in shown)
    return ("widgets", *(f"widgets-{family}" for family in families)) if families else ()


def _spoken(value: Any, lang: Lang) -> Any:
    """A value with every text in one language."""
    if isinstance(value, Text):
        return value.to(lang)
    if isinstance(value, dict):
        return {key: _spoken(item, lang) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_spoken(item, lang) for item in value]
    return value
