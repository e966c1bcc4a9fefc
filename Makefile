# Two commands: `make run` (set up, build the index, start the chat) and `make test` (set up, run the checks).
PYTHON ?= python3
PYTEST ?= -m "not slow"
BIN := .venv/bin

run: .venv/ready
	$(BIN)/python ingest.py
	$(BIN)/python app.py

test: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python ingest.py
	$(BIN)/python -m pytest $(PYTEST)

.venv/ready: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	touch $@

.PHONY: run test
