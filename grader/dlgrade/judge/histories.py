"""Whether an object's wrong answer comes from what was called before: on other objects, or on the object itself.

The calls that the answer may depend on are made again in a new interpreter. An object that is right there, all by itself,
shares something with others; one that is right once the earlier calls on it are left out, which should not count any more,
has kept something of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dlgrade.i18n import Text
from dlgrade.judge.relations import Relation
from dlgrade.judge.student import Call
from dlgrade.sandbox.client import ObjectRef, Reply, Seed, Session

SHARED = Relation(
    "shared",
    Text(
        "An object that is used alone in a new program gives the right answer here; after other objects have been used it does "
        "not. What belongs to one object is kept on the class, in a global variable or in a default argument: keep it on `self`.",
        "새 프로그램에서 이 객체만 쓰면 답이 맞지만, 다른 객체를 쓴 뒤에는 틀립니다. 객체마다 따로 있어야 할 것을 클래스나 전역 변수, 기본 "
        "인수에 보관하고 있습니다. `self`에 보관하세요.",
    ),
)
LEFT_OVER = Relation(
    "left_over",
    Text(
        "On a new object the answer is right here; after earlier calls on the same object it is not. They should not count any "
        "more, but something of them is still there. What is set once only, or changed in place?",
        "새 객체에서는 답이 맞지만, 같은 객체에 앞선 호출이 있으면 틀립니다. 이제 상관없어야 할 앞선 호출이 남긴 것이 있습니다. 한 번만 "
        "정하거나 제자리에서 바꾸는 것이 있지 않나요?",
    ),
)


def own(call: Call, calls: Sequence[Call]) -> list[Call]:
    """How an object was made and what was asked of it, up to a call; nothing where chance or other objects play a part."""
    end = next((place for place, made in enumerate(calls) if made is call), -1)
    mine = [made for made in calls[: end + 1] if made.step[1] == call.step[1] or _made(made) == call.step[1]]
    whole = bool(mine) and _made(mine[0]) == call.step[1] and mine[0].step[1] is None
    return mine if whole and not any(_foreign(made.step[2:]) for made in mine) else []


def repeat(calls: Sequence[Call], session: Session) -> Reply:
    """Make an object's calls again; the answer to the last."""
    first, *later = calls
    reply = session.request("run", [first.step])
    made = reply.value
    for call in later:
        operation, _, *rest = call.step
        reply = session.request("run", [[operation, made, *rest]])
    return reply


def _made(call: Call) -> ObjectRef | None:
    return call.reply.value if call.reply is not None and type(call.reply.value) is ObjectRef else None


def _foreign(value: Any) -> bool:
    if type(value) in (list, tuple):
        return any(map(_foreign, value))
    if type(value) is dict:
        return any(map(_foreign, value.values()))
    return type(value) in (ObjectRef, Seed)
