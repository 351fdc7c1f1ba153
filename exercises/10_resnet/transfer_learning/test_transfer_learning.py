import numpy as np

from dlgrade.testing import check, close, parts, points, public, silent, unchanged
from dlref.resnet import fine_tune

# samples, inputs, features, classes
SIZES = ((5, 3, 4, 2), (4, 2, 3, 5), (7, 5, 2, 3), (1, 3, 2, 4))


def frozen(rng, inputs, features):
    """A base as other data have left it: a layer of tanh with fixed weights."""
    weights, biases = rng.normal(size=(inputs, features)), rng.normal(size=features)
    return lambda x: np.tanh(x @ weights + biases)


def draw(rng, n, inputs, features, classes):
    """A base, a head, samples and labels."""
    head = rng.normal(size=(features, classes)), rng.normal(size=classes)
    return frozen(rng, inputs, features), *head, rng.normal(size=(n, inputs)), rng.integers(classes, size=n)


def tuned(student, base, W, b, X, *args, call=None, **kwargs):
    """The student's head. The base answers for samples of the shape of those in `X` only."""
    shapes = set()

    def asked(x):
        x = np.asarray(x, dtype=float)
        shapes.add(x.shape[1:])
        fits = x.ndim == X.ndim and x.shape[1:] == X.shape[1:]
        return base(x) if fits else np.zeros((len(X), len(W)))

    ask = student.fine_tune
    found = (
        unchanged(ask, asked, W, b, X, *args, **kwargs)
        if call is unchanged
        else ask(asked, W, b, X, *args, **kwargs)
    )
    other = sorted(shapes - {X.shape[1:]})
    check(
        not other,
        en="`base` takes samples of shape {right}, as they are in `X`, but it was given some of shape {wrong}.",
        ko="`base` 함수는 `X`에 있는 것처럼 모양이 {right}인 샘플을 받는데, 모양이 {wrong}인 것을 넘겼습니다.",
        right=X.shape[1:],
        wrong=other[0] if other else None,
    )
    return parts(found, 2, names="W, b")


def same(student, *args, call=None, **kwargs):
    W, b = tuned(student, *args, call=call, **kwargs)
    wanted = fine_tune(*args, **kwargs)
    close(W, wanted[0])
    close(b, wanted[1])


@public
@points(1)
def test_example(student):
    """One step of the example: W becomes [[0.3, -0.3]], b becomes [-0.1, 0.1]
    예제에서 한 번 고치면 W는 [[0.3, -0.3]], b는 [-0.1, 0.1]이 됩니다"""
    X, labels = np.array([[3.0], [1.0], [1.0]]), np.array([0, 1, 1])
    head = tuned(student, lambda x: x - 2.0, np.zeros((1, 2)), np.zeros(2), X, labels, lr=0.6, steps=1)
    close(head[0], [[0.3, -0.3]])
    close(head[1], [-0.1, 0.1])


@points(3)
def test_one_step(student, rng):
    """One step from any head, for any number of samples, features and classes
    샘플, 특징, 클래스가 몇 개든, 어떤 출력층에서 출발하든 한 번 고친 값이 맞습니다"""
    for sizes in SIZES:
        for lr in (0.05, 1.5):
            same(student, *draw(rng, *sizes), lr, 1)


@points(2)
def test_steps(student, rng):
    """Several steps, each from where the last one has led to
    여러 번 고칩니다. 매번 바로 앞에서 고친 값에서 출발합니다"""
    for sizes, steps in zip(SIZES, (2, 9, 30, 5), strict=True):
        same(student, *draw(rng, *sizes), 0.3, steps)


@points(1)
def test_every_step(student, rng):
    """All steps are made, also where they have become tiny; none where none is asked for
    고치는 양이 아주 작아져도 정해진 횟수를 채우고, 0번이면 고치지 않습니다"""
    base, _, _, X, _ = draw(rng, 6, 3, 4, 3)
    W, b = 10.0 * rng.normal(size=(4, 3)), np.zeros(3)
    labels = np.argmax(base(X) @ W + b, axis=1)  # the head is right already: hardly anything is left to learn
    same(student, base, W, b, X, labels, lr=2.0, steps=7)
    same(student, *draw(rng, 6, 3, 4, 3), lr=1e-5, steps=12)
    same(student, *draw(rng, 4, 3, 2, 5), lr=0.5, steps=0)


@points(1)
def test_defaults(student, rng):
    """Without arguments lr is 0.1 and there are 200 steps
    인수를 주지 않으면 lr은 0.1이고 200번 고칩니다"""
    problem = draw(rng, 5, 3, 4, 3)
    same(student, *problem)
    same(student, *problem, steps=3)
    same(student, *problem, lr=0.4)


@points(1)
def test_rare_classes(student, rng):
    """There may be classes, the last one too, of which there is no sample
    샘플이 하나도 없는 클래스가 있어도 됩니다. 마지막 클래스도 그럴 수 있습니다"""
    base, W, b, X, _ = draw(rng, 6, 3, 2, 5)
    for labels in (np.array([0, 2, 0, 2, 2, 0]), np.array([1, 1, 1, 1, 1, 1]), np.array([4, 3, 3, 4, 3, 4])):
        same(student, base, W, b, X, labels, 0.5, 4)


@points(1)
def test_features_not_inputs(student, rng):
    """The head is trained on the features, also where they have the shape of the samples
    특징과 샘플의 모양이 같아도 출력층은 특징으로 학습합니다"""
    same(student, *draw(rng, 6, 3, 3, 4), 0.5, 5)
    same(student, *draw(rng, 5, 4, 4, 2), 0.2, 1)


@points(1)
def test_pictures(student, rng):
    """Samples may have any shape, such as pictures: only base looks at them
    샘플은 그림처럼 어떤 모양이어도 됩니다. 샘플을 보는 것은 base뿐입니다"""
    pixels = frozen(rng, 2 * 3 * 5, 4)
    X = rng.normal(size=(6, 2, 3, 5))
    _, W, b, _, labels = draw(rng, 6, 1, 4, 3)
    same(student, lambda x: pixels(x.reshape(len(x), -1)), W, b, X, labels, 0.3, 6)


@points(1)
def test_large_scores(student, rng):
    """Scores around 1000 neither overflow nor warn
    1000 근처의 점수에서도 넘침이나 경고가 없습니다"""
    base, W, b, X, labels = draw(rng, 6, 3, 2, 4)
    b = rng.permutation([900.0, 880.0, -900.0, 890.0])
    same(student, base, W, b, X, labels, 0.1, 3)
    same(student, lambda x: 300.0 * base(x), W, -b, X, labels, 1e-3, 2)
    X[:, 0] = [1.0, -1.0, 1.0, 1.0, -1.0, 1.0]  # every score of some rows is far below those of the others
    W = np.array([rng.permutation([900.0, 890.0, 905.0, 870.0]), rng.normal(size=4)])
    same(student, lambda x: x[:, :2], W, np.zeros(4), X, labels, 0.1, 3)
    silent(student, keep=0.5)


@points(1)
def test_arguments_unchanged(student, rng):
    """The head that was given, X and labels are left as they were
    인수로 받은 W와 b, 그리고 X와 labels를 바꾸지 않습니다"""
    same(student, *draw(rng, 5, 3, 4, 2), 0.5, 3, call=unchanged)
