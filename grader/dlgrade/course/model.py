"""Courses, units and exercises, read from their folders; an exercise's own files only when they are needed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dlgrade.course import yaml_file
from dlgrade.course.text import ExerciseText, read_text
from dlgrade.course.yaml_file import Located
from dlgrade.errors import CourseError, UserError
from dlgrade.i18n import LANGUAGES, Lang, Text

FORMAT = 1
BUILTIN = "builtin"  # the base's name that means the course that comes with the program


@dataclass(frozen=True)
class Unit:
    """A unit: a folder of exercises and the module that answers them.

    Attributes:
        id: the folder's name, as ``02_activations``.
        reference: the module with the right answers, as ``dlref.activations``; empty in a student kit.
        exercises: the ids of its exercises in order.
    """

    id: str
    title: Text
    reference: str
    exercises: tuple[str, ...]


class Course:
    """A course: its units, and the folder where their exercises and the quizzes lie.

    A course may be made of another one: with ``base:`` its ``course.yaml`` needs no more than an id, a title, and what is
    its own, such as the ``grading:`` section of a class.

    Attributes:
        home: the folder of its ``course.yaml``.
        root: the folder of the exercises and quizzes; the base's, if it has one.
        grading: the section on what counts (see `classroom.policy`), or None.
        is_kit: whether it is a student kit (see `classroom.release`): public tests and texts, no answers.
    """

    def __init__(self, home: Path) -> None:
        """Read ``course.yaml``.

        Raises:
            CourseError: it is not there, or wrong.
        """
        self.home = home
        self.path = home / "course.yaml"
        self.root: Path
        self.units: list[Unit]
        self.notes: dict[str, dict[str, Any]]
        self.python_path: list[Path]
        found = yaml_file.expect(
            yaml_file.read(self.path),
            self.path,
            {"format": int, "id": str, "title": Located},
            {
                "base": str,
                "units": list,
                "notes": Located,
                "python_path": list,
                "grading": Located,
                "kit": bool,
            },
        )
        if found["format"] != FORMAT:
            raise CourseError(self.path, found.lines["format"], Text(
                f"format {found['format']} is not known to this version of dlgrade, which reads {FORMAT}. Update dlgrade.",
                f"이 버전의 dlgrade는 형식 {FORMAT}만 읽습니다(파일의 형식: {found['format']}). dlgrade를 업데이트하세요.",
            ))  # fmt: skip
        self.id: str = found["id"]
        self.title = self._title(found)
        self.grading: Located | None = found.get("grading")
        self.is_kit = bool(found.get("kit", False))
        if "base" in found:
            base = self._base(found)
            self.root, self.units = base.root, self._of_base(base, found)
            self.notes, self.python_path = base.notes, base.python_path
        else:
            self.root = home
            self.units = [self._unit(unit) for unit in self._required(found, "units")]
            self.notes = dict(found.get("notes") or {})
            self.python_path = [home / str(folder) for folder in found.get("python_path") or ()]

    def _required(self, found: Located, key: str) -> Any:
        if key not in found:
            raise CourseError(
                self.path, None, Text(f"the key `{key}` is missing.", f"키 `{key}` 항목이 빠져 있습니다.")
            )
        return found[key]

    def _base(self, found: Located) -> Course:
        folder = builtin_root() if found["base"] == BUILTIN else self.home / found["base"]
        for key in ("notes", "python_path"):
            if key in found:
                raise CourseError(self.path, found.lines[key], Text(
                    f"`{key}` comes from the base and cannot be given here.", f"`{key}` 값은 바탕 과정에서 오므로 쓸 수 없습니다."
                ))  # fmt: skip
        if folder.resolve() == self.home.resolve():
            raise CourseError(self.path, found.lines["base"], Text(
                "a course cannot be its own base.", "과정이 스스로의 바탕이 될 수는 없습니다."
            ))  # fmt: skip
        base = Course(folder)
        if base.is_kit or self.is_kit:
            raise CourseError(self.path, found.lines["base"], Text(
                "a student kit has no base and is none.", "학생용 묶음에는 바탕이 없고, 바탕이 될 수도 없습니다."
            ))  # fmt: skip
        if base.root != base.home:
            raise CourseError(self.path, found.lines["base"], Text(
                "the base has a base itself; name that one.", "바탕 과정에 또 바탕이 있습니다. 그 과정을 바로 쓰세요."
            ))  # fmt: skip
        return base

    def _of_base(self, base: Course, found: Located) -> list[Unit]:
        """The base's units, or those of them that are listed."""
        known = {unit.id: unit for unit in base.units}
        wanted = found.get("units", list(known))
        for id in wanted:
            if id not in known:
                raise CourseError(self.path, found.lines["units"], Text(
                    f"the base has no unit `{id}`.", f"바탕 과정에 `{id}` 단원이 없습니다."
                ))  # fmt: skip
        return [known[id] for id in wanted]

    def _title(self, found: Located) -> Text:
        title = yaml_file.expect(found["title"], self.path, {"en": str, "ko": str}, line=found.lines["title"])
        return Text(title["en"], title["ko"])

    def _unit(self, data: Any) -> Unit:
        required: dict[str, Any] = {"id": str, "title": Located, "exercises": list}
        unit = yaml_file.expect(
            data,
            self.path,
            required if self.is_kit else {**required, "reference": str},
            line=min(data.lines.values(), default=None) if isinstance(data, Located) else None,
        )
        exercises = tuple(map(str, unit["exercises"]))
        return Unit(unit["id"], self._title(unit), unit.get("reference", ""), exercises)

    def refuse_kit(self) -> None:
        """Ask that this is a whole course.

        Raises:
            UserError: it is a student kit.
        """
        if self.is_kit:
            raise UserError(Text(
                f"{self.home} is a student kit, without answers and hidden tests. Give the folder of the course itself.",
                f"{self.home}: 정답과 비공개 테스트가 없는 학생용 묶음입니다. 원래 과정의 폴더를 지정하세요.",
            ))  # fmt: skip

    @cached_property
    def exercises(self) -> dict[str, Exercise]:
        """All exercises by id, in order."""
        found: dict[str, Exercise] = {}
        for unit in self.units:
            for id in unit.exercises:
                if id in found:
                    text = Text(
                        f"the exercise `{id}` is listed twice.", f"연습 문제 `{id}` 항목이 두 번 나옵니다."
                    )
                    raise CourseError(self.path, None, text)
                found[id] = Exercise(self, unit, id)
        return found

    def select(self, names: Iterable[str]) -> list[Exercise]:
        """The exercises of some ids and units, in the course's order.

        Raises:
            UserError: there is none of that name.
        """
        units = {unit.id: unit.exercises for unit in self.units}
        wanted = {id for name in names for id in (units.get(name) or (self.exercise(name).id,))}
        return [exercise for id, exercise in self.exercises.items() if id in wanted]

    def exercise(self, id: str) -> Exercise:
        """Return an exercise.

        Raises:
            UserError: there is none of this id; the nearest ids are named.
        """
        found = self.exercises.get(id)
        if found is None:
            near = difflib.get_close_matches(id, [*self.exercises, *(u.id for u in self.units)], 3, 0.5)
            names = ", ".join(near) or "dlgrade list"
            raise UserError(
                Text(
                    f"There is no exercise `{id}`. Perhaps: {names}",
                    f"`{id}`라는 연습 문제가 없습니다. 혹시: {names}",
                )
            )
        return found


