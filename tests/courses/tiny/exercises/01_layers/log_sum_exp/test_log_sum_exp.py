import numpy as np
from tinyref.layers import log_sum_exp

from dlgrade.testing import close, gradcheck, points, public, silent, unchanged


@public
def test_example(student):
    """Two zeros become log 2
    0 두 개는 log 2가 됩니다"""
    close(student.log_sum_exp(np.zeros((1, 2))), [np.log(2.0)])


@points(2)
def test_values(student, rng):
    """log_sum_exp: one number per row
    log_sum_exp: 행마다 수 하나를 구합니다"""
    for shape in ((4, 3), (1, 2), (3, 1)):
        x = rng.normal(size=shape)
        close(student.log_sum_exp(x), log_sum_exp(x))


@points(2)
def test_large(student, rng):
    """log_sum_exp: entries around 1000 neither overflow nor warn
    log_sum_exp: 1000 근처에서도 넘침이나 경고가 없습니다"""
    x = rng.normal(size=(3, 4)) + np.array([[-1000.0], [1000.0], [0.0]])
    close(student.log_sum_exp(x), log_sum_exp(x))
    silent(student, keep=1)


@points(3)
def test_backward(student, rng):
    """log_sum_exp_backward agrees with the slope of your log_sum_exp
    log_sum_exp_backward가 log_sum_exp에서 잰 기울기와 일치합니다"""
    gradcheck(student.log_sum_exp, student.log_sum_exp_backward, rng.normal(size=(4, 3)), given="input")


@points(1)
def test_arguments_unchanged(student, rng):
    """The arguments are left as they were
    인수를 바꾸지 않습니다"""
    unchanged(student.log_sum_exp, rng.normal(size=(2, 3)))
    unchanged(student.log_sum_exp_backward, rng.normal(size=2), rng.normal(size=(2, 3)))
