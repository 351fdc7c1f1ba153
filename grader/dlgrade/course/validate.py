"""Proves a course: that its texts are complete, its tests right and strong, its known mistakes caught and named.

An exercise is proven both ways: the reference and every right answer pass every test on several seeds; every known mistake
fails at least one and is called by its own name; the stub counts as not started; and a reference that changes its
arguments in place is noticed. What is wrong is returned as plain data: path, line and a sentence in both languages.
"""

from __future__ import annotations

import ast
import time
import types
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from dlgrade.course import formula
from dlgrade.course.model import Exercise
from dlgrade.course.stub import stub
from dlgrade.errors import CourseError
from dlgrade.figures import REFERENCE
from dlgrade.figures.load import load, makers
from dlgrade.i18n import LANGUAGES, Text
from dlgrade.judge.material import Material
from dlgrade.judge.runner import check, generator_for, run_test
from dlgrade.judge.student import Record, Student
from dlgrade.sandbox.client import LocalConnection, Reply, Sandbox
from dlgrade.sandbox.limits import Limits
from dlgrade.testing.marks import Mistake, TestCase

Problem = dict[str, Any]

MIN_MISTAKES = 6
MIN_ANSWERS = 3
MIN_HINTS = 3
MIN_JUDGED = 0.95
MAX_TEST_SECONDS = 2.0
LONG_SECONDS = 60.0


def prove(sandbox: Sandbox, exercise: Exercise, seeds: int = 3) -> list[Problem]:
    """What is wrong with an exercise; empty when it is proven.

    Args:
        sandbox: where the right answers run, as students' answers would.
        exercise: the exercise.
        seeds: how many seeds to try.
    """
    try:
        problems = [*_texts(exercise), *_settings(exercise)]
        material = Material.load(exercise.describe())
        if material.limits.call_seconds > LONG_SECONDS:
            seeds = 1  # an exercise whose check takes that long is tried once
    except CourseError as error:
        return [_problem(error.path, error.sentence, error.line)]
    except Exception as error:
        text = Text(
            f"cannot be loaded: {type(error).__name__}: {error}",
            f"불러올 수 없습니다: {type(error).__name__}: {error}",
        )
        return [_problem(exercise.folder, text)]
    problems += _figures(exercise)
    for part in (_marks, _reference_passes, _mistakes, _notices_changes):
        problems += part(exercise, material, seeds)
    problems += _answers(sandbox, exercise, material, seeds)
    problems += _stub(sandbox, exercise, material)
    return problems


def _problem(path: Any, text: Text, line: int | None = None) -> Problem:
    return {"path": str(path), "line": line, "en": text.en, "ko": text.ko}


# ----------------------------------------------------------------------------------------------------- the files


def _texts(exercise: Exercise) -> Iterator[Problem]:
    for lang in LANGUAGES:
        path, text = exercise.folder / f"{lang}.md", exercise.text(lang)
        for name in exercise.write:
            if name not in text.names:
                yield _problem(path, Text(f"does not describe `{name}`.", f"`{name}` 설명이 없습니다."))
        for name in text.names:
            if name.partition(".")[0] not in exercise.write:
                yield _problem(
                    path,
                    Text(
                        f"describes `{name}`, which is not asked for.",
                        f"작성 대상이 아닌 `{name}` 설명이 있습니다.",
                    ),
                )
        if len(text.hints) < MIN_HINTS:
            yield _problem(
                path, Text(f"needs at least {MIN_HINTS} hints.", f"힌트가 {MIN_HINTS}개 이상 필요합니다.")
            )
        for latex in formula.formulas(path.read_text(encoding="utf-8")):
            for command in sorted(formula.unknown_commands(latex)):
                yield _problem(
                    path,
                    Text(
                        f"a terminal cannot show \\{command}.",
                        f"터미널에서 \\{command} 명령을 표시할 수 없습니다.",
                    ),
                )


def _figures(exercise: Exercise) -> Iterator[Problem]:
    """Every figure that a text shows can be made and is shown in both languages; none is left over."""
    made = set(makers(exercise))
    for lang in LANGUAGES:
        path = exercise.folder / f"{lang}.md"
        shown = {reference["name"] for reference in REFERENCE.finditer(path.read_text(encoding="utf-8"))}
        for name in sorted(made - shown):
            yield _problem(path, Text(f"does not show figure `{name}`.", f"`{name}` 그림이 빠졌습니다."))
        for name in sorted(shown - made):
            yield _problem(path, Text(f"there is no figure `{name}`.", f"`{name}` 그림이 없습니다."))
    for name in sorted(made):
        try:
            load(exercise, name)
        except CourseError as error:
            yield _problem(error.path, error.sentence, error.line)


