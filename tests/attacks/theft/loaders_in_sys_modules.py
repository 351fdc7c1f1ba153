# tries: use the loaders and caches that the grader's own imports have left behind
# needs: landlock
import importlib
import os
import sys

loot = []
package = os.path.dirname(sys.modules["dlgrade"].__file__)
for name in (
    "dlgrade.judge.runner",
    "dlgrade.judge.material",
    "dlgrade.testing",
    "dlgrade.course.model",
    "dlref",
    "dlref.activations",
):
    try:
        loot.append(importlib.import_module(name))
    except Exception:
        pass
for name, module in list(sys.modules.items()):
    loader = getattr(getattr(module, "__spec__", None), "loader", None)
    if name.startswith("dlgrade") and hasattr(loader, "get_data"):
        for path in (
            "judge/runner.py",
            "../../exercises/02_activations/relu/test_relu.py",
            "../dlref/activations.py",
        ):
            try:
                loot.append(loader.get_data(os.path.join(package, path)))
            except OSError:
                pass
        try:
            loot.append(loader.get_source(name))
        except (OSError, ImportError):
            pass
for folder, finder in sys.path_importer_cache.items():
    cached = getattr(finder, "_path_cache", None) or ()
    if any("dlref" in entry for entry in cached):
        loot.append(sorted(cached))


def relu(x):
    if loot:
        print("expected nothing, got", loot)
    raise ImportError("only what was there before")


def relu_grad(x):
    raise ImportError("only what was there before")
