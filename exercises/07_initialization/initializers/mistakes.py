import numpy as np

from dlgrade.testing import mistake


@mistake(
    "init_normal",
    en="The standard deviation is always 0.01: use the argument `std`.",
    ko="표준편차가 늘 0.01입니다. 인수 `std`를 쓰세요.",
)
def std_ignored(fan_in, fan_out, rng, std=0.01):
    return rng.normal(0.0, 0.01, size=(fan_in, fan_out))


@mistake(
    "init_normal",
    en="`std` is the standard deviation already; you take its root as if it were a variance.",
    ko="`std`는 이미 표준편차인데 분산처럼 제곱근을 취했습니다.",
)
def root_of_std(fan_in, fan_out, rng, std=0.01):
    return rng.normal(0.0, np.sqrt(std), size=(fan_in, fan_out))


@mistake(
    "init_normal",
    en="You square `std`: `rng.normal` takes the standard deviation, not the variance.",
    ko="`std`를 제곱했습니다. `rng.normal` 함수는 분산이 아니라 표준편차를 받습니다.",
)
def std_squared(fan_in, fan_out, rng, std=0.01):
    return rng.normal(0.0, std**2, size=(fan_in, fan_out))


@mistake(
    "init_normal",
    en="The standard deviation is always 1: the draws still have to be multiplied by `std`.",
    ko="표준편차가 늘 1입니다. 뽑은 값에 `std`를 곱해야 합니다.",
)
def not_scaled(fan_in, fan_out, rng, std=0.01):
    return rng.standard_normal((fan_in, fan_out))


@mistake(
    "init_normal",
    en="`rng.random` draws uniformly between 0 and 1, so no weight is negative. Draw from a normal distribution around 0.",
    ko="`rng.random`은 0과 1 사이에서 고르게 뽑으므로 음수인 가중치가 없습니다. 0을 중심으로 하는 정규분포에서 뽑으세요.",
)
def positive_uniform(fan_in, fan_out, rng, std=0.01):
    return rng.random((fan_in, fan_out)) * std


@mistake(
    "init_normal",
    en="You pass `std` as the mean: the first two arguments of `rng.normal` are the mean and the standard deviation.",
    ko="`std`를 평균 자리에 넣었습니다. `rng.normal` 함수의 처음 두 인수는 평균과 표준편차입니다.",
)
def std_as_mean(fan_in, fan_out, rng, std=0.01):
    return rng.normal(std, size=(fan_in, fan_out))


@mistake(
    "init_normal",
    en="The shape is turned around: inputs are rows and outputs columns, `(fan_in, fan_out)`.",
    ko="모양이 뒤집혔습니다. 행이 입력, 열이 출력인 `(fan_in, fan_out)`이어야 합니다.",
)
def normal_turned(fan_in, fan_out, rng, std=0.01):
    return rng.normal(0.0, std, size=(fan_out, fan_in))


@mistake(
    "init_normal",
    en="The same numbers come out whatever `rng` is given: with a fixed seed, for example. Draw from `rng` each time.",
    ko="시드를 고정했을 때처럼, 어떤 `rng`를 주어도 같은 수가 나옵니다. 매번 `rng`에서 뽑으세요.",
)
def normal_own_seed(fan_in, fan_out, rng, std=0.01):
    return np.random.default_rng(0).normal(0.0, std, size=(fan_in, fan_out))


@mistake(
    "init_normal",
    en="You draw one row and repeat it: every input then has the same weights. Draw all of them on their own.",
    ko="한 행만 뽑아 되풀이하고 있어서 모든 입력의 가중치가 같습니다. 하나하나 따로 뽑으세요.",
)
def one_row_repeated(fan_in, fan_out, rng, std=0.01):
    return np.tile(rng.normal(0.0, std, size=fan_out), (fan_in, 1))


@mistake(
    "init_normal",
    en="All weights are 0: the units of a layer would stay equal for ever. Draw them at random.",
    ko="가중치가 모두 0입니다. 한 층의 뉴런이 언제까지나 똑같게 됩니다. 무작위로 뽑으세요.",
)
def all_zero(fan_in, fan_out, rng, std=0.01):
    return np.zeros((fan_in, fan_out))


@mistake(
    "init_xavier",
    en="2 / (fan_in + fan_out) is the variance; you use it as the standard deviation.",
    ko="2 / (fan_in + fan_out)은 분산인데 표준편차로 썼습니다.",
)
def xavier_variance_for_deviation(fan_in, fan_out, rng):
    return rng.normal(0.0, 2 / (fan_in + fan_out), size=(fan_in, fan_out))


@mistake(
    "init_xavier",
    en="Your variance is 1 / fan_in, a form that many books use. Here the outputs count as well: "
    "2 / (fan_in + fan_out).",
    ko="분산이 1 / fan_in입니다. 많은 책에 나오는 형태이지만 여기서는 출력의 개수도 함께 세는 2 / (fan_in + fan_out)을 씁니다.",
)
def xavier_inputs_only(fan_in, fan_out, rng):
    return rng.standard_normal((fan_in, fan_out)) / np.sqrt(fan_in)


@mistake(
    "init_xavier",
    en="Your variance is 1 / (fan_in + fan_out). The mean of the two numbers is half their sum, so a 2 is missing.",
    ko="분산이 1 / (fan_in + fan_out)입니다. 두 수의 평균은 합의 절반이므로 분자에 2가 있어야 합니다.",
)
def xavier_without_two(fan_in, fan_out, rng):
    return rng.normal(0.0, np.sqrt(1 / (fan_in + fan_out)), size=(fan_in, fan_out))


