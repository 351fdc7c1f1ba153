"""A paper as one page of HTML for a screen: no script, nothing from elsewhere, mathematics as MathML with its font inside."""

from __future__ import annotations

import base64
from functools import lru_cache
from html import escape

from dlgrade.exam import asked, notation, words
from dlgrade.exam.draw import Item, Paper
from dlgrade.exam.mathematics import SYMBOLS
from dlgrade.figures import svg
from dlgrade.i18n import Lang, Text
from dlgrade.quiz.kinds.cloze import GAP

_STYLE = """
@font-face{font-family:"STIX Two Math";src:url(data:font/woff2;base64,FONT) format("woff2")}
:root{color-scheme:light dark;--text:#1b1e23;--faint:#59606b;--line:#c9ced6;--back:#fff;--box:#f4f5f7;--mark:#0b6b3a}
@media(prefers-color-scheme:dark){:root{--text:#e6e8ec;--faint:#a5adba;--line:#3d444f;--back:#16181c;--box:#22262c;--mark:#6fd39b}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:46rem;padding:1.5rem 1.25rem 4rem;background:var(--back);color:var(--text);
font:1.03rem/1.65 system-ui,"Apple SD Gothic Neo","Malgun Gothic","Noto Sans KR","Noto Sans CJK KR",sans-serif;
word-break:keep-all;overflow-wrap:anywhere}
math{font-family:"STIX Two Math",math}
h1{font-size:1.6rem;line-height:1.3;margin:0 0 .25rem}
h2{font-size:1.25rem;margin:2.5rem 0 1rem;padding-bottom:.3rem;border-bottom:1px solid var(--line);display:flex}
h2 span{margin-left:auto;font-weight:400;font-size:.9rem;color:var(--faint)}
.facts,.how{color:var(--faint);font-size:.92rem}.facts{border-bottom:2px solid var(--text);padding-bottom:.6rem;margin:0 0 1rem}
article{display:grid;grid-template-columns:2.2rem minmax(0,1fr);margin:1.9rem 0}
article>.number{display:block;font-size:1rem;margin:0;padding:0;border:0;line-height:1.65}article>div>:first-child{margin-top:0}
.points{color:var(--faint);font-size:.85rem;margin:.4rem 0 0}
ol.choices{list-style:none;margin:.6rem 0;padding:0}ol.choices li{display:grid;grid-template-columns:2.1rem minmax(0,1fr);margin:.25rem 0}
.sides{display:grid;grid-template-columns:1fr 1fr;gap:2rem}@media(max-width:34rem){.sides{grid-template-columns:1fr;gap:0}}
pre{background:var(--box);border-left:3px solid var(--line);padding:.7rem .9rem;overflow-x:auto;line-height:1.45;font-size:.9rem}
code{font-family:ui-monospace,"DejaVu Sans Mono",Consolas,"Noto Sans Mono CJK KR",monospace;font-size:.9em}pre code{font-size:1em}
table{border-collapse:collapse}td,th{border:1px solid var(--line);padding:.25rem .6rem;text-align:left}.table{overflow-x:auto}
.gap{display:inline-block;min-width:4.5rem;border:1px solid var(--faint);padding:0 .3rem;font-size:.8rem;line-height:1.5}
figure{margin:1rem 0;overflow-x:auto}svg{max-width:100%;height:auto}
.solution{border:1px solid var(--mark);border-radius:4px;padding:.7rem 1rem;margin:.9rem 0}
.solution>p:first-child{margin-top:0}.solution>:last-child{margin-bottom:0}.solution b{color:var(--mark)}
@media print{body{max-width:none;padding:0}article{break-inside:avoid}}
"""


def page(paper: Paper, lang: Lang, *, solutions: bool = False) -> str:
    """The paper of a variant in one language, with or without solutions."""
    return _Page(paper, lang, solutions).html()


@lru_cache(1)
def style() -> str:
    """The page's style sheet."""
    from dlsite import fonts, markup

    font = base64.b64encode(fonts.subset_font(_signs())).decode()
    return _STYLE.replace("FONT", font) + markup.highlight_styles()


def _signs() -> set[int]:
    """What formulas are made of: ASCII, our symbols, Greek, accents, and letters upright, italic and bold."""
    found = set(range(0x20, 0x7F)) | {ord(sign) for text in SYMBOLS.values() for sign in text}
    for low, high in ((0x391, 0x3C9), (0x1D400, 0x1D467), (0x1D6A8, 0x1D71B)):
        found |= set(range(low, high + 1))
    return found | {ord(sign) for sign in "−·×±′″‖|ˆ¯˜ℎℝ⁄\u0302\u0303\u0304\u0307\u20d7"}


