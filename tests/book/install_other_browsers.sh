#!/bin/sh
# Firefox and WebKitGTK for the one path through the book that is tried in them, too: found, or
# installed from the system's packages where that may be done without asking. Without one of them
# its test is skipped, and says so.
set -eu

has_firefox() {
    for name in "${FIREFOX:-}" firefox-esr firefox; do
        if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
            return 0
        fi
    done
    return 1
}

has_webkit() {
    command -v WebKitWebDriver >/dev/null 2>&1 && command -v Xvfb >/dev/null 2>&1
}

if has_firefox && has_webkit; then
    exit 0
fi

as_root=""
if [ "$(id -u)" != 0 ]; then
    as_root="sudo -n"
fi
install() {
    echo "== Installing $* from the system's packages"
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq -y --no-install-recommends "$@" >/dev/null || true
}
if command -v apt-get >/dev/null 2>&1 && { [ -z "$as_root" ] || $as_root true 2>/dev/null; }; then
    $as_root apt-get update -qq || true
    has_firefox || install firefox-esr
    has_webkit || install webkit2gtk-driver xvfb
fi

has_firefox || {
    echo "Firefox could not be installed here without you: the test of the book in it is skipped." >&2
    echo "To have it: apt install firefox-esr, or FIREFOX=path of another one" >&2
}
has_webkit || {
    echo "WebKitGTK could not be installed here without you: the test of the book in it is" >&2
    echo "skipped. To have it: apt install webkit2gtk-driver xvfb" >&2
}
exit 0
