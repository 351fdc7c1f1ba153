"""Puts the files of a student kit together.

::

    README.md, README.ko.md       how to begin
    02_activations/relu.py        the file to fill in, for each exercise
    quizzes/02_activations.en.md  questions without keys, with their figures
    course/course.yaml            the course, marked as a kit
    course/exercises/UNIT/ID/     texts, stubs and figures ready-made, public tests
    .dlgrade/workspace.json       makes the folder a workspace of that course
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from dlgrade import __version__, figures
from dlgrade.classroom.release.cut import Cut, cut_tests
from dlgrade.classroom.release.questions import quiz_files
from dlgrade.course.model import FORMAT, Course, Exercise
from dlgrade.course.stub import stub
from dlgrade.errors import unreadable
from dlgrade.figures.data import to_data
from dlgrade.figures.load import READY_MADE, load, makers
from dlgrade.i18n import LANGUAGES, Lang, Text
from dlgrade.quiz.bank import Bank

COURSE = "course"
_IGNORED = ".dlgrade/progress.json\n__pycache__/\n"

_README = Text(
    en="""\
# {title}

A student kit: {count} exercises with texts, files to fill in, public tests{with_quizzes}.

    pip install "dlgrade>={version}"
    dlgrade list
    dlgrade show {first}          # read an exercise
    dlgrade check {first}         # run its public tests
    dlgrade hint {first}          # when you are stuck

Write your answers into the files of the unit folders, as `{unit}/{first}.py`, and hand these in. `--lang ko` speaks Korean.

`dlgrade check` runs the worked examples, gradient checks and checks for side effects. The other tests are run by your
instructor; the points that you see here are only those of the public tests.
{quizzes}""",
    ko="""\
# {title}

학생용 묶음입니다. 연습 문제 {count}개의 본문, 채워 넣을 파일, 공개 테스트{with_quizzes} 들어 있습니다.

    pip install "dlgrade>={version}"
    dlgrade list
    dlgrade show {first}          # 본문 읽기
    dlgrade check {first}         # 공개 테스트 실행
    dlgrade hint {first}          # 막혔을 때

답은 `{unit}/{first}.py`처럼 단원 폴더에 있는 파일에 작성하고, 그 파일을 제출하세요. `--lang en`을 붙이면 영어로 나옵니다.

