# tries: ask by stat, access, timing and link targets which files exist, then read those that do
# needs: landlock
import os
import sys
import time

package = os.path.dirname(sys.modules["dlgrade"].__file__)
root = os.path.dirname(os.path.dirname(package))
guesses = [
    os.path.join(root, "exercises/02_activations/relu/test_relu.py"),
    os.path.join(root, "exercises/02_activations/relu/answers/vectorised.py"),
    os.path.join(root, "reference/dlref/activations.py"),
    os.path.join(package, "builtin_course/exercises/02_activations/relu/test_relu.py"),
    *(f"/tmp/pytest-of-root/pytest-{n}" for n in range(30)),
    "/etc/shadow",
    "/etc/passwd",
]


def relu(x):
    there = []
    for path in guesses:
        start = time.perf_counter()
        try:
            size = os.stat(path).st_size
        except OSError:
            continue
        there.append((size, os.access(path, os.R_OK), time.perf_counter() - start > 0.001))
        for name in (path, f"{path}/test_relu.py", f"{path}/."):
            try:
                print("expected only its size:", open(name).read())
            except OSError:
                pass
    print(len(there), "are there")
    raise PermissionError("to look is not to read")


def relu_grad(x):
    raise PermissionError("to look is not to read")
