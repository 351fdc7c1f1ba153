"""What a layer does to many numbers at once: dropout, batch normalization, and the gradient on its way back."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dlgrade.i18n import Text
from dlref.activations import tanh
from dlref.initialization import init_normal
from dlref.regularization import BatchNorm, Dropout
from dlref.resnet import input_gradient_norm
from dlsite.widgets.rounding import short, shorts

Array = NDArray[np.float64]

# ------------------------------------------------------------------------------------------------------ dropout

UNITS, DRAWS, MANY = 24, 5, 2000
KEEP = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def outputs() -> Array:
    """What the units of a layer give, before dropout."""
    return np.asarray(np.round(np.random.default_rng(8).uniform(0.2, 1.8, UNITS), 2))


def dropped(keep: float, draws: int, seed: int = 1) -> Array:
    """The same outputs after dropout in training, ``(draws, units)``."""
    layer = Dropout(round(1 - keep, 10))
    return layer.forward(np.tile(outputs(), (draws, 1)), np.random.default_rng(seed))


def dropout() -> dict[str, Any]:
    """The outputs of a layer, and what some draws of dropout make of them for each probability of keeping."""
    return {
        "words": _dropout_words(),
        "x": shorts(outputs()),
        "mean": short(outputs().mean()),
        "keep": KEEP,
        "draws": [shorts(dropped(keep, DRAWS), 3) for keep in KEEP],
        "means": [shorts(dropped(keep, DRAWS).mean(axis=1)) for keep in KEEP],
        "many": MANY,
        "long_means": [short(dropped(keep, MANY, seed=2).mean()) for keep in KEEP],
        "state": {"mode": "train", "keep": KEEP.index(0.7), "draw": 0},
        "starts": {"dropout": {}},
    }


def _dropout_words() -> dict[str, Text]:
    return {
        "title": Text("Play with it: dropout", "움직여 보기: 드롭아웃"),
        "lead": Text(
            "Each bar is a unit's output, the outline what it was before. Dropped units are marked with a cross.",
            "막대는 유닛의 출력이고 테두리는 드롭아웃 전의 값입니다. 꺼진 유닛에는 ×표가 있습니다.",
        ),
        "mode": Text("Mode", "모드"),
        "train": Text("Training", "학습"),
        "eval": Text("Evaluation", "평가"),
        "keep": Text("Probability of keeping a unit", "유닛이 남을 확률"),
        "again": Text("Draw again", "다시 뽑기"),
        "unit": Text("Unit", "유닛"),
        "before": Text("Before", "전"),
        "after": Text("After", "후"),
        "train_says": Text(
            "Training, keeping with probability {keep}: {dropped} of {units} units are dropped, the others multiplied by "
            "1 / {keep} = {factor}. Mean of the layer {before} before, {after} now; over {many} draws {long}.",
            "학습, 남을 확률 {keep}: 유닛 {units}개 중 {dropped}개가 꺼지고 나머지는 1 / {keep} = {factor}배가 됩니다. 층의 "
            "평균은 전에 {before}, 지금 {after}, {many}번 뽑아 평균하면 {long}입니다.",
        ),
        "eval_says": Text(
            "Evaluation: no unit is dropped, nothing is rescaled, whatever the probability. Mean of the layer: {before}.",
            "평가: 확률이 얼마든 꺼지는 유닛도, 크기가 바뀌는 유닛도 없습니다. 층의 평균: {before}.",
        ),
        "alt": Text(
            "Bars of {units} units before and after dropout.",
            "드롭아웃 전후의 유닛 {units}개를 나타낸 막대그래프입니다.",
        ),
    }


# --------------------------------------------------------------------------------------------------- batch norm

BATCH = 40
SHIFTS, SCALES = (-4, -2, 0, 2, 4), (0.5, 1, 2, 3)
GAMMAS, BETAS = (0.5, 1, 2, 3), (-4, -2, 0, 2, 4)


def batch(shift: float, scale: float) -> Array:
    """One feature of a batch."""
    numbers = np.random.default_rng(5).normal(size=BATCH)
    return np.asarray(shift + scale * (numbers - numbers.mean()) / numbers.std())


def normalised(x: Array, gamma: float, beta: float) -> Array:
    """The feature after batch normalization in training."""
    layer = BatchNorm(1)
    layer.gamma, layer.beta = np.array([float(gamma)]), np.array([float(beta)])
    return layer.forward(x[:, None])[:, 0]


def batch_norm() -> dict[str, Any]:
    """A batch, shifted and stretched in many ways, and its normalized values for each γ and β.

    What comes out does not depend on shift and scale (but for ε, less than what is shown): it is computed once.
    """
    return {
        "words": _batch_norm_words(),
        "shifts": SHIFTS,
        "scales": SCALES,
        "gammas": GAMMAS,
        "betas": BETAS,
        "before": [[shorts(batch(shift, scale), 2) for scale in SCALES] for shift in SHIFTS],
        "after": [[shorts(normalised(batch(0, 1), gamma, beta), 2) for beta in BETAS] for gamma in GAMMAS],
        "view": 12,
        "bin": 0.5,
        "state": {"shift": 3, "scale": 2, "gamma": 1, "beta": 2},
        "starts": {"batch_norm": {}},
    }


def _batch_norm_words() -> dict[str, Text]:
    return {
        "title": Text("Play with it: batch normalization", "움직여 보기: 배치 정규화"),
        "lead": Text(
            "Shift and stretch what comes in: what goes out stays where it is. Only γ and β move it.",
            "들어오는 값을 옮기고 늘려 보세요. 나가는 값은 그대로입니다. γ와 β만이 나가는 값을 옮깁니다.",
        ),
        "shift": Text("Mean of the input", "입력의 평균"),
        "scale": Text("Standard deviation of the input", "입력의 표준편차"),
        "gamma": Text("Scale γ", "크기 γ"),
        "beta": Text("Shift β", "위치 β"),
        "before": Text("Before: {count} numbers of one feature", "전: 특징 하나의 값 {count}개"),
        "after": Text("After", "후"),
        "mean": Text("Mean", "평균"),
        "std": Text("Standard deviation", "표준편차"),
        "what": Text("Feature", "특징"),
        "input": Text("before", "전"),
        "output": Text("after", "후"),
        "sorted": Text("Values in order", "크기순으로 늘어놓은 값"),
        "says": Text(
            "Before: mean {shift}, standard deviation {scale}. After: mean β = {beta}, standard deviation γ = {gamma}.",
            "전: 평균 {shift}, 표준편차 {scale}. 후: 평균 β = {beta}, 표준편차 γ = {gamma}.",
        ),
        "undone": Text(
            "With this γ and β the layer gives back nearly what came in: it can undo itself where that is best.",
            "이 γ와 β로는 들어온 값이 거의 그대로 나갑니다. 그 편이 나으면 층이 정규화를 되돌릴 수도 있습니다.",
        ),
        "alt": Text(
            "Two histograms on one axis: the feature before and after batch normalization. A line marks the mean, a bar "
            "one standard deviation on each side.",
            "배치 정규화 전과 후의 히스토그램 두 개가 같은 축 위에 있습니다. 선은 평균, 막대는 양쪽으로 표준편차 하나만큼입니다.",
        ),
    }


# ------------------------------------------------------------------------------------------------ gradient flow

WIDTH, SAMPLES = 32, 8
DEPTHS = (5, 10, 20, 40)
GAINS = (0.5, 1.0, 2.0)  # the standard deviation of the weights, in units of 1/√width


def flow(depth: int, gain: float, residual: bool) -> Array:
    """The length of the gradient at the input of each layer, relative to that at the output, ``(depth,)``."""
    rng = np.random.default_rng(10)
    h = rng.normal(size=(SAMPLES, WIDTH))
    weights = [init_normal(WIDTH, WIDTH, rng, gain / math.sqrt(WIDTH)) for _ in range(depth)]
    norms = []
    for layer, W in enumerate(weights):
        norms.append(input_gradient_norm(weights[layer:], h, residual))
        h = tanh(h @ W) + (h if residual else 0)
    return np.array(norms) / math.sqrt(SAMPLES * WIDTH)  # at the output the gradient is 1 everywhere


def gradient_flow() -> dict[str, Any]:
    """The gradient at each layer, for some depths and first weights, with and without paths around the layers."""
    kinds = {"plain": False, "skip": True}
    return {
        "words": _flow_words(),
        "depths": DEPTHS,
        "gains": GAINS,
        "norms": {
            f"{kind}-{depth}-{gain:g}": shorts(flow(depth, gain, residual), None)
            for kind, residual in kinds.items()
            for depth in DEPTHS
            for gain in GAINS
        },
        "state": {"depth": 20, "gain": 0.5},
        "starts": {"gradient_flow": {}},
    }


def _flow_words() -> dict[str, Text]:
    return {
        "title": Text("Play with it: the gradient on its way back", "움직여 보기: 거슬러 오는 기울기"),
        "lead": Text(
            "The length of the gradient at the input of each layer, compared with that at the output. The axis is "
            "logarithmic: each line is a factor of 10,000.",
            "층마다 입력에서 잰 기울기의 길이를 출력에서의 길이와 비교했습니다. 축은 로그 눈금이라 줄 하나마다 10,000배씩 "
            "달라집니다.",
        ),
        "depth": Text("Layers", "층의 수"),
        "gain": Text("Standard deviation of the first weights", "첫 가중치의 표준편차"),
        "small": Text("small, 0.5/√D", "작게, 0.5/√D"),
        "xavier": Text("Xavier, 1/√D", "Xavier, 1/√D"),
        "large": Text("large, 2/√D", "크게, 2/√D"),
        "plain": Text("Without skip connections", "스킵 연결 없음"),
        "skip": Text("With skip connections", "스킵 연결 있음"),
        "layer": Text("Layer", "층"),
        "first": Text("first layer", "첫 층"),
        "last": Text("last layer", "마지막 층"),
        "says": Text(
            "{depth} layers. What reaches the first layer, compared with the output: {plain} without skip connections "
            "({plain_word}), {skip} with them ({skip_word}).",
            "층 {depth}개. 출력에 견주어 첫 층에 도착하는 기울기: 스킵 연결이 없으면 {plain}배({plain_word}), 있으면 "
            "{skip}배({skip_word}).",
        ),
        "gone": Text("it has vanished", "사라졌습니다"),
        "weaker": Text("it has become smaller", "작아졌습니다"),
        "kept": Text("it has kept its size", "크기가 거의 그대로입니다"),
        "stronger": Text("it has grown", "커졌습니다"),
        "large_now": Text("it has grown a lot", "아주 커졌습니다"),
        "alt": Text(
            "Two panels of bars, one bar for each layer: up from the middle line where the gradient is longer than at the "
            "output, down where it is shorter.",
            "막대그래프 두 개에 층마다 막대가 하나씩 있습니다. 기울기가 출력에서보다 길면 가운데 줄에서 위로, 짧으면 아래로 뻗습니다.",
        ),
    }
