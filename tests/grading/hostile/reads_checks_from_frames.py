"""Looks for the caller's variables."""
import sys


def total(numbers):
    frame = sys._getframe()
    while frame:
        for name, value in frame.f_locals.items():
            if name in ("expected", "SECRET_TOTAL", "item", "submission"):
                raise RuntimeError(f"STOLEN {value}")
        frame = frame.f_back
