"""`dlgrade similar`: what is shared and rare is found, what is not is not, and nothing that a student writes gets out."""

from __future__ import annotations

import json
import random
from pathlib import Path

import html5lib
import numpy as np
import pytest

from dlgrade.classroom.gradebook import Gradebook, Version
from dlgrade.classroom.intake.submissions import Answer, Submission
from dlgrade.classroom.similar.chance import MIN_STUDENTS, judge
from dlgrade.classroom.similar.evidence import pieces
from dlgrade.classroom.similar.listing import Listing, as_data, in_short, odds, one_line
from dlgrade.classroom.similar.oddities import parts_of
from dlgrade.classroom.similar.page import marked, page
from dlgrade.classroom.similar.pairs import Work, alike, compare, groups, read_work
from dlgrade.classroom.similar.parts import Kind, Part
from dlgrade.classroom.similar.rarity import KEPT, Table, frequencies, weights
from dlgrade.classroom.similar.reading import read_parts
from dlgrade.results import ExerciseResult, Finding
from dlgrade.results import TestResult as Tested

NOTHING = np.empty(0, np.int64)
EXERCISES = [f"exercise{i}" for i in range(6)]


@pytest.fixture(scope="module", autouse=True)
def remembered():
    """The same sources come again and again: they are taken apart once."""
    known = {}

    def read(sources, jobs=None):
        new = [source for source in sources if source not in known]
        known.update(zip(new, read_parts(new, jobs), strict=True))
        return [known[source] for source in sources]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dlgrade.classroom.similar.pairs.read_parts", read)
        yield


def parts(source: str, kind: Kind) -> dict[int, str]:
    return {part.key: source[part.start : part.end] for part in parts_of(source) if part.kind == kind}


def alone(student: int, exercise: int) -> str:
    """An answer of one's own: operators, constants and their order are drawn, the rest is everybody's."""
    rng = random.Random(f"{student} {exercise}")
    lines = ["import numpy as np", "", f"def answer{exercise}(x, y):", "    total = 0", "    for v in x:"]
    for i in range(rng.randint(4, 7)):
        function = rng.choice(["np.exp", "np.log", "np.abs", "np.sign", "np.tanh", "np.sqrt"])
        op, other = rng.choice("+-*/"), rng.choice(["v", "y", "total", str(rng.randint(2, 5))])
        lines.append(f"        total {rng.choice('+-')}= {function}(v {op} {other}) {op} {rng.choice('vy')}")
        lines += [f"        w{i} = total * {rng.choice(['v', 'y'])} - v"] * rng.randint(0, 1)
    return "\n".join([*lines, "    return total", ""])


def make_class(students: int) -> dict[str, dict[str, str]]:
    return {f"s{n:02}": {id: alone(n, e) for e, id in enumerate(EXERCISES)} for n in range(students)}


def compared(files: dict[str, dict[str, str]], **options):
    return compare(
        [Work(name, "", sources) for name, sources in files.items()], EXERCISES, NOTHING, **options
    )


@pytest.fixture(scope="module")
def planted():
    """30 students, two of whom share their files, but for names, comments and layout."""
    files = make_class(30)
    for id, source in files["s04"].items():
        disguised = source.replace("total", "hap").replace(" + ", "+").replace("x", "xs").replace("nps", "np")
        files["s17"][id] = "# 내가 짠 것\n" + disguised.replace("exps", "exp").replace("e+p", "exp").replace(
            "exsp", "exp"
        )
    return files, compared(files)


# ------------------------------------------------------------------------------------------------------------------ parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("def f(x):\n    t = np.exp(x - x.max())\n    return t / t.sum()", "def g(z):\n    e=numpy.exp( z-np.max(z) )\n    return e/np.sum(e)"),
        ("def f(x):\n    return np.dot(x, x.T) ** 2 * 3", "def f(a):\n    r = 3 * np.square(a @ a.T)\n    return r"),
        ("def f(n, a):\n    i = 0\n    while i < n:\n        a[i] += i * 2.0\n        i += 1\n    return a", "def f(m, b):\n    k = 0\n    for k in range(m):\n        b[k] = b[k] + 2 * k\n    return b"),
        ("def f(xs):\n    out = []\n    for x in xs:\n        if x > 0:\n            out.append(x * 3 + 1)\n    return out", "def f(xs):\n    return [1 + 3 * x for x in xs if 0 < x]"),
        ("class A:\n    def f(self, x):\n        self.q = x * 3 - 1\n        return self.q", "class B:\n    def g(self, y):\n        self.w = y * 3 - 1\n        return self.w"),
    ],
)  # fmt: skip
def test_what_people_write_differently_out_of_habit_is_one_form(one, other):
    one, other = ("import numpy\n" + s for s in (one, other))
    biggest = max(parts(one, Kind.FORM).items(), key=lambda item: len(item[1]))
    assert biggest[0] in parts(other, Kind.FORM)


