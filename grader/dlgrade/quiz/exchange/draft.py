"""Questions from elsewhere as a file of ``quizzes/``: strict YAML that the bank reads, with marks where an author is needed.

A text in one language is written in both; the one that is missing begins with `TODO`, and so does what every question of
ours has and theirs has not. ``dlgrade validate`` names each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from dlgrade.course.formula import formulas
from dlgrade.i18n import LANGUAGES, Lang, Text
from dlgrade.quiz.bank import FORMAT
from dlgrade.quiz.texts import TODO

_HANGUL = re.compile(r"[가-힣]")
_LETTER = re.compile(r"[^\W\d_]")
_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
_PLAIN = re.compile(r"[A-Za-z가-힣][\w가-힣 ()/·.§-]*\Z")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_TEXT_KEYS = {
    "stem",
    "explain",
    "text",
    "why",
    "left",
    "right",
    "below",
    "above",
    "back",
    "alt",
    "unit",
    "solution",
}
_TEXT_LISTS = {"hints", "extra"}

WHY = Text(f"{TODO}say what is right or wrong about it.", f"{TODO}무엇이 맞거나 틀렸는지 쓰세요.")
EXPLAIN = Text(f"{TODO}say why the answer is right.", f"{TODO}정답인 이유를 쓰세요.")
BELOW = Text(f"{TODO}say what a smaller number overlooks.", f"{TODO}더 작은 수가 놓친 것을 쓰세요.")
ABOVE = Text(f"{TODO}say what a larger number overlooks.", f"{TODO}더 큰 수가 놓친 것을 쓰세요.")


@dataclass
class Draft:
    """A question that was read, with texts in one language or, where both were found, in both.

    Attributes:
        id: its id in the bank.
        place: where it was, for the report.
        data: its keys as in ``quizzes/*.yaml``; a text is a `str` in `lang`, or a `Text`.
        lang: the language.
        unit: the unit or category that it was in.
    """

    id: str
    place: str
    data: dict[str, Any]
    lang: Lang
    unit: str = ""
    pairs_with: str = ""
    notes: list[str] = field(default_factory=list)


def language(text: str, given: Lang | None = None) -> Lang:
    """The language of a text: the one that is given, else Korean where there is Hangul in it."""
    return given or ("ko" if _HANGUL.search(_CODE.sub("", text)) else "en")


def make_id(name: str, taken: Iterable[str], fallback: str) -> str:
    """An id from a name: small letters, digits and hyphens, unlike those that are taken."""
    base = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60].strip("-") or fallback
    used, id, count = set(taken), base, 2
    while id in used:
        id, count = f"{base}-{count}", count + 1
    return id


# ------------------------------------------------------------------------------------------------- two languages in one


def merged(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts of the same question in two languages as one whose texts are in both."""
    found: dict[str, Draft] = {}
    for draft in drafts:
        key = draft.pairs_with or f"\0{len(found)}"
        other = found.get(key)
        if other is None:
            found[key] = draft
        elif other.lang != draft.lang and (both := _both(other, draft)) is not None:
            found[key] = both
        else:
            found[f"{key}\0{len(found)}"] = draft
    return list(found.values())


def _both(one: Draft, other: Draft) -> Draft | None:
    en, ko = (one, other) if one.lang == "en" else (other, one)
    data = _paired(en.data, ko.data)
    if data is None:
        return None
    return Draft(en.id, en.place, data, "en", en.unit, notes=[*en.notes, *ko.notes])


def _paired(en: Any, ko: Any, key: str = "") -> Any:
    """Two values of the same shape as one, or None where they differ in more than their texts."""
    if isinstance(en, str) and isinstance(ko, str):
        if key in _TEXT_KEYS | _TEXT_LISTS:
            return Text(en, ko)
        return en if en == ko else None
    if isinstance(en, Text) and isinstance(ko, Text):
        return en
    if isinstance(en, Text) or isinstance(ko, Text):
        return None
    if isinstance(en, Mapping) and isinstance(ko, Mapping):
        return _paired_mapping(en, ko, key)
    if isinstance(en, list) and isinstance(ko, list):
        if key == "accept":
            return list(dict.fromkeys([*en, *ko]))
        if len(en) != len(ko):
            return None
        made = [_paired(a, b, key) for a, b in zip(en, ko, strict=True)]
        return None if any(item is None for item in made) else made
    return en if en == ko else None


def _paired_mapping(en: Mapping[str, Any], ko: Mapping[str, Any], key: str) -> dict[str, Any] | None:
    if en.keys() != ko.keys():
        return None
    texts = key == "bins"
    made = {name: _paired(en[name], ko[name], "text" if texts else name) for name in en}
    return None if any(value is None for value in made.values()) else made


# --------------------------------------------------------------------------------------------------------------- texts


def _complete(value: Any, lang: Lang, key: str = "") -> Any:
    """Every text in both languages."""
    if isinstance(value, Text):
        return value.en if value.en == value.ko else {"en": value.en, "ko": value.ko}
    if isinstance(value, str) and key in _TEXT_KEYS | _TEXT_LISTS:
        return _translated(value, lang)
    if isinstance(value, Mapping):
        inner = "text" if key == "bins" else None
        return {name: _complete(item, lang, inner or name) for name, item in value.items()}
    if isinstance(value, list):
        return [_complete(item, lang, key) for item in value]
    return value


def _translated(text: str, lang: Lang) -> Any:
    if alike(text):
        return text
    texts = {lang: text, **{other: TODO + text for other in LANGUAGES if other != lang}}
    return {other: texts[other] for other in LANGUAGES}


def alike(text: str) -> bool:
    """Whether both languages write a text alike: numbers, code and formulas."""
    rest = _CODE.sub("", text)
    for latex in formulas(rest):
        rest = rest.replace(latex, "")
    return not _LETTER.search(rest)


# ---------------------------------------------------------------------------------------------------------------- YAML


class _Dumper(yaml.SafeDumper):
    """Quotes whatever our strict reader, or another reader of YAML, could take for something else."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    plain = _PLAIN.match(text) and text.lower() not in _WORDS and text == text.strip()
    if "\n" in text and not re.search(
        r"[ \t]\n|[^\n\t\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text
    ):
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|")
    style = None if plain else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _write_text)


def unit_file(drafts: Sequence[Draft], title: Text | None) -> str:
    """The drafts as a file of ``quizzes/``.

    Args:
        drafts: the questions.
        title: of a unit that is the quizzes' own; None where the course has the unit.
    """
    head: dict[str, Any] = {"format": FORMAT}
    if title is not None:
        head["title"] = {"en": title.en, "ko": title.ko}
    parts = [_dumped(head), "concepts: []\n", "questions:"]
    if not drafts:
        parts[-1] += " []"
    text = "\n".join(parts) + "\n"
    for draft in drafts:
        written = _dumped([_ordered(draft)])
        text += "\n" + "".join(
            f"  {line}" if line.strip() else line for line in written.splitlines(keepends=True)
        )
    return text


_ORDER = (
    "id",
    "type",
    "concepts",
    "source",
    "difficulty",
    "revision",
    "corrects",
    "references",
    "stem",
    "code",
)


def _ordered(draft: Draft) -> dict[str, Any]:
    data = {
        "id": draft.id,
        "concepts": [],
        "source": [],
        "difficulty": 2,
        "hints": [],
        "explain": EXPLAIN,
        **draft.data,
    }
    first = {key: data[key] for key in _ORDER if key in data}
    last = {key: data[key] for key in ("hints", "explain")}
    middle = {key: value for key, value in data.items() if key not in first and key not in last}
    completed: dict[str, Any] = _complete({**first, **middle, **last}, draft.lang)
    return completed


def _dumped(value: Any) -> str:
    return str(
        yaml.dump(
            value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120, default_flow_style=False
        )
    )


def title_of(drafts: Sequence[Draft], fallback: str) -> Text:
    """A title for a unit of the quizzes' own: the category of the questions, or the name of their file."""
    names = list(dict.fromkeys(draft.unit for draft in drafts if draft.unit))
    name = names[0] if names else fallback
    if alike(name):
        return Text(name, name)
    lang = language(name)
    return Text(name, TODO + name) if lang == "en" else Text(TODO + name, name)
