"""General relations between a wrong value and the right one, for mistakes that nobody has listed yet.

Each relation is a pure function of the student's value, the right value and the call; they are tried in order, the most
certain first. None of their sentences contains the right value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dlgrade.i18n import Text
from dlgrade.judge.student import Call, Handle
from dlgrade.verdicts import Mismatch

Array = NDArray[Any]


class Factor(NamedTuple):
    """A factor by which a result may be off: a number, or the length of an argument's axis (its size, without an axis)."""

    number: float
    argument: int | str | None = None
    axis: int | None = None
    inverse: bool = False

    def of(self, call: Call) -> float | None:
        """What the factor is in a call; None where the call has no such argument."""
        value = self.number
        if self.argument is not None:
            args, kwargs = call.arguments
            try:
                found = kwargs[self.argument] if isinstance(self.argument, str) else args[self.argument]
                value = float(np.size(found) if self.axis is None else np.shape(found)[self.axis])
            except LookupError:
                return None
        return 1 / value if self.inverse else value


class Relation(NamedTuple):
    """A relation that holds, and what to say about it."""

    id: str
    text: Text
    factor: Factor | None = None


REMEMBERS = Relation(
    "remembers",
    Text(
        "Called twice with the same arguments it answers differently: something is kept between calls, or drawn at random. "
        "Compute from the arguments alone.",
        "같은 인수로 두 번 부르면 답이 달라집니다. 호출 사이에 무언가를 기억하거나 난수를 뽑고 있습니다. 인수만으로 계산하세요.",
    ),
)

# What may just be the end of a calculation that has gone astray long before.
OVERFLOWS = ("overflow", "too_large")


def explain(mismatch: Mismatch, call: Call) -> Relation | None:
    """Say how a wrong value is related to the right one, or None."""
    for relation in _without_value(mismatch, call):
        return relation
    if mismatch.reason in ("integer", "truth") or mismatch.expected is None:
        return None  # the kind of number is wrong, and the message says so
    if not isinstance(mismatch.actual, int | float | np.generic | np.ndarray | list | tuple):
        return None
    try:
        got, wanted = np.asarray(mismatch.actual), np.asarray(mismatch.expected)
    except ValueError:
        return None
    if got.dtype.kind not in "biufc" or wanted.dtype.kind not in "biufc":
        return None
    given = _main_argument(call)
    with np.errstate(all="ignore"):
        if got.shape != wanted.shape:
            return next(_of_shapes(got, wanted, mismatch.reason == "shape"), None)
        truncated = _truncated(got, wanted)
        if truncated:
            return truncated
        got, wanted = got.astype(np.complex128 if got.dtype.kind == "c" else float), wanted.astype(float)
        for find in (
            _not_finite,
            _precision,
            _scaled,
            _shifted,
            _rearranged,
            _only_where,
            _partly_right,
            _transformed,
        ):
            found = find(got, wanted, given, call)
            if found:
                return found
            if find is _precision and _equal(got, wanted):
                return None  # too close for any other relation to mean something
    return None


def contradicts(relation: Relation, got: Any, wanted: Any, call: Call) -> bool:
    """Whether another call of the same function shows that a relation is not what is behind the answer.

    A relation was found on one call; the mistake that it names would show in the others, too.
    """
    try:
        got, wanted = np.asarray(got), np.asarray(wanted)
    except ValueError:
        return False
    if got.dtype.kind not in "biuf" or wanted.dtype.kind not in "biuf":
        return False
    if got.shape != wanted.shape:
        return relation.id in _SHAPES and not _SHAPES[relation.id](got, wanted)
    given = _main_argument(call)
    with np.errstate(all="ignore"):
        region = next((inside for name, inside, _ in _REGIONS if name == relation.id), None)
        if region is not None:
            if given is None or given.shape != got.shape:
                return True
            right = np.isclose(got, wanted, rtol=1e-7, atol=1e-9)
            return not np.array_equal(right, region(given))
        if relation.factor is not None:
            factor = relation.factor.of(call)
            return factor is not None and not _equal(got.astype(float), factor * wanted)
        does = _DOES.get(relation.id)
        if does is not None:
            return not _equal(got.astype(float), does(wanted.astype(float)))
        if _equal(got.astype(float), wanted.astype(float)):
            return not _leaves_alone(relation.id, wanted.astype(float), given)
        found = explain(Mismatch(got, wanted, "value"), call)
        return wanted.size > 1 and (found is None or found.id != relation.id)


