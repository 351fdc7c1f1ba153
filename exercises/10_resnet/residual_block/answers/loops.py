class ResidualBlock:
    def __init__(self, W1, b1, W2, b2):
        self.W1, self.b1 = W1.tolist(), b1.tolist()
        self.W2, self.b2 = W2.tolist(), b2.tolist()

    def forward(self, x):
        self.x, self.h = x.tolist(), []
        out = []
        for row in self.x:
            hidden = []
            for m, bias in enumerate(self.b1):
                z = bias
                for d, value in enumerate(row):
                    z += value * self.W1[d][m]
                hidden.append(max(z, 0.0))
            self.h.append(hidden)
            change = []
            for d, bias in enumerate(self.b2):
                total = bias
                for m, value in enumerate(hidden):
                    total += value * self.W2[m][d]
                change.append(total)
            out.append([change[d] + row[d] for d in range(len(row))])
        return out

    def backward(self, dout):
        D, M = len(self.b2), len(self.b1)
        dW1 = [[0.0] * M for _ in range(D)]
        dW2 = [[0.0] * D for _ in range(M)]
        db1, db2 = [0.0] * M, [0.0] * D
        dx = []
        for n, g in enumerate(dout.tolist()):
            dz = [0.0] * M
            for m in range(M):
                for d in range(D):
                    dW2[m][d] += self.h[n][m] * g[d]
                    if self.h[n][m] > 0:
                        dz[m] += g[d] * self.W2[m][d]
            row = list(g)
            for d in range(D):
                db2[d] += g[d]
                for m in range(M):
                    dW1[d][m] += self.x[n][d] * dz[m]
                    row[d] += dz[m] * self.W1[d][m]
            for m in range(M):
                db1[m] += dz[m]
            dx.append(row)
        self.dW1, self.db1, self.dW2, self.db2 = dW1, db1, dW2, db2
        return dx
