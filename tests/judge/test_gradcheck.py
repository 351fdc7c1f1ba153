"""The gradient check: right gradients always pass, small errors never do, and a rough forward is called rough."""

from __future__ import annotations

import types

import numpy as np
import pytest

import dlref.activations as right
from dlgrade.judge import messages
from dlgrade.judge.student import Record, Student
from dlgrade.sandbox.client import LocalConnection, StudentError
from dlgrade.testing import gradcheck, layercheck
from dlgrade.verdicts import Failure, Mismatch

DRAWS = 1000
STEP = 2e-4  # the step of the check

# The activations of unit 02 that have a gradient, with a parameter to draw.
ACTIVATIONS = {
    "identity": None,
    "sigmoid": None,
    "tanh": None,
    "relu": None,
    "leaky_relu": ("alpha", 0.0, 0.9),
    "elu": ("alpha", 0.3, 2.0),
    "swish": ("beta", 0.3, 2.0),
    "gelu": None,
    "softmax": None,
}


def student(**functions) -> Student:
    """A student whose file consists of these functions."""
    module = types.ModuleType("answer")
    module.__dict__.update(functions)
    return Student(LocalConnection(module), Record())


def draws(name):
    """Inputs and parameters: moderate and large, and every third time with entries at a kink, or within its reach."""
    rng = np.random.default_rng(sum(map(ord, name)))
    for i in range(DRAWS):
        x = rng.normal(scale=rng.choice([1.0, 3.0]), size=rng.integers(1, 4))
        if i % 3 == 0:
            x[rng.random(x.shape) < 0.7] = rng.choice(
                [0.0, STEP, STEP / 2, -STEP, rng.uniform(-STEP, STEP), 1e-9]
            )
        x = np.append(x, rng.uniform(0.2, 2.0))  # one entry with a slope worth measuring
        if name == "softmax":
            x = np.stack([x, rng.normal(size=x.shape)])
        drawn = ACTIVATIONS[name]
        yield x, {} if drawn is None else {drawn[0]: float(rng.uniform(*drawn[1:]))}


def pair(name):
    gradient = "softmax_backward" if name == "softmax" else f"{name}_grad"
    return getattr(right, name), getattr(right, gradient), "output" if name == "softmax" else None


KINKED = ("relu", "leaky_relu", "elu")


def spoilt(gradient, index):
    """The gradient with a relative error of 1e-5 in a single entry; the first time it is asked says which by default."""

    def wrong(*args, **kwargs):
        value = np.array(gradient(*args, **kwargs))
        index.append(int(np.abs(value).argmax()))
        value.flat[index[0]] *= 1 + 1e-5
        return value

    return wrong


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_right_gradient_is_accepted(name):
    forward, gradient, given = pair(name)
    answer = student(f=forward, g=gradient)
    for x, parameters in draws(name):
        gradcheck(answer.f, answer.g, x, given=given, **parameters)
    judged, entries = np.sum(answer.record_.judged, axis=0)
    assert judged == entries  # every entry of every draw was certified in the end


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_relative_error_of_one_in_a_hundred_thousand_is_rejected(name):
    """Even if only the largest entry is wrong; of those at a kink, the check has nothing to say about their own slope."""
    forward, gradient, given = pair(name)
    for x, parameters in draws(name):
        index = []
        if name in KINKED:
            smooth = np.abs(x) > 0.005
            index.append(int(np.argmax(np.where(smooth, np.abs(gradient(x, **parameters)), -1))))
        answer = student(f=forward, g=spoilt(gradient, index))
        with pytest.raises(Mismatch) as caught:
            gradcheck(answer.f, answer.g, x, given=given, **parameters)
        assert caught.value.reason == "gradient"


def test_a_small_entry_is_measured_against_the_largest():
    """What is far below the noise of the others is not held against anyone."""
    scale = np.array([1e6, 1.0, 1e-6])
    answer = student(f=lambda x: scale * np.sin(x), g=lambda x: scale * np.cos(x) + [0, 0, 1e-4])
    gradcheck(answer.f, answer.g, np.array([0.3, 0.4, 0.5]))


