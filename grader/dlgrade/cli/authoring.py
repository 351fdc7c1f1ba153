"""``dlgrade validate``: everything that is wrong with a course."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import click

from dlgrade.course.model import Course, builtin_root
from dlgrade.errors import UserError
from dlgrade.i18n import Text, current_language, tr


@click.command(
    "validate",
    help=tr(
        "Prove a course: texts, tests, right answers, known mistakes.",
        "과정을 검증합니다: 글, 테스트, 정답, 알려진 실수.",
    ),
)
@click.argument("folder", metavar="[COURSE]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--only",
    "ids",
    metavar="ID",
    multiple=True,
    help=tr("Only this exercise; may be repeated.", "이 연습 문제만 검증합니다. 여러 번 쓸 수 있습니다."),
)
@click.option(
    "--seeds",
    default=3,
    show_default=True,
    type=click.IntRange(1),
    help=tr("How many seeds to try.", "시험해 볼 시드의 수."),
)
@click.option(
    "--quiz",
    "quiz",
    metavar="UNIT",
    is_flag=False,
    flag_value="*",
    help=tr(
        "Only the quizzes, or those of one unit, as 02_activations.",
        "퀴즈만, 또는 02_activations처럼 한 단원의 퀴즈만 검증합니다.",
    ),
)
def validate_command(folder: Path | None, ids: tuple[str, ...], seeds: int, quiz: str | None) -> int:
    """Validate with as many judges as there are processors."""
    course = Course(folder or builtin_root())
    course.refuse_kit()
    if quiz is not None:
        return _validate_quizzes(course, None if quiz == "*" else quiz)
    from dlgrade.judge.client import Judge

    exercises = [course.exercise(id) for id in ids] if ids else list(course.exercises.values())
    problems = 0
    judges = [Judge() for _ in range(min(os.cpu_count() or 1, max(1, len(exercises))))]
    idle: SimpleQueue[Judge] = SimpleQueue()
    for judge in judges:
        idle.put(judge)

    def prove(id: str) -> list[dict[str, Any]]:
        judge = idle.get()
        try:
            answer = judge.ask({"validate": id, "course": str(course.home), "seeds": seeds}, 600)
        finally:
            idle.put(judge)
        if "internal" in answer:
            text = f"the validator failed: {answer['internal']}"
            return [{"path": id, "line": None, "en": text, "ko": text}]
        found: list[dict[str, Any]] = answer["problems"]
        return found

    try:
        if not ids:
            from dlgrade.course.introductions import prove_course

            problems += _print(prove_course(course), course.home)
            problems += _validate_quizzes(course) if (course.root / "quizzes").is_dir() else 0
        with ThreadPoolExecutor(len(judges)) as pool:
            for found in pool.map(prove, [exercise.id for exercise in exercises]):
                problems += _print(found, course.root)
    finally:
        for judge in judges:
            judge.close()
    proven = len(exercises)
    click.echo(
        tr(
            f"{proven} exercises looked at, {problems} problems.",
            f"연습 문제 {proven}개를 살펴보았고 문제점은 {problems}개입니다.",
        ),
        err=True,
    )
    return 1 if problems else 0


def _validate_quizzes(course: Course, unit: str | None = None) -> int:
    """Print what is wrong with the quizzes; 1 where there is anything."""
    from dlgrade.quiz.bank import Bank
    from dlgrade.quiz.prove import prove_bank

    bank = Bank(course)
    if unit is not None and unit not in {path.stem for path in bank.files}:
        raise UserError(
            Text(f"There is no file quizzes/{unit}.yaml.", f"quizzes/{unit}.yaml 파일이 없습니다.")
        )
    problems = _print(list(prove_bank(bank, unit)), course.root)
    click.echo(tr(f"Quizzes: {problems} problems.", f"퀴즈: 문제점 {problems}개."), err=True)
    return min(problems, 1)


def _print(problems: list[dict[str, Any]], root: Path) -> int:
    for problem in problems:
        path = problem["path"]
        place = str(Path(path).relative_to(root)) if Path(path).is_relative_to(root) else path
        line = f":{problem['line']}" if problem["line"] else ""
        click.echo(f"{place}{line}: {problem[current_language()]}")
    return len(problems)
