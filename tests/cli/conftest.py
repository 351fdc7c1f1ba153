"""Workspaces of the tiny course, whose texts change less often than the built-in one's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TINY = Path(__file__).parent.parent / "courses" / "tiny"
ANSWERS = {path.parent.parent.name: path for path in TINY.glob("exercises/*/*/answers/vectorised.py")}
UNITS = {path.parent.name: path.parent.parent.name for path in TINY.glob("exercises/*/*/exercise.yaml")}


class WorkFolder:
    """A workspace to run commands in."""

    def __init__(self, root: Path, run) -> None:
        self.root = root
        self._run = run

    def __call__(self, *arguments: str, **options) -> subprocess.CompletedProcess[str]:
        return self._run(*arguments, **{"cwd": self.root, **options})

    def file(self, id: str) -> Path:
        return self.root / UNITS[id] / f"{id}.py"

    def answer(self, id: str, old: str = "", new: str = "") -> Path:
        """Hand in a right answer, or one with a change."""
        source = ANSWERS[id].read_text(encoding="utf-8")
        assert old in source
        self.file(id).write_text(source.replace(old, new) if old else source, encoding="utf-8")
        return self.file(id)


@pytest.fixture(scope="session")
def fresh_workspace(tmp_path_factory) -> Path:
    """A workspace as `dlgrade init` makes it."""
    root = tmp_path_factory.mktemp("fresh") / "workspace"
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DLGRADE_", "LC_"))} | {
        "LANG": "C.UTF-8"
    }
    command = [sys.executable, "-m", "dlgrade", "init", str(root), "--course", str(TINY)]
    subprocess.run(command, check=True, env=environment, capture_output=True, timeout=120)
    return root


@pytest.fixture
def work(fresh_workspace, tmp_path, dlgrade) -> WorkFolder:
    """A workspace of one's own; call it to run a command in it."""
    root = tmp_path / "workspace"
    shutil.copytree(fresh_workspace, root)
    return WorkFolder(root, dlgrade)