def not_zero(got: Any) -> bool:
    """Whether there is any other number than 0 in a value."""
    try:
        return bool(np.any(np.asarray(got)))
    except ValueError:
        return False


def _leaves_alone(id: str, wanted: Array, given: Array | None) -> bool:
    """Whether the mistake that a relation names does nothing to a value."""
    if id in ("always_zero", "opposite_sign"):
        return not wanted.any()
    if id == "shifted":
        return False
    if id in ("all_but_first", "all_but_last", "first_row"):
        return wanted.ndim == 0 or len(wanted) < 2
    if id in ("input_returned", "times_input"):
        if given is None or given.shape != wanted.shape:
            return False
        return _equal(given if id == "input_returned" else wanted * given, wanted)
    if id in ("transposed", "reversed"):
        turned = wanted.T if id == "transposed" else wanted[::-1] if wanted.ndim else wanted
        return turned.shape == wanted.shape and _equal(turned, wanted)
    if id == "rounded":
        return _equal(np.round(wanted, 2), wanted)
    return True


def _without_value(mismatch: Mismatch, call: Call) -> Iterator[Relation]:
    actual, printed = mismatch.actual, call.reply.printed if call.reply else ""
    if actual is None and printed.strip():
        yield Relation("printed", Text(
            "You print the result instead of returning it. Write `return` where you write `print`.",
            "결과를 반환하지 않고 출력하고 있습니다. `print` 대신 `return`을 쓰세요.",
        ))  # fmt: skip
    elif actual is None:
        yield Relation("nothing_returned", Text(
            "Nothing is returned. Does every way through the function end in a `return`?",
            "아무것도 반환하지 않습니다. 함수의 모든 경로가 `return`으로 끝나나요?",
        ))  # fmt: skip
    elif isinstance(actual, str):
        yield Relation("text_returned", Text(
            "You return text. Return the number itself; printing and formatting are not needed.",
            "문자열을 반환하고 있습니다. 출력 형식을 만들지 말고 수 자체를 반환하세요.",
        ))  # fmt: skip
    elif isinstance(actual, Handle) and actual.type_ == "generator":
        yield Relation("generator_returned", Text(
            "The function contains `yield`, so it returns a generator. Collect the values in an array and `return` it.",
            "함수에 `yield`가 있어서 제너레이터를 반환합니다. 값을 배열에 모아 `return`하세요.",
        ))  # fmt: skip
    elif isinstance(actual, Handle) and actual.type_ == "ndarray":
        yield Relation("object_array", Text(
            "You return an array of objects. That happens when its rows differ in length or when numbers are mixed with "
            "something else.",
            "객체 배열을 반환하고 있습니다. 행의 길이가 서로 다르거나 숫자가 아닌 것이 섞이면 이렇게 됩니다.",
        ))  # fmt: skip
    elif isinstance(actual, Handle):
        yield Relation("object_returned", Text(
            "You return an object of type {type}. Return a number or a plain NumPy array (`np.asarray` makes one).",
            "{type} 형의 객체를 반환하고 있습니다. 숫자나 일반 NumPy 배열을 반환하세요(`np.asarray`를 쓰면 됩니다).",
        ).fill(type=actual.type_))  # fmt: skip


_SHAPES: dict[str, Callable[[Array, Array], bool]] = {
    "extra_axes": lambda got, wanted: (
        got.ndim != wanted.ndim and got.squeeze().shape == wanted.squeeze().shape
    ),
    "transposed_shape": lambda got, wanted: got.shape == wanted.shape[::-1],
}


