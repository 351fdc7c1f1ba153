"""``dlgrade ci``: the files are linted by real linters, their steps are run, and the Gradescope package grades."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import defusedxml.ElementTree as ET
import pytest
import yaml

from dlgrade.classroom.ci.gradescope import package
from dlgrade.classroom.ci.statuses import statuses
from dlgrade.classroom.ci.workflows import make_workflow
from dlgrade.classroom.intake.roster import Roster, Student
from dlgrade.classroom.release.folder import write_kit
from dlgrade.classroom.release.kit import make_kit
from dlgrade.cli.ci import report_command
from dlgrade.course.model import Course
from dlgrade.errors import CourseError, UserError

TINY = Path(__file__).parent.parent / "courses" / "tiny"
WORKFLOWS = [("github", "student"), ("github", "staff"), ("gitlab", "student")]
WRONG = """\
import numpy as np
print("::error::student was here")
print("::add-mask::e")
print("##[error]old style")


def relu(x):
    print("::set-output name=a::b")
    raise ValueError("::warning::from an exception\\n::error file=x::next line")


def relu_grad(x):
    return 1.0 * (np.asarray(x) > 0)
"""


@pytest.fixture
def written(tmp_path, dlgrade):
    """Write a workflow as an instructor does: ``written("github", "staff")``."""

    def run(service, role, *options, folder=tmp_path / "repository"):
        done = dlgrade("ci", "init", str(folder), "--for", service, "--role", role, *options)
        assert done.returncode == 0, done.stderr
        return Path(done.stdout.strip())

    return run


def tool(name: str) -> str:
    found = shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


# ------------------------------------------------------------------------------------------------------ the files


@pytest.mark.parametrize("service", ["github", "gitlab"])
def test_the_schema_of_the_service_is_kept(written, service):
    paths = [written(of, role) for of, role in WORKFLOWS if of == service]
    schema = {
        "github": ["vendor.github-workflows"],
        "gitlab": ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
    }
    command = [tool("check-jsonschema"), "--builtin-schema", *schema[service]]
    broken = paths[0].with_name("broken.yml")
    broken.write_text(paths[0].read_text().replace("timeout", "timeuot"))
    done = subprocess.run(
        [*command, *map(str, paths), str(broken)], capture_output=True, text=True, timeout=60
    )
    assert set(re.findall(r"[\w.-]+\.yml", done.stdout)) == {"broken.yml"}, done.stdout  # the linter looks


def test_the_security_linter_has_nothing_to_say(written):
    paths = [written("github", role) for role in ("student", "staff")]
    command = [tool("zizmor"), "--offline", "--pedantic", "--no-progress", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout
    assert "No findings to report" in done.stdout
    paths[0].write_text(re.sub(r"checkout@\w+", "checkout@v6", paths[0].read_text()))
    assert subprocess.run(command, capture_output=True, timeout=60).returncode != 0  # the linter looks


def jobs(role):
    return yaml.safe_load(make_workflow("github", role, "dlgrade==1.0", "en").text)["jobs"]


@pytest.mark.parametrize("role", ["student", "staff"])
def test_actions_are_pinned_and_permissions_are_least(role):
    text = make_workflow("github", role, "dlgrade==1.0", "en").text
    assert (
        re.findall(r"^ *uses: (?!actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$).*$", text, re.MULTILINE) == []
    )
    assert yaml.safe_load(text)["permissions"] == {}
    for name, job in jobs(role).items():
        assert job["permissions"] == ({"contents": "read"} if name in ("check", "fetch") else {}), name
        assert job["timeout-minutes"]
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")  # nothing is put into a script but by the environment


def test_no_students_code_runs_where_a_token_is():
    for name, job in jobs("staff").items():
        text = json.dumps(job)
        assert ("{{ secrets." in text) == (name in ("fetch", "publish")), name
        assert ("grade submissions" in text) == (name == "grade"), name
    assert "pip" not in json.dumps(jobs("staff")["fetch"])


def test_a_file_that_is_there_is_not_overwritten(written, dlgrade, tmp_path):
    path = written("github", "student")
    assert written("github", "student") == path  # the same again does no harm
    path.write_text("mine\n")
    done = dlgrade("ci", "init", str(tmp_path / "repository"), "--for", "github")
    assert (done.returncode, path.read_text()) == (2, "mine\n")
    assert "is there already" in done.stderr


def test_what_is_to_be_installed_goes_in_as_one_word(written):
    path = written(
        "github", "student", "--install", "dlgrade @ git+https://example.org/x.git@v1", "--lang", "ko"
    )
    found = yaml.safe_load(path.read_text())["jobs"]["check"]
    assert "pip-version-check 'dlgrade @ git+https://example.org/x.git@v1'\n" in found["steps"][1]["run"]
    assert found["env"] == {"DLGRADE_LANG": "ko"}


@pytest.mark.parametrize(
    "bad", ["a'; rm -rf /; '", "${{ secrets.X }}", "a\nb", "$(x)", "-r evil.txt", "`x`", ""]
)
def test_what_pip_cannot_install_is_refused(bad):
    with pytest.raises(UserError, match="pip"):
        make_workflow("github", "student", bad, "en")


def test_there_is_no_pipeline_for_grading_at_gitlab():
    with pytest.raises(UserError, match="dlgrade grade"):
        make_workflow("gitlab", "staff", "dlgrade", "en")


# ---------------------------------------------------------------------------------------------- running their steps


@pytest.fixture
def runner(tmp_path):
    """A machine as GitHub's: ``python3 -m venv`` and ``pip install`` give the program at hand, and say what they were asked."""
    programs, temp = tmp_path / "programs", tmp_path / "temp"
    programs.mkdir()
    temp.mkdir()
    fake_dlgrade = f'#!/bin/sh\nexec {sys.executable} -m dlgrade "$@"\n'
    (programs / "dlgrade").write_text(fake_dlgrade)
    (programs / "pip").write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/pip.log\n')
    (programs / "python3").write_text(
        f'#!/bin/sh\nif [ "$2 $3" = "-m venv" ]; then mkdir -p "$4/bin"; cp {programs}/dlgrade {programs}/pip "$4/bin/"\n'
        f'else exec {sys.executable} "$@"; fi\n'
    )
    for name in ("dlgrade", "pip", "python3"):
        (programs / name).chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DLGRADE_", "GIT"))}
    return {
        **kept,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "RUNNER_TEMP": str(temp),
        "LANG": "C.UTF-8",
    }


