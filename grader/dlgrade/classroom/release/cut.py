"""Cuts a file of hidden tests down to what a student may have.

What stays is the public tests, with the helpers, constants and imports that they use, and, of the hidden tests, the bare
gradient checks and the checks that arguments are left alone: the call and its data, without the comparison with the
reference that stands beside it. Both judge an answer by itself. Whatever needs more than Python, NumPy and
`dlgrade.testing` stays out, so that nothing in a kit can need the reference.

The file is read as a syntax tree and never executed.
"""

from __future__ import annotations

import ast
import builtins
import copy
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dlgrade.errors import unreadable
from dlgrade.i18n import LANGUAGES, Text

_GRADIENTS = ("gradcheck", "layercheck")
_ARGUMENTS = ("unchanged",)
_ALLOWED_PACKAGES = sys.stdlib_module_names - {"importlib", "runpy", "pkgutil", "subprocess"} | {
    "numpy",
    "dlgrade",
}
_FILES = {"__file__", "__import__", "__spec__", "__loader__"}  # a kit has only the files that are put into it
_KNOWN = {*dir(builtins), "student", "rng"}
_BLOCKS = (ast.For, ast.While, ast.If, ast.With)
_WIDTH = 100

_TITLES = {
    _GRADIENTS: Text(
        "Gradient check: {names} against the slope of your own forward",
        "기울기 검사: {names} 결과를 여러분의 순전파에서 잰 기울기와 비교합니다",
    ),
    _ARGUMENTS: Text(
        "No side effects: {names} must not write into what it is given",
        "부작용 검사: {names} 코드가 넘겨받은 배열에 값을 쓰지 않는지 봅니다",
    ),
}
_YOURS = Text("your code", "여러분의 코드")
_LABEL = re.compile(r"student\.[\w.]+\Z")
_NAMES = {_GRADIENTS: "test_kit_gradient", _ARGUMENTS: "test_kit_arguments"}


@dataclass(frozen=True)
class Cut:
    """What is left of a file of tests.

    Attributes:
        source: the file for the kit.
        public: the names of its public tests.
        checks: the names of its checks that were made of hidden tests.
        left_out: the public tests that need the reference.
        elsewhere: how many tests are left to the instructor.
        elsewhere_points: what they are worth.
    """

    source: str
    public: tuple[str, ...]
    checks: tuple[str, ...]
    left_out: tuple[str, ...]
    elsewhere: int
    elsewhere_points: float


def cut_tests(path: Path, *, without: frozenset[str] = frozenset()) -> Cut:
    """Cut a file of tests down to what a student may have.

    Args:
        path: the file.
        without: names of checks not to make.

    Raises:
        CourseError: it cannot be read.
    """
    try:
        source = path.read_text(encoding="utf-8")
        tree = ast.parse(source)
    except (OSError, SyntaxError, ValueError) as error:
        raise unreadable(path, error) from None
    module = _Module(tree)
    public: list[ast.FunctionDef] = []
    checks: list[ast.FunctionDef] = []
    left_out: list[str] = []
    for test in module.tests:
        if not _is_public(test):
            checks += _checks(test, module, len(checks))
        elif module.closure(test) is None:
            left_out.append(test.name)
        else:
            public.append(test)
    checks = [check for check in checks if check.name not in without]
    kept = module.kept([*public, *checks])
    return Cut(
        _written(source, path, module, kept, public, checks),
        tuple(test.name for test in public),
        tuple(test.name for test in checks),
        tuple(left_out),
        len(module.tests) - len(public),
        sum(map(_points, module.tests)) - sum(map(_points, public)),
    )


def _is_public(test: ast.FunctionDef) -> bool:
    return any(isinstance(mark, ast.Name) and mark.id == "public" for mark in test.decorator_list)


def _points(test: ast.FunctionDef) -> float:
    """What a test is worth, as its mark ``@points(…)`` says; 1 without one."""
    for mark in test.decorator_list:
        match mark:
            case ast.Call(ast.Name("points"), [ast.Constant(int() | float() as worth)]):
                return worth
    return 1


# ------------------------------------------------------------------------------------------------ what needs what