def _settings(exercise: Exercise) -> Iterator[Problem]:
    path, lines = exercise.folder / "exercise.yaml", exercise.settings.lines
    for note in exercise.notes:
        id, _, section = note.partition(" ")
        if section not in exercise.course.notes.get(id, {}).get("sections", ()):
            yield _problem(
                path,
                Text(f"there is no section `{note}` in the notes.", f"노트에 `{note}` 절이 없습니다."),
                lines["notes"],
            )
    for id in exercise.after:
        if id not in exercise.course.exercises:
            yield _problem(
                path,
                Text(f"there is no exercise `{id}`.", f"`{id}`라는 연습 문제가 없습니다."),
                lines["after"],
            )


def _marks(exercise: Exercise, material: Material, _: int) -> Iterator[Problem]:
    path = exercise.tests_path
    for test in material.tests:
        if test.title.en == test.title.ko or not test.title.en:
            yield _problem(
                path,
                Text(
                    f"`{test.name}` lacks a title in both languages.",
                    f"`{test.name}` 테스트에 두 언어로 된 제목이 없습니다.",
                ),
                test.line,
            )
        if test.points <= 0:
            yield _problem(
                path,
                Text(f"`{test.name}` is worth nothing.", f"`{test.name}` 테스트의 배점이 없습니다."),
                test.line,
            )
    if all(test.hidden for test in material.tests):
        yield _problem(path, Text("no test is public.", "공개 테스트가 없습니다."))
    if not any(test.hidden for test in material.tests):
        yield _problem(path, Text("no test is hidden.", "비공개 테스트가 없습니다."))


# ------------------------------------------------------------------------------------------------- the programs


def _reference_passes(exercise: Exercise, material: Material, seeds: int) -> Iterator[Problem]:
    for test in material.tests:
        for text in _unpassed(exercise, material, test, seeds):
            yield _problem(exercise.tests_path, text, test.line)


def _unpassed(exercise: Exercise, material: Material, test: TestCase, seeds: int) -> Iterator[Text]:
    """What is wrong with a test when the reference takes it: it fails, takes long, or judges too little."""
    allowed = max(MAX_TEST_SECONDS, material.limits.call_seconds)  # an exercise that trains says so there
    done = total = 0
    for seed in range(seeds):
        record, started = Record(), time.perf_counter()
        student = Student(LocalConnection(material.reference), record)
        try:
            run_test(test, student, generator_for(seed, exercise.id, test.name))
        except Exception as error:
            text = f"{type(error).__name__}: {error}"
            yield Text(
                f"the reference fails `{test.name}` with seed {seed}: {text}",
                f"모범 구현이 `{test.name}` 테스트를 통과하지 못합니다(시드 {seed}): {text}",
            )
            break
        if time.perf_counter() - started > allowed:
            yield Text(
                f"`{test.name}` takes more than {allowed:g} s.",
                f"`{test.name}` 테스트가 {allowed:g}초를 넘습니다.",
            )
        done += sum(judged for judged, _ in record.judged)
        total += sum(entries for _, entries in record.judged)
    if done < MIN_JUDGED * total:
        yield Text(
            f"`{test.name}` can judge only {done} of {total} gradient entries.",
            f"`{test.name}` 테스트가 기울기 원소 {total}개 중 {done}개만 판정할 수 있습니다.",
        )


def _mistakes(exercise: Exercise, material: Material, seeds: int) -> Iterator[Problem]:
    path = exercise.mistakes_path
    if len(material.mistakes) < MIN_MISTAKES:
        yield _problem(
            path,
            Text(
                f"needs at least {MIN_MISTAKES} known mistakes.",
                f"알려진 실수가 {MIN_MISTAKES}개 이상 필요합니다.",
            ),
        )
    for mistake in material.mistakes:
        text = _unproven(material, mistake, seeds)
        if text:
            code = getattr(mistake.implementation, "__code__", None)
            yield _problem(path, text, code.co_firstlineno if code else None)


