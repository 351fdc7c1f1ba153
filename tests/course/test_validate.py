"""Proving a course: the tiny one is clean, and each fault put into a copy of it is reported in its own words."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dlgrade.course.introductions import prove_course
from dlgrade.course.model import Course

TINY = Path(__file__).parent.parent / "courses" / "tiny"
LAYERS, TRAINING = "exercises/01_layers", "exercises/02_training"


@pytest.fixture
def prove(judge, copy):
    """What is wrong with an exercise of the copy: path below the course, line, English and Korean."""

    def run(id: str, seeds: int = 1) -> list[tuple[str, int | None, str, str]]:
        answer = judge.ask({"validate": id, "course": str(copy), "seeds": seeds})
        assert "problems" in answer, answer
        return [
            (str(Path(p["path"]).relative_to(copy)), p["line"], p["en"], p["ko"]) for p in answer["problems"]
        ]

    return run


def test_the_tiny_course_itself_is_in_order(copy):
    assert prove_course(Course(copy)) == []


# One row per fault: the exercise, the file, what is replaced by what, and path, line and sentence of the problem.
FAULTS = {
    "a name without description": (
        "affine",
        f"{LAYERS}/affine/en.md",
        ("- `Affine`: a", "A"),
        (f"{LAYERS}/affine/en.md", None, "does not describe `Affine`."),
    ),
    "a name that is not asked for": (
        "affine",
        f"{LAYERS}/affine/ko.md",
        ("- `Affine.__init__(W, b)`", "- `Dense(W, b)`: 층.\n- `Affine.__init__(W, b)`"),
        (f"{LAYERS}/affine/ko.md", None, "describes `Dense`, which is not asked for."),
    ),
    "two hints": (
        "affine",
        f"{LAYERS}/affine/en.md",
        ("3. `x.T @ dout` has the shape of `W`.", ""),
        (f"{LAYERS}/affine/en.md", None, "needs at least 3 hints."),
    ),
    "a formula that cannot be shown": (
        "affine",
        f"{LAYERS}/affine/ko.md",
        ("$$y = x W + b$$", r"$$y = \varint x W + \underbrace b$$"),
        (f"{LAYERS}/affine/ko.md", None, r"a terminal cannot show \underbrace."),
    ),
    "a missing section": (
        "affine",
        f"{LAYERS}/affine/en.md",
        ("## Example\n", ""),
        (f"{LAYERS}/affine/en.md", None, "section `Example` is missing or empty."),
    ),
    "a section in the wrong language": (
        "affine",
        f"{LAYERS}/affine/ko.md",
        ("## 예제\n", "## Example\n"),
        (
            f"{LAYERS}/affine/ko.md",
            14,
            "unknown section `Example`; there are: 작성할 것, 예제, 힌트, 노트와 다른 점.",
        ),
    ),
    "no title": (
        "affine",
        f"{LAYERS}/affine/ko.md",
        ("# 완전 연결 층\n", "완전 연결 층\n"),
        (f"{LAYERS}/affine/ko.md", 1, "the first line must be `# Title`."),
    ),
    "an unknown note": (
        "affine",
        f"{LAYERS}/affine/exercise.yaml",
        ("100 §1", "100 §1, 100 §9"),
        (f"{LAYERS}/affine/exercise.yaml", 2, "there is no section `100 §9` in the notes."),
    ),
    "an unknown exercise before it": (
        "batch_norm",
        f"{LAYERS}/batch_norm/exercise.yaml",
        ("[affine]", "[affine, dense]"),
        (f"{LAYERS}/batch_norm/exercise.yaml", 3, "there is no exercise `dense`."),
    ),
    "a misspelt setting": (
        "affine",
        f"{LAYERS}/affine/exercise.yaml",
        ("notes:", "note:"),
        (f"{LAYERS}/affine/exercise.yaml", 2, "unknown key `note`. Did you mean `notes`?"),
    ),
    "a title in one language": (
        "affine",
        f"{LAYERS}/affine/test_affine.py",
        ("\n    forward: 샘플이 몇 개든 계산합니다", ""),
        (
            f"{LAYERS}/affine/test_affine.py",
            "def test_forward",
            "`test_forward` lacks a title in both languages.",
        ),
    ),
    "no title at all": (
        "affine",
        f"{LAYERS}/affine/test_affine.py",
        ('    """forward: any number of samples\n    forward: 샘플이 몇 개든 계산합니다"""\n', ""),
        (
            f"{LAYERS}/affine/test_affine.py",
            "def test_forward",
            "`test_forward` lacks a title in both languages.",
        ),
    ),
    "a test worth nothing": (
        "affine",
        f"{LAYERS}/affine/test_affine.py",
        ("@points(2)", "@points(0)"),
        (f"{LAYERS}/affine/test_affine.py", "def test_forward", "`test_forward` is worth nothing."),
    ),
    "no public test": (
        "affine",
        f"{LAYERS}/affine/test_affine.py",
        ("@public\n", ""),
        (f"{LAYERS}/affine/test_affine.py", None, "no test is public."),
    ),
    "a test that the reference fails": (
        "affine",
        f"{LAYERS}/affine/test_affine.py",
        ("[[3.0, 7.0]]", "[[3.0, 8.0]]"),
        (
            f"{LAYERS}/affine/test_affine.py",
            "def test_example",
            re.compile("the reference fails `test_example` with seed 0: Mismatch"),
        ),
    ),
    "a slow test": (
        "affine",
        f"{LAYERS}/affine/test_affine.py",
        (
            "    layer.backward(dout)\n    close",
            "    __import__('time').sleep(2.1)\n    layer.backward(dout)\n    close",
        ),
        (
            f"{LAYERS}/affine/test_affine.py",
            "def test_backward_twice",
            "`test_backward_twice` takes more than 2 s.",
        ),
    ),
    "gradients that can hardly be judged": (
        "affine",
        f"{LAYERS}/affine/test_affine.py",
        ("    close(layer.dW, dW)", "    close(layer.dW, dW)\n    student.record_.judged.append((18, 20))"),
        (
            f"{LAYERS}/affine/test_affine.py",
            "def test_backward_twice",
            "`test_backward_twice` can judge only 18 of 20 gradient entries.",
        ),
    ),
    "a broken test file": (
        "affine",
        f"{LAYERS}/affine/test_affine.py",
        ("import numpy as np", "import numpy as np\nimport no_such_module"),
        (f"{LAYERS}/affine", None, "cannot be loaded: ModuleNotFoundError: No module named 'no_such_module'"),
    ),
    "a test file that is no Python": (
        "affine",
        f"{LAYERS}/affine/mistakes.py",
        ("import numpy as np", "import numpy as"),
        (f"{LAYERS}/affine", None, re.compile("cannot be loaded: SyntaxError: ")),
    ),
    "a mistake of nobody": (
        "log_sum_exp",
        f"{LAYERS}/log_sum_exp/mistakes.py",
        ('@mistake(\n    "log_sum_exp",\n    en="Large', '@mistake(\n    "row_max",\n    en="Large'),
        (
            f"{LAYERS}/log_sum_exp/mistakes.py",
            "def overflows",
            "`overflows` stands for `row_max`, which is not asked for.",
        ),
    ),
    "a mistake that no test notices": (
        "log_sum_exp",
        f"{LAYERS}/log_sum_exp/mistakes.py",
        (
            "    return np.log(np.exp(x).sum(axis=1))",
            "    top = x.max(axis=1)\n    return top + np.log(np.exp(x - top[:, None]).sum(axis=1))",
        ),
        (f"{LAYERS}/log_sum_exp/mistakes.py", "def overflows", "no test notices `overflows` (seed 0)."),
    ),
    "a mistake that is called by another's name": (
        "log_sum_exp",
        f"{LAYERS}/log_sum_exp/mistakes.py",
        (
            "    return dout[:, None] * np.exp(x)\n",
            "    e = np.exp(x - x.max(axis=1, keepdims=True))\n    return e / e.sum(axis=1, keepdims=True)\n",
        ),
        (
            f"{LAYERS}/log_sum_exp/mistakes.py",
            "def not_divided",
            "`not_divided` is not named (seed 0); found: dout_ignored.",
        ),
    ),
    "a change in place that no test notices": (
        "log_sum_exp",
        f"{LAYERS}/log_sum_exp/test_log_sum_exp.py",
        ("    unchanged(student.log_sum_exp_backward, ", "    student.log_sum_exp_backward("),
        (
            f"{LAYERS}/log_sum_exp/test_log_sum_exp.py",
            None,
            "no test notices that `log_sum_exp_backward` changes its arguments in place (use `unchanged`).",
        ),
    ),
    "a right answer that is refused": (
        "triplet",
        f"{LAYERS}/triplet/answers/loops.py",
        ("return total / len(anchor)", "return total / len(anchor) + 1e-6"),
        (
            f"{LAYERS}/triplet/answers/loops.py",
            None,
            re.compile("a right answer is refused [(]seed 0[)]: test_example: "),
        ),
    ),
    "a right answer that cannot be loaded": (
        "triplet",
        f"{LAYERS}/triplet/answers/loops.py",
        ("return total / len(anchor)", "return total /"),
        (
            f"{LAYERS}/triplet/answers/loops.py",
            None,
            "a right answer is refused (seed 0): Python cannot read line 8: invalid syntax.",
        ),
    ),
    "a stub that is filled in": (
        "log_sum_exp",
        f"{LAYERS}/log_sum_exp/given.py",
        ("def row_max(x):", "def log_sum_exp(x):\n    return x\n\n\ndef row_max(x):"),
        (f"{LAYERS}/log_sum_exp/en.md", None, "the stub is not recognised as one (failed)."),
    ),
    "a name that the reference lacks": (
        "affine",
        f"{LAYERS}/affine/exercise.yaml",
        ("[Affine]", "[Affine, Dense]"),
        (f"{LAYERS}/affine/exercise.yaml", 1, "the reference has no `Dense` (layers.py)."),
    ),
}


def first_line(path, marker):
    """The line from which Python counts a function: its first decorator's."""
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith(marker))
    while at and lines[at - 1].startswith(("@", " ", ")")):
        at -= 1
    return at + 1


