"""Files that make GitHub or GitLab check what students push."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from dlgrade import __version__
from dlgrade.classroom.ci.templates import fill
from dlgrade.errors import UserError
from dlgrade.i18n import Lang, Text
from dlgrade.workspace import write_file

Service = Literal["github", "gitlab"]
Role = Literal["student", "staff"]
SERVICES: tuple[Service, ...] = get_args(Service)
ROLES: tuple[Role, ...] = get_args(Role)

# No character that means anything to a shell within quotes, to YAML or to GitHub's expressions.
_REQUIREMENT = re.compile(r"[A-Za-z0-9][\w.\-+<>=!~,;@:/%#&?\[\]() ]*\Z", re.ASCII)


@dataclass(frozen=True)
class Workflow:
    """A file of a service.

    Attributes:
        path: where it must lie in the repository.
        text: its content.
    """

    path: str
    text: str


def default_requirement() -> str:
    """What to install: this version."""
    return f"dlgrade=={__version__}"


def checked_requirement(requirement: str) -> str:
    """Something to install, as pip understands it.

    Raises:
        UserError: it holds characters that no requirement needs.
    """
    if not _REQUIREMENT.match(requirement):
        raise UserError(Text(
            f"--install {requirement!r}: this is nothing that pip can install. Write it as `dlgrade==1.0` or `git+https://…`.",
            f"--install {requirement!r}: pip으로 설치할 수 없는 값입니다. `dlgrade==1.0`이나 `git+https://…`처럼 쓰세요.",
        ))  # fmt: skip
    return requirement


def make_workflow(service: Service, role: Role, requirement: str, lang: Lang) -> Workflow:
    """Make the file for a repository.

    Args:
        service: where the repository is.
        role: whose it is: a student's, with the public tests, or the instructor's own, with the hidden ones.
        requirement: what pip installs.
        lang: of the results.

    Raises:
        UserError: there is no such file, or the requirement is none.
    """
    values = {"requirement": shlex.quote(checked_requirement(requirement)), "lang": lang}
    if service == "github":
        name = "dlgrade.yml" if role == "student" else "grade.yml"
        return Workflow(f".github/workflows/{name}", fill(f"github-{role}.yml", **values))
    if role == "staff":
        raise UserError(Text(
            "There is no pipeline for grading at GitLab. Download the submissions and run `dlgrade grade`.",
            "GitLab용 채점 파이프라인은 없습니다. 제출물을 내려받아 `dlgrade grade`를 실행하세요.",
        ))  # fmt: skip
    return Workflow(".gitlab-ci.yml", fill("gitlab-student.yml", **values))


def write_workflow(folder: Path, workflow: Workflow) -> Path:
    """Write the file into a repository; harmless where it is there already.

    Raises:
        UserError: another one is there, or it cannot be written.
    """
    path = folder / workflow.path
    if path.exists() or path.is_symlink():
        if path.is_file() and path.read_bytes() == workflow.text.encode():
            return path
        raise UserError(Text(
            f"{path} is there already and differs. Move it away first.", f"{path}: 내용이 다른 파일이 이미 있습니다. 먼저 옮기세요."
        ))  # fmt: skip
    write_file(path, workflow.text)
    return path
