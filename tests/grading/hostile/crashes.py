"""Reads where there is no memory."""
import ctypes


def total(numbers):
    return ctypes.string_at(0)
