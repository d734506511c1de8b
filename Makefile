# make site     build the explainer into site/, strictly
# make serve    the same, live, with drafts
# make test     everything that must hold: lint, types, imports, tests, browser tests
# make check    lint, types and imports alone
# make validate the built site against the W3C's HTML checker (needs Java and npm)
# make bench    what the plugin costs beside a plain build
# make format   put the code into shape
# make clean    remove what the targets made
#
# Each target sets up what it needs: a virtual environment in .venv, from $(PYTHON).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
READY := $(VENV)/.ready

# Material announces the end of MkDocs 1 at every start; the pins already say so.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help setup site serve test check lint types imports bench validate format constraints clean

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

setup: $(READY)

# An alias, for the fingers.
$(VENV): $(READY)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "explainer needs Python 3.11 or newer as $(PYTHON); name another: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make virtual environments; on Debian: apt-get install python3-venv" >&2; exit 1; }
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(READY)

site: $(READY)
	$(BIN)/mkdocs build --strict --clean

serve: $(READY)
	$(BIN)/mkdocs serve

check: lint types imports

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(READY)
	$(BIN)/mypy

imports: $(READY)
	$(BIN)/lint-imports

# pytest comes last: its closing line says how many tests ran.
test: check
	@EXPLAINER_BROWSER="$$($(PY) tests/browser/ensure_browser.py)" && export EXPLAINER_BROWSER && \
	  $(PY) -m pytest -n auto --dist loadgroup

bench: $(READY)
	$(PY) -m benchmarks.build_cost

validate: $(READY)
	$(PY) -m tests.validate_html

format: $(READY)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# The newest versions that fit pyproject.toml, from an environment of its own.
constraints:
	rm -rf .cache/constraints
	$(PYTHON) -m venv .cache/constraints
	.cache/constraints/bin/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	.cache/constraints/bin/python -m pip freeze --exclude-editable > constraints.txt
	rm -rf .cache/constraints

clean:
	rm -rf $(VENV) .cache site dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
