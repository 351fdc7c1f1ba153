"""What a tutor says to an exception: the usual ones of Python and NumPy, told by their type and text.

NumPy's words are precise about what could not be done and silent about what one did to get there. Each entry says the
latter in one or two sentences; what was raised, and in which line, is said elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from dlgrade.i18n import Text
from dlgrade.sandbox.client import StudentError


class Explanation(NamedTuple):
    """What is behind an exception, with an id that is the same in both languages."""

    id: str
    text: Text


def explain(error: StudentError) -> Explanation | None:
    """Say what is usually behind an exception, or None."""
    if error.kind == "signature":
        return _one_argument_more(error.message)
    if error.kind != "raised":
        return None
    for id, types, pattern, answer in _USUAL:
        found = re.search(pattern, error.message) if error.type in types else None
        if found:
            return Explanation(id, answer(found) if callable(answer) else answer.fill(**found.groupdict()))
    return None


def _one_argument_more(message: str) -> Explanation | None:
    """A method that is given one argument more than it takes lacks `self`."""
    found = re.search(r"\w\.(\w+)\(\) takes (\d+) positional arguments? but (\d+) w(?:as|ere) given", message)
    if found is None or int(found[3]) != int(found[2]) + 1:
        return None
    return Explanation("self_missing", _SELF_MISSING.fill(f=found[1]))


def _shape(written: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", written)[:32])


def _not_broadcast(found: re.Match[str]) -> Text:
    first, second = _shape(found["a"]), _shape(found["b"])
    short, long = sorted((first, second), key=len)
    rest = iter(long)
    if len(short) < len(long) and all(n in rest for n in short):
        return Text(
            "Shape {long} meets {short}, which has fewer axes, and the two are compared from the right. A sum, a mean or a "
            "maximum along an axis removes it unless `keepdims=True` is given; `[:, None]` adds an axis of length 1.",
            "{long} 모양과 축이 더 적은 {short} 모양이 만났는데, 두 모양은 오른쪽부터 견줍니다. 축을 따라 합, 평균, 최댓값을 구하면 그 축이 "
            "없어지고 `keepdims=True`를 주면 길이 1로 남습니다. `[:, None]`은 길이가 1인 축을 더합니다.",
        ).fill(long=long, short=short)
    return Text(
        "The shapes {first} and {second} do not go together: compared from the right, two lengths must be equal or one of "
        "them 1.",
        "{first} 모양과 {second} 모양은 함께 계산할 수 없습니다. 오른쪽부터 견주어 두 길이가 같거나 한쪽이 1이어야 합니다.",
    ).fill(first=first, second=second)


_INNER = Text(
    "In a matrix product the last axis of the left factor must be as long as the first axis of the right one, here {a} and "
    "{b}. Is a `.T` missing, or are the factors in the wrong order?",
    "행렬 곱에서는 왼쪽의 마지막 축과 오른쪽의 첫 축의 길이가 같아야 하는데 여기서는 {a}와 {b}입니다. `.T`가 빠졌거나 곱하는 순서가 바뀌지 "
    "않았나요?",
)
_ONE_NUMBER = Text(
    "There is a single number where you expect a list or an array, and it has no axes, length or entries. The argument may be "
    "a number here, or an array of fewer axes than you think: use operations that work for any shape.",
    "리스트나 배열이 있어야 할 자리에 수 하나가 있습니다. 수에는 축도, 길이도, 원소도 없습니다. 인수가 수 하나이거나 생각보다 축이 적은 "
    "배열일 수 있으니 어떤 모양에서도 되는 연산을 쓰세요.",
)
_SINGLE_ONLY = Text(
    "`float`, `int` and the functions of `math` take one number, not an array. NumPy's function of the same name takes both.",
    "`float`, `int`와 `math` 모듈의 함수는 배열이 아니라 수 하나만 받습니다. 같은 이름의 NumPy 함수는 둘 다 받습니다.",
)
_SELF_MISSING = Text(
    "`{f}` gets one argument more than it has parameters. A method's first parameter is the object itself: is `self` missing?",
    "`{f}` 함수가 매개변수보다 하나 많은 인수를 받았습니다. 메서드의 첫 매개변수는 객체 자신입니다. `self`가 빠지지 않았나요?",
)
_TOO_LARGE = Text(
    "An exponential or a power became too large for a number. Rewrite the formula so that the exponent is never large and "
    "positive.",
    "지수나 거듭제곱이 수로 나타낼 수 없을 만큼 커졌습니다. 지수에 큰 양수가 들어가지 않도록 식을 바꾸세요.",
)

# An id, the types of exceptions, a pattern that their text must contain, and what to say (or how to make it).
_USUAL: tuple[tuple[str, tuple[str, ...], str, Text | Callable[[re.Match[str]], Text]], ...] = (
    (
        "shapes_differ",
        ("ValueError",),
        r"operands could not be broadcast together with (?:remapped )?shapes (?P<a>\([\d,]*\)) (?P<b>\([\d,]*\))",
        _not_broadcast,
    ),
    (
        "shape_of_the_target",
        ("ValueError",),
        r"could not broadcast input array from shape (?P<a>\([\d,]*\)) into shape (?P<b>\([\d,]*\))",
        Text(
            "You put values of shape {a} into a place of shape {b}. What shape should one entry have?",
            "{b} 모양의 자리에 {a} 모양의 값을 넣고 있습니다. 한 자리에 들어갈 값은 어떤 모양이어야 할까요?",
        ),
    ),
    (
        "product_of_shapes",
        ("ValueError",),
        r"mismatch in its core dimension.*\(size (?P<b>\d+) is different from (?P<a>\d+)\)",
        _INNER,
    ),
    (
        "product_of_shapes",
        ("ValueError",),
        r"shapes \([\d,]*\) and \([\d,]*\) not aligned: (?P<a>\d+) \(dim \d+\) != (?P<b>\d+) \(dim \d+\)",
        _INNER,
    ),
    (
        "truth_of_an_array",
        ("ValueError",),
        r"truth value of an array",
        Text(
            "`if`, `and`, `or` and `max` need one True or False, but an array, or a comparison of arrays, has one per entry. "
            "Use `np.where`, a mask, or NumPy's function; whether an array was given at all is asked with `is None`.",
            "`if`, `and`, `or`, `max`에는 참·거짓이 하나 필요한데, 배열이나 배열의 비교에는 원소마다 하나씩 있습니다. `np.where`, 마스크, "
            "또는 NumPy 함수를 쓰세요. 배열이 주어졌는지는 `is None`으로 확인합니다.",
        ),
    ),
    (
        "ragged",
        ("ValueError",),
        r"setting an array element with a sequence|inhomogeneous shape",
        Text(
            "The rows of a list differ in length, or a list stands where one number belongs, so NumPy cannot make an array.",
            "리스트의 행마다 길이가 다르거나 수가 있어야 할 자리에 리스트가 있어 배열을 만들 수 없습니다.",
        ),
    ),
    (
        "reshape",
        ("ValueError",),
        r"cannot reshape array of size (?P<n>\d+) into shape (?P<shape>\([\d,-]*\))",
        Text(
            "An array of {n} numbers does not fit into shape {shape}: the product of the lengths must be the number of "
            "entries. Take the lengths from the argument's shape.",
            "수 {n}개는 {shape} 모양에 맞지 않습니다. 축 길이의 곱이 원소 수와 같아야 합니다. 길이는 인수의 모양에서 가져오세요.",
        ),
    ),
    (
        "read_only",
        ("ValueError",),
        r"read-only",
        Text(
            "You write into an array that only looks at another one's numbers. Make a new array for the result.",
            "다른 배열의 값을 들여다보기만 하는 배열에 쓰고 있습니다. 결과를 담을 새 배열을 만드세요.",
        ),
    ),
    (
        "unpacking",
        ("ValueError", "TypeError"),
        r"(?:not enough|too many) values to unpack|cannot unpack non-iterable",
        Text(
            "The number of names on the left is not the number of values on the right. How many axes does the shape have, how "
            "many values does the function return?",
            "왼쪽 이름의 수와 오른쪽 값의 수가 다릅니다. 축이 몇 개인지, 함수가 값을 몇 개 반환하는지 확인하세요.",
        ),
    ),
    ("single_numbers_only", ("TypeError",), r"only (?:length-1|0-dimensional|size-1) arrays", _SINGLE_ONLY),
    ("single_numbers_only", ("TypeError",), r"must be real number, not (?:numpy\.)?ndarray", _SINGLE_ONLY),
    (
        "one_number_given",
        ("TypeError",),
        r"(?:'(?:float|int|numpy\.float64)' object is not (?:subscriptable|iterable)|"
        r"'(?:float|int|numpy\.float64)' object does not support item|"
        r"object of type '(?:float|int|numpy\.float64)' has no len|len\(\) of unsized|iteration over a 0-d array)",
        _ONE_NUMBER,
    ),
    (
        "one_number_given",
        ("IndexError",),
        r"invalid index to scalar variable|array is 0-dimensional|tuple index out of range",
        _ONE_NUMBER,
    ),
    ("one_number_given", ("AttributeError",), r"'(?:float|int)' object has no attribute", _ONE_NUMBER),
    (
        "integer_array",
        ("UFuncTypeError", "_UFuncOutputCastingError"),
        r"Cannot cast ufunc",
        Text(
            "`+=` and its like keep the array's type, and an array of integers cannot hold fractions. Make it with "
            "`dtype=float`.",
            "`+=` 같은 연산은 배열의 자료형을 그대로 두는데, 정수 배열에는 소수를 담을 수 없습니다. `dtype=float`로 만드세요.",
        ),
    ),
    (
        "boolean_subtract",
        ("TypeError",),
        r"numpy boolean (?:subtract|negative)",
        Text(
            "Truth values (the result of a comparison) cannot be subtracted. Make numbers of them first, as with "
            "`.astype(float)`.",
            "비교해서 얻은 참·거짓끼리는 뺄 수 없습니다. `.astype(float)` 등으로 먼저 수로 바꾸세요.",
        ),
    ),
    (
        "list_arithmetic",
        ("TypeError",),
        r"(?:unsupported operand|not supported between|bad operand).*'(?:list|tuple)'|multiply sequence by non-int|"
        r"can only concatenate (?:list|tuple)",
        Text(
            "A list is no array: it cannot be calculated with or compared as a whole. Make an array of it with `np.array`, or "
            "take the entries one by one.",
            "리스트는 배열이 아니어서 통째로 계산하거나 비교할 수 없습니다. `np.array`로 배열을 만들거나 원소를 하나씩 꺼내 계산하세요.",
        ),
    ),
    (
        "function_not_called",
        ("TypeError",),
        r"unsupported operand.*'(?:function|method|builtin_function_or_method)'|"
        r"'(?:function|method|builtin_function_or_method)' object is not (?:subscriptable|iterable)",
        Text(
            "A function itself is used where its result is meant. Call it, with round brackets and its arguments.",
            "함수의 결과가 있어야 할 자리에 함수 자체가 쓰였습니다. 소괄호와 인수를 붙여 호출하세요.",
        ),
    ),
    (
        "list_indexed",
        ("TypeError",),
        r"indices must be integers or slices, not (?:tuple|list)|only integer scalar arrays can be converted",
        Text(
            "A list takes one whole number as its index; `a[i, j]` and lists of indices work for arrays only. Make an array of "
            "it with `np.array`.",
            "리스트의 인덱스는 정수 하나뿐입니다. `a[i, j]`나 인덱스 배열은 NumPy 배열에서만 쓸 수 있으니 `np.array`로 배열을 만드세요.",
        ),
    ),
    (
        "whole_number_wanted",
        ("TypeError", "IndexError"),
        r"'(?:float|numpy\.float64)' object cannot be interpreted as an integer|not (?:float|numpy\.float64)$|"
        r"only integers, slices|arrays used as indices must be of integer|expected a sequence of integers",
        Text(
            "An index, a length or a number of rounds must be a whole number, and this one is a float. `//` divides without a "
            "fraction, `/` always gives a float.",
            "인덱스나 길이, 반복 횟수는 정수여야 하는데 실수가 쓰였습니다. `/`로 나누면 언제나 실수가 되고, `//`로 나누면 정수가 됩니다.",
        ),
    ),
    (
        "nothing_came_back",
        ("TypeError", "AttributeError"),
        r"'?NoneType'?",
        Text(
            "A value here is `None`. Does a function that you call end without `return`, or is an attribute still unset?",
            "여기 쓰인 값이 `None`입니다. 호출한 함수가 `return` 없이 끝나거나, 속성을 아직 정하지 않은 것은 아닌가요?",
        ),
    ),
    (
        "self_missing",
        ("TypeError",),
        r"(?P<f>\w+)\(\) takes (?:0 positional arguments but 1 was|1 positional argument but 2 were) given",
        _SELF_MISSING,
    ),
    (
        "axis_not_there",
        ("AxisError",),
        r"axis (?P<axis>-?\d+) is out of bounds for array of dimension (?P<n>\d+)",
        Text(
            "The array has {n} axes here, numbered from 0, so there is no axis {axis}. `axis=-1` is the last one, however many "
            "there are.",
            "여기서는 배열의 축이 0번부터 세어 {n}개뿐이라 {axis}번 축이 없습니다. 축이 몇 개든 `axis=-1`이 마지막 축입니다.",
        ),
    ),
    (
        "too_many_indices",
        ("IndexError",),
        r"too many indices",
        Text(
            "The array has fewer axes than you give indices. The function is called with arrays of other shapes, too, or an axis "
            "was lost by a sum.",
            "인덱스의 수가 배열의 축보다 많습니다. 다른 모양의 배열로도 호출되거나, 합을 구하면서 축이 없어진 것입니다.",
        ),
    ),
    (
        "out_of_bounds",
        ("IndexError",),
        r"index (?P<i>-?\d+) is out of bounds for axis (?P<axis>\d+) with size (?P<n>\d+)",
        Text(
            "Axis {axis} has {n} entries, numbered from 0, so there is none with index {i}. Does the loop run over the length "
            "of another axis, or one step too far?",
            "{axis}번 축에는 0번부터 세어 원소가 {n}개라 {i}번이 없습니다. 다른 축의 길이만큼 돌거나 한 번 더 돌지 않나요?",
        ),
    ),
    (
        "numpy_not_imported",
        ("NameError",),
        r"name '(?P<name>np|numpy)' is not defined",
        Text(
            "The line `import numpy as np` is missing at the top.",
            "맨 위에 `import numpy as np` 줄이 없습니다.",
        ),
    ),
    (
        "unknown_name",
        ("NameError",),
        r"name '(?P<name>\w+)' is not defined",
        Text(
            "There is no `{name}` here: is it misspelled, or only known inside another function?",
            "여기에는 `{name}` 이름이 없습니다. 철자가 다르거나 다른 함수 안에서만 쓰는 이름이 아닌가요?",
        ),
    ),
    (
        "used_before_set",
        ("UnboundLocalError",),
        r"variable '(?P<name>\w+)'",
        Text(
            "`{name}` gets its value in some branches only, or later than it is used.",
            "`{name}` 값이 일부 분기에서만 정해지거나, 정해지기 전에 쓰입니다.",
        ),
    ),
    (
        "no_such_attribute",
        ("AttributeError",),
        r"(?:'(?P<type>str|list|tuple|dict|set|function|numpy\.ndarray)' object|module '(?P<module>[\w.]+)') has no attribute "
        r"'(?P<name>\w+)'",
        Text(
            "There is no `{name}` in it. Is it misspelled, or is the value of another type than you think, such as a list "
            "instead of an array?",
            "거기에는 `{name}` 속성이 없습니다. 철자가 다르거나, 배열 대신 리스트처럼 생각과 다른 자료형이 아닌가요?",
        ),
    ),
    (
        "attribute_unset",
        ("AttributeError",),
        r"'(?P<type>\w+)' object has no attribute '(?P<name>\w+)'",
        Text(
            "Nothing has set `{name}` by then. Is it set in another method, which has not been called yet, or under another "
            "name?",
            "그때까지 `{name}` 속성을 정한 곳이 없습니다. 아직 호출되지 않은 메서드에서 정하거나 다른 이름으로 정하지 않았나요?",
        ),
    ),
    (
        "key_unknown",
        ("KeyError",),
        r"(?P<key>.+)",
        Text(
            "The dict has no entry {key}. Which keys does it get, and are they there at the first call?",
            "딕셔너리에 {key} 항목이 없습니다. 어떤 키가 들어오는지, 첫 호출 때 이미 있는지 확인하세요.",
        ),
    ),
    (
        "division_by_zero",
        ("ZeroDivisionError",),
        r"",
        Text(
            "Something is divided by zero. Which value of the input makes the denominator 0, and what is right there?",
            "0으로 나누었습니다. 입력이 어떤 값일 때 분모가 0이 되는지, 그때의 올바른 값은 무엇인지 생각해 보세요.",
        ),
    ),
    ("too_large", ("OverflowError",), r"range error|too large|out of range", _TOO_LARGE),
    (
        "outside_the_domain",
        ("ValueError",),
        r"math domain error|expected a (?:positive|nonnegative) input",
        Text(
            "A logarithm or a root was taken of a number that has none, such as 0 or a negative one.",
            "0이나 음수처럼 로그나 제곱근을 구할 수 없는 수를 넣었습니다.",
        ),
    ),
    (
        "singular",
        ("LinAlgError",),
        r"[Ss]ingular",
        Text(
            "The matrix has no inverse: its columns depend on one another. `np.linalg.lstsq` or a small ridge can do without.",
            "열들이 서로 종속이라 역행렬이 없습니다. `np.linalg.lstsq`를 쓰거나 작은 규제를 더하면 됩니다.",
        ),
    ),
)
