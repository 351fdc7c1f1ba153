import numpy as np

from dlgrade.testing import mistake


def _standardised(images):
    centred = images - images.mean(axis=(1, 2, 3), keepdims=True)
    return centred / (centred.std(axis=(1, 2, 3), keepdims=True) + 1e-6)


def _columns(x, k, stride):
    """What each place of a filter sees, with a frame of zeros: (N, OH, OW, C·k·k)."""
    pad = k // 2
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    seen = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(2, 3))[:, :, ::stride, ::stride]
    n, _, h, w = seen.shape[:4]
    return seen.transpose(0, 2, 3, 1, 4, 5).reshape(n, h, w, -1)


def _forward(p, x):
    cols1 = _columns(x, 5, 2)
    z1 = cols1 @ p["w1"].reshape(16, 25).T + p["b1"]
    tiles = np.maximum(z1, 0).reshape(len(x), 8, 2, 8, 2, 16)
    pooled = tiles.max(axis=(2, 4), keepdims=True)
    cols2 = _columns(pooled[:, :, 0, :, 0].transpose(0, 3, 1, 2), 3, 1)
    z2 = cols2 @ p["w2"].reshape(32, 144).T + p["b2"]
    features = np.maximum(z2, 0).mean(axis=(1, 2))
    return features @ p["w3"] + p["b3"], (cols1, z1, tiles, pooled, cols2, z2, features)


def _gradients(p, x, labels):
    logits, (cols1, z1, tiles, pooled, cols2, z2, features) = _forward(p, x)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    d = (e / e.sum(axis=1, keepdims=True) - np.eye(2)[labels]) / len(x)
    dz2 = (d @ p["w3"].T)[:, None, None] / 64 * (z2 > 0)
    dcols = (dz2 @ p["w2"].reshape(32, 144)).reshape(-1, 8, 8, 16, 3, 3)
    framed = np.zeros((len(x), 10, 10, 16))
    for i in range(3):
        for j in range(3):
            framed[:, i : i + 8, j : j + 8] += dcols[..., i, j]
    dtiles = framed[:, 1:9, None, 1:9, None] * (tiles == pooled)
    dz1 = dtiles.reshape(z1.shape) * (z1 > 0)
    return {
        "w1": np.tensordot(dz1, cols1, ((0, 1, 2), (0, 1, 2))).reshape(16, 1, 5, 5),
        "b1": dz1.sum(axis=(0, 1, 2)),
        "w2": np.tensordot(dz2, cols2, ((0, 1, 2), (0, 1, 2))).reshape(32, 16, 3, 3),
        "b2": dz2.sum(axis=(0, 1, 2)),
        "w3": features.T @ d,
        "b3": d.sum(axis=0),
    }


def _start(rng):
    shapes = {"w1": (16, 1, 5, 5), "w2": (32, 16, 3, 3), "w3": (32, 2)}
    p = {key: rng.normal(0, np.sqrt(2 / max(np.prod(s[1:]), s[0])), s) for key, s in shapes.items()}
    return p | {"b1": np.zeros(16), "b2": np.zeros(32), "b3": np.zeros(2)}


def _fit(images, labels, rng, batches, lr=0.004):
    """Adam on the pictures that `batches` names, in that order."""
    x, p = _standardised(images), _start(rng)
    m = v = dict.fromkeys(p, 0.0)
    for t, chosen in enumerate(batches, 1):
        g = _gradients(p, x[chosen], labels[chosen])
        m = {key: 0.9 * m[key] + 0.1 * g[key] for key in p}
        v = {key: 0.999 * v[key] + 0.001 * g[key] ** 2 for key in p}
        rate = lr * np.sqrt(1 - 0.999**t) / (1 - 0.9**t)
        p = {key: p[key] - rate * m[key] / (np.sqrt(v[key]) + 1e-8) for key in p}
    return p


def _scores(model, images):
    return _forward(model, _standardised(np.asarray(images, dtype=float)))[0]


