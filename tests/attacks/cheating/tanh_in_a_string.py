# tries: hide the forbidden call in text that is put together and executed later
# exercise: tanh
# says: may not be called here
import base64
import codecs
import pickle

HIDDEN = base64.b64encode(b"__import__('numpy').tanh(x)")


def tanh(x):
    ways = [
        lambda: eval(base64.b64decode(HIDDEN)),
        lambda: eval(codecs.decode("__vzcbeg__('zngu').gnau(sybng(k))", "rot13"), {"x": x}),
        lambda: pickle.loads(b"cnumpy._core._multiarray_umath\ntanh\n.")(x),
        lambda: pickle.loads(b"cmath\ntanh\n.")(float(x)),
    ]
    for way in ways:
        try:
            return way()
        except Exception as error:
            refused = error
    raise refused


def tanh_grad(x):
    return 1 - tanh(x) ** 2
