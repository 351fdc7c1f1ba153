"""What each layer takes away, found out by trying; and that NumPy still works inside."""

import errno
import functools
import json
import os
import platform
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import dlref
from dlgrade.course.model import Course, builtin_root
from dlgrade.sandbox import landlock, linux, seccomp
from dlgrade.sandbox.client import LAYERS, Died, Sandbox
from dlgrade.sandbox.environment import clean_environment
from dlgrade.sandbox.limits import Limits

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the jail is for Linux"),
    pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),  # see test_client
]

ATTEMPTS = {"read", "write", "network", "process", "signal"}


@pytest.fixture(scope="module")
def machine():
    """What this machine can do, with every layer switched on."""
    sandbox = Sandbox(fork=True)
    found = {"missing": sandbox.missing, "refused": sandbox.refused, "level": sandbox.level}
    sandbox.close()
    return found


@pytest.fixture
def needs(machine):
    """Skip where a layer is missing."""

    def check(*layers):
        for layer in layers:
            if layer in machine["missing"]:
                pytest.skip(f"no {layer} here: {machine['missing'][layer]}")

    return check


@pytest.fixture
def probe():
    """Start a sandbox without some layers."""
    started = []

    def start(*without):
        started.append(Sandbox(fork=True, without=frozenset(without)))
        return started[-1]

    yield start
    for sandbox in started:
        sandbox.close()


# ------------------------------------------------------------------------------------------- layers, one by one


def test_everything_is_refused_where_both_great_layers_are_there(probe, needs):
    needs("landlock", "seccomp")
    sandbox = probe()
    assert sandbox.refused == dict.fromkeys(sandbox.refused, True)
    assert set(sandbox.refused) == ATTEMPTS
    assert sandbox.level == "strict"


@pytest.mark.parametrize("layer", [layer for layer in LAYERS if layer != "process"])
def test_a_layer_that_is_switched_off_is_reported_as_missing(probe, layer):
    sandbox = probe(layer)
    assert layer in sandbox.missing
    assert layer not in sandbox.layers
    assert sandbox.layers[0] == "process"


@pytest.mark.parametrize(
    ("without", "possible"),
    [
        (["landlock"], {"read"}),
        (["seccomp"], {"network"}),
        (["landlock", "seccomp"], {"read", "write", "network", "signal"}),
        (["landlock", "seccomp", "rlimits"], {"read", "write", "network", "signal"}),
        (["rlimits"], set()),
        (["namespaces"], set()),
        (["cgroup"], set()),
    ],
    ids=lambda value: "+".join(sorted(value)) or "nothing",
)
def test_what_a_layer_leaves_open_is_found_out_by_trying(probe, needs, without, possible):
    needs("landlock", "seccomp")
    sandbox = probe(*without)
    allowed = {attempt for attempt, refused in sandbox.refused.items() if not refused}
    assert possible <= allowed
    assert sandbox.level == ("basic" if allowed else "strict")


@pytest.mark.parametrize("without", ["rlimits", "namespaces", "cgroup"])
def test_a_lesser_layer_can_be_missing_without_anything_becoming_possible(probe, needs, without):
    needs("landlock", "seccomp")
    assert probe(without).level == "strict"


def test_landlock_alone_keeps_files_away(probe, needs):
    needs("landlock")
    refused = probe("seccomp").refused
    assert refused["read"]
    assert refused["write"]


def test_seccomp_alone_keeps_writing_networks_processes_and_signals_away(probe, needs):
    needs("seccomp")
    refused = probe("landlock", "rlimits", "namespaces", "cgroup").refused
    assert [name for name in ATTEMPTS - {"read"} if not refused[name]] == []


def test_without_the_great_layers_code_still_runs_apart_from_the_judge(probe):
    sandbox = probe("landlock", "seccomp", "rlimits", "no_new_privs", "namespaces", "cgroup")
    session = sandbox.open(Limits())
    session.request("parse", "answer.py", "import os\ndef f():\n    return os.getpid()\n")
    session.request("exec", [])
    assert session.request("run", [["call", None, "f", [], {}]]).value != os.getpid()
    session.close()
    assert sandbox.level == "basic"


