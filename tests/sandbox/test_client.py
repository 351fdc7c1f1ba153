"""A session keeps its promises whatever the student's code does; both ways of starting a child keep the same ones."""

import contextlib
import json
import os
import re
import signal
import socket
import struct
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlgrade.i18n import Text
from dlgrade.judge.client import Judge
from dlgrade.sandbox import interpreter, wire
from dlgrade.sandbox.client import (
    Died,
    ObjectRef,
    Sandbox,
    SandboxError,
    Seed,
    Session,
    StudentError,
    TimedOut,
)
from dlgrade.sandbox.environment import clean_environment
from dlgrade.sandbox.limits import Limits
from dlgrade.verdicts import Failure

# From Python 3.12 on a fork warns where there are threads, as test runners have; the program's own judge has none.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")

can_fork = pytest.mark.skipif(sys.platform != "linux", reason="the zygote is for Linux")
WAYS = [pytest.param(True, id="forked", marks=can_fork), pytest.param(False, id="spawned")]
needs_limits = pytest.mark.skipif(
    sys.platform != "linux", reason="limits on memory are enforced on Linux only"
)


class Loader:
    """Starts children that have loaded a source, and ends them."""

    def __init__(self, sandbox):
        self.sandbox = sandbox
        self.sessions = []

    def __call__(self, source, **limits):
        usual = {"call_seconds": 5.0, "total_seconds": 20.0, "memory_mib": 256}
        session = self.sandbox.open(Limits(**(usual | limits)))
        self.sessions.append(session)
        session.request("parse", "answer.py", source)
        session.request("exec", [])
        return session

    def end(self, session):
        self.sessions.remove(session)
        return session.close()


@pytest.fixture(scope="module", params=WAYS)
def sandbox(request):
    """A sandbox of either way."""
    sandbox = Sandbox(fork=request.param)
    yield sandbox
    sandbox.close()


@pytest.fixture(scope="module")
def own_sandbox():
    """A sandbox of the way that suits this system: for what does not depend on the way."""
    sandbox = Sandbox()
    yield sandbox
    sandbox.close()


@pytest.fixture
def load(sandbox):
    """Start a child, in either way."""
    loader = Loader(sandbox)
    yield loader
    for session in list(loader.sessions):
        loader.end(session)


@pytest.fixture
def load_once(own_sandbox):
    """Start a child in the way that suits this system."""
    loader = Loader(own_sandbox)
    yield loader
    for session in list(loader.sessions):
        loader.end(session)


def call(session, name, *args, **kwargs):
    return session.request("run", [["call", None, name, list(args), kwargs]])


def repeat(times, session, name):
    for _ in range(times):
        call(session, name)


# ------------------------------------------------------------------------------------------------ ordinary requests

ORDINARY = """
import numpy as np, os, random

class Scale:
    def __init__(self, factor):
        self.factor = factor
    def forward(self, x):
        return x * self.factor

class Later:
    def __init__(self, f):
        self.f = f
    def now(self, x):
        return self.f(x)

def double(x):
    return x * 2

def gradient(f, x, h=1e-4):
    return (f(x + h) - f(x - h)) / (2 * h)

def compose(f, g, x):
    return f(g(x))

def careful(f, x):
    try:
        return f(x)
    except Exception as error:
        return str(error)

def draw(rng):
    return rng.normal(size=4)

def legacy_draw():
    return [random.random(), float(np.random.rand())]

def noisy():
    print("hello")
    return np.exp(np.array([1000.0]))

def spoil(x):
    x[:] = 0

def make():
    return [Scale(2.0), {"inner": Scale(3.0)}]

def use(scale, x):
    return scale.forward(x)

def where():
    return [os.getpid(), os.getcwd()]

def chatter(f):
    while True:
        f(1)
"""


@pytest.fixture(scope="module")
def calm(sandbox):
    """One child for all tests that leave it as it was."""
    session = sandbox.open(Limits(call_seconds=10, total_seconds=60))
    session.request("parse", "answer.py", ORDINARY)
    session.request("exec", [])
    yield session
    session.close()


def test_a_call_returns_a_fresh_value(calm):
    sent = np.array([1.0, 2.0])
    returned = call(calm, "double", sent).value
    assert returned.tolist() == [2.0, 4.0]
    returned[0] = 9
    assert sent.tolist() == [1.0, 2.0]


