"""Fixtures that bind an exercise's tests to the reference, so that plain pytest runs them.

``pytest -p dlgrade.pytest_plugin exercises/02_activations/softmax`` must pass: that is half of what makes a test good.
The other half, that every known mistake fails, is what ``dlgrade validate`` proves.
"""

from __future__ import annotations

import importlib
from pathlib import Path

import numpy as np
import pytest

from dlgrade.course.model import Course
from dlgrade.judge.runner import generator_for
from dlgrade.judge.student import Student
from dlgrade.sandbox.client import LocalConnection


@pytest.fixture
def student(request: pytest.FixtureRequest) -> Student:
    """The reference, in the place of a student's answer."""
    root = next(folder for folder in Path(request.path).parents if (folder / "course.yaml").exists())
    exercise = Course(root).exercise(request.path.parent.name)
    return Student(LocalConnection(importlib.import_module(exercise.reference)))


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> np.random.Generator:
    """Test data, the same in every run."""
    return generator_for(0, request.path.parent.name, request.node.name)
