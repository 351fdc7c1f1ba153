"""What an answer may reach for in an exercise that forbids ready-made functions.

Making ``numpy.tanh`` refuse (see `interpreter`) is not enough for who would rather search than solve: a fresh copy of `math`,
the C library, a database with mathematical functions all know it. Such an exercise is to be written with NumPy and plain
Python, and its source is held to that before any of it runs: a list of modules, and no way to names at run time.
Exercises that forbid nothing are not restricted.
"""

from __future__ import annotations

from typing import Any

MODULES = frozenset(
    [
        "numpy",
        "math",
        "cmath",
        "functools",
        "itertools",
        "typing",
        "collections",
        "dataclasses",
        "numbers",
        "abc",
        "fractions",
        "decimal",
        "statistics",
        "__future__",
    ]
)
BUILTINS = frozenset(
    [
        "eval",
        "exec",
        "compile",
        "__import__",
        "getattr",
        "setattr",
        "delattr",
        "vars",
        "globals",
        "locals",
        "open",
        "breakpoint",
        "input",
        "__builtins__",
        "__loader__",
        "__spec__",
    ]
)
ATTRIBUTES = BUILTINS | frozenset(
    [
        "sys",
        "os",
        "builtins",
        "bltns",
        "types",
        "inspect",
        "gc",
        "ctypes",
        "importlib",
        "modules",
        "ctypeslib",
        "f2py",
        "testing",
        "core",
        "distutils",
        "attrgetter",
        "methodcaller",
        "get_type_hints",
        "singledispatch",
        "singledispatchmethod",
        "operator",
        "enum",
        "re",
        "string",
        "warnings",
        "contextlib",
        "get_field",
        "ForwardRef",
    ]
)
PREFIXES = ("_", "gi_", "cr_", "ag_", "f_", "tb_", "co_")


def violation(uses: list[list[Any]]) -> tuple[str, int] | None:
    """The first thing in a source that goes beyond NumPy and plain Python: its name and its line.

    Args:
        uses: from the facts of the source: ``"import"``, ``"name"`` or ``"attribute"``, the name, and the line.
    """
    for kind, name, line in uses:
        parts = name.split(".")
        if (
            (kind == "import" and (parts[0] not in MODULES or any(_hidden(part) for part in parts[1:])))
            or (kind == "name" and name in BUILTINS)
            or (kind == "attribute" and _hidden(name))
        ):
            return name, line
    return None


def _hidden(attribute: str) -> bool:
    return attribute == "*" or attribute in ATTRIBUTES or attribute.startswith(PREFIXES)
