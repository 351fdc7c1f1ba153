def vertical_edge_filter():
    return [[0, -0.1, 0.1] for _ in range(3)]


def horizontal_edge_filter():
    return [[-0.5] * 3, [1.0] * 3, [-0.5] * 3]


def blur_filter():
    return [[0, 1 / 5, 0], [1 / 5, 1 / 5, 1 / 5], [0, 1 / 5, 0]]


def correlate2d(image, kernel):
    kh, kw = len(kernel), len(kernel[0])
    out = []
    for i in range(len(image) - kh + 1):
        row = []
        for j in range(len(image[0]) - kw + 1):
            total = 0.0
            for u in range(kh):
                for v in range(kw):
                    total += kernel[u][v] * image[i + u][j + v]
            row.append(total)
        out.append(row)
    return out
