"""From a folder of submissions, however it was downloaded, to one `Submission` per student.

`find_entries` looks only at names, so that a class of any size costs nothing to list; `Entry.read` reads one student's
files. Whatever is wrong with a submission becomes one of its `problems`; it never stops the others.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from dlgrade.classroom.intake import notebooks
from dlgrade.classroom.intake.archives import OF_CLASS, OF_STUDENT, Refused, archive_suffix, read_archive
from dlgrade.classroom.intake.downloads import Owner, Platform, owner_of, platform_facts
from dlgrade.classroom.intake.notebooks import Program
from dlgrade.classroom.intake.roster import Roster
from dlgrade.course.model import Exercise
from dlgrade.errors import UserError
from dlgrade.i18n import Text
from dlgrade.source import MAX_SOURCE

MAX_NESTED = 2  # an archive in an archive: a student's, in the download of a platform
_LISTS = ("submission_metadata.yml", "scores.csv")
_SKIPPED = re.compile(r"(\..*|__.*|node_modules|site-packages|venv)\Z")
_COPY = r"(?P<again>[-_ ]?\(\d+\)|[-_ ]\d+|[-_ ][Cc]opy)?"  # what a browser or a platform adds to a name that is there already


@dataclass(frozen=True)
class Answer:
    """What a student handed in for one exercise.

    Attributes:
        source: the file's bytes, or the program of a notebook.
        file: its path within the submission.
        program: of a notebook: which lines come from which cells.
    """

    source: bytes
    file: str
    program: Program | None = None

    @property
    def hash(self) -> str:
        """Of the source."""
        return hashlib.sha256(self.source).hexdigest()

    @property
    def key(self) -> str:
        """Of the source, and of the cells that a message names: answers with the same key share their result."""
        if self.program is None:
            return self.hash
        return hashlib.sha256(f"{self.hash} {self.program.places}".encode()).hexdigest()


@dataclass(frozen=True)
class Submission:
    """What a student handed in.

    Attributes:
        student: the id from the roster, else what the platform or the folder calls the student.
        name: to show; empty where nothing tells it.
        place: where it was found, relative to the folder of submissions.
        submitted: when it was handed in, ISO 8601; empty where nobody says.
        answers: by the exercise's id.
        problems: what could not be read, and why.
    """

    student: str
    name: str
    place: str
    submitted: str
    answers: dict[str, Answer] = field(default_factory=dict)
    problems: list[Text] = field(default_factory=list)

    @property
    def hash(self) -> str:
        """Of everything that counts: another hash is another attempt."""
        digest = hashlib.sha256()
        for id in sorted(self.answers):
            digest.update(f"{id} {self.answers[id].hash}\n".encode())
        for problem in self.problems:
            digest.update(problem.en.encode("utf-8", "replace") + b"\n")
        return digest.hexdigest()


_Opener = Callable[[], bytes]


@dataclass
class Entry:
    """A student's files, found but not read: folders on the disk, and files with how to open them."""

    owner: Owner
    student: str
    name: str
    folders: list[Path] = field(default_factory=list)
    files: list[tuple[str, _Opener]] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    def read(self, exercises: Iterable[Exercise]) -> Submission:
        """Read the files and find the answers to the exercises; whatever is wrong is among the problems."""
        try:
            return self._read(list(exercises))
        except Exception as error:  # what nobody has thought of must not stop the others
            problem = Text(f"cannot be read: {error!r}.", f"읽을 수 없습니다: {error!r}.")
            place = ", ".join(self.places)
            return Submission(self.student, self.name, place, self.owner.submitted, {}, [problem])

    def _read(self, exercises: list[Exercise]) -> Submission:
        found = _Files()
        for folder in self.folders:
            found.add_folder(folder)
        for name, opener in self.files:
            if _matters(PurePosixPath(name)):
                found.add(PurePosixPath(name), opener)
        submission = Submission(self.student, self.name, ", ".join(self.places), self.owner.submitted)
        stamp = found.files.get(PurePosixPath("timestamp.txt"))
        if stamp and not submission.submitted:
            submission = Submission(
                self.student, self.name, submission.place, stamp.decode("utf-8", "replace").strip()
            )
        submission.problems.extend(found.problems)
        _find_answers(submission, found.files, exercises, self.owner.platform)
        return submission