def run_steps(job, environ, cwd, values=None, names=None):
    """Run the ``run`` steps of a job as the runner does; give back what they printed."""
    printed = []
    for step in job["steps"]:
        if "run" in step and (names is None or step["name"] in names):
            given = {key: str((values or {}).get(key, text)) for key, text in step.get("env", {}).items()}
            script = Path(environ["RUNNER_TEMP"]) / "step.sh"
            script.write_text(step["run"])
            done = subprocess.run(
                ["bash", "-e", str(script)],
                cwd=cwd,
                env={**environ, **job.get("env", {}), **given, "GITHUB_WORKSPACE": str(cwd)},
                capture_output=True,
                text=True,
                timeout=120,
            )
            printed.append(done)
            if done.returncode:
                break
    return printed


def commands(output: str) -> list[str]:
    """The commands that GitHub's runner would obey: at the beginning of lines, but not between stop and go on."""
    found, token = [], None
    for line in output.splitlines():
        text = line.strip()
        if token is None and (stop := re.match(r"::stop-commands::(\S+)$", text)):
            token = stop[1]
        elif token and text == f"::{token}::":
            token = None
        elif token is None and (text.startswith("::") or "##[" in text):
            found.append(text)
    assert token is None  # commands are read again in the end
    return found


@pytest.fixture
def students_repository(tmp_path, course):
    """A student's repository, made of a student kit."""
    kit = make_kit(course, [course.exercise(id) for id in ("relu", "softmax")], "en", everything=False)
    write_kit(tmp_path / "work", kit.files)
    return tmp_path / "work"


