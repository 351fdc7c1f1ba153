"""Moodle XML: what ``question/format/xml/format.php`` of Moodle reads, from 4.4 on (which has `ordering`)."""

from __future__ import annotations

import base64
import html
from collections.abc import Callable, Sequence

from dlgrade.i18n import Text
from dlgrade.quiz.exchange import cloze, feedback, markup, writings, xml
from dlgrade.quiz.exchange.items import Item
from dlgrade.quiz.exchange.loss import Report

PENALTY = 0.3333333
FRACTIONS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)  # Moodle knows 1/n for these and no others
_FAR = 1e12
_LANGUAGES = {"en": "English", "ko": "한국어"}
_POSITION = Text("not used", "쓰지 않음")


def write(items: Sequence[Item], title: str, report: Report) -> bytes:
    """The items as one file, in a category for each language and unit.

    Args:
        items: the items.
        title: the course's title, the name of the category above them.
        report: takes what Moodle cannot hold.
    """
    parts, category = [], ""
    for item in items:
        made = _WRITERS[item.type](item, report)
        if not made:
            continue
        names = ["$course$", "top", title, _LANGUAGES[item.lang], item.unit_title]
        here = "/".join(name.replace("/", "//") for name in names)
        if here != category:
            parts.append(_category(here, f"dlgrade.{item.question.unit}.{item.lang}"))
            category = here
        parts.append(made)
    return (xml.DECLARATION + "<quiz>\n" + "\n".join(parts) + "\n</quiz>\n").encode()


def _category(name: str, idnumber: str) -> str:
    return xml.tag(
        "question",
        {"type": "category"},
        xml.element("category", xml.element("text", xml.text(name))),
        xml.element("info", xml.element("text"), format="html"),
        xml.element("idnumber", xml.text(idnumber)),
    )


# ------------------------------------------------------------------------------------------- what all questions have


def _question(
    type: str,
    item: Item,
    *parts: str,
    stem: str = "",
    below: str = "",
    grade: float | None = None,
    remarks: bool = False,
) -> str:
    """A question with its own parts after those that all have."""
    after = feedback.divisions(feedback.after(item, "tex", with_remarks=remarks))
    return xml.tag(
        "question",
        {"type": type},
        "\n",
        xml.element("name", _text(item.name)),
        "\n",
        xml.element(
            "questiontext", _text(_asked(item, stem or _stem(item), below)), *_files(item), format="html"
        ),
        "\n",
        _html("generalfeedback", after),
        "\n",
        _value("defaultgrade", xml.number(item.points if grade is None else grade)),
        _value("penalty", str(PENALTY)),
        _value("hidden", "0"),
        _value("idnumber", item.key),
        "\n",
        *(f"{part}\n" for part in parts),
        *(_html("hint", markup.inline(hint, "tex")) + "\n" for hint in item.hints if type != "essay"),
        xml.element("tags", *(xml.element("tag", _text(tag)) for tag in item.tags)),
        "\n",
    )  # fmt: skip


def _stem(item: Item) -> str:
    return markup.block(item.stem, "tex")


def _asked(item: Item, stem: str, below: str) -> str:
    parts = [f'<div class="dlgrade-stem" lang="{item.lang}">{stem}</div>']
    if program := markup.program(item):
        parts.append(f'<div class="dlgrade-code">{program}</div>')
    if item.figure:
        alt = html.escape(markup.plain(item.alt))
        parts.append(
            f'<div class="dlgrade-figure"><img src="@@PLUGINFILE@@/{_file_name(item)}" alt="{alt}"/></div>'
        )
    parts += [
        f'<p class="dlgrade-instruction">{html.escape(line, quote=False)}</p>' for line in item.instructions()
    ]
    return "\n".join([*parts, below] if below else parts)


def _file_name(item: Item) -> str:
    return f"{item.key}.svg"


def _files(item: Item) -> list[str]:
    if not item.figure:
        return []
    content = base64.b64encode(markup.picture(item)).decode()
    return [xml.element("file", content, name=_file_name(item), path="/", encoding="base64")]


def _text(content: str) -> str:
    return xml.element("text", xml.cdata(content) if "<" in content or "&" in content else xml.text(content))


def _html(name: str, content: str) -> str:
    return xml.element(name, _text(content), format="html")


def _value(name: str, content: str) -> str:
    return xml.element(name, xml.text(content))


