"""Chromium on this machine: the one named by CHROMIUM, the system's, or Playwright's own."""

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
"""What systems call it; as in tests/book/install_chromium.sh. The first one has no window at all,
and opens a page faster than the others, which prepare their menus for each page."""

HOW_TO_INSTALL = (
    "Install it from your system's packages (apt install chromium, brew install chromium), "
    "or for your user alone (.venv/bin/playwright install chromium), "
    "or name the program in the variable CHROMIUM"
)

# Chromium looks for news of its own at every start; here it may not.
_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


class NoChromiumError(RuntimeError):
    """There is no Chromium here, or it does not start."""


def launch(playwright: "Playwright") -> "Browser":
    """Start Chromium without a window.

    Raises
    ------
    NoChromiumError
        None was found, or the one that was found does not start.
    """
    from playwright.sync_api import Error  # noqa: PLC0415 - the other commands do not need it

    named = os.environ.get("CHROMIUM", "")
    path = next((found for name in (named, *NAMES) if name and (found := shutil.which(name))), None)
    # As root Chromium starts only without its sandbox; the pages are our own.
    as_root = hasattr(os, "getuid") and os.getuid() == 0
    flags = [*_FLAGS, "--no-sandbox"] if as_root else [*_FLAGS]
    try:
        return playwright.chromium.launch(executable_path=path, args=flags)
    except Error as error:
        if path is None:
            raise NoChromiumError(f"Chromium was not found. {HOW_TO_INSTALL}") from error
        first = error.message.strip().splitlines()[0]
        raise NoChromiumError(f"{path}: does not start ({first}). {HOW_TO_INSTALL}") from error
