"""Says of each exception that it has very many bases, each time others, on no line that is one."""
import random

from framelab.exercises.answer_side.answer_module import AnswerModule


def forged(*_):
    bases = ["%04x" % random.getrandbits(16) for _ in range(60_000)]
    return {"raised": {"type": bases, "bases": bases, "message": bases, "line": 10**4_000}}


AnswerModule.call = forged
