"""``dlgrade release``: the student kit of a course."""

from __future__ import annotations

from pathlib import Path

import click

from dlgrade.cli import options
from dlgrade.course.model import Course, builtin_root
from dlgrade.errors import UserError
from dlgrade.i18n import Text, current_language, tr


@click.command(
    "release",
    help=tr(
        "Make a student kit: a folder with texts, files to fill in, public tests and quizzes without keys. No model answer, no "
        "hidden test and no known mistake is in it.",
        "학생용 묶음을 만듭니다. 본문, 채워 넣을 파일, 공개 테스트, 정답 없는 퀴즈가 들어 있는 폴더입니다. 모범 답안, 비공개 테스트, "
        "알려진 실수는 들어가지 않습니다.",
    ),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@options.course()
@options.only("Release only this exercise or unit", "이 연습 문제나 단원만 넣습니다.")
def release_command(folder: Path, course_folder: Path | None, only: tuple[str, ...]) -> int:
    """Make the kit, prove it, and write it."""
    from dlgrade.classroom.release.folder import refuse_foreign, write_kit
    from dlgrade.classroom.release.kit import make_kit
    from dlgrade.classroom.release.prove import unfit_checks

    refuse_foreign(folder)
    course = Course(course_folder or builtin_root())
    course.refuse_kit()
    exercises = course.select(only or course.exercises)
    if not exercises:
        raise UserError(Text("The course has no exercise.", "과정에 연습 문제가 없습니다."))
    lang = current_language()
    kit = make_kit(course, exercises, lang, everything=not only)
    unfit = unfit_checks(kit, exercises, lang)
    if unfit:
        kit = make_kit(course, exercises, lang, everything=not only, without=unfit)
    write_kit(folder, kit.files)
    for id, test in kit.left_out:
        click.echo(
            tr(
                f"{id}: the public test `{test}` needs the model answer and was left out.",
                f"{id}: 공개 테스트 `{test}`는 모범 답안이 있어야 실행되므로 뺐습니다.",
            ),
            err=True,
        )
    click.echo(
        tr(
            f"{_count(len(exercises), 'exercise')} with {_count(kit.tests, 'public test')} and "
            f"{_count(kit.checks, 'check')}: {folder}",
            f"연습 문제 {len(exercises)}개, 공개 테스트 {kit.tests}개, 검사 {kit.checks}개: {folder}",
        )
    )
    return 0


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
