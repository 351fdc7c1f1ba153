"""The published schema: what editors are told is what the program asks for."""

import json
from importlib.resources import files

import jsonschema
import pytest

from dlgrade.course import yaml_file
from dlgrade.course.model import builtin_root
from dlgrade.quiz.schema import quiz_schema

PUBLISHED = files("dlgrade") / "schema" / "quiz.schema.json"
FILES = sorted((builtin_root() / "quizzes").glob("[0-9][0-9]_*.yaml"))


def test_the_published_schema_is_the_one_that_is_made():
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == quiz_schema()


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(quiz_schema())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_of_the_course_follows_it(path):
    jsonschema.Draft202012Validator(quiz_schema()).validate(yaml_file.read(path))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda q: q.pop("stem"),
        lambda q: q.update(type="essay"),
        lambda q: q.update(difficulty=4),
        lambda q: q.update(colour="red"),
        lambda q: q.update(stem={"en": "only English"}),
    ],
)
def test_a_spoilt_question_does_not(spoil):
    data = json.loads(json.dumps(yaml_file.read(FILES[0])))
    spoil(data["questions"][0])
    assert not jsonschema.Draft202012Validator(quiz_schema()).is_valid(data)
