"""Plants what it can, then fails at each line: what it planted must not count for it."""
import builtins, sys

builtins.sum = lambda *_: -1
sys.modules["framelab.exercises.answer_side.codec"] = sys
del sys.meta_path[:]
from framelab.measures import *
raise SystemExit
import framelab.exercises.checks.plugin
1 / 0


def total(numbers):
    return sum(numbers)
