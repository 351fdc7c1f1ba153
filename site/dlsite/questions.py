"""Questions as a page shows them and a script grades them: plain data with HTML in one language."""

from __future__ import annotations

from typing import Any

from dlgrade.figures import svg
from dlgrade.i18n import LANGUAGES, Lang, Text
from dlgrade.quiz.bank import Bank, Question
from dlgrade.quiz.texts import text_of
from dlgrade.quiz.variant import Variant, variants
from dlsite import markup

VARIANTS = 6

Data = dict[str, Any]


def question_data(bank: Bank, question: Question) -> dict[Lang, Data]:
    """All that is asked, told and graded of a question, in each language.

    Returns:
        Its id, revision, type, unit, concepts, difficulty, source, errata and variants.
    """
    made = variants(bank, question, VARIANTS)
    return {lang: _in_language(bank, question, made, lang) for lang in LANGUAGES}


def _in_language(bank: Bank, question: Question, made: list[Variant], lang: Lang) -> Data:
    errata = [bank.errata[id] for id in question.corrects if id in bank.errata]
    return {
        "id": question.id,
        "revision": question.revision,
        "unit": question.unit,
        "type": question.kind.name,
        "title": question.kind.title.to(lang),
        "concepts": list(question.concepts),
        "difficulty": question.difficulty,
        "source": list(question.source),
        "references": list(question.data.get("references") or ()),
        "errata": [
            {
                "id": erratum.id,
                "claim": markup.inline(erratum.claim.to(lang)),
                "right": markup.inline(erratum.right.to(lang)),
            }
            for erratum in errata
        ],
        "variants": [variant_data(one, lang) for one in made],
    }


def variant_data(made: Variant, lang: Lang) -> Data:
    """One variant of a question."""
    built = made.built
    data: Data = {
        "stem": markup.block(made.stem.to(lang)),
        "hints": [markup.inline(hint.to(lang)) for hint in made.hints],
        "explain": markup.block(made.explain.to(lang)),
        "solution": markup.block(built.solution.to(lang)),
        "texts": {id: markup.inline(text.to(lang)) for id, text in built.texts.items()},
        "whys": {id: markup.inline(why.to(lang)) for id, why in built.whys.items()},
        "task": dict(built.task),
    }
    if made.code:
        data["code"] = markup.code(made.code)
    if made.figure and made.alt:
        data["figure"] = svg.draw(made.figure, lang, made.alt.to(lang))
    digits, unit = made.question.data.get("digits"), made.question.data.get("unit")
    if digits is not None:
        data["digits"] = digits
    if unit is not None:
        data["unit"] = markup.inline(_unit(made).to(lang))
    return data


def _unit(made: Variant) -> Text:
    return text_of(made.question.data["unit"], made.question.path, made.question.line)
