import numpy as np


def conv2d(x, w, b, stride=1, pad=0):
    """A convolution of pictures x (N, C, H, W) with filters w (F, C, KH, KW) and biases b (F,)."""
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    _, _, kh, kw = w.shape
    oh, ow = (x.shape[2] - kh) // stride + 1, (x.shape[3] - kw) // stride + 1
    out = np.zeros((len(x), len(w), oh, ow)) + b[:, None, None]
    for u, v in np.ndindex(kh, kw):
        seen = x[:, :, u : u + stride * oh : stride, v : v + stride * ow : stride]
        out += np.einsum("ncij,fc->nfij", seen, w[:, :, u, v])
    return out


def conv2d_backward(dout, x, w, b, stride=1, pad=0):
    """The gradients (dx, dw, db) of conv2d(x, w, b, stride, pad), given that of its output."""
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    dx, dw = np.zeros(x.shape), np.zeros(w.shape)
    oh, ow = dout.shape[2:]
    for u, v in np.ndindex(w.shape[2:]):
        seen = np.s_[:, :, u : u + stride * oh : stride, v : v + stride * ow : stride]
        dw[:, :, u, v] = np.einsum("nfij,ncij->fc", dout, x[seen])
        dx[seen] += np.einsum("nfij,fc->ncij", dout, w[:, :, u, v])
    inside = np.s_[:, :, pad : x.shape[2] - pad, pad : x.shape[3] - pad]
    return dx[inside], dw, dout.sum(axis=(0, 2, 3))
