"""The file that a student fills in, generated from the reference's signatures and the exercise's text.

Nothing of the reference but the names and parameters of what the exercise asks for gets into it, and its source is read,
not imported, so that a stub costs no NumPy.
"""

from __future__ import annotations

import ast
import importlib.util
import sys
import textwrap
from functools import cache
from pathlib import Path

from dlgrade.course import formula
from dlgrade.course.model import Exercise
from dlgrade.course.text import ExerciseText
from dlgrade.errors import CourseError, unreadable
from dlgrade.i18n import Lang, Text

_WIDTH = 100

_HEADER = Text(
    en='"""{title}.\n\n{summary}\n\n    read     dlgrade show {id}\n    check    dlgrade check {id}\n'
    '    hint     dlgrade hint {id}\n"""',
    ko='"""{title}\n\n{summary}\n\n    읽기    dlgrade show {id}\n    채점    dlgrade check {id}\n'
    '    힌트    dlgrade hint {id}\n"""',
)
_GIVEN = Text("Given: use it if you like.", "제공되는 코드입니다. 필요하면 쓰세요.")
_TODO = Text("write this", "여기를 작성하세요")


def stub(exercise: Exercise, lang: Lang) -> str:
    """Generate the stub of an exercise in one language; a student kit brings it along.

    Raises:
        CourseError: the text or the reference lacks something.
    """
    if exercise.course.is_kit:
        return _ready_made(exercise.stub_path(lang))
    text = exercise.text(lang)
    summary = formula.in_text(text.introduction.split("\n\n")[0]).replace("\\", "")
    parts = [
        _HEADER.to(lang).format(id=exercise.id, title=text.title, summary=_wrap(summary, 0)),
        "import numpy as np",
    ]
    if exercise.given:
        parts[-1] = _imports(exercise)
        parts.append(f"# {_GIVEN.to(lang)}\n\n\n{_given(exercise)}")
    definitions = reference_definitions(exercise)
    parts += [_definition(exercise, definitions, name, text, lang) for name in exercise.write]
    return "\n\n\n".join(parts).replace('"""\n\n\nimport', '"""\n\nimport', 1) + "\n"


def _ready_made(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None


def reference_definitions(exercise: Exercise) -> dict[str, ast.FunctionDef | ast.ClassDef]:
    """The definitions of the exercise's names in the reference's source.

    Raises:
        CourseError: a name is not there.
    """
    path, tree = _reference_tree(exercise.reference, tuple(map(str, exercise.course.python_path)))
    found = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    for name in exercise.write:
        if name not in found:
            raise CourseError(
                exercise.folder / "exercise.yaml",
                exercise.settings.lines["write"],
                Text(
                    f"the reference has no `{name}` ({path.name}).",
                    f"모범 구현({path.name})에 `{name}` 정의가 없습니다.",
                ),
            )
    return found


@cache
def _reference_tree(module: str, python_path: tuple[str, ...]) -> tuple[Path, ast.Module]:
    """Find and parse the source of a module without importing it."""
    sys.path[:0] = [entry for entry in python_path if entry not in sys.path]
    try:
        spec = importlib.util.find_spec(module)
    except ModuleNotFoundError:  # not even its package is there
        spec = None
    if spec is None or spec.origin is None:
        raise CourseError(
            Path("course.yaml"),
            None,
            Text(f"there is no module `{module}`.", f"`{module}` 모듈을 찾을 수 없습니다."),
        )
    path = Path(spec.origin)
    return path, ast.parse(path.read_text(encoding="utf-8"))


def _definition(
    exercise: Exercise,
    definitions: dict[str, ast.FunctionDef | ast.ClassDef],
    name: str,
    text: ExerciseText,
    lang: Lang,
) -> str:
    node = definitions[name]
    if isinstance(node, ast.FunctionDef):
        return _function(node, name, text, lang)
    if name not in text.names:
        raise _undescribed(exercise, name, lang)
    head = f"class {name}:\n{_docstring(text.names[name], 4)}"
    methods = [
        member for member in node.body if isinstance(member, ast.FunctionDef) and _is_public(member.name)
    ]
    bodies = [textwrap.indent(_function(m, f"{name}.{m.name}", text, lang), "    ") for m in methods]
    return "\n\n".join([head, *bodies])


def _is_public(name: str) -> bool:
    return name == "__init__" or not name.startswith("_")


def _function(node: ast.FunctionDef, label: str, text: ExerciseText, lang: Lang) -> str:
    for argument in (*node.args.args, *node.args.kwonlyargs, *node.args.posonlyargs):
        argument.annotation = None
    described = text.names.get(label, "")
    lines = [f"def {node.name}({ast.unparse(node.args)}):"]
    if described:
        lines.append(_docstring(described, 4, inside=4 * label.count(".")))
    lines.append(f'    raise NotImplementedError("{_TODO.to(lang)}: {label}")')
    return "\n".join(lines)


def _undescribed(exercise: Exercise, name: str, lang: Lang) -> CourseError:
    return CourseError(
        exercise.folder / f"{lang}.md",
        None,
        Text(f"does not describe `{name}`.", f"`{name}` 설명이 없습니다."),
    )


def _docstring(text: str, indent: int, inside: int = 0) -> str:
    plain = formula.in_text(text).replace("\\", "")
    wrapped = _wrap(plain[:1].upper() + plain[1:], indent, quotes=6 + inside)
    closing = "\n" + " " * indent if "\n" in wrapped else ""
    return f'{" " * indent}"""{wrapped}{closing}"""'


def _wrap(text: str, indent: int, quotes: int = 0) -> str:
    """Wrap to the width of a page, counting Korean letters as two columns; the first line continues an opened one."""
    lines, line = [], ""
    for word in text.split():
        if line and _columns(line) + 1 + _columns(word) > _WIDTH - indent - quotes:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return ("\n" + " " * indent).join([*lines, line])


def _columns(text: str) -> int:
    return sum(2 if "ᄀ" <= c <= "ᇿ" or "⺀" <= c <= "￮" else 1 for c in text)


def _imports(exercise: Exercise) -> str:
    tree = ast.parse(exercise.given_path.read_text(encoding="utf-8"))
    imports = [ast.unparse(node) for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    standard = [line for line in imports if "numpy" not in line]
    return "\n".join([*standard, *([""] if standard else []), "import numpy as np"])


def _given(exercise: Exercise) -> str:
    source = exercise.given_path.read_text(encoding="utf-8")
    nodes = [n for n in ast.parse(source).body if not isinstance(n, ast.Import | ast.ImportFrom)]
    pieces = [ast.get_source_segment(source, node) or "" for node in nodes if not isinstance(node, ast.Expr)]
    return "\n\n\n".join(pieces)
