"""The site in a real browser: every type of question by keyboard alone, what is kept, both languages, no network, no scripts."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest

UNIT = "00_types"
DAY = 86_400_000


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def tab_to(page, selector):
    """Press the Tab key until something is reached, as somebody without a mouse does."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the Tab key does not reach {selector}")


def open_question(visited, id, lang="en"):
    page = visited.go(f"{lang}/practice/{UNIT}.html#{id}")
    page.wait_for_selector(f"article.question[data-question={id}]")
    return page


def task(page, id):
    """What the question on the page asks for: this browser's first variant."""
    return page.evaluate(
        "id => dl.received.questions.get('00_types').find((one) => one.id === id).variants[0].task", id
    )


# ------------------------------------------------------------------------------------- every type, by keyboard alone


def choose(page, wanted):
    """Choose options by their numbers, and check."""
    shown = page.eval_on_selector_all(
        ".options label", "labels => labels.map((label) => label.dataset.option)"
    )
    press(page, *(str(shown.index(id) + 1) for id in wanted), "Enter")


def write(page, text):
    tab_to(page, ".question input")
    page.keyboard.type(text)
    press(page, "Enter")


def write_lines(page, text):
    tab_to(page, ".question textarea")
    page.keyboard.type(text)
    tab_to(page, ".question .check")
    press(page, "Enter")


def select(page, selector, place):
    tab_to(page, selector)
    press(page, *["ArrowDown"] * place)


def put_in_order(page, wanted):
    """Take out what does not belong, then move each block up to its place."""

    def shown():
        return page.eval_on_selector_all("ol.blocks > li", "items => items.map((item) => item.dataset.block)")

    if shown() == wanted:  # by chance; what nobody has moved is no answer
        tab_to(page, f"[data-block={wanted[1]}] .up")
        press(page, "Space")
    for id in set(shown()) - set(wanted):
        tab_to(page, f"[data-block={id}] .toggle")
        press(page, "Enter")
    for place, id in enumerate(wanted):
        while shown().index(id) > place:
            if not page.evaluate("id => document.activeElement.matches(`[data-block=${id}] .up`)", id):
                tab_to(page, f"[data-block={id}] .up")
            press(page, "Space")
    assert shown() == wanted
    tab_to(page, ".question .check")
    press(page, "Enter")


def assign(page, right):
    lefts = page.eval_on_selector_all(".assign > li", "items => items.map((item) => item.dataset.left)")
    for left in lefts:
        values = page.eval_on_selector_all(
            f"[data-left={left}] option", "options => options.map((option) => option.value)"
        )
        select(page, f"[data-left={left}] select", values.index(right[left]))
    tab_to(page, ".question .check")
    press(page, "Enter")


def fill(page, value, option, name):
    tab_to(page, "[data-gap=value] input")
    page.keyboard.type(value)
    select(page, "[data-gap=other] select", option)
    tab_to(page, "[data-gap=name] input")
    page.keyboard.type(name)
    press(page, "Enter")


def judge(page, said, reveal):
    if reveal:
        tab_to(page, ".recall button")
        press(page, "Enter")
        if said == "no":
            press(page, "Tab")
    else:
        tab_to(page, f".recall [data-say={said}]")
    press(page, "Enter")


