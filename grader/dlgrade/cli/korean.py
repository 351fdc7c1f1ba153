"""Click's own words in Korean. Click asks gettext for them when it is imported, so this comes first."""

from __future__ import annotations

import gettext

from dlgrade.i18n import current_language

_WORDS = {
    "Usage:": "사용법:",
    "Usage: ": "사용법: ",
    "Options": "옵션",
    "Commands": "명령",
    "Arguments": "인수",
    "Aborted!": "중단했습니다.",
    "Show this message and exit.": "이 도움말을 보여 주고 끝냅니다.",
    "Show the version and exit.": "버전을 보여 주고 끝냅니다.",
    "%(prog)s, version %(version)s": "%(prog)s, 버전 %(version)s",
    "Error: {message}": "오류: {message}",
    "Try '{command} {option}' for help.": "도움말: {command} {option}",
    "No such option: {name}": "그런 옵션이 없습니다: {name}",
    "No such command {name!r}.": "그런 명령이 없습니다: {name!r}",
    "Missing command.": "명령이 빠졌습니다.",
    "Missing argument": "인수가 빠졌습니다",
    "Missing option": "옵션이 빠졌습니다",
    "Missing parameter": "값이 빠졌습니다",
    "Invalid value: {message}": "잘못된 값: {message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 값이 잘못되었습니다: {message}",
    "{value!r} is not a valid {number_type}.": "{value!r} 값은 올바른 {number_type} 형식이 아닙니다.",
    "default: {default}": "기본값: {default}",
    "required": "필수",
}
_PLURALS = {
    "{value!r} is not {choice}.": "{value!r} 값은 쓸 수 없습니다. 가능한 값: {choice}",
    "{value!r} is not one of {choices}.": "{value!r} 값은 쓸 수 없습니다. 가능한 값: {choices}",
    "Did you mean {possibility}?": "혹시 {possibility}인가요?",
    "(Possible options: {possibilities})": "(비슷한 옵션: {possibilities})",
    "Got unexpected extra argument ({args})": "필요 없는 인수가 있습니다 ({args})",
    "Got unexpected extra arguments ({args})": "필요 없는 인수가 있습니다 ({args})",
    "Option {name!r} requires an argument.": "{name!r} 옵션에는 값이 필요합니다.",
}


def teach_click() -> None:
    """Let click speak Korean where that is the language."""
    if current_language() == "ko":
        english, plural = gettext.gettext, gettext.ngettext
        gettext.gettext = lambda message: _WORDS.get(message) or _PLURALS.get(message) or english(message)
        gettext.ngettext = lambda msgid1, msgid2, n: _PLURALS.get(msgid2) or plural(msgid1, msgid2, n)