@pytest.mark.parametrize("size", [1e-6, 1e-4, 1.0, 1e4, 1e8])
def test_the_size_of_the_function_does_not_matter(size):
    x = np.array([0.3, -0.4, 1.5])
    answer = student(
        f=lambda x: size * np.sin(x), g=lambda x: size * np.cos(x), h=lambda x: size * np.cos(x) * 1.001
    )
    gradcheck(answer.f, answer.g, x)
    with pytest.raises(Mismatch):
        gradcheck(answer.f, answer.h, x)


@pytest.mark.parametrize("x", [1e3, -1e3, 1e6])
def test_large_inputs_are_checked_as_well(x):
    answer = student(f=lambda x: x**2 / 1e3, g=lambda x: x / 500, h=lambda x: x / 499)
    gradcheck(answer.f, answer.g, np.array([x, 2.0]))
    with pytest.raises(Mismatch):
        gradcheck(answer.f, answer.h, np.array([x, 2.0]))


# -------------------------------------------------------------------------------------------------------- right forms


FORMS = {
    "a number in, a number out": (lambda x: float(x) ** 3, lambda x: 3 * float(x) ** 2, 1.5),
    "a whole number in": (lambda x: x**3, lambda x: 3 * x**2, np.array([1, 2])),
    "an array in, a number out": (lambda x: float(np.sum(x**3)), lambda x: 3 * x**2, np.ones((2, 3))),
    "a list for a gradient": (lambda x: float(np.sum(x**3)), lambda x: (3 * x**2).tolist(), np.ones((2, 3))),
    "three axes": (np.sin, np.cos, np.linspace(-1, 1, 12).reshape(2, 3, 2)),
    "a number of zero dimensions": (np.sin, np.cos, np.array(0.5)),
}


@pytest.mark.parametrize(("f", "g", "x"), FORMS.values(), ids=FORMS)
def test_forms_that_are_right_are_accepted(f, g, x):
    answer = student(f=f, g=g)
    gradcheck(answer.f, answer.g, x)
    assert answer.record_.judged == [(np.size(x), np.size(x))]


def test_the_arguments_of_the_test_stay_as_they_are():
    x = np.array([0.0, 1.0])  # the first is at a kink, and so is moved about
    answer = student(f=right.relu, g=right.relu_grad)
    gradcheck(answer.f, answer.g, x)
    assert x.tolist() == [0.0, 1.0]


def test_other_arguments_and_keywords_reach_both_functions():
    answer = student(f=lambda x, a, *, b: a * x**b, g=lambda x, a, *, b: a * b * x ** (b - 1))
    gradcheck(answer.f, answer.g, np.array([0.5, 2.0]), 3.0, b=4)


@pytest.mark.parametrize("given", ["input", "output"])
def test_a_backward_may_be_given_the_input_or_the_output(given):
    def g(dout, known):
        e = known if given == "output" else np.exp(known)
        return dout * e

    answer = student(f=np.exp, g=g, h=lambda dout, known: g(dout, known) * 1.00002)
    x = np.linspace(-1, 1, 6).reshape(2, 3)
    gradcheck(answer.f, answer.g, x, given=given)
    with pytest.raises(Mismatch):
        gradcheck(answer.f, answer.h, x, given=given)


def test_the_weights_of_the_output_are_neither_ones_nor_alike():
    seen = []
    answer = student(f=np.exp, g=lambda dout, x: seen.append(dout) or dout * np.exp(x))
    gradcheck(answer.f, answer.g, np.zeros((2, 3)), given="input")
    assert len(np.unique(np.abs(seen[0]))) == 6
    assert (seen[0] < 0).any()


# ------------------------------------------------------------------------------------------------- several arguments