def _unproven(material: Material, mistake: Mistake, seeds: int) -> Text | None:
    """What keeps a known mistake from being caught and called by its own name."""
    id, function = mistake.id, mistake.function
    if function not in material.write:
        return Text(
            f"`{id}` stands for `{function}`, which is not asked for.",
            f"`{id}`: `{function}` 함수는 작성 대상이 아닙니다.",
        )
    for seed in range(seeds):
        stand_in = _Trusted(material.with_mistake(mistake), material.write)
        result = check(stand_in, material, "", file="", seed=seed, lang="en")  # type: ignore[arg-type]
        names = [finding.id for finding in result.mistakes]
        if result.status == "passed":
            return Text(
                f"no test notices `{id}` (seed {seed}).",
                f"`{id}` 실수를 잡는 테스트가 없습니다(시드 {seed}).",
            )
        if id not in names:
            found = ", ".join(names) or "nothing"
            return Text(
                f"`{id}` is not named (seed {seed}); found: {found}.",
                f"`{id}` 실수의 이름이 나오지 않습니다(시드 {seed}). 나온 것: {found}.",
            )
    return None


def _notices_changes(exercise: Exercise, material: Material, _: int) -> Iterator[Problem]:
    """A reference that changes its arrays in place must fail somewhere, for every function that takes one."""
    for name in material.write:
        right = getattr(material.reference, name, None)
        if not isinstance(right, types.FunctionType):
            continue
        module = types.ModuleType(name)
        module.__dict__.update(material.reference.__dict__)
        touched: list[bool] = []
        setattr(module, name, _spoiling(right, touched))
        result = check(_Trusted(module, material.write), material, "", file="", seed=0, lang="en")  # type: ignore[arg-type]
        if touched and result.status == "passed":
            yield _problem(
                exercise.tests_path,
                Text(
                    f"no test notices that `{name}` changes its arguments in place (use `unchanged`).",
                    f"`{name}` 함수가 인수를 직접 바꾸어도 알아채는 테스트가 없습니다(`unchanged`를 쓰세요).",
                ),
            )


def _spoiling(right: Callable[..., Any], touched: list[bool]) -> Callable[..., Any]:
    def spoiled(*args: Any, **kwargs: Any) -> Any:
        value = right(*args, **kwargs)
        for argument in (*args, *kwargs.values()):
            if isinstance(argument, np.ndarray) and argument.size:
                touched.append(True)
                argument.flat[0] = argument.flat[0] + 1
        return value

    return spoiled


def _answers(sandbox: Sandbox, exercise: Exercise, material: Material, seeds: int) -> Iterator[Problem]:
    if len(exercise.answers) < MIN_ANSWERS:
        yield _problem(
            exercise.folder / "answers",
            Text(
                f"needs at least {MIN_ANSWERS} right answers in different styles.",
                f"서로 다른 방식의 정답이 {MIN_ANSWERS}개 이상 필요합니다.",
            ),
        )
    for path in exercise.answers:
        source = path.read_text(encoding="utf-8")
        for seed in range(seeds):
            result = check(sandbox, material, source, file=path.name, seed=seed, lang="en")
            if result.status != "passed":
                failed = "; ".join(f"{t.name}: {t.message}" for t in result.tests if t.status != "passed")
                why = failed or (result.error.message if result.error else result.status)
                yield _problem(
                    path,
                    Text(
                        f"a right answer is refused (seed {seed}): {why}",
                        f"정답이 거부됩니다(시드 {seed}): {why}",
                    ),
                )
                break


def _stub(sandbox: Sandbox, exercise: Exercise, material: Material) -> Iterator[Problem]:
    for lang in LANGUAGES:
        try:
            source = stub(exercise, lang)
        except CourseError as error:
            yield _problem(error.path, error.sentence, error.line)
            continue
        ast.parse(source)
        result = check(sandbox, material, source, file="", seed=0, lang="en")
        if result.status != "not_started":
            yield _problem(
                exercise.folder / f"{lang}.md",
                Text(
                    f"the stub is not recognised as one ({result.status}).",
                    f"빈 파일로 인식되지 않습니다({result.status}).",
                ),
            )


class _Trusted(LocalConnection):
    """A stand-in for a sandbox and its sessions that answers from a trusted module."""

    def __init__(self, module: types.ModuleType, names: tuple[str, ...]) -> None:
        super().__init__(module)
        self._facts = {"names": list(names), "filled": list(names), "unfilled": []}

    def open(self, _limits: Limits) -> _Trusted:
        return self

    def close(self) -> dict[str, Any]:
        return {}

    def request(self, *operation: Any) -> Reply:
        return (
            Reply(self._facts if operation[0] == "parse" else None)
            if operation[0] in ("parse", "exec")
            else super().request(*operation)
        )
