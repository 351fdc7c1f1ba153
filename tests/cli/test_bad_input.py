"""Whatever a student hands in: one clear sentence, the right exit status, the other exercise graded, nothing changed."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import jsonschema
import pytest

import dlgrade as package

ROOT = Path(package.__file__).parent
SCHEMA = json.loads((ROOT / "schema" / "result.schema.json").read_text(encoding="utf-8"))

# ------------------------------------------------------------------------------------------------- a course of two
# The first exercise gets the bad input and has little time; the second is answered well, and must always be graded.

COURSE = """\
format: 1
id: bad_input
title: {en: Bad input, ko: 잘못된 입력}
python_path: [reference]
units:
  - id: 01_numbers
    title: {en: Numbers, ko: 수}
    reference: bad_input_reference
    exercises: [double, triple]
"""
REFERENCE = '''"""The right answers."""


def double(x):
    """Twice x."""
    return x * 2


def triple(x):
    """Three times x."""
    return x * 3
'''
TESTS = """import numpy as np
from dlgrade.testing import close, public


@public
def test_example(student):
    \"\"\"The example of the text
    본문의 예제\"\"\"
    close(student.{name}(np.array([1.0, 2.0])), [1.0 * {factor}, 2.0 * {factor}])


def test_other(student, rng):
    \"\"\"Other numbers
    다른 수\"\"\"
    x = rng.normal(size=(2, 3))
    close(student.{name}(x), x * {factor})
"""
TEXTS = {
    "en": "# {title}\n\nMultiply.\n\n## Write\n\n- `{name}(x)`: {factor} times x.\n\n## Example\n\n`{name}(1)` is {factor}.\n\n"
    "## Hints\n\n1. Multiply.\n2. By {factor}.\n3. `x * {factor}`\n",
    "ko": "# {title}\n\n곱합니다.\n\n## 작성할 것\n\n- `{name}(x)`: x의 {factor}배.\n\n## 예제\n\n`{name}(1)`은 {factor}입니다.\n\n"
    "## 힌트\n\n1. 곱하세요.\n2. {factor}을 곱하세요.\n3. `x * {factor}`\n",
}
LIMITS = {"double": "limits: {call_seconds: 0.5, total_seconds: 2.5, memory_mib: 256}\n", "triple": ""}
RIGHT = {"double": "def double(x):\n    return x * 2\n", "triple": "def triple(x):\n    return 3 * x\n"}


@pytest.fixture(scope="module")
def course_folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    (root / "course.yaml").write_text(COURSE, encoding="utf-8")
    (root / "reference").mkdir()
    (root / "reference" / "bad_input_reference.py").write_text(REFERENCE, encoding="utf-8")
    for name, factor in (("double", 2), ("triple", 3)):
        folder = root / "exercises" / "01_numbers" / name
        folder.mkdir(parents=True)
        (folder / "exercise.yaml").write_text(f"write: [{name}]\n{LIMITS[name]}", encoding="utf-8")
        (folder / f"test_{name}.py").write_text(TESTS.format(name=name, factor=factor), encoding="utf-8")
        for lang, text in TEXTS.items():
            filled = text.format(title=name.title(), name=name, factor=factor)
            (folder / f"{lang}.md").write_text(filled, encoding="utf-8")
    return root


@pytest.fixture
def workspace(course_folder, tmp_path):
    """A workspace in which the second exercise is answered; the first is as `init` makes it."""
    root = tmp_path / "workspace"
    (root / ".dlgrade").mkdir(parents=True)
    marker = {"format": 1, "course": "bad_input", "course_folder": str(course_folder)}
    (root / ".dlgrade" / "workspace.json").write_text(json.dumps(marker))
    unit = root / "01_numbers"
    unit.mkdir()
    (unit / "triple.py").write_text(RIGHT["triple"])
    return root


def answer(workspace):
    return workspace / "01_numbers" / "double.py"


def fingerprint(folder):
    """Every file, folder and link of the student's with its content, but for the program's own notes."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if ".dlgrade" not in path.parts:
            if path.is_symlink():
                found[path] = os.readlink(path)
            elif path.is_file():
                found[path] = (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns, path.stat().st_mode)
            else:
                found[path] = "folder"
    return found


def one_sentence(text):
    """Not empty, on one line, without the marks of a program that has failed."""
    assert text
    assert "Traceback" not in text
    assert "\n" not in text.strip()
    assert "None" not in text.split(": ")[0]
    assert not re.search(r"[:(]\s*[.)]?$", text.strip()), f"an empty end: {text!r}"
    return True


def valid(text):
    record = json.loads(text)
    jsonschema.validate(record, SCHEMA)
    return record


def said_about(exercise):
    """The sentence that the student reads first about an exercise."""
    if exercise["error"] is not None:
        return exercise["error"]["message"]
    return next(test["message"] for test in exercise["tests"] if test["status"] != "passed")


@pytest.fixture
def check(dlgrade, workspace):
    """Run `dlgrade check` with JSON; make sure of all that must hold whatever the input; return the first exercise."""

    def run(*arguments, status=1, **options):
        before = fingerprint(workspace)
        done = dlgrade("check", "--format", "json", *arguments, cwd=workspace, **options)
        assert done.stderr == ""
        report = valid(done.stdout)
        assert done.returncode == status
        exercises = {exercise["id"]: exercise for exercise in report["exercises"]}
        assert exercises["triple"]["status"] == "passed"
        assert exercises["triple"]["points"] == 2
        assert fingerprint(workspace) == before
        return exercises["double"]

    return run
