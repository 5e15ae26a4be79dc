"""Becomes root, or somebody else."""
import os


def total(numbers):
    for attempt in (
        lambda: os.setuid(0),
        lambda: os.setresuid(0, 0, 0),
        lambda: os.setgroups([0]),
        lambda: os.setgid(0),
        lambda: os.chroot("/"),
    ):
        try:
            attempt()
        except OSError:
            continue
        raise RuntimeError("STOLEN a user")
    return 0
