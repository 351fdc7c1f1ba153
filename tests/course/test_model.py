"""Courses and exercises, as read from their folders."""

from __future__ import annotations

import pytest

from dlgrade.course.model import Course, builtin_root
from dlgrade.errors import CourseError, UserError
from dlgrade.i18n import Text


def test_a_course_has_units_and_exercises_in_the_order_of_its_file(tiny):
    assert tiny.id == "tiny"
    assert tiny.title == Text("A tiny course", "아주 작은 과정")
    assert [unit.id for unit in tiny.units] == ["01_layers", "02_training"]
    assert list(tiny.exercises)[:2] == ["affine", "batch_norm"]
    assert list(tiny.exercises) == [id for unit in tiny.units for id in unit.exercises]


def test_an_exercise_knows_its_files(tiny):
    exercise = tiny.exercise("log_sum_exp")
    assert exercise.unit == "01_layers"
    assert exercise.folder == tiny.root / "exercises" / "01_layers" / "log_sum_exp"
    for path in (exercise.tests_path, exercise.mistakes_path, exercise.given_path, *exercise.answers):
        assert path.is_file()
    assert [path.stem for path in exercise.answers] == ["loops", "textbook", "vectorised"]


def test_an_exercise_knows_its_settings(tiny):
    exercise = tiny.exercise("nearest_mean")
    assert exercise.write == ("train", "predict")
    assert exercise.limits == {"call_seconds": 5, "total_seconds": 20.5, "cpu_seconds": 15, "memory_mib": 256}
    assert (exercise.given, exercise.notes, exercise.after, exercise.forbidden) == ((), (), (), ())
    assert tiny.exercise("log_sum_exp").forbidden == ("numpy.logaddexp",)
    assert tiny.exercise("log_sum_exp").given == ("row_max",)
    assert tiny.exercise("triplet").notes == ("100 §1", "100 §2")
    assert tiny.exercise("corridor").after == ("nearest_mean", "affine")


def test_an_exercise_has_a_title_in_both_languages(tiny):
    assert tiny.exercise("dropout").title == Text("Dropout", "드롭아웃")


def test_the_built_in_course_is_the_one_beside_the_program():
    course = Course(builtin_root())
    assert course.id == "dlgrade"
    assert "softmax" in course.exercises


@pytest.mark.parametrize(
    ("id", "nearest"),
    [
        ("afine", "affine"),
        ("minibatch", "minibatches"),
        ("batchnorm", "batch_norm"),
        ("01_layer", "01_layers"),
        ("xyz", "dlgrade list"),
    ],
)
def test_an_unknown_id_is_answered_with_the_nearest_ones(tiny, id, nearest):
    with pytest.raises(UserError) as caught:
        tiny.exercise(id)
    assert caught.value.text.en.startswith(f"There is no exercise `{id}`. Perhaps: {nearest}")
    assert caught.value.text.ko.startswith(f"`{id}`라는 연습 문제가 없습니다. 혹시: {nearest}")


FAULTS = {
    "newer format": (
        "format: 1",
        "format: 2",
        3,
        "format 2 is not known to this version of dlgrade, which reads 1. Update dlgrade.",
    ),
    "older format": (
        "format: 1",
        "format: 0",
        3,
        "format 0 is not known to this version of dlgrade, which reads 1. Update dlgrade.",
    ),
    "format as text": ("format: 1", "format: '1'", 3, "`format` must be of type integer."),
    "no id": ("id: tiny\n", "", None, "the key `id` is missing."),
    "number as id": ("id: tiny", "id: 3", 4, "`id` must be of type text."),
    "unknown key": ("id: tiny", "id: tiny\nunit: []", 5, "unknown key `unit`. Did you mean `units`?"),
    "unknown key without a near one": ("id: tiny", "id: tiny\ncolour: red", 5, "unknown key `colour`."),
    "title without Korean": (", ko: 아주 작은 과정}", "}", 5, "the key `ko` is missing."),
    "title as text": (
        "{en: A tiny course, ko: 아주 작은 과정}",
        "A tiny course",
        5,
        "`title` must be of type mapping.",
    ),
    "unknown language": (
        "ko: 아주 작은 과정",
        "kr: 아주 작은 과정",
        5,
        "unknown key `kr`.",
    ),
    "misspelt key of a unit": (
        "    reference: tinyref.layers",
        "    refrence: tinyref.layers",
        11,
        "unknown key `refrence`. Did you mean `reference`?",
    ),
    "exercises not a list": (
        "[momentum, numerical_gradient, minibatches, init_he, nearest_mean, corridor]",
        "momentum",
        16,
        "`exercises` must be of type list.",
    ),
    "doubled key": ("id: tiny", "id: tiny\nid: tiny", 5, "the key `id` is there twice."),
}


