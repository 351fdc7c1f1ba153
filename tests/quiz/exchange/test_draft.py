"""Drafts as YAML: whatever a text holds, our strict reader reads it back as it was."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dlgrade.course import yaml_file
from dlgrade.i18n import Text
from dlgrade.quiz.exchange import draft, from_html
from dlgrade.quiz.exchange.draft import Draft

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=80)
AWKWARD = ["010", "1e-3", "yes", "12:30", "2026-01-01", "null", "~", "- a", "a: b", "{x", "# no", "'q'", '"q"', "a\n  b\n", "  x", "가 나", "𝕏 🎉", "\x85", "|", "a\tb"]  # fmt: skip


def read(text: str) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "14_more.yaml"
        path.write_text(text, encoding="utf-8")
        return yaml_file.read(path)


def one(text: str) -> Draft:
    return Draft("a", "1", {"type": "text", "stem": Text(text, "x" + text), "accept": [text]}, "en")


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_texts(text: str) -> None:
    (found,) = read(draft.unit_file([one(text)], Text("t", text)))["questions"]
    assert found["stem"] == {"en": text, "ko": "x" + text}
    assert found["accept"] == [text]


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_any_text(text: str) -> None:
    (found,) = read(draft.unit_file([one(text)], None))["questions"]
    assert found["stem"] == {"en": text, "ko": "x" + text}
    assert found["accept"] == [text]


@settings(max_examples=80, deadline=None)
@given(TEXTS)
@example("# a")
@example("1. a")
@example("12)")
@example("--- a")
@example("---")
@example("===")
@example("~~~ a")
@example("> a")
@example(">a")
@example("-")
@example("#")
@example("[a](b) <b> &amp; \\* __x__ `y` ![z](w)")
def test_any_plain_text_means_itself_in_markdown(text: str) -> None:
    """What is no markup there is none here: shown, the text is what it was."""
    import html
    import re

    from dlgrade.quiz.exchange import markup

    text = " ".join(re.sub("[\u200b\u2028\u2029\ufeff]", "", text).split())
    shown = markup.block(from_html.literal(text), "tex")
    if "$$" in text or "|" in text:
        return
    bare = html.unescape(re.sub(r"</?p>", "", shown)).strip()
    assert " ".join(bare.split()) == text, (text, shown)


def test_ids() -> None:
    assert draft.make_id("Näive Bayes!", [], "q") == "n-ive-bayes"
    assert draft.make_id("한글", ["q"], "q") == "q-2"
    assert draft.make_id("a", ["a", "a-2"], "q") == "a-3"


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        ("(0, 1)", True),
        ("`relu(x)`", True),
        ("$\\frac{a}{b}$", True),
        ("−2", True),
        ("ReLU", False),
        ("`x` is", False),
        ("참", False),
    ],
)
def test_what_both_languages_write_alike(text: str, alike: bool) -> None:
    assert draft.alike(text) is alike
