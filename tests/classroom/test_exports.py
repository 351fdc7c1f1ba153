"""Exports, read back by readers that follow the rules of the programs they are for."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from importlib.resources import files

import jsonschema
import pytest
from classes import HOSTILE, POLICY, ROSTER, MadeClass, broken, failed, full_class, passed
from hypothesis import given, settings
from hypothesis import strategies as st

from dlgrade.classroom.calculation import calculation, lateness
from dlgrade.classroom.exports.classroom50 import apportion, half_up
from dlgrade.classroom.exports.table import Sheet, fixed
from dlgrade.classroom.graded import open_class
from dlgrade.classroom.intake.roster import Student
from dlgrade.cli.app import run
from dlgrade.errors import CourseError, UserError

SCHEMA = json.loads((files("dlgrade") / "schema" / "grades.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return full_class(tmp_path_factory.mktemp("class"))


@pytest.fixture
def export(made, capsys):
    """Run the command; return what it printed."""

    def call(form, *options, of=made, status=0):
        assert run(["export", form, *of.arguments, *options]) == status
        return capsys.readouterr()

    return call


def rows_of(text):
    return list(csv.reader(io.StringIO(text)))


def dicts_of(text):
    return list(csv.DictReader(io.StringIO(text)))


# --------------------------------------------------------------------------------------------------------- all forms


@pytest.mark.parametrize("form", ["canvas", "moodle", "gradescope", "classroom50", "junit", "json", "csv"])
def test_every_form_says_what_is_wrong_with_the_call(form, made, tmp_path, capsys):
    calls = {
        "no gradebook": ["export", form, str(tmp_path), "--lang", "en"],
        "no assignment `hw9`": ["export", form, *made.arguments, "--assignment", "hw9"],
        "gradebook of the course `tiny`": ["export", form, str(made.out), "--lang", "en"],
    }
    for words, call in calls.items():
        assert run(call) == 2
        said = capsys.readouterr()
        assert words in said.err
        assert said.out == ""


def test_no_export_changes_the_gradebook_or_leaves_a_file_behind(made, export, tmp_path):
    before = {path: path.read_bytes() for path in made.out.iterdir() if path.is_file()}
    for form in ("json", "csv", "junit"):
        export(form)
    export("gradescope", "--output", str(tmp_path / "g"))
    assert {path: path.read_bytes() for path in made.out.iterdir() if path.is_file()} == before


def test_an_output_file_is_written_whole(export, tmp_path):
    export("csv", "--output", str(tmp_path / "all.csv"))
    assert (tmp_path / "all.csv").read_text(encoding="utf-8") == export("csv").out
    assert [path.name for path in tmp_path.iterdir()] == ["all.csv"]


@pytest.mark.parametrize(
    ("points", "shown"),
    [
        (8.5, "8.50"),
        (2.675, "2.68"),
        (0.125, "0.13"),
        (1 / 3, "0.33"),
        (9.999999, "10.00"),
        (0, "0.00"),
        (1e6, "1000000.00"),
    ],
)
def test_points_have_two_decimals_and_halves_go_up(points, shown):
    assert fixed(points) == shown


# ------------------------------------------------------------------------------------------------------- JSON and CSV


def test_json_satisfies_its_schema_and_holds_every_grade(export):
    found = json.loads(export("json").out)
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(found, SCHEMA)
    students = {student["student"]: student for student in found["students"]}
    assert set(students) == {"kim", "lee", "park", "choi", "bad<zip>", "Zed"}
    lee = students["lee"]["grades"][0]
    assert lee["raw"] == pytest.approx(1.5 / 9 * 10)
    assert (lee["penalty"], lee["adjustment"]) == (1.0, 0.5)
    assert lee["points"] == pytest.approx(lee["raw"] - lee["penalty"] + lee["adjustment"], abs=1e-6)
    assert (lee["late_seconds"], lee["reasons"], lee["attempt"]) == (86340, ["found, an error"], 1)
    statuses = {id: [grade["status"] for grade in student["grades"]] for id, student in students.items()}
    assert statuses["park"] == ["excused", "graded"]
    assert statuses["choi"] == ["missing", "missing"]
    assert statuses["bad<zip>"] == ["unreadable", "unreadable"]
    assert students["choi"]["record"] is None


def test_json_of_nobody_satisfies_its_schema(tmp_path, export):
    empty = MadeClass(tmp_path).done()
    jsonschema.validate(json.loads(export("json", of=empty).out), SCHEMA)


def test_csv_has_a_line_for_every_student_and_assignment(export):
    found = dicts_of(export("csv").out)
    assert len(found) == 6 * 2
    lee = next(row for row in found if (row["student"], row["assignment"]) == ("lee", "hw1"))
    assert (lee["raw"], lee["penalty"], lee["adjustment"], lee["points"]) == ("1.67", "1.00", "0.50", "1.17")
    assert lee["reasons"] == "found, an error"
    assert all(not row["name"].startswith(("=", "+", "-", "@")) for row in found)
    assert [row["points"] for row in found if row["student"] == "choi"] == ["", ""]


def test_one_assignment_can_be_chosen(export):
    assert {row["assignment"] for row in dicts_of(export("csv", "--assignment", "hw2").out)} == {"hw2"}


# -------------------------------------------------------------------------------------------------------------- Canvas


def canvas_import(text, grades):
    """What Canvas's importer would change: lib/gradebook_importer.rb, for students and assignments that it knows."""
    heading, *rows = rows_of(text)
    assert "Student" in heading[0]
    assert "ID" in heading[1]
    last = 3 if re.search(r"SIS\s+Login\s+ID", heading[2]) else 4 if "SIS User ID" in heading[2] else 2
    assert "Section" in heading[last]
    columns = {
        int(re.search(r"\((\d+)\)$", title)[1]): i for i, title in enumerate(heading) if title.endswith(")")
    }
    changed, possible = {}, {}
    for row in rows:
        if "Points Possible" in row[0]:
            possible = {id: row[i] for id, i in columns.items() if row[i]}
        elif not all(re.match(r"^\s*(Muted|Manual Posting.*)?\s*$", cell) for cell in row):
            for id, i in columns.items():
                old, new = grades.get((int(row[1] or 0), id), ""), row[i].strip()
                if new != old:
                    changed[int(row[1]), id] = new
    return changed, possible


