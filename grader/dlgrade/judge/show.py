"""Student values and calls as text: short, pasteable, and harmless to a terminal."""

from __future__ import annotations

import contextlib
import re
import reprlib
import sys
from collections.abc import Callable, Iterable
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from dlgrade.judge.student import Call, Handle, Record
from dlgrade.results import MAX_MESSAGE, MAX_SHOWN
from dlgrade.sandbox.client import ObjectRef, Seed, StudentError
from dlgrade.verdicts import Failure

# Control characters, and those that are invisible or change the direction of what follows.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    r"\U000e0000-\U000e007f]"
)
_FEW = 24
_DEEP = 2
_MOST = 60


@cache
def _private_folders() -> tuple[str, ...]:
    """Folders of this machine that are nobody's business, the longest first."""
    package = Path(__file__).parent.parent
    found = {
        package,
        package.parent,
        Path(np.__file__).parent.parent,
        Path(sys.base_prefix),
        Path(sys.prefix),
    }
    with contextlib.suppress(RuntimeError):
        found.add(Path.home())
    return tuple(sorted((str(folder) for folder in found if len(folder.parts) > 1), key=len, reverse=True))


def clean(text: str, limit: int = MAX_MESSAGE) -> str:
    """Make a text from the student harmless: no control or direction characters, bounded length."""
    text = _CONTROL.sub("�", text[: 4 * limit].replace("\r\n", "\n"))
    for folder in _private_folders():
        text = text.replace(folder, "…")
    return text if len(text) <= limit else text[: limit - 1] + "…"


def sentence(text: str) -> str:
    """Make a message that may contain the student's words harmless, and one line."""
    return clean(" ".join(text.split()))


def value(found: Any) -> str:
    """Show a value: whole if short, else its shape and how it begins."""
    return clean(_value(found, _Shown()), MAX_SHOWN)


def call(made: Call) -> str:
    """Show a call as the student could write it."""
    if made.step[0] == "get":
        return f"….{made.step[2]}"
    args, kwargs = made.arguments
    room = _Shown()
    shown = [_argument(a, room) for a in args] + [f"{k}={_argument(v, room)}" for k, v in kwargs.items()]
    return clean(f"{made.label}({', '.join(shown)})", MAX_SHOWN)


def evidence(ended: Exception | None, record: Record) -> tuple[str, str, str]:
    """What to show for a test that went wrong: the call it is about, what came back, what was printed."""
    about = subject(ended, record)
    if about is None:
        return "", "", ""
    if about.error is not None:
        returned = f"{about.error.type}: {about.error.message}" if about.error.kind == "raised" else ""
        return call(about), clean(returned, MAX_SHOWN), clean(about.error.printed, MAX_SHOWN)
    if about.reply is None:
        return call(about), "", ""
    actual = ended.actual if isinstance(ended, Failure) and ended.actual is not None else about.reply.value
    return call(about), value(actual), clean(about.reply.printed, MAX_SHOWN)


def subject(ended: Exception | None, record: Record) -> Call | None:
    """The recorded call that a verdict is about: the one that returned the value in question, else the last."""
    if not record.calls:
        return None
    if isinstance(ended, Failure) and ended.actual is not None:
        for made in reversed(record.calls):
            if made.reply is not None and _holds(made.reply.value, ended.actual):
                return made
    if isinstance(ended, StudentError):
        return next((made for made in record.calls if made.error is ended), record.calls[-1])
    return record.calls[-1]


def _holds(value: Any, part: Any) -> bool:
    if value is part:
        return True
    items = value.values() if type(value) is dict else value if type(value) in (list, tuple) else ()
    return any(item is part for item in items)


class _Shown:
    """How many more values may be shown in full; a text is cut off anyway, and making it must not take long."""

    def __init__(self) -> None:
        self.left = _MOST

    def join(self, items: Iterable[Callable[[], str]], count: int, few: int) -> str:
        """The first few items as one text, as far as there is room."""
        shown = []
        for item in islice(items, few):
            self.left -= 1
            if self.left < 0:
                break
            shown.append(item())
        return ", ".join(shown) + (", …" if count > len(shown) else "")


def _argument(found: Any, room: _Shown, depth: int = 0) -> str:
    if isinstance(found, np.ndarray) and 0 < found.size <= _FEW:
        return f"np.array({_array(found)})" if found.dtype.kind != "b" else f"np.array({found.tolist()})"
    return _value(found, room, depth)


def _value(found: Any, room: _Shown, depth: int = 0) -> str:
    if isinstance(found, np.ndarray):
        return _array(found)
    if isinstance(found, np.generic):
        return repr(found.item())
    if isinstance(found, float):
        return repr(found)
    if isinstance(found, Seed):
        return f"np.random.default_rng({found.value})"
    if isinstance(found, Handle | ObjectRef):
        return f"<{found.type_ if isinstance(found, Handle) else found.type_name}>"
    if isinstance(found, list | tuple | dict) and depth > _DEEP:
        return "…"
    few = _FEW >> depth
    if isinstance(found, list | tuple):
        inner = room.join((partial(_argument, v, room, depth + 1) for v in found), len(found), few)
        return f"[{inner}]" if isinstance(found, list) else f"({inner}{',' if len(found) == 1 else ''})"
    if isinstance(found, dict):
        entries = (partial(_entry, k, v, room, depth + 1) for k, v in found.items())
        return "{" + room.join(entries, len(found), few) + "}"
    if callable(found):
        return getattr(found, "__name__", "f").replace("<lambda>", "f")
    return reprlib.repr(found)


def _entry(key: Any, found: Any, room: _Shown, depth: int) -> str:
    return f"{key!r}: {_argument(found, room, depth)}"


def _array(found: np.ndarray[Any, Any]) -> str:
    if not found.size:
        return f"<shape {found.shape}>"
    if found.size > _FEW:
        start = np.array2string(found.reshape(-1)[:4], separator=", ", precision=4).strip("[]")
        return f"<shape {found.shape}: {start}, …>"
    digits = 4 if found.dtype.kind in "fc" else None
    return re.sub(
        r"\s*\n\s*", " ", np.array2string(found, separator=", ", precision=digits, max_line_width=10_000)
    )
