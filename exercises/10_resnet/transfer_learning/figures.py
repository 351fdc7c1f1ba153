import numpy as np

from dlgrade.figures import curves, pictures
from dlgrade.i18n import Text
from dlref.activations import relu
from dlref.cnn import conv2d, global_avg_pool, horizontal_edge_filter, vertical_edge_filter
from dlref.losses import softmax_cross_entropy
from dlref.resnet import fine_tune

TRAINING, NEW, STEPS = 12, 200, 60


def _draw(rng, n):
    """Noisy pictures of one line each: across (label 0) or upright (label 1)."""
    x, labels = rng.normal(scale=0.15, size=(n, 1, 10, 10)), rng.integers(0, 2, size=n)
    for picture, label in zip(x, labels, strict=True):
        lines = picture[0].T if label else picture[0]
        lines[rng.integers(1, 9), rng.integers(0, 3) : rng.integers(7, 11)] += 1
    return x, labels


def _features(x):
    """How much there is of each kind of edge, anywhere in the picture."""
    filters = np.stack([vertical_edge_filter(), horizontal_edge_filter()])[:, None]
    return global_avg_pool(relu(conv2d(x, filters, np.zeros(2))))


def _pixels(x):
    return x.reshape(len(x), -1)


def _losses(base):
    """The loss on new pictures, before each step."""
    rng = np.random.default_rng(5)
    (x, labels), (new_x, new_labels) = _draw(rng, TRAINING), _draw(rng, NEW)
    W, b, losses = np.zeros((base(x).shape[1], 2)), np.zeros(2), []
    for _ in range(STEPS):
        losses.append(softmax_cross_entropy(base(new_x) @ W + b, new_labels))
        W, b = fine_tune(base, W, b, x, labels, lr=1.0, steps=1)
    return losses


def lines():
    x, labels = _draw(np.random.default_rng(5), TRAINING)
    names = (Text("across", "가로"), Text("upright", "세로"))
    return pictures(*((names[label], picture[0]) for picture, label in zip(x[:3], labels, strict=False)))


def learning():
    return curves(
        Text("Loss on 200 new pictures", "처음 보는 그림 200장의 손실"),
        Text("step", "걸음"),
        (Text("from the pixels", "픽셀로 학습"), _losses(_pixels)),
        (Text("from features", "특징으로 학습"), _losses(_features)),
    )
