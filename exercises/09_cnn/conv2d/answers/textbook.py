import numpy as np


def slices(shape, kh, kw, stride, pad):
    h, w = shape[2] + 2 * pad, shape[3] + 2 * pad
    for i, top in enumerate(range(0, h - kh + 1, stride)):
        for j, left in enumerate(range(0, w - kw + 1, stride)):
            yield i, j, np.s_[:, :, top : top + kh, left : left + kw]


def im2col(x, kh, kw, stride, pad):
    padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    rows = [padded[here].reshape(len(x), -1) for _, _, here in slices(x.shape, kh, kw, stride, pad)]
    return np.stack(rows, axis=1).reshape(-1, rows[0].shape[1])


def conv2d(x, w, b, stride=1, pad=0):
    n, _, height, width = x.shape
    f, _, kh, kw = w.shape
    oh, ow = (height + 2 * pad - kh) // stride + 1, (width + 2 * pad - kw) // stride + 1
    out = im2col(x, kh, kw, stride, pad) @ w.reshape(f, -1).T + b
    return out.reshape(n, oh, ow, f).transpose(0, 3, 1, 2)


def conv2d_backward(dout, x, w, b, stride=1, pad=0):
    n, c, height, width = x.shape
    f, _, kh, kw = w.shape
    flat = dout.transpose(0, 2, 3, 1).reshape(-1, f)
    dw = (flat.T @ im2col(x, kh, kw, stride, pad)).reshape(w.shape)
    dcols = (flat @ w.reshape(f, -1)).reshape(n, *dout.shape[2:], c, kh, kw)
    dpadded = np.zeros((n, c, height + 2 * pad, width + 2 * pad))
    for i, j, here in slices(x.shape, kh, kw, stride, pad):
        dpadded[here] += dcols[:, i, j]
    return dpadded[:, :, pad : pad + height, pad : pad + width], dw, flat.sum(axis=0)
