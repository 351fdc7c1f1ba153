import numpy as np

from dlgrade.testing import mistake


def _svd(X):
    return np.linalg.svd(X, full_matrices=False)


@mistake(
    "pca",
    en="The samples are not centred. Subtract the mean of every column first, or the first component only points at the mean.",
    ko="샘플의 중심을 맞추지 않았습니다. 먼저 열마다 평균을 빼세요. 그러지 않으면 첫 주성분이 평균 쪽을 가리킵니다.",
)
def not_centred(X, k):
    _, S, V = _svd(X)
    return V[:k], S[:k] ** 2 / (len(X) - 1)


@mistake(
    "pca",
    en="You subtract one mean of the whole array. Every column has its own: `axis=0`.",
    ko="배열 전체의 평균 하나를 빼고 있습니다. 열마다 평균이 따로 있습니다(`axis=0`).",
)
def one_mean(X, k):
    _, S, V = _svd(X - X.mean())
    return V[:k], S[:k] ** 2 / (len(X) - 1)


@mistake(
    "pca",
    en="You subtract the mean of every row. It is the columns that have to be centred: `axis=0`.",
    ko="행마다 평균을 빼고 있습니다. 중심을 맞출 것은 열입니다(`axis=0`).",
)
def rows_centred(X, k):
    _, S, V = _svd(X - X.mean(axis=1, keepdims=True))
    return V[:k], S[:k] ** 2 / (len(X) - 1)


@mistake(
    "pca",
    en="You divide by N. The sample variance divides by N - 1.",
    ko="N으로 나누고 있습니다. 표본 분산은 N - 1로 나눕니다.",
)
def divided_by_n(X, k):
    _, S, V = _svd(X - X.mean(axis=0))
    return V[:k], S[:k] ** 2 / len(X)


@mistake(
    "pca",
    en="You return singular values as they are. Their squares, divided by N - 1, are the variances.",
    ko="특잇값을 그대로 반환합니다. 제곱해서 N - 1로 나누어야 분산이 됩니다.",
)
def singular_values(X, k):
    _, S, V = _svd(X - X.mean(axis=0))
    return V[:k], S[:k]


@mistake(
    "pca",
    en="You return the squares of the singular values, sums over all samples. Divide by N - 1 to get variances.",
    ko="특잇값의 제곱, 곧 모든 샘플에 대한 합을 반환합니다. N - 1로 나누어야 분산이 됩니다.",
)
def not_divided(X, k):
    _, S, V = _svd(X - X.mean(axis=0))
    return V[:k], S[:k] ** 2


@mistake(
    "pca",
    en="You return standard deviations. The variances are asked for: their squares.",
    ko="표준편차를 반환합니다. 그 제곱인 분산을 반환하세요.",
)
def deviations(X, k):
    _, S, V = _svd(X - X.mean(axis=0))
    return V[:k], S[:k] / np.sqrt(len(X) - 1)


@mistake(
    "pca",
    en="You return shares of the total variance. The variances themselves are asked for.",
    ko="전체 분산에서 차지하는 비율을 반환합니다. 분산 그대로 반환하세요.",
)
def shares(X, k):
    _, S, V = _svd(X - X.mean(axis=0))
    return V[:k], (S**2 / (S**2).sum())[:k]


@mistake(
    "pca",
    en="`eigh` sorts its eigenvalues in rising order, so these are the components of the smallest variance. Turn the order "
    "round before you take k.",
    ko="`eigh` 함수는 고윳값을 작은 것부터 정렬하므로 분산이 가장 작은 주성분들을 골랐습니다. k개를 고르기 전에 순서를 뒤집으세요.",
)
def smallest_first(X, k):
    values, vectors = np.linalg.eigh(np.cov(X, rowvar=False).reshape(X.shape[1], -1))
    return vectors.T[:k], values[:k]


