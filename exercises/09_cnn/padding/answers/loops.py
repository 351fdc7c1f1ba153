def pad2d(x, pad):
    pictures = []
    for picture in x.tolist():
        channels = []
        for rows in picture:
            width = len(rows[0]) + 2 * pad
            framed = [[0.0] * width for _ in range(pad)]
            for row in rows:
                framed.append([0.0] * pad + row + [0.0] * pad)
            framed += [[0.0] * width for _ in range(pad)]
            channels.append(framed)
        pictures.append(channels)
    return pictures
