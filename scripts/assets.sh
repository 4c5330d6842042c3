#!/usr/bin/env bash
# Builds what the browser loads, with the Node.js of this machine or, where it has none new enough, with the one that
# came into .venv as a wheel.
set -euo pipefail
cd "$(dirname "$0")/.."

new_enough() { command -v node >/dev/null && command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; }

new_enough || PATH="$PWD/.venv/bin:$PATH"
new_enough || { echo 'setup: Node.js 20 or newer is needed for the front-end assets' >&2; exit 1; }
npm ci --silent --no-fund --no-audit
npm run --silent build
