import math


def z_scores(X):
    N, D = len(X), len(X[0])
    scores = [[0.0] * D for _ in range(N)]
    for d in range(D):
        column = [float(row[d]) for row in X]
        if all(v == column[0] for v in column):
            continue
        mean = math.fsum(column) / N
        deviation = math.sqrt(math.fsum((v - mean) ** 2 for v in column) / N)
        for n in range(N):
            scores[n][d] = (column[n] - mean) / deviation
    return scores


def anomalies(X, threshold=3.0):
    result = []
    for row in z_scores(X):
        far = False
        for z in row:
            if z > threshold or z < -threshold:
                far = True
        result.append(far)
    return result
