"""Leaves links that whoever tidies up could follow, and folders that are hard to remove."""
import os

for attempt in (
    lambda: os.symlink("{out}", "link"),
    lambda: os.link("{out}/results.sqlite", "hard"),
    lambda: os.mkfifo("pipe"),
):
    try:
        attempt()
    except OSError:
        pass
try:
    for _ in range(300):
        os.mkdir("deep")
        os.chdir("deep")
except OSError:
    pass


def total(numbers):
    return 0
