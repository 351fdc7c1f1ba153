"""The interpreter answers every kind of request, and says what the student's code did and where."""

import ast
import contextlib
import math
import sys
import types
import warnings

import numpy as np
import pytest

from dlgrade.sandbox import interpreter, wire
from dlgrade.sandbox.client import Sandbox, StudentError
from dlgrade.sandbox.interpreter import Interpreter, source_facts
from dlgrade.sandbox.limits import Limits


class Callback:
    """Stands for a function of the judge's: sent by its number."""

    def __init__(self, number):
        self.number = number


class Object:
    """Stands for an object that was handed out before."""

    def __init__(self, number):
        self.number = number


class Rng:
    def __init__(self, seed):
        self.seed = seed


def judges_extend(value):
    if isinstance(value, Callback):
        return "callback", value.number
    if isinstance(value, Object):
        return "object", value.number
    if isinstance(value, Rng):
        return "rng", value.seed
    if isinstance(value, types.SimpleNamespace):
        return "namespace", vars(value)
    return None


class Student:
    """An interpreter with a loaded source, asked through frames as the judge asks."""

    def __init__(self, source="", call_back=None, forbidden=()):
        self.interpreter = Interpreter(call_back or (lambda number, args, kwargs: None))
        self.facts = self.ask("parse", "answer.py", source)
        self.ask("exec", list(forbidden))

    def answer(self, *request):
        text, buffers = wire.encode(list(request), judges_extend)
        output = self.interpreter.output
        with warnings.catch_warnings(), contextlib.redirect_stdout(output):
            warnings.simplefilter("always")
            warnings.showwarning = output.show_warning
            return self.interpreter.answer(text, memoryview(b"".join(buffers)))

    def ask(self, *request):
        kind, value = self.answer(*request)
        assert kind == wire.REPLY, value
        return value

    def fail(self, *request):
        kind, value = self.answer(*request)
        assert kind == wire.ERROR
        return value

    def describe(self, name):
        """The error of a call whose exception is hostile: should it escape, it must not reach pytest."""
        try:
            return self.call_fails(name)
        except BaseException as error:
            escaped = type(error)
        pytest.fail(f"{escaped} escaped")

    def call(self, name, *args, **kwargs):
        return self.ask("run", [["call", None, name, list(args), kwargs]])

    def call_fails(self, name, *args, **kwargs):
        return self.fail("run", [["call", None, name, list(args), kwargs]])


@pytest.fixture(autouse=True)
def modules_as_before():
    """Executing a module registers it; put things back."""
    before = dict(sys.modules)
    yield
    for name in set(sys.modules) - set(before):
        if name == "answer":
            del sys.modules[name]


# ------------------------------------------------------------------------------------------------------- requests

LAYER = """
import numpy as np

SCALE = 3

class Scale:
    def __init__(self, factor, offset=0.0):
        self.factor = factor
        self.offset = offset
    def forward(self, x):
        self.x = x
        return x * self.factor + self.offset
    def backward(self, dout):
        return dout * self.factor
    def _private(self):
        pass

def double(x):
    return x * 2

def apply(f, x):
    return f(x)

def add(a, b=1, *, c=0):
    return a + b + c

def count(n):
    for i in range(n):
        yield i

def draw(rng):
    return rng.normal(size=3)

def read(settings):
    return settings.rate * settings.steps
"""


@pytest.fixture
def student():
    return Student(LAYER, call_back=lambda number, args, kwargs: [number, args, kwargs])


def test_a_function_is_called_with_what_was_sent(student):
    assert student.call("double", np.array([1.0, 2.0]))["value"].tolist() == [2.0, 4.0]


def test_keyword_arguments_arrive_as_such(student):
    assert student.call("add", 1, b=10, c=100)["value"] == 111


