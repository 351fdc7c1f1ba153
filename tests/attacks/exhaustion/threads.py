# tries: start a thousand threads that never end
# needs: seccomp
import _thread
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def relu(x):
    started = 0
    for make in (
        lambda: threading.Thread(target=time.sleep, args=(30,), daemon=True).start(),
        lambda: _thread.start_new_thread(time.sleep, (30,)),
        lambda: threading.Timer(30, print).start(),
        lambda: ThreadPoolExecutor(100).submit(time.sleep, 30),
    ):
        for _ in range(250):
            try:
                make()
            except RuntimeError:
                break
            started += 1
    if started:
        print("expected no thread, started", started)
    raise RuntimeError("a single thread")


def relu_grad(x):
    raise RuntimeError("a single thread")
