"""Each layer switched off, and the fallback without any: points stay where they belong whatever is missing.

`benchmarks/attacks_by_layer.py` measures with the whole corpus what else is lost; here is what must hold everywhere.
"""

import os
import re
import sys
from pathlib import Path

import pytest

from dlgrade.judge.client import Judge

ATTACKS = Path(__file__).parent.parent / "attacks"
LAYERS = ("rlimits", "landlock", "seccomp", "namespaces", "cgroup")
CONFIGURATIONS = {
    **{f"without {layer}": {"without": frozenset({layer})} for layer in LAYERS},
    "without all of them": {"without": frozenset({*LAYERS, "no_new_privs"})},
    "spawned": {"fork": False},
}
QUICK = (  # attacks on the points that ask nothing of the system, so that they may run without a jail
    "cheating/consistent_but_wrong", "cheating/right_in_public_tests_only", "cheating/tanh_by_table",
    "forged/always_equal_subclasses", "forged/bad_headers", "forged/frame_before_the_answer", "forged/invented_objects",
    "forged/ndarray_subclass_lies", "forged/replayed_answers", "forged/replies_while_loading", "sabotage/comparisons_patched",
    "sabotage/errors_sent_as_answers", "sabotage/modules_of_the_sandbox_replaced", "sabotage/requests_rewritten",
    "theft/frames_and_gc", "theft/own_heap",
)  # fmt: skip
linux = pytest.mark.skipif(sys.platform != "linux", reason="there are no layers elsewhere")


@pytest.fixture(scope="module", params=CONFIGURATIONS)
def weak(request):
    """A judge with something missing."""
    options = CONFIGURATIONS[request.param]
    if sys.platform != "linux" and "without" in options:
        pytest.skip("there are no layers here to switch off")
    judge = Judge(**options)
    yield judge
    judge.close()


def header(source, name, default=""):
    found = re.search(rf"^# {name}: (.*)$", source, re.MULTILINE)
    return found[1].strip() if found else default


def ask(judge, course, id, source):
    job = {"exercise": course.exercise(id).describe(), "source": source, "file": f"{id}.py"}
    return judge.check({**job, "seed": int.from_bytes(os.urandom(4), "little")}, "en")


@pytest.mark.parametrize("attack", QUICK)
def test_no_layer_is_needed_to_keep_points_from_being_forged(weak, course, attack):
    source = (ATTACKS / f"{attack}.py").read_text(encoding="utf-8")
    result = ask(weak, course, header(source, "exercise", "relu"), source)
    assert result.status not in ("passed", "internal")
    assert result.points <= float(header(source, "earned", "0"))


def test_an_honest_answer_passes_whatever_is_missing(weak, course):
    ask(weak, course, "relu", (ATTACKS / f"{QUICK[3]}.py").read_text(encoding="utf-8"))
    honest = course.exercise("step").answers[0].read_text(encoding="utf-8")
    result = ask(weak, course, "step", honest)
    assert (result.status, result.points) == ("passed", result.max_points)


def test_what_is_missing_is_not_among_what_is_in_force(weak):
    assert not set(weak.sandbox["missing"]) & set(weak.sandbox["layers"])


@linux
@pytest.mark.parametrize("layer", ["landlock", "seccomp"])
def test_without_a_great_layer_the_level_is_basic(layer):
    judge = Judge(without=frozenset({layer}))
    try:
        assert judge.sandbox["level"] == "basic"
    finally:
        judge.close()


def test_the_fallback_says_that_it_is_basic():
    judge = Judge(fork=False)
    try:
        assert judge.sandbox["level"] == "basic"
    finally:
        judge.close()


@linux
def test_where_the_great_layers_cannot_be_entered_nothing_is_run(course):
    judge = Judge(without=frozenset({"no_new_privs"}))
    try:
        if not {"landlock", "seccomp"} & set(judge.sandbox["layers"]):
            pytest.skip("this system has neither of the layers that need it")
        result = ask(judge, course, "step", course.exercise("step").answers[0].read_text(encoding="utf-8"))
    finally:
        judge.close()
    assert (result.status, result.points) == ("internal", 0)


@linux
def test_a_child_that_climbs_into_the_fork_server_costs_no_other_exercise(course):
    source = (ATTACKS / "escape" / "climb_out_of_the_child.py").read_text(encoding="utf-8")
    honest = course.exercise("step").answers[0].read_text(encoding="utf-8")
    judge = Judge(without=frozenset({"landlock", "seccomp"}))
    try:
        ask(judge, course, "relu", source)
        assert ask(judge, course, "step", honest).status == "passed"
    finally:
        judge.close()


REACHES_INTO_THE_JUDGE = """
import os

def relu(x):
    judge = os.getppid()
    with open(f"/proc/{judge}/maps") as file:
        heap = next(line for line in file if "[heap]" in line)
    place = int(heap.partition("-")[0], 16)
    memory = os.open(f"/proc/{judge}/mem", os.O_RDWR)
    os.pwrite(memory, os.pread(memory, 64, place), place)
    print("the judge is mine")

def relu_grad(x):
    return relu(x)
"""


@linux
@pytest.mark.parametrize(
    "options", [{"fork": False}, {"without": frozenset({*LAYERS, "no_new_privs"})}], ids=["spawned", "forked"]
)
def test_the_judges_memory_is_out_of_reach_whoever_runs_it(course, options):
    judge = Judge(**options)
    try:
        result = ask(judge, course, "relu", REACHES_INTO_THE_JUDGE)
    finally:
        judge.close()
    assert not any("mine" in test.printed for test in result.tests)
    assert {test.status for test in result.tests} == {"error"}
