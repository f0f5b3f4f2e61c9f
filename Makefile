# Each command sets up its own .venv from pinned, hashed requirements, then does its job.
PYTHON ?= python3
BIN := .venv/bin
RUN_READY := .venv/.ready-to-run
DEV_READY := .venv/.ready-to-develop

.DEFAULT_GOAL := help
.PHONY: help demo test check language bench install requirements clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(RUN_READY) ## Ask a simulated PBX questions, nothing to set up
	@$(BIN)/ringback demo

test: $(DEV_READY) ## Run the test suite
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal

check: $(DEV_READY) ## Lint, types, import contracts, dependencies
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/deptry bot

language: $(DEV_READY) ## Score how time and filters are read, per language and kind, with every miss
	@$(BIN)/python -m benchmarks.language

bench: $(DEV_READY) ## Measure; prints name: value lines, fails on nothing
	@$(BIN)/python -m benchmarks

install: $(RUN_READY) ## Set up .venv with the ringback command, nothing more
	@echo "Ready: $(BIN)/ringback --help"

requirements: $(DEV_READY) ## Pin the requirements anew (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --all-extras --group build \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade -q -o requirements.txt
	uv pip compile pyproject.toml --universal --python-version 3.11 --all-extras --group build --group dev \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --upgrade -q -o requirements-dev.txt

clean: ## Remove .venv and caches
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Ringback needs Python 3.11 or newer; $(PYTHON) is older. Name a newer one: make PYTHON=python3.12 demo" >&2; exit 1; }
	@echo "Setting up .venv (once, about half a minute) ..."
	@$(PYTHON) -m venv .venv \
	  || { rm -rf .venv; echo "Python's venv module is missing; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

$(RUN_READY): .venv/pyvenv.cfg requirements.txt pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DEV_READY): $(RUN_READY) requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
