# tries: import the other exercises' files and the stub of this one
# needs: landlock
import importlib
import sys

sys.path[:0] = [".", "02_activations", "..", "../02_activations"]


def relu(x):
    for name in ("leaky_relu", "step", "identity", "elu"):
        try:
            module = importlib.import_module(name)
            return getattr(module, name)(x, 0.0)
        except (ImportError, AttributeError, TypeError):
            continue
    from . import step

    return x * step.step(x)


def relu_grad(x):
    from step import step

    return step(x)
