"""Notebooks: from the cells of an ``.ipynb`` to one program per exercise.

Of the code cells everything is kept that the exercise's names are made of: their definitions, what these use, the imports;
no plots, no training runs, no magics. A notebook of nbgrader says which cells are the student's; of any other all code
cells count, but for those that Otter is told to ignore.

Somebody else's program is never parsed in the process that grades (a source can be written to exhaust the parser): a small
process of its own does it, with limits, and only plain data come back.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dlgrade.classroom.intake.archives import Refused
from dlgrade.i18n import Text
from dlgrade.results import MAX_MESSAGE, ExerciseResult

MAX_NOTEBOOK = 16 << 20  # pictures in the outputs count, too
MAX_CODE = 1 << 20
_SECONDS = 20
_BYTES = 1 << 30

_MAGIC = re.compile(r"\s*[%!?]")
_WRAPPER = re.compile(r"%%(time|timeit|capture|prun)\b")


@dataclass(frozen=True)
class Cell:
    """A code cell: its place among all cells, counted from 1, and its source."""

    number: int
    source: str


@dataclass(frozen=True)
class Program:
    """What a notebook holds of an exercise.

    Attributes:
        source: the program.
        places: for each of its lines the cell and the line therein.
    """

    source: str
    places: list[tuple[int, int]] = field(default_factory=list)


def code_cells(content: bytes) -> list[Cell]:
    """The code cells that are the student's.

    Raises:
        Refused: it is no notebook, or one too large.
    """
    if len(content) > MAX_NOTEBOOK:
        raise Refused(Text(
            f"is larger than {MAX_NOTEBOOK >> 20} MB. Clear its outputs and hand it in again.",
            f"크기가 {MAX_NOTEBOOK >> 20} MB를 넘습니다. 출력을 지우고 다시 제출하세요.",
        ))  # fmt: skip
    try:
        found = [
            (
                number,
                cell["metadata"] if isinstance(cell.get("metadata"), dict) else {},
                _source(cell["source"]),
            )
            for number, cell in enumerate(json.loads(content)["cells"], 1)
            if cell["cell_type"] == "code"
        ]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Refused(Text(
            "is not a notebook that can be read. Save it again in Jupyter.",
            "읽을 수 있는 노트북이 아닙니다. Jupyter에서 다시 저장하세요.",
        )) from None  # fmt: skip
    if sum(len(source) for _, _, source in found) > MAX_CODE:
        raise Refused(Text(
            f"holds more than {MAX_CODE >> 20} MB of code.", f"코드가 {MAX_CODE >> 20} MB를 넘습니다."
        ))  # fmt: skip
    marked = any(isinstance(metadata.get("nbgrader"), dict) for _, metadata, _ in found)
    return [
        Cell(number, source)
        for number, metadata, source in found
        if (_is_students(metadata) if marked else not _is_ignored(metadata))
    ]


def _source(source: Any) -> str:
    return "".join(source) if isinstance(source, list) else str(source)


def _is_students(metadata: Mapping[str, Any]) -> bool:
    """With nbgrader's marks: the answers, and cells without a mark, for imports and helpers."""
    mark = metadata.get("nbgrader")
    return (
        not isinstance(mark, dict)
        or bool(mark.get("solution"))
        or not (mark.get("grade") or mark.get("locked"))
    )


def _is_ignored(metadata: Mapping[str, Any]) -> bool:
    tags, otter = metadata.get("tags"), metadata.get("otter")
    return (isinstance(tags, list) and "otter_ignore" in tags) or (
        isinstance(otter, dict) and bool(otter.get("ignore"))
    )


def plain(source: str) -> str:
    """A cell as Python: magics and commands of the shell become empty lines, so that lines keep their numbers."""
    lines = source.splitlines()
    if lines and lines[0].startswith("%%"):
        if not _WRAPPER.match(lines[0]):
            return ""
        lines[0] = ""
    return "\n".join("" if _MAGIC.match(line) else line for line in lines)


# ------------------------------------------------------------------------------------------------- what names are made of


def programs(
    cells: Sequence[Cell], wanted: Mapping[str, Sequence[str]]
) -> tuple[dict[str, Program], list[int]]:
    """The program of each exercise of which the cells define at least one name, and the cells that are no Python.

    Args:
        cells: in order.
        wanted: the names that each exercise asks for.
    """
    statements: list[tuple[int, list[str], ast.stmt]] = []
    broken = []
    for cell in cells:
        source = plain(cell.source)
        try:
            body = ast.parse(source).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            broken.append(cell.number)
            continue
        statements += [(cell.number, source.split("\n"), statement) for statement in body]
    made = [(_bound(statement), _used(statement)) for _, _, statement in statements]
    defined = {name for bound, _ in made for name in bound}
    found = {}
    for exercise, names in wanted.items():
        if defined & set(names):
            kept = _needed(made, set(names))
            found[exercise] = _program([statements[i] for i in kept])
    return found, broken


def _needed(made: Sequence[tuple[set[str], set[str]]], names: set[str]) -> list[int]:
    """The statements that bind a needed name, in order, where what they use is needed, too."""
    needed, kept = set(names), set[int]()
    while True:
        more = {i for i, (bound, _) in enumerate(made) if bound & needed} - kept
        if not more:
            return sorted(kept)
        kept |= more
        for i in more:
            needed |= made[i][1]