@mistake(
    "train",
    en="The pictures come sorted by kind, and you train on them in that order: what came last is all that is remembered. "
    "Draw a new order in every epoch, one for pictures and labels together.",
    ko="사진이 종류별로 정렬되어 있는데 그 순서대로 학습하고 있습니다. 그러면 마지막에 본 종류만 남습니다. 에포크마다 순서를 "
    "새로 뽑아 사진과 레이블을 함께 섞으세요.",
)
def unshuffled(images, labels, rng):
    batches = np.array_split(np.arange(len(images)), max(len(images) // 16, 1))
    return _fit(images, labels, rng, batches[::2])


@mistake(
    "train",
    en="You train on the first part of the pictures only. They come sorted by kind, so that all of it is basalt: choose at "
    "random, or better, use all of them.",
    ko="앞쪽 사진 일부로만 학습합니다. 사진은 종류별로 정렬되어 있어서 그 부분에는 현무암뿐입니다. 무작위로 고르거나, 더 좋게는 "
    "모두 쓰세요.",
)
def first_tenth(images, labels, rng):
    return _fit(images, labels, rng, [rng.integers(max(len(images) // 10, 1), size=16) for _ in range(60)])


@mistake(
    "train",
    en="The pictures and their labels are shuffled apart, so that no picture keeps its own label. Draw one order and use "
    "it for both.",
    ko="사진과 레이블을 따로 섞어서 사진마다 제 레이블을 잃어버립니다. 순서를 한 번 뽑아 두 배열에 똑같이 쓰세요.",
)
def shuffled_apart(images, labels, rng):
    chosen = rng.permutation(len(images))[:32]
    others = rng.permutation(len(labels))[:32]
    return _fit(images[chosen], labels[others], rng, [np.arange(32)] * 120)


@mistake(
    "train",
    en="The first weights come back unchanged. An optimizer's `step` returns the new parameters and leaves the old ones "
    "alone: keep what it returns.",
    ko="처음 가중치를 그대로 반환합니다. 최적화 기법의 `step` 메서드는 받은 것을 두고 새 매개변수를 반환하므로, 반환값을 받아 "
    "두어야 합니다.",
)
def step_discarded(images, labels, rng):
    return _start(rng)


@mistake(
    "train",
    en="The steps are so large that the weights run away to infinity. Take a smaller learning rate.",
    ko="걸음이 너무 커서 가중치가 무한대로 달아납니다. 학습률을 줄이세요.",
)
def steps_too_large(images, labels, rng):
    p = _start(rng)
    for _ in range(6):
        g = _gradients(p, _standardised(images[:16]), labels[:16])
        p = {key: p[key] - 1e120 * g[key] for key in p}
    return p


@mistake(
    "train",
    en="Training ends too early: of the pictures it was trained on it gets about as many wrong as of new ones. Make more "
    "updates (more epochs, smaller batches), and try a larger or smaller learning rate.",
    ko="학습이 너무 일찍 끝납니다. 학습에 쓴 사진도 새 사진만큼 틀립니다. 에포크를 늘리거나 배치를 줄여 더 여러 번 갱신하고, "
    "학습률도 키우거나 줄여 보세요.",
)
def too_short(images, labels, rng):
    return _fit(images, labels, rng, [rng.integers(len(images), size=32) for _ in range(90)])


@mistake(
    "predict",
    en="You return the scores of both kinds. Take the larger one's position in each row.",
    ko="두 종류의 점수를 반환합니다. 행마다 더 큰 점수의 위치를 구하세요.",
)
def scores(model, images):
    return _scores(model, images)


@mistake(
    "predict",
    en="You return the probability of highland rock. The label itself is asked for, the integer 0 or 1.",
    ko="고지대 암석일 확률을 반환합니다. 정수 0이나 1인 레이블을 반환하세요.",
)
def probability(model, images):
    z = _scores(model, images)
    return 1 / (1 + np.exp(np.clip(z[:, 0] - z[:, 1], -30, 30)))


@mistake(
    "predict",
    en="You return one-hot rows. One integer for each picture is asked for.",
    ko="원-핫 행을 반환합니다. 사진마다 정수 하나를 반환하세요.",
)
def one_hot(model, images):
    return np.eye(2, dtype=int)[_scores(model, images).argmax(axis=1)]


@mistake(
    "predict",
    en="The labels come as a column of shape (N, 1). Return an array of shape (N,).",
    ko="레이블이 모양 (N, 1)인 열로 나옵니다. 모양이 (N,)인 배열로 반환하세요.",
)
def column(model, images):
    return _scores(model, images).argmax(axis=1)[:, None]


@mistake(
    "predict",
    en="The labels are floats, 0.0 and 1.0. Return integers.",
    ko="레이블이 실수 0.0과 1.0입니다. 정수로 반환하세요.",
)
def floats(model, images):
    return _scores(model, images).argmax(axis=1).astype(float)


@mistake(
    "predict",
    en="A comparison gives truth values. Return the integers 0 and 1.",
    ko="비교의 결과인 참과 거짓을 반환합니다. 정수 0과 1로 반환하세요.",
)
def truth_values(model, images):
    z = _scores(model, images)
    return z[:, 1] > z[:, 0]


@mistake(
    "predict",
    en="The largest score is sought along the pictures, not within each row of two scores: use the other axis.",
    ko="두 점수 가운데서가 아니라 사진들 가운데서 가장 큰 점수를 찾습니다. 다른 축을 쓰세요.",
)
def wrong_axis(model, images):
    return _scores(model, images).argmax(axis=0)


@mistake(
    "predict",
    en="For one picture a single number comes back, not an array of shape (1,): do not remove axes of length 1.",
    ko="사진이 한 장이면 모양이 (1,)인 배열이 아니라 수 하나가 나옵니다. 길이가 1인 축을 없애지 마세요.",
)
def squeezed(model, images):
    return np.squeeze(_scores(model, images).argmax(axis=1))


@mistake(
    "predict",
    en="Only full batches are answered; the pictures left over at the end get no label.",
    ko="꽉 찬 배치에만 답하고, 끝에 남는 사진에는 레이블이 없습니다.",
)
def rest_dropped(model, images):
    batches = range(0, len(images) - 15, 16)
    return np.array([int(k) for i in batches for k in _scores(model, images[i : i + 16]).argmax(axis=1)])


@mistake(
    "predict",
    en="The labels are exchanged: 0 is basalt and 1 is highland rock, as in the labels that `train` gets.",
    ko="레이블이 서로 바뀌었습니다. `train` 함수가 받는 레이블처럼 0이 현무암, 1이 고지대 암석입니다.",
)
def exchanged(model, images):
    return _scores(model, images).argmin(axis=1)


@mistake(
    "predict",
    en="The pictures are standardised together, by the mean and spread of all pictures of the call, so that a label depends "
    "on the company. Use numbers of each picture alone, or those of the training pictures, kept in the model.",
    ko="한 번에 받은 사진 전체의 평균과 표준편차로 표준화하므로, 함께 온 사진에 따라 레이블이 달라집니다. 사진마다 따로 구하거나, "
    "학습 사진에서 구해 모델에 담아 둔 값을 쓰세요.",
)
def standardised_together(model, images):
    x = (images - images.mean()) / (images.std() + 1e-6)
    return _forward(model, x)[0].argmax(axis=1)


@mistake(
    "predict",
    en="Standardised pictures are told apart far better than pictures as they come: what `train` does to its pictures "
    "before learning, `predict` has to do as well.",
    ko="표준화한 사진은 잘 구별하는데 받은 그대로의 사진은 구별하지 못합니다. `train` 함수가 학습 전에 사진에 하는 처리를 "
    "`predict` 함수에서도 해야 합니다.",
)
def unprepared(model, images):
    return _forward(model, np.asarray(images, dtype=float))[0].argmax(axis=1)


@mistake(
    "predict",
    en="The answers are those of a linear model: where two pictures get the same label, so does their average. Brightness "
    "can be told that way, texture cannot. Put convolutions with ReLU and pooling before the last layer.",
    ko="선형 모델처럼 답합니다. 레이블이 같은 두 사진의 평균도 늘 같은 레이블을 받습니다. 그렇게는 밝기만 구별할 수 있고 질감은 "
    "구별할 수 없습니다. 마지막 층 앞에 ReLU와 풀링이 있는 합성곱층을 두세요.",
)
def linear(model, images):
    threshold = 0.45 + 0.01 * np.tanh(model["b3"][0])
    return (np.asarray(images).mean(axis=(1, 2, 3)) > threshold).astype(int)


@mistake(
    "predict",
    en="The mean is subtracted from the caller's pictures in place. Work on a copy.",
    ko="호출한 쪽의 사진 배열에서 평균을 직접 뺍니다. 복사본에서 계산하세요.",
)
def in_place(model, images):
    images -= images.mean(axis=(1, 2, 3), keepdims=True)
    return _scores(model, images).argmax(axis=1)