def _of_shapes(got: Array, wanted: Array, strict: bool) -> Iterator[Relation]:
    if _SHAPES["extra_axes"](got, wanted):
        yield Relation("extra_axes", Text(
            "The numbers may be right, but the result has shape {got} instead of {wanted}: an axis of length 1 is too "
            "many or missing. Look at `keepdims` and `reshape`.",
            "값은 맞을 수 있지만 모양이 {wanted}이 아니라 {got}입니다. 길이가 1인 축이 남거나 모자랍니다. `keepdims`와 "
            "`reshape`를 살펴보세요.",
        ).fill(got=got.shape, wanted=wanted.shape))  # fmt: skip
    elif _SHAPES["transposed_shape"](got, wanted):
        yield Relation("transposed_shape", Text(
            "The result has shape {got}, the transpose of what it should be. Is a `.T` too many or missing, or do the factors "
            "of a product stand in the wrong order?",
            "결과의 모양이 {got}인데, 올바른 모양을 전치한 것입니다. `.T`가 더 있거나 빠졌거나, 곱하는 순서가 바뀌지 않았나요?",
        ).fill(got=got.shape))  # fmt: skip
    elif got.ndim == 0:
        yield Relation("one_number", Text(
            "You return one number where an array of shape {wanted} is asked for. Did you take the sum, mean or maximum of everything?",
            "{wanted} 모양의 배열이 필요한데 수 하나를 반환합니다. 전체의 합이나 평균, 최댓값을 구하지 않았나요?",
        ).fill(wanted=wanted.shape))  # fmt: skip
    elif wanted.ndim == 0:
        yield Relation("not_one_number", Text(
            "You return an array of shape {got} where one number is asked for. Is a sum or a mean missing?",
            "수 하나가 필요한데 {got} 모양의 배열을 반환합니다. 합이나 평균이 빠지지 않았나요?",
        ).fill(got=got.shape))  # fmt: skip
    elif got.ndim < wanted.ndim and _drops_axes(got.shape, wanted.shape):
        yield Relation("axis_gone", Text(
            "The result has shape {got} instead of {wanted}: an axis is gone. Was it summed, averaged or indexed away?",
            "결과의 모양이 {wanted}이 아니라 {got}입니다. 축 하나가 없어졌습니다. 더하거나 평균 내거나 인덱스로 하나만 꺼내지 않았나요?",
        ).fill(got=got.shape, wanted=wanted.shape))  # fmt: skip


def _drops_axes(short: tuple[int, ...], long: tuple[int, ...]) -> bool:
    rest = iter(long)
    return all(n in rest for n in short)


def _not_finite(got: Array, wanted: Array, given: Array | None, call: Call) -> Relation | None:
    bad = ~np.isfinite(got) & np.isfinite(wanted)
    if not bad.any():
        return None
    if given is not None and given.shape == got.shape and not bad.all():
        if np.abs(given[bad]).min() > 30:
            return Relation("overflow", Text(
                "`nan` or `inf` appears only where the input is large: an exponential or a power overflows. Rewrite the "
                "formula so that `np.exp` is never called with a large positive number.",
                "입력이 큰 곳에서만 `nan`이나 `inf`가 나옵니다. 지수나 거듭제곱이 넘친 것입니다. `np.exp`에 큰 양수가 들어가지 않도록 "
                "식을 바꾸세요.",
            ))  # fmt: skip
        if (given[bad] == 0).all():
            return Relation("at_zero", Text(
                "`nan` or `inf` appears only where the input is 0: a division by zero or the logarithm of zero.",
                "입력이 0인 곳에서만 `nan`이나 `inf`가 나옵니다. 0으로 나누거나 0에 로그를 취한 것입니다.",
            ))  # fmt: skip
        if np.isin(given[bad], (0, 1)).all():
            return Relation("at_the_ends", Text(
                "`nan` or `inf` appears only where the input is exactly 0 or 1: the logarithm of zero, or a division by it.",
                "입력이 정확히 0이나 1인 곳에서만 `nan`이나 `inf`가 나옵니다. 0에 로그를 취하거나 0으로 나눈 것입니다.",
            ))  # fmt: skip
    if np.abs(_numbers(call)).max(initial=0) > 30:
        return Relation("overflow", Text(
            "With large inputs the result is `nan` or `inf`: on the way an exponential overflows, or shrinks to 0 and is "
            "divided by or put into a logarithm.",
            "입력이 크면 결과가 `nan`이나 `inf`가 됩니다. 중간에 지수 함수의 값이 너무 커지거나, 0이 되어 나눗셈이나 로그에 들어갑니다.",
        ))  # fmt: skip
    return None


