"""``dlgrade bank export`` and ``dlgrade bank import``: the question bank in other programs, and their questions here."""

from __future__ import annotations

import datetime
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from dlgrade.cli import options
from dlgrade.cli.app import _lang_option
from dlgrade.course.model import Course, builtin_root
from dlgrade.errors import UserError
from dlgrade.i18n import LANGUAGES, Lang, Text, choose_language, current_language, set_language, tr

if TYPE_CHECKING:
    from dlgrade.quiz.exchange.draft import Draft
    from dlgrade.quiz.exchange.items import Item
    from dlgrade.quiz.exchange.loss import Report

FORMATS = {
    "moodle": "moodle.xml",
    "qti21": "qti21.zip",
    "canvas": "canvas.zip",
    "anki": "apkg",
    "csv": "csv",
}
MAX_BYTES = 128 * 2**20


@click.group(
    "bank",
    help=tr(
        "Take the questions to other programs, or bring questions from there.",
        "문제를 다른 프로그램으로 내보내거나 다른 프로그램의 문제를 가져옵니다.",
    ),
)
def bank_command() -> None:
    """Hold the commands of the bank."""


def _choose_content(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    """The language of what is written; messages follow where it is one language."""
    if value in LANGUAGES:
        set_language(choose_language(value))
    return value or current_language()


@click.command(
    "export",
    help=tr(
        "Write questions as Moodle XML (moodle), QTI 2.1 (qti21), QTI 1.2 for Canvas (canvas), an Anki deck (anki) or a "
        "table (csv). What the format cannot hold is listed on standard error and, by question, in a file beside it.",
        "문제를 Moodle XML(moodle), QTI 2.1(qti21), Canvas용 QTI 1.2(canvas), Anki 덱(anki), 표(csv)로 씁니다. 형식에 담을 수 없는 "
        "것은 표준 오류에 나오고, 문제별 목록은 옆에 파일로 남습니다.",
    ),
)
@click.argument("format", type=click.Choice(list(FORMATS)), metavar="FORMAT")
@click.option(
    "--units",
    "units",
    multiple=True,
    metavar="UNIT",
    help=tr("Only these units (02_activations or 02); may be repeated or separated by commas.", "이 단원만 내보냅니다(02_activations 또는 02). 여러 번 쓰거나 쉼표로 나눕니다."),
)  # fmt: skip
@click.option(
    "--questions",
    "ids",
    multiple=True,
    metavar="ID",
    help=tr("Only these questions; may be repeated or separated by commas.", "이 문제만 내보냅니다. 여러 번 쓰거나 쉼표로 나눕니다."),
)  # fmt: skip
@click.option(
    "--variants",
    type=click.IntRange(1, 1000),
    default=1,
    show_default=True,
    help=tr("How many variants of a question with parameters.", "매개변수가 있는 문제의 변형 수."),
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31 - 1),
    help=tr("Draw other numbers than those on the study site.", "학습 사이트와 다른 수를 뽑습니다."),
)
@click.option(
    "--lang",
    "content",
    type=click.Choice([*LANGUAGES, "both"]),
    is_eager=True,
    callback=_choose_content,
    help=tr("Language of the questions.", "문제의 언어."),
)
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help=tr(
        "Anki: the day of the last change; a file of a later day replaces the texts of cards that are there already.",
        "Anki: 마지막으로 고친 날. 더 나중 날짜의 파일은 이미 있는 카드의 글을 바꿉니다.",
    ),
)
@click.option(
    "--output",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    help=tr("The file to write.", "쓸 파일."),
)
@options.course("folder")
def export_command(
    format: str,
    units: tuple[str, ...],
    ids: tuple[str, ...],
    variants: int,
    seed: int | None,
    content: str,
    day: datetime.datetime | None,
    out: Path | None,
    folder: Path | None,
) -> int:
    """Export, say what was lost, and return the exit status."""
    with _needs_packages():
        from dlgrade.quiz.exchange import items as making
        from dlgrade.quiz.exchange.loss import Report
        from dlgrade.quiz.exchange.package import write_bytes
    from dlgrade.quiz.bank import Bank

    if day is not None and format != "anki":
        raise UserError(Text("`--date` is for Anki only.", "`--date`는 Anki에만 씁니다."))
    course = Course(folder or builtin_root())
    bank = Bank(course)
    langs = LANGUAGES if content == "both" else (cast(Lang, content),)
    questions = making.chosen(bank, _split(units), _split(ids))
    if not questions:
        raise UserError(Text(f"{bank.folder}: holds no questions.", f"{bank.folder}: 문제가 없습니다."))
    items = making.items(bank, questions, langs, variants=variants, seed=seed)
    report = Report()
    path = out or Path(f"{course.id}.{FORMATS[format]}")
    with _needs_packages():
        made = _written(format, items, course.title, report, day.date() if day else None)
    write_bytes(path, made)
    _say_losses(report, path)
    left_out = {loss.question for loss in report.of("left_out")}
    kept = [item for item in items if item.id not in left_out]
    _say_count(path, len({item.id for item in kept}), len(kept))
    return 0


