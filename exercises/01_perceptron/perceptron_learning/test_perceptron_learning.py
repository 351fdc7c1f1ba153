import numpy as np

from dlgrade.testing import check, close, parts, points, public, unchanged
from dlref.perceptron import fit_perceptron, perceptron

NAMES = "w, b, mistakes"


def grid(rng, *shape):
    """Multiples of 1/4: with learning rates that are powers of two every sum is exact, whatever its order."""
    return rng.integers(-12, 13, size=shape) / 4.0


def separable(rng, n, d, epochs):
    """Samples that some plane separates, and that take between 3 and `epochs` epochs to learn."""
    while True:
        X, w = grid(rng, n, d), rng.integers(-4, 5, size=d)
        scores = X @ w + rng.integers(-2, 3)
        y = (scores >= 0).astype(int)
        if np.abs(scores).min() >= 0.5 and 2 <= y.sum() <= n - 2:
            mistakes = fit_perceptron(X, y, epochs=epochs + 1)[2]
            if 3 <= len(mistakes) <= epochs and mistakes[-1] == 0:
                return X, y


def inseparable(rng, copies):
    """XOR, several times over and shuffled: no line separates it."""
    corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    X = rng.permutation(np.tile(corners, (copies, 1)))
    return X, (X[:, 0] != X[:, 1]).astype(int)


def unfinished(rng, lr, epochs):
    """Samples that keep the rule busy, and what it gives for them: no weight is 0 then, nor the bias."""
    while True:
        X, y = grid(rng, 6, 3), rng.integers(0, 2, size=6)
        wanted = fit_perceptron(X, y, lr, epochs)
        if wanted[2][-1] > 0 and wanted[0].all() and wanted[1]:
            return X, y, wanted


def same(found, wanted):
    w, b, mistakes = parts(found, 3, names=NAMES)
    close(w, wanted[0])
    close(b, wanted[1])
    close(mistakes, wanted[2])


@public
@points(1)
def test_example(student):
    """Two samples: one mistake in the first epoch, none in the second
    샘플 둘을 배웁니다: 첫 에포크에서 한 번 틀리고 둘째 에포크에서는 틀리지 않습니다"""
    w, b, mistakes = parts(
        student.fit_perceptron(np.array([[2.0], [-1.0]]), np.array([0, 1])), 3, names=NAMES
    )
    close(w, [-2.0])
    close(b, -1.0)
    close(mistakes, [1, 0])


@points(2)
def test_separates(student, rng):
    """Separable data: in the end every sample is answered rightly
    직선으로 나뉘는 데이터에서는 마지막에 모든 샘플을 맞힙니다"""
    for n, d in ((9, 2), (14, 3)):
        X, y = separable(rng, n, d, 40)
        w, b, _ = parts(student.fit_perceptron(X, y), 3, names=NAMES)
        check(
            np.shape(w) == (d,) and np.shape(b) == (),
            en="`w` should hold one weight for each of the {d} inputs, and `b` should be one number.",
            ko="`w`에는 입력 {d}개마다 가중치가 하나씩 있어야 하고 `b` 자리에는 수 하나가 있어야 합니다.",
            d=d,
        )
        with np.errstate(all="ignore"):  # weights that have grown beyond all bounds are just wrong
            wrong = int(np.sum(perceptron(X, w, float(b)) != y))
        check(
            wrong == 0,
            en="With the weights and the bias that are returned, {wrong} of {n} samples are still answered wrongly.",
            ko="반환한 가중치와 편향으로는 샘플 {n}개 중 {wrong}개를 아직 틀립니다.",
            actual=w,
            wrong=wrong,
            n=n,
        )


@points(3)
def test_parameters(student, rng):
    """Weights and bias are those of the rule, sample by sample in the given order
    가중치와 편향이 주어진 순서대로 샘플마다 규칙을 적용한 값입니다"""
    for n, d in ((7, 3), (5, 4), (6, 1)):
        X, y = grid(rng, n, d), rng.integers(0, 2, size=n)
        y[rng.integers(n)] = 0
        for epochs in (1, 2, 5):
            w, b, _ = parts(student.fit_perceptron(X, y, epochs=epochs), 3, names=NAMES)
            wanted = fit_perceptron(X, y, epochs=epochs)
            close(w, wanted[0])
            close(b, wanted[1])


@points(2)
def test_mistakes(student, rng):
    """The list holds the mistakes of each epoch, up to and including the first 0
    리스트에는 에포크마다 틀린 횟수가 들어 있고 처음 나온 0이 마지막입니다"""
    for n, d in ((8, 2), (12, 3)):
        X, y = separable(rng, n, d, 40)
        mistakes = parts(student.fit_perceptron(X, y), 3, names=NAMES)[2]
        close(mistakes, fit_perceptron(X, y)[2])


@points(1)
def test_never_ends(student, rng):
    """Data that no line separates: training stops after the given number of epochs
    직선으로 나눌 수 없는 데이터에서는 정해진 에포크 수만큼만 학습합니다"""
    X, y = inseparable(rng, 2)
    for epochs in (1, 6):
        same(student.fit_perceptron(X, y, 1.0, epochs), fit_perceptron(X, y, 1.0, epochs))
    n = np.size(parts(student.fit_perceptron(X, y), 3, names=NAMES)[2])
    check(
        n == 100,
        en="Without `epochs` it is to stop after 100 epochs here; your list has {n} entries.",
        ko="`epochs` 값을 주지 않으면 여기서는 100 에포크 뒤에 멈춰야 하는데 리스트의 원소가 {n}개입니다.",
        n=n,
    )


@points(2)
def test_learning_rate(student, rng):
    """The learning rate scales each correction, of the weights and of the bias
    학습률은 가중치와 편향을 고치는 크기를 모두 정합니다"""
    for lr in (0.5, 0.125, 4.0):
        X, y, wanted = unfinished(rng, lr, 4)
        w, b, _ = parts(student.fit_perceptron(X, y, lr=lr, epochs=4), 3, names=NAMES)
        close(w, wanted[0])
        close(b, wanted[1])


@points(1)
def test_nothing_to_learn(student, rng):
    """Samples that are all to fire are right from the start: 0 is not below the threshold
    정답이 모두 1이면 처음부터 다 맞힙니다. 합이 0일 때 1로 답하기 때문입니다"""
    X = grid(rng, 5, 2)
    same(student.fit_perceptron(X, np.ones(5)), (np.zeros(2), 0.0, [0]))


@points(1)
def test_arguments_unchanged(student, rng):
    """The data are left as they were, and answers given as floats will do
    데이터를 바꾸지 않으며, 정답이 실수로 주어져도 됩니다"""
    X, y = grid(rng, 6, 2), np.array([1.0, 0.0, 0.0, 1.0, 0.0, 1.0])
    same(unchanged(student.fit_perceptron, X, y, 0.5, 3), fit_perceptron(X, y, 0.5, 3))
    unchanged(student.fit_perceptron, X, y.astype(int), 0.5, 3)
