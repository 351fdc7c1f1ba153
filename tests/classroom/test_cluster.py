"""Judging on a Dask cluster: the same grades as here, also when workers die, and clear words where there is no cluster."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from quietly import Talk, files

from dlgrade.classroom import cluster as clusters
from dlgrade.classroom import remote, versions
from dlgrade.classroom.cluster import LOCAL, Cluster, ClusterWorkers, is_exposed
from dlgrade.classroom.judging import Task
from dlgrade.classroom.remote import Refused, Reply
from dlgrade.classroom.run import Order, grade_class
from dlgrade.course.model import Course
from dlgrade.errors import UserError

distributed = pytest.importorskip(
    "distributed", reason="Dask is not installed: pip install 'dlgrade[cluster]'"
)
pytestmark = pytest.mark.filterwarnings("default")  # Dask's own warnings are not ours

TINY = Path(__file__).parent.parent / "courses" / "tiny"
WRONG = "import numpy as np\n\n\ndef triplet_loss(a, p, n, margin=1.0):\n    return 0.0\n"
RIGHT = next(TINY.glob("exercises/*/triplet/answers/vectorised.py")).read_text(encoding="utf-8")
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


@pytest.fixture(scope="module")
def processes():
    """A cluster of two worker processes on this machine, which are started again when they die."""
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        silence_logs=60,
    ) as cluster:
        yield cluster


@pytest.fixture
def threads():
    """A cluster within this process; its number of workers is the test's business."""
    opened = []

    def start(workers=1, **options):
        options = {"protocol": "tcp://", "host": "127.0.0.1", **options}
        opened.append(
            distributed.LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=False,
                dashboard_address="127.0.0.1:0",
                silence_logs=60,
                **options,
            )
        )
        return opened[-1]

    yield start
    for cluster in opened:
        cluster.close()


@pytest.fixture
def order(tmp_path):
    return Order(
        folder=tmp_path / "submissions",
        out=tmp_path / "here",
        course=TINY,
        roster=None,
        times=None,
        only=("triplet", "momentum"),
        jobs=None,
        regrade=False,
        accept=False,
        seed=11,
        allow_basic=False,
        lang="en",
    )


@pytest.fixture
def connect(tiny):
    """Connect to a cluster."""
    opened = []

    def run(address, course=tiny, **options):
        said = []
        opened.append(ClusterWorkers(course, ["triplet"], Cluster(str(address)), said.append, **options))
        opened[-1].said = said
        return opened[-1]

    yield run
    for workers in opened:
        workers.close()


def task(*sources, lang="en"):
    return Task(
        [{"exercise": "triplet", "source": s.encode(), "file": "triplet.py", "seed": 1} for s in sources],
        lang,
    )


class After(Talk):
    """Does something once, after some submissions."""

    def __init__(self, count, action):
        super().__init__()
        self.left, self.action = count, action

    def progress(self, total):
        def advance(*_):
            self.left -= 1
            if self.left == 0:
                self.action()

        return contextlib.nullcontext(advance)


# -------------------------------------------------------------------------------------------------- the same grades


@POSIX
def test_a_worker_that_is_killed_in_the_middle_costs_no_result(order, lay, processes, tmp_path):
    lay({f"s{i:02}/triplet.py": f"{WRONG if i % 2 else RIGHT}# {i}\n" for i in range(16)})
    lay({"zip.zip": b"PK\x03\x04 junk", "dan/triplet.py": "def triplet_loss(:\n"})
    grade_class(order, Talk())
    pids = []

    def kill():
        pids.extend(worker.process.pid for worker in processes.workers.values())
        os.kill(pids[0], signal.SIGKILL)

    there = replace(order, out=tmp_path / "there", cluster=Cluster(processes.scheduler_address))
    summary, _ = grade_class(there, After(4, kill))
    assert len(pids) == 2
    assert (summary.graded, summary.failed) == (17, [])
    assert files(there.out) == files(order.out)
    assert len(files(there.out)) == 19
    summary, _ = grade_class(there, Talk())
    assert (summary.graded, summary.unchanged) == (0, 18)


