# tries: hang where an object dies: in __del__, in a weak reference's callback, in the garbage collector
# says: was stopped after 2 s
import gc
import time
import weakref


class Undead:
    def __init__(self):
        self.me = self

    def __del__(self):
        weakref.finalize(type(self), time.sleep, 1)
        while True:
            time.sleep(1)


def relu(x):
    Undead()
    gc.collect()
    return x


def relu_grad(x):
    raise ValueError
