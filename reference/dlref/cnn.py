"""Convolutional networks: the same few weights look at every place of a picture.

A dense layer joins every pixel to every unit, and forgets which pixels were neighbours. A convolution slides a
small filter over the picture (`conv2d`): far fewer weights, and a pattern is found wherever it is. The filter
may be made by hand (`vertical_edge_filter`, `correlate2d`), or learnt. Zeros around the picture (`pad2d`) keep
its size, a stride or a pooling (`max_pool2d`, `avg_pool2d`) makes it smaller. In the end the maps are
flattened for dense layers (`Flatten`), and the whole is a classifier (`ConvNet`).

Pictures are `(N, C, H, W)`: N of them with C channels, H rows and W columns. What deep learning calls
convolution is cross-correlation: the filter is not turned around. Steps of the stride that no longer fit drop
the rest of the rows or columns at the lower and right edge, in convolution and in pooling.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dlref.activations import relu, relu_grad
from dlref.initialization import init_he
from dlref.losses import softmax_cross_entropy, softmax_cross_entropy_grad
from dlref.networks import Affine

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import ArrayLike

__all__ = [
    "ConvNet",
    "Flatten",
    "avg_pool2d",
    "avg_pool2d_backward",
    "blur_filter",
    "col2im",
    "conv2d",
    "conv2d_backward",
    "conv_output_size",
    "conv_params",
    "correlate2d",
    "global_avg_pool",
    "horizontal_edge_filter",
    "im2col",
    "loss_and_gradients",
    "max_pool2d",
    "max_pool2d_backward",
    "pad2d",
    "same_padding",
    "vertical_edge_filter",
]

Array = NDArray[np.float64]


def conv_output_size(n: int, k: int, stride: int = 1, pad: int = 0) -> int:
    """How many places a filter takes along one axis.

        ⌊(n + 2 pad − k) / stride⌋ + 1

    Args:
        n: The size of the picture along the axis.
        k: The size of the filter.
        stride: The step from one place to the next.
        pad: How many zeros are put before the picture, and as many behind it.

    Returns:
        The size of the output along the axis.

    Raises:
        ValueError: If the filter is larger than the padded picture.

    Source:
        Dumoulin and Visin (2016), "A guide to convolution arithmetic for deep learning"; notes 002 합성곱계층.
    """
    if k > n + 2 * pad:
        raise ValueError(f"a window of {k} does not fit into {n + 2 * pad} pixels, padding included")
    return (n + 2 * pad - k) // stride + 1


def conv_params(in_channels: int, out_channels: int, k: int) -> int:
    """How many numbers a convolution learns, whatever the size of the pictures.

        out_channels (in_channels k² + 1)

    Each output channel has a filter for every input channel, k × k × in_channels weights, and one bias.

    Args:
        in_channels: Channels of the input.
        out_channels: Channels of the output: the number of filters.
        k: Rows, and columns, of a filter.

    Returns:
        The number of weights and biases.

    Source:
        LeCun, Bottou, Bengio and Haffner (1998), "Gradient-based learning applied to document recognition";
        notes 002 필터 (which calls a filter a small matrix: with more than one channel it is a block).
    """
    return out_channels * (in_channels * k * k + 1)


def same_padding(k: int) -> int:
    """The padding with which a filter of odd size and stride 1 keeps the size of a picture.

        (k − 1) / 2

    Args:
        k: The size of the filter, odd.

    Returns:
        The number of zeros on each side.

    Raises:
        ValueError: If `k` is even: the two sides would need different paddings.

    Source:
        Dumoulin and Visin (2016), "A guide to convolution arithmetic for deep learning"; notes 002 합성곱계층
        (where any padding keeps the size: only this one does, and only at stride 1).
    """
    if k % 2 == 0:
        raise ValueError(f"k must be odd, got {k}")
    return (k - 1) // 2


def pad2d(x: ArrayLike, pad: int) -> Array:
    """A frame of zeros around each picture.

    Args:
        x: Pictures `(N, C, H, W)`.
        pad: The width of the frame.

    Returns:
        A new array `(N, C, H + 2 pad, W + 2 pad)`.

    Source:
        Dumoulin and Visin (2016), "A guide to convolution arithmetic for deep learning"; notes 002 합성곱계층.
    """
    x = _pictures(x)
    n, c, h, w = x.shape
    padded = np.zeros((n, c, h + 2 * pad, w + 2 * pad))
    padded[:, :, pad : pad + h, pad : pad + w] = x
    return padded


def _pictures(x: ArrayLike) -> Array:
    """`x` as a contiguous array of float64, once it is seen to have four axes."""
    x = np.ascontiguousarray(x, dtype=np.float64)
    if x.ndim != 4:
        raise ValueError(f"pictures and filters have four axes, got an array of shape {x.shape}")
    return x


def vertical_edge_filter() -> Array:
    """Sobel's filter for edges that run from top to bottom: the difference between right and left.

    The weights add up to 0, so that even brightness gives 0. The row in the middle counts twice.

    Returns:
        Weights `(3, 3)`.

    Source:
        Sobel and Feldman (1968), "A 3x3 isotropic gradient operator for image processing"; notes 002 필터.
    """
    return np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])


def horizontal_edge_filter() -> Array:
    """Sobel's filter for edges that run from left to right: the difference between bottom and top.

    Returns:
        Weights `(3, 3)`, those of `vertical_edge_filter` with rows and columns exchanged.

    Source:
        Sobel and Feldman (1968), "A 3x3 isotropic gradient operator for image processing"; notes 002 필터.
    """
    return vertical_edge_filter().T.copy()


def blur_filter() -> Array:
    """A filter that blurs: an average of the neighbourhood in which the nearer pixels count more.

    The weights 1, 2, 1 down and across, products of which are divided by their sum 16: the whole picture keeps
    its brightness.

    Returns:
        Weights `(3, 3)` with sum 1.

    Source:
        Burt and Adelson (1983), "The Laplacian pyramid as a compact image code"; notes 002 필터.
    """
    return np.outer([1.0, 2.0, 1.0], [1.0, 2.0, 1.0]) / 16.0


def correlate2d(image: ArrayLike, kernel: ArrayLike) -> Array:
    """Slide one filter over one picture, wherever it lies wholly inside (cross-correlation, "valid").

        yᵢⱼ = Σᵤᵥ kernelᵤᵥ imageᵢ₊ᵤ,ⱼ₊ᵥ

    Args:
        image: A picture `(H, W)`.
        kernel: A filter `(KH, KW)`.

    Returns:
        The filter's answer at each place, `(H − KH + 1, W − KW + 1)`.

    Raises:
        ValueError: If one of the two has not two axes, or the filter is larger than the picture.

    Source:
        Goodfellow, Bengio and Courville (2016), "Deep learning", 9.1; notes 002 필터.
    """
    image = np.asarray(image, dtype=np.float64)
    kernel = np.asarray(kernel, dtype=np.float64)
    if image.ndim != 2 or kernel.ndim != 2:
        raise ValueError(f"a picture and a filter have two axes, got shapes {image.shape} and {kernel.shape}")
    oh, ow = (conv_output_size(n, k) for n, k in zip(image.shape, kernel.shape, strict=True))
    y = np.zeros((oh, ow))
    for (i, j), weight in np.ndenumerate(kernel):
        y += weight * image[i : i + oh, j : j + ow]
    return y


def im2col(x: ArrayLike, kh: int, kw: int, stride: int = 1, pad: int = 0) -> Array:
    """Lay out every place that a filter takes as a row: a convolution becomes a product of matrices.

    Args:
        x: Pictures `(N, C, H, W)`.
        kh: Rows of the filter.
        kw: Columns of the filter.
        stride: The step from one place to the next, down and across.
        pad: The width of the frame of zeros.

    Returns:
        `(N·OH·OW, C·KH·KW)`: for each picture and place, in reading order, what the filter sees there.

    Raises:
        ValueError: If the filter is larger than the padded picture.

    Source:
        Chellapilla, Puri and Simard (2006), "High performance convolutional neural networks for document
        processing"; notes 002 합성곱계층.
    """
    windows = _windows(pad2d(x, pad), kh, kw, stride)
    n, c, kh, kw, oh, ow = windows.shape
    return windows.transpose(0, 4, 5, 1, 2, 3).reshape(n * oh * ow, c * kh * kw)


def col2im(cols: ArrayLike, x_shape: Sequence[int], kh: int, kw: int, stride: int = 1, pad: int = 0) -> Array:
    """Put rows back to where `im2col` took them from; where places overlap, add up.

    This is no inverse but the transpose of `im2col`, and hence its backward.

    Args:
        cols: `(N·OH·OW, C·KH·KW)`, as `im2col` returns it.
        x_shape: `(N, C, H, W)`.
        kh: Rows of the filter.
        kw: Columns of the filter.
        stride: The step from one place to the next, down and across.
        pad: The width of the frame, which is cut off.

    Returns:
        Pictures `(N, C, H, W)`.

    Raises:
        ValueError: If the filter is larger than the padded picture, or `cols` has another shape.

    Source:
        Chellapilla, Puri and Simard (2006), "High performance convolutional neural networks for document
        processing"; notes 002 합성곱계층.
    """
    n, c, h, w = x_shape
    padded = np.zeros((n, c, h + 2 * pad, w + 2 * pad))
    windows = _windows(padded, kh, kw, stride)
    oh, ow = windows.shape[4:]
    cols = np.asarray(cols, dtype=np.float64)
    if cols.shape != (n * oh * ow, c * kh * kw):
        raise ValueError(f"cols must have shape {(n * oh * ow, c * kh * kw)}, got {cols.shape}")
    _fold(cols.reshape(n, oh, ow, c, kh, kw).transpose(0, 3, 4, 5, 1, 2), windows)
    return padded[:, :, pad : pad + h, pad : pad + w]


def _windows(x: Array, kh: int, kw: int, stride: int) -> Array:
    """Every window of `x`, a view `(N, C, KH, KW, OH, OW)`: what is written into it is written into `x`.

    Pixel (u, v) of window (i, j) is pixel (stride i + u, stride j + v) of the picture, so that a step along any
    axis of the view is always the same distance in memory, and nothing has to be copied. `x` must be
    contiguous; NumPy makes sure that no window reaches beyond it.
    """
    n, c, h, w = x.shape
    picture, channel, down, right = x.strides
    shape = (n, c, kh, kw, conv_output_size(h, kh, stride), conv_output_size(w, kw, stride))
    strides = (picture, channel, down, right, stride * down, stride * right)
    return np.ndarray(shape, np.float64, buffer=x, strides=strides)


def _positions(windows: Array) -> list[Array]:
    """For each position in a window, row by row: the pixels which the windows have there, views `(N, C, OH, OW)`."""
    return [windows[:, :, u, v] for u, v in np.ndindex(windows.shape[2:4])]


def _fold(values: Array, windows: Array) -> None:
    """Add a value to every pixel of every window, a position at a time: there no two windows share a pixel."""
    for pixels, addend in zip(_positions(windows), _positions(values), strict=True):
        pixels += addend


def conv2d(x: ArrayLike, w: ArrayLike, b: ArrayLike, stride: int = 1, pad: int = 0) -> Array:
    """Convolution: each filter slides over all channels at once, and makes one channel of the output.

        outₙ,f,i,j = b_f + Σ_c,u,v w_f,c,u,v xₙ,c,si+u,sj+v       (x padded, stride s)

    For one picture that is a product of matrices, a row of weights for each filter times a column of pixels for
    each place. The bias is the weight of one more pixel, which is always 1.

    Args:
        x: Pictures `(N, C, H, W)`.
        w: Filters `(F, C, KH, KW)`.
        b: Biases `(F,)`.
        stride: The step from one place to the next, down and across.
        pad: The width of the frame of zeros.

    Returns:
        `(N, F, OH, OW)`.

    Raises:
        ValueError: If the shapes do not fit.

    Source:
        LeCun, Bottou, Bengio and Haffner (1998), "Gradient-based learning applied to document recognition";
        notes 002 합성곱계층.
    """
    x, w, b = _operands(x, w, b)
    f, _, kh, kw = w.shape
    windows = _windows(_framed(x, pad), kh, kw, stride)
    n, *_, oh, ow = windows.shape
    rows = np.column_stack([w.reshape(f, -1), b])
    out = np.empty((n, f, oh * ow))
    for cols, answer in zip(_columns(windows), out, strict=True):
        np.matmul(rows, cols, out=answer)
    return out.reshape(n, f, oh, ow)


def conv2d_backward(
    dout: ArrayLike, x: ArrayLike, w: ArrayLike, b: ArrayLike, stride: int = 1, pad: int = 0
) -> tuple[Array, Array, Array]:
    """Gradients of a convolution.

        dw_f,c,u,v = Σₙ,i,j doutₙ,f,i,j xₙ,c,si+u,sj+v            a weight has seen a pixel from every place
        dxₙ,c,k,l  = Σ_f,i,j,u,v w_f,c,u,v doutₙ,f,i,j            over all i, j, u, v with si+u = k, sj+v = l
        db_f       = Σₙ,i,j doutₙ,f,i,j

    Args:
        dout: Gradient with respect to the output, `(N, F, OH, OW)`.
        x: Pictures `(N, C, H, W)`.
        w: Filters `(F, C, KH, KW)`.
        b: Biases `(F,)`.
        stride: The step from one place to the next, down and across.
        pad: The width of the frame of zeros.

    Returns:
        `(dx, dw, db)`, of the shapes of `x`, `w` and `b`.

    Raises:
        ValueError: If the shapes do not fit.

    Source:
        LeCun, Bottou, Bengio and Haffner (1998), "Gradient-based learning applied to document recognition";
        notes 002 합성곱계층.
    """
    x, w, b = _operands(x, w, b)
    oh, ow = (conv_output_size(x.shape[a], w.shape[a], stride, pad) for a in (2, 3))
    dout = _gradient(dout, (len(x), len(w), oh, ow))
    dw, db = _filter_gradients(dout, x, w.shape, stride, pad)
    return _picture_gradient(dout, x.shape, w, stride, pad), dw, db


def _filter_gradients(
    dout: Array, x: Array, w_shape: Sequence[int], stride: int, pad: int
) -> tuple[Array, Array]:
    """The gradients with respect to filters and biases: drows = Σₙ doutₙ colsₙᵀ, where outₙ = rows colsₙ."""
    f, c, kh, kw = w_shape
    drows = np.zeros((f, c * kh * kw + 1))
    windows = _windows(_framed(x, pad), kh, kw, stride)
    for cols, d in zip(_columns(windows), dout.reshape(len(x), f, -1), strict=True):
        drows += d @ cols.T
    return drows[:, :-1].reshape(f, c, kh, kw), drows[:, -1]


def _picture_gradient(dout: Array, x_shape: Sequence[int], w: Array, stride: int, pad: int) -> Array:
    """The gradient with respect to the pictures: dcolsₙ = wᵀ doutₙ, added up where the columns were seen."""
    n, c, height, width = x_shape
    f, _, kh, kw = w.shape
    dx = np.zeros((n, c, height + 2 * pad, width + 2 * pad))
    windows = _windows(dx, kh, kw, stride)
    d = dout.reshape(n, f, -1)
    for some in _portions(windows):
        dcols = w.reshape(f, -1).T @ d[some]
        _fold(dcols.reshape(windows[some].shape), windows[some])
    return dx[:, :, pad : pad + height, pad : pad + width]


def _columns(windows: Array) -> Iterator[Array]:
    """For each picture a matrix `(C·KH·KW + 1, OH·OW)`: a column for each place, what filters see there and a 1.

    One after the other they lie in the same memory, which stays in the cache.
    """
    c, kh, kw, oh, ow = windows.shape[1:]
    cols = np.ones((c * kh * kw + 1, oh * ow))
    seen = cols[:-1].reshape(c, kh, kw, oh, ow)
    for picture in windows:
        seen[...] = picture
        yield cols


def _operands(x: ArrayLike, w: ArrayLike, b: ArrayLike) -> tuple[Array, Array, Array]:
    """What a convolution works on, as contiguous arrays of float64, once the shapes are seen to fit."""
    x, w, b = _pictures(x), _pictures(w), np.asarray(b, dtype=np.float64)
    if x.shape[1] != w.shape[1] or b.shape != w.shape[:1]:
        raise ValueError(f"x of shape {x.shape} does not fit w of shape {w.shape} and b of shape {b.shape}")
    return x, w, b


def _gradient(dout: ArrayLike, shape: tuple[int, ...]) -> Array:
    """`dout` as a contiguous array of float64, once it is seen to have the shape of the output."""
    dout = np.ascontiguousarray(dout, dtype=np.float64)
    if dout.shape != shape:
        raise ValueError(f"dout must have the shape {shape} of the output, got {dout.shape}")
    return dout


def _framed(x: Array, pad: int) -> Array:
    """As `pad2d`, but `x` itself where there is nothing to add."""
    return pad2d(x, pad) if pad else x


def _portions(windows: Array) -> Iterator[slice]:
    """A few pictures at a time: as many as have all their windows, once copied, in half a megabyte of cache."""
    together = max(1, 2**16 // math.prod(windows.shape[1:]))
    for start in range(0, len(windows), together):
        yield slice(start, start + together)


def max_pool2d(x: ArrayLike, size: int = 2, stride: int = 2) -> Array:
    """Max pooling: of each window only the largest pixel is kept.

        outₙ,c,i,j = max { xₙ,c,si+u,sj+v : u, v < size }          (stride s)

    Args:
        x: Pictures `(N, C, H, W)`.
        size: Rows, and columns, of a window.
        stride: The step from one window to the next, down and across.

    Returns:
        `(N, C, OH, OW)`.

    Raises:
        ValueError: If the window is larger than the picture.

    Source:
        Zhou and Chellappa (1988), "Computation of optical flow using a neural network"; notes 002 풀링계층
        (where features survive a turn: pooling forgives small shifts only, and not all of them).
    """
    return _reduce_windows(np.maximum, _pictures(x), size, stride)


def max_pool2d_backward(dout: ArrayLike, x: ArrayLike, size: int = 2, stride: int = 2) -> Array:
    """Gradient of max pooling: all of it goes to the pixel that was kept, of equal ones to the first, row by row.

        dxₙ,c,k,l = Σ doutₙ,c,i,j  over the windows (i, j) in which pixel (k, l) is the first of the largest

    Args:
        dout: Gradient with respect to the output, `(N, C, OH, OW)`.
        x: Pictures `(N, C, H, W)`.
        size: Rows, and columns, of a window.
        stride: The step from one window to the next, down and across.

    Returns:
        The gradient with respect to `x`, of its shape.

    Raises:
        ValueError: If the window is larger than the picture, or `dout` has not the shape of the output.

    Source:
        Zhou and Chellappa (1988), "Computation of optical flow using a neural network"; notes 002 풀링계층.
    """
    x = _pictures(x)
    dx = np.zeros(x.shape)
    windows, dwindows = _windows(x, size, size, stride), _windows(dx, size, size, stride)
    dout = _gradient(dout, (*x.shape[:2], *windows.shape[4:]))
    for some in _portions(windows):
        largest, left = max_pool2d(x[some], size, stride), dout[some].copy()
        for pixels, dpixels in zip(_positions(windows[some]), _positions(dwindows[some]), strict=True):
            share = left * (pixels == largest)
            dpixels += share
            left -= share  # whoever comes later gets nothing
    return dx


def avg_pool2d(x: ArrayLike, size: int = 2, stride: int = 2) -> Array:
    """Average pooling: each window becomes its mean.

        outₙ,c,i,j = 1/size² Σ_u,v xₙ,c,si+u,sj+v                  (u, v < size, stride s)

    Args:
        x: Pictures `(N, C, H, W)`.
        size: Rows, and columns, of a window.
        stride: The step from one window to the next, down and across.

    Returns:
        `(N, C, OH, OW)`.

    Raises:
        ValueError: If the window is larger than the picture.

    Source:
        LeCun, Bottou, Bengio and Haffner (1998), "Gradient-based learning applied to document recognition";
        notes 002 풀링계층 (where the kind of pooling has no name).
    """
    out = _reduce_windows(np.add, _pictures(x), size, stride)
    out /= size**2
    return out


def avg_pool2d_backward(dout: ArrayLike, x: ArrayLike, size: int = 2, stride: int = 2) -> Array:
    """Gradient of average pooling: every pixel of a window gets the same share.

        dxₙ,c,k,l = 1/size² Σ doutₙ,c,i,j  over the windows (i, j) that hold pixel (k, l)

    Args:
        dout: Gradient with respect to the output, `(N, C, OH, OW)`.
        x: Pictures `(N, C, H, W)`; only their shape matters.
        size: Rows, and columns, of a window.
        stride: The step from one window to the next, down and across.

    Returns:
        The gradient with respect to `x`, of its shape.

    Raises:
        ValueError: If the window is larger than the picture, or `dout` has not the shape of the output.

    Source:
        LeCun, Bottou, Bengio and Haffner (1998), "Gradient-based learning applied to document recognition";
        notes 002 풀링계층.
    """
    dx = np.zeros(_pictures(x).shape)
    windows = _windows(dx, size, size, stride)
    share = _gradient(dout, (*dx.shape[:2], *windows.shape[4:])) / size**2
    for dpixels in _positions(windows):
        dpixels += share
    return dx


def _reduce_windows(combine: np.ufunc, x: Array, size: int, stride: int) -> Array:
    """The maximum, or the sum, of each window: that of its columns first, then of these results.

    Beside one another there are `size` numbers to combine, and so there are below one another; all at once it
    would be `size²`.
    """
    oh, ow = (conv_output_size(n, size, stride) for n in x.shape[2:])
    rows = _reduce(combine, [x[:, :, :, v : v + stride * ow : stride] for v in range(size)])
    return _reduce(combine, [rows[:, :, u : u + stride * oh : stride] for u in range(size)])


def _reduce(combine: np.ufunc, arrays: Sequence[Array]) -> Array:
    """The maximum, or the sum, of some arrays element by element: a new array."""
    out = arrays[0].copy()
    for array in arrays[1:]:
        combine(out, array, out=out)
    return out


def global_avg_pool(x: ArrayLike) -> Array:
    """The mean of each channel: pictures of any size become C numbers.

    Args:
        x: Pictures `(N, C, H, W)`.

    Returns:
        `(N, C)`.

    Source:
        Lin, Chen and Yan (2014), "Network in network"; notes 002 풀링계층.
    """
    return np.asarray(_pictures(x).mean(axis=(2, 3)))


class Flatten:
    """Pictures as rows of numbers, for a dense layer: channel by channel, each in reading order.

    Source:
        LeCun, Bottou, Bengio and Haffner (1998), "Gradient-based learning applied to document recognition";
        notes 002 CNN.
    """

    def forward(self, x: ArrayLike) -> Array:
        """A row of C·H·W numbers for each of the pictures `(N, C, H, W)`."""
        x = np.asarray(x, dtype=np.float64)
        self._shape = x.shape
        return x.reshape(len(x), -1)

    def backward(self, dout: ArrayLike) -> Array:
        """The gradient with respect to the last input, of its shape, from that with respect to the rows."""
        return np.asarray(dout, dtype=np.float64).reshape(self._shape)


class ConvNet:
    """A small convolutional network, a classifier of pictures.

        conv – ReLU – 2×2 max pool – flatten – dense – ReLU – dense

    The convolution keeps the size of the picture; the pooling halves it (of an odd size, the last row or column
    is dropped).

    Args:
        input_shape: `(C, H, W)` of a picture.
        filters: The number F of filters.
        kernel: Rows, and columns, of a filter, k: odd.
        hidden: The number of units in the hidden dense layer.
        classes: The number of classes.
        rng: The source of the first weights. Biases start at 0.

    Attributes:
        params: W1 `(F, C, k, k)`, b1, W2 `(F·⌊H/2⌋·⌊W/2⌋, hidden)`, b2, W3 `(hidden, classes)`, b3. Every method
            uses what it holds at the time of the call.

    Raises:
        ValueError: If `kernel` is even.

    Source:
        LeCun, Bottou, Bengio and Haffner (1998), "Gradient-based learning applied to document recognition";
        notes 002 CNN, 합성곱계층, 풀링계층. The note lets it learn without preprocessing: features need not be
        made by hand, but pictures are still scaled and cut to one size.
    """

    def __init__(
        self,
        input_shape: Sequence[int],
        filters: int,
        kernel: int,
        hidden: int,
        classes: int,
        rng: np.random.Generator,
    ) -> None:
        same_padding(kernel)  # refuses an even one
        channels, height, width = input_shape
        seen = channels * kernel**2
        self.params: dict[str, Array] = {
            "W1": init_he(seen, filters, rng).T.reshape(filters, channels, kernel, kernel),
            "b1": np.zeros(filters),
            "W2": init_he(filters * (height // 2) * (width // 2), hidden, rng),
            "b2": np.zeros(hidden),
            "W3": init_he(hidden, classes, rng),
            "b3": np.zeros(classes),
        }

    def predict(self, x: ArrayLike) -> Array:
        """Logits `(N, classes)` of pictures `(N, C, H, W)`; ValueError if they do not fit."""
        return _stages(self.params, x)[-1]

    def loss(self, x: ArrayLike, labels: ArrayLike) -> float:
        """The mean softmax cross-entropy of pictures with their true classes, integers `(N,)`."""
        return softmax_cross_entropy(self.predict(x), labels)

    def gradients(self, x: ArrayLike, labels: ArrayLike) -> dict[str, Array]:
        """The gradient of `loss` with respect to each parameter, by the names of `params`."""
        return loss_and_gradients(self.params, x, labels)[1]


def _stages(params: Mapping[str, Array], x: ArrayLike) -> tuple[Array, Array, Array, Array]:
    """What comes out of the parts of a `ConvNet`: feature maps, the rows pooled from them, hidden units, logits."""
    W1, b1 = params["W1"], params["b1"]
    maps = relu(conv2d(x, W1, b1, pad=same_padding(W1.shape[-1])))
    rows = Flatten().forward(max_pool2d(maps))
    hidden = relu(Affine(params["W2"], params["b2"]).forward(rows))
    return maps, rows, hidden, Affine(params["W3"], params["b3"]).forward(hidden)


def loss_and_gradients(
    params: Mapping[str, Array], x: ArrayLike, labels: ArrayLike
) -> tuple[float, dict[str, Array]]:
    """The loss of a `ConvNet` and its gradients, by one pass forwards and one back.

    The feature maps and the hidden units are positive where ReLU had a slope. The gradient with respect to x
    itself is not asked for and not computed.

    Args:
        params: W1, b1, W2, b2, W3, b3 as in `ConvNet`.
        x: Pictures `(N, C, H, W)`.
        labels: The true classes, integers `(N,)`.

    Returns:
        The mean softmax cross-entropy, and the gradients by the names of the parameters.

    Raises:
        ValueError: If the shapes do not fit, or a label is no class.

    Source:
        LeCun, Bottou, Bengio and Haffner (1998), "Gradient-based learning applied to document recognition";
        notes 002 CNN, 1편 8, 1편 10.
    """
    maps, rows, hidden, logits = _stages(params, x)
    n, f, height, width = maps.shape
    dlogits = softmax_cross_entropy_grad(logits, labels)
    dhidden = dlogits @ params["W3"].T * relu_grad(hidden)
    drows = dhidden @ params["W2"].T
    dmaps = max_pool2d_backward(drows.reshape(n, f, height // 2, width // 2), maps) * relu_grad(maps)
    pad = same_padding(params["W1"].shape[-1])
    dW1, db1 = _filter_gradients(dmaps, _pictures(x), params["W1"].shape, 1, pad)
    grads = {
        "W1": dW1,
        "b1": db1,
        "W2": rows.T @ dhidden,
        "b2": dhidden.sum(axis=0),
        "W3": hidden.T @ dlogits,
        "b3": dlogits.sum(axis=0),
    }
    return softmax_cross_entropy(logits, labels), grads
