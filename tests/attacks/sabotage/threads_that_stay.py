# tries: leave threads behind that change results and arguments after the function has returned
# needs: seccomp
import _thread
import concurrent.futures
import threading
import time

import numpy as np


def forever(x):
    while True:
        x[...] = 0
        time.sleep(0)


def relu(x):
    result = np.full(np.shape(x), -1000.0)
    for start in (
        lambda: _thread.start_new_thread(forever, (result,)),
        lambda: threading.Thread(target=forever, args=(result,), daemon=True).start(),
        lambda: concurrent.futures.ThreadPoolExecutor(4).submit(forever, result),
    ):
        try:
            start()
        except RuntimeError as error:
            refused = error
    raise refused


relu_grad = relu
