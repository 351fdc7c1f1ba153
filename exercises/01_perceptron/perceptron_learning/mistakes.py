import numpy as np

from dlgrade.testing import mistake


def answer(x, w, b):
    return 1 if x @ w + b >= 0 else 0


@mistake(
    "fit_perceptron",
    en="Your perceptron answers 0 at a sum of exactly 0, as at the very start. There it should fire: compare with `>=`.",
    ko="시작할 때처럼 합이 정확히 0이면 0으로 답하고 있습니다. 이때는 1이어야 하므로 `>=` 기호로 비교하세요.",
)
def threshold_left_out(X, y, lr=1.0, epochs=100):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        count = 0
        for x, target in zip(X, y, strict=True):
            error = target - (1 if x @ w + b > 0 else 0)
            w = w + lr * error * x
            b = b + lr * error
            count += int(error != 0)
        mistakes.append(count)
        if count == 0:
            break
    return w, b, mistakes


@mistake(
    "fit_perceptron",
    en="The bias never changes. It is corrected like a weight whose input is always 1.",
    ko="편향이 바뀌지 않습니다. 편향도 입력이 항상 1인 가중치처럼 고쳐야 합니다.",
)
def bias_not_corrected(X, y, lr=1.0, epochs=100):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        count = 0
        for x, target in zip(X, y, strict=True):
            error = target - answer(x, w, b)
            w = w + lr * error * x
            count += int(error != 0)
        mistakes.append(count)
        if count == 0:
            break
    return w, b, mistakes


@mistake(
    "fit_perceptron",
    en="You correct the bias but answer without it. The perceptron compares x·w + b with 0.",
    ko="편향을 고치기는 하지만 답할 때는 쓰지 않습니다. 퍼셉트론은 x·w + b를 0과 비교합니다.",
)
def bias_not_used(X, y, lr=1.0, epochs=100):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        count = 0
        for x, target in zip(X, y, strict=True):
            error = target - answer(x, w, 0.0)
            w = w + lr * error * x
            b = b + lr * error
            count += int(error != 0)
        mistakes.append(count)
        if count == 0:
            break
    return w, b, mistakes


@mistake(
    "fit_perceptron",
    en="You correct in the wrong direction: with ŷ − y every mistake makes the next one worse. Turn the difference round.",
    ko="반대 방향으로 고치고 있습니다. ŷ − y를 쓰면 틀릴수록 더 틀리게 됩니다. 빼는 순서를 바꾸세요.",
)
def difference_turned_round(X, y, lr=1.0, epochs=100):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        count = 0
        for x, target in zip(X, y, strict=True):
            error = answer(x, w, b) - target
            w = w + lr * error * x
            b = b + lr * error
            count += int(error != 0)
        mistakes.append(count)
        if count == 0:
            break
    return w, b, mistakes


@mistake(
    "fit_perceptron",
    en="You move by the right answer `y` instead of by the difference y − ŷ. With y = 0 nothing is ever corrected.",
    ko="차이 y − ŷ 대신 정답 `y` 값만큼 옮기고 있습니다. y = 0인 샘플에서는 틀려도 고쳐지지 않습니다.",
)
def moves_by_the_answer(X, y, lr=1.0, epochs=100):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        count = 0
        for x, target in zip(X, y, strict=True):
            if answer(x, w, b) != target:
                w = w + lr * target * x
                b = b + lr * target
                count += 1
        mistakes.append(count)
        if count == 0:
            break
    return w, b, mistakes


@mistake(
    "fit_perceptron",
    en="This is the rule for the answers −1 and 1. Here they are 0 and 1, and `y * (...)` is always 0 for one of the kinds.",
    ko="정답이 −1과 1일 때의 규칙입니다. 여기서는 0과 1이므로 한쪽 샘플에서 `y * (...)` 값이 항상 0이 됩니다.",
)
def answers_minus_one_and_one(X, y, lr=1.0, epochs=100):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        count = 0
        for x, target in zip(X, y, strict=True):
            if target * (x @ w + b) <= 0:
                w = w + lr * target * x
                b = b + lr * target
                count += 1
        mistakes.append(count)
        if count == 0:
            break
    return w, b, mistakes


