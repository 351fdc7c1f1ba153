"""The data of the figures to play with: what is shown is what the reference computes."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path

import numpy as np
import pytest

from dlgrade.i18n import LANGUAGES
from dlref import activations, cnn, losses, optimizers, regularization, resnet
from dlsite import widgets
from dlsite.widgets import layers, pictures
from dlsite.widgets import optimizers as race

STATIC = Path(widgets.__file__).parents[1] / "static"
LARGEST = 25_000  # bytes


@pytest.fixture(scope="module")
def made():
    return {lang: {name: widgets.data(name, lang) for name in widgets.NAMES} for lang in LANGUAGES}


def leaves(value):
    if isinstance(value, dict):
        for item in value.values():
            yield from leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)
    else:
        yield value


def shape(value):
    """The value without its words: what must be equal in both languages."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shape(item) for item in value]
    return "" if isinstance(value, str) else value


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", widgets.NAMES)
def test_data_are_small_plain_and_finite(made, name, lang):
    data = made[lang][name]
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    assert json.loads(text) == data
    assert len(text.encode()) < LARGEST
    for leaf in leaves(data):
        assert leaf is None or type(leaf) in (str, int, float, bool)
        assert not isinstance(leaf, float) or math.isfinite(leaf)


@pytest.mark.parametrize("name", widgets.NAMES)
def test_both_languages_have_the_same_numbers_and_places_for_values(made, name):
    english, korean = made["en"][name], made["ko"][name]
    assert shape(english) == shape(korean)

    def places(text):
        return sorted(set(re.findall(r"\{\w+\}", text)))

    for key, text in english["words"].items():
        assert places(text) == places(korean["words"][key]), key
        assert bool(text) == bool(korean["words"][key])


def test_every_exercise_with_a_figure_exists_and_finds_its_start(made, course):
    for exercise, widget in widgets.PLACES.items():
        assert exercise in course.exercises
        assert widget.start in made["en"][widget.name]["starts"]
    assert {widget.name for widget in widgets.PLACES.values()} == set(widgets.NAMES)


def test_starts_choose_what_there_is(made):
    for name, data in made["en"].items():
        for start in data["starts"].values():
            state = {**data["state"], **start}
            if "curve" in state:
                ids = [curve["id"] for curve in data["curves"]]
                assert state["curve"] in ids
                assert state["compare"] in ["", *ids]
                assert 0 <= state["point"] < len(data["xs"])
            if name == "optimizers":
                assert state["rate"] in data["rates"]
                assert set(state["shown"]) <= {one["id"] for one in data["optimizers"]}
                assert state["step"] <= data["steps"]
            if name == "convolution":
                output = data["outputs"][f"{state['filter']}-{state['stride']}-{state['pad']}"]
                assert state["step"] < len(output) * len(output[0])


def test_every_family_has_its_script_which_names_its_figures():
    for family, names in widgets.FAMILIES.items():
        source = (STATIC / f"widgets-{family}.js").read_text(encoding="utf-8")
        assert all(f'"{name}"' in source for name in names)
        assert len(source.splitlines()) < 500


def test_a_page_gets_only_the_scripts_of_its_figures():
    assert widgets.scripts(()) == ()
    assert widgets.scripts((widgets.PLACES["relu"], widgets.PLACES["tanh"])) == ("widgets", "widgets-curves")


# ---------------------------------------------------------------------------------------------------- the numbers


def values(made, figure, id, parameter=None):
    data = made["en"][figure]
    curve = next(curve for curve in data["curves"] if curve["id"] == id)
    i = curve["parameter"]["values"].index(parameter) if curve["parameter"] else 0
    return np.array(data["xs"]), np.array(curve["f"][i]), np.array(curve["g"][i])


@pytest.mark.parametrize(
    ("id", "keyword", "parameter"),
    [
        ("sigmoid", None, None),
        ("tanh", None, None),
        ("relu", None, None),
        ("gelu", None, None),
        ("leaky_relu", "alpha", 0.2),
        ("elu", "alpha", 1.5),
        ("swish", "beta", 5),
    ],
)
def test_activations_are_those_of_the_reference(made, id, keyword, parameter):
    xs, f, g = values(made, "activations", id, parameter)
    options = {keyword: parameter} if keyword else {}
    np.testing.assert_allclose(f, getattr(activations, id)(xs, **options), rtol=5e-4, atol=5e-5)
    np.testing.assert_allclose(g, getattr(activations, f"{id}_grad")(xs, **options), rtol=5e-4, atol=5e-5)


@pytest.mark.parametrize(("id", "options"), [("mse", {}), ("mae", {}), ("huber", {"delta": 1.5})])
def test_losses_of_an_error_are_those_of_the_reference(made, id, options):
    xs, f, g = values(made, "losses", id, *options.values())
    for i in (0, 25, 40, 60, 80):
        assert f[i] == pytest.approx(getattr(losses, id)([xs[i]], [0], **options), rel=5e-4)
        assert g[i] == pytest.approx(getattr(losses, f"{id}_grad")([xs[i]], [0], **options)[0], rel=5e-4)