def test_a_push_is_checked_beside_the_code(runner, students_repository, tmp_path):
    (students_repository / "02_activations" / "relu.py").write_text(WRONG)
    done = run_steps(jobs("student")["check"], runner, students_repository)
    assert [step.returncode for step in done] == [0, 1]
    assert (tmp_path / "pip.log").read_text() == "install --quiet --disable-pip-version-check dlgrade==1.0\n"
    shown = commands(done[1].stdout)
    assert {re.match(r"::(\w+)", command)[1] for command in shown} <= {"error", "notice"}
    assert any(command.startswith("::error file=02_activations/relu.py,line=9,") for command in shown)
    assert not any("student was here" in command.partition("::")[0] for command in shown)
    assert not any(
        command.startswith(("::error::student", "::add-mask", "::set-output")) for command in shown
    )
    assert "| `relu` ReLU |" in (tmp_path / "summary.md").read_text()
    record = json.loads((tmp_path / "temp" / "dlgrade.json").read_text())
    assert [e["status"] for e in record["exercises"] if e["id"] == "relu"] == ["error"]


def test_a_right_push_passes_and_none_that_is_started_too(runner, students_repository, answer):
    done = run_steps(jobs("student")["check"], runner, students_repository)
    assert [step.returncode for step in done] == [0, 0]
    (students_repository / "02_activations" / "relu.py").write_text(answer("relu"))
    done = run_steps(jobs("student")["check"], runner, students_repository)
    assert [step.returncode for step in done] == [0, 0]
    assert not any(command.startswith("::error") for command in commands(done[1].stdout))
    assert "Your instructor runs 8 more tests" in done[1].stderr