def test_a_module_that_is_loaded_already_answers_the_same_requests():
    module = types.ModuleType("reference")
    module.double = lambda x: x * 2
    there = Interpreter.of_module(module, lambda *_: None)
    text, _ = wire.encode(["run", [["call", None, "double", [21], {}]]])
    assert there.answer(text, memoryview(b""))[1]["value"] == 42


def test_steps_build_an_object_set_it_up_and_use_it_in_one_request(student):
    steps = [
        ["call", None, "Scale", [2.0], {}],
        ["set", "it", "offset", 1.0],
        ["call", "it", "forward", [np.array([1.0, 2.0])], {}],
    ]
    assert student.ask("run", steps)["value"].tolist() == [3.0, 5.0]


def test_an_object_is_known_by_its_number_from_then_on(student):
    made = student.ask("run", [["call", None, "Scale", [2.0], {}]])["value"]
    tag, (number, name, methods) = student.interpreter.extend(made)
    assert (tag, name, methods) == ("object", "Scale", ["forward", "backward"])
    assert student.ask("run", [["call", number, "forward", [3.0], {}]])["value"] == 6.0
    assert student.ask("run", [["get", number, "x"]])["value"] == 3.0


def test_an_object_can_be_an_argument(student):
    made = student.ask("run", [["call", None, "Scale", [2.0], {}]])["value"]
    _, (number, *_) = student.interpreter.extend(made)
    answer = student.ask("run", [["call", None, "apply", [Callback(5), Object(number)], {}]])
    assert answer["value"] == [5, [made], {}]


@pytest.mark.parametrize(("name", "value"), [("SCALE", 3), ("np", None), ("double", None)])
def test_an_attribute_of_the_module_can_be_read(student, name, value):
    found = student.ask("run", [["get", None, name]])["value"]
    assert found == value if value is not None else found is not None


def test_a_method_is_marked_as_one_where_an_attribute_was_asked_for(student):
    found = student.ask("run", [["call", None, "Scale", [2.0], {}], ["get", "it", "forward"]])["value"]
    assert student.interpreter.extend(found) == ("method", None)


def test_a_callback_reaches_the_judge_and_its_answer_comes_back(student):
    answer = student.call("apply", Callback(3), np.array([1.5]))
    number, args, kwargs = answer["value"]
    assert (number, args[0].tolist(), kwargs) == (3, [1.5], {})


def test_a_generator_of_random_numbers_travels_as_its_seed(student):
    expected = np.random.default_rng(42).normal(size=3)
    assert student.call("draw", Rng(42))["value"].tolist() == expected.tolist()


def test_a_namespace_arrives_as_an_object_with_attributes(student):
    assert student.call("read", types.SimpleNamespace(rate=0.5, steps=4))["value"] == 2.0


def test_an_iterator_is_read_in_parts_and_ends(student):
    made = student.call("count", 5)["value"]
    _, (number, name, _) = student.interpreter.extend(made)
    assert name == "generator"
    assert [student.ask("next", number, 3)["value"] for _ in range(3)] == [[0, 1, 2], [3, 4], []]


def test_an_iterator_that_raises_says_where():
    student = Student("def count():\n    yield 1\n    raise ValueError('stop here')\n")
    student.interpreter.extend(student.call("count")["value"])
    error = student.fail("next", 0, 10)
    assert (error["kind"], error["type"], error["line"]) == ("raised", "ValueError", 3)


def test_what_is_no_iterator_cannot_be_iterated(student):
    student.interpreter.extend(student.ask("run", [["call", None, "Scale", [1.0], {}]])["value"])
    assert student.fail("next", 0, 10)["type"] == "TypeError"


@pytest.mark.parametrize(
    "request_",
    [["evaluate", "1+1"], ["run"], ["run", [["pop", None, "x"]]], ["next", 99, 1], [], ["parse", 1, 2]],
)
def test_a_request_that_makes_no_sense_is_an_error_and_not_the_end(student, request_):
    student.fail(*request_)
    assert student.call("add", 1)["value"] == 2