@POSIX
def test_an_answer_cannot_reach_the_scheduler(processes, connect):
    port = processes.scheduler_address.rpartition(":")[2]
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        workers = connect(processes.scheduler_address)
        sources = [
            f"import socket\nsocket.create_connection(('127.0.0.1', {number}), 2)\n{RIGHT}"
            for number in (port, listener.getsockname()[1])
        ]
        results = workers.submit(task(*sources)).result(timeout=60)
        assert [result.status for result in results] == ["error", "error"]
        assert all(result.points == 0 for result in results)
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_a_cluster_of_its_own_listens_to_this_machine_only(connect):
    psutil = pytest.importorskip("psutil")
    workers = connect(LOCAL, jobs=1)
    assert workers.submit(task(RIGHT, WRONG)).result(timeout=60)[0].status == "passed"
    me = psutil.Process()
    ports = {
        connection.laddr.ip
        for process in (me, *me.children(recursive=True))
        for connection in process.net_connections("tcp")
        if connection.status == psutil.CONN_LISTEN
    }
    assert ports == {"127.0.0.1"}


# ------------------------------------------------------------------------------------------------- what a worker refuses


def test_a_worker_with_another_version_is_named_and_does_not_judge(processes, connect, monkeypatch):
    real = versions.version_of
    monkeypatch.setattr(
        versions, "version_of", lambda e, lang: replace(real(e, lang), exercise="of tomorrow")
    )
    with pytest.raises(UserError) as error:
        connect(processes.scheduler_address)
    worker = next(iter(processes.scheduler.workers))
    assert str(error.value.text.en).startswith("The worker tcp://127.0.0.1:")
    assert "has another version of `triplet`" in error.value.text.en
    assert "버전이 다릅니다" in error.value.text.ko
    assert worker.startswith("tcp://127.0.0.1:")


def test_a_task_goes_elsewhere_when_a_worker_refuses(threads, connect, monkeypatch):
    cluster = threads(2)
    workers = connect(cluster.scheduler_address)
    bad, _ = sorted(workers._threads)
    work, asked = clusters.work, []

    def moody(request, worker):
        asked.append(worker)
        if worker == bad:
            return json.dumps({"worker": bad, "refused": ["has changed.", "바뀌었습니다."]})
        return work(request, worker)

    monkeypatch.setattr(clusters, "work", moody)
    futures = [workers.submit(task(f"{WRONG}# {i}")) for i in range(4)]
    assert {future.result(timeout=60)[0].status for future in futures} == {"failed"}
    assert [text.en for text in workers.said] == [f"The worker {bad} has changed."]
    assert workers.count == 1
    before = asked.count(bad)
    workers.submit(task(RIGHT)).result(timeout=60)
    assert asked.count(bad) == before  # it is not asked again
    monkeypatch.setattr(
        clusters,
        "work",
        lambda request, worker: json.dumps({"worker": worker, "refused": ["is tired.", "x"]}),
    )
    with pytest.raises(UserError, match=r"The worker .* (is tired|has changed)"):
        workers.submit(task(RIGHT)).result(timeout=60)


class Weak:
    """A judge on a machine that can enforce nothing."""

    def __init__(self):
        self.sandbox = {"level": "basic", "layers": ["process"], "missing": {}}

    def close(self):
        pass


@pytest.fixture(autouse=True)
def no_bench():
    """A worker that has just been started."""
    remote._bench = None
    yield
    if remote._bench is not None:
        remote._bench.retire()
    remote._bench = None


def test_a_worker_that_cannot_lock_answers_in_refuses_unless_allowed(tiny, monkeypatch):
    monkeypatch.setattr(remote, "Judge", Weak)
    with pytest.raises(Refused) as refused:
        Reply.read(remote.work(remote.Order.of(tiny, ["triplet"], allow_basic=False).request(), "w1"))
    assert refused.value.sentence.en.startswith("The worker w1 cannot keep answers from reading files")
    allowed = remote.Order.of(tiny, ["triplet"], allow_basic=True)
    assert Reply.read(remote.work(allowed.request(), "w1")).sandbox["level"] == "basic"


def test_requests_and_answers_are_plain_text(tiny):
    order = remote.Order.of(tiny, ["triplet", "momentum"], allow_basic=False)
    asked = Task([{"exercise": "triplet", "source": b"\xff\x00", "file": "a\udc9b.py", "seed": 7}], "ko")
    request = order.request(asked)
    assert request.isascii()
    facts = json.loads(request)
    assert set(facts["versions"]) == {"triplet"}
    assert facts["home"] == str(tiny.home)
    answer = remote.work(request, "w1")
    assert answer.isascii()
    (result,) = Reply.read(answer).results
    assert (result.id, result.status, result.file) == ("triplet", "error", "a\udc9b.py")


