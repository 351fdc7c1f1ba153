"""Grading in parts, on any number of machines that know nothing of one another, and putting the parts together.

Which part a student belongs to follows from a hash of the student's id alone, so that N jobs need nothing but the same
folder of submissions. Each writes a gradebook of its own, ``OUT/shards/I-of-N.sqlite``; merging adds these to
``OUT/gradebook.sqlite`` in one transaction. What has been merged already changes nothing when it is merged again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dlgrade.classroom.gradebook import Gradebook
from dlgrade.errors import UserError
from dlgrade.i18n import LANGUAGES, Lang, Text

FOLDER = "shards"
MAX_COUNT = 100_000
_FACTS = "shard"
_NAME = re.compile(r"(\d{1,6})-of-(\d{1,6})\.sqlite\Z")


@dataclass(frozen=True, order=True)
class Shard:
    """One of several parts of a class.

    Attributes:
        number: which one, counted from 1.
        count: how many there are.
    """

    number: int
    count: int

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Read ``I/N``.

        Raises:
            UserError: it is none, or there is no such part.
        """
        match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text, re.ASCII)
        shard = cls(int(match[1]), int(match[2])) if match else cls(0, 0)
        if not 1 <= shard.number <= shard.count <= MAX_COUNT:
            raise UserError(Text(
                f"--shard {text}: is not I/N with I from 1 to N, such as 2/8. In a job array that counts from 0, add 1.",
                f"--shard {text}: 2/8처럼 I/N 꼴이어야 하고 I는 1부터 N까지입니다. 작업 배열의 번호가 0부터면 1을 더하세요.",
            ))  # fmt: skip
        return shard

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"

    def holds(self, student: str) -> bool:
        """Whether a student belongs to this part."""
        digest = hashlib.sha256(student.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8], "big") % self.count == self.number - 1

    def path(self, out: Path) -> Path:
        """Where its gradebook lies."""
        return out / FOLDER / f"{self.number}-of-{self.count}.sqlite"


@dataclass(frozen=True)
class Conditions:
    """Under which conditions a part was graded: all parts of a class must have the same.

    Attributes:
        shard: which part.
        exercises: the ids of those that were graded.
        lang: of the texts, for students whose language nobody says.
        finished: whether the last run came to its end.
    """

    shard: Shard
    exercises: list[str]
    lang: Lang
    finished: bool

    def note(self, gradebook: Gradebook) -> None:
        """Note them in the part's gradebook."""
        facts = {
            "number": self.shard.number,
            "count": self.shard.count,
            "exercises": self.exercises,
            "lang": self.lang,
            "finished": self.finished,
        }
        gradebook.note_fact(_FACTS, json.dumps(facts))

    @classmethod
    def of(cls, gradebook: Gradebook) -> Conditions | None:
        """Read them from a part's gradebook; None where its first run has not come far enough to note them.

        Raises:
            UserError: what is noted makes no sense.
        """
        noted = gradebook.fact(_FACTS)
        if noted is None:
            return None
        try:
            facts = json.loads(noted)
            shard = Shard(int(facts["number"]), int(facts["count"]))
            if facts["lang"] not in LANGUAGES:
                raise ValueError(facts["lang"])
            return cls(shard, [str(id) for id in facts["exercises"]], facts["lang"], bool(facts["finished"]))
        except (ValueError, TypeError, KeyError):
            raise UserError(Text(
                f"{gradebook.path}: is no shard of this version of dlgrade. Delete it and grade that shard again.",
                f"{gradebook.path}: 이 버전의 dlgrade가 만든 조각이 아닙니다. 지우고 그 조각을 다시 채점하세요.",
            )) from None  # fmt: skip


def open_shard(out: Path, shard: Shard, course: str, seed: int) -> Gradebook:
    """Open a part's gradebook to grade into it.

    Raises:
        UserError: it cannot be opened, or was begun with another seed.
    """
    path = shard.path(out)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    gradebook = Gradebook(path, course, seed)
    if gradebook.seed != seed:
        gradebook.close()
        raise _other_seed(path)
    return gradebook


