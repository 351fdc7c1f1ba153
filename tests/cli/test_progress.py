"""The bar of a check that takes long, and its end by Ctrl-C."""

from __future__ import annotations

import os
import sys
import time

import pytest
from processes import runs

pexpect = pytest.importorskip("pexpect")
SLOW = "\nimport time\n_fast = {name}\ndef {name}(*args, **kwargs):\n    time.sleep(0.6)\n    return _fast(*args, **kwargs)\n"


@pytest.fixture
def terminal(work):
    """Run a command on a pseudo-terminal."""
    if sys.platform == "win32":
        pytest.skip("no pseudo-terminals on Windows")

    def run(*arguments):
        env = {k: v for k, v in os.environ.items() if not k.startswith(("DLGRADE_", "LC_", "COLUMNS"))}
        command = ["-m", "dlgrade", *arguments]
        return pexpect.spawn(
            sys.executable,
            command,
            cwd=str(work.root),
            env=env | {"LANG": "C.UTF-8", "TERM": "xterm-256color"},
            encoding="utf-8",
            timeout=60,
            dimensions=(40, 100),
        )

    return run


def slow(work, id, name):
    path = work.answer(id)
    path.write_text(path.read_text(encoding="utf-8") + SLOW.format(name=name), encoding="utf-8")


def test_a_long_check_shows_the_time_that_it_may_take_and_clears_it_away(work, terminal):
    slow(work, "triplet", "triplet_loss")
    child = terminal("check", "triplet")
    child.expect("triplet .*0:00:0.* of at most 30 s")
    child.expect(pexpect.EOF)
    assert "\x1b[?25h" in child.before, "the cursor is shown again"
    assert "of at most" not in child.before[child.before.rindex("\x1b[?25h") :]


def test_several_exercises_are_counted(work, terminal):
    slow(work, "triplet", "triplet_loss")
    work.answer("affine")
    child = terminal("check", "affine", "triplet", "--lang", "ko")
    child.expect("채점 중 .*1/2")
    child.expect(pexpect.EOF)


def test_a_short_check_and_a_pipe_show_nothing(work, terminal):
    work.answer("affine")
    child = terminal("check", "affine")
    child.expect(pexpect.EOF)
    assert "of at most" not in child.before
    slow(work, "triplet", "triplet_loss")
    assert work("check", "triplet").stderr == ""


def test_ctrl_c_ends_a_long_check_cleanly(work, terminal, descendants):
    slow(work, "triplet", "triplet_loss")
    child = terminal("check", "triplet")
    child.expect("of at most")
    started = descendants(child.pid)
    assert len(started) >= 3, "judge, zygote and child"
    child.sendintr()
    child.expect("Stopped.")
    assert "\x1b[?25h" in child.before, "the cursor is shown again"
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert "Traceback" not in child.before
    for _ in range(50):  # the fork server ends its children when it sees that the judge is gone
        left = [pid for pid in started if runs(pid)]
        if not left:
            break
        time.sleep(0.1)
    assert not left
