def fit_perceptron(X, y, lr=1.0, epochs=100):
    samples = [[float(v) for v in row] for row in X]
    answers = [int(v) for v in y]
    w = [0.0] * len(samples[0])
    b = 0.0
    mistakes = []
    for epoch in range(epochs):
        wrong = 0
        for x, target in zip(samples, answers):
            total = b
            for d in range(len(w)):
                total += w[d] * x[d]
            answer = 1 if total >= 0 else 0
            if answer != target:
                wrong += 1
                direction = 1 if target == 1 else -1
                for d in range(len(w)):
                    w[d] += lr * direction * x[d]
                b += lr * direction
        mistakes.append(wrong)
        if wrong == 0:
            break
    return w, b, mistakes
