"""Typst source of a paper, of its solutions, and of its answer sheet.

The template says how things look; Python says what there is. No question that fits a page is split between two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from dlgrade.exam import asked, markup, notation, words
from dlgrade.exam.draw import Item, Paper
from dlgrade.exam.markup import columns, escape, quoted
from dlgrade.exam.mathematics import Unknown
from dlgrade.figures import svg
from dlgrade.i18n import Lang, Text
from dlgrade.quiz.kinds.cloze import GAP

FONT = "Noto Sans KR"
SIZES = {"a4": ("210mm", "297mm"), "letter": ("8.5in", "11in")}
_MARGIN = "18mm"
_FIGURE_POINTS = 0.62  # of a pixel
_WIDEST_FIGURE = 430.0
_LINES_OF_OUTPUT = 4

_TEMPLATE = r"""
#set document(title: @title, date: none)
#set page(width: @width, height: @height, margin: (x: @margin, top: 20mm, bottom: 18mm),
  header: context if counter(page).get().first() > 1 [
    #set text(size: 8.5pt)
    @running #h(1fr); @variant
    #v(-6pt) #line(length: 100%, stroke: 0.4pt)
  ],
  footer: context [
    #set text(size: 8.5pt)
    #h(1fr); #counter(page).display("1 / 1", both: true) #h(1fr)
  ])
#set text(font: @fonts, size: @size, lang: @lang, region: @region, hyphenate: false)
#set par(leading: @leading, spacing: 0.95em, justify: false)
#set list(indent: 0.4em, spacing: 0.75em)
#set enum(indent: 0.4em, spacing: 0.75em)
#set table(stroke: 0.5pt, inset: 5pt, align: left + horizon)
#show table: set block(above: 0.8em, below: 0.8em)
#show math.equation: set text(font: ("New Computer Modern Math", @korean), size: @mathsize)
#show math.equation.where(block: true): set block(above: 0.8em, below: 0.8em)
#show raw: set text(font: ("DejaVu Sans Mono", @korean), size: @codesize)
#set raw(theme: none)
#show heading.where(level: @level): set text(size: 1em / @scale, weight: "bold")
#show heading: set block(above: 0pt, below: 0pt)
#set underline(offset: 2.5pt, stroke: 0.7pt)
#show "√": set text(font: "Libertinus Serif")
#let grp(body) = body
#let eq(spoken, display, body) = math.equation(alt: spoken, block: display, body.body)
#let program(source, language) = block(width: 100%, inset: (x: 9pt, y: 7pt), stroke: (left: 1.2pt + luma(150)),
  fill: luma(247), above: 0.8em, below: 0.8em, raw(source, lang: language, block: true))
#let gap(label, wide) = box( width: wide, height: 1.4em, stroke: 0.5pt, inset: (x: 3pt),
  align(left + horizon, text(size: 0.72em)[#label]))
#let inner = @width - 2 * @margin
#let tallest = @height - 42mm
// A block that stays on one page if it fits one.
#let whole(body) = context {
  let tall = measure(block(width: inner, body)).height
  block(width: 100%, breakable: tall > tallest, body)
}
#let question(number, points, body) = whole(grid(columns: (2.3em, 1fr, auto), column-gutter: (0pt, 0.8em),
  heading(level: @level, outlined: true)[#number.], body, text(size: 0.82em)[\[#points\]]))
#let options(cols, ..all) = block(above: 0.85em, grid(columns: (1fr,) * cols, column-gutter: 1em, row-gutter: 0.8em,
  ..all.pos().map(((label, body)) => grid(columns: (auto, 1fr), column-gutter: 0.55em, label, body))))
#let hint(body) = block(above: 0.75em, text(size: 0.9em, fill: luma(70), body))
#let bubble(label) = box(width: 1.55em, height: 1.55em, baseline: 28%, stroke: 0.6pt, radius: 50%,
  align(center + horizon, text(size: 0.72em, label)))
