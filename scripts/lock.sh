#!/usr/bin/env bash
# Writes the lock files: every package with its version and hashes for every platform, and no address of a registry.
set -euo pipefail
cd "$(dirname "$0")/.."

compile() {
  .venv/bin/uv pip compile pyproject.toml --quiet --universal --generate-hashes --no-emit-index-url --no-annotate \
    --custom-compile-command 'make lock' --python-version 3.11 --upgrade "$@"
}

compile --output-file requirements.lock
compile --group dev --output-file requirements-dev.lock
PATH="$PWD/.venv/bin:$PATH" npm install --package-lock-only --silent