def test_a_reply_says_what_was_printed_warned_and_changed(calm):
    reply = call(calm, "noisy")
    ((kind, message, line),) = reply.warnings
    assert (reply.printed, kind) == ("hello\n", "RuntimeWarning")
    assert "overflow" in message
    assert ORDINARY.splitlines()[line - 1].strip().startswith("return np.exp")
    assert call(calm, "spoil", np.ones(2)).changed == ((0, 0),)


def test_an_object_stays_there_and_is_used_by_its_reference(calm):
    made = call(calm, "Scale", 2.0).value
    assert isinstance(made, ObjectRef)
    assert (made.type_name, made.methods) == ("Scale", ("forward",))
    assert calm.request("run", [["call", made, "forward", [4.0], {}]]).value == 8.0
    assert calm.request("run", [["get", made, "factor"]]).value == 2.0
    calm.request("run", [["set", made, "factor", 5.0]])
    assert call(calm, "use", made, 4.0).value == 20.0


def test_an_object_that_is_equal_to_everything_is_still_told_apart(load_once):
    session = load_once(
        "class Sly:\n    def __eq__(self, other): return True\n    __hash__ = None\n    def f(self, x): return x + 1\n"
    )
    made = call(session, "Sly").value
    assert session.request("run", [["call", made, "f", [1], {}]]).value == 2


def test_objects_are_found_inside_lists_and_dicts(calm):
    first, rest = call(calm, "make").value
    assert (type(first), type(rest["inner"])) == (ObjectRef, ObjectRef)


def test_a_function_is_called_back_in_the_judge(calm):
    seen = []

    def square(x):
        seen.append(x)
        return x * x

    assert call(calm, "gradient", square, 3.0).value == pytest.approx(6.0)
    assert len(seen) == 2


def test_two_functions_are_told_apart(calm):
    assert call(calm, "compose", lambda x: x + 1, lambda x: x * 10, 2).value == 21


def test_a_function_may_return_arrays_and_functions(calm):
    assert call(calm, "compose", lambda x: x.sum(), lambda x: x * 2, np.ones(3)).value == 6.0


def test_an_ordinary_exception_of_a_function_reaches_the_student_without_its_text(calm):
    def refuse(_):
        raise ValueError("expected 3.14")

    answer = call(calm, "careful", refuse, 1).value
    assert "ValueError" in answer
    assert "3.14" not in answer


def test_a_verdict_of_a_function_ends_the_test_even_if_the_student_swallows_it(calm):
    def judge(_):
        raise Failure(Text("not so", "아닙니다"))

    with pytest.raises(Failure, match="not so"):
        call(calm, "careful", judge, 1)
    assert call(calm, "double", 4).value == 8


def test_a_function_that_an_object_has_kept_can_be_called_later(calm):
    kept = call(calm, "Later", lambda x: x + 100).value
    assert calm.request("run", [["call", kept, "now", [1], {}]]).value == 101
    call(calm, "compose", lambda x: x, lambda x: x, 1)  # other functions meanwhile
    assert calm.request("run", [["call", kept, "now", [2], {}]]).value == 102


def test_a_function_may_itself_ask_the_student(calm):
    def through_the_student(x):
        return call(calm, "double", x).value

    assert call(calm, "gradient", through_the_student, 3.0).value == pytest.approx(2.0)
    assert call(calm, "double", 5).value == 10


def test_a_generator_of_random_numbers_travels_as_its_seed(calm):
    expected = np.random.default_rng(7).normal(size=4).tolist()
    assert call(calm, "draw", Seed(7)).value.tolist() == expected
    assert call(calm, "draw", Seed(7)).value.tolist() == expected
    assert call(calm, "draw", Seed(8)).value.tolist() != expected


def test_children_do_not_share_their_random_numbers(load):
    first, second = (call(load(ORDINARY), "legacy_draw").value for _ in range(2))
    assert first[0] != second[0]
    assert first[1] != second[1]


def test_a_batch_is_answered_in_one_request(calm):
    patches = [[0, 0, None, i, 1.0] for i in range(3)]
    values = calm.request("batch", [["call", None, "double", [np.zeros(3)], {}]], patches).value
    assert values.tolist() == [[2, 0, 0], [0, 2, 0], [0, 0, 2]]


@pytest.mark.parametrize("megabytes", [1, 16])
def test_large_arrays_cross_in_both_directions(calm, megabytes):
    sent = np.arange(megabytes << 17, dtype=float)
    assert np.array_equal(call(calm, "double", sent).value, sent * 2)


