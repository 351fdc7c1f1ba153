"""Fixtures that bind an exercise's tests to the reference, so that plain pytest runs them.

``pytest -p dlgrade.pytest_plugin exercises/02_activations/softmax`` must pass: that is half of what makes a test good.
The other half, that every known mistake fails, is what ``dlgrade validate`` proves.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import numpy as np
import pytest

from dlgrade.course.model import Course
from dlgrade.judge.runner import generator_for
from dlgrade.judge.student import Student
from dlgrade.sandbox.client import LocalConnection


def pytest_collect_file(file_path: Path) -> None:
    """Let the tests of a course import its reference."""
    root = _course_root(file_path)
    if root is not None:
        sys.path += [str(folder) for folder in Course(root).python_path if str(folder) not in sys.path]


def _course_root(path: Path) -> Path | None:
    """The course that a file of an exercise belongs to."""
    return next(
        (
            folder.parent
            for folder in path.parents
            if folder.name == "exercises" and (folder.parent / "course.yaml").exists()
        ),
        None,
    )


@pytest.fixture
def student(request: pytest.FixtureRequest) -> Student:
    """The reference, in the place of a student's answer."""
    root = _course_root(request.path)
    assert root is not None, "the test does not belong to a course"
    exercise = Course(root).exercise(request.path.parent.name)
    return Student(LocalConnection(importlib.import_module(exercise.reference)))


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> np.random.Generator:
    """Test data, the same in every run."""
    return generator_for(0, request.path.parent.name, request.node.name)
