# make run   sets everything up and runs the bot        make test   runs every check and test
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python

.PHONY: run chat test lint types contracts check tests format bench lock clean

run: $(VENV)/run.stamp
	@exec $(PY) -m bot run

chat: $(VENV)/run.stamp
	@exec $(PY) -m bot chat

test: lint types contracts check tests

lint: $(VENV)/test.stamp
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: $(VENV)/test.stamp
	$(PY) -m mypy

contracts: $(VENV)/test.stamp
	$(VENV)/bin/lint-imports

check: $(VENV)/test.stamp
	$(PY) -m bot check

tests: $(VENV)/test.stamp
	$(PY) -m pytest

format: $(VENV)/test.stamp
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

bench: $(VENV)/test.stamp
	$(PY) -m bench

# Hashed, without index lines: pip takes the packages from wherever this machine gets them.
lock: $(VENV)/test.stamp
	$(PY) -m pip install --quiet uv
	$(VENV)/bin/uv pip compile --quiet pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements/run.txt
	$(VENV)/bin/uv pip compile --quiet pyproject.toml --extra test --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements/test.txt

$(VENV)/run.stamp: requirements/run.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Ask First needs Python 3.11 or newer; '$(PYTHON)' is older. Try: make run PYTHON=python3.12"; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@echo "Setting up $(VENV) ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/run.stamp
	@echo "Setting up the tests in $(VENV) ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
