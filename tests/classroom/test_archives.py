"""Archives: what is read of good ones, and the sentence for every kind of bad one."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
import zlib
from pathlib import PurePosixPath

import pytest
from packing import tar_of, zip_of

from dlgrade.classroom.intake.archives import OF_STUDENT, Limits, Refused, archive_suffix, read_archive

FILES = {"hw/02_activations/relu.py": "def relu(x): ...\n", "hw/notes.txt": "no", "hw/빈 칸.py": "x = 1\n"}


def named(value):
    """Bytes differ from run to run by the times in them; the name of a test must not."""
    return value if isinstance(value, str) else "data"


def read(name, data, limits=OF_STUDENT):
    return read_archive(name, io.BytesIO(data), lambda path: path.suffix == ".py", limits)


def refusal(name, data, limits=OF_STUDENT):
    with pytest.raises(Refused) as caught:
        read(name, data, limits)
    text = caught.value.text
    assert text.en != text.ko
    assert any("가" <= c <= "힣" for c in text.ko)
    return text.en


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zip_of(FILES)),
        ("a.ZIP", zip_of(FILES)),
        ("a.tar", tar_of(FILES, "w")),
        ("a.tar.gz", tar_of(FILES)),
        ("a.tgz", tar_of(FILES)),
        ("a.tar.bz2", tar_of(FILES, "w:bz2")),
        ("a.tar.xz", tar_of(FILES, "w:xz")),
    ],
    ids=named,
)
def test_the_wanted_members_are_read(name, data):
    assert read(name, data) == {
        PurePosixPath("hw/02_activations/relu.py"): b"def relu(x): ...\n",
        PurePosixPath("hw/빈 칸.py"): b"x = 1\n",
    }


def test_windows_separators_are_separators():
    assert list(read("a.zip", zip_of({"hw\\relu.py": "x"}))) == [PurePosixPath("hw/relu.py")]


@pytest.mark.parametrize("name", ["notes.txt", "a.zip.txt", "relu.py", "a.gz", "a.rar", "zip"])
def test_other_files_are_no_archives(name):
    assert archive_suffix(name) is None


@pytest.mark.parametrize(
    "path",
    [
        "../relu.py",
        "hw/../../relu.py",
        "/etc/relu.py",
        "C:\\relu.py",
        "c:relu.py",
        "..\\relu.py",
        "\\\\host\\share\\relu.py",
    ],
)
@pytest.mark.parametrize(
    "pack", [lambda files: ("a.zip", zip_of(files)), lambda files: ("a.tar.gz", tar_of(files))]
)
def test_paths_that_lead_out_are_refused(path, pack):
    assert "a path that leads out of it" in refusal(*pack({"relu.py": "x", path: "x"}))


@pytest.mark.parametrize(
    "path", ["a\nb.py", "a\x1b[31m.py", "d/" * 30 + "relu.py", "x" * 300 + ".py", "‮yp.ulre.py"]
)
def test_absurd_names_are_refused(path):
    said = refusal("a.tar.gz", tar_of({path: "x"}))
    assert "which is not read" in said
    assert not {"\n", "\x1b"} & set(said)
    assert len(said) < 200


def tar_with(info):
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w:gz") as archive:
        archive.addfile(info)
    return raw.getvalue()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE])
def test_links_in_a_tar_are_refused(kind):
    info = tarfile.TarInfo("relu.py")
    info.type, info.linkname = kind, "/etc/passwd"
    assert refusal("a.tgz", tar_with(info)).startswith("holds a link, `relu.py`.")


@pytest.mark.parametrize("kind", [tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE])
def test_devices_are_refused(kind):
    info = tarfile.TarInfo("relu.py")
    info.type = kind
    assert "neither a file nor a folder" in refusal("a.tgz", tar_with(info))


def test_links_in_a_zip_are_refused():
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        info = zipfile.ZipInfo("relu.py")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    assert refusal("a.zip", raw.getvalue()).startswith("holds a link, `relu.py`.")


SMALL = Limits(bytes=100_000, members=10)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zip_of({"relu.py": b"0" * 100_001})),
        ("a.zip", zip_of({f"{i}.py": b"0" * 20_000 for i in range(6)})),
        ("a.tar.gz", tar_of({"relu.py": b"0" * 100_001})),
        ("a.tar.gz", tar_of({f"{i}.py": b"0" * 20_000 for i in range(6)})),
        ("a.tar.xz", tar_of({"relu.txt": b"0" * 10_000_000}, "w:xz")),
    ],
    ids=named,
)
def test_bombs_are_refused(name, data):
    assert "unpacks to more than" in refusal(name, data, SMALL)


def test_a_zip_that_lies_about_sizes_is_refused():
    """The directory says 10 bytes; the member unpacks to a megabyte."""
    data = bytearray(zip_of({"relu.py": b"0" * 1_000_000}))
    true = (1_000_000).to_bytes(4, "little")
    assert data.count(true) == 2
    lie = bytes(data).replace(true, (10).to_bytes(4, "little"))
    assert refusal("a.zip", lie, SMALL)


def test_too_many_members_are_refused():
    assert "more than 10 files" in refusal("a.zip", zip_of({f"{i}.txt": "" for i in range(11)}), SMALL)
    assert "more than 10 files" in refusal("a.tgz", tar_of({f"{i}.txt": "" for i in range(11)}), SMALL)


def encrypted():
    data = bytearray(zip_of({"relu.py": "x"}))
    data[6] |= 1
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    return bytes(data)


def test_an_encrypted_archive_is_refused():
    assert refusal("a.zip", encrypted()) == "is encrypted. Pack the files without a password."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", b""),
        ("a.zip", b"PK\x03\x04 and nothing else"),
        ("a.zip", zip_of(FILES)[:-30]),
        (
            "a.zip",
            zip_of({"relu.py": "x" * 1000}).replace(
                zlib.crc32(b"x" * 1000).to_bytes(4, "little"), b"\0\0\0\0"
            ),
        ),
        ("a.tar.gz", b"\x1f\x8b\x08 no"),
        ("a.tar.gz", tar_of(FILES)[:-40]),
        ("a.tar.gz", gzip.compress(b"not a tar at all" * 100)),
        ("a.tar.bz2", b"BZh9 no"),
        ("a.tar.xz", b"\xfd7zXZ\0 no"),
        ("a.tar.xz", tar_of(FILES, "w")),
    ],
    ids=named,
)
def test_damaged_archives_are_refused(name, data):
    assert refusal(name, data) == "is damaged. Pack the files again."


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice_is_refused():
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("relu.py", "1")
        archive.writestr("relu.py", "2")
    assert refusal("a.zip", raw.getvalue()) == "holds `relu.py` twice."
