"""Sentences about one test: what happened, what it means, what to do."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import Any

import numpy as np

from dlgrade.i18n import Text
from dlgrade.judge import show
from dlgrade.judge.material import Material
from dlgrade.judge.student import Record
from dlgrade.sandbox import interpreter
from dlgrade.sandbox.client import Died, StudentError
from dlgrade.testing.compare import type_name
from dlgrade.verdicts import Failure, Mismatch

NOT_RUN = Text(
    "Not run: the tests above used up the time for this exercise.",
    "위 테스트에서 이 문제에 주어진 시간을 다 써서 실행하지 않았습니다.",
)
NO_RIGHT_VALUE = Text(
    "This counts once the function gives a right value somewhere.",
    "함수가 어느 한 곳에서라도 맞는 값을 낼 때부터 점수가 됩니다.",
)
WRONG_FORM = Text(
    "The value that came back does not have the form that is asked for ({kind} while looking at it).",
    "돌아온 값이 요구한 형태가 아닙니다 (살펴보는 중 {kind}).",
)
INTERNAL = Text(
    "The grader failed here, not you: {error}. Please report it.",
    "여러분이 아니라 채점기의 오류입니다: {error}. 알려 주세요.",
)


_UNSENDABLE = {
    "too large": Text("it is larger than 64 MB", "64 MB보다 큽니다"),
    "nested too deeply": Text("it is nested too deeply", "너무 깊이 중첩되어 있습니다"),
    "an integer too large": Text("an integer in it is too large", "지나치게 큰 정수가 들어 있습니다"),
}


def syntax_error(error: StudentError) -> Text:
    """The file is not valid Python."""
    if error.type not in ("SyntaxError", "IndentationError", "TabError"):
        return Text(
            "Python cannot read this file: {type}: {message}.",
            "파이썬이 이 파일을 읽지 못합니다: {type}: {message}.",
        ).fill(type=error.type, message=error.message)
    return Text(
        "Python cannot read line {line}: {message}.", "파이썬이 {line}번째 줄을 읽지 못합니다: {message}."
    ).fill(line=error.line or 1, message=error.message)


def import_error(error: StudentError, material: Material) -> Text:
    """The file raised while it was being executed."""
    if error.type == "ModuleNotFoundError":
        return Text(
            "Line {line}: {message}. Only NumPy and Python's own library are available, and each file stands alone: "
            "copy what you need from another exercise.",
            "{line}번째 줄: {message}. NumPy와 파이썬 표준 라이브러리만 쓸 수 있고 파일은 각각 따로 채점됩니다. 다른 연습 "
            "문제의 함수가 필요하면 복사해 넣으세요.",
        ).fill(line=error.line, message=error.message)
    if error.kind == "forbidden":
        return forbidden(error.message)
    if error.type == "SystemExit":
        return Text(
            "The file ends the program while it is being loaded (line {line}). Remove `exit()` and the like.",
            "파일을 불러오는 중에 프로그램이 끝납니다({line}번째 줄). `exit()` 같은 호출을 지우세요.",
        ).fill(line=error.line)
    message = error.message.strip()
    return Text(
        "The file cannot be loaded: {where} raises {type}" + (": {message}" if message else "."),
        "파일을 불러올 수 없습니다. {where}에서 {type} 예외가 납니다" + (": {message}" if message else "."),
    ).fill(where=_where(error), type=error.type, message=message)


def load_timeout(seconds: float) -> Text:
    """The file did not finish loading."""
    return Text(
        "Loading the file took more than {seconds:g} s. Is there a loop or an `input()` outside the functions?",
        "파일을 불러오는 데 {seconds:g}초가 넘게 걸렸습니다. 함수 밖에 반복문이나 `input()`이 있나요?",
    ).fill(seconds=seconds)


def timeout(seconds: float, record: Record) -> Text:
    """A call took too long."""
    name = record.calls[-1].label if record.calls else "?"
    return Text(
        "`{name}` was stopped after {seconds:g} s. Does a loop never end, or work element by element on a large array?",
        "`{name}` 함수를 {seconds:g}초 뒤에 중단했습니다. 끝나지 않는 반복문이 있거나 큰 배열을 원소마다 처리하고 있지 않나요?",
    ).fill(name=name, seconds=seconds)


def died(end: dict[str, Any], error: Died) -> Text:
    """The child is gone."""
    if error.flooded:
        return Text(
            "Your code returned more than 256 MB in all. Are the arrays far larger than they should be?",
            "코드가 반환한 데이터가 모두 합쳐 256 MB를 넘었습니다. 배열이 필요 이상으로 크지 않은지 보세요.",
        )
    if error.garbled:
        return Text(
            "Your code wrote into the grader's own channel, so nothing it says can be believed. This test counts as failed.",
            "코드가 채점기의 통신 채널에 직접 써서 답을 믿을 수 없습니다. 이 테스트는 통과하지 못한 것으로 처리합니다.",
        )
    number, code = end.get("signal"), end.get("exit")
    if (end.get("killed") and number == 9) or code == interpreter.CANNOT_START:
        return Text(
            "Your code closed the channel on which it is asked and answers.",
            "코드가 질문을 받고 답하는 통신 채널을 닫아 버렸습니다.",
        )
    if number == getattr(signal, "SIGXCPU", -1) or (number == 9 and not end.get("killed")):
        return Text(
            "Your program was ended by the system: it used too much time or memory.",
            "프로그램이 시간이나 메모리를 너무 많이 써서 시스템이 종료했습니다.",
        )
    if number is not None:
        return Text("Your program crashed ({name}).", "프로그램이 비정상 종료되었습니다({name}).").fill(
            name=_signal(number)
        )
    if code == interpreter.OUT_OF_MEMORY:
        return Text(
            "Your program used up its memory, so that nothing more could be asked of it.",
            "프로그램이 메모리를 다 써서 더 이상 아무것도 물을 수 없었습니다.",
        )
    return Text(
        "Your code ended the program (exit status {code}) instead of returning a value.",
        "값을 반환하지 않고 프로그램을 끝냈습니다(종료 코드 {code}).",
    ).fill(code=code if code is not None else "?")


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


def student_error(error: StudentError, record: Record, material: Material) -> Text:
    """A call raised, or cannot be made."""
    name = record.calls[-1].label if record.calls else "?"
    if error.kind == "missing":
        return Text(
            "There is no `{name}`. Is its name spelled as in the stub?",
            "`{name}` 이름이 정의되어 있지 않습니다. 처음 받은 파일과 철자가 같은지 확인하세요.",
        ).fill(name=error.message)
    if error.kind == "unfilled":
        return Text("`{name}` is still to be written.", "`{name}` 부분을 아직 작성하지 않았습니다.").fill(
            name=name
        )
    if error.kind == "forbidden":
        return forbidden(error.message)
    if error.kind == "signature":
        return Text(
            "`{name}` cannot be called as the text says: {message}.",
            "`{name}` 함수를 본문에 적힌 대로 호출할 수 없습니다: {message}.",
        ).fill(name=name, message=error.message.rstrip("."))
    if error.kind == "unsendable":
        why = _UNSENDABLE.get(error.message)
        return Text(
            "`{name}` returns something that cannot be graded: {why}.",
            "`{name}` 함수가 채점할 수 없는 값을 반환합니다: {why}.",
        ).fill(name=name, why=why or Text(error.message or "?", error.message or "?"))
    if error.type == "MemoryError":
        return Text(
            "`{name}` asked for more memory than there is. Is an array far larger than it should be?",
            "`{name}` 함수가 쓸 수 있는 것보다 많은 메모리를 요청했습니다. 배열이 필요 이상으로 크지 않은지 보세요.",
        ).fill(name=name)
    if error.type == "BlockingIOError" or "start new thread" in error.message:
        return Text(
            "`{name}` starts a process or a thread; there are none to be had here, and none are needed.",
            "`{name}` 함수가 프로세스나 스레드를 시작하려 합니다. 여기서는 쓸 수 없고 필요하지도 않습니다.",
        ).fill(name=name)
    if error.type == "RecursionError":
        return Text(
            "`{name}` calls itself without end.", "`{name}` 함수가 끝없이 자기 자신을 부릅니다."
        ).fill(name=name)
    message = error.message.strip()
    return Text(
        "`{name}` raised {type} in {where}" + (": {message}" if message else "."),
        "`{name}` 실행 중 {where}에서 {type} 예외가 났습니다" + (": {message}" if message else "."),
    ).fill(name=name, type=error.type, where=_where(error), message=message)


def _where(error: StudentError) -> Text:
    if error.line is None:
        return Text("your code", "코드")
    return Text("line {line}", "{line}번째 줄").fill(line=error.line)


def forbidden(name: str) -> Text:
    """A ready-made function was called that the exercise is about."""
    return Text(
        "This exercise asks you to write it yourself: `{name}` may not be called here.",
        "이 연습 문제는 직접 구현하는 것이 목표이므로 여기서는 `{name}` 함수를 호출할 수 없습니다.",
    ).fill(name=name)


def beyond_numpy(name: str, line: int) -> Text:
    """An exercise that forbids ready-made functions is to be solved without looking for them elsewhere."""
    return Text(
        "Line {line}: this exercise is to be solved with NumPy and plain Python; `{name}` is not available in it.",
        "{line}번째 줄: 이 연습 문제는 NumPy와 기본 파이썬만으로 풀어야 합니다. `{name}` 기능은 쓸 수 없습니다.",
    ).fill(line=line, name=show.clean(name, 100))


def failure(ended: Failure, record: Record) -> Text:
    """A value is wrong: the test's own words, or what can be seen from the value."""
    if ended.text is not None:
        return ended.text
    assert isinstance(ended, Mismatch)
    about = show.subject(ended, record)
    name = about.label if about else "?"
    return _REASONS[ended.reason](ended, name)


