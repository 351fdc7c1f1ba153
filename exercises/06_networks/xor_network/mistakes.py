import numpy as np

from dlgrade.testing import mistake

_X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
_T = np.array([[0.0], [1.0], [1.0], [0.0]])


def _sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def _train(rng, *, targets=_T, steps=150, lr=1.0, scale=1.0, sign=1.0, biases=1.0):
    W1, b1 = scale * rng.normal(size=(2, 8)), np.zeros(8)
    W2, b2 = scale * rng.normal(size=(8, 1)), np.zeros(1)
    for _ in range(steps):
        h = np.tanh(_X @ W1 + b1)
        dz = sign * (_sigmoid(h @ W2 + b2) - targets) / 4
        dh = dz @ W2.T * (1 - h**2)
        W2, b2 = W2 - lr * h.T @ dz, b2 - biases * lr * dz.sum(axis=0)
        W1, b1 = W1 - lr * _X.T @ dh, b1 - biases * lr * dh.sum(axis=0)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


def _learnt(rng):
    while True:
        params = _train(rng, steps=300)
        z = np.tanh(_X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]
        if np.abs(_sigmoid(z) - _T).max() < 0.3:
            return params


@mistake(
    "train_xor",
    en="All weights start at 0. Then the hidden units stay equal and nothing moves: draw the first weights from `rng`.",
    ko="가중치가 모두 0에서 시작합니다. 그러면 은닉 뉴런들이 늘 똑같아 아무것도 배우지 못합니다. 첫 가중치를 `rng`에서 뽑으세요.",
)
def zero_start(rng):
    return _train(rng, scale=0.0, steps=20)


@mistake(
    "train_xor",
    en="All probabilities stay near 0.5. Without a hidden layer nothing better is possible. With one, take more steps, a larger "
    "learning rate or larger first weights.",
    ko="확률이 모두 0.5 근처에 머뭅니다. 은닉층이 없으면 이보다 나아질 수 없습니다. 은닉층이 있다면 걸음의 수, 학습률, 첫 가중치의 크기를 "
    "키워 보세요.",
)
def stays_at_a_half(rng):
    return _train(rng, scale=0.01, steps=20, lr=0.1)


@mistake(
    "train_xor",
    en="The steps go uphill: subtract the gradient, with `p - t` for the error.",
    ko="손실이 커지는 쪽으로 걷고 있습니다. 오차를 `p - t`로 두고 기울기를 빼세요.",
)
def uphill(rng):
    return _train(rng, sign=-1.0, steps=60)


@mistake(
    "train_xor",
    en="The network has learnt OR: check the target of (1, 1).",
    ko="신경망이 OR을 배웠습니다. (1, 1)의 정답을 확인하세요.",
)
def learns_or(rng):
    return _train(rng, targets=np.array([[0.0], [1.0], [1.0], [1.0]]))


@mistake(
    "train_xor",
    en="The network has learnt AND: check the targets.",
    ko="신경망이 AND를 배웠습니다. 정답을 확인하세요.",
)
def learns_and(rng):
    return _train(rng, targets=np.array([[0.0], [0.0], [0.0], [1.0]]))


@mistake(
    "train_xor",
    en="The parameters are the same whatever `rng` is given: with a fixed seed, for example. Draw the first weights from `rng`.",
    ko="시드를 고정했을 때처럼, 어떤 `rng`를 주어도 매개변수가 같습니다. 첫 가중치를 `rng`에서 뽑으세요.",
)
def own_seed(rng):
    return _learnt(np.random.default_rng(0))


@mistake(
    "train_xor",
    en="You draw from a generator of your own, so a run cannot be repeated. Draw the first weights from `rng`.",
    ko="따로 만든 생성기에서 뽑고 있어 같은 실행을 되풀이할 수 없습니다. 첫 가중치를 `rng`에서 뽑으세요.",
)
def own_generator(rng):
    return _learnt(np.random.default_rng())


@mistake(
    "train_xor",
    en="The biases never change. Without them (0, 0) always gives 0.5: update `b1` and `b2` as well.",
    ko="편향이 바뀌지 않습니다. 편향이 없으면 (0, 0)의 확률은 늘 0.5입니다. `b1`과 `b2`도 갱신하세요.",
)
def biases_fixed(rng):
    return _train(rng, biases=0.0)


@mistake(
    "predict_xor",
    en="The probabilities come as a column of shape (N, 1). Return an array of shape (N,).",
    ko="확률이 모양 (N, 1)의 열로 나옵니다. 모양 (N,)의 배열로 반환하세요.",
)
def column(params, X):
    return _sigmoid(np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"])


@mistake(
    "predict_xor",
    en="You return the answers 0 and 1. The probabilities themselves are asked for.",
    ko="0과 1로 된 답을 반환합니다. 확률을 그대로 반환하세요.",
)
def rounded(params, X):
    z = np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]
    return (z.ravel() > 0).astype(float)


@mistake(
    "predict_xor",
    en="The sigmoid at the output is missing: numbers below 0 or above 1 are no probabilities.",
    ko="출력의 시그모이드가 빠졌습니다. 0보다 작거나 1보다 큰 수는 확률이 아닙니다.",
)
def without_sigmoid(params, X):
    return (np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]).ravel()


@mistake(
    "predict_xor",
    en="`params` has no effect on the answer. Compute it from the parameters that are handed in, not from the inputs alone or from a "
    "global variable.",
    ko="`params`가 답에 아무 영향을 주지 않습니다. 입력만으로 계산하거나 전역 변수를 쓰지 말고, 받은 매개변수로 계산하세요.",
)
def parameters_ignored(params, X):
    a, b = np.clip(X[:, 0], 0, 1), np.clip(X[:, 1], 0, 1)
    return a + b - 2 * a * b


@mistake(
    "predict_xor",
    en="You return the probability that XOR is 0.",
    ko="XOR이 0일 확률을 반환하고 있습니다.",
)
def other_way_round(params, X):
    return 1 - _sigmoid(np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]).ravel()


@mistake(
    "predict_xor",
    en="Only the first row is answered. Return one probability for each row of `X`.",
    ko="첫 행에만 답합니다. `X`의 행마다 확률을 하나씩 반환하세요.",
)
def first_row(params, X):
    return _sigmoid(np.tanh(X[0] @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]).ravel()
