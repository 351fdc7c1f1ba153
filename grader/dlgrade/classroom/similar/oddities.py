"""What is not the program itself: comments, words, texts, names, the way it is laid out. Rarely equal by chance.

Read with one regular expression, so that a program that Python cannot parse has oddities, too.
"""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dlgrade.classroom.similar.forms import MIN_NODES, Places, Roles, forms_of, head_of, rows_of_names
from dlgrade.classroom.similar.parts import UNIT_RANGE, Kind, Part, key_of

MAX_PARTS = 6_000  # of one source: far more than any answer has
MAX_SOURCE = 200_000  # characters

_TOKEN = re.compile(
    r"""(?P<string>(?:(?<!\w)[rbufRBUF]{1,2})?(?:
        \"{3}(?:\\.|[^\\])*?(?:\"{3}|\Z)|'{3}(?:\\.|[^\\])*?(?:'{3}|\Z)
        |"(?:\\.|[^"\\\n])*(?:"|(?=\n)|\Z)|'(?:\\.|[^'\\\n])*(?:'|(?=\n)|\Z)))
    |(?P<comment>\#[^\n]*)
    |(?P<number>(?:0[xXbBoO][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?[jJ]?))
    |(?P<name>[^\W\d]\w*)
    |(?P<space>[ \t\f]+)
    |(?P<newline>\\?\r?\n)
    |(?P<op>\*\*=|//=|>>=|<<=|\*\*|//|>>|<<|<=|>=|==|!=|->|:=|\+=|-=|\*=|/=|%=|@=|&=|\|=|\^=|.)""",
    re.VERBOSE | re.DOTALL,
)
_WORDS = re.compile(r"[^\W\d_]+")
_HANGUL = re.compile(r"[가-힣]")
_QUOTES = re.compile(r"\A[rbufRBUF]{0,2}(\"{3}|'{3}|\"|')")
_BINARY = frozenset([
    "+", "-", "*", "/", "//", "%", "@", "<<", ">>", "&", "|", "^", "<", ">", "<=", ">=", "==", "!=",
    "=", "+=", "-=", "*=", "/=", "//=", "%=", "@=", "**=", ":=", "->",
])  # fmt: skip