def test_too_many_objects_are_refused():
    there = Interpreter(lambda *_: None)
    for _ in range(interpreter.MAX_OBJECTS):
        there.extend(object())
    with pytest.raises(MemoryError):
        there.extend(object())


# -------------------------------------------------------------------------------------------------------- batches


def test_a_batch_moves_one_number_of_one_argument_at_a_time(student):
    x = np.array([[1.0, 2.0], [3.0, 4.0]])
    steps = [["call", None, "double", [x], {}]]
    patches = [[0, 0, None, 1, 0.5], [0, 0, None, 3, -1.0]]
    values = student.ask("batch", steps, patches)["value"]
    assert isinstance(values, np.ndarray)
    assert values.tolist() == [[[2.0, 5.0], [6.0, 8.0]], [[2.0, 4.0], [6.0, 6.0]]]


def test_a_batch_moves_plain_numbers_and_entries_of_dicts():
    student = Student("def f(a, d):\n    return a + d['w'].sum() + d['b']\n")
    steps = [["call", None, "f", [1.0, {"w": np.array([2.0, 3.0]), "b": 4.0}], {}]]
    patches = [[0, 0, None, 0, 0.5], [0, 1, "w", 1, 0.25], [0, 1, "b", 0, 0.125]]
    assert student.ask("batch", steps, patches)["value"].tolist() == [10.5, 10.25, 10.125]


def test_a_batch_moves_what_is_set_on_an_object(student):
    steps = [
        ["call", None, "Scale", [2.0], {}],
        ["set", "it", "factor", np.array([1.0, 1.0])],
        ["call", "it", "forward", [np.array([1.0, 1.0])], {}],
    ]
    values = student.ask("batch", steps, [[1, 0, None, 0, 1.0], [1, 0, None, 1, 1.0]])["value"]
    assert values.tolist() == [[2.0, 1.0], [1.0, 2.0]]


def test_every_run_of_a_batch_gets_fresh_arguments():
    student = Student("def f(x, y):\n    x += 1\n    y.append(1)\n    return x.sum() + len(y)\n")
    steps = [["call", None, "f", [np.zeros(2), []], {}]]
    assert student.ask("batch", steps, [[0, 0, None, 0, 0.0]] * 3)["value"].tolist() == [3.0, 3.0, 3.0]


@pytest.mark.parametrize(
    "body",
    ["[1.0][:int(x)]", "None if x > 1 else 1.0", "np.ones(int(x))", "1 if x > 1 else 1.0", "(x, x)"],
    ids=["lists", "None among numbers", "shapes that differ", "types that differ", "tuples"],
)
def test_a_batch_whose_values_do_not_stack_returns_them_one_by_one(body):
    student = Student(f"import numpy as np\ndef f(x):\n    return {body}\n")
    steps = [["call", None, "f", [1.0], {}]]
    values = student.ask("batch", steps, [[0, 0, None, 0, 0.0], [0, 0, None, 0, 1.0]])["value"]
    assert type(values) is list
    assert len(values) == 2


def test_an_error_within_a_batch_is_the_answer():
    student = Student("def f(x):\n    if x > 1:\n        raise OverflowError\n    return x\n")
    error = student.fail(
        "batch", [["call", None, "f", [1.0], {}]], [[0, 0, None, 0, 0.0], [0, 0, None, 0, 1.0]]
    )
    assert (error["type"], error["line"]) == ("OverflowError", 3)


# --------------------------------------------------------------------------------------------------------- errors

FAULTY = """import numpy as np
def unfilled(x):
    raise NotImplementedError
def later(x):
    raise NotImplementedError("write this")
def divides(x):
    return 1 / x
def shapes(x):
    y = np.ones(3)
    return x @ y
def deeper(x):
    return divides(x)
def leaves(x):
    raise SystemExit(3)
def interrupts(x):
    raise KeyboardInterrupt
def endless(x):
    return endless(x)
def wrong_inside(x):
    return len(5)
number = 5
def exhausted(x):
    raise StopIteration
class Thing:
    def method(self, a, b):
        return self.nothing
def group(x):
    raise ExceptionGroup("two", [ValueError(1), TypeError(2)])
def asserts(x):
    assert x, "x must be true"
"""


