"""Samples, the learning curve, the mistakes and the filters of a network that `dlref.moon_rocks.learn` has trained.

The training is in `trained.npz`, so that a figure need not wait for it; `python figures.py` trains anew.
"""

from functools import cache
from pathlib import Path

import numpy as np

from dlgrade.figures import curves, pictures
from dlgrade.i18n import Text
from dlref.moon_rocks import contact_sheet, learn, predict, rock_pictures

TRAINED = Path(__file__).with_name("trained.npz")
KINDS = (Text("basalt", "현무암"), Text("highland rock", "고지대 암석"))


def _train_anew():
    """Train as the reference does; keep the model, and the loss and the share of new pictures right by epoch."""
    rng = np.random.default_rng(2026)
    images, labels = rock_pictures(2000, rng)
    new, truth = rock_pictures(1000, rng)
    steps = [
        (loss, np.mean(predict(model, new) == truth), model) for loss, model in learn(images, labels, rng)
    ]
    losses, shares, models = zip(*steps, strict=True)
    model = {key: value.astype(np.float32) for key, value in models[-1].items()}
    np.savez_compressed(TRAINED, losses=losses, shares=shares, **model)


@cache
def _trained():
    with np.load(TRAINED) as data:
        return {key: data[key] for key in data}


def _model():
    return {key: value for key, value in _trained().items() if key[0] in "wb"}


def samples():
    """Two rocks of each kind."""
    images, labels = rock_pictures(40, np.random.default_rng(3))
    return pictures(
        *((name, image[0]) for kind, name in enumerate(KINDS) for image in images[labels == kind][:2])
    )


def learning_curve():
    """The loss on the way, and the share of new pictures that are right."""
    data = _trained()
    loss = (Text("loss", "손실"), list(data["losses"]))
    share = (Text("share right", "정확도"), list(data["shares"]))
    return curves(Text("The training", "학습"), Text("epoch", "에포크"), loss, share)


def mistaken():
    """Pictures that the network gets wrong."""
    images, labels = rock_pictures(400, np.random.default_rng(11))
    wrong = np.flatnonzero(predict(_model(), images) != labels)[:2]
    return pictures(
        *(
            (Text(f"in truth {KINDS[labels[i]].en}", f"사실은 {KINDS[labels[i]].ko}"), images[i, 0])
            for i in wrong
        )
    )


def filters():
    """The sixteen filters of the first layer, each from its darkest to its brightest weight."""
    weights = _trained()["w1"]
    low, high = (edge(weights, axis=(2, 3), keepdims=True) for edge in (np.min, np.max))
    return pictures(
        (Text("the first layer's filters", "첫 층의 필터"), contact_sheet((weights - low) / (high - low), 8))
    )


if __name__ == "__main__":
    _train_anew()
