"""``dlgrade exam build``, ``grade`` and ``items``: papers from the question bank, their grading, and how good they were."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dlgrade.cli import options
from dlgrade.cli.app import _lang_option
from dlgrade.course.model import Course, builtin_root
from dlgrade.errors import UserError
from dlgrade.i18n import Text, current_language, tr

if TYPE_CHECKING:
    from dlgrade.exam.book import Change
    from dlgrade.exam.grade import Results

_FORMATS = ("pdf", "html")
_SHOWN = 5
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group(
    "exam",
    help=tr(
        "Exams from the question bank: papers in several variants, their grading, and an analysis of the questions.",
        "문제 은행으로 시험을 만듭니다. 여러 유형의 문제지를 만들고, 채점하고, 문항을 분석합니다.",
    ),
)
def exam_command() -> None:
    """Hold the commands for exams."""


@click.command(
    "build",
    help=tr(
        "Draw the papers of an exam: for each variant the paper, the solutions, an answer sheet and a key.",
        "시험지를 만듭니다. 유형마다 문제지, 풀이, 답안지, 정답표가 나옵니다.",
    ),
)
@click.argument("exam", metavar="EXAM.yaml", type=click.Path(path_type=Path))
@click.option(
    "--output",
    "out",
    type=_FOLDER,
    help=tr(
        "Where the papers go; by default a folder called as the file.",
        "시험지를 둘 폴더. 기본값은 파일 이름과 같은 폴더입니다.",
    ),
)
@click.option(
    "--format",
    "format_",
    type=click.Choice([*_FORMATS, "all"]),
    default="all",
    show_default=True,
    help=tr("PDF for paper, HTML for a screen.", "인쇄용 PDF, 화면용 HTML."),
)
@options.course("folder")
def build_command(exam: Path, out: Path | None, format_: str, folder: Path | None) -> int:
    """Build, and say what there is."""
    started = time.perf_counter()
    out = out or exam.parent / exam.stem
    with options.needs_extra("exam", "Papers need", "시험지를 만들려면"):
        from dlgrade.exam.build import build

        formats = _FORMATS if format_ == "all" else (format_,)
        built = build(exam, Course(folder or builtin_root()), out, formats)
    plan, seconds = built.plan, time.perf_counter() - started
    count, letters = len(built.keys[0].questions), ", ".join(plan.variants)
    click.echo(tr(
        f"{plan.title.en}: {count} questions, {plan.points:g} points, variants {letters}; {len(built.files)} files in {seconds:.1f} s: {out}",
        f"{plan.title.ko}: {count}문제, {plan.points:g}점, 유형 {letters}. 파일 {len(built.files)}개, {seconds:.1f}초: {out}",
    ))  # fmt: skip
    click.echo(tr(
        f"Keep {out / 'keys'} and {out / 'solutions'} to yourself. Type the answers into {out / 'answers.csv'}, then: "
        f"dlgrade exam grade {out} {out / 'answers.csv'}",
        f"{out / 'keys'}, {out / 'solutions'} 폴더는 공개하지 마세요. 답을 {out / 'answers.csv'}에 입력한 뒤 채점하세요: "
        f"dlgrade exam grade {out} {out / 'answers.csv'}",
    ), err=True)  # fmt: skip
    return 0


@click.command(
    "grade",
    help=tr(
        "Grade the answers of an exam: KEYS are the folder that `exam build` wrote (or keys in it), ANSWERS.csv has a row per "
        "student. An empty cell is no answer, ? an unreadable one, * one that is marked twice, the variant - means absent.",
        "시험 답안을 채점합니다. KEYS는 `exam build`가 만든 폴더(또는 그 안의 정답표)이고 ANSWERS.csv는 학생마다 한 줄입니다. "
        "빈 칸은 무응답, ?는 판독 불가, *는 이중 표기이고, 유형에 -를 쓰면 결시입니다.",
    ),
)
@click.argument("keys", metavar="KEYS", type=click.Path(path_type=Path))
@click.argument("answers", metavar="ANSWERS.csv", type=click.Path(path_type=Path))
@click.option(
    "--code",
    type=_FOLDER,
    metavar="DIR",
    help=tr(
        "The output of `dlgrade grade` for the coding questions.",
        "코딩 문제를 `dlgrade grade`로 채점한 결과 폴더.",
    ),
)
@click.option(
    "--output",
    "out",
    type=_FOLDER,
    default=Path("grades"),
    show_default=True,
    help=tr("The folder of the class's grades.", "수업의 성적 폴더."),
)
@click.option(
    "--accept",
    is_flag=True,
    help=tr(
        "Let points that another key changes replace the earlier ones.",
        "정답표가 바뀌어 달라진 점수로 이전 점수를 바꿉니다.",
    ),
)
def grade_command(keys: Path, answers: Path, code: Path | None, out: Path, accept: bool) -> int:
    """Grade, show what would change, write, and return the exit status."""
    from dlgrade.exam.answers import read_answers
    from dlgrade.exam.book import Book, changes, merged
    from dlgrade.exam.grade import grade_exam, read_code
    from dlgrade.exam.key import read_keys

    known = read_keys([keys])
    sheets = read_answers(answers, known)
    if not sheets:
        raise UserError(
            Text(f"{answers}: there is no student in it.", f"{answers}: 학생이 한 명도 없습니다.")
        )
    results = grade_exam(known, sheets, read_code(code) if code else None)
    book = Book.of(out, results.exam)
    before = book.read()
    changed = changes(before, results)
    waiting = bool(changed) and not (accept or _confirmed(changed))
    lang = current_language()
    counting = merged(before, results, changed if waiting else ())
    book.write(counting, lang)
    book.enrol(next(iter(known.values())).course, counting)
    book.stage(results if waiting else None)
    _say_what_happened(counting, book.folder / "grades.csv")
    if waiting:
        click.echo(tr(
            f"The points of {len(changed)} students would change. Nothing has been replaced; --accept does it.",
            f"학생 {len(changed)}명의 점수가 달라집니다. 아직 아무것도 바꾸지 않았습니다. --accept를 붙이면 바꿉니다.",
        ), err=True)  # fmt: skip
    return 1 if waiting else 0


def _confirmed(changed: list[Change]) -> bool:
    """Show what would change, and ask where somebody is there to answer."""
    from dlgrade.views.exam import show_changes

    show_changes(changed)
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    return click.confirm(tr("Replace the earlier points?", "이전 점수를 바꿀까요?"), err=True)


def _say_what_happened(results: Results, place: Path) -> None:
    students = list(results.students.values())
    absent = sum(student.status == "absent" for student in students)
    sat = len(students) - absent
    mean = sum(student.points or 0 for student in students) / sat if sat else 0.0
    click.echo(tr(
        f"{sat} students graded, {absent} absent, mean {mean:.1f}: {place}",
        f"학생 {sat}명을 채점했습니다(결시 {absent}명, 평균 {mean:.1f}점): {place}",
    ))  # fmt: skip
    unclear = [
        f"{student.student} {one.position} ({one.cell})"
        for student in students
        for one in student.marks
        if one.note == "unclear"
    ]
    if unclear:
        shown = ", ".join(unclear[:_SHOWN]) + (", …" if len(unclear) > _SHOWN else "")
        click.echo(tr(
            f"{len(unclear)} answers are not what is asked for, such as no number, and earn nothing; look at them: {shown}",
            f"답 {len(unclear)}개는 수가 아닌 것처럼 물은 형식이 아니어서 0점입니다. 확인해 보세요: {shown}",
        ), err=True)  # fmt: skip
    if any(student.status == "incomplete" for student in students):
        click.echo(tr(
            "Coding questions are not counted yet: grade them with `dlgrade grade`, then name its output with --code.",
            "코딩 문제는 아직 넣지 않았습니다. `dlgrade grade`로 채점한 뒤 그 결과 폴더를 --code로 지정하세요.",
        ), err=True)  # fmt: skip


@click.command(
    "items",
    help=tr(
        "Analyse the questions of a graded exam: RESULTS is the folder or file that `exam grade` wrote.",
        "채점한 시험의 문항을 분석합니다. RESULTS는 `exam grade`가 만든 폴더나 파일입니다.",
    ),
)
@click.argument("results", metavar="RESULTS", type=click.Path(path_type=Path))
@click.option(
    "--output",
    "out",
    type=_FOLDER,
    help=tr(
        "Where items.html and items.json go; beside the results by default.",
        "items.html과 items.json을 둘 폴더. 기본값은 결과 옆입니다.",
    ),
)
def items_command(results: Path, out: Path | None) -> int:
    """Analyse, write, and name the keys that look wrong."""
    from dlgrade.exam.book import RESULTS, read_results
    from dlgrade.exam.items import analyse
    from dlgrade.exam.items_page import FLAGS, page
    from dlgrade.workspace import write_file

    path = results / RESULTS if results.is_dir() else results
    found = read_results(path)
    analysis = analyse(found)
    if not analysis.n:
        raise UserError(Text(f"{path}: nobody sat this exam.", f"{path}: 응시한 학생이 없습니다."))
    folder, lang = out or path.parent, current_language()
    write_file(folder / "items.json", analysis.to_json())
    write_file(folder / "items.html", page(analysis, found, lang))
    alpha = "–" if analysis.alpha is None else f"{analysis.alpha:.2f}"
    click.echo(tr(
        f"{len(analysis.items)} questions, n = {analysis.n}, alpha {alpha}: {folder / 'items.html'}",
        f"{len(analysis.items)}문제, n = {analysis.n}, 알파 {alpha}: {folder / 'items.html'}",
    ))  # fmt: skip
    if analysis.few:
        click.echo(tr(
            f"Warning: {analysis.n} answers say little; the figures would come out differently in another class.",
            f"주의: 답이 {analysis.n}개뿐이어서 수치를 믿기 어렵습니다. 다른 반에서는 다르게 나올 수 있습니다.",
        ), err=True)  # fmt: skip
    for item in analysis.items:
        if item.suspicious:
            why = "; ".join(
                FLAGS[flag].to(lang) for flag in item.flags if flag in ("negative", "distractor", "variant")
            )
            click.echo(f"{item.question}: {why} (n = {item.n})")
    return 0


for _command in (build_command, grade_command, items_command):
    _command.params.append(_lang_option())
    exam_command.add_command(_command)