def test_canvas_gets_grades_and_excuses_and_never_a_blank(export):
    said = export("canvas", "--assignment", "hw1")
    before = {(10023, 4411): "3.00", (10026, 4411): "9.00", (991, 4411): "1"}
    changed, possible = canvas_import(said.out, before)
    assert changed == {
        (10023, 4411): "10.00",
        (10024, 4411): "1.17",
        (10025, 4411): "EX",
        (991, 4411): "6.67",  # whose number at Canvas the name of the downloaded file tells
    }
    assert possible == {}  # the points of an assignment that is there already stay
    assert rows_of(said.out)[1][0].startswith("Zed")
    assert "=HYPERLINK" not in {row[0] for row in rows_of(said.out)}


def test_canvas_refuses_to_write_a_blank_that_would_clear_a_grade(export, made):
    said = export("canvas", status=2)
    assert said.out == ""
    assert "a blank cell would clear" in said.err
    assert "--assignment" in said.err
    assert "--into" in said.err


def test_canvas_columns_and_rows_without_any_grade_are_left_out(tmp_path, export):
    some = MadeClass(tmp_path, POLICY.partition("  adjustments:")[0])
    some.gradebook.note_students([*ROSTER, Student("anon", "Anon")])
    some.hand_in("kim", [passed("momentum")])
    some.hand_in("anon", [passed("momentum")])
    said = export("canvas", of=some.done())
    assert rows_of(said.out) == [
        ["Student", "ID", "SIS Login ID", "Section", "Training"],
        ["    Points Possible", "", "", "", "4.00"],  # of an assignment that Canvas does not know yet
        ["김하나", "10023", "", "1", "4.00"],
    ]
    assert "anon has no user id at Canvas" in said.err


