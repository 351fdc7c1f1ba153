"""Where feedback goes: two files per student, or an archive for Moodle."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from dlgrade.classroom.exports.identity import moodle_folder
from dlgrade.classroom.feedback.content import feedback
from dlgrade.classroom.feedback.html import to_html
from dlgrade.classroom.feedback.markdown import to_markdown
from dlgrade.classroom.graded import Graded, GradedClass
from dlgrade.classroom.records import file_stem
from dlgrade.errors import UserError
from dlgrade.i18n import Lang, Text
from dlgrade.workspace import replacing, write_file

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same class gives the same archive


def chosen(of: GradedClass, ids: Iterable[str]) -> Iterator[Graded]:
    """Some of the students; all where none is named.

    Raises:
        UserError: there is none of that id.
    """
    wanted = set(ids)
    known = {student.student for student in of.gradebook.students()}
    for id in sorted(wanted - known):
        raise UserError(Text(f"There is no student `{id}`.", f"`{id}`라는 학생이 없습니다."))
    return (graded for graded in of.students() if not wanted or graded.student.student in wanted)


def write_files(of: GradedClass, students: Iterable[Graded], folder: Path, lang: Lang, site: str = "") -> int:
    """Write ``STUDENT.html`` and ``STUDENT.md`` for each; how many students.

    Raises:
        UserError: a file cannot be written.
    """
    count = 0
    for graded in students:
        told = feedback(of, graded, lang, site)
        stem = file_stem(graded.student.student)
        write_file(folder / f"{stem}.html", to_html(told))
        write_file(folder / f"{stem}.md", to_markdown(told))
        count += 1
    return count


def write_archive(
    of: GradedClass, students: Iterable[Graded], path: Path, lang: Lang, site: str = ""
) -> tuple[int, list[str]]:
    """Write an archive that Moodle takes as feedback files; how many students are in it, and who is left out.

    Of those who have handed nothing in nobody is left out by mistake: they have no place at Moodle, and are not named.

    Raises:
        UserError: it cannot be written.
    """
    left_out: list[str] = []
    places: set[str] = set()
    with replacing(path) as temporary, zipfile.ZipFile(temporary, "x", zipfile.ZIP_DEFLATED) as archive:
        for graded in students:
            attempt = graded.attempt_of(graded.grades[0]) or (
                graded.attempts[-1] if graded.attempts else None
            )
            place = moodle_folder(graded, attempt)
            if place and place not in places:
                places.add(place)
                entry = zipfile.ZipInfo(f"{place}/feedback.html", _EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o600 << 16
                archive.writestr(entry, to_html(feedback(of, graded, lang, site)).encode("utf-8", "replace"))
            elif graded.attempts:
                left_out.append(graded.student.student)
    return len(places), left_out