def test_focal_loss_without_focus_is_cross_entropy(made):
    xs, f, g = values(made, "classification_losses", "binary_cross_entropy")
    np.testing.assert_allclose(f, -np.log(xs), rtol=5e-4, atol=5e-5)
    _, unfocused, slope = values(made, "classification_losses", "focal_loss", 0)
    np.testing.assert_array_equal(unfocused, f)
    np.testing.assert_array_equal(slope, g)
    _, focused, _ = values(made, "classification_losses", "focal_loss", 2)
    assert focused[79] == pytest.approx(4 * losses.focal_loss([xs[79]], [1], gamma=2, alpha=0.25), abs=1e-4)


def test_the_race_is_run_by_the_reference(made):
    data = made["en"]["optimizers"]
    curvature = np.array(data["curvature"])
    for rate, tracks in zip(data["rates"], data["tracks"], strict=True):
        adam, point = optimizers.Adam(lr=rate), np.array(race.START)
        for step in range(data["steps"] + 1):
            shown = tracks["adam"][2 * step : 2 * step + 2]
            np.testing.assert_allclose(shown, point, atol=1e-3)
            point = adam.step({"p": point}, {"p": curvature * point})["p"]


def test_only_what_runs_away_ends_early(made):
    data = made["en"]["optimizers"]
    whole = 2 * (data["steps"] + 1)
    for rate, tracks in zip(data["rates"], data["tracks"], strict=True):
        for id, track in tracks.items():
            assert (len(track) < whole) == (abs(max(track[-2:], key=abs)) > data["lost"])
            if id == "sgd":
                assert (len(track) < whole) == (rate > data["largest"])
    heights = race.height(race.track("sgd", 0.3))
    assert heights[-1] < heights[0]


def test_products_under_the_window_add_up_to_the_output(made):
    data = made["en"]["convolution"]
    picture = np.array(data["picture"], dtype=float)
    for one in data["filters"]:
        weights = np.array(one["weights"])
        for stride in pictures.STRIDES:
            for pad in pictures.PADS:
                output = np.array(data["outputs"][f"{one['id']}-{stride}-{pad}"])
                assert len(output) == cnn.conv_output_size(len(picture), 3, stride, pad)
                framed = np.pad(picture, pad)
                for (row, column), value in np.ndenumerate(output):
                    window = framed[stride * row :, stride * column :][:3, :3]
                    assert (window * weights).sum() == pytest.approx(value, rel=5e-4)


def test_pooling_keeps_the_winner_or_the_mean(made):
    data = made["en"]["pooling"]
    picture = np.array(data["picture"], dtype=float)
    for size in pictures.SIZES:
        for stride in pictures.POOL_STRIDES:
            largest = np.array(data["outputs"][f"max-{size}-{stride}"])
            mean = np.array(data["outputs"][f"avg-{size}-{stride}"])
            winners = data["winners"][f"{size}-{stride}"]
            assert largest.shape == mean.shape
            assert len(winners) == largest.size
            for ((row, column), value), winner in zip(np.ndenumerate(largest), winners, strict=True):
                window = picture[stride * row :, stride * column :][:size, :size]
                assert value == window.max() == picture[tuple(winner)]
                assert mean[row, column] == pytest.approx(window.mean(), rel=5e-4)


def test_dropout_scales_what_it_keeps(made):
    data = made["en"]["dropout"]
    x = np.array(data["x"])
    for keep, draws, means in zip(data["keep"], data["draws"], data["means"], strict=True):
        for draw, mean in zip(np.array(draws), means, strict=True):
            kept = draw != 0
            np.testing.assert_allclose(draw[kept], x[kept] / keep, atol=1e-3)
            assert mean == pytest.approx(draw.mean(), abs=1e-3)
    assert data["draws"][data["keep"].index(1)] == [data["x"]] * layers.DRAWS
    layer = regularization.Dropout(0.5)
    by_hand = layer.forward(np.tile(x, (layers.DRAWS, 1)), np.random.default_rng(1))
    np.testing.assert_allclose(data["draws"][data["keep"].index(0.5)], by_hand, atol=1e-3)


def test_batch_norm_gives_the_same_for_every_shift_and_scale(made):
    data = made["en"]["batch_norm"]
    for i, shift in enumerate(data["shifts"]):
        for j, scale in enumerate(data["scales"]):
            before = layers.batch(shift, scale)
            np.testing.assert_allclose(data["before"][i][j], before, atol=0.006)
            assert (before.mean(), before.std()) == (pytest.approx(shift, abs=1e-9), pytest.approx(scale))
            for k, gamma in enumerate(data["gammas"]):
                for m, beta in enumerate(data["betas"]):
                    after = layers.normalised(before, gamma, beta)
                    np.testing.assert_allclose(data["after"][k][m], after, atol=0.006)
                    assert np.abs(after).max() < data["view"]


def test_gradient_flow_starts_at_the_input(made):
    data = made["en"]["gradient_flow"]
    rng = np.random.default_rng(10)
    x = rng.normal(size=(layers.SAMPLES, layers.WIDTH))
    weights = [rng.normal(0, 1 / math.sqrt(layers.WIDTH), (layers.WIDTH, layers.WIDTH)) for _ in range(10)]
    for kind, residual in (("plain", False), ("skip", True)):
        norms = data["norms"][f"{kind}-10-1"]
        assert len(norms) == 10
        expected = resnet.input_gradient_norm(weights, x, residual) / math.sqrt(x.size)
        assert norms[0] == pytest.approx(expected, rel=1e-3)
    assert data["norms"]["plain-40-0.5"][0] < 1e-9 < 1 < data["norms"]["skip-40-0.5"][0]
