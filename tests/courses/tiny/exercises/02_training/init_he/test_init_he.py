import numpy as np

from dlgrade.testing import check, observe, points, public


@public
def test_shape(student, rng):
    """The shape is (fan_in, fan_out)
    모양은 (fan_in, fan_out)입니다"""
    shape = np.shape(student.init_he(3, 5, rng))
    observe(student, shape=shape)
    check(
        shape == (3, 5),
        en="The shape is {shape}, not (3, 5).",
        ko="모양이 (3, 5)가 아니라 {shape}입니다.",
        shape=shape,
    )


@points(4)
def test_spread(student, rng):
    """The variance is 2 / fan_in
    분산은 2 / fan_in입니다"""
    for fan_in, fan_out in ((200, 50), (50, 200)):
        W = np.asarray(student.init_he(fan_in, fan_out, rng))
        name = f"{fan_in}_{fan_out}"
        observe(student, **{f"scaled_{name}": float(W.std() * np.sqrt(fan_in / 2))})
        check(
            0.95 < W.std() * np.sqrt(fan_in / 2) < 1.05 and abs(W.mean()) < 0.1 * W.std(),
            en="For fan_in = {fan_in} the standard deviation is {std:.4f}.",
            ko="fan_in이 {fan_in}일 때 표준편차가 {std:.4f}입니다.",
            fan_in=fan_in,
            std=W.std(),
        )


@points(2)
def test_normal(student, rng):
    """The distribution is the normal one
    정규분포를 따릅니다"""
    z = np.asarray(student.init_he(100, 100, rng))
    z = z / z.std()
    tails = float((np.abs(z) > 2).mean())
    observe(student, beyond_two=round(tails, 2))
    check(
        0.03 < tails < 0.06,
        en="{share:.1%} of the weights lie beyond two standard deviations; of normal ones 4.6 % do.",
        ko="가중치의 {share:.1%}가 표준편차의 두 배를 벗어납니다. 정규분포라면 4.6 %입니다.",
        share=tails,
    )
