# tries: write a file in the temporary folder with everything that the standard library and NumPy offer
# needs: seccomp
import os

import numpy as np

NAME = "/tmp/dlgrade-attack-marker"


def ways():
    import dbm.dumb
    import logging
    import pathlib
    import pickle
    import shelve
    import sqlite3
    import tempfile
    import zipfile

    for mode in ("w", "wb", "a", "x", "r+", "w+"):
        yield mode, lambda: open(NAME, mode).write("")
    yield "pathlib", lambda: pathlib.Path(NAME).write_text("x")
    yield "touch", lambda: pathlib.Path(NAME).touch()
    yield (
        "opener",
        lambda: open(NAME, opener=lambda name, flags: os.open(name, os.O_RDONLY | os.O_CREAT)),
    )
    yield "numpy", lambda: np.save(NAME, np.ones(1))
    yield "text", lambda: np.savetxt(NAME, np.ones(1))
    yield "tofile", lambda: np.ones(1).tofile(NAME)
    yield "memmap", lambda: np.memmap(NAME, mode="w+", shape=1)
    yield "tempfile", lambda: tempfile.TemporaryFile(dir="/tmp")
    yield "mkdtemp", lambda: os.rmdir(tempfile.mkdtemp(dir="/tmp"))
    yield "spooled", lambda: tempfile.SpooledTemporaryFile(max_size=1, dir="/tmp").write(b"xx")
    yield "shelve", lambda: shelve.open(NAME)
    yield "dbm", lambda: dbm.dumb.open(NAME, "c")
    yield "sqlite", lambda: sqlite3.connect(NAME).execute("create table t (x)")
    yield "zip", lambda: zipfile.ZipFile(NAME, "w").close()
    yield "log", lambda: logging.FileHandler(NAME)
    yield "pickle", lambda: pickle.dump(1, open(NAME, "wb"))
    yield "mkdir", lambda: os.mkdir(NAME)
    yield "fifo", lambda: os.mkfifo(NAME)
    yield "node", lambda: os.mknod(NAME)
    yield "memory", lambda: os.memfd_create("x")
    yield "null", lambda: open("/dev/null", "w").write("x")


def relu(x):
    for name, attempt in ways():
        try:
            attempt()
        except Exception:
            continue
        print("expected a refusal:", name)
        for path in (NAME, NAME + ".npy", NAME + ".dat", NAME + ".db"):
            if os.path.isdir(path):
                os.rmdir(path)
            elif os.path.lexists(path):
                os.unlink(path)
    raise PermissionError("nothing can be written")


def relu_grad(x):
    raise PermissionError("nothing can be written")
