#!/usr/bin/env bash
# Installs Debian packages that are missing, when apt is here and we are root or may become it without a password;
# otherwise says in one line what to install and fails.
# Usage: scripts/system-packages.sh PACKAGE…
set -euo pipefail

say() { printf 'setup: %s\n' "$*" >&2; }

missing=()
for package in "$@"; do
  if command -v dpkg-query >/dev/null; then
    state=$(dpkg-query --show --showformat '${db:Status-Abbrev}' "$package" 2>/dev/null || true)
    [ "$state" = "ii " ] && continue
  fi
  missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
if ! command -v apt-get >/dev/null || { [ ${#as_root[@]} -gt 0 ] && ! sudo -n true 2>/dev/null; }; then
  say "please install: ${missing[*]}    (apt-get install --no-install-recommends ${missing[*]})"
  exit 1
fi

say "installing ${missing[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --quiet --no-install-recommends "${missing[@]}" >"$log" 2>&1
}
# The lists of packages may be missing or old: a second try with new ones.
install || { "${as_root[@]}" apt-get update --quiet >"$log" 2>&1 && install; } || {
  tail -n 5 "$log" >&2
  say "apt-get could not install: ${missing[*]}"
  exit 1
}