def product(a, b, c):
    return float(np.sum(a * b.sum() + c[:, None] ** 2))


def product_grad(a, b, c):
    return np.full(a.shape, b.sum()), np.full(b.shape, a.sum()), 2 * c * a.shape[1]


ARRAYS = (np.linspace(0.1, 1, 6).reshape(2, 3), np.linspace(-1, 2, 4), np.array([0.5, -1.5]))


def test_gradients_by_several_arguments_are_a_tuple():
    answer = student(f=product, g=product_grad)
    gradcheck(answer.f, answer.g, *ARRAYS, wrt=(0, 1, 2))
    assert answer.record_.judged == [(12, 12)]


def test_some_of_the_arguments_may_be_left_out():
    answer = student(f=product, g=lambda a, b, c: product_grad(a, b, c)[::2])
    gradcheck(answer.f, answer.g, *ARRAYS, wrt=(0, 2))
    assert answer.record_.judged == [(8, 8)]


def test_an_argument_other_than_the_first_may_be_the_one():
    answer = student(f=product, g=lambda a, b, c: product_grad(a, b, c)[2])
    gradcheck(answer.f, answer.g, *ARRAYS, wrt=2)


@pytest.mark.parametrize("wrong", [0, 1, 2])
def test_an_error_in_any_of_them_is_found(wrong):
    def g(a, b, c):
        gradients = list(product_grad(a, b, c))
        gradients[wrong] = gradients[wrong] * 1.00002
        return tuple(gradients)

    answer = student(f=product, g=g)
    with pytest.raises(Mismatch):
        gradcheck(answer.f, answer.g, *ARRAYS, wrt=(0, 1, 2))


@pytest.mark.parametrize(
    "g", [lambda a, b, c: product_grad(a, b, c)[:2], lambda a, b, c: product_grad(a, b, c)[0]]
)
def test_too_few_gradients_are_named(g):
    answer = student(f=product, g=g)
    with pytest.raises(Failure) as caught:
        gradcheck(answer.f, answer.g, *ARRAYS, wrt=(0, 1, 2))
    assert caught.value.text is not None
    assert caught.value.text.en == "A tuple of 3 parts should be returned."


# -------------------------------------------------------------------------------------------------------- wrong forms


WRONG = {
    "nothing": (lambda x: None, "type"),
    "text": (lambda x: "0.5", "type"),
    "truth values": (lambda x: np.cos(x) > 0, "truth"),
    "complex": (lambda x: np.cos(x) + 0j, "complex"),
    "other shape": (lambda x: np.cos(x)[:, None], "shape"),
    "one number": (lambda x: np.cos(x).sum(), "shape"),
    "not a number": (lambda x: np.cos(x) * np.nan, "not finite"),
    "infinite": (lambda x: np.cos(x) / 0.0, "not finite"),
    "wrong sign": (lambda x: -np.cos(x), "gradient"),
    "zero": (lambda x: np.zeros_like(x), "gradient"),
}


@pytest.mark.filterwarnings("ignore:divide by zero")
@pytest.mark.parametrize(("g", "reason"), WRONG.values(), ids=WRONG)
def test_a_wrong_gradient_is_rejected_for_the_right_reason(g, reason):
    answer = student(f=np.sin, g=g)
    with pytest.raises(Mismatch) as caught:
        gradcheck(answer.f, answer.g, np.array([0.2, 0.7, 1.1]))
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("f", "reason"),
    [
        (lambda x: None, "type"),
        (lambda x: "text", "type"),
        (lambda x: x * np.nan, "not finite"),
        (lambda x: np.sin(x)[:2], "shape"),
        (lambda x: np.sin(x)[None], "shape"),
    ],
)
def test_a_forward_of_the_wrong_form_is_what_is_blamed(f, reason):
    answer = student(f=f, g=np.cos)
    with pytest.raises(Mismatch) as caught:
        gradcheck(answer.f, answer.g, np.array([0.2, 0.7, 1.1]))
    assert caught.value.reason == reason
    assert caught.value.actual is None or not np.array_equal(caught.value.actual, np.cos([0.2, 0.7, 1.1]))