ANSWERS = {
    "a-single": (lambda page, t: choose(page, t["right"]), lambda page, t: choose(page, ["c"])),
    "a-multiple": (lambda page, t: choose(page, t["right"]), lambda page, t: choose(page, ["a"])),
    "a-truefalse": (lambda page, t: choose(page, ["false"]), lambda page, t: choose(page, ["true"])),
    "a-numeric": (
        lambda page, t: write(page, str(t["right"][0])),
        lambda page, t: write(page, str(t["traps"][0]["values"][0])),
    ),
    "an-interval": (lambda page, t: write(page, "1/2"), lambda page, t: write(page, "−1")),
    "a-tensor": (lambda page, t: write(page, "[0.5, 1/3]"), lambda page, t: write(page, "0.333 0.5")),
    "a-shape": (lambda page, t: write(page, "(2, 4)"), lambda page, t: write(page, "4, 2")),
    "a-text": (lambda page, t: write(page, "leaky-relu"), lambda page, t: write(page, "relu")),
    "an-order": (
        lambda page, t: put_in_order(page, ["forward", "loss", "backward"]),
        lambda page, t: put_in_order(page, ["loss", "backward", "forward", "coffee"]),
    ),
    "a-match": (
        lambda page, t: assign(page, t["right"]),
        lambda page, t: assign(page, dict.fromkeys(t["right"], t["choices"][-1])),
    ),
    "a-categorise": (
        lambda page, t: assign(page, t["right"]),
        lambda page, t: assign(page, dict.fromkeys(t["right"], "it-is-not")),
    ),
    "a-cloze": (
        lambda page, t: fill(page, "2", 1, "Rectified Linear Unit"),
        lambda page, t: fill(page, "2", 2, "rectified unit"),
    ),
    "a-trace": (
        lambda page, t: write_lines(page, "[2. 4.]\n1"),
        lambda page, t: write_lines(page, "[2. 4.]\n1.5"),
    ),
    "a-plot": (lambda page, t: write(page, "2.3"), lambda page, t: write(page, "0")),
    "a-code": (lambda page, t: judge(page, "yes", False), lambda page, t: judge(page, "no", False)),
    "a-card": (lambda page, t: judge(page, "yes", True), lambda page, t: judge(page, "no", True)),
}
# What is said to the wrong answers: the explanation of what was chosen or typed.
SAID = {
    "a-single": "That is the identity.",
    "a-multiple": "Its slope changes at zero.",
    "a-truefalse": "The larger of 0 and x is 0 at least.",
    "a-numeric": "You added.",
    "an-interval": "That is not positive.",
    "a-tensor": "The order is turned round.",
    "a-shape": "Rows come first.",
    "a-text": "That is zero elsewhere.",
    "an-order": "That can wait.",
    "a-match": "Positive numbers stay.",
    "a-categorise": "From 0 to 1.",
    "a-cloze": "That is the absolute value.",
    "a-trace": "The division drops the rest.",
    "a-plot": "There it is flat.",
    "a-code": "Its tests tell whether it is right.",
    "a-card": "From electrical engineering.",
}


@pytest.mark.parametrize("id", ANSWERS)
def test_a_right_answer_by_keyboard(visit, small, id):
    visited = visit(small)
    page = open_question(visited, id)
    ANSWERS[id][0](page, task(page, id))
    page.wait_for_selector(".feedback.right")
    assert page.inner_text(".verdict").strip() == "✓ Right."
    assert page.locator(".explain").is_visible()
    kept = visited.store()["questions"][id]
    assert (kept["score"], kept["tries"], kept["unit"]) == (1, 1, UNIT)
    page.wait_for_function("document.activeElement.matches('.next')")
    press(page, "Enter")  # the focus waits on the button
    page.wait_for_selector(f"article.question:not([data-question={id}])")
    page.wait_for_function("document.activeElement.matches('.kind')")


@pytest.mark.parametrize("id", ANSWERS)
def test_a_wrong_answer_by_keyboard_is_explained(visit, small, id):
    visited = visit(small)
    page = open_question(visited, id)
    ANSWERS[id][1](page, task(page, id))
    page.wait_for_selector(".feedback:not(.right)")
    assert SAID[id] in page.inner_text(".status")
    assert visited.store()["questions"][id]["score"] < 1
    if id not in ("a-code", "a-card"):
        assert page.locator("#stage .solution").is_visible()
        assert page.evaluate(
            "[...document.querySelectorAll('.question input, .question select')].every((f) => f.disabled)"
        )


