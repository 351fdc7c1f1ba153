# On a machine with Python >= 3.11 and make, `make demo` and `make test` do all; they set up what is missing.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: demo test lint validate benchmark pictures clean

demo: $(READY)                ## make a workspace, check right and wrong answers in both languages
	@$(BIN)/python docs/demo.py

test: $(READY)                ## all tests
	$(BIN)/python -m pytest -q -n auto || $(BIN)/python -m pytest -q --last-failed  # alone: time limits are kept under load

lint: $(READY)                ## style and types
	$(BIN)/ruff check -q
	$(BIN)/ruff format -q --check
	$(BIN)/mypy --no-error-summary

validate: $(READY)            ## prove the built-in course
	$(BIN)/dlgrade validate

benchmark: $(READY)           ## measure; the results go to benchmarks/RESULTS.md
	$(BIN)/python benchmarks/run.py

pictures: $(READY)            ## make the README's pictures from real output
	$(BIN)/python docs/pictures.py

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "dlgrade needs Python 3.11 or newer; set PYTHON=/path/to/python3.x" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	$(BIN)/python -m compileall -q grader reference
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
