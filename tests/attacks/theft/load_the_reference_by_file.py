# tries: load the reference with every loader that takes a path, and hand its functions out
# needs: landlock
import importlib.machinery
import importlib.util
import os
import runpy
import sys

package = os.path.dirname(sys.modules["dlgrade"].__file__)
above = os.path.dirname(package)
found = {}
for folder in (above, os.path.dirname(above), os.path.join(os.path.dirname(above), "reference")):
    path = os.path.join(folder, "dlref", "activations.py")
    loader = importlib.machinery.SourceFileLoader("stolen", path)
    compiled = importlib.util.cache_from_source(path)
    for load in (
        lambda: loader.load_module().__dict__,
        lambda: runpy.run_path(path),
        lambda: {"relu": eval(compile(loader.get_data(path), path, "exec"))},
        lambda: importlib.machinery.SourcelessFileLoader("stolen", compiled).load_module().__dict__,
        lambda: vars(importlib.util.spec_from_file_location("stolen", path).loader.load_module()),
    ):
        try:
            found.update(load())
        except Exception:
            pass


def relu(x):
    return found["relu"](x)


def relu_grad(x):
    return found["relu_grad"](x)
