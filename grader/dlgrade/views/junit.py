"""JUnit XML, as GitLab, Jenkins and GitHub's actions read it.

A *failure* is an answer that is wrong, in whatever way: it returned something else, raised, took too long, cannot be parsed.
An *error* is a check that our own machinery could not carry out. The points are in each suite's properties
(``dlgrade.score``, ``dlgrade.max``) and in each case's ``system-out``. There is no official schema; the form follows pytest's.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable

from dlgrade.i18n import Lang, Text
from dlgrade.results import ExerciseResult, Report, TestResult
from dlgrade.views.details import STATUSES, WRONG, explanation, points_of, tutor, whole

_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = "<?xml version='1.0' encoding='UTF-8'?>\n"
_OURS = Text("the grader itself failed", "채점기 내부 오류")
_SKIPPED = Text("not run", "실행하지 않음")
_LONGEST = 300  # of an attribute; the whole text is in the element


def to_junit(report: Report) -> str:
    """A report as one test suite."""
    return document([suite(report.course, report.exercises, report.lang, {"seed": report.seed})])


def document(suites: Iterable[ET.Element]) -> str:
    """Suites as a document."""
    return "".join(parts(suites))


def parts(suites: Iterable[ET.Element]) -> Iterable[str]:
    """The same suite by suite, for documents that are too large to be held."""
    yield _HEAD + '<testsuites name="dlgrade">\n'
    for each in suites:
        ET.indent(each)
        yield ET.tostring(each, encoding="unicode") + "\n"
    yield "</testsuites>\n"


def refusal(message: str) -> str:
    """A document that says why nothing was checked."""
    of = ET.Element(
        "testsuite", name="dlgrade", tests="1", failures="0", errors="1", skipped="0", time="0.000"
    )
    case = ET.SubElement(of, "testcase", classname="dlgrade", name="call", time="0.000")
    _verdict(case, "error", message, message)
    return document([of])


def suite(
    name: str,
    exercises: Iterable[ExerciseResult],
    lang: str,
    properties: dict[str, object] | None = None,
    *,
    timestamp: str = "",
) -> ET.Element:
    """A suite of test cases, one for every test of the exercises, each with a name of its own.

    Args:
        name: of the suite; the class names of its cases begin with it.
        exercises: the results.
        lang: of the texts.
        properties: to add to the points.
        timestamp: when, ISO 8601; left out where empty.
    """
    exercises = list(exercises)
    found = ET.Element("testsuite", name=legal(name))
    listed = ET.SubElement(found, "properties")
    names: set[tuple[str, str]] = set()
    for exercise in exercises:
        for case in _cases(name, exercise, "ko" if lang == "ko" else "en"):
            _make_unique(case, names)
            found.append(case)
    count = {kind: len(found.findall(f"testcase/{kind}")) for kind in ("failure", "error", "skipped")}
    found.attrib.update(
        tests=str(len(names)),
        failures=str(count["failure"]),
        errors=str(count["error"]),
        skipped=str(count["skipped"]),
        time=_seconds(sum(exercise.seconds for exercise in exercises)),
    )
    if timestamp:
        found.set("timestamp", legal(timestamp))
    score = {
        "score": sum(exercise.points for exercise in exercises),
        "max": sum(exercise.max_points for exercise in exercises),
    }
    for key, value in {**score, **(properties or {})}.items():
        shown = f"{value:g}" if isinstance(value, float) else str(value)
        ET.SubElement(listed, "property", name=f"dlgrade.{key}", value=legal(shown))
    return found


def _make_unique(case: ET.Element, names: set[tuple[str, str]]) -> None:
    """GitLab counts only the first of several cases with one name."""
    wanted, again = case.get("name", ""), 1
    while (case.get("classname", ""), case.get("name", "")) in names:
        again += 1
        case.set("name", f"{wanted} ({again})")
    names.add((case.get("classname", ""), case.get("name", "")))


def _cases(prefix: str, exercise: ExerciseResult, lang: Lang) -> Iterable[ET.Element]:
    where = legal(f"{prefix}.{exercise.unit}.{exercise.id}")
    if whole(exercise):
        yield _of_whole(where, exercise, lang)
        return
    told = False
    for test in exercise.tests:
        case = _case(where, f"{exercise.id}.{test.name}", exercise, test.line, test.seconds)
        text = explanation(test, lang)
        if test.status in WRONG:
            if not told:  # the diagnosis is about the exercise: once is enough
                text, told = "\n".join(filter(None, (text, tutor(exercise)))), True
            _verdict(case, "failure", test.message, f"{test.title}\n{text}", test.status)
        elif test.status == "internal":
            _verdict(case, "error", _OURS.to(lang), f"{test.title}\n{text}", test.status)
        elif test.status == "skipped":
            _verdict(case, "skipped", test.message or _SKIPPED.to(lang))
        ET.SubElement(case, "system-out").text = legal(f"points {points_of(test)}\n{_title(test)}")
        yield case


def _of_whole(where: str, exercise: ExerciseResult, lang: Lang) -> ET.Element:
    """The one case of an exercise none of whose tests was run."""
    error = exercise.error
    case = _case(where, exercise.id, exercise, error.line if error else None, exercise.seconds)
    message = error.message if error else ""
    kind = error.type if error else exercise.status
    if exercise.status == "not_started":
        _verdict(case, "skipped", message or STATUSES["not_started"].to(lang))
    elif exercise.status == "internal":
        _verdict(case, "error", _OURS.to(lang), message, kind)
    elif exercise.status != "passed":
        _verdict(case, "failure", message, message, kind)
    ET.SubElement(case, "system-out").text = legal(f"points {points_of(exercise)}")
    return case


def _title(test: TestResult) -> str:
    """A title in which nothing reads as a link to a file of the job, which GitLab would offer."""
    return test.title.replace("[[ATTACHMENT|", "[ [ATTACHMENT|")


def _case(where: str, name: str, exercise: ExerciseResult, line: int | None, seconds: float) -> ET.Element:
    case = ET.Element("testcase", classname=where, name=legal(name), time=_seconds(seconds))
    case.set("file", legal(exercise.file.replace("\\", "/")))
    if line is not None:
        case.set("line", str(line))
    return case


def _verdict(case: ET.Element, kind: str, message: str, text: str = "", type: str = "") -> None:
    message = legal(" ".join(message.split()))
    attributes = {"message": message if len(message) <= _LONGEST else message[: _LONGEST - 1] + "…"}
    if type:
        attributes["type"] = legal(type)
    ET.SubElement(case, kind, attributes).text = legal(text) or None


def _seconds(seconds: float) -> str:
    return f"{seconds:.3f}"


def legal(text: str) -> str:
    """A text without the characters that XML 1.0 has no way to hold."""
    return _ILLEGAL.sub("�", text.replace("\r\n", "\n").replace("\r", "\n"))
