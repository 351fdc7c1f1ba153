import numpy as np


class Layer:
    """An element-wise layer remembers its input; the subclasses know the function and its slope."""

    def forward(self, x):
        self.x = x.copy()
        return self.function(self.x)

    def backward(self, dout):
        return self.slope(self.x) * dout


class ReLU(Layer):
    def function(self, x):
        return (x + np.abs(x)) / 2

    def slope(self, x):
        return np.heaviside(x, 0.0)


class Sigmoid(Layer):
    def function(self, x):
        return (1 + np.tanh(x / 2)) / 2

    def slope(self, x):
        return self.function(x) * self.function(-x)


class Tanh(Layer):
    def function(self, x):
        return np.sign(x) * -np.expm1(-2 * np.abs(x)) / (1 + np.exp(-2 * np.abs(x)))

    def slope(self, x):
        e = np.exp(-2 * np.abs(x))
        return 4 * e / (1 + e) ** 2
