"""Writes a kit into a folder: what an earlier release wrote is replaced, everything else stays as it is."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from dlgrade.errors import UserError
from dlgrade.i18n import Text
from dlgrade.workspace import write_file

MANIFEST = ".dlgrade/kit.json"
_NOT_OURS = {".git"}  # a repository that has just been made


def refuse_foreign(root: Path) -> None:
    """Ask that a folder is new, empty or a kit.

    Raises:
        UserError: it is something else.
    """
    try:
        if root.is_dir() and not (root / MANIFEST).is_file() and {p.name for p in root.iterdir()} - _NOT_OURS:
            raise UserError(Text(
                f"{root} is not empty and is no student kit. Choose another folder.",
                f"{root} 폴더는 비어 있지 않고 학생용 묶음도 아닙니다. 다른 폴더를 고르세요.",
            ))  # fmt: skip
        if root.exists() and not root.is_dir():
            raise UserError(Text(f"{root}: is a file, not a folder.", f"{root}: 폴더가 아니라 파일입니다."))
    except OSError as error:
        raise UserError(Text(f"{root}: {error.strerror}.", f"{root}: {error.strerror}.")) from None


def write_kit(root: Path, files: Mapping[str, str]) -> None:
    """Write the files of a kit.

    Raises:
        UserError: the folder is no kit, cannot be written to, or a file there has been changed by hand.
    """
    refuse_foreign(root)
    before = _manifest(root)
    now = {path: _hash(text.encode()) for path, text in files.items()}
    _refuse_changed(root, before, now)
    for path, text in files.items():
        write_file(root / path, text)
    write_file(root / MANIFEST, json.dumps({"format": 1, "files": now}, indent=1) + "\n")
    for path in before.keys() - now.keys():
        with contextlib.suppress(OSError):
            (root / path).unlink(missing_ok=True)
            for folder in (root / path).relative_to(root).parents:
                (root / folder).rmdir()  # until one is not empty


def _refuse_changed(root: Path, before: Mapping[str, str], now: Mapping[str, str]) -> None:
    for path in sorted(before.keys() | now.keys()):
        place = root / path
        if not place.exists() and not place.is_symlink():
            continue
        own = place.is_file() and not place.is_symlink()
        if not own or _hash(place.read_bytes()) not in (before.get(path), now.get(path)):
            raise UserError(Text(
                f"{place} has been changed since the kit was made. Move it away, or release into another folder.",
                f"{place}: 묶음을 만든 뒤에 바뀐 파일입니다. 다른 곳으로 옮기거나, 다른 폴더에 만드세요.",
            ))  # fmt: skip


def _manifest(root: Path) -> dict[str, str]:
    """The hashes of what an earlier release has written, by path."""
    path = root / MANIFEST
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["files"]
        return {name: str(hash) for name, hash in found.items() if _lies_inside(name)}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise UserError(Text(
            f"{path}: is damaged. Delete the folder and release again.", f"{path}: 파일이 손상되었습니다. 폴더를 지우고 다시 만드세요."
        )) from None  # fmt: skip


def _lies_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and path.parts not in ((), (".",))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
