"""A student's file as text: whatever cannot be read is said in one sentence."""

from __future__ import annotations

from pathlib import Path

from dlgrade.i18n import Lang, Text
from dlgrade.results import ErrorInfo

MAX_SOURCE = 1 << 20


class Unreadable(Exception):
    """A student's file cannot be read; `error` says why."""

    def __init__(self, type: str, text: Text, lang: Lang) -> None:
        """Put the reason into one language."""
        super().__init__(text.en)
        self.error = ErrorInfo(type, text.to(lang))


def read_source(path: Path, lang: Lang) -> str:
    """Read a student's file.

    Raises:
        Unreadable: it is no regular file, too large, not UTF-8 or empty.
    """
    if path.is_symlink() and not path.exists():
        raise Unreadable(
            "BrokenLink",
            Text("This is a link to a file that is not there.", "가리키는 파일이 없는 링크입니다."),
            lang,
        )
    if not path.exists():
        text = Text(
            "The file is not there. `dlgrade init` puts a fresh one in place.",
            "파일이 없습니다. `dlgrade init`을 실행하면 새로 만들어집니다.",
        )
        raise Unreadable("FileNotFound", text, lang)
    if not path.is_file():
        raise Unreadable("NotAFile", Text("This is not a file.", "파일이 아닙니다."), lang)
    return decode_source(_read(path, lang), lang)


def decode_source(data: bytes, lang: Lang) -> str:
    """The text of a student's file.

    Raises:
        Unreadable: it is too large, not UTF-8 or empty.
    """
    if len(data) > MAX_SOURCE:
        text = Text(
            "The file is larger than 1 MB; an answer has a few kilobytes. Is it the right file?",
            "파일이 1 MB보다 큽니다. 답은 몇 킬로바이트면 충분합니다. 맞는 파일인가요?",
        )
        raise Unreadable("TooLarge", text, lang)
    source = _decode(data, lang)
    if not source.strip():
        text = Text(
            "The file is empty. Delete it and run `dlgrade init` to get the stub back.",
            "파일이 비어 있습니다. 지우고 `dlgrade init`을 실행하면 처음 파일을 다시 받을 수 있습니다.",
        )
        raise Unreadable("EmptyFile", text, lang)
    return source.replace("\r\n", "\n").replace("\r", "\n")


def _read(path: Path, lang: Lang) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_SOURCE + 1)
    except OSError as error:
        raise Unreadable(
            "Unreadable",
            Text(
                f"The file cannot be read: {error.strerror}.", f"파일을 읽을 수 없습니다: {error.strerror}."
            ),
            lang,
        ) from None
    return data


def _decode(data: bytes, lang: Lang) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        text = Text(
            f"The file is not UTF-8 (line {line}). Save it as UTF-8 in your editor.",
            f"파일이 UTF-8이 아닙니다({line}번째 줄). 편집기에서 UTF-8로 저장하세요.",
        )
        raise Unreadable("NotUTF8", text, lang) from None
