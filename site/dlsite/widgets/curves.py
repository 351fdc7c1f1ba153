"""Curves and their slopes: activation functions, and losses over the error or over a probability."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dlgrade.i18n import Text
from dlref import activations as act
from dlref import losses as loss
from dlsite.widgets.rounding import shorts

Array = NDArray[np.float64]
Function = Callable[..., Any]

# Where the slope jumps at 0: its value there belongs to the left branch, or to neither.
_LEFT, _ALONE = "left", "alone"


def _curve(
    id: str,
    name: Text,
    note: Text,
    xs: Array,
    functions: tuple[Function, Function],
    ranges: tuple[Sequence[float], Sequence[float]],
    parameter: tuple[Text, str, Sequence[float], float] | None = None,
    jump: str | None = None,
) -> dict[str, Any]:
    """One curve with its slope, for each value of its parameter.

    Args:
        id: the exercise in which it is written.
        name: what it is called.
        note: what can be seen, in words.
        xs: where it is computed.
        functions: the function and its derivative.
        ranges: the part of the vertical axes that is shown, for each of them.
        parameter: its name, its keyword, the values that can be chosen and the first of them that is.
        jump: what the derivative does at 0.
    """
    choices: list[dict[str, float]] = [{parameter[1]: value} for value in parameter[2]] if parameter else [{}]
    return {
        "id": id,
        "name": name,
        "note": note,
        "f": [shorts(functions[0](xs, **choice)) for choice in choices],
        "g": [shorts(functions[1](xs, **choice)) for choice in choices],
        "ranges": ranges,
        "parameter": {
            "label": parameter[0],
            "values": parameter[2],
            "start": parameter[2].index(parameter[3]),
        }
        if parameter
        else None,
        "jump": jump,
    }


def _figure(
    curves: list[dict[str, Any]], xs: Array, x_start: float, compared: dict[str, str]
) -> dict[str, Any]:
    """The data of a figure: the curves, and what is chosen in which section."""
    return {
        "xs": shorts(xs),
        "curves": curves,
        "state": {"parameter": 0, "point": int(np.argmin(np.abs(xs - x_start))), "compare": ""},
        "starts": {
            curve["id"]: {"curve": curve["id"], "compare": compared.get(curve["id"], "")} for curve in curves
        },
    }


_WORDS = {
    "compare": Text("Compare with", "함께 볼 함수"),
    "nothing": Text("nothing", "없음"),
    "alt": Text(
        "Left or above: {f}. Right or below: {g}. {note}", "왼쪽(위)은 {f}, 오른쪽(아래)은 {g}입니다. {note}"
    ),
}

# -------------------------------------------------------------------------------------------------- activations


def activations() -> dict[str, Any]:
    """Seven activation functions and their derivatives."""
    xs = np.round(np.linspace(-5, 5, 101), 1)
    words = {
        **_WORDS,
        "title": Text("Play with it: an activation and its slope", "움직여 보기: 활성화 함수와 도함수"),
        "lead": Text(
            "Move the point along the curve. On the way back the gradient is multiplied by the slope at that point.",
            "점을 곡선 위에서 움직여 보세요. 역전파로 거슬러 오는 값에는 그 점의 기울기 f′(x)가 곱해집니다.",
        ),
        "curve": Text("Function", "함수"),
        "point": Text("Input x", "입력 x"),
        "x": Text("x", "x"),
        "f": Text("f(x), the output", "f(x), 출력"),
        "g": Text("f′(x), the slope", "f′(x), 기울기"),
        "says": Text(
            "{name} at x = {x}: f(x) = {f}, f′(x) = {g}.", "{name}, x = {x}: f(x) = {f}, f′(x) = {g}."
        ),
        "flat": Text(
            "The curve is flat here: hardly any gradient passes back.",
            "이곳은 평평해서 기울기가 거의 전해지지 않습니다.",
        ),
        "steep": Text(
            "The slope is about 1 or more: the gradient passes undiminished.",
            "기울기가 1쯤이거나 더 커서, 거슬러 오는 기울기가 줄지 않습니다.",
        ),
        "between": Text("The gradient passes, but smaller.", "기울기가 전해지지만 줄어듭니다."),
        "negative": Text(
            "The slope is negative: here the curve falls.",
            "기울기가 음수입니다. 이곳에서는 곡선이 내려갑니다.",
        ),
    }
    compared = {"tanh": "sigmoid", "leaky_relu": "relu", "elu": "relu", "swish": "relu", "gelu": "relu"}
    return {"words": words, **_figure(_activation_curves(xs), xs, 1.0, compared)}


def _activation_curves(xs: Array) -> list[dict[str, Any]]:
    narrow, wide, slope = (-1.2, 1.2), (-2, 5), (-0.2, 1.2)
    alpha, beta = Text("Slope α on the left", "왼쪽 기울기 α"), Text("Sharpness β", "급한 정도 β")
    depth = Text("Depth α", "깊이 α")
    return [
        _curve(
            "sigmoid",
            Text("Sigmoid", "시그모이드"),
            Text(
                "An S from 0 to 1. The slope is greatest in the middle, where it is 1/4, and dies away on both sides.",
                "0에서 1로 올라가는 S자입니다. 기울기는 한가운데에서 가장 커서 1/4이고 양쪽으로 갈수록 0에 가까워집니다.",
            ),
            xs,
            (act.sigmoid, act.sigmoid_grad),
            (narrow, slope),
        ),
        _curve(
            "tanh",
            Text("tanh", "tanh"),
            Text(
                "An S from −1 to 1 through 0. The slope reaches 1 in the middle and dies away even faster than the sigmoid's.",
                "−1에서 1로 올라가며 0을 지나는 S자입니다. 기울기는 한가운데에서 1이고 시그모이드보다 더 빨리 0에 가까워집니다.",
            ),
            xs,
            (act.tanh, act.tanh_grad),
            (narrow, slope),
        ),
        _curve(
            "relu",
            Text("ReLU", "ReLU"),
            Text(
                "0 on the left, x on the right. The slope is 0 or 1 and nothing between: it jumps at 0, where we take 0.",
                "왼쪽은 0, 오른쪽은 x입니다. 기울기는 0 아니면 1입니다. 0에서 갑자기 바뀌며, 0에서는 0으로 정합니다.",
            ),
            xs,
            (act.relu, act.relu_grad),
            (wide, slope),
            jump=_LEFT,
        ),
        _curve(
            "leaky_relu",
            Text("Leaky ReLU", "Leaky ReLU"),
            Text(
                "x on the right, αx on the left. With α = 0 it is ReLU; any other α keeps some slope everywhere.",
                "오른쪽은 x, 왼쪽은 αx입니다. α가 0이면 ReLU이고, 0이 아니면 어디에나 기울기가 조금은 남습니다.",
            ),
            xs,
            (act.leaky_relu, act.leaky_relu_grad),
            (wide, slope),
            (alpha, "alpha", (0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5), 0.1),
            jump=_LEFT,
        ),
        _curve(
            "elu",
            Text("ELU", "ELU"),
            Text(
                "x on the right; on the left it bends towards −α. Only with α = 1 does the slope not jump at 0.",
                "오른쪽은 x이고 왼쪽은 −α를 향해 휩니다. α가 1일 때만 0에서 기울기가 갑자기 바뀌지 않습니다.",
            ),
            xs,
            (act.elu, act.elu_grad),
            (wide, (-0.2, 2.2)),
            (depth, "alpha", (0.5, 1, 1.5, 2), 1),
            jump=_LEFT,
        ),
        _curve(
            "swish",
            Text("Swish", "Swish"),
            Text(
                "x times its own sigmoid: it dips below 0 on the left, and its slope goes slightly past 1 on the right. "
                "β = 0 gives x/2, a large β nearly ReLU.",
                "x에 x의 시그모이드를 곱한 함수입니다. 왼쪽에서 0 아래로 살짝 내려가고, 오른쪽에서 기울기가 1을 조금 "
                "넘습니다. β가 0이면 x/2이고 β가 크면 ReLU와 거의 같습니다.",
            ),
            xs,
            (act.swish, act.swish_grad),
            (wide, slope),
            (beta, "beta", (0, 0.5, 1, 2, 5, 10), 1),
        ),
        _curve(
            "gelu",
            Text("GELU", "GELU"),
            Text(
                "x times the chance that a normal variable is below x: like Swish, with a smaller and nearer dip.",
                "x에, 표준정규분포를 따르는 수가 x보다 작을 확률을 곱한 함수입니다. Swish와 닮았지만 파인 곳이 더 얕고 0에 더 가깝습니다.",
            ),
            xs,
            (act.gelu, act.gelu_grad),
            (wide, slope),
        ),
    ]


# ------------------------------------------------------------------------------------------------------- losses


def _each(function: Function, truth: float) -> Function:
    """A loss of many elements, taken of each element alone."""

    def alone(xs: Array, **options: float) -> list[float]:
        return [float(np.squeeze(function([x], [truth], **options))) for x in xs]

    return alone


def losses() -> dict[str, Any]:
    """The losses of regression, over the error of one prediction."""
    xs = np.round(np.linspace(-4, 4, 81), 1)
    words = {
        **_WORDS,
        "title": Text("Play with it: the shape of a loss", "움직여 보기: 손실의 모양"),
        "lead": Text(
            "Move the error of one prediction away from 0 and watch how hard the loss pulls it back.",
            "예측 하나의 오차를 0에서 멀리 옮기면서 손실이 얼마나 세게 되당기는지 보세요.",
        ),
        "curve": Text("Loss", "손실"),
        "point": Text("Error e = prediction − target", "오차 e = 예측 − 정답"),
        "x": Text("e", "e"),
        "f": Text("L, the loss", "L, 손실"),
        "g": Text("∂L/∂e, its slope", "∂L/∂e, 손실의 기울기"),
        "says": Text("{name} at e = {x}: loss {f}, slope {g}.", "{name}, e = {x}: 손실 {f}, 기울기 {g}."),
        "flat": Text(
            "Nothing pulls here: this is the minimum.", "당기는 힘이 없습니다. 이곳이 최솟값입니다."
        ),
        "steep": Text(
            "A step of gradient descent makes the prediction smaller.",
            "경사 하강법의 한 걸음은 예측을 작게 합니다.",
        ),
        "between": Text(
            "A step of gradient descent makes the prediction a little smaller.",
            "경사 하강법의 한 걸음은 예측을 조금 작게 합니다.",
        ),
        "negative": Text(
            "A step of gradient descent makes the prediction larger.",
            "경사 하강법의 한 걸음은 예측을 크게 합니다.",
        ),
    }
    compared = {"mae": "mse", "huber": "mse"}
    return {"words": words, **_figure(_regression_curves(xs), xs, 2.5, compared)}


def _regression_curves(xs: Array) -> list[dict[str, Any]]:
    ranges = ((0, 8), (-4, 4))
    return [
        _curve(
            "mse",
            Text("Squared error (MSE)", "제곱 오차(MSE)"),
            Text(
                "A parabola: twice the error costs four times as much, and pulls twice as hard.",
                "포물선입니다. 오차가 두 배가 되면 손실은 네 배, 당기는 힘은 두 배가 됩니다.",
            ),
            xs,
            (_each(loss.mse, 0), _each(loss.mse_grad, 0)),
            ((0, 16), (-8, 8)),
        ),
        _curve(
            "mae",
            Text("Absolute error (MAE)", "절대 오차(MAE)"),
            Text(
                "A V: the pull is 1 everywhere, however small or large the error, and only at 0 it is 0.",
                "V자입니다. 오차가 작든 크든 당기는 힘은 어디서나 1이고, 0에서만 0입니다.",
            ),
            xs,
            (_each(loss.mae, 0), _each(loss.mae_grad, 0)),
            ranges,
            jump=_ALONE,
        ),
        _curve(
            "huber",
            Text("Huber loss", "Huber 손실"),
            Text(
                "A parabola up to an error of δ, a straight line beyond: the pull grows with the error, but never past δ.",
                "오차가 δ보다 작으면 포물선, 크면 직선입니다. 당기는 힘은 오차와 함께 커지지만 δ를 넘지 않습니다.",
            ),
            xs,
            (_each(loss.huber, 0), _each(loss.huber_grad, 0)),
            ranges,
            (Text("Border δ", "경계 δ"), "delta", (0.5, 1, 1.5, 2, 3), 1),
        ),
    ]


def classification_losses() -> dict[str, Any]:
    """Cross-entropy and focal loss, over the probability that the true class got."""
    xs = np.round(np.linspace(0.01, 0.99, 99), 2)
    words = {
        **_WORDS,
        "title": Text("Play with it: the price of a probability", "움직여 보기: 확률과 손실"),
        "lead": Text(
            "Move the probability that the network gave to the true class.",
            "신경망이 정답 클래스에 준 확률을 움직여 보세요.",
        ),
        "curve": Text("Loss", "손실"),
        "point": Text("Probability p of the true class", "정답 클래스의 확률 p"),
        "x": Text("p", "p"),
        "f": Text("L, the loss", "L, 손실"),
        "g": Text("∂L/∂p, its slope", "∂L/∂p, 손실의 기울기"),
        "says": Text("{name} at p = {x}: loss {f}, slope {g}.", "{name}, p = {x}: 손실 {f}, 기울기 {g}."),
        "flat": Text("This example hardly counts any more.", "이 예는 이제 거의 반영되지 않습니다."),
        "steep": Text("", ""),
        "between": Text("", ""),
        "negative": Text("A step of gradient descent raises p.", "경사 하강법의 한 걸음은 p를 높입니다."),
    }
    compared = {"focal_loss": "binary_cross_entropy"}
    return {"words": words, **_figure(_classification_curves(xs), xs, 0.8, compared)}


def _classification_curves(xs: Array) -> list[dict[str, Any]]:
    def focal(function: Function) -> Function:
        alone = _each(function, 1)
        return lambda xs, gamma: alone(xs, gamma=gamma, alpha=1.0)  # without the weight of the class

    ranges = ((0, 5), (-10, 0))
    return [
        _curve(
            "binary_cross_entropy",
            Text("Cross-entropy", "교차 엔트로피"),
            Text(
                "−ln p: nearly 0 where the network was sure and right, and growing without bound where it was sure and wrong.",
                "−ln p입니다. 확신하고 맞혔으면 거의 0이고, 확신하고 틀렸으면 한없이 커집니다.",
            ),
            xs,
            (_each(loss.binary_cross_entropy, 1), _each(loss.binary_cross_entropy_grad, 1)),
            ranges,
        ),
        _curve(
            "focal_loss",
            Text("Focal loss", "Focal 손실"),
            Text(
                "Cross-entropy times (1 − p)^γ, here without the class weight α. γ = 0 changes nothing; the larger γ, the "
                "less an example counts that is already right.",
                "교차 엔트로피에 (1 − p)^γ를 곱한 값이고, 클래스 가중치 α는 여기서 뺐습니다. γ가 0이면 그대로이고, γ가 클수록 "
                "이미 맞힌 예의 비중이 작아집니다.",
            ),
            xs,
            (focal(loss.focal_loss), focal(loss.focal_loss_grad)),
            ranges,
            (Text("Focus γ", "집중 정도 γ"), "gamma", (0, 0.5, 1, 2, 3, 5), 2),
        ),
    ]
