"""Archives from students, read into memory and never unpacked: what could harm is refused with a sentence.

Nothing is written anywhere, so that a path can lead nowhere; still an archive whose names climb, whose members are links
or devices, or that grows beyond its `Limits` is refused as a whole: nobody packs homework that way by accident, and half
an archive must not be graded as if it were all.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO, Any, NamedTuple

from dlgrade.errors import UserError
from dlgrade.i18n import Text

MAX_DEPTH = 20
MAX_NAME = 255


class Limits(NamedTuple):
    """How much an archive may hold: bytes of all members together, unpacked, and members."""

    bytes: int
    members: int


OF_STUDENT = Limits(64 << 20, 5_000)
OF_CLASS = Limits(4 << 30, 500_000)

_ZIP = (".zip",)
_TAR: dict[str, Callable[[IO[bytes]], Any]] = {
    ".tar": lambda raw: raw,
    ".tar.gz": lambda raw: gzip.GzipFile(fileobj=raw),
    ".tgz": lambda raw: gzip.GzipFile(fileobj=raw),
    ".tar.bz2": bz2.BZ2File,
    ".tar.xz": lzma.LZMAFile,
}
SUFFIXES = (*_ZIP, *_TAR)


class Refused(UserError):
    """A file of a submission is not read; the text says why, and what to do."""


def archive_suffix(name: str) -> str | None:
    """The ending by which a file name is an archive's, as ``.tar.gz``; None if it is not."""
    return next((suffix for suffix in SUFFIXES if name.lower().endswith(suffix)), None)


def read_archive(
    name: str, content: IO[bytes], wanted: Callable[[PurePosixPath], bool], limits: Limits = OF_STUDENT
) -> dict[PurePosixPath, bytes]:
    """Read the wanted members of an archive.

    Args:
        name: the archive's file name, for its format and for messages.
        content: the archive, seekable.
        wanted: which members to keep; the others are checked but not kept.
        limits: how much it may hold.

    Raises:
        Refused: it is damaged, encrypted, too large, or holds what no archive of answers should.
    """
    suffix = archive_suffix(name)
    assert suffix is not None
    is_zip = suffix in _ZIP
    members = _zip_members(content, limits) if is_zip else _tar_members(_TAR[suffix](content), limits)
    found: dict[PurePosixPath, bytes] = {}
    total = 0
    try:
        for count, (member, read) in enumerate(members, 1):
            if count > limits.members:
                raise _too_many(limits)
            path = member_path(member)
            if path in found:
                raise Refused(Text(f"holds `{path}` twice.", f"`{path}` 파일이 두 번 들어 있습니다."))
            data = read(limits.bytes - total, wanted(path))
            total += len(data) if data is not None else 0
            if data is not None and wanted(path):
                found[path] = data
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, OSError, ValueError, zlib.error, lzma.LZMAError):
        raise Refused(Text(
            "is damaged. Pack the files again.", "압축 파일이 손상되었습니다. 다시 압축해서 제출하세요."
        )) from None  # fmt: skip
    except NotImplementedError:
        raise Refused(Text(
            "is packed in a way that cannot be read. Use an ordinary zip or tar.gz.",
            "읽을 수 없는 방식으로 압축되었습니다. 일반 zip이나 tar.gz로 압축하세요.",
        )) from None  # fmt: skip
    return found


def member_path(name: str) -> PurePosixPath:
    r"""The path of a member, with ``\`` read as Windows' separator.

    Raises:
        Refused: it leads out of the archive, or no system would give such a name.
    """
    plain = name.replace("\\", "/")
    path = PurePosixPath(plain)
    shown = repr(name if len(name) <= 80 else name[:80] + "…")
    if path.is_absolute() or re.match(r"[A-Za-z]:", plain) or ".." in path.parts:
        raise Refused(Text(
            f"holds {shown}, a path that leads out of it. Pack the files again from inside their folder.",
            f"압축 파일 밖을 가리키는 경로 {shown}가 들어 있습니다. 파일이 있는 폴더 안에서 다시 압축하세요.",
        ))  # fmt: skip
    too_long = len(path.parts) > MAX_DEPTH or any(
        len(part.encode("utf-8", "surrogateescape")) > MAX_NAME for part in path.parts
    )
    if not path.parts or too_long or not plain.isprintable():
        raise Refused(Text(
            f"holds a file with the name {shown}, which is not read.",
            f"이름이 {shown}인 파일이 들어 있어 읽지 않습니다.",
        ))  # fmt: skip
    return path


