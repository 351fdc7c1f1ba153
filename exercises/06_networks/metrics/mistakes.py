import numpy as np

from dlgrade.testing import mistake


@mistake(
    "one_hot",
    en="Rows and columns are turned around: each sample should have a row of its own.",
    ko="행과 열이 뒤바뀌었습니다. 샘플마다 행이 하나씩 있어야 합니다.",
)
def one_hot_turned(labels, num_classes):
    return np.eye(num_classes)[:, labels]


@mistake(
    "one_hot",
    en="You take the number of classes from the largest label. A class that does not occur still needs its column: use "
    "`num_classes`.",
    ko="클래스의 수를 가장 큰 레이블에서 정하고 있습니다. 나오지 않은 클래스도 열이 있어야 하니 `num_classes`를 쓰세요.",
)
def classes_guessed(labels, num_classes):
    return np.eye(labels.max() + 1)[labels]


@mistake(
    "one_hot",
    en="Every row has the 1s of all labels: `out[:, labels] = 1` does that, and so does one list used for all rows. Each row "
    "gets a single 1: index rows and columns together.",
    ko="모든 행에 모든 레이블의 1이 들어 있습니다. `out[:, labels] = 1`로 쓰거나 리스트 하나를 모든 행에 함께 쓰면 이렇게 됩니다. 행마다 "
    "1이 하나뿐이도록 행과 열을 함께 고르세요.",
)
def whole_columns(labels, num_classes):
    out = np.zeros((len(labels), num_classes))
    out[:, labels] = 1.0
    return out


@mistake(
    "one_hot",
    en="You count the classes from 1. Label 0 belongs to the first column.",
    ko="클래스를 1부터 세고 있습니다. 레이블 0은 첫째 열입니다.",
)
def counted_from_one(labels, num_classes):
    out = np.zeros((len(labels), num_classes))
    out[np.arange(len(labels)), labels - 1] = 1.0
    return out


@mistake(
    "one_hot",
    en="The comparison gives truth values. Turn them into numbers.",
    ko="비교 결과인 참과 거짓을 그대로 반환합니다. 수로 바꾸세요.",
)
def truth_values(labels, num_classes):
    return labels[:, None] == np.arange(num_classes)


@mistake(
    "one_hot",
    en="The entries are integers; float64 is asked for.",
    ko="원소가 정수입니다. float64여야 합니다.",
)
def whole_numbers(labels, num_classes):
    return np.eye(num_classes, dtype=int)[labels]


@mistake(
    "accuracy",
    en="You look for the highest score of each column (`axis=0`). The scores of one sample stand in a row.",
    ko="열마다 가장 높은 점수(`axis=0`)를 찾고 있습니다. 한 샘플의 점수는 한 행에 있습니다.",
)
def highest_of_column(scores, labels):
    answers = scores.argmax(axis=0)
    return float(np.mean(np.resize(answers, len(labels)) == labels))


@mistake(
    "accuracy",
    en="`argmax` without `axis` gives one place in the whole array. You need one answer per row.",
    ko="`axis` 없는 `argmax`는 배열 전체에서 한 자리만 찾습니다. 행마다 답이 하나씩 필요합니다.",
)
def one_argmax(scores, labels):
    return float(np.mean(scores.argmax() == labels))


@mistake(
    "accuracy",
    en="This is the number of right answers. Divide it by the number of samples.",
    ko="맞힌 개수입니다. 샘플의 수로 나누세요.",
)
def number_right(scores, labels):
    return float(np.sum(scores.argmax(axis=1) == labels))


@mistake(
    "accuracy",
    en="This is the share of wrong answers.",
    ko="틀린 답의 비율을 반환하고 있습니다.",
)
def error_rate(scores, labels):
    return float(np.mean(scores.argmax(axis=1) != labels))


@mistake(
    "accuracy",
    en="The result is in percent; a share from 0 to 1 is asked for.",
    ko="결과가 백분율입니다. 0부터 1까지의 비율을 반환하세요.",
)
def percent(scores, labels):
    return float(100 * np.mean(scores.argmax(axis=1) == labels))


@mistake(
    "accuracy",
    en="Of equally high scores you take the last class; the first one counts.",
    ko="점수가 똑같이 높으면 마지막 클래스를 고르고 있습니다. 첫 클래스가 답입니다.",
)
def last_of_equals(scores, labels):
    answers = scores.shape[1] - 1 - scores[:, ::-1].argmax(axis=1)
    return float(np.mean(answers == labels))


@mistake(
    "accuracy",
    en="You count a tie as right whichever of the equal classes is the true one. Only the first of them is the answer.",
    ko="가장 높은 점수가 여럿일 때 그중 어느 것이 실제 클래스여도 맞은 것으로 셉니다. 답은 그중 첫 클래스 하나입니다.",
)
def ties_are_right(scores, labels):
    return float(np.mean(scores[np.arange(len(labels)), labels] == scores.max(axis=1)))