def test_a_forward_whose_shape_changes_is_an_answer_of_the_wrong_form():
    answer = student(f=lambda x: np.sin(x[x > 0.5]) if x[0] != 0.5 else np.sin(x), g=np.cos)
    with pytest.raises((Mismatch, Failure)):
        gradcheck(answer.f, answer.g, np.array([0.5, 0.7, 1.1]))


def test_an_exception_of_the_students_passes_through():
    answer = student(f=np.sin, g=lambda x: 1 / 0)
    with pytest.raises(StudentError):
        gradcheck(answer.f, answer.g, np.array([0.5]))


# ------------------------------------------------------------------------------------------- forwards that are too rough


def sentence(answer, *args, **kwargs) -> str:
    with pytest.raises(Failure) as caught:
        gradcheck(answer.f, answer.g, *args, **kwargs)
    return messages.failure(caught.value, answer.record_).en


NOISE = np.random.default_rng(1)
COUNT = [0]


def counting(x):
    COUNT[0] += 1
    return np.sin(x) + COUNT[0]


ROUGH = {
    "noisy": lambda x: np.sin(x) + 1e-3 * NOISE.normal(size=x.shape),
    "a little noisy": lambda x: np.sin(x) * (1 + 1e-9 * NOISE.normal(size=x.shape)),
    "rounded to 3 digits": lambda x: np.round(np.sin(x), 3),
    "rounded to 4 digits": lambda x: np.round(np.sin(x), 4),
    "rounded to 6 digits": lambda x: np.round(np.sin(x), 6),
    "remembering": counting,
}


@pytest.mark.parametrize("f", ROUGH.values(), ids=ROUGH)
def test_a_rough_forward_is_called_rough_and_its_gradient_not_wrong(f):
    answer = student(f=f, g=np.cos)
    said = sentence(answer, np.linspace(0.1, 1.4, 12))
    assert said.startswith(
        "`f` jumps: called twice with nearly equal inputs it gives quite different results"
    )


def test_a_forward_with_a_narrow_domain_is_not_blamed_for_what_lies_outside():
    def f(x):
        if (x < 0.2995).any():
            raise ValueError("too small")
        return np.log(x)

    answer = student(f=f, g=lambda x: 1 / x, h=lambda x: 2 / x)
    gradcheck(answer.f, answer.g, np.array([0.3, 0.5]))
    with pytest.raises(Mismatch) as caught:
        gradcheck(answer.f, answer.h, np.array([0.3, 0.5]))
    assert caught.value.reason == "gradient"


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_a_forward_in_single_precision_is_called_by_its_name(dtype):
    answer = student(f=lambda x: np.sin(x).astype(dtype), g=np.cos)
    said = sentence(answer, np.linspace(0.1, 1.4, 12))
    assert (
        said
        == f"The result is computed in {np.dtype(dtype).name}: too coarse for a gradient check. Use float64."
    )


def test_a_forward_that_only_passes_through_single_precision_is_not_told_its_gradient_is_wrong():
    answer = student(f=lambda x: np.sin(x.astype(np.float32)).astype(float), g=np.cos)
    assert "does not agree" not in sentence(answer, np.linspace(0.1, 1.4, 12))


def test_an_entry_that_cannot_be_certified_is_left_out_and_counted():
    noise = np.array([0, 0, 0, 1e-3])
    answer = student(f=lambda x: np.sin(x) + noise * NOISE.normal(), g=np.cos)
    gradcheck(answer.f, answer.g, np.array([0.1, 0.2, 0.3, 0.4]))
    assert answer.record_.judged == [(3, 4)]


# ------------------------------------------------------------------------------------------------------------- layers