def test_a_class_without_grades_exports_no_table(tmp_path, export):
    empty = MadeClass(tmp_path, "\n").done()
    for form in ("canvas", "moodle"):
        assert "no grade that can be exported" in export(form, of=empty, status=2).err


EXPORTED = (
    '\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,"Layers, by hand (4411)",Other (7),Current Score\r\n'
    ",,,,,Manual Posting,,\r\n"
    "    Points Possible,,,,,10.00,5,(read only)\r\n"
    '"Kim, ""H""",10023,,hk,"DL-1, a",3.00,1.5,80\r\n'
    "Bo,10024,,bo@example.org,DL-1,,,\r\n"
    "Park,10025,,park@example.org,DL-2,,4,\r\n"
    "Choi,10026,,,DL-2,9.00,2,\r\n"
    "Z,991,,,DL-2,,,"
)


def test_canvas_fills_an_exported_gradebook_and_leaves_every_other_byte(export, tmp_path):
    path = tmp_path / "export.csv"
    path.write_bytes(EXPORTED.encode())
    said = export("canvas", "--into", str(path), "--assignment", "hw1")
    assert said.out == ""
    assert "4 grades filled in" in said.err
    expected = (
        EXPORTED.replace(",3.00,1.5,80", ",10.00,1.5,80")
        .replace("DL-1,,,\r\n", "DL-1,1.17,,\r\n")
        .replace("DL-2,,4,", "DL-2,EX,4,")
        .replace("DL-2,,,", "DL-2,6.67,,")
    )
    assert path.read_bytes().decode() == expected
    changed, _ = canvas_import(expected.removeprefix("\ufeff"), {(10026, 4411): "9.00", (10023, 7): "1.5"})
    assert (10026, 4411) not in changed


def test_canvas_finds_students_by_the_schools_own_ids_where_there_is_no_number(tmp_path, export):
    some = MadeClass(tmp_path)
    some.gradebook.note_students(
        [Student("HK", "Kim"), Student("b", "Bo", "bo@example.org"), Student("nobody")]
    )
    for student in ("HK", "b", "nobody"):
        some.hand_in(student, [passed("affine")])
    path = tmp_path / "export.csv"
    path.write_bytes(EXPORTED.encode())
    said = export("canvas", "--into", str(path), "--output", str(tmp_path / "filled.csv"), of=some.done())
    assert path.read_bytes() == EXPORTED.encode()
    filled = dicts_of((tmp_path / "filled.csv").read_text(encoding="utf-8-sig"))
    assert [row["Layers, by hand (4411)"] for row in filled][2:4] == ["6.67", "6.67"]
    assert "nobody is not in export.csv" in said.err
    assert "there is no column `Training`" in said.err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"name,points\n", "no gradebook that Canvas exported"),
        (b"Student,ID,Section,Other (7)\n", "there is no column for any of these assignments"),
        ("Student,ID,학번\n".encode("cp949"), "is not UTF-8"),
        (b'Student,ID,Section,"Layers\n', "does not end"),
        (None, "cannot be read"),
    ],
)
def test_canvas_says_what_is_wrong_with_a_file(content, words, export, tmp_path):
    path = tmp_path / "x.csv"
    if content is not None:
        path.write_bytes(content)
    assert words in export("canvas", "--into", str(path), status=2).err
    assert content is None or path.read_bytes() == content


# -------------------------------------------------------------------------------------------------------------- Moodle


def test_moodle_gets_a_table_that_it_can_read(export):
    said = export("moodle", "--assignment", "hw1")
    found = {row["email"]: row for row in dicts_of(said.out)}
    assert set(found) == {"hana@example.org", "bo@example.org"}
    bo = found["bo@example.org"]
    assert bo["Layers, by hand"] == "1.17"
    assert bo["Layers, by hand (feedback)"] == (
        "1.17 of 10 = 1.67 − 1 (23 hours 59 minutes late) + 0.5 (found, an error)"
    )
    assert found["hana@example.org"]["Layers, by hand (feedback)"] == "10점 만점에 10점"
    assert all(float(row["Layers, by hand"]) >= 0 for row in found.values())
    assert "Zed has no e-mail address" in said.err
    assert "park is excused" in said.err


