"""Judges on a Dask cluster, of any size and kind: ``dlgrade grade DIR --cluster ADDRESS``.

This process keeps the gradebook and sends requests (see `remote`); the workers only judge. What crosses the network is JSON
text in both directions, and functions are imported on the workers, never sent. A task is one submission, which takes long
enough for Dask's overhead of a few milliseconds not to matter, and short enough for the loss of a worker not to matter
either: whatever it was doing is done again elsewhere. Student code runs in the workers' sandboxes, where there is no network,
so that it cannot reach the scheduler's port.
"""

from __future__ import annotations

import contextlib
import logging
import re
import signal
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any

from dlgrade.classroom.judging import Task, usable_cores
from dlgrade.classroom.remote import Order, Refused, Reply, work
from dlgrade.classroom.shards import weakest
from dlgrade.course.model import Course
from dlgrade.errors import UserError
from dlgrade.i18n import Text
from dlgrade.results import ExerciseResult

LOCAL = "local"
_RETRIES = 2  # of a task after a failure of our own, on any worker; …
_RESENT = 2  # … and of one whose workers have died (after Dask itself has tried four)
_DEATHS = ("KilledWorker", "CancelledError", "FutureCancelledError", "CommClosedError", "TimeoutError")
_PROBE_SECONDS = 60.0  # to start a judge and compare versions
_CONNECT_SECONDS = 10.0
_PATIENCE = 300.0  # without any worker; or what Dask's configuration says in `dlgrade.no-workers-timeout`
_LOOK_EVERY = 1.0
_SAY_AFTER = 10.0

Say = Callable[[Text], None]


@dataclass(frozen=True)
class Cluster:
    """Where a cluster is, and how to be let in.

    Attributes:
        address: of the scheduler, such as ``tls://host:8786``; or the scheduler's file; or `LOCAL`.
        ca: the certificate of the authority; with `cert` and `key`, or none of the three.
        cert: our certificate.
        key: our key.
    """

    address: str
    ca: Path | None = None
    cert: Path | None = None
    key: Path | None = None


class WorkerLost(Exception):
    """A submission could not be judged because its workers died, again and again."""


@dataclass
class _Sent:
    """A task on its way."""

    request: str
    answer: Future[list[ExerciseResult]] = field(default_factory=Future)
    at: Any = None  # Dask's future
    resent: int = 0


def judge_here(request: str) -> str:
    """Answer a request on a worker of Dask's."""
    from distributed import get_worker

    return work(request, str(get_worker().address))


