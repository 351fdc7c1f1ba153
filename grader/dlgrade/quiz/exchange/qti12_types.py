"""What each type of question is in Canvas's QTI 1.2: what there is to choose or to fill in, and what is right."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from dlgrade.i18n import Text
from dlgrade.quiz.exchange import feedback, markup, writings, xml
from dlgrade.quiz.exchange.items import Item
from dlgrade.quiz.exchange.items import number as stable
from dlgrade.quiz.exchange.loss import Report
from dlgrade.quiz.exchange.moodle import tidy
from dlgrade.quiz.exchange.xml import element
from dlgrade.quiz.grading import SLACK

OPEN_END = 1e-9
_POSITION = Text("not used", "쓰지 않음")


@dataclass
class Parts:
    """What differs from type to type.

    Attributes:
        type: as Canvas calls it.
        presentation: what there is to choose from or to fill in.
        conditions: which answers are right.
        comments: what is said to an answer, in HTML, by the answer's id.
        stem: the text, where it is not the question's own.
        below: what stands below the text, as gaps.
        remarks: whether what belongs to single answers is said afterwards.
    """

    type: str
    presentation: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    comments: dict[str, str] = field(default_factory=dict)
    stem: str = ""
    below: str = ""
    remarks: bool = True


def ident(*parts: str) -> str:
    """A number as Canvas has them, the same in every build."""
    return str(stable(*parts) % 10**12)


def material(content: str) -> str:
    """A text in HTML."""
    return element("material", element("mattext", xml.text(content), texttype="text/html"))


def plain_material(content: str) -> str:
    """A text without markup."""
    return element("material", element("mattext", xml.text(content), texttype="text/plain"))


def equal(response: str, content: str) -> str:
    """Whether this was chosen or typed."""
    return element("varequal", xml.text(content), respident=response)


def respcondition(test: str, *results: str, go_on: bool = False) -> str:
    """What follows where a test holds; whether the conditions after it are looked at, too."""
    return element(
        "respcondition", element("conditionvar", test), *results, **{"continue": "Yes" if go_on else "No"}
    )


def _points(worth: float, *, add: bool = False) -> str:
    return element("setvar", xml.number(round(worth, 2)), action="Add" if add else "Set", varname="SCORE")


def _choices(response: str, labels: Iterable[tuple[str, str]], about: str = "", *, many: bool = False) -> str:
    """Something to choose from; labels are an id and a material."""
    shown = [element("response_label", material, ident=id) for id, material in labels]
    attributes = {"ident": response} | ({} if about else {"rcardinality": "Multiple" if many else "Single"})
    return xml.tag("response_lid", attributes, about, element("render_choice", *shown))


def _choice(item: Item, report: Report) -> Parts:
    task, many = item.task, item.task["many"]
    idents = {id: ident(item.key, id) for id in task["options"]}
    order = task["options"] if task["fixed"] else item.shuffled(task["options"])
    if task["fixed"] and item.type != "truefalse":
        report.changed(item.id, "options that have an order are shuffled unless the quiz is set otherwise", "순서가 정해진 선택지도 퀴즈 설정을 바꾸지 않으면 섞입니다")  # fmt: skip
    labels = [(idents[id], material(markup.inline(item.text(id), "mathml"))) for id in order]
    if many:
        tests = [equal("response1", idents[id]) for id in order]
        wanted = [
            test if id in task["right"] else element("not", test)
            for id, test in zip(order, tests, strict=True)
        ]
        test = element("and", *wanted)
    else:
        test = equal("response1", idents[task["right"][0]])
    kinds = {"truefalse": "true_false_question", "multiple": "multiple_answers_question"}
    comments = {
        f"response1 {idents[id]}": markup.inline(item.why(id), "mathml")
        for id in task["options"]
        if item.why(id)
    }
    return Parts(
        kinds.get(item.type, "multiple_choice_question"),
        [_choices("response1", labels, many=many)],
        [respcondition(test, _points(100))],
        comments,
        remarks=False,
    )


def _fib(decimal: bool) -> str:
    label = element("response_label", ident="answer1")
    inside = element("render_fib", label, fibtype="Decimal") if decimal else element("render_fib", label)
    return element("response_str", inside, ident="response1", rcardinality="Single")


def _number(item: Item, report: Report) -> Parts:
    task = item.task
    if task["kind"] == "interval":
        test = _between(*_bounds(item, report))
    else:
        value = task["right"][0]
        margin = writings.tolerance(task, value) + SLACK * max(1.0, abs(value))
        test = element(
            "or", equal("response1", tidy(value)), element("and", _between(value - margin, value + margin))
        )
    _note_remarks(item, report)
    return Parts("numerical_question", [_fib(decimal=True)], [respcondition(test, _points(100))])


def _between(low: float, high: float) -> str:
    return element("vargte", tidy(low), respident="response1") + element(
        "varlte", tidy(high), respident="response1"
    )


def _bounds(item: Item, report: Report) -> tuple[float, float]:
    """The ends that belong to the interval; Canvas has closed ones only."""
    (low, high), (from_low, to_high) = item.task["bounds"], item.task["closed"]
    if not (from_low and to_high):
        report.changed(
            item.id,
            "an end that does not belong to the interval is written as a number next to it, which does",
            "구간에 들지 않는 끝은 바로 옆의 수로 적었고, 그 수는 구간에 듭니다",
        )
    low += 0 if from_low else OPEN_END * max(1.0, abs(low))
    high -= 0 if to_high else OPEN_END * max(1.0, abs(high))
    return low, high


def _note_remarks(item: Item, report: Report) -> None:
    if feedback.remarks(item):
        report.changed(
            item.id,
            "what is said to single wrong answers is shown together after answering",
            "오답마다의 설명은 답한 뒤에 한꺼번에 나옵니다",
        )


def _note_spelling(item: Item, report: Report) -> None:
    report.changed(
        item.id,
        "Canvas compares what is typed letter by letter: only the spellings in the file are right",
        "Canvas는 적은 글자를 그대로 비교합니다. 파일에 적힌 표기만 정답입니다",
    )


def _short(item: Item, report: Report, spellings: list[str]) -> Parts:
    _note_remarks(item, report)
    _note_spelling(item, report)
    test = "".join(equal("response1", text) for text in spellings)
    return Parts("short_answer_question", [_fib(decimal=False)], [respcondition(test, _points(100))])


def _shape(item: Item, report: Report) -> Parts:
    return _short(item, report, writings.shapes(item.task))


def _words(item: Item, report: Report) -> Parts:
    return _short(item, report, writings.words(writings.typed_names(item), item.task))


def _tensor(item: Item, report: Report) -> Parts | None:
    pieces, digits = writings.nested(item), item.question.data.get("digits")
    spellings = [writings.numbers(item.task, i, digits) for i in range(len(item.task["right"]))]
    if not all(spellings):
        report.left_out(
            item.id,
            "Canvas has no tolerance for several numbers in one question, and there are too many spellings of them.",
            "Canvas에는 한 문제에 수가 여럿일 때의 허용 오차가 없고, 가능한 표기가 너무 많습니다.",
        )
        return None
    if item.task["traps"]:
        report.changed(
            item.id,
            "an array that a known mistake gives still earns points for the numbers in it that are right",
            "알려진 실수로 나온 배열이라도 그 안의 맞는 수만큼 점수를 받습니다",
        )
    text = "".join(f"[n{int(p) + 1}]" if i % 2 else _bracketed(p) for i, p in enumerate(pieces))
    gaps = {f"n{i}": found for i, found in enumerate(spellings, 1)}
    return _blanks(item, report, gaps, below=f"<p>{text}</p>")


def _bracketed(text: str) -> str:
    """Brackets that Canvas does not take for those of a gap."""
    return html.escape(text).replace("[", "(").replace("]", ")")


def _trace(item: Item, report: Report) -> Parts:
    lines = [line for line in item.task["right"].splitlines() if line.strip()]
    if len(lines) == 1:
        return _short(item, report, writings.line(lines[0]))
    report.changed(
        item.id,
        "there is a gap for each line, so that the number of lines shows; an output that a known mistake gives still earns "
        "points for the lines in it that are right",
        "줄마다 빈칸이 있어 줄 수가 드러나고, 알려진 실수로 나온 출력이라도 그 안의 맞는 줄만큼 점수를 받습니다",
    )
    gaps = {f"line{i}": writings.line(line) for i, line in enumerate(lines, 1)}
    places = "<br/>".join(f"[{name}]" for name in gaps)
    return _blanks(item, report, gaps, below=f"<p>{places}</p>")


def _blanks(
    item: Item, report: Report, gaps: dict[str, list[str]], *, stem: str = "", below: str = ""
) -> Parts:
    """A text with gaps to be typed, and what is right in each."""
    _note_remarks(item, report)
    _note_spelling(item, report)
    parts = _gapped(item, "fill_in_multiple_blanks_question", gaps, gaps)
    parts.stem, parts.below = stem, below
    return parts


def _gapped(item: Item, type: str, shown: dict[str, list[str]], right: dict[str, list[str]]) -> Parts:
    """A text with gaps: what may stand in each, and what is right of it."""
    presentation, conditions = [], []
    for name, texts in shown.items():
        labels = [(ident(item.key, name, text), plain_material(text)) for text in texts]
        presentation.append(_choices(f"response_{name}", labels, plain_material(name)))
        conditions += [
            respcondition(equal(f"response_{name}", ident(item.key, name, one)), _points(100 / len(shown), add=True), go_on=True)
            for one in right[name]
        ]  # fmt: skip
    return Parts(type, presentation, conditions)


def _cloze(item: Item, report: Report) -> Parts | None:
    parts = item.task["parts"]
    kinds = {"choice" if part["kind"] == "choice" else "typed" for part in parts.values()}
    if len(kinds) > 1:
        report.left_out(
            item.id,
            "some gaps are menus and some are typed; Canvas has questions with one or the other.",
            "고르는 빈칸과 적는 빈칸이 섞여 있는데 Canvas에서는 한 종류만 쓸 수 있습니다.",
        )
        return None
    pieces = markup.gaps(item.stem, "mathml")
    text = "".join(f"[{piece}]" if i % 2 else piece for i, piece in enumerate(pieces))
    if kinds == {"choice"}:
        shown = {
            name: [markup.plain(item.text(id)) for id in part["options"]] for name, part in parts.items()
        }
        right = {name: [markup.plain(item.text(part["right"][0]))] for name, part in parts.items()}
        _note_remarks(item, report)
        made = _gapped(item, "multiple_dropdowns_question", shown, right)
        made.stem = text
        return made
    gaps = {name: _gap_spellings(item, name) for name in parts}
    if not all(gaps.values()):
        report.left_out(item.id, "a gap takes more numbers than can be listed.", "빈칸에 들어갈 수 있는 수가 너무 많아 적을 수 없습니다.")  # fmt: skip
        return None
    return _blanks(item, report, gaps, stem=text)


def _gap_spellings(item: Item, name: str) -> list[str]:
    part, written = item.task["parts"][name], item.question.data["gaps"][name]
    if part["kind"] == "words":
        return writings.words(written["accept"], part)
    return writings.numbers(part, 0, written.get("digits"))


def _order(item: Item, report: Report) -> Parts | None:
    orders = writings.orders(item.task)
    if len(orders) != 1:
        report.left_out(
            item.id,
            "several orders of the blocks are right, and a position in Canvas has one.",
            "올바른 순서가 여러 가지인데 Canvas에서는 자리마다 하나만 정할 수 있습니다.",
        )
        return None
    report.changed(
        item.id,
        "each block is matched with its position, and points are given for each right position instead of the longest part "
        "in order",
        "블록마다 자리 번호를 고르게 하고, 점수는 이어지는 부분이 아니라 맞는 자리마다 줍니다",
    )
    places = {id: str(i) for i, id in enumerate(orders[0], 1)}
    places |= dict.fromkeys(item.task["extra"], _POSITION.to(item.lang))
    blocks = item.shuffled(list(places))
    return _matching(item, report, {id: places[id] for id in blocks}, sorted(set(places.values())))


def _assign(item: Item, report: Report) -> Parts:
    if any(not markup.is_plain(item.text(id)) for id in item.task["choices"]):
        report.changed(item.id, "a menu shows formulas and emphasis as plain text", "메뉴에서는 수식과 강조가 일반 글자로 나옵니다")  # fmt: skip
    shown = {id: markup.plain(item.text(id)) for id in item.shuffled(item.task["choices"])}
    pairs = {left: shown[right] for left, right in item.task["right"].items()}
    return _matching(item, report, pairs, list(shown.values()))


def _matching(item: Item, report: Report, pairs: dict[str, str], choices: list[str]) -> Parts:
    _note_remarks(item, report)
    labels = [(ident(item.key, "right", text), plain_material(text)) for text in choices]
    presentation, conditions = [], []
    for left, right in pairs.items():
        response = f"response_{ident(item.key, 'left', left)}"
        presentation.append(_choices(response, labels, material(markup.inline(item.text(left), "mathml"))))
        worth = _points(100 / len(pairs), add=True)
        conditions.append(respcondition(equal(response, ident(item.key, "right", right)), worth, go_on=True))
    return Parts("matching_question", presentation, conditions)


def _code(item: Item, report: Report) -> Parts:
    report.changed(
        item.id,
        "an exercise is handed in as a file; its points come from `dlgrade grade` or from a person",
        "연습 문제는 파일로 제출하며, 점수는 `dlgrade grade`나 사람이 매깁니다",
    )
    return Parts("file_upload_question")


def _card(item: Item, report: Report) -> None:
    report.left_out(
        item.id,
        "the learner judges a card; Canvas has no such question. Export it to Anki.",
        "카드는 학습자가 스스로 판정하는데 Canvas에는 그런 문제가 없습니다. Anki로 내보내세요.",
    )


BUILDERS: dict[str, Callable[[Item, Report], Parts | None]] = {
    "single": _choice,
    "multiple": _choice,
    "truefalse": _choice,
    "numeric": _number,
    "tensor": _tensor,
    "shape": _shape,
    "text": _words,
    "order": _order,
    "match": _assign,
    "categorise": _assign,
    "cloze": _cloze,
    "trace": _trace,
    "plot": _number,
    "code": _code,
    "card": _card,
}