def test_a_repository_that_is_no_workspace_says_what_to_do(runner, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    done = run_steps(jobs("student")["check"], runner, empty)
    assert done[-1].returncode == 2
    assert any("not a workspace" in command for command in commands(done[-1].stdout))


def test_a_merge_request_gets_its_reports(runner, students_repository):
    (students_repository / "02_activations" / "relu.py").write_text(WRONG)
    pipeline = yaml.safe_load(make_workflow("gitlab", "student", "dlgrade==1.0", "ko").text)["dlgrade"]
    script = "".join([*pipeline["before_script"], *pipeline["script"]]).replace(
        "/tmp/", f"{runner['RUNNER_TEMP']}/"
    )
    environ = {name: value for name, value in runner.items() if not name.startswith(("GITHUB", "RUNNER"))}
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=students_repository,
        env={**environ, **pipeline["variables"]},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1, done.stderr
    assert "relu" in done.stdout
    reports = pipeline["artifacts"]["reports"]
    suite = ET.parse(students_repository / reports["junit"]).getroot().find("testsuite")
    assert int(suite.get("failures")) > 0
    quality = json.loads((students_repository / reports["codequality"]).read_text())
    assert {(item["location"]["path"], item["check_name"]) for item in quality} == {
        ("02_activations/relu.py", "dlgrade/relu")
    }
    assert len({item["fingerprint"] for item in quality}) == len(quality)
    for item in quality:
        assert re.fullmatch(r"[0-9a-f]{64}", item["fingerprint"])
        assert item["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert item["location"]["lines"]["begin"] >= 1
        assert isinstance(item["description"], str)
    assert (students_repository / pipeline["artifacts"]["paths"][0]).is_file()


# ------------------------------------------------------------------------------------- the instructor's repository

GH = r"""
import json, os, subprocess, sys

arguments = sys.argv[1:]
assert os.environ["GH_TOKEN"] == "t0ken"
repositories = json.load(open(os.environ["FAKE_REPOSITORIES"]))
if arguments[:2] == ["repo", "list"]:
    assert arguments[2] == "class-org"
    listed = [{"name": name, "pushedAt": "2026-11-02T10:00:00Z"} for name in repositories]
    jq = arguments[arguments.index("--jq") + 1]
    sys.exit(subprocess.run(["jq", "-r", jq], input=json.dumps(listed), text=True).returncode)
if arguments[:2] == ["repo", "clone"]:
    owner, name = arguments[2].split("/")
    flags = arguments[arguments.index("--") + 1 :]
    sys.exit(subprocess.run(["git", "clone", *flags, "file://" + repositories[name], arguments[3]]).returncode)
assert arguments[0] == "api", arguments
open(os.environ["FAKE_CALLS"], "a").write(json.dumps(arguments[1:]) + "\n")
"""


@pytest.fixture
def organisation(tmp_path, runner, answer):
    """An organisation with students' repositories, and a ``gh`` that reads it."""
    tool("jq"), tool("git")
    programs = Path(runner["PATH"].split(os.pathsep)[0])
    (programs / "gh").write_text(f"#!{sys.executable}\n{GH}")
    (programs / "gh").chmod(0o755)
    repositories = {}
    for login, files in {
        "ann": {"relu.py": answer("relu")},
        "Bob": {"02_activations/relu.py": WRONG},
        "eve": {"::error title=x::.py": "x", "timestamp.txt/x": "a folder", "sub/relu.py": "x = ("},
        "gone": {},
    }.items():
        root = tmp_path / "remote" / login
        root.mkdir(parents=True)
        git = ["git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@example.org"]
        subprocess.run([*git, "init", "-q"], check=True)
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        if login == "eve":  # a link to the course's answers, as it will lie on the runner
            (root / "softmax.py").symlink_to(
                "../../course/exercises/02_activations/softmax/answers/vectorised.py"
            )
        if files:
            subprocess.run([*git, "add", "-A"], check=True)
            subprocess.run([*git, "commit", "-q", "-m", "answers"], check=True)
        repositories[f"hw1-{login}"] = str(root)
    repositories |= {"hw1-lost": str(tmp_path / "nowhere"), "other": str(tmp_path), "hw1-": str(tmp_path)}
    (tmp_path / "repositories.json").write_text(json.dumps(repositories))
    runner |= {
        "FAKE_REPOSITORIES": str(tmp_path / "repositories.json"),
        "FAKE_CALLS": str(tmp_path / "calls"),
        "GH_TOKEN": "",
    }
    return repositories


@pytest.fixture
def staff(tmp_path, course):
    """The instructor's repository: a course with its hidden tests, and a roster."""
    root = tmp_path / "staff"
    (root / "course").mkdir(parents=True)
    (root / "course" / "course.yaml").write_text(
        "format: 1\nid: mine\ntitle: {en: Mine, ko: 내 과정}\nbase: builtin\nunits: [02_activations]\n"
        "grading:\n  assignments:\n    - {id: hw1, exercises: [relu, softmax]}\n"
    )
    (root / "roster.csv").write_text("student,name,github\nann-1,Ann,ann\nbob-2,Bob,Bob\n")
    return root


def test_a_class_is_graded_in_three_jobs(tmp_path, runner, organisation, staff):
    values = {"GH_TOKEN": "t0ken", "OWNER": "class-org", "PREFIX": "hw1-", "ONLY": ""}
    work, temp = jobs("staff"), Path(runner["RUNNER_TEMP"])
    fetched = run_steps(work["fetch"], runner, staff, values)
    assert [step.returncode for step in fetched] == [0, 0], fetched[-1].stderr
    assert commands(fetched[0].stdout) == ["::warning title=Not fetched::hw1-lost"]
    assert "3 repositories fetched" in fetched[0].stdout
    assert not (temp / "work/submissions/eve/softmax.py").is_symlink()
    assert not list(temp.glob("work/submissions/*/.git"))
    assert (temp / "work/submissions/eve/timestamp.txt").read_text() == "2026-11-02T10:00:00Z\n"

    handed_over = {name: (temp / name).read_bytes() for name in ("work.tar",)}
    commits = (temp / "commits").rename(tmp_path / "commits")
    shutil.rmtree(temp)
    temp.mkdir()
    (temp / "work.tar").write_bytes(handed_over["work.tar"])
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    graded = run_steps(work["grade"], runner, elsewhere, values)
    assert graded[-1].returncode == 0, graded[-1].stdout + graded[-1].stderr
    assert commands(graded[-1].stdout) == []
    table = (temp / "grades" / "grades.csv").read_text().splitlines()
    points = {line.split(",")[0]: line.split(",")[4] for line in table[1:]}
    assert points["ann-1"] == "12"
    assert 0 < float(points["bob-2"]) < 12
    assert points["eve"] == "0"  # no link was followed

    grades = (temp / "grades").rename(tmp_path / "grades")
    shutil.rmtree(temp)
    temp.mkdir()
    shutil.copytree(grades, temp / "grades")
    shutil.copytree(commits, temp / "commits")
    shown = run_steps(work["publish"], runner, elsewhere, values)
    assert shown[-1].returncode == 0, shown[-1].stderr
    calls = [json.loads(line) for line in (tmp_path / "calls").read_text().splitlines()]
    said = {call[3].split("/")[2]: [part for part in call if "=" in part] for call in calls}
    assert said["hw1-ann"] == ["state=failure", "context=dlgrade", "description=12 of 26 points"]
    assert set(said) == {"hw1-ann", "hw1-Bob", "hw1-eve"}
    head = ["git", "-C", organisation["hw1-ann"], "rev-parse", "HEAD"]
    commit = subprocess.run(head, capture_output=True, text=True, check=True).stdout.strip()
    assert any(f"repos/class-org/hw1-ann/statuses/{commit}" in call for call in calls)


def record(tmp_path, student, grades):
    (tmp_path / f"{student}.json").write_text(json.dumps({"grades": grades}))


def test_statuses_take_numbers_only(tmp_path):
    commit = "a" * 40
    good = {"status": "graded", "points": 3.5, "max_points": 4}
    record(tmp_path, "ann", [good, {"status": "excused", "points": None, "max_points": 9}])
    record(tmp_path, "full", [{**good, "points": 4}])
    record(tmp_path, "none", [{**good, "points": None}])
    for i, bad in enumerate(['"5\\tx"', "1e400", "true", "[1]", "NaN", "1e9"]):
        text = json.dumps({"grades": [{**good, "points": 0}]}).replace('"points": 0', f'"points": {bad}')
        (tmp_path / f"bad{i}.json").write_text(text)
    (tmp_path / "deep.json").write_text("[" * 100_000)
    (tmp_path / "link.json").symlink_to(tmp_path / "ann.json")
    names = ["ann", "full", "none", *(f"bad{i}" for i in range(6)), "deep", "link", "missing"]
    commits = tmp_path / "commits.tsv"
    commits.write_text("".join(f"{name}\tr-{name}\t{commit}\n" for name in names))
    found = {s.repository[2:]: (s.state, s.text) for s in statuses(tmp_path, commits, Roster([]), "en")}
    assert found.pop("ann") == ("failure", "3.5 of 4 points")
    assert found.pop("full") == ("success", "4 of 4 points")
    assert found.pop("none") == ("failure", "0 of 4 points")
    assert set(found.values()) == {("error", "not graded; please ask your instructor")}
    assert all(len(s.text) <= 140 for s in statuses(tmp_path, commits, Roster([]), "ko"))
    known = Roster([Student("ann", github="Ann-GH")])
    commits.write_text(f"ann-gh\tr\t{commit}\n")
    assert next(statuses(tmp_path, commits, known, "ko")).text == "4점 만점에 3.5점"


@pytest.mark.parametrize(
    "line", ["a\tb", "a\tb\tc", f"a\tb/../c\t{'a' * 40}", f"a\tb\t{'A' * 40}", f"a\t\t{'a' * 40}"]
)
def test_a_list_of_commits_is_read_strictly(tmp_path, line):
    (tmp_path / "commits.tsv").write_text(f"ok\tok\t{'0' * 40}\n{line}\n")
    with pytest.raises(CourseError, match=r"commits.tsv:2"):
        list(statuses(tmp_path, tmp_path / "commits.tsv", Roster([]), "en"))


# ------------------------------------------------------------------------------------------------- saved results


# ------------------------------------------------------------------------------------------------- saved results


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"schema": 99}', '{"schema": 1, "exercises": 3}', '{"schema": 1}', None]
)
def test_what_is_no_result_is_refused(tmp_path, content):
    if content is not None:
        (tmp_path / "r.json").write_text(content)
    with pytest.raises(CourseError, match="no result"):
        report_command.main([str(tmp_path / "r.json"), "--format", "junit"], standalone_mode=False)


