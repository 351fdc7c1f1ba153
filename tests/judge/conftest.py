"""A course with one exercise, made for one test."""

from __future__ import annotations

import itertools
import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dlgrade.course.model import Course
from dlgrade.results import ExerciseResult

IMPORTS = """
import time

import numpy as np
from dlgrade.testing import *
"""
TEXT = {
    "en": "# Title\n\nIntroduction.\n\n## Write\n\n{bullets}\n\n## Example\n\nOne.\n\n## Hints\n\n1. a\n2. b\n3. c\n",
    "ko": "# 제목\n\n소개.\n\n## 작성할 것\n\n{bullets}\n\n## 예제\n\n하나.\n\n## 힌트\n\n1. 가\n2. 나\n3. 다\n",
}


@pytest.fixture
def make_course(tmp_path: Path) -> Callable[..., Course]:
    """Write a course with one exercise, ``it``, from the texts of its reference, tests and mistakes."""
    numbers = itertools.count()

    def make(
        reference: str, tests: str, mistakes: str = "", *, write: str = "double", settings: str = ""
    ) -> Course:
        root = tmp_path / f"course_{next(numbers)}"
        folder = root / "exercises" / "01_unit" / "it"
        folder.mkdir(parents=True, exist_ok=True)
        module = re.sub(r"\W", "_", f"reference_of_{tmp_path.parent.name}_{tmp_path.name}_{root.name}")
        (root / "reference").mkdir(exist_ok=True)
        (root / "reference" / f"{module}.py").write_text(IMPORTS + textwrap.dedent(reference))
        (root / "course.yaml").write_text(
            "format: 1\nid: made\ntitle: {en: Made, ko: 만든 것}\npython_path: [reference]\nunits:\n"
            f"  - {{id: 01_unit, title: {{en: Unit, ko: 단원}}, reference: {module}, exercises: [it]}}\n",
            encoding="utf-8",
        )
        (folder / "exercise.yaml").write_text(f"write: [{write}]\n{settings}")
        imports = IMPORTS + f"from {module} import *\n"
        (folder / "test_it.py").write_text(imports + textwrap.dedent(tests), encoding="utf-8")
        (folder / "mistakes.py").write_text(IMPORTS + textwrap.dedent(mistakes), encoding="utf-8")
        for lang, text in TEXT.items():
            bullets = "\n".join(f"- `{name.strip()}`: it." for name in write.split(","))
            (folder / f"{lang}.md").write_text(text.format(bullets=bullets), encoding="utf-8")
        return Course(root)

    return make


@pytest.fixture
def grade(check: Callable[..., ExerciseResult]) -> Callable[..., ExerciseResult]:
    """Check an answer to the exercise of a course that was made: ``grade(course, source)``."""

    def run(course: Course, source: str, **options: Any) -> ExerciseResult:
        return check(
            "it", "import numpy as np\n" + textwrap.dedent(source).lstrip("\n"), of=course, **options
        )

    return run
