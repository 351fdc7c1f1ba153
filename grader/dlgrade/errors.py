"""What the program says when the call or a course is wrong: one sentence that names the file, the line and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dlgrade.i18n import Text


class UserError(Exception):
    """The call was wrong (exit status 2)."""

    def __init__(self, text: Text) -> None:
        """Hold the sentence in both languages."""
        super().__init__(text.en)
        self.text = text

    def __reduce__(self) -> tuple[Any, ...]:
        """Let it cross from one process to another."""
        return UserError, (self.text,)


class CourseError(UserError):
    """A file of a course is wrong.

    Attributes:
        path: the file.
        line: the line, counted from 1, or None.
    """

    def __init__(self, path: Path, line: int | None, text: Text) -> None:
        """Put the place before the sentence."""
        where = f"{path}:{line}" if line else str(path)
        super().__init__(Text(f"{where}: {text.en}", f"{where}: {text.ko}"))
        self.path = path
        self.line = line
        self.sentence = text

    def __reduce__(self) -> tuple[Any, ...]:
        """Let it cross from one process to another."""
        return CourseError, (self.path, self.line, self.sentence)


def unreadable(path: Path, error: Exception) -> CourseError:
    """What to say of a file that cannot be read, or holds nothing that can be used."""
    reason = getattr(error, "strerror", None) or getattr(error, "msg", None) or error
    return CourseError(
        path,
        getattr(error, "lineno", None),
        Text(f"cannot be read: {reason}.", f"읽을 수 없습니다: {reason}."),
    )
