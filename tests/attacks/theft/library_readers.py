# tries: read the tests with whatever in the standard library reads files
# needs: landlock
import os
import sys

package = os.path.dirname(sys.modules["dlgrade"].__file__)
root = os.path.dirname(os.path.dirname(package))
targets = [
    os.path.join(root, "exercises/02_activations/relu/test_relu.py"),
    os.path.join(package, "judge", "diagnosis.py"),
    "/etc/passwd",
]


def readers():
    import codecs
    import configparser
    import fileinput
    import importlib.resources
    import importlib.util
    import inspect
    import io
    import linecache
    import mmap
    import pathlib
    import pkgutil
    import shutil
    import tokenize
    import zipimport

    yield lambda p: "".join(linecache.getlines(p))
    yield lambda p: tokenize.open(p).read()
    yield lambda p: pathlib.Path(p).read_text()
    yield lambda p: io.FileIO(p).readall()
    yield lambda p: io.open_code(p).read()
    yield lambda p: codecs.open(p, encoding="utf-8").read()
    yield lambda p: "".join(fileinput.input([p]))
    yield lambda p: open(p, opener=lambda name, flags: os.open(name, os.O_RDONLY | os.O_NOCTTY)).read()
    yield lambda p: open(
        os.open(os.path.basename(p), 0, dir_fd=os.open(os.path.dirname(p), os.O_RDONLY))
    ).read()
    yield lambda p: mmap.mmap(os.open(p, os.O_RDONLY), 0, access=mmap.ACCESS_READ)[:300]
    yield lambda p: importlib.util.spec_from_file_location("m", p).loader.get_data(p)
    yield lambda p: pkgutil.get_data("dlgrade", os.path.relpath(p, package))
    yield lambda p: importlib.resources.files("dlgrade").joinpath(os.path.relpath(p, package)).read_text()
    yield lambda p: inspect.getsource(sys.modules["dlgrade.judge.worker"])
    yield lambda p: zipimport.zipimporter(p).get_data(p)
    yield lambda p: configparser.ConfigParser(allow_no_value=True, strict=False).read(p) or 1 / 0
    yield lambda p: shutil.copyfileobj(open(p), sys.stdout) or p
    yield (
        lambda p: (
            __import__("sqlite3")
            .connect(f"file:{p}?mode=ro", uri=True)
            .execute("select 1 from sqlite_master")
        )
    )
    yield lambda p: __import__("csv").reader(open(p)).__next__()
    yield lambda p: __import__("tarfile").open(p).getnames()
    yield lambda p: __import__("dbm").whichdb(p) or 1 / 0
    yield lambda p: __import__("xml.etree.ElementTree").etree.ElementTree.parse(p)


def relu(x):
    for path in targets:
        for read in readers():
            try:
                text = read(path)
            except BaseException:
                continue
            if text:
                print("expected a refusal, read", str(text)[:300])
    raise PermissionError("no reader can open it")


def relu_grad(x):
    raise PermissionError("no reader can open it")
