"""Returns what is equal to nothing, not even to itself."""


def total(numbers):
    return float("nan")
