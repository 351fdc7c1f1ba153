class Dropout:
    def __init__(self, rate=0.5):
        self.keep = 1 - rate

    def forward(self, x, rng, train=True):
        self.factor = rng.binomial(1, self.keep, size=x.shape) / self.keep if train else 1.0
        return self.factor * x

    def backward(self, dout):
        return self.factor * dout
