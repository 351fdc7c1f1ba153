class Affine:
    def __init__(self, W, b):
        self.W, self.b = W.tolist(), b.tolist()

    def forward(self, x):
        self.x = x.tolist()
        return [
            [sum(v * self.W[i][j] for i, v in enumerate(row)) + self.b[j] for j in range(len(self.b))]
            for row in self.x
        ]

    def backward(self, dout):
        D, M = len(self.W), len(self.b)
        self.dW = [
            [sum(self.x[n][i] * dout[n][j] for n in range(len(dout))) for j in range(M)] for i in range(D)
        ]
        self.db = [sum(dout[n][j] for n in range(len(dout))) for j in range(M)]
        return [
            [sum(dout[n][j] * self.W[i][j] for j in range(M)) for i in range(D)] for n in range(len(dout))
        ]