@pytest.mark.parametrize("form", ["text", "json", "junit", "github", "gradescope", "codequality"])
def test_a_refusal_is_passed_on_in_every_form(tmp_path, form):
    (tmp_path / "r.json").write_text(
        '{"schema": 1, "error": {"type": "UserError", "message": "no such thing"}}'
    )
    arguments = [str(tmp_path / "r.json"), "--format", form, "--output", str(tmp_path / "out")]
    report_command.main(arguments, standalone_mode=False)
    text = (tmp_path / "out").read_text()
    assert ("no such thing" in text) == (form != "codequality")
    if form == "codequality":
        assert json.loads(text) == []


# ------------------------------------------------------------------------------------------------------- Gradescope


@pytest.fixture(scope="session")
def packed(course):
    """The package for two exercises of the built-in course, and for the small course."""
    options = {"hidden": "visible", "requirement": "dlgrade==1.0", "allow_basic": False}
    return {
        "dlgrade": package(None, ["relu", "softmax"], "en", **options),
        "tiny": package(Course(TINY), ["triplet", "dropout"], "ko", **options),
    }


@pytest.fixture
def autograder(tmp_path, packed):
    """A container: unpack a package, put a submission in, run it, and give back ``results.json``."""
    root = tmp_path / "autograder"

    def run(files=None, of="dlgrade", python=sys.executable, start=subprocess.run, **options):
        shutil.rmtree(root, ignore_errors=True)
        (root / "submission").mkdir(parents=True)
        with zipfile.ZipFile(io.BytesIO(packed[of])) as archive:
            archive.extractall(root / "source")
        for name, content in (files or {}).items():
            path = root / "submission" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        environ = {
            "PATH": os.environ["PATH"],
            "DLGRADE_AUTOGRADER_ROOT": str(root),
            "PYTHONPATH": str(root / "submission"),
        }
        environ["DLGRADE_AUTOGRADER_PYTHON"] = python
        command = ["bash", str(root / "source" / "run_autograder")]
        done = start(command, env=environ, cwd=root / "submission", **options)
        return done, root

    def grade(files=None, **options):
        done, root = run(files, capture_output=True, text=True, timeout=120, **options)
        assert done.returncode == 0, done.stderr
        return valid(json.loads((root / "results" / "results.json").read_text(encoding="utf-8"))), done

    grade.run, grade.root = run, root
    return grade


