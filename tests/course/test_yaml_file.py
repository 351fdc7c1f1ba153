"""YAML read strictly: every error has its sentence, its file and its line."""

from __future__ import annotations

import pytest

from dlgrade.course import yaml_file
from dlgrade.course.yaml_file import Located
from dlgrade.errors import CourseError


@pytest.fixture
def read(tmp_path):
    def run(text: str | bytes):
        path = tmp_path / "file.yaml"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return yaml_file.read(path)

    return run


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# only a comment", None),
        ("a: 1", {"a": 1}),
        ("a: -1.5", {"a": -1.5}),
        ("a: +7", {"a": 7}),
        ("a: 0", {"a": 0}),
        ("a: 1e-3", {"a": 0.001}),
        ("a: 1.5E6", {"a": 1.5e6}),
        ("a: .5", {"a": 0.5}),
        ("a: 2.", {"a": 2.0}),
        ("a: true", {"a": True}),
        ("a: false", {"a": False}),
        ("a:", {"a": None}),
        ("a: ~", {"a": None}),
        ("a: null", {"a": None}),
        ("a: '010'", {"a": "010"}),
        ('a: "yes"', {"a": "yes"}),
        ("a: |\n  yes\n", {"a": "yes\n"}),
        ("a: True love", {"a": "True love"}),
        ("a: 000 §3.3", {"a": "000 §3.3"}),
        ("a: numpy.tanh", {"a": "numpy.tanh"}),
        ("a: 1.2.3", {"a": "1.2.3"}),
        ("a: e5", {"a": "e5"}),
        ("a: None", {"a": "None"}),
        ("a: 한국어 제목", {"a": "한국어 제목"}),
        ("[1, two, [3.5]]", [1, "two", [3.5]]),
        ("a: {b: {c: [d]}}", {"a": {"b": {"c": ["d"]}}}),
        ("a: &x 1\nb: *x", {"a": 1, "b": 1}),
        ("a: .", {"a": "."}),
    ],
)
def test_what_json_has_is_read_as_it_stands(read, text, value):
    assert read(text) == value


def test_every_key_remembers_its_line(read):
    found = read("a: 1\n\nb:\n  c: 2\n  d: [3]\n")
    assert isinstance(found, Located)
    assert found.lines == {"a": 1, "b": 3}
    assert found["b"].lines == {"c": 4, "d": 5}


AMBIGUOUS = [
    "010",
    "0o17",
    "0x1f",
    "0b11",
    "yes",
    "No",
    "ON",
    "off",
    "y",
    "n",
    "N",
    "12:30",
    "12:30:00",
    "1_000",
    "2026-01-02",
    "2026-1-2T10:00:00",
    "-07",
    "00",
]


@pytest.mark.parametrize("word", AMBIGUOUS)
def test_what_yaml_would_turn_into_something_else_asks_for_quotes(read, word):
    with pytest.raises(CourseError) as caught:
        read(f"a: 1\nb: {word}\n")
    assert caught.value.line == 2
    assert caught.value.sentence.en == (
        f"`{word}` means different things to different readers of YAML; write a plain number or put it in quotes."
    )
    assert caught.value.sentence.ko == (
        f"`{word}` 값은 YAML을 읽는 프로그램마다 다르게 해석합니다. 평범한 수로 쓰거나 따옴표로 감싸세요."
    )


@pytest.mark.parametrize(
    ("text", "line", "en", "ko"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "the key `a` is there twice.", "키 `a`: 두 번 나옵니다."),
        ("a:\n  b: 1\n  b: 2\n", 3, "the key `b` is there twice.", "키 `b`: 두 번 나옵니다."),
        ("1: a\n", 1, "the key 1 is not text.", "키 1: 문자열이 아닙니다."),
        ("a: 1\n[b]: 2\n", 2, "the key ['b'] is not text.", "키 ['b']: 문자열이 아닙니다."),
        ("true: 2\n", 1, "the key True is not text.", "키 True: 문자열이 아닙니다."),
        (b"a: \xff\xfe", None, "is not UTF-8.", "UTF-8 파일이 아닙니다."),
    ],
)
def test_a_wrong_file_is_named_with_its_line(read, tmp_path, text, line, en, ko):
    with pytest.raises(CourseError) as caught:
        read(text)
    error = caught.value
    assert (error.line, error.sentence.en, error.sentence.ko) == (line, en, ko)
    where = f"{tmp_path / 'file.yaml'}" + (f":{line}" if line else "")
    assert error.text == (f"{where}: {en}", f"{where}: {ko}")
    assert str(error) == f"{where}: {en}"


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: [1\nb: 2\n", 2), ("a: 'x\n", 2), ("a: b: c\n", 1), ("\ta: 1\n", 1), ("a: *nowhere\n", 1)],
)
def test_broken_yaml_is_reported_in_the_parsers_words_with_the_line(read, text, line):
    with pytest.raises(CourseError) as caught:
        read(text)
    assert caught.value.line == line
    assert caught.value.sentence.en.endswith(".")
    assert caught.value.sentence.ko == f"YAML 문법이 잘못되었습니다: {caught.value.sentence.en}"


