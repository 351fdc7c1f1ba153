"""Views of a report: each turns the same record into one form."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from dlgrade.results import Report


def to_json(report: Report) -> str:
    """The record itself (see ``schema/result.schema.json``)."""
    return json.dumps(report.to_dict(), ensure_ascii=False, indent=2) + "\n"


def render(report: Report, form: str, output: Path | None, *, only_started: bool = False) -> None:
    """Print a report, or write it to a file.

    Args:
        report: the report.
        form: ``text`` or ``json``.
        output: a file, or None for standard output.
        only_started: count what has not been started instead of listing it.

    Raises:
        UserError: the file cannot be written.
    """
    if form == "text":
        from dlgrade.views.terminal import report_text, show_report

        if output is None:
            show_report(report, only_started=only_started)
            return
        text = report_text(report, only_started=only_started)
    else:
        text = to_json(report)
    if output is None:
        sys.stdout.write(text)
    else:
        from dlgrade.workspace import write_output

        write_output(output, text)
