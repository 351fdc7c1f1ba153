"""What several commands share: parameters with one name, one type and one sentence, and what is said of a missing extra."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from dlgrade.errors import UserError
from dlgrade.i18n import Text, tr

Decorator = Callable[[Any], Any]


def course(name: str = "course_folder") -> Decorator:
    """``--course``: the folder of the course."""
    text = tr("The course's folder; the built-in course by default.", "과정 폴더. 기본값은 내장 과정입니다.")
    return click.option("--course", name, type=click.Path(path_type=Path), metavar="COURSE", help=text)


def roster() -> Decorator:
    """``--roster``: who is in the class."""
    text = tr("Who is in the class, and what each platform calls them.", "수강생 명단과 플랫폼별 이름.")
    return click.option("--roster", "roster_path", type=click.Path(path_type=Path), metavar="CSV", help=text)


def only(en: str, ko: str) -> Decorator:
    """``--only``: some exercises or units.

    Args:
        en: what is done to them, as "Grade only this exercise or unit".
        ko: the same.
    """
    text = tr(f"{en}; may be repeated.", f"{ko} 여러 번 쓸 수 있습니다.")
    return click.option("--only", multiple=True, metavar="ID", help=text)


def assignments(en: str, ko: str) -> Decorator:
    """``--assignment``: some assignments of the class; the texts as for `only`."""
    text = tr(f"{en}; may be repeated.", f"{ko} 여러 번 쓸 수 있습니다.")
    return click.option("--assignment", "ids", multiple=True, metavar="ID", help=text)


def graded(name: str = "out") -> Decorator:
    """``[OUT]``: the folder that ``dlgrade grade`` wrote."""
    return click.argument(name, metavar="[OUT]", default=Path("grades"), type=click.Path(path_type=Path))


@contextmanager
def needs_extra(name: str, en: str, ko: str) -> Iterator[None]:
    """Say which extra brings a package that is not installed.

    Args:
        name: of the extra.
        en: how the sentence begins, as "Papers need".
        ko: the same; may be empty.

    Raises:
        UserError: a package is not there.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise UserError(Text(
            f"{en} `{error.name}`: pip install 'dlgrade[{name}]'",
            f"{ko} `{error.name}` 패키지가 필요합니다: pip install 'dlgrade[{name}]'".lstrip(),
        )) from None  # fmt: skip
