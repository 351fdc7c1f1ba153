import math


def covariance(X):
    N, D = len(X), len(X[0])
    means = [sum(row[d] for row in X) / N for d in range(D)]
    Z = [[row[d] - means[d] for d in range(D)] for row in X]
    return [[sum(z[i] * z[j] for z in Z) / (N - 1) for j in range(D)] for i in range(D)]


def pca(X, k):
    """Jacobi's method: turn two axes at a time until the covariance is diagonal."""
    A = covariance([[float(v) for v in row] for row in X])
    D = len(A)
    V = [[float(i == j) for j in range(D)] for i in range(D)]  # axes in rows
    for _ in range(60):
        if sum(A[i][j] ** 2 for i in range(D) for j in range(D) if i != j) < 1e-30:
            break
        for p in range(D):
            for q in range(p + 1, D):
                if A[p][q] == 0:
                    continue
                angle = 0.5 * math.atan2(2 * A[p][q], A[p][p] - A[q][q])
                c, s = math.cos(angle), math.sin(angle)
                for i in range(D):
                    A[p][i], A[q][i] = c * A[p][i] + s * A[q][i], c * A[q][i] - s * A[p][i]
                    V[p][i], V[q][i] = c * V[p][i] + s * V[q][i], c * V[q][i] - s * V[p][i]
                for i in range(D):
                    A[i][p], A[i][q] = c * A[i][p] + s * A[i][q], c * A[i][q] - s * A[i][p]
    order = sorted(range(D), key=lambda i: A[i][i], reverse=True)[:k]
    return [V[i] for i in order], [A[i][i] for i in order]
