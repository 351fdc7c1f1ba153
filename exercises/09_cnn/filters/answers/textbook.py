import numpy as np


def vertical_edge_filter():
    return [[1, 0, -1], [1, 0, -1], [1, 0, -1]]


def horizontal_edge_filter():
    return [[3, 10, 3], [0, 0, 0], [-3, -10, -3]]


def blur_filter():
    distance = np.array([[2, 1, 2], [1, 0, 1], [2, 1, 2]])
    bell = np.exp(-distance / 2)
    return bell / bell.sum()


def correlate2d(image, kernel):
    (h, w), (kh, kw) = image.shape, kernel.shape
    out = 0.0
    for u in range(kh):
        for v in range(kw):
            out = out + kernel[u, v] * image[u : h - kh + 1 + u, v : w - kw + 1 + v]
    return out
