"""What counts for nothing: the stubs, the given code, the course's texts, its right answers and the reference's own."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from dlgrade.classroom.similar.reading import read_parts
from dlgrade.course.model import Course, Exercise
from dlgrade.course.stub import reference_definitions, stub
from dlgrade.i18n import LANGUAGES

_FENCED = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_FORM = re.compile(r"[^\w.][^)]|\d\.\d")  # more than a name or an empty call
_CODE = re.compile(r"`([^`\n]+)`")


def known_parts(course: Course, jobs: int | None = None) -> NDArray[np.int64]:
    """The keys of all parts that a student may have from the course, sorted.

    Of the whole course, not of one exercise: who has written softmax writes it the same way in the next network.

    Raises:
        CourseError: a text, an answer or the reference cannot be read.
    """
    sources = {source: None for exercise in course.exercises.values() for source in _sources(exercise)}
    found = [parts[:, 1] for parts in read_parts(list(sources), jobs) if parts is not None]
    return np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)


def _sources(exercise: Exercise) -> Iterator[str]:
    for lang in LANGUAGES:
        yield stub(exercise, lang)
        yield from _snippets((exercise.folder / f"{lang}.md").read_text(encoding="utf-8"))
    for path in exercise.answers:
        yield path.read_text(encoding="utf-8")
    for definition in reference_definitions(exercise).values():
        yield ast.unparse(definition)


def _snippets(text: str) -> Iterator[str]:
    """The code in a text, and the text itself as a comment, for its words."""
    for block in _FENCED.findall(text):
        yield textwrap.dedent(block)
    yield from filter(_FORM.search, _CODE.findall(text))
    yield "\n".join("# " + line for line in text.splitlines())