def test_what_cannot_be_sent_to_the_student_is_an_error_of_the_test(calm):
    with pytest.raises(wire.Unsendable):
        call(calm, "double", object())
    assert call(calm, "double", 1).value == 2


def test_an_exception_arrives_with_its_kind_type_text_and_line(load_once):
    session = load_once("def f(x):\n    print('so far')\n    return x['a']\n")
    with pytest.raises(StudentError) as caught:
        call(session, "f", {})
    error = caught.value
    assert (error.kind, error.type, error.message, error.line) == ("raised", "KeyError", "'a'", 3)
    assert error.printed == "so far\n"


def test_parsing_says_what_there_is_before_anything_runs(sandbox):
    session = sandbox.open(Limits())
    try:
        facts = session.request("parse", "answer.py", "raise SystemExit\ndef f(): ...\n").value
        assert facts == {"names": ["f"], "unfilled": ["f"], "filled": []}
        with pytest.raises(StudentError) as caught:
            session.request("exec", [])
        assert (caught.value.type, caught.value.line) == ("SystemExit", 1)
    finally:
        session.close()


# -------------------------------------------------------------------------------------------------- what is returned

RETURNS = {
    "generator": ("(i for i in range(3))", "generator"),
    "object array": ("np.array([1, None], dtype=object)", "ndarray"),
    "array of texts": ("np.array(['a'])", "ndarray"),
    "subclass": ("np.zeros(2).view(Liar)", "Liar"),
    "matrix": ("np.matrix([[1.0]])", "matrix"),
    "function": ("len", "builtin_function_or_method"),
    "class": ("Liar", "type"),
    "module": ("np", "module"),
    "set": ("{1}", "set"),
}


@pytest.mark.parametrize("what", RETURNS)
def test_what_is_no_plain_data_stays_in_the_sandbox(load_once, what):
    expression, type_name = RETURNS[what]
    source = (
        "import numpy as np\nclass Liar(np.ndarray):\n    def __eq__(self, other): return True\n"
        f"def f():\n    return {expression}\n"
    )
    value = call(load_once(source), "f").value
    assert isinstance(value, ObjectRef)
    assert value.type_name == type_name


@pytest.mark.parametrize(
    "expression",
    [
        "nested",
        "[nested] * 2",
        "1 << 5000",
        "'x' * 5_000_000",
        "np.zeros(9_000_000)",
        "np.broadcast_to(0.0, 1 << 50)",
    ],
)
def test_what_is_too_large_or_too_deep_is_refused_and_the_child_lives(load, expression):
    session = load(
        "import numpy as np\nnested = []\nnested.append(nested)\n"
        f"def f():\n    return {expression}\ndef g():\n    return 1\n"
    )
    with pytest.raises(StudentError) as caught:
        call(session, "f")
    assert caught.value.kind == "unsendable"
    assert caught.value.message
    assert call(session, "g").value == 1


@needs_limits
@pytest.mark.parametrize(
    "expression", ["np.ones(5 * 2**30 // 8)", "bytearray(5 << 30)", "list(range(10**9))"]
)
def test_more_memory_than_allowed_is_a_memory_error(load, expression):
    session = load(f"import numpy as np\ndef f():\n    return len({expression})\ndef g():\n    return 1\n")
    with pytest.raises(StudentError) as caught:
        call(session, "f")
    assert (caught.value.kind, caught.value.type) == ("raised", "MemoryError")
    assert call(session, "g").value == 1


def test_a_child_that_returns_without_end_is_stopped(load_once):
    session = load_once("import numpy as np\nx = np.zeros(2**22)\ndef f():\n    return x\n")
    with pytest.raises(Died) as caught:
        repeat(20, session, "f")
    assert caught.value.flooded


# --------------------------------------------------------------------------------------------------------- the time

TOO_LONG = {
    "loop": "while True: pass",
    "sleep": "import time; time.sleep(60)",
    "ignoring signals": "import signal, time\n    for n in range(1, 64):\n        try: signal.signal(n, signal.SIG_IGN)\n"
    "        except (OSError, ValueError): pass\n    while True: time.sleep(1)",
    "swallowing exceptions": "while True:\n        try:\n            while True: pass\n        except BaseException: pass",
    "loop in C": "sum(range(10**12))",
}


