"""One way of writing for what people write in several ways out of habit, before forms are taken.

Whoever writes ``x.sum()`` rather than ``np.sum(x)`` does so in every exercise: that is one habit, and no thirty pieces of
evidence. So forms are taken from a tree in which such choices have been undone, and each choice becomes a part of its own,
a habit, which counts once over the course. Nothing is executed: a canonical tree need not mean exactly the same.
"""

from __future__ import annotations

import ast
import copy
from collections import Counter
from typing import TypeGuard

_METHODS = frozenset([
    "sum", "max", "min", "mean", "std", "var", "prod", "cumsum", "argmax", "argmin", "argsort",
    "reshape", "transpose", "ravel", "copy", "clip", "any", "all", "squeeze",
])  # fmt: skip
_SYMMETRIC_CALLS = frozenset(["maximum", "minimum", "add", "multiply"])
_CONVERSIONS = frozenset(["asarray", "array", "asanyarray", "float64"])
_TURNED = {ast.Gt: ast.Lt, ast.GtE: ast.LtE}
_SIMPLE = (ast.Assign, ast.AugAssign, ast.Return, ast.Expr)
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


class Canon(ast.NodeTransformer):
    """Rewrites a tree in place.

    Attributes:
        habits: what was rewritten first where, by the name of the habit.
    """

    def __init__(self) -> None:
        self.habits: dict[str, ast.AST] = {}
        self._uses: Counter[tuple[str, bool]] = Counter()

    def _was(self, habit: str, node: ast.AST) -> None:
        self.habits.setdefault(habit, node)

    # ------------------------------------------------------------------------------------------------ expressions

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """``1.0`` is ``1``."""
        if isinstance(node.value, float) and node.value.is_integer() and abs(node.value) < 1e6:
            self._was("whole number with a point", node)
            return ast.copy_location(ast.Constant(int(node.value)), node)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Methods of arrays are functions; ``dot`` is ``@``; ``square`` is a power; conversions are left out."""
        self.generic_visit(node)
        if not isinstance(node.func, ast.Attribute):
            return node
        name, base = node.func.attr, node.func.value
        if not _is_numpy(base):
            if name == "dot" and len(node.args) == 1:
                self._was("dot as a method", node)
                return self._operator(node, base, ast.MatMult(), node.args[0])
            if name in _METHODS:
                self._was(f"{name} as a method", node)
                numpy = ast.copy_location(ast.Name("np", ast.Load()), node)
                node.func = ast.copy_location(ast.Attribute(numpy, name, ast.Load()), node)
                node.args.insert(0, base)
            return node
        return self._numpy(node, name)

    def _numpy(self, node: ast.Call, name: str) -> ast.AST:
        args = node.args
        if name in _METHODS:
            self._was(f"{name} as a function", node)
        elif name in ("dot", "matmul") and len(args) == 2:
            self._was(f"{name} as a function", node)
            return self._operator(node, args[0], ast.MatMult(), args[1])
        elif name == "square" and len(args) == 1:
            self._was("np.square", node)
            return self._operator(node, args[0], ast.Pow(), ast.Constant(2))
        elif name == "power" and len(args) == 2:
            self._was("np.power", node)
            return self._operator(node, args[0], ast.Pow(), args[1])
        elif name in _CONVERSIONS and args and isinstance(args[0], ast.Name | ast.Attribute):
            self._was(f"np.{name} of a name", node)
            return args[0]
        elif name in _SYMMETRIC_CALLS and len(args) == 2:
            node.args = self._sorted(args[0], args[1])
        return node

    def _operator(self, node: ast.expr, left: ast.expr, op: ast.operator, right: ast.expr) -> ast.AST:
        made = ast.BinOp(left, op, right)
        return ast.fix_missing_locations(ast.copy_location(made, node))

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """``x * x`` is a power; the operands of + and × have one order."""
        self.generic_visit(node)
        if isinstance(node.op, ast.Mult) and ast.dump(node.left) == ast.dump(node.right):
            self._was("a square as a product", node)
            return self._operator(node, node.left, ast.Pow(), ast.Constant(2))
        if isinstance(node.op, ast.Add | ast.Mult):
            node.left, node.right = self._sorted(node.left, node.right)
        return node

    def _sorted(self, left: ast.expr, right: ast.expr) -> list[ast.expr]:
        if _shape(right) < _shape(left):
            return [right, left]
        return [left, right]

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """``a > b`` is ``b < a``."""
        self.generic_visit(node)
        turned = _TURNED.get(type(node.ops[0]))
        if turned and len(node.ops) == 1:
            node.left, node.comparators, node.ops = node.comparators[0], [node.left], [turned()]
        return node

    # ------------------------------------------------------------------------------------------------- statements

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        """``x += y`` is ``x = x + y``."""
        self._was("augmented assignment", node)
        value = ast.BinOp(_read(node.target), node.op, node.value)
        made = ast.copy_location(ast.Assign([node.target], ast.copy_location(value, node)), node)
        return self.visit(made)  # type: ignore[no-any-return]

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """Without the annotation."""
        if node.value is None:
            return ast.copy_location(ast.Pass(), node)
        self._was("annotated variable", node)
        return self.visit(ast.copy_location(ast.Assign([node.target], node.value), node))  # type: ignore[no-any-return]

    def visit_While(self, node: ast.While) -> ast.AST:
        """``while i < n: …; i += 1`` is ``for i in range(n)``."""
        last, test = node.body[-1], node.test
        counts = (
            isinstance(last, ast.AugAssign)
            and isinstance(last.target, ast.Name)
            and isinstance(test, ast.Compare)
            and isinstance(test.ops[0], ast.Lt)
            and isinstance(test.left, ast.Name)
            and test.left.id == last.target.id
        )
        if not counts or len(node.body) < 2:
            self.generic_visit(node)
            return node
        assert isinstance(test, ast.Compare)
        assert isinstance(test.left, ast.Name)
        self._was("while in place of for", node)
        calls = ast.Call(ast.Name("range", ast.Load()), [test.comparators[0]], [])
        made = ast.For(ast.Name(test.left.id, ast.Store()), calls, node.body[:-1], node.orelse)
        return self.visit(_placed(made, node, test))  # type: ignore[no-any-return]

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Count how often a function's names are read and written."""
        outer = self._uses
        self._uses = Counter(
            (name.id, isinstance(name.ctx, ast.Load)) for name in nodes(node) if isinstance(name, ast.Name)
        )
        self.generic_visit(node)
        self._uses = outer
        return node

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """The children; blocks as a whole."""
        super().generic_visit(node)
        for field in ("body", "orelse", "finalbody"):
            block = getattr(node, field, None)
            if isinstance(block, list) and block and not isinstance(node, ast.Module | ast.ClassDef):
                setattr(node, field, self._joined(block))
        return node

    def _joined(self, block: list[ast.stmt]) -> list[ast.stmt]:
        """Without assignments of a name to itself, variables that only the next statement reads, and loops that append."""
        found: list[ast.stmt] = []
        for original in block:
            statement = self._collected(found, original)
            if _is_name_assigned(statement) and ast.dump(_read(statement.targets[0])) == ast.dump(
                statement.value
            ):
                continue
            before = found[-1] if found else None
            if before is not None and isinstance(statement, _SIMPLE) and self._only_here(before, statement):
                assert isinstance(before, ast.Assign)
                name = before.targets[0]
                assert isinstance(name, ast.Name)
                joined = _Inline(name.id, before.value).visit(statement)
                joined.lineno, joined.col_offset = before.lineno, before.col_offset
                self._was("a variable for one use", before)
                found[-1] = joined
                continue
            found.append(statement)
        return found or block

    def _collected(self, before: list[ast.stmt], loop: ast.stmt) -> ast.stmt:
        """A loop that only appends to a list is a comprehension; the empty list before it is taken away."""
        added = _appended(loop)
        if added is None:
            return loop
        assert isinstance(loop, ast.For)
        name, element, tests = added
        for i in range(len(before) - 1, -1, -1):
            statement = before[i]
            if (
                _is_name_assigned(statement)
                and isinstance(statement.value, ast.List)
                and not statement.value.elts
            ):
                target = statement.targets[0]
                if isinstance(target, ast.Name) and target.id == name:
                    self._was("a loop that appends", loop)
                    self._uses[name, True] -= 1
                    del before[i]
                    made = ast.ListComp(element, [ast.comprehension(loop.target, loop.iter, tests, 0)])
                    assigned = ast.Assign([target], ast.copy_location(made, loop))
                    return ast.copy_location(assigned, loop)
            if any(isinstance(node, ast.Name) and node.id == name for node in nodes(statement)):
                break
        return loop

    def _only_here(self, before: ast.stmt, statement: ast.stmt) -> bool:
        if not _is_name_assigned(before):
            return False
        name = before.targets[0]
        assert isinstance(name, ast.Name)
        if self._uses[name.id, False] != 1 or self._uses[name.id, True] != 1:
            return False
        return any(isinstance(node, ast.Name) and node.id == name.id for node in _open(statement))


