# Each target makes the environment first; what is there already is not made again.
PYTHON ?= python3
PORT ?= 8501
ARTICLES ?= seeds
VENV := .venv
BIN := $(VENV)/bin

.PHONY: dashboard test lint scores bench bench-dashboard bench-exports clean

dashboard: $(VENV)/.installed  ## extract ARTICLES and open the app on http://localhost:PORT
	@$(BIN)/comptoir dashboard $(ARTICLES) --port $(PORT)

test: $(VENV)/.test-installed  ## the whole suite
	@$(BIN)/pytest -n 2 --dist loadfile

lint: $(VENV)/.test-installed  ## style, types and import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

scores: $(VENV)/.installed  ## precision, recall and F1 on all gold articles, written into the README
	@$(BIN)/python tests/publish_scores.py

bench: $(VENV)/.installed  ## words a second against plain spaCy, in the same run
	@$(BIN)/comptoir bench

bench-dashboard: $(VENV)/.test-installed  ## time from a filter to the new chart, in a real browser
	@$(BIN)/python tests/bench_dashboard.py

bench-exports: $(VENV)/.test-installed  ## time of each picture and of whole decks
	@$(BIN)/python tests/bench_exports.py

clean:  ## the environment and what tools left behind
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Comptoir needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 ..." >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "No venv module: on Debian, apt-get install python3-venv" >&2; exit 2; }

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Comptoir (about a minute the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.test-installed: $(VENV)/.installed
	@echo "Installing the tools for tests ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@
