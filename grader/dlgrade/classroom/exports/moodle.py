"""Moodle: a table for the gradebook's import, and a downloaded grading worksheet filled in.

The import (``grade/import/csv``) lets the instructor say which column is what. It refuses the whole file for one user that it
does not know, and reads a blank as "no grade"; so students without the value that users are found by are left out, and so are
rows and columns without a grade.

The worksheet (``mod/assign/feedback/offline``) must be the one that Moodle wrote, in the language of the site: it is edited in
place, and every byte but the filled cells stays. Moodle skips a line whose grade is above the maximum or has been changed
since the download, unless the upload's form says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from dlgrade.classroom.calculation import calculation
from dlgrade.classroom.exports.identity import moodle_number
from dlgrade.classroom.exports.table import Sheet, as_csv, fixed, without_blanks
from dlgrade.classroom.graded import Graded
from dlgrade.classroom.grades import Grade
from dlgrade.classroom.policy import Assignment
from dlgrade.classroom.records import cell
from dlgrade.errors import CourseError
from dlgrade.i18n import Lang, Text

Key = Literal["email", "idnumber", "username"]
KEYS: tuple[Key, ...] = get_args(Key)
_GRADE_MAX = 100  # of the import, unless the site allows more


def table(
    assignments: Sequence[Assignment], students: Iterable[Graded], lang: Lang, key: Key = "email"
) -> tuple[str, list[Text]]:
    """A table to import, and what is missing in it.

    Args:
        assignments: a column of grades and one of feedback for each.
        students: whose grades.
        lang: of the columns' titles; the feedback is in each student's own.
        key: how users will be found; the student's id serves as ``idnumber`` and ``username``.

    Raises:
        UserError: a blank cell would be in it.
    """
    grades: dict[str, dict[str, Grade]] = {}
    users, problems, above = {}, [], False
    for graded in students:
        student = graded.student
        found = {g.assignment.id: g for g in graded.grades if g.points is not None and g.status != "excused"}
        problems += [_excused(graded, grade) for grade in graded.grades if grade.status == "excused"]
        above |= any((grade.points or 0) > _GRADE_MAX for grade in found.values())
        if found and key == "email" and not student.email:
            problems.append(_no_email(graded))
        elif found:
            users[student.student] = [student.email, student.student, student.student]
            grades[student.student] = found
    shown = {id: {name: fixed(g.points or 0) for name, g in found.items()} for id, found in grades.items()}
    kept, rows = without_blanks([assignment.id for assignment in assignments], shown)
    columns = [assignment for assignment in assignments if assignment.id in kept]
    titles = [cell(assignment.title.to(lang)) for assignment in columns]
    lines = [
        ["email", "idnumber", "username", *(t for title in titles for t in (title, f"{title} (feedback)"))]
    ]
    for id, texts in rows.items():
        own = {name: calculation(grade, _language(grade, lang)) for name, grade in grades[id].items()}
        both = ((texts[a.id], cell(own[a.id])) for a in columns)
        lines.append([*map(cell, users[id]), *(text for pair in both for text in pair)])
    if above:
        problems.append(Text(
            f"Moodle refuses grades above {_GRADE_MAX} unless the site allows them. Give the assignment `points:` in course.yaml.",
            f"Moodle은 사이트 설정에서 허용하지 않으면 {_GRADE_MAX}점이 넘는 성적을 거절합니다. course.yaml에서 과제의 `points:`를 정하세요.",
        ))  # fmt: skip
    return as_csv(lines), problems


def _language(grade: Grade, otherwise: Lang) -> Lang:
    return "ko" if grade.student.lang == "ko" else "en" if grade.student.lang == "en" else otherwise


def _excused(graded: Graded, grade: Grade) -> Text:
    who, what = graded.student.student, grade.assignment.id
    return Text(
        f"{who} is excused from {what}, which Moodle's files cannot say; left out.",
        f"{who}: {what} 면제는 Moodle 파일로 전할 수 없어 뺐습니다.",
    )


def _no_email(graded: Graded) -> Text:
    who = graded.student.student
    return Text(
        f"{who} has no e-mail address and is left out. Give it in the roster, or let Moodle find users by their ids: --key idnumber.",
        f"{who}: 이메일 주소가 없어 뺐습니다. 명단에 적거나, 학생을 id로 찾게 하려면 --key idnumber를 쓰세요.",
    )


# ------------------------------------------------------------------------------------------- into a downloaded worksheet

_HEADINGS = {
    "identifier": ("Identifier", "식별자"),
    "name": ("Full name", "성명", "전체 이름", "이름"),
    "email": ("Email address", "이메일 주소", "이메일"),
    "idnumber": ("ID number", "학번", "아이디 번호", "ID 번호"),
    "grade": ("Grade", "성적"),
    "maximum": ("Maximum grade", "Maximum Grade", "최대 성적"),
    "changeable": ("Grade can be changed", "성적 변경 가능"),
    "modified": ("Last modified (grade)", "마지막 수정됨(성적)", "최종 수정 일시(성적)"),
    "comments": ("Feedback comments", "피드백 코멘트"),
}
_NUMBER = re.compile(r"(\d+)\s*\Z")
_DECIMAL = re.compile(r"\s*\d+(?:[.,]\d+)?\s*\Z")


def fill(
    sheet: Sheet, assignment: Assignment, students: Iterable[Graded], lang: Lang, column: str | None = None
) -> tuple[int, list[Text]]:
    """Fill the grades of an assignment into its worksheet; how many, and what could not be filled in.

    Where the worksheet has a column of comments, blank ones are filled with how the grade came about.

    Args:
        sheet: the worksheet.
        assignment: whose grades.
        students: of the class.
        lang: of the comments of students whose language nobody says.
        column: the title of the column of grades, for a site in another language.

    Raises:
        CourseError: it is no worksheet, or one that is graded with words.
    """
    rows = sheet.rows
    at = _columns(sheet, rows, column)
    places = _places(rows, at)
    problems: list[Text] = []
    count = 0
    for graded in students:
        grade = next(grade for grade in graded.grades if grade.assignment.id == assignment.id)
        if grade.status == "excused":
            problems.append(_excused(graded, grade))
        elif grade.points is not None:
            row = _row(graded, grade, places)
            if row is None:
                problems.append(_not_there(graded, sheet))
            else:
                problems += _fill_row(sheet, rows[row], row, at, grade, _language(grade, lang))
                count += 1
    return count, problems


def _fill_row(
    sheet: Sheet, cells: list[str], row: int, at: dict[str, int], grade: Grade, lang: Lang
) -> Iterable[Text]:
    who, points = grade.student.student, grade.points or 0.0
    maximum = _at(cells, at, "maximum")
    comma = "," in maximum
    sheet.set(row, at["grade"], fixed(points).replace(".", ",") if comma else fixed(points))
    if "comments" in at and not _at(cells, at, "comments").strip():
        sheet.set(row, at["comments"], cell(calculation(grade, lang)))
    if _DECIMAL.match(maximum) and points > float(maximum.replace(",", ".")) + 1e-9:
        yield Text(
            f"{who} has {fixed(points)} points and Moodle's maximum is {maximum}: Moodle will skip the line.",
            f"{who}: {fixed(points)}점은 Moodle의 최대 성적 {maximum}보다 높아 Moodle이 이 줄을 건너뜁니다.",
        )
    if _at(cells, at, "changeable").strip().casefold() in ("no", "아니오", "아니요"):
        yield Text(
            f"{who}: Moodle says that this grade cannot be changed, and will skip the line.",
            f"{who}: Moodle에서 성적을 바꿀 수 없게 되어 있어 이 줄을 건너뜁니다.",
        )


def _at(cells: list[str], at: dict[str, int], name: str) -> str:
    column = at.get(name)
    return cells[column] if column is not None and column < len(cells) else ""


def _columns(sheet: Sheet, rows: list[list[str]], column: str | None) -> dict[str, int]:
    """Where the columns are, by their names in English and Korean."""
    titles = [title.strip() for title in rows[0]]
    at = {
        key: titles.index(name)
        for key, names in _HEADINGS.items()
        for name in reversed(names)
        if name in titles
    }
    if column is not None:
        if column not in titles:
            raise CourseError(
                sheet.path, 1, Text(f"there is no column `{column}`.", f"`{column}` 열이 없습니다.")
            )
        at["grade"] = titles.index(column)
    if "identifier" not in at:
        numbered = (i for i in range(len(titles)) if _all_numbered(rows, i))
        at["identifier"] = next(numbered, -1)
    if at["identifier"] < 0 or "grade" not in at:
        raise CourseError(sheet.path, 1, Text(
            "this is no grading worksheet of Moodle in English or Korean: the columns Identifier and Grade are not there. "
            "Name the column of grades with --column where the site is in another language.",
            "Moodle의 채점 워크시트(한국어·영어)가 아닙니다. ‘식별자’와 ‘성적’ 열이 없습니다. 다른 언어 사이트라면 성적 열의 이름을 --column으로 지정하세요.",
        ))  # fmt: skip
    maximum = next((_at(row, at, "maximum") for row in rows[1:] if _at(row, at, "maximum")), "")
    if maximum and not _DECIMAL.match(maximum):
        raise CourseError(sheet.path, 2, Text(
            f"this assignment is graded with words (`{maximum}`), not with points.",
            f"점수가 아니라 단어 척도(`{maximum}`)로 채점하는 과제입니다.",
        ))  # fmt: skip
    return at


def _all_numbered(rows: list[list[str]], column: int) -> bool:
    """Whether a column holds what Moodle calls participants by: a word and a number."""
    cells = [row[column] for row in rows[1:] if column < len(row)]
    return bool(cells) and all(_NUMBER.search(text) and not text.strip()[:1].isdigit() for text in cells)


_Places = dict[tuple[str, str], int | None]


def _places(rows: list[list[str]], at: dict[str, int]) -> _Places:
    """Rows by what identifies their student; None where several rows share it."""
    found: _Places = {}
    for i, row in enumerate(rows[1:], 1):
        number = _NUMBER.search(_at(row, at, "identifier"))
        keys = [("number", number[1] if number else "")]
        keys += [(key, _at(row, at, key).strip().casefold()) for key in ("email", "idnumber", "name")]
        for key in keys:
            if key[1]:
                found[key] = None if key in found else i
    return found


def _row(graded: Graded, grade: Grade, places: _Places) -> int | None:
    """A student's line: by the participant number, else by address, id number, or a name that nobody else has."""
    student = graded.student
    number = moodle_number(graded, graded.attempt_of(grade))
    keys = [
        ("number", number),
        ("email", student.email.casefold()),
        ("idnumber", student.student.casefold()),
        ("name", student.name.casefold()),
    ]
    return next((place for key in keys if key[1] and (place := places.get(key)) is not None), None)


def _not_there(graded: Graded, sheet: Sheet) -> Text:
    who = graded.student.student
    return Text(
        f"{who} is not in {sheet.path.name}. Give the participant number in the roster's column `moodle`.",
        f"{who} 학생이 {sheet.path.name}에 없습니다. 명단의 `moodle` 열에 참가자 번호를 적으세요.",
    )