def test_a_worker_looks_at_its_course_again_when_the_class_has_another_version(tmp_path):
    home = tmp_path / "course"
    shutil.copytree(TINY, home, ignore=shutil.ignore_patterns("__pycache__"))
    try:
        first = remote.Order.of(Course(home), ["triplet"], allow_basic=False)
        before = Reply.read(remote.work(first.request(task(RIGHT)), "w")).results[0]
        tests = next(home.glob("exercises/*/triplet/test_triplet.py"))
        text = tests.read_text(encoding="utf-8")
        tests.write_text(text.replace("@points(1)", "@points(3)", 1), encoding="utf-8")
        assert text != tests.read_text(encoding="utf-8")
        versions.forget()
        second = remote.Order.of(Course(home), ["triplet"], allow_basic=False)
        assert second.versions != first.versions
        after = Reply.read(remote.work(second.request(task(RIGHT)), "w")).results[0]
        assert after.max_points == before.max_points + 2
        with pytest.raises(
            Refused, match="has another version of `triplet`"
        ):  # the old one is not there any more
            Reply.read(remote.work(first.request(task(RIGHT)), "w"))
        elsewhere = replace(first, home=str(tmp_path / "nowhere"))
        with pytest.raises(Refused, match=r"cannot judge: .*course.yaml"):
            Reply.read(remote.work(elsewhere.request(), "w"))
    finally:
        versions.forget()


def test_tasks_that_are_worked_on_at_once_have_a_judge_each(tiny):
    order = remote.Order.of(tiny, ["triplet"], allow_basic=False)
    together = threading.Barrier(2)

    def work(source):
        together.wait()
        return Reply.read(remote.work(order.request(task(source)), "w")).results[0].status

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(work, [RIGHT, WRONG])) == ["passed", "failed"]
        kept = list(remote._bench._idle)
        assert list(pool.map(work, [WRONG, RIGHT])) == ["failed", "passed"]
    assert 1 <= len(kept) <= 2
    assert {*remote._bench._idle} >= {*kept}


# ----------------------------------------------------------------------------------------------- when there is no cluster


def test_without_dask_it_says_what_to_install(tiny, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UserError, match=r"pip install 'dlgrade\[cluster\]'"):
        ClusterWorkers(tiny, ["triplet"], Cluster("127.0.0.1:1"), print)


@pytest.mark.parametrize(
    "address", ["127.0.0.1:9", "foo://127.0.0.1:9", "tls://127.0.0.1:9", "", "no such host:1", "127.0.0.1"]
)
def test_an_address_without_a_scheduler(connect, monkeypatch, address):
    monkeypatch.setattr(clusters, "_CONNECT_SECONDS", 0.3)
    with pytest.raises(UserError) as error:
        connect(address)
    assert f"no Dask scheduler to be reached at {address}" in error.value.text.en
    assert "\n" not in error.value.text.en


@pytest.fixture
def impatient():
    import dask

    with dask.config.set({"dlgrade.no-workers-timeout": 1.0}):
        yield


def test_a_scheduler_without_workers(threads, connect, impatient):
    with pytest.raises(UserError, match=r"There is no worker at tcp://127.0.0.1:.*dask worker"):
        connect(threads(0).scheduler_address)


@pytest.mark.parametrize("what", ["workers", "scheduler"])
def test_when_everybody_is_gone_what_was_graded_is_kept(order, lay, threads, impatient, tmp_path, what):
    lay({f"s{i:02}/triplet.py": f"{WRONG}# {i}\n" for i in range(12)})
    cluster = threads(1)
    leave = (lambda: cluster.scale(0)) if what == "workers" else cluster.close
    there = replace(order, cluster=Cluster(cluster.scheduler_address))
    with pytest.raises(UserError) as error:
        grade_class(there, After(3, leave))
    assert ("There is no worker" if what == "workers" else "is gone") in error.value.text.en
    assert "What has been graded is kept" in error.value.text.en
    summary, _ = grade_class(order, Talk())
    assert summary.failed == []
    assert 3 <= summary.unchanged < 12
    assert summary.graded + summary.unchanged == 12