def _bound(statement: ast.stmt) -> set[str]:
    """The module's names that a statement binds or changes."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {statement.name}
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return {(alias.asname or alias.name).partition(".")[0] for alias in statement.names}
    if isinstance(statement, ast.Expr):
        return set()
    found: set[str] = set()
    for node in ast.walk(statement):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store):
            while isinstance(node, ast.Attribute | ast.Subscript):
                node = node.value
            if isinstance(node, ast.Name):
                found.add(node.id)
    return found


_Scope = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef


def _used(node: ast.AST) -> set[str]:
    """The names that a statement takes from its surroundings: what is local to a function or class is not among them."""
    if not isinstance(node, _Scope):
        here, inner = _own_nodes([node])
        return {n.id for n in here if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)} | _of_all(
            inner
        )
    body = node.body if isinstance(node.body, list) else [node.body]
    here, inner = _own_nodes(body)
    declared = {name for n in here if isinstance(n, ast.Global) for name in n.names}
    local = {
        n.id for n in here if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store | ast.Del)
    } - declared
    local |= {n.name for n in inner if not isinstance(n, ast.Lambda)}
    for n in here:
        if isinstance(n, ast.Import | ast.ImportFrom):
            local |= _bound(n)
    used = (
        {n.id for n in here if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
        | _of_all(inner)
        | declared
    )
    if isinstance(node, ast.ClassDef):
        outside: list[ast.AST] = [*node.bases, *node.keywords, *node.decorator_list]
        return used - local | _of_all(inner) | _of_all(outside)
    arguments = node.args
    names = [
        *arguments.posonlyargs,
        *arguments.args,
        *arguments.kwonlyargs,
        arguments.vararg,
        arguments.kwarg,
    ]
    outside = [
        *arguments.defaults,
        *filter(None, arguments.kw_defaults),
        *getattr(node, "decorator_list", []),
    ]
    outside += [argument.annotation for argument in names if argument and argument.annotation]
    outside += filter(None, [getattr(node, "returns", None)])
    return used - local - {argument.arg for argument in names if argument} | _of_all(outside)


def _of_all(nodes: Iterable[ast.AST]) -> set[str]:
    return set().union(*map(_used, nodes))


def _own_nodes(nodes: Iterable[ast.AST]) -> tuple[list[ast.AST], list[Any]]:
    """All nodes below, without what lies in functions and classes; and these."""
    here: list[ast.AST] = []
    inner: list[Any] = []
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node, _Scope):
            inner.append(node)
        else:
            here.append(node)
            waiting.extend(ast.iter_child_nodes(node))
    return here, inner


def _program(statements: Iterable[tuple[int, list[str], ast.stmt]]) -> Program:
    lines: list[str] = []
    places: list[tuple[int, int]] = []
    for cell, source, statement in statements:
        decorators = getattr(statement, "decorator_list", [])
        first = min([statement.lineno, *(decorator.lineno for decorator in decorators)])
        for line in range(first, (statement.end_lineno or first) + 1):
            if (cell, line) not in places[-1:]:  # two statements may share a line
                lines.append(source[line - 1])
                places.append((cell, line))
    return Program("\n".join(lines) + "\n", places)


# ---------------------------------------------------------------------------------------------- in a process of its own


def read_notebook(
    content: bytes, wanted: Mapping[str, Sequence[str]]
) -> tuple[dict[str, Program], list[int]]:
    """As `programs`, of a notebook file; parsed in another process.

    Raises:
        Refused: it is no notebook, or its code cannot be parsed within the limits.
    """
    cells = code_cells(content)
    question = json.dumps({"cells": [[cell.number, cell.source] for cell in cells], "wanted": dict(wanted)})
    command = f"import sys; sys.path[:0] = {sys.path!r}; from {__name__} import main; main()"
    try:
        answer = subprocess.run(
            [sys.executable, "-I", "-S", "-B", "-c", command],
            input=question.encode("utf-8", "replace"),
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
        found = json.loads(answer.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise Refused(Text(
            "holds code that cannot be parsed within the limits.", "제한 안에서 해석할 수 없는 코드가 들어 있습니다."
        )) from None  # fmt: skip
    return {
        exercise: Program(source, [(cell, line) for cell, line in places])
        for exercise, (source, places) in found["programs"].items()
    }, found["broken"]


def main() -> None:
    """The other process: cells from standard input, programs to standard output."""
    try:
        import resource
    except ImportError:  # Windows: the time limit must do
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    question = json.load(sys.stdin)
    found, broken = programs(
        [Cell(number, source) for number, source in question["cells"]], question["wanted"]
    )
    plain_data = {exercise: [program.source, program.places] for exercise, program in found.items()}
    json.dump({"programs": plain_data, "broken": broken}, sys.stdout)


_LINE = re.compile(r"(?P<en>\b[Ll]ine (?P<a>\d+))|(?P<ko>(?P<b>\d+)번째 줄)")


def show_cells(result: ExerciseResult, program: Program) -> None:
    """Let a result about a program speak of the notebook's cells. It then names no line of the program any more.

    Only the line that the result itself is about is looked for: what else a message says may be the student's words.
    """
    for part in (result.error, *result.tests):
        if part is not None and part.line is not None:
            part.message = with_cells(part.message, program, part.line)[:MAX_MESSAGE]
            part.line = None


def with_cells(message: str, program: Program, only: int | None = None) -> str:
    """A message about lines of the program as one about lines of cells.

    Args:
        message: the message.
        program: what it is about.
        only: the line to look for; any by default.
    """

    def place(match: re.Match[str]) -> str:
        line = int(match["a"] or match["b"])
        if not 0 < line <= len(program.places) or only not in (None, line):
            return match[0]
        cell, inside = program.places[line - 1]
        if match["ko"]:
            return f"셀 {cell}의 {inside}번째 줄"
        word = "Cell" if match[0][0] == "L" else "cell"
        return f"{word} {cell}, line {inside}"

    return _LINE.sub(place, message)
