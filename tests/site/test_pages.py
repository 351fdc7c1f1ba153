"""Every page as it is written: valid HTML, nothing that leads nowhere, nothing from elsewhere, light, and readable without scripts."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest

from dlgrade.course.model import Course, builtin_root
from dlgrade.quiz.bank import Bank

html5lib = pytest.importorskip("html5lib", reason="html5lib is not installed")

PAGE, FIRST_PAGE = 150_000, 60_000  # bytes, compressed, without fonts
HTML = "{http://www.w3.org/1999/xhtml}"
GROUPS = [
    f"{lang}/{pattern}" for lang in ("ko", "en") for pattern in ("*.html", "learn/*.html", "practice/*.html")
]
UNSEEN = {f"{HTML}{name}" for name in ("script", "style", "pre", "code", "kbd")}


@cache
def parsed(path):
    """A page as a tree, and what is wrong with it."""
    parser = html5lib.HTMLParser()
    return parser.parse(path.read_text(encoding="utf-8")), parser.errors


def pages(site, group):
    found = sorted(site.glob(group))
    assert found
    return found


def seen(element):
    """The texts that people see, programs left out."""
    if element.tag not in UNSEEN:
        yield element.text or ""
        for child in element:
            yield from seen(child)
            yield child.tail or ""


def hidden_or_not(element):
    return "".join(element.itertext()).strip()


def classed(tree, tag, name):
    return [one for one in tree.iter(HTML + tag) if name in one.get("class", "").split()]


@pytest.mark.parametrize("group", ["index.html", *GROUPS])
def test_pages_are_valid_html(site, group):
    assert {path.name: parsed(path)[1] for path in pages(site, group) if parsed(path)[1]} == {}


@pytest.mark.parametrize("group", ["index.html", *GROUPS])
def test_every_page_has_a_language_a_title_a_heading_and_a_strict_policy(site, group):
    for path in pages(site, group):
        tree = parsed(path)[0]
        lang = "ko" if path.parent == site else path.relative_to(site).parts[0]
        assert tree.get("lang") == lang, path
        assert hidden_or_not(tree.find(f".//{HTML}title")), path
        assert len(list(tree.iter(HTML + "h1"))) == 1, path
        assert len(list(tree.iter(HTML + "main"))) == 1, path
        policies = [m.get("content") for m in tree.iter(HTML + "meta") if m.get("http-equiv")]
        assert [policy.startswith("default-src 'none'; script-src 'self' file:;") for policy in policies] == [
            True
        ]
        assert "http:" not in policies[0]
        assert "https:" not in policies[0]
        assert "script-src 'self' file:;" in policies[0]
        levels = [int(one.tag[-1]) for one in tree.iter() if re.fullmatch(HTML + "h[1-6]", str(one.tag))]
        jumps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        assert (levels[0], jumps) == (1, []), path


@pytest.mark.parametrize("group", GROUPS)
def test_the_language_switch_leads_to_the_same_page(site, group):
    for path in pages(site, group):
        (switch,) = (one for one in parsed(path)[0].iter(HTML + "a") if one.get("id") == "language")
        target = (path.parent / switch.get("href")).resolve()
        lang, *rest = path.relative_to(site).parts
        assert target == (site / {"ko": "en", "en": "ko"}[lang]).joinpath(*rest).resolve()
        assert target.exists()


@pytest.mark.parametrize("group", ["index.html", *GROUPS])
def test_no_script_in_the_page_itself(site, group):
    for path in pages(site, group):
        tree = parsed(path)[0]
        assert [one for one in tree.iter(HTML + "script") if not one.get("src")] == [], path
        assert [
            (one.tag, name) for one in tree.iter() for name in one.attrib if str(name).startswith("on")
        ] == []


@pytest.mark.parametrize("group", GROUPS)
def test_no_marks_of_markdown_or_latex_are_left(site, group):
    for path in pages(site, group):
        text = "".join(seen(parsed(path)[0].find(HTML + "body")))
        assert (
            re.findall(r".{0,30}(?:\*\*|\$|\{\{|\}\}|\[\[[a-z]\w*\]\]|\\[a-z]{2,}|```).{0,30}", text) == []
        ), path


def data(path):
    """What a data script hands to the page."""
    return json.loads(
        re.fullmatch(r'dl\.receive\("\w+",\s*(.*)\);\s*', path.read_text("utf-8"), re.DOTALL)[1]
    )


def texts_of(value, key=""):
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in ("task", "code", "figure"):
                yield from texts_of(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from texts_of(part, key)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_no_marks_are_left_in_the_questions_that_scripts_show(site, lang):
    for unit in Bank(Course(builtin_root())).files:
        left = [
            text
            for text in texts_of(data(site / lang / "data" / f"{unit.stem}.js")["questions"])
            if re.search(r"\*\*|\$|\{\{", re.sub(r"<code.*?</code>|<pre.*?</pre>", "", text, flags=re.DOTALL))
        ]
        assert left == [], unit.stem


# --------------------------------------------------------------------------------------------------------------- links


def links(path):
    """All that a page refers to: (address, whether the browser loads it by itself)."""
    for one in parsed(path)[0].iter():
        if one.get("href") is not None:
            yield one.get("href"), one.tag == HTML + "link"
        if one.get("src") is not None:
            yield one.get("src"), True


def ids(path):
    return {one.get("id") for one in parsed(path)[0].iter() if one.get("id")}


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_link_leads_to_a_page_and_a_place_of_the_site(site, lang):
    known = {path: ids(path) for path in site.rglob("*.html")}
    broken = []
    for path in [site / "index.html", *site.glob(f"{lang}/**/*.html")]:
        for address, _ in links(path):
            target, _, place = unquote(urljoin(path.as_uri(), address)).partition("#")
            file = Path(target.removeprefix("file://"))
            if not file.is_file() or (place and place not in known[file]):
                broken.append((path.relative_to(site), address))
    assert broken == []


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_place_that_the_search_finds_is_there(site, lang):
    known = {}
    for entry in data(site / lang / "data" / "search.js"):
        file, _, place = entry["place"].partition("#")
        known.setdefault(file, ids(site / lang / file))
        assert place in known[file], entry


@pytest.mark.parametrize("group", ["index.html", *GROUPS])
def test_ids_are_there_once(site, group):
    for path in pages(site, group):
        found = [one.get("id") for one in parsed(path)[0].iter() if one.get("id")]
        assert [id for id in set(found) if found.count(id) > 1] == [], path


def test_nothing_is_loaded_from_elsewhere(site):
    outside = re.compile(r"^\s*(https?:)?//", re.IGNORECASE)
    for path in site.rglob("*.html"):
        assert [address for address, _ in links(path) if outside.match(address)] == [], path
    for path in site.rglob("static/*.css"):
        assert re.findall(r"url\(\s*['\"]?(?:https?:)?//|@import", path.read_text("utf-8")) == [], path
    for path in [*site.rglob("static/*.js"), site / "service-worker.js"]:
        assert (
            re.findall(
                r"\b(?:fetch|import|open|sendBeacon)\(\s*['\"`](?:https?:)?//", path.read_text("utf-8")
            )
            == []
        )


def test_the_copy_for_offline_use_holds_every_file(site):
    listed = set(
        json.loads(re.search(r"const FILES = (\[.*?\]);", (site / "service-worker.js").read_text("utf-8"))[1])
    )
    there = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file() and ".cache" not in path.parts and path.name != "service-worker.js"
    }
    assert listed == there


# -------------------------------------------------------------------------------------------------------------- weight


@cache
def weight(path):
    return len(gzip.compress(path.read_bytes(), 6))


@pytest.mark.parametrize("group", ["index.html", *GROUPS])
def test_a_page_with_all_that_it_loads_is_light(site, group):
    """Compressed as a server does, without fonts: the page, its styles, its scripts and its data."""
    heavy = {}
    for path in pages(site, group):
        loaded = {(path.parent / address).resolve() for address, loads in links(path) if loads}
        total = weight(path) + sum(weight(file) for file in loaded)
        if total > (FIRST_PAGE if path.name == "index.html" else PAGE):
            heavy[str(path.relative_to(site))] = total
    assert heavy == {}


# ----------------------------------------------------------------------------------------------------- without scripts


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_question_and_its_answer_can_be_read_without_scripts(site, lang):
    bank = Bank(Course(builtin_root()))
    shown = set()
    for path in pages(site, f"{lang}/practice/*.html"):
        for question in classed(parsed(path)[0], "article", "question"):
            (details,) = question.iter(HTML + "details")
            (solution,) = classed(details, "div", "solution")
            assert hidden_or_not(solution), question.get("id")
            (stem,) = classed(question, "div", "stem")
            assert hidden_or_not(stem), question.get("id")
            shown.add(question.get("data-question"))
    assert shown == set(bank.questions)


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_concept_is_explained_on_a_page(site, lang):
    bank = Bank(Course(builtin_root()))
    explained = set()
    for path in pages(site, f"{lang}/learn/*.html"):
        explained |= {
            one.get("id").removesuffix("-concept") for one in classed(parsed(path)[0], "div", "concept")
        }
    assert set(bank.concepts) - explained == set()


def test_korean_pages_are_korean(site):
    for path in site.glob("ko/**/*.html"):
        text = "".join(seen(parsed(path)[0].find(f".//{HTML}main")))
        assert re.search("[가-힣]", text), path


def test_english_pages_hold_korean_only_where_they_say_so(site):
    for path in site.glob("en/learn/*.html"):
        for one in classed(parsed(path)[0], "div", "prose"):
            assert re.findall("[가-힣]+", "".join(seen(one))) == [], path


# ----------------------------------------------------------------------------------------------------------- rebuilding


def test_what_no_longer_belongs_is_removed(small, tmp_path):
    copy = tmp_path / "site"
    shutil.copytree(small, copy)
    (copy / "ko" / "learn" / "99_old.html").write_text("old", encoding="utf-8")
    (copy / "mine.txt").write_text("not the site's", encoding="utf-8")
    course = small.with_name("small-course")
    subprocess.run(
        [sys.executable, "-m", "dlgrade", "site", "build", str(copy), "--course", str(course)],
        check=True,
        capture_output=True,
    )
    assert not (copy / "ko" / "learn" / "99_old.html").exists()
    assert (copy / "mine.txt").exists()
    same = [
        path
        for path in small.rglob("*.html")
        if path.read_bytes() != (copy / path.relative_to(small)).read_bytes()
    ]
    assert same == []
