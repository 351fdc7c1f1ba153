"""Anki decks: an ``.apkg`` file, which is a ZIP archive of a SQLite database in the form that every Anki reads (schema 11).

A note's id in other people's collections is its ``guid``, made from the question's id: importing a newer file updates the
cards and keeps what the learner has learnt. Anki replaces a note where the file's time of change is later, so that the time
must not come from a clock: it is the question's revision, or the day that is given.
"""

from __future__ import annotations

import datetime
import html
import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dlgrade.i18n import Lang, Text
from dlgrade.quiz.exchange import feedback, markup
from dlgrade.quiz.exchange.items import Item, number
from dlgrade.quiz.exchange.loss import Report
from dlgrade.quiz.exchange.package import packed
from dlgrade.quiz.kinds.base import letters

FIRST_DAY = int(datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC).timestamp())
DAY = 86400
_IDS_FROM, _IDS = (
    1_400_000_000_000,
    100_000_000_000,
)  # ids are times in milliseconds; these are between 2014 and 2017
_ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&()*+,-./:;<=>?@[]^_`{|}~"
FIELDS = ("Question", "Answer", "Explanation", "Hints", "Unit", "Id")
LANGUAGE_NAMES: dict[Lang, str] = {"en": "English", "ko": "한국어"}
_HINT = Text("Hint", "힌트")
_ORDER = Text("Put in order (not all may be needed):", "순서대로 놓으세요(쓰지 않는 것이 있을 수 있습니다):")
_CHOICES = Text("Choose from:", "보기:")
_MANY = Text("Choose all that apply.", "맞는 것을 모두 고르세요.")

_SCHEMA = """
CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null,
  ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null,
  models text not null, decks text not null, dconf text not null, tags text not null);
CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null,
  usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,
  flags integer not null, data text not null);
CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
  mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null,
  ivl integer not null, factor integer not null, reps integer not null, lapses integer not null, left integer not null,
  odue integer not null, odid integer not null, flags integer not null, data text not null);
CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
  ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null, type integer not null);
CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null);
CREATE INDEX ix_notes_usn on notes (usn);
CREATE INDEX ix_cards_usn on cards (usn);
CREATE INDEX ix_revlog_usn on revlog (usn);
CREATE INDEX ix_cards_nid on cards (nid);
CREATE INDEX ix_cards_sched on cards (did, queue, due);
CREATE INDEX ix_revlog_cid on revlog (cid);
CREATE INDEX ix_notes_csum on notes (csum);
"""

_FRONT = """<div class="unit">{{Unit}}</div>
<div class="question">{{Question}}</div>
{{#Hints}}{{Hints}}{{/Hints}}"""
_BACK = """<div class="unit">{{Unit}}</div>
<div class="question">{{Question}}</div>
<hr id="answer">
<div class="answer">{{Answer}}</div>
{{Explanation}}
<div class="id">{{Id}}</div>"""
_STYLE = """.card { font: 18px/1.6 system-ui, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", sans-serif;
  color: #1a1a1a; background: #fff; max-width: 42em; margin: 1em auto; padding: 0 1em; text-align: left;
  word-break: keep-all; overflow-wrap: anywhere; }
.nightMode.card { color: #e6e6e6; background: #1e1e1e; }
pre { font: 0.85em/1.5 ui-monospace, "D2Coding", Consolas, monospace; padding: 0.6em 0.8em; border-radius: 6px;
  background: #f2f2f4; overflow-x: auto; white-space: pre; }
code { font-family: ui-monospace, "D2Coding", Consolas, monospace; font-size: 0.9em; }
.nightMode pre { background: #2b2b2e; }
table { border-collapse: collapse; } td, th { border: 1px solid #999; padding: 0.2em 0.6em; }
img { max-width: 100%; } .nightMode img { border-radius: 6px; }
ol.options { list-style: upper-alpha; } .gap { border-bottom: 2px solid currentColor; padding: 0 1em; }
.unit, .id { color: #6b6b6b; font-size: 0.75em; } .nightMode .unit, .nightMode .id { color: #a0a0a0; }
.answer { font-weight: 600; } .answer pre, .answer ul, .answer ol { font-weight: 400; }
details { margin: 0.4em 0; color: #6b6b6b; } .nightMode details { color: #b0b0b0; }
.dlgrade-erratum { border-left: 3px solid #c2571a; padding-left: 0.8em; }
.dlgrade-references { font-size: 0.85em; color: #6b6b6b; } .nightMode .dlgrade-references { color: #a0a0a0; }
"""


def write(items: Sequence[Item], title: Text, report: Report, day: datetime.date | None = None) -> bytes:
    """The items as decks: one for each language, with one below it for each unit.

    Args:
        items: the items.
        title: the course's title.
        report: takes what a card cannot hold.
        day: the day of the last change; a file of a later day replaces the cards of an earlier one.
    """
    decks: dict[int, str] = {}
    media: dict[str, bytes] = {}
    rows = []
    for place, item in enumerate(items):
        _note(item, report)
        deck = _deck(item, title, decks)
        if item.figure:
            media[_picture_name(item)] = markup.picture(item)
        rows.append((item, deck, place))
    database = _database(rows, decks, title, _changed(day))
    names = {str(i): name for i, name in enumerate(media)}
    files = {"collection.anki2": database, "media": json.dumps(names, ensure_ascii=False).encode()}
    return packed(files | {str(i): content for i, content in enumerate(media.values())})


def _note(item: Item, report: Report) -> None:
    if item.question.kind.automatic:
        report.changed(
            item.id,
            "nothing is typed or chosen: the learner thinks of the answer, turns the card and judges",
            "입력하거나 고르지 않습니다. 답을 떠올린 뒤 카드를 뒤집어 스스로 판정합니다",
        )


def _changed(day: datetime.date | None) -> Callable[[Item], int]:
    if day is not None:
        moment = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
        return lambda item: int(moment.timestamp())
    return lambda item: FIRST_DAY + item.question.revision * DAY


# ------------------------------------------------------------------------------------------------------ the database


def identifier(*parts: str) -> int:
    """An id as Anki has them, the same in every build."""
    return _IDS_FROM + number(*parts) % _IDS


def guid(item: Item) -> str:
    """What a note is known by in every collection: the same for the same question, whatever its text says."""
    value, signs = number("note", item.key), []
    while value:
        value, rest = divmod(value, len(_ALPHABET))
        signs.append(_ALPHABET[rest])
    return "".join(reversed(signs))


def _deck(item: Item, title: Text, decks: dict[int, str]) -> int:
    """The id of an item's deck, which is noted with its name and that of the deck above it."""
    top = f"{title.to(item.lang)} ({LANGUAGE_NAMES[item.lang]})".replace("::", ":")
    above = identifier("deck", title.en, item.lang)
    decks.setdefault(above, top)
    id = identifier("deck", title.en, item.lang, item.question.unit)
    decks.setdefault(id, f"{top}::{item.question.unit[:2]} {item.unit_title.replace('::', ':')}")
    return id


def _database(
    rows: Sequence[tuple[Item, int, int]],
    decks: Mapping[int, str],
    title: Text,
    changed: Callable[[Item], int],
) -> bytes:
    model = identifier("model", "dlgrade", "1")
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.executescript("PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8';" + _SCHEMA)
        connection.execute("BEGIN")
        connection.execute(
            "INSERT INTO col VALUES (1,?,?,?,11,0,0,0,?,?,?,?,'{}')", _collection(model, decks)
        )
        for item, deck, place in rows:
            note, moment = identifier("note", item.key), changed(item)
            fields = _fields(item)
            connection.execute(
                "INSERT INTO notes VALUES (?,?,?,?,-1,?,?,?,?,0,'')",
                (
                    note,
                    guid(item),
                    model,
                    moment,
                    _tags(item),
                    "\x1f".join(fields),
                    item.key,
                    _checksum(fields[0]),
                ),
            )
            card = identifier("card", item.key)
            connection.execute(
                "INSERT INTO cards VALUES (?,?,?,0,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')",
                (card, note, deck, moment, place),
            )
        connection.execute("COMMIT")
        return connection.serialize()
    finally:
        connection.close()


def _checksum(text: str) -> int:
    """What Anki finds doubles by; it is computed anew on import."""
    return number("field", text) % 2**32


def _collection(model: int, decks: Mapping[int, str]) -> tuple[Any, ...]:
    made = FIRST_DAY
    conf = {"curDeck": 1, "activeDecks": [1], "nextPos": 1, "newSpread": 0, "collapseTime": 1200, "timeLim": 0,
            "estTimes": True, "dueCounts": True, "curModel": None, "sortType": "noteFld", "sortBackwards": False}  # fmt: skip
    every = {**dict(sorted(decks.items())), 1: "Default"}
    written = {str(id): _deck_entry(id, name) for id, name in every.items()}
    texts = (conf, {str(model): _model(model)}, written, {"1": _OPTIONS})
    return (
        made,
        made * 1000,
        made * 1000,
        *(json.dumps(text, ensure_ascii=False, sort_keys=True) for text in texts),
    )


def _deck_entry(id: int, name: str) -> dict[str, Any]:
    today = {"lrnToday": [0, 0], "newToday": [0, 0], "revToday": [0, 0], "timeToday": [0, 0]}
    return {"id": id, "name": name, "mod": FIRST_DAY, "usn": -1, "desc": "", "dyn": 0, "conf": 1, "extendNew": 0,
            "extendRev": 0, "collapsed": False, "browserCollapsed": False, **today}  # fmt: skip


_OPTIONS: dict[str, Any] = {
    "id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "autoplay": True, "timer": 0, "replayq": True,
    "new": {"bury": True, "delays": [1, 10], "initialFactor": 2500, "ints": [1, 4, 7], "order": 1, "perDay": 20,
            "separate": True},
    "rev": {"bury": True, "ease4": 1.3, "fuzz": 0.05, "ivlFct": 1, "maxIvl": 36500, "minSpace": 1, "perDay": 200},
    "lapse": {"delays": [10], "leechAction": 0, "leechFails": 8, "minInt": 1, "mult": 0},
}  # fmt: skip


def _model(id: int) -> dict[str, Any]:
    fields = [
        {"name": name, "ord": i, "sticky": False, "rtl": False, "font": "Arial", "size": 20, "media": []}
        for i, name in enumerate(FIELDS)
    ]
    card = {"name": "Card 1", "ord": 0, "qfmt": _FRONT, "afmt": _BACK, "did": None, "bqfmt": "", "bafmt": ""}
    return {
        "id": id, "name": "dlgrade", "type": 0, "mod": FIRST_DAY, "usn": -1, "sortf": len(FIELDS) - 1, "did": None,
        "tmpls": [card], "flds": fields, "css": _STYLE, "latexPre": "", "latexPost": "", "latexsvg": False,
        "req": [[0, "any", [0]]], "tags": [], "vers": [],
    }  # fmt: skip


def _tags(item: Item) -> str:
    words = [tag.replace(" ", "_").replace(":", "::", 1) for tag in item.tags]
    return f" {' '.join(f'dlgrade::{word}' for word in words)} "


# ------------------------------------------------------------------------------------------------------------ the card


def _fields(item: Item) -> list[str]:
    parts = feedback.after(item, "tex", with_remarks=True)
    rest = feedback.divisions([part for part in parts if part[0] != "solution"])
    return [
        _question(item),
        markup.block(item.solution, "tex"),
        rest,
        _hints(item),
        html.escape(item.unit_title, quote=False),
        item.key,
    ]


def _hints(item: Item) -> str:
    head = _HINT.to(item.lang)
    return "".join(
        f"<details><summary>{head} {i}</summary>{markup.inline(hint, 'tex')}</details>"
        for i, hint in enumerate(item.hints, 1)
    )


def _picture_name(item: Item) -> str:
    return f"dlgrade-{item.key}.svg"


def _question(item: Item) -> str:
    kind = item.task["kind"]
    parts = [_cloze(item) if kind == "parts" else markup.block(item.stem, "tex"), markup.program(item)]
    if item.figure:
        alt = html.escape(markup.plain(item.alt))
        parts.append(f'<p><img src="{_picture_name(item)}" alt="{alt}"></p>')
    if kind in _CHOOSE:
        parts.append(_CHOOSE[kind](item))
    parts += [f"<p>{html.escape(line, quote=False)}</p>" for line in item.instructions()]
    return f'<div lang="{item.lang}">{"".join(part for part in parts if part)}</div>'


def _listed(tag: str, lines: Sequence[str]) -> str:
    name = tag.split()[0]
    return f"<{tag}>" + "".join(f"<li>{line}</li>" for line in lines) + f"</{name}>"


def _texts(item: Item, ids: Sequence[str]) -> list[str]:
    return [markup.inline(item.text(id), "tex") for id in ids]


def _options(item: Item) -> str:
    task = item.task
    order = task["options"] if task["fixed"] else item.shuffled(task["options"])
    many = f"<p>{_MANY.to(item.lang)}</p>" if task["many"] else ""
    return many + _listed('ol class="options"', _texts(item, order))


def _blocks(item: Item) -> str:
    ids = item.shuffled([*item.task["blocks"], *item.task["extra"]])
    return f"<p>{_ORDER.to(item.lang)}</p>" + _listed("ul", _texts(item, ids))


def _assign(item: Item) -> str:
    lefts = _listed("ul", _texts(item, list(item.task["right"])))
    choices = _listed("ul", _texts(item, item.shuffled(item.task["choices"])))
    return f"{lefts}<p>{_CHOICES.to(item.lang)}</p>{choices}"


def _cloze(item: Item) -> str:
    pieces = markup.gaps(item.stem, "tex")
    return "".join(_gap(item, piece) if i % 2 else piece for i, piece in enumerate(pieces))


def _gap(item: Item, name: str) -> str:
    part = item.task["parts"][name]
    shown = " / ".join(_texts(item, part["options"])) if part["kind"] == "choice" else ""
    menu = f" ({shown})" if shown else ""
    label = letters(len(item.task["parts"]))[list(item.task["parts"]).index(name)]
    return f'<span class="gap">({label})</span>{menu}'


_CHOOSE = {"choice": _options, "order": _blocks, "assign": _assign}
