"""When submissions were handed in, from a list, where the download itself does not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from dlgrade.classroom.intake.roster import read_table
from dlgrade.classroom.intake.submissions import Entry
from dlgrade.classroom.policy import parse_time
from dlgrade.errors import CourseError
from dlgrade.i18n import Text


def read_times(path: Path) -> dict[str, str]:
    """Read a CSV file with the columns ``student`` and ``submitted`` (ISO 8601 with the offset).

    Raises:
        CourseError: it cannot be read, a column is missing, or something is no time.
    """
    rows = read_table(path)
    header = [name.strip().lower() for name in next(rows, (1, []))[1]]
    if not {"student", "submitted"} <= set(header):
        raise CourseError(path, 1, Text(
            "the first line must name the columns `student` and `submitted`.", "첫 줄에 `student`, `submitted` 열이 있어야 합니다."
        ))  # fmt: skip
    times: dict[str, str] = {}
    for line, row in rows:
        values = dict(zip(header, (value.strip() for value in row), strict=False))
        if not values.get("student"):
            continue
        if parse_time(values.get("submitted", "")) is None:
            raise CourseError(path, line, Text(
                'the time must have its offset, as "2026-11-30T23:59+09:00".',
                '시각은 "2026-11-30T23:59+09:00"처럼 시차까지 써야 합니다.',
            ))  # fmt: skip
        times[values["student"]] = values["submitted"]
    return times


def with_time(entry: Entry, times: Mapping[str, str]) -> Entry:
    """An entry with the time from the list, if it is there."""
    time = times.get(entry.student)
    return replace(entry, owner=replace(entry.owner, submitted=time)) if time else entry