def test_the_probe_leaves_nothing_behind(probe, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert not probe("landlock", "seccomp").refused["write"]
    assert list(tmp_path.iterdir()) == []


# -------------------------------------------------------------------------------------------------- inside the jail

INSIDE = """
import json, sys
from dlgrade.sandbox.client import Died, Sandbox, StudentError
from dlgrade.sandbox.limits import Limits

sandbox = Sandbox(fork=True)
found = {"level": sandbox.level}
print("ready", flush=True)
told = json.loads(sys.stdin.readline())
for name, body in told["bodies"].items():
    if found["level"] != "strict" and not name.startswith("works"):
        continue  # an attempt that could succeed is none that a test should make
    lines = "".join(f"    {line}\\n" for line in body.splitlines())
    source = f"import ctypes, os, sys\\nimport numpy as np\\ndef f({', '.join(told['given'])}):\\n{lines}"
    session = sandbox.open(Limits(call_seconds=10, total_seconds=20))
    try:
        session.request("parse", "answer.py", source)
        session.request("exec", [])
        value = session.request("run", [["call", None, "f", [], told["given"]]]).value
        found[name] = ["returned", repr(value)]
    except StudentError as error:
        found[name] = [error.type, error.message]
    except Died:
        found[name] = ["died", ""]
    end = session.close()
    if found[name][0] == "died":
        found[name][1] = str(end["signal"])
print(json.dumps(found), flush=True)
"""

LINALG = """
a = np.random.default_rng(1).normal(size=(200, 200))
"""
WORKS = {
    "matrix product": LINALG + "return bool(np.isfinite(a @ a).all())",
    "large matrix product": "a = np.ones((600, 600)); return float((a @ a)[0, 0]) == 600",
    "inverse": LINALG + "return bool(np.allclose(np.linalg.inv(a) @ a, np.eye(200)))",
    "singular values": LINALG + "return np.linalg.svd(a)[1].shape == (200,)",
    "eigenvalues": LINALG + "return np.linalg.eigvals(a).shape == (200,)",
    "least squares": LINALG + "return np.linalg.lstsq(a, a[0], rcond=None)[0].shape == (200,)",
    "determinant and norm": LINALG + "return bool(np.linalg.slogdet(a)[1] > 0 < np.linalg.norm(a))",
    "fft": "return bool(np.allclose(np.fft.ifft(np.fft.fft(np.arange(8.0))), np.arange(8.0)))",
    "random": "return np.random.default_rng(3).normal(size=4).shape == (4,)",
    "random, seeded by the system": "return np.random.default_rng().random() < 1 and np.random.rand() < 1",
    "random, legacy": "np.random.seed(1); return np.random.randn(2).shape == (2,)",
    "permutation": "return sorted(np.random.default_rng().permutation(5).tolist()) == [0, 1, 2, 3, 4]",
    "einsum": "return float(np.einsum('ij,jk,kl->il', *[np.eye(3)] * 3, optimize=True).trace()) == 3.0",
    "printing": "print(np.ones((1000, 1000)), np.array([1 + 2j, np.nan])); return repr(np.arange(3)) == 'array([0, 1, 2])'",
    "polynomial": "from numpy.polynomial import Polynomial\nreturn float(Polynomial([1, 2])(2.0)) == 5.0",
    "masked arrays": "import numpy.ma\nreturn float(np.ma.masked_less([1, 2, 3], 2).sum()) == 5",
    "stride tricks": "return np.lib.stride_tricks.sliding_window_view(np.arange(5), 2).shape == (4, 2)",
    "testing helpers": "np.testing.assert_allclose([1.0], [1.0]); return True",
    "errstate": "with np.errstate(all='ignore'):\n    return bool(np.isinf(np.exp(1e4)))",
    "sorting": "return np.argsort(np.random.default_rng(0).random(10**6)).size == 10**6",
    "convolution": "return np.convolve([1, 2], [1, 1]).tolist() == [1, 3, 2]",
    "decimal": "from decimal import Decimal\nreturn str(Decimal(1) / 4) == '0.25'",
    "csv": "import csv, io\nreturn list(csv.reader(io.StringIO('a,b'))) == [['a', 'b']]",
    "dataclasses": "from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\nreturn P(3).x == 3",
    "typing": "from typing import Generic, Protocol, TypeVar\nreturn True",
    "collections": "from collections import defaultdict, deque\nreturn len(deque([1])) == 1",
    "statistics": "import statistics\nreturn statistics.mean([1, 3]) == 2",
    "itertools and functools": "import functools, itertools\nreturn next(itertools.count(3)) == 3",
    "json, re, copy, math": "import copy, json, math, re\nreturn json.loads('[1]') == copy.deepcopy([1])",
    "unicode": "import unicodedata\nreturn unicodedata.name('가') == 'HANGUL SYLLABLE GA'",
    "time": "import time\ntime.sleep(0.001)\nreturn time.time() > 0 < time.perf_counter()",
    "abc and enum": "import abc, enum\nreturn enum.Enum('E', 'A').A.value == 1",
    "warnings and tracebacks": "import traceback\ntry:\n    1 / 0\nexcept ZeroDivisionError:\n    return 'ZeroDivisionError' in traceback.format_exc()",
    "garbage collection": "import gc\nreturn gc.collect() >= 0",
}

SOCKETS = "import socket\nsocket.socket(socket.{family}, socket.{kind})"
SYSCALL = "libc = ctypes.CDLL(None, use_errno=True)\nif libc.{call} < 0:\n    raise OSError(ctypes.get_errno(), 'refused')"
READS = {
    "a file of the course": "return open(course).read()",
    "a hidden test": "return open(hidden).read()",
    "the reference": "return open(reference).read()",
    "the program": "return open(program).read()",
    "the folder of the course": "return os.listdir(os.path.dirname(course))",
    "site-packages": "return os.listdir(os.path.dirname(os.path.dirname(np.__file__)))",
    "a secret file": "return open(secret).read()",
    "a secret file by another way": "return open('/proc/self/root' + secret).read()",
    "a secret file by a descriptor of its folder": "return os.open('secret', os.O_RDONLY, dir_fd=os.open(os.path.dirname(secret), os.O_PATH))",
    "the list of users": "return open('/etc/passwd').read()",
    "the memory of the judge": "return open(f'/proc/{os.getppid()}/mem', 'rb').read(1)",
    "the memory of another process": "return open(f'/proc/{other}/mem', 'rb').read(1)",
    "the environment of the judge": "return open(f'/proc/{other}/environ').read()",
    "its own environment": "return open('/proc/self/environ').read()",
    "its own descriptors": "return os.listdir('/proc/self/fd')",
    "the root folder": "return os.listdir('/')",
    "the temporary folder": "return os.listdir('/tmp')",
    "a file through NumPy": "return np.loadtxt(secret)",
    "a file through memory mapping": "return np.memmap(secret, mode='r')",
}
WRITES = {
    "a file of ours": "open(secret, 'a').write('x')",
    "a file of ours, emptied": "os.truncate(secret, 0)",
    "a new file": "open(os.path.dirname(secret) + '/new', 'w')",
    "a new file in the temporary folder": "open('/tmp/dlgrade-test-new', 'w')",
    "a new file in shared memory": "open('/dev/shm/dlgrade-test-new', 'w')",
    "a temporary file without a name": "os.open('/tmp', os.O_TMPFILE | os.O_RDWR)",
    "a file through NumPy": "np.save(os.path.dirname(secret) + '/new.npy', np.ones(2))",
    "a folder": "os.mkdir(os.path.dirname(secret) + '/new')",
    "another name": "os.rename(secret, secret + '2')",
    "a second name": "os.link(secret, secret + '2')",
    "a symbolic link": "os.symlink(secret, secret + '2')",
    "no file any more": "os.unlink(secret)",
    "other rights": "os.chmod(secret, 0o777)",
    "other times": "os.utime(secret, (0, 0))",
    "another owner": "os.chown(secret, 0, 0)",
    "an extended attribute": "os.setxattr(secret, 'user.x', b'1')",
    "a pipe with a name": "os.mkfifo(secret + '2')",
    "NumPy's own folder": "open(os.path.dirname(np.__file__) + '/sitecustomize.py', 'w')",
    "anonymous memory": "os.memfd_create('x')",
}
REACHES = {
    "IPv4": SOCKETS.format(family="AF_INET", kind="SOCK_STREAM"),
    "UDP": SOCKETS.format(family="AF_INET", kind="SOCK_DGRAM"),
    "IPv6": SOCKETS.format(family="AF_INET6", kind="SOCK_STREAM"),
    "UNIX sockets": SOCKETS.format(family="AF_UNIX", kind="SOCK_STREAM"),
    "netlink": SOCKETS.format(family="AF_NETLINK", kind="SOCK_RAW"),
    "a pair of sockets": "import socket\nsocket.socketpair()",
    "fork": "if os.fork() == 0:\n    os._exit(0)",
    "vfork": SYSCALL.format(call="vfork()"),
    "a program": "import subprocess\nsubprocess.run(['/bin/true'])",
    "a shell": "if os.system('true') != 0:\n    raise OSError(1, 'refused')",
    "another program in this process": "os.execv(sys.executable, ['python', '-c', ''])",
    "a thread": "import threading\nthreading.Thread(target=print).start()",
    "a signal to the parent": "os.kill(os.getppid(), 0)",
    "a signal to another process": "os.kill(other, 0)",
    "a signal to everyone": "os.kill(-1, 0)",
    "a descriptor of a process": "os.pidfd_open(other)",
    "tracing": SYSCALL.format(call="ptrace(16, other, 0, 0)"),
    "reading another's memory": SYSCALL.format(call="process_vm_readv(other, 0, 0, 0, 0, 0)"),
    "higher limits": "import resource\nresource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
    "another user": "os.setuid(12345)",
    "a new session": "os.setsid()",
    "a new namespace": SYSCALL.format(call="unshare(0x10000000)"),
    "a mount": SYSCALL.format(call="mount(b'none', b'/tmp', b'tmpfs', 0, 0)"),
    "a new root": "os.chroot('/')",
    "a timer for the machine": "import time\ntime.clock_settime(time.CLOCK_REALTIME, time.time())",
    "shared memory": SYSCALL.format(call="shmget(0, 4096, 0o1600)"),
    "message queues": SYSCALL.format(call="msgget(0, 0o1600)"),
    "semaphores": SYSCALL.format(call="semget(0, 1, 0o1600)"),
    "an asynchronous ring": SYSCALL.format(call="syscall(425, 8, ctypes.create_string_buffer(512))"),
    "a program for the kernel": SYSCALL.format(call="syscall(321, 0, 0, 0)"),
    "keys": SYSCALL.format(call="syscall(250, 0, 0)"),
    "another filter": SYSCALL.format(call="syscall(317, 1, 0, 0)"),
}
FOREIGN = {"x86_64": {"x32 call": "ctypes.CDLL(None).syscall(0x40000000 + 39)"}}.get(platform.machine(), {})


@pytest.fixture(scope="module")
def inside(tmp_path_factory):
    """Try everything once, in a process that is like the judge's: what came of it, by name."""
    folder = tmp_path_factory.mktemp("judge")
    secret = folder / "secret"
    secret.write_text("42")
    exercise = next(iter(Course(builtin_root()).exercises.values()))
    host = subprocess.Popen(
        [sys.executable, "-c", INSIDE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=clean_environment(),
        cwd=folder,
    )
    assert host.stdout.readline() == "ready\n"
    given = {
        "course": str(exercise.course.path),
        "hidden": str(exercise.tests_path),
        "reference": dlref.__file__,
        "program": linux.__file__,
        "secret": str(secret),
        "other": host.pid,
    }
    kinds = {"works": WORKS, "reads": READS, "writes": WRITES, "reaches": REACHES, "foreign": FOREIGN}
    bodies = {f"{kind} {name}": body for kind, group in kinds.items() for name, body in group.items()}

    def state():
        about = secret.stat()
        return [path.name for path in folder.iterdir()], about.st_mode, about.st_mtime_ns, secret.read_text()

    before = state()
    out, _ = host.communicate(json.dumps({"bodies": bodies, "given": given}) + "\n")
    return {**json.loads(out), "untouched": state() == before}


@pytest.mark.parametrize("what", WORKS)
def test_numpy_and_the_standard_library_work_inside(inside, what):
    assert inside[f"works {what}"] == ["returned", "True"]


# What Python says where it is not that permission is denied.
OTHER_WORDS = {
    "reaches fork": "BlockingIOError",
    "reaches vfork": "BlockingIOError",
    "reaches a thread": "RuntimeError",
    "reaches higher limits": "ValueError",
}


def is_refused(inside, name):
    if inside["level"] != "strict":
        pytest.skip("nothing is refused for certain on this machine")
    return inside[name][0] == OTHER_WORDS.get(name, "PermissionError")


@pytest.mark.parametrize("what", READS)
def test_nothing_but_python_and_numpy_can_be_read(inside, what):
    assert is_refused(inside, f"reads {what}"), inside[f"reads {what}"]


@pytest.mark.parametrize("what", WRITES)
def test_nothing_can_be_written_or_changed(inside, what):
    assert is_refused(inside, f"writes {what}"), inside[f"writes {what}"]


@pytest.mark.parametrize("what", REACHES)
def test_no_network_process_signal_or_privilege_can_be_had(inside, what):
    assert is_refused(inside, f"reaches {what}"), inside[f"reaches {what}"]


def test_all_attempts_together_have_changed_nothing(inside):
    assert inside["untouched"]


@pytest.mark.parametrize("what", FOREIGN)
def test_calls_of_another_instruction_set_end_the_process(inside, what, needs):
    needs("seccomp")
    assert inside[f"foreign {what}"] == ["died", "31"]


def test_a_child_that_is_killed_by_the_filter_is_a_death_like_any_other(needs, probe):
    needs("seccomp")
    if platform.machine() != "x86_64":
        pytest.skip("only this processor has a second table of system calls")
    session = probe().open(Limits())
    session.request(
        "parse", "answer.py", "import ctypes\ndef f():\n    ctypes.CDLL(None).syscall(0x40000000)\n"
    )
    session.request("exec", [])
    with pytest.raises(Died):
        session.request("run", [["call", None, "f", [], {}]])
    session.close()


# ------------------------------------------------------------------------------------------------- the seccomp program
# Numbers from the kernel's tables, written down here a second time.

X86_64 = {
    "read": 0, "write": 1, "open": 2, "close": 3, "mmap": 9, "mprotect": 10, "munmap": 11, "brk": 12, "ioctl": 16,
    "shmget": 29, "socket": 41, "connect": 42, "clone": 56, "fork": 57, "vfork": 58, "execve": 59, "exit": 60,
    "kill": 62, "fcntl": 72, "truncate": 76, "rename": 82, "mkdir": 83, "unlink": 87, "symlink": 88, "chmod": 90,
    "chown": 92, "ptrace": 101, "getuid": 102, "setuid": 105, "setsid": 112, "personality": 135, "prctl": 157,
    "setrlimit": 160, "chroot": 161, "mount": 165, "setxattr": 188, "tkill": 200, "futex": 202, "clock_gettime": 228,
    "exit_group": 231, "tgkill": 234, "mq_open": 240, "keyctl": 250, "openat": 257, "mkdirat": 258, "unlinkat": 263,
    "unshare": 272, "set_robust_list": 273, "utimensat": 280, "prlimit64": 302, "setns": 308,
    "process_vm_readv": 310, "seccomp": 317, "getrandom": 318, "memfd_create": 319, "bpf": 321, "execveat": 322,
    "userfaultfd": 323, "pidfd_send_signal": 424, "io_uring_setup": 425, "pidfd_open": 434, "clone3": 435,
    "close_range": 436, "openat2": 437, "pidfd_getfd": 438,
}  # fmt: skip
AARCH64 = {
    "setxattr": 5, "fcntl": 25, "ioctl": 29, "mkdirat": 34, "unlinkat": 35, "mount": 40, "truncate": 45, "chroot": 51,
    "fchmodat": 53, "fchownat": 54, "openat": 56, "close": 57, "read": 63, "write": 64, "utimensat": 88, "exit": 93,
    "exit_group": 94, "unshare": 97, "futex": 98, "set_robust_list": 99, "clock_gettime": 113, "ptrace": 117,
    "kill": 129, "tkill": 130, "tgkill": 131, "setuid": 146, "setsid": 157, "setrlimit": 164, "prctl": 167,
    "getuid": 174, "mq_open": 180, "shmget": 194, "socket": 198, "connect": 203, "brk": 214, "munmap": 215,
    "keyctl": 219, "clone": 220, "execve": 221, "mmap": 222, "mprotect": 226, "prlimit64": 261, "setns": 268,
    "process_vm_readv": 270, "seccomp": 277, "getrandom": 278, "memfd_create": 279, "bpf": 280, "execveat": 281,
    "userfaultfd": 282, "pidfd_send_signal": 424, "io_uring_setup": 425, "pidfd_open": 434, "clone3": 435,
    "close_range": 436, "openat2": 437, "pidfd_getfd": 438,
}  # fmt: skip
MACHINES = {"x86_64": (0xC000003E, X86_64), "aarch64": (0xC00000B7, AARCH64)}
I386, ARM = 0x40000003, 0x40000028
ALLOWED = ["read", "write", "close", "mmap", "mprotect", "munmap", "brk", "futex", "getrandom", "exit", "exit_group",
           "getuid", "clock_gettime", "close_range", "set_robust_list"]  # fmt: skip
CONDITIONAL = ["open", "openat", "openat2", "ioctl", "fcntl", "prlimit64", "clone", "clone3", "fork", "vfork"]
READ_ONLY, WRITE_ONLY, READ_WRITE = 0, 1, 2
O_CREAT, O_EXCL, O_TRUNC, O_APPEND, O_CLOEXEC, O_TMPFILE = 0o100, 0o200, 0o1000, 0o2000, 0o2000000, 0o20000000
PAGE = 0x7F0000001000


@functools.cache
def instructions_of(machine):
    program = seccomp.assemble(machine)
    return [struct.unpack_from("=HBBI", program, at) for at in range(0, len(program), 8)]


def verdict(machine, call, *arguments, architecture=None):
    """Run the assembled program as the kernel would: "allow", "kill" or the error number."""
    own, numbers = MACHINES[machine]
    number = numbers[call] if isinstance(call, str) else call
    padded = [argument & 0xFFFFFFFFFFFFFFFF for argument in (*arguments, *[0] * 6)[:6]]
    data = struct.pack("<IIQ6Q", number, own if architecture is None else architecture, 0x400000, *padded)
    program = instructions_of(machine)
    accumulator = at = 0
    while True:
        operation, true, false, value = program[at]
        at += 1
        if operation == 0x20:
            accumulator = struct.unpack_from("<I", data, value)[0]
        elif operation in (0x15, 0x35, 0x45):
            holds = {0x15: accumulator == value, 0x35: accumulator >= value, 0x45: bool(accumulator & value)}[
                operation
            ]
            at += true if holds else false
        elif operation == 0x06:
            action, rest = value & 0xFFFF0000, value & 0xFFFF
            return {0x7FFF0000: "allow", 0x80000000: "kill", 0x00050000: rest}[action]
        else:
            pytest.fail(f"unknown instruction {operation:#x}")


@pytest.fixture(params=MACHINES)
def processor(request):
    return request.param


def test_the_program_is_well_formed(processor):
    assert len(seccomp.assemble(processor)) % 8 == 0
    instructions = instructions_of(processor)
    assert 0 < len(instructions) <= 4096
    for at, (operation, true, false, value) in enumerate(instructions):
        assert operation in (0x20, 0x15, 0x35, 0x45, 0x06)
        if operation == 0x20:
            assert value % 4 == 0
            assert value < 64
        if operation in (0x15, 0x35, 0x45):
            assert at + 1 + max(true, false) < len(instructions), "a jump leaves the program"
    assert instructions[-1][0] == 0x06


def test_no_instruction_is_out_of_reach(processor):
    instructions = instructions_of(processor)
    reached, todo = set(), [0]
    while todo:
        at = todo.pop()
        if at in reached:
            continue
        reached.add(at)
        operation, true, false, _ = instructions[at]
        if operation in (0x15, 0x35, 0x45):
            todo += [at + 1 + true, at + 1 + false]
        elif operation != 0x06:
            todo.append(at + 1)
    assert reached == set(range(len(instructions)))


def test_what_computing_needs_is_allowed(processor):
    assert {call: verdict(processor, call) for call in ALLOWED} == dict.fromkeys(ALLOWED, "allow")


def test_every_other_call_is_refused_with_permission_denied(processor):
    others = [call for call in MACHINES[processor][1] if call not in (*ALLOWED, *CONDITIONAL)]
    assert {call: verdict(processor, call) for call in others} == dict.fromkeys(others, errno.EPERM)
    assert len(others) > 25


def test_numbers_that_no_table_names_are_refused(processor):
    allowed = [number for number in range(460, 1000) if verdict(processor, number) != errno.EPERM]
    assert allowed == []


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        (READ_ONLY, "allow"),
        (READ_ONLY | O_CLOEXEC, "allow"),
        (READ_ONLY | O_EXCL, "allow"),
        (WRITE_ONLY, errno.EACCES),
        (READ_WRITE, errno.EACCES),
        (READ_ONLY | O_CREAT, errno.EACCES),
        (READ_ONLY | O_TRUNC, errno.EACCES),
        (READ_ONLY | O_APPEND, errno.EACCES),
        (O_TMPFILE | READ_WRITE, errno.EACCES),
        (WRITE_ONLY | O_CREAT | O_TRUNC | O_CLOEXEC, errno.EACCES),
        (WRITE_ONLY | 0xABC << 40, errno.EACCES),
    ],
)
def test_files_are_opened_for_reading_only(processor, flags, expected):
    assert verdict(processor, "openat", -100, PAGE, flags, 0o666) == expected
    if processor == "x86_64":
        assert verdict(processor, "open", PAGE, flags, 0o666) == expected


