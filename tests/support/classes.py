"""A graded class without grading it: a gradebook filled by hand, with everything in it that an export may stumble over."""

from __future__ import annotations

import shutil
from pathlib import Path

from dlgrade.classroom.gradebook import Gradebook, Version
from dlgrade.classroom.intake.roster import Student
from dlgrade.classroom.intake.submissions import Answer, Submission
from dlgrade.i18n import Text
from dlgrade.results import ErrorInfo, ExerciseResult, Finding, Picture, TestResult

TINY = Path(__file__).parent.parent / "courses" / "tiny"
UNITS = {"affine": "01_layers", "triplet": "01_layers", "momentum": "02_training"}
WORTH = {"affine": 6.0, "triplet": 3.0, "momentum": 4.0}
POLICY = """
grading:
  late: {percent: 10, per: day}
  assignments:
    - id: hw1
      title: {en: "Layers, by hand", ko: 손으로 짜는 층}
      exercises: [affine, triplet]
      due: "2026-11-01T23:59+09:00"
      points: 10
      canvas: 4411
    - id: hw2
      title: {en: Training, ko: 학습}
      exercises: [momentum]
  adjustments:
    - {student: lee, assignment: hw1, points: 0.5, reason: "found, an error"}
    - {student: park, assignment: hw1, excused: true, reason: military service}
"""
HOSTILE = "::error::x\n::set-output name=a::b\n</pre></code><script>alert(1)</script> ]]> `b` **c** [d](http://e) | %0A ```"
SECRET = "1597463007"  # the seed of every result

ROSTER = [
    Student("kim", "김하나", "hana@example.org", "ko", "1", "10023", "104233", "Hana-Kim"),
    Student("lee", "Lee, <b>Bo</b>", "bo@example.org", "en", "1", "10024", "104234", "bo"),
    Student("park", '=HYPERLINK("http://e")', "park@example.org", "", "2", "10025", "104235", "park"),
    Student("choi", "Choi", "choi@example.org", "en", "2", "10026", "104236", ""),
]


def passed(id: str) -> ExerciseResult:
    test = TestResult("test_all", "All of it", True, "passed", WORTH[id], WORTH[id], seconds=0.25)
    return ExerciseResult(
        id, UNITS[id], id.title(), f"{id}.py", "passed", WORTH[id], WORTH[id], [test], seconds=0.5
    )


def failed(id: str) -> ExerciseResult:
    """One of three points, a mistake that has a name, and words that would like to be more than words."""
    tests = [
        TestResult("test_shape", "The shape is kept", False, "passed", 1, 1),
        TestResult("test_value", "Values", True, "failed", 0, 1, HOSTILE, f"{id}(1)", HOSTILE, HOSTILE, 3),
        TestResult("test_other", "Others", True, "error", 0.5, 1, HOSTILE, f"{id}(2)", "", ""),
        TestResult("test_value", "Values", True, "timeout", 0, WORTH[id] - 3, "Too slow."),
        TestResult("test_skipped", "Not run", True, "skipped", 0, 1, "Not run.", pictures=[]),
    ]
    tests[1].pictures = [Picture("what came back", [[0, 255], [128, 64]])]
    finding = Finding("twice", "known", id, "It is `twice` as much. <i>")
    return ExerciseResult(
        id, UNITS[id], id.title(), f"{id}.py", "failed", 1.5, WORTH[id], tests, [finding], seconds=0.5
    )


def broken(id: str, status: str = "error") -> ExerciseResult:
    error = ErrorInfo("SyntaxError", f"Python cannot read line 2: {HOSTILE}", 2)
    return ExerciseResult(id, UNITS[id], id.title(), f"{id}.py", status, 0, WORTH[id], error=error)


def make_course(folder: Path, policy: str = POLICY) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(TINY / "course.yaml", folder / "course.yaml")
    for name in ("exercises", "reference"):
        (folder / name).symlink_to(TINY / name)
    with (folder / "course.yaml").open("a", encoding="utf-8") as file:
        file.write(policy)
    return folder


class MadeClass:
    """A class whose gradebook is being filled."""

    def __init__(self, root: Path, policy: str = POLICY) -> None:
        self.course = make_course(root / "course", policy)
        self.out = root / "grades"
        self.out.mkdir()
        self.gradebook = Gradebook(self.out / "gradebook.sqlite", "tiny", int(SECRET))
        self.run = self.gradebook.begin_run("0", {"level": "strict", "layers": []})
        for id, points in WORTH.items():
            self.gradebook.note_worth(id, "hash", points)

    def hand_in(
        self,
        student: str,
        results: list[ExerciseResult],
        *,
        submitted: str = "",
        place: str = "",
        name: str = "",
        problems: list[Text] | None = None,
        lang: str = "en",
    ) -> None:
        content = f"{student} {place} {submitted}".encode()
        answers = {result.id: Answer(content, result.file) for result in results}
        submission = Submission(student, name, place or student, submitted, answers, problems or [])
        version = Version("hash", f"{student}{submitted}", lang)
        found = {result.id: (result, version, int(SECRET)) for result in results}
        self.gradebook.record(self.run, submission, found)

    def done(self) -> MadeClass:
        self.gradebook.close()
        return self

    @property
    def arguments(self) -> list[str]:
        return [str(self.out), "--course", str(self.course), "--lang", "en"]


def full_class(root: Path) -> MadeClass:
    """Right, wrong, late, excused, missing, unreadable, and somebody who is on no roster."""
    made = MadeClass(root)
    made.gradebook.note_students(ROSTER)
    right = [passed("affine"), passed("triplet"), passed("momentum")]
    made.hand_in("kim", right, submitted="2026-11-01T20:00:00+09:00", lang="ko")
    made.hand_in(
        "lee",
        [failed("affine"), broken("triplet"), passed("momentum")],
        submitted="2026-11-02T23:58:00+09:00",
    )
    made.hand_in("park", [passed("momentum")])
    damaged = Text("x.zip is damaged.", "x.zip: 손상되었습니다.")
    made.hand_in("bad<zip>", [], place="x.zip", problems=[damaged])
    made.hand_in(
        "Zed", [passed("affine"), broken("momentum", "internal")], name="Zed", place="zed_991_5512_affine.py"
    )
    return made.done()
