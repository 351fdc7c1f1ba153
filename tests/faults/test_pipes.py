"""Readers that stop reading, descriptors that are closed, and too few of them."""

import os
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")

COMMANDS = {
    "check": ["check", "step"],
    "check as JSON": ["check", "step", "--format", "json"],
    "list": ["list"],
    "show": ["show", "step"],
    "doctor": ["doctor"],
}
each_command = pytest.mark.parametrize("command", COMMANDS)


@pytest.fixture
def shell(workspace):
    """Run a line of shell, in which $dlgrade is the command; with the exit status of the command itself."""

    def run(line, **options):
        environment = {k: v for k, v in os.environ.items() if not k.startswith("DLGRADE_")}
        environment |= {"DLGRADE_LANG": "en", "dlgrade": f"{sys.executable} -m dlgrade"}
        return subprocess.run(
            ["/bin/sh", "-c", line], cwd=workspace.root, env=environment, capture_output=True, text=True,
            timeout=120, **options,
        )  # fmt: skip

    return run


@each_command
def test_a_reader_that_reads_one_line_gets_it(shell, command):
    done = shell(f"$dlgrade {' '.join(COMMANDS[command])} | head -n 1")
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


@each_command
def test_a_reader_that_has_gone_is_no_failure_of_the_program(start, command):
    reading, writing = os.pipe()
    os.close(reading)
    process = start(*COMMANDS[command], stdout=writing)
    os.close(writing)
    _, errors = process.communicate(timeout=120)
    assert (process.returncode, errors) == (0, "")


@pytest.fixture
def stuck(start, workspace):
    """A command that waits for somebody to read the rest of its report; with the end of the pipe to read from."""
    fcntl, termios = pytest.importorskip("fcntl"), pytest.importorskip("termios")
    if not hasattr(fcntl, "F_SETPIPE_SZ"):
        pytest.skip("this system does not let one choose how large a pipe is")
    reading, writing = os.pipe()
    size = fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 1)  # as small as can be, and smaller than the report
    workspace.hand_in("relu")
    process = start("check", "--format", "json", stdout=writing)
    os.close(writing)
    for _ in range(600):
        held = int.from_bytes(fcntl.ioctl(reading, termios.FIONREAD, bytes(4)), sys.byteorder)
        if held == size:
            break
        time.sleep(0.1)
    assert (held, process.poll()) == (size, None)
    return process, reading


def test_a_reader_that_goes_while_the_command_is_writing_is_no_failure(stuck, proc):
    process, reading = stuck
    judges = proc.children(process.pid)
    os.close(reading)
    _, errors = process.communicate(timeout=120)
    assert (process.returncode, errors) == (0, "")
    assert proc.gone(judges) == set()


def test_a_command_whose_reader_never_reads_can_be_ended(stuck, proc):
    process, reading = stuck
    judges = proc.children(process.pid)
    process.terminate()
    process.wait(timeout=120)
    os.close(reading)
    assert proc.gone(judges) == set()


def test_what_a_full_pipe_held_back_arrives_when_it_is_read(stuck, results):
    process, reading = stuck
    with open(reading, encoding="utf-8") as pipe:  # noqa: PTH123
        report = results(pipe.read())
    assert process.wait(timeout=120) == 0
    assert report["step"]["status"] == "passed"


CLOSED = {
    "input": "<&-",
    "output": ">&-",
    "errors": "2>&-",
    "input and output": "<&- >&-",
    "all three": "<&- >&- 2>&-",
}


@pytest.mark.parametrize("what", CLOSED)
def test_closed_descriptors_do_not_change_the_exit_status(shell, what):
    assert shell(f"$dlgrade check step {CLOSED[what]}").returncode == 0


@pytest.mark.parametrize("what", CLOSED)
def test_closed_descriptors_do_not_change_a_failure_either(shell, what):
    assert shell(f"$dlgrade check nothing_of_this_name {CLOSED[what]}").returncode == 2


@pytest.mark.parametrize("what", [name for name in CLOSED if "errors" not in name and "all" not in name])
def test_closed_descriptors_are_not_spoken_of(shell, what):
    assert shell(f"$dlgrade check step {CLOSED[what]}").stderr == ""


@pytest.mark.parametrize("what", [name for name in CLOSED if "output" not in name and "all" not in name])
def test_closed_descriptors_do_not_keep_the_report_back(shell, results, what):
    done = shell(f"$dlgrade check step --format json {CLOSED[what]}")
    assert results(done.stdout)["step"]["status"] == "passed"


@pytest.mark.parametrize("what", CLOSED)
def test_a_file_is_written_whatever_is_closed(shell, workspace, results, what):
    shell(f"$dlgrade check step --format json --output result.json {CLOSED[what]}")
    text = (workspace.root / "result.json").read_text(encoding="utf-8")
    assert results(text)["step"]["status"] == "passed"


@pytest.mark.parametrize("number", [16, 64])
def test_few_descriptors_are_enough(shell, results, number):
    done = shell(f"ulimit -n {number}; $dlgrade check step --format json")
    assert results(done.stdout)["step"]["status"] == "passed"


@pytest.mark.parametrize("number", [9, 10, 12])
def test_too_few_descriptors_are_a_failure_of_ours_without_a_traceback(shell, number):
    done = shell(f"ulimit -n {number}; $dlgrade check step")
    assert done.returncode in (0, 3)
    assert "Traceback" not in done.stderr


def test_thousands_of_descriptors_that_were_left_open_do_not_matter(shell, results):
    import resource

    if resource.getrlimit(resource.RLIMIT_NOFILE)[1] < 2000:
        pytest.skip("there cannot be so many descriptors here")

    def leave_open():
        resource.setrlimit(resource.RLIMIT_NOFILE, (2000, 2000))
        for _ in range(1500):
            os.set_inheritable(os.open(os.devnull, os.O_RDONLY), True)

    done = shell("$dlgrade check step --format json", preexec_fn=leave_open, close_fds=False)
    assert results(done.stdout)["step"]["status"] == "passed"
