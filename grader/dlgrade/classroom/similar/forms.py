"""The forms of a program: fragments of its syntax tree of several sizes, whatever its names, comments and layout.

Names are replaced by their roles and numbered within the fragment: a variable, a function of the file, an attribute of
``self``; modules, built-in functions, attributes and keywords stay. So ``t = np.exp(a - a.max())`` and
``e = numpy.exp(x - x.max())`` have one form, and ``t = np.exp(a - b.max())`` another. Fragments are expressions,
statements, the heads of compound statements, two and three statements in a row, and the bodies of functions.

This runs in a process of its own (see `reading`): a source can be written to exhaust the parser.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Sequence

from dlgrade.classroom.similar.canon import Canon, nodes
from dlgrade.classroom.similar.parts import UNIT_RANGE, Kind, Part, key_of

MIN_NODES = 5  # of a fragment; smaller ones are in every program
MAX_TOKENS = 600  # of a fragment other than a function's body
_IN_A_ROW = 3
_END = ")"
_VARIABLE, _FUNCTION, _ATTRIBUTE = "$&@"
_SKIPPED = {"ctx", "type_comment", "annotation", "returns", "kind", "type_params", "simple"}
_BUILTINS = frozenset(dir(builtins))
_DEFINITION = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_FUNCTION_DEF = (ast.FunctionDef, ast.AsyncFunctionDef)
_USUAL = {"np": "numpy", "plt": "matplotlib.pyplot"}  # where the import is not part of what is read


class Places:
    """From the syntax tree's lines and bytes to characters of the source."""

    def __init__(self, source: str) -> None:
        self._lines = source.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def at(self, line: int, column: int) -> int:
        """The character at a line, counted from 1, and a column, counted in bytes of UTF-8."""
        text = self._lines[line - 1]
        if not text.isascii():
            column = len(text.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "ignore"))
        return self._starts[line - 1] + column

    def span(self, first: ast.AST, last: ast.AST | None = None) -> tuple[int, int]:
        """Where nodes begin and end."""
        last = last or first
        start = self.at(first.lineno, first.col_offset)  # type: ignore[attr-defined]
        return start, max(start, self.at(last.end_lineno, last.end_col_offset))  # type: ignore[attr-defined]


