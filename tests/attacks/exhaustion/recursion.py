# tries: call oneself without end, plainly and through special methods
# says: calls itself without end
class Mirror:
    def __getattr__(self, name):
        return getattr(self, name)

    def __repr__(self):
        return f"{self!r}"


def relu(x):
    return relu(relu(x))


def relu_grad(x):
    return repr(Mirror()) + Mirror().value
