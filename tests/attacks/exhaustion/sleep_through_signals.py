# tries: ignore every signal and every exception, and sleep
# says: was stopped after 2 s
import signal
import time


def ignore(number, handler):
    try:
        signal.signal(number, handler)
    except (OSError, ValueError):
        pass


for number in range(1, 65):
    ignore(number, signal.SIG_IGN)
if hasattr(signal, "pthread_sigmask"):
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))


def relu(x):
    while True:
        try:
            time.sleep(100)
        except BaseException:
            continue


def relu_grad(x):
    raise ValueError
