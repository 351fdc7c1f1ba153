def distance(x, c):
    return sum((a - b) ** 2 for a, b in zip(x, c))


def kmeans(X, k, rng, iterations=100):
    X = [[float(v) for v in row] for row in X]
    N, D = len(X), len(X[0])
    while True:  # until a run leaves no center empty
        centers = []
        for n in rng.permutation(N):
            if len(centers) < k and X[n] not in centers:
                centers.append(list(X[n]))
        labels = [-1] * N
        lost = False
        for _ in range(iterations):
            changed = False
            for n in range(N):
                best = 0
                for j in range(1, k):
                    if distance(X[n], centers[j]) < distance(X[n], centers[best]):
                        best = j
                if labels[n] != best:
                    labels[n], changed = best, True
            if not changed:
                break
            for j in range(k):
                members = [X[n] for n in range(N) if labels[n] == j]
                if not members:
                    lost = True
                    break
                centers[j] = [sum(m[d] for m in members) / len(members) for d in range(D)]
            if lost:
                break
        if not lost:
            return centers, labels
