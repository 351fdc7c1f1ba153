"""Copies one gradebook into another: what `Gradebook.absorb` does for each.

Two results are the same where they say the same about the same answer under the same version; how long a test took, when it
was run and what the file was called makes no difference. So it does not matter how a class was split.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from dlgrade.classroom.gradebook import refer

_OF_SUBMISSION = "INSERT INTO student VALUES (?, ?) ON CONFLICT (id) DO NOTHING"
_OF_ROSTER = "INSERT INTO student VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET facts = excluded.facts"


class Absorbing:
    """Copies one gradebook into another, within a transaction of the latter."""

    def __init__(self, ours: sqlite3.Connection, theirs: sqlite3.Connection, run: int, before: int) -> None:
        """Prepare to copy.

        Args:
            ours: the gradebook that is written.
            theirs: the one that is read.
            run: the number of the run that does it.
            before: the last result that was there when it began; later ones are new.
        """
        self._ours, self._theirs, self._run, self._before = ours, theirs, run, before
        self._results: dict[int, int] = {}  # theirs: ours
        latest = theirs.execute("SELECT MAX(id) FROM run").fetchone()
        self._latest = latest[0]

    def all(self) -> int:
        """Copy everything; how many attempts were new."""
        for row in self._theirs.execute("SELECT id, facts FROM student"):
            facts = json.loads(row["facts"])
            of_roster = any(value for name, value in facts.items() if name not in ("student", "name"))
            self._ours.execute(_OF_ROSTER if of_roster else _OF_SUBMISSION, tuple(row))
        for row in self._theirs.execute("SELECT id, hash, points FROM exercise"):
            self._ours.execute("INSERT OR REPLACE INTO exercise VALUES (?, ?, ?)", tuple(row))
        return sum(self._attempt(row) for row in self._theirs.execute("SELECT * FROM attempt ORDER BY id"))

    def _attempt(self, row: sqlite3.Row) -> bool:
        """Copy an attempt; whether it is new."""
        whose = row["student"], row["hash"]
        find = "SELECT id FROM attempt WHERE student = ? AND hash = ?"
        is_new = self._ours.execute(find, whose).fetchone() is None
        seen = self._run if row["last_seen"] == self._latest else 0
        columns = ("place", "submitted", "first_seen", "problems")
        self._ours.execute(
            "INSERT INTO attempt (student, hash, last_seen, place, submitted, first_seen, problems) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (student, hash) DO UPDATE SET last_seen = MAX(last_seen, excluded.last_seen),"
            " submitted = CASE submitted WHEN '' THEN excluded.submitted ELSE submitted END",
            (*whose, seen, *(row[column] for column in columns)),
        )
        attempt = self._ours.execute(find, whose).fetchone()["id"]
        for answer in self._theirs.execute("SELECT * FROM answer WHERE attempt = ?", (row["id"],)):
            self._answer(attempt, answer)
        return is_new

    def _answer(self, attempt: int, answer: sqlite3.Row) -> None:
        exercise = answer["exercise"]
        find = "SELECT 1 FROM answer WHERE attempt = ? AND exercise = ?"
        fresh = self._ours.execute(find, (attempt, exercise)).fetchone() is None
        for theirs in (answer["result"], answer["staged"]):
            if theirs is not None:
                result = self._result(theirs)
                if fresh or result > self._before:
                    refer(self._ours, attempt, exercise, answer["file"], result)

    def _result(self, theirs: int) -> int:
        """The number here of one of their results, which is copied where there is none that is equal but for its times."""
        if theirs not in self._results:
            row = self._theirs.execute("SELECT * FROM result WHERE id = ?", (theirs,)).fetchone()
            self._results[theirs] = self._equal_result(row) or self._copy_result(row)
        return self._results[theirs]

    def _equal_result(self, row: sqlite3.Row) -> int | None:
        key = ("exercise", "source", "exercise_hash", "grader", "lang", "seed", "status", "points")
        where = " AND ".join(f"{column} = ?" for column in key)
        found = self._ours.execute(
            f"SELECT id, record FROM result WHERE {where} ORDER BY id DESC",  # noqa: S608
            [row[column] for column in key],
        )
        finding = _finding(row["record"])
        return next((int(one["id"]) for one in found if _finding(one["record"]) == finding), None)

    def _copy_result(self, row: sqlite3.Row) -> int:
        columns = [column for column in row.keys() if column != "id"]  # noqa: SIM118 - a row is no mapping
        cursor = self._ours.execute(
            f"INSERT INTO result ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",  # noqa: S608
            [row[column] for column in columns],
        )
        return int(cursor.lastrowid or 0)


def _finding(record: str) -> Any:
    """What a result says, without how long it took and what the file was called."""
    result = json.loads(record)
    tests = [{**test, "seconds": None} for test in result["tests"]]
    return {**result, "tests": tests, "seconds": None, "file": None}