class Layer:
    """out = (x @ W + b) * gain + twist, with everything that a layer can have."""

    spoil = ""

    def __init__(self, W, b):
        self.W, self.b, self.gain = W, b, np.ones(len(b))

    def forward(self, x, twist=0.0):
        self.x, self.z = x, x @ self.W + self.b
        return self.z * self.gain + twist

    def backward(self, dout):
        dz = dout * self.gain
        self.dW, self.db, self.dgain = self.x.T @ dz, dz.sum(axis=0), (dout * self.z).sum(axis=0)
        dx = dz @ self.W.T
        if self.spoil == "dx":
            return dx * 1.00002
        if self.spoil:
            setattr(self, self.spoil, getattr(self, self.spoil) * 1.00002)
        return dx


PARTS = {
    "x": np.linspace(-1, 1, 20).reshape(5, 4) ** 3,
    "W": np.linspace(-1, 2, 8).reshape(4, 2),
    "b": np.array([0.3, -0.2]),
}


def check_layer(cls, **options):
    answer = student(Layer=cls)
    gradients = {0: "dW", 1: "db", "gain": "dgain"}
    layercheck(
        answer.Layer,
        [PARTS["W"], PARTS["b"]],
        PARTS["x"],
        attributes={"gain": np.array([0.7, 1.9])},
        gradients=gradients,
        **options,
    )
    return answer.record_.judged


def test_a_right_layer_is_accepted_with_all_its_parameters():
    assert check_layer(Layer) == [(20 + 8 + 2 + 2, 32)]


def test_keywords_reach_the_forward():
    assert check_layer(Layer, twist=3.0) == [(32, 32)]


@pytest.mark.parametrize("spoil", ["dx", "dW", "db", "dgain"])
def test_an_error_in_any_gradient_of_a_layer_is_found(spoil):
    with pytest.raises(Mismatch) as caught:
        check_layer(type("Spoilt", (Layer,), {"spoil": spoil}))
    assert caught.value.reason == "gradient"


def test_a_layer_with_kinks_is_accepted():
    class Relu:
        def __init__(self):
            pass

        def forward(self, x):
            self.on = x > 0
            return np.maximum(x, 0)

        def backward(self, dout):
            return dout * self.on

    answer = student(Relu=Relu)
    layercheck(answer.Relu, [], np.array([[0.0, 1.0, -1.0], [STEP / 3, -STEP / 2, 0.0]]))
    assert answer.record_.judged == [(6, 6)]


def test_a_layer_of_several_inputs_returns_several_gradients():
    class Multiply:
        def __init__(self):
            pass

        def forward(self, x, y):
            self.x, self.y = x, y
            return x * y

        def backward(self, dout):
            return dout * self.y, dout * self.x

    answer = student(Multiply=Multiply)
    layercheck(answer.Multiply, [], np.array([1.0, 2.0]), np.array([3.0, -4.0]), inputs_wrt=(0, 1))
    assert answer.record_.judged == [(4, 4)]


def test_a_layer_that_returns_one_number_is_checked_with_a_number():
    class Loss:
        def __init__(self):
            pass

        def forward(self, x, labels):
            self.x, self.labels = x, labels
            return float(np.mean((x - labels) ** 2))

        def backward(self, dout):
            return dout * 2 * (self.x - self.labels) / self.x.size

    answer = student(Loss=Loss)
    layercheck(answer.Loss, [], np.array([1.0, 2.0, 4.0]), np.array([3, 1, 2]))
    assert answer.record_.judged == [(3, 3)]


def test_a_layer_may_have_no_input_worth_a_gradient():
    assert check_layer(Layer, inputs_wrt=()) == [(12, 12)]


def test_a_missing_gradient_attribute_is_named():
    answer = student(Layer=Layer)
    with pytest.raises(StudentError) as caught:
        layercheck(answer.Layer, [PARTS["W"], PARTS["b"]], PARTS["x"], gradients={0: "dweights"})
    assert (caught.value.kind, caught.value.message) == ("missing", "Layer.dweights")


