"""Stubs: what a student starts from, and what must not be in it."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
import unicodedata
from pathlib import Path

import pytest

from dlgrade.course.model import Course, builtin_root
from dlgrade.course.stub import stub
from dlgrade.errors import CourseError
from dlgrade.i18n import LANGUAGES
from dlgrade.judge.material import Material
from dlgrade.sandbox.interpreter import source_facts

COURSES = [Course(builtin_root()), Course(Path(__file__).parent.parent / "courses" / "tiny")]
EXERCISES = [
    e for course in COURSES for e in course.exercises.values() if (e.folder / "exercise.yaml").exists()
]
each = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
in_both_languages = pytest.mark.parametrize("lang", LANGUAGES)


def executed(exercise, lang):
    module: dict = {"__name__": exercise.id}
    exec(compile(stub(exercise, lang), f"{exercise.id}.py", "exec"), module)
    return module


def functions(module, names):
    """The functions of the named definitions: themselves, or a class's methods, by their label."""
    for name in names:
        found = module[name]
        if inspect.isclass(found):
            for key, member in vars(found).items():
                if inspect.isfunction(member):
                    yield f"{name}.{key}", member
        else:
            yield name, found


@each
@in_both_languages
def test_a_stub_is_valid_python_that_runs_and_defines_everything(exercise, lang):
    module = executed(exercise, lang)
    assert all(callable(module[name]) for name in (*exercise.write, *exercise.given))
    assert module["__doc__"]
    assert all(module[name].__doc__ for name in exercise.write)


@each
@in_both_languages
def test_nothing_in_a_stub_is_filled_in_but_what_is_given(exercise, lang):
    facts = source_facts(ast.parse(stub(exercise, lang)))
    assert {name.partition(".")[0] for name in facts["unfilled"]} == set(exercise.write)
    assert not {name.partition(".")[0] for name in facts["filled"]} & set(exercise.write)


@each
@in_both_languages
def test_every_function_of_a_stub_says_what_is_to_be_written(exercise, lang):
    for label, function in functions(executed(exercise, lang), exercise.write):
        parameters = inspect.signature(function).parameters
        with pytest.raises(NotImplementedError, match=re.escape(label)):
            function(*[None] * len(parameters))


@each
def test_the_signatures_are_the_references(exercise):
    reference = vars(Material.load(exercise.describe()).reference)
    right = dict(functions(reference, exercise.write))
    for label, function in functions(executed(exercise, "en"), exercise.write):
        ours, theirs = (inspect.signature(f).parameters.values() for f in (function, right[label]))
        assert [(p.name, p.kind, p.default) for p in ours] == [(p.name, p.kind, p.default) for p in theirs]


@each
@in_both_languages
def test_every_public_method_of_the_reference_is_in_the_stub(exercise, lang):
    reference = vars(Material.load(exercise.describe()).reference)
    public = {
        label
        for label, _ in functions(reference, exercise.write)
        if not label.rpartition(".")[2].startswith("_") or label.endswith(".__init__")
    }
    assert {label for label, _ in functions(executed(exercise, lang), exercise.write)} == public


def body_lines(source):
    """The lines of code in the bodies of a source, without docstrings, definitions and the shortest."""
    tree = ast.parse(textwrap.dedent(source))
    kept = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and not isinstance(node, ast.FunctionDef | ast.ClassDef):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                continue
            kept.add(ast.unparse(node))
    return {line for line in kept if len(line) > 8}


@each
@in_both_languages
def test_no_line_of_the_references_code_is_in_a_stub(exercise, lang):
    reference = Material.load(exercise.describe()).reference
    secret = set().union(
        *(body_lines(inspect.getsource(getattr(reference, name))) for name in exercise.write)
    )
    tree = ast.parse(stub(exercise, lang))
    nodes = [node for node in tree.body if getattr(node, "name", None) not in exercise.given]
    ours = set().union(*(body_lines(ast.unparse(node)) for node in nodes))
    assert not ours & secret