# A member's name, and how to read it: ``read(limit, keep)`` gives its bytes, or None of what is no file.
_Read = Callable[[int, bool], bytes | None]


def _zip_members(content: IO[bytes], limits: Limits) -> Iterator[tuple[str, _Read]]:
    with zipfile.ZipFile(content) as archive:
        infos = archive.infolist()
        if len(infos) > limits.members:
            raise _too_many(limits)
        if sum(info.file_size for info in infos) > limits.bytes:
            raise _too_large(limits)
        for info in infos:
            mode = info.external_attr >> 16
            if stat.S_ISLNK(mode):
                raise _link(info.filename)
            if info.flag_bits & 1:
                raise Refused(Text(
                    "is encrypted. Pack the files without a password.",
                    "암호가 걸려 있습니다. 암호 없이 압축하세요.",
                ))  # fmt: skip

            def read(limit: int, keep: bool, info: zipfile.ZipInfo = info) -> bytes | None:
                if info.is_dir():
                    return None
                if not keep:
                    return (
                        b""  # its size has been counted by what the directory says, and nothing is unpacked
                    )
                with archive.open(info) as member:
                    return _bounded(member, limit, limits)

            yield info.filename, read


def _tar_members(unpacked: Any, limits: Limits) -> Iterator[tuple[str, _Read]]:
    with tarfile.open(fileobj=_Metered(unpacked, limits), mode="r|") as archive:
        for info in archive:
            if info.issym() or info.islnk():
                raise _link(info.name)
            if not (info.isreg() or info.isdir()) or info.issparse():
                raise Refused(Text(
                    f"holds `{info.name}`, which is neither a file nor a folder.",
                    f"파일도 폴더도 아닌 `{info.name}` 항목이 들어 있습니다.",
                ))  # fmt: skip

            def read(limit: int, keep: bool, info: tarfile.TarInfo = info) -> bytes | None:
                member = archive.extractfile(info) if info.isreg() else None
                return None if member is None else _bounded(member, limit, limits) if keep else b""

            yield info.name, read


class _Metered(io.RawIOBase):
    """A stream that ends in a refusal once it has given too much: what is packed small may unpack without end."""

    def __init__(self, raw: Any, limits: Limits) -> None:
        self._raw = raw
        self._limits = limits
        self._left = limits.bytes + (
            limits.members << 10
        )  # a tar adds headers of 512 bytes and fills up blocks

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data: bytes = self._raw.read(min(size, self._left + 1) if size >= 0 else self._left + 1)
        self._left -= len(data)
        if self._left < 0:
            raise _too_large(self._limits)
        return data


def _bounded(member: IO[bytes], left: int, limits: Limits) -> bytes:
    data = member.read(left + 1)
    if len(data) > left:
        raise _too_large(limits)
    return data


def _too_large(limits: Limits) -> Refused:
    return Refused(Text(
        f"unpacks to more than {limits.bytes >> 20} MB. Pack only your answers.",
        f"압축을 풀면 {limits.bytes >> 20} MB가 넘습니다. 작성한 답만 압축하세요.",
    ))  # fmt: skip


def _too_many(limits: Limits) -> Refused:
    return Refused(Text(
        f"holds more than {limits.members:,} files. Pack only your answers.",
        f"파일이 {limits.members:,}개가 넘습니다. 작성한 답만 압축하세요.",
    ))  # fmt: skip


def _link(name: str) -> Refused:
    return Refused(Text(
        f"holds a link, `{name}`. Pack the file that it points to.",
        f"링크 `{name}` 항목이 들어 있습니다. 링크가 가리키는 파일을 넣어 압축하세요.",
    ))  # fmt: skip
