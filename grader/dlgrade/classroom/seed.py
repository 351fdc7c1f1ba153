"""The secret seed of a class: drawn once for an output folder, and the same for everybody who grades into it.

It lies in ``OUT/seed``, readable by its owner only. Jobs on several machines may come to an empty folder at the same moment:
each writes a file of its own and gives it the name with a link, which succeeds for exactly one of them, also on the network
file systems of clusters; then all read what is there.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from pathlib import Path

from dlgrade.classroom.gradebook import seed_in
from dlgrade.errors import UserError
from dlgrade.i18n import Text

FILE = "seed"
BITS = 31
_PATIENCE = 5.0  # for whoever is writing the file at this moment, where there are no links


def settle_seed(out: Path, book: Path, wanted: int | None = None) -> int:
    """The seed of an output folder; drawn and published by whoever comes first.

    Args:
        out: the output folder; it exists.
        book: its gradebook, which may be older than the file with the seed.
        wanted: what the user wants it to be; drawn by default.

    Raises:
        UserError: another one is wanted than there is, or the file cannot be written or is damaged.
    """
    path = out / FILE
    try:
        if not path.exists():
            known = seed_in(book)
            drawn = secrets.randbits(BITS) if wanted is None else wanted
            _publish(path, f"{drawn if known is None else known}\n")
        seed = _read(path)
    except OSError as error:
        raise UserError(Text(
            f"{path}: cannot be read or written ({error.strerror}). Choose another folder with --output.",
            f"{path}: 읽거나 쓸 수 없습니다({error.strerror}). --output으로 다른 폴더를 지정하세요.",
        )) from None  # fmt: skip
    if wanted not in (None, seed):
        raise UserError(Text(
            f"{out} has another seed than --seed asks for. Leave the option out, or choose another folder with --output.",
            f"{out} 폴더의 시드는 --seed로 준 값과 다릅니다. 옵션을 빼거나 --output으로 다른 폴더를 지정하세요.",
        ))  # fmt: skip
    return seed


def _publish(path: Path, text: str) -> None:
    """Give a file its content, unless somebody has done so already.

    Raises:
        OSError: it cannot be written.
    """
    mine = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(8)}")
    try:
        _create(mine, text)
        try:
            os.link(mine, path)
        except FileExistsError:
            pass
        except OSError:  # no hard links here
            with contextlib.suppress(FileExistsError):
                _create(path, text)
    finally:
        mine.unlink(missing_ok=True)


def _create(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _read(path: Path) -> int:
    until = time.monotonic() + _PATIENCE
    while not (text := path.read_text(encoding="ascii", errors="replace")).endswith("\n"):
        if time.monotonic() > until:
            break
        time.sleep(0.05)
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and int(digits) < 1 << BITS):
        raise UserError(Text(
            f"{path}: is damaged; it should hold one number. Delete it, and it is made anew from the gradebook.",
            f"{path}: 손상되었습니다. 수 하나만 있어야 합니다. 지우면 성적부를 보고 다시 만듭니다.",
        ))  # fmt: skip
    return int(digits)
