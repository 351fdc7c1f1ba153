# tries: lift the limit of recursion and overflow the stack of the process
# says: crashed (SIG
import sys


def relu(x):
    sys.setrecursionlimit(1 << 30)
    return relu_deeper([x])


def relu_deeper(x):
    return max(x, key=lambda y: relu_deeper([y]))


def relu_grad(x):
    raise RecursionError
