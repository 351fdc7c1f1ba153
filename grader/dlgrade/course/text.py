"""The Markdown of an exercise: one file per language, with a fixed order of sections.

# Title
What it is, why it matters, the formula.
## Write            one bullet per name, - `relu(x)`: what it returns
## Example
## Hints            a numbered list, from vague to nearly the answer
## The notes        (optional) where a note differs from what is right
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from dlgrade.errors import CourseError
from dlgrade.i18n import Lang, Text

SECTIONS: dict[str, Text] = {
    "write": Text("Write", "작성할 것"),
    "example": Text("Example", "예제"),
    "hints": Text("Hints", "힌트"),
    "notes": Text("The notes", "노트와 다른 점"),
}
REQUIRED = ("write", "example", "hints")

_BULLET = re.compile(r"^- `(?P<name>[A-Za-z_][\w.]*)(?P<signature>[^`]*)`:?\s*", re.MULTILINE)
_NUMBER = re.compile(r"^\d+\.\s+", re.MULTILINE)


@dataclass(frozen=True)
class ExerciseText:
    """The text of an exercise in one language.

    Attributes:
        title: its heading.
        introduction: everything before the first section.
        write: the Markdown of the section that lists what to write.
        names: what each name is to do, by name (``Class.method`` for methods).
        example: the worked example.
        hints: from vague to nearly the answer.
        notes: where a note differs, or empty.
    """

    title: str
    introduction: str
    write: str
    names: dict[str, str]
    example: str
    hints: tuple[str, ...]
    notes: str


def read_text(path: Path, lang: Lang) -> ExerciseText:
    """Read the text of an exercise.

    Raises:
        CourseError: the file is not there, or a section is missing, unknown or empty.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        raise CourseError(path, None, Text("is not UTF-8.", "UTF-8 파일이 아닙니다.")) from None
    except OSError as error:
        why = error.strerror
        raise CourseError(path, None, Text(f"cannot be read: {why}.", f"읽을 수 없습니다: {why}.")) from None
    if not lines or not lines[0].startswith("# "):
        raise CourseError(
            path, 1, Text("the first line must be `# Title`.", "첫 줄은 `# 제목` 형식이어야 합니다.")
        )
    texts = _sections(lines, path, lang)
    for key in ("introduction", *REQUIRED):
        if not texts.get(key):
            name = SECTIONS[key].to(lang) if key in SECTIONS else "introduction"
            raise CourseError(
                path,
                None,
                Text(f"section `{name}` is missing or empty.", f"`{name}` 절이 없거나 비어 있습니다."),
            )
    return ExerciseText(
        title=lines[0][2:].strip(),
        introduction=texts["introduction"],
        write=texts["write"],
        names=_names(texts["write"]),
        example=texts["example"],
        hints=tuple(_unwrap(hint) for hint in _NUMBER.split(texts["hints"])[1:]),
        notes=texts.get("notes", ""),
    )


def _sections(lines: list[str], path: Path, lang: Lang) -> dict[str, str]:
    """The text of each section by its key; what comes before the first is the introduction."""
    headings = {text.to(lang): key for key, text in SECTIONS.items()}
    parts: dict[str, list[str]] = {"introduction": []}
    current, fenced = "introduction", False
    for number, line in enumerate(lines[1:], start=2):
        fenced ^= line.startswith("```")
        if line.startswith("## ") and not fenced:
            heading = line[3:].strip()
            if heading not in headings:
                known = ", ".join(headings)
                raise CourseError(path, number, Text(
                    f"unknown section `{heading}`; there are: {known}.", f"알 수 없는 절 `{heading}`. 쓸 수 있는 절: {known}."
                ))  # fmt: skip
            current = headings[heading]
            if current in parts:
                raise CourseError(
                    path,
                    number,
                    Text(f"section `{heading}` comes twice.", f"`{heading}` 절이 두 번 나옵니다."),
                )
            parts[current] = []
        else:
            parts[current].append(line)
    return {key: "\n".join(part).strip() for key, part in parts.items()}


def _names(section: str) -> dict[str, str]:
    found = list(_BULLET.finditer(section))
    ends = [match.start() for match in found[1:]] + [len(section)]
    return {m["name"]: _unwrap(section[m.end() : end]) for m, end in zip(found, ends, strict=True)}


def _unwrap(text: str) -> str:
    """Join the lines of a paragraph that was wrapped in the file."""
    return re.sub(r"\s*\n\s+", " ", text).strip()