@pytest.mark.parametrize("call", ["clone", "clone3", "fork", "vfork"])
def test_processes_and_threads_are_refused_as_if_there_were_too_many(processor, call):
    if call not in MACHINES[processor][1]:
        pytest.skip("this processor has no such call")
    for flags in (0, 17, 0x3D0F00, 0x10000000):
        assert verdict(processor, call, flags) == errno.EAGAIN


def test_the_call_whose_flags_cannot_be_seen_is_said_not_to_exist(processor):
    assert verdict(processor, "openat2", -100, PAGE, PAGE, 24) == errno.ENOSYS


@pytest.mark.parametrize(
    ("process", "new_limit", "expected"),
    [
        (0, 0, "allow"),
        (1, 0, errno.EPERM),
        (4242, 0, errno.EPERM),
        (0, PAGE, errno.EPERM),
        (1, PAGE, errno.EPERM),
        (0, 0x100000000, errno.EPERM),  # a pointer whose lower half is zero is not null
    ],
)
def test_only_the_own_limits_can_be_read_and_none_set(processor, process, new_limit, expected):
    assert verdict(processor, "prlimit64", process, 9, new_limit, PAGE) == expected


@pytest.mark.parametrize(
    ("request_", "expected"),
    [(0x5401, "allow"), (0x5413, "allow"), (0x541B, "allow"), (0x5412, errno.ENOTTY), (0x5410, errno.ENOTTY),
     (0x8901, errno.ENOTTY), (0x5401 | 7 << 32, "allow")],
)  # fmt: skip
def test_a_terminal_can_be_asked_but_not_typed_into(processor, request_, expected):
    assert verdict(processor, "ioctl", 0, request_, PAGE) == expected


