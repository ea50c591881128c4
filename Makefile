# Every target sees to what it needs by itself; `make` alone lists them.
PYTHON ?= python3
SETUP = $(PYTHON) packaging/setup_env.py
TOOL = $(SETUP) tool
# Further arguments of `make run`, `make test` and `make bench`, and the tests to leave out.
ARGS ?=
SLOW ?= 0
ONLY ?=
JSON ?=

.DEFAULT_GOAL := help
.PHONY: help setup run test check format lint types layers data audit bench torture messages lock dist check-dist release clean

help: ## list the targets
	@grep -E '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 16

setup: ## prepare for working on Atlas: system packages and .venv
	@$(SETUP) setup develop

run: ## open Atlas; without a display, show in files what it does
	@$(SETUP) run $(ARGS)

test: ## run the tests (SLOW=1: also those marked slow; ARGS="-k word" goes to pytest)
	@$(SETUP) test $(if $(filter 1,$(SLOW)),,-m "not slow") $(ARGS)

check: format lint types layers data ## format, lint, types, layers and the library's data

format: ## whether every file is formatted
	@$(TOOL) ruff format --check .

lint: ## the linter's every rule, apart from those pyproject.toml excepts
	@$(TOOL) ruff check .

types: ## strict types
	@$(TOOL) mypy

layers: ## the layers, by their contract
	@$(TOOL) lint-imports --no-cache --no-logo

data: ## the shipped library
	@$(TOOL) atlas-gui check db.json

audit: ## look for known vulnerabilities in the locked packages, where the network allows
	@$(TOOL) python packaging/audit.py

bench: setup ## measure (ONLY=start,memory: a part; JSON=FILE: write the rows there)
	@$(TOOL) python -m bench $(if $(ONLY),--only $(ONLY)) $(if $(JSON),--json $(JSON)) $(ARGS)

torture: setup ## kill saves, fail their calls, spoil libraries: about ten minutes (ARGS="--rounds 50 --files 500": less)
	@$(TOOL) python -m bench.torture $(ARGS)

messages: ## bring the words of documents in other languages up to date (ARGS=it: begin another)
	@$(TOOL) python packaging/messages.py $(ARGS)

# Needs uv. The locks name packages and hashes alone, so that they hold for any index.
LOCK = uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--custom-compile-command "make lock" pyproject.toml --group build
lock: ## renew the lock files from pyproject.toml (UPGRADE=1: to the newest versions)
	$(LOCK) $(if $(UPGRADE),--upgrade) --group test --group check --group package \
		--output-file packaging/requirements-develop.txt
	$(LOCK) --constraints packaging/requirements-develop.txt --no-annotate \
		--output-file packaging/requirements-run.txt

dist: ## build all that is handed out into dist/: wheel, source archive, bundle, package (QUICK=1: packed less)
	@$(SETUP) build
	@$(TOOL) python packaging/artefacts build $(if $(QUICK),--quick)

check-dist: ## try each artefact in dist/ as whoever is handed it would
	@$(TOOL) python packaging/artefacts check

release: ## raise the version, close the changelog, build, try, tag: make release VERSION=1.2.3
	@$(SETUP) build
	@$(TOOL) python packaging/release.py $(VERSION)

clean: ## remove what was built, and the virtual environment
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
