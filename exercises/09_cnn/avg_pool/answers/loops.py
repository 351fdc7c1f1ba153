def avg_pool2d(x, size=2, stride=2):
    rows = (x.shape[2] - size) // stride + 1
    columns = (x.shape[3] - size) // stride + 1
    out = []
    for picture in x.tolist():
        out.append([])
        for channel in picture:
            means = []
            for i in range(rows):
                means.append([])
                for j in range(columns):
                    total = 0.0
                    for row in channel[stride * i : stride * i + size]:
                        total += sum(row[stride * j : stride * j + size])
                    means[-1].append(total / (size * size))
            out[-1].append(means)
    return out


def avg_pool2d_backward(dout, x, size=2, stride=2):
    height, width = x.shape[2:]
    gradient = []
    for dpicture in dout.tolist():
        gradient.append([])
        for dchannel in dpicture:
            dx = [[0.0] * width for _ in range(height)]
            for i, drow in enumerate(dchannel):
                for j, slope in enumerate(drow):
                    for u in range(size):
                        for v in range(size):
                            dx[stride * i + u][stride * j + v] += slope / (size * size)
            gradient[-1].append(dx)
    return gradient


def global_avg_pool(x):
    return [
        [sum(map(sum, channel)) / (len(channel) * len(channel[0])) for channel in picture]
        for picture in x.tolist()
    ]
