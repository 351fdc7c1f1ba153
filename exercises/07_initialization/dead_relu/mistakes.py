import numpy as np

from dlgrade.testing import mistake


@mistake(
    "dead_fraction",
    en="You count the outputs that are 0. One 0 is normal: a unit is dead only if all outputs in its column are 0.",
    ko="0인 출력을 모두 세고 있습니다. 0이 하나 있는 것은 정상입니다. 한 열의 출력이 모두 0이어야 죽은 뉴런입니다.",
)
def share_of_zeros(pre_activations):
    return float(np.mean(pre_activations <= 0))


@mistake(
    "dead_fraction",
    en="You call a unit dead as soon as one output is 0. It is dead only if it is off for every sample.",
    ko="출력이 한 번이라도 0이면 죽었다고 세고 있습니다. 모든 샘플에서 꺼져 있어야 죽은 뉴런입니다.",
)
def off_once(pre_activations):
    return float(np.mean((pre_activations <= 0).any(axis=0)))


@mistake(
    "dead_fraction",
    en="You look along the rows and count samples. Units are the columns: go over the samples with `axis=0`.",
    ko="행을 따라 보면서 샘플을 세고 있습니다. 뉴런은 열이니 샘플을 따라가는 `axis=0`을 쓰세요.",
)
def rows_for_columns(pre_activations):
    return float(np.mean((pre_activations <= 0).all(axis=1)))


@mistake(
    "dead_fraction",
    en="An input of exactly 0 counts as alive in your code. ReLU of 0 is 0, so it is off there.",
    ko="입력이 정확히 0이면 살아 있다고 세고 있습니다. ReLU에 0을 넣은 출력은 0이므로 꺼진 것입니다.",
)
def zero_is_alive(pre_activations):
    return float(np.mean((pre_activations < 0).all(axis=0)))


@mistake(
    "dead_fraction",
    en="This is the number of dead units. Divide it by the number of units.",
    ko="죽은 뉴런의 개수입니다. 뉴런의 수로 나누세요.",
)
def count(pre_activations):
    return int((pre_activations <= 0).all(axis=0).sum())


@mistake(
    "dead_fraction",
    en="You divide by the number of samples (rows). Divide by the number of units (columns).",
    ko="샘플(행)의 수로 나누고 있습니다. 뉴런(열)의 수로 나누세요.",
)
def divided_by_samples(pre_activations):
    return float((pre_activations <= 0).all(axis=0).sum() / pre_activations.shape[0])


@mistake(
    "dead_fraction",
    en="This is the share of units that are alive. The dead ones are the rest.",
    ko="살아 있는 뉴런의 비율입니다. 나머지가 죽은 뉴런입니다.",
)
def share_alive(pre_activations):
    return float(np.mean((pre_activations > 0).any(axis=0)))


@mistake(
    "dead_fraction",
    en="The result is in percent; a share from 0 to 1 is asked for.",
    ko="결과가 백분율입니다. 0부터 1까지의 비율을 반환하세요.",
)
def percent(pre_activations):
    return float(100 * np.mean((pre_activations <= 0).all(axis=0)))


@mistake(
    "dead_fraction",
    en="You judge a unit by the sum (or mean) of its inputs. Large negative inputs then hide the sample for which it fires.",
    ko="뉴런을 입력의 합(또는 평균)으로 판단하고 있습니다. 그러면 큰 음수들 때문에 켜지는 샘플이 가려집니다.",
)
def by_the_sum(pre_activations):
    return float(np.mean(pre_activations.sum(axis=0) <= 0))


@mistake(
    "dead_fraction",
    en="You look at the first sample only. A unit that is off there may fire for another sample.",
    ko="첫 샘플만 보고 있습니다. 거기서 꺼져 있어도 다른 샘플에서 켜질 수 있습니다.",
)
def first_sample(pre_activations):
    return float(np.mean(pre_activations[0] <= 0))


@mistake(
    "dead_fraction",
    en="You treat tiny outputs as 0. However small, a positive output lets the gradient through.",
    ko="아주 작은 출력을 0으로 보고 있습니다. 아무리 작아도 양수이면 기울기가 지나갑니다.",
)
def tolerant(pre_activations):
    return float(np.mean((np.maximum(pre_activations, 0) < 1e-6).all(axis=0)))


@mistake(
    "dead_fraction",
    en="You compare the inputs with 0 before ReLU: only units whose inputs are all exactly 0 are found. Negative inputs "
    "give the output 0, too.",
    ko="ReLU를 거치기 전의 입력이 0인지 보고 있어서 입력이 모두 정확히 0인 뉴런만 찾습니다. 음수를 넣어도 ReLU의 출력은 0입니다.",
)
def relu_forgotten(pre_activations):
    return float(np.mean((pre_activations == 0).all(axis=0)))


@mistake(
    "dead_fraction",
    en="You write ReLU's zeros into the argument. Work on a new array, such as `np.maximum` returns.",
    ko="ReLU의 0을 인수에 직접 써넣고 있습니다. `np.maximum`처럼 새 배열을 만드는 방법을 쓰세요.",
)
def argument_overwritten(pre_activations):
    pre_activations[pre_activations < 0] = 0
    return float(np.mean((pre_activations == 0).all(axis=0)))


@mistake(
    "dead_fraction",
    en="`//` drops the fraction: the result is 0 unless all units are dead.",
    ko="`//` 연산자는 소수점 아래를 버립니다. 모든 뉴런이 죽지 않으면 결과가 0이 됩니다.",
)
def whole_division(pre_activations):
    return int((pre_activations <= 0).all(axis=0).sum()) // pre_activations.shape[1]
