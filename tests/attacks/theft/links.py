# tries: make links to the hidden tests, and read through them
# needs: seccomp landlock
import os
import sys

package = os.path.dirname(sys.modules["dlgrade"].__file__)
tests = os.path.join(os.path.dirname(os.path.dirname(package)), "exercises/02_activations/relu/test_relu.py")


def relu(x):
    for make in (os.symlink, os.link, lambda old, new: os.link(old, new, follow_symlinks=False)):
        name = f"/tmp/dlgrade-attack-{os.getpid()}.txt"
        try:
            make(tests, name)
            print("expected a refusal:", make.__name__)
        except OSError:
            continue
        try:
            print(open(name).read(300))
        finally:
            os.unlink(name)
    raise PermissionError("no links")


def relu_grad(x):
    raise PermissionError("no links")
