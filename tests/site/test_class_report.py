"""The class report in a browser: its policy lets its own style and script work, and everybody can read it."""

from __future__ import annotations

from pathlib import Path

import pytest
from graded_class import GradedFolder, graded, of_test

from dlgrade.classroom.graded import open_class
from dlgrade.classroom.report.collect import class_report
from dlgrade.classroom.report.page import page
from dlgrade.i18n import LANGUAGES
from dlgrade.results import ErrorInfo

GRADING = """  assignments:
    - {id: hw, title: {en: Home one, ko: 과제 하나}, exercises: [relu, softmax, mse], due: "2026-11-10T12:00+09:00"}
"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Reports in both languages on a class in which everything happens."""
    made = GradedFolder(tmp_path_factory.mktemp("report") / "class", GRADING)
    for i in range(33):
        tests = [
            of_test("test_a", "failed" if i % 3 else "passed"),
            of_test("test_b"),
            of_test("test_c", "error"),
        ]
        relu = graded("relu", i % 11, tests=tests, known=["one_at_zero"] if i % 2 else [])
        softmax = graded("softmax", 10 - i % 7, relations=[("scaled", "Every entry is 2 times too large.")])
        made.hand_in(f"student-{i}", relu, softmax, submitted=f"2026-11-{1 + i % 12:02}T09:00+09:00")
    for i in range(3):
        error = ErrorInfo("SyntaxError", "Python cannot read line 3: invalid syntax.", 3)
        broken = graded("mse", 0, status="internal", error=ErrorInfo("JudgeError", "died"))
        made.hand_in("student-0", graded("relu", 0, error=error), broken, problems=[f"{i}.zip is damaged."])
    made.close()
    for lang in LANGUAGES:
        with open_class(made.out, made.course_folder) as of:
            (made.root / f"{lang}.html").write_text(page(class_report(of, lang)), encoding="utf-8")
    return made.root


@pytest.mark.parametrize(("lang", "theme"), [("en", "dark"), ("ko", "light")])
def test_axe_finds_nothing(visit, folder, lang, theme):
    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    opened = visit(folder, disk=True, color_scheme=theme).go(f"{lang}.html")
    opened.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    opened.evaluate((Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = opened.evaluate(
        "rules => axe.run('html', { runOnly: rules, resultTypes: ['violations'] })", RULES
    )
    assert [
        (rule["id"], rule["help"], [node["html"][:160] for node in rule["nodes"]][:5])
        for rule in found["violations"]
    ] == []


def test_a_click_sorts_a_table(visit, folder):
    opened = visit(folder, disk=True).go("en.html")
    table = opened.locator("#exercises table")
    column = "rows => rows.map(row => row.cells[3].textContent)"

    def shares():
        return table.locator("tbody tr").evaluate_all(column)

    first = shares()
    assert len(first) == 2
    head = table.get_by_role("button", name="passed")
    head.click()
    down = shares()
    assert table.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
    head.click()
    assert table.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    assert shares() == down[::-1]
    assert sorted(first) == sorted(down)


def test_it_can_be_read_without_scripts_on_a_phone(visit, folder):
    opened = visit(folder, disk=True, java_script_enabled=False, viewport={"width": 360, "height": 700}).go(
        "ko.html"
    )
    assert opened.get_by_role("button").count() == 0
    assert opened.get_by_role("heading", level=2).count() == 10
    boxes = [opened.locator(name).bounding_box() for name in ("main", ".lesson", "#points .facts")]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 360 for box in boxes)


def test_it_prints_on_paper(visit, folder):
    visited = visit(folder, disk=True, color_scheme="dark")
    opened = visited.go("en.html")
    opened.emulate_media(media="print")
    assert opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert opened.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert opened.locator(".contents").is_hidden()
