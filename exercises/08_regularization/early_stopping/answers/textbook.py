import math


class EarlyStopping:
    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = math.inf
        self.best_epoch = None
        self.wait = 0
        self.epochs = 0

    def update(self, val_loss):
        improved = self.best_epoch is None or val_loss + self.min_delta < self.best
        if improved:
            self.best = val_loss
            self.best_epoch = self.epochs
            self.wait = 0
        else:
            self.wait += 1
        self.epochs += 1
        if self.wait >= self.patience:
            return True
        return False
