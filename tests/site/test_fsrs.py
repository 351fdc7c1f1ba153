"""Spaced repetition: the site's scheduler, run by Node, against py-fsrs over random ratings and gaps."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

fsrs = pytest.importorskip("fsrs", reason="py-fsrs is not installed")

SCRIPT = Path(__file__).parents[2] / "site" / "dlsite" / "static" / "fsrs.js"
START = datetime(2026, 1, 1, tzinfo=UTC)
SEQUENCES, LENGTH = 400, 12
GAPS = (
    30,
    60,
    600,
    3_600,
    40_000,
    86_399,
    86_400,
    90_000,
    200_000,
    864_000,
    5_000_000,
    50_000_000,
)  # seconds

PROGRAM = """
const dl = {};
eval(require("node:fs").readFileSync(process.argv[1], "utf8"));
const asked = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(asked.map((reviews) => {
  let card = dl.fsrs.fresh();
  return reviews.map(([rating, now]) => {
    const before = card.stability === null ? 0 : dl.fsrs.retrievability(card, now);
    card = dl.fsrs.review(card, rating, now);
    return { ...card, before };
  });
})));
"""


def by_javascript(sequences):
    if (node := shutil.which("node")) is None:
        pytest.skip("Node is not installed: the site's scheduler is not run")
    done = subprocess.run(
        [node, "-e", PROGRAM, str(SCRIPT)],
        input=json.dumps(sequences),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def by_python(reviews):
    scheduler, card = fsrs.Scheduler(enable_fuzzing=False), fsrs.Card(due=START)
    for rating, now in reviews:
        when = START + timedelta(milliseconds=now)
        before = scheduler.get_card_retrievability(card, when)
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), when)
        yield {
            "state": card.state.name.lower(),
            "step": card.step,
            "stability": pytest.approx(card.stability, rel=1e-9),
            "difficulty": pytest.approx(card.difficulty, rel=1e-9),
            "last": now,
            "due": (card.due - START) / timedelta(milliseconds=1),
            "before": pytest.approx(before, rel=1e-9),
        }


def drawn(chance):
    """Ratings with gaps of seconds to years: around a day's end, too, where same-day reviews end."""
    now, reviews = 0, []
    for _ in range(LENGTH):
        reviews.append([chance.choices((1, 2, 3, 4), (2, 2, 4, 2))[0], now])
        gap = chance.choice(GAPS)
        now += 1000 * (gap if chance.random() < 0.5 else chance.randint(1, gap))
    return reviews


def test_the_scheduler_is_that_of_py_fsrs():
    chance = random.Random(6)
    sequences = [drawn(chance) for _ in range(SEQUENCES)]
    for reviews, found in zip(sequences, by_javascript(sequences), strict=True):
        assert found == list(by_python(reviews)), reviews
    ends = [found[-1]["state"] for found in by_javascript(sequences)]
    assert {"learning", "review", "relearning"} == set(ends)


@pytest.mark.parametrize("rating", [1, 2, 3, 4])
def test_one_rating_over_and_over(rating):
    """Again leads nowhere, easy leads to the longest interval there is; nothing overflows."""
    reviews, now = [], 0
    for _ in range(60):
        reviews.append([rating, now])
        now += 86_400_000 * 400
    (found,) = by_javascript([reviews])
    assert found == list(by_python(reviews))
    assert found[-1]["due"] - found[-1]["last"] <= 36_500 * 86_400_000


def test_a_clock_that_goes_back_does_no_harm():
    (found,) = by_javascript([[[3, 5 * 86_400_000], [3, 0], [3, -86_400_000]]])
    assert all(card["stability"] > 0 and 1 <= card["difficulty"] <= 10 for card in found)
    assert all(card["due"] >= card["last"] for card in found)
