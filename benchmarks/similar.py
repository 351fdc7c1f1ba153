"""How well `dlgrade similar` tells copies from honest work, on classes that are simulated.

    python benchmarks/similar.py [--classes 20] [--students 60] [--exercises 10] [--large]

An honest student's answer is one of the exercise's right answers (of several functions each may come from another one), one
time in five with a known mistake, rewritten by the student's own habits: operators or functions, methods or functions,
results kept in variables or not, the order of operands and of independent statements, comprehensions or loops; names,
comments and layout from pools in which, as among people, a few are frequent and many are rare. Into each class copies are
planted, one of each disguise, made from the files of honest students; the rest of a copier's files is honest. The tables say
how many pairs of honest students are listed at the default threshold, and how many copies are. Two copiers with the same
disguise share the disguise; pairs of copiers are not counted. With ``--large``, 500 students with 30 exercises each, timed.
"""

from __future__ import annotations

import argparse
import ast
import copy
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from dlgrade.classroom.similar.known import known_parts
from dlgrade.classroom.similar.pairs import ONCE_IN, Comparison, Work, alike, compare, groups
from dlgrade.course.model import Course, Exercise, builtin_root
from dlgrade.course.stub import stub

COURSE = Course(builtin_root())

# ------------------------------------------------------------------------------------------------- what people choose from

WORDS = [
    "tmp",
    "res",
    "result",
    "out",
    "ret",
    "val",
    "value",
    "ans",
    "r",
    "v",
    "t",
    "z",
    "s",
    "total",
    "acc",
    "cur",
    "num",
    "den",
    "diff",
    "delta",
    "g",
    "grad",
    "shifted",
    "scaled",
    "mask",
    "idx",
    "buf",
    "arr",
    "data",
    "item",
    "row",
    "col",
    "cnt",
    "n",
    "m",
    "k",
    "p",
    "q",
    "u",
    "aa",
    "bb",
    "y_hat",
    "hap",
    "choedae",
    "norm",
    "centered",
    "expd",
    "logs",
    "mid",
    "part",
    "inner",
    "outer",
    "prev",
    "nxt",
    "left",
    "right",
    "low",
    "high",
    "base",
    "step",
    "size",
    "count",
    "start",
    "stop",
    "first",
    "last",
    "new",
    "old",
    "copy_",
    "work",
    "temp1",
    "temp2",
    "answer",
    "output_",
    "summed",
    "maxed",
    "ratio",
    "weight",
    "score",
    "prob",
    "loss_",
    "err",
    "term",
    "factor",
    "top",
    "bottom",
    "flat",
    "padded",
    "window",
    "patch",
    "chunk",
    "seq",
    "vec",
    "mat",
    "table",
    "cell",
    "entry",
]
REMARKS = [
    "avoid overflow", "numerical stability", "수치 안정성", "오버플로 방지", "return the result", "결과 반환", "계산", "compute",
    "forward", "backward", "순전파", "역전파", "gradient", "기울기", "평균", "mean over the batch", "배치 평균", "초기화", "init",
    "합", "sum", "최댓값을 뺀다", "subtract max", "shape: (N, D)", "모양 맞추기", "copy so the input stays", "복사", "loop over rows",
    "for each sample", "TODO", "check this", "왜 되는지 모르겠음", "힌트 참고", "see hint 2", "from the formula", "공식 그대로",
]  # fmt: skip
VOCABULARY = [
    "first",
    "then",
    "here",
    "because",
    "value",
    "array",
    "number",
    "batch",
    "shape",
    "again",
    "small",
    "large",
    "result",
    "formula",
    "line",
    "index",
    "weight",
    "keep",
    "must",
    "should",
    "careful",
    "axis",
    "broadcast",
    "divide",
    "multiply",
    "minus",
    "plus",
    "before",
    "after",
    "every",
    "single",
    "element",
    "vector",
    "matrix",
    "처음",
    "다음",
    "여기",
    "값",
    "배열",
    "숫자",
    "크기",
    "다시",
    "작은",
    "큰",
    "공식",
    "줄",
    "축",
    "나누기",
    "곱하기",
    "빼기",
    "더하기",
    "먼저",
    "나중",
    "모든",
    "원소",
    "벡터",
    "행렬",
    "주의",
    "그냥",
    "일단",
    "이렇게",
    "하면",
    "된다",
    "아마",
    "확인",
    "필요",
    "조건",
    "반복",
    "임시",
    "저장",
    "사용",
    "이유",
    "때문",
    "그래서",
    "결국",
    "따라서",
    "참고",
    "강의",
    "교재",
    "노트",
]
METHODS = ("sum", "max", "min", "mean", "reshape", "argmax", "transpose")


