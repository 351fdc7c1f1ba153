"""Judging for another machine: a request and an answer of plain JSON text, and the bench that a worker keeps in between.

Nothing here knows how the texts travel. A worker has dlgrade and the course at hand; before it judges, it compares the
versions of the exercises with those of the request, and refuses where they differ: a wrong grade is worse than none. It
refuses, too, where it cannot keep answers from reading files and the network, as `dlgrade grade` does anywhere.
"""

from __future__ import annotations

import base64
import contextlib
import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dlgrade import __version__
from dlgrade.classroom import versions
from dlgrade.classroom.judging import Asked, Task, judge_task
from dlgrade.course.model import Course, builtin_root
from dlgrade.errors import UserError
from dlgrade.i18n import Text
from dlgrade.judge.client import Judge
from dlgrade.results import ExerciseResult

BUILTIN = "builtin"


class Refused(Exception):
    """A worker will not judge.

    Attributes:
        worker: which one.
        text: why, as the rest of a sentence that begins with its name.
    """

    def __init__(self, worker: str, text: Text) -> None:
        """Hold who and why."""
        super().__init__(text.en)
        self.worker = worker
        self.text = text

    @property
    def sentence(self) -> Text:
        """The whole sentence."""
        return Text(f"The worker {self.worker} {self.text.en}", f"워커 {self.worker}: {self.text.ko}")


@dataclass(frozen=True)
class Order:
    """What all requests of a run have in common.

    Attributes:
        course: the course's id.
        home: its folder, the same on all machines, or `BUILTIN`.
        versions: of the exercises, by id.
        allow_basic: whether a worker that cannot lock answers in may judge.
    """

    course: str
    home: str
    versions: Mapping[str, str]
    allow_basic: bool = False

    @classmethod
    def of(cls, course: Course, ids: list[str], *, allow_basic: bool) -> Order:
        """The order to judge some exercises of a course."""
        home = BUILTIN if course.home == builtin_root() else str(course.home.resolve())
        found = {id: versions.version_of(course.exercise(id), "en").exercise for id in ids}
        return cls(course.id, home, found, allow_basic)

    def request(self, task: Task | None = None) -> str:
        """The text of a request; without a task it asks only whether the worker would."""
        answers = task.answers if task else []
        asked = [{**answer, "source": base64.b64encode(answer["source"]).decode()} for answer in answers]
        wanted = {answer["exercise"] for answer in answers} or set(self.versions)
        return json.dumps({
            "dlgrade": __version__,
            "course": self.course,
            "home": self.home,
            "versions": {id: hash for id, hash in self.versions.items() if id in wanted},
            "allow_basic": self.allow_basic,
            "lang": task.lang if task else "en",
            "answers": asked,
        })  # fmt: skip


@dataclass(frozen=True)
class Reply:
    """What a worker answers.

    Attributes:
        worker: which one.
        sandbox: what its sandbox enforces.
        results: in the order of the answers.
    """

    worker: str
    sandbox: dict[str, Any]
    results: list[ExerciseResult] = field(default_factory=list)

    @classmethod
    def read(cls, text: str) -> Reply:
        """Read the text of an answer.

        Raises:
            Refused: the worker will not judge.
        """
        found = json.loads(text)
        if "refused" in found:
            raise Refused(found["worker"], Text(*found["refused"]))
        results = [ExerciseResult.from_dict(result) for result in found["results"]]
        return cls(found["worker"], found["sandbox"], results)


# ------------------------------------------------------------------------------------------------------- at the worker


def work(request: str, worker: str) -> str:
    """Answer a request.

    Args:
        request: the text of `Order.request`.
        worker: how the worker is called.

    Raises:
        JudgeError: a judge cannot be started here; it may work elsewhere, or later.
    """
    asked = json.loads(request)
    try:
        bench = _bench_for(worker, asked)
        with bench.judge(worker, bool(asked["allow_basic"])) as judge:
            task = Task([_answer(answer) for answer in asked["answers"]], asked["lang"])
            results = [result.to_dict() for result in judge_task(judge, bench.course, task)]
            sandbox = {key: judge.sandbox[key] for key in ("level", "layers", "missing")}
    except Refused as refused:
        return json.dumps({"worker": worker, "refused": list(refused.text)})
    except UserError as error:  # no NumPy, no course
        return json.dumps({"worker": worker, "refused": list(_cannot(error))})
    return json.dumps({"worker": worker, "sandbox": sandbox, "results": results})