@pytest.mark.parametrize(("id", "file", "change", "expected"), FAULTS.values(), ids=FAULTS)
def test_each_fault_is_reported_in_its_own_words_in_both_languages(
    prove, copy, edit, id, file, change, expected
):
    edited = edit(file, *change)
    path, line, sentence = expected
    line = first_line(edited, line) if isinstance(line, str) else line
    problems = prove(id)
    said = [en for where, at, en, _ in problems if (where, at) == (path, line)]
    assert any(sentence.match(en) if isinstance(sentence, re.Pattern) else sentence == en for en in said), (
        problems
    )
    for _, _, en, ko in problems:
        assert re.search("[가-힣]", ko)
        assert not re.search("[가-힣]", re.sub("there are: .*|: test_.*", "", en))


def test_too_few_mistakes_are_reported(prove, copy):
    (copy / LAYERS / "affine" / "mistakes.py").unlink()
    path = f"{LAYERS}/affine/mistakes.py"
    assert (path, None, "needs at least 6 known mistakes.", "알려진 실수가 6개 이상 필요합니다.") in prove(
        "affine"
    )


def test_too_few_answers_are_reported(prove, copy):
    (copy / LAYERS / "affine" / "answers" / "loops.py").unlink()
    assert prove("affine") == [
        (
            f"{LAYERS}/affine/answers",
            None,
            "needs at least 3 right answers in different styles.",
            "서로 다른 방식의 정답이 3개 이상 필요합니다.",
        )
    ]


