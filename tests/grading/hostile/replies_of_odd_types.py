"""Says of each call what no worker says: a number where names are listed, a list where a text is."""
import sys

REPLIES = [
    {"value": 3, "changed": 1}, {"raised": 7}, {"raised": {"type": [], "bases": 3, "line": "x"}},
    {"missing": [[]], "functions": 5}, {"not_plain": {"a": {}}}, {"value": None, "none": [1]},
    {"arguments": None},
]


def call(*_):
    return REPLIES.pop(0) if REPLIES else {"value": 0}


frame = sys._getframe()
while frame:
    if "AnswerModule" in frame.f_globals:
        frame.f_globals["AnswerModule"].call = call
    frame = frame.f_back


def total(numbers):
    return 0
