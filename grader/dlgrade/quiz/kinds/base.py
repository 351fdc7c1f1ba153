"""What all types of question share: the draft of a variant, and what is made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dlgrade.course import yaml_file
from dlgrade.course.yaml_file import Located
from dlgrade.errors import CourseError
from dlgrade.i18n import LANGUAGES, Text
from dlgrade.quiz.expression import Functions, NotAnExpression, evaluate, is_expression
from dlgrade.quiz.texts import fill, text_of

if TYPE_CHECKING:
    from dlgrade.quiz.bank import Question

NUMBER = (int, float)
VALUE = (str, int, float, list)


class Refused(ValueError):
    """This draw is no good, as when a misconception gives the right answer."""


@dataclass(frozen=True)
class Built:
    """A question made ready to be asked and graded.

    Attributes:
        task: what `dlgrade.quiz.grading.grade` takes.
        texts: what is shown, by id: options, blocks, cards.
        whys: the explanations, by the ids that the grader gives.
        solution: the right answer in words.
    """

    task: dict[str, Any]
    solution: Text
    texts: Mapping[str, Text] = field(default_factory=dict)
    whys: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """A type of question.

    Attributes:
        name: as in ``type:``.
        title: its name for people.
        required: its own keys that must be there, with their types.
        optional: its own keys that may be there.
        build: makes it ready with the values of a draw.
        automatic: whether a program grades it; else the learner does.
    """

    name: str
    title: Text
    required: Mapping[str, Any]
    optional: Mapping[str, Any]
    build: Callable[[Draft], Built]
    automatic: bool = True


@dataclass(frozen=True)
class Draft:
    """A question with the values of one draw, while its variant is made."""

    question: Question
    values: Mapping[str, Any]
    functions: Functions

    @property
    def data(self) -> Located:
        """The question as it is written."""
        return self.question.data

    @property
    def path(self) -> Path:
        """Its file."""
        return self.question.path

    def value(self, written: Any, line: int | None = None) -> Any:
        """A value of the file, computed where it is ``=…``.

        Raises:
            CourseError: it cannot be computed.
        """
        if not is_expression(written):
            return written
        try:
            return evaluate(written, self.functions, self.values)
        except NotAnExpression as error:
            raise CourseError(self.path, line or self.question.line, error.text) from None
        except ValueError:
            raise Refused(written) from None
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            raise CourseError(
                self.path,
                line or self.question.line,
                Text(f"`{written}` fails: {what}", f"`{written}` 계산이 실패합니다: {what}"),
            ) from None

    def text(self, written: Any, line: int | None = None) -> Text:
        """A text of the file with the values in their places.

        Raises:
            CourseError: a language is missing, or a value that it asks for.
        """
        try:
            return fill(text_of(written, self.path, line or self.question.line), self.values)
        except KeyError as error:
            raise CourseError(self.path, line or self.question.line, error.args[0]) from None

    def items(
        self, key: str, required: Mapping[str, Any], optional: Mapping[str, Any] | None = None
    ) -> list[Located]:
        """The mappings of a list, with these keys and no others.

        Raises:
            CourseError: they have others, or the list is empty.
        """
        found = self.data.get(key) or []
        line = self.data.lines.get(key)
        return [
            yaml_file.expect(item, self.path, required, optional, line=_line(item) or line) for item in found
        ]

    def error(self, en: str, ko: str, key: str | None = None) -> CourseError:
        """Return an error at the question, or at one of its keys."""
        return self.question.error(Text(en, ko), key)


def _line(item: Any) -> int | None:
    return min(item.lines.values(), default=None) if isinstance(item, Located) else None


def letters(count: int) -> list[str]:
    """Ids for things in a list: a, b, c and so on."""
    return [chr(ord("a") + i) for i in range(count)]


def distinct(draft: Draft, texts: Mapping[str, Text], key: str) -> None:
    """Ask that no two things read alike, in either language.

    Raises:
        Refused: two do because of this draw's values.
        CourseError: two do whatever the values.
    """
    for lang in LANGUAGES:
        shown = [text.to(lang) for text in texts.values()]
        if len(set(shown)) < len(shown):
            if draft.question.parameters:
                raise Refused(key)
            raise draft.error("two of these read alike.", "같은 글이 두 번 나옵니다.", key)
