#!/usr/bin/env bash
# Makes .venv hold exactly the locked packages, each with its hash, and the project itself with the command `dms`.
# Usage: scripts/python-env.sh [PYTHON]      (python3 by default; 3.11 or newer)
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-python3}
lock=requirements-dev.lock

say() { printf 'setup: %s\n' "$*" >&2; }

command -v "$python" >/dev/null || { say "no $python on this machine; install Python 3.11 or newer"; exit 1; }
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  say "$("$python" --version) is too old; Python 3.11 or newer is needed (make setup PYTHON=python3.12)"
  exit 1
}

# A half-made environment, as left by a Debian without python3-venv, has no pip.
if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
  "$python" -c 'import ensurepip' 2>/dev/null || {
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    scripts/system-packages.sh "python$version-venv" || exit 1
  }
  "$python" -m venv --clear .venv
fi

# One package of the lock, with its hashes: the installer that reads the rest, and twice as fast as pip.
installer=$(mktemp)
trap 'rm -f "$installer"' EXIT
awk '/^[a-z]/ { mine = /^uv==/ } mine' "$lock" >"$installer"
.venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r "$installer"
.venv/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes "$lock"
.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
