class EarlyStopping:
    """Keeps every loss and goes through all of them again each time."""

    def __init__(self, patience=3, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.losses = []

    def update(self, val_loss):
        self.losses.append(val_loss)
        self.best, self.best_epoch = self.losses[0], 0
        failed = 0
        for epoch in range(1, len(self.losses)):
            if self.losses[epoch] < self.best - self.min_delta:
                self.best, self.best_epoch = self.losses[epoch], epoch
                failed = 0
            else:
                failed += 1
        return failed >= self.patience