@dataclass
class _Module:
    """The statements of a file, by the names that they define or change."""

    tree: ast.Module
    tests: list[ast.FunctionDef] = field(default_factory=list)
    parts: dict[str, list[ast.stmt]] = field(default_factory=dict)
    imports: dict[str, ast.Import | ast.ImportFrom] = field(default_factory=dict)
    stars: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for node in self.tree.body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                for alias in node.names:
                    name = alias.asname or alias.name.partition(".")[0]
                    name = f"*{len(self.stars)}" if name == "*" else name
                    self.imports[name] = _only(node, alias)
                    self.stars |= {name} if name.startswith("*") else set()
            elif isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                self.tests.append(node)
            else:
                for name in _written_names(node):
                    self.parts.setdefault(name, []).append(node)

    def closure(self, *nodes: ast.AST) -> tuple[set[str], list[ast.stmt]] | None:
        """The imports and statements that code needs; None where it cannot do without what a kit does not have."""
        imports: set[str] = set()
        statements: list[ast.stmt] = []
        waiting = list(nodes)
        while waiting:
            names = _free_names(waiting.pop())
            if names - self.imports.keys() - self.parts.keys() - _KNOWN:
                names |= self.stars  # of which nobody can tell what they bring
            if names & _FILES or any(name not in imports and not self._allowed(name) for name in names):
                return None
            imports |= names & self.imports.keys()
            for name in names & self.parts.keys():
                new = [node for node in self.parts[name] if node not in statements]
                statements += new
                waiting += new
        return imports, statements

    def _allowed(self, name: str) -> bool:
        node = self.imports.get(name)
        if isinstance(node, ast.ImportFrom):
            return not node.level and (node.module or "").partition(".")[0] in _ALLOWED_PACKAGES
        if isinstance(node, ast.Import):
            return node.names[0].name.partition(".")[0] in _ALLOWED_PACKAGES
        return True

    def kept(self, tests: Iterable[ast.stmt]) -> tuple[set[str], list[ast.stmt]]:
        """All that some tests need together, in the order of the file."""
        imports, statements = self.closure(*tests) or (set(), [])
        return imports, [node for node in self.tree.body if node in statements]


def _only(node: ast.Import | ast.ImportFrom, alias: ast.alias) -> ast.Import | ast.ImportFrom:
    return (
        ast.ImportFrom(node.module, [alias], node.level)
        if isinstance(node, ast.ImportFrom)
        else ast.Import([alias])
    )


def _written_names(node: ast.AST) -> set[str]:
    """The names that a statement binds, or whose values it changes."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name}
    found: set[str] = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
            found.add(inner.id)
        elif isinstance(inner, ast.Subscript | ast.Attribute) and isinstance(inner.ctx, ast.Store):
            found |= _root(inner)
        elif isinstance(inner, ast.FunctionDef | ast.ClassDef):
            found.add(inner.name)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        found |= _root(node.value.func) if isinstance(node.value.func, ast.Attribute) else set()
    return found


def _root(node: ast.expr) -> set[str]:
    """The name at the beginning of ``name.attribute[index]``."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def _free_names(node: ast.AST) -> set[str]:
    """The names that code takes from outside of it."""
    loaded = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    if not isinstance(node, ast.FunctionDef):
        return loaded
    stored = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}
    inner = {
        n.name for n in ast.walk(node) if isinstance(n, ast.FunctionDef | ast.ClassDef) and n is not node
    }
    parameters = {n.arg for n in ast.walk(node) if isinstance(n, ast.arg)}
    outside = {name for n in ast.walk(node) if isinstance(n, ast.Global) for name in n.names}
    of_marks = {n.id for mark in node.decorator_list for n in ast.walk(mark) if isinstance(n, ast.Name)}
    return (loaded - stored - inner - parameters) | outside | of_marks


# ----------------------------------------------------------------------------------- checks that need no reference


def _checks(test: ast.FunctionDef, module: _Module, count: int) -> Iterator[ast.FunctionDef]:
    """The checks that a hidden test makes of an answer by itself, as tests of their own."""
    for kind, title in _TITLES.items():
        calls = [node for node in ast.walk(test) if _called(node) in kind]
        fit = [call for call in calls if _stands_alone(_slice(test.body, {id(call)}), module)]
        body = _slice(test.body, set(map(id, fit)))
        if body and _stands_alone(body, module):
            yield _test(f"{_NAMES[kind]}_{count + 1}", title, fit, body)
            count += 1


def _called(node: ast.AST) -> str:
    """The name of the function that a statement calls."""
    value = node.value if isinstance(node, ast.Expr | ast.Assign) else None
    return value.func.id if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) else ""


def _stands_alone(body: list[ast.stmt], module: _Module) -> bool:
    return module.closure(_function("test", body)) is not None


def _slice(body: list[ast.stmt], wanted: set[int]) -> list[ast.stmt]:
    """The wanted statements, and those on which they depend."""
    needed: set[str] = set()
    while True:
        before = len(needed)
        found = _sliced(body, wanted, needed)
        if len(needed) == before:  # what a loop needs of its last round has been seen, too
            return found


