#!/bin/sh
# nginx for the tests that serve the built book as an ordinary web server does: found, or unpacked
# into _build/nginx from the system's packages. It is not installed: that would start a web server
# on this machine. Without it those tests are skipped, and say so.
set -eu

unpacked=_build/nginx
for name in "${NGINX:-}" nginx /usr/sbin/nginx "$unpacked/usr/sbin/nginx"; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

if command -v apt-get >/dev/null 2>&1 && command -v dpkg-deb >/dev/null 2>&1; then
    echo "== Fetching nginx from the system's packages"
    mkdir -p "$unpacked/packages"
    fetch() {
        (cd "$unpacked/packages" && apt-get download -qq nginx nginx-common >/dev/null 2>&1)
    }
    as_root=""
    if [ "$(id -u)" != 0 ]; then
        as_root="sudo -n"
    fi
    # A clean machine has no list of packages yet.
    if fetch || { $as_root apt-get update -qq && fetch; }; then
        for package in "$unpacked"/packages/*.deb; do
            dpkg-deb --extract "$package" "$unpacked"
        done
        # It may need a library that this machine does not have.
        if "$unpacked/usr/sbin/nginx" -v 2>/dev/null; then
            exit 0
        fi
        rm -f "$unpacked/usr/sbin/nginx"
    fi
    rm -rf "$unpacked/packages"
fi

echo "nginx could not be fetched here without you: the tests of the book behind it are skipped." >&2
echo "To have them: apt install nginx, or NGINX=path of another one" >&2
exit 0