@pytest.mark.parametrize("what", TOO_LONG)
def test_a_call_that_takes_too_long_is_given_up(load, what):
    session = load(f"def f():\n    {TOO_LONG[what]}\n", call_seconds=0.2)
    with pytest.raises(TimedOut):
        call(session, "f")
    assert load.end(session)["signal"] == 9


def test_a_loop_that_calls_the_judge_is_given_up(load):
    session = load(ORDINARY, call_seconds=0.2)
    with pytest.raises(TimedOut):
        call(session, "chatter", lambda x: x)


def test_many_short_calls_have_a_limit_together(load_once):
    session = load_once("import time\ndef f():\n    time.sleep(0.1)\n", total_seconds=0.5)
    with pytest.raises(TimedOut):
        repeat(30, session, "f")


def test_loading_that_takes_too_long_is_given_up(load_once):
    with pytest.raises(TimedOut):
        load_once("while True: pass", total_seconds=0.5)


def test_a_child_that_does_not_read_is_given_up(load):
    body = "    f(1)\n    while True: pass\n"
    session = load(f"def stop(f):\n{body}", call_seconds=0.2)
    with pytest.raises(TimedOut):
        call(session, "stop", lambda _: np.zeros(1 << 20))


def test_a_loop_that_prints_is_given_up_and_its_output_lost(load_once):
    session = load_once("def f():\n    while True: print('x' * 1000)\n", call_seconds=0.2)
    with pytest.raises(TimedOut):
        call(session, "f")


def test_a_gigabyte_of_output_is_swallowed(load):
    session = load("def f():\n    for _ in range(1000): print('x' * 1_000_000)\n    return 7\n")
    reply = call(session, "f")
    assert reply.value == 7
    assert len(reply.printed) <= interpreter.MAX_PRINTED + 1


@pytest.mark.parametrize("fd", [1, 2])
def test_what_is_written_past_python_goes_nowhere(load, fd, capfd):
    session = load(f"import os\ndef f():\n    return os.write({fd}, b'leaked')\n")
    assert call(session, "f").value == 6
    assert capfd.readouterr() == ("", "")


@can_fork
def test_a_child_that_computes_too_long_is_ended_by_the_system():
    sandbox = Sandbox(fork=True)
    session = sandbox.open(Limits(call_seconds=20, cpu_seconds=1))
    try:
        if "rlimits" in sandbox.missing:
            pytest.skip("this system has no limit on CPU time")
        session.request("parse", "answer.py", "def f():\n    while True: pass\n")
        session.request("exec", [])
        with pytest.raises(Died):
            call(session, "f")
        assert session.close()["signal"] in (signal.SIGKILL, signal.SIGXCPU)
    finally:
        sandbox.close()


# -------------------------------------------------------------------------------------------------------- deaths


@pytest.mark.parametrize(
    ("body", "end"),
    [
        ("import os; os._exit(5)", {"exit": 5, "signal": None}),
        ("import os; os._exit(0)", {"exit": 0, "signal": None}),
        ("import ctypes; ctypes.string_at(0)", {"exit": None, "signal": 11}),
    ],
    ids=["exit 5", "exit 0", "segmentation fault"],
)
def test_a_death_is_reported_with_its_cause(load, body, end):
    session = load(f"def f():\n    {body}\n")
    with pytest.raises(Died) as caught:
        call(session, "f")
    assert not caught.value.garbled
    found = load.end(session)
    assert {name: found[name] for name in end} == end


@pytest.mark.parametrize(
    "body", ["import sys; sys.exit(3)", "raise SystemExit", "exit()", "raise KeyboardInterrupt"]
)
def test_ending_the_program_by_exception_is_an_exception(load_once, body):
    if body == "exit()":
        body = "import sys; sys.exit()"
    session = load_once(f"def f():\n    {body}\ndef g():\n    return 1\n")
    with pytest.raises(StudentError) as caught:
        call(session, "f")
    assert caught.value.type in ("SystemExit", "KeyboardInterrupt")
    assert call(session, "g").value == 1


@pytest.mark.parametrize(
    "source", ["import sys\nsys.exit(1)\n", "raise SystemExit\n", "import os\nos.kill\nexit(1)\n"]
)
def test_a_module_that_ends_the_program_is_an_error_while_loading(load_once, source):
    with pytest.raises(StudentError):
        load_once(source)


def test_after_a_death_a_new_child_takes_over(load):
    source = "import os\ndef die():\n    os._exit(1)\ndef live():\n    return os.getpid()\n"
    first, second = load(source), load(source)
    with pytest.raises(Died):
        call(first, "die")
    third = load(source)
    assert call(second, "live").value != call(third, "live").value


