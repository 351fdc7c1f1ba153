"""Answer tables are read strictly; points, partial credit, regrades and grades follow from the key."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import html5lib
import pytest

from dlgrade.classroom.gradebook import Gradebook
from dlgrade.classroom.grades import grades_of
from dlgrade.classroom.policy import Policy
from dlgrade.course.model import Course
from dlgrade.errors import CourseError, UserError
from dlgrade.exam.answers import read_answers
from dlgrade.exam.book import Book, changes, merged, read_results
from dlgrade.exam.breakdown import breakdown
from dlgrade.exam.grade import grade_exam, mark, read_code
from dlgrade.exam.notation import Reading, read


@pytest.fixture
def answers(tmp_path, keys):
    """Read a table; {right} in a row stands for all right answers of a variant."""

    def run(text, of=keys):
        path = tmp_path / "answers.csv"
        path.write_text(text, encoding="utf-8")
        return read_answers(path, of)

    return run


def quoted(*cells):
    return ",".join('"' + str(cell).replace('"', '""') + '"' for cell in cells)


def head(key):
    return quoted("student", "variant", *(question.position for question in key.questions))


def right_row(key, student):
    return quoted(student, key.variant, *(question.answer for question in key.questions))


def question_of(keys, type, letter="A"):
    return next(question for question in keys[letter].questions if question.type == type)


# -------------------------------------------------------------------------------------------------------- the table


def test_right_answers_earn_all_points_in_every_variant(answers, keys):
    rows = [right_row(key, f"s{letter}") for letter, key in keys.items()]
    results = grade_exam(keys, answers("\n".join([head(keys["A"]), *rows])))
    for result in results.students.values():
        assert result.points == result.max_points == 72
        assert {one.status for one in result.marks} == {"answered"}


def test_the_table_may_come_from_any_spreadsheet(tmp_path, keys):
    rows = "\n".join([head(keys["A"]), right_row(keys["B"], "김")])
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp949"):
        path = tmp_path / f"{encoding}.csv"
        path.write_bytes(rows.encode(encoding))
        (sheet,) = read_answers(path, keys)
        assert sheet.student == "김"
    path.write_text(rows.replace('","', '";"').replace("\n", "\r\n\r\n"), encoding="utf-8")
    (sheet,) = read_answers(path, keys)
    assert grade_exam(keys, [sheet]).students["김"].points == 72


def test_signs_that_command_a_terminal_are_left_out(answers, keys):
    cells = [question.answer for question in keys["A"].questions]
    (sheet,) = answers(
        "\n".join([head(keys["A"]), quoted("s\x1b[2J1\u202e", "A", *cells[:-1], "\x07x\u2066")])
    )
    assert sheet.student == "s[2J1"
    assert sheet.cells[18] == "x"


def test_absent_students_have_no_points(answers, keys):
    blank = ["-"] + [""] * 18
    results = grade_exam(
        keys, answers("\n".join([head(keys["A"]), quoted("ill", *blank), right_row(keys["A"], "s1")]))
    )
    assert results.students["ill"].status == "absent"
    assert results.students["ill"].points is None


def test_codes_earn_nothing_and_are_kept(answers, keys):
    cells = ["", "?", "*", *[""] * 15]
    (result,) = grade_exam(
        keys, answers(head(keys["A"]) + "\n" + quoted("s1", "a", *cells))
    ).students.values()
    assert [one.status for one in result.marks][:4] == ["blank", "unreadable", "double", "blank"]
    assert result.points == 0


@pytest.mark.parametrize(
    ("change", "line", "what"),
    [
        (lambda rows: [], None, "is empty"),
        (lambda rows: [rows[0].replace("student", "name"), *rows[1:]], 1, "must name the columns"),
        (lambda rows: [rows[0].replace('"variant"', '"#"'), *rows[1:]], 1, "the column `variant` is missing"),
        (lambda rows: [rows[0].replace('"18"', '"19"'), *rows[1:]], 1, "`19` is no column"),
        (lambda rows: [rows[0].replace('"18"', '"17"'), *rows[1:]], 1, "the column 17 is there twice"),
        (lambda rows: [rows[0].replace('"18"', '"#18"'), *rows[1:]], 1, "there is no column 18"),
        (lambda rows: [*rows, rows[1]], 4, "`s1` is in line 2 already"),
        (lambda rows: [*rows, rows[1].replace("s1", "", 1)], 4, "names no student"),
        (lambda rows: [*rows, rows[1].replace('"s1","A"', '"s3","Q"')], 4, "no key for the variant `Q`"),
        (lambda rows: [rows[0], rows[1] + ',"more"'], 2, "put a cell with a comma in quotes"),
        (lambda rows: [*rows, '"s3","A","broken'], None, "is not CSV"),
    ],
)
def test_what_is_wrong_with_a_table_is_said_with_its_line(tmp_path, keys, change, line, what):
    rows = [head(keys["A"]), right_row(keys["A"], "s1"), right_row(keys["B"], "s2")]
    path = tmp_path / "answers.csv"
    path.write_text("\n".join(change(rows)), encoding="utf-8")
    with pytest.raises(CourseError) as caught:
        read_answers(path, keys)
    assert caught.value.line == line
    assert what in caught.value.text.en


def test_an_impossible_answer_is_said_with_line_student_and_question(answers, keys):
    question = question_of(keys, "single")
    cells = [one.answer for one in keys["A"].questions]
    cells[question.position - 1] = "9"
    with pytest.raises(
        CourseError, match=rf"answers\.csv:3: question {question.position} of s2: `9` is none"
    ):
        answers("\n".join([head(keys["A"]), right_row(keys["A"], "s1"), quoted("s2", "A", *cells)]))


def test_lines_count_although_cells_have_lines_of_their_own(answers, keys):
    trace = question_of(keys, "trace")
    cells = [one.answer for one in keys["A"].questions]
    cells[trace.position - 1] = trace.task["right"] + "\n\n"
    rows = "\n".join([head(keys["A"]), quoted("s1", "A", *cells)])
    (sheet,) = answers(rows)
    assert grade_exam(keys, [sheet]).students["s1"].points == 72
    with pytest.raises(CourseError) as caught:
        answers(rows + "\n" + right_row(keys["A"], "s1"))
    assert caught.value.line == rows.count("\n") + 2


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"\x00" * 50, b"student\n", b"\x80\x81\xff,1\n"])
def test_rubbish_is_refused_in_a_sentence(tmp_path, keys, content):
    path = tmp_path / "answers.csv"
    path.write_bytes(content)
    with pytest.raises(CourseError):
        read_answers(path, keys)
    with pytest.raises(CourseError, match="cannot be read"):
        read_answers(tmp_path / "none.csv", keys)


# --------------------------------------------------------------------------------------------------- partial credit


def marked(question, cell):
    return mark(question, read(question.task, question.order, cell), cell)


def test_partial_credit_is_that_of_the_question(keys):
    many = question_of(keys, "multiple")
    numbers = [many.order["options"].index(id) + 1 for id in many.task["right"]]
    assert marked(many, str(numbers[0])).score == pytest.approx(1 / len(numbers))
    wrong = next(i for i, id in enumerate(many.order["options"], 1) if id not in many.task["right"])
    assert marked(many, f"{numbers[0]} {wrong}").score == 0
    tensor = question_of(keys, "tensor")
    values = tensor.answer.split(", ")
    assert marked(tensor, ", ".join(["_", *values[1:]])).score == pytest.approx(1 - 1 / len(values))


def test_an_empty_gap_costs_its_own_share_only(keys):
    cloze = question_of(keys, "cloze")
    gaps = cloze.answer.split(" | ")
    found = marked(cloze, " | ".join(["", *gaps[1:]]))
    assert found.score == pytest.approx(1 - 1 / len(gaps))
    assert found.points == pytest.approx(found.score * cloze.points)


def test_what_is_no_number_earns_nothing_and_is_named(keys):
    for type in ("numeric", "tensor"):
        found = marked(question_of(keys, type), "many")
        assert (found.points, found.note, found.status) == (0, "unclear", "answered")


def test_void_accept_and_reject(keys):
    question = question_of(keys, "single")
    order, right = question.order["options"], question.task["right"][0]
    wrong = str(next(i for i, id in enumerate(order, 1) if id != right))
    assert marked(question, wrong).points == 0
    changed = replace(question, accept=(wrong,), reject=(question.answer,))
    assert (marked(changed, wrong).points, marked(changed, wrong).note) == (question.points, "accepted")
    assert (marked(changed, question.answer).points, marked(changed, question.answer).note) == (0, "rejected")
    void = replace(question, void=True)
    for cell in ("", "?", "*", wrong):
        assert (marked(void, cell).points, marked(void, cell).note) == (question.points, "void")


def test_another_way_of_writing_an_accepted_number_counts_too(keys):
    question = replace(question_of(keys, "numeric"), accept=("1/8",))
    assert marked(question, "0.125").points == question.points


# --------------------------------------------------------------------------------------------------------- coding


@pytest.fixture
def coding(exam, bank):
    """The key of an exam with a coding question, and its results folder."""
    from dlgrade.exam.key import key_of

    text = "format: 1\ntitle: Q\nseed: 1\nsections: [{questions: [write-relu, tanh-by-sigmoid], points: 6, shuffle: false}]\n"
    (paper,) = exam(text, "lab.yaml")
    return {"A": key_of(paper, bank)}


def test_coding_points_come_from_the_records_of_grade(coding, answers, tmp_path):
    rows = answers("student,variant,2\ns1,A,2 | 2 | 2\ns2,A,\ns3,A,\n", coding)
    waiting = grade_exam(coding, rows)
    assert waiting.students["s1"].status == "incomplete"
    assert (waiting.students["s1"].points, waiting.students["s1"].max_points) == (6, 6)
    grades = tmp_path / "grades"
    grades.mkdir()
    for student, points in (("s1", 4), ("s2", 2)):
        exercise = {"id": "relu", "status": "failed", "points": points, "max_points": 4}
        record = {"student": student, "exercises": [exercise]}
        (grades / f"{student}.json").write_text(json.dumps(record), encoding="utf-8")
    (grades / "junk.json").write_text("[]", encoding="utf-8")
    found = grade_exam(coding, rows, read_code(grades)).students
    assert [found[student].points for student in ("s1", "s2", "s3")] == [12, 3, 0]
    assert {one.status for one in found.values()} == {"graded"}
    assert found["s2"].marks[0].cell == "2/4"
    assert changes(waiting, replace(waiting, students=found)) == []
    less = {
        **found,
        "s1": replace(
            found["s1"], points=6.0, marks=(replace(found["s1"].marks[0], points=0.0), found["s1"].marks[1])
        ),
    }
    assert [
        change.student
        for change in changes(replace(waiting, students=found), replace(waiting, students=less))
    ] == ["s1"]
    assert found["s3"].marks[0].status == "blank"
    with pytest.raises(UserError, match="holds no records"):
        read_code(tmp_path / "nowhere")


def test_a_cell_of_a_coding_question_may_hold_anything(coding, answers):
    (sheet,) = answers("student,variant,1,2\ns1,A,done,\n", coding)
    assert sheet.readings[1] == Reading("pending")


# ------------------------------------------------------------------------------------------------------- the results


@pytest.fixture
def results(answers, keys):
    """Results of two students."""
    cells = ["" for _ in keys["B"].questions]
    return grade_exam(
        keys, answers("\n".join([head(keys["A"]), right_row(keys["A"], "s1"), quoted("=s2", "B", *cells)]))
    )


def test_results_are_written_and_read_back(results, tmp_path):
    book = Book.of(tmp_path / "grades", "midterm")
    assert book.read() is None
    book.write(results, "ko")
    assert book.read() == results
    rows = list(csv.DictReader(io.StringIO((book.folder / "grades.csv").read_text(encoding="utf-8"))))
    assert [(row["student"], row["points"], row["max_points"]) for row in rows] == [
        ("'=s2", "0", "72"),
        ("s1", "72", "72"),
    ]
    ids = list(results.questions)
    assert sum(float(rows[1][id]) for id in ids) == 72
    assert len(list((book.folder / "students").iterdir())) == 2


@pytest.mark.parametrize(
    "content", ["", "[]", '{"format": 1}', '{"format": 2}', "not json", '{"format":1,"students":[]}']
)
def test_damaged_results_are_refused(tmp_path, content):
    path = tmp_path / "results.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match="damaged"):
        read_results(path)
    with pytest.raises(UserError, match="cannot be read"):
        read_results(tmp_path / "none.json")


def test_a_changed_key_shows_who_wins_and_who_loses(results, keys, answers):
    question = keys["A"].questions[0]
    questions = (replace(question, void=True), *keys["A"].questions[1:])
    changed = {**keys, "A": replace(keys["A"], questions=questions)}
    void = {
        **changed,
        "B": replace(
            keys["B"],
            questions=tuple(replace(q, void=True) for q in keys["B"].questions[:2]) + keys["B"].questions[2:],
        ),
    }
    rows = answers(
        "\n".join(
            [
                head(keys["A"]),
                right_row(keys["A"], "s1"),
                quoted("=s2", "B", *[""] * 18),
                right_row(keys["C"], "new"),
            ]
        )
    )
    after = grade_exam(void, rows)
    (change,) = changes(results, after)
    worth = sum(question.points for question in keys["B"].questions[:2])
    assert (change.student, change.before, change.after) == ("=s2", 0, worth)
    assert len(change.marks) == 2
    kept = merged(results, after, [change])
    assert kept.students["=s2"] == results.students["=s2"]
    assert kept.students["new"].points == 72
    assert merged(results, after, []).students["=s2"].points == worth
    assert changes(results, results) == []


def test_who_is_no_more_in_the_table_keeps_the_result(results, keys, answers):
    after = grade_exam(keys, answers("\n".join([head(keys["A"]), right_row(keys["A"], "s1")])))
    assert changes(results, after) == []
    assert "=s2" in merged(results, after, []).students


def test_a_student_can_check_the_points(results, keys):
    hostile = replace(results.students["s1"], student="<script>alert(1)</script>")
    marks = (replace(hostile.marks[0], cell="<b>&\x00"), *hostile.marks[1:])
    for lang in ("en", "ko"):
        page = breakdown(results, replace(hostile, marks=marks), lang)
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
        assert tree.get("lang") == lang
        assert not tree.findall(".//script")
        rows = [[("".join(cell.itertext())).strip() for cell in row] for row in tree.findall(".//tbody/tr")]
        assert len(rows) == 18
        for row, question, one in zip(rows[1:], keys["A"].questions[1:], marks[1:], strict=True):
            assert row[0] == str(question.position)
            assert row[1] == " ".join(one.cell.split()) or row[1] == one.cell
            assert row[2] == question.answer
            assert row[3] == f"{question.points:g} / {question.points:g}"
        total = sum(float(row[3].split(" / ")[0]) for row in rows)
        assert f"{total:g} / 72" in page


def test_no_korean_in_an_english_page(results):
    page = breakdown(results, results.students["s1"], "en")
    body = page.partition("</style>")[2]
    typed = "".join(one.cell + one.right for one in results.students["s1"].marks)
    assert not {sign for sign in body if "가" <= sign <= "힣"} - set(typed)


# ------------------------------------------------------------------------------------------------- into the gradebook


def test_an_exam_is_an_assignment_of_the_class(results, tmp_path):
    home = tmp_path / "course"
    home.mkdir()
    (home / "course.yaml").write_text(
        "format: 1\nid: ours\ntitle: {en: Ours, ko: 우리}\nbase: builtin\ngrading:\n  assignments:\n"
        "    - {id: exam, exam: midterm, points: 100}\n    - {id: lab, exercises: [relu]}\n"
        "    - {id: other, exam: final}\n"
        "  adjustments: [{student: s1, assignment: exam, points: 1.5, reason: clear handwriting}]\n",
        encoding="utf-8",
    )
    book = Book.of(tmp_path / "grades", "midterm")
    book.write(results, "en")
    book.enrol("ours", results)
    policy = Policy.of(Course(home))
    gradebook = Gradebook(tmp_path / "grades" / "gradebook.sqlite", "ours")
    try:
        students = {student.student: student for student in gradebook.students()}
        assert set(students) == {"s1", "=s2"}
        exam, lab, other = grades_of(gradebook, policy, students["s1"])
        assert (exam.status, exam.raw, exam.points, exam.max_points) == ("graded", 100, 101.5, 100)
        assert (lab.status, other.status, other.points) == ("missing", "missing", None)
        assert grades_of(gradebook, policy, students["=s2"])[0].points == 0
    finally:
        gradebook.close()


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("{id: x}", r"course\.yaml: the key `exercises` is missing"),
        ("{id: x, exam: m, exercises: [relu]}", r"course\.yaml:7: `x` has either `exercises` or an `exam`"),
    ],
)
def test_an_assignment_has_exercises_or_an_exam(tmp_path, written, what):
    (tmp_path / "course.yaml").write_text(
        f"format: 1\nid: ours\ntitle: {{en: Ours, ko: 우리}}\nbase: builtin\ngrading:\n  assignments:\n    - {written}\n",
        encoding="utf-8",
    )
    with pytest.raises(CourseError, match=what):
        Policy.of(Course(tmp_path))


def test_results_that_are_not_there_or_broken(tmp_path):
    from dlgrade.classroom.exams import exam_points

    assert exam_points(tmp_path, "none") == {}
    path = tmp_path / "exams" / "x" / "results.json"
    path.parent.mkdir(parents=True)
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(UserError, match="is damaged"):
        exam_points(tmp_path, "x")