def _precision(got: Array, wanted: Array, given: Array | None, call: Call) -> Relation | None:
    scale = np.abs(wanted).max(initial=0)
    error = np.abs(got - wanted).max(initial=0)
    if 0 < error <= 3e-6 * scale and np.array_equal(got, got.astype(np.float32).astype(float)):
        return Relation("single_precision", Text(
            "Right, but only to about 7 digits: somewhere the numbers become float32. Keep them float64.",
            "맞지만 유효 숫자가 7자리 정도뿐입니다. 중간에 float32로 바뀝니다. float64로 계산하세요.",
        ))  # fmt: skip
    for digits in range(2 if wanted.size == 1 else 1, 9):
        if error and _varies(got) and np.array_equal(np.round(wanted, digits), got):
            return Relation("rounded", Text(
                "The result is rounded to {digits} decimals. Return it as it is.",
                "결과를 소수점 아래 {digits}자리로 반올림했습니다. 그대로 반환하세요.",
            ).fill(digits=digits))  # fmt: skip
    return None


def _truncated(got: Array, wanted: Array) -> Relation | None:
    whole = (
        got.dtype.kind in "iu" or np.abs(got).max(initial=0) >= 2
    )  # zeros and ones come about in other ways, too
    if (
        not whole
        or got.size < 2  # one number may be whole by chance
        or not _varies(got)
        or not np.array_equal(np.trunc(wanted), got)
        or np.array_equal(wanted, got)
    ):
        return None
    return Relation("truncated", Text(
        "The fractions are cut off: by `//` or `int`, or because numbers are stored in an integer array; then make it "
        "`dtype=float`.",
        "소수 부분이 잘립니다. `//`나 `int`를 쓰거나 정수 배열에 담으면 이렇게 됩니다. 배열이라면 `dtype=float`로 만드세요.",
    ))  # fmt: skip


def _scaled(got: Array, wanted: Array, given: Array | None, call: Call) -> Relation | None:
    large = np.abs(wanted) > 1e-6 * np.abs(wanted).max(initial=0)
    if not large.any() or not np.allclose(got[~large], 0, atol=1e-6 * np.abs(got).max(initial=0)):
        return None
    ratios = got[large] / wanted[large]
    ratio = ratios.flat[0].real
    if (
        not np.isfinite(ratio)
        or np.abs(ratios - ratio).max() > 1e-6 * max(abs(ratio), 1e-12)
        or _same(ratio, 1)
    ):
        return None
    if (
        wanted.size == 1
        and abs(abs(ratio) - 1) > 1e-9
        and not any(_same(abs(ratio), factor.number) for factor, _ in _factors(call))
    ):
        return None
    if _same(ratio, 0):
        return Relation("always_zero", Text("The result is always 0.", "결과가 항상 0입니다."))
    if _same(ratio, -1):
        return Relation("opposite_sign", Text(
            "Every entry has the opposite sign. Which of the two is subtracted from which?",
            "모든 원소의 부호가 반대입니다. 무엇에서 무엇을 빼야 할까요?",
        ))  # fmt: skip
    for factor, meaning in _factors(call):
        for found, form in (
            (factor, Text("{m} times too large", "{m}배만큼 큽니다")),
            (factor._replace(inverse=True), Text("{m} times too small", "{m}배만큼 작습니다")),
        ):
            if _same(ratio, found.of(call) or 0.0):
                what = Text("Every entry", "모든 원소가") if wanted.ndim else Text("The result", "결과가")
                text = Text(
                    "{what} is {form}. Was a division forgotten, done twice, or a mean taken for a sum?",
                    "{what} {form}. 나눗셈을 빠뜨렸거나 두 번 했거나, 합과 평균을 바꾸지 않았나요?",
                )
                return Relation("scaled", text.fill(what=what, form=form.fill(m=meaning)), found)
    if wanted.size >= 4:
        return Relation("scaled", Text(
            "Every entry is off by the same factor, {ratio}. Which constant is missing or too many?",
            "모든 원소가 같은 배율 {ratio}만큼 다릅니다. 어떤 상수가 빠지거나 더 들어갔나요?",
        ).fill(ratio=f"{ratio:.4g}" if abs(ratio - 1) > 1e-3 else f"{ratio:.8g}"), Factor(ratio))  # fmt: skip
    return None