def test_a_submission_whose_workers_always_die_is_a_failure_of_ours(threads, connect, monkeypatch):
    class KilledWorker(Exception):
        pass

    def die(request, worker):
        raise KilledWorker

    workers = connect(threads(1).scheduler_address)
    monkeypatch.setattr(clusters, "work", die)
    with pytest.raises(clusters.WorkerLost, match="every worker that judged this submission died"):
        workers.submit(task(RIGHT)).result(timeout=60)


def test_a_failure_of_our_own_is_tried_again(threads, connect, monkeypatch):
    workers = connect(threads(1).scheduler_address)
    work, failures = clusters.work, [OSError("no memory"), OSError("no memory")]

    def flaky(request, worker):
        if failures:
            raise failures.pop()
        return work(request, worker)

    monkeypatch.setattr(clusters, "work", flaky)
    assert workers.submit(task(RIGHT)).result(timeout=60)[0].status == "passed"
    assert failures == []


def test_an_answer_that_was_lost_with_its_worker_is_waited_for(threads, connect):
    class Lost:
        """A future of Dask's whose result is being made again."""

        status = "lost"

        def add_done_callback(self, callback):
            self.callback = callback

        def result(self):
            return answer

    workers, future = connect(threads(1).scheduler_address), Lost()
    answer = remote.work(workers._order.request(task(RIGHT)), "w")
    sent = clusters._Sent("{}")
    workers._tasks[id(sent)] = sent
    workers._receive(sent, future)
    assert not sent.answer.done()
    future.status = "finished"
    future.callback(future)
    assert sent.answer.result(timeout=1)[0].status == "passed"


# ------------------------------------------------------------------------------------------------------------- certificates


def test_with_certificates_and_without(threads, tiny, connect, tmp_path, monkeypatch):
    pytest.importorskip("cryptography", reason="makes certificates: pip install cryptography")
    security = distributed.Security.temporary()
    cluster = threads(1, security=security, protocol="tls://")
    paths = {}
    for name, content in {
        "ca": security.tls_ca_file,
        "cert": security.tls_client_cert,
        "key": security.tls_client_key,
    }.items():
        paths[name] = tmp_path / f"{name}.pem"
        paths[name].write_text(content)
    address = cluster.scheduler_address
    monkeypatch.setattr(clusters, "_CONNECT_SECONDS", 2.0)
    for place in (address, address.removeprefix("tls://")):
        workers = ClusterWorkers(tiny, ["triplet"], Cluster(place, **paths), print)
        try:
            assert workers.submit(task(RIGHT)).result(timeout=60)[0].status == "passed"
        finally:
            workers.close()
    with pytest.raises(UserError, match="no Dask scheduler to be reached"):
        connect(address.replace("tls://", "tcp://"))
    with pytest.raises(UserError, match="belong together"):
        ClusterWorkers(tiny, ["triplet"], Cluster(address, ca=paths["ca"]), print)


@pytest.mark.parametrize(
    ("address", "exposed"),
    [
        ("tcp://127.0.0.1:8786", False),
        ("tcp://localhost:8786", False),
        ("tcp://[::1]:8786", False),
        ("inproc://10.0.0.1/1/1", False),
        ("tls://10.0.0.1:8786", False),
        ("tcp://10.0.0.1:8786", True),
        ("tcp://127.evil.example:8786", True),
        ("tcp://localhost.example:8786", True),
        ("10.0.0.1:8786", True),
    ],
)
def test_a_scheduler_that_strangers_can_reach_is_known(address, exposed):
    assert is_exposed(address) is exposed


# -------------------------------------------------------------------------------------------------------------- the command


def test_the_command_refuses_what_makes_no_sense(dlgrade, lay):
    lay({"ann/triplet.py": WRONG})
    for arguments, said in [
        (("--cluster", "10.0.0.1:1", "--jobs", "2"), "--jobs is for this machine"),
        (("--tls-ca", __file__), "are for --cluster"),
        (("--cluster", "x:1", "--tls-ca", "nowhere.pem"), "nowhere.pem"),
    ]:
        done = dlgrade("grade", "submissions", *arguments)
        assert done.returncode == 2
        assert said in done.stderr
        assert "Traceback" not in done.stderr
