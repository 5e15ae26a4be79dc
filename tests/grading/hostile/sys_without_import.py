"""Reaches the system without an import."""


def total(numbers):
    for kind in ().__class__.__base__.__subclasses__():
        if kind.__name__ == "_wrap_close":
            space = kind.__init__.__globals__
            space["system"]("touch {out}/EVIDENCE")
            return space["listdir"]("{solutions}") and 42
    return 0
