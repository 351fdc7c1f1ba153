"""Whatever a student hands in: one clear sentence, the right exit status, the other exercise graded, nothing changed."""

import hashlib
import json
import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import jsonschema
import pytest

import dlgrade as package

ROOT = Path(package.__file__).parent
SCHEMA = json.loads((ROOT / "schema" / "result.schema.json").read_text(encoding="utf-8"))

# ------------------------------------------------------------------------------------------------- a course of two
# The first exercise gets the bad input and has little time; the second is answered well, and must always be graded.

COURSE = """\
format: 1
id: bad_input
title: {en: Bad input, ko: 잘못된 입력}
python_path: [reference]
units:
  - id: 01_numbers
    title: {en: Numbers, ko: 수}
    reference: bad_input_reference
    exercises: [double, triple]
"""
REFERENCE = '''"""The right answers."""


def double(x):
    """Twice x."""
    return x * 2


def triple(x):
    """Three times x."""
    return x * 3
'''
TESTS = """import numpy as np
from dlgrade.testing import close, public


@public
def test_example(student):
    \"\"\"The example of the text
    본문의 예제\"\"\"
    close(student.{name}(np.array([1.0, 2.0])), [1.0 * {factor}, 2.0 * {factor}])


def test_other(student, rng):
    \"\"\"Other numbers
    다른 수\"\"\"
    x = rng.normal(size=(2, 3))
    close(student.{name}(x), x * {factor})
"""
TEXTS = {
    "en": "# {title}\n\nMultiply.\n\n## Write\n\n- `{name}(x)`: {factor} times x.\n\n## Example\n\n`{name}(1)` is {factor}.\n\n"
    "## Hints\n\n1. Multiply.\n2. By {factor}.\n3. `x * {factor}`\n",
    "ko": "# {title}\n\n곱합니다.\n\n## 작성할 것\n\n- `{name}(x)`: x의 {factor}배.\n\n## 예제\n\n`{name}(1)`은 {factor}입니다.\n\n"
    "## 힌트\n\n1. 곱하세요.\n2. {factor}을 곱하세요.\n3. `x * {factor}`\n",
}
LIMITS = {"double": "limits: {call_seconds: 1.0, total_seconds: 5.0, memory_mib: 256}\n", "triple": ""}
RIGHT = {"double": "def double(x):\n    return x * 2\n", "triple": "def triple(x):\n    return 3 * x\n"}


@pytest.fixture(scope="module")
def course_folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    (root / "course.yaml").write_text(COURSE, encoding="utf-8")
    (root / "reference").mkdir()
    (root / "reference" / "bad_input_reference.py").write_text(REFERENCE, encoding="utf-8")
    for name, factor in (("double", 2), ("triple", 3)):
        folder = root / "exercises" / "01_numbers" / name
        folder.mkdir(parents=True)
        (folder / "exercise.yaml").write_text(f"write: [{name}]\n{LIMITS[name]}", encoding="utf-8")
        (folder / f"test_{name}.py").write_text(TESTS.format(name=name, factor=factor), encoding="utf-8")
        for lang, text in TEXTS.items():
            filled = text.format(title=name.title(), name=name, factor=factor)
            (folder / f"{lang}.md").write_text(filled, encoding="utf-8")
    return root


@pytest.fixture
def workspace(course_folder, tmp_path):
    """A workspace in which the second exercise is answered; the first is as `init` makes it."""
    root = tmp_path / "workspace"
    (root / ".dlgrade").mkdir(parents=True)
    marker = {"format": 1, "course": "bad_input", "course_folder": str(course_folder)}
    (root / ".dlgrade" / "workspace.json").write_text(json.dumps(marker))
    unit = root / "01_numbers"
    unit.mkdir()
    (unit / "triple.py").write_text(RIGHT["triple"])
    return root


def answer(workspace):
    return workspace / "01_numbers" / "double.py"


