"""The item analysis: its figures by other means, and a class of 200 in which two keys are wrong."""

from __future__ import annotations

import json
import math
import random
from dataclasses import replace

import html5lib
import numpy as np
import pytest

from dlgrade.exam.answers import read_answers
from dlgrade.exam.grade import Mark, Result, Results, grade_exam
from dlgrade.exam.items import analyse
from dlgrade.exam.items_page import page

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def sheets(tmp_path_factory, keys, simulated):
    """What 200 students of known ability handed in, and their abilities."""
    text, abilities = simulated(keys, 200, seed=11)
    path = tmp_path_factory.mktemp("answers") / "answers.csv"
    path.write_text(text, encoding="utf-8")
    return read_answers(path, keys), abilities


def spoil(question):
    """The question with a key that is wrong: another option, another number."""
    task = dict(question.task)
    if task["kind"] == "choice":
        task["right"] = [next(id for id in task["options"] if id not in task["right"])]
    else:
        task["right"] = [value * 2 + 7 for value in task["right"]]
        task["traps"] = []
    return replace(question, task=task)


def planted(keys, ids):
    return {
        letter: replace(key, questions=tuple(spoil(q) if q.question in ids else q for q in key.questions))
        for letter, key in keys.items()
    }


def test_a_class_whose_keys_are_right_raises_no_suspicion(keys, sheets):
    analysis = analyse(grade_exam(keys, sheets[0]))
    assert analysis.n == 200
    assert not analysis.few
    assert [item.question for item in analysis.items if item.suspicious] == []
    assert analysis.alpha > 0.75
    assert analysis.variants_p > 0.01
    assert all(item.item_rest > 0.1 for item in analysis.items)


def test_the_two_planted_wrong_keys_are_found(keys, sheets):
    single = next(q.question for q in keys["A"].questions if q.type == "single")
    numeric = next(
        q.question for q in keys["A"].questions if q.type in ("numeric", "shape") and "right" in q.task
    )
    results = grade_exam(planted(keys, {single, numeric}), sheets[0])
    found = {item.question: item.flags for item in analyse(results).items if item.suspicious}
    assert set(found) == {single, numeric}
    assert "distractor" in found[single]


def test_a_key_that_is_wrong_in_one_variant_only_is_found(keys, sheets):
    easy = max(
        analyse(grade_exam(keys, sheets[0])).items, key=lambda i: (i.type == "single") * i.facility
    ).question
    spoiled = {**keys, "C": planted(keys, {easy})["C"]}
    found = {
        item.question: item.flags for item in analyse(grade_exam(spoiled, sheets[0])).items if item.suspicious
    }
    assert list(found) == [easy]
    assert "variant" in found[easy]


def test_an_option_that_the_key_accepts_too_is_a_right_one(keys, sheets):
    question = next(q for q in keys["A"].questions if q.type == "single")
    other = next(id for id in question.task["options"] if id not in question.task["right"])

    def accepting(one):
        accepted = (str(one.order["options"].index(other) + 1),) if one.question == question.question else ()
        return replace(one, accept=accepted)

    both = {
        letter: replace(key, questions=tuple(map(accepting, key.questions))) for letter, key in keys.items()
    }
    (item,) = [i for i in analyse(grade_exam(both, sheets[0])).items if i.question == question.question]
    assert {choice.answer for choice in item.choices if choice.right} == {other, *question.task["right"]}


def test_totals_follow_ability(keys, sheets):
    found, abilities = sheets
    students = grade_exam(keys, found).students
    theta = [abilities[id] for id in students]
    points = [result.points for result in students.values()]
    assert np.corrcoef(theta, points)[0, 1] > 0.85


def test_the_figures_by_other_means(keys, sheets):
    results = grade_exam(keys, sheets[0])
    analysis = analyse(results)
    ids = list(results.questions)
    X = np.array(
        [[{m.question: m.points for m in r.marks}[id] for id in ids] for r in results.students.values()]
    )
    most = np.array([results.questions[id]["points"] for id in ids])
    total = X.sum(1)
    k = len(ids)
    assert analysis.alpha == pytest.approx(k / (k - 1) * (1 - X.var(0, ddof=1).sum() / total.var(ddof=1)))
    assert analysis.error == pytest.approx(total.std(ddof=1) * math.sqrt(1 - analysis.alpha))
    assert (analysis.mean, analysis.median) == pytest.approx((total.mean(), np.median(total)))
    for j, item in enumerate(analysis.items):
        assert item.question == ids[j]
        assert item.facility == pytest.approx((X[:, j] / most[j]).mean())
        assert item.item_rest == pytest.approx(np.corrcoef(X[:, j], total - X[:, j])[0, 1])
        others = np.delete(X, j, 1)
        without = (k - 1) / (k - 2) * (1 - others.var(0, ddof=1).sum() / others.sum(1).var(ddof=1))
        assert item.alpha_without == pytest.approx(without)
        assert sum(n for _, n in item.variants.values()) == sum(n for _, n in item.groups) == item.n == 200
        if results.questions[item.question]["options"] and not results.questions[item.question]["many"]:
            assert sum(choice.count for choice in item.choices) == 200
    upper = np.argsort(-total, kind="stable")[:54]
    assert sum(choice.upper for choice in analysis.items[0].choices) >= len(upper) * 0.9


