import numpy as np

from dlgrade.testing import mistake


def _sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


@mistake(
    "fit_logistic",
    en="The slopes are sums over the samples. The loss is a mean, so divide them by the number of samples.",
    ko="기울기가 샘플에 대한 합입니다. 손실이 평균이므로 샘플 수로 나누세요.",
)
def sums_as_slopes(X, y, lr=0.1, iterations=1000):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(iterations):
        error = _sigmoid(X @ w + b) - y
        w = w - lr * X.T @ error
        b = b - lr * error.sum()
    return w, b


@mistake(
    "fit_logistic",
    en="The slope for w is a sum over the samples, that for b a mean. Both have to be means.",
    ko="w의 기울기는 샘플에 대한 합인데 b의 기울기는 평균입니다. 둘 다 평균이어야 합니다.",
)
def sum_for_the_weights(X, y, lr=0.1, iterations=1000):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(iterations):
        error = _sigmoid(X @ w + b) - y
        w = w - lr * X.T @ error
        b = b - lr * error.mean()
    return w, b


@mistake(
    "fit_logistic",
    en="The steps go uphill: with `p - y` as the error its slopes are subtracted, not added.",
    ko="손실이 커지는 쪽으로 걷고 있습니다. 오차가 `p - y`이면 기울기를 더하지 않고 빼야 합니다.",
)
def uphill(X, y, lr=0.1, iterations=1000):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(iterations):
        error = _sigmoid(X @ w + b) - y
        w = w + lr * X.T @ error / len(X)
        b = b + lr * error.mean()
    return w, b


@mistake(
    "fit_logistic",
    en="The bias never moves. It has a slope of its own, the mean of `p - y`.",
    ko="편향이 움직이지 않습니다. 편향에도 기울기가 있고, 그 값은 `p - y`의 평균입니다.",
)
def bias_forgotten(X, y, lr=0.1, iterations=1000):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(iterations):
        w = w - lr * X.T @ (_sigmoid(X @ w + b) - y) / len(X)
    return w, b


@mistake(
    "fit_logistic",
    en="The bias moves by errors worked out with the new weights. Both slopes belong to the point before the step: find the "
    "errors once.",
    ko="새 가중치로 다시 구한 오차로 편향을 옮깁니다. 두 기울기 모두 걸음을 옮기기 전의 점에서 구해야 하므로 오차를 한 번만 구하세요.",
)
def bias_from_new_weights(X, y, lr=0.1, iterations=1000):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(iterations):
        w = w - lr * X.T @ (_sigmoid(X @ w + b) - y) / len(X)
        b = b - lr * (_sigmoid(X @ w + b) - y).mean()
    return w, b


@mistake(
    "fit_logistic",
    en="The errors are multiplied by the slope of the sigmoid, p (1 − p), as for squared errors. With the cross-entropy it "
    "cancels: only p − y is left.",
    ko="제곱 오차일 때처럼 오차에 시그모이드의 기울기 p (1 − p)를 곱합니다. 교차 엔트로피에서는 약분되어 p − y만 남습니다.",
)
def slope_of_the_sigmoid(X, y, lr=0.1, iterations=1000):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(iterations):
        p = _sigmoid(X @ w + b)
        error = (p - y) * p * (1 - p)
        w = w - lr * X.T @ error / len(X)
        b = b - lr * error.mean()
    return w, b


@mistake(
    "fit_logistic",
    en="The sigmoid is missing: you fit a straight line to the labels. The error is the probability minus the label.",
    ko="시그모이드가 빠져 레이블에 직선을 맞추고 있습니다. 오차는 확률에서 레이블을 뺀 값입니다.",
)
def without_sigmoid(X, y, lr=0.1, iterations=1000):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(iterations):
        error = X @ w + b - y
        w = w - lr * X.T @ error / len(X)
        b = b - lr * error.mean()
    return w, b


@mistake(
    "fit_logistic",
    en="There is a factor 2 in the slopes, as for squared errors. The cross-entropy has none.",
    ko="제곱 오차일 때처럼 기울기에 2가 곱해져 있습니다. 교차 엔트로피에는 2가 없습니다.",
)
def factor_two(X, y, lr=0.1, iterations=1000):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(iterations):
        error = 2 * (_sigmoid(X @ w + b) - y)
        w = w - lr * X.T @ error / len(X)
        b = b - lr * error.mean()
    return w, b


@mistake(
    "fit_logistic",
    en="Every sample makes a step of its own. Here a step uses the mean over all samples.",
    ko="샘플마다 한 걸음씩 옮깁니다. 여기서는 모든 샘플의 평균으로 한 걸음을 옮깁니다.",
)
def sample_by_sample(X, y, lr=0.1, iterations=1000):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(iterations):
        for x, t in zip(X, y, strict=True):
            error = _sigmoid(x @ w + b) - t
            w = w - lr * error * x
            b = b - lr * error
    return w, b


@mistake(
    "fit_logistic",
    en="The number of steps is fixed at 1000 and `iterations` ignored.",
    ko="`iterations`를 무시하고 걸음 수를 1000으로 못 박았습니다.",
)
def iterations_ignored(X, y, lr=0.1, iterations=1000):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(1000):
        error = _sigmoid(X @ w + b) - y
        w = w - lr * X.T @ error / len(X)
        b = b - lr * error.mean()
    return w, b