def _wrong_type(ended: Mismatch, name: str) -> Text:
    if type_name(ended.actual) == "ndarray":
        return Text(
            "`{name}` returns an array of objects or texts; an array of numbers is asked for.",
            "`{name}` 함수가 객체나 문자열의 배열을 반환합니다. 숫자 배열을 반환해야 합니다.",
        ).fill(name=name)
    if ended.actual is None:
        return Text(
            "`{name}` returns nothing. Is a `return` missing?",
            "`{name}` 함수가 아무것도 반환하지 않습니다. `return`이 빠지지 않았나요?",
        ).fill(name=name)
    if isinstance(ended.actual, list | tuple):
        return Text(
            "`{name}` returns a {type} that is not a regular array of numbers.",
            "`{name}` 함수가 반환한 {type} 값은 모양이 고른 숫자 배열이 아닙니다.",
        ).fill(name=name, type=type_name(ended.actual))
    return Text(
        "`{name}` returns a value of type {type}; a number or a plain NumPy array is asked for.",
        "`{name}` 함수가 {type} 형의 값을 반환합니다. 숫자나 일반 NumPy 배열을 반환해야 합니다.",
    ).fill(name=name, type=type_name(ended.actual))


def _wrong_shape(ended: Mismatch, name: str) -> Text:
    return Text(
        "`{name}` returns shape {got}; here it should be {wanted}.",
        "`{name}` 결과의 모양이 {got}입니다. 여기서는 {wanted}이어야 합니다.",
    ).fill(name=name, got=np.shape(ended.actual), wanted=np.shape(ended.expected))


