# tries: a tanh that overflows on its way, and has every means of saying so switched off
# exercise: tanh
# earned: 6
# tanh itself is right everywhere (1 + 1 + 2 + 2 points); that it did not warn is the child's own word. There is no slope.
import sys
import warnings

import numpy as np

np.seterr(all="ignore")
np.seterrcall(lambda *_: None)
warnings.resetwarnings()
warnings.simplefilter("ignore")
warnings.filterwarnings = warnings.simplefilter = lambda *_, **__: None
warnings.showwarning = warnings.warn = warnings.warn_explicit = lambda *_, **__: None
sys.modules["dlgrade.sandbox.interpreter"]._Output.show_warning = lambda *_, **__: None


def tanh(x):
    return 1 - 2 / (np.exp(2 * np.asarray(x, dtype=float)) + 1)


def tanh_grad(x):
    raise ArithmeticError
