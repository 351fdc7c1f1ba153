"""Markdown to HTML: formulas as MathML, code highlighted, figures as SVG, nothing left for a script to do."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonConsoleLexer, PythonLexer, TextLexer

_LEFTOVER = re.compile(r"<m(?:i|o|text)>[^<]*(?:\\|&amp;)[^<]*</m")
_SIGN = re.compile(
    r"(<mo[^>]*>(?:=|&#x0003D;|&#x0003[CE];|\(|&#x00028;|,|&#x0002C;|&#x02264;|&#x02265;|&#x000B7;)</mo>)<mo>(-|&#x02212;|\u2212)</mo>"
)
_TEXT = re.compile(r"\\(?:text|mathrm|operatorname)\{[^{}]*\}")
_FIGURE = re.compile(r"<p><img src=\"figure:(?P<name>\w+)\" alt=\"(?P<alt>[^\"]*)\"\s*/?></p>")
_NO_HEADING = re.compile(r"<th( [^>]*)?></th>")
_FORMATTER = HtmlFormatter(nowrap=True, classprefix="h-")


class Untranslatable(ValueError):
    """A formula that the converter does not understand."""


@lru_cache(4096)
def formula(latex: str, *, display: bool = False) -> str:
    """One formula as MathML.

    Raises:
        Untranslatable: something of it would be shown as its source.
    """
    source = _TEXT.sub(lambda match: match[0].replace("\\_", "_"), latex.replace("{aligned}", "{split}"))
    made = convert(source, display="block" if display else "inline")
    if _LEFTOVER.search(made):
        raise Untranslatable(latex)
    return _SIGN.sub(r'\1<mo form="prefix">\2</mo>', made)


def code(source: str, language: str = "python") -> str:
    """A program as a highlighted block."""
    lexer: Any = {"python": PythonLexer, "pycon": PythonConsoleLexer}.get(language, TextLexer)()
    return (
        f'<pre class="code" tabindex="0"><code>{highlight(source, lexer, _FORMATTER).rstrip()}</code></pre>'
    )


def _hangul_bold(state: StateInline, silent: bool) -> bool:
    """``**강조(Emphasis)**는``: bold that CommonMark does not see, because a letter follows the bracket before its end."""
    source = state.src
    if not source.startswith("**", state.pos):
        return False
    end = source.find("**", state.pos + 2)
    inside = source[state.pos + 2 : end]
    if end < 0 or not inside.strip() or inside != inside.strip() or "\n\n" in inside:
        return False
    if not silent:
        state.push("strong_open", "strong", 1)
        state.pos, last, state.posMax = state.pos + 2, state.posMax, end
        state.md.inline.tokenize(state)
        state.posMax = last
        state.push("strong_close", "strong", -1)
    state.pos = end + 2
    return True


def syntax(write_formula: Callable[[str, bool], str]) -> MarkdownIt:
    """What a text may hold: CommonMark, tables, formulas between ``$``, and bold as Korean writes it.

    Args:
        write_formula: writes a formula from its LaTeX; whether it stands on a line of its own.
    """
    made = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
    made.use(
        dollarmath_plugin,
        allow_space=False,
        allow_digits=True,  # else a formula at the start of a text that ends in a digit would be none
        renderer=lambda latex, options: write_formula(latex, bool(options["display_mode"])),
    )
    made.inline.ruler.before("emphasis", "hangul_bold", _hangul_bold)
    return made


@lru_cache(1)
def _parser() -> MarkdownIt:
    parser = syntax(lambda latex, display: formula(latex, display=display))
    parser.add_render_rule(
        "fence", lambda self, tokens, i, options, env: _fence(tokens[i].content, tokens[i].info)
    )
    parser.add_render_rule(
        "code_block", lambda self, tokens, i, options, env: _fence(tokens[i].content, "python")
    )
    parser.add_render_rule("table_open", lambda *_: '<div class="table" tabindex="0"><table>')
    parser.add_render_rule("table_close", lambda *_: "</table></div>")
    return parser


def _fence(content: str, info: str) -> str:
    return code(content.rstrip("\n"), info.strip() or "text")


@lru_cache(16384)
def block(markdown: str) -> str:
    """A text of paragraphs."""
    return _NO_HEADING.sub(r"<td\1></td>", str(_parser().render(markdown)).strip())


@lru_cache(16384)
def inline(markdown: str) -> str:
    """A text of one line, without a paragraph around it."""
    return str(_parser().renderInline(markdown)).strip()


def illustrated(markdown: str, figure: Callable[[str, str], str]) -> str:
    """A text with its figures in their places.

    Args:
        markdown: with ``![what is seen](figure:name)`` on lines of their own.
        figure: makes the SVG of a figure by its name and what can be seen.
    """
    made = block(re.sub(r"^(!\[[^\]\n]*\]\(figure:\w+\))$", r"\n\1\n", markdown, flags=re.MULTILINE))
    return _FIGURE.sub(lambda match: _shown(figure, match["name"], html.unescape(match["alt"])), made)


def _shown(figure: Callable[[str, str], str], name: str, seen: str) -> str:
    return framed(figure(name, seen), seen)


def framed(svg: str, caption: str) -> str:
    """A figure (which says itself what can be seen) above its caption."""
    return f'<figure class="figure">{svg}<figcaption aria-hidden="true">{html.escape(caption)}</figcaption></figure>'


def highlight_styles() -> str:
    """The colours of highlighted code, light and dark."""
    lines = [*_styles("xcode", ".code"), *_styles("github-dark", ':root[data-theme="dark"] .code')]
    return "\n".join(re.sub(r"background-color:[^;}]+;?", "", line) for line in lines if ".h-" in line) + "\n"


def _styles(style: str, selector: str) -> list[str]:
    formatter: Any = HtmlFormatter(style=style, classprefix="h-")
    return str(formatter.get_style_defs(selector)).splitlines()
