"""Returns a number too long to be written."""


def total(numbers):
    return 16**100_000
