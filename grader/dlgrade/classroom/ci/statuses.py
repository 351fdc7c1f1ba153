"""The words beside a student's commit: points, and nothing else of what was graded.

The records come from a job in which students' code has run, so they are read as input from outside: only numbers are taken
from them. Which commit of which repository they belong to is said by the job that fetched it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dlgrade.classroom.intake.downloads import Owner
from dlgrade.classroom.intake.roster import Roster
from dlgrade.classroom.records import file_stem, number
from dlgrade.errors import CourseError, UserError, unreadable
from dlgrade.i18n import Lang, Text

_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}\Z")
_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?\Z")
_MAX_RECORD = 50_000_000
_POINTS = Text("{points} of {max_points} points", "{max_points}점 만점에 {points}점")
_NONE = Text("not graded; please ask your instructor", "채점하지 못했습니다. 강사에게 문의하세요")


@dataclass(frozen=True)
class Status:
    """What to show beside a commit.

    Attributes:
        repository: its name.
        commit: the full hash.
        state: ``success``, ``failure`` or ``error``, as GitHub calls them.
        text: at most 140 characters.
    """

    repository: str
    commit: str
    state: str
    text: str

    @property
    def line(self) -> str:
        """A line of a table for a shell."""
        return "\t".join((self.repository, self.commit, self.state, self.text))


def statuses(grades: Path, commits: Path, roster: Roster, lang: Lang) -> Iterator[Status]:
    """What to show beside which commit.

    Args:
        grades: the folder that ``dlgrade grade`` has written.
        commits: lines of student, repository and commit, with tabs between.
        roster: maps the names of folders to students.
        lang: of the texts.

    Raises:
        CourseError: a line of `commits` is wrong.
        UserError: there is no such folder.
    """
    if not grades.is_dir():
        raise UserError(Text(f"{grades}: there is no such folder.", f"{grades}: 그런 폴더가 없습니다."))
    for student, repository, commit in _commits(commits):
        known = roster.find(Owner("folders", student))
        points = _points(grades / f"{file_stem(known.student if known else student)}.json")
        if points is None:
            yield Status(repository, commit, "error", _NONE.to(lang))
        else:
            earned, possible = points
            text = _POINTS.to(lang).format(points=number(earned), max_points=number(possible))
            yield Status(repository, commit, "success" if earned >= possible else "failure", text)


def _commits(path: Path) -> Iterator[tuple[str, str, str]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    for i, line in enumerate(lines, 1):
        parts = line.split("\t")
        if len(parts) != 3 or not all(map(_NAME.match, parts[:2])) or not _COMMIT.match(parts[2]):
            raise CourseError(path, i, Text(
                "a line is a student, a repository and a commit, with tabs between.",
                "한 줄은 학생, 저장소, 커밋을 탭으로 나누어 적은 것입니다.",
            ))  # fmt: skip
        yield parts[0], parts[1], parts[2]


def _points(path: Path) -> tuple[float, float] | None:
    """What a record says was earned, and what was possible; None where it says nothing that can be believed."""
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _MAX_RECORD:
            return None
        record = json.loads(path.read_bytes())
        grades = [grade for grade in record["grades"] if grade["status"] != "excused"]
        given = [grade["points"] for grade in grades if grade["points"] is not None]
        earned, possible = sum(map(_number, given)), sum(_number(grade["max_points"]) for grade in grades)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return earned, possible


def _number(value: Any) -> float:
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or not math.isfinite(value)
        or abs(value) > 1e6
    ):
        raise ValueError(value)
    return float(value)
