"""Running the class grading within a test: nobody is there to talk to, and times make no difference."""

from __future__ import annotations

import contextlib
import re


class Talk:
    """Nobody is there; what is said is kept."""

    def __init__(self):
        self.said, self.changes = [], []

    def say(self, text):
        self.said.append(text.en)

    @contextlib.contextmanager
    def progress(self, total):
        yield lambda *_: None

    def agree(self, changes):
        self.changes = changes
        return False


def files(out):
    """What a run wrote for people, without its times."""
    paths = [*out.glob("*.json"), out / "grades.csv"]
    return {path.name: re.sub(r'"seconds": [\d.e-]+', "", path.read_text(encoding="utf-8")) for path in paths}
