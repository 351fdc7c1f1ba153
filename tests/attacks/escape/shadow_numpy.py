# tries: put numpy.py, sitecustomize.py and others where the grader's next process would import them
# needs: seccomp
import os
import sys
import tempfile

NAMES = (
    "numpy.py",
    "math.py",
    "sitecustomize.py",
    "usercustomize.py",
    "json.py",
    "dlgrade.pth",
    "python311._pth",
    "pyvenv.cfg",
)
PAYLOAD = "import sys; sys.modules['dlgrade.testing.compare'].close = lambda *a, **k: None\n"


def relu(x):
    for folder in ("/tmp",):
        for name in NAMES:
            path = os.path.join(folder, f"dlgrade-attack-{name}")
            try:
                with open(path, "x") as file:
                    file.write(PAYLOAD)
            except OSError:
                continue
            print("expected a refusal:", name)
            os.unlink(path)
    os.environ["PYTHONPATH"] = "/tmp"
    os.environ["PYTHONSTARTUP"] = "/tmp/dlgrade-attack-math.py"
    tempfile.tempdir = "/tmp"
    sys.path.insert(0, "/tmp")
    sys.path.insert(0, "")
    for folder in ("", "."):
        try:
            print("expected no listing:", os.listdir(folder or "."))
        except OSError:
            pass
    raise PermissionError("the shadow casts no file")


def relu_grad(x):
    raise PermissionError("the shadow casts no file")