def test_an_answer_that_cannot_be_read_is_not_graded(visit, small):
    visited = visit(small)
    page = open_question(visited, "a-tensor")
    for typed, said in [
        ("", "Give an answer first."),
        ("a half", "Write numbers, as 2, -0.5, 1/3 or 1e-3."),
        (" 1", "Write numbers, as 2, -0.5, 1/3 or 1e-3."),
    ]:
        if not page.evaluate("document.activeElement.matches('.question input')"):
            tab_to(page, ".question input")
        page.keyboard.type(typed)
        press(page, "Enter")
        assert page.inner_text(".unread") == said
    press(page, "Control+a")
    page.keyboard.type("0.5")
    press(page, "Enter")
    assert page.inner_text(".unread") == "Write 2 numbers."
    assert not page.locator(".feedback").count()
    assert visited.store() is None


def test_hints_come_one_by_one_and_the_answer_on_request(visit, small):
    visited = visit(small)
    page = open_question(visited, "a-single")
    press(page, "h")
    assert page.locator(".hints li").all_inner_texts() == ["Draw the curve."]
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ㅗ', bubbles: true }))")
    assert page.locator(".hints li").count() == 2
    press(page, "h")
    assert page.locator(".hints li").count() == 2
    tab_to(page, ".give-up")
    press(page, "Enter")
    assert "0" in page.inner_text("#stage .solution")
    assert "The note says: ReLU of −2 is 2. What is right: It is 0." in page.inner_text("#stage .erratum")
    assert visited.store()["questions"]["a-single"]["score"] == 0


def test_shortcuts_can_be_switched_off(visit, small):
    visited = visit(small)
    page = visited.go("en/settings.html")
    tab_to(page, "#shortcuts")
    press(page, "Space")
    page = open_question(visited, "a-single")
    press(page, "1", "h", "Enter")
    assert page.locator("input:checked, .hints li, .feedback").count() == 0


def test_a_question_comes_again_with_other_numbers(visit, small):
    visited = visit(small)
    page = open_question(visited, "a-numeric")
    stem = page.inner_text(".stem")
    write(page, str(task(page, "a-numeric")["right"][0]))
    tab_to(page, ".feedback ~ .actions .quiet, .actions .quiet")
    press(page, "Enter")
    page.wait_for_selector(".question:not(.done)[data-question=a-numeric]")
    assert page.inner_text(".stem") != stem


def test_a_finished_unit_offers_the_wrong_ones_again(visit, small):
    page = open_question(visit(small), "a-single")
    ids = page.evaluate("dl.received.questions.get('00_types').map((one) => one.id)")
    for _ in ids:
        if page.locator(".recall").count():
            reveal = page.locator(".recall [data-say]").count() == 0
            judge(page, "yes", reveal)
        else:
            tab_to(page, ".give-up")
            press(page, "Enter")
        page.wait_for_function("document.activeElement.matches('.next')")
        press(page, "Enter")
    assert page.inner_text(".finished") == f"Done: 2 of {len(ids)} right."
    tab_to(page, "#stage .button")
    press(page, "Enter")
    page.wait_for_selector(".question")
    assert page.inner_text(".count") == f"1 of {len(ids) - 2}"


def test_questions_on_a_learning_page_can_be_answered_in_place(visit, small):
    visited = visit(small)
    page = visited.go(f"en/learn/{UNIT}.html")
    page.wait_for_selector(".in-place .options input")
    tab_to(page, ".in-place .options input")
    tab_to(page, ".in-place .check")
    assert page.locator(".in-place .question").count() >= 3
    tab_to(page, ".in-place .give-up")
    press(page, "Enter")
    assert page.locator(".in-place .feedback").count() == 1
    assert len(visited.store()["questions"]) == 1


# ------------------------------------------------------------------------------------------------------ what is kept


def answered(visited, id="a-truefalse"):
    page = open_question(visited, id)
    ANSWERS[id][0](page, task(page, id))
    page.wait_for_selector(".feedback")
    return page


def test_what_was_done_is_still_there_after_a_reload(visit, small):
    visited = visit(small)
    page = answered(visited)
    before = visited.store()
    page.reload()
    page = visited.go("en/index.html")
    assert "1 of 16 answered" in page.inner_text("[data-unit='00_types']")
    page = visited.go("en/statistics.html")
    assert page.locator(".facts dd").all_inner_texts() == ["1", "100 %", "1", "–"]
    page = visited.go(f"en/practice/{UNIT}.html")
    assert page.get_attribute(".question", "data-question") == "a-single"
    assert visited.store() == before


