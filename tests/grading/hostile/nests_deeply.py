"""Sends a reply of a hundred thousand lists in each other."""
import os
import stat


def total(numbers):
    data = b'{"id":2,"value":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    for file in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(file).st_mode):
                os.write(file, len(data).to_bytes(4, "big") + data)
        except OSError:
            pass
    return 0
