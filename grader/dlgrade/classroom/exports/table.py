"""Tables of grades as CSV, and CSV files of others, edited so that every other byte stays as it is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from dlgrade.errors import CourseError, UserError
from dlgrade.i18n import Text

MAX_FILE = 64 << 20


def fixed(points: float) -> str:
    """Points with two decimals; what lies in the middle is rounded up."""
    return str(Decimal(repr(round(points, 6))).quantize(Decimal("0.01"), ROUND_HALF_UP))


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def without_blanks(
    columns: Sequence[str], cells: Mapping[str, Mapping[str, str]]
) -> tuple[list[str], dict[str, dict[str, str]]]:
    """The columns and the rows in which there is anything.

    Args:
        columns: their ids, in order.
        cells: for each row the cells by column; a cell that is not there is blank.

    Raises:
        UserError: a blank cell would remain, which would clear a grade where there is one.
    """
    rows = {row: dict(found) for row, found in cells.items() if found}
    kept = [column for column in columns if any(column in found for found in rows.values())]
    for row, found in rows.items():
        for column in kept:
            if column not in found:
                raise UserError(Text(
                    f"{row} has no grade for {column}, and a blank cell would clear the one that may be there. "
                    "Export one assignment at a time with --assignment, or fill in a downloaded file with --into.",
                    f"{row} 학생의 {column} 성적이 없습니다. 빈칸을 올리면 이미 있는 성적이 지워질 수 있습니다. "
                    "--assignment로 과제를 하나씩 내보내거나 --into로 내려받은 파일을 채우세요.",
                ))  # fmt: skip
    return kept, rows


# --------------------------------------------------------------------------------------------- files of other programs

_CELL = {
    delimiter: re.compile(
        rf'("(?:[^"]|"")*"[^{delimiter}\r\n]*|(?!")[^{delimiter}\r\n]*)(\r\n|\r|\n|{delimiter}|\Z)'
    )
    for delimiter in ",;\t"
}
_QUOTED = re.compile(r'"((?:[^"]|"")*)"(.*)', re.DOTALL)


@dataclass
class _Cell:
    """A cell as it is written, with what ends it: a delimiter, a line's end, nothing."""

    raw: str
    end: str

    @property
    def text(self) -> str:
        quoted = _QUOTED.match(self.raw)
        return quoted[1].replace('""', '"') + quoted[2] if quoted else self.raw


class Sheet:
    """A CSV file that another program has written."""

    def __init__(self, path: Path) -> None:
        """Read a file.

        Raises:
            CourseError: it cannot be read, is not UTF-8, or is no table.
        """
        self.path = path
        try:
            with path.open("rb") as file:
                data = file.read(MAX_FILE + 1)
        except OSError as error:
            raise CourseError(
                path, None, Text(f"cannot be read: {error.strerror}.", f"읽을 수 없습니다: {error.strerror}.")
            ) from None
        if len(data) > MAX_FILE:
            raise CourseError(path, None, Text(
                f"is larger than {MAX_FILE >> 20} MB.", f"{MAX_FILE >> 20} MB보다 큽니다."
            ))  # fmt: skip
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            raise CourseError(path, None, Text(
                "is not UTF-8. Download it again, or save it as “CSV UTF-8”.",
                "UTF-8이 아닙니다. 다시 내려받거나 ‘CSV UTF-8’ 형식으로 저장하세요.",
            )) from None  # fmt: skip
        self._mark = "\ufeff" if text.startswith("\ufeff") else ""
        self._rows, self.lines = self._parse(text[len(self._mark) :])
        if not self._rows:
            raise CourseError(path, None, Text("is empty.", "비어 있습니다."))

    def _parse(self, text: str) -> tuple[list[list[_Cell]], list[int]]:
        """The rows, and the line of the file that each begins at."""
        first = re.split(r"[\r\n]", text, maxsplit=1)[0]
        self.delimiter = max(_CELL, key=first.count)
        rows: list[list[_Cell]] = []
        lines: list[int] = []
        place, line, end = 0, 1, "\n"
        while place < len(text) or (end == self.delimiter):
            match = _CELL[self.delimiter].match(text, place)
            if match is None:
                raise CourseError(self.path, line, Text(
                    'a cell that begins with `"` does not end.', '`"`로 시작한 칸이 닫히지 않았습니다.'
                ))  # fmt: skip
            if end != self.delimiter:
                rows.append([])
                lines.append(line)
            rows[-1].append(_Cell(match[1], match[2]))
            end, place = match[2], match.end()
            line += len(re.findall(r"\r\n|\r|\n", match[0]))
            if not match[0]:
                break
        return rows, lines

    @property
    def rows(self) -> list[list[str]]:
        """The cells' texts."""
        return [[cell.text for cell in row] for row in self._rows]

    def set(self, row: int, column: int, text: str) -> None:
        """Give a cell another text; cells that a short row lacks are added."""
        cells = self._rows[row]
        while len(cells) <= column:
            cells.append(_Cell("", cells[-1].end if cells else ""))
            if len(cells) > 1:
                cells[-2].end = self.delimiter
        quote = any(c in text for c in f'"\r\n{self.delimiter}')
        cells[column].raw = '"' + text.replace('"', '""') + '"' if quote else text

    def text(self) -> str:
        """The file's text."""
        return self._mark + "".join(cell.raw + cell.end for row in self._rows for cell in row)
