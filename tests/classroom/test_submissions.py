"""Submissions as they arrive: whose they are, where their answers are, and what is wrong with them."""

from __future__ import annotations

import json
import os

import pytest
from packing import notebook_of, tar_of, zip_of

from dlgrade.classroom.intake.roster import Roster, Student
from dlgrade.classroom.intake.submissions import find_entries
from dlgrade.errors import UserError

NOBODY = Roster([])


@pytest.fixture
def read(course):
    """The submissions of a folder by student, with the exercises relu and softmax."""

    def run(folder, roster=NOBODY):
        entries, _ = find_entries(folder, roster)
        return {
            entry.student: entry.read([course.exercise("relu"), course.exercise("softmax")])
            for entry in entries
        }

    return run


def sources(submission):
    return {id: answer.source.decode() for id, answer in submission.answers.items()}


def problems(submission):
    return [problem.en for problem in submission.problems]


# ------------------------------------------------------------------------------------------------------------- layouts


@pytest.mark.parametrize(
    "files",
    [
        {"kim/relu.py": "R"},
        {"kim/02_activations/relu.py": "R"},
        {"kim/my homework/final/02_activations/relu.py": "R"},
        {"kim.zip": zip_of({"relu.py": "R"})},
        {"kim.zip": zip_of({"hw/02_activations/relu.py": "R", "__MACOSX/hw/._relu.py": "no"})},
        {"kim.tar.gz": tar_of({"relu.py": "R"})},
        {"kim/hw.zip": zip_of({"relu.py": "R"})},
        {"kim/relu (1).py": "R"},
        {"kim/ReLU.py": "R"},
        {"kim/relu.py": "R", "kim/.ipynb_checkpoints/relu.py": "old", "kim/venv/lib/relu.py": "no"},
        {"kim/02_activations/relu.py": "R", "kim/old/relu.py": "old"},
        {"kim/relu.py": "R", "kim/backup/older/relu.py": "old"},
    ],
)
def test_an_answer_is_found_wherever_it_lies(read, lay, files):
    found = read(lay(files))
    assert {student: sources(submission) for student, submission in found.items()} == {"kim": {"relu": "R"}}
    assert problems(found["kim"]) == []


def test_a_notebook_holds_several_answers(read, lay):
    book = notebook_of("def relu(x):\n    return x", "def softmax(x):\n    return x")
    assert set(read(lay({"kim/lab.ipynb": book}))["kim"].answers) == {"relu", "softmax"}
    assert set(read(lay({"lee.ipynb": book}))["lee"].answers) == {"relu", "softmax"}


def test_a_file_wins_over_a_notebook(read, lay):
    found = read(lay({"kim/lab.ipynb": notebook_of("def relu(x):\n    return x"), "kim/relu.py": "R"}))
    assert sources(found["kim"]) == {"relu": "R"}


def test_moodle(read, lay):
    folder = lay(
        {
            "Kim Hana_104233_assignsubmission_file/relu.py": "R",
            "이 두리_104234_assignsubmission_file_/relu.py": "S",
            "Participant_104235_assignsubmission_file/hw.zip": zip_of({"relu.py": "T"}),
            "Park Sora_104236_assignsubmission_file_relu.py": "U",
            "Park Sora_104236_assignsubmission_onlinetext/onlinetext.html": "<p>",
        }
    )
    found = read(folder)
    assert {student: sources(s)["relu"] for student, s in found.items()} == {
        "104233": "R",
        "104234": "S",
        "104235": "T",
        "104236": "U",
    }
    assert found["104233"].name == "Kim Hana"
    assert found["104234"].name == "이 두리"


def test_canvas(read, lay):
    folder = lay(
        {
            "doejane_10023_55123_relu.py": "R",
            "doejane_10023_55124_softmax.py": "S",
            "김하나_LATE_10024_55125_relu-1.py": "T",
            "anon_Xy12_55130_relu.py": "U",
            "leeb_10025_55140_relu.py": "old",
            "leeb_10025_55141_relu-2.py": "new",
            "leeb_10025_55142_hw.zip": zip_of({"softmax.py": "Z"}),
            "choi_10026_text.html": "<p>",
        }
    )
    found = read(folder)
    assert sources(found["10023"]) == {"relu": "R", "softmax": "S"}
    assert sources(found["10024"]) == {"relu": "T"}
    assert sources(found["anon_Xy12"]) == {"relu": "U"}
    assert sources(found["10025"]) == {"relu": "new", "softmax": "Z"}
    assert problems(found["10026"]) == ["holds no Python file and no notebook."]
    assert found["10024"].name == "김하나"