@mistake(
    "fit_perceptron",
    en="You compare the right answer with the sum itself. Compare it with the perceptron's answer, 0 or 1.",
    ko="정답을 합 자체와 비교하고 있습니다. 퍼셉트론의 답인 0이나 1과 비교하세요.",
)
def sum_instead_of_answer(X, y, lr=1.0, epochs=100):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    with np.errstate(all="ignore"):
        for _ in range(epochs):
            count = 0
            for x, target in zip(X, y, strict=True):
                error = target - (x @ w + b)
                w = w + lr * error * x
                b = b + lr * error
                count += int(error != 0)
            mistakes.append(count)
            if count == 0:
                break
    return w, b, mistakes


@mistake(
    "fit_perceptron",
    en="You answer all samples first and correct once per epoch. Correct right after each mistake, so that the next sample "
    "meets the new weights.",
    ko="모든 샘플에 먼저 답한 뒤 에포크마다 한 번만 고치고 있습니다. 틀릴 때마다 바로 고쳐서 다음 샘플은 새 가중치로 답해야 합니다.",
)
def one_correction_per_epoch(X, y, lr=1.0, epochs=100):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        errors = y - np.where(X @ w + b >= 0, 1, 0)
        w = w + lr * errors @ X
        b = b + lr * errors.sum()
        mistakes.append(int(np.sum(errors != 0)))
        if mistakes[-1] == 0:
            break
    return w, b, mistakes


@mistake(
    "fit_perceptron",
    en="The final 0 is missing from the list: you leave the loop before the count is appended.",
    ko="마지막 0이 리스트에 없습니다. 횟수를 넣기 전에 반복을 끝내고 있습니다.",
)
def last_zero_missing(X, y, lr=1.0, epochs=100):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        count = 0
        for x, target in zip(X, y, strict=True):
            error = target - answer(x, w, b)
            w = w + lr * error * x
            b = b + lr * error
            count += int(error != 0)
        if count == 0:
            break
        mistakes.append(count)
    return w, b, mistakes


@mistake(
    "fit_perceptron",
    en="You always run through all epochs. Stop after the first one without a mistake.",
    ko="항상 에포크를 끝까지 돌고 있습니다. 한 번도 틀리지 않은 에포크가 나오면 멈추세요.",
)
def never_stops_early(X, y, lr=1.0, epochs=100):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        count = 0
        for x, target in zip(X, y, strict=True):
            error = target - answer(x, w, b)
            w = w + lr * error * x
            b = b + lr * error
            count += int(error != 0)
        mistakes.append(count)
    return w, b, mistakes


@mistake(
    "fit_perceptron",
    en="The count is never set back to 0, so the list holds running totals. Start each epoch with a count of 0.",
    ko="횟수를 0으로 되돌리지 않아 리스트에 누적 횟수가 들어갑니다. 에포크를 시작할 때마다 0부터 세세요.",
)
def running_total(X, y, lr=1.0, epochs=100):
    w, b, mistakes, count = np.zeros(X.shape[1]), 0.0, [], 0
    for _ in range(epochs):
        before = count
        for x, target in zip(X, y, strict=True):
            error = target - answer(x, w, b)
            w = w + lr * error * x
            b = b + lr * error
            count += int(error != 0)
        mistakes.append(count)
        if count == before:
            break
    return w, b, mistakes


@mistake(
    "fit_perceptron",
    en="You set the count back to 0 only once, before all epochs, and then wait for a count of 0, which never comes again.",
    ko="횟수를 모든 에포크 전에 한 번만 0으로 두었습니다. 그래서 횟수가 다시는 0이 되지 않아 끝까지 돌게 됩니다.",
)
def count_started_once(X, y, lr=1.0, epochs=100):
    w, b, mistakes, count = np.zeros(X.shape[1]), 0.0, [], 0
    for _ in range(epochs):
        for x, target in zip(X, y, strict=True):
            error = target - answer(x, w, b)
            w = w + lr * error * x
            b = b + lr * error
            count += int(error != 0)
        mistakes.append(count)
        if count == 0:
            break
    return w, b, mistakes