def test_other_roles_are_other_forms():
    one, other = (parts(f"t = np.exp(a - {name}.max())", Kind.FORM) for name in "ab")
    assert {one[key] for key in one.keys() & other.keys()} == {"a.max()"}


def test_oddities_are_found_where_they_are():
    source = (
        'def f(x):\n    # 최댓값을  뺀다!\n    unusual_nam = x  *0.123\n    return "gefahr" + unusual_nam \n'
    )
    assert list(parts(source, Kind.COMMENT).values()) == ["# 최댓값을  뺀다!"]
    assert "unusual_nam" in parts(source, Kind.NAME).values()
    assert "0.123" in parts(source, Kind.NUMBER).values()
    assert list(parts(source, Kind.STRING).values()) == ['"gefahr"']
    assert len(parts(source, Kind.SPACING)) >= 2
    assert set(parts(source, Kind.COMMENT)) == set(parts("# 최댓값을 뺀다", Kind.COMMENT))


def test_a_source_that_python_cannot_parse_has_lines_and_comments():
    source = "def f(x:\n    return x + x * 2 - 1  # 이상하다\n"
    assert parts(source, Kind.FORM)
    assert set(parts(source, Kind.FORM)) == set(parts(source.replace("x", "zz"), Kind.FORM))
    assert parts(source, Kind.COMMENT)


@pytest.mark.parametrize(
    "source", ["", "\n", "#", "'''", "x = '\ud800'", "def f(): pass\x00", "\t\t\x0c", "f'{", "가 = 1\r\n"]
)
def test_every_part_lies_within_its_source(source):
    for part in parts_of(source):
        assert 0 <= part.start <= part.end <= len(source)


def test_keys_are_the_same_in_another_process():
    source = alone(1, 1)
    (found,) = read_parts([source])
    assert found is not None
    assert [Part(*row) for row in found.tolist()] == parts_of(source)


def test_a_source_that_exhausts_the_parser_spoils_no_other():
    hostile = "x = " + "-" * 150_000 + "1"
    works = [
        Work("a", "", {"e": hostile}),
        Work("b", "", {"e": alone(1, 0)}),
        Work("c", "", {"e": alone(1, 0)}),
    ]
    comparison = compare(works, ["e"], NOTHING)
    assert [student for student, _ in comparison.problems] == ["a"]
    assert comparison.chances.authors.tolist() == [False, True, True]


# ----------------------------------------------------------------------------------------------------------------- rarity


def test_what_few_have_weighs_more_and_what_many_have_nothing():
    have = np.array([1, 2, 3, 6, 7, 12, 30])
    weight = weights(have, np.full(len(have), 30))
    assert weight[0] == 0
    assert weight[1] == pytest.approx(np.log(KEPT * 29))
    assert (np.diff(weight[1:4]) < 0).all()
    assert not weight[4:].any()


def test_the_course_s_own_parts_count_for_nothing(planted):
    files, comparison = planted
    known = np.unique(
        np.concatenate([p[:, 1] for p in read_parts(list(files["s04"].values())) if p is not None])
    )
    works = [Work(name, "", sources) for name, sources in files.items()]
    less = compare(works, EXERCISES, known)
    assert comparison.evidence[4, 17] > 10
    assert less.evidence[4, 17] < 0.2 * comparison.evidence[4, 17]


def test_a_habit_counts_once_in_the_course():
    files = make_class(30)
    for id in EXERCISES:
        for student in ("s03", "s09"):
            files[student][id] += "# always the same remark\n"
    shared = [p for p in pieces(compared(files), _pair(3, 9)) if p.kind in (Kind.COMMENT, Kind.WORD)]
    assert len(shared) == 1
    assert shared[0].texts == ("# always the same remark",) * 2
    assert (shared[0].have, shared[0].among) == (2, 30)


def _pair(first: int, second: int):
    from dlgrade.classroom.similar.pairs import Pair

    return Pair(first, second, 0.001, 1.0, True)


def test_the_evidence_is_the_sum_of_its_pieces(planted):
    _, comparison = planted
    total = sum(piece.weight for piece in pieces(comparison, _pair(4, 17)))
    assert total == pytest.approx(comparison.evidence[4, 17])


# ----------------------------------------------------------------------------------------------------------------- chance


def test_the_planted_pair_is_listed_and_no_other(planted):
    _, comparison = planted
    pairs = alike(comparison)
    assert [(pair.first, pair.second) for pair in pairs] == [(4, 17)]
    assert pairs[0].listed
    assert pairs[0].expected < 1e-3
    assert not alike(compared(make_class(30)))
    assert len(alike(comparison, top=3)) == 3