@pytest.mark.parametrize(("command", "expected"), [(1, "allow"), (2, "allow"), (3, "allow"), (1030, "allow"),
                                                   (8, errno.EPERM), (10, errno.EPERM), (15, errno.EPERM),
                                                   (1024, errno.EPERM), (1031, errno.EPERM)])  # fmt: skip
def test_no_descriptor_gets_an_owner_a_lease_or_another_size(processor, command, expected):
    assert verdict(processor, "fcntl", 3, command, 1) == expected


@pytest.mark.parametrize("architecture", [I386, ARM, 0, 0xFFFFFFFF])
def test_another_instruction_set_kills_whatever_the_call(processor, architecture):
    assert {verdict(processor, number, architecture=architecture) for number in range(500)} == {"kill"}


def test_the_tables_of_one_processor_are_not_used_for_the_other():
    assert verdict("x86_64", "read", architecture=MACHINES["aarch64"][0]) == "kill"
    assert verdict("aarch64", "read", architecture=MACHINES["x86_64"][0]) == "kill"


def test_x32_numbers_kill(processor):
    for number in (0x40000000, 0x40000000 + 39, 0x40000000 + 520, 0xFFFFFFFF):
        assert verdict(processor, number) == "kill"


def test_a_machine_whose_calls_are_not_known_has_no_filter(monkeypatch):
    monkeypatch.setattr(linux, "machine", lambda: "riscv64")
    with pytest.raises(OSError, match="riscv64"):
        seccomp.Filter()