def _sliced(body: list[ast.stmt], wanted: set[int], needed: set[str]) -> list[ast.stmt]:
    kept: list[ast.stmt] = []
    for node in reversed(body):
        if isinstance(node, _BLOCKS):
            inside = _sliced(node.body, wanted, needed)
            if not inside:
                continue
            block = copy.copy(node)
            block.body = inside
            if isinstance(block, ast.For | ast.While | ast.If):
                block.orelse = []
            kept.append(block)
            needed |= _free_names(block)
        elif id(node) in wanted or (_written_names(node) & needed and not _compares(node)):
            kept.append(node)
            needed |= _free_names(node)
    return kept[::-1]


def _compares(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assert)


def _test(name: str, title: Text, calls: list[ast.AST], body: list[ast.stmt]) -> ast.FunctionDef:
    """A test of a kit, which is worth no points: the whole test is run by the instructor."""
    names = ", ".join(f"`{label}`" for label in _labels(calls, body))
    shown = "\n    ".join(title.to(lang).format(names=names or _YOURS.to(lang)) for lang in LANGUAGES)
    function = _function(name, [ast.Expr(ast.Constant(shown)), *body])
    function.decorator_list = [ast.Call(ast.Name("points", ast.Load()), [ast.Constant(0)], [])]
    return function


def _labels(calls: list[ast.AST], body: list[ast.stmt]) -> list[str]:
    """What checks are about: the gradient's name, the layer's, or that of the function that is called."""
    made = {
        target.id: ast.unparse(node.value).partition("(")[0]
        for node in body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found = []
    for call in calls:
        assert isinstance(call, ast.Expr | ast.Assign)
        assert isinstance(call.value, ast.Call)
        if len(call.value.args) > (position := 1 if _called(call) == "gradcheck" else 0):
            first, dot, rest = ast.unparse(call.value.args[position]).partition(".")
            label = made.get(first, first) + dot + rest
            if _LABEL.match(label):
                found.append(label.removeprefix("student."))
    return list(dict.fromkeys(found))


def _function(name: str, body: list[ast.stmt]) -> ast.FunctionDef:
    used = {n.id for node in body for n in ast.walk(node) if isinstance(n, ast.Name)}
    arguments = [ast.arg(name) for name in ("student", "rng") if name in used]
    parameters = ast.arguments([], arguments, None, [], [], None, [])
    function = ast.FunctionDef(name, parameters, body or [ast.Pass()], [], None, None)
    function.type_params = []  # type: ignore[attr-defined,unused-ignore]
    return function


# ---------------------------------------------------------------------------------------------------- writing it


def _written(
    source: str,
    path: Path,
    module: _Module,
    kept: tuple[set[str], list[ast.stmt]],
    public: list[ast.FunctionDef],
    checks: list[ast.FunctionDef],
) -> str:
    id = path.stem.removeprefix("test_")
    names, statements = kept
    nodes = [module.imports[name] for name in names]
    if checks:
        nodes.append(ast.ImportFrom("dlgrade.testing", [ast.alias("points")], 0))
    originals = [node for node in module.tree.body if node in statements or node in public]
    head = (
        f"# Public tests of `{id}`, and checks that need no model answer. The instructor runs the others.\n"
        f"# `{id}` 문제의 공개 테스트와, 모범 답안 없이 할 수 있는 검사입니다. 나머지 테스트는 강사가 실행합니다.\n"
    )
    parts = [_segment(source, node) for node in originals]
    parts += [ast.unparse(ast.fix_missing_locations(check)) for check in checks]
    return "\n\n\n".join([head + "\n".join(_imports(nodes)), *parts]).rstrip() + "\n"


def _segment(source: str, node: ast.stmt) -> str:
    """The lines of a statement with its decorators."""
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(mark.lineno for mark in decorators)])
    return "\n".join(source.splitlines()[first - 1 : node.end_lineno])


def _imports(nodes: Iterable[ast.Import | ast.ImportFrom]) -> list[str]:
    """Import statements, one for each module."""
    plain = {ast.unparse(node) for node in nodes if isinstance(node, ast.Import)}
    of: dict[str, set[str]] = {}
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            of.setdefault(node.module or "", set()).update(map(ast.unparse, node.names))
    lines = sorted(plain)
    for module, names in sorted(of.items()):
        line = f"from {module} import {', '.join(sorted(names))}"
        if len(line) > _WIDTH:
            line = f"from {module} import (\n    " + ",\n    ".join(sorted(names)) + ",\n)"
        lines.append(line)
    return lines
