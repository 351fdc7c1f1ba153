"""Calls in a quiz: ``=conv_size(H, kernel=K)``, read as a syntax tree and carried out without `eval`.

There are names of parameters, numbers, texts in quotes, lists, minus signs, and calls of the functions that
the unit's program, ``quizzes/NN_unit.py``, holds: those it defines or imports from the reference. Nothing else.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from dlgrade.course.programs import extend_path, load_module
from dlgrade.errors import CourseError
from dlgrade.i18n import Text

Functions = Mapping[str, Callable[..., Any]]


class NotAnExpression(ValueError):
    """The text is no call that is allowed; its text says in both languages why."""

    def __init__(self, en: str, ko: str) -> None:
        """Hold the sentence."""
        super().__init__(en)
        self.text = Text(en, ko)


def is_expression(value: Any) -> bool:
    """Whether a value of a YAML file is to be computed."""
    return isinstance(value, str) and value.startswith("=")


@cache
def parse(source: str) -> ast.expr:
    """Read ``=…``.

    Raises:
        NotAnExpression: it holds anything but calls, names, numbers, texts, lists and minus signs.
    """
    try:
        node = ast.parse(source[1:].strip(), mode="eval").body
    except SyntaxError:
        raise NotAnExpression(f"`{source}` is not a call.", f"`{source}`: 함수 호출이 아닙니다.") from None
    for part in ast.walk(node):
        allowed = (
            isinstance(part, ast.Call | ast.Name | ast.Load | ast.List | ast.keyword | ast.USub)
            or (isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.USub))
            or (isinstance(part, ast.Constant) and isinstance(part.value, int | float | str))
        )
        if not allowed or (isinstance(part, ast.Call) and not isinstance(part.func, ast.Name)):
            raise NotAnExpression(
                f"`{source}`: only calls, names, numbers, texts, lists and minus signs may be used.",
                f"`{source}`: 함수 호출, 이름, 수, 문자열, 목록, 음수 부호만 쓸 수 있습니다.",
            )
    return node


def evaluate(source: str, functions: Functions, values: Mapping[str, Any]) -> Any:
    """Carry out ``=…``.

    Raises:
        NotAnExpression: a name or function is unknown.
        ValueError: a function refuses these values; they are to be drawn again.
    """
    return plain(_value(parse(source), functions, values))


def _value(node: ast.expr, functions: Functions, values: Mapping[str, Any]) -> Any:
    match node:
        case ast.Constant(value=value):
            return value
        case ast.List(elts=elements):
            return [_value(element, functions, values) for element in elements]
        case ast.UnaryOp(operand=operand):
            return -_value(operand, functions, values)
        case ast.Name(id=name):
            if name not in values:
                raise NotAnExpression(
                    f"there is no parameter `{name}`.", f"`{name}`라는 매개변수가 없습니다."
                )
            return values[name]
        case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords):
            if name not in functions:
                raise NotAnExpression(
                    f"there is no function `{name}` in the unit's program.",
                    f"단원의 프로그램에 `{name}` 함수가 없습니다.",
                )
            named = {str(k.arg): _value(k.value, functions, values) for k in keywords}
            return functions[name](*(_value(a, functions, values) for a in args), **named)
    raise AssertionError(node)


def plain(value: Any) -> Any:
    """A value without NumPy: arrays as nested lists, scalars as Python's, -0.0 as 0.0."""
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value + 0 if isinstance(value, float) else value


def allowed_functions(path: Path, python_path: list[Path]) -> dict[str, Callable[..., Any]]:
    """The functions that a program of a course offers to its quizzes: all it names without an underscore.

    Raises:
        CourseError: the file cannot be loaded.
    """
    if not path.exists():
        return {}
    extend_path(python_path)
    try:
        module = load_module(path)
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        raise CourseError(
            path, None, Text(f"cannot be loaded: {what}.", f"불러올 수 없습니다: {what}.")
        ) from None
    return {
        name: value
        for name, value in vars(module).items()
        if callable(value) and not name.startswith("_") and not isinstance(value, type | ModuleType)
    }
