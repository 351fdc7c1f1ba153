def window(size, stride, i, j):
    return [(stride * i + u, stride * j + v) for u in range(size) for v in range(size)]


def max_pool2d(x, size=2, stride=2):
    pictures = x.tolist()
    rows = range((x.shape[2] - size) // stride + 1)
    columns = range((x.shape[3] - size) // stride + 1)
    return [
        [
            [[max(channel[k][l] for k, l in window(size, stride, i, j)) for j in columns] for i in rows]
            for channel in picture
        ]
        for picture in pictures
    ]


def max_pool2d_backward(dout, x, size=2, stride=2):
    gradient = []
    for picture, dpicture in zip(x.tolist(), dout.tolist()):
        gradient.append([])
        for channel, dchannel in zip(picture, dpicture):
            dx = [[0.0] * len(row) for row in channel]
            for i, drow in enumerate(dchannel):
                for j, slope in enumerate(drow):
                    best = None
                    for k, l in window(size, stride, i, j):
                        if best is None or channel[k][l] > channel[best[0]][best[1]]:
                            best = k, l
                    dx[best[0]][best[1]] += slope
            gradient[-1].append(dx)
    return gradient
