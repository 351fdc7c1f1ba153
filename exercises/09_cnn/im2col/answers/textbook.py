import numpy as np


def sizes(h, w, kh, kw, stride, pad):
    return (h + 2 * pad - kh) // stride + 1, (w + 2 * pad - kw) // stride + 1


def im2col(x, kh, kw, stride=1, pad=0):
    n, c, h, w = x.shape
    oh, ow = sizes(h, w, kh, kw, stride, pad)
    img = np.pad(x, [(0, 0), (0, 0), (pad, pad), (pad, pad)], "constant")
    col = np.zeros((n, c, kh, kw, oh, ow))
    for y in range(kh):
        for z in range(kw):
            col[:, :, y, z, :, :] = img[:, :, y : y + stride * oh : stride, z : z + stride * ow : stride]
    return col.transpose(0, 4, 5, 1, 2, 3).reshape(n * oh * ow, -1)


def col2im(cols, x_shape, kh, kw, stride=1, pad=0):
    n, c, h, w = x_shape
    oh, ow = sizes(h, w, kh, kw, stride, pad)
    col = cols.reshape(n, oh, ow, c, kh, kw).transpose(0, 3, 4, 5, 1, 2)
    img = np.zeros((n, c, h + 2 * pad + stride - 1, w + 2 * pad + stride - 1))
    for y in range(kh):
        for z in range(kw):
            img[:, :, y : y + stride * oh : stride, z : z + stride * ow : stride] += col[:, :, y, z, :, :]
    return img[:, :, pad : h + pad, pad : w + pad]
