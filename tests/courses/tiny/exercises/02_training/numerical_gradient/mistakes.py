import numpy as np

from dlgrade.testing import mistake


def _difference(f, x, above, below, width):
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        one, other = x.copy(), x.copy()
        one[index] += above
        other[index] -= below
        gradient[index] = (f(one) - f(other)) / width
    return gradient


@mistake(
    "numerical_gradient",
    en="You look only ahead; the central difference looks to both sides.",
    ko="앞쪽만 봅니다. 중앙 차분은 양쪽을 봅니다.",
)
def forward_difference(f, x, h=1e-4):
    return _difference(f, x, h, 0.0, h)


@mistake(
    "numerical_gradient",
    en="You divide by h; the two points are 2h apart.",
    ko="h로 나누었습니다. 두 점은 2h만큼 떨어져 있습니다.",
)
def divided_by_h(f, x, h=1e-4):
    return _difference(f, x, h, h, h)


@mistake(
    "numerical_gradient",
    en="All entries are moved at once; only one may move at a time.",
    ko="모든 원소를 한꺼번에 움직였습니다. 한 번에 하나만 움직여야 합니다.",
)
def all_at_once(f, x, h=1e-4):
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2 * h))


@mistake(
    "numerical_gradient",
    en="`h` is ignored; a fixed step is used.",
    ko="`h`를 무시하고 고정된 간격을 씁니다.",
)
def fixed_step(f, x, h=1e-4):
    return _difference(f, x, 1e-4, 1e-4, 2e-4)


@mistake(
    "numerical_gradient",
    en="The entries of `x` are not put back after they were moved.",
    ko="움직인 `x`의 원소를 되돌려 놓지 않았습니다.",
)
def not_put_back(f, x, h=1e-4):
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        x[index] += h
        above = f(x)
        x[index] -= 2 * h
        gradient[index] = (above - f(x)) / (2 * h)
    return gradient


@mistake(
    "numerical_gradient",
    en="The two values are subtracted the wrong way round.",
    ko="두 값을 거꾸로 뺐습니다.",
)
def turned_around(f, x, h=1e-4):
    return _difference(f, x, -h, -h, 2 * h)
