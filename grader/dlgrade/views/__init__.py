"""Views of a report: each turns the same record into one form."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from dlgrade.results import SCHEMA, Report

if TYPE_CHECKING:
    from dlgrade.views.gradescope import Visibility

Format = Literal["text", "json", "junit", "github", "gradescope"]
FORMATS: tuple[Format, ...] = get_args(Format)


def to_json(report: Report) -> str:
    """The record itself (see ``schema/result.schema.json``)."""
    return json.dumps(report.to_dict(), ensure_ascii=False, indent=2) + "\n"


def render(
    report: Report,
    form: str,
    output: Path | None,
    *,
    only_started: bool = False,
    hidden: Visibility = "visible",
) -> None:
    """Print a report, or write it to a file.

    Args:
        report: the report.
        form: one of `FORMATS`.
        output: a file, or None for standard output.
        only_started: count what has not been started instead of listing it.
        hidden: for Gradescope: what students see of hidden tests (see `gradescope.Visibility`).

    Raises:
        UserError: the file cannot be written.
    """
    if form == "text" and output is None:
        from dlgrade.views.terminal import show_report

        show_report(report, only_started=only_started)
        return
    _give(_text(report, form, only_started, hidden), output)


def _text(report: Report, form: str, only_started: bool, hidden: Visibility) -> str:
    if form == "junit":
        from dlgrade.views.junit import to_junit

        return to_junit(report)
    if form == "gradescope":
        from dlgrade.views.gradescope import to_gradescope

        return to_gradescope(report, hidden)
    if form == "json":
        return to_json(report)
    from dlgrade.views.terminal import report_text

    text = report_text(report, only_started=only_started)
    if form == "github":
        import os

        from dlgrade.views.github import to_github
        from dlgrade.views.places import Places

        return to_github(report, text, Places.find(os.environ, Path.cwd()))
    return text


def render_refusal(message: str, form: str, output: Path | None) -> None:
    """Say in a form for machines why nothing was checked; in the form for people, that is the caller's.

    Raises:
        UserError: the file cannot be written.
    """
    if form == "json":
        refused = {"schema": SCHEMA, "error": {"type": "UserError", "message": message}}
        _give(json.dumps(refused, ensure_ascii=False) + "\n", output)
    elif form == "junit":
        from dlgrade.views import junit

        _give(junit.refusal(message), output)
    elif form == "github":
        from dlgrade.views import github

        _give(github.refusal(message), output)
    elif form == "gradescope":
        from dlgrade.views import gradescope

        _give(gradescope.refusal(message), output)


def _give(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
    else:
        from dlgrade.workspace import write_output

        write_output(output, text)