def fingerprint(folder):
    """Every file, folder and link of the student's with its content, but for the program's own notes."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if ".dlgrade" not in path.parts:
            if path.is_symlink():
                found[path] = path.readlink()
            elif path.is_file():
                found[path] = (
                    hashlib.sha256(path.read_bytes()).hexdigest(),
                    path.stat().st_mtime_ns,
                    path.stat().st_mode,
                )
            else:
                found[path] = "folder"
    return found


def one_sentence(text):
    """Not empty, on one line, without the marks of a program that has failed."""
    assert text
    assert "Traceback" not in text
    assert "\n" not in text.strip()
    assert "None" not in text.split(": ")[0]
    assert not re.search(r"[:(]\s*[.)]?$", text.strip()), f"an empty end: {text!r}"
    return True


def valid(text):
    record = json.loads(text)
    jsonschema.validate(record, SCHEMA)
    return record


def said_about(exercise):
    """The sentence that the student reads first about an exercise."""
    if exercise["error"] is not None:
        return exercise["error"]["message"]
    return next(test["message"] for test in exercise["tests"] if test["status"] != "passed")


@pytest.fixture
def check(workspace):
    """Run `dlgrade check` with JSON; make sure of all that must hold whatever the input; return the first exercise."""

    def run(*arguments, status=1):
        before = fingerprint(workspace)
        command = [sys.executable, "-m", "dlgrade", "check", "--format", "json", *arguments]
        done = subprocess.run(command, cwd=workspace, capture_output=True, text=True, timeout=20)
        assert done.stderr == ""
        report = valid(done.stdout)
        assert done.returncode == status
        exercises = {exercise["id"]: exercise for exercise in report["exercises"]}
        assert exercises["triple"]["status"] == "passed"
        assert exercises["triple"]["points"] == 2
        assert fingerprint(workspace) == before
        return exercises["double"]

    return run


# --------------------------------------------------------------------------------------------------------- sources


def function(*lines):
    """A source whose function has these lines."""
    return "import numpy as np\ndef double(x):\n" + "".join(f"    {line}\n" for line in lines)


LIAR = "import numpy as np\nclass Liar(np.ndarray):\n    def __eq__(self, other): return True\n"
EQUAL = "class Equal:\n    def __eq__(self, other): return True\n    def __array__(self, *_, **__): raise SystemExit\n"
EVIL = "class Evil(Exception):\n    __traceback__ = property(lambda self: 1 / 0)\n    def __str__(self): raise SystemExit\n"
DEMAND = "a number or a plain NumPy array is asked for"

# What is in the file; the status; how the sentence goes on; None for a status that says it all.
SOURCES = {
    "empty": ("", "error", "The file is empty"),
    "nothing but blanks": (" \n\n\t\n", "error", "The file is empty"),
    "the stub": ("def double(x):\n    raise NotImplementedError\n", "not_started", None),
    "an open bracket": ("def double(x):\n    return (x\n", "error", "Python cannot read line 2: .*closed"),
    "no indentation": ("def double(x):\nreturn x\n", "error", "Python cannot read line 2: .*indented"),
    "tabs and blanks": ("def double(x):\n\tif 1:\n        return 1\n", "error", "Python cannot read line 3: .*tabs"),
    "a null byte": ("x = '\0'\n", "error", "Python cannot read .*null bytes"),
    "many brackets": ("(" * 500 + ")" * 500, "error", "Python cannot read line 1: too many nested"),
    "a misspelled function": ("def dubble(x):\n    return 2 * x\n", "failed", "There is no `double`"),
    "no function": ("import numpy as np\nresult = np.ones(3) * 2\n", "failed", "There is no `double`"),
    "a number for a function": ("double = 5\n", "failed", "`double` cannot be called"),
    "no parameter": ("def double():\n    return 2\n", "failed", "`double` cannot be called as the text says: .*argument"),
    "two parameters": ("def double(x, y):\n    return 2\n", "failed", "`double` cannot be called .*: .*'y'"),
    "returns nothing": (function("x * 2"), "failed", "`double` returns nothing"),
    "returns text": (function("return 'a'"), "failed", f"`double` returns a value of type str; {DEMAND}"),
    "returns a generator": (function("yield x"), "failed", "`double` returns a value of type generator"),
    "returns unequal rows": (function("return [[1, 2], [3]]"), "failed", "`double` returns a list that is not a regular"),
    "returns objects": (function("return np.array([1, None])"), "failed", "`double` returns .*object"),
    "returns 5 GB": (function("return np.ones(5 * 2**30 // 8)"), "error", "`double` asked for more memory"),
    "returns 100 MB": (function("return np.ones(13_000_000)"), "error", "`double` returns .* cannot be graded"),
    "returns 8 TB that are not there": (function("return np.broadcast_to(1.0, 2**40)"), "error", "`double` .* cannot be graded"),
    "returns itself": (function("x = []", "x.append(x)", "return x"), "error", "`double` returns .* cannot be graded"),
    "returns a huge integer": (function("return 10**5000"), "error", "`double` returns .* cannot be graded"),
    "returns NaN": (function("return x * np.nan"), "failed", "`double` gives `nan`"),
    "returns a liar": (f"{LIAR}def double(x): return x.view(Liar)\n", "failed", "`double` returns a value of type Liar"),
    "returns what is equal to all": (f"{EQUAL}def double(x): return Equal()\n", "failed", "`double` .* type Equal"),
    "returns a function": (function("return double"), "failed", "`double` returns a value of type function"),
    "raises": (function("raise ValueError('too small')"), "error", "`double` raised (?=.*line 3).*ValueError.*too small"),
    "raises without a word": (function("raise ValueError"), "error", "`double` raised (?=.*line 3).*ValueError"),
    "raises SystemExit": (function("raise SystemExit(3)"), "error", "`double` .*line 3"),
    "ends the program politely": (function("import sys", "sys.exit()"), "error", "`double` .*line 4"),
    "raises KeyboardInterrupt": (function("raise KeyboardInterrupt"), "error", "`double` raised (?=.*line 3).*KeyboardInterrupt"),
    "raises for ever": (function("return double(x)"), "error", "`double` calls itself without end"),
    "raises what defends itself": (f"{EVIL}def double(x): raise Evil\n", "error", "`double` raised (?=.*line 4).*Evil"),
    "prints a gigabyte": (function("for _ in range(1000): print('x' * 10**6)", "return 2 * x"), "passed", None),
    "prints and is wrong": (function("for _ in range(1000): print('x' * 10**6)", "return x"), "failed", "`double` is wrong in"),
    "crashes": (function("import ctypes", "ctypes.string_at(0)"), "error", "Your program crashed"),
    "leaves by the back door": (function("import os", "os._exit(0)"), "error", r"Your code ended the program \(exit status 0\)"),
    "writes to the grader": (function("import os", "os.write(3, b'{}' * 99)", "return 2 * x"), "error", "Your code wrote into"),
    "cannot be loaded": ("x = 1\ny = x / 0\n", "error", "The file cannot be loaded: line 2 raises ZeroDivisionError"),
    "cannot be loaded, silently": ("raise ValueError\n", "error", "The file cannot be loaded: line 1 raises ValueError"),
    "leaves while loading": ("import sys\nsys.exit(1)\n", "error", "The file ends the program .*line 2"),
    "dies while loading": ("import os\nos._exit(1)\n", "error", "Your code ended the program"),
    "loops while loading": ("while True: pass\n", "timeout", "Loading the file took more than"),
    "interrupts while loading": ("raise KeyboardInterrupt\n", "error", "The file cannot be loaded: line 1 raises KeyboardInterrupt"),
    "asks while loading": ("x = input('x? ')\n", "error", "The file cannot be loaded: line 1"),
    "fills the memory while loading": ("x = bytearray(10**10)\n", "error", "The file cannot be loaded: line 1 raises MemoryError"),
    "imports another package": ("import torch\n", "error", "Line 1: No module named 'torch'. Only NumPy"),
    "imports its neighbour": ("from triple import triple\n", "error", "Line 1: No module named 'triple'.*each file stands alone"),
}  # fmt: skip
# These depend on what the machine can refuse.
STRICT = {
    "forks": (
        function("import os", "os.fork()", "return 2 * x"),
        "error",
        "`double` starts a process or a thread",
    ),
    "forks for ever": (
        function("import os", "while True: os.fork()"),
        "error",
        "`double` starts a process or a thread",
    ),
    "starts a thread that never ends": (
        function(
            "import threading, time",
            "threading.Thread(target=time.sleep, args=(60,)).start()",
            "return 2 * x",
        ),
        "error",
        "`double` starts a process or a thread",
    ),
    "reads a file": (function("return open('/etc/passwd').read()"), "error", "`double` .*line 3"),
    "kills its parent": (function("import os", "os.kill(os.getppid(), 9)"), "error", "`double` .*line 4"),
}


@pytest.fixture(scope="module")
def batch(course_folder, tmp_path_factory):
    """All sources, each in a folder of its own beside a right answer of the other exercise, checked by one command."""
    root = tmp_path_factory.mktemp("batch")
    (root / ".dlgrade").mkdir()
    marker = {"format": 1, "course": "bad_input", "course_folder": str(course_folder)}
    (root / ".dlgrade" / "workspace.json").write_text(json.dumps(marker))
    for number, (source, *_) in enumerate((SOURCES | STRICT).values()):
        (root / str(number)).mkdir()
        (root / str(number) / "double.py").write_bytes(source.encode())
        (root / str(number) / "triple.py").write_text(RIGHT["triple"])
    before = fingerprint(root)
    command = [sys.executable, "-m", "dlgrade", "check", "--format", "json", "--lang", "en", "."]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120)
    assert done.stderr == ""
    assert done.returncode == 1
    assert fingerprint(root) == before
    return {exercise["file"]: exercise for exercise in valid(done.stdout)["exercises"]}


@pytest.mark.parametrize("what", SOURCES)
def test_an_answer_that_is_wrong_in_any_way_gets_one_sentence(batch, what):
    look_at(batch, what, *SOURCES[what][1:])


@pytest.mark.parametrize("what", STRICT)
def test_an_answer_that_reaches_for_the_system_gets_one_sentence(batch, judge, what):
    if judge.sandbox["level"] != "strict":
        pytest.skip("this machine cannot keep a process from doing that")
    look_at(batch, what, *STRICT[what][1:])


def look_at(batch, what, status, beginning):
    number = list(SOURCES | STRICT).index(what)
    found = batch[f"{number}/double.py"]
    assert found["status"] == status
    if beginning:
        sentence = said_about(found)
        assert one_sentence(sentence)
        assert re.match(beginning, sentence), sentence
    assert batch[f"{number}/triple.py"]["status"] == "passed"


def test_a_syntax_error_has_its_line_in_the_record(check, workspace):
    answer(workspace).write_text("x = 1\n\ndef double(x:\n    return x\n")
    error = check()["error"]
    assert (error["type"], error["line"]) == ("SyntaxError", 3)


def test_the_points_of_what_still_works_are_kept(check, workspace):
    answer(workspace).write_text(function("if x.ndim == 2:", "    import os; os._exit(1)", "return 2 * x"))
    found = check()
    assert [test["status"] for test in found["tests"]] == ["passed", "error"]
    assert found["points"] == 1


# ------------------------------------------------------------------------------------------ files that are no text


def not_utf8(path):
    path.write_bytes("# \u00fcber\n".encode("latin-1") + b"def double(x):\n    return 2 * x\n")


def utf16(path):
    path.write_bytes("def double(x):\n    return 2 * x\n".encode("utf-16"))


def folder(path):
    path.mkdir()
    (path / "inside.py").write_text("x = 1\n")


def broken_link(path):
    path.symlink_to("nowhere.py")


def endless_link(path):
    path.symlink_to(path.name)


def pipe(path):
    os.mkfifo(path)


def fifty_megabytes(path):
    path.write_bytes(b"x = 1\n")
    os.truncate(path, 50 << 20)


def device(path):
    path.symlink_to("/dev/null")


FILES = [
    (not_utf8, "NotUTF8", r"The file is not UTF-8 \(line 1\)"),
    (utf16, "NotUTF8", "The file is not UTF-8"),
    (folder, "NotAFile", "This is not a file"),
    (broken_link, "BrokenLink", "This is a link to a file that is not there"),
    (endless_link, "BrokenLink", "This is a link"),
    (pipe, "NotAFile", "This is not a file"),
    (device, "NotAFile", "This is not a file"),
    (fifty_megabytes, "TooLarge", "The file is larger than 1 MB"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need POSIX")
@pytest.mark.parametrize(
    ("make", "kind", "beginning"), FILES, ids=lambda value: getattr(value, "__name__", "")
)
def test_a_file_that_cannot_be_read_as_a_text_gets_one_sentence(check, workspace, make, kind, beginning):
    make(answer(workspace))
    found = check("--lang", "en")
    assert (found["status"], found["error"]["type"]) == ("error", kind)
    assert one_sentence(found["error"]["message"])
    assert re.match(beginning, found["error"]["message"])


def test_a_file_that_is_not_there_has_not_been_started(check):
    found = check(status=0)
    assert found["status"] == "not_started"
    assert "dlgrade init" in found["error"]["message"]


def test_a_file_that_is_asked_for_by_name_and_not_there_is_no_success(dlgrade, workspace):
    done = dlgrade("check", "double", cwd=workspace)
    assert done.returncode == 1
    assert "dlgrade init" in done.stdout


@pytest.mark.parametrize("source", ["\ufeffdef double(x):\n    return 2 * x\n", "def double(x):\r\n    return 2 * x\r\n",
                                    "def double(x):\r    return 2 * x\r", "def double(x):\n    return 2 * x"])  # fmt: skip
def test_a_text_as_some_editors_save_it_is_fine(check, workspace, source):
    answer(workspace).write_bytes(source.encode())
    assert check(status=0)["status"] == "passed"


# ------------------------------------------------------------------------------------------------- on the terminal

# What is in the file; what the terminal says about it in English and, for some, in Korean.
SHOWN = {
    "empty": ("", "The file is empty.", "파일이 비어 있습니다."),
    "syntax error": ("def double(x):\n    return (x\n", "Python cannot read line 2:", "파이썬이 2번째 줄을 읽지 못합니다:"),
    "missing function": ("def dubble(x):\n    return 2 * x\n", "There is no `double`.", "`double` 이름이 정의되어 있지 않습니다."),
    "wrong signature": ("def double():\n    return 2\n", "`double` cannot be called as the text says:", "`double` 함수를 본문에 적힌 대로 호출할 수 없습니다:"),
    "None": (function("x * 2"), "`double` returns nothing.", "`double` 함수가 아무것도 반환하지 않습니다."),
    "text": (function("return 'a'"), "`double` returns a value of type str;"),
    "generator": (function("yield x"), "`double` returns a value of type generator;"),
    "unequal rows": (function("return [[1, 2], [3]]"), "`double` returns a list that is not a regular array of numbers."),
    "objects": (function("return np.array([1, None])"), "You return an array of objects."),
    "5 GB": (function("return np.ones(5 * 2**30 // 8)"), "`double` asked for more memory", "`double` 함수가 쓸 수 있는 것보다 많은 메모리를"),
    "NaN": (function("return x * np.nan"), "`double` gives `nan` or `inf`"),
    "liar": (f"{LIAR}def double(x): return x.view(Liar)\n", "`double` returns a value of type Liar;"),
    "exception": (function("raise ValueError('no')"), "`double` raised", "`double` 실행 중 3번째 줄에서"),
    "recursion": (function("return double(x)"), "`double` calls itself without end.", "`double` 함수가 끝없이 자기 자신을 부릅니다."),
    "loop": (function("while True: pass"), "`double` was stopped after 1 s.", "`double` 함수를 1초 뒤에 중단했습니다."),
    "sleep": (function("import time", "time.sleep(60)"), "`double` was stopped after 1 s."),
    "crash": (function("import ctypes", "ctypes.string_at(0)"), "Your program crashed", "프로그램이 비정상 종료되었습니다"),
    "loading": ("1 / 0\n", "The file cannot be loaded: line 1 raises", "파일을 불러올 수 없습니다. 1번째 줄에서"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("what", "lang"),
    [(what, lang) for what, (_, *said) in SHOWN.items() for lang in ("en", "ko")[: len(said)]],
)
def test_the_terminal_shows_the_sentence_once_and_the_other_exercise(dlgrade, workspace, what, lang):
    source, *sentences = SHOWN[what]
    answer(workspace).write_text(source)
    before = fingerprint(workspace)
    done = dlgrade("check", "--lang", lang, cwd=workspace)
    text = re.sub(r"\s+", " ", done.stdout)
    assert (done.returncode, done.stderr) == (1, "")
    assert text.count(sentences[lang == "ko"]) == 1
    assert "Traceback" not in text
    assert re.search(r"✓ triple .*2/2", text)
    assert fingerprint(workspace) == before


def test_a_gigabyte_of_output_is_no_obstacle(dlgrade, workspace):
    answer(workspace).write_text(function("for _ in range(1000): print('x' * 10**6)", "return 2 * x"))
    done = dlgrade("check", cwd=workspace)
    assert done.returncode == 0
    assert len(done.stdout) < 2000


def test_lines_are_as_wide_as_the_terminal_at_most(dlgrade, workspace):
    answer(workspace).write_text(function("raise ValueError('word ' * 100)"))
    lines = dlgrade("check", cwd=workspace).stdout.splitlines()
    assert max(map(len, lines)) <= 80


def test_korean_sentences_hold_no_english_of_ours(dlgrade, workspace):
    answer(workspace).write_text(function("return np.ones(13_000_000)"))
    done = dlgrade("check", "--lang", "ko", "--format", "json", cwd=workspace)
    exercise = next(e for e in valid(done.stdout)["exercises"] if e["id"] == "double")
    assert not re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", said_about(exercise))


def test_no_letter_of_an_exception_controls_the_terminal(dlgrade, workspace):
    answer(workspace).write_text(function("raise ValueError('\\x1b[31m\\x07 \\u202e \\ud800')"))
    done = dlgrade("check", cwd=workspace)
    assert done.returncode == 1
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", done.stdout)


# ---------------------------------------------------------------------------------------------------- wrong calls


def refusal(done):
    """The record of a call that was wrong."""
    record = valid(done.stdout)
    assert set(record) == {"schema", "error"}
    assert done.returncode == 2
    return record["error"]["message"]


@pytest.mark.parametrize(("lang", "words"), [("en", "There is no exercise `doubel`"), ("ko", "`doubel`")])
def test_an_unknown_exercise_is_answered_with_the_nearest(dlgrade, workspace, lang, words):
    done = dlgrade("check", "doubel", "--lang", lang, cwd=workspace)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert words in done.stderr
    assert re.search(r"\bdouble\b", done.stderr)


@pytest.mark.parametrize("command", ["show", "hint", "solution"])
def test_every_command_answers_an_unknown_exercise_alike(dlgrade, workspace, command):
    done = dlgrade(command, "tripel", cwd=workspace)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.search(r"\btriple\b", done.stderr)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("doubel", "double"),
        ("zzzzzz", "dlgrade list"),
        ("01_numbers/dubble.py", "double"),
        ("nowhere/double.py", "no such file"),
        ("empty", "no file here"),
    ],
)
def test_a_target_that_means_nothing_is_a_valid_record_too(dlgrade, workspace, target, words):
    (workspace / "empty").mkdir()
    assert words in refusal(dlgrade("check", "--format", "json", target, cwd=workspace))


@pytest.mark.parametrize("arguments", [[], ["double"]], ids=["everything", "one"])
@pytest.mark.parametrize(("lang", "words"), [("en", "is not a workspace"), ("ko", "작업 폴더가 아닙니다")])
def test_a_folder_that_is_no_workspace_is_told_from_one(dlgrade, tmp_path, arguments, lang, words):
    done = dlgrade("check", *arguments, "--lang", lang, cwd=tmp_path)
    if arguments:  # outside a workspace the built-in course is meant, which has no such exercise
        assert done.returncode == 2
    else:
        assert (done.returncode, done.stdout) == (2, "")
        assert words in done.stderr
        assert "dlgrade init" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_no_workspace_is_a_valid_record_too(dlgrade, tmp_path):
    assert "dlgrade init" in refusal(dlgrade("check", "--format", "json", cwd=tmp_path))


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"course_folder": 5}', '{"course_folder": "/nowhere"}', "\0"]
)
def test_a_damaged_marker_is_a_wrong_call_and_not_a_failure(dlgrade, workspace, content):
    (workspace / ".dlgrade" / "workspace.json").write_text(content)
    before = fingerprint(workspace)
    message = refusal(dlgrade("check", "--format", "json", cwd=workspace))
    assert one_sentence(message)
    assert fingerprint(workspace) == before


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"double": 5}', '{"double": {"hints": "x", "points": "y"}}', "\0"]
)
@pytest.mark.parametrize("command", ["check", "list", "hint"])
def test_damaged_progress_stops_nothing(dlgrade, workspace, content, command):
    (workspace / ".dlgrade" / "progress.json").write_text(content)
    answer(workspace).write_text(RIGHT["double"])
    done = dlgrade(command, *(["double"] if command == "hint" else []), cwd=workspace)
    assert (done.returncode, done.stderr) == (0, "")


def test_an_output_file_that_cannot_be_written_is_a_wrong_call(dlgrade, workspace):
    output = workspace / "nowhere" / "file" / "result.json"
    (workspace / "nowhere").write_text("a file, not a folder")
    message = refusal(dlgrade("check", "--format", "json", "--output", str(output), cwd=workspace))
    assert one_sentence(message)
    assert (workspace / "nowhere").read_text() == "a file, not a folder"


# ---------------------------------------------------------------------------------------------------------- init


def test_init_never_overwrites(dlgrade, course_folder, workspace):
    answer(workspace).write_text("mine\n")
    before = fingerprint(workspace)
    done = dlgrade("init", "--course", str(course_folder), cwd=workspace)
    assert done.returncode == 0
    assert "2 left as they are" in done.stdout
    assert fingerprint(workspace) == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need POSIX")
@pytest.mark.parametrize("make", [folder, broken_link, pipe], ids=lambda make: make.__name__)
def test_init_leaves_whatever_is_in_the_place_of_a_file(dlgrade, course_folder, workspace, make):
    make(answer(workspace))
    before = fingerprint(workspace)
    assert dlgrade("init", "--course", str(course_folder), cwd=workspace).returncode == 0
    assert fingerprint(workspace) == before


def test_init_adds_what_is_missing_and_only_that(dlgrade, course_folder, workspace):
    before = fingerprint(workspace)
    assert dlgrade("init", "--course", str(course_folder), cwd=workspace).returncode == 0
    after = fingerprint(workspace)
    assert set(after) - set(before) == {answer(workspace)}
    assert {path: after[path] for path in before} == before


def test_init_does_not_turn_a_workspace_into_that_of_another_course(dlgrade, workspace):
    before = fingerprint(workspace)
    done = dlgrade("init", cwd=workspace)
    assert (done.returncode, done.stdout) == (2, "")
    assert "bad_input" in done.stderr
    assert fingerprint(workspace) == before


def test_init_where_a_file_is_in_the_way_is_a_wrong_call(dlgrade, course_folder, tmp_path):
    (tmp_path / "file").write_text("mine")
    done = dlgrade("init", "file", "--course", str(course_folder), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert (tmp_path / "file").read_text() == "mine"


def test_init_where_a_file_has_the_name_of_a_unit_is_a_wrong_call(dlgrade, course_folder, tmp_path):
    (tmp_path / "01_numbers").write_text("mine")
    done = dlgrade("init", "--course", str(course_folder), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert "01_numbers" in done.stderr
    assert (tmp_path / "01_numbers").read_text() == "mine"


# ------------------------------------------------------------------------------------------------ a read-only folder

WITHOUT_PRIVILEGES = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]


@pytest.fixture
def read_only(course_folder, workspace, tmp_path):
    """Run the command where nothing can be written; root is root no longer, for permissions would not bind it."""
    if sys.platform == "win32":
        pytest.skip("permissions of folders are a matter of POSIX here")
    prefix = WITHOUT_PRIVILEGES if os.getuid() == 0 else []
    answer(workspace).write_text(RIGHT["double"])
    (workspace / "empty").mkdir()
    paths = [workspace, *workspace.rglob("*")]
    modes = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)

    def run(*arguments, cwd=workspace):
        environment = {**os.environ, "COLUMNS": "80", "LANG": "C.UTF-8"}
        command = [*prefix, sys.executable, "-m", "dlgrade", *arguments]
        return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=60)

    probe = f"open({str(workspace / 'probe')!r}, 'w')"
    try:
        tried = subprocess.run([*prefix, sys.executable, "-c", probe], capture_output=True, text=True)
    except FileNotFoundError:
        tried = None
    try:
        if tried is None or "PermissionError" not in tried.stderr:
            pytest.skip("root may write anywhere, and there is no setpriv to change that")
        yield run
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


def test_a_read_only_workspace_is_graded(read_only):
    done = read_only("check", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert [exercise["status"] for exercise in valid(done.stdout)["exercises"]] == ["passed", "passed"]


def test_a_user_without_privileges_has_a_sandbox_no_weaker_than_root(read_only, judge):
    assert valid(read_only("check", "--format", "json").stdout)["sandbox"]["level"] == judge.sandbox["level"]


@pytest.mark.parametrize(("lang", "words"), [("en", "cannot be written"), ("ko", "쓸 수 없습니다")])
def test_init_in_a_read_only_folder_is_a_wrong_call(read_only, workspace, course_folder, lang, words):
    done = read_only("init", "new", "--lang", lang, "--course", str(course_folder), cwd=workspace / "empty")
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert list((workspace / "empty").iterdir()) == []


@pytest.mark.parametrize("command", [["hint", "double"], ["list"], ["show", "double"]], ids=" ".join)
def test_reading_in_a_read_only_workspace_works(read_only, command):
    done = read_only(*command)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_a_file_that_may_not_be_read_is_an_error_of_that_exercise(read_only, workspace):
    answer(workspace).chmod(0)
    done = read_only("check", "--format", "json")
    exercises = {exercise["id"]: exercise for exercise in valid(done.stdout)["exercises"]}
    assert (done.returncode, done.stderr) == (1, "")
    assert exercises["double"]["error"]["type"] == "Unreadable"
    assert one_sentence(exercises["double"]["error"]["message"])
    assert exercises["triple"]["status"] == "passed"


# ------------------------------------------------------------------------------------------------------- no NumPy

BLOCKED = """
import sys
class NoNumPy:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "numpy":
            raise ModuleNotFoundError(f"No module named {name!r}", name="numpy")
