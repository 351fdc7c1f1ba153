"""Locales, homes, modes, paths and limits as they are found on strange machines."""

import json
import os
import subprocess
import sys

import pytest

from dlgrade.workspace import file_hash

posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")
BARE = {"SYSTEMROOT": os.environ["SYSTEMROOT"]} if "SYSTEMROOT" in os.environ else {}


@pytest.fixture
def bare(workspace):
    """Run the command with nothing in its environment but what is given."""

    def run(*arguments, environment, cwd=workspace.root, **options):
        command = [sys.executable, "-m", "dlgrade", *arguments]
        return subprocess.run(
            command, cwd=cwd, env={**BARE, **environment}, capture_output=True, timeout=120, **options
        )

    return run


# ------------------------------------------------------------------------------------------------------- locales

LOCALES = {
    "none": {},
    "C": {"LC_ALL": "C"},
    "POSIX": {"LC_ALL": "POSIX"},
    "C without coercion": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "unknown": {"LC_ALL": "xx_YY.UTF-8"},
    "empty": {"LC_ALL": "", "LANG": ""},
    "Latin 1": {"LC_ALL": "en_US.ISO-8859-1", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
}
each_locale = pytest.mark.parametrize("locale", LOCALES)


@each_locale
def test_a_check_works_in_every_locale(bare, locale):
    done = bare("check", "step", "relu", environment={**LOCALES[locale], "DLGRADE_LANG": "ko"})
    assert (done.returncode, done.stderr) == (1, b"")


@each_locale
def test_a_record_in_a_file_is_utf_8_in_every_locale(bare, workspace, locale, results):
    arguments = ["check", "step", "--lang", "ko", "--format", "json", "--output", "결과.json"]
    bare(*arguments, environment=LOCALES[locale])
    (file,) = workspace.root.glob("*.json")
    step = results(file.read_text(encoding="utf-8"))["step"]
    assert any("가" <= letter <= "힣" for letter in step["title"])


@each_locale
def test_an_answer_with_hangul_is_checked_in_every_locale(bare, workspace, locale, results):
    right = (workspace.root / "02_activations" / "step.py").read_text(encoding="utf-8")
    workspace.hand_in("step", f'"""계단 함수 🎉."""\n# 한글\n{right}\nprint("다 됐다 🎉")\n')
    done = bare("check", "step", "--format", "json", "--output", "out.json", environment=LOCALES[locale])
    assert done.returncode == 0
    assert results((workspace.root / "out.json").read_text(encoding="utf-8"))["step"]["status"] == "passed"


@each_locale
def test_a_message_that_names_a_path_with_hangul_can_be_printed_in_every_locale(bare, locale):
    done = bare("check", "없는 폴더 🎉/softmax.py", environment={**LOCALES[locale], "DLGRADE_LANG": "ko"})
    assert done.returncode == 2
    assert done.stderr.startswith(b"dlgrade: ")
    assert b"Traceback" not in done.stderr
    assert b"DLGRADE_DEBUG" not in done.stderr


# ----------------------------------------------------------------------------------------------- homes and folders

HOMES = {
    "empty": {"HOME": ""},
    "missing": {"HOME": "/nonexistent/home"},
    "a device": {"HOME": os.devnull},
    "relative": {"HOME": "no/such"},
    "not UTF-8": {"HOME": "/tmp/\udcff"},
    "an empty temporary folder": {"TMPDIR": ""},
    "a missing temporary folder": {"TMPDIR": "/nonexistent/tmp"},
    "a device as temporary folder": {"TMPDIR": os.devnull, "TMP": os.devnull, "TEMP": os.devnull},
    "no path": {"PATH": ""},
    "a path without python": {"PATH": "/nonexistent"},
    "a terminal that nobody knows": {"TERM": "no-such-terminal"},
    "columns that are no number": {"COLUMNS": "many", "LINES": "-1"},
    "no column": {"COLUMNS": "0"},
    "hostile variables of Python": {
        "PYTHONPATH": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "", "PYTHONHASHSEED": "0",
        "PYTHONUNBUFFERED": "1", "PYTHONOPTIMIZE": "",
    },
    "optimisation": {"PYTHONOPTIMIZE": "2"},
    "warnings as errors": {"PYTHONWARNINGS": "error"},
    "many threads for linear algebra": {"OPENBLAS_NUM_THREADS": "64", "OMP_NUM_THREADS": "64"},
}  # fmt: skip


@posix
@pytest.mark.parametrize("what", HOMES)
def test_a_check_needs_nothing_from_the_environment(bare, results, what):
    done = bare("check", "step", "relu", "--format", "json", environment={"LC_ALL": "C.UTF-8", **HOMES[what]})
    assert done.stderr == b""
    found = results(done.stdout.decode())
    assert (found["step"]["status"], found["relu"]["status"]) == ("passed", "failed")


@posix
@pytest.mark.parametrize("what", ["home", "temporary folder"])
def test_a_check_works_where_a_folder_cannot_be_written_to(bare, tmp_path, plain_user, what):
    folder = tmp_path / "folder"
    folder.mkdir()
    folder.chmod(0o555)
    variables = ["HOME"] if what == "home" else ["TMPDIR", "TMP", "TEMP"]
    done = bare("check", "step", environment=dict.fromkeys(variables, str(folder)), **plain_user)
    assert (done.returncode, done.stderr) == (0, b"")


@posix
def test_a_check_leaves_home_and_the_temporary_folder_empty(bare, tmp_path):
    folders = [tmp_path / "home", tmp_path / "temporary"]
    for folder in folders:
        folder.mkdir()
    bare("check", environment={"HOME": str(folders[0]), "TMPDIR": str(folders[1])})
    assert [list(folder.rglob("*")) for folder in folders] == [[], []]


@posix
@pytest.mark.parametrize("umask", [0o077, 0o777, 0])
def test_a_umask_changes_nothing_but_the_modes_of_new_files(bare, workspace, plain_user, umask):
    options = {"umask": umask, **plain_user}
    first = bare("check", "step", "--output", "result.txt", environment={}, **options)
    assert first.returncode == 0
    mode = (workspace.root / "result.txt").stat().st_mode & 0o777
    assert mode == 0o666 & ~umask


@posix
@pytest.mark.parametrize("umask", [0o077, 0])
def test_a_workspace_that_was_made_under_a_umask_can_be_used(
    bare, tmp_path, course_folder, plain_user, umask
):
    options = {"umask": umask, "environment": {}, **plain_user}
    assert bare("init", str(tmp_path / "new"), "--course", str(course_folder), **options).returncode == 0
    done = bare("check", "--format", "json", cwd=tmp_path / "new", **options)
    statuses = {exercise["status"] for exercise in json.loads(done.stdout)["exercises"]}
    assert statuses == {"not_started"}


# --------------------------------------------------------------------------------------------------------- paths

NAMES = {
    "spaces": "my deep learning  folder ",
    "Hangul": "밑바닥부터 시작하는 딥러닝",
    "decomposed Hangul": "한글",
    "emoji": "🎉👩🏽‍🔬",
    "quotes": 'it\'s "quoted" $HOME `id`',
    "brackets": "[bold]red[/bold] {0} %s",
    "a dash": "--lang",
    "new lines": "two\nlines\ttabs",
    "colour": "\x1b[31mred",
    "a name as long as may be": "가" * 85,
    "not UTF-8": "bad\udcff",
}


@posix
@pytest.mark.parametrize("what", NAMES)
def test_a_workspace_may_have_any_name(make_workspace, bare, tmp_path, what):
    try:
        workspace = make_workspace(tmp_path / NAMES[what])
    except OSError:
        pytest.skip("the file system does not take this name")
    done = bare("check", environment={"LC_ALL": "C.UTF-8"}, cwd=workspace.root)
    assert (done.returncode, done.stderr) == (1, b"")
    assert set(json.loads(workspace.progress.read_text(encoding="utf-8"))) == {"relu", "step"}


@posix
@pytest.mark.parametrize("what", NAMES)
def test_a_file_can_be_named_by_any_path(make_workspace, bare, tmp_path, results, what):
    try:
        workspace = make_workspace(tmp_path / NAMES[what])
    except OSError:
        pytest.skip("the file system does not take this name")
    path = str(workspace.root / "02_activations" / "step.py")
    done = bare("check", path, "--format", "json", environment={"LC_ALL": "C.UTF-8"}, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert results(done.stdout.decode("utf-8", "replace"))["step"]["status"] == "passed"


@posix
@pytest.mark.parametrize("what", ["brackets", "new lines", "colour", "not UTF-8"])
def test_no_letter_of_a_path_controls_the_terminal(bare, tmp_path, what):
    folder = tmp_path / NAMES[what]
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("the file system does not take this name")
    for arguments in (["check", f"{folder}/nothing.py"], ["check", str(folder)]):
        done = bare(*arguments, environment={"LC_ALL": "C.UTF-8"})
        assert done.returncode == 2
        assert b"\x1b" not in done.stderr


@posix
def test_a_workspace_may_lie_as_deep_as_paths_go(make_workspace, bare, tmp_path):
    deep = tmp_path
    while len(str(deep)) < 3800:
        deep /= "x" * 100
    workspace = make_workspace(deep)
    done = bare("check", "--output", "result.txt", environment={}, cwd=deep)
    assert (done.returncode, done.stderr) == (1, b"")
    assert workspace.progress.exists()
    assert (deep / "result.txt").exists()


@posix
def test_a_workspace_behind_a_link_is_the_same_one(workspace, bare, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(workspace.root)
    assert bare("check", "step", environment={}, cwd=link / "02_activations").returncode == 0
    assert "step" in json.loads(workspace.progress.read_text(encoding="utf-8"))


@posix
@pytest.mark.parametrize("arguments", [["check", "step"], ["check"], ["list"], ["init"], ["doctor"]])
def test_a_current_folder_that_is_gone_is_no_traceback(tmp_path, arguments):
    gone = tmp_path / "gone"
    gone.mkdir()
    (tmp_path / "run").write_text(
        f"cd {gone} && rmdir {gone} && exec {sys.executable} -m dlgrade " + " ".join(arguments)
    )
    done = subprocess.run(["/bin/sh", tmp_path / "run"], capture_output=True, text=True, timeout=120)
    assert "Traceback" not in done.stderr
    assert "DLGRADE_DEBUG" not in done.stderr
    assert done.returncode in ((2,) if arguments != ["doctor"] and arguments != ["list"] else (0, 2))


# -------------------------------------------------------------------------------------------------------- limits

LIMITS = {
    "little CPU time": ("RLIMIT_CPU", 20),
    "no core files": ("RLIMIT_CORE", 0),
    "a small stack": ("RLIMIT_STACK", 256 << 10),
    "a gigabyte of memory": ("RLIMIT_AS", 1 << 30),
    "no locked memory": ("RLIMIT_MEMLOCK", 0),
    "no message queues": ("RLIMIT_MSGQUEUE", 0),
}


@posix
@pytest.mark.parametrize("what", LIMITS)
def test_a_check_works_within_the_limits_of_a_strict_machine(bare, what):
    import resource

    kind, value = LIMITS[what]
    if not hasattr(resource, kind):
        pytest.skip("this system has no such limit")

    def limit():
        resource.setrlimit(getattr(resource, kind), (value, value))

    done = bare("check", "step", environment={}, preexec_fn=limit)
    assert (done.returncode, done.stderr) == (0, b"")


@posix
@pytest.mark.skipif(sys.platform != "linux", reason="the limit means something on Linux only")
def test_too_little_memory_is_our_failure_and_not_the_students(bare, results):
    import resource

    done = bare(
        "check", "step", "--format", "json", environment={},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (60 << 20, 60 << 20)),
    )  # fmt: skip
    assert b"Traceback" not in done.stderr
    assert done.returncode == 3
    assert results(done.stdout.decode())["step"]["status"] == "internal"


@posix
def test_signals_that_were_ignored_or_blocked_before_do_not_matter(bare):
    import signal

    def quiet():
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD, signal.SIGPIPE):
            signal.signal(number, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD, signal.SIGTERM, signal.SIGALRM})

    done = bare("check", "step", environment={}, preexec_fn=quiet)
    assert (done.returncode, done.stderr) == (0, b"")


