"""YAML read strictly: duplicate and unknown keys are errors, every error names file and line, and nothing is guessed.

Only what JSON has is accepted, with two repairs of YAML 1.1: ``1e-3`` is a number, and ``010``, ``yes``, ``12:30:00``
or a date, which YAML would turn into something else, are errors that ask for quotes.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from dlgrade.errors import CourseError
from dlgrade.i18n import Text

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))([eE][-+]?[0-9]+)?\Z")
_SURPRISE = re.compile(
    r"([-+]?0[0-9_]+|0[xob]\w+|[0-9][0-9_]*_[0-9_]*|(?i:yes|no|on|off|y|n)|[0-9]+(:[0-9]+)+|\d{4}-\d\d?-\d\d?.*)\Z"
)


class Located(dict[str, Any]):
    """A mapping that remembers the line of every key."""

    lines: dict[str, int]


def read(path: Path) -> Any:
    """Read a YAML file.

    Returns:
        Mappings as `Located`, lists, strings, numbers, truth values and None.

    Raises:
        CourseError: the file cannot be read or is not what this module accepts.
    """
    try:
        source = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise CourseError(path, None, Text("is not UTF-8.", "UTF-8 파일이 아닙니다.")) from None
    except OSError as error:
        raise CourseError(
            path, None, Text(f"cannot be read: {error.strerror}.", f"읽을 수 없습니다: {error.strerror}.")
        ) from None
    try:
        node = yaml.compose(source, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        problem = f"{error.problem or 'is not YAML'}."
        raise CourseError(path, line, Text(problem, f"YAML 문법이 잘못되었습니다: {problem}")) from None
    except yaml.YAMLError as error:
        why = " ".join(str(error).split())
        raise CourseError(path, None, Text(f"is not YAML: {why}.", f"YAML이 아닙니다: {why}.")) from None
    return None if node is None else _value(node, path)


def _value(node: Any, path: Path) -> Any:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        found = Located()
        found.lines = {}
        for key_node, value_node in node.value:
            key, key_line = _key(key_node, path), key_node.start_mark.line + 1
            if not isinstance(key, str):
                raise CourseError(
                    path, key_line, Text(f"the key {key!r} is not text.", f"키 {key!r}: 문자열이 아닙니다.")
                )
            if key in found:
                raise CourseError(
                    path, key_line, Text(f"the key `{key}` is there twice.", f"키 `{key}`: 두 번 나옵니다.")
                )
            found[key] = _value(value_node, path)
            found.lines[key] = key_line
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, path) for item in node.value]
    return _scalar(node, path, line)


def _key(node: Any, path: Path) -> Any:
    """A key; unlike a value, the name of a number `n` or `y` can mean nothing else."""
    return node.value if node.value in ("n", "y") else _value(node, path)


def _scalar(node: Any, path: Path, line: int) -> Any:
    text = str(node.value)
    if node.style:  # quoted or a block: text
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    if _SURPRISE.match(text):
        raise CourseError(
            path,
            line,
            Text(
                f"`{text}` means different things to different readers of YAML; write a plain number or put it in quotes.",
                f"`{text}` 값은 YAML을 읽는 프로그램마다 다르게 해석합니다. 평범한 수로 쓰거나 따옴표로 감싸세요.",
            ),
        )
    return text


_TYPE_NAMES: dict[Any, Text] = {
    Located: Text("mapping", "`키: 값` 형식이어야 합니다"),
    list: Text("list", "목록이어야 합니다"),
    str: Text("text", "문자열이어야 합니다"),
    int: Text("integer", "정수여야 합니다"),
    bool: Text("true or false", "true 또는 false여야 합니다"),
}
_NUMBER = Text("number", "수여야 합니다")


def _hint(key: str, value: Any, known: Mapping[str, Any]) -> Text:
    """What may have led to an unknown key."""
    near = difflib.get_close_matches(key, known, 1)
    if near:
        return Text(f" Did you mean `{near[0]}`?", f" `{near[0]}`의 오타인가요?")
    if value is None:  # {en: one, two, ko: …}
        return Text(
            " A text in braces that holds a comma must be in quotes.",
            " 중괄호 안의 글에 쉼표가 있으면 따옴표로 감싸야 합니다.",
        )
    return Text("", "")


def expect(
    found: Any,
    path: Path,
    required: Mapping[str, Any],
    optional: Mapping[str, Any] | None = None,
    *,
    line: int | None = None,
) -> Located:
    """Ask that a value is a mapping with these keys, of these types, and no others.

    Raises:
        CourseError: it is not.
    """
    if not isinstance(found, Located):
        raise CourseError(
            path,
            line,
            Text("a mapping (`key: value`) is expected here.", "여기에는 `키: 값` 형식이 와야 합니다."),
        )
    known = {**required, **(optional or {})}
    for key, key_line in found.lines.items():
        if key not in known:
            hint = _hint(key, found[key], known)
            raise CourseError(
                path,
                key_line,
                Text(f"unknown key `{key}`.{hint.en}", f"알 수 없는 키입니다: `{key}`.{hint.ko}"),
            )
        if not isinstance(found[key], known[key]) or (
            isinstance(found[key], bool) and known[key] is not bool
        ):
            name = _TYPE_NAMES.get(known[key], _NUMBER)
            text = Text(f"`{key}` must be of type {name.en}.", f"`{key}` 값은 {name.ko}.")
            raise CourseError(path, key_line, text)
    for key in required:
        if key not in found:
            raise CourseError(
                path, line, Text(f"the key `{key}` is missing.", f"키 `{key}` 항목이 빠져 있습니다.")
            )
    return found