@pytest.mark.parametrize("name", ["en.md", "ko.md", "exercise.yaml"])
def test_a_missing_file_is_reported(prove, copy, name):
    (copy / LAYERS / "affine" / name).unlink()
    ((path, line, en, ko),) = prove("affine")
    assert (path, line) == (f"{LAYERS}/affine/{name}", None)
    assert (en, ko) == (
        "cannot be read: No such file or directory.",
        "읽을 수 없습니다: No such file or directory.",
    )


def test_missing_tests_are_reported(prove, copy):
    (copy / LAYERS / "affine" / "test_affine.py").unlink()
    ((path, _, en, _),) = prove("affine")
    assert path.startswith(f"{LAYERS}/affine")
    assert en.startswith("cannot be loaded: ")


def test_no_hidden_test_is_reported(prove, copy):
    path = copy / LAYERS / "affine" / "test_affine.py"
    path.write_text(
        re.sub(r"@points", "@public\n@points", path.read_text(encoding="utf-8")), encoding="utf-8"
    )
    assert (
        f"{LAYERS}/affine/test_affine.py",
        None,
        "no test is hidden.",
        "비공개 테스트가 없습니다.",
    ) in prove("affine")


def test_the_seed_that_shows_a_fault_is_named(prove, edit):
    edit(
        f"{LAYERS}/triplet/answers/loops.py",
        "return total / len(anchor)",
        "return total / len(anchor) if len(anchor) != 5 or anchor[0, 0] < 0 else 0.0",
    )
    (problem,) = prove("triplet", seeds=6)
    assert re.match(r"a right answer is refused \(seed \d\): ", problem[2])


# ---------------------------------------------------------------------------------------------------- the course itself


def test_an_introduction_that_is_missing_is_reported(copy):
    (copy / "exercises" / "01_layers" / "ko.md").unlink()
    (problem,) = prove_course(Course(copy))
    assert problem["path"] == str(copy / "exercises" / "01_layers" / "ko.md")
    assert (problem["en"], problem["ko"]) == ("the unit's introduction is missing.", "단원 소개가 없습니다.")


def test_an_introduction_without_a_title_is_reported(edit, copy):
    edit("exercises/01_layers/en.md", "# Layers", "Layers")
    assert [problem["en"] for problem in prove_course(Course(copy))] == [
        "the unit's introduction is missing."
    ]