def test_a_child_that_only_returned_values_ends_quietly(load):
    session = load("def f():\n    return 1\n")
    call(session, "f")
    end = load.end(session)
    assert end["signal"] == signal.SIGKILL or end["exit"] == 0


# ------------------------------------------------------------------------------------------------------ lying frames

FORGE = """
import os, struct

def send(text, kind=2, number=None, body=b"", magic=b"DLG1", claimed=None):
    global current
    header = struct.pack("<4sB3xIIQ", magic, kind, current if number is None else number,
                         len(text) if claimed is None else claimed, len(body))
    os.write(FD, header + text + body)

def reply(value="1"):
    return b'{"d":[["value",' + value.encode() + b'],["printed",""],["warnings",{"l":[]}],["changed",{"l":[]}]]}'

def forge(number):
    global current
    current = number
    BODY
    return 0
"""

FORGERIES = {
    "text": "os.write(FD, b'all tests passed\\n' * 3)",
    "wrong magic": "send(reply(), magic=b'DLG0')",
    "an earlier request": "send(reply(), number=number - 1)",
    "a later request": "send(reply(), number=number + 1)",
    "request 0": "send(reply(), number=0)",
    "a request": "send(reply(), kind=1)",
    "an answer to a callback": "send(reply(), kind=5)",
    "kind 0": "send(reply(), kind=0)",
    "kind 255": "send(reply(), kind=255)",
    "a text that is too long": "send(b'', claimed=1 << 31)",
    "no JSON": "send(b'{')",
    "an array that is not there": 'send(b\'{"a":["f8",[1000]]}\')',
    "bytes left over": "send(reply(), body=b'12345678')",
    "a dtype of objects": 'send(b\'{"a":["O",[1]]}\', body=b"12345678")',
    "no record": "send(b'5')",
    "a record with a field too few": 'send(b\'{"d":[["value",1]]}\')',
    "warnings that are none": 'send(reply().replace(b\'"warnings",{"l":[]}\', b\'"warnings",5\'))',
    "changes that are none": 'send(reply().replace(b\'"changed",{"l":[]}\', b\'"changed",{"l":[[]]}\'))',
    "changes of infinity": 'send(reply().replace(b\'"changed",{"l":[]}\', b\'"changed",{"l":[{"l":[1e999,1]}]}\'))',
    "an error without fields": "send(b'{\"d\":[]}', kind=3)",
    "an error that is text": "send(b'\"failed\"', kind=3)",
    "an object without a name": 'send(reply(\'{"x":["object",{"l":[1]}]}\'))',
    "an unknown extension": 'send(reply(\'{"x":["pickle","x"]}\'))',
    "a function that was not given": 'send(b\'{"l":[0,{"l":[]},{"d":[]}]}\', kind=4)',
    "a function of negative number": 'send(b\'{"l":[-1,{"l":[]},{"d":[]}]}\', kind=4)',
    "a call without arguments": "send(b'{\"l\":[0]}', kind=4)",
}


def forging(body, sandbox):
    """A source that writes a forged frame into the channel when `forge(number of the request)` is called."""
    spawned = not sandbox.refused  # there the channel is its standard output, moved
    return FORGE.replace("BODY", body).replace("FD", "4" if spawned else "3")


@pytest.fixture
def forge(load_once, own_sandbox):
    """Start a forger."""
    return lambda body: load_once(forging(body, own_sandbox))


@pytest.mark.parametrize("what", FORGERIES)
def test_a_forged_frame_ends_the_session(forge, what):
    session = forge(FORGERIES[what])
    with pytest.raises(Died) as caught:
        call(session, "forge", 3)
    assert caught.value.garbled


@pytest.mark.parametrize("what", ["text", "an earlier request", "a function that was not given"])
def test_a_forged_frame_ends_the_session_in_either_way(load, sandbox, what):
    session = load(forging(FORGERIES[what], sandbox))
    with pytest.raises(Died) as caught:
        call(session, "forge", 3)
    assert caught.value.garbled


def test_a_forged_answer_is_worth_no_more_than_a_returned_one_and_ends_the_session(forge):
    session = forge("send(reply('42'))")
    assert call(session, "forge", 3).value == 42
    with pytest.raises(Died) as caught:
        call(session, "forge", 4)
    assert caught.value.garbled