def _answer(percent: float, text: str, why: str, *more: str, format: str = "html") -> str:
    fraction = f"{percent:.5f}".rstrip("0").rstrip(".")
    said = markup.inline(why, "tex")
    return xml.element(
        "answer", _text(text), _html("feedback", said), *more, fraction=fraction, format=format
    )


# -------------------------------------------------------------------------------------------------------- by type


def _choice(item: Item, report: Report) -> str:
    task = item.task
    share = 100 / len(task["right"])
    if len(task["right"]) not in FRACTIONS:
        report.left_out(
            item.id,
            "Moodle has no fraction for so many right options.",
            "정답이 이렇게 많으면 Moodle에 맞는 배점 비율이 없습니다.",
        )
        return ""
    wrong = -share if task["many"] else 0
    answers = [
        _answer(share if id in task["right"] else wrong, markup.inline(item.text(id), "tex"), item.why(id))
        for id in task["options"]
    ]
    return _question(
        "multichoice",
        item,
        _value("single", "false" if task["many"] else "true"),
        _value("shuffleanswers", "false" if task["fixed"] else "true"),
        _value("answernumbering", "abc"),
        _value("showstandardinstruction", "1"),
        *answers,
    )


def _true_false(item: Item, report: Report) -> str:
    right = item.task["right"]
    answers = [
        _answer(100 if id in right else 0, id, item.why(id), format="moodle_auto_format")
        for id in ("true", "false")
    ]
    return _question("truefalse", item, *answers)


def tidy(value: float) -> str:
    """A number as short as it can be without differing from its value by more than rounding."""
    for digits in range(1, 17):
        short = float(f"{value:.{digits}g}")
        if abs(short - value) <= 1e-12 * max(1.0, abs(value)):
            return xml.number(short)
    return xml.number(value)


def _number(item: Item, report: Report) -> str:
    if item.task["kind"] == "interval":
        return _interval(item, report)
    task = item.task
    answers = [
        (100.0, task["right"][0], ""),
        *((0.0, t["values"][0], item.why(t["why"])) for t in task["traps"]),
    ]
    return _numerical(item, [(p, v, writings.tolerance(task, v), why) for p, v, why in answers])


def _numerical(item: Item, answers: list[tuple[float, float, float, str]]) -> str:
    """A numerical question; the first answer whose margin holds what was typed counts."""
    written = [
        _answer(percent, tidy(value), why, _value("tolerance", tidy(margin)), format="moodle_auto_format")
        for percent, value, margin, why in answers
    ]
    return _question("numerical", item, *written, _value("unitgradingtype", "0"), _value("showunits", "3"))


def _interval(item: Item, report: Report) -> str:
    """The middle and a margin; an end that does not belong to it comes first, as a wrong answer of its own."""
    (low, high), (from_low, to_high) = item.task["bounds"], item.task["closed"]
    ends = [(low, "below", from_low), (high, "above", to_high)]
    answers = [(0.0, end, 0.0, item.why(side)) for end, side, closed in ends if not closed]
    answers.append((100.0, (low + high) / 2, (high - low) / 2, ""))
    answers += [(0.0, low - _FAR, _FAR, item.why("below")), (0.0, high + _FAR, _FAR, item.why("above"))]
    return _numerical(item, answers)


def _tensor(item: Item, report: Report) -> str:
    task, pieces = item.task, writings.nested(item)
    _note_gaps(item, report, len(task["right"]))
    if task["traps"]:
        report.changed(
            item.id,
            "an array that a known mistake gives still earns points for the numbers in it that are right; what is said "
            "to such mistakes is shown together after answering",
            "알려진 실수로 나온 배열이라도 그 안의 맞는 수만큼 점수를 받습니다. 실수마다의 설명은 답한 뒤에 한꺼번에 나옵니다",
        )
    return _embedded(
        item, "tensor", _gaps(pieces, lambda i: _numerical_gap(item, float(task["right"][int(i)])))
    )


def _shape(item: Item, report: Report) -> str:
    sizes = item.task["right"]
    if not sizes:
        report.left_out(
            item.id,
            "an empty shape has no number to be typed into a gap.",
            "빈 모양에는 빈칸에 적을 수가 없습니다.",
        )
        return ""
    _note_gaps(item, report, len(sizes))
    report.changed(
        item.id,
        "the number of gaps shows how many dimensions the shape has, and each right size earns points",
        "빈칸의 수에서 차원의 수가 드러나고, 맞는 크기마다 점수를 받습니다",
    )
    gaps = [cloze.gap("NUMERICAL", [cloze.Answer(f"{size}:0", 100)]) for size in sizes]
    return _embedded(item, "shape", "(" + ", ".join(gaps) + ("," if len(gaps) == 1 else "") + ")")


