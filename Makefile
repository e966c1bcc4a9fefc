# Two commands: `make run` (set up, build the index, start the chat) and `make test` (set up, run the checks).
PYTHON ?= python3
PYTEST ?= -m "not slow" -n auto --dist loadfile
BIN := .venv/bin
FORMATTED := assistant/tools assistant/reference tests/tools tests/reference tests/test_recipes.py tests/test_layout.py  # rooms that are formatted
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps

run: .venv/ready
	$(BIN)/python ingest.py
	$(BIN)/python app.py

test: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --line-length 200 $(FORMATTED)
	$(BIN)/mypy
	$(BIN)/python ingest.py
	$(BIN)/python -m pytest $(PYTEST)

# Only files whose hashes stand in the locks are installed. torch without CUDA where the package index has it, else the
# ordinary build with what it loads.
.venv/ready: pyproject.toml $(wildcard requirements*.lock)
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --require-hashes -r requirements-cpu.lock 2>/dev/null \
	  || (echo "No build of torch without CUDA here: the ordinary one is installed." && $(INSTALL) --require-hashes -r requirements-cuda.lock)
	$(INSTALL) --no-build-isolation -e .
	touch $@

.PHONY: run test