def _factors(call: Call) -> list[tuple[Factor, Text]]:
    """Factors by which a result may be off, with how to name them: 2, lengths of the arguments' axes, ln 2, ln 10."""
    factors: dict[float, tuple[Factor, Text]] = {2.0: (Factor(2.0), Text("2", "2"))}
    args, kwargs = call.arguments
    places: list[tuple[int | str, Any]] = [*enumerate(args), *kwargs.items()]
    for place, argument in places:
        if not isinstance(argument, np.ndarray):
            continue
        for axis, n in enumerate(argument.shape):
            if n > 2:
                samples = Text("", "") if axis else Text(", the number of samples", ", 샘플 수")
                name = Text("{n} (the length of axis {axis}{samples})", "{n}(축 {axis}의 길이{samples})")
                named = name.fill(n=n, axis=axis, samples=samples)
                factors.setdefault(float(n), (Factor(float(n), place, axis), named))
        if argument.size > 2:
            name = Text("{n} (the number of entries)", "{n}(원소 수)").fill(n=argument.size)
            factors.setdefault(float(argument.size), (Factor(float(argument.size), place), name))
    logarithms = (
        (Factor(math.log(2)), Text("ln 2 (a logarithm to base 2)", "ln 2(밑이 2인 로그)")),
        (Factor(math.log(10)), Text("ln 10 (a logarithm to base 10)", "ln 10(밑이 10인 로그)")),
    )
    return [*factors.values(), *logarithms]


def _shifted(got: Array, wanted: Array, given: Array | None, call: Call) -> Relation | None:
    difference = got - wanted
    if wanted.size < 3 or not np.isfinite(difference).all():
        return None
    offset = difference.flat[0].real
    if abs(offset) > 1e-5 and np.abs(difference - offset).max() <= 1e-8 * max(1.0, abs(offset)):
        return Relation("shifted", Text(
            "Every entry is off by the same amount. Is a constant added or left out?",
            "모든 원소가 같은 값만큼 어긋나 있습니다. 더해야 할 상수를 빠뜨리거나 더 더하지 않았나요?",
        ))  # fmt: skip
    return None


def _rearranged(got: Array, wanted: Array, given: Array | None, call: Call) -> Relation | None:
    if got.ndim == 2 and got.shape[0] == got.shape[1] > 1 and _equal(got, wanted.T):
        return Relation("transposed", Text("The result is transposed.", "결과가 전치되어 있습니다."))
    if got.ndim >= 1 and len(got) > 1 and _equal(got, wanted[::-1]):
        return Relation("reversed", Text("The result is in reverse order.", "결과의 순서가 거꾸로입니다."))
    return None


def _partly_right(got: Array, wanted: Array, given: Array | None, call: Call) -> Relation | None:
    rows_right = [_equal(row, right) for row, right in zip(got, wanted, strict=True)] if got.ndim == 2 else []
    if len(rows_right) > 2 and rows_right[0] and not any(rows_right[1:]):
        return Relation("first_row", Text(
            "Only the first row is right. Are all rows treated as samples of their own?",
            "첫 행만 맞습니다. 모든 행을 각각의 샘플로 처리하고 있나요?",
        ))  # fmt: skip
    if got.ndim == 1 and len(got) > 2 and _equal(got[1:], wanted[1:]):
        return Relation("all_but_first", Text("Only the first entry is wrong.", "첫 원소만 틀립니다."))
    if got.ndim == 1 and len(got) > 2 and _equal(got[:-1], wanted[:-1]):
        return Relation("all_but_last", Text("Only the last entry is wrong.", "마지막 원소만 틀립니다."))
    return None


