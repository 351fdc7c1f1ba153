"""The moon-rock lab: a convolutional network that tells basalt from highland rock in small grey pictures.

The dark plains of the moon are basalt, lava that came up full of gas: a fine grain with round bubbles. The bright
highlands are older, and broken by impacts: coarse, angular pieces. `rock_pictures` draws both, under light from any
side, at brightnesses that overlap. So brightness alone tells little, and neither does any single pixel: a linear
model of the pixels gets about two thirds of new pictures right. What differs is texture, small patterns that may be
anywhere, and finding those is what convolutions are for.

`train` and `predict` are put together from the parts of the units before. `learn` is the training seen epoch by
epoch, and `contact_sheet` lays pictures out side by side, to be looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dlref.activations import relu, relu_grad
from dlref.cnn import conv2d, conv2d_backward, global_avg_pool, max_pool2d, max_pool2d_backward
from dlref.initialization import init_he
from dlref.networks import Affine, SoftmaxWithLoss, minibatches
from dlref.optimizers import Adam

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import ArrayLike

__all__ = ["BASALT", "HIGHLAND", "contact_sheet", "learn", "predict", "rock_pictures", "train"]

Array = NDArray[np.float64]
Labels = NDArray[np.int64]
Model = dict[str, Array]

BASALT, HIGHLAND = 0, 1

SIZE = 32
_ROWS, _COLUMNS = np.mgrid[:SIZE, :SIZE].astype(np.float64)

EPOCHS, BATCH_SIZE, LEARNING_RATE = 16, 16, 0.008


# ----- the pictures -----


def rock_pictures(n: int, rng: np.random.Generator) -> tuple[Array, Labels]:
    """Draw pictures of moon rock, each of one kind or the other by the toss of a coin.

    A rock is a landscape of heights, lit from one side (`_light`). Basalt has many bubbles and hardly any blocks,
    highland rock the reverse; a few bubbles or faint blocks occur in the other kind, too. Basalt is darker on
    average, by less than pictures of one kind differ among themselves.

    Args:
        n: How many.
        rng: The source of everything random.

    Returns:
        `(images, labels)`: pictures `(n, 1, 32, 32)` with values from 0 to 1, and their kinds `(n,)`, 0 for basalt
        and 1 for highland.

    Source:
        Heiken, Vaniman and French (1991), "Lunar sourcebook", ch. 5 and 6 (what the rocks look like); notes 002
        학습 흐름 6 (which uses photographs of NASA's).
    """
    labels = rng.integers(2, size=n)
    images = np.empty((n, 1, SIZE, SIZE))
    for image, label in zip(images, labels, strict=True):
        image[0] = _rock(label == HIGHLAND, rng)
    return images, labels


def _rock(highland: bool, rng: np.random.Generator) -> Array:
    """One picture: heights and tones, light, exposure, and the noise of the camera."""
    if highland:
        bubbles, blockiness, speckle, exposure = (0, 2), rng.uniform(0.7, 1.1), 0.2, 0.5
    else:
        bubbles, blockiness, speckle, exposure = (5, 10), rng.uniform(0, 0.25), 0.3, 0.4
    holes = _bubbles(int(rng.integers(*bubbles)), rng)
    blocks, block_tones = _blocks(int(rng.integers(9, 17)), rng)
    heights = holes + blockiness * blocks + rng.uniform(0.15, 0.45) * _grain(rng)
    tones = np.exp(0.1 * blockiness * block_tones + rng.uniform(0, speckle) * _grain(rng) + 0.12 * holes)
    picture = tones * _light(heights, rng)
    picture = picture / picture.mean() - 1.0
    picture = 0.4 * picture + 0.6 * _blurred(picture)  # no lens is perfectly sharp
    brightness = np.clip(rng.normal(exposure, 0.12), 0.24, 0.75)
    picture = brightness * (1.0 + rng.uniform(0.7, 1.1) * picture)
    return np.asarray(np.clip(picture + rng.normal(0, 0.03, picture.shape), 0.0, 1.0))


def _bubbles(count: int, rng: np.random.Generator) -> Array:
    """Heights of a plain with round holes, bowls with a sharp rim; where two meet, the deeper counts."""
    row, column = rng.uniform(0, SIZE, (2, count, 1, 1))
    radius = np.exp(rng.uniform(np.log(1.8), np.log(4.2), (count, 1, 1)))
    distance = ((_ROWS - row) ** 2 + (_COLUMNS - column) ** 2) / radius**2
    return np.asarray(np.min(1.1 * radius * (distance - 1.0), axis=0, initial=0.0))


def _blocks(count: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Heights and tones of angular pieces: each pixel belongs to the nearest of some points (Voronoi cells).

    Each piece is a plane that lies at a level and leans to a side of its own.
    """
    row, column = rng.uniform(-4, SIZE + 4, (2, count, 1, 1))
    down, right = _ROWS - row, _COLUMNS - column
    nearest = np.argmin(down**2 + right**2, axis=0)
    leaning = rng.normal(0, 0.25, (2, count, 1, 1))
    planes = rng.normal(size=(count, 1, 1)) + leaning[0] * down + leaning[1] * right
    return np.take_along_axis(planes, nearest[None], axis=0)[0], rng.normal(size=count)[nearest]


def _grain(rng: np.random.Generator) -> Array:
    """A fine grain: noise, blurred a little."""
    return _blurred(rng.normal(size=(SIZE, SIZE)))


def _blurred(picture: Array) -> Array:
    """Each pixel mixed with its neighbours, by 1, 2, 1 down and across; the edge is mirrored."""
    p = np.pad(picture, 1, mode="reflect")
    p = (p[:-2] + 2.0 * p[1:-1] + p[2:]) / 4.0
    return (p[:, :-2] + 2.0 * p[:, 1:-1] + p[:, 2:]) / 4.0


def _light(heights: Array, rng: np.random.Generator) -> Array:
    """How bright each place is, with the sun in any direction, low or high, and more of it on its side.

    A slope is the brighter the more directly it faces the sun (Lambert's law); what lies in shadow is not black.
    """
    direction, elevation = rng.uniform(0, 2 * np.pi), rng.uniform(0.5, 1.1)
    down, right = np.sin(direction), np.cos(direction)
    slope_down, slope_right = np.gradient(heights)
    facing = np.tan(elevation) - down * slope_down - right * slope_right
    light = facing / np.tan(elevation) / np.sqrt(1.0 + slope_down**2 + slope_right**2)
    across = (down * (_ROWS - 15.5) + right * (_COLUMNS - 15.5)) / 16.0
    return np.asarray(np.maximum(light, 0.1) * (1.0 + rng.uniform(0, 0.25) * across))


def contact_sheet(images: ArrayLike, columns: int) -> Array:
    """Lay pictures out side by side, row by row, with white lines between and around them.

    Args:
        images: Pictures `(N, 1, H, W)` with values from 0 to 1; N at least 1.
        columns: How many in a row.

    Returns:
        One picture `(R (H + 1) + 1, columns (W + 1) + 1)`, with R the number of rows; places left over are white.

    Raises:
        ValueError: If `images` are not N pictures of one channel.
    """
    images = np.asarray(images, dtype=np.float64)
    if images.ndim != 4 or images.shape[1] != 1:
        raise ValueError(f"images must have shape (N, 1, H, W), got {images.shape}")
    n, _, h, w = images.shape
    rows = -(-n // columns)
    tiles = np.ones((rows * columns, h + 1, w + 1))
    tiles[:n, 1:, 1:] = images[:, 0]
    sheet = tiles.reshape(rows, columns, h + 1, w + 1).swapaxes(1, 2).reshape(rows * (h + 1), -1)
    return np.pad(sheet, ((0, 1), (0, 1)), constant_values=1.0)


# ----- the network -----


def train(images: ArrayLike, labels: ArrayLike, rng: np.random.Generator) -> Model:
    """Train a network on pictures of rock.

    Args:
        images: Pictures `(N, 1, 32, 32)` with values from 0 to 1.
        labels: Their kinds `(N,)`, integers 0 and 1.
        rng: The source of the first weights, and of the order of the pictures.

    Returns:
        The model for `predict`: w1 `(16, 1, 5, 5)`, b1, w2 `(32, 16, 3, 3)`, b2, w3 `(32, 2)`, b3.

    Raises:
        ValueError: If `images` are no pictures, or `labels` not as many labels.

    Source:
        LeCun, Bottou, Bengio and Haffner (1998), "Gradient-based learning applied to document recognition";
        Lin, Chen and Yan (2014), "Network in network" (average pooling at the end); notes 002 학습 흐름 6, CNN.
    """
    *_, (_, model) = learn(images, labels, rng)
    return model


def predict(model: Mapping[str, ArrayLike], images: ArrayLike) -> Labels:
    """Say which kind of rock each picture shows.

    Args:
        model: What `train` returned.
        images: Pictures `(N, 1, 32, 32)`.

    Returns:
        0 for basalt and 1 for highland, `(N,)`.

    Raises:
        ValueError: If `images` are no pictures.

    Source:
        LeCun, Bottou, Bengio and Haffner (1998), "Gradient-based learning applied to document recognition";
        notes 002 학습 흐름 6, CNN.
    """
    parameters = {key: np.asarray(value, dtype=np.float64) for key, value in model.items()}
    return np.asarray(np.argmax(_Pass(parameters, _standardised(images)).logits, axis=1), dtype=np.int64)


def learn(images: ArrayLike, labels: ArrayLike, rng: np.random.Generator) -> Iterator[tuple[float, Model]]:
    """Train as `train` does, and look up after every epoch.

    Adam on mini-batches, with a learning rate that falls in a straight line almost to 0. Light comes from any side,
    so a picture turned or mirrored shows the same kind of rock: each batch is shown in one of eight positions, and
    the network cannot learn pictures by heart.

    Args:
        images: As for `train`.
        labels: As for `train`.
        rng: As for `train`.

    Yields:
        `(loss, model)`: the mean loss of the epoch's batches, and the parameters after it.

    Raises:
        ValueError: As for `train`.

    Source:
        Kingma and Ba (2015), "Adam: a method for stochastic optimization"; Simard, Steinkraus and Platt (2003),
        "Best practices for convolutional neural networks"; notes 001 Overfitting, Adam, 002 2편 에포크.
    """
    x, model = _standardised(images), _first_weights(rng)
    optimizer = Adam()
    for epoch in range(EPOCHS):
        optimizer.lr = LEARNING_RATE * (1.0 - epoch / EPOCHS)
        losses = []
        for pictures, kinds in minibatches(x, labels, BATCH_SIZE, rng):
            loss, gradients = _loss_and_gradients(model, _turned(pictures, rng), kinds)
            model = optimizer.step(model, gradients)
            losses.append(loss)
        yield float(np.mean(losses)), model


def _standardised(images: ArrayLike) -> Array:
    """Each picture with mean 0 and standard deviation 1 of its own: exposure and contrast say little about the rock."""
    x = np.asarray(images, dtype=np.float64)
    if x.ndim != 4:
        raise ValueError(f"pictures must have shape (N, 1, 32, 32), got {x.shape}")
    centred = x - x.mean(axis=(1, 2, 3), keepdims=True)
    return np.asarray(centred / (centred.std(axis=(1, 2, 3), keepdims=True) + 1e-6))


def _turned(x: Array, rng: np.random.Generator) -> Array:
    """Pictures turned by a multiple of 90 degrees, or mirrored and turned: the same for a whole batch."""
    x = x[:, :, ::-1] if rng.integers(2) else x
    return np.rot90(x, int(rng.integers(4)), axes=(2, 3))


def _first_weights(rng: np.random.Generator) -> Model:
    """He's initialisation, and biases 0: 16 filters of 5×5 pixels, 32 of 3×3 on those, and two logits."""
    return {
        "w1": init_he(25, 16, rng).T.reshape(16, 1, 5, 5),
        "b1": np.zeros(16),
        "w2": init_he(16 * 9, 32, rng).T.reshape(32, 16, 3, 3),
        "b2": np.zeros(32),
        "w3": init_he(32, 2, rng),
        "b3": np.zeros(2),
    }


class _Pass:
    """Pictures on their way through the network, with all that the way back needs.

    conv 5×5, stride 2 – ReLU – 2×2 max pool – conv 3×3 – ReLU – mean of each map – dense
    """

    def __init__(self, model: Model, x: Array) -> None:
        self.model, self.x = model, x
        self.z1 = conv2d(x, model["w1"], model["b1"], stride=2, pad=2)
        self.maps = relu(self.z1)
        self.pooled = max_pool2d(self.maps)
        self.z2 = conv2d(self.pooled, model["w2"], model["b2"], pad=1)
        self.dense = Affine(model["w3"], model["b3"])
        self.logits = self.dense.forward(global_avg_pool(relu(self.z2)))

    def back(self, dlogits: Array) -> dict[str, Array]:
        """The gradient of the loss for each parameter, from that with respect to the logits."""
        model, places = self.model, self.z2.shape[2] * self.z2.shape[3]
        dmeans = self.dense.backward(dlogits)
        dz2 = dmeans[:, :, None, None] / places * relu_grad(self.z2)
        dpooled, dw2, db2 = conv2d_backward(dz2, self.pooled, model["w2"], model["b2"], pad=1)
        dz1 = max_pool2d_backward(dpooled, self.maps) * relu_grad(self.z1)
        _, dw1, db1 = conv2d_backward(dz1, self.x, model["w1"], model["b1"], stride=2, pad=2)
        return {"w1": dw1, "b1": db1, "w2": dw2, "b2": db2, "w3": self.dense.dW, "b3": self.dense.db}


def _loss_and_gradients(model: Model, x: Array, labels: Labels) -> tuple[float, dict[str, Array]]:
    """The mean softmax cross-entropy of pictures, and its gradient for each parameter."""
    forward, end = _Pass(model, x), SoftmaxWithLoss()
    loss = end.forward(forward.logits, labels)
    return loss, forward.back(end.backward())
