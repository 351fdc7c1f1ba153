import numpy as np

from dlgrade.testing import mistake


@mistake(
    "perceptron",
    en="At a sum of exactly 0 you answer 0. The threshold belongs to the firing side: compare with `>=`.",
    ko="합이 정확히 0일 때 0을 출력합니다. 임계값에 닿아도 1이어야 하므로 `>=` 기호로 비교하세요.",
)
def threshold_left_out(x, w, b):
    return np.where(x @ w + b > 0, 1, 0)


@mistake(
    "perceptron",
    en="The bias is missing: you compare the weighted sum alone with 0.",
    ko="편향이 빠졌습니다. 가중합만 0과 비교하고 있습니다.",
)
def bias_forgotten(x, w, b):
    return np.where(x @ w >= 0, 1, 0)


@mistake(
    "perceptron",
    en="You use `b` as the threshold (sum at least `b`). The bias is added to the sum: it is the threshold with its sign "
    "turned.",
    ko="`b` 값을 임계값으로 써서 가중합과 비교하고 있습니다. 편향은 합에 더하는 값이고, 임계값과는 부호가 반대입니다.",
)
def bias_as_threshold(x, w, b):
    return np.where(x @ w >= b, 1, 0)


@mistake(
    "perceptron",
    en="You add the bias to every product, so it counts as often as there are inputs. Add it once, to the finished sum.",
    ko="곱마다 편향을 더해서 편향이 입력 수만큼 들어갑니다. 다 더한 합에 한 번만 더하세요.",
)
def bias_for_every_input(x, w, b):
    return np.where(np.sum(x * w + b, axis=-1) >= 0, 1, 0)


@mistake(
    "perceptron",
    en="You return the comparison itself, True or False. Turn it into the integers 1 and 0.",
    ko="비교 결과인 True/False를 그대로 반환합니다. 정수 1과 0으로 바꾸세요.",
)
def truth_values(x, w, b):
    return x @ w + b >= 0


@mistake(
    "perceptron",
    en="Below the threshold you answer -1. This perceptron says 0 there.",
    ko="임계값 아래에서 -1을 출력합니다. 이 퍼셉트론은 그때 0을 출력합니다.",
)
def minus_one_for_silence(x, w, b):
    return np.where(x @ w + b >= 0, 1, -1)


@mistake(
    "perceptron",
    en="The two answers are exchanged: the perceptron is to fire where the sum is 0 or more.",
    ko="두 답이 서로 바뀌었습니다. 합이 0 이상인 쪽에서 1을 출력해야 합니다.",
)
def answers_exchanged(x, w, b):
    return np.where(x @ w + b >= 0, 0, 1)


@mistake(
    "perceptron",
    en="You return the sum itself. The comparison with 0 that makes 1 or 0 of it is missing.",
    ko="합을 그대로 반환합니다. 0과 비교해 1이나 0으로 바꾸는 단계가 빠졌습니다.",
)
def sum_returned(x, w, b):
    return x @ w + b


@mistake(
    "perceptron",
    en="You add up the whole array, all samples together. Each row needs its own sum.",
    ko="모든 샘플을 한꺼번에 더합니다. 행마다 따로 합을 구해야 합니다.",
)
def one_sum_for_all_samples(x, w, b):
    return int(np.sum(x * w) + b >= 0)


@mistake(
    "perceptron",
    en="You add along the first axis, over the samples. Add over the inputs of each sample, along the last axis.",
    ko="첫 번째 축, 곧 샘플 방향으로 더합니다. 마지막 축을 따라 샘플마다 입력을 더해야 합니다.",
)
def sum_over_the_samples(x, w, b):
    return np.where(np.sum(x * w, axis=0) + b >= 0, 1, 0)


@mistake(
    "perceptron",
    en="`if` needs one truth value, so this works for one sample only. With many samples the comparison gives an array: "
    "turn that into integers as a whole.",
    ko="`if` 문은 참·거짓 하나만 받으므로 샘플이 하나일 때만 동작합니다. 샘플이 여럿이면 비교 결과가 배열이니 배열째로 정수로 바꾸세요.",
)
def one_sample_only(x, w, b):
    if x @ w + b >= 0:
        return 1
    return 0


@mistake(
    "perceptron",
    en="`int()` takes a single number, so this works for one sample only. With many samples, convert the whole array.",
    ko="`int()` 함수는 수 하나만 받으므로 샘플이 하나일 때만 동작합니다. 샘플이 여럿이면 배열 전체를 정수로 바꾸세요.",
)
def int_of_an_array(x, w, b):
    return int(x @ w + b >= 0)


@mistake(
    "perceptron",
    en="You answer for the first sample only: a `return` inside a loop ends the function at its first round. Collect the "
    "answers of all samples.",
    ko="첫 샘플의 답만 반환합니다. 반복문 안의 `return` 문은 첫 바퀴에서 함수를 끝냅니다. 모든 샘플의 답을 모으세요.",
)
def return_inside_the_loop(x, w, b):
    for sample in np.atleast_2d(x):
        return int(sample @ w + b >= 0)
    return None


@mistake(
    "perceptron",
    en="You multiply in the order `w @ x`. With samples in rows the array of samples comes first.",
    ko="`w @ x` 순서로 곱하고 있습니다. 샘플이 행에 놓여 있으면 샘플 배열이 앞에 와야 합니다.",
)
def factors_swapped(x, w, b):
    return np.where(w @ x + b >= 0, 1, 0)


@mistake(
    "perceptron",
    en="You always answer with an array. One sample of shape (D,) asks for one number, without an axis of length 1.",
    ko="항상 배열을 반환합니다. 모양이 (D,)인 샘플 하나에는 길이 1인 축 없이 수 하나로 답해야 합니다.",
)
def always_a_batch(x, w, b):
    return np.where(np.atleast_2d(x) @ w + b >= 0, 1, 0)


@mistake(
    "perceptron",
    en="You count only the first two inputs. There can be any number of them, and each has its weight.",
    ko="처음 두 입력만 더합니다. 입력은 몇 개든 될 수 있고 저마다 가중치가 있습니다.",
)
def two_inputs_only(x, w, b):
    total = b
    for i in range(min(2, len(w))):
        total = total + x[..., i] * w[i]
    return np.where(total >= 0, 1, 0)


@mistake(
    "perceptron",
    en="You cut the sum off to an integer before comparing: -0.5 becomes 0 and fires. Compare first, then convert.",
    ko="비교하기 전에 합을 정수로 잘라 내서 -0.5가 0이 되고 1을 출력합니다. 먼저 비교하고 나서 정수로 바꾸세요.",
)
def sum_cut_to_an_integer(x, w, b):
    return np.where(np.trunc(x @ w + b) >= 0, 1, 0)


@mistake(
    "perceptron",
    en="`x *= w` changes the caller's array. Write the product into a new array.",
    ko="`x *= w` 연산은 호출한 쪽의 배열을 바꿉니다. 곱은 새 배열에 담으세요.",
)
def input_overwritten(x, w, b):
    x *= w
    return np.where(x.sum(axis=-1) + b >= 0, 1, 0)
