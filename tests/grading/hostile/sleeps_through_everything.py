"""Sleeps in each call for as long as one may take."""
import time


def total(numbers):
    time.sleep(0.5)
    return 0
