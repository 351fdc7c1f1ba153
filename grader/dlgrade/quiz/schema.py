"""The JSON Schema of a file of questions, for editors: made from what the program itself asks for.

``dlgrade/schema/quiz.schema.json`` is its output; a test keeps the two alike, and holds every file of the course against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dlgrade.course.yaml_file import Located
from dlgrade.quiz.bank import CONCEPT_OPTIONAL, CONCEPT_REQUIRED, DIFFICULTIES, FORMAT, OPTIONAL, REQUIRED
from dlgrade.quiz.kinds import KINDS
from dlgrade.quiz.parameters import RULES

Schema = dict[str, Any]

_TEXT: Schema = {"$ref": "#/$defs/text"}
_WHY: Schema = {
    **_TEXT,
    "description": "What is right or wrong about it, said to someone who has just chosen it.",
}
_VALUE: Schema = {"$ref": "#/$defs/value"}
_STRINGS: Schema = {"type": "array", "items": {"type": "string"}}
_NAMES: Schema = {"type": "array", "items": {"type": ["string", "number"]}, "minItems": 1}


def _mapping(required: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None) -> Schema:
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def _list(item: Schema, least: int = 1) -> Schema:
    return {"type": "array", "items": item, "minItems": least}


_OPTION = _mapping({"why": _WHY}, {"text": _TEXT, "value": _VALUE, "correct": {"type": "boolean"}})
_GAP = _mapping(
    {},
    {
        "accept": _NAMES,
        "answer": _VALUE,
        "digits": {"type": "integer", "minimum": 0},
        "options": _list(_mapping({"text": _TEXT}, {"correct": {"type": "boolean"}, "why": _WHY}), 2),
        "solution": _TEXT,
        "why": _WHY,
    },
)

# What stands in the lists and mappings of each type; the rest follows from the types that the program asks for.
_INSIDE: dict[tuple[str, str], Schema] = {
    ("single", "options"): _list(_OPTION, 2),
    ("multiple", "options"): _list(_OPTION, 3),
    ("text", "accept"): _NAMES,
    ("text", "traps"): _list(_mapping({"accept": _NAMES, "why": _WHY})),
    ("order", "blocks"): _list(
        _mapping(
            {"id": {"type": "string"}},
            {"text": _TEXT, "code": {"type": "string"}, "after": _STRINGS, "extra": {"type": "boolean"}, "why": _WHY},
        ),
        3,
    ),
    ("match", "pairs"): _list(_mapping({"left": _TEXT, "right": _TEXT, "why": _WHY}), 3),
    ("match", "extra"): _list(_TEXT),
    ("categorise", "bins"): {"type": "object", "additionalProperties": _TEXT, "minProperties": 2},
    ("categorise", "cards"): _list(_mapping({"text": _TEXT, "bin": {"type": "string"}, "why": _WHY}), 3),
    ("cloze", "gaps"): {"type": "object", "additionalProperties": _GAP, "minProperties": 1},
    ("trace", "traps"): _list(_mapping({"why": _WHY}, {"output": {"type": ["string", "number"]}, "code": {"type": "string"}})),
    ("numeric", "between"): {"anyOf": [{"type": "string"}, {**_list(_VALUE, 2), "maxItems": 2}]},
    ("numeric", "closed"): {**_list({"type": "boolean"}, 2), "maxItems": 2},
}  # fmt: skip
_TRAPS = _list(_mapping({"value": _VALUE, "why": _WHY}))


def quiz_schema() -> Schema:
    """The schema (JSON Schema, draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Questions of a unit, for dlgrade",
        **_mapping(
            {
                "format": {"const": FORMAT},
                "concepts": {"type": "array", "items": _concept()},
                "questions": {"type": "array", "items": {"$ref": "#/$defs/question"}},
            },
            {"title": _TEXT, "introduction": _TEXT},
        ),
        "$defs": {
            "text": {
                "description": "In both languages, or plainly where they write it alike; Markdown with LaTeX between $.",
                "anyOf": [
                    {"type": ["string", "number"]},
                    _mapping(
                        {"en": {"type": "string", "minLength": 1}, "ko": {"type": "string", "minLength": 1}}
                    ),
                ],
            },
            "value": {
                "description": "A number, a list of numbers, or =function(…) of the unit's program.",
                "type": ["number", "string", "array"],
            },
            "rule": {
                "description": "How a parameter is drawn, or =function(…).",
                "anyOf": [
                    {"type": ["string", "number", "array"]},
                    *(_mapping(_typed("", a), _typed("", b)) for a, b in RULES.values()),
                ],
            },
            "question": {"oneOf": [_question(name) for name in KINDS]},
        },
    }


def _concept() -> Schema:
    return _mapping(_typed("", CONCEPT_REQUIRED), _typed("", CONCEPT_OPTIONAL))


def _question(name: str) -> Schema:
    kind = KINDS[name]
    made = _mapping(_typed(name, {**REQUIRED, **kind.required}), _typed(name, {**OPTIONAL, **kind.optional}))
    made["title"] = kind.title.en
    made["properties"]["type"] = {"const": name}
    made["properties"]["difficulty"] = {"enum": list(DIFFICULTIES)}
    made["properties"]["hints"] = {"type": "array", "items": _TEXT}
    if "parameters" in made["properties"]:
        made["properties"]["parameters"] = {
            "type": "object",
            "additionalProperties": {"$ref": "#/$defs/rule"},
        }
    return made


def _typed(kind: str, keys: Mapping[str, Any]) -> dict[str, Schema]:
    return {key: _of_type(kind, key, expected) for key, expected in keys.items()}


def _of_type(kind: str, key: str, expected: Any) -> Schema:
    if (kind, key) in _INSIDE:
        return _INSIDE[kind, key]
    if key == "traps":
        return _TRAPS
    types = set(expected) if isinstance(expected, tuple) else {expected}
    if types == {str, Located}:
        return _TEXT
    if types == {list}:
        return _STRINGS if kind or key in ("needs", "notes") else {"type": "array"}
    names = {
        str: "string",
        int: "integer",
        float: "number",
        bool: "boolean",
        list: "array",
        Located: "object",
    }
    found = sorted({names[one] for one in types} - ({"integer"} if float in types else set()))
    return {"type": found[0] if len(found) == 1 else found}