def test_an_answer_that_is_replayed_is_not_believed(forge):
    session = forge("send(reply('1'))\n    send(reply('2'))\n    import time\n    time.sleep(60)")
    assert call(session, "forge", 3).value == 1
    with pytest.raises(Died) as caught:
        call(session, "forge", 4)
    assert caught.value.garbled


def test_half_a_frame_and_death_is_a_death(forge, load_once):
    session = forge("os.write(FD, b'DLG1\\2')\n    os._exit(9)")
    with pytest.raises(Died) as caught:
        call(session, "forge", 3)
    assert not caught.value.garbled
    assert load_once.end(session)["exit"] == 9


def test_closing_the_channel_is_a_death(forge):
    session = forge("os.close(FD)\n    import time\n    time.sleep(60)")
    with pytest.raises(Died):
        call(session, "forge", 3)


def test_a_frame_that_drips_is_too_late(load_once, own_sandbox):
    body = "import time\n    for byte in b'DLG1\\2' + bytes(19) * 9:\n        os.write(FD, bytes([byte]))\n        time.sleep(.05)"
    session = load_once(forging(body, own_sandbox), call_seconds=0.3)
    with pytest.raises(TimedOut):
        call(session, "forge", 3)


class Script:
    """A child of whom everything it will ever say is known beforehand."""

    def __init__(self, *frames):
        ours, self.theirs = socket.socketpair()
        ours.setblocking(False)
        self.channel = wire.Channel(fd := ours.detach(), fd)
        for kind, number, text, body in frames:
            self.theirs.sendall(
                wire.HEADER.pack(wire.MAGIC, kind, number, len(text), len(body)) + text + body
            )
        self.theirs.shutdown(socket.SHUT_WR)

    def end(self):
        self.channel.close()
        self.theirs.close()
        return {}


plain = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=3)
)
described = st.recursive(
    plain,
    lambda inner: (
        st.builds(lambda items: {"l": items}, st.lists(inner, max_size=4))
        | st.builds(lambda items: {"t": items}, st.lists(inner, max_size=4))
        | st.builds(lambda items: {"d": items}, st.lists(st.tuples(st.text(max_size=2), inner), max_size=3))
        | st.builds(lambda tag, item: {"x": [tag, item]}, st.sampled_from(["object", "method", "rng"]), inner)
        | st.just({"f": "nan"})
        | st.just({"a": ["f8", [0]]})
        | st.just({"s": "i8"})
    ),
    max_leaves=8,
)


def record(names):
    return st.tuples(*[described] * len(names)).map(
        lambda values: {"d": [[name, value] for name, value in zip(names, values, strict=True)]}
    )


replies = record(["value", "printed", "warnings", "changed"])
errors = record(["kind", "type", "message", "line", "printed"])


@pytest.mark.skipif(sys.platform == "win32", reason="descriptors of sockets can be polled on POSIX only")
@settings(max_examples=150, deadline=None, database=None)
@given(
    st.sampled_from([wire.REPLY, wire.ERROR, wire.CALLBACK]),
    replies | errors | described,
    st.binary(max_size=16),
    st.sampled_from(["run", "batch", "next", "parse", "exec"]),
)
def test_whatever_a_child_says_is_an_answer_an_error_or_its_end(kind, tree, body, operation):
    session = Session(Script((kind, 1, json.dumps(tree).encode(), body)), Limits())
    said = None
    try:
        session.request(operation, [["call", None, "f", [lambda x: x], {}]])
    except (StudentError, Died) as error:
        said = error
    finally:
        session.close()
    if isinstance(said, StudentError):
        assert all(type(text) is str for text in (said.kind, said.type, said.message, said.printed))
        assert said.line is None or type(said.line) is int


# -------------------------------------------------------------------------------------------- nothing is left behind


def gone(pid):
    """Whether a process ends and is reaped soon; its number could be anyone's later, but not that soon."""
    return within_seconds(lambda: not Path(f"/proc/{pid}").exists())


def ended(pid):
    """Whether a process ends soon, reaped or not: that of an orphan is up to the system's first process."""

    def over():
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
        except OSError:
            return True

    return within_seconds(over)


def within_seconds(condition):
    deadline = time.monotonic() + 5
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system has no /proc")


@needs_proc
@pytest.mark.parametrize(
    "body", ["return 1", "os._exit(1)", "while True: pass"], ids=["alive", "dead", "looping"]
)
def test_a_closed_session_leaves_no_process(load, body):
    session = load(f"import os\ndef f():\n    {body}\ndef pid():\n    return os.getpid()\n", call_seconds=0.2)
    pid = call(session, "pid").value
    with contextlib.suppress(Died, TimedOut):
        call(session, "f")
    load.end(session)
    assert gone(pid)