def _note_gaps(item: Item, report: Report, count: int) -> None:
    if count > item.points:
        report.changed(
            item.id,
            "it is worth a point for each gap (Moodle's embedded answers cannot share one)",
            "빈칸마다 1점입니다(Moodle의 임베디드 답은 1점을 나눌 수 없습니다)",
        )


def _numerical_gap(item: Item, value: float) -> str:
    margin = writings.tolerance(item.task, value)
    return cloze.gap("NUMERICAL", [cloze.Answer(f"{tidy(value)}:{tidy(margin)}", 100)])


def _gaps(pieces: list[str], write: Callable[[str], str]) -> str:
    return "".join(write(piece) if i % 2 else html.escape(piece) for i, piece in enumerate(pieces))


def _embedded(item: Item, name: str, gaps: str) -> str:
    """A question whose gaps stand below its text."""
    below = f'<div class="dlgrade-{name}"><p>{gaps}</p></div>'
    return _question("cloze", item, below=below, grade=gaps.count("{1:"), remarks=True)


def _cloze(item: Item, report: Report) -> str:
    parts = item.task["parts"]
    _note_gaps(item, report, len(parts))
    pieces = markup.gaps(item.stem, "tex")
    text = "".join(_gap(item, piece, report) if i % 2 else piece for i, piece in enumerate(pieces))
    return _question("cloze", item, stem=text, grade=len(parts))


def _gap(item: Item, name: str, report: Report) -> str:
    part = item.task["parts"][name]
    if part["kind"] == "numbers":
        value = float(part["right"][0])
        margin = writings.tolerance(part, value)
        return cloze.gap("NUMERICAL", [cloze.Answer(f"{tidy(value)}:{tidy(margin)}", 100)])
    if part["kind"] == "words":
        _note_words(item, report)
        names = writings.words(item.question.data["gaps"][name]["accept"], part)
        return cloze.gap("SHORTANSWER", [cloze.Answer(word, 100) for word in names])
    options = [
        cloze.Answer(
            html.escape(_plain(item, item.text(id), report), quote=False),
            100.0 if id in part["right"] else 0.0,
            markup.inline(item.why(id), "tex"),
        )
        for id in part["options"]
    ]
    return cloze.gap("MULTICHOICE", options)


def _plain(item: Item, text: str, report: Report) -> str:
    if not markup.is_plain(text):
        report.changed(item.id, "a menu shows formulas and emphasis as plain text", "메뉴에서는 수식과 강조가 일반 글자로 나옵니다")  # fmt: skip
    return markup.plain(text)


def _note_words(item: Item, report: Report) -> None:
    report.changed(
        item.id,
        "spaces and hyphens count: the answer must be one of the spellings in the file",
        "띄어쓰기와 하이픈을 구별합니다. 파일에 적힌 표기와 같아야 정답입니다",
    )


def _words(item: Item, report: Report) -> str:
    _note_words(item, report)
    answers = [
        _answer(100, _literal(name), "", format="moodle_auto_format")
        for name in writings.words(writings.typed_names(item), item.task)
    ]
    for i, trap in enumerate(item.question.data.get("traps") or (), 1):
        names = writings.words(trap["accept"], {**item.task, "accept": item.task["traps"][i - 1]["accept"]})
        answers += [
            _answer(0, _literal(name), item.why(f"trap{i}"), format="moodle_auto_format") for name in names
        ]
    return _question("shortanswer", item, _value("usecase", "0"), *answers)


def _literal(name: str) -> str:
    """An answer whose stars are stars and not a place for anything."""
    return name.replace("*", "\\*")


def _order(item: Item, report: Report) -> str:
    orders = writings.orders(item.task)
    if len(orders) != 1:
        report.left_out(
            item.id,
            "several orders of the blocks are right, and Moodle knows one.",
            "올바른 순서가 여러 가지인데 Moodle은 한 가지만 압니다.",
        )
        return ""
    if item.task["extra"]:
        return _positions(item, orders[0], report)
    blocks = [
        xml.element("answer", _text(markup.inline(item.text(id), "tex")), fraction=str(i), format="html")
        for i, id in enumerate(orders[0], 1)
    ]
    return _question(
        "ordering",
        item,
        _value("layouttype", "VERTICAL"),
        _value("selecttype", "ALL"),
        _value("selectcount", str(len(blocks))),
        _value("gradingtype", "LONGEST_ORDERED_SUBSET"),
        _value("showgrading", "SHOW"),
        _value("numberingstyle", "none"),
        *blocks,
    )