# ------------------------------------------------------------------------------------------------------------- merging


@dataclass
class Merged:
    """What merging found.

    Attributes:
        shards: the parts that are in the gradebook now.
        missing: those that are not there.
        unfinished: those whose run has not come to its end; what there is of them is in the gradebook.
        added: attempts that were not in the gradebook before.
        exercises: that were graded.
        lang: of the texts.
        sandbox: what the sandboxes of all parts enforced.
    """

    shards: list[Shard]
    missing: list[Shard] = field(default_factory=list)
    unfinished: list[Shard] = field(default_factory=list)
    added: int = 0
    exercises: list[str] = field(default_factory=list)
    lang: Lang = "en"
    sandbox: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class _Part:
    """A part that is to be merged."""

    path: Path
    gradebook: Gradebook
    conditions: Conditions
    digest: str


class Parts:
    """The parts of a class that lie in an output folder, open for merging; a context manager that closes them."""

    def __init__(self, out: Path, course: str) -> None:
        """Open all that are there.

        Args:
            out: the output folder.
            course: the id of the course that they belong to.

        Raises:
            UserError: there is none, or they do not belong together.
        """
        found = _find(out)
        self.count = next(iter(found)).count
        self._parts: list[_Part] = []
        self._stack = ExitStack()
        with ExitStack() as stack:
            for shard, path in found.items():
                part = _open(stack, shard, path, course)
                if part is not None:
                    self._parts.append(part)
            self._begun = [part.conditions.shard for part in self._parts]
            self._stack = stack.pop_all()
        self._waiting = sorted(set(found) - set(self._begun))
        self._hold_together()

    def __enter__(self) -> Parts:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def seed(self) -> int | None:
        """The seed that all of them were graded with; None while no job has come far enough to use it."""
        return self._parts[0].gradebook.seed if self._parts else None

    def _hold_together(self) -> None:
        """Raise UserError where two parts were graded under different conditions."""
        for part in self._parts[1:]:
            try:
                _compare(self._parts[0], part)
            except UserError:
                self._stack.close()
                raise

    def merge_into(self, gradebook: Gradebook, begin_run: Callable[[Mapping[str, Any]], int]) -> Merged:
        """Add all parts to a gradebook, whole or not at all; what is there already stays as it is.

        Args:
            gradebook: the class's.
            begin_run: notes a run, given what the sandbox enforced.

        Raises:
            UserError: it has another seed than the parts, or cannot be written.
        """
        if self.seed not in (None, gradebook.seed):
            raise _other_seed(self._parts[0].path)
        merged = Merged(self._begun)
        merged.missing = [shard for shard in self._all() if shard not in {*self._begun, *self._waiting}]
        unfinished = [part.conditions.shard for part in self._parts if not part.conditions.finished]
        merged.unfinished = sorted([*unfinished, *self._waiting])
        if self._parts:
            first = self._parts[0].conditions
            merged.exercises, merged.lang = first.exercises, first.lang
        merged.sandbox = weakest(
            [run.sandbox for part in self._parts if (run := part.gradebook.latest_run())]
        )
        new = {f"merged {part.conditions.shard}": part for part in self._parts}
        new = {key: part for key, part in new.items() if gradebook.fact(key) != part.digest}
        if new:
            number = begin_run(merged.sandbox)
            facts = {key: part.digest for key, part in new.items()}
            merged.added = gradebook.absorb([part.gradebook for part in new.values()], number, facts)
        return merged

    def _all(self) -> list[Shard]:
        return [Shard(number, self.count) for number in range(1, self.count + 1)]


