"""``dlgrade site build`` and ``dlgrade site serve``: the study site."""

from __future__ import annotations

import functools
import http.server
import time
from pathlib import Path

import click

from dlgrade.cli import options
from dlgrade.cli.app import _lang_option
from dlgrade.course.model import Course, builtin_root
from dlgrade.errors import UserError
from dlgrade.i18n import Text, tr

PORT = 8000


@click.group(
    "site",
    help=tr(
        "Build the study site, or show it on this computer.",
        "학습 사이트를 만들거나 이 컴퓨터에서 보여 줍니다.",
    ),
)
def site_command() -> None:
    """Hold the commands of the site."""


def _build(folder: Path | None, out: Path) -> None:
    with options.needs_extra("site", "The site needs", "사이트를 만들려면"):
        from dlsite.build import build
    started = time.perf_counter()
    built = build(Course(folder or builtin_root()), out)
    seconds = time.perf_counter() - started
    click.echo(
        tr(
            f"{built.pages} pages, {built.questions} questions, {seconds:.1f} s: {out / 'index.html'}",
            f"페이지 {built.pages}개, 문제 {built.questions}개, {seconds:.1f}초: {out / 'index.html'}",
        )
    )


@click.command(
    "build",
    help=tr(
        "Write the site into a folder (study-site by default).", "사이트를 폴더에 씁니다(기본값: study-site)."
    ),
)
@click.argument(
    "out", metavar="[DIR]", default="study-site", type=click.Path(path_type=Path, file_okay=False)
)
def build_command(out: Path, folder: Path | None) -> None:
    """Write the site."""
    _build(folder, out)


@click.command("serve", help=tr("Build the site and show it.", "사이트를 만들어 보여 줍니다."))
@click.argument(
    "out", metavar="[DIR]", default="study-site", type=click.Path(path_type=Path, file_okay=False)
)
@click.option(
    "--port",
    default=PORT,
    show_default=True,
    type=click.IntRange(0, 65535),
    help=tr("The port; 0: any that is free.", "포트. 0이면 비어 있는 포트를 씁니다."),
)
def serve_command(out: Path, folder: Path | None, port: int) -> None:
    """Write the site and serve it to this computer only."""
    _build(folder, out)
    handler = functools.partial(_Handler, directory=str(out))
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError:
        raise UserError(
            Text(
                f"Port {port} is taken. Choose another: --port 0",
                f"{port}번 포트는 이미 쓰이고 있습니다. 다른 포트를 고르세요: --port 0",
            )
        ) from None
    address = f"http://127.0.0.1:{server.server_port}/"
    click.echo(tr(f"{address} (Ctrl-C ends it)", f"{address} (끝내려면 Ctrl-C)"))
    with server:
        server.serve_forever()


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files of the site; says nothing."""

    def log_message(self, *_: object) -> None:
        pass


for _command in (build_command, serve_command):
    options.course("folder")(_command)
    _command.params.append(_lang_option())
    site_command.add_command(_command)