sys.meta_path.insert(0, NoNumPy())
sys.argv[0] = "dlgrade"
from dlgrade.cli import main
main()
"""
WITHOUT = "import sys; sys.path += sys.argv.pop(1).split(':'); sys.argv[0] = 'dlgrade'; from dlgrade.cli import main; main()"


def test_the_front_end_itself_needs_no_numpy(workspace):
    answer(workspace).write_text(RIGHT["double"])
    command = [sys.executable, "-c", BLOCKED, "check", "--format", "json"]
    done = subprocess.run(command, cwd=workspace, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert [exercise["status"] for exercise in valid(done.stdout)["exercises"]] == ["passed", "passed"]


@pytest.fixture
def without_numpy(tmp_path, workspace):
    """Run the command in an installation that has everything but NumPy."""
    if sys.platform == "win32":
        pytest.skip("links need POSIX")
    site = tmp_path / "site"
    site.mkdir()
    for package_folder in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for entry in Path(package_folder).iterdir():
            if not entry.name.lower().startswith(("numpy", "dlgrade", "dlref")) and entry.suffix != ".pth":
                (site / entry.name).symlink_to(entry)
    path = f"{site}:{ROOT.parent}"
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"}
    if (ROOT.parent / "numpy").exists():
        pytest.skip("this installation keeps NumPy beside the program")

    def run(*arguments):
        command = [sys.executable, "-S", "-c", WITHOUT, path, *arguments]
        return subprocess.run(
            command, cwd=workspace, env=environment, capture_output=True, text=True, timeout=120
        )

    return run


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_checking_without_numpy_says_so_and_how_to_get_it(without_numpy, workspace, lang):
    answer(workspace).write_text(RIGHT["double"])
    before = fingerprint(workspace)
    done = without_numpy("check", "--lang", lang)
    said = done.stdout + done.stderr
    assert done.returncode in (2, 3)
    assert said.count("pip install numpy") == 1
    assert "Traceback" not in said
    assert fingerprint(workspace) == before


def test_checking_without_numpy_is_a_valid_record(without_numpy):
    done = without_numpy("check", "--format", "json")
    assert "pip install numpy" in json.dumps(valid(done.stdout))
    assert done.returncode in (2, 3)


def test_doctor_without_numpy_says_so(without_numpy):
    done = without_numpy("doctor")
    assert done.returncode in (2, 3)
    assert "NumPy" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "command", [["list"], ["show", "double"], ["hint", "double"], ["init", "new"]], ids=" ".join
)
def test_reading_needs_no_numpy(without_numpy, command):
    done = without_numpy(*command)
    assert (done.returncode if command[0] != "init" else 0) == 0
    assert "Traceback" not in done.stderr
    assert "NumPy is not installed" not in done.stderr
