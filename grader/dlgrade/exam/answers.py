"""The answer table: a CSV file with one row per student.

::

    student,variant,1,2,3
    kim-a,A,2,1 3,0.25
    lee-b,B,?,,7
    park-c,-,,,

The columns after `student` and `variant` are the positions on the paper; a column `name` and columns that start with `#` are
left alone. The variant ``-`` means that the student was not there. What a cell may hold is in `dlgrade.exam.notation`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dlgrade.errors import CourseError
from dlgrade.exam import notation
from dlgrade.exam.key import Key
from dlgrade.exam.notation import Reading
from dlgrade.i18n import Text

ABSENT = ("-", "absent", "결시")
_MAX_BYTES = 20_000_000
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Sheet:
    """What a student handed in.

    Attributes:
        student: the id.
        variant: the letter; empty: the student was not there.
        cells: what was typed, by position.
        readings: what it means, by position.
        line: in the file.
    """

    student: str
    variant: str
    cells: dict[int, str]
    readings: dict[int, Reading]
    line: int


def read_answers(path: Path, keys: Mapping[str, Key]) -> list[Sheet]:
    """Read the table.

    Raises:
        CourseError: something in it cannot be; names file and line.
    """
    text = _text(path)
    sample = text.splitlines()[0] if text.strip() else ""
    delimiter = max(",;\t", key=sample.count)
    try:
        rows = _rows(text, delimiter)
    except csv.Error as error:
        raise CourseError(path, None, Text(f"is not CSV: {error}.", f"CSV가 아닙니다: {error}.")) from None
    if not rows:
        raise CourseError(path, None, Text("is empty.", "비어 있습니다."))
    columns = _Columns.of(path, rows[0], keys)
    sheets: list[Sheet] = []
    seen: dict[str, int] = {}
    for line, row in rows[1:]:
        if not any(cell.strip() for cell in row):
            continue
        sheet = columns.sheet(line, row)
        if sheet.student in seen:
            raise columns.wrong(
                line,
                f"`{sheet.student}` is in line {seen[sheet.student]} already.",
                f"`{sheet.student}` 학생은 이미 {seen[sheet.student]}번째 줄에 있습니다.",
            )
        seen[sheet.student] = line
        sheets.append(sheet)
    return sheets


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise CourseError(
                path, None, Text("is too large for an answer table.", "답안 표로는 너무 큽니다.")
            )
        content = path.read_bytes()
    except OSError as error:
        raise CourseError(
            path, None, Text(f"cannot be read: {error.strerror}.", f"읽을 수 없습니다: {error.strerror}.")
        ) from None
    for encoding in ("utf-8-sig", "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp949"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CourseError(path, None, Text("is not UTF-8.", "UTF-8 파일이 아닙니다."))


def _rows(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The rows with the lines on which they begin."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, begin = [], 1
    for row in reader:
        rows.append((begin, row))
        begin = reader.line_num + 1
    return rows


def _visible(cell: str) -> str:
    """A cell without signs that nobody sees, and that could command a terminal; the ends of lines stay."""
    return _UNSEEN.sub("", cell).strip()


@dataclass(frozen=True)
class _Columns:
    """Which column is what."""

    path: Path
    keys: Mapping[str, Key]
    student: int
    variant: int | None
    positions: dict[int, int]
    width: int

    @classmethod
    def of(cls, path: Path, head: tuple[int, list[str]], keys: Mapping[str, Key]) -> _Columns:
        line, names = head[0], [name.strip().lower() for name in head[1]]

        def wrong(en: str, ko: str) -> CourseError:
            return CourseError(path, line, Text(en, ko))

        if "student" not in names:
            raise wrong(
                "the first row must name the columns: student, variant, 1, 2 and so on.",
                "첫 줄에는 student, variant, 1, 2 같은 열 이름이 있어야 합니다.",
            )
        if "variant" not in names and len(keys) > 1:
            raise wrong("the column `variant` is missing.", "`variant` 열이 빠져 있습니다.")
        longest = max(len(key.questions) for key in keys.values())
        positions: dict[int, int] = {}
        for i, name in enumerate(names):
            number = name.removeprefix("q")
            if name in ("student", "variant", "name", "") or name.startswith("#"):
                continue
            if not (number.isascii() and number.isdecimal()) or not 1 <= int(number) <= longest:
                raise wrong(
                    f"`{head[1][i]}` is no column: student, variant, name, or a position from 1 to {longest} is expected.",
                    f"`{head[1][i]}`: student, variant, name 또는 1부터 {longest}까지의 문제 번호여야 합니다.",
                )
            if int(number) in positions:
                raise wrong(f"the column {number} is there twice.", f"{number}번 열이 두 번 나옵니다.")
            positions[int(number)] = i
        variant = names.index("variant") if "variant" in names else None
        columns = cls(path, keys, names.index("student"), variant, positions, len(names))
        columns.complete(line)
        return columns

    def complete(self, line: int) -> None:
        """There is a column for every question that is answered on paper."""
        for key in self.keys.values():
            for question in key.questions:
                if question.exercise is None and question.position not in self.positions:
                    raise self.wrong(
                        line,
                        f"there is no column {question.position}.",
                        f"{question.position}번 열이 없습니다.",
                    )

    def wrong(self, line: int, en: str, ko: str) -> CourseError:
        return CourseError(self.path, line, Text(en, ko))

    def sheet(self, line: int, row: list[str]) -> Sheet:
        if len(row) > self.width and any(cell.strip() for cell in row[self.width :]):
            raise self.wrong(
                line,
                f"the row has {len(row)} cells, and the table {self.width} columns; put a cell with a comma in quotes.",
                f"칸이 {len(row)}개인데 열은 {self.width}개입니다. 쉼표가 든 칸은 따옴표로 감싸세요.",
            )
        row = [_visible(cell) for cell in (*row, *[""] * (self.width - len(row)))]
        student = row[self.student].strip()
        if not student:
            raise self.wrong(line, "the row names no student.", "학생이 적혀 있지 않습니다.")
        variant = self.letter(line, row)
        cells = {position: row[i].strip() for position, i in self.positions.items()}
        if not variant:
            return Sheet(student, "", {}, {}, line)
        readings = {}
        for question in self.keys[variant].questions:
            cell = cells.get(question.position, "")
            if question.exercise is not None:
                readings[question.position] = Reading("pending")
                continue
            try:
                readings[question.position] = notation.read(question.task, question.order, cell)
            except notation.NotAnAnswer as error:
                raise self.wrong(
                    line,
                    f"question {question.position} of {student}: {error.text.en}",
                    f"{student} 학생의 {question.position}번 문제: {error.text.ko}",
                ) from None
        return Sheet(student, variant, cells, readings, line)

    def letter(self, line: int, row: list[str]) -> str:
        if self.variant is None:
            return next(iter(self.keys))
        written = row[self.variant].strip()
        if written.lower() in ABSENT:
            return ""
        letter = written.upper().removesuffix("형")
        if letter not in self.keys:
            known = ", ".join(self.keys)
            raise self.wrong(
                line,
                f"there is no key for the variant `{written}`; there are: {known}, and - for who was absent.",
                f"`{written}` 유형의 정답표가 없습니다. 있는 유형: {known}. 결시는 -로 적으세요.",
            )
        return letter
