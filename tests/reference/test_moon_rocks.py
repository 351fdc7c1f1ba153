"""The moon rocks: what the pictures give away and what they do not, and the network that tells them apart.

`expected_moon_rocks.json` holds PyTorch's numbers; `make_expected_moon_rocks.py` beside it says how they were made.
"""

import inspect
import json
from pathlib import Path

import numpy as np
import pytest

from dlgrade.course.model import builtin_root
from dlref import moon_rocks
from dlref.moon_rocks import BASALT, HIGHLAND, contact_sheet, learn, predict, rock_pictures, train

EXPECTED = json.loads(Path(__file__).with_name("expected_moon_rocks.json").read_text(encoding="utf-8"))

# The contract: every name with its parameters.
SIGNATURES = {
    "train": "(images, labels, rng)",
    "predict": "(model, images)",
    "rock_pictures": "(n, rng)",
    "contact_sheet": "(images, columns)",
    "learn": "(images, labels, rng)",
}
SHAPES = {"w1": (16, 1, 5, 5), "b1": (16,), "w2": (32, 16, 3, 3), "b2": (32,), "w3": (32, 2), "b3": (2,)}


@pytest.fixture(scope="module")
def seen():
    return rock_pictures(2000, np.random.default_rng(0))


@pytest.fixture(scope="module")
def unseen():
    return rock_pictures(1000, np.random.default_rng(1))


@pytest.fixture(scope="module")
def trained(seen):
    """The model, after the losses and the models of each epoch of its training."""
    images, labels = seen
    epochs = list(learn(images, labels, np.random.default_rng(2)))
    return [loss for loss, _ in epochs], [model for _, model in epochs]


@pytest.fixture(scope="module")
def quick():
    images, labels = rock_pictures(24, np.random.default_rng(3))
    return train(images, labels, np.random.default_rng(4))


# ----- the contract -----


@pytest.mark.parametrize("name", SIGNATURES)
def test_signature(name):
    signature = inspect.signature(getattr(moon_rocks, name))
    parameters = [p.replace(annotation=p.empty) for p in signature.parameters.values()]
    assert str(inspect.Signature(parameters)) == SIGNATURES[name]


# ----- the pictures -----


def test_pictures_and_labels(seen):
    images, labels = seen
    assert images.shape == (2000, 1, 32, 32)
    assert images.dtype == np.float64
    assert images.min() >= 0.0
    assert images.max() <= 1.0
    assert labels.shape == (2000,)
    assert labels.dtype.kind == "i"
    assert 0.45 < labels.mean() < 0.55
    assert set(labels.tolist()) == {BASALT, HIGHLAND} == {0, 1}


@pytest.mark.parametrize("n", [0, 1, 7])
def test_any_number_of_pictures(n):
    images, labels = rock_pictures(n, np.random.default_rng(5))
    assert images.shape == (n, 1, 32, 32)
    assert labels.shape == (n,)


def test_pictures_come_from_the_generator_alone():
    one, same, other = (rock_pictures(3, np.random.default_rng(seed)) for seed in (6, 6, 7))
    assert np.array_equal(one[0], same[0])
    assert np.array_equal(one[1], same[1])
    assert not np.array_equal(one[0], other[0])


def test_brightness_overlaps(seen):
    images, labels = seen
    brightness = images.mean(axis=(1, 2, 3))
    dark, bright = brightness[labels == BASALT], brightness[labels == HIGHLAND]
    assert 0.05 < bright.mean() - dark.mean() < 0.12
    assert min(dark.std(), bright.std()) > 0.1
    best = max(np.mean((brightness > threshold) == labels) for threshold in np.linspace(0.2, 0.8, 61))
    assert 0.6 < best < 0.72


def raw(x, like):
    return x


def standardised_by_pixel(x, like):
    return (x - like.mean(axis=0)) / like.std(axis=0)


def standardised_by_picture(x, like):
    return (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True)


@pytest.mark.parametrize("penalty", [1e-4, 1e-2, 1.0])
@pytest.mark.parametrize("prepare", [raw, standardised_by_pixel, standardised_by_picture])
def test_a_linear_model_of_the_pixels_stays_below_75_percent(seen, unseen, prepare, penalty):
    (images, labels), (new, truth) = seen, unseen
    x, t = images.reshape(len(images), -1), new.reshape(len(new), -1)
    x, t = (np.insert(prepare(z, x), 0, 1.0, axis=1) for z in (x, t))
    w = logistic_regression(x, labels, penalty)
    assert np.mean((t @ w > 0) == truth) < 0.75


def logistic_regression(x, y, penalty):
    """The minimum of the mean cross-entropy + penalty/2 |w|², by Newton's method until the slope is gone."""

    def loss(w):
        return np.mean(np.logaddexp(0.0, x @ w) - y * (x @ w)) + penalty / 2 * w @ w

    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1.0 / (1.0 + np.exp(-x @ w))
        slope = x.T @ (p - y) / len(x) + penalty * w
        if np.abs(slope).max() < 1e-8:
            return w
        curvature = (x * (p * (1.0 - p))[:, None]).T @ x / len(x) + penalty * np.eye(len(w))
        step, share = np.linalg.solve(curvature, slope), 1.0
        while loss(w - share * step) > loss(w):
            share /= 2
        w = w - share * step
    raise AssertionError("has not converged")