@mistake(
    "fit_perceptron",
    en="You count at the end of the epoch, with the corrected weights. Count each mistake when its sample is visited.",
    ko="에포크가 끝난 뒤 고쳐진 가중치로 틀린 횟수를 세고 있습니다. 샘플을 볼 때 바로 세어야 합니다.",
)
def counted_after_the_epoch(X, y, lr=1.0, epochs=100):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        for x, target in zip(X, y, strict=True):
            error = target - answer(x, w, b)
            w = w + lr * error * x
            b = b + lr * error
        mistakes.append(int(np.sum(np.where(X @ w + b >= 0, 1, 0) != y)))
        if mistakes[-1] == 0:
            break
    return w, b, mistakes


@mistake(
    "fit_perceptron",
    en="You add up y − ŷ, so a mistake of +1 and one of −1 cancel. Count every difference that is not 0.",
    ko="y − ŷ 값을 그대로 더해서 +1인 실수와 −1인 실수가 상쇄됩니다. 0이 아닌 차이를 모두 세세요.",
)
def signed_count(X, y, lr=1.0, epochs=100):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        count = 0
        for x, target in zip(X, y, strict=True):
            error = target - answer(x, w, b)
            w = w + lr * error * x
            b = b + lr * error
            count += int(error)
        mistakes.append(count)
        if count == 0:
            break
    return w, b, mistakes


@mistake(
    "fit_perceptron",
    en="You ignore `lr`: every correction has the size 1.",
    ko="`lr` 값을 쓰지 않아 고치는 크기가 항상 1입니다.",
)
def learning_rate_ignored(X, y, lr=1.0, epochs=100):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        count = 0
        for x, target in zip(X, y, strict=True):
            error = target - answer(x, w, b)
            w = w + error * x
            b = b + error
            count += int(error != 0)
        mistakes.append(count)
        if count == 0:
            break
    return w, b, mistakes


@mistake(
    "fit_perceptron",
    en="The learning rate is missing in the correction of the bias.",
    ko="편향을 고칠 때 학습률이 빠졌습니다.",
)
def bias_without_learning_rate(X, y, lr=1.0, epochs=100):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        count = 0
        for x, target in zip(X, y, strict=True):
            error = target - answer(x, w, b)
            w = w + lr * error * x
            b = b + error
            count += int(error != 0)
        mistakes.append(count)
        if count == 0:
            break
    return w, b, mistakes


@mistake(
    "fit_perceptron",
    en="You add `lr * error` to every weight without multiplying by the sample: each weight moves by its own input.",
    ko="샘플을 곱하지 않고 모든 가중치에 `lr * error` 값을 똑같이 더합니다. 가중치마다 자기 입력만큼 움직여야 합니다.",
)
def input_missing_in_correction(X, y, lr=1.0, epochs=100):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        count = 0
        for x, target in zip(X, y, strict=True):
            error = target - answer(x, w, b)
            w = w + lr * error
            b = b + lr * error
            count += int(error != 0)
        mistakes.append(count)
        if count == 0:
            break
    return w, b, mistakes


@mistake(
    "fit_perceptron",
    en="You start with weights of 1. Start with all weights and the bias at 0.",
    ko="가중치를 1에서 시작하고 있습니다. 가중치와 편향을 모두 0에서 시작하세요.",
)
def started_at_one(X, y, lr=1.0, epochs=100):
    w, b, mistakes = np.ones(X.shape[1]), 0.0, []
    for _ in range(epochs):
        count = 0
        for x, target in zip(X, y, strict=True):
            error = target - answer(x, w, b)
            w = w + lr * error * x
            b = b + lr * error
            count += int(error != 0)
        mistakes.append(count)
        if count == 0:
            break
    return w, b, mistakes


