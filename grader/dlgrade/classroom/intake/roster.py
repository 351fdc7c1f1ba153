"""The roster: who is in the class, and what each platform calls them.

A CSV file with a header. ``student`` is the id that everything else uses; the other columns may be left out::

    student,name,email,lang,section,canvas,moodle,github
    kim-a,김하나,hana@example.org,ko,1,10023,104233,hana-kim

Canvas identifies students by a numeric user id, Moodle by an assignment's participant number, Gradescope by the e-mail
address, Classroom 50 by the login at GitHub. A spreadsheet may have saved the file with a byte order mark or semicolons.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path

from dlgrade.classroom.intake.downloads import Owner
from dlgrade.errors import CourseError
from dlgrade.i18n import LANGUAGES, Text


@dataclass(frozen=True)
class Student:
    """A student of the class.

    Attributes:
        student: the id that everything uses.
        name: to show.
        email: also the key at Gradescope.
        lang: of the feedback: ``en``, ``ko``, or empty for the instructor's own.
        section: of the class.
        canvas: the user id at Canvas.
        moodle: the participant number at Moodle.
        github: the login at GitHub.
    """

    student: str
    name: str = ""
    email: str = ""
    lang: str = ""
    section: str = ""
    canvas: str = ""
    moodle: str = ""
    github: str = ""


COLUMNS = tuple(field.name for field in fields(Student))


class Roster:
    """The students of a class; empty where there is no list, and then everybody is welcome."""

    def __init__(self, students: list[Student]) -> None:
        self.students = {student.student: student for student in students}

    @classmethod
    def read(cls, path: Path) -> Roster:
        """Read a roster.

        Raises:
            CourseError: it cannot be read, a column is missing or unknown, or a student is there twice.
        """
        rows = read_table(path)
        header = next(rows, (1, []))[1]
        names = [name.strip().lower() for name in header]
        if "student" not in names:
            raise CourseError(path, 1, Text(
                f"a roster begins with a line of column names, one of them `student`. Known are: {', '.join(COLUMNS)}.",
                f"명단의 첫 줄은 열 이름이고 `student` 열이 있어야 합니다. 쓸 수 있는 열: {', '.join(COLUMNS)}.",
            ))  # fmt: skip
        if unknown := [name for name in names if name and name not in COLUMNS]:
            raise CourseError(path, 1, Text(
                f"unknown column `{unknown[0]}`. Known are: {', '.join(COLUMNS)}.",
                f"알 수 없는 열입니다: `{unknown[0]}`. 쓸 수 있는 열: {', '.join(COLUMNS)}.",
            ))  # fmt: skip
        students: dict[str, Student] = {}
        for line, row in rows:
            values = {name: value.strip() for name, value in zip(names, row, strict=False) if name}
            student = Student(**values) if values.get("student") else None
            if student is None:
                if any(values.values()):
                    raise CourseError(
                        path, line, Text("the student has no id.", "학생의 id가 비어 있습니다.")
                    )
                continue
            if student.student in students:
                raise CourseError(path, line, Text(
                    f"`{student.student}` is there twice.", f"`{student.student}` 학생이 두 번 나옵니다."
                ))  # fmt: skip
            if student.lang and student.lang not in LANGUAGES:
                raise CourseError(path, line, Text(
                    f"the language is `en` or `ko`, not `{student.lang}`.", f"언어는 `en` 또는 `ko`입니다: `{student.lang}`."
                ))  # fmt: skip
            students[student.student] = student
        return cls(list(students.values()))

    @cached_property
    def _keys(self) -> dict[tuple[str, str], str]:
        """Students by platform and key; a key that two students share identifies nobody."""
        found: dict[tuple[str, str], str] = {}
        for id, student in self.students.items():
            keys = {
                "folders": {id, student.email, student.github, student.name},
                "canvas": {student.canvas},
                "moodle": {student.moodle, student.name},
                "gradescope": {student.email, id, student.name},
                "classroom50": {student.github, id},
            }
            for platform, values in keys.items():
                for value in filter(None, values):
                    place = (platform, value.casefold())
                    found[place] = id if found.get(place, id) == id else ""
        return found

    def find(self, owner: Owner) -> Student | None:
        """The student that an owner is; None if the roster does not say."""
        id = self._keys.get((owner.platform, owner.key.casefold()))
        return self.students[id] if id else None


def read_table(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file with their lines, comma or semicolon between the cells.

    Raises:
        CourseError: it cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CourseError(path, None, Text(
            "is not UTF-8. Save it as “CSV UTF-8”.", "UTF-8이 아닙니다. ‘CSV UTF-8’ 형식으로 저장하세요."
        )) from None  # fmt: skip
    except OSError as error:
        raise CourseError(
            path, None, Text(f"cannot be read: {error.strerror}.", f"읽을 수 없습니다: {error.strerror}.")
        ) from None
    first = text.partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if ";" in first and "," not in first else ","
    )
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise CourseError(
            path, reader.line_num, Text(f"is no CSV: {error}.", f"CSV가 아닙니다: {error}.")
        ) from None
