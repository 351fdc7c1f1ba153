import numpy as np

from dlgrade.testing import mistake


def _scores(X):
    away = X - X[0]
    away = away - away.mean(axis=0)
    deviation = np.sqrt((away**2).mean(axis=0))
    return away / np.where(deviation > 0, deviation, 1.0)


@mistake(
    "z_scores",
    en="A column of equal values has the deviation 0, and 0/0 is NaN. Divide by 1 there, so that the scores stay 0.",
    ko="값이 모두 같은 열은 표준편차가 0이라 0/0, 곧 NaN이 됩니다. 그런 열은 1로 나누어 점수가 0으로 남게 하세요.",
)
def zero_by_zero(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


@mistake(
    "z_scores",
    en="You test whether the deviation is exactly 0. The mean of equal values may round (that of three times 0.1 is not 0.1), and "
    "then it is a tiny number instead. Test the values themselves, for instance their span.",
    ko="표준편차가 정확히 0인지 검사합니다. 같은 값의 평균도 반올림될 수 있어(0.1이 셋이면 평균이 0.1이 아닙니다) 아주 작은 수가 나옵니다. "
    "최댓값과 최솟값의 차이처럼 값 자체를 검사하세요.",
)
def exactly_zero(X):
    deviation = X.std(axis=0)
    return (X - X.mean(axis=0)) / np.where(deviation == 0, 1.0, deviation)


@mistake(
    "z_scores",
    en="A small number is added to every deviation to avoid 0/0. That changes all scores a little: treat only the columns whose "
    "values are equal.",
    ko="0/0을 피하려고 모든 표준편차에 작은 수를 더합니다. 그러면 모든 점수가 조금씩 달라집니다. 값이 모두 같은 열만 따로 다루세요.",
)
def small_number_added(X):
    return (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-6)


@mistake(
    "z_scores",
    en="You use the sample deviation, divided by N - 1. The population deviation divides by N.",
    ko="N - 1로 나눈 표본 표준편차를 씁니다. 모집단 표준편차는 N으로 나눕니다.",
)
def sample_deviation(X):
    if len(X) == 1:
        return np.zeros(X.shape)
    return _scores(X) * np.sqrt((len(X) - 1) / len(X))


@mistake(
    "z_scores",
    en="You divide by the variance. Its square root, the standard deviation, is needed.",
    ko="분산으로 나누고 있습니다. 그 제곱근인 표준편차로 나누어야 합니다.",
)
def variance_for_deviation(X):
    variance = np.where(np.ptp(X, axis=0) == 0, 1.0, X.var(axis=0))
    return np.where(np.ptp(X, axis=0) == 0, 0.0, X - X.mean(axis=0)) / variance


@mistake(
    "z_scores",
    en="One mean and one deviation of the whole array are used. Every column has its own: `axis=0`.",
    ko="배열 전체의 평균과 표준편차 하나씩을 씁니다. 열마다 따로 구해야 합니다(`axis=0`).",
)
def whole_array(X):
    deviation = X.std()
    return (X - X.mean()) / (deviation if deviation > 0 else 1.0)


@mistake(
    "z_scores",
    en="You score along the rows. A row is one sample; compare the values of a column: `axis=0`.",
    ko="행을 따라 점수를 매깁니다. 행은 샘플 하나이므로 열의 값끼리 비교하세요(`axis=0`).",
)
def along_rows(X):
    return _scores(X.T).T


@mistake(
    "z_scores",
    en="The mean is not subtracted. A score says how far a value is from the mean of its column.",
    ko="평균을 빼지 않았습니다. 점수는 값이 그 열의 평균에서 얼마나 떨어져 있는지를 나타냅니다.",
)
def mean_not_subtracted(X):
    flat = np.ptp(X, axis=0) == 0
    return np.where(flat, 0.0, X) / np.where(flat, 1.0, X.std(axis=0))


@mistake(
    "z_scores",
    en="You return sizes without signs. Values below the mean have negative scores.",
    ko="부호 없는 크기를 반환합니다. 평균보다 작은 값의 점수는 음수입니다.",
)
def sizes(X):
    return np.abs(_scores(X))


@mistake(
    "z_scores",
    en="You change `X` in place (`X -= ...`). The caller still needs it: write `X = X - ...`, which makes a new array.",
    ko="`X -= ...`로 `X`를 그 자리에서 바꿉니다. 호출한 쪽에서 계속 쓰므로 새 배열을 만드는 `X = X - ...`로 쓰세요.",
)
def samples_overwritten(X):
    X -= X[0].copy()
    X -= X.mean(axis=0)
    deviation = X.std(axis=0)
    X /= np.where(deviation > 0, deviation, 1.0)
    return X


@mistake(
    "anomalies",
    en="Only large values are found. Values far below the mean stand out as well: look at the size of the score.",
    ko="큰 값만 찾습니다. 평균보다 훨씬 작은 값도 이상치입니다. 점수의 크기를 보세요.",
)
def only_upwards(X, threshold=3.0):
    return (_scores(X) > threshold).any(axis=1)


@mistake(
    "anomalies",
    en="A sample counts only if it stands out in every column. One column is enough.",
    ko="모든 열에서 벗어나야 이상치로 봅니다. 한 열에서만 벗어나도 충분합니다.",
)
def in_every_column(X, threshold=3.0):
    return (np.abs(_scores(X)) > threshold).all(axis=1)


@mistake(
    "anomalies",
    en="With `>=` a score of exactly the threshold counts. It is still usual: use `>`.",
    ko="`>=`를 써서 점수가 기준과 똑같은 것도 셉니다. 그것은 이상치가 아니므로 `>`를 쓰세요.",
)
def threshold_included(X, threshold=3.0):
    return (np.abs(_scores(X)) >= threshold).any(axis=1)


@mistake(
    "anomalies",
    en="The threshold is fixed at 3 and the argument ignored.",
    ko="인수를 무시하고 기준을 3으로 못 박았습니다.",
)
def threshold_ignored(X, threshold=3.0):
    return (np.abs(_scores(X)) > 3.0).any(axis=1)


@mistake(
    "anomalies",
    en="You mark the usual samples. True means that a sample stands out.",
    ko="이상치가 아닌 샘플을 표시합니다. True는 이상치라는 뜻입니다.",
)
def the_usual_ones(X, threshold=3.0):
    return (np.abs(_scores(X)) <= threshold).all(axis=1)


@mistake(
    "anomalies",
    en="The mean of a sample's scores is compared, so that one outlier among many columns gets lost. Any single one counts.",
    ko="샘플의 점수를 평균 내어 비교하므로 열이 많으면 한 열의 이상치가 묻힙니다. 어느 하나만 넘어도 이상치입니다.",
)
def mean_score(X, threshold=3.0):
    return np.abs(_scores(X)).mean(axis=1) > threshold


@mistake(
    "anomalies",
    en="There is one answer per column. Ask along the columns (`axis=1`) to get one per sample.",
    ko="열마다 하나씩 답합니다. 샘플마다 하나가 되도록 `axis=1`로 모으세요.",
)
def one_per_column(X, threshold=3.0):
    return (np.abs(_scores(X)) > threshold).any(axis=0)


@mistake(
    "anomalies",
    en="You return a truth value for every entry. One per sample is asked for: whether any of its columns stands out.",
    ko="원소마다 참거짓을 반환합니다. 샘플마다 하나, 곧 어느 열에서든 벗어났는지를 반환하세요.",
)
def one_per_entry(X, threshold=3.0):
    return np.abs(_scores(X)) > threshold


@mistake(
    "anomalies",
    en="You return the numbers of the anomalies. A truth value for every sample is asked for.",
    ko="이상치의 번호를 반환합니다. 샘플마다 참거짓을 하나씩 반환하세요.",
)
def numbers_of_rows(X, threshold=3.0):
    return np.flatnonzero((np.abs(_scores(X)) > threshold).any(axis=1))


@mistake(
    "anomalies",
    en="The result holds 0 and 1. As a mask it would pick the rows 0 and 1: return truth values.",
    ko="결과에 0과 1이 들어 있습니다. 마스크로 쓰면 0번 행과 1번 행을 고르게 됩니다. 참거짓으로 반환하세요.",
)
def zeros_and_ones(X, threshold=3.0):
    return (np.abs(_scores(X)) > threshold).any(axis=1).astype(int)