def test_the_place_is_kept_for_going_on(visit, small):
    visited = visit(small)
    visited.go("ko/learn/01_layers.html")
    page = visited.go("ko/index.html")
    link = page.locator("#today a.button").last
    assert link.get_attribute("href") == "learn/01_layers.html"


def test_progress_goes_out_to_a_file_is_deleted_and_comes_back(visit, small, tmp_path):
    visited = visit(small)
    answered(visited)
    before = visited.store()
    page = visited.go("en/settings.html")
    tab_to(page, "#export")
    with page.expect_download() as waiting:
        press(page, "Enter")
    waiting.value.save_as(tmp_path / "progress.json")
    assert json.loads((tmp_path / "progress.json").read_text("utf-8")) == before

    tab_to(page, "#delete")
    press(page, "Enter")
    assert page.inner_text("#said") == "Delete everything you have done here? There is no way back."
    assert visited.store() == before
    press(page, "Enter")
    assert page.inner_text("#said") == "Deleted."
    assert visited.store()["questions"] == {}

    page.set_input_files("#import", tmp_path / "progress.json")
    page.wait_for_function("document.getElementById('said').textContent.startsWith('Loaded')")
    assert page.inner_text("#said") == "Loaded: 1 questions."
    page.reload()
    assert visited.store() == before


