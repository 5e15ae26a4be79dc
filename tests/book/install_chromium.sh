#!/bin/sh
# Chromium for the tests of the built book: found, or installed from the system's
# packages where that may be done without asking, or else asked for.
set -eu

# The system's packages may be installed by whoever is root, as in a container.
as_root=""
if [ "$(id -u)" != 0 ]; then
    as_root="sudo -n"
fi
may_install() {
    command -v apt-get >/dev/null 2>&1 && { [ -z "$as_root" ] || $as_root true 2>/dev/null; }
}
install() {
    $as_root apt-get update -qq && $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq -y "$@" >/dev/null
}

# Debian has a Chromium without a window, which opens pages faster. A person's own machine does not
# get it without being asked, where there is another Chromium.
# Where the system has no such package, a mark keeps the next run from looking for it again.
no_such_package=_build/.no-headless-shell
if [ "$(id -u)" = 0 ] && may_install && [ -z "${CHROMIUM:-}" ] && [ ! -e "$no_such_package" ] &&
    ! command -v chromium-headless-shell >/dev/null 2>&1; then
    echo "== Installing Chromium without a window from the system's packages"
    if install chromium-headless-shell 2>/dev/null; then
        exit 0
    fi
    mkdir -p _build && touch "$no_such_package"
fi
for name in "${CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done
if .venv/bin/python -c 'import os, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as p:
    sys.exit(not os.path.exists(p.chromium.executable_path))'; then
    exit 0
fi

if may_install; then
    echo "== Installing Chromium from the system's packages"
    if install chromium; then
        exit 0
    fi
fi

echo "The tests of the built book need Chromium, and it could not be installed here without you." >&2
echo "Install it from your system's packages (apt install chromium, brew install chromium)," >&2
echo "or for your user alone: .venv/bin/playwright install chromium" >&2
exit 2
