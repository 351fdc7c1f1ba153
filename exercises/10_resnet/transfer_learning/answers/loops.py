import math


def fine_tune(base, W, b, X, labels, lr=0.1, steps=200):
    features = base(X).tolist()
    W, b = W.tolist(), b.tolist()
    N, D, K = len(features), len(W), len(b)
    for _ in range(steps):
        dW = [[0.0] * K for _ in range(D)]
        db = [0.0] * K
        for f, label in zip(features, labels.tolist()):
            z = list(b)
            for d in range(D):
                for k in range(K):
                    z[k] += f[d] * W[d][k]
            top = max(z)
            e = [math.exp(v - top) for v in z]
            total = sum(e)
            for k in range(K):
                error = (e[k] / total - (1 if k == label else 0)) / N
                db[k] += error
                for d in range(D):
                    dW[d][k] += f[d] * error
        for k in range(K):
            b[k] -= lr * db[k]
            for d in range(D):
                W[d][k] -= lr * dW[d][k]
    return W, b
