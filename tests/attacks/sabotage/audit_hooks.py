# tries: refuse everything that the sandbox does from now on
import builtins
import sys


def refuse(event, arguments):
    if active:
        raise SystemExit(event)


active = False
sys.addaudithook(refuse)
sys.breakpointhook = sys.displayhook = builtins.__build_class__ = None


def relu(x):
    global active
    active = True
    raise ArithmeticError


def relu_grad(x):
    builtins.__import__ = None
    sys.meta_path.clear()
    sys.path_hooks.clear()
    sys.modules.clear()
    raise ArithmeticError