def zipf(rng: random.Random, items: list[str], flat: float = 3.0) -> str:
    """An item, those in front more often."""
    return rng.choices(items, [1 / (i + flat) for i in range(len(items))])[0]


@dataclass
class Person:
    """A student: what they tend to do."""

    rng: random.Random
    odds: dict[str, float] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    vocabulary: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Draw the habits: whoever does something mostly does it nearly always."""
        own = self.rng
        # everybody knows the same words, and has favourites among them
        self.words = sorted(WORDS, key=lambda w: (WORDS.index(w) + 5) * own.expovariate(1))
        self.remarks = sorted(REMARKS, key=lambda w: (REMARKS.index(w) + 5) * own.expovariate(1))
        self.vocabulary = sorted(VOCABULARY, key=lambda w: (VOCABULARY.index(w) + 9) * own.expovariate(1))

    def does(self, what: str, usual: float = 0.3) -> bool:
        """Whether the student does it here."""
        if what not in self.odds:
            self.odds[what] = self.rng.betavariate(2 * usual, 2 * (1 - usual))
        return self.rng.random() < self.odds[what]

    def name(self) -> str:
        """A name for a variable."""
        name = zipf(self.rng, self.words)
        if self.does("number names", 0.1):
            name += str(self.rng.randint(1, 3))
        if self.does("long names", 0.1):
            name += "_" + zipf(self.rng, self.words)
        return name

    def remark(self) -> str:
        """A comment."""
        if self.does("own words", 0.5):
            text = " ".join(zipf(self.rng, self.vocabulary, 8) for _ in range(self.rng.randint(2, 6)))
        else:
            text = zipf(self.rng, self.remarks)
        if self.rng.random() < 0.03 and len(text) > 4:  # a slip of the keyboard
            at = self.rng.randrange(len(text) - 1)
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        return text


# ------------------------------------------------------------------------------------------------------ rewriting by habit


class Rewriter(ast.NodeTransformer):
    """Writes a program as a person would, site by site."""

    def __init__(self, person: Person) -> None:
        self.does = person.does
        self.person = person

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Methods or functions; the order of maximum's arguments."""
        self.generic_visit(node)
        f = node.func
        if not isinstance(f, ast.Attribute):
            return node
        numpy = isinstance(f.value, ast.Name) and f.value.id == "np"
        if numpy and f.attr in METHODS and node.args and _is_place(node.args[0]) and self.does("method"):
            return ast.Call(ast.Attribute(node.args[0], f.attr, ast.Load()), node.args[1:], node.keywords)
        if not numpy and f.attr in METHODS[:4] and _is_place(f.value) and self.does("function"):
            return ast.Call(_np(f.attr), [f.value, *node.args], node.keywords)
        if numpy and f.attr in ("maximum", "minimum", "multiply") and self.does("swap arguments"):
            node.args.reverse()
        if numpy and f.attr == "dot" and len(node.args) == 2 and self.does("at sign"):
            return ast.BinOp(node.args[0], ast.MatMult(), node.args[1])
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """Squares, products and sums."""
        self.generic_visit(node)
        square = (
            isinstance(node.op, ast.Pow) and isinstance(node.right, ast.Constant) and node.right.value == 2
        )
        if square and self.does("np.square", 0.15):
            return ast.Call(_np("square"), [node.left], [])
        if square and isinstance(node.left, ast.Name) and self.does("x * x"):
            return ast.BinOp(node.left, ast.Mult(), copy.deepcopy(node.left))
        if isinstance(node.op, ast.MatMult) and self.does("dot"):
            if self.does("dot method", 0.2):
                return ast.Call(ast.Attribute(node.left, "dot", ast.Load()), [node.right], [])
            return ast.Call(_np("dot"), [node.left, node.right], [])
        if isinstance(node.op, ast.Add | ast.Mult) and self.does("commute", 0.15):
            node.left, node.right = node.right, node.left
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """From the other side."""
        self.generic_visit(node)
        other = {ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE}.get(type(node.ops[0]))
        if other and len(node.ops) == 1 and self.does("turn comparisons", 0.15):
            return ast.Compare(node.comparators[0], [other()], [node.left])
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        """The other case first."""
        self.generic_visit(node)
        if self.does("turn conditions", 0.1):
            return ast.IfExp(ast.UnaryOp(ast.Not(), node.test), node.orelse, node.body)
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """Whole numbers with a point."""
        if type(node.value) is int and node.value in (1, 2) and self.does("1.0", 0.05):
            return ast.Constant(float(node.value))
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """The statements of a function."""
        node.body = self._block(node.body)
        first = node.args.args[0].arg if node.args.args else "self"
        if first in ("x", "X", "y", "logits") and self.does("asarray", 0.2):
            kind = "array" if self.does("array") else "asarray"
            node.body.insert(
                0, ast.Assign([ast.Name(first, ast.Store())], ast.Call(_np(kind), [_name(first)], []))
            )
        return node

    def visit_For(self, node: ast.For) -> ast.AST:
        """The statements of a loop."""
        node.body = self._block(node.body)
        return node

    def _block(self, body: list[ast.stmt]) -> list[ast.stmt]:
        found: list[ast.stmt] = []
        for statement in body:
            found += self._statement(self.visit(statement))
        found = self._inlined(found)
        for i in range(len(found) - 1):
            if _independent(found[i], found[i + 1]) and self.does("other order", 0.25):
                found[i], found[i + 1] = found[i + 1], found[i]
        return found

    def _statement(self, node: ast.stmt) -> list[ast.stmt]:
        before: list[ast.stmt] = []
        if isinstance(node, ast.Assign | ast.Return) and node.value is not None:
            inner = [
                n
                for n in _open_nodes(node.value)
                if isinstance(n, ast.Call | ast.BinOp) and n is not node.value
            ]
            if inner and self.does("keep parts", 0.25):
                part = self.person.rng.choice(inner)
                name = self.person.name()
                before.append(ast.Assign([ast.Name(name, ast.Store())], copy.deepcopy(part)))
                node = _Replace(part, _name(name)).visit(node)
        if (
            isinstance(node, ast.Return)
            and node.value
            and not isinstance(node.value, ast.Name)
            and self.does("keep results")
        ):
            name = self.person.name()
            return [*before, ast.Assign([ast.Name(name, ast.Store())], node.value), ast.Return(_name(name))]
        if (
            isinstance(node, ast.AugAssign)
            and isinstance(node.target, ast.Name)
            and self.does("no augmented", 0.2)
        ):
            return [*before, ast.Assign([node.target], ast.BinOp(_name(node.target.id), node.op, node.value))]
        simple = isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        if (
            simple
            and isinstance(node.value, ast.ListComp)
            and len(node.value.generators) == 1
            and self.does("loops")
        ):
            made = node.value.generators[0]
            add = ast.Expr(
                ast.Call(ast.Attribute(_name(node.targets[0].id), "append", ast.Load()), [node.value.elt], [])
            )
            inside: list[ast.stmt] = [add]
            for test in made.ifs:
                inside = [ast.If(test, inside, [])]
            return [
                *before,
                ast.Assign(node.targets, ast.List([], ast.Load())),
                ast.For(made.target, made.iter, inside, []),
            ]
        return [*before, node]

    def _inlined(self, body: list[ast.stmt]) -> list[ast.stmt]:
        """Without variables that the next statement alone uses, and once."""
        found: list[ast.stmt] = []
        for i, statement in enumerate(body):
            if found and isinstance(found[-1], ast.Assign) and isinstance(found[-1].targets[0], ast.Name):
                name, value = found[-1].targets[0].id, found[-1].value
                uses = [
                    [n for n in ast.walk(s) if isinstance(n, ast.Name) and n.id == name] for s in body[i:]
                ]
                once = len(uses[0]) == 1 and not any(uses[1:]) and isinstance(uses[0][0].ctx, ast.Load)
                if once and isinstance(statement, ast.Assign | ast.Return) and self.does("inline"):
                    found[-1] = _Replace(uses[0][0], value).visit(statement)
                    continue
            found.append(statement)
        return found


