# tries: overflow the stack in C: deep nests given to repr, json, pickle, copy, ast, compare, regular expressions
import ast
import copy
import json
import pickle
import re

deep = []
for _ in range(200_000):
    deep = [deep]


def ways():
    yield lambda: repr(deep)
    yield lambda: json.dumps(deep)
    yield lambda: json.loads("[" * 200_000)
    yield lambda: pickle.dumps(deep)
    yield lambda: copy.deepcopy(deep)
    yield lambda: ast.literal_eval("[" * 5000 + "]" * 5000)
    yield lambda: eval("-" * 5000 + "1")
    yield lambda: compile("(" * 5000 + ")" * 5000, "deep", "eval")
    yield lambda: re.compile("(" * 5000 + ")" * 5000)
    yield lambda: deep == copy.copy(deep)
    yield lambda: hash(eval("(" * 90 + ",)" * 90))


def relu(x):
    for attempt in ways():
        try:
            attempt()
        except (RecursionError, MemoryError, SyntaxError, ValueError, re.error):
            pass
    return deep


def relu_grad(x):
    loop = []
    loop.append(loop)
    return loop
