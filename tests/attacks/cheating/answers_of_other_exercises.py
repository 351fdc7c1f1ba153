# tries: import the other exercises' files, which lie in the same folder
# needs: landlock
import importlib
import sys

sys.path[:0] = [".", "02_activations", "..", "../02_activations"]
sys.path_importer_cache.clear()


def relu(x):
    for name in ("leaky_relu", "step", "identity", "elu"):
        try:
            return getattr(importlib.import_module(name), name)(x)
        except (ImportError, AttributeError, TypeError):
            continue
    raise ImportError("nobody else is here")


def relu_grad(x):
    return importlib.import_module("step").step(x)
