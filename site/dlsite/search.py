"""The words by which a page is found: titles, other names, and what is said first."""

from __future__ import annotations

import re
from typing import Any

from dlsite.pages import Content

_TAG = re.compile(r"<math.*?</math>|<[^>]+>", re.DOTALL)


def entries(content: Content) -> list[dict[str, Any]]:
    """What can be found: concepts, exercises and questions, each with its place and its text in small letters."""
    found = [
        {
            "title": concept["title"],
            "place": f"learn/{concept['href']}",
            "kind": "concept",
            "words": _words(concept["title"], concept["other"], concept["id"], concept["meaning"]),
        }
        for concept in content.glossary
    ]
    for unit in content.units:
        found += [
            {
                "title": section.title,
                "place": f"learn/{unit.id}.html#{section.id}",
                "kind": "exercise",
                "words": _words(section.title, section.exercise, section.body),
            }
            for section in unit.sections
            if section.exercise and section.body
        ]
        found += [
            {
                "title": _plain(question["variants"][0]["stem"])[:90],
                "place": f"practice/{unit.id}.html#{question['id']}",
                "kind": "question",
                "words": _words(question["variants"][0]["stem"], question["id"]),
            }
            for question in unit.questions
        ]
    return found


def _plain(html: str) -> str:
    return re.sub(r"\s+", " ", _TAG.sub(" ", html)).strip()


def _words(*texts: str) -> str:
    return " ".join(_plain(text) for text in texts).lower()[:400]