def test_one_short_function_is_not_enough():
    files = make_class(30)
    files["s17"]["exercise0"] = files["s04"]["exercise0"] = (
        "def answer0(x, y):\n    # 아무도 안 쓰는 말\n    rare_nam = x * 0.5771 - y ** 7\n    return rare_nam % 3.25\n"
    )
    comparison = compared(files)
    assert comparison.evidence[4, 17] > 3
    assert not any(pair.listed for pair in alike(comparison))


def test_groups_are_found():
    files = make_class(40)
    for student in ("s11", "s22", "s33"):
        files[student] = dict(files["s05"])
    comparison = compared(files)
    assert groups(alike(comparison)) == [[5, 11, 22, 33]]


def test_a_family_counts_as_two():
    part = np.array([[Kind.FORM, 7, 0, 0, 1]] * 5)
    table = Table.of(np.zeros(5, np.int64), np.arange(5), part, 9, NOTHING)
    assert frequencies(table)[0].tolist() == [5] * 5
    assert frequencies(table, np.array([0, 0, 0, 0, 0, 5, 6, 7, 8]))[0].tolist() == [2] * 5
    assert frequencies(table, np.array([0, 0, 0, 3, 4, 5, 6, 7, 8]))[0].tolist() == [4] * 5


def test_chance_follows_the_tail_of_the_class():
    rng = np.random.default_rng(3)
    size = 80
    evidence = np.triu(rng.exponential(2.0, (size, size)), 1)
    evidence[10, 20] = 60.0
    chances = judge(evidence, np.ones(size, bool))
    expected = chances.expected[np.triu_indices(size, 1)]
    assert chances.expected[10, 20] < 1e-4
    assert 0.05 < np.sort(expected)[1] < 5
    assert chances.pairs == 3160


def test_a_small_class_says_that_it_cannot_tell():
    files = make_class(MIN_STUDENTS - 1)
    files["s01"] = dict(files["s02"])
    comparison = compared(files)
    pairs = alike(comparison)
    assert (pairs[0].first, pairs[0].second) == (1, 2)
    assert all(pair.expected is None and not pair.listed for pair in pairs)
    assert odds(None).en == "cannot be told"


def test_who_handed_in_nothing_is_no_student_of_the_comparison():
    files = make_class(30) | {"z1": {}, "z2": {"exercise0": "\n"}}
    comparison = compared(files)
    assert comparison.chances.pairs == 435
    assert compared({"a": {}, "b": {}}).chances.pairs == 0


@pytest.mark.parametrize(
    ("expected", "shown"),
    [(3.0, "as by chance"), (0.4, "once in 2 classes"), (0.00213, "once in 460 classes"), (1e-9, "less than once in 1,000,000 classes")],
)  # fmt: skip
def test_odds_are_said_in_words(expected, shown):
    assert odds(expected).en == shown


# --------------------------------------------------------------------------------------------------------------- findings


def test_shared_mistakes_and_wrong_outputs_count(tmp_path):
    files = make_class(30)
    wrong = Tested("t", "T", False, "failed", 0, 1, "m", "f(1)", "-7.25")
    result = ExerciseResult("exercise0", "u", "T", "f.py", "failed", 0, 1, [wrong])
    result.mistakes.append(Finding("sign_lost", "known", "f", "Where is the minus sign?"))
    book = Gradebook(tmp_path / "book.sqlite", "c")
    submissions = {}
    for student, sources in files.items():
        submission = Submission(
            student, "", "", "", {"exercise0": Answer(sources["exercise0"].encode(), "f.py")}
        )
        submissions[student] = submission
        if student in ("s02", "s08"):
            book.record(
                book.begin_run("1", {}), submission, {"exercise0": (result, Version("h", "1", "en"), 1)}
            )
    from dlgrade.classroom.similar.findings import read_findings

    findings = read_findings(book, {student: found.hash for student, found in submissions.items()})
    book.close()
    shared = pieces(compared(files, findings=findings), _pair(2, 8))
    texts = {piece.kind: piece.texts[0] for piece in shared}
    assert texts[Kind.MISTAKE] == "f: Where is the minus sign?"
    assert texts[Kind.OUTPUT] == "f(1) → -7.25"


def test_what_cannot_be_read_is_said():
    answers = {"a": Answer(b"\xff\xfe", "a.py"), "b": Answer(b"x = 1", "b.py")}
    work, problems = read_work(Submission("s", "", "", "", answers), "en")
    assert work.sources == {"b": "x = 1"}
    assert "UTF-8" in problems[0][1].en


