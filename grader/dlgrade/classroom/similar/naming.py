"""What students are called, and what becomes of their files where nobody may know who they are."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from dlgrade.classroom.intake.roster import Student
from dlgrade.classroom.report.pseudonyms import Identities, Pseudonyms
from dlgrade.classroom.similar.pairs import Comparison, Work
from dlgrade.i18n import Text

_LETTER = re.compile(r"[^\W_]")
_HIDDEN = Text("not shown: it may name a student.", "학생 이름이 들어 있을 수 있어 보이지 않습니다.")


def names_of(works: Sequence[Work]) -> list[str]:
    """The ids, with the name where one is known."""
    return [f"{work.student} ({work.name})" if work.name else work.student for work in works]


class Anonymity:
    """Pseudonyms, and sources in which lines that may name a student are blotted out."""

    def __init__(self, works: Sequence[Work], roster: Iterable[Student], grades: Path | None) -> None:
        """Prepare.

        Args:
            works: of the students.
            roster: everybody who may be named.
            grades: the folder of the gradebook, whose pseudonyms are used; without one, they are of this run only.

        Raises:
            UserError: the key of the pseudonyms cannot be used.
        """
        self._pseudonyms = Pseudonyms.of_folder(grades) if grades else Pseudonyms(secrets.token_bytes(32))
        self._identities = Identities()
        for work in works:
            self._identities.add(Student(work.student, work.name))
        for student in roster:
            self._identities.add(student)

    def names(self, works: Sequence[Work]) -> list[str]:
        """What the students are called."""
        return [self._pseudonyms.of(work.student) for work in works]

    def comparison(self, comparison: Comparison) -> Comparison:
        """A comparison in which nothing that is shown names a student."""
        return replace(
            comparison,
            works=self._works(comparison.works),
            labels={key: self._blotted(label) for key, label in comparison.labels.items()},
            problems=self._problems(comparison.problems),
        )

    def _works(self, works: Sequence[Work]) -> list[Work]:
        """The same with blotted sources; every character keeps its place."""
        return [
            replace(work, name="", sources={id: self._blotted(source) for id, source in work.sources.items()})
            for work in works
        ]

    def _problems(self, problems: Iterable[tuple[str, Text]]) -> list[tuple[str, Text]]:
        """Problems whose texts name nobody."""
        return [
            (student, _HIDDEN if any(map(self._identities.named_in, text)) else text)
            for student, text in problems
        ]

    def _blotted(self, source: str) -> str:
        return "\n".join(
            _LETTER.sub("·", line) if self._identities.named_in(line) else line for line in source.split("\n")
        )
