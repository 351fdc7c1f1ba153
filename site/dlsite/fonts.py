"""The mathematical font: STIX Two Math from the package `ziamath`, cut down to the signs that formulas use."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from dlsite.cache import Cache

# ASCII, Latin-1, Greek, punctuation, arrows, operators, technical signs, mathematical letters
RANGES = (
    (0x20, 0x7E),
    (0xA0, 0xFF),
    (0x391, 0x3F6),
    (0x2010, 0x2044),
    (0x2070, 0x209C),
    (0x2100, 0x214F),
    (0x2190, 0x21FF),
    (0x2200, 0x22FF),
    (0x2300, 0x23FF),
    (0x27E8, 0x27E9),
    (0x1D400, 0x1D7FF),
)


def math_font(known: Cache) -> bytes:
    """The font as WOFF2."""
    return base64.b64decode(known.get(parts(), make))


def parts() -> list[str]:
    """All that the font depends on."""
    return ["font", str(_source().stat().st_size), repr(RANGES)]


def make() -> str:
    """Cut the font down; as base64."""
    return base64.b64encode(
        subset_font(code for low, high in RANGES for code in range(low, high + 1))
    ).decode()


def _source() -> Path:
    package = find_spec("ziamath")  # found, not imported: only its font is wanted
    assert package is not None
    assert package.submodule_search_locations is not None
    return Path(package.submodule_search_locations[0], "fonts", "STIXTwoMath-Regular.ttf")


def subset_font(codes: Iterable[int]) -> bytes:
    """The font with these signs only, as WOFF2."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(layout_features=["*"], flavor="woff2", notdef_outline=True)
    font = TTFont(io.BytesIO(_source().read_bytes()), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=list(codes))
    cutter.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
