"""Gradient checks that accept every right gradient and reject small errors.

The student's backward is compared with numerical differentiation of the student's own forward, entry by entry. For every
entry x_i the forward is evaluated at x_i ± h and x_i ± h/2, all in one request. With D(h) the central difference and
S(h) = (f(x+h) - 2 f(x) + f(x-h)) / h the difference of the two one-sided slopes,

    derivative = (4 D(h/2) - D(h)) / 3             Richardson extrapolation, error O(h⁴) where f is smooth
    doubt      = |D(h) - D(h/2)| + |S(h) - 2 S(h/2)|   O(h²) where f is smooth; at least the error at a kink in reach

S(h) - 2 S(h/2) is O(h³) for a smooth f and the whole jump of the slope for a kink exactly at x, which central differences
alone cannot see. An entry whose doubt exceeds the tolerance is moved a little and tried again, and after some rounds left
out; it is never counted against the student. The tolerance scales with the largest entry.
Source: Richardson (1911); measurements in ``docs/gradient-check.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dlgrade.i18n import Text
from dlgrade.judge.student import Function, Student, freeze
from dlgrade.sandbox.client import StudentError
from dlgrade.testing.compare import as_array, parts
from dlgrade.verdicts import Failure, Mismatch, Reason

Array = NDArray[np.float64]

STEP = 2e-4
WIDE_STEP = 1e-2
TOLERANCE = 1e-6
FLOOR = 1e-10
ROUNDS = 8


class Place(NamedTuple):
    """An array that the check differentiates by: an argument of a step, or an entry of a dict there."""

    step: int
    argument: int
    key: Any = None


def gradcheck(
    forward: Function,
    backward: Function,
    *args: Any,
    wrt: int | tuple[int, ...] = 0,
    given: str | None = None,
    **kwargs: Any,
) -> None:
    """Check a function's gradient.

    Args:
        forward: the function, called as ``forward(*args, **kwargs)``.
        backward: its gradient. With ``given=None`` it is called like the function and returns the derivative: of the
            same shape as the argument, for a function that returns one number or works entry by entry. With
            ``given="input"`` it is called as ``backward(dout, *args, **kwargs)``, with ``given="output"`` as
            ``backward(dout, forward(...), **kwargs)``, and returns the gradient of ``sum(dout * forward(...))``.
        args: arguments; those of `wrt` are arrays of floats.
        wrt: the position or positions of the arguments to differentiate by; with several, `backward` returns a tuple.
        given: see `backward`.
        kwargs: further arguments of both.

    Raises:
        Failure: the gradient is wrong, or the forward is too rough to have one.
    """
    several = isinstance(wrt, tuple)
    positions: tuple[int, ...] = wrt if isinstance(wrt, tuple) else (wrt,)

    def analytic(values: list[Any], out: Any, dout: Array | None) -> list[Any]:
        if given is None:
            gradient = backward(*values, **kwargs)
        else:
            gradient = backward(dout, *([out] if given == "output" else values), **kwargs)
        return list(parts(gradient, len(positions))) if several else [gradient]

    def steps(values: list[Any]) -> list[list[Any]]:
        return [forward.step(values, kwargs)]

    kwargs = freeze(kwargs)  # a generator is drawn from once: every call gets the same draws
    run = _Check(forward.student, steps, lambda values: forward(*values, **kwargs), analytic, forward.label)
    run.certify(freeze(list(args)), [Place(0, p) for p in positions], entrywise=given is None)


def layercheck(
    layer: Function,
    arguments: Sequence[Any],
    *inputs: Any,
    gradients: Mapping[Any, str] | None = None,
    attributes: Mapping[str, Any] | None = None,
    inputs_wrt: tuple[int, ...] = (0,),
    **kwargs: Any,
) -> None:
    """Check a layer: a class with ``forward(*inputs, **kwargs)`` and ``backward(dout)``.

    Args:
        layer: the class.
        arguments: the arguments of its constructor.
        inputs: the arguments of ``forward``.
        gradients: which attribute holds which gradient after ``backward``, by the position of a constructor argument or
            by the name of an entry of `attributes`.
        attributes: attributes to set before ``forward``.
        inputs_wrt: the inputs whose gradients ``backward`` returns, as one array or a tuple; none to skip them.
        kwargs: further arguments of ``forward``.

    Raises:
        Failure: a gradient is wrong, or the forward is too rough to have one.
    """
    gradients, attributes = dict(gradients or {}), freeze(dict(attributes or {}))
    arguments, inputs, kwargs = freeze(list(arguments)), tuple(freeze(list(inputs))), freeze(kwargs)
    names = list(attributes)
    # The values that the check moves about: constructor arguments, attributes, inputs, one after the other.
    first_attribute = len(arguments)
    first_input = first_attribute + len(names)
    student, label = layer.student, f"{layer.label}.backward"

    def split(values: list[Any]) -> tuple[list[Any], list[Any], list[Any]]:
        return values[:first_attribute], values[first_attribute:first_input], values[first_input:]

    def steps(values: list[Any]) -> list[list[Any]]:
        built, attached, given = split(values)
        construct = layer.step(built, {})
        setters = [["set", "it", name, value] for name, value in zip(names, attached, strict=True)]
        return [construct, *setters, ["call", "it", "forward", given, kwargs]]

    state: dict[str, Any] = {}

    def forward(values: list[Any]) -> Any:
        built, attached, given = split(values)
        state["layer"] = made = layer(*built)
        for name, value in zip(names, attached, strict=True):
            setattr(made, name, value)
        return made.forward(*given, **kwargs)

    def analytic(values: list[Any], out: Any, dout: Array | None) -> list[Any]:
        made = state["layer"]
        found = made.backward(dout)
        returned = list(parts(found, len(inputs_wrt))) if len(inputs_wrt) > 1 else [found] * len(inputs_wrt)
        return returned + [getattr(made, name) for name in gradients.values()]

    places = [Place(1 + len(names), p) for p in inputs_wrt]
    for key in gradients:
        places.append(Place(0, key) if isinstance(key, int) else Place(1 + names.index(key), 0))
    check = _Check(student, steps, forward, analytic, label)

    def value_index(place: Place) -> int:
        if place.step == 0:
            return place.argument
        return (
            first_input + place.argument if place.step == 1 + len(names) else first_attribute + place.step - 1
        )

    check.certify([*arguments, *attributes.values(), *inputs], places, entrywise=False, index=value_index)


class _Check:
    """One gradient check: how to run the forward, how to get the analytic gradients, and the comparison."""

    def __init__(
        self,
        student: Student,
        steps: Callable[[list[Any]], list[list[Any]]],
        forward: Callable[[list[Any]], Any],
        analytic: Callable[[list[Any], Any, Array | None], list[Any]],
        label: str,
    ) -> None:
        self.student, self.steps, self.forward, self.analytic, self.label = (
            student,
            steps,
            forward,
            analytic,
            label,
        )
        self.random = np.random.default_rng(20)  # only moves entries away from kinks and weighs outputs

    def certify(
        self,
        values: list[Any],
        places: list[Place],
        *,
        entrywise: bool,
        index: Callable[[Place], int] | None = None,
    ) -> None:
        """Compare every entry of every place; draw again what is in doubt."""
        position = index or (lambda place: place.argument)
        values = [
            np.array(v, dtype=float) if i in set(map(position, places)) else v for i, v in enumerate(values)
        ]
        todo = [np.ones(values[position(place)].shape, bool) for place in places]
        total = sum(mask.size for mask in todo)
        scale = 0.0
        for _ in range(ROUNDS):
            out = self.forward(values)
            base = self._smooth(out)
            if entrywise and base.ndim and base.shape != values[position(places[0])].shape:
                raise Mismatch(out, values[position(places[0])], "shape")
            dout = None if entrywise else self._either_sign(0.5, 1.5, base.shape)
            gradients = self._shaped(self.analytic(values, out, dout), [values[position(p)] for p in places])
            numeric, doubt = self._differentiate(values, places, position, todo, base, dout)
            certain = [n[np.isfinite(n)] for n in numeric]
            scale = max([scale, *(float(np.abs(n).max()) for n in certain if n.size)])
            allowed = TOLERANCE * scale + FLOOR * (1 + float(np.abs(base).max(initial=0)))
            for gradient, derivative, uncertain, mask, place in zip(
                gradients, numeric, doubt, todo, places, strict=True
            ):
                sure = mask & (uncertain <= allowed / 4)
                wrong = sure & ~(np.abs(gradient - derivative) <= allowed)
                if wrong.any():
                    self._refuse_rough(values, place, position, wrong, gradient, derivative, base, dout)
                    reason: Reason = "gradient" if np.isfinite(gradient[sure]).all() else "not finite"
                    raise Mismatch(gradient, np.where(sure, derivative, gradient), reason)
                mask &= ~sure
                self._move_away(values[position(place)], mask)
            if not any(mask.any() for mask in todo):
                break
        left = sum(int(mask.sum()) for mask in todo)
        self.student.record_.judged.append((total - left, total))
        if left > total // 2:
            raise self._jumps()

    def _either_sign(self, low: float, high: float, shape: tuple[int, ...]) -> Array:
        return np.asarray(self.random.uniform(low, high, shape) * self.random.choice([-1.0, 1.0], shape))

    def _move_away(self, moved: Array, doubtful: Any) -> None:
        """Move the entries in doubt a little, as a kink may lie beside them."""
        nudge = self._either_sign(0.01, 0.03, moved.shape)
        moved += np.where(doubtful, nudge * np.maximum(1.0, np.abs(moved)), 0.0)

    def _refuse_rough(
        self,
        values: list[Any],
        place: Place,
        position: Callable[[Place], int],
        wrong: Any,
        gradient: Array,
        derivative: Array,
        base: Array,
        dout: Array | None,
    ) -> None:
        """Before a gradient is called wrong: is it the forward that is rough (rounded, say) on the scale of the steps?

        Over a wider step a rough forward agrees with the gradient, and only the slope measured in its steps does not.
        """
        try:
            wide, _ = self._differentiate(values, [place], position, [wrong], base, dout, step=WIDE_STEP)
        except StudentError:  # the wider steps lead out of its domain
            return
        off, measured = np.abs(gradient - wide[0])[wrong], np.abs(derivative - wide[0])[wrong]
        if np.isfinite(off).all() and measured.sum() > 2 * off.sum():
            raise self._jumps()

    def _jumps(self) -> Failure:
        return Failure(
            Text(
                "`{name}` jumps: called twice with nearly equal inputs it gives quite different results, so its "
                "gradient cannot be measured. Does it round, draw random numbers, or remember earlier calls?",
                "`{name}` 결과가 튑니다. 거의 같은 입력으로 두 번 불러도 결과가 크게 달라 기울기를 잴 수 없습니다. 반올림하거나, "
                "난수를 쓰거나, 이전 호출을 기억하고 있지 않나요?",
            ).fill(name=self.label)
        )

    def _smooth(self, out: Any) -> Array:
        base = as_array(out)
        if base.dtype in (np.float32, np.float16):
            raise Mismatch(out, base, "type", Text(
                "The result is computed in {dtype}: too coarse for a gradient check. Use float64.",
                "{dtype} 정밀도로 계산하고 있어 기울기를 검사하기에 너무 거칩니다. float64를 쓰세요.",
            ).fill(dtype=base.dtype.name))  # fmt: skip
        if not np.isfinite(base).all():
            raise Mismatch(out, np.zeros(base.shape), "not finite")
        return np.asarray(base, dtype=float)

    def _shaped(self, gradients: list[Any], inputs: list[Array]) -> list[Array]:
        """The analytic gradients as arrays, once their types and shapes are right."""
        arrays = []
        for gradient, x in zip(gradients, inputs, strict=True):
            array = as_array(gradient, x)
            if array.dtype.kind not in "iuf":
                kinds: dict[str, Reason] = {"b": "truth", "c": "complex"}
                raise Mismatch(gradient, x, kinds.get(array.dtype.kind, "type"))
            if array.shape != x.shape:
                raise Mismatch(gradient, x, "shape")
            arrays.append(np.asarray(array, dtype=float))
        return arrays

    def _differentiate(
        self,
        values: list[Any],
        places: list[Place],
        position: Callable[[Place], int],
        todo: list[Any],
        base: Array,
        dout: Array | None,
        step: float = STEP,
    ) -> tuple[list[Array], list[Array]]:
        """Numerical derivatives and their doubts at the entries still to do; NaN elsewhere."""
        entries = [(p, int(i)) for p, mask in enumerate(todo) for i in np.flatnonzero(mask)]
        steps = np.array([step * max(1.0, abs(values[position(places[p])].flat[i])) for p, i in entries])
        patches = [
            [*places[p], i, float(sign * h)]
            for (p, i), h in zip(entries, steps, strict=True)
            for sign in (1.0, -1.0, 0.5, -0.5)
        ]
        outputs = self.student.evaluate_(self.steps(values), patches)
        results = as_array(outputs)
        if results.shape != (len(patches), *base.shape):
            raise Mismatch(outputs, base, "shape")
        results = (
            results.reshape(len(entries), 4, -1).astype(float)
            if base.ndim
            else results.reshape(len(entries), 4, 1)
        )
        flat = base.reshape(-1)
        if dout is None and base.ndim:  # entry by entry: output i depends on input i
            own = [i for _, i in entries]
            moved, still = results[np.arange(len(entries)), :, own], flat[own]
        else:
            weight = np.ones(1) if dout is None else dout.reshape(-1)
            moved, still = ((results - flat) * weight).sum(axis=-1), np.zeros(len(entries))
        plus, minus, half_plus, half_minus = moved.T
        coarse, fine = (plus - minus) / (2 * steps), (half_plus - half_minus) / steps
        bend, half_bend = (plus - 2 * still + minus) / steps, 2 * (half_plus - 2 * still + half_minus) / steps
        derivative = (4 * fine - coarse) / 3
        uncertain = np.abs(coarse - fine) + np.abs(bend - 2 * half_bend)
        numeric = [np.full(mask.shape, np.nan) for mask in todo]
        doubt = [np.full(mask.shape, np.inf) for mask in todo]
        for (p, i), d, u in zip(entries, derivative, uncertain, strict=True):
            numeric[p].flat[i], doubt[p].flat[i] = d, u if np.isfinite(u) else np.inf
        return numeric, doubt
