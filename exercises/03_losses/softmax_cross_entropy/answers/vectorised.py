import numpy as np


def softmax_cross_entropy(logits, labels):
    shifted = logits - logits.max(axis=1, keepdims=True)
    true_scores = shifted[np.arange(len(logits)), labels]
    return np.mean(np.log(np.exp(shifted).sum(axis=1)) - true_scores)


def softmax_cross_entropy_grad(logits, labels):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    gradient = e / e.sum(axis=1, keepdims=True)
    gradient[np.arange(len(logits)), labels] -= 1
    return gradient / len(logits)
