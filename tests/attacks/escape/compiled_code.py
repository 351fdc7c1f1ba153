# tries: load compiled code from the answer's folder, from memory and from what a compiler would make here
# needs: seccomp landlock
import ctypes
import importlib.machinery
import importlib.util
import os
import subprocess
import sys

SUFFIXES = importlib.machinery.EXTENSION_SUFFIXES


def ways():
    for folder in (".", "/tmp", os.path.dirname(sys._getframe().f_code.co_filename) or "/"):
        for name in ("relu", "fast", "libattack"):
            for suffix in (*SUFFIXES, ".so"):
                path = os.path.join(folder, name + suffix)
                yield path, lambda: ctypes.CDLL(path)
                loader = importlib.machinery.ExtensionFileLoader(name, path)
                yield (
                    path,
                    lambda: importlib.util.module_from_spec(
                        importlib.util.spec_from_file_location(name, path, loader=loader)
                    ),
                )
    for fd in range(4):
        yield f"descriptor {fd}", lambda: ctypes.CDLL(f"/proc/self/fd/{fd}")
    yield "memory", lambda: ctypes.CDLL(f"/proc/self/fd/{os.memfd_create('code')}")
    yield (
        "compiler",
        lambda: subprocess.run(
            ["cc", "-shared", "-o", "/tmp/dlgrade-attack.so", "-xc", "-"], input=b"int f;", check=True
        ),
    )
    yield (
        "preloaded",
        lambda: (
            os.environ.update(LD_PRELOAD="/tmp/dlgrade-attack.so")
            or os.execv(sys.executable, [sys.executable])
        ),
    )


def relu(x):
    for name, attempt in ways():
        try:
            attempt()
        except (OSError, ImportError):
            continue
        print("expected a refusal:", name)
    raise ImportError("no code but Python's")


def relu_grad(x):
    raise ImportError("no code but Python's")
