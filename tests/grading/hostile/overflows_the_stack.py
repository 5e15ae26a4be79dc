"""Recurs until the stack of the process is full."""
import sys

sys.setrecursionlimit(10**8)


def total(numbers):
    return total([numbers])