@dataclass(frozen=True)
class Exercise:
    """An exercise: a folder with its text, tests and mistakes."""

    course: Course
    of_unit: Unit
    id: str

    @property
    def unit(self) -> str:
        """The id of its unit."""
        return self.of_unit.id

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return self.course.root / "exercises" / self.unit / self.id

    @property
    def reference(self) -> str:
        """The module with the right answer; empty in a student kit."""
        return self.of_unit.reference

    @property
    def tests_path(self) -> Path:
        """The tests."""
        return self.folder / f"test_{self.id}.py"

    @property
    def mistakes_path(self) -> Path:
        """The known mistakes."""
        return self.folder / "mistakes.py"

    @property
    def given_path(self) -> Path:
        """Code that the stub gives to the student."""
        return self.folder / "given.py"

    def stub_path(self, lang: Lang) -> Path:
        """The stub in one language, in a student kit, which has no reference to make it of."""
        return self.folder / f"stub.{lang}.py"

    @property
    def answers(self) -> list[Path]:
        """Right answers in different styles, by which a course is validated."""
        return sorted((self.folder / "answers").glob("*.py"))

    @property
    def solution(self) -> Path:
        """The right answer to show once the exercise is passed: the vectorised one, else the first.

        Raises:
            CourseError: there is none.
        """
        if not self.answers:
            raise CourseError(self.folder / "answers", None, Text("holds no answer.", "정답이 없습니다."))
        return next((path for path in self.answers if path.stem == "vectorised"), self.answers[0])

    @cached_property
    def settings(self) -> Located:
        """The content of ``exercise.yaml``.

        Raises:
            CourseError: it is not there, or wrong.
        """
        path = self.folder / "exercise.yaml"
        found = yaml_file.expect(
            yaml_file.read(path),
            path,
            {"write": list},
            {"given": list, "notes": list, "after": list, "forbidden": list, "limits": Located}
            | ({"elsewhere": Located} if self.course.is_kit else {}),
        )
        for key in ("write", "given", "notes", "after", "forbidden"):
            for item in found.get(key) or ():
                if not isinstance(item, str):
                    raise CourseError(
                        path,
                        found.lines[key],
                        Text(f"`{key}` must be a list of texts.", f"`{key}`: 문자열 목록이어야 합니다."),
                    )
        if "limits" in found:
            kinds: dict[str, Any] = {
                "call_seconds": (int, float),
                "total_seconds": (int, float),
                "cpu_seconds": int,
                "memory_mib": int,
            }
            yaml_file.expect(found["limits"], path, {}, kinds, line=found.lines["limits"])
        if "elsewhere" in found:
            keys: dict[str, Any] = {"tests": int, "points": (int, float)}
            yaml_file.expect(found["elsewhere"], path, keys, line=found.lines["elsewhere"])
        return found

    def _names(self, key: str) -> tuple[str, ...]:
        return tuple(self.settings.get(key) or ())

    @property
    def write(self) -> tuple[str, ...]:
        """The names that the student writes."""
        return self._names("write")

    @property
    def given(self) -> tuple[str, ...]:
        """The names that the stub gives."""
        return self._names("given")

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes' sections that it belongs to, as ``000 §3.3``."""
        return self._names("notes")

    @property
    def after(self) -> tuple[str, ...]:
        """The exercises to do before."""
        return self._names("after")

    @property
    def forbidden(self) -> tuple[str, ...]:
        """Ready-made functions that may not be called, as ``numpy.tanh``."""
        return self._names("forbidden")

    @property
    def limits(self) -> dict[str, Any]:
        """Limits that differ from the usual ones."""
        return dict(self.settings.get("limits") or {})

    @property
    def elsewhere(self) -> tuple[int, float]:
        """In a student kit: how many tests only the instructor has, and the points that they are worth."""
        found = self.settings.get("elsewhere") or {"tests": 0, "points": 0}
        return found["tests"], found["points"]

    def describe(self) -> dict[str, Any]:
        """All that a judge must know to check the exercise, as plain data."""
        return {
            "id": self.id,
            "unit": self.unit,
            "title": list(self.title),
            "write": self.write,
            "given": self.given,
            "forbidden": self.forbidden,
            "limits": self.limits,
            "reference": self.reference,
            "python_path": [str(folder) for folder in self.course.python_path],
            "tests": str(self.tests_path),
            "mistakes": str(self.mistakes_path),
        }

    def text(self, lang: Lang) -> ExerciseText:
        """The text in one language.

        Raises:
            CourseError: it is not there, or incomplete.
        """
        return read_text(self.folder / f"{lang}.md", lang)

    @cached_property
    def title(self) -> Text:
        """The title in both languages."""
        return Text(*(self.text(lang).title for lang in LANGUAGES))


def builtin_root() -> Path:
    """The folder of the built-in course: inside the package when installed from a wheel, else the repository."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "builtin_course"
    return inside if inside.is_dir() else package.parent.parent
