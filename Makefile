# Two commands do all the set-up on a fresh machine: `make demo` and `make test`.
# Everything is installed into .venv from requirements.lock (hashes checked); nothing outside this folder is changed.

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
LEDGER := build/demo.ledger
# Test processes; each loads the language models (some 600 MB).
JOBS ?= 2

.PHONY: demo test search check accuracy bench docs lock format clean help

help: ## Say what each command does
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1 - /'

demo: $(STAMP) ## Read the samples into a new ledger and print the briefing
	@mkdir -p build && rm -f $(LEDGER) $(LEDGER)-wal $(LEDGER)-shm
	@$(BIN)/counterclaim ingest samples --ledger $(LEDGER)
	@$(BIN)/counterclaim brief --ledger $(LEDGER)
	@echo
	@echo "Next: .venv/bin/counterclaim questions --disputed --ledger $(LEDGER)"

test: check ## Check style, types and imports, run all tests and the accuracy gate
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile

search: $(STAMP) ## Run the property tests on examples that nobody has tried, until one fails or 20 rounds are done
	@for round in $$(seq 20); do \
	  COUNTERCLAIM_EXAMPLES=fresh $(BIN)/python -m pytest -n $(JOBS) --dist loadfile -x -m "not slow" \
	    $$(grep -rlE "^from hypothesis" tests) || exit 1; \
	done

check: $(STAMP) ## Check style, types and imports only
	$(BIN)/ruff check src tests accuracy benchmarks training tools
	$(BIN)/ruff format --check src tests accuracy benchmarks training tools
	$(BIN)/mypy
	$(BIN)/lint-imports

accuracy: $(STAMP) ## Print the accuracy figures on the samples' answer keys
	$(BIN)/python -m accuracy.gate

bench: $(STAMP) ## Print the speed and memory tables
	$(BIN)/python -m benchmarks.reading
	$(BIN)/python -m benchmarks.ledger

docs: $(STAMP) ## Run what the documents show anew and put in what it prints
	$(BIN)/python tools/console_blocks.py --write

format: $(STAMP) ## Bring the code into the house's form
	$(BIN)/ruff check --fix src tests accuracy benchmarks training tools
	$(BIN)/ruff format src tests accuracy benchmarks training tools

$(STAMP): requirements.lock pyproject.toml
	@set -e; python=$$(tools/find-python); \
	if [ ! -x $(BIN)/python ]; then echo "Making $(VENV) with $$($$python --version)"; $$python -m venv $(VENV); fi
	@echo "Installing what requirements.lock lists into $(VENV) (a minute or two, some 1.7 GB)"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

lock: ## Resolve the dependencies anew into requirements.lock
	uv pip compile pyproject.toml --group dev --group build --universal --python-version 3.12 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --quiet --output-file requirements.lock

clean: ## Remove what the commands made
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