def _written(format: str, items: list[Item], title: Text, report: Report, day: datetime.date | None) -> bytes:
    from dlgrade.quiz.exchange import anki, moodle, qti12, qti21, table

    shown = title.to(current_language())
    if format == "anki":
        return anki.write(items, title, report, day)
    if format == "csv":
        return table.write(items, report)
    writer = {"moodle": moodle.write, "qti21": qti21.write, "canvas": qti12.write}[format]
    return writer(items, shown, report)


def _split(values: tuple[str, ...]) -> list[str]:
    return [part.strip() for value in values for part in value.split(",") if part.strip()]


def _needs_packages() -> AbstractContextManager[None]:
    return options.needs_extra("bank", "This needs", "")


def _say_count(path: Path, questions: int, items: int) -> None:
    """How many questions are in a file, and how many times they are there in variants and languages."""
    more = tr(f", {items} items", f", 문항 {items}개") if items != questions else ""
    click.echo(
        tr(f"{path}: {questions} question{'s' * (questions != 1)}{more}", f"{path}: 문제 {questions}개{more}")
    )


def _say_losses(report: Report, path: Path) -> None:
    """The reasons on standard error, the questions in a file beside what was written."""
    from dlgrade.workspace import write_file

    beside = path.with_name(f"{path.name}.report.txt")
    lang = current_language()
    for line in report.summary(lang):
        click.echo(line, err=True)
    if report.losses:
        write_file(beside, report.by_question(lang))
        click.echo(tr(f"By question: {beside}", f"문제별 목록: {beside}"), err=True)
    else:
        beside.unlink(missing_ok=True)


# --------------------------------------------------------------------------------------------------------------- import


@click.command(
    "import",
    help=tr(
        "Read GIFT (.gift, .txt) or Moodle XML (.xml) and write a file for quizzes/. What was not understood is listed by "
        "question; texts that are still to be written or translated begin with TODO.",
        "GIFT(.gift, .txt)나 Moodle XML(.xml)을 읽어 quizzes/에 둘 파일을 씁니다. 알아듣지 못한 것은 문제별로 나오고, 더 쓰거나 "
        "번역할 글은 TODO로 시작합니다.",
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--output",
    "out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help=tr("The file to write, as quizzes/14_more.yaml.", "쓸 파일. 예: quizzes/14_more.yaml"),
)
@click.option(
    "--content",
    type=click.Choice(LANGUAGES),
    help=tr(
        "Language of the questions, where it cannot be seen.", "문제의 언어. 글에서 알 수 없을 때 씁니다."
    ),
)
@click.option("--force", is_flag=True, help=tr("Replace the file.", "이미 있는 파일을 바꿉니다."))
@options.course("folder")
def import_command(file: Path, out: Path, content: str | None, force: bool, folder: Path | None) -> int:
    """Import, say what was not understood, and return the exit status."""
    if out.suffix != ".yaml" or not out.stem[:2].isdecimal() or out.stem[2:3] != "_":
        raise UserError(Text(
            f"{out}: a file of questions is called NN_name.yaml, as 14_more.yaml. Choose such a name with --output.",
            f"{out}: 문제 파일의 이름은 14_more.yaml처럼 NN_이름.yaml이어야 합니다. --output으로 그런 이름을 지정하세요.",
        ))  # fmt: skip
    if out.exists() and not force:
        raise UserError(Text(
            f"{out}: is there already. Choose another file, or replace it with --force.",
            f"{out}: 이미 있는 파일입니다. 다른 파일을 고르거나 --force로 바꾸세요.",
        ))  # fmt: skip
    from dlgrade.quiz.exchange.loss import Report

    report = Report()
    drafts = _read(file, cast("Lang | None", content), report)
    _write_unit(drafts, file, out, Course(folder or builtin_root()))
    _say_losses(report, out)
    _say_count(out, len(drafts), len(drafts))
    return 1 if report.of("left_out") or not drafts else 0


def _read(file: Path, lang: Lang | None, report: Report) -> list[Draft]:
    with _needs_packages():
        from dlgrade.quiz.exchange import draft, gift, moodle_import
    try:
        if file.stat().st_size > MAX_BYTES:
            raise UserError(Text(f"{file}: is larger than {MAX_BYTES >> 20} MiB.", f"{file}: {MAX_BYTES >> 20} MiB보다 큽니다."))  # fmt: skip
        content = file.read_bytes()
    except OSError as error:
        raise UserError(
            Text(
                f"{file}: cannot be read ({error.strerror}).", f"{file}: 읽을 수 없습니다({error.strerror})."
            )
        ) from None
    is_xml = file.suffix.lower() == ".xml" or content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml")
    reader = moodle_import.read if is_xml else gift.read
    return draft.merged(reader(content, str(file), lang, report))


def _write_unit(drafts: list[Draft], file: Path, out: Path, course: Course) -> None:
    from dlgrade.quiz.exchange.draft import title_of, unit_file
    from dlgrade.workspace import write_file

    of_course = out.stem in {unit.id for unit in course.units}
    write_file(out, unit_file(drafts, None if of_course else title_of(drafts, file.stem)))


for command in (export_command, import_command):
    if not any(
        parameter.name in ("lang", "content") and "--lang" in parameter.opts for parameter in command.params
    ):
        command.params.append(_lang_option())
    bank_command.add_command(command)
