# tries: let tracebacks, warnings and debuggers quote the lines of hidden files, and raise what they wrote
# needs: landlock
import os
import sys
import traceback
import warnings

package = os.path.dirname(sys.modules["dlgrade"].__file__)
tests = os.path.join(os.path.dirname(os.path.dirname(package)), "exercises/02_activations/relu/test_relu.py")


def quotes():
    for line in range(1, 40):
        try:
            exec(compile("\n" * (line - 1) + "raise ValueError", tests, "exec"))
        except ValueError:
            yield traceback.format_exc()
    yield warnings.formatwarning("w", UserWarning, tests, 3)
    yield "".join(traceback.format_list(traceback.extract_stack()))
    try:
        import cgitb

        yield cgitb.text(sys.exc_info())
    except Exception:
        pass
    try:
        compile("def f(:", tests, "exec")
    except SyntaxError as error:
        yield str(error.text)


def relu(x):
    text = "".join(quotes())
    for line in text.splitlines():
        if "student" in line or "dlref" in line or "points" in line:
            print("expected no source:", line)
    raise LookupError("no source to quote")


def relu_grad(x):
    raise LookupError("no source to quote")
