"""``dlgrade release``: nothing of the answers is in a kit, and a student can work with it."""

from __future__ import annotations

import ast
import contextlib
import inspect
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from dlgrade.classroom.release.cut import cut_tests
from dlgrade.classroom.release.folder import write_kit
from dlgrade.classroom.release.kit import make_kit
from dlgrade.classroom.release.prove import unfit_checks
from dlgrade.classroom.release.questions import quiz_files
from dlgrade.course.model import Course, builtin_root
from dlgrade.course.programs import extend_path, load_module
from dlgrade.errors import CourseError, UserError
from dlgrade.figures.data import from_data, to_data
from dlgrade.figures.load import load
from dlgrade.i18n import LANGUAGES
from dlgrade.judge.client import Judge
from dlgrade.quiz.bank import Bank
from dlgrade.quiz.variant import variants
from dlgrade.testing.marks import collect_mistakes, collect_tests

TINY = Path(__file__).parent.parent / "courses" / "tiny"
COURSES = {"dlgrade": builtin_root(), "tiny": TINY}
TEXTS = "exercises/*/*/*.md"  # of which the last hints are nearly the answer, as their author wants it
COMMON = {
    "for epoch in range(epochs):",
    "p /= p.sum(axis=1, keepdims=True)",
}  # also in a question, in a test's data
TELLING = 24  # characters of a line that nobody writes by chance


@pytest.fixture(scope="session")
def kits(tmp_path_factory):
    """The kits of the built-in course and of the small one."""
    root = tmp_path_factory.mktemp("kits")
    for name, folder in COURSES.items():
        of = Course(folder)
        exercises = list(of.exercises.values())
        kit = make_kit(of, exercises, "en", everything=True)
        assert unfit_checks(kit, exercises, "en") == {}  # all right answers pass in it
        write_kit(root / name, kit.files)
    return root


@pytest.fixture
def kit(kits, tmp_path):
    """A student's copy of the small course's kit."""
    return Path(shutil.copytree(kits / "tiny", tmp_path / "kit"))


def everything(root: Path, without: str = "") -> str:
    """All that is in a folder, names and contents, with each file looked at as bytes."""
    parts = []
    for path in sorted(root.rglob("*")):
        if without and path.match(without):
            continue
        parts.append(path.relative_to(root).as_posix())
        if path.is_file():
            parts.append(path.read_bytes().decode("utf-8"))  # there is nothing else: an error is a failure
    return "\n".join(parts)


def plain(line: str) -> str:
    """A line as it would be found whatever its quotes and blanks."""
    return re.sub(r"\s+", " ", line.replace('"', "'")).strip()