@each
@in_both_languages
def test_no_line_of_a_stub_is_too_wide(exercise, lang):
    given = exercise.given_path.read_text(encoding="utf-8") if exercise.given else ""
    for line in stub(exercise, lang).splitlines():
        columns = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
        code = line.lstrip().startswith(("raise NotImplementedError(", "def ", "class "))
        assert columns <= 100 or code or line in given


@each
def test_the_stubs_of_both_languages_differ_only_in_words(exercise):
    def skeleton(lang):
        tree = ast.parse(stub(exercise, lang))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                node.value = ""
        return ast.dump(tree)

    assert skeleton("en") == skeleton("ko")


@each
def test_a_stub_speaks_its_language(exercise):
    assert re.search("[가-힣]", stub(exercise, "ko"))
    assert not re.search("[가-힣]", stub(exercise, "en"))


@each
@in_both_languages
def test_a_stub_holds_no_marks_of_latex(exercise, lang):
    tree = ast.parse(stub(exercise, lang))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
            assert not re.search(r"\\|\$", ast.get_docstring(node) or "")


@each
@in_both_languages
def test_a_stub_ends_with_one_line_feed_and_has_no_blanks_at_line_ends(exercise, lang):
    source = stub(exercise, lang)
    assert source.endswith("\n")
    assert not source.endswith("\n\n")
    assert not re.search(r"[ \t]+$", source, re.MULTILINE)


def test_given_code_comes_with_its_imports_and_constants(tiny):
    source = stub(tiny.exercise("log_sum_exp"), "en")
    assert source.count("import math\n\nimport numpy as np\n") == 1
    assert "# Given: use it if you like.\n" in source
    assert "LOWEST = -math.inf\n" in source
    assert '"""What the stub gives."""' not in source
    module = executed(tiny.exercise("log_sum_exp"), "en")
    import numpy as np

    assert module["row_max"](np.array([[1.0, 3.0], [2.0, 0.0]])).tolist() == [3.0, 2.0]


def test_a_class_is_described_method_by_method(tiny):
    module = executed(tiny.exercise("affine"), "en")
    assert module["Affine"].__doc__.startswith("A dense layer with weights `W`")
    assert module["Affine"].forward.__doc__.startswith("The output `(N, M)`")


def test_annotations_of_the_reference_stay_out():
    source = stub(Course(builtin_root()).exercise("softmax"), "en")
    assert "def softmax(x, axis=-1):" in source


def test_a_name_that_the_reference_lacks_is_reported(copy, edit):
    path = edit("exercises/01_layers/affine/exercise.yaml", "[Affine]", "[Affine, Convolution]")
    with pytest.raises(CourseError) as caught:
        stub(Course(copy).exercise("affine"), "en")
    assert (caught.value.path, caught.value.line) == (path, 1)
    assert caught.value.sentence.en == "the reference has no `Convolution` (layers.py)."


def test_a_reference_that_is_not_there_is_reported(copy, edit):
    edit("course.yaml", "tinyref.layers", "tinyref.no_such_module")
    with pytest.raises(CourseError) as caught:
        stub(Course(copy).exercise("affine"), "en")
    assert caught.value.sentence.en == "there is no module `tinyref.no_such_module`."


def test_a_reference_in_a_package_that_is_not_there_is_reported(copy, edit):
    edit("course.yaml", "tinyref.layers", "no_such_package.layers")
    with pytest.raises(CourseError) as caught:
        stub(Course(copy).exercise("affine"), "en")
    assert caught.value.sentence.en == "there is no module `no_such_package.layers`."


def test_a_class_without_a_description_is_reported(copy, edit):
    path = edit("exercises/01_layers/affine/ko.md", "- `Affine`: ", "`Affine` ")
    with pytest.raises(CourseError) as caught:
        stub(Course(copy).exercise("affine"), "ko")
    assert (caught.value.path, caught.value.sentence.en) == (path, "does not describe `Affine`.")