class Token(NamedTuple):
    """A token: its kind (a group of the regular expression), its text, and where it begins."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def parts_of(source: str) -> list[Part]:
    """All parts of a source.

    Raises:
        MemoryError, RecursionError: the parser is exhausted.
    """
    source = source[:MAX_SOURCE]
    tokens = [Token(m.lastgroup or "op", m[0], m.start()) for m in _TOKEN.finditer(source)]
    places = Places(source)
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        names = {t.text for t in tokens if t.kind == "name" and not keyword.iskeyword(t.text)}
        parts = _lines(tokens)
    else:
        roles = Roles(tree)
        names = {*roles.functions, *roles.variables, *roles.attributes}
        parts = [*rows_of_names(roles, places), *_blank_lines(roles, source, places)]
        parts += forms_of(tree, roles, places)
    parts += [*_names(tokens, names), *_texts(tokens), *_spacing(tokens)]
    return parts[:MAX_PARTS]


def _lines(tokens: list[Token]) -> list[Part]:
    """Lines in place of forms, where Python cannot parse the source: names are numbered as in forms."""
    parts: list[Part] = []
    row: list[Token] = []
    for token in [*tokens, Token("newline", "\n", 0)]:
        if token.kind != "newline":
            if token.kind not in ("space", "comment"):
                row.append(token)
            continue
        numbers: dict[str, int] = {}
        shown = [
            f"${numbers.setdefault(t.text, len(numbers))}"
            if t.kind == "name" and not keyword.iskeyword(t.text)
            else t.text
            for t in row
        ]
        if len(row) >= MIN_NODES:
            key = key_of(Kind.FORM, "line " + " ".join(shown))
            parts.append(Part(Kind.FORM, key, len(parts), row[0].start, row[-1].end))
        row = []
    return parts


def _names(tokens: list[Token], names: Iterable[str]) -> Iterator[Part]:
    """Each name that the program gives, where it comes first."""
    left = set(names)
    for token in tokens:
        if token.kind == "name" and token.text in left:
            left.remove(token.text)
            unit = Kind.NAME * UNIT_RANGE + len(left)
            yield Part(Kind.NAME, key_of(Kind.NAME, token.text), unit, token.start, token.end)


def _texts(tokens: list[Token]) -> Iterator[Part]:
    """Comments and strings, and the words in them; the words of one are parts of one unit."""
    for number, token in enumerate(tokens):
        if token.kind not in ("comment", "string"):
            continue
        text = token.text if token.kind == "comment" else _QUOTES.sub("", token.text).rstrip("'\"")
        kind = Kind.COMMENT if token.kind == "comment" else Kind.STRING
        unit = kind * UNIT_RANGE + number
        normal = " ".join(re.findall(r"\w+", text.casefold()))
        if len(normal) >= 3:
            yield Part(kind, key_of(kind, normal), unit, token.start, token.end)
        for match in _WORDS.finditer(token.text):
            word = match[0].casefold()
            if len(word) >= (2 if _HANGUL.search(word) else 4):
                start = token.start + match.start()
                yield Part(Kind.WORD, key_of(Kind.WORD, word), unit, start, start + len(word))


def _spacing(tokens: list[Token]) -> Iterator[Part]:
    """Blanks where convention has none, none where it has one, and what a line may end in; each once."""
    seen: set[str] = set()
    depth = 0
    end = Token("newline", "", tokens[-1].end if tokens else 0)
    for before, here, after in zip(tokens, [*tokens[1:], end], [*tokens[2:], end, end], strict=False):
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(before.text, 0)
        if here.kind == "space":
            left, gap, right = before, here.text, after
        elif before.kind != "space":
            left, gap, right = before, "", here
        else:
            continue
        shape = _irregular(left, gap, right, depth)
        if shape and shape not in seen:
            seen.add(shape)
            unit = Kind.SPACING * UNIT_RANGE + len(seen)
            yield Part(Kind.SPACING, key_of(Kind.SPACING, shape), unit, left.start, max(left.end, right.end))


def _irregular(left: Token, gap: str, right: Token, depth: int) -> str:
    """What is unusual about the blanks between two tokens; empty if nothing is."""
    if left.kind == "newline":
        uneven = len(gap.expandtabs()) % 4 != 0 and depth <= 0 and right.kind != "newline"
        odd = "\t" in gap or uneven
        return f"indent {gap!r}" if odd else ""
    if right.kind == "newline":
        return f"trailing {gap!r}" if gap else ""
    if right.kind == "comment":
        mark = re.match(r"#+[^\w\s]*\s*", right.text)
        return f"comment {gap!r} {mark[0] if mark else ''!r}"
    if "string" in (left.kind, right.kind) or left.kind == "comment":
        return ""
    usual: str | None = None
    if left.text in "([{" or right.text in ")]}" or right.text in (",", ";"):
        usual = ""
    elif left.text in (",", ";"):
        usual = " "
    elif right.text == "(" and left.kind == "name":
        usual = " " if keyword.iskeyword(left.text) else ""
    elif right.text in _BINARY and left.kind in ("name", "number") and not keyword.iskeyword(left.text):
        usual = "" if right.text == "=" and depth > 0 else " "
    if usual is None or gap == usual:
        return ""
    return f"{_class(left)}{gap!r}{_class(right)}"


def _class(token: Token) -> str:
    return token.text if token.kind == "op" else token.kind


def _blank_lines(roles: Roles, source: str, places: Places) -> list[Part]:
    """For each function with at least two of them: after which of its lines of code the blank ones come."""
    lines = source.split("\n")
    parts: list[Part] = []
    for definition in roles.definitions:
        code, blanks = 0, []
        for line in lines[definition.body[0].lineno - 1 : definition.end_lineno]:
            if line.strip():
                code += 1
            else:
                blanks.append(code)
        if len(set(blanks)) >= 2:
            key = key_of(Kind.BLANKS, f"{definition.name} {code} {blanks}")
            unit = Kind.BLANKS * UNIT_RANGE + len(parts)
            parts.append(Part(Kind.BLANKS, key, unit, *head_of(definition, places)))
    return parts
