"""GitLab's code quality report: what is wrong, at its place in a file.

GitLab shows the reports in merge requests. Equal fingerprints count as one finding, and a finding whose fingerprint was in
the last report is no news; so it is made of what stays when a line moves: the exercise, the test, the file.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from dlgrade.results import Report
from dlgrade.views.github import annotate
from dlgrade.views.places import Places

_MESSAGE = 1_000


def to_codequality(report: Report, places: Places) -> str:
    """A report as code quality findings; what belongs to no file of the repository is left out."""
    findings: list[dict[str, Any]] = []
    for annotation in annotate(report, places):
        if annotation.file is None:
            continue
        exercise = annotation.title.partition(":")[0]
        key = f"{annotation.file}\n{annotation.title}"
        description = " ".join(f"{annotation.title}: {annotation.message}".split())
        findings.append(
            {
                "description": description[:_MESSAGE],
                "check_name": f"dlgrade/{exercise}",
                "fingerprint": hashlib.sha256(key.encode("utf-8", "replace")).hexdigest(),
                "severity": "major",
                "location": {"path": annotation.file, "lines": {"begin": annotation.line or 1}},
            }
        )
    return json.dumps(findings, ensure_ascii=False, indent=1) + "\n"