def _answer(asked: dict[str, Any]) -> Asked:
    return {
        "exercise": asked["exercise"],
        "source": base64.b64decode(asked["source"]),
        "file": asked["file"],
        "seed": asked["seed"],
    }


def _cannot(error: UserError) -> Text:
    return Text(f"cannot judge: {error.text.en}", f"채점할 수 없습니다. {error.text.ko}")


class _Bench:
    """A course and the judges that are ready for it; as many as are at work at once, kept between tasks."""

    def __init__(self, home: str) -> None:
        """Read the course.

        Raises:
            UserError: it is not here, or wrong.
        """
        self.home = home
        self.course = Course(builtin_root() if home == BUILTIN else Path(home))
        self.retired = False
        self._hashes: dict[str, str] = {}  # of the exercises that the judges may have loaded
        self._idle: list[Judge] = []

    def differs(self, asked: Mapping[str, Any]) -> Text | None:
        """What is not as a request says, as the rest of a sentence."""
        if asked["dlgrade"] != __version__:
            return Text(
                f"has dlgrade {__version__} instead of {asked['dlgrade']}. Install the same version and restart the worker.",
                f"dlgrade {asked['dlgrade']} 대신 {__version__} 버전이 있습니다. 같은 버전을 설치하고 워커를 다시 시작하세요.",
            )
        if self.course.id != asked["course"]:
            return Text(
                f"has the course `{self.course.id}` instead of `{asked['course']}` in {self.course.home}.",
                f"{self.course.home} 폴더에 `{asked['course']}` 대신 `{self.course.id}` 과정이 있습니다.",
            )
        for id, hash in asked["versions"].items():
            if self._hash(id) != hash:
                return Text(
                    f"has another version of `{id}`, of its reference or of Python. Bring it up to date and restart the worker.",
                    f"`{id}` 문제나 그 모범 답안, 또는 파이썬의 버전이 다릅니다. 같은 버전으로 맞추고 워커를 다시 시작하세요.",
                )
        return None

    def _hash(self, id: str) -> str | None:
        """The version of an exercise as it was when it was asked for first; None where there is no such exercise."""
        if id not in self._hashes and id in self.course.exercises:
            self._hashes[id] = versions.version_of(self.course.exercises[id], "en").exercise
        return self._hashes.get(id)

    @contextlib.contextmanager
    def judge(self, worker: str, allow_basic: bool) -> Iterator[Judge]:
        """A judge for one task.

        Raises:
            Refused: answers could not be locked in here.
        """
        judge = self._idle.pop() if self._idle else Judge()
        try:
            if judge.sandbox["level"] != "strict" and not allow_basic:
                raise Refused(worker, Text(
                    "cannot keep answers from reading files and the network (`dlgrade doctor` there says what is missing).",
                    "답이 파일이나 네트워크에 접근하는 것을 막지 못합니다(무엇이 없는지는 그곳의 `dlgrade doctor`가 알려 줍니다).",
                ))  # fmt: skip
            yield judge
        except BaseException:
            judge.close()
            raise
        if self.retired:
            judge.close()
        else:
            self._idle.append(judge)

    def retire(self) -> None:
        """End: the idle judges now, the others when they are done."""
        self.retired = True
        while self._idle:
            self._idle.pop().close()


_bench: _Bench | None = None
_choosing = threading.Lock()


def _bench_for(worker: str, asked: Mapping[str, Any]) -> _Bench:
    """The bench for a request; a new one where the course's files may have changed since the last.

    Raises:
        Refused, UserError: the course is not here, or another one.
    """
    global _bench
    with _choosing:
        if _bench is None or _bench.home != asked["home"] or _bench.differs(asked):
            if _bench is not None:
                _bench.retire()
                _bench = None
                versions.forget()
            fresh = _Bench(asked["home"])
            different = fresh.differs(asked)
            if different is not None:
                raise Refused(worker, different)
            _bench = fresh
        return _bench
