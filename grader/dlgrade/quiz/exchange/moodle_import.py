"""Moodle XML read into drafts: Moodle's own exports, and ours, whose every part finds its way back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from dlgrade.errors import UserError
from dlgrade.i18n import Lang, Text
from dlgrade.quiz.exchange import cloze, from_html
from dlgrade.quiz.exchange.draft import ABOVE, BELOW, WHY, Draft, language, make_id
from dlgrade.quiz.exchange.draft_parts import (
    Unreadable,
    bare,
    block_text,
    blocks,
    distinct_names,
    number_data,
    safe,
    short,
)
from dlgrade.quiz.exchange.loss import Report
from dlgrade.quiz.exchange.sections import sections

_KEY = re.compile(r"(?P<id>[a-z0-9-]+)\.(?P<lang>en|ko)(?:\.(?P<rest>[sv0-9.]+))?\Z")
_REMARK = re.compile(r'<li><span class="dlgrade-about">(.*?)</span> – (.*?)</li>', re.DOTALL)
_NUMBER = re.compile(r"-?\d+(?:\.\d*)?(?:e[-+]?\d+)?")
_GAP_LIKE = re.compile(r"\[\[(?=\w+\]\])")
_UNIT = re.compile(r"(?:Unit|단위): (.+)")
_FAR = 1e11
_UNKNOWN = {
    "description": Text("it asks nothing.", "묻는 것이 없습니다."),
    "essay": Text(
        "the bank has no question that a person grades.", "사람이 채점하는 문제는 문제 은행에 없습니다."
    ),
}


def read(content: bytes, name: str, lang: Lang | None, report: Report) -> list[Draft]:
    """The questions of a file.

    Args:
        content: the file.
        name: its name, for messages.
        lang: the language of its texts; seen from Hangul where it is not given.
        report: takes what is not understood, question by question.

    Raises:
        UserError: the file is no Moodle XML.
    """
    root = _parsed(content, name)
    drafts: list[Draft] = []
    unit = ""
    for place, question in enumerate(root.findall("question"), 1):
        type = question.get("type", "")
        if type == "category":
            unit = _text(question.find("category")).rpartition("/")[2]
            continue
        reader = _Reader(question, place, lang, report)
        if (draft := reader.draft([draft.id for draft in drafts if not draft.pairs_with])) is not None:
            draft.unit = unit
            drafts.append(draft)
    return drafts


def _parsed(content: bytes, name: str) -> Element:
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except ParseError as error:
        line, column = error.position
        raise UserError(Text(
            f"{name}:{line}: is not XML (column {column + 1}). Export it from Moodle again.",
            f"{name}:{line}: XML이 아닙니다({column + 1}번째 글자). Moodle에서 다시 내보내세요.",
        )) from None  # fmt: skip
    except (DefusedXmlException, ValueError, LookupError):
        raise UserError(Text(
            f"{name}: declares entities or a document type, as no file of Moodle's does. It is not read.",
            f"{name}: Moodle의 파일에는 없는 엔터티나 문서 형식 선언이 들어 있어 읽지 않습니다.",
        )) from None  # fmt: skip
    if root.tag != "quiz":
        raise UserError(Text(
            f"{name}: its first element is <{root.tag[:40]}>, where Moodle's is <quiz>. Export the questions as Moodle XML.",
            f"{name}: 첫 요소가 <quiz>가 아니라 <{root.tag[:40]}>입니다. 문제를 Moodle XML로 내보내세요.",
        ))  # fmt: skip
    return root


def _text(element: Element | None) -> str:
    found = None if element is None else element.find("text")
    return (found.text or "").strip() if found is not None else ""


class _Reader:
    """Reads one question."""

    def __init__(self, question: Element, place: int, lang: Lang | None, report: Report) -> None:
        self.question = question
        self.name = " ".join(_text(question.find("name")).split())[:80]
        self.place = f"{place}. {self.name}"
        self.report = report
        tags = [_text(tag) for tag in question.iterfind("tags/tag")]
        self.tags = [(tag.partition(":")[0], tag.partition(":")[2]) for tag in tags if ":" in tag]
        self.stem_html, self.asked = sections(_text(question.find("questiontext")))
        self.after_html, self.after = sections(_text(question.find("generalfeedback")))
        self.spare: list[str] = []  # what is said to right answers: an explanation, where there is no other
        self.key = _KEY.match((question.findtext("idnumber") or "").strip())
        given: Lang | None = ("ko" if self.key["lang"] == "ko" else "en") if self.key else lang
        self.lang = language(" ".join([self.stem_html, *self.asked.get("stem", [])]), given)

    def draft(self, taken: list[str]) -> Draft | None:
        """The question as a draft; None, and a line in the report, where the bank cannot hold it."""
        kind = self.question.get("type", "")
        ours = dict(self.tags).get("type", "") if self.key else ""
        try:
            reader = _OURS.get((kind, ours)) or _READERS.get(kind)
            if reader is None:
                why = _UNKNOWN.get(
                    kind, Text(f"the bank has no type `{kind}`.", f"문제 은행에는 `{kind}` 유형이 없습니다.")
                )
                raise Unreadable(why.en, why.ko)
            data = reader(self)
            self.note_more()
            data = {**self._common(), **data}
        except Unreadable as error:
            self.report.left_out(self.place, error.text.en, error.text.ko)
            return None
        rest = self.key["rest"] if self.key else None
        id = f"{self.key['id']}{'-' + rest.replace('.', '-') if rest else ''}" if self.key else ""
        return Draft(
            id or make_id(self.name, taken, f"question-{self.place.partition('.')[0]}"),
            self.place,
            data,
            self.lang,
            pairs_with=id,
        )

    def _common(self) -> dict[str, Any]:
        found: dict[str, Any] = {"stem": self.stem()}
        for key, tag in (("concepts", "concept"), ("source", "note"), ("corrects", "erratum")):
            values = [value for name, value in self.tags if name == tag]
            if values:
                found[key] = values
        numbers = {name: value for name, value in self.tags if value.isdecimal()}
        if numbers.get("difficulty") in ("1", "2", "3"):
            found["difficulty"] = int(numbers["difficulty"])
        if int(numbers.get("revision", "1")) > 1:
            found["revision"] = int(numbers["revision"])
        if self.after.get("references"):
            found["references"] = self.html(self.after["references"][0]).partition(": ")[2].split("; ")
        if hints := [
            self.html(_text(hint), hint.get("format", "html")) for hint in self.question.iterfind("hint")
        ]:
            found["hints"] = [hint for hint in hints if hint]
        explain = "\n\n".join(map(self.html, self.after.get("explain", [self.after_html]))).strip()
        if explain and self.spare:
            self.report.missing(self.place, "what is said to the right answer, or to any other: put it into `explain`", "정답이나 나머지 답에 대한 설명: `explain`에 넣으세요")  # fmt: skip
        explain = explain or "\n\n".join(self.spare)
        if explain:
            found["explain"] = explain
        for line in self.asked.get("instruction", ()):
            if unit := _UNIT.match(line):
                found["unit"] = self.html(unit[1])
        return found

    # ------------------------------------------------------------------------------------------------------- texts

    def html(self, content: str, format: str = "html") -> str:
        """A text of the file as Markdown; what it loses goes into the report."""
        lost: list[str]
        if format == "markdown":
            text, lost = content.strip(), []
        elif format == "plain_text":
            text, lost = from_html.literal(content), []
        else:
            text, lost = from_html.markdown(content)
        for name in dict.fromkeys(lost):
            what = {"img": Text("a picture", "그림"), "math": Text("a formula in MathML", "MathML 수식")}.get(
                name, Text(f"the element <{name}>", f"<{name}> 요소")
            )
            self.report.missing(self.place, f"{what.en}: add it by hand", f"{what.ko}: 직접 넣으세요")
        return self.safe(text)

    def safe(self, text: str) -> str:
        """A text in which nothing stands for a parameter."""
        return safe(text, self.place, self.report)

    def stem(self) -> str:
        """What is asked."""
        shown = self.question.find("questiontext")
        format = "html" if shown is None else shown.get("format", "html")
        text = self.html(self.asked["stem"][0]) if "stem" in self.asked else self.html(self.stem_html, format)
        if not text:
            raise Unreadable("it has no text.", "지문이 없습니다.")
        return text

    def code(self) -> str:
        """The program of a question of ours."""
        text = from_html.markdown(self.asked.get("code", [""])[0])[0]
        return re.sub(r"\A```\n|\n```\Z", "", text) + "\n" if text else ""

    def why(self, element: Element) -> Any:
        """What is said to an answer."""
        said = element.find("feedback")
        text = "" if said is None else self.html(_text(said), said.get("format", "html"))
        return text or WHY

    def spare_why(self, element: Element) -> None:
        """Keep what is said to an answer that has no place for it here."""
        said = element.find("feedback")
        if said is not None and (text := self.html(_text(said), said.get("format", "html"))):
            self.spare.append(text)

    def note_more(self) -> None:
        """Note what the bank has no place for."""
        for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
            if _text(self.question.find(name)):
                self.report.missing(self.place, "what is said to every right, partly right or wrong answer", "맞은 답, 일부 맞은 답, 틀린 답 모두에 하는 말")  # fmt: skip
        grade = (self.question.findtext("defaultgrade") or "1").strip()
        if not self.key and grade.rstrip("0").rstrip(".") != "1":
            self.report.missing(self.place, "its points: an exam gives them, not the bank", "배점: 문제 은행이 아니라 시험에서 정합니다")  # fmt: skip

    def note_weights(self, worths: list[float]) -> None:
        """Note options that count otherwise than here: a right one one share, a wrong one takes a share."""
        share = 100 / max(1, sum(worth > 0 for worth in worths))
        if any(abs(abs(worth) - share) > 0.01 for worth in worths):
            self.report.changed(self.place, "its options had weights of their own; here each right one counts alike and each wrong one takes as much away", "선택지마다 배점이 달랐는데, 여기서는 맞는 것마다 똑같이 더하고 틀린 것마다 그만큼 뺍니다")  # fmt: skip

    def remarks(self) -> list[tuple[str, str]]:
        """What a question of ours says about single answers in one place."""
        found = [pair for part in self.after.get("remarks", ()) for pair in _REMARK.findall(part)]
        return [(self.html(about), self.html(why)) for about, why in found]

    def answers(self) -> list[tuple[float, Element]]:
        """The answers with what they are worth, in percent."""
        found = []
        for answer in self.question.iterfind("answer"):
            try:
                found.append((float(answer.get("fraction", "0")), answer))
            except ValueError:
                raise Unreadable("an answer is worth no number.", "답의 배점이 수가 아닙니다.") from None
        return found

    def note_partial(self, worth: float, shown: str) -> None:
        """Note that an answer was worth something between nothing and all."""
        if 0 < worth < 100:
            self.report.changed(
                self.place,
                f"`{shown[:60]}` was worth {worth:g} %, here it is wrong",
                f"`{shown[:60]}`의 배점은 {worth:g}%였는데 여기서는 오답입니다",
            )

    # ------------------------------------------------------------------------------------------------------ by type

    def choice(self) -> dict[str, Any]:
        many = (self.question.findtext("single") or "true").strip() in ("false", "0")
        answers = self.answers()
        best = max((worth for worth, _ in answers), default=0)
        options = []
        for worth, answer in answers:
            text = self.html(_text(answer), answer.get("format", "html"))
            right = worth > 0 if many else worth == best > 0
            if not many and not right:
                self.note_partial(worth, text)
            options.append({"text": text, "why": self.why(answer)} | ({"correct": True} if right else {}))
        rights = sum("correct" in option for option in options)
        if not many and rights != 1:
            raise Unreadable(f"{rights} of its options are right; `single` has one.", f"정답이 {rights}개인데 `single`의 정답은 하나입니다.")  # fmt: skip
        if len(options) < (3 if many else 2) or not rights:
            raise Unreadable(
                "it has too few options, or none is right.", "선택지가 모자라거나 정답이 없습니다."
            )
        if many:
            self.note_weights([worth for worth, _ in answers])
        fixed = (self.question.findtext("shuffleanswers") or "true").strip() in ("false", "0")
        found: dict[str, Any] = {"type": "multiple" if many else "single", "options": options}
        return found | ({"fixed": True} if fixed else {})

    def true_false(self) -> dict[str, Any]:
        answers = {_text(answer): (worth, answer) for worth, answer in self.answers()}
        if answers.keys() != {"true", "false"}:
            raise Unreadable("its answers are not `true` and `false`.", "답이 `true`와 `false`가 아닙니다.")
        right = answers["true"][0] > answers["false"][0]
        self.spare_why(answers["true" if right else "false"][1])
        return {
            "type": "truefalse",
            "answer": right,
            "why": self.why(answers["false" if right else "true"][1]),
        }

    def short(self) -> dict[str, Any]:
        accept: list[str] = []
        traps: dict[str, tuple[Any, list[str]]] = {}
        for worth, answer in self.answers():
            text = _text(answer)
            if re.search(r"(?<!\\)\*", text):
                self.report.missing(self.place, f"the pattern `{text[:40]}`: list the answers that it meant", f"패턴 `{text[:40]}`: 이것이 뜻한 답을 나열하세요")  # fmt: skip
                continue
            text = self.safe(text.replace("\\*", "*"))
            if worth == 100:
                accept.append(text)
                self.spare_why(answer)
            else:
                self.note_partial(worth, text)
                why = self.why(answer)
                traps.setdefault(str(why), (why, []))[1].append(text)
        if not accept:
            raise Unreadable("no answer of it is wholly right.", "온전히 맞는 답이 없습니다.")
        if (self.question.findtext("usecase") or "0").strip() == "1":
            self.report.changed(self.place, "capitals mattered; here they do not", "대소문자를 구별했는데 여기서는 구별하지 않습니다")  # fmt: skip
        data: dict[str, Any] = {"type": "text", "accept": distinct_names(accept)}
        known = {bare(name) for name in accept}
        wrong = [
            {"accept": distinct_names(names), "why": why}
            for why, names in traps.values()
            if not known & {bare(name) for name in names}
        ]
        return data | ({"traps": wrong} if wrong else {})

    def numerical(self) -> dict[str, Any]:
        for worth, answer in self.answers():
            if worth == 100 or _text(answer) == "*":
                self.spare_why(answer)
        answers = [
            self._numerical_answer(worth, answer) for worth, answer in self.answers() if _text(answer) != "*"
        ]
        rights = [i for i, (worth, *_) in enumerate(answers) if worth == 100]
        if not rights:
            raise Unreadable("no number of it is wholly right.", "온전히 맞는 수가 없습니다.")
        if len(rights) > 1:
            raise Unreadable("several numbers of it are right.", "맞는 수가 여러 개입니다.")
        if self.question.find("units/unit") is not None:
            self.report.missing(self.place, "units that are typed: name the unit in the text", "입력하는 단위: 단위를 지문에 적으세요")  # fmt: skip
        _, value, margin, _ = answers[rights[0]]
        before, behind = answers[: rights[0]], answers[rights[0] + 1 :]
        if any(margin_ >= _FAR for _, _, margin_, _ in behind):
            return self._interval(value, margin, before, behind)
        for worth, other, _, _ in answers:
            self.note_partial(worth, f"{other:g}")
        traps = [
            {"value": short(other), "why": why}
            for worth, other, _, why in [*before, *behind]
            if worth < 100 and abs(other - value) > margin
        ]
        data = {"type": "numeric", **number_data(value, margin)}
        return data | ({"traps": traps} if traps else {})

    def _numerical_answer(self, worth: float, answer: Element) -> tuple[float, float, float, Any]:
        try:
            value, margin = float(_text(answer)), float(answer.findtext("tolerance") or 0)
        except ValueError:
            raise Unreadable(f"`{_text(answer)[:40]}` is no number.", f"`{_text(answer)[:40]}`: 수가 아닙니다.") from None  # fmt: skip
        if not abs(value) < 1e300 or not 0 <= margin < 1e300:
            raise Unreadable("a number of it is not finite.", "유한하지 않은 수가 있습니다.")
        return worth, value, margin, self.why(answer)

    def _interval(self, middle: float, half: float, before: list[Any], behind: list[Any]) -> dict[str, Any]:
        low, high = short(middle - half), short(middle + half)
        ends = {value for _, value, margin, _ in before if margin == 0}
        said = {"below": BELOW, "above": ABOVE}
        for _, value, margin, why in behind:
            if margin >= _FAR:
                said["below" if value < middle else "above"] = why
        return {
            "type": "numeric",
            "between": [low, high],
            "closed": [low not in ends, high not in ends],
            **said,
        }

    def matching(self) -> dict[str, Any]:
        whys = [why for _, why in self.remarks()]
        pairs, extra = [], []
        for i, part in enumerate(self.question.iterfind("subquestion")):
            left = self.html(_text(part), part.get("format", "html"))
            right = self.safe(from_html.literal(_text(part.find("answer"))))
            if left:
                pairs.append({"left": left, "right": right, "why": whys[i] if i < len(whys) else WHY})
            else:
                extra.append(right)
        if len(pairs) < 3:
            raise Unreadable("it has fewer than three pairs.", "짝이 셋보다 적습니다.")
        data: dict[str, Any] = {"type": "match", "pairs": pairs}
        return data | ({"extra": extra} if extra else {})

    def categorise(self) -> dict[str, Any]:
        data = self.matching()
        names = list(dict.fromkeys([*(pair["right"] for pair in data["pairs"]), *data.get("extra", ())]))
        bins = {f"bin-{i}": name for i, name in enumerate(names, 1)}
        of = {name: id for id, name in bins.items()}
        cards = [{"text": p["left"], "bin": of[p["right"]], "why": p["why"]} for p in data["pairs"]]
        return {"type": "categorise", "bins": bins, "cards": cards}

    def ordering(self) -> dict[str, Any]:
        texts = [self.html(_text(answer), answer.get("format", "html")) for _, answer in sorted(self.answers(), key=lambda a: a[0])]  # fmt: skip
        if len(texts) < 3:
            raise Unreadable("it has fewer than three blocks.", "블록이 셋보다 적습니다.")
        if (self.question.findtext("gradingtype") or "").strip() != "LONGEST_ORDERED_SUBSET":
            self.report.changed(self.place, "points are given for the longest part in order", "순서가 맞는 가장 긴 부분에 점수를 줍니다")  # fmt: skip
        return {"type": "order", "blocks": blocks(texts)}

    def positions(self) -> dict[str, Any]:
        data = self.matching()
        placed = {int(p["right"]): p["left"] for p in data["pairs"] if p["right"].isdecimal()}
        whys = dict(self.remarks())
        unused = [p["left"] for p in data["pairs"] if not p["right"].isdecimal()]
        found = blocks([text for _, text in sorted(placed.items())])
        found += [
            {"id": f"extra-{i}", **block_text(text), "extra": True, "why": whys.get(text, WHY)}
            for i, text in enumerate(unused, 1)
        ]
        return {"type": "order", "blocks": found}

    def embedded(self) -> dict[str, Any]:
        whole = (
            _text(self.question.find("questiontext")) if "stem" not in self.asked else self.asked["stem"][0]
        )
        found = list(cloze.gaps(whole))
        if not found:
            raise Unreadable("it has no gap that can be read.", "읽을 수 있는 빈칸이 없습니다.")
        pieces, end, gaps = [], 0, {}
        if len({gap.weight for gap in found}) > 1:
            self.report.changed(self.place, "its gaps had weights of their own; here each counts alike", "빈칸마다 배점이 달랐는데 여기서는 모두 같습니다")  # fmt: skip
        for i, gap in enumerate(found, 1):
            pieces += [whole[end : gap.start], f"\ue010gap{i}\ue011"]
            end = gap.end
            gaps[f"gap{i}"] = self._gap(gap.type, gap.answers)
        stem = _GAP_LIKE.sub("[ [", self.html("".join([*pieces, whole[end:]])))
        return {"type": "cloze", "stem": stem.replace("\ue010", "[[").replace("\ue011", "]]"), "gaps": gaps}

    def _gap(self, type: str, answers: list[cloze.Answer]) -> dict[str, Any]:
        right = [answer for answer in answers if answer.percent == 100]
        for answer in answers:
            self.note_partial(answer.percent, answer.text)
            if answer.feedback and (answer.percent == 100 or not type.startswith("MULTICHOICE")):
                self.spare.append(self.html(answer.feedback))
        if type == "NUMERICAL" and len(right) == 1:
            value, _, margin = right[0].text.partition(":")
            return self._numerical_gap(value, margin)
        if type.startswith("SHORTANSWER") and right:
            return {
                "accept": distinct_names([self.safe(answer.text.replace("\\*", "*")) for answer in right])
            }
        if type.startswith("MULTICHOICE") and len(right) == 1 and len(answers) > 1:
            return {"options": [self._gap_option(answer) for answer in answers]}
        raise Unreadable(f"a gap of the type {type} has not one right answer.", f"{type} 유형의 빈칸에 정답이 하나가 아닙니다.")  # fmt: skip

    def _numerical_gap(self, value: str, margin: str) -> dict[str, Any]:
        try:
            data = number_data(float(value), float(margin or 0))
        except ValueError:
            raise Unreadable(f"`{value[:40]}` is no number.", f"`{value[:40]}`: 수가 아닙니다.") from None
        if "within" in data:
            self.report.changed(
                self.place,
                f"the tolerance {float(margin):g} of a gap becomes half a unit of its last decimal",
                f"빈칸의 허용 오차 {float(margin):g} 대신 마지막 자리의 절반을 허용합니다",
            )
            del data["within"]
        return data

    def _gap_option(self, answer: cloze.Answer) -> dict[str, Any]:
        option: dict[str, Any] = {"text": self.html(answer.text)}
        if answer.percent == 100:
            return option | {"correct": True}
        return option | {"why": self.html(answer.feedback) or WHY}

    # ------------------------------------------------------------------------------------------ what only ours can be

    def tensor(self) -> dict[str, Any]:
        answer, margin, found = self._bracketed("tensor")
        data = {"type": "tensor", **number_data(found, margin), "answer": answer}
        traps = [{"value": [short(float(x)) for x in _NUMBER.findall(about)], "why": why} for about, why in self.remarks()]  # fmt: skip
        return data | ({"traps": traps} if traps else {})

    def shape(self) -> dict[str, Any]:
        answer, _, _ = self._bracketed("shape")
        traps = [
            {"value": [int(x) for x in re.findall(r"\d+", about)], "why": why}
            for about, why in self.remarks()
        ]
        data: dict[str, Any] = {"type": "shape", "answer": answer}
        return data | ({"traps": traps} if traps else {})

    def _bracketed(self, name: str) -> tuple[list[Any], float, list[float]]:
        """Numbers in gaps between brackets, their margin, and the same numbers in one list."""
        text = re.sub(r"</?p>", "", "".join(self.asked.get(name, []))).replace("(", "[").replace(")", "]")
        stack: list[list[Any]] = [[]]
        margins, flat, end = [0.0], [], 0
        for gap in [*cloze.gaps(text), None]:
            _bracket(stack, text[end : gap.start if gap else None])
            if gap:
                value, _, margin = gap.answers[0].text.partition(":")
                stack[-1].append(short(float(value)))
                flat.append(float(value))
                margins.append(float(margin or 0))
                end = gap.end
        if len(stack) != 1 or len(stack[0]) != 1 or not flat:
            raise Unreadable("its numbers are not in brackets.", "수가 괄호 안에 있지 않습니다.")
        return stack[0][0], max(margins), flat

    def trace(self) -> dict[str, Any]:
        code = self.code()
        if not code:
            raise Unreadable("its program is missing.", "프로그램이 없습니다.")
        self.report.changed(self.place, "its program will be run when the question is built: read it first", "문제를 만들 때 이 프로그램을 실행합니다. 먼저 읽어 보세요")  # fmt: skip
        traps = [
            {"output": "\n".join(re.findall(r"`([^`]*)`", about)), "why": why}
            for about, why in self.remarks()
        ]
        data: dict[str, Any] = {"type": "trace", "code": self.safe(code)}
        return data | ({"traps": traps} if traps else {})

    def exercise(self) -> dict[str, Any]:
        _, found = sections(_text(self.question.find("graderinfo")))
        named = re.search(r"dlgrade check ([a-z0-9_]+)", "".join(found.get("exercise", [])))
        if named is None:
            why = _UNKNOWN["essay"]
            raise Unreadable(why.en, why.ko)
        return {"type": "code", "exercise": named[1]}

    def figure(self) -> dict[str, Any]:
        self.report.missing(self.place, "the figure: write a function for it and make the question a `plot`", "그림: 그리는 함수를 쓰고 유형을 `plot`으로 바꾸세요")  # fmt: skip
        return self.numerical()


def _bracket(stack: list[list[Any]], text: str) -> None:
    """Open and close the lists that brackets mean."""
    for sign in text:
        if sign == "[":
            stack.append([])
        elif sign == "]" and len(stack) > 1:
            stack[-2].append(stack.pop())


_READERS: dict[str, Callable[[_Reader], dict[str, Any]]] = {
    "multichoice": _Reader.choice,
    "truefalse": _Reader.true_false,
    "shortanswer": _Reader.short,
    "numerical": _Reader.numerical,
    "matching": _Reader.matching,
    "ordering": _Reader.ordering,
    "cloze": _Reader.embedded,
    "multianswer": _Reader.embedded,
}
_OURS: dict[tuple[str, str], Callable[[_Reader], dict[str, Any]]] = {
    ("cloze", "tensor"): _Reader.tensor,
    ("cloze", "shape"): _Reader.shape,
    ("cloze", "trace"): _Reader.trace,
    ("shortanswer", "trace"): _Reader.trace,
    ("matching", "categorise"): _Reader.categorise,
    ("matching", "order"): _Reader.positions,
    ("numerical", "plot"): _Reader.figure,
    ("essay", "code"): _Reader.exercise,
}
