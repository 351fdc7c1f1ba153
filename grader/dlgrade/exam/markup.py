"""Texts for paper: our Markdown as Typst source.

Korean is set as Korean is read: a line ends between words, never inside one. Typst would break after any syllable, so that
each word that holds Hangul is put into a box; what stands directly beside it, such as a formula before its particle, is in
the same box.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dlgrade.course import formula
from dlgrade.exam import mathematics
from dlgrade.i18n import Lang

LONGEST_WORD = 34  # in columns; what is wider may be broken, or it could stand out of the page
LONGEST_FORMULA = 24  # in columns; a longer one may be broken at a sign
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_HANGUL = re.compile(r"[ᄀ-ᇿ㄰-㆏가-힣]")
_GAP = re.compile("([\ue000-\uefff])")
_FIRST_GAP = 0xE000


@lru_cache(1)
def _parser() -> MarkdownIt:
    from dlsite.markup import syntax

    return syntax(lambda latex, _: latex)


def columns(text: str) -> int:
    """How wide a text is in half-width columns."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def escape(text: str) -> str:
    """A text as Typst markup that shows just this."""
    return _PUNCTUATION.sub(r"\\\1", text)


def quoted(text: str) -> str:
    """A text as a Typst string."""
    return mathematics.string(text)


def gap_mark(index: int) -> str:
    """The sign that stands for a gap in a text, from 0."""
    return chr(_FIRST_GAP + index)


def equation(latex: str, *, display: bool) -> str:
    """A formula with the words that a screen reader says.

    Raises:
        mathematics.Unknown: something of it is not known.
    """
    spoken = " ".join(formula.to_text(latex).split())
    made = mathematics.to_typst(latex)
    return f"#eq({quoted(spoken)}, {'true' if display else 'false'}, ${made}$);"


@dataclass
class _Word:
    """What stands between two spaces."""

    source: str = ""
    width: int = 0
    korean: bool = False

    def add(self, source: str, plain: str) -> None:
        self.source += source
        self.width += columns(plain)
        self.korean = self.korean or bool(_HANGUL.search(plain))

    def boxed(self) -> str:
        return f"#box[{self.source}];" if self.korean and self.width <= LONGEST_WORD else self.source


@dataclass
class _Line:
    """The words of a paragraph while it is read."""

    lang: Lang
    gaps: Mapping[str, str]
    words: list[_Word] = field(default_factory=lambda: [_Word()])
    styles: list[str] = field(default_factory=list)

    def source(self) -> str:
        return " ".join(word.boxed() for word in self.words if word.source)

    def space(self) -> None:
        if self.words[-1].source:
            self.words.append(_Word())

    def piece(self, source: str, plain: str) -> None:
        for style in reversed(self.styles):
            source = f"#{style}[{source}];"
        self.words[-1].add(source, plain)

    def text(self, text: str) -> None:
        for i, run in enumerate(re.split(r"[ \t\n]+", text)):
            if i:
                self.space()
            for part in _GAP.split(run):
                if _GAP.fullmatch(part):
                    self.piece(self.gaps[part], "[1]    ")
                elif part:
                    self.piece(escape(part), part)

    def token(self, token: Token) -> None:
        kind = token.type
        if kind == "text":
            self.text(token.content)
        elif kind == "code_inline":
            self.piece(f"#raw({quoted(token.content)});", token.content)
        elif kind in ("math_inline", "math_inline_double"):
            display = kind.endswith("double")
            source, spoken = equation(token.content, display=display), formula.to_text(token.content)
            whole = not display and columns(spoken) <= LONGEST_FORMULA
            self.piece(f"#box[{source}];" if whole else source, spoken)
        elif kind == "softbreak":
            self.space()
        elif kind == "hardbreak":
            self.space()
            self.words[-1].source = "#linebreak();"
            self.words.append(_Word())
        elif kind == "strong_open":
            self.styles.append("strong")
        elif kind == "em_open":  # Hangul has no italics
            self.styles.append("underline" if self.lang == "ko" else "emph")
        elif kind in ("strong_close", "em_close"):
            self.styles.pop()
        elif kind == "image":
            self.text(token.content)


def inline(markdown: str, lang: Lang, gaps: Mapping[str, str] | None = None) -> str:
    """A text of one line.

    Args:
        markdown: the text.
        lang: its language.
        gaps: what to put in the place of a gap's sign (see `gap_mark`), as Typst.

    Raises:
        mathematics.Unknown: a formula cannot be shown.
    """
    tokens = _parser().parseInline(markdown)
    return "\n\n".join(_inline(token, lang, gaps or {}) for token in tokens)


def block(markdown: str, lang: Lang, gaps: Mapping[str, str] | None = None) -> str:
    """A text of paragraphs, lists, programs and tables.

    Raises:
        mathematics.Unknown: a formula cannot be shown.
    """
    return _Blocks(_parser().parse(markdown), lang, gaps or {}).until(())


def _inline(token: Token, lang: Lang, gaps: Mapping[str, str]) -> str:
    line = _Line(lang, gaps)
    for child in token.children or ():
        line.token(child)
    return line.source()


class _Blocks:
    """Reads the blocks of a text one after the other."""

    def __init__(self, tokens: list[Token], lang: Lang, gaps: Mapping[str, str]) -> None:
        self.tokens, self.lang, self.gaps = tokens, lang, gaps
        self.at = 0

    def until(self, ends: Iterable[str]) -> str:
        """Everything up to a token of one of these kinds, which is taken too."""
        parts = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type in ends:
                break
            parts.append(self.block(token))
        return "\n\n".join(part for part in parts if part)

    def block(self, token: Token) -> str:
        kind = token.type
        if kind == "inline":
            return _inline(token, self.lang, self.gaps)
        if kind in ("fence", "code_block"):
            language = "python" if kind == "code_block" or token.info.strip() == "python" else "text"
            return code(token.content.rstrip("\n"), language)
        if kind in ("math_block", "math_block_label"):
            return equation(token.content.strip(), display=True)
        if kind in ("bullet_list_open", "ordered_list_open"):
            return self.listed(kind.replace("open", "close"), int(token.attrGet("start") or 1))
        if kind == "heading_open":
            return f"#strong[{self.until(('heading_close',))}]"
        if kind == "blockquote_open":
            return f"#quote(block: true)[{self.until(('blockquote_close',))}]"
        if kind == "table_open":
            return self.table()
        return ""

    def listed(self, end: str, start: int) -> str:
        items = []
        while self.tokens[self.at].type != end:
            self.at += 1  # list_item_open
            items.append(f"[{self.until(('list_item_close',))}]")
        self.at += 1
        name = "list(" if end.startswith("bullet") else f"enum(start: {start}, "
        return f"#{name}{', '.join(items)})"

    def table(self) -> str:
        rows: list[list[str]] = []
        heads = 0
        while self.tokens[self.at].type != "table_close":
            token = self.tokens[self.at]
            self.at += 1
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                heads += token.type == "th_open"
                rows[-1].append(f"[{self.until(('th_close', 'td_close'))}]")
        self.at += 1
        header = f"table.header({', '.join(rows[0])})," if heads else ""
        cells = ", ".join(cell for row in rows[1 if heads else 0 :] for cell in row)
        return f"#table(columns: {len(rows[0])}, {header} {cells})"


def code(source: str, language: str = "python") -> str:
    """A program as a block."""
    return f"#program({quoted(source)}, {quoted(language)})"
