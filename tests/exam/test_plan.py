"""EXAM.yaml is read strictly: every mistake is named with file and line."""

from __future__ import annotations

import json

import pytest

from dlgrade.errors import CourseError
from dlgrade.exam.plan import read_plan
from dlgrade.i18n import Text

GOOD = """\
format: 1
title: {en: Midterm, ko: 중간고사}
seed: 1
variants: 2
sections:
  - {types: [single], count: 2, points: 3}
"""


def plan_of(tmp_path, bank, text):
    path = tmp_path / "midterm.yaml"
    path.write_text(text, encoding="utf-8")
    return read_plan(path, bank)


def test_a_few_lines_are_enough(tmp_path, bank):
    plan = plan_of(tmp_path, bank, GOOD)
    assert plan.id == "midterm"
    assert plan.title == Text("Midterm", "중간고사")
    assert plan.variants == ("A", "B")
    assert (plan.paper, plan.languages, plan.points) == ("a4", ("en", "ko"), 6)


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("format: 1", "format: 2", 1, "format 2 is not known"),
        ("seed: 1", "seed: one", 3, "`seed` must be of type integer"),
        ("seed: 1\n", "", None, "the key `seed` is missing"),
        ("variants: 2", "variants: 27", 4, "from 1 to 26"),
        ("variants: 2", "variant: 2", 4, "Did you mean `variants`?"),
        ("variants: 2", "paper: a5", 4, "is one of `a4`, `letter`"),
        ("variants: 2", "languages: [de]", 4, "a list of `en` and `ko`"),
        ("variants: 2", "languages: [ko, ko]", 4, "a list of `en` and `ko`"),
        ("[single]", "[card]", 6, "`card` is not one of single"),
        ("[single]", "[essay]", 6, "`essay` is not one of single"),
        ("count: 2, ", "", 6, "how many questions to draw"),
        ("count: 2", "count: 0", 6, "0 questions are asked for"),
        ("count: 2", "count: 5000", 6, "5000 questions are asked for"),
        ("points: 3", "points: 0", 6, "above 0"),
        ("points: 3", "points: 3, difficulty: 4", 6, "1, 2, 3"),
        ("points: 3", "points: 3, units: [nothing]", 6, "there is no unit `nothing`"),
        ("points: 3", "points: 3, concepts: ['zzz.*']", 6, "no concept fits `zzz.*`"),
        ("types: [single], count: 2", "questions: [nothing]", 6, "there is no question `nothing`"),
        ("types: [single], count: 2", "questions: [write-relu, write-relu]", 6, "is there twice"),
        ("types: [single], count: 2", "questions: [write-relu], types: [code]", 6, "either `questions` or `types`"),
        ("sections:\n  - {types: [single], count: 2, points: 3}", "sections: []", 5, "there is no section"),
        ("variants: 2", "exclude: {practised: [nobody.json]}", 4, "`nobody.json` cannot be read"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(tmp_path, bank, old, new, line, what):
    with pytest.raises(CourseError) as caught:
        plan_of(tmp_path, bank, GOOD.replace(old, new))
    assert caught.value.path.name == "midterm.yaml"
    assert caught.value.line == line
    assert what in caught.value.text.en
    assert any("가" <= sign <= "힣" for sign in caught.value.text.ko)


def test_filters_narrow_what_can_be_drawn(tmp_path, bank):
    line = "  - {types: [numeric, tensor], concepts: ['act.*'], units: ['02'], difficulty: 2, count: 1, points: 3}\n"
    plan = plan_of(tmp_path, bank, GOOD + line)
    found = plan.sections[1].candidates
    assert len(found) > 5
    for question in found:
        assert question.kind.name in ("numeric", "tensor")
        assert question.unit == "02_activations"
        assert question.difficulty == 2
        assert question.concepts[0].startswith("act.")


def test_without_types_only_what_a_program_can_grade_is_drawn(tmp_path, bank):
    plan = plan_of(tmp_path, bank, GOOD + "  - {count: 1, points: 1}\n")
    assert {question.kind.name for question in plan.sections[1].candidates} & {"card", "code"} == set()


def test_practised_questions_are_left_out(tmp_path, bank):
    singles = [q.id for q in bank.questions.values() if q.kind.name == "single"]
    record = {"version": 1, "questions": {id: {"tries": 1} for id in singles[:30]}, "log": []}
    (tmp_path / "progress.json").write_text(json.dumps(record), encoding="utf-8")
    plan = plan_of(
        tmp_path, bank, GOOD + f"exclude: {{practised: [progress.json], questions: [{singles[30]}]}}\n"
    )
    assert [question.id for question in plan.sections[0].candidates] == singles[31:]


@pytest.mark.parametrize("content", ["[]", "{}", '{"questions": 3}', "not json"])
def test_another_file_is_no_record_of_practice(tmp_path, bank, content):
    (tmp_path / "progress.json").write_text(content, encoding="utf-8")
    with pytest.raises(CourseError, match="not a record exported from the study site"):
        plan_of(tmp_path, bank, GOOD + "exclude: {practised: [progress.json]}\n")


def test_sections_that_leave_each_other_too_few_are_refused(exam, bank):
    plots = sum(q.kind.name == "plot" for q in bank.questions.values())
    line = f"  - {{types: [plot], count: {plots}, points: 1}}\n"
    with pytest.raises(CourseError, match=r"midterm\.yaml:8: .* are left by the other sections"):
        exam(GOOD + line + "  - {types: [plot], count: 1, points: 1}\n")


def test_a_question_cannot_be_fixed_twice(exam):
    line = "  - {questions: [write-relu], points: 1}\n"
    with pytest.raises(CourseError, match=r"midterm\.yaml:8: `write-relu` is asked in another section"):
        exam(GOOD + line + line)