_TRANSFORMS: tuple[tuple[str, Callable[[Array], Array], Text], ...] = (
    ("absolute", np.abs, Text("You return the absolute value of the right answer.", "정답의 절댓값을 반환하고 있습니다.")),
    ("complement", lambda a: 1 - a, Text("You return 1 minus the right answer.", "1에서 정답을 뺀 값을 반환하고 있습니다.")),
    ("squared", np.square, Text("You return the square of the right answer.", "정답의 제곱을 반환하고 있습니다.")),
    ("rooted", np.sqrt, Text("You return the square root of the right answer.", "정답의 제곱근을 반환하고 있습니다.")),
    ("exponential", np.exp, Text("You return the exponential of the right answer.", "정답에 지수를 취한 값을 반환하고 있습니다.")),
    ("logarithm", np.log, Text("You return the logarithm of the right answer.", "정답에 로그를 취한 값을 반환하고 있습니다.")),
    ("reciprocal", np.reciprocal, Text("You return 1 divided by the right answer.", "정답의 역수를 반환하고 있습니다.")),
)  # fmt: skip


# What a mistake makes of any right value, by the id of its relation.
_DOES: dict[str, Callable[[Array], Array]] = {
    "truncated": np.trunc,
    **{name: transform for name, transform, _ in _TRANSFORMS},
}


def _transformed(got: Array, wanted: Array, given: Array | None, call: Call) -> Relation | None:
    if wanted.size < 2:
        return None
    for name, transform, text in _TRANSFORMS:
        if _equal(got, transform(wanted)) and not _equal(got, wanted):
            return Relation(name, text)
    if given is not None and given.shape == got.shape and _equal(got, given):
        return Relation(
            "input_returned", Text("You return the input unchanged.", "입력을 그대로 반환하고 있습니다.")
        )
    if given is not None and given.shape == got.shape and _equal(got, wanted * given):
        return Relation("times_input", Text(
            "Every entry is multiplied by its input once too often.", "모든 원소에 입력이 한 번 더 곱해져 있습니다."
        ))  # fmt: skip
    return None


_REGIONS: tuple[tuple[str, Callable[[Array], Array], Text], ...] = (
    ("wrong_at_zero", lambda x: x != 0, Text("Right everywhere except where the input is exactly 0.", "입력이 정확히 0인 곳만 틀립니다.")),
    ("wrong_below_zero", lambda x: x >= 0, Text("Right where the input is not negative, wrong for negative inputs.", "입력이 음수가 아니면 맞고, 음수이면 틀립니다.")),
    ("wrong_above_zero", lambda x: x <= 0, Text("Right where the input is not positive, wrong for positive inputs.", "입력이 양수가 아니면 맞고, 양수이면 틀립니다.")),
    ("wrong_when_large", lambda x: np.abs(x) <= 30, Text("Right for moderate inputs, wrong where the input is large (beyond ±30).", "보통 크기의 입력에서는 맞지만 입력이 크면(±30 밖) 틀립니다.")),
)  # fmt: skip


def _only_where(got: Array, wanted: Array, given: Array | None, call: Call) -> Relation | None:
    if given is None or given.shape != got.shape or got.size < 2:
        return None
    right = np.isclose(got, wanted, rtol=1e-7, atol=1e-9)
    for name, region, text in _REGIONS:
        inside = region(given)
        seen = np.unique(given[inside]).size > 1 and not inside.all()  # one right entry may be luck
        if seen and right[inside].all() and not right[~inside].any():
            return Relation(name, text)
    return None


# ------------------------------------------------------------------------------------------------------- helpers


def _varies(got: Array) -> bool:
    """Whether an array is more than one number again and again (or 0 alone), which may agree with anything by chance."""
    return bool(got.any() if got.size == 1 else (got != got.flat[0]).any())


def _same(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-6 * max(abs(b), 1e-9)


def _equal(a: Array, b: Array) -> bool:
    scale = np.abs(b[np.isfinite(b)]).max(initial=0) if b.size else 0
    return a.shape == b.shape and bool(np.allclose(a, b, rtol=1e-7, atol=1e-9 * scale + 1e-12))


def _main_argument(call: Call) -> Array | None:
    args, _ = call.arguments
    first = args[0] if args else None
    return (
        np.asarray(first)
        if isinstance(first, int | float | np.ndarray) and not isinstance(first, bool)
        else None
    )


def _numbers(call: Call) -> Array:
    args, kwargs = call.arguments
    arrays = [
        np.asarray(a, float).ravel()
        for a in (*args, *kwargs.values())
        if isinstance(a, int | float | np.ndarray)
    ]
    return np.concatenate(arrays) if arrays else np.zeros(0)
