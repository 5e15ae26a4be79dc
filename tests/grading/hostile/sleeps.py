"""Sleeps for an hour."""
import time


def total(numbers):
    time.sleep(3600)
