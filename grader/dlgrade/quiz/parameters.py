"""Draws a question's parameters from a seed.

parameters:
  H: {integer: [24, 33]}                             # both ends included
  K: {choice: [3, 5]}
  x: {integer: [-3, 3], shape: [4], distinct: true}
  p: {decimal: [0.1, 0.9], step: 0.1}
  z: =weighted_sum(w, x, b)                          # from those above
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from dlgrade.quiz.expression import Functions, NotAnExpression, evaluate, is_expression

MAX_DRAWS = 400
RULES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "integer": ({"integer": list}, {"shape": list, "distinct": bool, "nonzero": bool}),
    "decimal": ({"decimal": list, "step": (int, float)}, {"shape": list, "distinct": bool, "nonzero": bool}),
    "choice": ({"choice": list}, {}),
}


def seeds(id: str, revision: int) -> Iterator[int]:
    """The seeds of a question's variants: they depend on its id and revision only."""
    for number in range(2**31):
        yield int.from_bytes(hashlib.sha256(f"{id}/{revision}/{number}".encode()).digest()[:8], "big")


def draws(parameters: Mapping[str, Any], functions: Functions, seed: int) -> Iterator[dict[str, Any]]:
    """Draw again and again, at most `MAX_DRAWS` times; what a function refuses is left out."""
    rng = np.random.default_rng(seed)
    for _ in range(MAX_DRAWS):
        values: dict[str, Any] = {}
        try:
            for name, rule in parameters.items():
                values[name] = evaluate(rule, functions, values) if is_expression(rule) else _drawn(rule, rng)
        except ValueError as error:
            if hasattr(error, "text"):  # a rule that is wrong, not a draw
                raise
            continue
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            raise NotAnExpression(
                f"the parameters cannot be drawn: {what}", f"매개변수를 뽑을 수 없습니다: {what}"
            ) from None
        yield values


def _drawn(rule: Any, rng: np.random.Generator) -> Any:
    if not isinstance(rule, Mapping):
        return rule
    if "choice" in rule:
        return rule["choice"][int(rng.integers(len(rule["choice"])))]
    grid = _grid(rule)
    if rule.get("nonzero"):
        grid = [value for value in grid if value != 0]
    shape = rule.get("shape")
    count = math.prod(shape) if shape else 1
    chosen = rng.choice(len(grid), size=count, replace=not rule.get("distinct"))
    flat = [grid[int(i)] for i in chosen]
    return _folded(flat, shape) if shape else flat[0]


def _grid(rule: Mapping[str, Any]) -> list[Any]:
    """All the numbers that may be drawn."""
    if "integer" in rule:
        low, high = rule["integer"]
        return list(range(low, high + 1))
    low, high = rule["decimal"]
    digits = max(0, -math.floor(math.log10(rule["step"]) + 1e-9)) + 1
    return [round(low + i * rule["step"], digits) for i in range(round((high - low) / rule["step"]) + 1)]


def _folded(flat: list[Any], shape: list[int]) -> list[Any]:
    if len(shape) == 1:
        return flat
    size = len(flat) // shape[0]
    return [_folded(flat[i * size : (i + 1) * size], shape[1:]) for i in range(shape[0])]