`dlgrade check`는 예제, 기울기 검사, 부작용 검사를 실행합니다. 나머지 테스트는 강사가 실행하며, 여기에 나오는 점수는 공개 테스트의
점수일 뿐입니다.
{quizzes}""",
)
_WITH_QUIZZES = (Text(", and quizzes", ", 퀴즈가"), Text("", "가"))
_QUIZZES = Text(
    "\nThe questions in `quizzes/` have no key here; your instructor has it.\n",
    "\n`quizzes/`의 문제에는 정답이 없습니다. 정답은 강사에게 있습니다.\n",
)


@dataclass(frozen=True)
class Kit:
    """A student kit.

    Attributes:
        files: their texts by their paths.
        left_out: public tests that need the reference, as ``(exercise, test)``.
        tests: how many public tests there are.
        checks: how many checks were made of hidden tests.
    """

    files: dict[str, str] = field(default_factory=dict)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    tests: int = 0
    checks: int = 0


def make_kit(
    course: Course,
    exercises: list[Exercise],
    lang: Lang,
    *,
    everything: bool,
    without: Mapping[str, frozenset[str]] | None = None,
) -> Kit:
    """Put a kit together.

    Args:
        course: the course.
        exercises: which of its exercises go into it.
        lang: the language of the files to fill in; texts come in both.
        everything: whether these are all; then the quizzes of units without exercises are there, too.
        without: names of checks not to make, by exercise.

    Raises:
        CourseError: the course is wrong.
    """
    files: dict[str, str] = {}
    cuts: dict[str, Cut] = {}
    for exercise in exercises:
        cuts[exercise.id] = cut_tests(
            exercise.tests_path, without=(without or {}).get(exercise.id, frozenset())
        )
        files |= _exercise(exercise, cuts[exercise.id], {other.id for other in exercises})
        files[f"{exercise.unit}/{exercise.id}.py"] = stub(exercise, lang)
    units = {exercise.unit for exercise in exercises}
    quizzes = quiz_files(Bank(course), None if everything else units)
    files |= {f"quizzes/{name}": text for name, text in quizzes}
    files |= _course(course, exercises)
    files |= _readme(course, exercises, any(path.startswith("quizzes/") for path in files))
    files[".gitignore"] = _IGNORED
    marker = {"format": 1, "course": course.id, "course_folder": COURSE}
    files[".dlgrade/workspace.json"] = json.dumps(marker) + "\n"
    return Kit(
        dict(sorted(files.items())),
        [(id, name) for id, cut in cuts.items() for name in cut.left_out],
        sum(len(cut.public) for cut in cuts.values()),
        sum(len(cut.checks) for cut in cuts.values()),
    )


def _exercise(exercise: Exercise, cut: Cut, there: set[str]) -> dict[str, str]:
    """The files of one exercise."""
    settings: dict[str, Any] = {
        "write": list(exercise.write),
        "given": list(exercise.given),
        "notes": list(exercise.notes),
        "after": [id for id in exercise.after if id in there],
        "forbidden": list(exercise.forbidden),
        "limits": exercise.limits,
    }
    settings = {key: value for key, value in settings.items() if value}
    settings["elsewhere"] = {"tests": cut.elsewhere, "points": cut.elsewhere_points}
    files = {"exercise.yaml": _yaml(settings), exercise.tests_path.name: cut.source}
    for lang in LANGUAGES:
        files[f"{lang}.md"] = _read(exercise.folder / f"{lang}.md")
        files[exercise.stub_path(lang).name] = stub(exercise, lang)
    if drawn := _figures(exercise):
        files[READY_MADE] = json.dumps(drawn, ensure_ascii=False, indent=1) + "\n"
    return {f"{COURSE}/exercises/{exercise.unit}/{exercise.id}/{name}": text for name, text in files.items()}


def _figures(exercise: Exercise) -> dict[str, Any]:
    """The figures that the texts show, as data."""
    texts = [_read(exercise.folder / f"{lang}.md") for lang in LANGUAGES]
    shown = {match["name"] for text in texts for match in figures.REFERENCE.finditer(text)}
    return (
        {name: to_data(load(exercise, name)) for name in makers(exercise) if name in shown} if shown else {}
    )


def _course(course: Course, exercises: Iterable[Exercise]) -> dict[str, str]:
    """The course's own file, and the introductions of its units."""
    files, units = {}, []
    chosen = {exercise.id for exercise in exercises}
    for unit in course.units:
        ids = [id for id in unit.exercises if id in chosen]
        if not ids:
            continue
        units.append({"id": unit.id, "title": _title(unit.title), "exercises": ids})
        for lang in LANGUAGES:
            path = course.root / "exercises" / unit.id / f"{lang}.md"
            if path.is_file():
                files[f"{COURSE}/exercises/{unit.id}/{lang}.md"] = _read(path)
    data = {"format": FORMAT, "id": course.id, "title": _title(course.title), "kit": True, "units": units}
    if course.notes:
        data["notes"] = {key: dict(value) for key, value in course.notes.items()}
    files[f"{COURSE}/course.yaml"] = _yaml(data)
    return files


def _title(title: Text) -> dict[str, str]:
    return {"en": title.en, "ko": title.ko}


def _readme(course: Course, exercises: list[Exercise], quizzes: bool) -> dict[str, str]:
    first = exercises[0]
    names: tuple[tuple[Lang, str], ...] = (("en", "README.md"), ("ko", "README.ko.md"))
    return {
        name: _README.to(lang).format(
            title=course.title.to(lang),
            count=len(exercises),
            version=__version__,
            unit=first.unit,
            first=first.id,
            with_quizzes=_WITH_QUIZZES[not quizzes].to(lang),
            quizzes=_QUIZZES.to(lang) if quizzes else "",
        )
        for lang, name in names
    }


def _yaml(data: Any) -> str:
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
