"""The paper for a screen: parsed back, complete, without anything from elsewhere."""

from __future__ import annotations

import html5lib
import pytest

pytest.importorskip("ziamath")

from dlgrade.exam import screen


def parsed(html):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_every_question_is_there_with_its_options_in_the_order_of_the_key(every_type, lang):
    paper = every_type[2]
    html = screen.page(paper, lang)
    tree = parsed(html)
    assert tree.get("lang") == lang
    articles = tree.findall(".//article")
    assert [article.get("id") for article in articles] == [f"q{item.position}" for item in paper.items]
    for article, item in zip(articles, paper.items, strict=True):
        labels = [entry.find("span").text for entry in article.findall(".//ol[@class='choices']/li")]
        shown = item.order.get("options") or item.order.get("blocks")
        if shown:
            assert len(labels) == len(shown)
        if item.order.get("options"):
            assert labels[0] == "①"
        assert len(article.findall(".//span[@class='gap']")) == len(item.order.get("gaps", []))
    assert not tree.findall(".//script")
    for outside in ("http://www", "https://", "//cdn"):
        assert outside not in html.replace("http://www.w3.org/", "")


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_solutions_are_in_the_solutions_only(every_type, lang):
    paper = every_type[0]
    assert not parsed(screen.page(paper, lang)).findall(".//div[@class='solution']")
    solved = parsed(screen.page(paper, lang, solutions=True)).findall(".//div[@class='solution']")
    assert len(solved) == len(paper.items)
    for block, item in zip(solved, paper.items, strict=True):
        if item.kind == "single":
            index = item.order["options"].index(item.made.built.task["right"][0])
            assert "①②③④⑤⑥"[index] in "".join(block.itertext())


def test_figures_do_not_give_their_answer_away(exam):
    (paper,) = exam("format: 1\ntitle: Q\nseed: 4\nsections: [{types: [plot], count: 8, points: 2}]\n")
    tree = parsed(screen.page(paper, "en"))
    told = [element.text for element in tree.iter() if str(element.tag).endswith("title")][1:]
    assert len(told) == 8
    for item in paper.items:
        assert item.made.alt.en not in told


def test_no_korean_in_an_english_paper(every_type):
    html = screen.page(every_type[0], "en", solutions=True)
    text = "".join(parsed(html).find("body").itertext())
    assert not [sign for sign in text if "가" <= sign <= "힣"]