#let cell(wide, tall: 1.75em) = box(width: wide, height: tall, baseline: 34%, stroke: 0.6pt)
#let drawn(picture, wide, tall, size, labels) = block(above: 0.9em, below: 0.9em, breakable: false, width: wide, height: tall, {
  place(picture)
  for (x, y, share, fill, label) in labels {
    let set-label = text(size: size, fill: fill, top-edge: "baseline", bottom-edge: "baseline", label)
    pdf.artifact(place(context place(dx: x - share * measure(set-label).width, dy: y, box(set-label))))
  }
})
#let solved(body) = block(width: 100%, above: 0.9em, inset: (x: 9pt, y: 8pt), stroke: 0.6pt + luma(120), radius: 2pt, body)
"""


def paper_source(paper: Paper, lang: Lang, *, solutions: bool = False) -> str:
    """The paper of a variant in one language, with or without solutions.

    Raises:
        CourseError: a text of a question cannot be set.
    """
    writer = _Writer(paper, lang, solutions)
    return "\n\n".join([writer.head(), *writer.body()]) + "\n"


def sheet_source(paper: Paper, lang: Lang) -> str:
    """The answer sheet of a variant: boxes for the student's number, and a field for each question.

    Raises:
        CourseError: a text of a question cannot be set.
    """
    return _Sheet(paper, lang).source()


def _template(paper: Paper, lang: Lang, title: str, level: int) -> str:
    width, height = SIZES[paper.plan.paper]
    fonts = [FONT] if lang == "ko" else ["Libertinus Serif", FONT]
    values = {
        "title": quoted(title),
        "running": escape(paper.plan.title.to(lang)),
        "variant": escape(words.VARIANT.fill(letter=paper.letter).to(lang)),
        "width": width,
        "height": height,
        "margin": _MARGIN,
        "fonts": f"({', '.join(map(quoted, fonts))},)",
        "korean": quoted(FONT),
        "size": "9.8pt" if lang == "ko" else "11pt",
        "mathsize": "1.1em" if lang == "ko" else "1em",
        "codesize": "1.1em" if lang == "ko" else "1em",
        "leading": "0.82em" if lang == "ko" else "0.68em",
        "lang": quoted(lang),
        "region": quoted("KR" if lang == "ko" else "US"),
        "level": str(level),
        "scale": "1.4" if level == 1 else "1.2",  # what a heading of this level has of itself
    }
    return re.sub(r"@([a-z]+)", lambda match: values[match[1]], _TEMPLATE)


class _Writer:
    """Writes the questions of a paper."""

    def __init__(self, paper: Paper, lang: Lang, solutions: bool) -> None:
        self.paper, self.plan, self.lang, self.solutions = paper, paper.plan, lang, solutions
        self.titled = any(section.title for section in paper.plan.sections)

    def say(self, text: Text) -> str:
        return markup.inline(text.to(self.lang), self.lang)

    # ----------------------------------------------------------------------------------------------------- the frame

    def title(self) -> str:
        parts = [self.plan.title.to(self.lang), words.VARIANT.fill(letter=self.paper.letter).to(self.lang)]
        return " – ".join([*parts, words.SOLUTIONS.to(self.lang)] if self.solutions else parts)

    def head(self) -> str:
        plan, lang = self.plan, self.lang
        count = len(self.paper.items)
        facts = [words.FACTS.fill(count=count, points=f"{plan.points:g}").to(lang)]
        if plan.minutes:
            facts.append(words.MINUTES.fill(minutes=plan.minutes).to(lang))
        if plan.date:
            facts.append(plan.date)
        said = (
            []
            if self.solutions
            else [words.INSTRUCTIONS, *([plan.instructions] if plan.instructions else [])]
        )
        kind = (
            f' #text(size: 0.62em, weight: "regular")[({escape(words.SOLUTIONS.to(lang))})]'
            if self.solutions
            else ""
        )
        lines = "\n\n".join(markup.block(text.to(lang), lang) for text in said)
        return (
            _template(self.paper, lang, self.title(), 2 if self.titled else 1)
            + f"#grid(columns: (1fr, auto), align: (left + bottom, right + bottom), "
            f"{{show title: set text(size: 1.55em); title[{escape(plan.title.to(lang))}{kind}]}}, "
            f"text(size: 1.55em, weight: \"bold\")[{escape(words.VARIANT.fill(letter=self.paper.letter).to(lang))}])\n"
            f"#v(0.1em)\n#text(size: 0.95em)[{escape('  ·  '.join(facts))}]\n#line(length: 100%, stroke: 0.7pt)\n"
            f"#block(below: 1.6em)[{lines}]"
        )  # fmt: skip

    def body(self) -> list[str]:
        parts = []
        for number, section in enumerate(self.plan.sections):
            items = self.paper.of_section(number)
            if self.titled:
                title = section.title or words.PART.fill(number=number + 1)
                worth = words.points_text(section.points * section.count)
                head = (
                    "#block(sticky: true, below: 1.1em, width: 100%, stroke: (bottom: 0.5pt), "
                    f"inset: (bottom: 5pt), grid(columns: (1fr, auto), heading(level: 1)[{self.say(title)}], "
                    f"text(size: 0.9em)[{self.say(worth)}]))"
                )
                parts.append(head)
            for item in items:
                try:
                    parts.append(self.question(item))
                except Unknown as error:
                    raise item.made.question.error(error.text) from None
        return [
            f"#v({'1.35' if part.startswith('#question') else '2.1'}em, weak: true)\n{part}" for part in parts
        ]

    # --------------------------------------------------------------------------------------------------- a question

    def question(self, item: Item) -> str:
        content = "\n\n".join(part for part in self.parts(item) if part)
        points = escape(words.points_text(item.points).to(self.lang))
        solution = f"\n{self.solution(item)}" if self.solutions else ""
        return f"#question({item.position}, [{points}])[\n{content}\n{solution}]"

    def parts(self, item: Item) -> list[str]:
        made, lang = item.made, self.lang
        stem, gaps = self.stem(item)
        parts = [markup.block(stem, lang, gaps)]
        if made.code:
            parts.append(markup.code(made.code))
        if made.figure:
            parts.append(self.figure(item))
        parts.append(self.choices(item))
        said = " ".join(asked.how_to_answer(item, lang))
        if said:
            parts.append(f"#hint[{markup.inline(said, lang)}]")
        return parts

    def stem(self, item: Item) -> tuple[str, dict[str, str]]:
        """The stem with signs in the places of its gaps, and what the signs stand for."""
        names = item.order.get("gaps", [])
        gaps = {markup.gap_mark(i): f"#gap([({i + 1})], 4.2em);" for i in range(len(names))}
        stem = item.made.stem.to(self.lang)
        return GAP.sub(lambda match: markup.gap_mark(names.index(match[1])), stem) if names else stem, gaps

    def figure(self, item: Item) -> str:
        made, lang = item.made, self.lang
        assert made.figure is not None
        author = made.alt.to(lang) if made.alt else ""
        seen = author if self.solutions else asked.description(made.figure, lang) or author
        return drawn(svg.draw(made.figure, lang, seen), seen)

    def choices(self, item: Item) -> str:
        """What there is to choose from."""
        order, texts, lang = item.order, item.made.built.texts, self.lang
        if "options" in order:
            return self.options(
                [(notation.number_label(i), texts[id].to(lang)) for i, id in enumerate(order["options"])]
            )
        if "blocks" in order:
            labels = [f"({notation.letter_label(i)})" for i in range(len(order["blocks"]))]
            return self.options(
                [(label, texts[id].to(lang)) for label, id in zip(labels, order["blocks"], strict=True)], 1
            )
        if "left" in order:
            lefts = [(f"{i}.", texts[id].to(lang)) for i, id in enumerate(order["left"], 1)]
            rights = [
                (f"({notation.letter_label(i)})", texts[id].to(lang)) for i, id in enumerate(order["right"])
            ]
            return self.sides(lefts, rights)
        if "gaps" in order:
            return "\n\n".join(self.gap_options(item, i, name) for i, name in enumerate(order["gaps"], 1))
        return ""

    def gap_options(self, item: Item, number: int, name: str) -> str:
        part = item.made.built.task["parts"][name]
        if part["kind"] != "choice":
            return ""
        texts = item.made.built.texts
        shown = [f"{notation.number_label(i)}~{self.say(texts[id])}" for i, id in enumerate(part["options"])]
        return (
            f"#block(above: 0.8em)[({number})#h(0.8em);"
            + "#h(1.4em);".join(f"#box[{one}]" for one in shown)
            + "]"
        )

    def options(self, labelled: Sequence[tuple[str, str]], cols: int | None = None) -> str:
        widest = max(columns(text) for _, text in labelled)
        count = len(labelled)
        if cols is None:
            cols = count if widest * count <= 56 and count <= 5 else 2 if widest <= 34 and count > 2 else 1
        shown = ", ".join(
            f"([{escape(label)}], [{markup.inline(text, self.lang)}])" for label, text in labelled
        )
        return f"#options({cols}, {shown})"

    def sides(self, lefts: Sequence[tuple[str, str]], rights: Sequence[tuple[str, str]]) -> str:
        """Two lists side by side."""

        def column(pairs: Sequence[tuple[str, str]]) -> str:
            return self.options(pairs, 1).removeprefix("#")

        wide = max(columns(text) for _, text in lefts), max(columns(text) for _, text in rights)
        share = f"({max(20, min(60, wide[0]))}fr, {max(20, min(60, wide[1]))}fr)"
        return f"#block(above: 0.85em, grid(columns: {share}, column-gutter: 2em, {column(lefts)}, {column(rights)}))"

    # --------------------------------------------------------------------------------------------------- a solution

    def solution(self, item: Item) -> str:
        lang, made = self.lang, item.made
        answer = f"*{escape(words.ANSWER.to(lang))}*#h(0.7em);" + self.answer(item)
        return f"#solved[{answer}\n\n{markup.block(made.explain.to(lang), lang)}]"

    def answer(self, item: Item) -> str:
        task, order, made = item.made.built.task, item.order, item.made
        kind = task["kind"]
        if kind == "choice":
            right = [i for i, id in enumerate(order["options"]) if id in task["right"]]
            return "#h(1em);".join(
                f"{notation.number_label(i)} {self.say(made.built.texts[order['options'][i]])}" for i in right
            )
        if kind == "order":
            letters = notation.write(task, order, asked.right_answer(item)).split()
            return escape(" → ".join(f"({letter})" for letter in letters))
        if kind == "assign":
            return escape(",  ".join(f"{number} – ({letter})" for number, letter in asked.pairs_of(item)))
        if kind == "parts":
            return "#h(1.2em);".join(
                f"({i}) {self.part(item, name)}" for i, name in enumerate(order["gaps"], 1)
            )
        return markup.block(made.built.solution.to(self.lang), self.lang)

    def part(self, item: Item, name: str) -> str:
        part, right = item.made.built.task["parts"][name], asked.right_answer(item)[name]
        if part["kind"] == "choice":
            return f"{notation.number_label(part['options'].index(right[0]))} {self.say(item.made.built.texts[right[0]])}"
        return escape(str(right))


_LABEL = re.compile(
    r'(?:<g fill="(?P<fill>#\w+)">)?<text x="(?P<x>[^"]+)" y="(?P<y>[^"]+)" text-anchor="(?P<anchor>\w+)">(?P<text>[^<]*)'
    r"</text>(?(fill)</g>)"
)
_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
_LABEL_SIZE = 14.0  # of the text in a figure, in its own units


def drawn(source: str, seen: str) -> str:
    """An SVG figure with its labels set by Typst: inside SVG a variable font would come out in its thinnest weight.

    Args:
        source: the figure as `dlgrade.figures.svg` draws it.
        seen: what can be seen, for those who cannot see it; the labels are not read out once more.
    """
    box = re.search(r'viewBox="0 0 (\d+) (\d+)"', source)
    assert box is not None
    width, height = float(box[1]), float(box[2])
    scale = min(_FIGURE_POINTS, _WIDEST_FIGURE / width)
    labels = "".join(
        f"({float(label['x']) * scale:.2f}pt, {float(label['y']) * scale:.2f}pt, {_ANCHORS[label['anchor']]}, "
        f"rgb({quoted(label['fill'] or '#000000')}), {quoted(unescape(label['text']))}),"
        for label in _LABEL.finditer(source)
    )
    picture = f'image(bytes({quoted(_LABEL.sub("", source))}), format: "svg", width: {width * scale:.2f}pt, alt: {quoted(seen)})'
    size = max(7.0, _LABEL_SIZE * scale)
    return f"#drawn({picture}, {width * scale:.2f}pt, {height * scale:.2f}pt, {size:.2f}pt, ({labels}))"


class _Sheet:
    """Writes the answer sheet."""

    def __init__(self, paper: Paper, lang: Lang) -> None:
        self.paper, self.lang = paper, lang

    def say(self, text: Text) -> str:
        return markup.inline(text.to(self.lang), self.lang)

    def source(self) -> str:
        plan, lang = self.paper.plan, self.lang
        letter = words.VARIANT.fill(letter=self.paper.letter).to(lang)
        title = f"{plan.title.to(lang)} – {words.SHEET.to(lang)} – {letter}"
        rows = "\n".join(self.row(item) for item in self.paper.items)
        cells = "#h(2pt);".join("#cell(1.55em, tall: 1.9em)" for _ in range(plan.id_digits))
        return (
            _template(self.paper, lang, title, 1)
            + f"#grid(columns: (1fr, auto), align: (left + bottom, right + bottom), "
            f"{{show title: set text(size: 1.25em); title[{escape(plan.title.to(lang))} – {self.say(words.SHEET)}]}}, "
            f"box(stroke: 1.2pt, inset: 7pt, text(size: 1.9em, weight: \"bold\")[{escape(letter)}]))\n"
            f"#block(above: 1.2em)[#grid(columns: (auto, 1fr), column-gutter: 1em, row-gutter: 0.9em, align: horizon, "
            f"[{self.say(words.STUDENT_ID)}], [{cells}], [{self.say(words.NAME)}], [#cell(18em) #h(1fr); {self.say(words.SIGNATURE)} #cell(10em)])]\n"
            f"#text(size: 0.9em)[{self.say(words.SHEET_INSTRUCTIONS)}]\n#line(length: 100%, stroke: 0.7pt)\n"
            f"#columns(2, gutter: 8mm)[\n{rows}\n]\n"
        )  # fmt: skip

    def row(self, item: Item) -> str:
        points = escape(words.points_text(item.points).to(self.lang))
        return (
            "#block(breakable: false, width: 100%, inset: (y: 4.5pt), stroke: (bottom: 0.4pt + luma(150)), "
            f"below: 0pt, above: 0pt, grid(columns: (2em, 1fr, auto), column-gutter: 0.3em, align: (left + top, left + top, right + top), "
            f"pad(top: 0.35em, strong[{item.position}]), [{self.field(item)}], pad(top: 0.4em, text(size: 0.78em)[{points}])))"
        )  # fmt: skip

    def field(self, item: Item) -> str:
        task, order = item.made.built.task, item.order
        kind = task["kind"]
        if kind == "choice":
            return bubbles(len(order["options"]))
        if kind == "order":
            return " #h(2pt); ".join(["#cell(1.9em)"] * len(order["blocks"]))
        if kind == "assign":
            return " #h(5pt); ".join(f"#box[{i} #cell(1.9em)]" for i in range(1, len(order["left"]) + 1))
        if kind == "parts":
            return "\\ ".join(
                f"({i}) {self.gap(task['parts'][name])}" for i, name in enumerate(order["gaps"], 1)
            )
        if kind == "output":
            lines = _LINES_OF_OUTPUT * -(-len(task["right"].splitlines()) // _LINES_OF_OUTPUT)
            return f"#cell(100%, tall: {1.7 * lines:g}em)"
        if kind == "self":
            return f"#pad(top: 0.35em, text(size: 0.9em)[{self.say(words.ON_COMPUTER)}])"
        unit = asked.unit_of(item)
        many = len(task.get("right", ())) > 3 and kind == "numbers"
        beside = f" {self.say(unit)}" if unit else ""
        return f"#cell({'70%' if unit else '100%'}, tall: {'3.4em' if many else '1.75em'}){beside}"

    def gap(self, part: dict[str, object]) -> str:
        if part["kind"] == "choice":
            options = part["options"]
            assert isinstance(options, list)
            return bubbles(len(options))
        return "#cell(75%)"


def bubbles(count: int) -> str:
    """Circles to fill, numbered from 1."""
    return " #h(3pt); ".join(f"#bubble[{i}]" for i in range(1, count + 1))
