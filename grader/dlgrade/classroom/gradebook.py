"""The gradebook: one SQLite file that holds everything a class's grades come from.

The standard library's driver, because a gradebook of ten thousand students is a few tables in one file, written by one
process, and an instructor can open it with any tool for decades. Whatever belongs together is written in one transaction:
after a kill at any moment the file holds whole attempts only, and the next run goes on with those that are missing. The
rollback journal is left at its default, which also works on the network file systems of clusters.

An *attempt* is what a student handed in at a time; another content is another attempt. A *result* is what the judge found
in one answer, under one version of the exercise and of the grader; equal answers share it. An attempt refers to a result for
every exercise, and while a regrade waits to be accepted to a second, staged one. Results are never changed.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dlgrade.classroom.intake.roster import Student
from dlgrade.classroom.intake.submissions import Submission
from dlgrade.errors import UserError
from dlgrade.i18n import Text
from dlgrade.results import ExerciseResult

BOOK = "gradebook.sqlite"  # its name in the folder of a class
FORMAT = 1
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE student (id TEXT PRIMARY KEY, facts TEXT NOT NULL);
CREATE TABLE attempt (
    id INTEGER PRIMARY KEY,
    student TEXT NOT NULL REFERENCES student,
    hash TEXT NOT NULL,
    place TEXT NOT NULL,
    submitted TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    last_seen INTEGER NOT NULL,
    problems TEXT NOT NULL,
    UNIQUE (student, hash)
);
CREATE TABLE result (
    id INTEGER PRIMARY KEY,
    exercise TEXT NOT NULL,
    source TEXT NOT NULL,
    exercise_hash TEXT NOT NULL,
    grader TEXT NOT NULL,
    lang TEXT NOT NULL,
    seed INTEGER NOT NULL,
    graded TEXT NOT NULL,
    status TEXT NOT NULL,
    points REAL NOT NULL,
    max_points REAL NOT NULL,
    seconds REAL NOT NULL,
    record TEXT NOT NULL
);
CREATE INDEX result_of ON result (exercise, source);
CREATE TABLE answer (
    attempt INTEGER NOT NULL REFERENCES attempt,
    exercise TEXT NOT NULL,
    file TEXT NOT NULL,
    result INTEGER NOT NULL REFERENCES result,
    staged INTEGER REFERENCES result,
    PRIMARY KEY (attempt, exercise)
) WITHOUT ROWID;
CREATE TABLE exercise (id TEXT PRIMARY KEY, hash TEXT NOT NULL, points REAL NOT NULL);
CREATE TABLE run (id INTEGER PRIMARY KEY, began TEXT NOT NULL, grader TEXT NOT NULL, sandbox TEXT NOT NULL);
"""


@dataclass(frozen=True)
class Version:
    """Under which conditions an answer is judged; another version is another result.

    Attributes:
        exercise: a hash of the exercise and of the reference.
        grader: the version of dlgrade.
        lang: of the texts.
    """

    exercise: str
    grader: str
    lang: str


@dataclass(frozen=True)
class Judged:
    """The result of one exercise in an attempt.

    Attributes:
        result: what the judge found.
        staged: what a regrade found that has not been accepted yet, if it waits.
        seed: of the test data.
        graded: when, ISO 8601.
        lang: of the result's texts.
    """

    result: ExerciseResult
    staged: ExerciseResult | None
    seed: int
    graded: str
    lang: str


@dataclass(frozen=True)
class Attempt:
    """What a student handed in at a time, graded.

    Attributes:
        id: in order of arrival.
        submitted: when it was handed in, ISO 8601; empty where nobody says.
        last_seen: the number of the latest run that found it.
        problems: what could not be read.
        answers: by the exercise's id.
        first_seen: when a run found it first, ISO 8601.
    """

    id: int
    student: str
    hash: str
    place: str
    submitted: str
    last_seen: int
    problems: list[Text]
    answers: dict[str, Judged]
    first_seen: str = ""


@dataclass(frozen=True)
class Run:
    """A run over the class.

    Attributes:
        id: its number.
        grader: the version of dlgrade.
        sandbox: what the sandbox enforced.
    """

    id: int
    grader: str
    sandbox: dict[str, Any]


