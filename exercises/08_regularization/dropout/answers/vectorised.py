class Dropout:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        self.factor = (rng.random(x.shape) >= self.rate) / (1 - self.rate) if train else 1.0
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor
