import numpy as np

from dlgrade.testing import mistake


def _probabilities(x, axis=1):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


@mistake(
    "softmax_cross_entropy",
    en="Large scores overflow in the exponential. Subtract the maximum of each row first; the loss stays the same.",
    ko="큰 점수에서 지수가 넘칩니다. 먼저 줄마다 최댓값을 빼세요. 손실은 달라지지 않습니다.",
)
def no_maximum_subtracted(logits, labels):
    return np.mean(np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(logits)), labels])


@mistake(
    "softmax_cross_entropy",
    en="You compute the probability first and its logarithm then. A probability that has rounded to 0 gives infinity: work "
    "the logarithm out on paper first.",
    ko="확률을 먼저 구하고 로그를 나중에 취합니다. 0으로 반올림된 확률은 무한대를 냅니다. 로그를 먼저 식으로 풀어 두세요.",
)
def logarithm_of_softmax(logits, labels):
    return -np.mean(np.log(_probabilities(logits)[np.arange(len(logits)), labels]))


@mistake(
    "softmax_cross_entropy",
    en="You clip the probabilities at 1e-12, so that no answer costs more than 28. From the scores the loss is finite "
    "without any clipping.",
    ko="확률을 1e-12에서 자르므로 손실이 28을 넘지 못합니다. 점수에서 바로 계산하면 자르지 않아도 유한합니다.",
)
def probabilities_clipped(logits, labels):
    p = np.clip(_probabilities(logits), 1e-12, 1 - 1e-12)
    return -np.mean(np.log(p[np.arange(len(logits)), labels]))


@mistake(
    "softmax_cross_entropy",
    en="You add a small number inside the logarithm, which caps the loss. From the scores it is finite as it is.",
    ko="로그 안에 작은 수를 더해 손실의 크기를 막고 있습니다. 점수에서 바로 계산하면 그대로도 유한합니다.",
)
def small_number_added(logits, labels):
    p = _probabilities(logits)
    return -np.mean(np.log(p[np.arange(len(logits)), labels] + 1e-7))


@mistake(
    "softmax_cross_entropy",
    en="You subtract one maximum from all rows. In a row far below it every exponential becomes 0: each row needs its own.",
    ko="모든 줄에서 최댓값 하나를 뺍니다. 그보다 훨씬 작은 줄에서는 지수가 모두 0이 됩니다. 줄마다 자기 최댓값을 빼세요.",
)
def one_maximum_for_everything(logits, labels):
    shifted = logits - logits.max()
    return np.mean(np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(logits)), labels])


@mistake(
    "softmax_cross_entropy",
    en="The maximum is subtracted inside the exponential only. Use the shifted score of the true class as well, or add the "
    "maximum back.",
    ko="지수 안에서만 최댓값을 뺐습니다. 정답 클래스의 점수도 옮긴 것을 쓰거나, 뺀 최댓값을 다시 더하세요.",
)
def maximum_not_restored(logits, labels):
    totals = np.exp(logits - logits.max(axis=1, keepdims=True)).sum(axis=1)
    return np.mean(np.log(totals) - logits[np.arange(len(logits)), labels])


@mistake(
    "softmax_cross_entropy",
    en="Softmax runs along the wrong axis: you compare samples with each other. The scores of one sample stand in one row.",
    ko="소프트맥스의 축이 틀려서 샘플끼리 비교하고 있습니다. 한 샘플의 점수는 한 줄에 놓여 있습니다.",
)
def wrong_axis(logits, labels):
    return -np.mean(np.log(_probabilities(logits, axis=0)[np.arange(len(logits)), labels]))


@mistake(
    "softmax_cross_entropy",
    en="You add the exponentials of the whole array up. Each sample needs the sum of its own row.",
    ko="배열 전체의 지수를 더하고 있습니다. 샘플마다 자기 줄의 합이 필요합니다.",
)
def one_sum_for_everything(logits, labels):
    shifted = logits - logits.max()
    return np.mean(np.log(np.exp(shifted).sum()) - shifted[np.arange(len(logits)), labels])


@mistake(
    "softmax_cross_entropy",
    en="The sign is reversed: the loss is the logarithm of the sum minus the score of the true class, and never negative.",
    ko="부호가 반대입니다. 손실은 합의 로그에서 정답 클래스의 점수를 뺀 값이고 음수가 될 수 없습니다.",
)
def sign_reversed(logits, labels):
    shifted = logits - logits.max(axis=1, keepdims=True)
    return np.mean(shifted[np.arange(len(logits)), labels] - np.log(np.exp(shifted).sum(axis=1)))


