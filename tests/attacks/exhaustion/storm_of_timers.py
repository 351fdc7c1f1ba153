# tries: let timers and the garbage collector interrupt everything, all the time
import gc
import signal
import sys
import time


def relu(x):
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, lambda *args: None)
        signal.setitimer(signal.ITIMER_REAL, 1e-4, 1e-4)
    gc.set_threshold(1)
    sys.setswitchinterval(1e-9)
    end = time.monotonic() + 0.3
    while time.monotonic() < end:
        loop = []
        loop.append(loop)
    raise TimeoutError("still here")


def relu_grad(x):
    raise TimeoutError("still here")
