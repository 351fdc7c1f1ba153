"""What each type of question is in QTI 2.1: responses, interactions, rules and feedbacks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from dlgrade.quiz.exchange import markup, writings, xml
from dlgrade.quiz.exchange import qti_processing as do
from dlgrade.quiz.exchange.items import Item
from dlgrade.quiz.exchange.loss import Report
from dlgrade.quiz.exchange.xml import element, number

MAX_ORDERS = 100


@dataclass
class Parts:
    """The parts of an item, in the order in which they are written.

    Attributes:
        declarations: of responses.
        outcomes: of numbers needed on the way.
        body: what is asked.
        rules: the response processing, after which everything that is read afterwards is shown.
        said: the feedbacks by identifier, in Markdown.
    """

    declarations: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)


def outcome(identifier: str, base: str, *children: str) -> str:
    """Declare a number or the like that response processing sets."""
    return element(
        "outcomeDeclaration", *children, identifier=identifier, cardinality="single", baseType=base
    )


def _response(identifier: str, cardinality: str, base: str, correct: Sequence[object], *more: str) -> str:
    values = (
        element("correctResponse", *(element("value", xml.text(value)) for value in correct))
        if correct
        else ""
    )
    return element(
        "responseDeclaration", values, *more, identifier=identifier, cardinality=cardinality, baseType=base
    )


def _mapping(entries: dict[str, float]) -> str:
    return element(
        "mapping",
        *(element("mapEntry", mapKey=key, mappedValue=number(worth)) for key, worth in entries.items()),
        lowerBound="0",
        upperBound="1",
        defaultValue="0",
    )


def _mapped() -> str:
    return do.set_score(element("mapResponse", identifier="RESPONSE"))


def _choice(item: Item, report: Report) -> Parts:
    task, right = item.task, item.task["right"]
    share = 1 / len(right)
    wrong = -share if task["many"] else 0.0
    worth = {id: share if id in right else wrong for id in task["options"]}
    declaration = _response(
        "RESPONSE", "multiple" if task["many"] else "single", "identifier", right, _mapping(worth)
    )
    texts = {id: markup.inline(item.text(id), "mathml") for id in task["options"]}
    body = element(
        "choiceInteraction",
        *(element("simpleChoice", text, identifier=id) for id, text in texts.items()),
        responseIdentifier="RESPONSE",
        shuffle=not task["fixed"],
        maxChoices=0 if task["many"] else 1,
    )
    said = {id: item.why(id) for id in task["options"]}
    chosen = do.variable("RESPONSE")
    rules = [_mapped()]
    for id, why in said.items():
        test = element("member", do.value("identifier", id), chosen) if task["many"] else element("match", chosen, do.value("identifier", id))  # fmt: skip
        # an option that is right is spoken of whether it was chosen or not
        rules += (
            [do.condition((test, [do.add_feedback(id)]))]
            if why and not (task["many"] and id in right)
            else []
        )
        rules += [do.add_feedback(id)] if why and task["many"] and id in right else []
    return Parts([declaration], [], [body], rules, said)


def _entry(identifier: str, length: int) -> str:
    return element("textEntryInteraction", responseIdentifier=identifier, expectedLength=length)


def _number(item: Item, report: Report) -> Parts:
    task = item.task
    unit = item.question.data.get("unit")
    entry = element("p", _entry("RESPONSE", 12), *([" "] if unit else []))
    if task["kind"] == "interval":
        return _interval(item, entry)
    right = task["right"][0]
    said = {trap["why"]: item.why(trap["why"]) for trap in task["traps"]}
    traps = [(do.near("RESPONSE", t["values"][0], task), [do.add_feedback(t["why"])]) for t in task["traps"]]
    rules = [do.condition((do.near("RESPONSE", right, task), [do.set_score(do.value("float", 1))]), *traps)]
    return Parts([_response("RESPONSE", "single", "float", [number(right)])], [], [entry], rules, said)


def _interval(item: Item, entry: str) -> Parts:
    task = item.task
    low, high = task["bounds"]
    below = element("lte", do.variable("RESPONSE"), do.value("float", number(low)))
    rules = [
        do.condition(
            (do.inside("RESPONSE", task["bounds"], task["closed"]), [do.set_score(do.value("float", 1))]),
            (below, [do.add_feedback("below")]),
            otherwise=[do.add_feedback("above")],
        )
    ]
    said = {"below": item.why("below"), "above": item.why("above")}
    middle = _response("RESPONSE", "single", "float", [number((low + high) / 2)])
    return Parts([middle], [], [entry], rules, said)


def _tensor(item: Item, report: Report) -> Parts:
    task, pieces = item.task, writings.nested(item)
    count = len(task["right"])
    if any(len(trap["values"]) != count for trap in task["traps"]):
        report.missing(
            item.id,
            "what is said to more or fewer numbers than asked for: there are as many gaps as numbers",
            "수의 개수가 다른 답에 대한 설명: 빈칸이 수만큼만 있습니다",
        )
    responses, results = _names("RESPONSE", count), _names("PART", count)
    body = element(
        "p",
        *(_entry(responses[int(piece)], 8) if i % 2 else xml.text(piece) for i, piece in enumerate(pieces)),
    )
    tests = [do.near(name, value, task) for name, value in zip(responses, task["right"], strict=True)]
    each, mean = do.average(tests, results)
    traps = [
        (
            do.both(*(do.near(name, v, task) for name, v in zip(responses, trap["values"], strict=True))),
            [do.add_feedback(trap["why"])],
        )
        for trap in task["traps"]
        if len(trap["values"]) == count
    ]
    all_right = (do.both(*tests), [do.set_score(do.value("float", 1))])
    return Parts(
        [
            _response(name, "single", "float", [number(v)])
            for name, v in zip(responses, task["right"], strict=True)
        ],
        [outcome(result, "float", element("defaultValue", element("value", "0"))) for result in results],
        [body],
        [do.condition(all_right, *traps, otherwise=[*each, do.set_score(mean)])],
        {trap["why"]: item.why(trap["why"]) for trap in task["traps"] if len(trap["values"]) == count},
    )


def _names(name: str, count: int) -> list[str]:
    return [f"{name}-{i}" for i in range(1, count + 1)]


def _typed(item: Item, shown: str, right: str, traps: list[tuple[str, str]], length: int) -> Parts:
    """A text that must be of the form of a pattern."""
    branches = [(do.matches("RESPONSE", right), [do.set_score(do.value("float", 1))])]
    branches += [(do.matches("RESPONSE", pattern), [do.add_feedback(why)]) for why, pattern in traps]
    return Parts(
        [_response("RESPONSE", "single", "string", [shown])],
        [],
        [element("p", _entry("RESPONSE", length))],
        [do.condition(*branches)],
        {why: item.why(why) for why, _ in traps},
    )


def _shape(item: Item, report: Report) -> Parts:
    traps = [(trap["why"], do.shape_pattern(trap["values"])) for trap in item.task["traps"]]
    return _typed(item, item.solution, do.shape_pattern(item.task["right"]), traps, 20)


def _words(item: Item, report: Report) -> Parts:
    def pattern(names: Sequence[str]) -> str:
        return do.any_of([do.word_pattern(name) for name in names])

    task = item.task
    traps = [(trap["why"], pattern(trap["accept"])) for trap in task["traps"]]
    return _typed(item, str(writings.typed_names(item)[0]), pattern(task["accept"]), traps, 20)


def _trace(item: Item, report: Report) -> Parts:
    task = item.task
    lines = [line for line in task["right"].splitlines() if line.strip()]
    results = _names("PART", len(lines))
    tests = [do.matches("RESPONSE", do.line_pattern(line, i)) for i, line in enumerate(lines)]
    each, mean = do.average(tests, results)
    traps = [
        (
            do.matches("RESPONSE", do.lines_pattern([x for x in trap["text"].splitlines() if x.strip()])),
            [do.add_feedback(trap["why"])],
        )
        for trap in task["traps"]
    ]
    right = (do.matches("RESPONSE", do.lines_pattern(lines)), [do.set_score(do.value("float", 1))])
    report.changed(item.id, "lines too many take no points away", "줄이 더 많아도 점수를 깎지 않습니다")
    return Parts(
        [_response("RESPONSE", "single", "string", [task["right"]])],
        [outcome(result, "float", element("defaultValue", element("value", "0"))) for result in results],
        [element("extendedTextInteraction", responseIdentifier="RESPONSE", expectedLines=len(lines) + 1)],
        [do.condition(right, *traps, otherwise=[*each, do.set_score(mean)])],
        {trap["why"]: item.why(trap["why"]) for trap in task["traps"]},
    )


def _order(item: Item, report: Report) -> Parts | None:
    task, orders = item.task, writings.orders(item.task)
    if not 0 < len(orders) <= MAX_ORDERS:
        report.left_out(item.id, "there are too many right orders to list.", "올바른 순서가 너무 많아 모두 적을 수 없습니다.")  # fmt: skip
        return None
    report.changed(
        item.id,
        "an order that is partly right earns no points",
        "일부만 맞은 순서에는 점수를 주지 않습니다",
    )
    ids = item.shuffled([*task["blocks"], *task["extra"]])
    choices = [
        element("simpleChoice", markup.inline(item.text(id), "mathml"), identifier=f"B-{id}") for id in ids
    ]
    some = {"minChoices": 1, "maxChoices": len(ids)} if task["extra"] else {}
    body = element("orderInteraction", *choices, responseIdentifier="RESPONSE", shuffle=True, **some)
    tests = [
        element("match", do.variable("RESPONSE"), element("ordered", *(do.value("identifier", f"B-{id}") for id in order)))
        for order in orders
    ]  # fmt: skip
    rules = [do.condition((test, [do.set_score(do.value("float", 1))])) for test in tests]
    for id in task["extra"]:
        used = element("member", do.value("identifier", f"B-{id}"), do.variable("RESPONSE"))
        rules.append(do.condition((used, [do.add_feedback(f"B-{id}")])))
    declaration = _response("RESPONSE", "ordered", "identifier", [f"B-{id}" for id in orders[0]])
    return Parts([declaration], [], [body], rules, {f"B-{id}": item.why(id) for id in task["extra"]})


def _assign(item: Item, report: Report) -> Parts:
    task = item.task
    pairs = {left: f"L-{left} R-{right}" for left, right in task["right"].items()}
    worth = dict.fromkeys(pairs.values(), 1 / len(pairs))
    lefts = [_associable(item, "L", left, 1) for left in task["right"]]
    rights = [_associable(item, "R", id, 0) for id in item.shuffled(task["choices"])]
    body = element(
        "matchInteraction",
        element("simpleMatchSet", *lefts),
        element("simpleMatchSet", *rights),
        responseIdentifier="RESPONSE",
        shuffle=False,
        maxAssociations=len(lefts),
    )
    rules = [_mapped()]
    for left, pair in pairs.items():
        right = element("member", do.value("directedPair", pair), do.variable("RESPONSE"))
        rules.append(do.condition((element("not", right), [do.add_feedback(f"L-{left}")])))
    declaration = _response("RESPONSE", "multiple", "directedPair", list(pairs.values()), _mapping(worth))
    return Parts([declaration], [], [body], rules, {f"L-{left}": item.why(left) for left in pairs})


def _associable(item: Item, side: str, id: str, most: int) -> str:
    text = markup.inline(item.text(id), "mathml")
    return element("simpleAssociableChoice", text, identifier=f"{side}-{id}", matchMax=most)


def _cloze(item: Item, report: Report) -> Parts:
    parts, tests, results = Parts(), [], []
    for i, (name, task) in enumerate(item.task["parts"].items(), 1):
        identifier = f"RESPONSE-{i}"
        results.append(f"PART-{i}")
        if task["kind"] == "numbers":
            value = task["right"][0]
            parts.declarations.append(_response(identifier, "single", "float", [number(value)]))
            tests.append(do.near(identifier, value, task))
        elif task["kind"] == "words":
            shown = str(item.question.data["gaps"][name]["accept"][0])
            parts.declarations.append(_response(identifier, "single", "string", [shown]))
            tests.append(do.matches(identifier, do.any_of([do.word_pattern(w) for w in task["accept"]])))
        else:
            right = task["right"][0]
            parts.declarations.append(_response(identifier, "single", "identifier", [right]))
            tests.append(element("match", do.variable(identifier), do.value("identifier", right)))
            for id in task["options"]:
                if why := item.why(id):
                    chosen = element("match", do.variable(identifier), do.value("identifier", id))
                    parts.rules.append(do.condition((chosen, [do.add_feedback(id)])))
                    parts.said[id] = why
    each, mean = do.average(tests, results)
    parts.outcomes = [
        outcome(name, "float", element("defaultValue", element("value", "0"))) for name in results
    ]
    parts.rules = [*each, do.set_score(mean), *parts.rules]
    order = list(item.task["parts"])
    pieces = markup.gaps(item.stem, "mathml")
    text = "".join(
        _gap(item, piece, order.index(piece) + 1) if i % 2 else piece for i, piece in enumerate(pieces)
    )
    parts.body = [text]
    return parts


def _gap(item: Item, name: str, place: int) -> str:
    task = item.task["parts"][name]
    if task["kind"] != "choice":
        return _entry(f"RESPONSE-{place}", 10)
    choices = [
        element("inlineChoice", xml.text(markup.plain(item.text(id))), identifier=id)
        for id in task["options"]
    ]
    return element("inlineChoiceInteraction", *choices, responseIdentifier=f"RESPONSE-{place}", shuffle=False)


def _code(item: Item, report: Report) -> Parts:
    report.changed(
        item.id,
        "an exercise is handed in as a file; its points come from `dlgrade grade` or from a person",
        "연습 문제는 파일로 제출하며, 점수는 `dlgrade grade`나 사람이 매깁니다",
    )
    declaration = _response("RESPONSE", "single", "file", [])
    return Parts([declaration], [], [element("uploadInteraction", responseIdentifier="RESPONSE")])


def _card(item: Item, report: Report) -> None:
    report.left_out(
        item.id,
        "the learner judges a card; QTI has no such question. Export it to Anki.",
        "카드는 학습자가 스스로 판정하는데 QTI에는 그런 문제가 없습니다. Anki로 내보내세요.",
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
