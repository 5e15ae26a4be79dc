"""Starts programs that outlive it."""
import os
import subprocess


def total(numbers):
    for attempt in (
        lambda: subprocess.Popen(["sleep", "4711"], start_new_session=True),
        lambda: os.system("sleep 4711 &"),
        lambda: os.posix_spawn("/bin/sleep", ["sleep", "4711"], {}),
        lambda: os.execv("/bin/sleep", ["sleep", "4711"]),
    ):
        try:
            attempt()
        except OSError:
            pass
    return 0
