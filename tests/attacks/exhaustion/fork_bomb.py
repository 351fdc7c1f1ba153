# tries: fork until nothing else runs (at most 50 processes, which end by themselves)
# needs: seccomp
import os
import time

started = 0


def relu(x):
    global started
    while started < 50:
        started += 1
        if os.fork() == 0:
            time.sleep(3)
            os._exit(0)


def relu_grad(x):
    for name in ("forkpty", "fork"):
        if getattr(os, name)() in (0, (0, -1)):
            os._exit(0)