@mistake(
    "accuracy",
    en="You call a sample right if its score for the true class is above 0.5. Scores need not be probabilities: compare "
    "them with each other.",
    ko="실제 클래스의 점수가 0.5를 넘으면 맞은 것으로 셉니다. 점수는 확률이 아닐 수 있으니 서로 비교하세요.",
)
def above_a_half(scores, labels):
    return float(np.mean(scores[np.arange(len(labels)), labels] > 0.5))


@mistake(
    "accuracy",
    en="You look for the lowest score (`argmin`).",
    ko="가장 낮은 점수(`argmin`)를 찾고 있습니다.",
)
def lowest_score(scores, labels):
    return float(np.mean(scores.argmin(axis=1) == labels))


@mistake(
    "accuracy",
    en="You divide by the number of classes. Divide by the number of samples.",
    ko="클래스의 수로 나누고 있습니다. 샘플의 수로 나누세요.",
)
def divided_by_classes(scores, labels):
    return float(np.sum(scores.argmax(axis=1) == labels) / scores.shape[1])


@mistake(
    "confusion_matrix",
    en="Rows and columns are turned around: true classes belong in the rows.",
    ko="행과 열이 뒤바뀌었습니다. 실제 클래스가 행입니다.",
)
def confusion_turned(predicted, labels, num_classes):
    counts = np.zeros((num_classes, num_classes), dtype=int)
    np.add.at(counts, (predicted, labels), 1)
    return counts


@mistake(
    "confusion_matrix",
    en="A pair that occurs several times is counted only once. `C[labels, predicted] += 1` does that, too: NumPy reads, adds and "
    "writes once.",
    ko="같은 쌍이 여러 번 나와도 한 번만 셉니다. `C[labels, predicted] += 1`도 그렇습니다. NumPy가 읽고 더하고 쓰기를 한 번만 하기 "
    "때문입니다.",
)
def pairs_counted_once(predicted, labels, num_classes):
    counts = np.zeros((num_classes, num_classes), dtype=int)
    counts[labels, predicted] += 1
    return counts


@mistake(
    "confusion_matrix",
    en="`[[0] * K] * K` is one list K times over, so every count lands in all rows. Make each row on its own, or use `np.zeros`.",
    ko="`[[0] * K] * K`는 리스트 하나를 K번 늘어놓은 것이라 어느 행을 세어도 모든 행이 함께 바뀝니다. 행을 따로 만들거나 `np.zeros`를 "
    "쓰세요.",
)
def rows_are_one_list(predicted, labels, num_classes):
    counts = [[0] * num_classes] * num_classes
    for guess, label in zip(predicted, labels, strict=True):
        counts[label][guess] += 1
    return np.array(counts)


@mistake(
    "confusion_matrix",
    en="Only the right answers are counted. Off the diagonal stands what was taken for something else.",
    ko="맞힌 것만 세고 있습니다. 대각선 밖에는 다른 클래스로 본 샘플의 수가 들어가야 합니다.",
)
def diagonal_only(predicted, labels, num_classes):
    counts = np.zeros((num_classes, num_classes), dtype=int)
    for p, t in zip(predicted, labels, strict=True):
        counts[t, p] += int(p == t)
    return counts


@mistake(
    "confusion_matrix",
    en="The counts are floats: `np.zeros` makes floats unless you ask it for integers.",
    ko="개수가 실수입니다. `np.zeros`는 정수를 따로 요청하지 않으면 실수 배열을 만듭니다.",
)
def float_counts(predicted, labels, num_classes):
    counts = np.zeros((num_classes, num_classes))
    np.add.at(counts, (labels, predicted), 1)
    return counts


@mistake(
    "confusion_matrix",
    en="You divide by the number of samples. Counts are asked for.",
    ko="샘플의 수로 나누었습니다. 비율이 아니라 개수를 반환하세요.",
)
def shares(predicted, labels, num_classes):
    counts = np.zeros((num_classes, num_classes))
    np.add.at(counts, (labels, predicted), 1)
    return counts / len(labels)


@mistake(
    "confusion_matrix",
    en="You take the number of classes from the largest label that occurs. Use `num_classes`.",
    ko="클래스의 수를 나온 레이블 가운데 가장 큰 것에서 정하고 있습니다. `num_classes`를 쓰세요.",
)
def size_guessed(predicted, labels, num_classes):
    k = max(predicted.max(), labels.max()) + 1
    counts = np.zeros((k, k), dtype=int)
    np.add.at(counts, (labels, predicted), 1)
    return counts
