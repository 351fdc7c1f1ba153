def uses(x_shape, w_shape, stride, pad):
    """Every product of the convolution: which output, which weight, which pixel."""
    n, c, h, w = x_shape
    f, _, kh, kw = w_shape
    for i in range((h + 2 * pad - kh) // stride + 1):
        for j in range((w + 2 * pad - kw) // stride + 1):
            for u in range(kh):
                row = i * stride + u - pad
                for v in range(kw):
                    column = j * stride + v - pad
                    if 0 <= row < h and 0 <= column < w:
                        yield i, j, u, v, row, column


def filled(value, *shape):
    if not shape:
        return value
    return [filled(value, *shape[1:]) for _ in range(shape[0])]


def conv2d(x, w, b, stride=1, pad=0):
    n, c, height, width = x.shape
    f, _, kh, kw = w.shape
    oh, ow = (height + 2 * pad - kh) // stride + 1, (width + 2 * pad - kw) // stride + 1
    out = [[filled(float(bias), oh, ow) for bias in b] for _ in range(n)]
    pixels, weights = x.tolist(), w.tolist()
    for i, j, u, v, row, column in uses(x.shape, w.shape, stride, pad):
        for k in range(n):
            for m in range(f):
                for channel in range(c):
                    out[k][m][i][j] += weights[m][channel][u][v] * pixels[k][channel][row][column]
    return out


def conv2d_backward(dout, x, w, b, stride=1, pad=0):
    dx, dw, db = filled(0.0, *x.shape), filled(0.0, *w.shape), filled(0.0, len(b))
    pixels, weights, given = x.tolist(), w.tolist(), dout.tolist()
    for i, j, u, v, row, column in uses(x.shape, w.shape, stride, pad):
        for k in range(len(pixels)):
            for m in range(len(weights)):
                for channel in range(len(pixels[0])):
                    g = given[k][m][i][j]
                    dw[m][channel][u][v] += g * pixels[k][channel][row][column]
                    dx[k][channel][row][column] += g * weights[m][channel][u][v]
    for picture in given:
        for m, channel in enumerate(picture):
            for row in channel:
                db[m] += sum(row)
    return dx, dw, db