@mistake(
    "softmax_cross_entropy",
    en="You add the samples up but do not divide by their number: take the mean.",
    ko="샘플의 손실을 더하기만 했습니다. 샘플의 개수로 나누어 평균을 내세요.",
)
def sum_over_samples(logits, labels):
    shifted = logits - logits.max(axis=1, keepdims=True)
    return np.sum(np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(logits)), labels])


@mistake(
    "softmax_cross_entropy",
    en="You divide by the number of all scores, N · K. The mean is over the N samples.",
    ko="모든 점수의 개수 N · K로 나누고 있습니다. 샘플 N개의 평균을 내야 합니다.",
)
def mean_over_elements(logits, labels):
    shifted = logits - logits.max(axis=1, keepdims=True)
    losses = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(logits)), labels]
    return losses.sum() / logits.size


@mistake(
    "softmax_cross_entropy",
    en="You return one loss per sample. One number is asked: their mean.",
    ko="샘플마다 손실을 하나씩 반환합니다. 그 평균인 수 하나를 반환하세요.",
)
def loss_per_sample(logits, labels):
    shifted = logits - logits.max(axis=1, keepdims=True)
    return np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(logits)), labels]


@mistake(
    "softmax_cross_entropy",
    en="`[:, labels]` takes these columns from every row, N · N scores. Pair each row number with its own label.",
    ko="`[:, labels]` 식은 모든 줄에서 그 열들을 다 꺼내므로 점수가 N · N개 나옵니다. 줄 번호와 그 줄의 레이블을 짝지으세요.",
)
def block_of_columns(logits, labels):
    shifted = logits - logits.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(shifted).sum(axis=1, keepdims=True)) - shifted[:, labels])


@mistake(
    "softmax_cross_entropy",
    en="You use the largest score of each row, whatever the label says: a confident wrong answer costs nothing.",
    ko="레이블과 상관없이 줄마다 가장 큰 점수를 쓰고 있습니다. 자신 있게 틀린 답에도 손실이 없습니다.",
)
def labels_forgotten(logits, labels):
    shifted = logits - logits.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(shifted).sum(axis=1)))


@mistake(
    "softmax_cross_entropy",
    en="You take the largest score for the logarithm of the sum. That is close only where one score towers above the rest.",
    ko="합의 로그 대신 가장 큰 점수를 쓰고 있습니다. 점수 하나가 훨씬 클 때만 비슷한 값입니다.",
)
def maximum_for_logarithm(logits, labels):
    return np.mean(logits.max(axis=1) - logits[np.arange(len(logits)), labels])


@mistake(
    "softmax_cross_entropy",
    en="`logits -= …` changes the caller's scores. Put the shifted scores into a new array.",
    ko="`logits -= …` 문은 호출한 쪽의 점수를 바꿉니다. 옮긴 점수를 새 배열에 담으세요.",
)
def scores_overwritten(logits, labels):
    logits -= logits.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(logits)), labels])


@mistake(
    "softmax_cross_entropy_grad",
    en="The loss is a mean over N samples, so the gradient is divided by N, too.",
    ko="손실이 샘플 N개의 평균이므로 기울기도 N으로 나누어야 합니다.",
)
def gradient_of_the_sum(logits, labels):
    gradient = _probabilities(logits)
    gradient[np.arange(len(logits)), labels] -= 1
    return gradient


@mistake(
    "softmax_cross_entropy_grad",
    en="You divide by the number of all scores, N · K. The loss is a mean over the N samples.",
    ko="모든 점수의 개수 N · K로 나누고 있습니다. 손실은 샘플 N개의 평균입니다.",
)
def gradient_by_elements(logits, labels):
    gradient = _probabilities(logits)
    gradient[np.arange(len(logits)), labels] -= 1
    return gradient / logits.size


@mistake(
    "softmax_cross_entropy_grad",
    en="You divide by N before you subtract 1, so N is missing at the true classes. Subtract first, then divide all of it.",
    ko="N으로 나눈 다음에 1을 빼므로 정답 클래스에서는 N으로 나누지 않은 셈입니다. 먼저 빼고 나서 전체를 나누세요.",
)
def divided_too_early(logits, labels):
    gradient = _probabilities(logits) / len(logits)
    gradient[np.arange(len(logits)), labels] -= 1
    return gradient


@mistake(
    "softmax_cross_entropy_grad",
    en="You return the probabilities only. The label has to come in: at the true class 1 is subtracted.",
    ko="확률만 반환합니다. 레이블이 들어가야 합니다. 정답 클래스에서 1을 빼세요.",
)
def probabilities_only(logits, labels):
    return _probabilities(logits) / len(logits)


