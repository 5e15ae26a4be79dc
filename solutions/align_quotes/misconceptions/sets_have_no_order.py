"""Turn the words of the cut round, or say one twice: your answer stays the same. Would the speaker
still have said it?
"""


def is_cut_of(full: list[str], cut: list[str]) -> bool:
    return set(cut) <= set(full)
