"""The site for everybody: axe-core finds nothing on any kind of page, and every pair of colours has enough contrast."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "site" / "dlsite" / "static" / "site.css"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
UNIT = "00_types"


@pytest.fixture(scope="session")
def axe_core():
    """The text of axe-core, from a package that carries it."""
    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    return (Path(package.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def violations(axe_core):
    """What axe-core finds on a page: rule, what it says, and where."""

    def run(page, part="html"):
        # the page's policy keeps scripts out that are put in, but not what the debugger evaluates
        page.evaluate(axe_core)
        found = page.evaluate(
            "([part, rules]) => axe.run(part, { runOnly: rules, resultTypes: ['violations'] })", [part, RULES]
        )
        return [
            (rule["id"], rule["help"], [node["html"][:160] for node in rule["nodes"]][:5])
            for rule in found["violations"]
        ]

    return run


VARIANTS = [(lang, theme) for lang in ("ko", "en") for theme in ("light", "dark")]


@pytest.mark.parametrize(("lang", "theme"), VARIANTS)
def test_axe_finds_nothing_on_the_pages(visit, small, violations, lang, theme):
    visited = visit(small, color_scheme=theme)
    found = {}
    for name in ("index", "review", "exam", "map", "glossary", "errata", "search", "statistics", "settings"):
        found[name] = violations(visited.go(f"{lang}/{name}.html"))
    for path in (f"learn/{UNIT}", "learn/01_layers"):
        page = visited.go(f"{lang}/{path}.html")
        page.wait_for_load_state("networkidle")
        found[path] = violations(page)
    page = visited.go(f"{lang}/search.html")
    page.fill("#query", "가중합")
    page.wait_for_selector("#results a")
    found["search results"] = violations(page)
    page.click("details.more summary")
    found["the open menu"] = violations(page)
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize(("lang", "theme"), VARIANTS)
def test_axe_finds_nothing_on_any_question_before_and_after_the_answer(visit, small, violations, lang, theme):
    visited = visit(small, color_scheme=theme)
    page = visited.go(f"{lang}/practice/{UNIT}.html")
    page.wait_for_selector("article.question[data-question]")
    found = {}
    ids = page.evaluate("dl.received.questions.get('00_types').map((one) => one.id)")
    for id in ids:
        page.wait_for_selector(f"#stage [data-question={id}]")
        found[id] = violations(page, "#stage")
        for option in page.query_selector_all("#stage .options label:last-of-type input"):
            option.check()
        page.keyboard.press("h")
        if page.locator("#stage .recall").count():
            if not page.locator("#stage [data-say=no]").count():
                page.click("#stage .recall button")
            page.click("#stage [data-say=no]")
        else:
            if not page.locator("#stage .options").count():
                page.click("#stage .give-up")
            else:
                page.click("#stage .check")
        page.wait_for_selector("#stage .feedback")
        found[f"{id}, answered"] = violations(page, "#stage")
        page.click("#stage .next")
    found["the end"] = violations(page)
    visited.go(f"{lang}/index.html")
    for name in ("index", "statistics"):
        found[f"{name}, afterwards"] = violations(visited.go(f"{lang}/{name}.html"))
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize(("lang", "theme"), VARIANTS)
def test_axe_finds_nothing_in_an_exam(visit, small, violations, lang, theme):
    visited = visit(small, color_scheme=theme)
    page = visited.go(f"{lang}/exam.html")
    page.click("#setup [type=submit]")
    page.wait_for_selector(".exam-head")
    page.keyboard.press("f")
    found = {"the exam": violations(page)}
    page.click("#stage > .button")
    found["the question before the end"] = violations(page)
    page.click("#stage > .button")
    found["the result"] = violations(page)
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_the_front_door(visit, small, violations, theme):
    page = visit(small, color_scheme=theme, java_script_enabled=True).page
    page.route("**/front.js", lambda route: route.fulfill(body=""))  # it would lead on at once
    page.goto(visit(small).root + "index.html")
    assert violations(page) == []


@pytest.mark.parametrize(("lang", "theme"), [("ko", "light"), ("en", "dark")])
def test_axe_finds_nothing_on_pages_of_the_built_in_course(visit, site, violations, lang, theme):
    visited = visit(site, color_scheme=theme)
    found = {}
    for path in ("map", "glossary", "learn/09_cnn", "practice/10_resnet"):
        page = visited.go(f"{lang}/{path}.html")
        page.wait_for_load_state("networkidle")
        found[path] = violations(page)
    assert {name: what for name, what in found.items() if what} == {}


# ------------------------------------------------------------------------------------------------------------ contrast

# Which colours are written on which: every pair of the style sheet's names.
TEXTS = ("ink", "soft", "thread", "seal", "amber")
GROUNDS = ("paper", "sheet", "code", "thread-soft", "seal-soft", "amber-soft")
PAIRS = [(text, ground) for text in TEXTS for ground in GROUNDS]


def themes():
    """The colours of each theme by name."""
    css = CSS.read_text(encoding="utf-8")
    found = {}
    for name, start in (
        ("light", ":root {"),
        ("dark", ':root[data-theme="dark"] {'),
        ("system", ":root:not([data-theme]) {"),
    ):
        block = css[css.index(start) :].partition("}")[0]
        found[name] = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,8});", block))
    return found


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_contrast_is_computed_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_every_text_can_be_read_on_every_ground(theme, text, ground):
    colours = themes()[theme]
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_buttons_fields_and_the_seal_can_be_seen(theme):
    colours = themes()[theme]
    assert contrast(colours["on-thread"], colours["thread"]) >= 4.5
    assert contrast("#fffaf2", "#a8382c") >= 4.5  # the seal
    for ground in ("paper", "sheet"):
        assert contrast(colours["field"], colours[ground]) >= 3  # edges of what can be used
        assert contrast(colours["thread"], colours[ground]) >= 3  # the mark of the focus


def test_the_dark_theme_is_the_same_whether_chosen_or_asked_for_by_the_system():
    assert themes()["system"] == themes()["dark"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_colour_of_programs_can_be_read(small, theme):
    css = (small / "static" / "highlight.css").read_text(encoding="utf-8")
    rules = re.findall(r"(.*\.code) \.h-(\w+) \{ color: (#[0-9A-Fa-f]{6})", css)
    colours = {name: colour for before, name, colour in rules if ("dark" in before) == (theme == "dark")}
    assert len(colours) > 20
    ground = themes()[theme]["code"]
    unused = {"w", "na"}  # space, attributes of HTML
    assert {n: c for n, c in colours.items() if contrast(c.lower(), ground) < 4.5 and n not in unused} == {}


def test_every_colour_of_the_style_sheet_has_a_dark_form():
    found = themes()
    assert found["light"].keys() == found["dark"].keys()
    used = set(re.findall(r"var\(--([\w-]+)\)", CSS.read_text(encoding="utf-8")))
    assert used - found["light"].keys() <= {"serif", "sans", "mono", "measure"}
