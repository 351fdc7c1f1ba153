"""What the coverage-guided fuzzer found, and where it starts from: each file ends as `benchmarks/fuzz_wire.py` demands."""

import importlib.util
import sys
import warnings
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FUZZER = HERE.parent.parent / "benchmarks" / "fuzz_wire.py"
SEEDS = sorted((HERE / "seeds").iterdir())
CRASHES = sorted((HERE / "crashes").iterdir())
ENDS = {
    "Reply",
    "StudentError",
    "TimedOut",
    "Died",
    "value",
    "WireError",
    "Disconnected",
    "DeadlineExceeded",
    "empty",
}


@pytest.fixture(scope="module")
def fuzzer():
    specification = importlib.util.spec_from_file_location("fuzz_wire", FUZZER)
    module = importlib.util.module_from_spec(specification)
    sys.modules["fuzz_wire"] = module
    specification.loader.exec_module(module)
    return module


def run(fuzzer, data):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return fuzzer.one_input(data)


@pytest.mark.parametrize("path", CRASHES, ids=lambda path: path.name)
def test_what_once_broke_the_judge_does_so_no_longer(fuzzer, path):
    assert run(fuzzer, path.read_bytes()) in ENDS


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_every_seed_ends_as_it_may(fuzzer, path):
    assert run(fuzzer, path.read_bytes()) in ENDS


def test_the_seeds_are_what_an_honest_child_sends_today(fuzzer, tmp_path):
    fuzzer.write_seeds(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in SEEDS
    }


@pytest.mark.parametrize("mode", range(4))
def test_every_seed_cut_short_at_every_byte_ends_as_it_may(fuzzer, mode):
    for path in SEEDS:
        data = path.read_bytes()
        if data[0] & 3 == mode:
            assert {run(fuzzer, data[:length]) for length in range(len(data))} <= ENDS


def test_the_fuzzer_sees_a_reader_that_raises_what_it_must_not(fuzzer, monkeypatch):
    def broken(*_, **__):
        raise KeyError("broken")

    monkeypatch.setattr(fuzzer.wire, "decode", broken)
    with pytest.raises(KeyError):
        run(fuzzer, (HERE / "seeds" / "stream_array").read_bytes())


def test_the_fuzzer_sees_a_value_that_no_frame_may_become(fuzzer):
    for value in (object(), {1, 2}, [b""], {"a": range(3)}, 1j.__class__, fuzzer.np.array([None])):
        with pytest.raises(fuzzer.Broken):
            fuzzer._judge(value, 1 << 20)