class _Files:
    """The files of one submission that may matter, read with limits."""

    def __init__(self) -> None:
        self.files: dict[PurePosixPath, bytes] = {}
        self.problems: list[Text] = []
        self._left = OF_STUDENT.bytes

    def add_folder(self, root: Path) -> None:
        """Read what lies below a folder; links are not followed."""
        count = 0
        for place, folders, names in os.walk(root):
            folders[:] = sorted(name for name in folders if not _SKIPPED.match(name))
            for name in [*sorted(names), *(f for f in folders if (Path(place) / f).is_symlink())]:
                path = Path(place) / name
                inside = PurePosixPath(path.relative_to(root).as_posix())
                count += 1
                if count > OF_STUDENT.members:
                    text = Text(
                        f"holds more than {OF_STUDENT.members:,} files.",
                        f"파일이 {OF_STUDENT.members:,}개가 넘습니다.",
                    )
                    self._problem(str(inside.parent), text)
                    return
                if not _matters(inside):
                    continue
                if path.is_symlink() or not path.is_file():
                    text = Text(
                        "is not a file of its own and is not read.", "일반 파일이 아니어서 읽지 않습니다."
                    )
                    self._problem(str(inside), text)
                else:
                    self.add(inside, _file_opener(path))

    def add(self, path: PurePosixPath, opener: _Opener, nested: int = 0) -> None:
        """Read a file; of an archive its members."""
        try:
            data = opener()
            self._left -= len(data)
            if self._left < 0:
                raise Refused(Text("is too much to read.", "읽기에는 너무 큽니다."))
            if archive_suffix(path.name) is None:
                self.files[path] = data
                return
            if nested >= MAX_NESTED:
                raise Refused(Text(
                    "is an archive within archives. Pack the files only once.", "압축 파일이 겹겹이 들어 있습니다. 한 번만 압축하세요."
                ))  # fmt: skip
            members = read_archive(path.name, io.BytesIO(data), _matters)
        except OSError as error:
            text = Text(f"cannot be read: {error.strerror}.", f"읽을 수 없습니다: {error.strerror}.")
            self._problem(str(path), text)
        except Refused as refused:
            self._problem(str(path), refused.text)
        else:
            for inside, content in members.items():
                self.add(path.parent / inside, lambda content=content: content, nested + 1)  # type: ignore[misc]

    def _problem(self, place: str, text: Text) -> None:
        self.problems.append(Text(f"{place} {text.en}", f"{place}: {text.ko}"))


def _matters(path: PurePosixPath) -> bool:
    hidden = any(_SKIPPED.match(part) for part in path.parts)
    return not hidden and (
        path.suffix in (".py", ".ipynb")
        or path.name == "timestamp.txt"
        or archive_suffix(path.name) is not None
    )


def _matters_to_class(path: PurePosixPath) -> bool:
    return _matters(path) or path.name in (*_LISTS, "result.json")


def _file_opener(path: Path) -> _Opener:
    def read() -> bytes:
        limit = MAX_SOURCE if path.suffix == ".py" else OF_STUDENT.bytes
        with path.open("rb") as file:
            return file.read(limit + 1)

    return read


# ---------------------------------------------------------------------------------------------------- whose is what


