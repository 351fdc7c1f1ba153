"""The Markdown of a question as HTML that a learning platform takes, or as plain text where it takes no HTML."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Any, Literal

from dlgrade.course import formula
from dlgrade.figures import svg
from dlgrade.quiz.exchange.items import Item
from dlgrade.quiz.kinds.cloze import GAP
from dlsite import markup

Math = Literal["tex", "mathml"]

_MARKED = re.compile(r"\ue000(\w+)\ue001")
_MARGIN = 12
_ALIGN = re.compile(r' style="text-align:\w+"')
_STRONG = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_FENCE = re.compile(r"^```\w*\n(.*?)\n?```$", re.DOTALL | re.MULTILINE)


@lru_cache(2)
def _parser(math: Math) -> Any:
    parser = markup.syntax(_tex if math == "tex" else _mathml)
    parser.add_render_rule("fence", lambda self, tokens, i, *_: _code(tokens[i].content))
    parser.add_render_rule("code_block", lambda self, tokens, i, *_: _code(tokens[i].content))
    return parser


def _tex(latex: str, display: bool) -> str:
    source = html.escape(latex.strip(), quote=False)
    return f"\\[{source}\\]" if display else f"\\({source}\\)"


def _mathml(latex: str, display: bool) -> str:
    return markup.formula(latex, display=display)


def _code(source: str) -> str:
    return f"<pre><code>{html.escape(source.rstrip(), quote=False)}</code></pre>\n"


@lru_cache(65536)
def block(markdown: str, math: Math) -> str:
    """A text of paragraphs as XHTML."""
    return _ALIGN.sub("", str(_parser(math).render(markdown)).strip())


@lru_cache(65536)
def inline(markdown: str, math: Math) -> str:
    """A text of one line as XHTML, without a paragraph around it."""
    return str(_parser(math).renderInline(markdown)).strip()


@lru_cache(65536)
def plain(markdown: str) -> str:
    """A text without any markup, formulas in Unicode: for menus and other places that show no HTML."""
    text = formula.in_text(markdown).replace("\\*", "*").replace("\\_", "_")
    text = _STRONG.sub(r"\1", _FENCE.sub(r"\1", text.strip()))
    return text.replace("`", "").strip()


def is_plain(markdown: str) -> bool:
    """Whether a text says the same without markup: it has no formula and no emphasis."""
    return not formula.formulas(markdown) and plain(markdown) == markdown.replace("`", "").strip()


def gaps(markdown: str, math: Math) -> list[str]:
    """A text with gaps as HTML: pieces of HTML and, at every second place, the name of a gap."""
    marked = GAP.sub("\ue000\\1\ue001", markdown.replace("\ue000", "").replace("\ue001", ""))
    return _MARKED.split(block(marked, math))


def program(item: Item) -> str:
    """The program to look at, as HTML; empty where there is none."""
    return _code(item.made.code).strip() if item.made.code else ""


def picture(item: Item) -> bytes:
    """The figure as an SVG file that reads on any background, or nothing."""
    if item.figure is None:
        return b""
    drawn = svg.draw(item.figure, item.lang, plain(item.alt)).replace("currentColor", "#1a1a1a")
    width, height = (int(side) + 2 * _MARGIN for side in re.findall(r'viewBox="0 0 (\d+) (\d+)"', drawn)[0])
    size = f'viewBox="{-_MARGIN} {-_MARGIN} {width} {height}" width="{width}" height="{height}"'
    white = f'<rect x="{-_MARGIN}" y="{-_MARGIN}" width="{width}" height="{height}" fill="#fff"/>'
    framed = re.sub(r'viewBox="[^"]*" width="\d+"', size, drawn, count=1)
    return (framed.replace("</title>", f"</title>{white}", 1) + "\n").encode()