# ----------------------------------------------------------------------------------------------------- small classes


def small(rows, points=1.0):
    """Results of a table of scores."""
    students = {
        f"s{i}": Result(f"s{i}", "A", "graded", sum(row), float(len(row)), tuple(
            Mark(j, f"q{j}", "answered", "x", "y", "x", score, score * points, points) for j, score in enumerate(row, 1)
        ))
        for i, row in enumerate(rows)
    }  # fmt: skip
    facts = {"type": "text", "unit": "u", "concepts": ["c"], "difficulty": 1, "section": 1, "points": points, "revision": 1,
             "stem": {"en": "What?", "ko": "무엇?"}, "texts": {}, "right": None, "options": None, "many": False, "positions": {"A": 1}}  # fmt: skip
    questions = {f"q{j}": facts for j in range(1, len(rows[0]) + 1)} if rows else {}
    return Results("quiz", {"en": "Quiz", "ko": "쪽지시험"}, {}, questions, students)


def test_alpha_of_a_known_table():
    analysis = analyse(small([[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0]]))
    assert analysis.alpha == pytest.approx(3 / 2 * (1 - (0.25 + 1 / 3 + 0.25) / (5 / 3)))
    assert [item.facility for item in analysis.items] == [0.75, 0.5, 0.25]


@pytest.mark.parametrize("rows", [[[1.0]], [[1, 0]], [[1, 1], [1, 1]], [[0, 0, 0]] * 5, [[1, 0], [0, 1]]])
def test_classes_too_small_or_too_equal_are_analysed_without_inventing_figures(rows):
    analysis = analyse(small(rows))
    assert analysis.few
    assert all("few" in item.flags for item in analysis.items)
    assert json.loads(analysis.to_json())["n"] == len(rows)
    assert "NaN" not in analysis.to_json()
    for lang in ("en", "ko"):
        html = page(analysis, small(rows), lang)
        assert ("Warning" if lang == "en" else "주의") in html


def test_nobody_sat_the_exam():
    results = small([[1, 0]])
    absent = replace(results, students={"s0": Result("s0", "", "absent", None, 2.0)})
    analysis = analyse(absent)
    assert (analysis.n, analysis.absent, analysis.mean, analysis.alpha) == (0, 1, None, None)
    page(analysis, absent, "ko")


def test_questions_that_nobody_has_graded_are_left_out():
    results = small([[1, 0, 1], [0, 1, 1], [1, 1, 0]])
    students = {
        id: replace(one, marks=(*one.marks[:2], replace(one.marks[2], status="pending", points=0.0)))
        for id, one in results.students.items()
    }
    analysis = analyse(replace(results, students=students))
    assert analysis.pending == ["q3"]
    assert [item.question for item in analysis.items] == ["q1", "q2"]
    assert analysis.max_points == 2


# ---------------------------------------------------------------------------------------------------------- the page


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_page_shows_every_question_and_how_many_answers_are_behind_it(keys, sheets, lang):
    results = grade_exam(keys, sheets[0])
    html = page(analyse(results), results, lang)
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    assert tree.get("lang") == lang
    articles = tree.findall(".//article")
    assert [article.find("h3").text for article in articles] == list(results.questions)
    for article in articles:
        assert "n = 200" in "".join(article.itertext())
    drawings = tree.findall(f".//{SVG}svg")
    assert len(drawings) == 2 + len(articles)
    for drawing in drawings:
        assert drawing.get("role") == "img"
        assert drawing.find(f"{SVG}title").text
    assert "http://" not in html.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in html
    if lang == "en":
        shown = "".join(tree.find("body").find("main").itertext())
        assert not [sign for sign in shown if "가" <= sign <= "힣"]


def test_typed_answers_are_escaped(keys, sheets):
    results = small([[random.Random(i + j).random() < 0.5 for j in range(4)] for i in range(40)])
    marks = {
        id: replace(
            one, marks=tuple(replace(m, cell="<img src=x onerror=alert(1)>", score=0.0) for m in one.marks)
        )
        for id, one in results.students.items()
    }
    hostile = replace(results, students=marks)
    assert "<img" not in page(analyse(hostile), hostile, "en")
