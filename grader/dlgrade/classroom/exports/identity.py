"""What a platform calls a student: as the roster says, else as the name of what was downloaded from it says."""

from __future__ import annotations

import re

from dlgrade.classroom.gradebook import Attempt
from dlgrade.classroom.graded import Graded
from dlgrade.classroom.intake.downloads import owner_of

_MOODLE = re.compile(r"[^_]*_(?P<number>\d+)_assignsubmission_[a-z]+")
_UNSAFE = re.compile(r"[_/\\:*?\"<>|\x00-\x1f\x7f]")


def canvas_id(graded: Graded) -> str:
    """The user id at Canvas; empty where nothing tells it."""
    if graded.student.canvas:
        return graded.student.canvas
    for attempt in graded.attempts:
        for name in attempt.place.split(", "):
            owner = owner_of(name, False, {})
            if owner is not None and owner.platform == "canvas" and owner.key.isdigit():
                return owner.key
    return ""


def moodle_number(graded: Graded, attempt: Attempt | None) -> str:
    """The participant number at Moodle, which every assignment counts anew; empty where nothing tells it."""
    match = _MOODLE.match(attempt.place) if attempt else None
    return match["number"] if match else graded.student.moodle


def moodle_folder(graded: Graded, attempt: Attempt | None) -> str:
    """The name of a folder that Moodle takes feedback from: the downloaded one, else one made like it; empty as above."""
    match = _MOODLE.match(attempt.place) if attempt else None
    if match:
        return match[0]
    name = _UNSAFE.sub(" ", graded.student.name or graded.student.student).strip(". ") or "student"
    return f"{name}_{graded.student.moodle}_assignsubmission_file" if graded.student.moodle else ""