def test_a_grade_that_the_grader_failed_in_never_leaves_the_house(export, tmp_path):
    said = export("canvas", "--assignment", "hw2")
    assert "Zed: the grader itself failed in momentum, so hw2 is left out" in said.err
    assert {row[1] for row in rows_of(said.out)[2:]} == {"10023", "10024", "10025"}
    export("gradescope", "--output", str(tmp_path), "--assignment", "hw2")
    assert {path.name for path in (tmp_path / "hw2").iterdir()} == {"kim", "lee", "park"}


def test_moodle_finds_users_by_ids_where_asked_to(export):
    found = dicts_of(export("moodle", "--assignment", "hw1", "--key", "idnumber").out)
    assert [row["idnumber"] for row in found] == ["Zed", "kim", "lee"]
    assert all(row["Layers, by hand"] for row in found)


WORKSHEETS = {
    "en": "Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments\n",
    "ko": "식별자,성명,이메일 주소,상태,성적,최대 성적,Grade can be changed,마지막 수정됨(제출),마지막 수정됨(성적),피드백 코멘트\n",
}
PREFIX = {"en": "Participant ", "ko": "참가자"}


def worksheet(lang):
    p = PREFIX[lang]
    return (
        WORKSHEETS[lang]
        + f'{p}104233,김하나,hana@example.org,Submitted,,"10.00",Yes,"Monday, 2 November 2026",-,\n'
        f'{p}999,"Lee, Bo",bo@example.org,Submitted,3.00,"10.00",No,-,-,"keep, this"\n'
        f"{p}104236,Choi,choi@example.org,No submission,,10.00,Yes,-,-,\n"
    )


def worksheet_import(text, lang):
    """What Moodle's importgradeslib.php reads: the grades by participant number."""
    names = {
        "en": ("Identifier", "Grade", "Last modified (grade)"),
        "ko": ("식별자", "성적", "마지막 수정됨(성적)"),
    }[lang]
    heading, *rows = rows_of(text)
    id, grade, modified = (heading.index(name) for name in names)
    assert modified > 0
    return {row[id][len(PREFIX[lang]) :]: row[grade] for row in rows if row[grade] not in ("", "-")}


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_moodle_fills_a_worksheet_and_leaves_every_other_byte(lang, export, tmp_path):
    path = tmp_path / "worksheet.csv"
    path.write_bytes(worksheet(lang).encode())
    said = export("moodle", "--into", str(path), "--assignment", "hw1")
    text = path.read_bytes().decode()
    assert worksheet_import(text, lang) == {"104233": "10.00", "999": "1.17"}
    expected = (
        worksheet(lang)
        .replace('Submitted,,"10.00"', 'Submitted,10.00,"10.00"')
        .replace("Submitted,3.00", "Submitted,1.17")
        .replace('2026",-,\n', '2026",-,10점 만점에 10점\n')
    )
    assert text == expected
    assert "Zed is not in worksheet.csv" in said.err
    assert "lee: Moodle says that this grade cannot be changed" in said.err


def test_a_worksheet_in_another_language_needs_the_name_of_its_column(export, tmp_path):
    path = tmp_path / "worksheet.csv"
    text = (
        worksheet("en")
        .replace("Grade,", "Bewertung,")
        .replace("Identifier", "ID")
        .replace("Participant", "Teilnehmer")
    )
    path.write_bytes(text.encode())
    assert "--column" in export("moodle", "--into", str(path), "--assignment", "hw1", status=2).err
    export("moodle", "--into", str(path), "--assignment", "hw1", "--column", "Bewertung")
    assert rows_of(path.read_text(encoding="utf-8"))[1][4] == "10.00"