# ----- the sheet -----


def test_contact_sheet():
    images = np.arange(3.0 * 2 * 4).reshape(3, 1, 2, 4) / 100
    sheet = contact_sheet(images, 2)
    assert sheet.shape == (2 * 3 + 1, 2 * 5 + 1)
    assert np.array_equal(sheet[1:3, 1:5], images[0, 0])
    assert np.array_equal(sheet[1:3, 6:10], images[1, 0])
    assert np.array_equal(sheet[4:6, 1:5], images[2, 0])
    sheet[1:3, 1:5] = sheet[1:3, 6:10] = sheet[4:6, 1:5] = 1.0
    assert np.all(sheet == 1.0)


def test_contact_sheet_of_one():
    assert contact_sheet(np.zeros((1, 1, 32, 32)), 1).shape == (34, 34)


# ----- the network -----


@pytest.mark.parametrize("entry", EXPECTED, ids=lambda entry: f"{entry['count']} pictures")
def test_loss_and_gradients(entry):
    rng = np.random.default_rng(entry["seed"])
    images, labels = rock_pictures(entry["count"], rng)
    model = {key: rng.normal(0, 0.3, shape) for key, shape in SHAPES.items()}
    loss, gradients = moon_rocks._loss_and_gradients(model, moon_rocks._standardised(images), labels)
    assert loss == pytest.approx(entry["loss"], rel=1e-10)
    assert gradients.keys() == entry["gradients"].keys()
    for key, expected in entry["gradients"].items():
        scale = np.abs(expected).max()
        np.testing.assert_allclose(gradients[key].ravel(), expected, rtol=1e-10, atol=1e-12 * scale)
    assert predict(model, images).tolist() == entry["predicted"]


def test_unseen_pictures(trained, unseen):
    new, truth = unseen
    _, models = trained
    assert np.mean(predict(models[-1], new) == truth) >= 0.97


def test_the_loss_falls(trained):
    losses, _ = trained
    assert len(losses) == moon_rocks.EPOCHS
    assert losses[0] > 0.4
    assert losses[-1] < 0.1


def test_what_a_small_part_of_the_training_reaches(trained, unseen):
    """One epoch is not enough for full marks, but for a part."""
    new, truth = unseen
    _, models = trained
    assert 0.6 < np.mean(predict(models[0], new) == truth) < 0.95


def test_train_is_learn_to_the_end():
    images, labels = rock_pictures(24, np.random.default_rng(3))
    model = train(images, labels, np.random.default_rng(4))
    *_, (_, last) = learn(images, labels, np.random.default_rng(4))
    other = train(images, labels, np.random.default_rng(5))
    assert {key: value.shape for key, value in model.items()} == SHAPES
    assert all(np.array_equal(model[key], last[key]) for key in SHAPES)
    assert not np.array_equal(model["w1"], other["w1"])


def test_predict_takes_pictures_one_by_one(quick):
    images, _ = rock_pictures(9, np.random.default_rng(8))
    labels = predict(quick, images)
    assert labels.shape == (9,)
    assert labels.dtype.kind == "i"
    assert [predict(quick, image[None]).tolist() for image in images] == [[label] for label in labels]


def test_even_pictures_do_no_harm(quick):
    for brightness in (0.0, 0.5, 1.0):
        assert predict(quick, np.full((1, 1, 32, 32), brightness))[0] in (0, 1)


def test_arguments_are_left_as_they_were(quick):
    images, labels = rock_pictures(20, np.random.default_rng(9))
    before = images.copy(), labels.copy(), {key: value.copy() for key, value in quick.items()}
    train(images, labels, np.random.default_rng(10))
    predict(quick, images)
    contact_sheet(images, 4)
    assert np.array_equal(images, before[0])
    assert np.array_equal(labels, before[1])
    assert all(np.array_equal(quick[key], before[2][key]) for key in quick)


def test_what_does_not_fit(quick):
    with pytest.raises(ValueError, match=r"pictures must have shape \(N, 1, 32, 32\), got \(32, 32\)"):
        predict(quick, np.zeros((32, 32)))
    with pytest.raises(ValueError, match=r"pictures must have shape \(N, 1, 32, 32\), got \(3, 1, 32\)"):
        train(np.zeros((3, 1, 32)), [0, 1, 0], np.random.default_rng(0))
    with pytest.raises(ValueError, match="must be equally long"):
        train(np.zeros((3, 1, 32, 32)), [0, 1], np.random.default_rng(0))
    with pytest.raises(ValueError, match=r"images must have shape \(N, 1, H, W\), got \(3, 32, 32\)"):
        contact_sheet(np.zeros((3, 32, 32)), 2)


def test_the_training_that_the_figures_show_is_a_good_one():
    folder = builtin_root() / "exercises" / "12_capstone" / "moon_rocks"
    with np.load(folder / "trained.npz") as data:
        model = {key: data[key] for key in data if key[0] in "wb"}
        assert len(data["losses"]) == len(data["shares"]) == moon_rocks.EPOCHS
    images, labels = moon_rocks.rock_pictures(600, np.random.default_rng(77))
    assert np.mean(moon_rocks.predict(model, images) == labels) >= 0.95
