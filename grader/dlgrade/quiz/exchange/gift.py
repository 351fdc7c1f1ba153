"""GIFT, Moodle's text format, read into drafts. Where something is not understood, the report names the line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dlgrade.errors import UserError
from dlgrade.i18n import Lang, Text
from dlgrade.quiz.exchange import from_html
from dlgrade.quiz.exchange.draft import ABOVE, BELOW, WHY, Draft, language, make_id
from dlgrade.quiz.exchange.draft_parts import (
    Unreadable,
    bare,
    blocks,
    distinct_names,
    number_data,
    safe,
    short,
)
from dlgrade.quiz.exchange.loss import Report

# An escaped sign is kept as a sign of the private use area until the text is taken apart.
_ESCAPED = {sign: chr(0xE100 + i) for i, sign in enumerate("\\~=#{}:n")}
_ESCAPE = re.compile(r"\\([\\~=#{}:n])")
_RESTORED = {chr(0xE100 + i): "\n" if sign == "n" else sign for i, sign in enumerate("\\~=#{}:n")}
_TITLE = re.compile(r"\s*::(?P<title>.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(?P<format>html|markdown|plain|moodle)\]")
_TRUE = re.compile(r"\s*(?P<value>T|TRUE|F|FALSE)\s*(?=#|$)", re.IGNORECASE)
_WORTH = re.compile(r"\s*%(?P<worth>-?\d+(?:\.\d+)?)%")
_RANGE = re.compile(r"\s*(?P<low>-?[\d.]+(?:e[-+]?\d+)?)\s*\.\.\s*(?P<high>-?[\d.]+(?:e[-+]?\d+)?)\s*\Z", re.IGNORECASE)  # fmt: skip
_BLANK = "_____"


@dataclass(frozen=True)
class Source:
    """One question of the file.

    Attributes:
        line: its first line, counted from 1.
        text: as it is written, comments left out, escaped signs put aside.
        category: the category that it is in.
    """

    line: int
    text: str
    category: str


@dataclass(frozen=True)
class Choice:
    """One answer between ``=`` or ``~`` and the next one.

    Attributes:
        right: whether it begins with ``=``.
        worth: its percentage, or None.
        text: the answer.
        feedback: what is said to it.
    """

    right: bool
    worth: float | None
    text: str
    feedback: str


def read(content: bytes, name: str, lang: Lang | None, report: Report) -> list[Draft]:
    """The questions of a file.

    Args:
        content: the file.
        name: its name, for messages.
        lang: the language of its texts; seen from Hangul where it is not given.
        report: takes what is not understood, by the lines of the file.

    Raises:
        UserError: the file is no text in UTF-8.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UserError(Text(
            f"{name}:{line}: is not UTF-8. Save the file as UTF-8.", f"{name}:{line}: UTF-8이 아닙니다. UTF-8로 저장하세요."
        )) from None  # fmt: skip
    drafts: list[Draft] = []
    for source in sources(text):
        draft = _Reader(source, lang, report).draft([draft.id for draft in drafts])
        if draft is not None:
            drafts.append(draft)
    return drafts


def sources(text: str) -> Iterator[Source]:
    """The questions of a file: what stands between empty lines."""
    category, lines, first = "", [], 0
    for number, line in enumerate([*re.split(r"\r\n|\r|\n", text), ""], 1):
        if line.strip().startswith("//"):
            continue
        if line.startswith("$CATEGORY:"):
            category = line.partition(":")[2].strip().rpartition("/")[2]
            continue
        if line.strip():
            lines.append(line)
            first = first or number
        elif lines:
            yield Source(first, _ESCAPE.sub(lambda found: _ESCAPED[found[1]], "\n".join(lines)), category)
            lines, first = [], 0


def _restored(text: str) -> str:
    return "".join(_RESTORED.get(sign, sign) for sign in text).strip()


