"""Whose files these are: the names that learning platforms give to what they let an instructor download.

The patterns follow the programs that write the names: Moodle's ``mod/assign/classes/downloader.php``, Canvas's
``lib/content_zipper.rb``, Gradescope's export with its ``submission_metadata.yml``, Classroom 50's ``scores.csv``. What
matches none of them is the folder, archive or notebook of the student whose name it has.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

import yaml

from dlgrade.classroom.intake.archives import archive_suffix

Platform = Literal["moodle", "canvas", "gradescope", "classroom50", "folders"]

_MOODLE = re.compile(r"(?P<name>[^_]*)(?:_(?P<id>\d+))?_assignsubmission_(?P<plugin>[a-z]+)_?(?P<rest>.*)\Z")
_CANVAS_ANONYMOUS = re.compile(r"(?:LATE_)?(?P<id>anon_[A-Za-z0-9]+)_(?P<attachment>\d+)_(?P<rest>.+)\Z")
_CANVAS = re.compile(r"(?P<name>.*?)(?:_LATE)?_(?P<id>\d+)_(?P<attachment>\d+)_(?P<rest>.+)\Z")
_CANVAS_TEXT = re.compile(r"(?P<name>.*?)(?:_LATE)?_(?P<id>\d+)_(?:text|link)\.html\Z")
_GRADESCOPE = re.compile(r"submission_\d+\Z")


@dataclass(frozen=True)
class Owner:
    """Whose a file or folder is, as its platform names students.

    Attributes:
        platform: which pattern matched.
        key: what identifies the student there: a participant number, a user id, an e-mail address, a login, a name.
        name: the student's name, where the platform tells it.
        rest: the name that the student gave to a file; empty for a folder.
        submitted: when it was handed in, as the platform wrote it; empty where it does not say.
    """

    platform: Platform
    key: str
    name: str = ""
    rest: str = ""
    submitted: str = ""


def owner_of(name: str, is_folder: bool, facts: Mapping[str, Owner]) -> Owner | None:
    """Whose an entry of the folder of submissions is; None for what is nobody's.

    Args:
        name: of the file or folder.
        is_folder: which of the two.
        facts: what the platform's own lists say (see `platform_facts`), by the names of entries.
    """
    if name.startswith((".", "__MACOSX")):
        return None
    if name in facts:
        return facts[name]
    if match := _MOODLE.match(name):
        return Owner(
            "moodle", match["id"] or match["name"], match["name"], "" if is_folder else match["rest"]
        )
    if is_folder:
        return Owner("folders", name)
    for pattern in (_CANVAS_ANONYMOUS, _CANVAS):
        if match := pattern.match(name):
            return Owner(
                "canvas",
                match["id"],
                match.groupdict().get("name") or "",
                match["rest"],
            )
    if match := _CANVAS_TEXT.match(name):
        return Owner("canvas", match["id"], match["name"], PurePosixPath(name).name)
    suffix = archive_suffix(name) or (".ipynb" if name.endswith(".ipynb") else None)
    if suffix:
        return Owner("folders", name[: -len(suffix)], rest=name)
    return None


def platform_facts(lists: Mapping[str, bytes], folders: list[str]) -> dict[str, Owner]:
    """What the platforms' own lists beside the submissions say about the owners of folders.

    Args:
        lists: small files of the folder of submissions, by name.
        folders: the names of its folders.
    """
    facts = _gradescope(lists.get("submission_metadata.yml"))
    facts |= _classroom50(
        {name: lists[f"{name}/result.json"] for name in folders if f"{name}/result.json" in lists}
    )
    if scores := lists.get("scores.csv"):
        for row in csv.DictReader(io.StringIO(scores.decode("utf-8-sig", "replace"))):
            login = (row.get("username") or "").strip()
            for name in folders:
                if login and name.lower().endswith(f"-{login.lower()}"):
                    known = facts.get(name)
                    facts[name] = Owner(
                        "classroom50", login, _full_name(row), submitted=known.submitted if known else ""
                    )
    return facts


def _full_name(row: Mapping[str, str | None]) -> str:
    return " ".join(filter(None, (row.get("first_name"), row.get("last_name"))))


def _gradescope(content: bytes | None) -> dict[str, Owner]:
    """From ``submission_metadata.yml``, whose keys are written as Ruby's symbols."""
    facts: dict[str, Owner] = {}
    try:
        found = yaml.safe_load(content or b"")
    except (yaml.YAMLError, RecursionError, ValueError):
        return facts
    for folder, about in found.items() if isinstance(found, dict) else ():
        submitters = _symbol(about, "submitters")
        if (
            isinstance(folder, str)
            and _GRADESCOPE.match(folder)
            and isinstance(submitters, list)
            and submitters
        ):
            first = submitters[0]
            key = _symbol(first, "email") or _symbol(first, "sid") or _symbol(first, "name") or folder
            created = _symbol(about, "created_at")
            when = created.isoformat() if hasattr(created, "isoformat") else str(created or "")
            facts[folder] = Owner("gradescope", str(key), str(_symbol(first, "name") or ""), submitted=when)
    return facts


def _symbol(found: Any, key: str) -> Any:
    return found.get(f":{key}", found.get(key)) if isinstance(found, dict) else None


def _classroom50(results: Mapping[str, bytes]) -> dict[str, Owner]:
    """From the repositories' ``result.json``: ``CLASSROOM-ASSIGNMENT-LOGIN`` is a folder's name.

    A student can write into the own repository; the prefix is what most of them say.
    """
    read = {}
    for folder, content in results.items():
        try:
            found = json.loads(content)
            read[folder] = (
                f"{found['classroom']}-{found['assignment']}-".lower(),
                str(found.get("datetime") or ""),
            )
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            continue
    prefix = Counter(prefix for prefix, _ in read.values()).most_common(1)
    return {
        folder: Owner("classroom50", folder[len(prefix[0][0]) :], submitted=when)
        for folder, (_, when) in read.items()
        if folder.lower().startswith(prefix[0][0]) and len(folder) > len(prefix[0][0])
    }
