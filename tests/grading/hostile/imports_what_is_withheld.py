"""Takes from the library what it is asked to write, by every road."""
import glob
import importlib
import sys

import framelab

FOUND = []
for attempt in (
    lambda: importlib.import_module("framelab.measures"),
    lambda: importlib.import_module("framelab.measures.counts"),
    lambda: open(framelab.__path__[0] + "/measures/counts.py").read(),
    lambda: open("{library}/measures/counts.py").read() if "bwrap" == "{level}" else 1 / 0,
):
    try:
        FOUND.append(attempt())
    except (ImportError, OSError, ZeroDivisionError):
        pass
FOUND += glob.glob(framelab.__path__[0] + "/measures/*.py")
FOUND += [name for name in sys.modules if name.startswith("framelab.measures")]
if FOUND:
    raise RuntimeError(f"STOLEN {FOUND}")


def total(numbers):
    return 0