@pytest.mark.parametrize(
    ("name", "args", "kind", "type_", "line"),
    [
        ("nowhere", [1], "missing", "_Missing", None),
        ("unfilled", [1], "unfilled", "NotImplementedError", 3),
        ("later", [1], "unfilled", "NotImplementedError", 5),
        ("divides", [], "signature", "TypeError", None),
        ("divides", [1, 2], "signature", "TypeError", None),
        ("number", [1], "signature", "TypeError", None),
        ("Thing", [1], "signature", "TypeError", None),
        ("divides", [0], "raised", "ZeroDivisionError", 7),
        ("deeper", [0], "raised", "ZeroDivisionError", 7),
        ("deeper", ["a"], "raised", "TypeError", 7),
        ("shapes", [np.ones(4)], "raised", "ValueError", 10),
        ("wrong_inside", [0], "raised", "TypeError", 20),
        ("leaves", [0], "raised", "SystemExit", 14),
        ("interrupts", [0], "raised", "KeyboardInterrupt", 16),
        ("endless", [0], "raised", "RecursionError", 18),
        ("exhausted", [0], "raised", "StopIteration", 23),
        ("group", [0], "raised", "ExceptionGroup", 28),
        ("asserts", [0], "raised", "AssertionError", 30),
    ],
)
def test_an_error_has_a_kind_a_type_and_a_line(name, args, kind, type_, line):
    error = Student(FAULTY).call_fails(name, *args)
    assert (error["kind"], error["type"], error["line"]) == (kind, type_, line)


def test_a_missing_attribute_is_named_with_its_class():
    student = Student(FAULTY)
    error = student.fail("run", [["call", None, "Thing", [], {}], ["get", "it", "dW"]])
    assert (error["kind"], error["message"]) == ("missing", "Thing.dW")


def test_a_missing_attribute_inside_a_method_is_an_error_of_that_method():
    student = Student(FAULTY)
    error = student.fail("run", [["call", None, "Thing", [], {}], ["call", "it", "method", [1, 2], {}]])
    assert (error["kind"], error["type"], error["line"]) == ("raised", "AttributeError", 26)


def test_an_attribute_that_fails_while_it_is_computed_is_not_called_missing():
    student = Student(
        "class Layer:\n    @property\n    def dW(self):\n        return self.x.sum()\n    x = None\n"
    )
    error = student.fail("run", [["call", None, "Layer", [], {}], ["get", "it", "dW"]])
    assert (error["kind"], error["type"], error["line"]) == ("raised", "AttributeError", 4)


def test_a_method_that_is_called_wrongly_has_a_wrong_signature():
    student = Student(FAULTY)
    error = student.fail("run", [["call", None, "Thing", [], {}], ["call", "it", "method", [1], {}]])
    assert error["kind"] == "signature"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("def f(x):\n    return (x\n", 2),
        ("x = 1\ny = = 2\n", 2),
        ("def f(x):\nreturn x\n", 2),
        ("if 1:\n\tx = 1\n        y = 2\n", 3),
        ("def f(x):\n    return x\n\n\nreturn 5\n", 5),
        ("a = 1\nnonlocal a\n", 2),
    ],
)
def test_a_syntax_error_has_its_line(source, line):
    there = Interpreter(lambda *_: None)
    kind, error = there.answer(wire.encode(["parse", "answer.py", source])[0], memoryview(b""))
    assert kind == wire.ERROR
    assert issubclass(getattr(__builtins__, error["type"], SyntaxError), SyntaxError)
    assert error["line"] == line
    assert "answer.py" not in error["message"]