def _wrong_value(ended: Mismatch, name: str) -> Text:
    got, wanted = np.asarray(ended.actual), np.asarray(ended.expected)
    if not got.ndim:
        return Text(
            "`{name}` returns {value}, which is not right.", "`{name}` 결과가 {value}인데, 맞지 않습니다."
        ).fill(name=name, value=show.value(got[()]))
    wrong = ~np.isclose(got, wanted, rtol=1e-6, atol=1e-9, equal_nan=True)
    if not wrong.any():
        wrong = got != wanted
    index = tuple(int(i) for i in np.argwhere(wrong)[0])
    return Text(
        "`{name}` is wrong in {count} of {size} entries, first at index {index}: you return {value}.",
        "`{name}` 결과의 원소 {size}개 중 {count}개가 틀립니다. 처음 틀린 곳은 인덱스 {index}이고 반환한 값은 {value}입니다.",
    ).fill(
        name=name,
        count=int(wrong.sum()),
        size=wrong.size,
        index=index if len(index) > 1 else index[0],
        value=show.value(got[index]),
    )


_REASONS: dict[str, Callable[[Mismatch, str], Text]] = {
    "type": _wrong_type,
    "truth": lambda ended, name: Text(
        "`{name}` returns truth values (True, False); numbers are asked for.",
        "`{name}` 함수가 참·거짓 값(True, False)을 반환합니다. 숫자를 반환해야 합니다.",
    ).fill(name=name),
    "integer": lambda ended, name: Text(
        "`{name}` returns floats; integers are asked for.",
        "`{name}` 함수가 실수를 반환합니다. 정수를 반환해야 합니다.",
    ).fill(name=name),
    "shape": _wrong_shape,
    "complex": lambda ended, name: Text(
        "`{name}` returns complex numbers.", "`{name}` 함수가 복소수를 반환합니다."
    ).fill(name=name),
    "not finite": lambda ended, name: Text(
        "`{name}` gives `nan` or `inf` where the right answer is an ordinary number.",
        "`{name}` 결과에 `nan`이나 `inf`가 있습니다. 정답은 유한한 수입니다.",
    ).fill(name=name),
    "value": _wrong_value,
    "gradient": lambda ended, name: Text(
        "`{name}` does not agree with the slope measured on your own forward function: {rest}",
        "`{name}` 결과가 직접 작성한 함수에서 잰 기울기와 다릅니다. {rest}",
    ).fill(name=name, rest=_wrong_value(ended, name)),
}
