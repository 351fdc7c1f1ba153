"""Make `expected_moon_rocks.json`, which the tests of the moon-rock network compare with.

    pip install torch==2.13.0
    python tests/reference/make_expected_moon_rocks.py

The file holds, in decimal digits that give back the very same float64, what PyTorch does in float64 with a few
pictures and random weights, both from seeds: the loss, its gradients by autograd, and the labels.
"""

import json
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from dlref.moon_rocks import rock_pictures

TARGET = Path(__file__).with_name("expected_moon_rocks.json")
SHAPES = {"w1": (16, 1, 5, 5), "b1": (16,), "w2": (32, 16, 3, 3), "b2": (32,), "w3": (32, 2), "b3": (2,)}


def case(seed, count):
    """The network on `count` pictures: rng draws the pictures first, then the weights in the order of SHAPES."""
    rng = np.random.default_rng(seed)
    images, labels = rock_pictures(count, rng)
    weights = {key: torch.tensor(rng.normal(0, 0.3, shape)) for key, shape in SHAPES.items()}
    for weight in weights.values():
        weight.requires_grad_()
    x, kinds = torch.tensor(images), torch.tensor(labels)
    x = x - x.mean(dim=(1, 2, 3), keepdim=True)
    x = x / (x.std(dim=(1, 2, 3), keepdim=True, correction=0) + 1e-6)
    x = functional.relu(functional.conv2d(x, weights["w1"], weights["b1"], stride=2, padding=2))
    x = functional.conv2d(functional.max_pool2d(x, 2), weights["w2"], weights["b2"], padding=1)
    logits = functional.adaptive_avg_pool2d(functional.relu(x), 1).flatten(1) @ weights["w3"] + weights["b3"]
    loss = functional.cross_entropy(logits, kinds)
    loss.backward()
    return {
        "seed": seed,
        "count": count,
        "loss": loss.item(),
        "predicted": logits.argmax(dim=1).tolist(),
        "gradients": {key: weight.grad.ravel().tolist() for key, weight in weights.items()},
    }


if __name__ == "__main__":
    TARGET.write_text(json.dumps([case(3, 5), case(4, 1)]) + "\n", encoding="utf-8")
