def places(x_shape, kh, kw, stride, pad):
    n, c, h, w = x_shape
    for picture in range(n):
        for top in range(-pad, h + pad - kh + 1, stride):
            for left in range(-pad, w + pad - kw + 1, stride):
                yield picture, top, left


def pixels(x_shape, kh, kw, top, left):
    n, c, h, w = x_shape
    for channel in range(c):
        for i in range(top, top + kh):
            for j in range(left, left + kw):
                yield channel, i, j, 0 <= i < h and 0 <= j < w


def im2col(x, kh, kw, stride=1, pad=0):
    rows = []
    for picture, top, left in places(x.shape, kh, kw, stride, pad):
        row = []
        for channel, i, j, inside in pixels(x.shape, kh, kw, top, left):
            row.append(float(x[picture, channel, i, j]) if inside else 0.0)
        rows.append(row)
    return rows


def col2im(cols, x_shape, kh, kw, stride=1, pad=0):
    n, c, h, w = x_shape
    out = [[[[0.0] * w for _ in range(h)] for _ in range(c)] for _ in range(n)]
    for row, (picture, top, left) in zip(cols.tolist(), places(x_shape, kh, kw, stride, pad)):
        for value, (channel, i, j, inside) in zip(row, pixels(x_shape, kh, kw, top, left)):
            if inside:
                out[picture][channel][i][j] += value
    return out
