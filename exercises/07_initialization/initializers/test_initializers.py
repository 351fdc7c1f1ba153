import numpy as np

from dlgrade.testing import check, close, integers, observe, points, public

# With 20 000 draws or more the standard deviation is known to half a percent, the mean to 0.7 % of it.


def drawn(student, value, shape, std):
    """The weights as an array, once their shape is right; notes how they are spread."""
    array = np.asarray(value) if isinstance(value, np.ndarray | list | tuple) else np.array(None)
    observe(student, **{f"shape{shape}": array.shape})
    check(
        array.shape == shape and array.dtype.kind == "f" and bool(np.isfinite(array).all()),
        en="The weights should be finite floats in an array of shape {shape}: `(fan_in, fan_out)`.",
        ko="가중치는 모양이 {shape}, 곧 `(fan_in, fan_out)`인 배열에 담긴 유한한 실수여야 합니다.",
        shape=shape,
        actual=value,
    )
    spread = float(array.std())
    observe(
        student,
        **{
            f"spread{shape}": spread / std,
            f"centre{shape}": float(round(array.mean() / spread) if spread else 0),
        },
    )
    return array


def check_spread(student, value, shape, std, tolerance=0.04):
    array = drawn(student, value, shape, std)
    check(
        abs(array.std() / std - 1) < tolerance,
        en="For fan_in = {fan_in} and fan_out = {fan_out} the standard deviation is {found:.4g}; it should be about "
        "{wanted:.4g}.",
        ko="fan_in = {fan_in}, fan_out = {fan_out}일 때 표준편차가 {found:.4g}입니다. {wanted:.4g} 정도여야 합니다.",
        fan_in=shape[0],
        fan_out=shape[1],
        found=array.std(),
        wanted=std,
        actual=value,
    )
    check(
        abs(array.mean()) < 0.06 * std,
        en="The mean of the weights is {mean:.4g}; it should be close to 0.",
        ko="가중치의 평균이 {mean:.4g}입니다. 0에 가까워야 합니다.",
        mean=array.mean(),
        actual=value,
    )
    close(float(array.std()), std, rtol=tolerance)


def check_normal(student, value, shape, std):
    """Each weight drawn on its own from a normal distribution."""
    array = drawn(student, value, shape, std)
    different = len(np.unique(array)) / array.size
    z = (array - array.mean()) / (array.std() or 1.0)
    beyond = [float((np.abs(z) > width).mean()) for width in (1, 2, 3)]
    bell = 0.295 < beyond[0] < 0.34 and 0.036 < beyond[1] < 0.055 and 0.0005 < beyond[2] < 0.006
    rows, columns = float(z.mean(axis=1).std()), float(z.mean(axis=0).std())
    apart = rows * np.sqrt(shape[1]) < 1.5 and columns * np.sqrt(shape[0]) < 1.5
    tails = 0 if bell else 1 if beyond[1] > 0.0455 else -1
    observe(student, different=round(different, 1), tails=tails, apart=bool(apart))
    check(
        different > 0.99 and apart,
        en="The weights repeat themselves: each one should be drawn on its own.",
        ko="같은 가중치가 되풀이됩니다. 하나하나 따로 뽑아야 합니다.",
        actual=value,
    )
    check(
        bell,
        en="The weights are not normally distributed: {share:.1%} of them lie beyond two standard deviations. Of normal "
        "ones 4.6 % do.",
        ko="가중치가 정규분포를 따르지 않습니다. 표준편차의 두 배를 벗어나는 값이 {share:.1%}입니다. 정규분포라면 4.6 %입니다.",
        share=beyond[1],
        actual=value,
    )
    integers([int(bell), int(apart)], [1, 1])


