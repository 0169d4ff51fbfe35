# Each target installs what it needs into .venv, once; a second run starts at once.
# Another Python than the first suitable one:  make PYTHON=/path/to/python3.12 demo

PYTHON ?=
SUITABLE := python3 python3.13 python3.12 python3.11 python
IS_SUITABLE := -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))'
VENV := .venv/bin/python
INSTALL := $(VENV) -m pip install --quiet --disable-pip-version-check --constraint requirements.lock --editable

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint format docs bench lock clean

help: ## Show this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

demo: .venv/.for-use ## Make the briefing of the five bundled authorities
	.venv/bin/schoolties demo

test: .venv/.for-work ## Run every test (those in a browser need Chromium, Chrome or Edge)
	$(VENV) -m pytest

lint: .venv/.for-work ## Check style, types and layers
	$(VENV) -m ruff check
	$(VENV) -m ruff format --check
	$(VENV) -m mypy
	.venv/bin/lint-imports

format: .venv/.for-work ## Mend the style where a program can
	$(VENV) -m ruff check --fix
	$(VENV) -m ruff format

docs: .venv/.for-use ## Write again the pages of docs/ that are made from the code
	$(VENV) docs/generate.py

bench: .venv/.for-work ## Time England, and ten Englands, beside plain baselines and other libraries; measure reading
	$(INSTALL) '.[dev,bench]'
	$(VENV) bench/run.py
	$(VENV) bench/reading.py

lock: .venv/.for-work ## Write requirements.lock with the newest versions that pyproject.toml allows
	$(VENV) -m venv --clear build/lock
	build/lock/bin/python -m pip install --quiet --editable '.[dev]'
	{ echo '# Versions that CI tests with. Made by: make lock'; \
	  build/lock/bin/python -m pip freeze --exclude-editable; } > requirements.lock

clean: ## Remove what the tools left behind (.venv and your own files stay)
	rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +

.venv/.for-use: pyproject.toml requirements.lock | $(VENV)
	$(INSTALL) .
	@touch $@

.venv/.for-work: pyproject.toml requirements.lock | $(VENV)
	$(INSTALL) '.[dev]'
	@touch $@ .venv/.for-use

# A Python counts as suitable only if it can make a virtual environment: Debian ships some that cannot.
$(VENV):
	@for python in $(or $(PYTHON),$(SUITABLE)); do \
	    if $$python $(IS_SUITABLE) 2>/dev/null; then exec $$python -m venv .venv; fi; \
	done; \
	echo 'No Python 3.11 or later with venv among: $(or $(PYTHON),$(SUITABLE)).' >&2; \
	echo 'Install one (python.org, or: apt-get install python3 python3-venv) and run make again,' >&2; \
	echo 'or name one: make PYTHON=/path/to/python3.11' >&2; \
	exit 1
