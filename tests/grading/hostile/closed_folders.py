"""Leaves a folder that is closed to everybody, with a file in it."""
import os


def total(numbers):
    try:
        os.mkdir("closed")
        open("closed/file", "w").close()
        os.umask(0o777)
        os.mkdir("closed/inner")
    except OSError:
        pass
    return 0
