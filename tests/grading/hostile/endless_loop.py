"""Never ends."""


def total(numbers):
    while True:
        pass