@pytest.mark.parametrize(("old", "new", "line", "sentence"), FAULTS.values(), ids=FAULTS)
def test_a_wrong_course_file_is_reported_with_its_line(copy, edit, old, new, line, sentence):
    path = edit("course.yaml", old, new)
    with pytest.raises(CourseError) as caught:
        Course(copy)
    assert (caught.value.path, caught.value.line, caught.value.sentence.en) == (path, line, sentence)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: 01_layers", "id: 5"),
        ("    reference: tinyref.layers\n", ""),
        ("title: {en: Layers, ko: 층}", "title: {en: Layers}"),
    ],
)
def test_a_wrong_unit_is_reported_with_a_line(copy, edit, old, new):
    edit("course.yaml", old, new)
    with pytest.raises(CourseError) as caught:
        Course(copy)
    assert caught.value.line in (9, 10)


def test_a_folder_without_a_course_is_reported(tmp_path):
    with pytest.raises(CourseError) as caught:
        Course(tmp_path)
    assert caught.value.text.en == f"{tmp_path / 'course.yaml'}: cannot be read: No such file or directory."


def test_an_exercise_listed_twice_is_reported(copy, edit):
    edit("course.yaml", "exercises: [momentum,", "exercises: [affine, momentum,")
    with pytest.raises(CourseError) as caught:
        _ = Course(copy).exercises
    assert "affine" in caught.value.sentence.en


SETTINGS = {
    "unknown key": (
        "write: [Affine]",
        "write: [Affine]\nnote: []",
        2,
        "unknown key `note`. Did you mean `notes`?",
    ),
    "nothing to write": ("write: [Affine]\n", "", None, "the key `write` is missing."),
    "write as text": ("write: [Affine]", "write: Affine", 1, "`write` must be of type list."),
    "numbers in a list": ("notes: [100 §1]", "notes: [100]", 2, "`notes` must be a list of texts."),
    "unknown limit": (
        "write: [Affine]",
        "write: [Affine]\nlimits: {call_second: 3}",
        2,
        "unknown key `call_second`. Did you mean `call_seconds`?",
    ),
    "limit as text": (
        "write: [Affine]",
        "write: [Affine]\nlimits:\n  memory_mib: much",
        3,
        "`memory_mib` must be of type integer.",
    ),
    "half a MiB": (
        "write: [Affine]",
        "write: [Affine]\nlimits:\n  memory_mib: 0.5",
        3,
        "`memory_mib` must be of type integer.",
    ),
    "half a list": (
        "write: [Affine]",
        "write: [Affine]\nlimits: [3]",
        2,
        "`limits` must be of type mapping.",
    ),
}


@pytest.mark.parametrize(("old", "new", "line", "sentence"), SETTINGS.values(), ids=SETTINGS)
def test_wrong_settings_are_reported_with_their_line(copy, edit, old, new, line, sentence):
    path = edit("exercises/01_layers/affine/exercise.yaml", old, new)
    with pytest.raises(CourseError) as caught:
        _ = Course(copy).exercise("affine").settings
    assert (caught.value.path, caught.value.line, caught.value.sentence.en) == (path, line, sentence)


def test_the_description_for_the_judge_is_plain_data(tiny):
    import json

    for exercise in tiny.exercises.values():
        described = exercise.describe()
        assert json.loads(json.dumps(described))["id"] == exercise.id
