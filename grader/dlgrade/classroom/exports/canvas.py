"""Canvas: a table for the gradebook's import, and an exported gradebook filled in.

The format is that of Canvas's ``lib/gradebook_importer.rb``: students are found by their user id, assignments by the number in
brackets after their title, which ``canvas:`` in ``course.yaml`` gives. Three things are easily done wrong:

- A blank cell over a grade clears it. Rows and columns without any grade are left out; where a blank would remain, nothing is
  written. In a file that Canvas exported, cells without a grade of ours stay as they are, and so change nothing.
- A line ``Points Possible`` changes the points of assignments that are there already. It is written only for those that
  have no number yet and so will be new.
- ``EX`` excuses a student.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dlgrade.classroom.exports.identity import canvas_id
from dlgrade.classroom.exports.table import Sheet, as_csv, fixed, without_blanks
from dlgrade.classroom.graded import Graded
from dlgrade.classroom.grades import Grade
from dlgrade.classroom.policy import Assignment
from dlgrade.classroom.records import cell
from dlgrade.errors import CourseError
from dlgrade.i18n import Lang, Text

_NUMBER = re.compile(r"\((\d+)\)\s*\Z")
_EXCUSED = "EX"


def header(assignment: Assignment, lang: Lang) -> str:
    """The title of an assignment's column."""
    title = assignment.title.to(lang)
    return f"{title} ({assignment.canvas})" if assignment.canvas else title


def value(grade: Grade) -> str:
    """A grade as Canvas reads it; empty where there is none."""
    if grade.status == "excused":
        return _EXCUSED
    return "" if grade.points is None else fixed(grade.points)


def table(
    assignments: Sequence[Assignment], students: Iterable[Graded], lang: Lang
) -> tuple[str, list[Text]]:
    """A table to import, and what is missing in it.

    Raises:
        UserError: a blank cell would be in it.
    """
    heads, cells, problems = {}, {}, []
    possible: dict[str, float] = {}
    for graded in students:
        found = {grade.assignment.id: value(grade) for grade in graded.grades if value(grade)}
        possible |= {grade.assignment.id: grade.max_points for grade in graded.grades}
        id = canvas_id(graded)
        if found and not id:
            problems.append(_no_id(graded))
        elif found:
            student = graded.student
            heads[student.student] = [cell(student.name or student.student), id, "", cell(student.section)]
            cells[student.student] = found
    kept, rows = without_blanks([assignment.id for assignment in assignments], cells)
    columns = [assignment for assignment in assignments if assignment.id in kept]
    lines = [["Student", "ID", "SIS Login ID", "Section", *(header(a, lang) for a in columns)]]
    if any(not a.canvas for a in columns):
        points = ["" if a.canvas else fixed(possible[a.id]) for a in columns]
        lines.append(["    Points Possible", "", "", "", *points])
    lines += [[*heads[id], *(found[column] for column in kept)] for id, found in rows.items()]
    return as_csv(lines), problems


def _no_id(graded: Graded) -> Text:
    who = graded.student.student
    return Text(
        f"{who} has no user id at Canvas and is left out. Give it in the roster's column `canvas`.",
        f"{who}: Canvas 사용자 번호가 없어 뺐습니다. 명단의 `canvas` 열에 적으세요.",
    )


# ------------------------------------------------------------------------------------------- into an exported gradebook


def fill(
    sheet: Sheet, assignments: Sequence[Assignment], students: Iterable[Graded], lang: Lang
) -> tuple[int, list[Text]]:
    """Fill the grades into a gradebook that Canvas exported; how many, and what could not be filled in.

    Raises:
        CourseError: it is none, or no assignment of ours has a column in it.
    """
    heading = sheet.rows[0]
    if heading[0] not in ("Student", "LastName") or "ID" not in heading:
        raise CourseError(sheet.path, 1, Text(
            "this is no gradebook that Canvas exported: its first line begins with `Student,ID`.",
            "Canvas에서 내보낸 성적부가 아닙니다. 첫 줄이 `Student,ID`로 시작해야 합니다.",
        ))  # fmt: skip
    columns = _columns(sheet, heading, assignments, lang)
    problems = [_no_column(a, lang) for a in assignments if a.id not in columns]
    problems += [
        _frozen(a, lang) for a in assignments if a.id in columns and _is_frozen(sheet, columns[a.id])
    ]
    places = _places(sheet, heading)
    count = 0
    for graded in students:
        found = {g.assignment.id: value(g) for g in graded.grades if value(g) and g.assignment.id in columns}
        row = _row(graded, places)
        if found and row is None:
            problems.append(_not_there(graded, sheet))
        else:
            for id, shown in found.items():
                sheet.set(row or 0, columns[id], shown)
            count += len(found)
    return count, problems


def _columns(
    sheet: Sheet, heading: list[str], assignments: Sequence[Assignment], lang: Lang
) -> dict[str, int]:
    numbers = {match[1]: i for i, title in enumerate(heading) if (match := _NUMBER.search(title))}
    titles = {_NUMBER.sub("", title).strip(): i for i, title in enumerate(heading)}
    found = {}
    for a in assignments:
        place = numbers.get(a.canvas) if a.canvas else titles.get(a.title.to(lang))
        if place is not None:
            found[a.id] = place
    if not found:
        names = ", ".join(header(a, lang) for a in assignments)
        raise CourseError(sheet.path, 1, Text(
            f"there is no column for any of these assignments: {names}. Give their numbers at Canvas as `canvas:` in course.yaml.",
            f"다음 과제의 열이 없습니다: {names}. course.yaml의 `canvas:`에 Canvas 과제 번호를 적으세요.",
        ))  # fmt: skip
    return found


def _places(sheet: Sheet, heading: list[str]) -> dict[tuple[str, str], int | None]:
    """Rows by what identifies their student; None where several rows share it."""
    keys = [name for name in ("ID", "SIS User ID", "SIS Login ID") if name in heading]
    found: dict[tuple[str, str], int | None] = {}
    for i, row in enumerate(sheet.rows[1:], 1):
        for key in keys:
            column = heading.index(key)
            text = row[column].strip().casefold() if column < len(row) else ""
            if text:
                found[key, text] = None if (key, text) in found else i
    return found


def _row(graded: Graded, places: dict[tuple[str, str], int | None]) -> int | None:
    """A student's row: by the user id, else by what the school's own system calls the student."""
    student = graded.student
    id = canvas_id(graded)
    if id:
        return places.get(("ID", id.casefold()))
    for name in filter(None, (student.student, student.email)):
        for key in ("SIS User ID", "SIS Login ID"):
            row = places.get((key, name.casefold()))
            if row is not None:
                return row
    return None


def _is_frozen(sheet: Sheet, column: int) -> bool:
    """Whether Canvas ignores a column: it says so in the line of the possible points."""
    return any(
        "Points Possible" in row[0] and "read only" in "".join(row[column : column + 1])
        for row in sheet.rows[1:4]
    )


def _frozen(assignment: Assignment, lang: Lang) -> Text:
    name = header(assignment, lang)
    return Text(
        f"Canvas says that `{name}` is read only, and will ignore the column.",
        f"Canvas에서 `{name}` 열은 읽기 전용이어서 올려도 무시됩니다.",
    )


def _no_column(assignment: Assignment, lang: Lang) -> Text:
    name = header(assignment, lang)
    return Text(f"there is no column `{name}`.", f"`{name}` 열이 없습니다.")


def _not_there(graded: Graded, sheet: Sheet) -> Text:
    who = graded.student.student
    return Text(f"{who} is not in {sheet.path.name}.", f"{who} 학생이 {sheet.path.name}에 없습니다.")
