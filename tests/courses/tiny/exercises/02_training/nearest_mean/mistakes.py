import numpy as np

from dlgrade.testing import mistake


class _Means:
    def __init__(self, means):
        self.means = means


@mistake(
    "train",
    en="Every class gets the mean of all points; take only the points of the class.",
    ko="모든 클래스에 전체 평균을 썼습니다. 그 클래스의 점만 쓰세요.",
)
def one_mean(X, y):
    return _Means(np.array([X.mean(axis=0)] * (y.max() + 1)))


@mistake("train", en="The last class is forgotten.", ko="마지막 클래스를 빠뜨렸습니다.")
def last_class_forgotten(X, y):
    return _Means(np.array([X[y == k].mean(axis=0) for k in range(max(1, y.max()))]))


@mistake(
    "train",
    en="Only the first coordinate is averaged for each class.",
    ko="클래스마다 첫 번째 좌표만 평균 냈습니다.",
)
def first_coordinate(X, y):
    means = np.array([X[y == k].mean(axis=0) for k in range(y.max() + 1)])
    means[:, 1:] = 0.0
    return _Means(means)


@mistake(
    "predict",
    en="You choose the farthest mean; take the nearest.",
    ko="가장 먼 평균을 골랐습니다. 가장 가까운 평균을 고르세요.",
)
def farthest(model, X):
    return ((X[:, None] - model.means) ** 2).sum(axis=2).argmax(axis=1)


@mistake(
    "predict",
    en="You return the distance instead of the label: `argmin` gives the index.",
    ko="레이블이 아니라 거리를 반환합니다. 인덱스는 `argmin`으로 구합니다.",
)
def distance_returned(model, X):
    return ((X[:, None] - model.means) ** 2).sum(axis=2).min(axis=1)


@mistake("predict", en="Every point gets the label 0.", ko="모든 점에 레이블 0을 붙입니다.")
def always_zero(model, X):
    return np.zeros(len(X), dtype=int)
