"""Prints without end, past Python's own streams too."""
import os


def total(numbers):
    while True:
        print("x" * 10_000)
        try:
            os.write(1, b"y" * 100_000)
        except OSError:
            pass