METADATA = """
submission_4711:
  :submitters:
  - :name: Jane Doe
    :sid: '33'
    :email: jane@example.org
  :created_at: 2026-11-02 10:00:00.000000000 Z
  :score: 0.0
submission_4712:
  :submitters: []
"""


def test_gradescope(read, lay):
    folder = lay(
        {
            "submission_metadata.yml": METADATA,
            "submission_4711/relu.py": "R",
            "submission_4712/relu.py": "S",
        }
    )
    found = read(folder)
    assert sources(found["jane@example.org"]) == {"relu": "R"}
    assert found["jane@example.org"].submitted.startswith("2026-11-02T10:00:00")
    assert sources(found["submission_4712"]) == {"relu": "S"}


def result_json(classroom, assignment, when="2026-11-02T10:00:00Z"):
    return json.dumps({"classroom": classroom, "assignment": assignment, "datetime": when})


def test_classroom_50(read, lay):
    folder = lay(
        {
            "dl-26-hw-1-jane-d/relu.py": "R",
            "dl-26-hw-1-jane-d/result.json": result_json("dl-26", "hw-1"),
            "dl-26-hw-1-kim/relu.py": "S",
            "dl-26-hw-1-kim/result.json": result_json("dl-26", "hw-1"),
            "dl-26-hw-1-mallory/relu.py": "T",
            "dl-26-hw-1-mallory/result.json": result_json("dl-26", "hw-1-mal", "nonsense"),
        }
    )
    found = read(folder)
    assert {student: sources(s)["relu"] for student, s in found.items()} == {
        "jane-d": "R",
        "kim": "S",
        "mallory": "T",
    }
    assert found["kim"].submitted == "2026-11-02T10:00:00Z"
    lay({"scores.csv": "username,first_name,last_name,score\njane-d,Jane,Doe,3\nkim,,,\n"})
    assert read(folder)["jane-d"].name == "Jane Doe"


def test_one_archive_of_all(read, lay):
    members = {
        "assignment_1_export/submission_metadata.yml": METADATA,
        "assignment_1_export/submission_4711/relu.py": "R",
        "assignment_1_export/submission_4712/hw.zip": zip_of({"relu.py": "S"}),
    }
    found = read(lay({"all.zip": zip_of(members)}) / "all.zip")
    assert {student: sources(s)["relu"] for student, s in found.items()} == {
        "jane@example.org": "R",
        "submission_4712": "S",
    }


def test_nbgraders_time_is_read(read, lay):
    found = read(lay({"kim/relu.py": "R", "kim/timestamp.txt": "2026-11-02 10:00:00 UTC\n"}))
    assert found["kim"].submitted == "2026-11-02 10:00:00 UTC"


def test_the_roster_maps_every_platform(read, lay):
    roster = Roster(
        [
            Student(
                "s1",
                name="김하나",
                email="Hana@example.org",
                canvas="10023",
                moodle="104233",
                github="hana-k",
            )
        ]
    )
    for files in (
        {"doe_10023_5_relu.py": "R"},
        {"Kim_104233_assignsubmission_file/relu.py": "R"},
        {"hana-k/relu.py": "R"},
        {"hana@example.org.zip": zip_of({"relu.py": "R"})},
        {"s1/relu.py": "R"},
        {"김하나/relu.py": "R"},
    ):
        folder = lay(files, lay({}).parent / str(abs(hash(str(files)))))
        found = read(folder, roster)
        assert {student: s.name for student, s in found.items()} == {"s1": "김하나"}, files


