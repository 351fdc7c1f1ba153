# tries: leave the folders that may be read by dots, doubled slashes, links and other names of the root
# needs: landlock
import os
import sys

import numpy as np

package = os.path.dirname(sys.modules["dlgrade"].__file__)
tests = os.path.join(os.path.dirname(os.path.dirname(package)), "exercises/02_activations/relu/test_relu.py")
allowed = [
    os.path.dirname(np.__file__),
    os.path.dirname(os.__file__),
    "/lib64",
    "/usr/share/zoneinfo",
    "/dev",
]
up = "/.." * 20
paths = []
for target in (tests, "/etc/passwd", "/proc/self/environ"):
    paths += [folder + up + target for folder in allowed]
    paths += [folder + "/./" + up + "//" + target for folder in allowed]
    paths += [
        f"/proc/{own}/root{target}"
        for own in ("self", "thread-self", f"self/task/{os.getpid()}", os.getppid(), 1)
    ]
    paths += [f"/proc/self/cwd{up}{target}", f"/proc/self/fd/0/..{up}{target}", f"/dev/fd/0/..{up}{target}"]
    paths += ["/" + target, "//" + target, target + "/.", target.replace("/", "/./"), os.path.relpath(target)]
numpy_beside = os.path.join(os.path.dirname(np.__file__), "..")
paths += [
    f"{numpy_beside}/{name}"
    for name in ("_dlgrade.pth", "dlgrade/__init__.py", "click/__init__.py", "pip/__init__.py")
]
for folder in allowed[:2]:
    for here, folders, files in os.walk(folder):
        folders[:] = folders[:4]
        paths += [
            os.path.join(here, name, "..", "..", "..", "dlgrade")
            for name in folders
            if os.path.islink(f"{here}/{name}")
        ]


def relu(x):
    for path in paths:
        try:
            text = open(path).read(200)
        except (OSError, ValueError):
            continue
        print("expected a refusal, read", text)
    raise PermissionError("all ways lead to the same door")


def relu_grad(x):
    raise PermissionError("all ways lead to the same door")
