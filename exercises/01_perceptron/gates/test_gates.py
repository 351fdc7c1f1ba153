import numpy as np

from dlgrade.testing import check, integers, observe, parts, points, public, unchanged
from dlref.perceptron import xor

INPUTS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


def table(student, value):
    """What the perceptron with the returned weights and bias answers to the four inputs."""
    w, b = parts(value, 2, names="w, b")
    check(
        np.shape(w) == (2,),
        en="The first part, `w`, should be an array of shape (2,), one weight for each input; yours has shape {shape}.",
        ko="첫째 값 `w`는 입력마다 가중치가 하나씩 든 (2,) 모양의 배열이어야 하는데 모양이 {shape}입니다.",
        actual=value,
        shape=np.shape(w),
    )
    check(
        np.asarray(w).dtype.kind in "iuf" and np.isfinite(w).all(),
        en="The first part, `w`, should hold two ordinary numbers: one weight for each input.",
        ko="첫째 값 `w`에는 평범한 수 두 개, 곧 입력마다 가중치 하나가 있어야 합니다.",
        actual=value,
    )
    check(
        np.shape(b) == () and np.asarray(b).dtype.kind in "iuf" and np.isfinite(b),
        en="The second part, `b`, should be one number.",
        ko="둘째 값 `b` 자리에는 수 하나가 있어야 합니다.",
        actual=value,
    )
    size = max(np.abs(w).max(), np.abs(b))
    # A sum that is 0 on paper, as 0.1 + 0.7 - 0.8, fires although it may be rounded to a little less.
    answers = (INPUTS @ np.asarray(w, dtype=float) + b >= -1e-12 * size).astype(int).tolist()
    observe(student, table=answers)
    return answers


def check_gate(value, answers, wanted):
    check(
        answers == wanted,
        en="With these weights the perceptron answers {answers} to (0, 0), (0, 1), (1, 0), (1, 1).",
        ko="이 가중치로는 퍼셉트론이 (0, 0), (0, 1), (1, 0), (1, 1)에 차례로 {answers}로 답합니다.",
        actual=value,
        answers=answers,
    )


def inputs(rng, shape):
    """Two arrays of zeros and ones in which each of the four pairs occurs."""
    pairs = rng.permutation(np.resize(INPUTS, (np.prod(shape), 2)))
    return pairs[:, 0].reshape(shape), pairs[:, 1].reshape(shape)


@public
@points(1)
def test_and_example(student):
    """The AND gate fires for (1, 1) and not for (1, 0)
    AND 게이트는 (1, 1)에서 1, (1, 0)에서 0을 출력합니다"""
    value = student.and_params()
    answers = table(student, value)
    check(
        (answers[3], answers[2]) == (1, 0),
        en="With these weights the perceptron answers {both} to (1, 1) and {one} to (1, 0).",
        ko="이 가중치로는 퍼셉트론이 (1, 1)에 {both}, (1, 0)에 {one}을 출력합니다.",
        actual=value,
        both=answers[3],
        one=answers[2],
    )


@public
@points(1)
def test_xor_example(student):
    """xor(1, 0) is 1 and xor(1, 1) is 0
    xor(1, 0) 결과는 1, xor(1, 1) 결과는 0입니다"""
    integers(student.xor(1, 0), 1)
    integers(student.xor(1, 1), 0)


@points(2)
def test_and(student):
    """and_params: the perceptron fires only if both inputs are 1
    and_params: 두 입력이 모두 1일 때만 1을 출력합니다"""
    value = student.and_params()
    check_gate(value, table(student, value), [0, 0, 0, 1])


@points(2)
def test_or(student):
    """or_params: the perceptron is silent only if both inputs are 0
    or_params: 두 입력이 모두 0일 때만 0을 출력합니다"""
    value = student.or_params()
    check_gate(value, table(student, value), [0, 1, 1, 1])


@points(2)
def test_nand(student):
    """nand_params: the perceptron is silent only if both inputs are 1
    nand_params: 두 입력이 모두 1일 때만 0을 출력합니다"""
    value = student.nand_params()
    check_gate(value, table(student, value), [1, 1, 1, 0])


@points(2)
def test_xor_numbers(student):
    """xor: all four pairs of numbers, integers or floats, give an integer
    xor: 정수든 실수든 네 가지 수의 쌍에 모두 정수로 답합니다"""
    for x1, x2 in INPUTS.tolist():
        integers(student.xor(x1, x2), xor(x1, x2))
        integers(student.xor(float(x1), float(x2)), xor(x1, x2))


@points(2)
def test_xor_arrays(student, rng):
    """xor: two arrays are taken entry by entry
    xor: 배열 두 개는 원소끼리 짝지어 계산합니다"""
    for n in (4, 7):
        x1, x2 = inputs(rng, n)
        integers(student.xor(x1, x2), xor(x1, x2))
        integers(student.xor(x1.astype(float), x2.astype(float)), xor(x1, x2))


@points(1)
def test_xor_shapes(student, rng):
    """xor: arrays with more than one axis, too, give an array of their shape
    xor: 축이 여러 개인 배열에도 같은 모양의 배열로 답합니다"""
    for shape in ((3, 5), (4, 1), (2, 3, 4)):
        x1, x2 = inputs(rng, shape)
        integers(student.xor(x1, x2), xor(x1, x2))


@points(1)
def test_arguments_unchanged(student, rng):
    """xor leaves its arguments as they were
    xor는 인수를 바꾸지 않습니다"""
    x1, x2 = inputs(rng, 6)
    unchanged(student.xor, x1, x2)
    unchanged(student.xor, x1.astype(float), x2.astype(float))
