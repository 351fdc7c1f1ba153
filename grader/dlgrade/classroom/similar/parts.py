"""Parts of a source: what two sources can share. Plain data, so that they cross from one process to another."""

from __future__ import annotations

import hashlib
from enum import IntEnum
from typing import NamedTuple


class Kind(IntEnum):
    """What a part is."""

    FORM = 0
    NUMBER = 1
    STRING = 2
    NAME = 3
    NAMES = 4
    COMMENT = 5
    WORD = 6
    SPACING = 7
    BLANKS = 8
    MISTAKE = 9
    OUTPUT = 10
    HABIT = 11


# Units of parts that belong to no statement begin here, one range per kind.
UNIT_RANGE = 1_000_000


class Part(NamedTuple):
    """A part.

    Attributes:
        kind: see `Kind`.
        key: equal in two sources if the parts are; a hash that is the same in every run.
        unit: the statement, comment or name that it is a part of, counted within the source. Parts of one unit are one
            piece of evidence.
        start: where it begins in the source, in characters.
        end: where it ends.
    """

    kind: int
    key: int
    unit: int
    start: int
    end: int


def key_of(kind: Kind, text: str) -> int:
    """A number of 63 bits that stands for a part."""
    digest = hashlib.blake2b(f"{int(kind)} {text}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