VISIBLE = {"visible", "hidden", "after_due_date", "after_published"}
TOP = {
    "score",
    "execution_time",
    "output",
    "output_format",
    "stdout_visibility",
    "tests",
    "extra_data",
    "visibility",
}
OF_TEST = {
    "number",
    "name",
    "name_format",
    "score",
    "max_score",
    "status",
    "tags",
    "output",
    "output_format",
    "visibility",
}


def valid(results):
    """A ``results.json`` that has the documented fields, and no others."""
    assert set(results) <= TOP
    assert isinstance(results["score"], int | float)
    assert isinstance(results["output"], str)
    assert results["output_format"] == "text"
    assert results["stdout_visibility"] in VISIBLE
    for test in results["tests"]:
        assert set(test) <= OF_TEST | {"extra_data"}
        assert re.fullmatch(r"\d+\.\d+", test["number"])
        assert isinstance(test["name"], str)
        assert 0 <= test["score"] <= test["max_score"]
        assert test["status"] in ("passed", "failed")
        assert all(isinstance(tag, str) for tag in test["tags"])
    assert sum(test["score"] for test in results["tests"]) == pytest.approx(results["score"])
    assert len({test["number"] for test in results["tests"]}) == len(results["tests"])
    return results


def test_the_archive_has_the_form_that_gradescope_wants(dlgrade, tmp_path):
    done = dlgrade("ci", "gradescope", "a.zip", "--course", str(TINY), "--only", "01_layers", "--lang", "ko")
    assert done.returncode == 0, done.stderr
    assert "연습 문제 5개" in done.stdout
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        infos = {info.filename: info for info in archive.infolist()}
        content = {name: archive.read(name) for name in infos}
    for script in ("setup.sh", "run_autograder"):
        assert infos[script].external_attr >> 16 == 0o100755
        assert content[script].startswith(b"#!/usr/bin/env bash\n")
        subprocess.run(["bash", "-n"], input=content[script], check=True)
    assert not any(b"\r" in text for text in content.values())
    assert infos["course/course.yaml"].external_attr >> 16 == 0o100644
    assert not any("answers" in name or "pycache" in name or "02_training" in name for name in infos)
    assert "course/exercises/01_layers/triplet/test_triplet.py" in infos
    assert "course/reference/tinyref/layers.py" in infos
    again = dlgrade("ci", "gradescope", "b.zip", "--course", str(TINY), "--only", "01_layers", "--lang", "ko")
    assert again.returncode == 0
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_nobodys_name_is_packed_and_a_base_comes_along(tmp_path):
    shutil.copytree(TINY, tmp_path / "tiny", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "course.yaml").write_text(
        "format: 1\nid: mine\ntitle: {en: Mine, ko: 내 과정}\nbase: ../tiny\nunits: [01_layers]\n"
        "grading:\n  extensions:\n    - {student: kim, assignment: mine, days: 3, reason: was ill}\n"
    )
    course = Course(tmp_path / "mine")
    data = package(course, ["triplet"], "en", hidden="score", requirement="dlgrade", allow_basic=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(tmp_path / "unpacked")
        assert not any(b"was ill" in archive.read(name) for name in archive.namelist())
    unpacked = Course(tmp_path / "unpacked" / "course")
    assert unpacked.id == "mine"
    assert unpacked.exercise("triplet").tests_path.is_file()
    assert unpacked.python_path[0].is_dir()


def test_a_wheel_is_packed(tmp_path):
    (tmp_path / "dlgrade-1.0-py3-none-any.whl").write_bytes(b"wheel")
    requirement = str(tmp_path / "dlgrade-1.0-py3-none-any.whl")
    data = package(None, ["relu"], "en", hidden="visible", requirement=requirement, allow_basic=False)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.read("dlgrade-1.0-py3-none-any.whl") == b"wheel"
        assert archive.read("requirements.txt") == b"./dlgrade-1.0-py3-none-any.whl\n"
    with pytest.raises(UserError, match="cannot be read"):
        package(None, ["relu"], "en", hidden="visible", requirement="no.whl", allow_basic=False)


def test_right_wrong_and_missing_answers(autograder, answer):
    results, done = autograder({"hw/relu.py": answer("relu"), "softmax.py": "def softmax(x): return x\n"})
    of = {id: [test for test in results["tests"] if id in test["tags"]] for id in ("relu", "softmax")}
    assert all(test["status"] == "passed" for test in of["relu"])
    assert sum(test["score"] for test in of["relu"]) == 12
    assert sum(test["max_score"] for test in of["softmax"]) == 14
    assert results["score"] < 26
    assert results["extra_data"]["max_points"] == 26
    assert done.stdout == "dlgrade ended with status 0\n"
    nothing, _ = autograder({})
    assert nothing["score"] == 0
    assert sum(test["max_score"] for test in nothing["tests"]) == 26
    assert "holds no Python file" in nothing["output"]
    broken, _ = autograder({"relu.py": "def relu(:\n", "softmax.py": answer("softmax")})
    assert broken["score"] == 14
    assert [test["max_score"] for test in broken["tests"] if "relu" in test["tags"]] == [12]


def test_another_course_and_another_language(autograder):
    source = (TINY / "exercises/01_layers/triplet/answers/vectorised.py").read_text()
    notebook = {
        "cells": [{"cell_type": "code", "source": source, "metadata": {}, "outputs": []}],
        "nbformat": 4,
    }
    results, _ = autograder(
        {"work.ipynb": json.dumps({**notebook, "nbformat_minor": 4, "metadata": {}})}, of="tiny"
    )
    assert results["score"] == 9
    assert "두 거리가 같으면" in results["tests"][0]["name"]
    assert any("시작 전" in test.get("output", "") for test in results["tests"] if "dropout" in test["tags"])


def test_hostile_submissions(autograder, answer):
    """Modules in the way, output that looks like results, attempts at our files: nothing of it counts."""
    steal = (
        "import json, os\nfound = []\n"
        "for place in ('/autograder/source/autograder.json', os.path.expanduser('~'), {root!r}):\n"
        "    try:\n        found += os.listdir(place)\n    except OSError:\n        pass\n"
        "try:\n    open({root!r} + '/results/results.json', 'w').write('{{\"score\": 99}}')\nexcept OSError:\n    pass\n"
        "print(json.dumps({{'score': 99}}))\n"
        "def relu(x):\n    raise ValueError(str(found))\n"
        "def relu_grad(x):\n    import os, signal\n    os.kill(os.getppid(), signal.SIGKILL)\n"
    )
    root = autograder.root
    results, done = autograder(
        {
            "relu.py": steal.format(root=str(root)),
            "numpy.py": "raise SystemExit('imported')",
            "json.py": "raise SystemExit('imported')",
            "sitecustomize.py": "raise SystemExit('imported')",
            "dlgrade/__init__.py": "raise SystemExit('imported')",
            "usercustomize.py": "raise SystemExit('imported')",
            "bad.zip": b"PK\x03\x04 no",
            "softmax.py": answer("softmax"),
        }
    )
    assert results["score"] == 14
    assert "imported" not in done.stdout + done.stderr
    assert not any("autograder.json" in json.dumps(test) for test in results["tests"])
    assert (root / "results").stat().st_mode & 0o007 == 0
    assert (root / "source").stat().st_mode & 0o007 == 0
    assert not [path for path in (root / "results").iterdir() if path.name != "results.json"]


def test_results_are_there_whenever_the_grader_is_stopped(autograder, answer):
    """What Gradescope finds after it has killed the container: always a whole file that says what happened."""
    slow = "import time\n\ndef relu(x):\n    time.sleep(60)\n\n\ndef relu_grad(x):\n    time.sleep(60)\n"
    process, root = autograder.run(
        {
            "relu.py": answer("relu"),
            "softmax.py": slow.replace("relu_grad", "log_softmax").replace("relu", "softmax"),
        },
        start=subprocess.Popen,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    results, seen = root / "results" / "results.json", []
    try:
        for _ in range(600):
            if results.exists():
                seen.append(valid(json.loads(results.read_text(encoding="utf-8"))))
                if seen[-1]["score"] == 12:
                    break
            time.sleep(0.05)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert seen[-1]["score"] == 12
    final = valid(json.loads(results.read_text(encoding="utf-8")))
    assert final["score"] == 12
    assert "stopped before it came to all exercises" in final["output"]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda source: (source / "autograder.json").write_text("{"), "grader itself failed"),
        (lambda source: (source / "autograder.json").unlink(), "grader itself failed"),
    ],
)
def test_our_own_failures_are_said_to_be_ours(packed, dlgrade, tmp_path, damage, said):
    with zipfile.ZipFile(io.BytesIO(packed["dlgrade"])) as archive:
        archive.extractall(tmp_path / "source")
    damage(tmp_path / "source")
    done = dlgrade("ci", "autograde", str(tmp_path))
    assert done.returncode == 2
    assert said in valid(json.loads((tmp_path / "results" / "results.json").read_text()))["output"]


