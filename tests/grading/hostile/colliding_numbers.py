"""Returns numbers that all fall on one place of a table."""


def total(numbers):
    return {(2**61 - 1) * number for number in range(9_000)}
