import numpy as np

from dlgrade.testing import close, layercheck, parts, points, public, unchanged
from dlref.differentiation import shopping

NAMES = "total, d_price, d_count, d_tax"
SHAPES = ((4,), (2, 3), (3, 2, 2), (1, 5))


def pair(value, dx, dy):
    """The two derivatives, each as it should be."""
    found = parts(value, 2, names="dx, dy")
    close(found[0], dx)
    close(found[1], dy)


def purchase(value, wanted):
    """The four numbers of a purchase, each as it should be."""
    for found, right in zip(parts(value, 4, names=NAMES), wanted, strict=True):
        close(found, right)


def draw(rng, shape=()):
    """Numbers of either sign, none near 0; without a shape one float."""
    drawn = rng.uniform(0.5, 3.0, size=shape) * rng.choice([-1.0, 1.0], size=shape)
    return drawn if shape else float(drawn)


@public
@points(1)
def test_nodes_example(student):
    """3 · 5 is 15 and passes 2 back as 10 and 6; 3 + 5 is 8 and passes 2 back as 2 and 2
    3 · 5는 15이고 2를 10과 6으로 넘깁니다. 3 + 5는 8이고 2를 2와 2로 넘깁니다"""
    multiply, add = student.Multiply(), student.Add()
    close(multiply.forward(3.0, 5.0), 15.0)
    pair(multiply.backward(2.0), 10.0, 6.0)
    close(add.forward(3.0, 5.0), 8.0)
    pair(add.backward(2.0), 2.0, 2.0)


@public
@points(1)
def test_shopping_example(student):
    """Two apples at 100 with the tax factor 1.1 cost 220; the derivatives are 2.2, 110 and 200
    하나에 100인 사과 2개는 세금 배수 1.1로 220이고 미분은 2.2, 110, 200입니다"""
    purchase(student.shopping(100.0, 2.0, 1.1), (220.0, 2.2, 110.0, 200.0))


@points(2)
def test_multiply_numbers(student, rng):
    """Multiply: numbers of either sign and 0
    Multiply: 양수, 음수, 0에서 맞습니다"""
    for x, y in ((draw(rng), draw(rng)), (0.0, draw(rng)), (draw(rng), 0.0)):
        node, dout = student.Multiply(), draw(rng)
        close(node.forward(x, y), x * y)
        pair(node.backward(dout), dout * y, dout * x)


@points(2)
def test_multiply_arrays(student, rng):
    """Multiply: arrays are multiplied element by element, forward and backward
    Multiply: 배열은 순전파와 역전파 모두 원소끼리 곱합니다"""
    for shape in SHAPES:
        x, y, dout = draw(rng, shape), draw(rng, shape), draw(rng, shape)
        node = student.Multiply()
        close(node.forward(x, y), x * y)
        pair(node.backward(dout), dout * y, dout * x)
    layercheck(student.Multiply, (), draw(rng, (2, 3)), draw(rng, (2, 3)), inputs_wrt=(0, 1))


@points(2)
def test_add(student, rng):
    """Add: numbers and arrays, each input gets the gradient as it comes
    Add: 수와 배열에서 두 입력이 기울기를 그대로 받습니다"""
    for shape in ((), *SHAPES):
        x, y, dout = draw(rng, shape), draw(rng, shape), draw(rng, shape)
        node = student.Add()
        close(node.forward(x, y), x + y)
        pair(node.backward(dout), dout, dout)


@points(2)
def test_memory(student, rng):
    """A node remembers its last inputs: two nodes side by side, backward called twice, forward called again
    노드는 마지막 입력을 기억합니다. 노드 두 개를 함께 쓰거나, 두 번 역전파하거나, 다시 순전파해도 맞습니다"""
    x, y, z, w, dout = (draw(rng, (3,)) for _ in range(5))
    first, second = student.Multiply(), student.Multiply()
    first.forward(x, y)
    second.forward(z, w)
    pair(first.backward(dout), dout * y, dout * x)
    pair(second.backward(z), z * w, z * z)
    pair(first.backward(w), w * y, w * x)
    pair(first.backward(dout), dout * y, dout * x)
    first.forward(w, z)
    pair(first.backward(dout), dout * z, dout * w)
    node = student.Add()
    node.forward(x, y)
    pair(node.backward(dout), dout, dout)
    pair(node.backward(w), w, w)


@points(1)
def test_graph(student, rng):
    """Nodes chained together: the slopes of (a + b) · c
    노드를 이어 붙여 (a + b) · c의 기울기를 구합니다"""
    a, b, c = draw(rng, (2, 2)), draw(rng, (2, 2)), draw(rng, (2, 2))
    add, multiply = student.Add(), student.Multiply()
    total = np.asarray(add.forward(a, b), dtype=float)
    close(multiply.forward(total, c), (a + b) * c)
    d_total, d_c = parts(multiply.backward(np.ones((2, 2))), 2, names="dx, dy")
    close(d_c, a + b)
    pair(add.backward(np.asarray(d_total, dtype=float)), c, c)


@points(2)
def test_shopping(student, rng):
    """shopping: any price, count and tax, and the slope of each
    shopping: 가격, 개수, 세금이 얼마든 총액과 세 미분을 구합니다"""
    for _ in range(3):
        price, count, tax = (
            float(rng.uniform(5, 90)),
            float(rng.integers(3, 30)),
            float(rng.uniform(1.05, 1.3)),
        )
        purchase(student.shopping(price, count, tax), shopping(price, count, tax))


@points(1)
def test_shopping_nothing(student, rng):
    """shopping: a price, a count or a tax factor of 0 still has slopes
    shopping: 가격, 개수, 세금 배수가 0이어도 미분을 구합니다"""
    for place in range(3):
        values = [float(v) for v in rng.uniform(2.0, 9.0, size=3)]
        values[place] = 0.0
        purchase(student.shopping(*values), shopping(*values))


@points(1)
def test_arguments_unchanged(student, rng):
    """The arguments are left as they were
    인수를 바꾸지 않습니다"""
    x, y, dout = draw(rng, (2, 3)), draw(rng, (2, 3)), draw(rng, (2, 3))
    for node, right, back in (
        (student.Multiply(), x * y, (dout * y, dout * x)),
        (student.Add(), x + y, (dout, dout)),
    ):
        close(unchanged(node.forward, x, y), right)
        pair(unchanged(node.backward, dout), *back)