def test_a_grader_that_cannot_start_says_so(autograder):
    results, done = autograder({}, python="/no/such/python")
    assert results["score"] == 0
    assert "could not start" in results["output"]
    assert "status 127" in done.stdout or "status 126" in done.stdout


def test_a_machine_that_cannot_isolate_is_refused(packed, tmp_path, monkeypatch):
    from dlgrade.classroom.ci import autograder as module

    with zipfile.ZipFile(io.BytesIO(packed["dlgrade"])) as archive:
        archive.extractall(tmp_path / "source")
    monkeypatch.setattr(module, "Judge", lambda: module_judge(without=frozenset({"landlock", "seccomp"})))
    assert module.autograde(tmp_path) == 3
    results = valid(json.loads((tmp_path / "results" / "results.json").read_text()))
    assert "cannot keep answers from reading the hidden tests" in results["output"]


def module_judge(**options):
    from dlgrade.judge.client import Judge

    return Judge(**options)


def test_setup_installs_into_its_own_folder(packed, tmp_path, runner):
    """``setup.sh`` with a Python that only notes what it is asked."""
    with zipfile.ZipFile(io.BytesIO(packed["dlgrade"])) as archive:
        archive.extractall(tmp_path / "ag" / "source")
    programs = tmp_path / "pythons"
    programs.mkdir()
    python = programs / "python3.14"
    python.write_text(
        f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\n'
        f'if [ "$3" = venv ]; then mkdir -p "$4/bin" && cp "$0" "$4/bin/python"; fi\n'
    )
    python.chmod(0o755)
    environ = {**runner, "PATH": f"{programs}:/usr/bin:/bin", "DLGRADE_AUTOGRADER_ROOT": str(tmp_path / "ag")}
    subprocess.run(["bash", str(tmp_path / "ag/source/setup.sh")], env=environ, check=True, timeout=60)
    source = tmp_path / "ag" / "source"
    assert (tmp_path / "asked").read_text().splitlines()[-3:] == [
        f"-I -m venv {source}/venv",
        f"-I -m pip install --quiet --disable-pip-version-check --requirement {source}/requirements.txt",
        "-I -m dlgrade doctor",
    ]
    assert source.stat().st_mode & 0o007 == 0
