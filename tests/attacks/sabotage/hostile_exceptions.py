# tries: exceptions that raise again whenever somebody looks at them
import os


class Liar(type):
    __name__ = property(lambda cls: os._exit(0))
    __mro__ = property(lambda cls: os._exit(0))

    def __instancecheck__(cls, other):
        return True


class Hostile(BaseException, metaclass=Liar):
    __traceback__ = property(lambda self: 1 / 0)
    __class__ = property(lambda self: NotImplementedError)

    def __str__(self):
        raise self

    __repr__ = __getattr__ = __format__ = __str__


class Deep(Exception):
    def __str__(self):
        raise Hostile


def relu(x):
    raise Hostile


def relu_grad(x):
    cause = Deep()
    for _ in range(10_000):
        cause, cause.__cause__ = Deep(), cause
    raise BaseExceptionGroup("x" * 100_000, [cause, Hostile()])
