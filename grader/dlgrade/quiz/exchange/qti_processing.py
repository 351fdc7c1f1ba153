"""Response processing of QTI 2.1 by the same rules as our own grader's, in the expressions that QTI has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dlgrade.quiz.exchange import writings, xml
from dlgrade.quiz.exchange.xml import element, number
from dlgrade.quiz.grading import SLACK

# What `grading.word` leaves out of a name.
_INSIGNIFICANT = "[\\s\\-_·'’‐–—]*"
_SEPARATOR = "[\\s,;]+"
_OPEN, _CLOSE = "[\\s(\\[]*", "[\\s,;)\\]]*"
_META = re.compile(r"[.\\?*+{}()\[\]|^$\-]")


def value(base: str, content: object) -> str:
    """A constant."""
    return element("baseValue", xml.text(content), baseType=base)


def variable(identifier: str) -> str:
    """What was answered, or a result so far."""
    return element("variable", identifier=identifier)


def set_score(expression: str) -> str:
    """Set the score, from 0 to 1."""
    return element("setOutcomeValue", expression, identifier="SCORE")


def add_feedback(identifier: str) -> str:
    """Show a feedback besides those that are shown already."""
    return element(
        "setOutcomeValue",
        element("multiple", variable("FEEDBACK"), value("identifier", identifier)),
        identifier="FEEDBACK",
    )


def condition(*branches: tuple[str, Sequence[str]], otherwise: Sequence[str] = ()) -> str:
    """If, else if …, else."""
    parts = [
        element("responseElseIf" if i else "responseIf", test, *rules)
        for i, (test, rules) in enumerate(branches)
    ]
    if otherwise:
        parts.append(element("responseElse", *otherwise))
    return element("responseCondition", *parts)


def both(*tests: str) -> str:
    """Whether all are so."""
    return tests[0] if len(tests) == 1 else element("and", *tests)


def near(identifier: str, wanted: float, task: Mapping[str, Any]) -> str:
    """Whether a number is as near as our grader asks for."""
    margin = number(float(f"{writings.tolerance(task, wanted) + SLACK * max(1.0, abs(wanted)):.12g}"))
    return element(
        "equal",
        variable(identifier),
        value("float", number(wanted)),
        toleranceMode="absolute",
        tolerance=f"{margin} {margin}",
    )


def inside(identifier: str, bounds: Sequence[float], closed: Sequence[bool]) -> str:
    """Whether a number lies between two others."""
    (low, high), (from_low, to_high) = bounds, closed
    return both(
        element("gte" if from_low else "gt", variable(identifier), value("float", number(low))),
        element("lte" if to_high else "lt", variable(identifier), value("float", number(high))),
    )


def matches(identifier: str, pattern: str) -> str:
    """Whether a text is of the form of a regular expression of XML Schema."""
    return element("patternMatch", variable(identifier), pattern=pattern)


def average(tests: Sequence[str], results: Sequence[str]) -> tuple[list[str], str]:
    """Rules that set one number for each test, and their mean.

    Args:
        tests: the tests.
        results: the identifiers that hold the numbers, declared as outcomes.
    """
    rules = [
        condition((test, [element("setOutcomeValue", value("float", 1), identifier=result)]))
        for test, result in zip(tests, results, strict=True)
    ]
    total = element("sum", *(variable(result) for result in results))
    return rules, element("divide", total, value("float", len(tests)))


# --------------------------------------------------------------------------------------------------------- patterns


def word_pattern(name: str) -> str:
    """A name without regard to capitals, spaces and hyphens; as in `grading.word`, full width aside."""
    return _INSIGNIFICANT + _INSIGNIFICANT.join(map(_letter, name)) + _INSIGNIFICANT


def any_of(patterns: Sequence[str]) -> str:
    """One of several patterns."""
    return patterns[0] if len(patterns) == 1 else "(" + "|".join(f"({one})" for one in patterns) + ")"


def _letter(sign: str) -> str:
    forms = list(dict.fromkeys([sign, sign.lower(), sign.upper()]))
    plain = [form for form in forms if len(form) == 1]
    return f"[{''.join(map(_quoted, plain))}]" if len(plain) > 1 else _quoted(sign)


def _quoted(sign: str) -> str:
    return _META.sub(lambda found: "\\" + found[0], sign)


def shape_pattern(sizes: Sequence[int]) -> str:
    """A shape with or without brackets, its sizes separated by commas or space."""
    if not sizes:
        return "\\s*[(\\[]\\s*[)\\]]\\s*"
    return _OPEN + _SEPARATOR.join(f"\\+?0*{size}(\\.0*)?" for size in sizes) + _CLOSE


def output_pattern(line: str) -> str:
    """A line of output: its numbers as numbers, whatever the space between its signs."""
    return "[ \\t]*" + "[ \\t]*".join(map(_token, writings.tokens(line))) + "[ \\t]*"


def _token(token: str) -> str:
    if not re.fullmatch(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[-+]?[0-9]+)?", token):
        return _quoted(token)
    exact = float(token)
    plain = number(abs(exact))
    sign = "-" if exact < 0 else "\\+?" if exact else "[+\\-]?"
    if "e" in plain:
        return _quoted(token)
    whole, _, rest = plain.partition(".")
    whole = "0*" if whole == "0" and rest else f"0*{whole}"
    return sign + whole + (f"\\.{rest}0*" if rest else "(\\.0*)?") + "(e[+\\-]?0+)?"


def lines_pattern(lines: Sequence[str]) -> str:
    """A whole output, empty lines aside."""
    return "\\s*" + "[ \\t\\r]*\\n\\s*".join(map(output_pattern, lines)) + "\\s*"


def line_pattern(line: str, place: int) -> str:
    """An output whose line at this place, counted from 0, is right."""
    before = f"([^\\n]*\\S[^\\n]*\\n\\s*){{{place}}}" if place else ""
    return f"\\s*{before}{output_pattern(line)}\\s*(\\n[\\s\\S]*)?"
