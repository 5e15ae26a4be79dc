"""Leaves nothing but a date: that of the folder in which it made a file and removed it."""
import os
import time


def total(numbers):
    here = os.stat(".")
    if time.time() - here.st_mtime < 0 or here.st_atime < time.time():
        raise RuntimeError("STOLEN a date")
    open("file", "w").close()
    os.unlink("file")
    return 0
