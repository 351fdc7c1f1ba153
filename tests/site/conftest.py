"""The study site, built once for all tests; a server for it, and a browser."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
PATIENCE = 180  # seconds to wait for the worker that builds


def once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that one of the parallel workers makes and all share."""
    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    folder, done = root / name, root / f"{name}.done"
    try:
        (root / f"{name}.begun").mkdir()
    except FileExistsError:
        until = time.monotonic() + PATIENCE
        while not done.exists() and time.monotonic() < until:
            time.sleep(0.1)
    else:
        try:
            make(folder)
        finally:
            done.touch()
    assert (folder / "index.html").exists(), f"{name} could not be built"
    return folder


def build(folder: Path, *arguments: str) -> None:
    pytest.importorskip("jinja2", reason="the packages of dlgrade[site] are not installed")
    command = [sys.executable, "-m", "dlgrade", "site", "build", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=PATIENCE)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the built-in course."""
    return once(tmp_path_factory, "site", build)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small course with one question of every type."""

    def make(folder: Path) -> None:
        course = folder.with_name("small-course")
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(TESTS / "courses" / "tiny", course, ignore=ignore)
        shutil.copytree(TESTS / "quiz" / "types", course / "quizzes", ignore=ignore)
        build(folder, "--course", str(course))

    return once(tmp_path_factory, "small", make)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files of the site; says nothing, and does not mind a browser that goes away."""

    def log_message(self, *_: object) -> None:
        pass

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):
            super().handle()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve a folder on this computer: returns its address."""
    servers = {}

    def run(folder: Path) -> str:
        if folder not in servers:
            handler = functools.partial(Handler, directory=str(folder))
            servers[folder] = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            threading.Thread(target=servers[folder].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[folder].server_port}/"

    yield run
    for server in servers.values():
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def browser():
    """Chromium."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("Chromium is not installed: the site is not tried in a browser")
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


class Visit:
    """A visit of the site in a browser of its own: notes what goes wrong and what is asked of other hosts."""

    def __init__(self, browser, root: str, **options) -> None:
        self.root = root
        self.context = browser.new_context(
            **{"reduced_motion": "reduce", "service_workers": "block", **options}
        )
        self.context.set_default_timeout(15_000)
        self.page = self.context.new_page()
        self.troubles: list[str] = []
        self.outside: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self._said)
        self.context.on("request", lambda request: self._asked(request.url))

    def _said(self, message) -> None:
        if message.type in ("error", "warning") and "blocked by Playwright" not in message.text:
            self.troubles.append(message.text)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.root, "data:", "blob:")):
            self.outside.append(url)

    def go(self, path: str):
        """Open a page of the site."""
        self.page.goto(self.root + path)
        return self.page

    def store(self) -> dict:
        """What the site has kept."""
        return self.page.evaluate("JSON.parse(localStorage.getItem('dlgrade.progress') || 'null')")


@pytest.fixture
def visit(browser, serve) -> Iterator[Callable[..., Visit]]:
    """Visit a built site: ``visit(small)``, served, or ``visit(small, disk=True)``, opened from the disk."""
    visits = []

    def run(folder: Path, disk: bool = False, **options) -> Visit:
        root = folder.as_uri() + "/" if disk else serve(folder)
        visits.append(Visit(browser, root, **options))
        return visits[-1]

    yield run
    for one in visits:
        one.context.close()
    for one in visits:
        assert one.troubles == []
        assert one.outside == []