@pytest.mark.parametrize(
    "source", ["x = '\0'", "(" * 1000 + ")" * 1000, "-" * 100_000 + "1", "x." * 50_000 + "y"]
)
def test_a_source_that_python_cannot_take_is_an_error_and_not_the_end(source):
    there = Interpreter(lambda *_: None)
    assert there.answer(wire.encode(["parse", "answer.py", source])[0], memoryview(b""))[0] == wire.ERROR


def test_an_error_while_loading_has_its_line():
    there = Interpreter(lambda *_: None)
    there.answer(wire.encode(["parse", "answer.py", "import math\n\nx = math.log(-1)\n"])[0], memoryview(b""))
    kind, error = there.answer(wire.encode(["exec", []])[0], memoryview(b""))
    assert (kind, error["type"], error["line"]) == (wire.ERROR, "ValueError", 3)


def test_an_error_in_a_callback_points_at_the_line_that_called_it():
    def refuse(*_):
        raise RuntimeError("no")

    error = Student("def f(g):\n    x = 1\n    return g(x)\n", refuse).call_fails("f", Callback(0))
    assert (error["kind"], error["type"], error["line"]) == ("raised", "RuntimeError", 3)


HOSTILE_ERRORS = {
    "text raises": "def __str__(self): raise ValueError",
    "text is no text": "def __str__(self): return 5",
    "text ends the program": "def __str__(self): raise SystemExit",
    "text is endless": "def __str__(self): return str(self)",
    "text is huge": "def __str__(self): return 'x' * 10_000_000",
    "traceback raises": "__traceback__ = property(lambda self: 1 / 0)",
    "traceback lies": "__traceback__ = 5",
    "class lies": "__class__ = property(lambda self: 1 / 0)",
    "name lies": "__name__ = 5",
    "arguments lie": "args = property(lambda self: 1 / 0)",
}


@pytest.mark.parametrize("what", HOSTILE_ERRORS)
def test_an_exception_that_defends_itself_is_described_all_the_same(what):
    source = f"class Evil(Exception):\n    {HOSTILE_ERRORS[what]}\ndef f():\n    raise Evil\n"
    error = Student(source).describe("f")
    assert (error["kind"], error["type"]) == ("raised", "Evil")
    assert len(error["message"]) <= interpreter.MAX_MESSAGE
    wire.encode(error)  # plain data, whatever it was made of


def test_a_syntax_error_that_the_code_made_itself_is_described_all_the_same():
    source = "class Evil(SyntaxError):\n    lineno = property(lambda self: 1 / 0)\n    msg = lineno\ndef f():\n    raise Evil\n"
    error = Student(source).describe("f")
    assert (error["kind"], error["line"]) == ("raised", 5)


# ---------------------------------------------------------------------------------------------- changed arguments

CHANGES = """
import numpy as np
def array(x): x += 1
def within_list(xs): xs[1][0] = 9
def within_dict(d): d["b"]["c"][0] = 9
def within_tuple(t): t[0][0] = 9
def append(xs): xs.append(1)
def new_key(d): d["new"] = 1
def removed_key(d): del d["a"]
def order(d): d["a"] = d.pop("a")
def shape(x): x.shape = (2, 1)
def number_in_list(xs): xs[0] += 1e-16 if False else 1
def to_float(xs): xs[0] = float(xs[0])
def negative_zero(x): x *= -1
def none_to_zero(xs): xs[0] = 0
def back(x):
    x += 1
    x -= 1
def copy(x):
    x = x.copy()
    x += 1
def rebind(x): x = x + 1
def reads(x): return x.sum()
def second(a, b): b[:] = 0
def draws(rng): rng.normal(size=10)
def inside_namespace(n): n.weights[0] = 9
"""