@pytest.mark.parametrize(
    "text",
    ["a: 1\n---\nb: 2\n", "a: \x07\n", "? {a: 1}\n: 2\n", "!!python/object:os.system x\n", "a: !!int 'x'\n"],
)
def test_odd_yaml_is_an_error_of_the_course_or_plain_data(read, text):
    try:
        assert isinstance(read(text), dict | str)
    except CourseError as error:
        assert error.sentence.en.endswith(".")  # noqa: PT017


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(CourseError) as caught:
        yaml_file.read(tmp_path / "nothing.yaml")
    assert caught.value.text.en == f"{tmp_path / 'nothing.yaml'}: cannot be read: No such file or directory."
    assert (
        caught.value.text.ko == f"{tmp_path / 'nothing.yaml'}: 읽을 수 없습니다: No such file or directory."
    )


def test_a_folder_in_place_of_a_file_says_so(tmp_path):
    with pytest.raises(CourseError) as caught:
        yaml_file.read(tmp_path)
    assert caught.value.sentence.en == "cannot be read: Is a directory."


def test_a_deep_file_does_not_end_the_program(read):
    with pytest.raises((CourseError, RecursionError)):
        read("[" * 3000 + "]" * 3000)


# ------------------------------------------------------------------------------------------------------------- expect


REQUIRED = {"id": str, "format": int, "units": list, "title": Located}
OPTIONAL = {"share": (int, float), "shown": bool}
COMPLETE = "id: a\nformat: 1\nunits: []\ntitle: {en: A}\n"


def expect(read, text, tmp_path):
    return yaml_file.expect(read(text), tmp_path / "file.yaml", REQUIRED, OPTIONAL, line=7)


@pytest.mark.parametrize("more", ["", "share: 1\n", "share: 0.5\n", "shown: true\n"])
def test_the_keys_that_are_asked_for_are_accepted(read, tmp_path, more):
    assert expect(read, COMPLETE + more, tmp_path)["id"] == "a"


@pytest.mark.parametrize(
    ("text", "line", "en", "ko"),
    [
        ("- a\n", 7, "a mapping (`key: value`) is expected here.", "여기에는 `키: 값` 형식이 와야 합니다."),
        ("", 7, "a mapping (`key: value`) is expected here.", "여기에는 `키: 값` 형식이 와야 합니다."),
        (
            COMPLETE + "titel: x\n",
            5,
            "unknown key `titel`. Did you mean `title`?",
            "알 수 없는 키입니다: `titel`. `title`의 오타인가요?",
        ),
        (COMPLETE + "zzz: x\n", 5, "unknown key `zzz`.", "알 수 없는 키입니다: `zzz`."),
        (
            COMPLETE.replace("format: 1", "format: one"),
            2,
            "`format` must be of type integer.",
            "`format` 값은 정수여야 합니다.",
        ),
        (
            COMPLETE.replace("format: 1", "format: true"),
            2,
            "`format` must be of type integer.",
            "`format` 값은 정수여야 합니다.",
        ),
        (
            COMPLETE.replace("id: a", "id: 5"),
            1,
            "`id` must be of type text.",
            "`id` 값은 문자열이어야 합니다.",
        ),
        (
            COMPLETE.replace("units: []", "units: a"),
            3,
            "`units` must be of type list.",
            "`units` 값은 목록이어야 합니다.",
        ),
        (
            COMPLETE.replace("{en: A}", "A"),
            4,
            "`title` must be of type mapping.",
            "`title` 값은 `키: 값` 형식이어야 합니다.",
        ),
        (COMPLETE + "share: much\n", 5, "`share` must be of type number.", "`share` 값은 수여야 합니다."),
        (COMPLETE + "share: true\n", 5, "`share` must be of type number.", "`share` 값은 수여야 합니다."),
        (
            COMPLETE + "shown: 1\n",
            5,
            "`shown` must be of type true or false.",
            "`shown` 값은 true 또는 false여야 합니다.",
        ),
        (
            COMPLETE.replace("id: a\n", ""),
            7,
            "the key `id` is missing.",
            "키 `id` 항목이 빠져 있습니다.",
        ),
    ],
)
def test_what_is_not_asked_for_is_refused_by_name(read, tmp_path, text, line, en, ko):
    with pytest.raises(CourseError) as caught:
        expect(read, text, tmp_path)
    assert (caught.value.line, caught.value.sentence.en, caught.value.sentence.ko) == (line, en, ko)