@pytest.mark.parametrize("fork", WAYS)
def test_a_closed_sandbox_leaves_no_process_and_no_descriptor(fork, descendants):
    descriptors = Path("/proc/self/fd")
    processes_before, open_before = descendants(os.getpid()), len(list(descriptors.iterdir()))
    sandbox = Sandbox(fork=fork)
    sessions = [sandbox.open(Limits()) for _ in range(2)]
    for session in sessions:
        session.request("parse", "answer.py", "x = 1")
    for session in sessions:
        session.close()
    sandbox.close()
    assert descendants(os.getpid()) <= processes_before
    assert len(list(descriptors.iterdir())) == open_before


@can_fork
def test_a_closed_sandbox_ends_the_sessions_that_are_still_open(descendants):
    before = descendants(os.getpid())
    sandbox = Sandbox(fork=True)
    session = sandbox.open(Limits())
    session.request("parse", "answer.py", "x = 1")
    assert descendants(os.getpid()) > before
    sandbox.close()
    assert descendants(os.getpid()) <= before
    with pytest.raises(SandboxError):
        session.close()


@can_fork
@pytest.mark.skipif(
    os.getuid() != 0, reason="without seccomp an ordinary user is still held by the limit on processes"
)
def test_what_a_child_started_ends_with_it(descendants):
    before = descendants(os.getpid())
    sandbox = Sandbox(fork=True, without=frozenset({"seccomp", "rlimits"}))
    session, other = (sandbox.open(Limits()) for _ in range(2))
    other.request("parse", "answer.py", "x = 1")
    source = (
        "import os, time\n"
        "def f():\n"
        "    for daemon in (False, True):\n"
        "        if os.fork() == 0:\n"
        "            if daemon:\n"
        "                os.setsid()\n"
        "                if os.fork(): os._exit(0)\n"
        "            time.sleep(60)\n"
        "            os._exit(0)\n"
        "    os.wait()\n"
    )
    session.request("parse", "answer.py", source)
    session.request("exec", [])
    call(session, "f")
    others = descendants(os.getpid()) - before
    assert len(others) >= 5, "zygote, two children, two that one of them started"
    session.close()
    left = descendants(os.getpid()) - before
    other.close()
    sandbox.close()
    assert len(left) == 2, "the zygote and the other child"


@can_fork
def test_a_zygote_that_is_gone_is_our_failure_and_not_the_students(descendants):
    before = descendants(os.getpid())
    sandbox = Sandbox(fork=True)
    session = sandbox.open(Limits())
    session.request("parse", "answer.py", "x = 1")
    (zygote,) = (pid for pid in descendants(os.getpid()) - before if parent_of(pid) == os.getpid())
    os.kill(zygote, signal.SIGKILL)
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            sandbox.open(Limits())
        except SandboxError:
            break
    with pytest.raises(SandboxError):
        sandbox.open(Limits())
    with pytest.raises(SandboxError):
        session.close()
    sandbox.close()


def parent_of(pid):
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


@can_fork
def test_a_child_that_cannot_lock_itself_in_is_our_failure_and_not_the_students(monkeypatch):
    sandbox = Sandbox(fork=True)
    session = sandbox.open(Limits(cpu_seconds="not a number"))
    try:
        with pytest.raises(SandboxError):
            session.request("parse", "answer.py", "x = 1")
    finally:
        sandbox.close()


HOST = """
import sys, threading
from dlgrade.sandbox.client import Sandbox
from dlgrade.sandbox.limits import Limits
sandbox = Sandbox(fork=sys.argv[1] == "True")
session = sandbox.open(Limits(call_seconds=60, total_seconds=60))
session.request("parse", "answer.py", "def f():\\n    while True: pass\\n")
session.request("exec", [])
print("ready", flush=True)
session.request("run", [["call", None, "f", [], {}]])
"""


@can_fork
@pytest.mark.parametrize("fork", [True])
def test_a_judge_that_is_killed_takes_everything_with_it(judge_like, descendants, fork):
    host = judge_like(HOST, str(fork))
    assert host.stdout.readline() == "ready\n"
    below = descendants(host.pid)
    assert len(below) == 2, "the zygote and the child"
    os.kill(host.pid, signal.SIGKILL)
    host.wait()
    assert all(map(ended, below))