class _Reader:
    """Reads one question."""

    def __init__(self, source: Source, lang: Lang | None, report: Report) -> None:
        self.source, self.report = source, report
        text = source.text
        title = _TITLE.match(text)
        self.title = " ".join(_restored(title["title"]).split()) if title else ""
        text = text[title.end() :] if title else text
        format = _FORMAT.match(text)
        self.format = format["format"] if format else "moodle"
        text = text[format.end() :] if format else text
        self.before, self.inside, self.behind = self._split(text)
        shown = self.title or " ".join(_restored(self.before).split())
        self.place = f"{source.line}. {shown[:60]}"
        self.lang = language(text, lang)
        self.spare: list[str] = []  # what is said to right answers: an explanation, where there is no other

    def _split(self, text: str) -> tuple[str, str | None, str]:
        """What stands before the braces, in them and behind them; None where there are none."""
        start = text.find("{")
        end = text.find("}", start)
        if start < 0 or end < 0:
            return text, None, ""
        return text[:start], text[start + 1 : end], text[end + 1 :]

    def draft(self, taken: list[str]) -> Draft | None:
        """The question as a draft; None, and a line in the report, where the bank cannot hold it."""
        try:
            data = self._data()
        except Unreadable as error:
            self.report.left_out(self.place, error.text.en, error.text.ko)
            return None
        id = make_id(self.title, taken, f"question-{self.source.line}")
        return Draft(id, self.place, data, self.lang, self.source.category)

    def _data(self) -> dict[str, Any]:
        if self.inside is None:
            if "{" in self.before or "}" in self.before:
                raise Unreadable("a brace has no partner; write `\\{` for a brace in a text.", "중괄호의 짝이 없습니다. 글 속의 중괄호는 `\\{`로 쓰세요.")  # fmt: skip
            raise Unreadable("it asks nothing: there are no braces.", "중괄호가 없어 묻는 것이 없습니다.")
        inside, _, general = self.inside.partition("####")
        kind = self._kind(inside.strip())
        blank = _BLANK if self.behind.strip() else ""
        stem = self.html(f"{self.before.rstrip()} {blank} {self.behind.strip()}" if blank else self.before)
        if not stem:
            raise Unreadable("it has no text.", "지문이 없습니다.")
        explain = self.html(general) if general.strip() else "\n\n".join(map(self.html, self.spare))
        if general.strip() and self.spare:
            self.report.missing(self.place, "what is said to the right answer, or to any other: put it into `explain`", "정답이나 나머지 답에 대한 설명: `explain`에 넣으세요")  # fmt: skip
        return {"stem": stem} | ({"explain": explain} if explain else {}) | kind

    def _kind(self, inside: str) -> dict[str, Any]:
        if not inside:
            raise Unreadable("the bank has no question that a person grades.", "사람이 채점하는 문제는 문제 은행에 없습니다.")  # fmt: skip
        if inside.startswith("#"):
            return self.numerical(inside[1:].strip())
        if inside.startswith(">"):
            return self.ordering(inside[1:])
        if value := _TRUE.match(inside):
            return self.true_false(value["value"][0] in "Tt", inside[value.end() :])
        choices = list(self.choices(inside))
        if not choices:
            raise Unreadable("what is in its braces begins with none of `=`, `~`, `#`, `T`, `F`.", "중괄호 안이 `=`, `~`, `#`, `T`, `F` 중 하나로 시작하지 않습니다.")  # fmt: skip
        if all(choice.right and "->" in choice.text for choice in choices):
            return self.matching(choices)
        if all(choice.right for choice in choices):
            return self.short(choices)
        return self.choice(choices)

    # -------------------------------------------------------------------------------------------------- its pieces

    def html(self, text: str, format: str | None = None) -> str:
        """A text as Markdown; what it loses goes into the report."""
        text = _restored(text)
        inner = _FORMAT.match(text)
        kind = inner["format"] if inner else format or self.format
        text = text[inner.end() :] if inner else text
        lost: list[str] = []
        if kind == "plain":
            text = from_html.literal(text)
        elif kind != "markdown":
            text, lost = from_html.markdown(text)
        for name in dict.fromkeys(lost):
            self.report.missing(
                self.place, f"the element <{name}>: add it by hand", f"<{name}> 요소: 직접 넣으세요"
            )
        return safe(text.strip(), self.place, self.report)

    def choices(self, text: str) -> Iterator[Choice]:
        """The answers, each from its ``=`` or ``~`` on."""
        for found in re.finditer(r"(?P<sign>[=~])(?P<rest>[^=~]*)", text):
            worth = _WORTH.match(found["rest"])
            rest = found["rest"][worth.end() :] if worth else found["rest"]
            answer, _, feedback = rest.partition("#")
            yield Choice(
                found["sign"] == "=",
                float(worth["worth"]) if worth else None,
                answer.strip(),
                feedback.strip(),
            )

    def why(self, feedback: str) -> Any:
        """What is said to an answer."""
        return self.html(feedback) or WHY if feedback else WHY

    def note_partial(self, choice: Choice) -> None:
        """Note that an answer was worth something between nothing and all."""
        if choice.worth is not None and 0 < choice.worth < 100:
            shown = _restored(choice.text)[:60]
            self.report.changed(
                self.place,
                f"`{shown}` was worth {choice.worth:g} %, here it is wrong",
                f"`{shown}`의 배점은 {choice.worth:g}%였는데 여기서는 오답입니다",
            )

    # ------------------------------------------------------------------------------------------------------ by type

    def true_false(self, value: bool, rest: str) -> dict[str, Any]:
        said = [part.strip() for part in rest.split("#")[1:]]
        self.spare += [text for text in said[1:2] if text]
        return {"type": "truefalse", "answer": value, "why": self.why(said[0] if said else "")}

    def choice(self, choices: list[Choice]) -> dict[str, Any]:
        many = not any(choice.right for choice in choices)
        options = []
        for choice in choices:
            right = (choice.right and choice.worth in (None, 100.0)) or (many and (choice.worth or 0) > 0)
            if not many and not right:
                self.note_partial(choice)
            option: dict[str, Any] = {"text": self.html(choice.text), "why": self.why(choice.feedback)}
            options.append(option | ({"correct": True} if right else {}))
        rights = sum("correct" in option for option in options)
        if not many and rights != 1:
            raise Unreadable(f"{rights} of its options are right; `single` has one.", f"정답이 {rights}개인데 `single`의 정답은 하나입니다.")  # fmt: skip
        if len(options) < (3 if many else 2) or not rights:
            raise Unreadable(
                "it has too few options, or none is right.", "선택지가 모자라거나 정답이 없습니다."
            )
        return {"type": "multiple" if many else "single", "options": options}

    def short(self, choices: list[Choice]) -> dict[str, Any]:
        right = [choice for choice in choices if choice.worth in (None, 100.0)]
        wrong = [choice for choice in choices if choice not in right]
        accept = [safe(_restored(choice.text), self.place, self.report) for choice in right]
        if not accept or not all(map(bare, accept)):
            raise Unreadable(
                "no answer of it is wholly right, or one is empty.",
                "온전히 맞는 답이 없거나 빈 답이 있습니다.",
            )
        for choice in wrong:
            self.note_partial(choice)
        if any("*" in name for name in accept):
            self.report.changed(self.place, "a `*` stood for anything; here it is a sign like any other", "`*`가 아무 글자나 뜻했는데 여기서는 보통 글자입니다")  # fmt: skip
        self.spare += [choice.feedback for choice in right if choice.feedback]
        known = {bare(name) for name in accept}
        traps = [
            {"accept": [_restored(choice.text)], "why": self.why(choice.feedback)}
            for choice in wrong
            if bare(_restored(choice.text)) not in known
        ]
        data: dict[str, Any] = {"type": "text", "accept": distinct_names(accept)}
        return data | ({"traps": traps} if traps else {})

    def matching(self, choices: list[Choice]) -> dict[str, Any]:
        pairs, extra = [], []
        for choice in choices:
            left, _, right = choice.text.partition("->")
            shown = safe(from_html.literal(_restored(right)), self.place, self.report)
            if left.strip():
                pairs.append({"left": self.html(left), "right": shown, "why": self.why(choice.feedback)})
            else:
                extra.append(shown)
        if len(pairs) < 3:
            raise Unreadable("it has fewer than three pairs.", "짝이 셋보다 적습니다.")
        data: dict[str, Any] = {"type": "match", "pairs": pairs}
        return data | ({"extra": extra} if extra else {})

    def ordering(self, text: str) -> dict[str, Any]:
        lines = [self.html(line) for line in text.split("\n")[1:] if line.strip()]
        if len(lines) < 3:
            raise Unreadable("it has fewer than three blocks.", "블록이 셋보다 적습니다.")
        return {"type": "order", "blocks": blocks(lines)}

    def numerical(self, text: str) -> dict[str, Any]:
        if not text.startswith(("=", "~")):
            answer, _, feedback = text.partition("#")
            self.spare += [feedback] if feedback.strip() else []
            return self._number(answer)
        choices = list(self.choices(text))
        right = [choice for choice in choices if choice.right and choice.worth in (None, 100.0)]
        if len(right) != 1:
            raise Unreadable(f"{len(right)} numbers of it are wholly right; the bank has one.", f"온전히 맞는 수가 {len(right)}개인데 하나여야 합니다.")  # fmt: skip
        data = self._number(right[0].text)
        self.spare += [right[0].feedback] if right[0].feedback else []
        for choice in choices:
            if choice is right[0]:
                continue
            self.note_partial(choice)
            if not choice.text:
                self.spare += [choice.feedback] if choice.feedback else []
            elif "between" not in data:
                self._trap(data, choice)
        return data

    def _trap(self, data: dict[str, Any], choice: Choice) -> None:
        value = self._float(choice.text.partition(":")[0])
        margin = data.get("within", 0.5 * 10.0 ** -data["digits"] if "digits" in data else 0)
        if abs(value - data["answer"]) > margin:
            data.setdefault("traps", []).append({"value": short(value), "why": self.why(choice.feedback)})

    def _number(self, text: str) -> dict[str, Any]:
        if found := _RANGE.match(_restored(text)):
            low, high = sorted((self._float(found["low"]), self._float(found["high"])))
            return {"type": "numeric", "between": [short(low), short(high)], "closed": [True, True], "below": BELOW, "above": ABOVE}  # fmt: skip
        value, _, margin = text.partition(":")
        return {"type": "numeric", **number_data(self._float(value), self._float(margin or "0"))}

    def _float(self, text: str) -> float:
        try:
            value = float(_restored(text))
        except ValueError:
            value = float("nan")
        if not abs(value) < 1e300:
            shown = _restored(text)[:40]
            raise Unreadable(f"`{shown}` is no number.", f"`{shown}`: 수가 아닙니다.")
        return value
