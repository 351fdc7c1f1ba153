"""Writes the site's folder: pages in both languages, data, scripts, styles and fonts."""

from __future__ import annotations

import contextlib
import gc
import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dlgrade import __version__
from dlgrade.course.model import Course
from dlgrade.i18n import LANGUAGES, Lang
from dlgrade.quiz.bank import Bank
from dlgrade.quiz.kinds.cloze import GAP
from dlsite import cache, fonts, maps, search, widgets
from dlsite.pages import Content, other, static_files
from dlsite.questions import question_data
from dlsite.words import words

# The pages that are there once, with the scripts that they need.
PAGES: dict[str, tuple[str, ...]] = {
    "index": ("today",),
    "review": ("session", "review"),
    "exam": ("exam",),
    "map": (),
    "glossary": ("filter",),
    "errata": ("filter",),
    "search": ("search",),
    "statistics": ("statistics",),
    "settings": ("settings",),
}
ALWAYS = ("store", "grading", "fsrs", "question", "base")


@dataclass(frozen=True)
class Built:
    """What a build has written."""

    folder: Path
    pages: int
    questions: int


def build(course: Course, folder: Path) -> Built:
    """Write the site.

    Args:
        course: the course.
        folder: where to; what a former build left there and this one does not write is removed.

    Raises:
        CourseError: the course is wrong.
    """
    with _no_collection():
        return _build(course, folder)


@contextlib.contextmanager
def _no_collection() -> Iterator[None]:
    """Nothing that a build makes is garbage before its end, and looking for it takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _build(course: Course, folder: Path) -> Built:
    bank = Bank(course)
    (folder / ".cache").mkdir(parents=True, exist_ok=True)
    known = cache.Cache(folder / ".cache" / "made.json")
    contents = {lang: Content(course, bank, lang, known) for lang in LANGUAGES}
    _make_ahead(next(iter(contents.values())), bank, known)
    files: dict[str, str | bytes] = {"index.html": _front(course, folder / ".cache")}
    for lang, content in contents.items():
        files |= {
            f"{lang}/{name}": text for name, text in _language(course, content, lang, folder / ".cache")
        }
    for path in static_files():
        files[f"static/{path.name}"] = path.read_text(encoding="utf-8")
    files["static/math.woff2"] = fonts.math_font(known)
    files["static/highlight.css"] = _highlight_styles()
    files["service-worker.js"] = _service_worker(files)
    _write(folder, files)
    known.save()
    return Built(folder, sum(name.endswith(".html") for name in files), len(bank.questions))


# ---------------------------------------------------------------------------------------------- made in parallel


MANY = 40  # questions that are worth more processes


def _make_ahead(content: Content, bank: Bank, known: cache.Cache) -> None:
    """Make what is new, and the font, on all processors where there is much to do."""
    new = [question for question in bank.questions.values() if known.missing(content.parts(question))]
    if len(new) < MANY:
        return
    chunks = [new[i::8] for i in range(8)]
    with _processes(bank) as pool:
        font = pool.submit(fonts.make) if known.missing(fonts.parts()) else None
        work = [[question.id for question in chunk] for chunk in chunks]
        for chunk, made in zip(chunks, pool.map(_made, work), strict=True):
            for question, data in zip(chunk, made, strict=True):
                known.put(content.parts(question), data)
        if font:
            known.put(fonts.parts(), font.result())


_bank: Bank  # of a process that makes questions


def _processes(bank: Bank) -> ProcessPoolExecutor:
    global _bank
    if "fork" not in get_all_start_methods():
        return ProcessPoolExecutor(initializer=_open, initargs=(bank.course.home,))
    _bank = bank  # a process that is forked has it
    return ProcessPoolExecutor(mp_context=get_context("fork"))


def _open(root: Path) -> None:
    global _bank
    _bank = Bank(Course(root))


def _made(ids: list[str]) -> list[Any]:
    return [question_data(_bank, _bank.questions[id]) for id in ids]


# ---------------------------------------------------------------------------------------------------------- pages


def _language(course: Course, content: Content, lang: Lang, folder: Path) -> Iterator[tuple[str, str]]:
    environment = _environment(folder)
    base = {
        "lang": lang,
        "other": other(lang),
        "course": course.title.to(lang),
        "t": words(lang),
        "units": content.units,
        "version": __version__,
    }

    def page(template: str, path: str, scripts: tuple[str, ...], **context: Any) -> tuple[str, str]:
        root = "../" * (path.count("/") + 1)
        everything = {**base, "root": root, "path": path, "scripts": (*ALWAYS, *scripts), **context}
        return path, environment.get_template(template).render(everything)

    for name, scripts in PAGES.items():
        yield page(
            f"{name}.html",
            f"{name}.html",
            scripts,
            page=name,
            glossary=content.glossary,
            errata=content.errata,
            maps=maps.unit_maps(content) if name == "map" else (),
        )
    neighbours = [None, *content.units, None]
    for before, unit, after in zip(neighbours, content.units, neighbours[2:], strict=False):
        yield page(
            "learn.html",
            f"learn/{unit.id}.html",
            ("learn", *widgets.scripts(unit.widgets)),
            page="learn",
            unit=unit,
            before=before,
            after=after,
        )
        yield page(
            "practice.html", f"practice/{unit.id}.html", ("session", "practice"), page="practice", unit=unit
        )
        yield f"data/{unit.id}.js", _script("questions", {"unit": unit.id, "questions": unit.questions})
    for name in {widget.name: None for unit in content.units for widget in unit.widgets}:
        yield f"data/widgets-{name}.js", _script("widget", content.widget(name))
    yield "data/words.js", _script("words", {"lang": lang, "words": words(lang)})
    yield "data/search.js", _script("search", search.entries(content))


def _script(name: str, value: Any) -> str:
    """Data as a script, for pages that are opened from a disk can load nothing else."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"dl.receive({json.dumps(name)},{text});\n"


def _environment(folder: Path) -> Environment:
    """Templates, kept translated in a folder."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        bytecode_cache=FileSystemBytecodeCache(str(folder)),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["safe"] = Markup
    environment.filters["gaps"] = lambda stem: GAP.sub("____", stem)
    return environment


def _front(course: Course, folder: Path) -> str:
    return _environment(folder).get_template("front.html").render(course=course, title=course.title)


def _highlight_styles() -> str:
    from dlsite.markup import highlight_styles

    return highlight_styles()


def _service_worker(files: dict[str, str | bytes]) -> str:
    """The script that keeps the site for when there is no network; its name for the copy follows the content."""
    source = (Path(__file__).parent / "templates" / "service-worker.js").read_text(encoding="utf-8")
    stamp = cache.fingerprint(part for name, content in sorted(files.items()) for part in (name, content))
    return source.replace("STAMP", stamp).replace('"FILES"', json.dumps(sorted(files)))


# -------------------------------------------------------------------------------------------------------- writing


def _write(folder: Path, files: dict[str, str | bytes]) -> None:
    """Write what differs, and remove what no longer belongs."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path, data = folder / name, content.encode() if isinstance(content, str) else content
        if not path.exists() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    for lang in LANGUAGES:
        for path in (folder / lang).rglob("*"):
            if path.is_file() and path.relative_to(folder).as_posix() not in files:
                path.unlink()
    for path in (folder / "static").iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.relative_to(folder).as_posix() not in files:
            path.unlink()
