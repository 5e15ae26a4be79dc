"""Says that it changed arguments with very long names, and prints as much."""
import random

from framelab.exercises.answer_side.answer_module import AnswerModule

LONG = "%x" % random.getrandbits(4 * 200_000)


def call(*_):
    print("<" * 3_000)
    return {"value": "<&" * 1_000, "changed": LONG}


AnswerModule.call = call


def total(numbers):
    return 0
