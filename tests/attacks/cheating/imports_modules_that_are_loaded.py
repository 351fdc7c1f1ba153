# tries: reach the judge's modules through those that are loaded, without any import
# needs: landlock
import sys


def reachable():
    for name, module in list(sys.modules.items()):
        if name.startswith("dlgrade"):
            for key, value in list(vars(module).items()):
                if any(
                    word in key.lower()
                    for word in ("material", "reference", "expected", "mistake", "answers")
                ):
                    yield value


def relu(x):
    found = [value for value in reachable() if hasattr(value, "relu")]
    if not found:
        worker = sys.modules["dlgrade.judge.worker"]
        found = [worker._course(".").exercise("relu"), worker._material("{}").reference]
    return found[0].relu(x)


def relu_grad(x):
    raise ArithmeticError
