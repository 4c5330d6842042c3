# The commands of the project. `make` alone lists them.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# Compiled once, not at every start of every process.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
PORT ?= 8000
JOBS ?= auto
BIN := .venv/bin

# WeasyPrint draws with Pango; with libharfbuzz-subset0 it embeds fonts three times faster.
# Tesseract recognises the letters of scanned pages. The GOST engine of OpenSSL checks Kazakh GOST signatures.
RUN_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 tesseract-ocr tesseract-ocr-kaz tesseract-ocr-rus \
  libengine-gost-openssl
# Real neighbours for the tests: a browser, a PDF reader, a virus scanner, an S3 server.
TEST_PACKAGES := chromium poppler-utils clamav-daemon clamav-base ceph-mon ceph-osd radosgw ceph-common

PYTHON_STAMP := .venv/.installed
ASSETS_STAMP := dms/static/vendor/manifest.json
I18N_STAMP := .venv/.translated
SYSTEM_STAMP := .venv/.system
TEST_STAMP := .venv/.system-test

.PHONY: help setup assets i18n demo test check bench prove lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(SYSTEM_STAMP) $(PYTHON_STAMP) $(ASSETS_STAMP) $(I18N_STAMP) ## .venv with the dms command, front-end assets, translations

$(PYTHON_STAMP): requirements-dev.lock pyproject.toml scripts/python-env.sh
	@echo 'setup: Python packages'
	@scripts/python-env.sh $(PYTHON)
	@touch $@

# Without them the system runs but makes no PDF: the line that says what to install is no reason to stop here.
$(SYSTEM_STAMP): $(PYTHON_STAMP)
	@if scripts/system-packages.sh $(RUN_PACKAGES); then touch $@; fi

$(TEST_STAMP): $(PYTHON_STAMP)
	@if scripts/system-packages.sh $(TEST_PACKAGES); then touch $@; fi

$(ASSETS_STAMP): package-lock.json scripts/build-assets.mjs $(shell find dms/static/css dms/static/js dms/static/img -type f 2>/dev/null) | $(PYTHON_STAMP)
	@echo 'setup: front-end assets'
	@scripts/assets.sh
	@touch $@

$(I18N_STAMP): $(wildcard dms/translations/*/*.po) dms/i18n.py | $(PYTHON_STAMP)
	@$(BIN)/python -m dms.i18n
	@touch $@

assets: ## builds the front-end assets anew
	@rm -f $(ASSETS_STAMP)
	@$(MAKE) $(ASSETS_STAMP)

i18n: $(PYTHON_STAMP) ## merges the translations
	@$(BIN)/python -m dms.i18n

demo: setup ## runs everything with demo people and sample cases (PORT=8000)
	@exec $(BIN)/dms demo --port $(PORT)

test: setup $(TEST_STAMP) ## runs all tests (JOBS=auto, ARGS='-k name')
	@$(BIN)/pytest -n $(JOBS) --dist loadgroup $(ARGS)

check: setup ## lint, types, room borders, translations, migrations, generated docs
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m dms.i18n check
	$(BIN)/dms db-check
	$(BIN)/dms docs --check

bench: setup ## measures the pages and the moves at 100,000 cases
	@$(BIN)/python -m benchmarks $(ARGS)

prove: setup $(TEST_STAMP) ## proves the promises with full figures (P="P5 P9" for some)
	@$(BIN)/pytest --prove '$(P)' $(ARGS)

lock: $(PYTHON_STAMP) ## locks the newest versions that pyproject.toml and package.json allow
	@scripts/lock.sh

clean: ## removes everything that can be made again; the data under var/ stay
	rm -rf .venv node_modules dms/static/vendor build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis \
	  .import_linter_cache test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find dms/translations -name '*.mo' -delete