def check_source(student, function, rng):
    """The same generator gives the same weights, another one others; notes which."""
    seed = int(rng.integers(2**32))
    one, same, other = (np.asarray(function(6, 4, np.random.default_rng(s))) for s in (seed, seed, seed + 1))
    repeats, differs = bool(np.array_equal(one, same)), not np.array_equal(one, other)
    observe(student, repeats=repeats, differs=differs, shape=one.shape)
    check(
        differs,
        en="Two different generators give the same weights: draw from `rng`.",
        ko="서로 다른 생성기를 주어도 가중치가 같습니다. `rng`에서 뽑으세요.",
        actual=one,
    )
    check(
        repeats,
        en="Two generators in the same state give different weights: draw from `rng` and from nothing else.",
        ko="상태가 같은 두 생성기가 서로 다른 가중치를 냅니다. 다른 곳이 아니라 `rng`에서만 뽑으세요.",
        actual=one,
    )
    integers([int(repeats), int(differs)], [1, 1])


@public
@points(1)
def test_normal_example(student, rng):
    """init_normal: without `std` the standard deviation is about 0.01
    init_normal: `std`를 주지 않으면 표준편차가 0.01쯤입니다"""
    check_spread(student, student.init_normal(150, 140, rng), (150, 140), 0.01)


@public
@points(1)
def test_xavier_example(student, rng):
    """init_xavier: 50 inputs and 750 outputs make a standard deviation of about 0.05
    init_xavier: 입력 50개, 출력 750개이면 표준편차가 0.05쯤입니다"""
    check_spread(student, student.init_xavier(50, 750, rng), (50, 750), 0.05)


@public
@points(1)
def test_he_example(student, rng):
    """init_he: 200 inputs and 100 outputs make a standard deviation of about 0.1
    init_he: 입력 200개, 출력 100개이면 표준편차가 0.1쯤입니다"""
    check_spread(student, student.init_he(200, 100, rng), (200, 100), 0.1)


@points(2)
def test_normal_spread(student, rng):
    """init_normal: the standard deviation is `std`, whatever the size of the layer
    init_normal: 층의 크기와 상관없이 표준편차가 `std`입니다"""
    for shape, std in (((50, 450), 3.0), ((400, 60), 0.3)):
        check_spread(student, student.init_normal(*shape, rng, std=std), shape, std)
    check_spread(student, student.init_normal(150, 160, rng, 0.002), (150, 160), 0.002)


@points(2)
def test_xavier_spread(student, rng):
    """init_xavier: inputs and outputs count alike
    init_xavier: 입력과 출력의 개수가 똑같이 반영됩니다"""
    for shape in ((400, 60), (50, 450), (150, 160)):
        check_spread(student, student.init_xavier(*shape, rng), shape, (2 / sum(shape)) ** 0.5)


@points(2)
def test_he_spread(student, rng):
    """init_he: only the number of inputs counts
    init_he: 입력의 개수만 반영됩니다"""
    for shape in ((400, 60), (50, 450), (150, 160)):
        check_spread(student, student.init_he(*shape, rng), shape, (2 / shape[0]) ** 0.5)


@points(1)
def test_normal_distribution(student, rng):
    """init_normal: every weight is drawn on its own from a normal distribution
    init_normal: 가중치를 하나하나 정규분포에서 뽑습니다"""
    check_normal(student, student.init_normal(200, 150, rng, std=0.3), (200, 150), 0.3)


@points(1)
def test_xavier_distribution(student, rng):
    """init_xavier: every weight is drawn on its own from a normal distribution
    init_xavier: 가중치를 하나하나 정규분포에서 뽑습니다"""
    check_normal(student, student.init_xavier(200, 150, rng), (200, 150), (2 / 350) ** 0.5)


@points(1)
def test_he_distribution(student, rng):
    """init_he: every weight is drawn on its own from a normal distribution
    init_he: 가중치를 하나하나 정규분포에서 뽑습니다"""
    check_normal(student, student.init_he(200, 150, rng), (200, 150), 0.1)


@points(1)
def test_normal_source(student, rng):
    """init_normal: all randomness comes from `rng`
    init_normal: 난수는 모두 `rng`에서 나옵니다"""
    check_source(student, student.init_normal, rng)


@points(1)
def test_xavier_source(student, rng):
    """init_xavier: all randomness comes from `rng`
    init_xavier: 난수는 모두 `rng`에서 나옵니다"""
    check_source(student, student.init_xavier, rng)


@points(1)
def test_he_source(student, rng):
    """init_he: all randomness comes from `rng`
    init_he: 난수는 모두 `rng`에서 나옵니다"""
    check_source(student, student.init_he, rng)
