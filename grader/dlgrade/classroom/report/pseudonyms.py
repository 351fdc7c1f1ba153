"""Names that say nothing: of a student's id and a secret key comes the same pseudonym in every run.

A hash alone would not do: student numbers can be guessed, and hashed to see which fits. The key lies beside the gradebook
and goes into no report; whoever deletes it makes the pseudonyms anonymous for good.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import secrets
from dataclasses import fields
from pathlib import Path

from dlgrade.classroom.intake.roster import Student
from dlgrade.errors import UserError
from dlgrade.i18n import Text

KEY = "pseudonyms.key"
_FORM = re.compile(r"[0-9a-f]{64}\n?\Z")
_WORD = re.compile(r"[^\W_]+")
_ASCII_PART = 5  # letters of a name that is found within words, as `kim_hana` in `kim_hana_relu`
_OTHER_PART = 2  # the same in scripts like Korean, whose words carry endings


class Pseudonyms:
    """The pseudonyms of a class.

    Their first 40 bits are shown: among 2,000 students two are alike with a probability of 2 in a million.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    @classmethod
    def of_folder(cls, folder: Path) -> Pseudonyms:
        """Those of the gradebook in a folder; a key is made where there is none.

        Raises:
            UserError: the key cannot be read or written, or is damaged.
        """
        path = folder / KEY
        try:
            _make(path)
            text = path.read_text(encoding="ascii", errors="replace")
        except OSError as error:
            raise UserError(Text(
                f"{path}: the key of the pseudonyms cannot be used ({error.strerror}).",
                f"{path}: 가명 키를 쓸 수 없습니다({error.strerror}).",
            )) from None  # fmt: skip
        if not _FORM.match(text):
            raise UserError(Text(
                f"{path}: the key of the pseudonyms is damaged. Restore it; if you delete it, students get other pseudonyms.",
                f"{path}: 가명 키가 손상되었습니다. 원래 파일을 복원하세요. 지우면 학생들의 가명이 바뀝니다.",
            ))  # fmt: skip
        return cls(bytes.fromhex(text.strip()))

    def of(self, student: str) -> str:
        """The pseudonym of a student's id: HMAC-SHA-256 with the key, its first 40 bits in base 32."""
        told = hmac.digest(self._key, student.encode("utf-8", "surrogatepass"), hashlib.sha256)
        return f"s-{base64.b32encode(told[:5]).decode('ascii').lower()}"


class Identities:
    """All that tells who the students are, to look for in a text before it is shown."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._parts: set[str] = set()

    def add(self, student: Student) -> None:
        """Note a student's id, name, address, and what platforms call them."""
        for field in fields(student):
            if field.name not in ("lang", "section"):
                value = getattr(student, field.name)
                self._add(value)
                self._add(value.partition("@")[0])
                for word in _WORD.findall(value):
                    self._add(word)

    def _add(self, name: str) -> None:
        plain = _plain(name)
        if len(plain) > 1:
            self._words.add(plain)
            if len(plain) >= (_ASCII_PART if plain.isascii() else _OTHER_PART):
                self._parts.add(plain)

    def named_in(self, text: str) -> bool:
        """Whether a text may name a student; when in doubt, it does."""
        words = {word.casefold() for word in _WORD.findall(text)}
        plain = _plain(text)
        return not self._words.isdisjoint(words) or any(part in plain for part in self._parts)


def _plain(text: str) -> str:
    """Only letters and digits, in small letters: `Kim-Hana` and `kim_hana` are the same."""
    return "".join(_WORD.findall(text)).casefold()


def _make(path: Path) -> None:
    """Write a new key that only its owner can read, unless there is one."""
    try:
        number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return
    with os.fdopen(number, "w", encoding="ascii", newline="\n") as file:
        file.write(secrets.token_hex(32) + "\n")
