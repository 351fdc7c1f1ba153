import numpy as np


def im2col(x, kh, kw, stride=1, pad=0):
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    seen = np.lib.stride_tricks.sliding_window_view(padded, (kh, kw), axis=(2, 3))
    seen = seen[:, :, ::stride, ::stride]
    n, c, oh, ow = seen.shape[:4]
    return seen.transpose(0, 2, 3, 1, 4, 5).reshape(n * oh * ow, c * kh * kw)


def col2im(cols, x_shape, kh, kw, stride=1, pad=0):
    n, c, h, w = x_shape
    where = im2col(np.arange(1.0, n * c * h * w + 1).reshape(x_shape), kh, kw, stride, pad)
    total = np.bincount(where.astype(int).ravel(), weights=cols.ravel(), minlength=n * c * h * w + 1)
    return total[1:].reshape(x_shape)
