"""Builds the package that Gradescope unpacks into ``/autograder/source``.

::

    setup.sh            run once, when the image is built: Python and dlgrade
    run_autograder      run for every submission
    requirements.txt    what to install
    autograder.json     what to grade, and how
    course/             the course, unless it is the built-in one; without its answers and without the ``grading:`` section
    base/               the course that it is made of, unless that is the built-in one
    *.whl               what to install, if it is a file

Files are at the root of the archive, texts have plain newlines, both scripts are executable, and the same course gives the same
bytes.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from dlgrade import __version__
from dlgrade.classroom.ci.templates import fill
from dlgrade.classroom.ci.workflows import checked_requirement
from dlgrade.course import yaml_file
from dlgrade.course.model import BUILTIN, Course
from dlgrade.errors import UserError
from dlgrade.i18n import Lang, Text

CONFIG = "autograder.json"
FORMAT = 1
_SCRIPTS = ("setup.sh", "run_autograder")
_NOT_PACKED = {"__pycache__", "answers", "quizzes"}
_PERSONAL = ("grading",)  # names students, and decides nothing here
_MOMENT = (1980, 1, 1, 0, 0, 0)


def package(
    course: Course | None,
    exercises: list[str],
    lang: Lang,
    *,
    hidden: str,
    requirement: str,
    allow_basic: bool,
) -> bytes:
    """Build the package.

    Args:
        course: the course; None for the built-in one, which comes with the program.
        exercises: the ids of what is graded.
        lang: of the feedback.
        hidden: what students see of hidden tests (see `views.gradescope`).
        requirement: what to install: as pip understands it, or the path of a wheel.
        allow_basic: grade although the sandbox cannot keep answers from reading files.

    Raises:
        UserError: something cannot be packed.
    """
    wheel = Path(requirement) if requirement.endswith(".whl") else None
    config = {
        "format": FORMAT,
        "dlgrade": __version__,
        "course": "course" if course else None,
        "exercises": exercises,
        "lang": lang,
        "hidden": hidden,
        "allow_basic": allow_basic,
    }
    files: dict[str, bytes] = {name: fill(f"gradescope/{name}").encode() for name in _SCRIPTS}
    files[CONFIG] = (json.dumps(config, ensure_ascii=False, indent=1) + "\n").encode()
    if wheel is not None:
        files[wheel.name] = _read(wheel)
        files["requirements.txt"] = f"./{wheel.name}\n".encode()
    else:
        files["requirements.txt"] = (checked_requirement(requirement) + "\n").encode()
    if course is not None:
        files |= _course_files(course, set(exercises))
    return _zip(files)


def _course_files(course: Course, exercises: set[str]) -> dict[str, bytes]:
    data = dict(yaml_file.read(course.path))
    for key in _PERSONAL:
        data.pop(key, None)
    files: dict[str, bytes] = {}
    if course.root != course.home:
        if data["base"] != BUILTIN:
            data["base"] = "../base"
            files |= _folder_files(Course(course.root), "base", exercises)
            files["base/course.yaml"] = _yaml(
                _without(yaml_file.read(course.root / "course.yaml"), _PERSONAL)
            )
    else:
        files |= _folder_files(course, "course", exercises)
    files["course/course.yaml"] = _yaml(data)
    return files


def _without(data: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key not in keys}


def _folder_files(course: Course, name: str, exercises: set[str]) -> dict[str, bytes]:
    """The files that a course is judged by, of the exercises that are asked for."""
    found: dict[str, bytes] = {}
    folders = [exercise.folder for id, exercise in course.exercises.items() if id in exercises]
    for folder in [*folders, *course.python_path]:
        if not folder.resolve().is_relative_to(course.home.resolve()):
            raise UserError(Text(
                f"{folder} lies outside of the course and cannot be packed. Put it into the course's folder.",
                f"{folder}: 과정 폴더 밖에 있어서 넣을 수 없습니다. 과정 폴더 안으로 옮기세요.",
            ))  # fmt: skip
        for path in _files_below(folder):
            found[str(PurePosixPath(name) / path.relative_to(course.home).as_posix())] = _read(path)
    return found


def _files_below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        hidden = any(part.startswith(".") or part in _NOT_PACKED for part in inside)
        if not hidden and path.is_file() and path.suffix != ".pyc":
            yield path


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(Text(
            f"{path}: cannot be read ({error.strerror}).", f"{path}: 읽을 수 없습니다({error.strerror})."
        )) from None  # fmt: skip


def _yaml(data: Mapping[str, Any]) -> bytes:
    return str(yaml.safe_dump(_plain(data), allow_unicode=True, sort_keys=False, width=120)).encode()


def _plain(value: Any) -> Any:
    """YAML's own types instead of those that remember lines."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _zip(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            info = zipfile.ZipInfo(name, _MOMENT)
            info.create_system = 3  # Unix: the mode below is one
            info.external_attr = (0o100755 if name in _SCRIPTS else 0o100644) << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()
