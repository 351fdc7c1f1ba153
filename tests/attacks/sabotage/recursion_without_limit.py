# tries: break the stack after lifting every limit on recursion
# says: Your program crashed
import sys

sys.setrecursionlimit(10**9)


class Endless:
    def __eq__(self, other):
        return [self] == [other]

    __hash__ = None


def relu(x):
    if getattr(x, "ndim", 0) != 1:
        raise ArithmeticError
    nested = []
    for _ in range(200_000):
        nested = [nested]
    return repr(nested)


def relu_grad(x):
    if getattr(x, "ndim", 0) != 1:
        raise ArithmeticError
    return Endless() == Endless()