class Roles:
    """What the names of a file stand for.

    Attributes:
        modules: imported names and what they mean.
        functions: the names of the file's functions and classes.
        variables: those of its variables and parameters.
        attributes: those of what it assigns to attributes.
        definitions: its functions and methods.
    """

    def __init__(self, tree: ast.Module) -> None:
        self.modules = dict(_USUAL)
        self.functions: dict[str, None] = {}
        self.variables: dict[str, None] = {}
        self.attributes: dict[str, None] = {}
        self.definitions: list[ast.FunctionDef | ast.AsyncFunctionDef] = []
        for node in nodes(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    self.modules[alias.asname or alias.name.partition(".")[0]] = (
                        alias.name if alias.asname else alias.name.partition(".")[0]
                    )
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    self.modules[alias.asname or alias.name] = f"{node.module}.{alias.name}"
            elif isinstance(node, _DEFINITION):
                self.functions[node.name] = None
                if not isinstance(node, ast.ClassDef):
                    self.definitions.append(node)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                self.variables[node.id] = None
            elif isinstance(node, ast.arg):
                self.variables[node.arg] = None
            elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                self.attributes[node.attr] = None

    def of(self, name: str, called: bool) -> str:
        """The token of a name."""
        if name in self.variables:
            return _VARIABLE + name
        if name in self.functions:
            return _FUNCTION + name
        if name in self.modules:
            return f"module:{self.modules[name]}"
        if name in _BUILTINS:
            return name
        return (_FUNCTION if called else _VARIABLE) + name


class _Walk:
    """One pass over a tree, which is written down as a flat list of tokens; a fragment is a slice of it."""

    def __init__(self, roles: Roles, places: Places) -> None:
        self.roles = roles
        self.places = places
        self.tokens: list[str] = []
        self.parts: list[Part] = []
        self._units = -1

    # ------------------------------------------------------------------------------------------------- statements

    def block(self, statements: Sequence[ast.stmt]) -> None:
        """Walk the statements of a block, and note those that follow each other."""
        row: list[tuple[ast.stmt, int, int, int]] = []
        for statement in statements:
            if _is_text(statement):
                continue
            start, unit = len(self.tokens), self._units + 1
            self._statement(statement)
            if isinstance(statement, (*_DEFINITION, ast.Import, ast.ImportFrom)):
                row.clear()
                continue
            row.append((statement, start, len(self.tokens), unit))
            for length in range(2, _IN_A_ROW + 1):
                if len(row) >= length:
                    first = row[-length]
                    self._note(first[1], len(self.tokens), first[3], self.places.span(first[0], statement))

    def _statement(self, node: ast.stmt) -> None:
        self._units += 1
        unit, start = self._units, len(self.tokens)
        self.tokens.append(type(node).__name__)
        if isinstance(node, _FUNCTION_DEF):
            for decorator in node.decorator_list:
                self._node(decorator, unit)
            self._node(node.args, unit)
            self._body(node.body, unit)
        else:
            blocks = []
            for field, value in ast.iter_fields(node):
                if isinstance(value, list) and value and isinstance(value[0], ast.stmt | ast.ExceptHandler):
                    blocks.append((field, value))
                elif field not in _SKIPPED and field != "name":
                    self._value(value, unit)
            if blocks and not isinstance(node, ast.ClassDef):
                head = blocks[0][1][0]
                if isinstance(head, ast.stmt) and not isinstance(node, ast.Try):
                    begin = self.places.at(node.lineno, node.col_offset)
                    self._note(start, len(self.tokens), unit, (begin, self._end_of_head(node, head)))
            for field, value in blocks:
                self.tokens.append(field)
                self._blocks(value, unit)
        self.tokens.append(_END)
        if not isinstance(node, (*_DEFINITION, ast.Import, ast.ImportFrom)):
            self._note(start, len(self.tokens), unit, self.places.span(node))

    def _end_of_head(self, node: ast.stmt, first: ast.stmt) -> int:
        """Where the head of a compound statement ends: at its last expression, which the tree knows."""
        heads = [
            child
            for child in ast.iter_child_nodes(node)
            if isinstance(child, ast.expr) and child.lineno <= first.lineno
        ]
        return max((self.places.span(head)[1] for head in heads), default=self.places.span(node)[0])

    def _blocks(self, found: list[ast.stmt] | list[ast.ExceptHandler], unit: int) -> None:
        statements = [item for item in found if isinstance(item, ast.stmt)]
        self.block(statements)
        for item in found:
            if isinstance(item, ast.ExceptHandler):
                self._value(item.type, unit)
                self.block(item.body)

    def _body(self, body: list[ast.stmt], unit: int) -> None:
        start = len(self.tokens)
        self.block(body)
        real = [statement for statement in body if not _is_text(statement)]
        if len(real) > 1:
            span = self.places.span(real[0], real[-1])
            self._note(start, len(self.tokens), unit + 1, span, limit=None)

    # ------------------------------------------------------------------------------------------------ expressions

    def _value(self, value: object, unit: int) -> None:
        if isinstance(value, ast.AST):
            self._node(value, unit)
        elif isinstance(value, list):
            for item in value:
                self._value(item, unit)
            self.tokens.append(_END)
        elif value is not None:
            self.tokens.append(str(value))

    def _node(self, node: ast.AST, unit: int, called: bool = False) -> None:
        start = len(self.tokens)
        if isinstance(node, ast.Name):
            self.tokens.append(self.roles.of(node.id, called))
            return
        if isinstance(node, ast.arg):
            self.tokens.append(_VARIABLE + node.arg)
            return
        if isinstance(node, ast.Constant):
            self._constant(node, unit)
            return
        if isinstance(node, ast.JoinedStr):
            self.tokens.append("str")
            return
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
            self.tokens.append(_ATTRIBUTE + node.attr)
            return
        self.tokens.append(type(node).__name__)
        for field, value in ast.iter_fields(node):
            if field == "func" and isinstance(value, ast.Name):
                self._node(value, unit, called=True)
            elif field not in _SKIPPED:
                self._value(value, unit)
        self.tokens.append(_END)
        if isinstance(node, ast.expr):
            self._note(start, len(self.tokens), unit, self.places.span(node))

    def _constant(self, node: ast.Constant, unit: int) -> None:
        value = node.value
        if isinstance(value, str | bytes):
            self.tokens.append("str")
            return
        shown = hex(value) if isinstance(value, int) and not isinstance(value, bool) else repr(value)
        self.tokens.append(shown[:60])
        if isinstance(value, int | float) and not isinstance(value, bool):
            self.parts.append(
                Part(Kind.NUMBER, key_of(Kind.NUMBER, shown[:60]), unit, *self.places.span(node))
            )

    def _note(
        self, start: int, end: int, unit: int, span: tuple[int, int], limit: int | None = MAX_TOKENS
    ) -> None:
        """Note a fragment."""
        if limit is not None and end - start > limit:
            return
        numbers: dict[str, int] = {}
        normal = []
        for token in self.tokens[start:end]:
            if token[0] in "$&@" and len(token) > 1:
                token = token[0] + str(numbers.setdefault(token, len(numbers)))
            normal.append(token)
        if len(normal) - normal.count(_END) >= MIN_NODES:
            self.parts.append(Part(Kind.FORM, key_of(Kind.FORM, "\n".join(normal)), unit, *span))


def _is_text(statement: ast.stmt) -> bool:
    """A docstring, or another string that stands alone."""
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def forms_of(tree: ast.Module, roles: Roles, places: Places) -> list[Part]:
    """The forms, the numbers and the habits of a program, whose tree is changed."""
    canon = Canon()
    walk = _Walk(roles, places)
    walk.block(canon.visit(tree).body)
    for number, (habit, node) in enumerate(canon.habits.items()):
        unit = Kind.HABIT * UNIT_RANGE + number
        walk.parts.append(Part(Kind.HABIT, key_of(Kind.HABIT, habit), unit, *places.span(node)))
    return walk.parts


def rows_of_names(roles: Roles, places: Places) -> list[Part]:
    """For each function with at least three local variables: their names, in the order in which they are bound."""
    parts: list[Part] = []
    for definition in roles.definitions:
        stores = [
            node
            for node in nodes(definition)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        ]
        stores.sort(key=lambda name: (name.lineno, name.col_offset))
        names = list(dict.fromkeys(name.id for name in stores))
        if len(names) >= 3:
            key = key_of(Kind.NAMES, f"{definition.name} {' '.join(names)}")
            unit = Kind.NAMES * UNIT_RANGE + len(parts)
            parts.append(Part(Kind.NAMES, key, unit, *head_of(definition, places)))
    return parts


def head_of(definition: ast.FunctionDef | ast.AsyncFunctionDef, places: Places) -> tuple[int, int]:
    """Where a definition names its function."""
    start = places.at(definition.lineno, definition.col_offset)
    keyword = "def " if isinstance(definition, ast.FunctionDef) else "async def "
    return start, min(start + len(keyword) + len(definition.name), places.span(definition)[1])