def test_a_gradient_that_is_none_is_the_wrong_type():
    class Lazy(Layer):
        def backward(self, dout):
            super().backward(dout)
            self.db = None
            return dout @ self.W.T

    with pytest.raises(Mismatch) as caught:
        check_layer(Lazy)
    assert caught.value.reason in ("type", "gradient")


class Dropping:
    def __init__(self, size, rng):
        self.W = rng.normal(size=size)

    def forward(self, x, rng, train=True):
        self.mask = rng.random(x.shape) < 0.5 if train else np.ones(x.shape)
        self.x = x
        return x**2 * self.mask * self.W

    def backward(self, dout):
        return 2 * self.x * self.mask * self.W * dout


@pytest.mark.parametrize("where", ["argument", "keyword"])
def test_a_layer_that_draws_is_measured_with_the_same_draws(where):
    answer, rng, x = (
        student(Dropping=Dropping),
        np.random.default_rng(3),
        np.linspace(0.5, 2, 12).reshape(3, 4),
    )
    if where == "argument":
        layercheck(answer.Dropping, [(3, 4), rng], x, rng)
    else:
        layercheck(answer.Dropping, [(3, 4), rng], x, rng=rng)
    assert answer.record_.judged == [(12, 12)]


def test_a_function_that_draws_is_measured_with_the_same_draws():
    def f(x, rng):
        return np.sum(x**2 * rng.random(x.shape))

    answer, rng = student(f=f, g=lambda x, rng: 2 * x * rng.random(x.shape)), np.random.default_rng(4)
    gradcheck(answer.f, answer.g, np.array([1.0, 2.0]), rng)
    assert answer.record_.judged == [(2, 2)]


# ------------------------------------------------------------------------------------- the same through the sandbox


GRADED = '''
def test_slope(student, rng):
    """cube_grad agrees with the slope of your cube
    cube_grad가 여러분의 cube에서 잰 기울기와 일치합니다"""
    gradcheck(student.cube, student.cube_grad, rng.uniform(1, 2, size=(2, 3)))
'''
CUBE = "def cube(x):\n    return x ** 3\n"


@pytest.fixture
def cubes(make_course):
    reference = CUBE + "def cube_grad(x):\n    return 3 * x ** 2\n"
    return make_course(reference, GRADED, write="cube, cube_grad")


def test_a_result_says_how_many_entries_were_judged(cubes, grade):
    result = grade(cubes, CUBE + "def cube_grad(x):\n    return 3 * x * x")
    assert (result.status, result.tests[0].judged) == ("passed", [6, 6])


def test_a_wrong_gradient_is_told_so_and_why(cubes, grade):
    result = grade(cubes, CUBE + "def cube_grad(x):\n    return 2 * x ** 2")
    (test,) = result.tests
    assert test.message.startswith(
        "`cube_grad` does not agree with the slope measured on your own forward function: "
        "`cube_grad` is wrong in 6 of 6 entries, first at index (0, 0): you return "
    )
    assert test.call.startswith("cube_grad(np.array(")
    assert [finding.id for finding in result.mistakes] == ["scaled"]


def test_a_gradient_of_ones_own_wrong_forward_is_right(cubes, grade):
    result = grade(cubes, "def cube(x):\n    return x ** 4\ndef cube_grad(x):\n    return 4 * x ** 3")
    assert result.status == "passed"


def test_forwards_are_not_called_without_need(cubes, grade):
    """24 evaluations and one more are one request each, not one per evaluation."""
    source = CUBE + "def cube_grad(x):\n    return 3 * x * x"
    assert grade(cubes, source).tests[0].status == "passed"
    slow = (
        "import time\n"
        + CUBE.replace("return", "time.sleep(0.001); return")
        + "def cube_grad(x):\n    return 3 * x * x"
    )
    assert grade(cubes, slow).tests[0].status == "passed"
