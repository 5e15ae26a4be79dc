"""Reads the memory of the processes above it."""
import ctypes
import os


def total(numbers):
    for process in (os.getppid(), 1):
        try:
            with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb") as memory:
                for line in maps:
                    start, end = (int(each, 16) for each in line.split()[0].split("-"))
                    memory.seek(start)
                    if b"SECRET_TOTAL" in memory.read(min(end - start, 1 << 22)):
                        raise RuntimeError("STOLEN from memory")
        except (OSError, ValueError, OverflowError):
            pass
    buffer = ctypes.create_string_buffer(8)
    pieces = (ctypes.c_ulong * 2)(ctypes.addressof(buffer), 8)
    if ctypes.CDLL(None).process_vm_readv(os.getppid(), pieces, 1, pieces, 1, 0) > 0:
        raise RuntimeError("STOLEN by process_vm_readv")
    return 0
