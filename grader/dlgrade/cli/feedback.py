"""``dlgrade feedback``: what every student is told, as Markdown and HTML."""

from __future__ import annotations

from pathlib import Path

import click

from dlgrade.cli import options
from dlgrade.errors import UserError
from dlgrade.i18n import Text, current_language, tr


@click.command(
    "feedback",
    help=tr(
        "Write for every student what passed, what did not and why, in the student's language, as Markdown and HTML. OUT is "
        "the folder that `dlgrade grade` wrote (grades by default).",
        "학생마다 무엇을 통과했고 무엇이 왜 틀렸는지를 그 학생의 언어로 마크다운과 HTML에 씁니다. OUT은 `dlgrade grade`가 만든 "
        "폴더입니다(기본값: grades).",
    ),
)
@options.graded()
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help=tr("The folder to write to; OUT/feedback by default.", "쓸 폴더. 기본값은 OUT/feedback입니다."),
)
@options.assignments("Only about this assignment", "이 과제만 다룹니다.")
@click.option(
    "--student",
    "students",
    multiple=True,
    metavar="ID",
    help=tr("Only for this student; may be repeated.", "이 학생만 다룹니다. 여러 번 쓸 수 있습니다."),
)
@click.option(
    "--site",
    default="",
    metavar="URL",
    help=tr("The address of the study site, to link to.", "링크할 학습 사이트의 주소."),
)
@click.option(
    "--moodle-zip",
    "archive",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=tr(
        "Write the pages of one assignment into an archive for Moodle's “Upload multiple feedback files in a zip” instead.",
        "폴더 대신, Moodle의 ‘여러 피드백 파일 업로드’에 올릴 압축 파일을 씁니다(과제 하나).",
    ),
)
@options.course()
def feedback_command(
    out: Path,
    output: Path | None,
    ids: tuple[str, ...],
    students: tuple[str, ...],
    site: str,
    archive: Path | None,
    course_folder: Path | None,
) -> int:
    """Write the feedback, say where it is, and return the exit status."""
    from dlgrade.classroom.feedback.files import chosen, write_archive, write_files
    from dlgrade.classroom.graded import open_class

    _check_address(site)
    with open_class(out, course_folder) as of:
        of = of.only(ids)
        if archive is not None:
            of.single()
        graded = chosen(of, students)
        if archive is not None:
            count, left_out = write_archive(of, graded, archive, current_language(), site)
        else:
            count, left_out = (
                write_files(of, graded, output or out / "feedback", current_language(), site),
                [],
            )
    for who in left_out:
        click.echo(
            tr(
                f"{who} has no participant number at Moodle and is left out. Give it in the roster's column `moodle`.",
                f"{who}: Moodle 참가자 번호가 없어 뺐습니다. 명단의 `moodle` 열에 적으세요.",
            ),
            err=True,
        )
    place = archive or output or out / "feedback"
    click.echo(tr(f"feedback for {count} students: {place}", f"학생 {count}명의 피드백: {place}"))
    return 0


def _check_address(site: str) -> None:
    if site and not site.startswith(("https://", "http://")):
        raise UserError(Text(
            f"--site wants an address that begins with https://, not `{site}`.",
            f"--site에는 https://로 시작하는 주소를 주세요: `{site}`.",
        ))  # fmt: skip
