"""``dlgrade grade``: grade every submission of a class; ``dlgrade merge``: put the parts together that several jobs graded."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dlgrade.cli import options
from dlgrade.errors import UserError
from dlgrade.i18n import Text, current_language, tr

if TYPE_CHECKING:
    from dlgrade.classroom.cluster import Cluster
    from dlgrade.classroom.grading import Summary
    from dlgrade.classroom.intake.submissions import Submission
    from dlgrade.classroom.outcome import Change
    from dlgrade.classroom.run import Changes
    from dlgrade.classroom.shards import Merged, Shard

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


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
@options.course()
@options.roster()
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
@options.only("Grade only this exercise or unit", "이 연습 문제나 단원만 채점합니다.")
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
@click.option(
    "--shard",
    "shard_text",
    metavar="I/N",
    help=tr(
        "Grade only the I-th of N parts of the class, for jobs on several machines; `dlgrade merge` puts them together.",
        "수업을 N개로 나눈 것 가운데 I번째만 채점합니다. 여러 컴퓨터의 작업에 쓰며, `dlgrade merge`가 합칩니다.",
    ),
)
@click.option(
    "--cluster",
    "address",
    metavar="ADDRESS",
    help=tr(
        "Let the workers of a Dask scheduler judge; `local` starts some on this machine.",
        "Dask 스케줄러의 워커가 채점합니다. `local`이면 이 컴퓨터에 워커를 띄웁니다.",
    ),
)
@click.option(
    "--tls-ca",
    type=_FILE,
    help=tr("The cluster's certificate authority.", "클러스터의 인증 기관(CA) 인증서."),
)
@click.option("--tls-cert", type=_FILE, help=tr("Your certificate for the cluster.", "클러스터에 쓸 인증서."))
@click.option("--tls-key", type=_FILE, help=tr("Its key.", "그 인증서의 키."))
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
    shard_text: str | None,
    address: str | None,
    tls_ca: Path | None,
    tls_cert: Path | None,
    tls_key: Path | None,
) -> int:
    """Grade, print what happened, and return the exit status."""
    from dlgrade.classroom.run import Order, grade_class

    order = Order(
        folder=folder,
        out=out,
        course=course_folder,
        roster=roster_path,
        times=times_path,
        only=only,
        jobs=jobs,
        regrade=regrade,
        accept=accept,
        seed=seed,
        allow_basic=allow_basic,
        lang=current_language(),
        shard=_shard(shard_text, accept),
        cluster=_cluster(address, jobs, tls_ca, tls_cert, tls_key),
    )
    summary, changes = grade_class(order, _Terminal())
    _say_mishaps(summary)
    _say_what_was_graded(summary, out, order.shard)
    _say_what_waits(changes)
    return 3 if summary.failed else 1 if changes.waiting else 0


@click.command(
    "merge",
    help=tr(
        "Put the parts of a class together that `dlgrade grade --shard` has written below a folder. Doing it again, or after "
        "more parts have arrived, changes nothing that is there.",
        "`dlgrade grade --shard`로 나누어 채점한 것을 합칩니다. 다시 하거나 조각이 더 모인 뒤에 해도 이미 있는 것은 바뀌지 않습니다.",
    ),
)
@click.argument("out", metavar="OUT", type=click.Path(file_okay=False, path_type=Path))
@options.course()
@click.option(
    "--accept",
    is_flag=True,
    help=tr("Let new results replace the earlier ones.", "새 결과로 이전 결과를 바꿉니다."),
)
def merge_command(out: Path, course_folder: Path | None, accept: bool) -> int:
    """Merge, print what happened, and return the exit status: 1 where something is missing."""
    from dlgrade.classroom.run import merge_class

    merged, changes = merge_class(out, course_folder, accept=accept, talk=_Terminal())
    _say_what_was_merged(merged, out)
    _say_what_waits(changes)
    return 1 if merged.missing or merged.unfinished or changes.waiting else 0


# ---------------------------------------------------------------------------------------------------------- the options


def _shard(text: str | None, accept: bool) -> Shard | None:
    if text is None:
        return None
    from dlgrade.classroom.shards import Shard

    if accept:
        raise UserError(Text(
            "--accept belongs to `dlgrade merge` where a class is graded in shards.",
            "조각으로 나누어 채점할 때 --accept는 `dlgrade merge`에 붙이세요.",
        ))  # fmt: skip
    return Shard.parse(text)


def _cluster(
    address: str | None, jobs: int | None, ca: Path | None, cert: Path | None, key: Path | None
) -> Cluster | None:
    if address is None:
        if ca or cert or key:
            raise UserError(Text(
                "--tls-ca, --tls-cert and --tls-key are for --cluster.", "--tls-ca, --tls-cert, --tls-key는 --cluster와 함께 씁니다."
            ))  # fmt: skip
        return None
    from dlgrade.classroom.cluster import LOCAL, Cluster

    if jobs is not None and address != LOCAL:
        raise UserError(Text(
            "--jobs is for this machine; how many workers a cluster has is up to the cluster.",
            "--jobs는 이 컴퓨터에서만 쓸 수 있습니다. 클러스터의 워커 수는 클러스터에서 정합니다.",
        ))  # fmt: skip
    return Cluster(address, ca, cert, key)


# --------------------------------------------------------------------------------------------------------- what is said


class _Terminal:
    """Talks to the user on standard error."""

    def say(self, text: Text) -> None:
        """Print a sentence."""
        click.echo(text.to(current_language()), err=True)

    @contextlib.contextmanager
    def progress(self, total: int) -> Iterator[Callable[[Submission, int], None]]:
        """Show a bar on a terminal, a line now and then elsewhere."""
        from dlgrade.views.progress import PlainProgress, submissions_bar

        if not sys.stderr.isatty():
            yield PlainProgress(total, lambda line: click.echo(line, err=True)).advance
            return
        with submissions_bar(total) as bar:
            yield lambda submission, answers: bar.advance(bar.task_ids[0])

    def agree(self, changes: list[Change]) -> bool:
        """Show what a regrade would change, and ask where somebody is there to answer."""
        from dlgrade.views.changes import show_changes

        show_changes(changes)
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            return False
        return click.confirm(tr("Replace the earlier results?", "이전 결과를 바꿀까요?"), err=True)


def _say_mishaps(summary: Summary) -> None:
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


def _say_what_was_graded(summary: Summary, out: Path, shard: Shard | None) -> None:
    written = shard.path(out) if shard else out / "grades.csv"
    click.echo(
        tr(
            f"{summary.graded} submissions graded ({summary.answers} answers), {summary.unchanged} unchanged: {written}",
            f"제출물 {summary.graded}개(답 {summary.answers}개)를 채점했고 {summary.unchanged}개는 그대로입니다: {written}",
        )
    )
    if shard:
        click.echo(
            tr(
                f"That was shard {shard}. When all are done: dlgrade merge {out}",
                f"조각 {shard} 채점이 끝났습니다. 모두 끝나면 이렇게 합치세요: dlgrade merge {out}",
            ),
            err=True,
        )


def _say_what_was_merged(merged: Merged, out: Path) -> None:
    total = len(merged.shards)
    click.echo(
        tr(
            f"{total} shards merged, {merged.added} submissions new: {out / 'grades.csv'}",
            f"조각 {total}개를 합쳤고 새 제출물은 {merged.added}개입니다: {out / 'grades.csv'}",
        )
    )
    if merged.missing:
        names = _names(merged.missing)
        click.echo(tr(f"missing: {names}", f"없는 조각: {names}"), err=True)
    if merged.unfinished:
        names = _names(merged.unfinished)
        click.echo(
            tr(
                f"not finished: {names}; run those jobs again",
                f"끝나지 않은 조각: {names}. 그 작업을 다시 실행하세요.",
            ),
            err=True,
        )


def _names(shards: list[Shard]) -> str:
    return ", ".join(map(str, shards[:20])) + (f", … ({len(shards)})" if len(shards) > 20 else "")


def _say_what_waits(changes: Changes) -> None:
    if changes.waiting:
        click.echo(
            tr(
                f"{len(changes.found)} results would change. Nothing has been replaced; --accept does it.",
                f"결과 {len(changes.found)}개가 달라집니다. 아직 아무것도 바꾸지 않았습니다. --accept를 붙이면 바꿉니다.",
            ),
            err=True,
        )