# ------------------------------------------------------------------------------------------------ what a child has

LOOK = """
import ctypes, json, os

found = {}
found["environ"] = dict(os.environ)
getenv = ctypes.CDLL(None).getenv
getenv.restype = ctypes.c_char_p
found["libc"] = [str(getenv(name)) for name in (b"DLGRADE_TEST_SECRET", b"PATH", b"HOME", b"USER")]
try:
    found["proc"] = open("/proc/self/environ").read()
except OSError:
    found["proc"] = ""
raise ValueError(json.dumps(found))
"""


@pytest.mark.parametrize("fork", WAYS)
def test_a_child_sees_no_environment_of_ours(fork, course, monkeypatch):
    monkeypatch.setenv("DLGRADE_TEST_SECRET", "hunter2")
    judge = Judge(fork=fork)
    try:
        exercise = next(iter(course.exercises.values()))
        job = {"exercise": exercise.describe(), "source": LOOK, "file": "answer.py", "seed": 0}
        error = judge.check(job, "en").error
    finally:
        judge.close()
    assert error.type == "ValueError"
    assert "hunter2" not in error.message
    found = json.loads(re.search(r"\{.*\}", error.message)[0])
    assert set(found["environ"]) <= {*clean_environment(), "LC_CTYPE"}
    assert set(found["libc"]) == {"None"}


def test_a_child_has_its_own_channel_and_no_other_descriptor(load):
    source = (
        "import os\n"
        "def f():\n"
        "    found = []\n"
        "    for fd in range(256):\n"
        "        try: os.fstat(fd)\n"
        "        except OSError: continue\n"
        "        found.append(fd)\n"
        "    return found\n"
    )
    with open(os.devnull) as one, socket.socket() as other:  # noqa: PTH123
        os.set_inheritable(one.fileno(), True)
        os.set_inheritable(other.fileno(), True)
        assert len(call(load(source), "f").value) <= 6


@can_fork
def test_a_forked_child_has_exactly_four_descriptors():
    sandbox = Sandbox(fork=True)
    session = sandbox.open(Limits())
    source = (
        "import os\ndef f(fd):\n    try: os.fstat(fd)\n    except OSError: return False\n    return True\n"
    )
    session.request("parse", "answer.py", source)
    session.request("exec", [])
    assert [fd for fd in range(64) if call(session, "f", fd).value] == [0, 1, 2, 3]
    session.close()
    sandbox.close()


def test_a_child_does_not_run_in_our_folder(load, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    where = call(load("import os\ndef f():\n    return os.getcwd()\n"), "f").value
    assert Path(where) == Path(where).parent, "the root of the file system"


def test_a_child_imports_nothing_from_our_folder(load, tmp_path, monkeypatch):
    (tmp_path / "helper.py").write_text("x = 1")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StudentError) as caught:
        load("import helper")
    assert caught.value.type == "ModuleNotFoundError"


IMPORTS = """
import sys
from dlgrade.sandbox.client import Sandbox, StudentError
from dlgrade.sandbox.limits import Limits
sandbox = Sandbox(fork=sys.argv[1] == "True")
session = sandbox.open(Limits(call_seconds=10))
for module in sys.argv[2:]:
    session.request("parse", "answer.py", f"import {module}")
    try:
        session.request("exec", [])
        print(module)
    except StudentError as error:
        print(error.type)
"""


@pytest.mark.parametrize("fork", WAYS)
def test_a_child_can_import_neither_the_reference_nor_tests_nor_other_packages(judge_like, fork):
    modules = [
        "dlref",
        "dlref.activations",
        "dlgrade.judge.runner",
        "dlgrade.testing",
        "pytest",
        "yaml",
        "click",
    ]
    out, err = judge_like(IMPORTS, str(fork), *modules).communicate()
    assert set(out.split()) <= {"ModuleNotFoundError", "PermissionError"}, out + err
    assert len(out.split()) == len(modules)


def test_the_levels_of_the_two_ways_are_what_they_enforce(sandbox):
    if sandbox.refused:
        assert sandbox.level == ("strict" if all(sandbox.refused.values()) else "basic")
    else:
        assert sandbox.level == "basic"
    assert sandbox.layers[0] == "process"


def test_the_format_of_a_frame_is_the_one_that_is_forged_here():
    assert wire.HEADER.format == struct.Struct("<4sB3xIIQ").format
