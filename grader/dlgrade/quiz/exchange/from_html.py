"""The HTML of other programs as the Markdown of our questions. Scripts and styles are dropped; nothing is executed."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

_BLOCKS = {
    "p",
    "div",
    "section",
    "article",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "figure",
    "center",
}
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_SILENT = {
    "script",
    "style",
    "head",
    "title",
    "template",
    "math",
    "svg",
    "object",
    "iframe",
    "select",
    "textarea",
}
_VOID = {
    "br",
    "hr",
    "img",
    "input",
    "meta",
    "link",
    "col",
    "source",
    "wbr",
    "area",
    "base",
    "embed",
    "track",
    "param",
}
_SUPER = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUB = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SCRIPTS = {"sup": _SUPER, "sub": _SUB}
_INLINE_TEX = re.compile(r"\\\((.{1,4000}?)\\\)", re.DOTALL)  # bounded, or a hostile text takes for ever
_DISPLAY_TEX = re.compile(r"\\\[(.{1,4000}?)\\\]", re.DOTALL)
_SIGNS = re.compile(
    r"[*`$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|\\(?=[!-/:-@\[-`{-~])|\](?=\()|<(?=[A-Za-z/!?])|&(?=#?\w+;)"
)
_LINE_START = re.compile(
    r"^( *)(?:(\d+)(?=[.)](?:\s|$))|(?=#{1,6}(?:\s|$)|[>+-](?:\s|$)|>|-{2,}|=+ *$|~{3,}))", re.MULTILINE
)
_FORMULA = re.compile(r"\\\(.{1,4000}?\\\)|\\\[.{1,4000}?\\\]|\$\$.{1,4000}?\$\$", re.DOTALL)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


class _Writer(HTMLParser):
    """Writes Markdown while it reads HTML, and remembers what it could not write."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.stack: list[str] = []
        self.open: Counter[str] = Counter()
        self.lists: list[int] = []  # 0 for bullets, else the next number
        self.silent = 0
        self.rows: list[list[str]] = []
        self.lost: list[str] = []

    # ------------------------------------------------------------------------------------------------------- tags

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self.stack.append(tag)
            self.open[tag] += 1
        if tag in _SILENT:
            self.silent += 1
            if tag in ("math", "svg", "object", "iframe"):
                self.lost.append(tag)
        if self.silent:
            return
        if tag in _BLOCKS or tag in ("ul", "ol", "pre", "table", "hr"):
            self._break()
        if tag in ("ul", "ol"):
            self.lists.append(1 if tag == "ol" else 0)
        elif tag == "li":
            self._item()
        elif tag == "br":
            self.out.append("\n")
        elif tag == "pre":
            self.out.append("```\n")
        elif tag == "code" and not self.open["pre"]:
            self.out.append("`")
        elif tag in _MARKS:
            self.out.append(_MARKS[tag])
        elif tag == "img":
            self.lost.append("img")
            self.out.append(values.get("alt", ""))
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.out.append("\ue002")

    def handle_endtag(self, tag: str) -> None:
        if not self.open[tag]:
            return
        while self.stack:
            last = self.stack.pop()
            self.open[last] -= 1
            self._end(last)
            if last == tag:
                return

    def _end(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
            return
        if self.silent:
            return
        if tag in _BLOCKS:
            self._break()
        elif tag in ("ul", "ol"):
            if self.lists:
                self.lists.pop()
            self._break()
        elif tag == "pre":
            if not "".join(self.out[-2:]).endswith("\n"):
                self.out.append("\n")
            self.out.append("```")
            self._break()
        elif tag == "code" and not self.open["pre"]:
            self.out.append("`")
        elif tag in _MARKS:
            self._close_mark(_MARKS[tag])
        elif tag in ("td", "th"):
            self._cell()
        elif tag == "table":
            self._table()

    def close(self) -> None:
        super().close()
        while self.stack:
            self._end(self.stack.pop())

    # ------------------------------------------------------------------------------------------------------- texts

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        text = _CONTROL.sub("", data)
        if self.open["pre"]:
            self.out.append(text)
            return
        for tag, table in _SCRIPTS.items():
            if self.open[tag]:
                self.out.append(_script(tag, text, table))
                return
        text = re.sub(r"[ \t\r\n\xa0]+", " ", text)
        if self.open["code"]:
            self.out.append(text)
            return
        text = escaped(text)
        if not self.out or self.out[-1].endswith("\n"):
            text = _at_line_starts(text)
        self.out.append(text)

    def _break(self) -> None:
        """Between paragraphs; inside a list's item only a line."""
        self.out.append("\n\n" if not self.lists else "\n")

    def _item(self) -> None:
        depth = max(0, len(self.lists) - 1)
        sign = "-"
        if self.lists and self.lists[-1]:
            sign = f"{self.lists[-1]}."
            self.lists[-1] += 1
        self.out.append(f"\n{'  ' * depth}{sign} ")

    def _close_mark(self, mark: str) -> None:
        """Emphasis ends before the space that stands inside it, and is none around nothing."""
        inside = self._since(mark)
        if not inside.strip():
            self.out.append(inside)
            return
        text = inside.rstrip()
        self.out += [mark, text, mark, inside[len(text) :]]

    def _since(self, sign: str) -> str:
        """What was written since a sign, taken out together with it."""
        at = len(self.out) - 1
        while at >= 0 and self.out[at] != sign:
            at -= 1
        inside = "".join(self.out[at + 1 :]) if at >= 0 else ""
        del self.out[at if at >= 0 else len(self.out) :]
        return inside

    def _cell(self) -> None:
        content = self._since("\ue002")
        if self.rows:
            self.rows[-1].append(" ".join(content.split()).replace("|", "\\|"))

    def _table(self) -> None:
        rows, self.rows = [row for row in self.rows if row], []
        if not rows:
            return
        width = max(map(len, rows))
        lines = [[*row, *[""] * (width - len(row))] for row in rows]
        lines.insert(1, ["---"] * width)
        self.out.append("\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n\n")


def _script(tag: str, text: str, table: dict[int, int]) -> str:
    raised = text.translate(table)
    if all(ord(sign) in table for sign in text):
        return raised
    return f"$^{{{text}}}$" if tag == "sup" else f"$_{{{text}}}$"


def escaped(text: str) -> str:
    r"""A text whose signs mean themselves in Markdown; formulas between ``\(`` and ``\)`` become formulas."""
    parts, end = [], 0
    for found in _FORMULA.finditer(text):
        parts += [_SIGNS.sub(r"\\\g<0>", text[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*parts, _SIGNS.sub(r"\\\g<0>", text[end:])])


def literal(text: str) -> str:
    """A plain text as Markdown: no sign of it means anything."""
    return _at_line_starts(escaped(_CONTROL.sub("", text)).strip())


def _at_line_starts(text: str) -> str:
    """Signs that would begin a heading, a list or the like mean themselves."""
    return _LINE_START.sub(lambda found: f"{found[1]}{found[2] or ''}\\", text)


def _formulas(text: str) -> str:
    text = _DISPLAY_TEX.sub(lambda found: f"\n\n$${found[1].strip()}$$\n\n", text)
    return _INLINE_TEX.sub(lambda found: f"${found[1].strip()}$", text)


def markdown(content: str) -> tuple[str, list[str]]:
    """HTML as Markdown.

    Returns:
        The text, and the names of the elements whose content it does not hold (pictures, formulas in MathML).
    """
    writer = _Writer()
    writer.feed(_CONTROL.sub("", content))
    writer.close()
    return _tidy(_formulas("".join(writer.out).replace("\ue002", ""))), writer.lost


def _tidy(text: str) -> str:
    parts = re.split(r"(```\n.*?```)", text, flags=re.DOTALL)
    for i in range(0, len(parts), 2):
        lines = [line.rstrip() for line in parts[i].split("\n")]
        lines = [re.sub(r"^ (?=\S)", "", line) for line in lines]
        parts[i] = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    return re.sub(r"\n{3,}", "\n\n", "".join(parts)).strip()
