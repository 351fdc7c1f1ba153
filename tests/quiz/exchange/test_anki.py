"""Anki decks, opened as SQLite: fields, ids, decks, pictures; the same file from the same items."""

from __future__ import annotations

import dataclasses
import datetime
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable

import pytest
from defusedxml import ElementTree

from dlgrade.i18n import Text
from dlgrade.quiz.bank import Bank
from dlgrade.quiz.exchange import anki
from dlgrade.quiz.exchange import items as making
from dlgrade.quiz.exchange.items import Item
from dlgrade.quiz.exchange.loss import Report

TITLE = Text("Deep", "깊이")


def opened(content: bytes) -> tuple[sqlite3.Connection, zipfile.ZipFile]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    connection = sqlite3.connect(":memory:")
    connection.deserialize(archive.read("collection.anki2"))
    return connection, archive


@pytest.fixture(scope="module")
def exported(items: dict[str, Item]) -> bytes:
    return anki.write(list(items.values()), TITLE, Report())


@pytest.fixture(scope="module")
def notes(exported: bytes) -> dict[str, dict[str, str]]:
    connection, _ = opened(exported)
    (models,) = connection.execute("SELECT models FROM col").fetchone()
    names = [field["name"] for model in json.loads(models).values() for field in model["flds"]]
    rows = connection.execute("SELECT flds FROM notes").fetchall()
    found = [dict(zip(names, fields.split("\x1f"), strict=True)) for (fields,) in rows]
    return {note["Id"]: note for note in found}


def test_every_item_is_a_card(
    notes: dict[str, dict[str, str]], items: dict[str, Item], exported: bytes
) -> None:
    assert notes.keys() == items.keys()
    connection, _ = opened(exported)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    cards = connection.execute(
        "SELECT count(*), count(DISTINCT id), count(DISTINCT nid) FROM cards"
    ).fetchone()
    assert cards == (len(items),) * 3
    assert connection.execute("SELECT count(DISTINCT guid), count(DISTINCT id) FROM notes").fetchone() == (len(items),) * 2  # fmt: skip
    used = {deck for (deck,) in connection.execute("SELECT DISTINCT did FROM cards")}
    decks = json.loads(connection.execute("SELECT decks FROM col").fetchone()[0])
    assert used <= set(map(int, decks))
    names = {deck["name"] for deck in decks.values()}
    assert {"Deep (English)", "깊이 (한국어)", "Deep (English)::02 Activation functions"} <= names
    assert len(names) == len(decks)


def test_texts(notes: dict[str, dict[str, str]], items: dict[str, Item], bare: Callable[..., str]) -> None:
    for key, note in notes.items():
        item = items[key]
        stem = re.sub(r"\[\[\w+\]\]", "", item.stem)
        asked = re.sub(r'<span class="gap">.*?</span>( \(.*?\))?', "", note["Question"])
        if item.type != "cloze":
            assert bare(asked, html=True).startswith(bare(stem)), key
        solution = re.sub(r"^\d+\. ", "", item.solution, flags=re.MULTILINE)
        assert bare(note["Answer"], html=True) == bare(solution), key
        rest = bare(note["Explanation"], html=True)
        assert bare(item.explain) in rest, key
        for id in item.made.built.whys:
            assert bare(item.why(id)) in rest, (key, id)
        shown = bare(note["Question"], html=True)
        for id in item.made.built.texts:
            assert bare(item.text(id)) in shown, (key, id)
        assert note["Hints"].count("<details>") == len(item.hints)


def test_pictures(exported: bytes, notes: dict[str, dict[str, str]], items: dict[str, Item]) -> None:
    _, archive = opened(exported)
    media = json.loads(archive.read("media"))
    named = {name for note in notes.values() for name in re.findall(r'<img src="([^"]+)"', note["Question"])}
    assert set(media.values()) == named
    assert len(named) == sum(item.figure is not None for item in items.values())
    for number in media:
        assert ElementTree.fromstring(archive.read(number)).tag == "{http://www.w3.org/2000/svg}svg"


def test_same_file_and_ids(small: Bank) -> None:
    def build(*langs: str, count: int = 2, day: datetime.date | None = None) -> bytes:
        items = making.items(small, small.questions.values(), langs, variants=count)  # type: ignore[arg-type]
        return anki.write(items, TITLE, Report(), day)

    assert build("en", "ko") == build("en", "ko")

    def ids(content: bytes) -> dict[str, tuple[object, ...]]:
        connection, _ = opened(content)
        query = "SELECT n.sfld, n.guid, n.id, c.id, c.did FROM notes n JOIN cards c ON c.nid = n.id"
        return {row[0]: row[1:] for row in connection.execute(query)}

    few, many = ids(build("ko", count=1)), ids(build("en", "ko", count=5))
    assert len(many) > 2 * len(few)
    assert all(many[key] == few[key] for key in few)

    def times(content: bytes) -> set[int]:
        return {row[0] for row in opened(content)[0].execute("SELECT mod FROM notes")}

    later = times(build("en", day=datetime.date(2026, 9, 1)))
    assert min(later) > max(times(build("en")))


def test_a_changed_text_is_the_same_note(small: Bank) -> None:
    (item,) = making.items(small, [small.questions["a-single"]], ["en"])
    other = dataclasses.replace(
        item, made=dataclasses.replace(item.made, stem=Text("Another text", "다른 글"))
    )
    notes = [opened(anki.write([one], TITLE, Report()))[0].execute("SELECT id, guid, flds FROM notes").fetchone() for one in (item, other)]  # fmt: skip
    assert notes[0][:2] == notes[1][:2]
    assert notes[0][2] != notes[1][2]


def test_the_order_of_options_gives_nothing_away(items: dict[str, Item]) -> None:
    singles = [item for item in items.values() if item.type == "single" and not item.task["fixed"] and item.lang == "en"]  # fmt: skip
    places = [item.shuffled(item.task["options"]).index(item.task["right"][0]) for item in singles]
    assert {0, 1, 2} <= set(places)
    assert max(places.count(place) for place in set(places)) < 0.6 * len(places)
