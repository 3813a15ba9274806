# Everything a developer runs. `make help` explains itself.
SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench texts clean

help: ## Show what there is to make
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

setup: $(STAMP) ## Make the virtual environment, and install the system libraries that Qt and the tests need

$(STAMP): pyproject.toml packaging/setup.sh
	sh packaging/setup.sh $(VENV)
	touch $@

demo: setup ## Open the wizard on a copy of the demo machine (without a display: the same story in the terminal)
	$(PY) -m wizard demo

test: setup ## Run all tests, and the checks before them
	sh packaging/test.sh $(VENV)

check: setup ## Run only the checks: format, lint, types, layers, shell scripts, texts
	sh packaging/check.sh $(VENV)

bench: setup ## Print the figures of the budget table, side by side with the peers (installs them beside)
	$(PY) tests/benchmarks/run.py

texts: setup ## Collect the texts anew, and compile the catalogues
	sh packaging/texts.sh $(VENV)

clean: ## Remove what was made here
	rm -rf $(VENV) .cache build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