class ClusterWorkers:
    """The workers of a Dask cluster, as they come and go."""

    def __init__(
        self,
        course: Course,
        exercises: list[str],
        cluster: Cluster,
        say: Say,
        *,
        allow_basic: bool = False,
        jobs: int | None = None,
    ) -> None:
        """Connect, wait for the first workers, and ask them whether they have the same course.

        Args:
            course: what is judged.
            exercises: the ids of the exercises.
            cluster: where the workers are.
            say: takes sentences for the user, in any thread.
            allow_basic: let workers judge that cannot lock answers in.
            jobs: the number of processes of a local cluster.

        Raises:
            UserError: there is no Dask, no scheduler, no worker, or none that may judge.
        """
        self._dask, patience = _import()
        self._patience = patience
        self._say = say
        self._order = Order.of(course, exercises, allow_basic=allow_basic)
        self._address = cluster.address
        self._lock = threading.RLock()
        self._tasks: dict[int, _Sent] = {}
        self._threads: dict[str, int] = {}
        self._refused: dict[str, Refused] = {}
        self._sandboxes: list[dict[str, Any]] = []
        self._failure: UserError | None = None
        self._closing = threading.Event()
        self._own: Any = None
        self._client: Any = None
        try:
            self._connect(cluster, jobs)
            self._await_worker()
            self._examine()
        except BaseException:
            self.close()
            raise
        threading.Thread(target=self._watch, daemon=True).start()

    # ------------------------------------------------------------------------------------------------------ beginning

    def _connect(self, cluster: Cluster, jobs: int | None) -> None:
        _silence()
        try:
            if cluster.address == LOCAL:
                self._own = _start(self._dask, jobs)
            self._client = self._dask.Client(
                self._own or _place(cluster),
                security=_security(self._dask, cluster),
                timeout=_CONNECT_SECONDS,
                set_as_default=False,
                name="dlgrade",
            )
        except (OSError, ValueError, TypeError, RuntimeError, ImportError) as error:
            raise UserError(Text(
                f"There is no Dask scheduler to be reached at {cluster.address}: {_first_line(error)}. "
                "Start one with `dask scheduler`, and workers with `dask worker ADDRESS`.",
                f"{cluster.address}: Dask 스케줄러에 연결할 수 없습니다({_first_line(error)}). "
                "`dask scheduler`로 스케줄러를, `dask worker 주소`로 워커를 시작하세요.",
            )) from None  # fmt: skip
        if is_exposed(str(self._client.scheduler.address)):
            self._say(Text(
                "This scheduler is neither on this machine nor behind TLS: whoever reaches its port can run programs on every "
                "worker. docs/cluster.md says how to use TLS.",
                "스케줄러가 다른 컴퓨터에 있는데 TLS를 쓰지 않습니다. 이 포트에 접근할 수 있는 사람은 누구나 모든 워커에서 프로그램을 "
                "실행할 수 있습니다. TLS를 쓰는 방법은 docs/cluster.md에 있습니다.",
            ))  # fmt: skip

    def _await_worker(self) -> None:
        """Wait for the first worker.

        Raises:
            UserError: none comes.
        """
        began, said = time.monotonic(), False
        while not self._look():
            waited = time.monotonic() - began
            if waited > self._patience:
                raise self._nobody()
            if waited > _SAY_AFTER and not said:
                said = True
                self._say(Text(
                    f"Waiting for the first worker. `dask worker {self._address}` starts one.",
                    f"첫 워커를 기다립니다. `dask worker {self._address}`로 시작할 수 있습니다.",
                ))  # fmt: skip
            time.sleep(0.1)

    def _look(self) -> dict[str, int]:
        """Which workers there are, with the number of tasks that each works on at once."""
        with contextlib.suppress(OSError, TimeoutError, RuntimeError):
            self._threads = dict(self._client.nthreads())
        return self._threads

    def _examine(self) -> None:
        """Ask every worker whether it would judge.

        Raises:
            UserError: none would.
        """
        request = self._order.request()
        asked = {
            worker: self._client.submit(judge_here, request, workers=[worker], pure=False, retries=_RETRIES)
            for worker in self._threads
        }
        with contextlib.suppress(TimeoutError), self._client.as_current():
            self._dask.wait(list(asked.values()), timeout=_PROBE_SECONDS)
        problems: list[str] = []
        for worker, future in asked.items():
            if future.status == "error":
                problems.append(f"{worker}: {_first_line(future.exception())}")
            elif future.status == "finished":
                with contextlib.suppress(Refused):
                    self._read(future.result())
        if not self._sandboxes:
            raise self._nobody(problems)

    def _read(self, text: str) -> Reply:
        """Read an answer, and remember what it says about the worker.

        Raises:
            Refused: it will not judge.
        """
        try:
            reply = Reply.read(text)
        except Refused as refused:
            with self._lock:
                is_new = self._refused.setdefault(refused.worker, refused) is refused
            if is_new:
                self._say(refused.sentence)
            raise
        with self._lock:
            if reply.sandbox not in self._sandboxes:
                self._sandboxes.append(reply.sandbox)
        return reply

    # -------------------------------------------------------------------------------------------------------- working

    @property
    def count(self) -> int:
        """How many submissions are judged at once at the moment, at least 1."""
        return max(1, sum(number for worker, number in self._threads.items() if worker not in self._refused))

    def sandbox(self) -> dict[str, Any]:
        """What the sandboxes of all workers enforce that have answered so far."""
        with self._lock:
            return weakest(self._sandboxes)

    def submit(self, task: Task) -> Future[list[ExerciseResult]]:
        """Begin a task."""
        sent = _Sent(self._order.request(task))
        with self._lock:
            if self._failure is not None:
                sent.answer.set_exception(self._failure)
                return sent.answer
            self._tasks[id(sent)] = sent
        self._send(sent)
        return sent.answer

    def _send(self, sent: _Sent) -> None:
        able = [worker for worker in self._threads if worker not in self._refused]
        where = {"workers": able} if self._refused and able else {}
        if self._refused and not able:
            self._fail(self._nobody())
            return
        try:
            sent.at = self._client.submit(judge_here, sent.request, pure=False, retries=_RETRIES, **where)
            sent.at.add_done_callback(lambda at: self._receive(sent, at))
        except Exception:  # the connection is gone
            self._fail(self._gone())

    def _receive(self, sent: _Sent, at: Any) -> None:
        """Take what became of a task; in a thread of Dask's."""
        if self._closing.is_set() or sent.answer.done():
            return
        try:
            if at.status == "finished":
                self._settle(sent, self._read(at.result()).results)
            elif at.status == "error":
                self._mishap(sent, at.exception())
            elif at.status == "cancelled":  # by nobody here: the connection is gone
                self._fail(self._gone())
            else:  # its answer was lost with a worker, and is being made again
                at.add_done_callback(lambda at: self._receive(sent, at))
        except Refused:
            self._send(sent)
        except Exception as error:  # the answer was there but could not be fetched
            self._mishap(sent, error)

    def _mishap(self, sent: _Sent, error: Any) -> None:
        """A task has failed for good; where its workers died it may have been for another's sake, and is sent again."""
        if self._client.status != "running":
            self._fail(self._gone())
        elif type(error).__name__ not in _DEATHS:
            self._settle(sent, error)
        elif sent.resent < _RESENT:
            sent.resent += 1
            self._send(sent)
        else:
            why = "every worker that judged this submission died; is there enough memory and time?"
            self._settle(sent, WorkerLost(why))

    def _settle(self, sent: _Sent, outcome: list[ExerciseResult] | BaseException) -> None:
        with self._lock:
            if self._tasks.pop(id(sent), None) is None:
                return
        sent.at = None
        if isinstance(outcome, BaseException):
            sent.answer.set_exception(outcome)
        else:
            sent.answer.set_result(outcome)

    def _fail(self, error: UserError) -> None:
        """Nothing can be judged any more: tell whoever waits."""
        with self._lock:
            self._failure = self._failure or error
            waiting = list(self._tasks.values())
        for sent in waiting:
            self._settle(sent, self._failure)

    def _watch(self) -> None:
        """See who is there, and give up when nobody has been for too long."""
        seen, said = time.monotonic(), False
        while not self._closing.wait(_LOOK_EVERY):
            able = [worker for worker in self._look() if worker not in self._refused]
            now = time.monotonic()
            if able or not self._tasks:
                seen, said = now, False
            elif now - seen > self._patience:
                self._fail(self._nobody())
            elif now - seen > _SAY_AFTER and not said:
                said = True
                self._say(Text(
                    "There is no worker at the moment; waiting for one.", "지금은 워커가 없어 기다리고 있습니다."
                ))  # fmt: skip

    # --------------------------------------------------------------------------------------------------------- ending

    def _nobody(self, problems: list[str] | None = None) -> UserError:
        if self._refused:
            return UserError(next(iter(self._refused.values())).sentence)
        if problems:
            return UserError(Text(
                f"No worker can judge: {problems[0]}.", f"채점할 수 있는 워커가 없습니다({problems[0]})."
            ))  # fmt: skip
        return UserError(Text(
            f"There is no worker at {self._address}. What has been graded is kept; start workers with `dask worker "
            f"{self._address}` and run the same command again.",
            f"{self._address}: 워커가 없습니다. 채점한 것은 남아 있습니다. `dask worker {self._address}`로 워커를 시작하고 "
            "같은 명령을 다시 실행하세요.",
        ))  # fmt: skip

    def _gone(self) -> UserError:
        return UserError(Text(
            f"The scheduler at {self._address} is gone. What has been graded is kept; start it again and run the same command.",
            f"{self._address}: 스케줄러와 연결이 끊어졌습니다. 채점한 것은 남아 있습니다. 다시 시작하고 같은 명령을 실행하세요.",
        ))  # fmt: skip

    def close(self) -> None:
        """Take back what is not done yet, and let go of the cluster."""
        self._closing.set()
        with self._lock:
            futures = [sent.at for sent in self._tasks.values() if sent.at is not None]
            self._tasks.clear()
        if self._client is not None:
            with contextlib.suppress(Exception):
                self._client.cancel(futures, force=True)
            with contextlib.suppress(Exception):
                self._client.close(timeout=2)
        if self._own is not None:
            with contextlib.suppress(Exception):
                self._own.close(timeout=5)