def find_entries(place: Path, roster: Roster) -> tuple[list[Entry], list[str]]:
    """The students' entries in a folder of submissions, or in one archive of all, and the names of what is nobody's.

    Raises:
        UserError: it is not there, cannot be read, or is one student's workspace.
    """
    if place.is_file() and archive_suffix(place.name):
        return _in_archive(place, roster)
    try:
        found = sorted(place.iterdir())
    except OSError as error:
        raise UserError(Text(
            f"{place} is no folder of submissions: {error.strerror}.", f"{place}: 제출물 폴더가 아닙니다({error.strerror})."
        )) from None  # fmt: skip
    if (place / ".dlgrade").is_dir():
        raise UserError(Text(
            f"{place} is one student's workspace. Give the folder that holds a folder per student.",
            f"{place}: 학생 한 명의 작업 폴더입니다. 학생마다 폴더가 하나씩 있는 상위 폴더를 지정하세요.",
        ))  # fmt: skip
    lists = {name: (place / name).read_bytes() for name in _LISTS if (place / name).is_file()}
    folders = [path.name for path in found if path.is_dir() and not path.is_symlink()]
    for name in folders:
        result = place / name / "result.json"
        if result.is_file() and not result.is_symlink() and result.stat().st_size <= MAX_SOURCE:
            lists[f"{name}/result.json"] = result.read_bytes()
    facts = platform_facts(lists, folders)
    entries = _Entries(roster)
    for path in found:
        is_folder = path.name in folders
        owner = owner_of(path.name, is_folder, facts) if is_folder or path.is_file() else None
        if owner is None:
            entries.skip(path.name)
        elif is_folder:
            entries.of(owner, path.name).folders.append(path)
        else:
            entries.of(owner, path.name).files.append((owner.rest or path.name, _file_opener(path)))
    return entries.sorted(), entries.skipped


def nobodys(names: list[str]) -> Text:
    """What is said of files that belong to no student."""
    shown = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
    return Text(f"not a submission: {shown}", f"제출물이 아닌 것: {shown}")


def _in_archive(place: Path, roster: Roster) -> tuple[list[Entry], list[str]]:
    """The entries of one archive that holds everybody's."""
    try:
        with place.open("rb") as file:
            members = read_archive(place.name, file, _matters_to_class, limits=OF_CLASS)
    except Refused as refused:
        raise UserError(Text(f"{place} {refused.text.en}", f"{place}: {refused.text.ko}")) from None
    except OSError as error:
        raise UserError(Text(
            f"{place} cannot be read: {error.strerror}.", f"{place}: 읽을 수 없습니다({error.strerror})."
        )) from None  # fmt: skip
    members = _without_top(members)
    folders = sorted({path.parts[0] for path in members if len(path.parts) > 1})
    facts = platform_facts({str(path): data for path, data in members.items()}, folders)
    entries = _Entries(roster)
    for path, data in members.items():
        is_folder = len(path.parts) > 1
        owner = owner_of(path.parts[0], is_folder, facts)
        if owner is None:
            entries.skip(path.parts[0])
            continue
        inside = "/".join(path.parts[1:]) if is_folder else owner.rest or path.name
        entries.of(owner, path.parts[0]).files.append((inside, lambda data=data: data))  # type: ignore[misc]
    return entries.sorted(), entries.skipped


def _without_top(members: Mapping[PurePosixPath, bytes]) -> dict[PurePosixPath, bytes]:
    """Without the folder that everything lies in, as ``assignment_12_export/``."""
    tops = {path.parts[0] for path in members}
    deep = members and all(len(path.parts) > 2 or path.name in _LISTS for path in members)
    if len(tops) == 1 and deep:
        return {PurePosixPath(*path.parts[1:]): data for path, data in members.items() if len(path.parts) > 1}
    return dict(members)