def _positions(item: Item, order: list[str], report: Report) -> str:
    """Blocks too many cannot be left over in Moodle's ordering: each block gets a position, or none."""
    report.changed(
        item.id,
        "some block is not to be used: each block is matched with its position or with 'not used', and points are given "
        "for each right position instead of the longest part in order",
        "쓰지 않을 블록이 있어서, 블록마다 자리 번호나 ‘쓰지 않음’을 고르게 합니다. 점수는 이어지는 부분이 아니라 맞는 자리마다 줍니다",
    )
    places = {id: str(i) for i, id in enumerate(order, 1)} | dict.fromkeys(
        item.task["extra"], _POSITION.to(item.lang)
    )
    pairs = [(markup.inline(item.text(id), "tex"), places[id]) for id in item.shuffled(list(places))]
    return _matching(item, pairs, [])


def _assign(item: Item, report: Report) -> str:
    report.changed(
        item.id,
        "what is said about each pair is shown together after answering",
        "짝마다의 설명은 답한 뒤에 한꺼번에 나옵니다",
    )
    right, choices = item.task["right"], item.task["choices"]
    shown = {id: _plain(item, item.text(id), report) for id in choices}
    pairs = [(markup.inline(item.text(left), "tex"), shown[id]) for left, id in right.items()]
    extra = [shown[id] for id in choices if id not in right.values()]
    return _matching(item, pairs, extra)


def _matching(item: Item, pairs: list[tuple[str, str]], extra: list[str]) -> str:
    questions = [
        xml.element("subquestion", _text(left), xml.element("answer", _text(right)), format="html")
        for left, right in [*pairs, *(("", right) for right in extra)]
    ]
    return _question("matching", item, _value("shuffleanswers", "true"), *questions, remarks=True)


def _trace(item: Item, report: Report) -> str:
    report.changed(
        item.id,
        "the output must be typed in one of the spellings in the file (our own grader compares numbers and signs, not spaces)",
        "출력은 파일에 적힌 표기와 같아야 정답입니다(자체 채점은 띄어쓰기가 아니라 수와 기호를 비교합니다)",
    )
    lines = [line for line in item.task["right"].splitlines() if line.strip()]
    if len(lines) == 1:
        answers = [
            _answer(100, _literal(text), "", format="moodle_auto_format") for text in writings.line(lines[0])
        ]
        for trap in item.task["traps"]:
            if len(trap["text"].splitlines()) == 1:
                answers += [
                    _answer(0, _literal(text), item.why(trap["why"]), format="moodle_auto_format")
                    for text in writings.line(trap["text"])
                ]
        return _question("shortanswer", item, _value("usecase", "1"), *answers, remarks=True)
    _note_gaps(item, report, len(lines))
    report.changed(
        item.id,
        "there is a gap for each line, so that the number of lines shows; an output that a known mistake gives still earns "
        "points for the lines in it that are right",
        "줄마다 빈칸이 있어 줄 수가 드러나고, 알려진 실수로 나온 출력이라도 그 안의 맞는 줄만큼 점수를 받습니다",
    )
    gaps = [
        cloze.gap("SHORTANSWER", [cloze.Answer(_literal(text), 100) for text in writings.line(line)])
        for line in lines
    ]
    return _embedded(item, "output", "<br/>\n".join(gaps))


def _code(item: Item, report: Report) -> str:
    report.changed(
        item.id,
        "an exercise is handed in as a file; its points come from `dlgrade grade` or from a person",
        "연습 문제는 파일로 제출하며, 점수는 `dlgrade grade`나 사람이 매깁니다",
    )
    command = item.solution
    return _question(
        "essay",
        item,
        _value("responseformat", "noinline"),
        _value("responserequired", "0"),
        _value("attachments", "1"),
        _value("attachmentsrequired", "1"),
        _html("graderinfo", f'<p class="dlgrade-exercise">{markup.inline(command, "tex")}</p>'),
    )


def _card(item: Item, report: Report) -> str:
    report.left_out(
        item.id,
        "the learner judges a card; Moodle has no such question. Export it to Anki.",
        "카드는 학습자가 스스로 판정하는데 Moodle에는 그런 문제가 없습니다. Anki로 내보내세요.",
    )
    return ""


_WRITERS: dict[str, Callable[[Item, Report], str]] = {
    "single": _choice,
    "multiple": _choice,
    "truefalse": _true_false,
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
