class Momentum:
    """Keeps the gradients themselves and adds up the geometric series."""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.history = lr, momentum, []

    def step(self, params, grads):
        self.history.append({k: g.copy() for k, g in grads.items()})
        new = {}
        for k, p in params.items():
            v = 0.0
            for old in self.history:
                v = self.momentum * v - self.lr * old[k]
            new[k] = p + v
        return new