@mistake(
    "softmax_cross_entropy_grad",
    en="The sign is reversed: a higher score for the true class lowers the loss, so its slope is negative.",
    ko="부호가 반대입니다. 정답 클래스의 점수가 오르면 손실이 줄므로 그곳의 기울기는 음수입니다.",
)
def gradient_sign(logits, labels):
    gradient = -_probabilities(logits)
    gradient[np.arange(len(logits)), labels] += 1
    return gradient / len(logits)


@mistake(
    "softmax_cross_entropy_grad",
    en="You subtract the number of the label from the whole row. A label is a position: subtract 1 there, nothing elsewhere.",
    ko="줄 전체에서 레이블 번호를 빼고 있습니다. 레이블은 위치입니다. 그 자리에서만 1을 빼세요.",
)
def label_number_subtracted(logits, labels):
    return (_probabilities(logits) - labels[:, None]) / len(logits)


@mistake(
    "softmax_cross_entropy_grad",
    en="`[:, labels] -= 1` changes whole columns, in every row. Pair each row number with its own label.",
    ko="`[:, labels] -= 1` 문은 모든 줄에서 그 열을 통째로 바꿉니다. 줄 번호와 그 줄의 레이블을 짝지으세요.",
)
def columns_changed(logits, labels):
    gradient = _probabilities(logits)
    gradient[:, labels] -= 1
    return gradient / len(logits)


@mistake(
    "softmax_cross_entropy_grad",
    en="This is the gradient with respect to the probabilities, −1/p at the true class. The scores are asked, so softmax "
    "has to be differentiated, too.",
    ko="정답 클래스에서 −1/p인 이것은 확률에 대한 기울기입니다. 점수에 대한 기울기를 구해야 하므로 소프트맥스도 미분해야 합니다.",
)
def with_respect_to_probabilities(logits, labels):
    rows = np.arange(len(logits))
    gradient = np.zeros_like(logits)
    gradient[rows, labels] = -1 / np.maximum(_probabilities(logits)[rows, labels], 1e-12) / len(logits)
    return gradient


@mistake(
    "softmax_cross_entropy_grad",
    en="You multiply by y(1 − y) once more. The slope of softmax is already in probabilities minus labels.",
    ko="y(1 − y)를 한 번 더 곱하고 있습니다. 확률에서 레이블을 뺀 식에 소프트맥스의 미분이 이미 들어 있습니다.",
)
def extra_softmax_slope(logits, labels):
    p = _probabilities(logits)
    return (p - np.eye(logits.shape[1])[labels]) * p * (1 - p) / len(logits)


@mistake(
    "softmax_cross_entropy_grad",
    en="Softmax is missing: you subtract 1 from the score of the true class instead of from its probability.",
    ko="소프트맥스가 빠졌습니다. 정답 클래스의 확률이 아니라 점수에서 1을 빼고 있습니다.",
)
def softmax_missing(logits, labels):
    return (logits - np.eye(logits.shape[1])[labels]) / len(logits)


@mistake(
    "softmax_cross_entropy_grad",
    en="Large scores overflow in the exponential and give nan. Subtract the maximum of each row here, too.",
    ko="큰 점수에서 지수가 넘쳐 nan이 나옵니다. 여기서도 줄마다 최댓값을 먼저 빼세요.",
)
def gradient_overflows(logits, labels):
    e = np.exp(logits)
    gradient = e / e.sum(axis=1, keepdims=True)
    gradient[np.arange(len(logits)), labels] -= 1
    return gradient / len(logits)


@mistake(
    "softmax_cross_entropy_grad",
    en="Softmax runs along the wrong axis: the probabilities of one sample stand in one row and add up to 1 there.",
    ko="소프트맥스의 축이 틀렸습니다. 한 샘플의 확률은 한 줄에 놓이고 그 줄의 합이 1입니다.",
)
def gradient_wrong_axis(logits, labels):
    gradient = _probabilities(logits, axis=0)
    gradient[np.arange(len(logits)), labels] -= 1
    return gradient / len(logits)


@mistake(
    "softmax_cross_entropy_grad",
    en="You shift or fill `logits` in place, so the caller's scores are lost. Work in a new array.",
    ko="`logits` 값을 그 자리에서 바꾸므로 호출한 쪽의 점수가 사라집니다. 새 배열에서 계산하세요.",
)
def gradient_in_place(logits, labels):
    logits -= logits.max(axis=1, keepdims=True)
    np.exp(logits, out=logits)
    logits /= logits.sum(axis=1, keepdims=True)
    logits[np.arange(len(logits)), labels] -= 1
    return logits / len(logits)