@pytest.mark.parametrize(
    ("name", "args", "changed"),
    [
        ("array", [np.zeros(2)], [0]),
        ("within_list", [[np.zeros(2), np.zeros(2)]], [0]),
        ("within_list", [[[1], [2]]], [0]),
        ("within_dict", [{"a": 1, "b": {"c": np.zeros(1)}}], [0]),
        ("within_tuple", [(np.zeros(2), 1)], [0]),
        ("append", [[1]], [0]),
        ("new_key", [{}], [0]),
        ("removed_key", [{"a": 1, "b": 2}], [0]),
        ("order", [{"a": 1, "b": 2}], [0]),
        ("shape", [np.zeros(2)], [0]),
        ("number_in_list", [[1.0]], [0]),
        ("to_float", [[1]], [0]),
        ("negative_zero", [np.zeros(2)], [0]),
        ("none_to_zero", [[None]], [0]),
        ("second", [np.ones(2), np.ones(2)], [1]),
        ("second", [np.ones(2), np.zeros(2)], []),
        ("inside_namespace", [types.SimpleNamespace(weights=np.zeros(2))], [0]),
        ("back", [np.ones(2)], []),
        ("copy", [np.ones(2)], []),
        ("rebind", [np.ones(2)], []),
        ("reads", [np.array([np.nan, 1.0])], []),
        ("draws", [Rng(1)], []),
    ],
)
# `shape` sets an attribute that newer versions of NumPy would rather not have set
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_argument_that_was_changed_is_reported(name, args, changed):
    assert Student(CHANGES).call(name, *args)["changed"] == [[0, position] for position in changed]


def test_the_step_of_a_changed_argument_is_reported():
    student = Student(
        "class A:\n    def f(self, x):\n        x += 1\n    def g(self, x):\n        return x\n"
    )
    steps = [["call", None, "A", [], {}], ["call", "it", "g", [np.ones(1)], {}]]
    assert student.ask("run", steps)["changed"] == []
    student.ask("run", [["call", None, "A", [], {}]])
    steps[1][2] = "f"
    assert student.ask("run", steps)["changed"] == [[1, 0]]


# -------------------------------------------------------------------------------------------- printed and warned


def test_what_is_printed_is_part_of_the_answer():
    student = Student("def f():\n    print('a', 1)\n    print('b', end='')\n")
    assert student.call("f")["printed"] == "a 1\nb"


def test_what_was_printed_before_an_error_is_part_of_it():
    student = Student("def f():\n    print('so far')\n    1 / 0\n")
    assert student.call_fails("f")["printed"] == "so far\n"


def test_every_request_starts_with_nothing_printed():
    student = Student("def f():\n    print('x')\n")
    student.call("f")
    assert student.call("f")["printed"] == "x\n"


@pytest.mark.parametrize("source", ["print('x' * 10_000_000)", "for _ in range(200_000): print('xyz')"])
def test_a_flood_of_text_is_cut_and_marked_as_cut(source):
    printed = Student(f"def f():\n    {source}\n").call("f")["printed"]
    assert len(printed) == interpreter.MAX_PRINTED + 1
    assert printed.endswith("…")


@pytest.mark.parametrize("length", [interpreter.MAX_PRINTED - 1, interpreter.MAX_PRINTED])
def test_a_text_that_fits_is_not_marked_as_cut(length):
    assert Student(f"def f():\n    print('x' * {length}, end='')\n").call("f")["printed"] == "x" * length


def test_printing_what_is_no_text_is_refused_as_python_does():
    assert Student("import sys\ndef f():\n    sys.stdout.write(5)\n").call_fails("f")["type"] == "TypeError"


def test_a_warning_is_reported_with_its_line():
    student = Student("import numpy as np\ndef f(x):\n    y = 1\n    return np.exp(x) + y\n")
    ((kind, message, line),) = student.call("f", np.array([1000.0]))["warnings"]
    assert (kind, line) == ("RuntimeWarning", 4)
    assert "overflow" in message


def test_the_number_of_warnings_and_their_length_are_bounded():
    student = Student(
        "import warnings\ndef f():\n    for i in range(100): warnings.warn('x' * 5000 + str(i))\n"
    )
    found = student.call("f")["warnings"]
    assert len(found) == interpreter.MAX_WARNINGS
    assert {len(message) for _, message, _ in found} == {interpreter.MAX_MESSAGE}