# ------------------------------------------------------------------------------------------------------- connecting


def _import() -> tuple[Any, float]:
    """Import Dask; how many seconds its configuration wants us to wait for a worker comes with it.

    Raises:
        UserError: it is not installed.
    """
    try:
        import dask
        import distributed
    except ImportError:
        raise UserError(Text(
            "--cluster needs Dask. Install it with: pip install 'dlgrade[cluster]'",
            "--cluster를 쓰려면 Dask가 필요합니다. 이렇게 설치하세요: pip install 'dlgrade[cluster]'",
        )) from None  # fmt: skip
    return distributed, float(dask.config.get("dlgrade.no-workers-timeout", _PATIENCE))


def _start(dask: Any, jobs: int | None) -> Any:
    """Start a cluster on this machine that listens to nobody else. Ctrl-C on the terminal is not for its processes."""
    with _held_back_interrupt(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of ports that others have taken
        return dask.LocalCluster(
            n_workers=jobs or usable_cores(),
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            silence_logs=logging.CRITICAL,
        )


@contextlib.contextmanager
def _held_back_interrupt() -> Iterator[None]:
    """Let what is started meanwhile, and whatever it starts, never see an interrupt; here one that comes waits."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # else it lets interrupts in when it is started
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _silence() -> None:
    """Let Dask log nothing here: what matters is said in sentences."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("distributed", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL)


def _place(cluster: Cluster) -> Any:
    """What a client connects to: an address, with the scheme that certificates ask for, or what a scheduler's file says."""
    address = cluster.address
    if "://" not in address and Path(address).is_file():
        import json

        return json.loads(Path(address).read_text(encoding="utf-8"))["address"]
    return f"tls://{address}" if cluster.ca and "://" not in address else address


def _security(dask: Any, cluster: Cluster) -> Any:
    """The certificates, or whatever Dask's own configuration says.

    Raises:
        UserError: one of the three files is missing.
    """
    given = [path for path in (cluster.ca, cluster.cert, cluster.key) if path is not None]
    if not given:
        return None
    if len(given) < 3 or cluster.address == LOCAL:
        raise UserError(Text(
            "--tls-ca, --tls-cert and --tls-key belong together, and to the address of a scheduler.",
            "--tls-ca, --tls-cert, --tls-key는 함께 쓰고, 스케줄러의 주소와 함께 써야 합니다.",
        ))  # fmt: skip
    ca, cert, key = (str(path) for path in given)
    return dask.Security(tls_ca_file=ca, tls_client_cert=cert, tls_client_key=key, require_encryption=True)


def is_exposed(address: str) -> bool:
    """Whether others than this machine may reach a scheduler without a certificate."""
    scheme, _, place = address.rpartition("://")
    if scheme not in ("", "tcp", "ws", "ucx"):
        return False
    return re.match(r"(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)(:|\Z)", place) is None


def _first_line(error: object) -> str:
    text = (
        re.sub(r"in <.*?>: ", "", str(error).strip()) or type(error).__name__
    )  # Dask's connections describe themselves
    return text.splitlines()[0][:200].rstrip(".")
