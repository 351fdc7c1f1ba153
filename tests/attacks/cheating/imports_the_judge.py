# tries: import the course and the judge, and ask them for the model answer and the tests
# needs: landlock
import importlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(sys.modules["dlgrade"].__file__).parents[1]))


def answer():
    model = importlib.import_module("dlgrade.course.model")
    exercise = model.Course(model.builtin_root()).exercise("relu")
    namespace = {}
    exec(exercise.answers[0].read_text(), namespace)
    return namespace


def relu(x):
    return answer()["relu"](x)


def relu_grad(x):
    return answer()["relu_grad"](x)
