"""Ignores every signal that it may, and never ends."""
import signal

for number in signal.valid_signals():
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass


def total(numbers):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
