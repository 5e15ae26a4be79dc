"""Never ends, in one step of Python."""
import re


def total(numbers):
    return re.match(r"(a|aa)+$", "a" * 60 + "b") or 0
