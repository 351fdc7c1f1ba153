import math


def f(z, activation):
    if activation == "relu":
        return z if z > 0 else 0.0
    if activation == "tanh":
        return math.tanh(z)
    if z < 0:
        return math.exp(z) / (1 + math.exp(z))
    return 1 / (1 + math.exp(-z))


def layer_std(x, weights, activation):
    h = [[float(v) for v in row] for row in x]
    stds = []
    for W in weights:
        rows = []
        for sample in h:
            row = []
            for j in range(len(W[0])):
                total = 0.0
                for i in range(len(sample)):
                    total += sample[i] * float(W[i][j])
                row.append(f(total, activation))
            rows.append(row)
        h = rows
        values = [v for row in h for v in row]
        mean = sum(values) / len(values)
        stds.append(math.sqrt(sum((v - mean) ** 2 for v in values) / len(values)))
    return stds