class _Entries:
    """Entries by student; several files of one student come together, as Canvas downloads them."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.found: dict[str, Entry] = {}
        self.skipped: list[str] = []

    def of(self, owner: Owner, place: str) -> Entry:
        known = self.roster.find(owner)
        student = known.student if known else owner.key
        entry = self.found.setdefault(
            student, Entry(owner, student, (known.name if known else "") or owner.name.strip() or "")
        )
        if place not in entry.places:
            entry.places.append(place)
        return entry

    def skip(self, name: str) -> None:
        if name not in self.skipped and name not in _LISTS and not name.startswith((".", "__")):
            self.skipped.append(name)

    def sorted(self) -> list[Entry]:
        return [self.found[student] for student in sorted(self.found)]


# ------------------------------------------------------------------------------------------------- where the answers are


def _find_answers(
    submission: Submission,
    files: Mapping[PurePosixPath, bytes],
    exercises: list[Exercise],
    platform: Platform,
) -> None:
    missing = []
    for exercise in exercises:
        candidates = _candidates(exercise, files, platform)
        if len(candidates) == 1:
            submission.answers[exercise.id] = Answer(files[candidates[0]], str(candidates[0]))
        elif candidates:
            names = ", ".join(map(str, candidates[:4]))
            submission.problems.append(Text(
                f"There are several files for `{exercise.id}`: {names}. Hand in one.",
                f"`{exercise.id}` 문제의 파일이 여럿입니다: {names}. 하나만 제출하세요.",
            ))  # fmt: skip
        else:
            missing.append(exercise)
    books = sorted(
        (path for path in files if path.suffix == ".ipynb"), key=lambda path: (len(path.parts), path)
    )
    for path in books:
        _from_notebook(submission, path, files[path], missing)
    if not submission.answers and not submission.problems:
        submission.problems.append(_nothing(files))


def _candidates(
    exercise: Exercise, files: Mapping[PurePosixPath, bytes], platform: Platform
) -> list[PurePosixPath]:
    """The files that may be the answer to an exercise; one if there is a best."""
    pattern = re.compile(re.escape(exercise.id) + _COPY + r"\.py\Z", re.IGNORECASE)
    copies = {path: match["again"] or "" for path in files if (match := pattern.match(path.name))}
    found = [path for path in copies if path.name == f"{exercise.id}.py"] or list(copies)
    if platform == "canvas":  # which numbers what is handed in again
        last = max((_number(again) for again in copies.values()), default=0)
        found = [path for path in copies if _number(copies[path]) == last]
    found = [path for path in found if path.parent.name == exercise.unit] or found
    depth = min((len(path.parts) for path in found), default=0)
    return sorted(path for path in found if len(path.parts) == depth)


def _number(again: str) -> int:
    return int("".join(filter(str.isdigit, again)) or 0)


def _from_notebook(
    submission: Submission, path: PurePosixPath, content: bytes, exercises: list[Exercise]
) -> None:
    wanted = {e.id: e.write for e in exercises if e.id not in submission.answers}
    if not wanted:
        return
    try:
        found, broken = notebooks.read_notebook(content, wanted)
    except Refused as refused:
        submission.problems.append(Text(f"{path} {refused.text.en}", f"{path}: {refused.text.ko}"))
        return
    for id, program in found.items():
        submission.answers[id] = Answer(program.source.encode("utf-8", "replace"), str(path), program)
    if broken:
        cells = ", ".join(map(str, broken))
        submission.problems.append(Text(
            f"{path}: Python cannot read cell {cells}; it was left out.", f"{path}: 파이썬이 셀 {cells}번을 읽지 못해 빼고 채점했습니다."
        ))  # fmt: skip


def _nothing(files: Mapping[PurePosixPath, bytes]) -> Text:
    names = sorted(str(path) for path in files)
    if not names:
        return Text("holds no Python file and no notebook.", "파이썬 파일도 노트북도 없습니다.")
    shown = ", ".join(names[:4]) + (", …" if len(names) > 4 else "")
    return Text(
        f"holds no answer to any exercise: {shown}. Files are named after their exercise, as `relu.py`.",
        f"어느 연습 문제의 답도 없습니다: {shown}. 파일 이름은 `relu.py`처럼 문제 이름이어야 합니다.",
    )
