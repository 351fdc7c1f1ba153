"""Programs that belong to a course: tests, mistakes and figures. They are their author's, and trusted."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType


def load_module(path: Path) -> ModuleType:
    """Import a file that is on no path, under a name that no other file has.

    Raises:
        Exception: whatever its import raises.
    """
    module = ModuleType("dlgrade_course_" + "_".join((path.parent.name, path.stem)))
    module.__file__ = str(path)
    exec(_compiled(module.__name__, path), vars(module))  # noqa: S102 - as importing it would, without the cost
    return module


@cache
def _compiled(name: str, path: Path) -> CodeType:
    """Compiled once: known mistakes are loaded again and again."""
    code = SourceFileLoader(name, str(path)).get_code(name)
    assert code is not None
    return code


def extend_path(folders: Iterable[Path | str]) -> None:
    """Let a course's programs import from its own folders."""
    sys.path += [str(folder) for folder in folders if str(folder) not in sys.path]