@mistake(
    "fit_perceptron",
    en="Each epoch starts again from 0, so nothing is remembered. Set weights and bias to 0 once, before the first epoch.",
    ko="에포크마다 0에서 다시 시작해 배운 것이 사라집니다. 가중치와 편향은 첫 에포크 전에 한 번만 0으로 두세요.",
)
def forgets_between_epochs(X, y, lr=1.0, epochs=100):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        w, b, count = np.zeros(X.shape[1]), 0.0, 0
        for x, target in zip(X, y, strict=True):
            error = target - answer(x, w, b)
            w = w + lr * error * x
            b = b + lr * error
            count += int(error != 0)
        mistakes.append(count)
        if count == 0:
            break
    return w, b, mistakes


@mistake(
    "fit_perceptron",
    en="You stop after the first epoch: the `return` stands inside the loop over the epochs.",
    ko="첫 에포크만 돌고 끝납니다. `return` 문이 에포크 반복문 안에 있습니다.",
)
def one_epoch_only(X, y, lr=1.0, epochs=100):
    w, b, count = np.zeros(X.shape[1]), 0.0, 0
    for x, target in zip(X, y, strict=True):
        error = target - answer(x, w, b)
        w = w + lr * error * x
        b = b + lr * error
        count += int(error != 0)
    return w, b, [count]


@mistake(
    "fit_perceptron",
    en="You return the number of all mistakes. A list with one count per epoch is asked for.",
    ko="틀린 횟수를 모두 더한 수 하나를 반환합니다. 에포크마다 하나씩 담은 리스트가 필요합니다.",
)
def one_number_of_mistakes(X, y, lr=1.0, epochs=100):
    w, b, total = np.zeros(X.shape[1]), 0.0, 0
    for _ in range(epochs):
        count = 0
        for x, target in zip(X, y, strict=True):
            error = target - answer(x, w, b)
            w = w + lr * error * x
            b = b + lr * error
            count += int(error != 0)
        total += count
        if count == 0:
            break
    return w, b, total


@mistake(
    "fit_perceptron",
    en="You replace the zeros in `y` by −1 in place. The caller still needs `y`: make a new array.",
    ko="`y` 배열의 0을 그 자리에서 −1로 바꾸고 있습니다. 호출한 쪽에서 계속 쓰는 배열이므로 새 배열을 만드세요.",
)
def labels_overwritten(X, y, lr=1.0, epochs=100):
    y[y == 0] = -1
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        count = 0
        for x, target in zip(X, y, strict=True):
            if (1 if x @ w + b >= 0 else -1) != target:
                w = w + lr * target * x
                b = b + lr * target
                count += 1
        mistakes.append(count)
        if count == 0:
            break
    return w, b, mistakes


@mistake(
    "fit_perceptron",
    en="You ask the perceptron again after `w` has been corrected, so the bias is corrected by another difference. Work out "
    "y − ŷ once per sample.",
    ko="`w` 값을 고친 뒤에 퍼셉트론의 답을 다시 구해서 편향은 다른 차이로 고쳐집니다. y − ŷ 값은 샘플마다 한 번만 구하세요.",
)
def answer_asked_twice(X, y, lr=1.0, epochs=100):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        count = 0
        for x, target in zip(X, y, strict=True):
            count += int(answer(x, w, b) != target)
            w = w + lr * (target - answer(x, w, b)) * x
            b = b + lr * (target - answer(x, w, b))
        mistakes.append(count)
        if count == 0:
            break
    return w, b, mistakes


@mistake(
    "fit_perceptron",
    en="You ignore `epochs` and always allow 100.",
    ko="`epochs` 값을 쓰지 않고 항상 100 에포크까지 허용합니다.",
)
def epochs_ignored(X, y, lr=1.0, epochs=100):
    w, b, mistakes = np.zeros(X.shape[1]), 0.0, []
    for _ in range(100):
        count = 0
        for x, target in zip(X, y, strict=True):
            error = target - answer(x, w, b)
            w = w + lr * error * x
            b = b + lr * error
            count += int(error != 0)
        mistakes.append(count)
        if count == 0:
            break
    return w, b, mistakes