@mistake(
    "fit_logistic",
    en="Training ends early, when the errors have become small. Exactly `iterations` steps are asked for.",
    ko="오차가 작아지면 일찍 멈춥니다. 정확히 `iterations`걸음을 옮겨야 합니다.",
)
def ends_early(X, y, lr=0.1, iterations=1000):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(iterations):
        error = _sigmoid(X @ w + b) - y
        if np.abs(error).max() < 0.3:
            break
        w, b = w - lr * X.T @ error / len(X), b - lr * error.mean()
    return w, float(b)


@mistake(
    "fit_logistic",
    en="You make one step too few.",
    ko="한 걸음이 모자랍니다.",
)
def one_step_short(X, y, lr=0.1, iterations=1000):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(1, iterations):
        error = _sigmoid(X @ w + b) - y
        w = w - lr * X.T @ error / len(X)
        b = b - lr * error.mean()
    return w, b


@mistake(
    "fit_logistic",
    en="The parameters start at 1. Start from zero.",
    ko="매개변수가 1에서 출발합니다. 0에서 출발하세요.",
)
def start_at_one(X, y, lr=0.1, iterations=1000):
    w, b = np.ones(X.shape[1]), 1.0
    for _ in range(iterations):
        error = _sigmoid(X @ w + b) - y
        w = w - lr * X.T @ error / len(X)
        b = b - lr * error.mean()
    return w, b


@mistake(
    "fit_logistic",
    en="The bias comes back as an array of shape (1,). One number is asked for.",
    ko="편향이 모양 (1,)의 배열로 나옵니다. 수 하나로 반환하세요.",
)
def bias_as_array(X, y, lr=0.1, iterations=1000):
    w, b = np.zeros(X.shape[1]), np.zeros(1)
    for _ in range(iterations):
        error = _sigmoid(X @ w + b) - y
        w = w - lr * X.T @ error / len(X)
        b = b - lr * error.mean()
    return w, b


@mistake(
    "predict_proba",
    en="For sums far below 0 `np.exp(-z)` overflows. Use a form of the sigmoid that only takes the exponential of negative "
    "numbers.",
    ko="합이 0보다 훨씬 작으면 `np.exp(-z)`가 넘칩니다. 음수의 지수만 계산하는 시그모이드 식을 쓰세요.",
)
def overflows(X, w, b):
    return 1 / (1 + np.exp(-(X @ w + b)))


@mistake(
    "predict_proba",
    en="For sums far above 0 exp(z) / (1 + exp(z)) becomes inf/inf, NaN. Use this form only where the sum is negative.",
    ko="합이 0보다 훨씬 크면 exp(z) / (1 + exp(z))가 inf/inf, 곧 NaN이 됩니다. 이 식은 합이 음수일 때만 쓰세요.",
)
def infinite_quotient(X, w, b):
    z = np.exp(X @ w + b)
    return z / (1 + z)


@mistake("predict_proba", en="The bias is not added.", ko="편향을 더하지 않았습니다.")
def bias_not_added(X, w, b):
    return _sigmoid(X @ w)


@mistake("predict_proba", en="The bias is not added.", ko="편향을 더하지 않았습니다.")
def bias_not_added_overflowing(X, w, b):
    return 1 / (1 + np.exp(-(X @ w)))


@mistake(
    "predict_proba",
    en="You return the weighted sum. The sigmoid makes a probability of it.",
    ko="가중합을 그대로 반환합니다. 시그모이드를 거쳐야 확률이 됩니다.",
)
def weighted_sum(X, w, b):
    return X @ w + b


@mistake(
    "predict_proba",
    en="You return the classes 0 and 1. The probabilities themselves are asked for.",
    ko="클래스 0과 1을 반환합니다. 확률을 그대로 반환하세요.",
)
def classes(X, w, b):
    return (X @ w + b >= 0).astype(float)


@mistake(
    "predict_proba",
    en="You return the probability of class 0: the sign in the exponent is the wrong way round.",
    ko="클래스 0의 확률을 반환합니다. 지수의 부호가 반대입니다.",
)
def other_class(X, w, b):
    return _sigmoid(-(X @ w + b))


@mistake(
    "predict_proba",
    en="You return the probability of class 0: the sign in the exponent is the wrong way round.",
    ko="클래스 0의 확률을 반환합니다. 지수의 부호가 반대입니다.",
)
def other_class_overflowing(X, w, b):
    return 1 / (1 + np.exp(X @ w + b))


@mistake(
    "predict_proba",
    en="The probabilities come as a column of shape (N, 1). One number per sample, in the shape (N,), is asked for.",
    ko="확률이 모양 (N, 1)의 열로 나옵니다. 샘플마다 수 하나, 곧 모양 (N,)으로 반환하세요.",
)
def column(X, w, b):
    return _sigmoid(X @ w + b)[:, None]


@mistake(
    "predict_proba",
    en="You return two probabilities for every sample. Only that of class 1 is asked for.",
    ko="샘플마다 확률을 두 개씩 반환합니다. 클래스 1의 확률만 반환하세요.",
)
def two_columns(X, w, b):
    p = _sigmoid(X @ w + b)
    return np.column_stack([1 - p, p])
