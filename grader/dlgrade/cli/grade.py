"""``dlgrade grade``: grade every submission of a class."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from dlgrade import __version__
from dlgrade.errors import UserError
from dlgrade.i18n import Lang, Text, current_language, tr

if TYPE_CHECKING:
    from dlgrade.classroom.grading import Summary
    from dlgrade.classroom.intake.roster import Roster
    from dlgrade.classroom.intake.submissions import Submission
    from dlgrade.classroom.outcome import Change
    from dlgrade.course.model import Course, Exercise

BOOK = "gradebook.sqlite"


@click.command(
    "grade",
    help=tr(
        "Grade every submission below a folder: folders, archives, notebooks, downloads of Moodle, Canvas, Gradescope and "
        "Classroom 50. What has been graded and has not changed is not graded again.",
        "폴더 안의 모든 제출물을 채점합니다. 폴더, 압축 파일, 노트북, Moodle·Canvas·Gradescope·Classroom 50에서 내려받은 파일을 "
        "읽습니다. 이미 채점했고 바뀌지 않은 것은 다시 채점하지 않습니다.",
    ),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--output",
    "out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("grades"),
    show_default=True,
    help=tr("Where the gradebook and the grades go.", "성적부와 성적을 둘 폴더."),
)
@click.option(
    "--course",
    "course_folder",
    type=click.Path(path_type=Path),
    metavar="COURSE",
    help=tr("The course's folder; the built-in course by default.", "과정 폴더. 기본값은 내장 과정입니다."),
)
@click.option(
    "--roster",
    "roster_path",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help=tr("Who is in the class, and what each platform calls them.", "수강생 명단과 플랫폼별 이름."),
)
@click.option(
    "--times",
    "times_path",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help=tr(
        "When each student handed in (columns student, submitted), where the download does not say.",
        "내려받은 파일에 제출 시각이 없을 때, 학생별 제출 시각(열: student, submitted).",
    ),
)
@click.option(
    "--only",
    multiple=True,
    metavar="ID",
    help=tr(
        "Grade only this exercise or unit; may be repeated.",
        "이 연습 문제나 단원만 채점합니다. 여러 번 쓸 수 있습니다.",
    ),
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    help=tr(
        "Judges that work side by side; one per core by default.",
        "동시에 채점하는 수. 기본값은 코어의 수입니다.",
    ),
)
@click.option(
    "--regrade",
    is_flag=True,
    help=tr("Grade again what has not changed, too.", "바뀌지 않은 것도 다시 채점합니다."),
)
@click.option(
    "--accept",
    is_flag=True,
    help=tr(
        "Let the results of a regrade replace the earlier ones.", "다시 채점한 결과로 이전 결과를 바꿉니다."
    ),
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31 - 1),
    help=tr(
        "Of the test data of a new gradebook; drawn by default.",
        "새 성적부의 테스트 데이터 시드. 기본값은 무작위입니다.",
    ),
)
@click.option(
    "--allow-basic",
    is_flag=True,
    help=tr(
        "Grade although this machine cannot keep answers from reading files and the network.",
        "이 컴퓨터가 답의 파일·네트워크 접근을 막지 못해도 채점합니다.",
    ),
)
def grade_command(
    folder: Path,
    out: Path,
    course_folder: Path | None,
    roster_path: Path | None,
    times_path: Path | None,
    only: tuple[str, ...],
    jobs: int | None,
    regrade: bool,
    accept: bool,
    seed: int | None,
    allow_basic: bool,
) -> int:
    """Grade, write, print what happened, and return the exit status."""
    from dlgrade.classroom.gradebook import Gradebook
    from dlgrade.classroom.grading import Grading, note_worth
    from dlgrade.classroom.intake.roster import Roster
    from dlgrade.classroom.intake.submissions import find_entries
    from dlgrade.classroom.intake.times import read_times, with_time
    from dlgrade.classroom.judging import LocalWorkers
    from dlgrade.classroom.outcome import Outcome
    from dlgrade.classroom.policy import Policy
    from dlgrade.course.model import Course, builtin_root

    course = Course(course_folder or builtin_root())
    policy = Policy.of(course)
    exercises = _exercises(course, policy.exercises, only)
    roster = Roster.read(roster_path) if roster_path else Roster([])
    times = read_times(times_path) if times_path else {}
    entries, skipped = find_entries(folder, roster)
    _name_skipped(skipped)
    if not entries:
        raise UserError(Text(
            f"{folder} holds no submission: a folder, an archive or a notebook per student is expected.",
            f"{folder}: 제출물이 없습니다. 학생마다 폴더, 압축 파일, 노트북 가운데 하나가 있어야 합니다.",
        ))  # fmt: skip
    _make_folder(out)
    gradebook = Gradebook(out / BOOK, course.id, seed)
    workers = LocalWorkers(course, jobs)
    try:
        sandbox = workers.sandbox()
        _refuse_basic(sandbox["level"], allow_basic)
        note_worth(gradebook, exercises)
        gradebook.note_students(roster.students.values())
        run = gradebook.begin_run(__version__, sandbox)
        grading = Grading(
            gradebook,
            exercises,
            workers,
            lang=current_language(),
            languages=_languages(roster),
            regrade=regrade,
            run=run,
        )
        with _progress(len(entries)) as progress:
            summary = grading.grade((with_time(entry, times) for entry in entries), progress)
        outcome = Outcome(course, policy, [e.id for e in exercises], gradebook, sandbox, current_language())
        changes = outcome.changes()
        if changes and (accept or _confirmed(changes)):
            gradebook.accept()
            waiting = False
        else:
            waiting = bool(changes)
        outcome.write(out)
    finally:
        workers.close()
        gradebook.close()
    _say_what_happened(summary, changes, waiting, out)
    return 3 if summary.failed else 1 if waiting else 0


def _exercises(course: Course, of_policy: list[str], only: tuple[str, ...]) -> list[Exercise]:
    """The exercises to grade, in the course's order.

    Raises:
        UserError: one that is named does not exist.
    """
    wanted = set(of_policy)
    if only:
        units = {unit.id: unit.exercises for unit in course.units}
        wanted = {id for name in only for id in (units.get(name) or (course.exercise(name).id,))}
    return [exercise for id, exercise in course.exercises.items() if id in wanted]


def _languages(roster: Roster) -> dict[str, Lang]:
    return {student.student: cast(Lang, student.lang) for student in roster.students.values() if student.lang}


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise UserError(Text(
            f"{out}: cannot be made ({error.strerror}). Choose another folder with --output.",
            f"{out}: 폴더를 만들 수 없습니다({error.strerror}). --output으로 다른 폴더를 지정하세요.",
        )) from None  # fmt: skip


def _refuse_basic(level: str, allowed: bool) -> None:
    if level != "strict" and not allowed:
        raise UserError(Text(
            "This machine cannot keep answers from reading files and the network (`dlgrade doctor` says what is missing). "
            "Grade elsewhere, or, if you trust these students, with --allow-basic.",
            "이 컴퓨터는 답이 파일이나 네트워크에 접근하는 것을 막지 못합니다(무엇이 없는지는 `dlgrade doctor`가 알려 줍니다). "
            "다른 컴퓨터에서 채점하거나, 학생들을 믿는다면 --allow-basic을 붙이세요.",
        ))  # fmt: skip


def _name_skipped(names: list[str]) -> None:
    if names:
        shown = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
        click.echo(tr(f"not a submission: {shown}", f"제출물이 아닌 것: {shown}"), err=True)


def _confirmed(changes: list[Change]) -> bool:
    """Show what a regrade would change, and ask where somebody is there to answer."""
    from dlgrade.views.changes import show_changes

    show_changes(changes)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    return click.confirm(tr("Replace the earlier results?", "이전 결과를 바꿀까요?"), err=True)


@contextlib.contextmanager
def _progress(total: int) -> Iterator[Callable[[Submission, int], None]]:
    """A bar on a terminal, a line now and then elsewhere."""
    from dlgrade.views.progress import PlainProgress, submissions_bar

    if not sys.stderr.isatty():
        yield PlainProgress(total, lambda line: click.echo(line, err=True)).advance
        return
    with submissions_bar(total) as bar:
        yield lambda submission, answers: bar.advance(bar.task_ids[0])


def _say_what_happened(summary: Summary, changes: list[Change], waiting: bool, out: Path) -> None:
    for student, problem in summary.problems:
        click.echo(f"{student}: {problem.to(current_language())}", err=True)
    for student, exercise in summary.failed:
        click.echo(
            tr(
                f"{student}: the grader failed in {exercise}; run it again.",
                f"{student}: {exercise} 채점 중 내부 오류가 났습니다. 다시 실행하세요.",
            ),
            err=True,
        )
    click.echo(
        tr(
            f"{summary.graded} submissions graded ({summary.answers} answers), {summary.unchanged} unchanged: {out / 'grades.csv'}",
            f"제출물 {summary.graded}개(답 {summary.answers}개)를 채점했고 {summary.unchanged}개는 그대로입니다: {out / 'grades.csv'}",
        )
    )
    if waiting:
        click.echo(
            tr(
                f"{len(changes)} results would change. Nothing has been replaced; --accept does it.",
                f"결과 {len(changes)}개가 달라집니다. 아직 아무것도 바꾸지 않았습니다. --accept를 붙이면 바꿉니다.",
            ),
            err=True,
        )
