"""``check --watch``: checks again on every save, and ends when asked to."""

from __future__ import annotations

import os
import re
import sys
import time

import pytest

pexpect = pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals on Windows")

WRONG = ("triplet", "np.mean(np.maximum(0, d + margin))", "np.sum(np.maximum(0, d + margin))")
WAITING = {"en": "watching; Ctrl-C ends", "ko": "저장을 기다리는 중입니다. Ctrl-C로 끝냅니다"}


@pytest.fixture
def watch(work):
    """Start watching; whatever is still running in the end is ended."""
    children = []

    def run(*arguments, lang="en"):
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("DLGRADE_", "LC_"))}
        environment = {
            **kept,
            "LANG": "C.UTF-8",
            "TERM": "dumb",
            "PYTHONUTF8": "1",
            "NO_COLOR": "1",
            "DLGRADE_LANG": lang,
        }
        child = pexpect.spawn(
            sys.executable,
            ["-m", "dlgrade", "check", *arguments, "--watch"],
            cwd=str(work.root),
            env=environment,
            encoding="utf-8",
            timeout=60,
            dimensions=(60, 80),
        )
        children.append(child)
        return child

    yield run
    for child in children:
        child.close(force=True)


def saved(path) -> None:
    """Make sure that the file looks newer than before, however coarse the clock of the file system."""
    later = time.time() + 2
    os.utime(path, (later, later))


def end(child) -> int:
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.signalstatus is None
    return child.exitstatus


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_save_is_checked_at_once(work, watch, lang):
    work.answer(*WRONG)
    child = watch("triplet", lang=lang)
    child.expect("✗ triplet")
    child.expect(re.escape(WAITING[lang]))
    saved(work.answer("triplet"))
    child.expect("✓ triplet")
    child.expect(re.escape(WAITING[lang]))
    saved(work.answer(*WRONG))
    child.expect("✗ triplet")
    child.expect(re.escape(WAITING[lang]))
    end(child)


def test_a_file_that_is_replaced_by_a_new_one_is_checked_as_well(work, watch):
    """Many editors write a new file and rename it over the old one."""
    work.answer(*WRONG)
    child = watch("triplet")
    child.expect("watching")
    answer = work.file("triplet")
    answer.rename(answer.with_suffix(".old"))
    fresh = answer.with_suffix(".new")
    fresh.write_bytes(
        answer.with_suffix(".old").read_bytes().replace(b"np.sum(np.maximum", b"np.mean(np.maximum")
    )
    saved(fresh)
    fresh.replace(answer)
    child.expect("✓ triplet")
    end(child)


def test_only_what_has_changed_is_checked_again(work, watch):
    work.answer(*WRONG)
    work.answer("affine")
    child = watch("affine", "triplet")
    child.expect("✗ triplet")
    child.expect("watching")
    saved(work.answer("triplet"))
    child.expect("✓ triplet")
    child.expect("watching")
    assert "affine" not in child.before
    end(child)


def test_a_broken_save_does_not_end_the_watching(work, watch):
    work.answer("triplet")
    child = watch("triplet")
    child.expect("watching")
    for broken in ("def triplet_loss(:\n", "\x00", "import os\nos._exit(3)\n"):
        work.file("triplet").write_text(broken)
        saved(work.file("triplet"))
        child.expect("✗ triplet")
        child.expect("watching")
        time.sleep(0.05)
        os.utime(work.file("triplet"), (1, 1))
        child.expect("watching")
    saved(work.answer("triplet"))
    child.expect("✓ triplet")
    end(child)


def test_a_file_that_appears_later_is_noticed(work, watch):
    work.file("triplet").unlink()
    child = watch("triplet")
    time.sleep(1.0)
    saved(work.answer("triplet"))
    child.expect("✓ triplet")
    end(child)


@pytest.mark.parametrize(("answer", "status"), [(("triplet",), 0), (WRONG, 1)])
def test_ctrl_c_ends_it_cleanly_with_the_status_of_the_last_check(work, watch, answer, status):
    work.answer(*answer)
    child = watch("triplet")
    child.expect("watching")
    assert end(child) == status
    assert "Traceback" not in child.before


def test_ctrl_c_in_the_middle_of_a_check_ends_it_at_once(work, watch):
    work.answer("triplet", "def triplet_loss(", "while True:\n    pass\n\n\ndef triplet_loss(")
    child = watch("triplet")
    time.sleep(1.5)  # the file is being loaded now, and would be for some seconds more
    started = time.monotonic()
    assert end(child) is not None
    assert time.monotonic() - started < 30
    assert "Traceback" not in child.before


def test_ctrl_c_ends_a_check_without_watching_too(work):
    work.answer("triplet", "def triplet_loss(", "while True:\n    pass\n\n\ndef triplet_loss(")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DLGRADE_", "LC_"))}
    child = pexpect.spawn(
        sys.executable,
        ["-m", "dlgrade", "check", "triplet"],
        cwd=str(work.root),
        env={**kept, "LANG": "C.UTF-8", "TERM": "dumb"},
        encoding="utf-8",
        timeout=60,
    )
    time.sleep(1.5)
    assert end(child) == 130
    assert "Traceback" not in child.before
    assert "Stopped." in child.before


def test_an_unknown_exercise_is_refused_before_watching(work, watch):
    child = watch("triplett")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 2
    assert "There is no exercise `triplett`" in child.before