@mistake(
    "pca",
    en="`np.linalg.eig` sorts its eigenvalues in no order at all. Sort them, the largest first, and the vectors along with them.",
    ko="`np.linalg.eig` 함수는 고윳값을 정렬하지 않습니다. 큰 것부터 정렬하고 벡터도 같은 순서로 놓으세요.",
)
def not_sorted(X, k):
    Z = X - X.mean(axis=0)
    values, vectors = np.linalg.eig(Z.T @ Z / (len(X) - 1))
    return vectors.T[:k].real, values[:k].real


@mistake(
    "pca",
    en="The eigenvectors stand in the columns of the result of `eigh`; you take its rows. Transpose first.",
    ko="`eigh` 결과에서 고유벡터는 열인데 행을 골랐습니다. 먼저 전치하세요.",
)
def rows_of_eigenvectors(X, k):
    values, vectors = np.linalg.eigh(np.cov(X, rowvar=False).reshape(X.shape[1], -1))
    return vectors[:, ::-1][:k], values[::-1][:k]


@mistake(
    "pca",
    en="`svd` returns the components as rows already; transposing them makes rows of something else.",
    ko="`svd` 함수는 주성분을 이미 행으로 반환합니다. 전치하면 행이 다른 것이 됩니다.",
)
def transposed(X, k):
    _, S, V = np.linalg.svd(X - X.mean(axis=0))
    return V.T[:k], S[:k] ** 2 / (len(X) - 1)


@mistake(
    "pca",
    en="The components stand in columns, in the shape (D, k). Return them as rows: (k, D).",
    ko="주성분이 모양 (D, k)의 열로 나옵니다. 모양 (k, D)의 행으로 반환하세요.",
)
def components_in_columns(X, k):
    _, S, V = np.linalg.svd(X - X.mean(axis=0))
    return V[:k].T, S[:k] ** 2 / (len(X) - 1)


@mistake(
    "pca",
    en="The components are scaled by their standard deviations. They should have length 1.",
    ko="주성분에 표준편차를 곱했습니다. 길이는 1이어야 합니다.",
)
def scaled_components(X, k):
    _, S, V = _svd(X - X.mean(axis=0))
    S = S / np.sqrt(len(X) - 1)
    return (S[:, None] * V)[:k], S[:k] ** 2


@mistake(
    "pca",
    en="You divide every column by its standard deviation. That is another analysis: here columns are only centred.",
    ko="열마다 표준편차로 나누고 있습니다. 그것은 다른 분석입니다. 여기서는 평균만 뺍니다.",
)
def standardized(X, k):
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    _, S, V = _svd(Z)
    return V[:k], S[:k] ** 2 / (len(X) - 1)


@mistake(
    "pca",
    en="You return the samples in the new coordinates. The directions themselves are asked for.",
    ko="샘플을 새 좌표로 옮긴 값을 반환합니다. 방향 자체를 반환하세요.",
)
def projected(X, k):
    Z = X - X.mean(axis=0)
    _, S, V = _svd(Z)
    return Z @ V[:k].T, S[:k] ** 2 / (len(X) - 1)


@mistake(
    "pca",
    en="You return all components and ignore `k`.",
    ko="`k`를 무시하고 주성분을 모두 반환합니다.",
)
def all_components(X, k):
    _, S, V = _svd(X - X.mean(axis=0))
    return V, S**2 / (len(X) - 1)


@mistake(
    "pca",
    en="You centre `X` in place (`X -= ...`). The caller still needs it: write `X = X - ...`, which makes a new array.",
    ko="`X -= ...`로 `X`를 그 자리에서 바꿉니다. 호출한 쪽에서 계속 쓰므로 새 배열을 만드는 `X = X - ...`로 쓰세요.",
)
def samples_centred_in_place(X, k):
    X -= X.mean(axis=0)
    _, S, V = _svd(X)
    return V[:k], S[:k] ** 2 / (len(X) - 1)
