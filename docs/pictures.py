"""Makes the README's pictures from real output: ``python docs/pictures.py`` (or ``make pictures``)."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path

from demo import NAIVE_SIGMOID
from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

HERE = Path(__file__).resolve().parent
WIDTH = 84
PROMPT = "\x1b[1;32m$\x1b[0m "


def output(folder: Path, *arguments: str, lang: str) -> str:
    """What a command prints on a terminal with colours."""
    environment = {
        **os.environ,
        "DLGRADE_LANG": lang,
        "FORCE_COLOR": "1",
        "TERM": "xterm-256color",
        "COLUMNS": str(WIDTH),
        "PYTHONUTF8": "1",
    }
    command = [sys.executable, "-m", "dlgrade", *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    return done.stdout


def in_cells(svg: str) -> str:
    """Give texts the width of the cells that they take: a Korean letter takes two, and rich counts it as one."""

    def widen(text: re.Match[str]) -> str:
        width = float(text["width"]) / len(unescape(text["text"])) * cell_len(unescape(text["text"]))
        return f'textLength="{width:g}"{text["rest"]}>{text["text"]}</text>'

    return re.sub(r'textLength="(?P<width>[\d.]+)"(?P<rest>[^>]*)>(?P<text>[^<]+)</text>', widen, svg)


def main() -> None:
    """Check a usual wrong answer in both languages and keep what is printed as SVG."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        output(folder, "init", lang="en")
        (folder / "02_activations" / "sigmoid.py").write_text(NAIVE_SIGMOID, encoding="utf-8")
        for lang in ("en", "ko"):
            console = Console(record=True, width=WIDTH, file=io.StringIO())
            printed = output(folder, "check", "sigmoid", "--seed", "7", lang=lang)
            console.print(Text.from_ansi(f"{PROMPT}dlgrade check sigmoid\n\n{printed.rstrip()}"))
            svg = console.export_svg(title="dlgrade", theme=SVG_EXPORT_THEME, unique_id=f"check-{lang}")
            (HERE / f"check-{lang}.svg").write_text(in_cells(svg), encoding="utf-8")


if __name__ == "__main__":
    main()