class Gradebook:
    """The file, opened by one process at a time."""

    def __init__(self, path: Path, course: str, seed: int | None = None) -> None:
        """Open a gradebook, or begin one.

        Args:
            path: the file.
            course: the id of the course that it belongs to.
            seed: of all test data, for a new gradebook; drawn by default.

        Raises:
            UserError: it is no gradebook, belongs to another course, is in use, or cannot be written.
        """
        self.path = path
        try:
            self._db = sqlite3.connect(path, timeout=5, isolation_level=None)
            self._db.row_factory = sqlite3.Row
            self._db.execute("PRAGMA foreign_keys = ON")
            with self._transaction("EXCLUSIVE"):
                if not self._db.execute("SELECT 1 FROM sqlite_schema").fetchone():
                    self._begin(course, seed)
            meta = {row["key"]: row["value"] for row in self._db.execute("SELECT key, value FROM meta")}
            found, format, self.seed = meta["course"], int(meta["format"]), int(meta["seed"])
        except (sqlite3.Error, KeyError, ValueError) as error:
            raise UserError(self._trouble(error)) from None
        if format != FORMAT:
            raise UserError(Text(
                f"{path}: its format {format} is not known to this version of dlgrade. Update dlgrade.",
                f"{path}: 이 버전의 dlgrade가 모르는 형식 {format}입니다. dlgrade를 업데이트하세요.",
            ))  # fmt: skip
        if found != course:
            raise UserError(Text(
                f"{path} is the gradebook of the course `{found}`, not of `{course}`. Give its course with --course, or choose another folder.",
                f"{path}: `{course}`가 아니라 `{found}` 과정의 성적부입니다. --course로 그 과정을 지정하거나 다른 폴더를 쓰세요.",
            ))  # fmt: skip
        path.chmod(0o600)

    def _trouble(self, error: Exception) -> Text:
        if "locked" in str(error):
            return Text(
                f"{self.path} is in use by another dlgrade. Wait until it has finished.",
                f"{self.path}: 다른 dlgrade가 사용하고 있습니다. 끝날 때까지 기다리세요.",
            )
        return Text(
            f"{self.path} cannot be used as a gradebook: {error}.",
            f"{self.path}: 성적부로 쓸 수 없습니다({error}).",
        )

    def _begin(self, course: str, seed: int | None) -> None:
        for statement in _SCHEMA.split(";"):
            self._db.execute(statement)
        drawn = secrets.randbits(31) if seed is None else seed
        meta = {"format": FORMAT, "course": course, "seed": drawn}
        self._db.executemany(
            "INSERT INTO meta VALUES (?, ?)", [(key, str(value)) for key, value in meta.items()]
        )

    @contextlib.contextmanager
    def _transaction(self, kind: str = "IMMEDIATE") -> Iterator[None]:
        self._db.execute(f"BEGIN {kind}")
        try:
            yield
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    # ------------------------------------------------------------------------------------------------------- writing

    def begin_run(self, grader: str, sandbox: Mapping[str, Any]) -> int:
        """Note that a run begins; its number."""
        with self._transaction():
            cursor = self._db.execute(
                "INSERT INTO run (began, grader, sandbox) VALUES (?, ?, ?)",
                (_now(), grader, json.dumps(sandbox)),
            )
        return int(cursor.lastrowid or 0)

    def note_students(self, students: Iterable[Student]) -> None:
        """Note the roster."""
        with self._transaction():
            self._db.executemany(
                "INSERT INTO student VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET facts = excluded.facts",
                [(student.student, json.dumps(asdict(student), ensure_ascii=False)) for student in students],
            )

    def note_worth(self, exercise: str, hash: str, points: float) -> None:
        """Note the points that a version of an exercise is worth."""
        with self._transaction():
            self._db.execute("INSERT OR REPLACE INTO exercise VALUES (?, ?, ?)", (exercise, hash, points))

    def worth(self, exercise: str, hash: str | None = None) -> float | None:
        """The points that an exercise is worth; None where that is not known, or not of this version."""
        row = self._db.execute("SELECT hash, points FROM exercise WHERE id = ?", (exercise,)).fetchone()
        return float(row["points"]) if row and hash in (None, row["hash"]) else None

    def find_result(self, exercise: str, source: str, version: Version) -> int | None:
        """The latest result of an answer under a version; what the grader itself failed in is none."""
        row = self._db.execute(
            "SELECT id FROM result WHERE exercise = ? AND source = ? AND exercise_hash = ? AND grader = ? AND lang = ?"
            " AND status != 'internal' ORDER BY id DESC",
            (exercise, source, version.exercise, version.grader, version.lang),
        ).fetchone()
        return int(row["id"]) if row else None

    def record(
        self, run: int, submission: Submission, found: Mapping[str, int | tuple[ExerciseResult, Version, int]]
    ) -> None:
        """Write an attempt with its results, whole or not at all.

        A result that differs from the one that an attempt has already is staged; nothing is replaced before `accept`.

        Args:
            run: its number.
            submission: what was handed in.
            found: by exercise: a result that is there already, or a new one with its version and seed.

        Raises:
            UserError: the file cannot be written.
        """
        try:
            with self._transaction():
                attempt = self._attempt(run, submission)
                for exercise, result in found.items():
                    number = (
                        result if isinstance(result, int) else self._result(submission, exercise, *result)
                    )
                    self._answer(attempt, exercise, submission.answers[exercise].file, number)
        except sqlite3.Error as error:
            raise UserError(self._trouble(error)) from None

    def _attempt(self, run: int, submission: Submission) -> int:
        facts = json.dumps(asdict(Student(submission.student, submission.name)), ensure_ascii=False)
        self._db.execute(
            "INSERT INTO student VALUES (?, ?) ON CONFLICT DO NOTHING", (submission.student, facts)
        )
        self._db.execute(
            "INSERT INTO attempt (student, hash, place, submitted, first_seen, last_seen, problems) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (student, hash) DO UPDATE SET last_seen = excluded.last_seen, place = excluded.place,"
            " submitted = CASE submitted WHEN '' THEN excluded.submitted ELSE submitted END",
            (
                submission.student,
                submission.hash,
                submission.place,
                submission.submitted,
                _now(),
                run,
                json.dumps(submission.problems, ensure_ascii=False),
            ),
        )
        row = self._db.execute(
            "SELECT id FROM attempt WHERE student = ? AND hash = ?", (submission.student, submission.hash)
        ).fetchone()
        return int(row["id"])

    def _result(
        self, submission: Submission, exercise: str, result: ExerciseResult, version: Version, seed: int
    ) -> int:
        cursor = self._db.execute(
            "INSERT INTO result (exercise, source, exercise_hash, grader, lang, seed, graded, status, points, max_points,"
            " seconds, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                exercise,
                submission.answers[exercise].key,
                version.exercise,
                version.grader,
                version.lang,
                seed,
                _now(),
                result.status,
                result.points,
                result.max_points,
                result.seconds,
                json.dumps(result.to_dict(), ensure_ascii=False),
            ),
        )
        return int(cursor.lastrowid or 0)

    def _answer(self, attempt: int, exercise: str, file: str, result: int) -> None:
        refer(self._db, attempt, exercise, file, result)

    def note_fact(self, key: str, value: str) -> None:
        """Note a fact about the gradebook itself, as what it is a part of."""
        with self._transaction():
            self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def absorb(self, others: Iterable[Gradebook], run: int, facts: Mapping[str, str]) -> int:
        """Add what other gradebooks of the same class hold, whole or not at all; how many attempts were new.

        A result that is here already, also after others have replaced it, changes nothing. A new one counts where there was
        none, and is staged where there was another.

        Args:
            others: whose attempts and results are added.
            run: the number of the run that does it.
            facts: noted with it.

        Raises:
            UserError: the file cannot be written.
        """
        from dlgrade.classroom.absorbing import Absorbing

        try:
            with self._transaction():
                before = self._db.execute("SELECT COALESCE(MAX(id), 0) FROM result").fetchone()[0]
                added = sum(Absorbing(self._db, other._db, run, before).all() for other in others)
                self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", facts.items())
        except sqlite3.Error as error:
            raise UserError(self._trouble(error)) from None
        return added

    def accept(self) -> int:
        """Let the staged results count; how many there were."""
        with self._transaction():
            cursor = self._db.execute(
                "UPDATE answer SET result = staged, staged = NULL WHERE staged IS NOT NULL"
            )
        return cursor.rowcount

    def settle(self) -> None:
        """Let those staged results count that give the same points and status: there is nothing to decide."""
        with self._transaction():
            self._db.execute(
                "UPDATE answer SET result = staged, staged = NULL WHERE staged IS NOT NULL AND"
                " (SELECT points || status || max_points FROM result WHERE id = answer.result) ="
                " (SELECT points || status || max_points FROM result WHERE id = answer.staged)"
            )

    # ------------------------------------------------------------------------------------------------------- reading

    def fact(self, key: str) -> str | None:
        """A fact that was noted about the gradebook itself."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row["value"]) if row else None

    def latest_run(self) -> Run | None:
        """The latest run; None before the first."""
        row = self._db.execute("SELECT id, grader, sandbox FROM run ORDER BY id DESC LIMIT 1").fetchone()
        return Run(row["id"], row["grader"], json.loads(row["sandbox"])) if row else None

    def exercise_hashes(self) -> dict[str, str]:
        """The version of every exercise that was graded, by its id."""
        return {row["id"]: row["hash"] for row in self._db.execute("SELECT id, hash FROM exercise")}

    def students(self) -> list[Student]:
        """Everybody who is on the roster or has handed something in, by id."""
        rows = self._db.execute("SELECT facts FROM student ORDER BY id")
        return [Student(**json.loads(row["facts"])) for row in rows]

    def attempts(self, student: str | None = None) -> Iterator[Attempt]:
        """The attempts in order of arrival; one at a time, so that memory stays flat."""
        where, values = ("WHERE student = ?", (student,)) if student is not None else ("", ())
        for row in self._db.execute(f"SELECT * FROM attempt {where} ORDER BY id", values).fetchall():  # noqa: S608
            yield Attempt(
                row["id"],
                row["student"],
                row["hash"],
                row["place"],
                row["submitted"],
                row["last_seen"],
                [Text(*problem) for problem in json.loads(row["problems"])],
                self._answers(row["id"]),
                row["first_seen"],
            )

    def _answers(self, attempt: int) -> dict[str, Judged]:
        rows = self._db.execute(
            "SELECT answer.exercise, file, now.record, now.seed, now.graded, now.lang, later.record AS staged FROM answer"
            " JOIN result AS now ON now.id = answer.result LEFT JOIN result AS later ON later.id = answer.staged"
            " WHERE attempt = ? ORDER BY answer.exercise",
            (attempt,),
        )
        return {
            row["exercise"]: Judged(
                _result_of(row["record"], row["file"]),
                _result_of(row["staged"], row["file"]) if row["staged"] else None,
                row["seed"],
                row["graded"],
                row["lang"],
            )
            for row in rows
        }


def refer(db: sqlite3.Connection, attempt: int, exercise: str, file: str, result: int) -> None:
    """Let an attempt refer to a result, staged where it refers to another one."""
    db.execute(
        "INSERT INTO answer (attempt, exercise, file, result) VALUES (?, ?, ?, ?) ON CONFLICT (attempt, exercise) DO UPDATE SET"
        " staged = CASE WHEN answer.result = excluded.result THEN NULL ELSE excluded.result END",
        (attempt, exercise, file, result),
    )
    # where the grader itself had failed there is nothing to compare with
    db.execute(
        "UPDATE answer SET result = staged, staged = NULL WHERE attempt = ? AND exercise = ? AND staged IS NOT NULL"
        " AND (SELECT status FROM result WHERE result.id = answer.result) = 'internal'",
        (attempt, exercise),
    )


def seed_in(path: Path) -> int | None:
    """The seed of the gradebook in a file; None where there is no gradebook."""
    if not path.is_file():
        return None
    try:
        with contextlib.closing(sqlite3.connect(path)) as db:
            row = db.execute("SELECT value FROM meta WHERE key = 'seed'").fetchone()
        return int(row[0]) if row else None
    except (sqlite3.Error, ValueError):
        return None


def _result_of(record: str, file: str) -> ExerciseResult:
    """A result as plain data again, with the name that the file had in this attempt."""
    result = ExerciseResult.from_dict(json.loads(record))
    result.file = file
    return result


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
