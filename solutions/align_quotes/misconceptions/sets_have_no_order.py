"""Turn the words of the cut round, or say one twice: your answer stays the same. Would the speaker
still have said it?
"""


def is_cut_of(full: list[str], short: list[str]) -> bool:
    return set(short) <= set(full)
