"""Korean and English: texts that exist in both, and the choice between them.

A sentence that a person may read is written once, in both languages, at the place that knows what it means. Nothing
looks it up by key, so a translation can neither be missing nor go stale unnoticed.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

Lang = Literal["en", "ko"]
LANGUAGES: tuple[Lang, ...] = ("en", "ko")


class Text(NamedTuple):
    """One text in both languages."""

    en: str
    ko: str

    def to(self, lang: Lang) -> str:
        """Return the text in one language."""
        return self.ko if lang == "ko" else self.en

    def fill(self, **values: Any) -> Text:
        """Fill the ``{placeholders}`` of both languages; a value that is a `Text` is filled in per language."""

        def one(lang: Lang) -> str:
            return self.to(lang).format(
                **{k: v.to(lang) if isinstance(v, Text) else v for k, v in values.items()}
            )

        return Text(one("en"), one("ko"))


def choose_language(option: str | None = None, environ: Mapping[str, str] | None = None) -> Lang:
    """Decide the language: the option, then ``DLGRADE_LANG``, then the locale; English where none says Korean.

    Args:
        option: the value of ``--lang``, or None.
        environ: the environment to look at; the process's own by default.
    """
    env = os.environ if environ is None else environ
    for wish in (option, env.get("DLGRADE_LANG")):
        if wish in LANGUAGES:
            return wish
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = env.get(variable)
        if value:
            return "ko" if value.lower().startswith("ko") else "en"
    if environ is None and os.name == "nt":  # Windows keeps its language outside the environment
        import locale

        return "ko" if (locale.getlocale()[0] or "").startswith(("ko", "Korean")) else "en"
    return "en"


_current: Lang = "en"


def set_language(lang: Lang) -> None:
    """Set the language in which `tr` answers."""
    global _current
    _current = lang


def current_language() -> Lang:
    """Return the language in which `tr` answers."""
    return _current


def tr(en: str, ko: str) -> str:
    """Return the one of two equal texts that is in the user's language."""
    return ko if _current == "ko" else en