def test_an_exercise_that_is_not_listed_is_reported(edit, copy):
    edit("course.yaml", "[affine, batch_norm, dropout,", "[affine, batch_norm,")
    (problem,) = prove_course(Course(copy))
    assert problem["path"] == str(copy / "exercises" / "01_layers" / "dropout")
    assert (problem["en"], problem["ko"]) == (
        "is not listed in course.yaml.",
        "course.yaml에 적혀 있지 않습니다.",
    )


def test_a_unit_that_is_not_listed_is_reported(copy):
    (copy / "exercises" / "03_more" / "thing").mkdir(parents=True)
    (problem,) = prove_course(Course(copy))
    assert problem["path"] == str(copy / "exercises" / "03_more")
    assert problem["en"] == "is not listed in course.yaml."


def test_what_an_editor_or_python_leaves_behind_is_no_exercise(copy):
    for name in ("__pycache__", ".ipynb_checkpoints", ".idea"):
        (copy / "exercises" / "01_layers" / name).mkdir()
    assert prove_course(Course(copy)) == []


def test_a_listed_exercise_without_a_folder_is_reported(prove, edit):
    edit("course.yaml", "[affine, batch_norm,", "[affine, softplus, batch_norm,")
    ((path, _, en, _),) = prove("softplus")
    assert path.startswith(f"{LAYERS}/softplus/")
    assert en == "cannot be read: No such file or directory."


# ----------------------------------------------------------------------------------------------------------- the command


def test_the_command_finds_nothing_wrong_with_the_tiny_course(dlgrade):
    done = dlgrade("validate", str(TINY), "--seeds", "1")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "11 exercises looked at, 0 problems.\n"


def test_the_command_lists_each_problem_with_its_place(dlgrade, edit, copy):
    edit(f"{LAYERS}/affine/exercise.yaml", "100 §1", "100 §9")
    edit(f"{LAYERS}/affine/en.md", "3. `x.T @ dout` has the shape of `W`.", "")
    done = dlgrade("validate", str(copy), "--only", "affine", "--seeds", "1")
    assert done.returncode == 1
    assert done.stdout == (
        "exercises/01_layers/affine/en.md: needs at least 3 hints.\n"
        "exercises/01_layers/affine/exercise.yaml:2: there is no section `100 §9` in the notes.\n"
    )
    assert done.stderr == "1 exercises looked at, 2 problems.\n"


def test_the_command_speaks_korean(dlgrade, edit, copy):
    edit(f"{LAYERS}/affine/exercise.yaml", "100 §1", "100 §9")
    done = dlgrade("validate", str(copy), "--only", "affine", "--seeds", "1", "--lang", "ko")
    assert done.stdout == "exercises/01_layers/affine/exercise.yaml:2: 노트에 `100 §9` 절이 없습니다.\n"
    assert done.stderr == "연습 문제 1개를 살펴보았고 문제점은 1개입니다.\n"


def test_the_command_takes_a_folder_named_from_here(dlgrade, copy):
    done = dlgrade("validate", copy.name, "--only", "init_he", "--seeds", "1", cwd=copy.parent)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "words"), [(["nowhere"], "cannot be read"), (["--only", "xyz"], "no exercise `xyz`")]
)
def test_a_wrong_call_is_refused(dlgrade, arguments, words):
    done = dlgrade("validate", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_course_file_that_is_wrong_is_reported_with_its_line(dlgrade, edit, copy):
    path = edit("course.yaml", "format: 1", "format: 9")
    done = dlgrade("validate", str(copy))
    assert done.returncode == 2
    assert done.stderr.startswith(f"dlgrade: {path}:3: format 9 is not known")


def test_a_course_without_exercises_is_no_reason_to_fail(dlgrade, copy):
    (copy / "course.yaml").write_text(
        "format: 1\nid: none\ntitle: {en: None, ko: 없음}\nunits: []\n", encoding="utf-8"
    )
    done = dlgrade("validate", str(copy))
    assert done.returncode in (0, 1)
    assert "failed" not in done.stderr


# ------------------------------------------------------------------------------------------- the tests under plain pytest


def test_the_tiny_courses_tests_pass_on_its_reference_under_plain_pytest(tmp_path):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "dlgrade.pytest_plugin", "-p", "no:cacheprovider"]
    options = ["--import-mode=importlib", "--noconftest", "-W", "error", f"--rootdir={tmp_path}"]
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTEST_", "DLGRADE_"))
    }
    done = subprocess.run(
        [*command, *options, str(TINY / "exercises")],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    assert "failed" not in done.stdout


def test_the_record_of_an_internal_failure_names_no_folder(judge, copy):
    answer = judge.ask({"validate": "affine", "course": str(copy / "nowhere"), "seeds": 1})
    assert json.dumps(answer).count("Traceback") == 0