class _Inline(ast.NodeTransformer):
    def __init__(self, name: str, value: ast.expr) -> None:
        self.name, self.value = name, value

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """The value in place of the variable."""
        return self.value if node.id == self.name and isinstance(node.ctx, ast.Load) else node


def _appended(loop: ast.stmt) -> tuple[str, ast.expr, list[ast.expr]] | None:
    """What a loop that does nothing else appends: to which list, what, and under which conditions."""
    if not isinstance(loop, ast.For) or loop.orelse:
        return None
    tests: list[ast.expr] = []
    body = loop.body
    while len(body) == 1 and isinstance(body[0], ast.If) and not body[0].orelse:
        tests.append(body[0].test)
        body = body[0].body
    call = body[0].value if len(body) == 1 and isinstance(body[0], ast.Expr) else None
    if (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "append"
        and isinstance(call.func.value, ast.Name)
        and len(call.args) == 1
    ):
        return call.func.value.id, call.args[0], tests
    return None


def _open(node: ast.AST) -> list[ast.AST]:
    """The nodes of a statement that are in no function of its own."""
    found, left = [], [node]
    while left:
        here = left.pop()
        found.append(here)
        if not isinstance(here, _SCOPES):
            left += ast.iter_child_nodes(here)
    return found


def nodes(tree: ast.AST) -> list[ast.AST]:
    """All nodes of a tree, in no order that matters; twice as fast as `ast.walk`."""
    found = [tree]
    for node in found:
        for field in node._fields:
            value = getattr(node, field, None)
            if isinstance(value, ast.AST):
                found.append(value)
            elif isinstance(value, list):
                found += [item for item in value if isinstance(item, ast.AST)]
    return found


def _is_name_assigned(statement: ast.stmt | None) -> TypeGuard[ast.Assign]:
    return (
        isinstance(statement, ast.Assign)
        and len(statement.targets) == 1
        and isinstance(statement.targets[0], ast.Name)
    )


def _is_numpy(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in ("np", "numpy")


def _read(target: ast.expr) -> ast.expr:
    """What is assigned to, as it is read."""
    made = copy.deepcopy(target)
    for node in nodes(made):
        if hasattr(node, "ctx"):
            node.ctx = ast.Load()
    return made


def _shape(node: ast.expr) -> str:
    """By what operands are put in order: their form without names."""
    return "".join(
        type(part).__name__ + (repr(part.value) if isinstance(part, ast.Constant) else "")
        for part in nodes(node)
        if not isinstance(part, ast.expr_context)
    )


def _placed(made: ast.For, node: ast.While, test: ast.expr) -> ast.For:
    ast.copy_location(made, node)
    for part in (made.target, made.iter):
        ast.copy_location(part, test)
        ast.fix_missing_locations(part)
    return made
