"""Six optimizers on their way down one narrow valley."""

from __future__ import annotations

import math
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from dlgrade.i18n import Text
from dlref import optimizers as opt
from dlsite.widgets.rounding import short, shorts

Array = NDArray[np.float64]

CURVATURE = (0.1, 2.0)  # along the valley, and across it
START = (-7.0, 2.0)
STEPS = 50
RATES = (0.03, 0.1, 0.3, 0.9, 1.05)
LEVELS = (0.05, 0.2, 0.5, 1.0, 2.0, 4.0, 7.0)
VIEW = (8.0, 2.8)  # what can be seen: as far from the middle
_LOST = 100.0  # further away than this a track ends


class Optimizer(Protocol):
    """What moves parameters."""

    def step(self, params: dict[str, Array], grads: dict[str, Array]) -> dict[str, Array]:
        """Take one step."""


_MAKERS: dict[str, tuple[Text, Any]] = {
    "sgd": (Text("SGD", "SGD"), opt.SGD),
    "momentum": (Text("Momentum", "모멘텀"), opt.Momentum),
    "nesterov": (Text("Nesterov", "네스테로프"), opt.Nesterov),
    "adagrad": (Text("AdaGrad", "AdaGrad"), opt.AdaGrad),
    "rmsprop": (Text("RMSProp", "RMSProp"), opt.RMSProp),
    "adam": (Text("Adam", "Adam"), opt.Adam),
}


def track(id: str, rate: float) -> Array:
    """Where an optimizer is after each step, ``(steps + 1, 2)``; it ends early where the optimizer runs away.

    Args:
        id: which optimizer; all its other settings are the reference's.
        rate: the learning rate.
    """
    optimizer: Optimizer = _MAKERS[id][1](lr=rate)
    point = np.array(START)
    points = [point]
    for _ in range(STEPS):
        point = optimizer.step({"p": point}, {"p": np.array(CURVATURE) * point})["p"]
        points.append(point)
        if np.abs(point).max() > _LOST:
            break
    return np.array(points)


def height(points: Array) -> Array:
    """How high the valley is: ½ (a x² + b y²)."""
    return np.asarray(0.5 * (points**2 @ np.array(CURVATURE)))


def _shown(*ids: str, rate: float = 0.1) -> dict[str, Any]:
    return {"shown": list(ids), "rate": rate}


def optimizers() -> dict[str, Any]:
    """The valley, and the tracks of all optimizers for each learning rate."""
    largest = opt.stable_learning_rate(max(CURVATURE))
    return {
        "words": _words(),
        "optimizers": [{"id": id, "name": name} for id, (name, _) in _MAKERS.items()],
        "rates": RATES,
        "steps": STEPS,
        "curvature": CURVATURE,
        "view": VIEW,
        "lost": _LOST,
        "largest": short(largest),
        "rings": [[short(math.sqrt(2 * level / c)) for c in CURVATURE] for level in LEVELS],
        "tracks": [{id: shorts(track(id, rate).ravel(), 3) for id in _MAKERS} for rate in RATES],
        "state": {"step": 0},
        "starts": {
            "learning_rate": {**_shown("sgd", rate=0.9), "step": 10},
            "sgd": {**_shown("sgd", rate=0.3), "step": 10},
            "momentum": {**_shown("sgd", "momentum"), "step": 10},
            "nesterov": {**_shown("momentum", "nesterov"), "step": 10},
            "adagrad": {**_shown("sgd", "adagrad", rate=0.3), "step": 10},
            "rmsprop": {**_shown("adagrad", "rmsprop", rate=0.3), "step": 10},
            "adam": {**_shown(*_MAKERS, rate=0.3), "step": 10},
        },
    }


def _words() -> dict[str, Text]:
    return {
        "title": Text("Play with it: a race down the valley", "움직여 보기: 골짜기 내려가기 경주"),
        "lead": Text(
            "A valley twenty times as curved across as it is along: f(x, y) = ½ (0.1 x² + 2 y²). All start at the same "
            "point; the cross marks the lowest one.",
            "가로지르는 방향의 곡률이 길이 방향의 스무 배인 골짜기입니다. f(x, y) = ½ (0.1 x² + 2 y²). 모두 같은 곳에서 "
            "출발하며, 십자표가 가장 낮은 곳입니다.",
        ),
        "shown": Text("Who runs", "누가 내려갈까요"),
        "rate": Text("Learning rate", "학습률"),
        "step": Text("Step", "걸음"),
        "step_of": Text("{step} of {steps}", "{steps}걸음 중 {step}걸음"),
        "play": Text("Play", "재생"),
        "stop": Text("Stop", "멈춤"),
        "to_end": Text("To the end", "끝까지"),
        "to_start": Text("To the start", "처음으로"),
        "optimizer": Text("Optimizer", "최적화 기법"),
        "where": Text("Position (x, y)", "자리 (x, y)"),
        "height": Text("Height f", "높이 f"),
        "away": Text("ran away", "발산함"),
        "alt": Text(
            "The valley from above, in rings of equal height, with the track of each chosen optimizer.",
            "골짜기를 위에서 내려다본 그림입니다. 높이가 같은 곳을 고리로 잇고, 고른 최적화 기법의 길을 그렸습니다.",
        ),
        "says": Text("Learning rate {rate}, step {step}: {list}.", "학습률 {rate}, {step}걸음째: {list}."),
        "one": Text("{name} {height}", "{name} {height}"),
        "ranking": Text("heights from the lowest: {list}", "낮은 순서대로 높이는 {list}"),
        "alone": Text("height of {list}", "높이는 {list}"),
        "ran_away": Text("{list} ran away", "{list} 발산"),
        "nobody": Text("Choose at least one optimizer.", "최적화 기법을 하나 이상 고르세요."),
        "above": Text(
            "SGD: the learning rate is more than 2 / curvature = {largest}, and so it climbs the walls.",
            "SGD는 학습률이 2 / 곡률 = {largest}보다 커서 골짜기의 벽을 타고 올라갑니다.",
        ),
        "ahead": Text(
            "Nesterov bears less than momentum does: it measures the slope further out.",
            "네스테로프는 더 먼 앞자리에서 기울기를 재므로 모멘텀보다 작은 학습률에서부터 발산합니다.",
        ),
    }
