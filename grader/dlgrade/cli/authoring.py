"""``dlgrade validate``: everything that is wrong with a course."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import click

from dlgrade.course.model import Course, builtin_root
from dlgrade.i18n import current_language, tr


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
def validate_command(folder: Path | None, ids: tuple[str, ...], seeds: int) -> int:
    """Validate with as many judges as there are processors."""
    from dlgrade.judge.client import Judge

    course = Course(folder or builtin_root())
    exercises = [course.exercise(id) for id in ids] if ids else list(course.exercises.values())
    problems = 0
    judges = [Judge() for _ in range(min(os.cpu_count() or 1, max(1, len(exercises))))]
    idle: SimpleQueue[Judge] = SimpleQueue()
    for judge in judges:
        idle.put(judge)

    def prove(id: str) -> list[dict[str, Any]]:
        judge = idle.get()
        try:
            answer = judge.ask({"validate": id, "course": str(course.root), "seeds": seeds}, 600)
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

            problems += _print(prove_course(course), course.root)
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


def _print(problems: list[dict[str, Any]], root: Path) -> int:
    for problem in problems:
        path = problem["path"]
        place = str(Path(path).relative_to(root)) if Path(path).is_relative_to(root) else path
        line = f":{problem['line']}" if problem["line"] else ""
        click.echo(f"{place}{line}: {problem[current_language()]}")
    return len(problems)