# ------------------------------------------------------------------------------------------- names of methods

HOSTILE_CLASS = """
ran = []
class Meta(type):
    def __getattribute__(cls, name):
        ran.append(name)
        return type.__getattribute__(cls, name)
    def __instancecheck__(cls, instance):
        ran.append("instancecheck")
        return True
    @property
    def __name__(cls):
        ran.append("name")
        return "Lie"
    def mro(cls):
        return type.mro(cls)
class Base:
    def inherited(self): pass
class Layer(Base, metaclass=Meta):
    def __getattribute__(self, name):
        ran.append(name)
        raise SystemExit
    __class__ = property(lambda self: ran.append("class"))
    __dict__ = property(lambda self: ran.append("dict"))
    def __dir__(self): ran.append("dir")
    def __len__(self): ran.append("len")
    def __bool__(self): ran.append("bool")
    def __eq__(self, other): ran.append("eq")
    def __hash__(self): ran.append("hash")
    def __repr__(self): ran.append("repr")
    def __array__(self, *_, **__): ran.append("array")
    def __float__(self): ran.append("float")
    def __iter__(self): ran.append("iter")
    def forward(self): pass
    def _private(self): pass
    value = 5
    @staticmethod
    def static(): pass
    @property
    def weights(self): ran.append("weights")
"""


def test_the_methods_of_an_object_are_listed_without_running_any_of_its_code():
    student = Student(HOSTILE_CLASS)
    there = vars(student.interpreter.module)
    made = there["Layer"]()
    there["ran"].clear()
    tag, (_, name, methods) = student.interpreter.extend(made)
    assert (tag, name, sorted(methods)) == ("object", "Layer", ["forward", "inherited"])
    assert there["ran"] == []


def test_the_number_and_the_length_of_names_are_bounded():
    names = [f"m{i}_{'x' * 200}" for i in range(200)]
    cls = type("C" * 500, (), {name: (lambda self: None) for name in names})
    _, (_, name, methods) = Interpreter(lambda *_: None).extend(cls())
    assert len(name) <= 100
    assert len(methods) == interpreter.MAX_METHODS
    assert max(map(len, methods)) <= 100


# ------------------------------------------------------------------------------------------------ facts of a source


@pytest.mark.parametrize(
    ("source", "names", "unfilled", "filled"),
    [
        ("", [], [], []),
        ("def f(x):\n    raise NotImplementedError\n", ["f"], ["f"], []),
        (
            "def f(x):\n    '''What it does.'''\n    raise NotImplementedError('write this')\n",
            ["f"],
            ["f"],
            [],
        ),
        ("def f(x): ...\n", ["f"], ["f"], []),
        ("def f(x): pass\n", ["f"], ["f"], []),
        ("def f(x):\n    '''Only this.'''\n", ["f"], ["f"], []),
        ("def f(x): return x\n", ["f"], [], ["f"]),
        ("def f(x): return None\n", ["f"], [], ["f"]),
        ("def f(x):\n    raise ValueError\n", ["f"], [], ["f"]),
        ("def f(x):\n    x += 1\n    raise NotImplementedError\n", ["f"], [], ["f"]),
        ("async def f(x): ...\n", ["f"], ["f"], []),
        ("f = g = lambda x: x\n", ["f", "g"], [], []),
        ("f, g = 1, 2\n", ["f", "g"], [], []),
        ("f: int = 3\n", ["f"], [], []),
        ("from numpy import tanh as f\n", ["f"], [], []),
        ("import numpy\n", ["numpy"], [], []),
        ("if True:\n    def f(x): return x\n", ["f"], [], ["f"]),
        (
            "class A:\n    def __init__(self): self.x = 1\n    def forward(self, x): ...\n    y = 2\n",
            ["A"],
            ["A.forward"],
            ["A.__init__"],
        ),
        ("class A: pass\n", ["A"], [], []),
    ],
)
def test_the_facts_of_a_source_say_what_is_defined_and_what_is_filled(source, names, unfilled, filled):
    facts = source_facts(ast.parse(source))
    # A module that is imported may be listed or not: no exercise asks for a name of a module.
    assert [name for name in facts["names"] if name != "numpy"] == [name for name in names if name != "numpy"]
    assert (facts["unfilled"], facts["filled"]) == (unfilled, filled)


