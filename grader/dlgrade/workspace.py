"""A student's folder: the files to fill in, a marker that says which course they belong to, and what has been done.

The marker (``.dlgrade/workspace.json``) makes a folder a workspace. The progress beside it may be deleted at any time and
is trusted for nothing but what `list` shows and which hint comes next. A student's own file is never written to twice.
"""

from __future__ import annotations

import contextlib
import difflib
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dlgrade.course.model import Course, Exercise, builtin_root
from dlgrade.errors import UserError
from dlgrade.i18n import Text

FOLDER = ".dlgrade"


@dataclass
class Workspace:
    """A workspace and its course."""

    root: Path
    course: Course
    progress: dict[str, Any] = field(default_factory=dict)
    _noted: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def find(cls, start: Path | None = None) -> Workspace:
        """Find the workspace that a folder lies in.

        Raises:
            UserError: it lies in none.
        """
        try:
            start = (start or Path.cwd()).resolve()
        except OSError:
            raise UserError(
                Text(
                    "The current folder is gone. Go to another one.",
                    "현재 폴더가 없어졌습니다. 다른 폴더로 이동하세요.",
                )
            ) from None
        for folder in (start, *start.parents):
            marker = folder / FOLDER / "workspace.json"
            if marker.is_file():
                return cls._open(folder, marker)
        raise UserError(
            Text(
                "This folder is not a workspace. `dlgrade init` makes one here, `dlgrade init DIR` elsewhere.",
                "이 폴더는 작업 폴더가 아닙니다. 여기에 만들려면 `dlgrade init`, 다른 곳에 만들려면 `dlgrade init 폴더`를 실행하세요.",
            )
        )

    @classmethod
    def _open(cls, folder: Path, marker: Path) -> Workspace:
        try:
            data = json.loads(marker.read_text(encoding="utf-8"))
            place = folder / data["course_folder"] if data.get("course_folder") else builtin_root()
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            raise UserError(
                Text(
                    f"{marker}: is damaged. Delete it and run `dlgrade init` again; your answers stay as they are.",
                    f"{marker}: 파일이 손상되었습니다. 지우고 `dlgrade init`을 다시 실행하세요. 작성한 답은 그대로 남습니다.",
                )
            ) from None
        workspace = cls(folder, Course(place))
        workspace.progress = workspace._read_progress()
        return workspace

    @classmethod
    def create(cls, root: Path, course: Course) -> Workspace:
        """Make a folder a workspace; harmless where it is one.

        Raises:
            UserError: the folder cannot be written to, or is the workspace of another course.
        """
        marker = root / FOLDER / "workspace.json"
        if marker.is_file():
            there = cls._open(root, marker)
            if there.course.id != course.id:
                raise UserError(Text(
                    f"{root} is a workspace of the course `{there.course.id}` already.",
                    f"{root} 폴더는 이미 `{there.course.id}` 과정의 작업 폴더입니다.",
                ))  # fmt: skip
            return there
        folder = None if course.home == builtin_root() else str(course.home.resolve())
        write_file(marker, json.dumps({"format": 1, "course": course.id, "course_folder": folder}) + "\n")
        return cls(root, course)

    def path(self, exercise: Exercise) -> Path:
        """Where the student's file of an exercise is."""
        return self.root / exercise.unit / f"{exercise.id}.py"

    # --------------------------------------------------------------------------------------------- what is done

    def entry(self, exercise: Exercise) -> dict[str, Any]:
        """The progress of an exercise: ``status``, ``points``, ``max_points``, ``hash``, ``hints``."""
        entry = self.progress.get(exercise.id)
        return entry if isinstance(entry, dict) else {}

    def is_current(self, exercise: Exercise) -> bool:
        """Whether the file is still the one that the noted result belongs to."""
        noted = self.entry(exercise).get("hash")
        return noted is not None and noted == file_hash(self.path(exercise))

    def note(self, id: str, **facts: Any) -> None:
        """Note facts about an exercise (see `entry`) that `save` will write."""
        self._noted.setdefault(id, {}).update(facts)
        self.progress[id] = {**self.progress.get(id, {}), **facts}

    def save(self) -> bool:
        """Write what was noted; False where the folder cannot be written to, which is no reason to fail.

        What another command has noted since this one began stays.
        """
        progress = self._read_progress()
        for id, facts in self._noted.items():
            progress[id] = {**progress.get(id, {}), **facts}
        try:
            write_file(self._progress_file, json.dumps(progress, indent=1) + "\n")
        except UserError:
            return False
        return True

    @property
    def _progress_file(self) -> Path:
        return self.root / FOLDER / "progress.json"

    def _read_progress(self) -> dict[str, Any]:
        with contextlib.suppress(OSError, ValueError, RecursionError):
            if self._progress_file.is_file():  # reading a pipe would wait for ever
                return _sane(json.loads(self._progress_file.read_text(encoding="utf-8")))
        return {}


_KINDS: dict[str, Any] = {
    "status": str,
    "points": (int, float),
    "max_points": (int, float),
    "hash": str,
    "hints": int,
}


def _sane(progress: Any) -> dict[str, Any]:
    """What can be used of a progress file, whoever wrote it."""
    if not isinstance(progress, dict):
        return {}
    return {
        id: {key: value for key, value in entry.items() if key in _KINDS and isinstance(value, _KINDS[key])}
        for id, entry in progress.items()
        if isinstance(entry, dict)
    }


