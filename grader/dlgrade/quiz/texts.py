"""The texts of a question: in both languages, with the values of a draw put in their places.

``{{x}}`` stands for a parameter; ``{{x|3}}`` for it with three decimal places, ``{{x|signed}}`` for "+ 2" or "− 2".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from dlgrade.course import yaml_file
from dlgrade.course.yaml_file import Located
from dlgrade.errors import CourseError
from dlgrade.i18n import LANGUAGES, Text

WRITTEN = (str, Located)

# How a text begins that an author still has to write or to translate, as in a file that was imported.
TODO = "TODO: "

_PLACE = re.compile(r"\{\{\s*(?P<name>\w+)\s*(?:\|\s*(?P<form>\w+)\s*)?\}\}")


def text_of(value: Any, path: Path, line: int | None) -> Text:
    """A text of a file: ``{en: …, ko: …}``, or plain where both languages write it alike.

    Raises:
        CourseError: a language is missing, or empty.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, str):
        value = value.strip()
        return Text(value, value)
    found = yaml_file.expect(value, path, {"en": str, "ko": str}, line=line)
    for lang in LANGUAGES:
        if not found[lang].strip():
            raise CourseError(
                path, found.lines[lang], Text(f"`{lang}` is empty.", f"`{lang}` 값이 비어 있습니다.")
            )
    return Text(found["en"].strip(), found["ko"].strip())


def fill(text: Text, values: Mapping[str, Any]) -> Text:
    """Put values into both languages.

    Raises:
        KeyError: a parameter or a form of writing is unknown; holds the sentence that says so.
    """
    return Text(*(_PLACE.sub(lambda match: _written(match, values), part) for part in text))


def _written(match: re.Match[str], values: Mapping[str, Any]) -> str:
    name, form = match["name"], match["form"]
    if name not in values:
        raise KeyError(Text(f"there is no parameter `{name}`.", f"`{name}`라는 매개변수가 없습니다."))
    value = values[name]
    if form is None:
        return number_text(value)
    if form.isdecimal():
        return number_text(value, int(form))
    if form not in _FORMS:
        raise KeyError(Text(f"there is no form `{form}`.", f"`{form}`라는 표기가 없습니다."))
    return _FORMS[form](value)


def number_text(value: Any, digits: int | None = None) -> str:
    """A number, a text or nested lists of them as a person writes them: six figures at most, or so many decimals."""
    if isinstance(value, list):
        return "[" + ", ".join(number_text(item, digits) for item in value) + "]"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if isinstance(value, int):
        return str(value)
    if digits is not None:
        text = f"{value:.{digits}f}"
        return text[1:] if float(text) == 0 and text[0] == "-" else text
    return f"{value:.6g}".replace("e-0", "e-").replace("e+0", "e").replace("e+", "e")


def shape_text(shape: list[int]) -> str:
    """A shape as NumPy writes it: ``(3,)``, ``(2, 4)``."""
    return str(tuple(shape))


def _signed(value: Any) -> str:
    return f"{'-' if value < 0 else '+'} {number_text(abs(value))}"


_FORMS: dict[str, Callable[[Any], str]] = {"signed": _signed, "shape": shape_text}
