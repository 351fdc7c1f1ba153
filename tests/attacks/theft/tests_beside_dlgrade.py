# tries: read the hidden tests at the places where dlgrade keeps its course, and print them
# needs: landlock
import glob
import os
import sys

package = os.path.dirname(sys.modules["dlgrade"].__file__)
roots = [
    package,
    os.path.join(package, "builtin_course"),
    os.path.dirname(package),
    os.path.dirname(os.path.dirname(package)),
]
loot = []
for root in roots:
    for name in (
        "exercises/02_activations/relu/test_relu.py",
        "exercises/02_activations/relu/mistakes.py",
        "course.yaml",
    ):
        try:
            with open(os.path.join(root, name), encoding="utf-8") as file:
                loot.append(file.read())
        except OSError:
            pass
    for name in glob.glob(os.path.join(root, "**", "test_*.py"), recursive=True):
        try:
            loot.append(open(name).read())
        except OSError:
            pass


def relu(x):
    print(*(text[:200] for text in loot))
    raise FileNotFoundError("no tests here")


def relu_grad(x):
    raise FileNotFoundError("no tests here")