# ------------------------------------------------------------------------------------------------------------------ views

HOSTILE = '# </pre><script>alert(1)</script><img src=x onerror=alert(2)> \x1b[2J "quoted" & \u202eevil\n'


def test_the_page_shows_hostile_text_as_text(planted):
    files = {name: dict(sources) for name, sources in planted[0].items()}
    for student in ("s04", "s17"):
        files[student]["exercise0"] += HOSTILE
    comparison = compared(files)
    names = [f"<b>{name}</b>" for name in files]
    for lang in ("en", "ko"):
        html = page(Listing(comparison, 100, alike(comparison), names), "C<i>", lang)
        tree = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False).parse(html)
        assert not [e for e in tree.iter() if e.tag in ("script", "img", "b", "i")]
        shown = "".join("".join(e.itertext()) for e in tree.iter("pre"))
        assert "</pre><script>alert(1)</script>" in shown
        assert "\x1b" not in html
        ids = {e.get("id") for e in tree.iter() if e.get("id")}
        links = {e.get("href") for e in tree.iter("a")}
        assert all(link.startswith("#") and link[1:] in ids for link in links)
        assert "copied" not in html
        assert "베꼈" not in html


def test_marks_are_where_the_spans_are():
    html = marked("a = 1\n    b = 2 <3\n", [(6 + 4, 6 + 12, 1, 2.0)], "e-")
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    assert ["".join(mark.itertext()) for mark in tree.iter("mark")] == ["b = 2 <3"]


def test_nothing_that_a_terminal_obeys_is_printed(planted):
    assert "\x1b" not in one_line(HOSTILE)
    assert "\u202e" not in one_line(HOSTILE, 500)
    comparison = planted[1]
    assert in_short(pieces(comparison, _pair(4, 17)), "ko").startswith("exercise")


def test_json_says_the_same(planted):
    comparison = planted[1]
    listing = Listing(comparison, 100, alike(comparison), [work.student for work in comparison.works])
    data = json.loads(json.dumps(as_data(listing, "c")))
    (pair,) = data["pairs"]
    assert pair["students"] == ["s04", "s17"]
    assert data["compared_pairs"] == 435
    assert sum(shared["nats"] for shared in pair["shared"]) == pytest.approx(pair["evidence_nats"], abs=0.1)


# ---------------------------------------------------------------------------------------------------------------- command


TINY = ("--course", str(Path(__file__).parents[1] / "courses" / "tiny"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Submissions to the tiny course; two students have the same unusual answer."""
    root = tmp_path_factory.mktemp("subs")
    for number in range(5):
        constant = random.Random(number).random()
        source = f"def init_he(rng, a, b):\n    scale = (2 / a) ** 0.5\n    return rng.normal(size=(a, b)) * scale + {constant:.3f}\n"
        if number in (1, 2):
            source = "def init_he(rng, a, b):\n    # kim1 의 풀이\n    gyeol_gwa = rng.random((b, a))\n    return gyeol_gwa.T / 7 - a % 3\n"
        (root / f"kim{number}").mkdir()
        (root / f"kim{number}" / "init_he.py").write_text(source, encoding="utf-8")
    (root / "kim4" / "momentum.py").write_bytes(b"\xff\xfe")
    return root


def test_the_command(dlgrade, folder, tmp_path):
    out = tmp_path / "alike.html"
    done = dlgrade("similar", str(folder), *TINY, "--output", str(out), "--lang", "ko")
    assert done.returncode == 0, done.stderr
    assert "kim1" in done.stdout
    assert "알 수 없" in done.stdout
    assert "kim4" in done.stderr
    tree = html5lib.parse(out.read_text(encoding="utf-8"))
    assert "kim1 의 풀이" in "".join(tree.itertext())


def test_nobody_is_named_where_nobody_may_be(dlgrade, folder, tmp_path):
    out = tmp_path / "alike.html"
    done = dlgrade("similar", str(folder), *TINY, "--anonymous", "--format", "json", "--output", str(out))
    assert done.returncode == 0, done.stderr
    assert "kim" not in done.stdout + done.stderr + out.read_text(encoding="utf-8")
    data = json.loads(done.stdout)
    assert not data["calibrated"]
    assert data["pairs"][0]["shared"]
    assert all(name.startswith("s-") for name in data["pairs"][0]["students"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--output", "x.json"), "must end in .html"),
        (("--grades", "nowhere"), "holds no gradebook"),
        (("--only", "relo"), "Perhaps: relu"),
    ],
)
def test_a_wrong_call_is_one_sentence(dlgrade, folder, arguments, said):
    done = dlgrade("similar", str(folder), *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
