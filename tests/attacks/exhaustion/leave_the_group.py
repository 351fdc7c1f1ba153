# tries: leave the session and the group by a double fork, and outlive the check
# needs: seccomp
import os
import signal
import time


def outlive():
    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.setpgid(0, 0)
            time.sleep(20)
        os._exit(0)


def relu(x):
    for leave in (outlive, os.setsid, lambda: os.setpgid(0, 0), lambda: os.setpgid(0, os.getppid())):
        try:
            leave()
        except OSError:
            continue
        print("expected a refusal")
    raise PermissionError("I stay in my group")


def relu_grad(x):
    raise PermissionError("I stay in my group")
