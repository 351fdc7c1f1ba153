# tries: walk through site-packages and the folders of editable installs, and print every test in them
# needs: landlock
import os
import site
import sys
import sysconfig

import numpy as np

folders = {
    sysconfig.get_path("purelib"),
    sysconfig.get_path("platlib"),
    os.path.dirname(os.path.dirname(np.__file__)),
}
folders |= set(site.getsitepackages()) | {site.getusersitepackages()}
folders |= {
    part for argument in sys.orig_argv for part in argument.split(os.pathsep) if part.startswith(os.sep)
}
loot = []


def read(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


for folder in folders:
    try:
        names = os.listdir(folder)
    except OSError:
        names = ["_dlgrade.pth", "dlgrade.pth", "__editable__.dlgrade.pth", "easy-install.pth"]
    for name in names:
        if name.endswith(".pth"):
            loot += [
                read(os.path.join(line, "dlref", "__init__.py"))
                for line in read(os.path.join(folder, name)).split()
            ]
    for here, _, files in os.walk(folder):
        if "dlgrade" in here or "course" in here:
            loot += [read(os.path.join(here, name)) for name in files if name.startswith("test_")]


def relu(x):
    print(*loot)
    raise LookupError("nothing is installed here")


def relu_grad(x):
    raise LookupError("nothing is installed here")