# ------------------------------------------------------------------------------------------------------ at once


def test_checks_at_once_in_one_workspace_do_not_disturb_one_another(workspace, start, results):
    running = [start("check", id, "--format", "json") for id in ("step", "relu") * 3]
    reports = [results(process.communicate(timeout=120)[0]) for process in running]
    assert [report["step"]["status"] for report in reports[::2]] == ["passed"] * 3
    assert [report["relu"]["status"] for report in reports[1::2]] == ["failed"] * 3


def test_progress_stays_whole_when_many_write_it(workspace, start):
    running = [start("check", id) for id in ("step", "relu") * 3]
    for process in running:
        process.communicate(timeout=120)
    progress = json.loads(workspace.progress.read_text(encoding="utf-8"))
    assert set(progress) <= {"step", "relu"}
    assert progress
    assert {path.name for path in workspace.progress.parent.iterdir()} == {"progress.json", "workspace.json"}


def test_what_another_check_noted_meanwhile_is_kept(workspace, start, dlgrade, proc):
    workspace.never_ready()
    first = start("check", "relu")
    _, server, _ = proc.checking(first.pid)
    dlgrade("check", "step", cwd=workspace.root)
    proc.end_answers(server)
    first.communicate(timeout=120)
    assert set(json.loads(workspace.progress.read_text(encoding="utf-8"))) == {"relu", "step"}


def test_a_file_that_is_saved_while_it_is_checked_is_not_noted_as_checked(workspace, start, proc):
    workspace.never_ready()
    process = start("check", "relu")
    _, server, _ = proc.checking(process.pid)
    saved = workspace.hand_in("relu")
    proc.end_answers(server)
    process.communicate(timeout=120)
    progress = json.loads(workspace.progress.read_text(encoding="utf-8"))
    assert progress["relu"]["status"] == "error"
    assert progress["relu"]["hash"] != file_hash(saved)
