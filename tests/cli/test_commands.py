"""The commands as a student calls them."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from dlgrade import __version__
from dlgrade.course.model import Course, builtin_root
from dlgrade.course.stub import stub

TINY = Path(__file__).parent.parent / "courses" / "tiny"
COURSE = Course(TINY)
BUILT_IN = Course(builtin_root())
HANGUL = re.compile("[가-힣]")

# A wrong answer to `triplet`, whose mistake is known.
WRONG = ("triplet", "np.mean(np.maximum(0, d + margin))", "np.sum(np.maximum(0, d + margin))")


def ids(done) -> list[str]:
    return [exercise["id"] for exercise in json.loads(done.stdout)["exercises"]]


def statuses(done) -> dict[str, str]:
    return {exercise["id"]: exercise["status"] for exercise in json.loads(done.stdout)["exercises"]}


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


# ---------------------------------------------------------------------------------------------------------------- init


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_init_makes_one_stub_per_exercise(dlgrade, tmp_path, lang):
    done = dlgrade("init", "w", "--course", str(TINY), "--lang", lang)
    assert (done.returncode, done.stderr) == (0, "")
    made = {
        str(p.relative_to(tmp_path / "w")): p.read_text(encoding="utf-8")
        for p in (tmp_path / "w").rglob("*.py")
    }
    assert made == {f"{e.unit}/{e.id}.py": stub(e, lang) for e in COURSE.exercises.values()}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "11 exercises created in w/.\n\nNext:\n  cd w\n  dlgrade list\n  dlgrade show affine\n  dlgrade check affine\n",
        ),
        (
            "ko",
            "w/ 폴더에 연습 문제 11개를 만들었습니다.\n\n이제 이렇게 시작하세요:\n  cd w\n  dlgrade list\n  dlgrade show affine\n  dlgrade check affine\n",
        ),
    ],
)
def test_init_says_what_comes_next(dlgrade, lang, text):
    assert dlgrade("init", "w", "--course", str(TINY), "--lang", lang).stdout == text


def test_init_in_the_current_folder_needs_no_cd(dlgrade, tmp_path):
    done = dlgrade("init", "--course", str(TINY))
    assert "cd " not in done.stdout
    assert (tmp_path / "01_layers" / "affine.py").is_file()


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_init_makes_a_workspace_of_the_built_in_course(dlgrade, tmp_path, lang):
    done = dlgrade("init", "--lang", lang)
    assert (done.returncode, done.stderr) == (0, "")
    assert {p.stem for p in tmp_path.rglob("*.py")} == set(BUILT_IN.exercises)


def test_init_never_overwrites_what_is_there(work):
    mine = work.answer("affine")
    work.file("momentum").write_bytes(b"\xff not even text")
    work.file("triplet").unlink()
    work.file("dropout").unlink()
    (work.root / "01_layers" / "notes.txt").write_text("my own")
    before = files(work.root)
    done = work("init", "--course", str(TINY))
    assert done.returncode == 0
    assert done.stdout.startswith("2 exercises created in workspace/, 9 left as they are.\n")
    after = files(work.root)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {"01_layers/triplet.py", "01_layers/dropout.py"}
    assert mine.read_bytes() == before["01_layers/affine.py"]


def test_init_leaves_links_alone_even_broken_ones(work):
    work.file("affine").unlink()
    work.file("affine").symlink_to("nowhere.py")
    assert work("init", "--course", str(TINY)).returncode == 0
    assert str(work.file("affine").readlink()) == "nowhere.py"


def test_init_leaves_no_temporary_files(work):
    assert [p.name for p in work.root.rglob("*") if p.name.startswith(".")] == [".dlgrade"]


def test_init_of_a_file_is_refused(dlgrade, tmp_path):
    (tmp_path / "taken").write_text("mine")
    done = dlgrade("init", "taken", "--course", str(TINY))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "dlgrade: taken: is a file, not a folder.\n"
    assert (tmp_path / "taken").read_text() == "mine"


def test_init_of_another_course_is_refused(work):
    before = files(work.root)
    done = work("init")
    assert done.returncode == 2
    assert "is a workspace of the course `tiny` already." in done.stderr
    assert files(work.root) == before


def test_init_with_a_folder_that_is_no_course_is_refused(dlgrade, tmp_path):
    done = dlgrade("init", "w", "--course", "nowhere")
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert not (tmp_path / "w").exists()


def test_init_of_a_course_without_exercises_is_no_reason_to_fail(dlgrade, tmp_path):
    (tmp_path / "course.yaml").write_text(
        "format: 1\nid: none\ntitle: {en: None, ko: 없음}\nunits: []\n", encoding="utf-8"
    )
    done = dlgrade("init", "w", "--course", ".")
    assert done.returncode in (0, 2)
    assert "failed" not in done.stderr


# ---------------------------------------------------------------------------------------------------------------- list


def test_list_shows_units_and_exercises_in_order(work):
    done = work("list")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.findall(r"^\s+\S (\w+)", done.stdout, re.M) == list(COURSE.exercises)
    assert done.stdout.endswith("Next: `dlgrade show affine`\n")


def test_list_shows_what_is_done(work):
    work.answer("affine")
    work.answer(*WRONG)
    work("check", "affine", "triplet")
    out = work("list").stdout
    assert re.search(r"✓ affine .* 8/8$", out, re.M)
    assert re.search(r"✗ triplet .* \d/9$", out, re.M)
    assert re.search(r"· dropout +Dropout$", out, re.M)
    assert out.endswith("Next: `dlgrade show batch_norm`\n")


def test_list_notices_a_file_that_was_changed_since(work):
    work.answer("affine")
    work("check", "affine")
    assert "changed" not in work("list").stdout
    with work.file("affine").open("a") as file:
        file.write("# more\n")
    out = work("list").stdout
    assert re.search(r"affine .*changed$", out, re.M)
    assert out.endswith("Next: `dlgrade show affine`\n")


def test_list_outside_a_workspace_shows_the_built_in_course(dlgrade):
    done = dlgrade("list")
    assert done.returncode == 0
    assert "softmax" in done.stdout
    assert "`dlgrade init` makes a workspace" in done.stdout


def test_list_works_from_a_folder_inside(work):
    assert work("list", cwd=work.root / "01_layers").stdout == work("list").stdout


def test_list_survives_a_progress_file_that_is_nonsense(work):
    for nonsense in (
        "",
        "[1]",
        '{"affine": 3}',
        '{"affine": {"status": 5, "points": "x", "hints": []}}',
        "\x00",
    ):
        (work.root / ".dlgrade" / "progress.json").write_text(nonsense)
        done = work("list")
        assert (done.returncode, done.stderr) == (0, "")


# ---------------------------------------------------------------------------------------------------------------- show


@pytest.mark.parametrize(
    ("lang", "title", "hint"),
    [("en", "A dense layer", "Which shapes must"), ("ko", "완전 연결 층", "세 기울기의")],
)
def test_show_prints_the_text_without_the_hints(work, lang, title, hint):
    done = work("show", "affine", "--lang", lang)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(title)
    assert "y = x W + b" in done.stdout
    assert hint not in done.stdout
    assert "dlgrade check affine" in done.stdout


def test_show_says_which_exercises_come_before(work):
    assert "Before this: nearest_mean, affine" in work("show", "corridor").stdout


def test_show_accepts_the_name_of_the_file(work):
    assert work("show", "affine.py").stdout == work("show", "affine").stdout


def test_show_outside_a_workspace_reads_the_built_in_course(dlgrade):
    done = dlgrade("show", "softmax")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "Softmax")


@pytest.mark.parametrize("command", ["show", "hint", "solution", "check"])
@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "There is no exercise `afine`. Perhaps: affine"),
        ("ko", "`afine`라는 연습 문제가 없습니다. 혹시: affine"),
    ],
)
def test_an_unknown_exercise_is_answered_with_the_nearest(work, command, lang, words):
    done = work(command, "afine", "--lang", lang)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"dlgrade: {words}")
    assert done.stderr.count("\n") == 1


# ---------------------------------------------------------------------------------------------------------------- hint


def test_hints_come_one_by_one_and_stay_at_the_last(work):
    heads = [work("hint", "affine").stdout.splitlines()[0] for _ in range(4)]
    assert heads == ["Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3", "Hint 3 of 3"]


def test_the_last_hint_says_so(work):
    outputs = [work("hint", "affine").stdout for _ in range(3)]
    assert [("That was the last one." in out) for out in outputs] == [False, False, True]


def test_hints_are_remembered_per_exercise(work):
    work("hint", "affine")
    assert work("hint", "momentum").stdout.startswith("Hint 1 of 3")
    assert work("hint", "affine").stdout.startswith("Hint 2 of 3")


def test_hints_are_remembered_across_languages(work):
    work("hint", "affine")
    done = work("hint", "affine", "--lang", "ko")
    assert done.stdout.startswith("힌트 2/3\n")
    assert "`forward`가 기억해" in done.stdout


def test_hints_start_again_when_asked(work):
    work("hint", "affine")
    work("hint", "affine")
    assert work("hint", "affine", "--restart").stdout.startswith("Hint 1 of 3")
    assert work("hint", "affine").stdout.startswith("Hint 2 of 3")


def test_all_hints_at_once(work):
    out = work("hint", "affine", "--all").stdout
    assert re.findall(r"^Hint (\d)", out, re.M) == ["1", "2", "3"]


def test_hints_do_not_disturb_what_is_noted(work):
    work.answer("affine")
    work("check", "affine")
    work("hint", "affine")
    assert "✓ affine" in work("list").stdout
    work("check", "affine")
    assert work("hint", "affine").stdout.startswith("Hint 2 of 3")


def test_hints_outside_a_workspace_cannot_be_remembered(dlgrade, tmp_path):
    for _ in range(2):
        assert dlgrade("hint", "softmax").stdout.startswith("Hint 1 of")
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------------------------------------------------ solution


def test_the_solution_is_refused_before_and_shown_after_passing(work):
    model = COURSE.exercise("triplet").solution.read_text(encoding="utf-8")
    work.answer(*WRONG)
    refused = work("solution", "triplet")
    assert refused.returncode == 1
    assert "def " not in refused.stdout
    assert re.search(r"`triplet` passes; it has \d/9 points now", refused.stdout)
    work.answer("triplet")
    shown = work("solution", "triplet")
    assert (shown.returncode, shown.stdout) == (0, model)


def test_the_solution_of_an_exercise_that_is_not_started_is_refused(work):
    done = work("solution", "affine", "--lang", "ko")
    assert done.returncode == 1
    assert done.stdout.startswith("모범 답안은 `affine` 문제를 통과하면 볼 수 있습니다")


def test_the_solution_does_not_believe_the_notes(work):
    forged = {"triplet": {"status": "passed", "points": 9, "max_points": 9, "hints": 3}}
    (work.root / ".dlgrade" / "progress.json").write_text(json.dumps(forged))
    done = work("solution", "triplet")
    assert (done.returncode, "def " in done.stdout) == (1, False)


def test_the_solution_needs_a_workspace(dlgrade):
    done = dlgrade("solution", "softmax")
    assert done.returncode == 2
    assert done.stderr.startswith("dlgrade: This folder is not a workspace. `dlgrade init` makes one here")


# --------------------------------------------------------------------------------------------------------------- check

LAYERS, TRAINING = (list(unit.exercises) for unit in COURSE.units)


@pytest.mark.parametrize(
    ("targets", "found"),
    [
        (["affine"], ["affine"]),
        (["momentum", "affine"], ["momentum", "affine"]),
        (["01_layers"], LAYERS),
        (["layers"], LAYERS),
        (["01"], LAYERS),
        (["2"], TRAINING),
        (["01_layers/"], LAYERS),
        (["01_layers/affine.py"], ["affine"]),
        (["./01_layers/affine.py"], ["affine"]),
        (["02_training/momentum.py", "affine", "affine"], ["momentum", "affine"]),
        (["."], LAYERS + TRAINING),
        ([], LAYERS + TRAINING),
    ],
)
def test_a_target_is_an_id_a_unit_a_file_or_a_folder(work, targets, found):
    assert ids(work("check", *targets, "--format", "json")) == found


def test_a_file_anywhere_can_be_checked_by_its_name(work, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "triplet.py").write_bytes(work.answer("triplet").read_bytes())
    done = work("check", str(elsewhere / "triplet.py"), "--format", "json")
    (exercise,) = json.loads(done.stdout)["exercises"]
    assert (exercise["status"], exercise["file"]) == ("passed", "elsewhere/triplet.py")


def test_a_file_of_the_built_in_course_can_be_checked_outside_a_workspace(dlgrade, tmp_path):
    answer = BUILT_IN.exercise("softmax").solution
    (tmp_path / "softmax.py").write_bytes(answer.read_bytes())
    for target in ("softmax.py", "."):
        done = dlgrade("check", target, "--format", "json")
        assert (done.returncode, statuses(done)) == (0, {"softmax": "passed"})


def test_checking_from_a_folder_inside_names_files_from_there(work):
    work.answer("triplet")
    done = work("check", "triplet", "--format", "json", cwd=work.root / "01_layers")
    assert json.loads(done.stdout)["exercises"][0]["file"] == "triplet.py"


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_first_exercise_of_the_built_in_course_can_be_solved_with_what_is_said(dlgrade, tmp_path, lang):
    """From nothing to a pass, in the order in which the program names the commands."""
    assert dlgrade("init", "--lang", lang).returncode == 0
    first = next(iter(BUILT_IN.exercises.values()))
    assert f"dlgrade show {first.id}" in dlgrade("list", "--lang", lang).stdout
    assert f"`{first.unit}/{first.id}.py`" in dlgrade("show", first.id, "--lang", lang).stdout
    assert dlgrade("check", first.id, "--lang", lang).returncode == 1
    (tmp_path / first.unit / f"{first.id}.py").write_bytes(first.solution.read_bytes())
    done = dlgrade("check", first.id, "--lang", lang)
    assert (done.returncode, done.stderr) == (0, "")
    assert "✓" in done.stdout


def test_exit_codes_of_a_check(work):
    assert work("check").returncode == 0  # nothing has been started, and nothing is wrong
    assert work("check", "triplet").returncode == 1
    work.answer("triplet")
    assert work("check", "triplet").returncode == 0
    assert work("check").returncode == 0
    assert work("check", "triplet", "affine").returncode == 1
    work.answer(*WRONG)
    assert work("check", "triplet").returncode == 1
    assert work("check").returncode == 1


WRONG_CALLS = {
    "no such file": (["check", "01_layers/nothing.py"], "there is no exercise `nothing`"),
    "no such file of a known name": (
        ["check", "elsewhere/affine.py"],
        "elsewhere/affine.py: there is no such file.",
    ),
    "a folder without exercises": (
        ["check", "empty"],
        "empty: there is no file here that is called as an exercise",
    ),
    "an unknown format": (["check", "--format", "xml"], "xml"),
    "a negative seed": (["check", "--seed", "-1"], "-1"),
    "an unknown language": (["list", "--lang", "fr"], "fr"),
    "an unknown option": (["check", "--colour"], "--colour"),
    "an unknown command": (["chekc"], "Did you mean `check`?"),
    "no exercise named": (["show"], "ID"),
    "too many names": (["show", "affine", "momentum"], "momentum"),
}


@pytest.mark.parametrize(("arguments", "words"), WRONG_CALLS.values(), ids=WRONG_CALLS)
def test_a_wrong_call_ends_with_two_and_a_sentence(work, arguments, words):
    (work.root / "empty").mkdir()
    done = work(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("arguments", "words"), WRONG_CALLS.values(), ids=WRONG_CALLS)
def test_a_wrong_call_is_answered_in_korean_where_that_is_the_language(work, arguments, words):
    (work.root / "empty").mkdir()
    done = work(*arguments, env={"DLGRADE_LANG": "ko"})
    assert done.returncode == 2
    assert HANGUL.search(done.stderr)
    assert not re.search(r"\b(Error|Usage|Did you mean|There is|Invalid|Missing)\b", done.stderr)


@pytest.mark.parametrize("command", [["check"], ["check", "affine"], ["check", "01"]])
def test_outside_a_workspace_one_is_told_how_to_make_one(dlgrade, command):
    done = dlgrade(*command)
    assert done.returncode == 2
    assert "dlgrade init" in done.stderr or "no exercise `affine`" in done.stderr


def test_a_wrong_call_for_json_is_answered_in_json_as_well(work):
    done = work("check", "afine", "--format", "json")
    assert done.returncode == 2
    record = json.loads(done.stdout)
    assert (record["schema"], record["error"]["type"]) == (1, "UserError")
    assert record["error"]["message"].startswith("There is no exercise `afine`.")
    assert done.stderr.startswith("dlgrade: There is no exercise")


def test_a_report_in_json_is_one_object(work):
    work.answer(*WRONG)
    done = work("check", "triplet", "--format", "json", "--seed", "3", "--lang", "ko")
    record = json.loads(done.stdout)
    assert done.stderr == ""
    assert {key: record[key] for key in ("schema", "dlgrade", "course", "lang", "seed")} == {
        "schema": 1,
        "dlgrade": __version__,
        "course": "tiny",
        "lang": "ko",
        "seed": 3,
    }
    (exercise,) = record["exercises"]
    assert [(m["id"], m["message"]) for m in exercise["mistakes"]] == [
        ("sum_for_mean", "샘플을 더했습니다. 평균을 내야 합니다.")
    ]
    assert str(work.root) not in done.stdout


def test_output_goes_to_a_file_and_nothing_to_the_terminal(work):
    done = work("check", "affine", "--format", "json", "--output", "results/out.json")
    assert (done.returncode, done.stdout) == (1, "")
    record = json.loads((work.root / "results" / "out.json").read_text(encoding="utf-8"))
    assert record["exercises"][0]["id"] == "affine"


def test_output_as_text_is_plain(work):
    work.answer("triplet")
    assert work("check", "triplet", "--output", "out.txt", "--seed", "1").returncode == 0
    assert (work.root / "out.txt").read_text(encoding="utf-8") == work(
        "check", "triplet", "--seed", "1"
    ).stdout


def test_output_replaces_an_older_file_whole(work):
    (work.root / "out.json").write_text("x" * 100_000)
    work("check", "affine", "--format", "json", "--output", "out.json")
    assert json.loads((work.root / "out.json").read_text(encoding="utf-8"))["schema"] == 1


def test_output_to_a_folder_is_refused(work):
    done = work("check", "affine", "--output", ".")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def without_times(done) -> dict:
    record = json.loads(done.stdout)
    for exercise in record["exercises"]:
        del exercise["seconds"]
        for test in exercise["tests"]:
            del test["seconds"]
    return record


def test_a_seed_replays_a_run(work):
    work.answer(*WRONG)
    first = work("check", "triplet", "--format", "json")
    seed = str(json.loads(first.stdout)["seed"])
    assert without_times(work("check", "triplet", "--format", "json", "--seed", seed)) == without_times(first)


def test_without_a_seed_the_data_are_new_each_time(work):
    work.answer(*WRONG)
    runs = [without_times(work("check", "triplet", "--format", "json")) for _ in range(2)]
    assert runs[0]["seed"] != runs[1]["seed"]
    assert [run["exercises"][0]["tests"][1]["call"] for run in runs][0] != runs[1]["exercises"][0]["tests"][
        1
    ]["call"]


def test_the_same_seed_is_the_same_whatever_else_is_checked(work):
    work.answer(*WRONG)
    alone = without_times(work("check", "triplet", "--format", "json", "--seed", "4"))
    together = without_times(work("check", "01", "--format", "json", "--seed", "4"))
    assert alone["exercises"][0] in together["exercises"]


def test_a_check_changes_no_file_of_the_students(work):
    work.answer(*WRONG)
    before = {name: data for name, data in files(work.root).items() if not name.startswith(".dlgrade")}
    work("check")
    work("check", "triplet", "--format", "json")
    work("hint", "triplet")
    after = {name: data for name, data in files(work.root).items() if not name.startswith(".dlgrade")}
    assert after == before


def test_a_missing_file_is_not_started_and_the_others_are_checked(work):
    work.answer("triplet")
    work.file("affine").unlink()
    done = work("check", "affine", "triplet", "--format", "json")
    assert statuses(done) == {"affine": "not_started", "triplet": "passed"}
    assert json.loads(done.stdout)["exercises"][0]["error"]["type"] == "FileNotFound"


def test_a_check_of_everything_tells_started_from_not_started(work):
    work.answer("triplet")
    out = work("check", "--seed", "1").stdout
    assert "triplet" in out
    assert "momentum" not in out


# ------------------------------------------------------------------------------------------------------------ language


@pytest.mark.parametrize(
    ("option", "environment", "lang"),
    [
        ([], {}, "en"),
        ([], {"LANG": "ko_KR.UTF-8"}, "ko"),
        ([], {"LANG": "ko"}, "ko"),
        ([], {"LANG": "fr_FR.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "ko_KR.UTF-8"}, "ko"),
        ([], {"LANG": "ko_KR.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "ko_KR.UTF-8", "LC_MESSAGES": "C"}, "en"),
        ([], {"LANG": "ko_KR.UTF-8", "DLGRADE_LANG": "en"}, "en"),
        ([], {"LANG": "C", "DLGRADE_LANG": "ko"}, "ko"),
        ([], {"LANG": "ko_KR.UTF-8", "DLGRADE_LANG": "fr"}, "ko"),
        ([], {"LANG": "ko_KR.UTF-8", "DLGRADE_LANG": ""}, "ko"),
        (["--lang", "ko"], {"DLGRADE_LANG": "en"}, "ko"),
        (["--lang=en"], {"DLGRADE_LANG": "ko", "LANG": "ko_KR.UTF-8"}, "en"),
    ],
)
def test_the_option_comes_before_the_variable_and_that_before_the_locale(work, option, environment, lang):
    clean = {"LC_ALL": "", "LC_MESSAGES": "", **environment}
    out = work("list", *option, env=clean).stdout
    assert out.startswith({"en": "A tiny course\n", "ko": "아주 작은 과정\n"}[lang])


def test_the_language_may_be_chosen_before_the_command(work):
    assert work("--lang", "ko", "list").stdout.startswith("아주 작은 과정\n")


@pytest.mark.parametrize(
    "command", ["", "init", "list", "show", "hint", "solution", "check", "validate", "doctor", "completion"]
)
def test_help_is_complete_in_both_languages(dlgrade, command):
    english, korean = (
        dlgrade(*command.split(), "--help", env={"DLGRADE_LANG": lang}) for lang in ("en", "ko")
    )
    assert (english.returncode, korean.returncode) == (0, 0)
    assert not HANGUL.search(english.stdout)
    assert korean.stdout.startswith("사용법: dlgrade")
    assert not re.search(r"\b(Usage|Options|Commands|Show|Print|Language|default)\b", korean.stdout)


def test_every_command_is_in_the_help(dlgrade):
    out = dlgrade("--help").stdout
    for command in ("init", "list", "show", "hint", "solution", "check", "validate", "doctor", "completion"):
        assert re.search(rf"^  {command} ", out, re.M)


def test_without_a_command_the_help_is_shown(dlgrade):
    done = dlgrade()
    assert done.returncode == 2
    assert "dlgrade init" in done.stdout + done.stderr


def test_the_version_is_told(dlgrade):
    assert dlgrade("--version").stdout == f"dlgrade, version {__version__}\n"


# ---------------------------------------------------------------------------------------------------------- completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_are_printed(dlgrade, shell):
    done = dlgrade("completion", shell)
    assert done.returncode == 0
    assert "_DLGRADE_COMPLETE" in done.stdout


def test_completion_for_an_unknown_shell_is_refused(dlgrade):
    assert dlgrade("completion", "tcsh").returncode == 2


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("dlgrade sh", ["show"]),
        ("dlgrade show mo", ["momentum"]),
        ("dlgrade hint n", ["numerical_gradient", "nearest_mean"]),
        ("dlgrade check 0", ["01_layers", "02_training"]),
        ("dlgrade check --form", ["--format"]),
        ("dlgrade check --format j", ["json", "junit"]),
        ("dlgrade show --lang k", ["ko"]),
    ],
)
def test_the_shell_completes_commands_ids_and_options(work, words, found):
    environment = {
        "_DLGRADE_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }
    done = work(env=environment)
    assert [line.partition(",")[2] for line in done.stdout.splitlines()] == found


# ---------------------------------------------------------------------------------------------------------------- pipes


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes of this kind on Windows")
def test_a_reader_that_has_seen_enough_is_no_error(work):
    import subprocess

    command = f"{sys.executable} -m dlgrade show affine | head -n 1"
    done = subprocess.run(["sh", "-c", command], cwd=work.root, capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("A dense layer\n", "")


def test_results_go_to_standard_output_and_nothing_else_does(work):
    work.answer("triplet")
    for command in (
        ["list"],
        ["show", "affine"],
        ["hint", "affine"],
        ["check", "triplet"],
        ["solution", "triplet"],
    ):
        done = work(*command)
        assert done.stderr == ""
        assert done.stdout
