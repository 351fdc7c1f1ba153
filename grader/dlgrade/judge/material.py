"""What the judge knows of an exercise and the student must not: tests, mistakes and the reference."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from dlgrade.course.programs import extend_path, load_module
from dlgrade.i18n import Text
from dlgrade.judge.memory import Memory, remembering
from dlgrade.sandbox.limits import Limits
from dlgrade.testing.marks import Mistake, TestCase, collect_mistakes, collect_tests


@dataclass(frozen=True)
class Material:
    """An exercise, loaded for judging.

    Attributes:
        id: the exercise's id.
        unit: the id of its unit.
        title: its title.
        write: the names that the student writes.
        given: the names that the stub gives.
        forbidden: ready-made functions out of reach, as ``numpy.tanh``.
        limits: what the sandbox may use.
        tests: in order.
        mistakes: in order.
        reference: the module that answers like a perfect student; empty in a student kit.
        mistakes_path: where the mistakes stand.
        memory: what slow functions of the reference have returned.
        is_kit: whether this is an exercise of a student kit: there is no reference.
    """

    id: str
    unit: str
    title: Text
    write: tuple[str, ...]
    given: tuple[str, ...]
    forbidden: tuple[str, ...]
    limits: Limits
    tests: list[TestCase]
    mistakes: list[Mistake]
    reference: ModuleType
    mistakes_path: Path
    memory: Memory = field(default_factory=dict, compare=False, repr=False)
    is_kit: bool = False

    @classmethod
    def load(cls, description: dict[str, Any]) -> Material:
        """Import an exercise's tests and mistakes. They are the course author's programs, and trusted.

        Args:
            description: of the exercise (see `Exercise.describe`), so that the judge need not read the course.

        Raises:
            Exception: whatever their import raises.
        """
        extend_path(description["python_path"])
        mistakes = Path(description["mistakes"])
        reference = description["reference"]
        return cls(
            id=description["id"],
            unit=description["unit"],
            title=Text(*description["title"]),
            write=tuple(description["write"]),
            given=tuple(description["given"]),
            forbidden=tuple(description["forbidden"]),
            limits=Limits(**description["limits"]),
            tests=collect_tests(load_module(Path(description["tests"]))),
            mistakes=collect_mistakes(load_module(mistakes)) if mistakes.exists() else [],
            reference=importlib.import_module(reference) if reference else ModuleType("none"),
            mistakes_path=mistakes,
            is_kit=not reference,
        )

    def with_mistake(self, mistake: Mistake) -> ModuleType:
        """The reference with one function or class replaced by a known mistake, made anew: what one kept is gone."""
        fresh = getattr(load_module(self.mistakes_path), mistake.id)
        module = ModuleType(f"{self.reference.__name__}_{mistake.id}")
        module.__dict__.update(self.quick_reference().__dict__)
        setattr(module, mistake.function, fresh)
        return module

    def quick_reference(self) -> ModuleType:
        """The reference, with functions that remember what took them long."""
        module = ModuleType(self.reference.__name__)
        module.__dict__.update(self.reference.__dict__)
        for name in self.write:
            function = getattr(module, name, None)
            if isinstance(function, FunctionType):
                setattr(module, name, remembering(function, self.memory))
        return module
