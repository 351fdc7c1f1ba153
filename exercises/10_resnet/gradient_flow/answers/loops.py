import math


def input_gradient_norm(weights, x, residual):
    layers = [W.tolist() for W in weights]
    return math.sqrt(sum(g * g for row in x.tolist() for g in sample_gradient(layers, row, residual)))


def sample_gradient(layers, h, residual):
    if not layers:
        return [1.0] * len(h)
    W = layers[0]
    out, slopes = [], []
    for j in range(len(W[0])):
        t = math.tanh(sum(h[i] * W[i][j] for i in range(len(h))))
        slopes.append(1 - t * t)
        out.append(h[j] + t if residual else t)
    later = sample_gradient(layers[1:], out, residual)
    gradient = []
    for i in range(len(h)):
        g = later[i] if residual else 0.0
        for j, slope in enumerate(slopes):
            g += later[j] * slope * W[i][j]
        gradient.append(g)
    return gradient
