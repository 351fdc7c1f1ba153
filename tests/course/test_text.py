"""The Markdown of an exercise: fixed sections, one bullet per name, numbered hints."""

from __future__ import annotations

import pytest

from dlgrade.course.text import read_text
from dlgrade.errors import CourseError

ENGLISH = """\
# ReLU

Keeps what is positive.

Two paragraphs.

## Write

Some words.

- `relu(x)`: the larger of 0 and `x`,
  of the shape of `x`.
- `Layer`: a class.
- `Layer.forward(x, train=True)`: its output.
- `relu_grad(x)` the slope.

## Example

`relu(-1)` is 0.

```
## no heading
- `fake(x)`: no bullet
```

## Hints

1. First, over
   two lines.
2. Second.
10. Tenth.

## The notes

They say otherwise.
"""
KOREAN = "# 렐루\n\n양수만 남깁니다.\n\n## 작성할 것\n\n- `relu(x)`: 반환합니다.\n\n## 예제\n\n하나.\n\n## 힌트\n\n1. 가\n2. 나\n"


@pytest.fixture
def read(tmp_path):
    def run(text, lang="en"):
        path = tmp_path / f"{lang}.md"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_text(path, lang)

    return run


def test_the_sections_are_taken_apart(read):
    text = read(ENGLISH)
    assert text.title == "ReLU"
    assert text.introduction == "Keeps what is positive.\n\nTwo paragraphs."
    assert text.write.startswith("Some words.\n\n- `relu(x)`: the larger")
    assert text.example.startswith("`relu(-1)` is 0.\n\n```\n## no heading\n")
    assert text.notes == "They say otherwise."


def test_every_bullet_describes_a_name(read):
    assert read(ENGLISH).names == {
        "relu": "the larger of 0 and `x`, of the shape of `x`.",
        "Layer": "a class.",
        "Layer.forward": "its output.",
        "relu_grad": "the slope.",
    }


def test_hints_are_numbered_and_unwrapped(read):
    assert read(ENGLISH).hints == ("First, over two lines.", "Second.", "Tenth.")


def test_korean_has_its_own_headings(read):
    text = read(KOREAN, "ko")
    assert (text.title, text.hints, text.notes) == ("렐루", ("가", "나"), "")
    assert text.names == {"relu": "반환합니다."}


@pytest.mark.parametrize(
    ("change", "line", "en", "ko"),
    [
        (("# ReLU", "ReLU"), 1, "the first line must be `# Title`.", "첫 줄은 `# 제목` 형식이어야 합니다."),
        (
            ("## Example", "## Examples"),
            17,
            "unknown section `Examples`; there are: Write, Example, Hints, The notes.",
            "알 수 없는 절 `Examples`. 쓸 수 있는 절: Write, Example, Hints, The notes.",
        ),
        (
            ("## Hints", "## 힌트"),
            26,
            "unknown section `힌트`; there are: Write, Example, Hints, The notes.",
            None,
        ),
        (
            ("## Write\n", ""),
            None,
            "section `Write` is missing or empty.",
            "`Write` 절이 없거나 비어 있습니다.",
        ),
        (
            ("`relu(-1)` is 0.\n\n```\n## no heading\n- `fake(x)`: no bullet\n```\n", ""),
            None,
            "section `Example` is missing or empty.",
            None,
        ),
        (
            ("Keeps what is positive.\n\nTwo paragraphs.\n\n", ""),
            None,
            "section `introduction` is missing or empty.",
            None,
        ),
    ],
)
def test_an_incomplete_text_is_reported(read, tmp_path, change, line, en, ko):
    with pytest.raises(CourseError) as caught:
        read(ENGLISH.replace(*change))
    assert (caught.value.path, caught.value.line, caught.value.sentence.en) == (tmp_path / "en.md", line, en)
    assert ko is None or caught.value.sentence.ko == ko


def test_a_heading_of_the_other_language_is_reported_in_its_own_words(read):
    with pytest.raises(CourseError) as caught:
        read(KOREAN.replace("## 힌트", "## Hints"), "ko")
    assert (
        caught.value.sentence.ko
        == "알 수 없는 절 `Hints`. 쓸 수 있는 절: 작성할 것, 예제, 힌트, 노트와 다른 점."
    )


def test_a_section_that_comes_twice_is_reported(read):
    with pytest.raises(CourseError) as caught:
        read(ENGLISH + "\n## Example\n\nAnother.\n")
    assert caught.value.line == 37
    assert "`Example`" in caught.value.sentence.en


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_an_empty_file_is_reported(read, text):
    with pytest.raises(CourseError) as caught:
        read(text)
    assert (caught.value.line, caught.value.sentence.en) == (1, "the first line must be `# Title`.")


def test_a_file_that_is_not_there_is_reported(tmp_path):
    with pytest.raises(CourseError) as caught:
        read_text(tmp_path / "en.md", "en")
    assert caught.value.text.en == f"{tmp_path / 'en.md'}: cannot be read: No such file or directory."


def test_a_file_that_is_not_utf_8_is_reported(read):
    with pytest.raises(CourseError) as caught:
        read(b"# \xff\n")
    assert caught.value.sentence == ("is not UTF-8.", "UTF-8 파일이 아닙니다.")


def test_line_ends_of_windows_do_not_matter(read):
    assert read(ENGLISH.replace("\n", "\r\n")) == read(ENGLISH)
