"""The front end's handle on a judge process."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import threading
from typing import Any

from dlgrade.errors import UserError
from dlgrade.i18n import Lang, Text
from dlgrade.judge import process
from dlgrade.results import ErrorInfo, ExerciseResult

_FAREWELL = 2.0  # for a judge to end what it started
_PATIENCE = 60.0  # beyond the exercise's own limits; a judge that is silent longer has been stopped


NO_NUMPY = Text(
    "NumPy is not installed. Install it with: pip install numpy",
    "NumPy가 설치되어 있지 않습니다. 이렇게 설치하세요: pip install numpy",
)


class JudgeError(Exception):
    """The judge's process failed; never the student's fault."""


class Judge:
    """A judge process. Starting it returns at once; it becomes ready while the front end does other work."""

    def __init__(self, *, fork: bool | None = None, without: frozenset[str] = frozenset()) -> None:
        """Start the process.

        Args:
            fork: force the sandbox's fork server or its fallback; by default whatever suits the system.
            without: layers to leave out, for tests and benchmarks.
        """
        self._options = json.dumps({"fork": fork, "without": sorted(without)})
        self._process = process.start(self._options)
        self._sandbox: dict[str, Any] | None = None
        self._busy = False
        self._has_answered = False
        self._stopped = False

    @property
    def sandbox(self) -> dict[str, Any]:
        """What the sandbox enforces: ``level``, ``layers``, ``missing`` and ``refused``; waits until that is known.

        Raises:
            JudgeError, UserError: see `ask`.
        """
        if self._sandbox is None:
            answer = self.ask({"sandbox": True})
            if "sandbox" not in answer:
                raise JudgeError(str(answer.get("internal")))
            self._sandbox = answer["sandbox"]
        return self._sandbox

    def check(self, job: dict[str, Any], lang: Lang) -> ExerciseResult:
        """Check one exercise (see `worker` for the job); a failure of the judge becomes an ``internal`` result."""
        try:
            longest = 4 * job["exercise"]["limits"].get("total_seconds", 0)  # what it takes to name a mistake
            answer = self.ask({**job, "lang": lang}, longest + _PATIENCE)
            if "result" in answer:
                result = ExerciseResult.from_dict(answer["result"])
                if result.status == "internal" and result.error:  # its sandbox failed, and would do so again
                    self._restart()
                return result
            problem = str(answer.get("internal"))
        except JudgeError as error:
            problem = str(error)
            self._restart()
        exercise = job["exercise"]
        title = Text(*exercise["title"]).to(lang)
        result = ExerciseResult(exercise["id"], exercise["unit"], title, job["file"], "internal")
        result.error = ErrorInfo("JudgeError", problem)
        return result

    def worth(self, exercise: dict[str, Any]) -> float:
        """The points that an exercise (see `Exercise.describe`) is worth, as its tests say.

        Raises:
            JudgeError: its tests cannot be loaded.
            UserError: see `ask`.
        """
        answer = self.ask({"worth": exercise})
        if "points" not in answer:
            raise JudgeError(f"{exercise['id']}: {answer.get('internal')}")
        return float(answer["points"])

    def ask(self, job: dict[str, Any], patience: float = _PATIENCE) -> dict[str, Any]:
        """Send a job and wait for its answer.

        Raises:
            JudgeError: the process has died or does not answer in time.
            UserError: it could not start because there is no NumPy.
        """
        assert self._process.stdin is not None
        if self._stopped:
            raise JudgeError("the judge has been stopped")
        self._busy = True
        try:
            self._process.stdin.write(json.dumps(job).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            raise self._gone() from None
        answer = self._read(patience)
        self._busy = False
        self._has_answered = True
        return answer

    def _read(self, patience: float) -> dict[str, Any]:
        assert self._process.stdout is not None
        watchdog = self._kill_after(patience)
        try:
            line = self._process.stdout.readline()
        finally:
            watchdog.cancel()
        if not line.endswith(b"\n"):
            raise self._gone()
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _gone(self) -> Exception:
        if not self._has_answered and importlib.util.find_spec("numpy") is None:
            return UserError(NO_NUMPY)
        return JudgeError("the judge's process has died")

    def _kill_after(self, seconds: float) -> threading.Timer:
        watchdog = threading.Timer(seconds, self._process.kill)
        watchdog.daemon = True
        watchdog.start()
        return watchdog

    def _restart(self) -> None:
        if self._stopped:
            return
        self.close()
        self._process = process.start(self._options)
        self._sandbox = None
        self._busy = self._has_answered = False

    def stop(self) -> None:
        """End whatever another thread is asking, which then fails, and answer nothing more; `close` is still to be called."""
        self._stopped = True
        if self._busy:
            self._process.kill()

    def close(self) -> None:
        """End the process and everything that it started, at once if it is in the middle of a job."""
        self.let_go()
        assert self._process.stdout is not None
        watchdog = self._kill_after(0 if self._busy else _FAREWELL)
        with self._process.stdout as answers:
            answers.read()  # until it ends; `wait` with a time limit would poll
        self._process.wait()
        watchdog.cancel()

    def let_go(self) -> None:
        """Ask nothing more: an idle process ends while the front end does other work. `close` is still to be called."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
