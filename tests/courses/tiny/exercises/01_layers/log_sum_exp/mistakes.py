import numpy as np

from dlgrade.testing import mistake


@mistake(
    "log_sum_exp",
    en="Large entries overflow: subtract the largest of the row first.",
    ko="큰 원소의 지수가 넘칩니다. 먼저 행의 최댓값을 빼세요.",
)
def overflows(x):
    return np.log(np.exp(x).sum(axis=1))


@mistake(
    "log_sum_exp",
    en="The maximum that you subtract is not added again.",
    ko="뺐던 최댓값을 다시 더하지 않았습니다.",
)
def maximum_not_added(x):
    return np.log(np.exp(x - x.max(axis=1, keepdims=True)).sum(axis=1))


@mistake(
    "log_sum_exp",
    en="You sum over the samples; every row is a sum of its own.",
    ko="샘플 방향으로 더했습니다. 행마다 따로 더해야 합니다.",
)
def other_axis(x):
    top = x.max(axis=0)
    return top + np.log(np.exp(x - top).sum(axis=0))


@mistake(
    "log_sum_exp_backward",
    en="`dout` is not used: every row of the gradient is weighted with its entry.",
    ko="`dout`을 쓰지 않았습니다. 기울기의 행마다 해당 원소를 곱해야 합니다.",
)
def dout_ignored(dout, x):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@mistake(
    "log_sum_exp_backward",
    en="The exponentials are not divided by their sum.",
    ko="지수를 그 합으로 나누지 않았습니다.",
)
def not_divided(dout, x):
    return dout[:, None] * np.exp(x)


@mistake(
    "log_sum_exp_backward",
    en="One sum over the whole array is used; every row has its own.",
    ko="배열 전체의 합을 썼습니다. 행마다 합이 따로 있습니다.",
)
def one_sum(dout, x):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return dout[:, None] * e / e.sum()