class _Page:
    def __init__(self, paper: Paper, lang: Lang, solutions: bool) -> None:
        from dlsite import markup

        self.paper, self.plan, self.lang, self.solutions, self.markup = (
            paper,
            paper.plan,
            lang,
            solutions,
            markup,
        )

    def say(self, text: Text) -> str:
        return self.markup.inline(text.to(self.lang))

    def html(self) -> str:
        plan, lang = self.plan, self.lang
        variant = words.VARIANT.fill(letter=self.paper.letter).to(lang)
        title = f"{plan.title.to(lang)} – {variant}" + (
            f" – {words.SOLUTIONS.to(lang)}" if self.solutions else ""
        )
        facts = [words.FACTS.fill(count=len(self.paper.items), points=f"{plan.points:g}").to(lang)]
        facts += [words.MINUTES.fill(minutes=plan.minutes).to(lang)] if plan.minutes else []
        facts += [plan.date] if plan.date else []
        said = (
            []
            if self.solutions
            else [words.INSTRUCTIONS, *([plan.instructions] if plan.instructions else [])]
        )
        return (
            f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; font-src data:\">\n"
            f"<title>{escape(title)}</title>\n<style>{style()}</style>\n</head>\n<body>\n<main>\n<h1>{escape(title)}</h1>\n"
            f'<p class="facts">{escape(" · ".join(facts))}</p>\n'
            + "\n".join(self.markup.block(text.to(lang)) for text in said)
            + "\n".join(self.section(number) for number in range(len(plan.sections)))
            + "\n</main>\n</body>\n</html>\n"
        )

    def section(self, number: int) -> str:
        section = self.plan.sections[number]
        questions = "\n".join(self.question(item) for item in self.paper.of_section(number))
        if not any(one.title for one in self.plan.sections):
            return questions
        title = section.title or words.PART.fill(number=number + 1)
        worth = words.points_text(section.points * section.count).to(self.lang)
        return f"<section>\n<h2>{self.say(title)}<span>{escape(worth)}</span></h2>\n{questions}\n</section>"

    def question(self, item: Item) -> str:
        made, lang = item.made, self.lang
        parts = [self.stem(item)]
        if made.code:
            parts.append(self.markup.code(made.code))
        if made.figure:
            author = made.alt.to(lang) if made.alt else ""
            seen = author if self.solutions else asked.description(made.figure, lang) or author
            parts.append(f"<figure>{svg.draw(made.figure, lang, seen)}</figure>")
        parts.append(self.choices(item))
        said = " ".join(asked.how_to_answer(item, lang))
        parts.append(f'<p class="how">{self.markup.inline(said)}</p>' if said else "")
        parts.append(f'<p class="points">{escape(words.points_text(item.points).to(lang))}</p>')
        if self.solutions:
            parts.append(self.solution(item))
        body = "\n".join(part for part in parts if part)
        level = 3 if any(section.title for section in self.plan.sections) else 2
        heading = f'<h{level} class="number">{item.position}.</h{level}>'
        return f'<article id="q{item.position}">\n{heading}\n<div>{body}</div>\n</article>'

    def stem(self, item: Item) -> str:
        names = item.order.get("gaps", [])
        html = self.markup.block(item.made.stem.to(self.lang))
        if not names:
            return html
        return GAP.sub(lambda gap: f'<span class="gap">({names.index(gap[1]) + 1})</span>', html)

    def choices(self, item: Item) -> str:
        order, texts = item.order, item.made.built.texts
        if "options" in order:
            return self.listed(
                [(notation.number_label(i), texts[id]) for i, id in enumerate(order["options"])]
            )
        if "blocks" in order:
            return self.listed(
                [(f"({notation.letter_label(i)})", texts[id]) for i, id in enumerate(order["blocks"])]
            )
        if "left" in order:
            lefts = self.listed([(f"{i}.", texts[id]) for i, id in enumerate(order["left"], 1)])
            rights = self.listed(
                [(f"({notation.letter_label(i)})", texts[id]) for i, id in enumerate(order["right"])]
            )
            return f'<div class="sides">{lefts}{rights}</div>'
        return "".join(self.gap(item, i, name) for i, name in enumerate(order.get("gaps", ()), 1))

    def gap(self, item: Item, number: int, name: str) -> str:
        part = item.made.built.task["parts"][name]
        if part["kind"] != "choice":
            return ""
        options = " &emsp; ".join(
            f"{notation.number_label(i)} {self.say(item.made.built.texts[id])}"
            for i, id in enumerate(part["options"])
        )
        return f"<p>({number}) &ensp; {options}</p>"

    def listed(self, labelled: list[tuple[str, Text]]) -> str:
        items = "".join(
            f"<li><span>{escape(label)}</span><span>{self.say(text)}</span></li>" for label, text in labelled
        )
        return f'<ol class="choices">{items}</ol>'

    def solution(self, item: Item) -> str:
        head = f"<b>{escape(words.ANSWER.to(self.lang))}</b>"
        answer = answer_html(item, self.lang)
        explain = self.markup.block(item.made.explain.to(self.lang))
        shown = f"<p>{head} &ensp; {answer}</p>" if not answer.startswith("<p") else f"<p>{head}</p>{answer}"
        return f'<div class="solution">{shown}{explain}</div>'


def answer_html(item: Item, lang: Lang) -> str:
    """The right answer with its labels on this paper."""
    from dlsite import markup

    task, order, built = item.made.built.task, item.order, item.made.built
    kind = task["kind"]
    if kind == "choice":
        right = [(i, id) for i, id in enumerate(order["options"]) if id in task["right"]]
        return " &emsp; ".join(
            f"{notation.number_label(i)} {markup.inline(built.texts[id].to(lang))}" for i, id in right
        )
    if kind == "order":
        letters = notation.write(task, order, asked.right_answer(item)).split()
        return " → ".join(f"({letter})" for letter in letters)
    if kind == "assign":
        return ", ".join(f"{number} – ({letter})" for number, letter in asked.pairs_of(item))
    if kind == "parts":
        return " &emsp; ".join(f"({i}) {_part(item, name, lang)}" for i, name in enumerate(order["gaps"], 1))
    html = markup.block(built.solution.to(lang))
    return (
        html.removeprefix("<p>").removesuffix("</p>")
        if html.startswith("<p>") and html.count("<p>") == 1
        else html
    )


def _part(item: Item, name: str, lang: Lang) -> str:
    from dlsite import markup

    part, right = item.made.built.task["parts"][name], asked.right_answer(item)[name]
    if part["kind"] == "choice":
        label = notation.number_label(part["options"].index(right[0]))
        return f"{label} {markup.inline(item.made.built.texts[right[0]].to(lang))}"
    return escape(str(right))
