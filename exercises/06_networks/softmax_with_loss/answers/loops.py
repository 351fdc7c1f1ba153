import math


class SoftmaxWithLoss:
    def forward(self, logits, labels):
        self.rows, self.labels = logits.tolist(), labels.tolist()
        self.probabilities = []
        loss = 0.0
        for row, label in zip(self.rows, self.labels):
            top = max(row)
            exponentials = [math.exp(score - top) for score in row]
            total = sum(exponentials)
            self.probabilities.append([e / total for e in exponentials])
            loss += math.log(total) - (row[label] - top)
        return loss / len(self.rows)

    def backward(self, dout=1.0):
        n = len(self.rows)
        gradient = []
        for probabilities, label in zip(self.probabilities, self.labels):
            gradient.append(
                [dout * (p - (1.0 if k == label else 0.0)) / n for k, p in enumerate(probabilities)]
            )
        return gradient