def test_a_worksheet_is_of_one_assignment(export, tmp_path):
    path = tmp_path / "worksheet.csv"
    path.write_bytes(worksheet("en").encode())
    assert "Choose it with --assignment: hw1, hw2" in export("moodle", "--into", str(path), status=2).err


def test_a_worksheet_with_decimal_commas_keeps_them_and_a_scale_is_refused(export, tmp_path):
    path = tmp_path / "worksheet.csv"
    path.write_bytes(worksheet("en").replace("10.00", '"10,00"').replace('""10,00""', '"10,00"').encode())
    export("moodle", "--into", str(path), "--assignment", "hw1")
    assert rows_of(path.read_text(encoding="utf-8"))[2][4] == "1,17"
    path.write_bytes(worksheet("en").replace("10.00", "Good").encode())
    assert (
        "graded with words (`Good`)"
        in export("moodle", "--into", str(path), "--assignment", "hw1", status=2).err
    )


def test_a_grade_above_moodles_maximum_is_named(export, tmp_path):
    path = tmp_path / "worksheet.csv"
    path.write_bytes(worksheet("en").replace("10.00", "5.00").encode())
    assert "kim has 10.00 points" in export("moodle", "--into", str(path), "--assignment", "hw1").err


# -------------------------------------------------------------------------------------------------- edited CSV files

texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(texts, min_size=width, max_size=width), min_size=1, max_size=4)
)


@settings(max_examples=60, deadline=None)
@given(
    tables, texts, st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.booleans(),
    st.data(),
)  # fmt: skip
def test_a_cell_is_changed_and_nothing_else(
    tmp_path_factory, table, text, delimiter, end, quoted, mark, data
):
    table[0] = [f"h{i}" for i in range(max(2, len(table[0])))]
    table = [row + [""] * (len(table[0]) - len(row)) for row in table]
    out = io.StringIO(newline="")
    quoted |= any(c in cell for row in table for cell in row for c in "\r\n")
    style = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=style).writerows(table)
    path = tmp_path_factory.getbasetemp() / "edited.csv"
    path.write_bytes((b"\xef\xbb\xbf" if mark else b"") + out.getvalue().encode())
    sheet = Sheet(path)
    assert sheet.rows == table
    assert sheet.text().encode() == path.read_bytes()
    row = data.draw(st.integers(0, len(table) - 1))
    column = data.draw(st.integers(0, len(table[0]) - 1))
    sheet.set(row, column, text)
    table[row][column] = text
    read = csv.reader(io.StringIO(sheet.text().removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    assert list(read) == table


def test_a_short_row_grows_where_it_must(tmp_path):
    path = tmp_path / "short.csv"
    path.write_bytes(b"a,b,c\r\nx\r\ny,,\r\n")
    sheet = Sheet(path)
    sheet.set(1, 2, "1")
    assert sheet.text() == "a,b,c\r\nx,,1\r\ny,,\r\n"


def test_a_file_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("dlgrade.classroom.exports.table.MAX_FILE", 10)
    (tmp_path / "big.csv").write_bytes(b"a,b\n" * 10)
    with pytest.raises(CourseError):
        Sheet(tmp_path / "big.csv")


# -------------------------------------------------------------------------------------- Gradescope, Classroom 50, JUnit


def test_gradescope_gets_results_for_every_student_with_a_grade(export, made, tmp_path):
    export("gradescope", "--output", str(tmp_path))
    found = {
        path.parent.name: json.loads(path.read_text(encoding="utf-8"))
        for path in tmp_path.glob("hw1/*/results.json")
    }
    assert {name.split("-")[0] for name in found} == {"kim", "lee", "Zed"}
    lee = found["lee"]
    assert lee["score"] == pytest.approx(1.166667)
    assert "1.17 of 10" in lee["output"]
    assert "It is `twice` as much." in lee["output"]
    assert [test["number"] for test in lee["tests"]] == ["1.1", "1.2", "1.3", "1.4", "1.5", "2.1"]
    assert "만점" in found["kim"]["output"]


def test_classroom_50_gets_whole_numbers_that_add_up(export, tmp_path):
    export("classroom50", "--output", str(tmp_path), "--classroom", "DL-26")
    results = [json.loads(path.read_text(encoding="utf-8")) for path in tmp_path.rglob("result.json")]
    assert len(results) == 3 + 3
    for result in results:
        assert result["schema"] == "classroom50/result/v1"
        assert result["classroom"] == "dl-26"
        assert all(type(result[key]) is int for key in ("score", "max-score"))
        assert sum(test["score"] for test in result["tests"]) == result["score"]
        assert sum(test["max-score"] for test in result["tests"]) == result["max-score"]
        assert abs(result["score"] - result["points"]) <= 0.5
    lee = json.loads((tmp_path / "hw1" / "lee" / "result.json").read_text(encoding="utf-8"))
    assert lee["owner"] == "bo"
    assert lee["datetime"] == "2026-11-02T14:58:00Z"
    assert re.fullmatch(r"submit/2026-11-02T14-58-00Z-[0-9a-f]{7}", lee["submission"])
    assert lee["tests"][-1]["test-name"] == "grade"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0, 50).map(lambda x: round(x, 3)), min_size=1, max_size=12))
