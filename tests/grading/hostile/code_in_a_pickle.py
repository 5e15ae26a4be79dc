"""Returns an object that runs code where it is unpickled."""
import os


class Bomb:
    def __reduce__(self):
        return os.system, ("touch {out}/EVIDENCE",)


def total(numbers):
    return Bomb()