BAD_FILES = {
    "no JSON": "hello",
    "nothing": "",
    "another JSON": '{"version": 1}',
    "another version": '{"version": 9, "questions": {}, "log": []}',
    "a list": "[]",
    "a question that is none": '{"version": 1, "questions": {"a": null}, "log": [], "place": null}',
    "a question without a card": '{"version": 1, "questions": {"a": {"tries": 1, "score": 1, "card": null}}, "log": []}',
    "a card without its numbers": '{"version": 1, "questions": {"a": {"tries": 1, "score": 1, "card": {}}}, "log": []}',
    "a log of anything": '{"version": 1, "questions": {}, "log": [null, 3]}',
    "a place elsewhere": '{"version": 1, "questions": {}, "log": [], "place": {"path": "//a.example/b.html"}}',
    "markup as a place": '{"version": 1, "questions": {}, "log": [], "place": "<b>"}',
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_is_no_progress_changes_nothing(visit, small, tmp_path, name):
    visited = visit(small)
    answered(visited)
    before = visited.store()
    page = visited.go("en/settings.html")
    (tmp_path / "file.json").write_text(BAD_FILES[name], encoding="utf-8")
    page.set_input_files("#import", tmp_path / "file.json")
    page.wait_for_function("document.getElementById('said').textContent")
    assert page.inner_text("#said") == "This file holds no progress of this site."
    assert visited.store() == before


def test_a_damaged_record_in_the_browser_does_not_stop_the_site(visit, small):
    visited = visit(small)
    page = visited.go("en/index.html")
    page.evaluate(
        "localStorage.setItem('dlgrade.progress', '{oops'); localStorage.setItem('dlgrade.settings', '[1')"
    )
    for path in ("index", "review", "statistics", "settings"):
        assert visited.go(f"en/{path}.html").locator("h1").is_visible()
    answered(visited)


# ----------------------------------------------------------------------------------------------------- review and exam


def due_question(id, days_ago=1):
    now = "Date.now()"
    return f"""localStorage.setItem('dlgrade.progress', JSON.stringify({{
        version: 1, place: null, log: [[{now} - 5 * {DAY}, '{id}', 1, 3, 0]],
        questions: {{ '{id}': {{ tries: 1, first: 1, score: 1, best: 1, unit: '{UNIT}', revision: 1, card: {{
            state: 'review', step: null, stability: 4, difficulty: 5,
            last: {now} - 5 * {DAY}, due: {now} - {days_ago} * {DAY} }} }} }} }}))"""


def test_what_is_due_comes_back_and_is_rated_by_a_key(visit, small):
    visited = visit(small)
    page = visited.go("en/review.html")
    assert page.inner_text(".finished").startswith("Nothing is due.")
    page.evaluate(due_question("a-truefalse"))
    page = visited.go("en/index.html")
    assert "Review: 1" in page.inner_text("#today")
    page = visited.go("en/review.html")
    page.wait_for_selector(".question[data-question=a-truefalse]")
    choose(page, ["false"])
    page.wait_for_selector(".rate")
    texts = page.locator(".rate button").all_inner_texts()
    assert [text.partition(" · ")[0] for text in texts] == ["Again", "Hard", "Good", "Easy"]
    assert texts[0].endswith("10 min")
    assert all(re.fullmatch(r"\w+ · \d+ d", text) for text in texts[1:])
    press(page, "4")
    assert page.inner_text(".finished") == "Done: 1 of 1 right."
    kept = visited.store()["questions"]["a-truefalse"]
    assert kept["tries"] == 2
    assert kept["card"]["due"] > page.evaluate("Date.now()") + 5 * DAY
    page = visited.go("en/index.html")
    assert "Nothing is due." in page.inner_text("#today")


def test_what_is_not_due_stays_away(visit, small):
    visited = visit(small)
    page = visited.go("en/review.html")
    page.evaluate(due_question("a-truefalse", days_ago=-1))
    page = visited.go("en/review.html")
    assert page.inner_text(".finished").startswith("Nothing is due.")


def test_a_question_that_is_no_more_does_not_stop_the_review(visit, small):
    visited = visit(small)
    visited.go("en/review.html").evaluate(due_question("gone"))
    page = visited.go("en/review.html")
    page.wait_for_selector(".finished")
    page = visited.go("en/statistics.html")
    assert page.locator(".facts").is_visible()


def test_an_exam_with_flags_says_nothing_until_it_is_handed_in(visit, small):
    visited = visit(small)
    page = visited.go("en/exam.html")
    tab_to(page, "input[name=count]")
    press(page, "Control+a")
    page.keyboard.type("14")
    tab_to(page, "#setup [type=submit]")
    press(page, "Enter")
    page.wait_for_selector(".exam-head")
    assert (
        page.locator(".sheet li").count() == 14
    )  # all but the card and the code, which nobody else can judge
    assert re.fullmatch("(39|40) min left", page.inner_text(".clock"))
    press(page, "f")
    assert page.locator(".sheet button").first.get_attribute("aria-label") == "Question 1, flagged"
    assert page.locator(".sheet button.flagged").count() == 1

    while (
        page.evaluate("document.querySelector('#stage > div:not([hidden]) .question')?.dataset.question")
        != "a-single"
    ):
        tab_to(page, "#stage > div:not([hidden]) .actions button:not(.flag):nth-last-of-type(2)")
        press(page, "Enter")
    right = page.evaluate(
        "[...document.querySelectorAll('#stage > div:not([hidden]) .options label')].findIndex((l) => l.dataset.option === 'a')"
    )
    press(page, str(right + 1))
    assert page.locator(".sheet button.answered[aria-current]").count() == 1
    assert page.locator(".feedback").count() == 0
    assert visited.store() is None

    tab_to(page, "#stage > .button")
    press(page, "Enter")
    unanswered = int(re.match(r"\d+", page.inner_text("#stage > [role=alert]"))[0])
    assert unanswered < 14
    press(page, "Enter")
    assert page.inner_text("#stage h2[tabindex]") == "1 of 14 points"
    assert page.locator(".feedback").count() == 14
    assert page.locator(".feedback.right").count() == 1
    assert len(visited.store()["questions"]) == 14


def test_an_exam_ends_when_the_time_is_over(visit, small):
    visited = visit(small)
    page = visited.page
    page.clock.install()
    page = visited.go("en/exam.html")
    page.fill("input[name=minutes]", "1")
    page.locator("#setup [type=submit]").press("Enter")
    page.wait_for_selector(".exam-head")
    page.clock.run_for(30_000)
    assert page.inner_text(".clock") == "1 min left"
    page.clock.run_for(32_000)
    page.wait_for_selector("#stage h2[tabindex]")
    assert page.inner_text("#stage h2[tabindex]") == "0 of 14 points"


# ----------------------------------------------------------------------------------------------- languages and themes


@pytest.mark.parametrize(
    "path", ["index.html", "search.html", f"learn/{UNIT}.html#t.sum", f"practice/{UNIT}.html#a-shape"]
)
def test_the_language_switch_keeps_the_page_and_the_place(visit, small, path):
    visited = visit(small)
    page = visited.go(f"ko/{path}")
    tab_to(page, "#language")
    press(page, "Enter")
    page.wait_for_url(f"**/en/{path}")
    assert page.get_attribute("html", "lang") == "en"
    tab_to(page, "#language")
    press(page, "Enter")
    page.wait_for_url(f"**/ko/{path}")


@pytest.mark.parametrize(("asked", "lang"), [("ko-KR", "ko"), ("en-US", "en"), ("de-DE", "ko")])
def test_the_front_door_follows_the_browser_and_then_the_last_choice(visit, small, asked, lang):
    visited = visit(small, locale=asked)
    page = visited.go("index.html")
    page.wait_for_url(f"**/{lang}/index.html")
    other = {"ko": "en", "en": "ko"}[lang]
    visited.go(f"{other}/index.html")
    visited.go("index.html")
    page.wait_for_url(f"**/{other}/index.html")


def colours(page):
    return page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_theme_follows_the_system_until_it_is_chosen(visit, small, system):
    visited = visit(small, color_scheme=system)
    page = visited.go("en/index.html")
    other = {"light": "dark", "dark": "light"}[system]
    assert page.get_attribute("html", "data-theme") == system
    before = colours(page)
    tab_to(page, "#theme")
    press(page, "Enter")
    assert page.get_attribute("html", "data-theme") == other
    assert colours(page) != before
    page = visited.go("ko/glossary.html")
    assert page.get_attribute("html", "data-theme") == other
    page = visited.go("en/settings.html")
    assert page.input_value("input[name=theme]:checked") == other
    tab_to(page, "input[name=theme]:checked")
    while page.input_value("input[name=theme]:checked") != "system":
        press(page, "ArrowUp")
    assert page.get_attribute("html", "data-theme") == system


def test_the_menu_of_more_pages_opens_and_closes_by_keys(visit, small):
    page = visit(small).go("en/index.html")
    tab_to(page, "details.more summary")
    press(page, "Enter")
    assert page.get_by_role("link", name="Settings").is_visible()
    press(page, "Escape")
    assert not page.get_by_role("link", name="Settings").is_visible()
    assert page.evaluate("document.activeElement.matches('.more summary')")


def test_the_first_tab_skips_to_the_content(visit, small):
    page = visit(small).go("en/glossary.html")
    press(page, "Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    press(page, "Enter", "Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


# -------------------------------------------------------------------------------------------------- search and lists


@pytest.mark.parametrize(
    ("lang", "typed", "title"),
    [
        ("ko", "가중합", "가중합"),
        ("ko", unicodedata.normalize("NFD", "가중합"), "가중합"),
        ("ko", "꺾임", "꺾임"),
        ("ko", "weighted", "가중합"),
        ("en", "가중합", "Weighted sum"),
        ("en", "WEIGHTED  sum", "Weighted sum"),
        ("en", "ben", "The bend"),
    ],
)
def test_search_finds_korean_and_english_words(visit, small, lang, typed, title):
    visited = visit(small)
    page = visited.go(f"{lang}/search.html")
    tab_to(page, "#query")
    page.keyboard.insert_text(typed)
    page.wait_for_selector("#results a")
    assert title in page.locator("#results a").all_inner_texts()
    tab_to(page, "#results a")
    press(page, "Enter")
    page.wait_for_url("**/learn/**")


def test_search_says_when_there_is_nothing_and_keeps_the_words_in_the_address(visit, small):
    page = visit(small).go("ko/search.html")
    tab_to(page, "#query")
    page.keyboard.insert_text("없는낱말")
    assert page.inner_text("#results") == "찾은 것이 없습니다."
    page.reload()
    assert page.input_value("#query") == "없는낱말"
    assert page.inner_text("#results") == "찾은 것이 없습니다."


def test_the_glossary_can_be_filtered(visit, small):
    page = visit(small).go("ko/glossary.html")
    tab_to(page, "#filter")
    page.keyboard.insert_text("꺾임")
    assert page.locator("dl > div:visible").count() == 1


# ----------------------------------------------------------------------------------- offline, from a disk, no scripts


def test_after_the_first_visit_everything_works_without_a_network(visit, small):
    visited = visit(small, service_workers="allow")
    page = visited.go("ko/index.html")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    visited.context.set_offline(True)
    for path in (
        "index.html",
        "ko/index.html",
        f"en/learn/{UNIT}.html",
        "en/errata.html",
        "ko/search.html?q=가중합",
    ):
        page = visited.go(path)
        page.wait_for_load_state()
        assert page.locator("h1").first.is_visible(), path
    assert page.locator("#results a").count() > 0
    answered(visited)
    fonts = page.evaluate("fetch('../../static/math.woff2').then((answer) => answer.status)")
    assert fonts == 200


def test_everything_works_from_a_folder_on_a_disk(visit, small):
    visited = visit(small, disk=True)
    page = visited.go("index.html")
    page.wait_for_url("**/index.html")
    for lang in ("ko", "en"):
        for path in (
            "index",
            "review",
            "map",
            "glossary",
            "errata",
            "statistics",
            "settings",
            f"learn/{UNIT}",
        ):
            page = visited.go(f"{lang}/{path}.html")
            assert page.locator("h1").is_visible()
            assert page.evaluate("document.documentElement.classList.contains('script')")
            assert page.evaluate("typeof dl.store.dump()") == "string"
    page = answered(visited)
    assert page.locator(".feedback.right").count() == 1
    page = visited.go("ko/search.html")
    page.fill("#query", "가중합")
    assert page.locator("#results a").count() > 0
    page = visited.go("en/exam.html")
    page.locator("#setup [type=submit]").press("Enter")
    page.wait_for_selector(".exam-head")


def test_the_policy_keeps_foreign_scripts_and_addresses_out(visit, small):
    visited = visit(small)
    page = visited.go("en/index.html")
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
    }""")
    assert page.evaluate("window.ran") is None
    assert page.evaluate("fetch('https://example.org/').then(() => 'asked', () => 'refused')") == "refused"
    assert len(visited.troubles) >= 2
    visited.troubles.clear()
    visited.outside.clear()


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_without_scripts_questions_and_answers_can_be_read(visit, small, lang):
    visited = visit(small, java_script_enabled=False)
    page = visited.go(f"{lang}/practice/{UNIT}.html")
    assert page.locator("article.question:visible").count() == 16
    assert page.locator(".notice").first.is_visible()
    assert not page.locator(".needs-script:visible").count()
    answer = page.locator("#a-single details")
    assert not answer.locator(".solution").is_visible()
    answer.locator("summary").press("Enter")
    assert answer.locator(".solution").inner_text() == "0"
    page = visited.go("index.html")
    page.locator(f"a[hreflang={lang}]").press("Enter")
    page.wait_for_url(f"**/{lang}/index.html")
    for path in ("review", "exam", "search", "statistics", "settings"):
        page = visited.go(f"{lang}/{path}.html")
        assert page.locator(".notice").is_visible(), path


@pytest.mark.parametrize("width", [320, 375, 1440])
def test_no_page_is_wider_than_the_window(visit, site, width):
    visited = visit(site, viewport={"width": width, "height": 800})
    for path in (
        *("ko/index", "en/map", "ko/glossary", "en/errata", "ko/settings", "en/statistics", "ko/exam"),
        *(
            "ko/learn/02_activations",
            "en/learn/09_cnn",
            "ko/practice/01_perceptron",
            "en/practice/05_optimizers",
        ),
    ):
        page = visited.go(f"{path}.html")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