def file_hash(path: Path) -> str | None:
    """What tells one text of a file from another; None where there is no file to read."""
    try:
        return f"{zlib.crc32(path.read_bytes()):08x}" if path.is_file() else None
    except OSError:
        return None


def write_file(path: Path, text: str | Iterable[str]) -> None:
    """Write a file whole or not at all. A link in its place is replaced: in a stranger's folder it may point anywhere.

    Args:
        path: the file.
        text: its content, also in parts that come one by one.

    Raises:
        UserError: it cannot be written.
    """
    with (
        replacing(path) as temporary,
        temporary.open("x", encoding="utf-8", errors="replace", newline="\n") as file,
    ):
        file.writelines([text] if isinstance(text, str) else text)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """The place for a file's new content, which takes the file's place once it is written whole.

    Raises:
        UserError: it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        try:
            yield temporary
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _unwritable(path, error) from None


def write_output(path: Path, text: str | Iterable[str]) -> None:
    """Write where the user wants it: where a link points, and through what is no ordinary file, such as a device.

    Raises:
        UserError: it cannot be written.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
                file.writelines([text] if isinstance(text, str) else text)
            return
        place = path.resolve() if path.is_symlink() else path
    except (OSError, RuntimeError) as error:  # a link to itself is a RuntimeError
        raise _unwritable(path, error) from None
    write_file(place, text)


def _unwritable(path: Path, error: Exception) -> UserError:
    reason = error.strerror if isinstance(error, OSError) else error
    return UserError(Text(
        f"{path}: cannot be written ({reason}). Choose a folder that you may write to.",
        f"{path}: 쓸 수 없습니다({reason}). 쓰기 권한이 있는 폴더를 고르세요.",
    ))  # fmt: skip


# ------------------------------------------------------------------------------------------------ what to check


@dataclass(frozen=True)
class Target:
    """An exercise and the file to check for it."""

    exercise: Exercise
    path: Path

    @property
    def shown(self) -> str:
        """The file as the student would name it: relative where it lies below the current folder."""
        try:
            return str(self.path.absolute().relative_to(Path.cwd()))
        except (ValueError, OSError):
            return f"{self.path.parent.name}/{self.path.name}"


def resolve(course: Course, workspace: Workspace | None, names: tuple[str, ...]) -> list[Target]:
    """Find what the user means: ids, units, files or folders; nothing means the whole workspace.

    Raises:
        UserError: a name means nothing, or an id is given outside a workspace.
    """
    if not names:
        workspace = workspace or Workspace.find()
        return [Target(exercise, workspace.path(exercise)) for exercise in course.exercises.values()]
    found: dict[tuple[str, Path], Target] = {}
    for name in names:
        for target in _resolve_one(course, workspace, name):
            found.setdefault((target.exercise.id, target.path), target)
    return list(found.values())


def _resolve_one(course: Course, workspace: Workspace | None, name: str) -> list[Target]:
    plain = name.rstrip("/\\")
    exercises = [course.exercises[plain]] if plain in course.exercises else _of_unit(course, plain)
    if exercises and not (workspace is None and Path(name).exists()):
        workspace = workspace or Workspace.find()
        return [Target(exercise, workspace.path(exercise)) for exercise in exercises]
    path = Path(name)
    if path.is_dir() and path.suffix != ".py":
        return _in_folder(course, path)
    if path.suffix == ".py" or path.exists() or path.is_symlink():
        if path.stem not in course.exercises:
            near = ", ".join(difflib.get_close_matches(path.stem, course.exercises, 3, 0.5)) or "dlgrade list"
            raise UserError(Text(
                f"{name}: there is no exercise `{path.stem}`; the file must be called as its exercise. Perhaps: {near}",
                f"{name}: `{path.stem}`라는 연습 문제가 없습니다. 파일 이름은 연습 문제 이름과 같아야 합니다. 혹시: {near}",
            ))  # fmt: skip
        if not path.exists() and not path.is_symlink():
            raise UserError(Text(f"{name}: there is no such file.", f"{name}: 그런 파일이 없습니다."))
        return [Target(course.exercises[path.stem], path)]
    return [Target(course.exercise(plain), path)]  # raises with the nearest ids


def _of_unit(course: Course, name: str) -> list[Exercise]:
    """The exercises of a unit, named as ``02_activations``, ``activations`` or ``02``."""
    for unit in course.units:
        number, _, rest = unit.id.partition("_")
        if name in (unit.id, rest) or (name.isdigit() and int(name) == int(number or -1)):
            return [course.exercises[id] for id in unit.exercises]
    return []


def _in_folder(course: Course, folder: Path) -> list[Target]:
    order = {id: i for i, id in enumerate(course.exercises)}
    files = [path for path in folder.rglob("*.py") if path.stem in order and FOLDER not in path.parts]
    if not files:
        raise UserError(Text(
            f"{folder}: there is no file here that is called as an exercise (such as softmax.py).",
            f"{folder}: 연습 문제 이름을 딴 파일(예: softmax.py)이 이 폴더에 없습니다.",
        ))  # fmt: skip
    return [
        Target(course.exercises[path.stem], path)
        for path in sorted(files, key=lambda p: (order[p.stem], str(p)))
    ]