def lines_of(path: Path) -> set[str]:
    """The telling lines of a program, without its texts, imports and the heads of definitions."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    texts = {
        number
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    found = {plain(line) for number, line in enumerate(source.splitlines(), 1) if number not in texts}
    return {
        line
        for line in found
        if len(line) >= TELLING and not line.startswith(("def ", "class ", "import ", "from ", "#", "@"))
    }


@pytest.mark.parametrize("name", COURSES)
def test_nothing_of_the_reference_is_in_a_kit(kits, name):
    course, found = Course(COURSES[name]), plain(everything(kits / name, without=TEXTS))
    extend_path(course.python_path)
    assert not any(unit.reference.partition(".")[0] in found for unit in course.units)
    secrets = set()
    for folder in course.python_path:
        for path in folder.rglob("*.py"):
            secrets |= lines_of(path)
    for exercise in course.exercises.values():
        for path in exercise.answers:
            secrets |= lines_of(path)
    given = plain(" ".join(e.given_path.read_text() for e in course.exercises.values() if e.given))
    public = {line for e in course.exercises.values() for line in public_lines(e)}
    assert len(secrets) > 100
    assert sorted(line for line in secrets - COMMON - public if line in found and line not in given) == []


JUDGES = re.compile(
    r"(?<![.\w])(close|check|integers|observe|parts|picture|partial|raises|silent)\(|\b(en|ko)="
)


def public_lines(exercise) -> set[str]:
    """The lines of an exercise's public tests and of the module's helpers and constants that are no tests."""
    module = ast.parse(exercise.tests_path.read_text(encoding="utf-8"))
    source = exercise.tests_path.read_text(encoding="utf-8").splitlines()
    hidden = {test.name for test in collect_tests(load_module(exercise.tests_path)) if test.hidden}
    found = set()
    for node in module.body:
        if getattr(node, "name", "") not in hidden:
            found |= {plain(line) for line in source[node.lineno - 1 : node.end_lineno]}
    return found


@pytest.mark.parametrize("name", COURSES)
def test_nothing_of_a_hidden_test_or_a_mistake_is_in_a_kit(kits, name):
    course, found = Course(COURSES[name]), plain(everything(kits / name, without="*.md"))
    tested = plain("".join(path.read_text() for path in (kits / name).rglob("test_*.py")))
    extend_path(course.python_path)
    tests = {id: collect_tests(load_module(e.tests_path)) for id, e in course.exercises.items()}
    seen = [test for some in tests.values() for test in some if not test.hidden]
    names = {test.name for test in seen} | {e.tests_path.stem for e in course.exercises.values()}
    titles = {plain(t) for test in seen for t in test.title}
    words = set(re.findall(r"\w+", found))
    count = 0
    for id, exercise in course.exercises.items():
        public = public_lines(exercise)
        for test in tests[id]:
            if not test.hidden:
                continue
            count += 1
            assert test.name in names or test.name not in words, f"{id}: {test.name}"
            for title in test.title:
                assert plain(title) in titles or plain(title) not in tested, f"{id}: {title}"
            for line in map(plain, inspect.getsource(test.function).splitlines()[3:]):
                if len(line) >= TELLING and JUDGES.search(line) and line not in public:
                    assert line not in found, f"{id}: {line}"
        own = plain(everything(kits / name / "course" / "exercises" / exercise.unit / id, without="*.md"))
        for mistake in collect_mistakes(load_module(exercise.mistakes_path)):
            assert not re.search(rf"\b(def|class) {mistake.id}\b", own), f"{id}: {mistake.id}"
            assert "_" not in mistake.id or not re.search(rf"\b{mistake.id}\b", own), f"{id}: {mistake.id}"
            assert not any(plain(text) in found for text in mistake.text), f"{id}: {mistake.id}"
    assert count > 20


def test_no_key_of_a_quiz_is_in_a_kit(kits, course):
    bank, found = Bank(course), plain(everything(kits / "dlgrade", without=TEXTS))
    for question in bank.questions.values():
        made = variants(bank, question, 1)[0]
        for secret in (made.explain, *made.hints, *made.built.whys.values()):
            for lang in LANGUAGES:
                text = plain(secret.to(lang))
                if len(text) > 20:
                    assert text not in found, f"{made.id}: {text}"
    assert "explain" not in " ".join(re.findall(r"^\W*(\w+):", everything(kits / "dlgrade"), re.MULTILINE))


def test_a_quiz_shows_what_is_asked_and_nothing_else(course):
    """Without what may be shown, only marks and a few fixed words are left of every question."""
    bank = Bank(course)
    files = dict(quiz_files(bank))
    left_over = re.compile(
        r"(- |\[ \]|\( \)|\*\*\(\d+\)\*\*|\\_|→|/|Answer:|답:|To choose from:|고를 것:|\s|[(),.:]|```|python)*"
    )
    count = 0
    for unit in bank.titles:
        asked = [variants(bank, q, 1)[0] for q in bank.questions.values() if q.unit == unit]
        for lang in LANGUAGES:
            sections = re.split(r"^## \d+\. ", files[f"{unit}.{lang}.md"], flags=re.MULTILINE)[1:]
            for made, section in zip(asked, sections, strict=True):
                count += 1
                rest = section.removeprefix(made.question.kind.title.to(lang))
                for block in (made.stem.to(lang), (made.code or "\0").rstrip()):
                    rest = rest.replace(block, " ")
                rest = re.sub(r"\*\*\(\d+\)\*\* ?(\\_)*", " ", rest)
                stem = re.sub(r"\[\[\w+\]\]", "\0", made.stem.to(lang)).split("\0")
                stem = stem if len(stem) > 1 else []
                shown = [text.to(lang) for text in made.built.texts.values()]
                shown += [*stem, f"dlgrade show {made.built.task.get('exercise')}"]
                rest = re.sub(r"!\[.*?\]\(figures/[\w.-]+\.svg\)|\((소수 .*?자리|\w+ decimals?)\)", "", rest)
                for text in sorted(shown, key=len, reverse=True):
                    for line in text.splitlines():
                        rest = rest.replace(line.strip(), " ", 1) if line.strip() else rest
                assert left_over.fullmatch(rest.replace("`", "")), f"{made.id} ({lang}): {rest!r}"
    assert count == 2 * len(bank.questions)


def test_the_order_of_options_tells_nothing(course):
    bank = Bank(course)
    files, places = dict(quiz_files(bank)), Counter()
    for question in bank.questions.values():
        made = variants(bank, question, 1)[0]
        task = made.built.task
        if (
            task["kind"] == "choice"
            and not task["fixed"]
            and len(task["right"]) == 1
            and len(task["options"]) == 4
        ):
            section = files[f"{question.unit}.en.md"].split(made.stem.en, 1)[1].split("\n## ")[0]
            options = [line[6:] for line in section.splitlines() if line.startswith("- [ ] ")]
            places[options.index(made.built.texts[task["right"][0]].en.splitlines()[0])] += 1
    assert set(places) == {0, 1, 2, 3}
    assert max(places.values()) < 0.45 * places.total()


# ------------------------------------------------------------------------------------------------ working with it


def write(kit: Path, id: str, source: str) -> None:
    next(path for path in kit.glob(f"*/{id}.py")).write_text(source, encoding="utf-8")


def answer(id: str, which: str = "vectorised") -> str:
    return next(TINY.glob(f"exercises/*/{id}/answers/{which}.py")).read_text(encoding="utf-8")


def test_a_right_answer_passes_and_the_rest_is_said_to_be_the_instructors(dlgrade, kit):
    write(kit, "triplet", answer("triplet"))
    done = dlgrade("check", "triplet", "--format", "json", cwd=kit)
    result = json.loads(done.stdout)["exercises"][0]
    assert done.returncode == 0
    assert [(test["name"], test["status"], test["max_points"]) for test in result["tests"]] == [
        ("test_example", "passed", 1),
        ("test_kit_gradient_1", "passed", 0),
        ("test_kit_arguments_2", "passed", 0),
    ]
    assert result["tests"][1]["judged"] == [30, 30]
    assert "Your instructor runs 4 more tests, worth 8 points." in done.stderr
    korean = dlgrade("check", "triplet", "--lang", "ko", cwd=kit)
    assert "나머지 테스트 4개(8점)는 강사가 실행합니다." in korean.stderr
    assert "기울기 검사" in korean.stdout


def test_a_gradient_that_is_wrong_fails_without_any_reference(dlgrade, kit):
    write(kit, "triplet", _wrong_gradient())
    done = dlgrade("check", "triplet", "--format", "json", "--seed", "1", cwd=kit)
    tests = {test["name"]: test for test in json.loads(done.stdout)["exercises"][0]["tests"]}
    assert done.returncode == 1
    assert tests["test_example"]["status"] == "passed"
    assert tests["test_kit_gradient_1"]["status"] == "failed"
    assert "does not agree with the slope" in tests["test_kit_gradient_1"]["message"]


def _wrong_gradient() -> str:
    return answer("triplet") + (
        "\n\n_right = triplet_loss_grad\n\n\ndef triplet_loss_grad(anchor, positive, negative, margin=1.0):\n"
        "    a, p, n = _right(anchor, positive, negative, margin)\n    return a, 2 * p, n\n"
    )


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("return 'nothing'", "failed"),
        ("return None", "failed"),
        ("return [[[]]], 3", "failed"),
        ("raise ValueError('no')", "error"),
        ("import os; os._exit(0)", "error"),
    ],
)
def test_odd_answers_are_the_answers_fault(dlgrade, kit, body, status):
    write(
        kit,
        "triplet",
        f"def triplet_loss(*a, **k):\n    {body}\n\n\ndef triplet_loss_grad(*a, **k):\n    {body}\n",
    )
    done = dlgrade("check", "triplet", "--format", "json", cwd=kit)
    result = json.loads(done.stdout)["exercises"][0]
    assert done.returncode == 1
    assert result["status"] == status
    assert result["tests"][0]["status"] == status


def test_what_a_student_does_in_a_kit(dlgrade, kit, kits):
    assert "A tiny course" in dlgrade("list", cwd=kit).stdout
    assert "The anchor should be nearer" in dlgrade("show", "triplet", cwd=kit).stdout
    assert "Which axis" in dlgrade("hint", "triplet", cwd=kit).stdout
    refused = dlgrade("solution", "triplet", cwd=kit)
    assert refused.returncode == 2
    assert refused.stderr == "dlgrade: The solutions are with your instructor.\n"
    (kit / "01_layers" / "triplet.py").unlink()
    assert dlgrade("init", cwd=kit).returncode == 0
    assert (kit / "01_layers/triplet.py").read_bytes() == (kits / "tiny/01_layers/triplet.py").read_bytes()
    moved = kit.rename(kit.with_name("elsewhere"))  # its course goes with it
    assert dlgrade("check", cwd=moved).returncode == 0  # nothing has been started


@pytest.mark.parametrize(
    "command",
    [
        ("validate", "{}"),
        ("grade", ".", "--course", "{}"),
        ("release", "new", "--course", "{}"),
        ("quiz", "--course", "{}"),
    ],
)
def test_what_needs_the_whole_course_refuses_a_kit(dlgrade, kit, command):
    done = dlgrade(*(part.format(kit / "course") for part in command))
    assert done.returncode == 2
    assert "is a student kit" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_figures_and_stubs_of_a_kit_are_those_of_the_course(kits, course):
    made = Course(kits / "dlgrade" / "course")
    assert made.is_kit
    assert list(made.exercises) == list(course.exercises)
    drawn = 0
    for id, exercise in made.exercises.items():
        assert exercise.describe()["reference"] == ""
        assert exercise.describe()["python_path"] == []
        stub = (kits / "dlgrade" / exercise.unit / f"{id}.py").read_text(encoding="utf-8")
        assert stub == exercise.stub_path("en").read_text(encoding="utf-8")
        assert "NotImplementedError" in stub
        for name in re.findall(r"\(figure:(\w+)\)", (exercise.folder / "en.md").read_text(encoding="utf-8")):
            drawn += 1
            figure = load(exercise, name)
            if drawn % 4 == 1:  # making them anew takes long
                assert figure == load(course.exercise(id), name)
    assert drawn > 10


def test_figures_survive_as_data(course):
    for exercise, name in (("filters", "edges"),):
        figure = load(course.exercise(exercise), name)
        assert from_data(json.loads(json.dumps(to_data(figure)))) == figure


# ------------------------------------------------------------------------------------------------ cutting tests


def cut(tmp_path, source: str):
    path = tmp_path / "test_relu.py"
    path.write_text(source, encoding="utf-8")
    return cut_tests(path)


HEAD = "import numpy as np\nimport secretref\nfrom secretref import thing\nfrom dlgrade.testing import *\n"


def test_what_a_star_brings_is_known_only_where_it_may_come_along(tmp_path):
    test = "@public\ndef test_seen(student):\n    close(student.f(1), wanted)\n"
    harmless = cut(tmp_path, "from dlgrade.testing import *\n" + test)
    assert harmless.public == ("test_seen",)
    assert "from dlgrade.testing import *" in harmless.source
    unknown = cut(tmp_path, "from dlgrade.testing import *\nfrom secretref import *\n" + test)
    assert unknown.left_out == ("test_seen",)


def test_helpers_come_along_only_where_they_are_needed(tmp_path):
    found = cut(
        tmp_path,
        "import math\nfrom secretref import thing\nfrom dlgrade.testing import close, public\n\n"
        "NEEDED = [1]\nNEEDED.append(math.pi)\nUNUSED = thing(3)\n\n"
        "def inner(x):\n    return x + NEEDED[0]\n\ndef outer(x):\n    return inner(x)\n\n"
        "def of_hidden(x):\n    return thing(x)\n\n"
        "@public\ndef test_seen(student):\n    '''en\n    한'''\n    close(student.f(1), outer(1))\n\n"
        "def test_unseen(student):\n    '''en\n    한'''\n    close(student.f(2), of_hidden(2))\n",
    )
    assert found.public == ("test_seen",)
    assert (found.elsewhere, found.elsewhere_points) == (1, 1)
    for there in ("import math", "NEEDED.append", "def inner", "def outer"):
        assert there in found.source
    for gone in ("secretref", "UNUSED", "of_hidden", "test_unseen"):
        assert gone not in found.source
    ast.parse(found.source)


@pytest.mark.parametrize(
    "use",
    [
        "thing(1)",
        "secretref.thing(1)",
        "helper(1)",
        "TABLE[0]",
        "__import__('secretref').thing(1)",
        "np.load(__file__ + '.npz')",
        "Sub().value",
    ],
)
def test_a_public_test_that_needs_the_reference_is_left_out(tmp_path, use):
    found = cut(
        tmp_path,
        HEAD + "TABLE = [thing(i) for i in range(3)]\ndef helper(x):\n    return thing(x)\n"
        "class Sub:\n    value = TABLE\n"
        f"@public\ndef test_seen(student):\n    close(student.f(1), {use})\n",
    )
    assert found.public == ()
    assert found.left_out == ("test_seen",)
    assert "thing(" not in found.source


def test_a_check_is_cut_out_of_a_hidden_test_with_its_data_only(tmp_path):
    found = cut(
        tmp_path,
        HEAD + "def draw(rng):\n    return rng.normal(size=3)\n"
        "def test_slope(student, rng):\n"
        "    '''secret title\n    비밀 제목'''\n"
        "    x, unused = draw(rng), 3\n"
        "    wanted = thing(x)\n"
        "    x[0] = 2.0\n"
        "    for alpha in (0.1, 0.2):\n"
        "        y = x * alpha\n"
        "        close(student.f(y), wanted)\n"
        "        gradcheck(student.f, student.f_grad, y, alpha=alpha)\n"
        "    unchanged(student.f, thing(x))\n",
    )
    assert found.checks == ("test_kit_gradient_1",)
    body = found.source[found.source.index("@points(0)") :]
    assert "x[0] = 2.0" in body
    assert "y = x * alpha" in body
    assert "gradcheck(student.f, student.f_grad, y, alpha=alpha)" in body
    for gone in ("wanted", "close", "secret", "비밀", "thing(", "unchanged"):
        assert gone not in found.source


def test_checks_that_a_right_answer_does_not_pass_are_left_out(dlgrade, tmp_path):
    course = Path(shutil.copytree(TINY, tmp_path / "course", ignore=shutil.ignore_patterns("__pycache__")))
    tests = course / "exercises/01_layers/triplet/test_triplet.py"
    tests.write_text(
        tests.read_text(encoding="utf-8") + "\n\ndef test_odd(student, rng):\n    '''odd\n    이상'''\n"
        "    gradcheck(student.triplet_loss, student.triplet_loss, *rng.normal(size=(3, 4, 2)))\n",
        encoding="utf-8",
    )
    done = dlgrade("release", "kit", "--course", str(course), "--only", "triplet")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "1 exercise with 1 public test and 2 checks: kit\n"
    wrong = tests.read_text(encoding="utf-8").replace("margin=0.5), 0.5)", "margin=0.5), 0.7)")
    tests.write_text(wrong, encoding="utf-8")
    refused = dlgrade("release", "other", "--course", str(course), "--only", "triplet")
    assert refused.returncode == 2
    assert "does not pass the public tests" in refused.stderr
    assert not (tmp_path / "other").exists()


def test_broken_tests_are_an_error_of_the_course(tmp_path):
    with pytest.raises(CourseError) as caught:
        cut(tmp_path, "def test(:\n")
    assert "test_relu.py:1" in caught.value.text.en


# ------------------------------------------------------------------------------------------------ where it is written


def test_a_part_of_a_course(dlgrade, tmp_path):
    done = dlgrade(
        "release", "kit", "--course", str(TINY), "--only", "02_training", "--only", "dropout", "--lang", "ko"
    )
    assert done.returncode == 0, done.stderr
    kit = Course(tmp_path / "kit" / "course")
    assert [unit.id for unit in kit.units] == ["01_layers", "02_training"]
    assert kit.units[0].exercises == ("dropout",)
    assert not list((tmp_path / "kit").rglob("*triplet*"))
    assert "여기를 작성하세요" in (tmp_path / "kit/01_layers/dropout.py").read_text(encoding="utf-8")
    assert "연습 문제" in (tmp_path / "kit/README.ko.md").read_text(encoding="utf-8")
    unknown = dlgrade("release", "other", "--course", str(TINY), "--only", "tripled")
    assert (unknown.returncode, "triplet" in unknown.stderr) == (2, True)


@pytest.fixture(scope="session")
def two_kits(tiny):
    of = lambda *ids: make_kit(tiny, [tiny.exercise(id) for id in ids], "en", everything=False).files  # noqa: E731
    return of("triplet", "dropout"), of("dropout")


def test_only_what_a_release_wrote_is_replaced(tmp_path, two_kits):
    first, second = two_kits
    (tmp_path / ".git").mkdir()  # a repository that has just been made
    write_kit(tmp_path, first)
    (tmp_path / "own.md").write_text("mine")
    write_kit(tmp_path, second)
    there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert there == set(second) | {"own.md", ".dlgrade/kit.json"}
    assert not (tmp_path / "course/exercises/01_layers/triplet").exists()
    assert (tmp_path / ".git").is_dir()
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    write_kit(tmp_path, second)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_work_in_a_kit_is_not_overwritten(tmp_path, two_kits):
    first, second = two_kits
    write_kit(tmp_path, first)
    mine = tmp_path / "01_layers" / "triplet.py"
    mine.write_text("an answer")
    for files in two_kits:
        with pytest.raises(UserError, match="has been changed"):
            write_kit(tmp_path, files)
        assert mine.read_text() == "an answer"
    mine.unlink()
    mine.symlink_to(tmp_path / "README.md")
    with pytest.raises(UserError, match="has been changed"):
        write_kit(tmp_path, second)


@pytest.mark.parametrize("content", ["{}", "[", '{"files": 3}', '{"files": {"../../outside.txt": "0"}}'])
def test_a_manifest_cannot_make_a_release_delete_what_lies_outside(tmp_path, two_kits, content):
    outside = tmp_path / "outside.txt"
    outside.write_text("stays")
    root = tmp_path / "a" / "b"
    (root / ".dlgrade").mkdir(parents=True)
    (root / ".dlgrade" / "kit.json").write_text(content)
    with contextlib.suppress(UserError):
        write_kit(root, two_kits[1])
    assert outside.read_text() == "stays"


def test_a_folder_that_is_no_kit_is_left_alone(dlgrade, tmp_path):
    (tmp_path / "homework").mkdir()
    (tmp_path / "homework" / "answer.py").write_text("x = 1")
    done = dlgrade("release", "homework", "--course", str(TINY))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "dlgrade: homework is not empty and is no student kit. Choose another folder.\n"
    assert [path.name for path in (tmp_path / "homework").iterdir()] == ["answer.py"]
    (tmp_path / "file").write_text("")
    assert "is a file, not a folder" in dlgrade("release", "file", "--course", str(TINY)).stderr


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("kit: true\nbase: builtin\n", "a student kit has no base"),
        ("kit: maybe\n", "kit"),
    ],
)
def test_a_kits_course_file_is_read_strictly(tmp_path, change, said):
    (tmp_path / "course.yaml").write_text(f"format: 1\nid: x\ntitle: {{en: a, ko: b}}\nunits: []\n{change}")
    with pytest.raises(CourseError, match=said):
        Course(tmp_path)


def test_a_kit_whose_tests_were_broken_says_so(dlgrade, kit):
    """A student who changes the tests of a kit hears that they are broken, not the answer."""
    tests = kit / "course/exercises/01_layers/triplet/test_triplet.py"
    tests.write_text(tests.read_text(encoding="utf-8").replace("close(", "cloze(", 1), encoding="utf-8")
    write(kit, "triplet", answer("triplet"))
    done = dlgrade("check", "triplet", "--format", "json", cwd=kit)
    assert done.returncode == 3
    assert json.loads(done.stdout)["exercises"][0]["tests"][0]["status"] == "internal"


def test_known_mistakes_fail_in_a_kit_where_a_public_test_or_a_check_sees_them(kits, course):
    """A kit is worth having: most known mistakes of the activations fail in it."""
    made, judge = Course(kits / "dlgrade" / "course"), Judge()
    caught = total = 0
    try:
        for id in ("relu", "sigmoid", "softmax", "tanh"):
            exercise = course.exercise(id)
            source = exercise.solution.read_text(encoding="utf-8")
            for mistake in collect_mistakes(load_module(exercise.mistakes_path))[:6]:
                body = inspect.getsource(mistake.implementation)
                body = body[body.index("def ") :].replace(f"def {mistake.id}(", f"def {mistake.function}(", 1)
                job = {
                    "exercise": made.exercise(id).describe(),
                    "source": f"{source}\n\n{body}",
                    "file": "x.py",
                    "seed": 1,
                }
                total += 1
                caught += judge.check(job, "en").status in ("failed", "error")
    finally:
        judge.close()
    assert total == 24
    assert caught >= 12