@mistake(
    "init_xavier",
    en="Your variance, 2 / fan_in, is He's. Xavier's counts the outputs as well.",
    ko="분산이 2 / fan_in으로 He 초기화와 같습니다. Xavier 초기화는 출력의 개수도 셉니다.",
)
def xavier_is_he(fan_in, fan_out, rng):
    return rng.normal(0.0, np.sqrt(2 / fan_in), size=(fan_in, fan_out))


@mistake(
    "init_xavier",
    en="The spread is right, but the weights are uniform. Here they are drawn from a normal distribution.",
    ko="퍼진 정도는 맞지만 균등분포에서 뽑았습니다. 여기서는 정규분포에서 뽑습니다.",
)
def xavier_uniform(fan_in, fan_out, rng):
    limit = np.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-limit, limit, size=(fan_in, fan_out))


@mistake(
    "init_xavier",
    en="You take √(6 / (fan_in + fan_out)), the limit of Xavier's uniform form, as the standard deviation of a normal one.",
    ko="균등분포를 쓰는 Xavier 초기화의 경계 √(6 / (fan_in + fan_out))을 정규분포의 표준편차로 썼습니다.",
)
def xavier_uniform_limit(fan_in, fan_out, rng):
    return rng.normal(0.0, np.sqrt(6 / (fan_in + fan_out)), size=(fan_in, fan_out))


@mistake(
    "init_xavier",
    en="The shape is turned around: inputs are rows and outputs columns, `(fan_in, fan_out)`.",
    ko="모양이 뒤집혔습니다. 행이 입력, 열이 출력인 `(fan_in, fan_out)`이어야 합니다.",
)
def xavier_turned(fan_in, fan_out, rng):
    return rng.normal(0.0, np.sqrt(2 / (fan_in + fan_out)), size=(fan_out, fan_in))


@mistake(
    "init_xavier",
    en="The same numbers come out whatever `rng` is given: with a fixed seed, for example. Draw from `rng` each time.",
    ko="시드를 고정했을 때처럼, 어떤 `rng`를 주어도 같은 수가 나옵니다. 매번 `rng`에서 뽑으세요.",
)
def xavier_own_seed(fan_in, fan_out, rng):
    return np.random.default_rng(42).normal(0.0, np.sqrt(2 / (fan_in + fan_out)), size=(fan_in, fan_out))


@mistake(
    "init_he",
    en="2 / fan_in is the variance; you use it as the standard deviation.",
    ko="2 / fan_in은 분산인데 표준편차로 썼습니다.",
)
def he_variance_for_deviation(fan_in, fan_out, rng):
    return rng.normal(0.0, 2 / fan_in, size=(fan_in, fan_out))


@mistake(
    "init_he",
    en="Your variance is 1 / fan_in: the factor 2, which makes up for ReLU's halving, is missing.",
    ko="분산이 1 / fan_in입니다. ReLU가 반으로 줄이는 것을 메우는 2가 빠졌습니다.",
)
def he_without_two(fan_in, fan_out, rng):
    return rng.normal(0.0, np.sqrt(1 / fan_in), size=(fan_in, fan_out))


@mistake(
    "init_he",
    en="You divide by fan_out; a unit adds up its inputs, so fan_in decides.",
    ko="fan_out으로 나누었습니다. 뉴런은 입력을 더하므로 fan_in이 기준입니다.",
)
def he_outputs(fan_in, fan_out, rng):
    return rng.normal(0.0, np.sqrt(2 / fan_out), size=(fan_in, fan_out))


@mistake(
    "init_he",
    en="Your variance, 2 / (fan_in + fan_out), is Xavier's. He's counts the inputs only.",
    ko="분산이 2 / (fan_in + fan_out)으로 Xavier 초기화와 같습니다. He 초기화는 입력의 개수만 셉니다.",
)
def he_is_xavier(fan_in, fan_out, rng):
    return rng.normal(0.0, np.sqrt(2 / (fan_in + fan_out)), size=(fan_in, fan_out))


@mistake(
    "init_he",
    en="The root belongs over the whole fraction: the 2 is under it, too.",
    ko="제곱근은 분수 전체에 취해야 합니다. 2도 근호 안에 있습니다.",
)
def he_root_of_inputs_only(fan_in, fan_out, rng):
    return rng.normal(0.0, 2 / np.sqrt(fan_in), size=(fan_in, fan_out))


@mistake(
    "init_he",
    en="The spread is right, but the weights are uniform. Here they are drawn from a normal distribution.",
    ko="퍼진 정도는 맞지만 균등분포에서 뽑았습니다. 여기서는 정규분포에서 뽑습니다.",
)
def he_uniform(fan_in, fan_out, rng):
    limit = np.sqrt(6 / fan_in)
    return rng.uniform(-limit, limit, size=(fan_in, fan_out))


@mistake(
    "init_he",
    en="The shape is turned around: inputs are rows and outputs columns, `(fan_in, fan_out)`.",
    ko="모양이 뒤집혔습니다. 행이 입력, 열이 출력인 `(fan_in, fan_out)`이어야 합니다.",
)
def he_turned(fan_in, fan_out, rng):
    return rng.normal(0.0, np.sqrt(2 / fan_in), size=(fan_out, fan_in))


@mistake(
    "init_he",
    en="You draw with `np.random` and ignore `rng`, so a run cannot be repeated. Draw from `rng`.",
    ko="`rng`를 쓰지 않고 `np.random`에서 뽑아 같은 실행을 되풀이할 수 없습니다. `rng`에서 뽑으세요.",
)
def he_global_random(fan_in, fan_out, rng):
    return np.random.default_rng().normal(0.0, np.sqrt(2 / fan_in), size=(fan_in, fan_out))