def _find(out: Path) -> dict[Shard, Path]:
    """The files of the parts, in order.

    Raises:
        UserError: there is none, or they are parts of different wholes.
    """
    folder = out / FOLDER
    matches = {path: match for path in folder.glob("*-of-*.sqlite") if (match := _NAME.match(path.name))}
    found = dict(sorted((Shard(int(m[1]), int(m[2])), path) for path, m in matches.items()))
    if not found:
        raise UserError(Text(
            f"{folder} holds no shard. `dlgrade grade DIR --output {out} --shard 1/N` makes one.",
            f"{folder}: 조각이 없습니다. `dlgrade grade DIR --output {out} --shard 1/N`으로 만듭니다.",
        ))  # fmt: skip
    counts = sorted({shard.count for shard in found})
    if len(counts) > 1:
        raise UserError(Text(
            f"{folder} holds shards of {counts[0]} and of {counts[1]}. Delete those that do not belong to this class's last run.",
            f"{folder}: {counts[0]}개로 나눈 조각과 {counts[1]}개로 나눈 조각이 섞여 있습니다. 이번 채점의 것이 아닌 쪽을 지우세요.",
        ))  # fmt: skip
    return found


def _open(stack: ExitStack, shard: Shard, path: Path, course: str) -> _Part | None:
    """Open a part; None where its job has not come far enough to leave anything.

    Raises:
        UserError: it is no part, or of another course, or another part than its name says.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UserError(Text(
            f"{path}: cannot be read ({error.strerror}).", f"{path}: 읽을 수 없습니다({error.strerror})."
        )) from None  # fmt: skip
    if not content:
        return None
    gradebook = stack.enter_context(closing(Gradebook(path, course)))
    conditions = Conditions.of(gradebook)
    if conditions is None:
        return None
    if conditions.shard != shard:
        raise UserError(Text(
            f"{path}: holds shard {conditions.shard}, not {shard}. Give it its own name back.",
            f"{path}: 이름과 달리 조각 {conditions.shard}입니다. 원래 이름으로 되돌리세요.",
        ))  # fmt: skip
    return _Part(path, gradebook, conditions, hashlib.sha256(content).hexdigest())


def _compare(one: _Part, other: _Part) -> None:
    """Raise UserError where two parts were graded under different conditions, with what is different."""
    if one.gradebook.seed != other.gradebook.seed:
        raise _other_seed(other.path)
    what: Text | None = None
    if one.conditions.exercises != other.conditions.exercises:
        what = Text("other exercises (--only)", "문제(--only)")
    elif one.conditions.lang != other.conditions.lang:
        what = Text("another language (--lang)", "언어(--lang)")
    elif _graders(one) != _graders(other):
        what = Text("another version of dlgrade", "dlgrade의 버전")
    else:
        mine, its = one.gradebook.exercise_hashes(), other.gradebook.exercise_hashes()
        changed = sorted(id for id in mine.keys() & its.keys() if mine[id] != its[id])
        if changed:
            what = Text(f"another version of `{changed[0]}`", f"`{changed[0]}` 문제의 버전")
    if what is not None:
        raise UserError(Text(
            f"{other.path.name} was graded with {what.en} than {one.path.name}. Grade the older one again with the same command.",
            f"{other.path.name}: {one.path.name}과 채점 조건이 다릅니다. 다른 것: {what.ko}. 오래된 쪽을 같은 명령으로 다시 채점하세요.",
        ))  # fmt: skip


def _graders(part: _Part) -> str | None:
    run = part.gradebook.latest_run()
    return run.grader if run else None


def _other_seed(path: Path) -> UserError:
    return UserError(Text(
        f"{path} was graded with another seed than this class. Give all jobs the same --output, or a copy of its file `seed`.",
        f"{path}: 이 수업과 다른 시드로 채점했습니다. 모든 작업에 같은 --output을 주거나 그 폴더의 `seed` 파일을 복사해 두세요.",
    ))  # fmt: skip


def weakest(sandboxes: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What can be relied on where several sandboxes were at work: what each of them enforced."""
    found = list(sandboxes)
    if not found:
        return {"level": "basic", "layers": [], "missing": {}}
    common = [layer for layer in found[0]["layers"] if all(layer in other["layers"] for other in found)]
    missing: dict[str, str] = {}
    for other in found:
        missing = {**other.get("missing", {}), **missing}
    level = "strict" if all(other["level"] == "strict" for other in found) else "basic"
    return {"level": level, "layers": common, "missing": missing}
