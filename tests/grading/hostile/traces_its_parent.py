"""Attaches to its parent as a debugger."""
import ctypes
import os


def total(numbers):
    libc = ctypes.CDLL(None)
    if libc.ptrace(16, os.getppid(), 0, 0) == 0 or libc.ptrace(0x4206, os.getppid(), 0, 0) == 0:
        raise RuntimeError("STOLEN by ptrace")
    return 0
