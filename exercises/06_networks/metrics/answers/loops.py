def one_hot(labels, num_classes):
    rows = []
    for label in labels:
        row = [0.0] * num_classes
        row[label] = 1.0
        rows.append(row)
    return rows


def accuracy(scores, labels):
    right = 0
    for row, label in zip(scores, labels):
        best = 0
        for k in range(len(row)):
            if row[k] > row[best]:
                best = k
        if best == label:
            right += 1
    return right / len(labels)


def confusion_matrix(predicted, labels, num_classes):
    counts = [[0] * num_classes for _ in range(num_classes)]
    for p, t in zip(predicted, labels):
        counts[t][p] += 1
    return counts
