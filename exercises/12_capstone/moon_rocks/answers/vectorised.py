import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def standardise(images):
    x = np.asarray(images, dtype=float)
    x = x - x.mean(axis=(1, 2, 3), keepdims=True)
    return x / (x.std(axis=(1, 2, 3), keepdims=True) + 1e-6)


def conv(x, w, b, stride, pad):
    f, c, k, _ = w.shape
    x = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    seen = sliding_window_view(x, (k, k), axis=(2, 3))[:, :, ::stride, ::stride]
    n, _, oh, ow = seen.shape[:4]
    cols = seen.transpose(0, 1, 4, 5, 2, 3).reshape(n, c * k * k, oh * ow)
    out = w.reshape(f, -1) @ cols + b[:, None]
    return out.reshape(n, f, oh, ow), (cols, x.shape, stride, pad)


def conv_weights_back(dout, w, cache):
    cols = cache[0]
    d = dout.reshape(len(dout), dout.shape[1], -1)
    return (d @ cols.transpose(0, 2, 1)).sum(axis=0).reshape(w.shape), d.sum(axis=(0, 2))


def conv_input_back(dout, w, cache):
    _, shape, stride, pad = cache
    f, c, k, _ = w.shape
    n, _, oh, ow = dout.shape
    dcols = (w.reshape(f, -1).T @ dout.reshape(n, f, -1)).reshape(n, c, k, k, oh, ow)
    dx = np.zeros(shape)
    for i in range(k):
        for j in range(k):
            dx[:, :, i : i + stride * oh : stride, j : j + stride * ow : stride] += dcols[:, :, i, j]
    return dx[:, :, pad : shape[2] - pad, pad : shape[3] - pad]


def pool(x):
    n, c, h, w = x.shape
    tiles = x.reshape(n, c, h // 2, 2, w // 2, 2).transpose(0, 1, 2, 4, 3, 5).reshape(n, c, h // 2, w // 2, 4)
    first = tiles.argmax(axis=-1)[..., None]
    return np.take_along_axis(tiles, first, axis=-1)[..., 0], first


def pool_back(dout, first):
    n, c, h, w = dout.shape
    tiles = np.zeros((n, c, h, w, 4))
    np.put_along_axis(tiles, first, dout[..., None], axis=-1)
    return tiles.reshape(n, c, h, w, 2, 2).transpose(0, 1, 2, 4, 3, 5).reshape(n, c, 2 * h, 2 * w)


def forward(p, x):
    z1, cache1 = conv(x, p["w1"], p["b1"], 2, 2)
    small, first = pool(np.maximum(z1, 0))
    z2, cache2 = conv(small, p["w2"], p["b2"], 1, 1)
    features = np.maximum(z2, 0).mean(axis=(2, 3))
    return features @ p["w3"] + p["b3"], (z1, cache1, first, z2, cache2, features)


def gradients(p, x, labels):
    logits, (z1, cache1, first, z2, cache2, features) = forward(p, x)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    d = e / e.sum(axis=1, keepdims=True)
    d[np.arange(len(d)), labels] -= 1
    d /= len(d)
    g = {"w3": features.T @ d, "b3": d.sum(axis=0)}
    dz2 = (d @ p["w3"].T)[:, :, None, None] * (z2 > 0) / z2[0, 0].size
    g["w2"], g["b2"] = conv_weights_back(dz2, p["w2"], cache2)
    dz1 = pool_back(conv_input_back(dz2, p["w2"], cache2), first) * (z1 > 0)
    g["w1"], g["b1"] = conv_weights_back(dz1, p["w1"], cache1)
    return g


def train(images, labels, rng):
    x, labels = standardise(images), np.asarray(labels)
    p = {
        "w1": rng.normal(0, np.sqrt(2 / 25), (16, 1, 5, 5)),
        "b1": np.zeros(16),
        "w2": rng.normal(0, np.sqrt(2 / 144), (32, 16, 3, 3)),
        "b2": np.zeros(32),
        "w3": rng.normal(0, np.sqrt(1 / 32), (32, 2)),
        "b3": np.zeros(2),
    }
    m, v = ({key: np.zeros_like(value) for key, value in p.items()} for _ in range(2))
    t, epochs, batch = 0, 18, 16
    for epoch in range(epochs):
        lr = 0.008 * (1 - epoch / epochs)
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch):
            chosen = order[start : start + batch]
            xb = np.rot90(x[chosen], rng.integers(4), axes=(2, 3))
            if rng.integers(2):
                xb = xb[..., ::-1]
            t += 1
            for key, g in gradients(p, xb, labels[chosen]).items():
                m[key] = 0.9 * m[key] + 0.1 * g
                v[key] = 0.999 * v[key] + 0.001 * g**2
                p[key] = p[key] - lr * m[key] / (1 - 0.9**t) / (np.sqrt(v[key] / (1 - 0.999**t)) + 1e-8)
    return p


def predict(model, images):
    x = standardise(images)
    return np.concatenate([forward(model, x[i : i + 100])[0].argmax(axis=1) for i in range(0, len(x), 100)])