def test_apportioned_points_add_up_and_are_near(values):
    total = half_up(sum(values))
    found = apportion(values, total)
    assert sum(found) == total
    assert all(abs(a - b) <= 1 for a, b in zip(values, found, strict=True))


def test_junit_of_a_class_keeps_failures_and_errors_apart(export):
    root = ET.fromstring(export("junit").out)
    suites = {suite.get("name"): suite for suite in root}
    lee = suites["lee.hw1"]
    assert (lee.get("failures"), lee.get("errors"), lee.get("skipped")) == ("4", "0", "1")
    zed = suites["Zed.hw2"]
    assert (zed.get("failures"), zed.get("errors")) == ("0", "1")
    assert suites["bad<zip>.hw1"].find("testcase/failure").text == "x.zip is damaged."
    assert "choi.hw1" not in suites
    properties = {p.get("name"): p.get("value") for p in lee.find("properties")}
    assert (properties["dlgrade.score"], properties["dlgrade.max"]) == ("1.5", "9")
    assert properties["dlgrade.grade"] == "1.16667"
    names = Counter((case.get("classname"), case.get("name")) for case in root.iter("testcase"))
    assert max(names.values()) == 1
    assert HOSTILE in "".join(root.itertext())


# --------------------------------------------------------------------------------------------------- the calculation


def test_the_calculation_says_every_step_in_both_languages(made):
    with open_class(made.out, made.course) as of:
        grades = {(g.student.student, g.assignment.id): g for graded in of.students() for g in graded.grades}
    assert (
        calculation(grades["lee", "hw1"], "ko")
        == "10점 만점에 1.17점 = 1.67 − 1 (23시간 59분 늦음) + 0.5 (found, an error)"
    )
    assert calculation(grades["park", "hw1"], "en") == "excused (military service)"
    assert calculation(grades["choi", "hw1"], "en") == "nothing was handed in"
    assert calculation(grades["bad<zip>", "hw2"], "ko") == "제출물을 읽을 수 없음"
    assert lateness(grades["kim", "hw1"].late, "en") == ""


def test_a_grade_that_would_be_below_nothing_says_so(tmp_path):
    policy = POLICY.replace("points: 0.5, reason", "points: -8, reason")
    some = MadeClass(tmp_path, policy)
    some.hand_in("lee", [failed("affine")])
    some.done()
    with open_class(some.out, some.course) as of:
        (lee,) = of.students()
    assert lee.grades[0].points == 0
    assert calculation(lee.grades[0], "en").endswith("but not below 0")


def test_nobody_but_the_chosen_assignment_is_read(made):
    with open_class(made.out, made.course) as of:
        assert [a.id for a in of.only(["hw2"]).assignments] == ["hw2"]
        with pytest.raises(UserError):
            of.single()
        assert broken("affine").error is not None