def test_facts_are_found_without_running_the_source():
    there = Interpreter(lambda *_: None)
    text, _ = wire.encode(["parse", "answer.py", "raise SystemExit\ndef f(): ...\n"])
    assert there.answer(text, memoryview(b"")) == (
        wire.REPLY,
        {"names": ["f"], "unfilled": ["f"], "filled": []},
    )


# --------------------------------------------------------------------------------------------- forbidden functions
# These run in a child: forbidding a function changes the loaded libraries.

FORBIDDEN = ["numpy.tanh", "math.tanh"]
WAYS = {
    "plain": "np.tanh(x)",
    "alias": "aliased(x)",
    "name": "named(x)",
    "star import": "tanh(x)",
    "getattr": "getattr(np, 'ta' + 'nh')(x)",
    "dictionary of the module": "np.__dict__['tanh'](x)",
    "import inside the function": "__import__('numpy').tanh(x)",
    "modules": "sys.modules['numpy'].tanh(x)",
    "importlib": "importlib.import_module('numpy').tanh(x)",
    "the C module": "getattr(np, '_core', np.core).umath.tanh(x)",
    "masked arrays": "np.ma.tanh(x)",
    "masked arrays, inside": "np.ma.core.tanh(x)",
    "vectorised": "np.vectorize(math.tanh)(x)",
    "mapped": "list(map(math.tanh, x))",
    "partial": "functools.partial(np.tanh)(x)",
    "where and out": "np.tanh(x, out=np.zeros(2))",
}


@pytest.fixture(scope="module")
def forbidding():
    """A child in which the hyperbolic tangent is forbidden."""
    sandbox = Sandbox(fork=False)
    session = sandbox.open(Limits(call_seconds=10))
    body = "".join(f"def way_{i}(x):\n    return {way}\n" for i, way in enumerate(WAYS.values()))
    source = (
        "import functools, importlib, math, sys\nimport numpy as np\nfrom numpy import *\n"
        "from numpy import tanh as aliased\nfrom math import tanh as named\n"
        f"{body}"
        "def own(x):\n    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))\n"
        "def caught(x):\n    try:\n        return np.tanh(x)\n    except Exception:\n        return own(x)\n"
    )
    session.request(
        "parse", "earlier.py", "import numpy.ma"
    )  # its functions hold those that are forbidden later
    session.request("exec", [])
    session.request("parse", "answer.py", source)
    session.request("exec", FORBIDDEN)
    yield session
    session.close()
    sandbox.close()


@pytest.mark.parametrize("way", WAYS)
def test_a_forbidden_function_is_out_of_reach(forbidding, way):
    number = list(WAYS).index(way)
    with pytest.raises(StudentError) as caught:
        forbidding.request("run", [["call", None, f"way_{number}", [np.array([0.5, 1.0])], {}]])
    assert caught.value.kind == "forbidden"
    assert caught.value.message in FORBIDDEN


@pytest.mark.parametrize("name", ["own", "caught"])
def test_an_own_implementation_of_what_is_forbidden_works(forbidding, name):
    value = forbidding.request("run", [["call", None, name, [np.array([0.5])], {}]]).value
    assert value[0] == pytest.approx(math.tanh(0.5))


def test_forbidding_in_a_child_leaves_this_process_alone(forbidding):
    assert np.tanh(0.5) == pytest.approx(math.tanh(0.5))