class _Replace(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        """One node for another."""
        return self.new if node is self.old else super().visit(node)


def _open_nodes(node: ast.AST) -> list[ast.AST]:
    """Nodes that are not inside of what has variables of its own."""
    if isinstance(
        node, ast.Lambda | ast.ListComp | ast.GeneratorExp | ast.DictComp | ast.SetComp | ast.IfExp
    ):
        return []
    return [node, *(n for child in ast.iter_child_nodes(node) for n in _open_nodes(child))]


def _np(name: str) -> ast.Attribute:
    return ast.Attribute(_name("np"), name, ast.Load())


def _name(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def _is_place(node: ast.AST) -> bool:
    return isinstance(node, ast.Name | ast.Attribute | ast.Subscript | ast.Call)


def _independent(a: ast.stmt, b: ast.stmt) -> bool:
    if not (isinstance(a, ast.Assign) and isinstance(b, ast.Assign)):
        return False
    wrote = [{ast.unparse(t).split("[")[0] for t in s.targets} for s in (a, b)]
    used = [{n.id for n in ast.walk(s) if isinstance(n, ast.Name)} for s in (a, b)]
    return not (wrote[0] & used[1] or wrote[1] & used[0])


class Renamer(ast.NodeTransformer):
    """Other names for what is local to the file."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """A variable or a helper."""
        node.id = self.names.get(node.id, node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """A parameter."""
        node.arg = self.names.get(node.arg, node.arg)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """A helper."""
        node.name = self.names.get(node.name, node.name)
        return self.generic_visit(node)


def local_names(tree: ast.Module, parameters: bool = False) -> list[str]:
    """The names that may be changed without changing what the file does."""
    fixed = {n.name for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    arguments = {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}
    keywords = {n.arg for n in ast.walk(tree) if isinstance(n, ast.keyword)}
    stores = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return sorted(
        (stores | (arguments - {"self"} if parameters else set()))
        - fixed
        - keywords
        - (set() if parameters else arguments)
    )


# ----------------------------------------------------------------------------------------------------------------- layout


def laid_out(source: str, person: Person) -> str:
    """Written by a person's hand: blanks, blank lines, comments."""
    lines = []
    rng, does = person.rng, person.does
    for line in source.split("\n"):
        code = line.strip()
        if code.startswith(('"""', "'''")):
            lines.append(line)
            continue
        if does("tight operators", 0.2):
            line = re.sub(r" ([+\-*/]|\*\*) ", r"\1", line)
        if does("tight assignment", 0.1):
            line = re.sub(r"^(\s*\w+) = ", r"\1=", line)
        if does("tight commas", 0.15):
            line = line.replace(", ", ",")
        if does("wide parentheses", 0.03):
            line = re.sub(r"\((?=\w)", "( ", line)
        if code and not code.startswith(("import", "from", "def", "class", "@")):
            indent = line[: len(line) - len(line.lstrip())]
            if does("remarks", 0.12):
                mark = "#" if does("tight remarks") else "# "
                if does("remarks behind"):
                    line += ("  " if does("two blanks", 0.5) else " ") + mark + person.remark()
                else:
                    lines.append(indent + mark + person.remark())
            if does("airy", 0.08):
                lines.append("")
        if does("trailing blanks", 0.03):
            line += " " * rng.randint(1, 2)
        lines.append(line)
    if does("two columns", 0.08):
        lines = [re.sub(r"^( +)", lambda m: m[1][: len(m[1]) // 2], line) for line in lines]
    return "\n".join(lines) + ("\n" if does("final newline", 0.9) else "")


# ------------------------------------------------------------------------------------------------------------ honest files


def definitions(source: str) -> dict[str, ast.stmt]:
    """The definitions of a file, by name."""
    return {n.name: n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef | ast.ClassDef)}


def base(exercise: Exercise, person: Person, styles: dict[str, float]) -> ast.Module:
    """A right answer, or one with a known mistake."""
    rng = person.rng

    def pick() -> Path:
        weights = [styles.setdefault(p.stem, rng.expovariate(1)) + 0.1 for p in exercise.answers]
        return rng.choices(exercise.answers, weights)[0]

    tree = ast.parse(pick().read_text(encoding="utf-8"))
    functions = {n.name for n in tree.body if isinstance(n, ast.FunctionDef)}
    for name in exercise.write:
        other = pick().read_text(encoding="utf-8")
        if name in functions and rng.random() < 0.3 and name in (there := definitions(other)):
            used = {n.id for n in ast.walk(there[name]) if isinstance(n, ast.Name)}
            if not used & (set(there) - functions):
                tree.body = [there[name] if getattr(n, "name", "") == name else n for n in tree.body]
    wrong = {
        k: n
        for k, n in definitions(exercise.mistakes_path.read_text(encoding="utf-8")).items()
        if n.decorator_list
    }  # type: ignore[attr-defined]
    if wrong and rng.random() < 0.2:
        chosen = zipf(rng, sorted(wrong), 1)
        mistake = copy.deepcopy(wrong[chosen])
        made = mistake.decorator_list[0]
        target = made.args[0].value if isinstance(made, ast.Call) and made.args else ""
        if isinstance(mistake, ast.FunctionDef) and target in functions:
            mistake.decorator_list, mistake.name = [], target
            tree.body = [mistake if getattr(n, "name", "") == target else n for n in tree.body]
    return tree


def write(exercise: Exercise, person: Person, styles: dict[str, float]) -> str:
    """An answer of a student's own."""
    tree = Rewriter(person).visit(base(exercise, person, styles))
    names = {n: person.name() for n in local_names(tree) if person.does("own names", 0.5)}
    kept = set(local_names(tree, parameters=True)) - set(names)
    tree = Renamer({n: new for n, new in names.items() if new not in kept}).visit(tree)
    source = laid_out(ast.unparse(ast.fix_missing_locations(tree)), person)
    if person.does("keep the stub's head", 0.6):
        source = (
            stub(exercise, "ko" if person.does("Korean", 0.5) else "en").split("import numpy")[0] + source
        )
    return source


Files = dict[str, str]


def honest(seed: str, exercises: list[Exercise]) -> Files:
    """A student's files."""
    person, styles = Person(random.Random(seed)), dict[str, float]()
    return {exercise.id: write(exercise, person, styles) for exercise in exercises}


# --------------------------------------------------------------------------------------------------------------- disguises


def renamed(source: str, person: Person) -> str:
    """All variables, parameters and helpers have other names; comments and layout stay."""
    tree = ast.parse(source)
    taken = set(local_names(tree, parameters=True))
    new = {name: f"{person.name()}{i}" for i, name in enumerate(sorted(taken))}
    return re.sub(r"(?<![\w.'\"])[A-Za-z_]\w*(?!['\"])", lambda m: new.get(m[0], m[0]), source)


def reformatted(source: str, person: Person) -> str:
    """Through a formatter, and then typed by another hand; no comment survives."""
    return laid_out(ast.unparse(ast.parse(source)), person)


def without_comments(source: str, person: Person) -> str:
    """Comments removed."""
    return re.sub(r"[ \t]*#[^\n'\"]*$", "", source, flags=re.MULTILINE)


def translated(source: str, person: Person) -> str:
    """Comments in other words."""
    return re.sub(r"#[^\n'\"]*$", lambda m: f"# {person.remark()}", source, flags=re.MULTILINE)


class _While(ast.NodeTransformer):
    def __init__(self) -> None:
        self.count = 0

    def visit_For(self, node: ast.For) -> ast.AST | list[ast.AST]:
        """A loop over a range as a while loop."""
        self.generic_visit(node)
        it = node.iter
        if not (
            isinstance(it, ast.Call)
            and isinstance(it.func, ast.Name)
            and it.func.id == "range"
            and isinstance(node.target, ast.Name)
        ):
            self.count += 1
            index = f"pos{self.count}"
            items = ast.Assign(
                [ast.Name(f"items{self.count}", ast.Store())], ast.Call(_name("list"), [it], [])
            )
            take = ast.Assign(
                [node.target], ast.Subscript(_name(f"items{self.count}"), _name(index), ast.Load())
            )
            test = ast.Compare(
                _name(index), [ast.Lt()], [ast.Call(_name("len"), [_name(f"items{self.count}")], [])]
            )
            body = [take, *node.body, ast.AugAssign(ast.Name(index, ast.Store()), ast.Add(), ast.Constant(1))]
            return [
                items,
                ast.Assign([ast.Name(index, ast.Store())], ast.Constant(0)),
                ast.While(test, body, []),
            ]
        start = it.args[0] if len(it.args) > 1 else ast.Constant(0)
        stop = it.args[1] if len(it.args) > 1 else it.args[0]
        by = it.args[2] if len(it.args) > 2 else ast.Constant(1)
        name = node.target.id
        test = ast.Compare(_name(name), [ast.Lt()], [stop])
        body = [*node.body, ast.AugAssign(ast.Name(name, ast.Store()), ast.Add(), by)]
        return [ast.Assign([ast.Name(name, ast.Store())], start), ast.While(test, body, [])]


def loops_to_while(source: str, person: Person) -> str:
    """Every loop a while loop."""
    return ast.unparse(ast.fix_missing_locations(_While().visit(ast.parse(source))))


def reordered(source: str, person: Person) -> str:
    """The functions, and the methods of a class, in another order."""
    tree = ast.parse(source)
    for body in [tree.body, *(n.body for n in tree.body if isinstance(n, ast.ClassDef))]:
        at = [i for i, n in enumerate(body) if isinstance(n, ast.FunctionDef)]
        moved = [body[i] for i in at]
        person.rng.shuffle(moved)
        for i, node in zip(at, moved, strict=True):
            body[i] = node
    return ast.unparse(tree)


def with_dead_code(source: str, person: Person) -> str:
    """Statements that do nothing, one in each function and sometimes more."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for _ in range(person.rng.randint(1, 3)):
                name = person.name()
                dead = person.rng.choice(
                    [f"{name} = 0", f"{name} = None", f"if False:\n    {name} = 1", f"{name} = []"]
                )
                node.body[0:0] = ast.parse(dead).body
    return ast.unparse(tree)


def everything(source: str, person: Person) -> str:
    """All of it."""
    for change in (loops_to_while, reordered, with_dead_code, renamed, reformatted):
        source = change(source, person)
    return source


def verbatim(source: str, person: Person) -> str:
    """As it is."""
    return source


Disguise = Callable[[str, Person], str]
PLANTED: dict[str, tuple[Disguise, float]] = {  # which share of the exercises is copied
    "verbatim, all": (verbatim, 1.0),
    "renamed, all": (renamed, 1.0),
    "reformatted, comments gone, all": (reformatted, 1.0),
    "comments removed, all": (without_comments, 1.0),
    "comments translated, all": (translated, 1.0),
    "loops to while, all": (loops_to_while, 1.0),
    "functions reordered, all": (reordered, 1.0),
    "dead code added, all": (with_dead_code, 1.0),
    "all disguises at once, all": (everything, 1.0),
    "verbatim, 3 of 10": (verbatim, 0.3),
    "renamed, 3 of 10": (renamed, 0.3),
    "reformatted, comments gone, 3 of 10": (reformatted, 0.3),
    "all disguises at once, 3 of 10": (everything, 0.3),
}


def make_class(
    seed: int, students: int, exercises: list[Exercise], planted: bool
) -> tuple[dict[str, Files], dict[tuple[str, str], str]]:
    """A class, and which of its pairs are planted, with how."""
    files = {f"s{i:03}": honest(f"{seed} {i}", exercises) for i in range(students)}
    rng = random.Random(f"{seed} planted")
    pairs: dict[tuple[str, str], str] = {}
    sources = rng.sample(sorted(files), len(PLANTED)) if planted else []
    for i, (source, (name, (disguise, share))) in enumerate(zip(sources, PLANTED.items(), strict=False)):
        copier = f"z{i:03}"
        files[copier] = honest(f"{seed} copier {i}", exercises)
        person = Person(random.Random(f"{seed} disguise {i}"))
        for exercise in rng.sample(exercises, round(share * len(exercises))):
            files[copier][exercise.id] = disguise(files[source][exercise.id], person)
        pairs[source, copier] = name
    return files, pairs


# ------------------------------------------------------------------------------------------------------------- measurement


@dataclass
class Found:
    """What was found in one class.

    Attributes:
        honest: pairs of which not both are copiers, and that are not planted.
        alarms: those of them that are listed.
        least: the smallest number of pairs expected by chance among them.
        planted: by disguise, whether it was listed.
    """

    honest: int
    alarms: int
    least: float
    planted: dict[str, bool]


def compared(
    files: Mapping[str, Files], exercises: list[Exercise], known: object, jobs: int | None = None
) -> Comparison:
    """A class through everything that the command does."""
    works = [Work(student, "", sources) for student, sources in sorted(files.items())]
    return compare(works, [e.id for e in exercises], known, jobs=jobs)  # type: ignore[arg-type]


def measure(seed: int, students: int, count: int, planted: bool, known: object) -> Found:
    """One class."""
    exercises = random.Random(seed).sample(list(COURSE.exercises.values()), count)
    files, truth = make_class(seed, students, exercises, planted)
    comparison = compared(files, exercises, known, jobs=1)
    names = [work.student for work in comparison.works]
    listed = {(names[p.first], names[p.second]) for p in alike(comparison) if p.listed}
    honest, least = 0, float("inf")
    for b, second in enumerate(names):
        for a, first in enumerate(names[:b]):
            if (first, second) not in truth and not (first[0] == second[0] == "z"):
                honest += 1
                least = min(least, float(comparison.chances.expected[a, b]))
    alarms = {pair for pair in listed - set(truth) if not pair[0][0] == pair[1][0] == "z"}
    return Found(honest, len(alarms), least, {name: pair in listed for pair, name in truth.items()})


def run(classes: int, students: int, count: int, planted: bool, known: object) -> list[Found]:
    """Several classes, on two cores."""
    with ProcessPoolExecutor(2) as pool:
        jobs = [pool.submit(measure, seed, students, count, planted, known) for seed in range(classes)]
        return [job.result() for job in jobs]


def report(found: list[Found], title: str) -> None:
    """A line of the table of false alarms."""
    least = sorted(f.least for f in found)
    once = sum(value <= 1 for value in least)
    print(f"| {title} | {len(found)} | {sum(f.honest for f in found):,} | {sum(f.alarms for f in found)} "
          f"| {sum(v <= 0.1 for v in least)} | {once} |")  # fmt: skip


def measure_group(
    seed: int, students: int, count: int, size: int, known: object
) -> tuple[int, int, bool, int]:
    """One class in which a group hands in one student's files, each differently disguised.

    Returns:
        How many pairs of the group there are, how many are listed, whether these connect the whole group, and how many
        other pairs are listed.
    """
    exercises = random.Random(seed).sample(list(COURSE.exercises.values()), count)
    files, _ = make_class(seed, students, exercises, planted=False)
    rng = random.Random(f"{seed} group {size}")
    group = rng.sample(sorted(files), size)
    for i, copier in enumerate(group[1:]):
        disguise = (verbatim, renamed, reformatted, without_comments)[i % 4]
        person = Person(random.Random(f"{seed} group {size} {i}"))
        files[copier] = {id: disguise(source, person) for id, source in files[group[0]].items()}
    comparison = compared(files, exercises, known, jobs=1)
    names = [work.student for work in comparison.works]
    pairs = alike(comparison)
    listed = [pair for pair in pairs if pair.listed]
    within = sum({names[p.first], names[p.second]} <= set(group) for p in listed)
    whole = any({names[n] for n in found} >= set(group) for found in groups(pairs))
    return size * (size - 1) // 2, within, whole, len(listed) - within


def report_groups(classes: int, students: int, count: int, known: object) -> None:
    """The table of groups."""
    print("\n| group | pairs listed | groups found whole | other pairs listed |\n|---|---:|---:|---:|")
    for size in (4, 8):
        with ProcessPoolExecutor(2) as pool:
            jobs = [pool.submit(measure_group, seed, students, count, size, known) for seed in range(classes)]
            found = [job.result() for job in jobs]
        pairs, within = sum(f[0] for f in found), sum(f[1] for f in found)
        whole, others = sum(f[2] for f in found), sum(f[3] for f in found)
        print(f"| {size} with one source | {within} of {pairs} | {whole} of {classes} | {others} |")


def large(known: object) -> None:
    """A large class, timed."""
    exercises = random.Random(5).sample(list(COURSE.exercises.values()), 30)
    with ProcessPoolExecutor(2) as pool:
        files = dict(
            zip(
                range(500),
                pool.map(honest, [f"large {i}" for i in range(500)], [exercises] * 500),
                strict=True,
            )
        )
    began = time.perf_counter()
    comparison = compared({f"s{i:03}": f for i, f in files.items()}, exercises, known)
    seconds = time.perf_counter() - began
    listed = sum(pair.listed for pair in alike(comparison))
    print(
        f"\n500 students × 30 exercises: {seconds:.0f} s, {comparison.chances.pairs:,} pairs, {listed} listed"
    )


def main() -> None:
    """Measure, and print Markdown."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--classes", type=int, default=20)
    parser.add_argument("--students", type=int, default=60)
    parser.add_argument("--exercises", type=int, default=10)
    parser.add_argument("--large", action="store_true")
    asked = parser.parse_args()
    known = known_parts(COURSE)
    print(f"Threshold: once in {ONCE_IN} classes.\n")
    print("| class | classes | honest pairs | listed | classes with a pair “once in 10” | “once in 1” |")
    print("|---|---:|---:|---:|---:|---:|")
    planted = run(asked.classes, asked.students, asked.exercises, True, known)
    for students, classes in (
        (25, 2 * asked.classes),
        (asked.students, asked.classes),
        (200, max(1, asked.classes // 4)),
    ):
        report(run(classes, students, asked.exercises, False, known), f"{students} honest students")
    report(planted, f"{asked.students} honest students and {len(PLANTED)} copiers")
    print("\n| copy | found |\n|---|---:|")
    hits = Counter(name for found in planted for name, hit in found.planted.items() if hit)
    for name in PLANTED:
        print(f"| {name} | {hits[name]} of {len(planted)} |")
    report_groups(asked.classes, asked.students, asked.exercises, known)
    if asked.large:
        large(known)


if __name__ == "__main__":
    main()