def test_what_is_nobodys_is_named(lay):
    folder = lay(
        {"kim/relu.py": "R", "README.txt": "x", ".DS_Store": "x", "__MACOSX/x": "x", "roster.csv": "x"}
    )
    entries, skipped = find_entries(folder, NOBODY)
    assert [entry.student for entry in entries] == ["kim"]
    assert skipped == ["README.txt", "roster.csv"]


# ------------------------------------------------------------------------------------------------------- what is wrong


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"kim.zip": b"PK junk"}, "kim.zip is damaged. Pack the files again."),
        (
            {"kim/hw.zip": zip_of({"../relu.py": "x"})},
            "hw.zip holds '../relu.py', a path that leads out of it.",
        ),
        ({"kim/notes.txt": "x"}, "holds no Python file and no notebook."),
        (
            {"kim/homework.py": "x"},
            "holds no answer to any exercise: homework.py. Files are named after their exercise",
        ),
        (
            {"kim/a/relu.py": "1", "kim/b/relu.py": "2"},
            "There are several files for `relu`: a/relu.py, b/relu.py.",
        ),
        ({"kim/relu (1).py": "1", "kim/relu (2).py": "2"}, "There are several files for `relu`"),
        ({"kim/lab.ipynb": "{"}, "lab.ipynb is not a notebook that can be read."),
        (
            {"kim/lab.ipynb": notebook_of("def relu(:")},
            "lab.ipynb: Python cannot read cell 1; it was left out.",
        ),
        (
            {"kim/a.zip": zip_of({"b.zip": zip_of({"c.zip": zip_of({"relu.py": "x"})})})},
            "b.zip/c.zip is an archive within archives.",
        ),
    ],
)
def test_a_problem_is_said_in_one_sentence(read, lay, files, said):
    found = read(lay({**files, "lee/relu.py": "R"}))
    assert len(problems(found["kim"])) == 1
    if said.startswith("b.zip/"):
        said = said.removeprefix("b.zip/")
    assert problems(found["kim"])[0].startswith(said)
    assert any("가" <= c <= "힣" for c in found["kim"].problems[0].ko)
    assert sources(found["lee"]) == {"relu": "R"}


def test_links_are_not_followed(read, lay, tmp_path):
    secret = tmp_path / "secret.py"
    secret.write_text("SECRET")
    folder = lay({"kim/softmax.py": "S"})
    (folder / "kim" / "relu.py").symlink_to(secret)
    (folder / "kim" / "more").symlink_to(tmp_path)
    (folder / "lee").symlink_to(folder / "kim")
    found = read(folder)
    assert set(found) == {"kim"}
    assert sources(found["kim"]) == {"softmax": "S"}
    assert problems(found["kim"]) == ["relu.py is not a file of its own and is not read."]


def test_a_pipe_is_not_read(read, lay):
    folder = lay({"kim/softmax.py": "S"})
    os.mkfifo(folder / "kim" / "relu.py")
    os.mkfifo(folder / "lee.zip")
    found = read(folder)
    assert set(found) == {"kim"}
    assert problems(found["kim"]) == ["relu.py is not a file of its own and is not read."]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_problem(read, lay):
    folder = lay({"kim/relu.py": "R"})
    (folder / "kim" / "relu.py").chmod(0)
    assert "cannot be read" in problems(read(folder)["kim"])[0]


def test_a_workspace_and_a_file_are_no_folders_of_submissions(lay, tmp_path):
    with pytest.raises(UserError, match="is one student's workspace"):
        find_entries(lay({".dlgrade/workspace.json": "{}", "02_activations/relu.py": "R"}), NOBODY)
    with pytest.raises(UserError, match="is no folder of submissions"):
        find_entries(tmp_path / "nowhere", NOBODY)
    (tmp_path / "bad.zip").write_bytes(b"no")
    with pytest.raises(UserError, match=r"bad.zip is damaged"):
        find_entries(tmp_path / "bad.zip", NOBODY)


def test_another_content_is_another_attempt_and_the_same_is_the_same(read, lay):
    one = read(lay({"kim/relu.py": "R", "lee/hw/relu.py": "R", "park/relu.py": "R "}))
    assert one["kim"].hash == one["lee"].hash
    assert one["kim"].hash != one["park"].hash