HEADERS = {
    "x86_64": "/usr/include/x86_64-linux-gnu/asm/unistd_64.h",
    "aarch64": "/usr/include/asm-generic/unistd.h",
}


def test_the_numbers_are_those_of_the_systems_headers(processor):
    header = Path(HEADERS[processor])
    if not header.exists():
        pytest.skip("the kernel's headers are not installed")
    theirs = {}
    for line in header.read_text().splitlines():
        words = line.replace("__NR3264_", "__NR_").split()
        if len(words) == 3 and words[0] == "#define" and words[1].startswith("__NR_") and words[2].isdigit():
            theirs.setdefault(words[1].removeprefix("__NR_"), int(words[2]))
    theirs.setdefault("newfstatat", theirs.get("fstatat"))
    ours = seccomp._ARCHITECTURES[processor][1]
    assert {name: number for name, number in ours.items() if theirs.get(name, number) != number} == {}
    assert len(set(ours) & set(theirs)) > 50


# ------------------------------------------------------------------------------------------------------- landlock


def test_installed_packages_are_not_among_what_can_be_read():
    folder = Path(np.__file__).parent
    paths = [Path(path) for path in landlock.python_and_numpy(folder)]
    assert folder in paths
    assert not [
        path for path in paths if path.name in ("site-packages", "dist-packages") or path == Path("/")
    ]
    for secret in (linux.__file__, pytest.__file__, "/etc/passwd", "/proc/self/environ", str(Path.home())):
        assert not [path for path in paths if Path(secret).is_relative_to(path)], secret


def test_a_kernel_without_landlock_has_version_0(monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOSYS, "not there")

    monkeypatch.setattr(linux, "syscall", refuse)
    assert landlock.abi() == 0
