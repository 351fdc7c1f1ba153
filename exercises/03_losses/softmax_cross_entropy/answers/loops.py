import math


def exponentials(row):
    top = max(row)
    return [math.exp(score - top) for score in row], top


def softmax_cross_entropy(logits, labels):
    total = 0.0
    for row, label in zip(logits.tolist(), labels.tolist()):
        e, top = exponentials(row)
        total += math.log(sum(e)) + top - row[label]
    return total / len(logits)


def softmax_cross_entropy_grad(logits, labels):
    gradient = []
    for row, label in zip(logits.tolist(), labels.tolist()):
        e, _ = exponentials(row)
        total = sum(e)
        slopes = [v / total for v in e]
        slopes[label] -= 1
        gradient.append([s / len(logits) for s in slopes])
    return gradient
