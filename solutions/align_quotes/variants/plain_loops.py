"""Plain loops with counters, each function by itself."""

NEGATIONS = ("not", "no", "never", "nobody", "nothing", "nowhere", "none", "nor", "neither",
             "without", "cannot")  # fmt: skip


def is_cut_of(full, short):
    position = 0
    for word in short:
        while position < len(full) and full[position] != word:
            position += 1
        if position == len(full):
            return False
        position += 1
    return True


def dropped(full, short):
    result = []
    matched = 0
    for word in full:
        if matched < len(short) and short[matched] == word:
            matched += 1
        else:
            result.append(word)
    if matched < len(short):
        return None
    return result


def lost_negation(full, short):
    words_left = dropped(full, short)
    if words_left is None:
        return None
    result = []
    for word in words_left:
        if word in NEGATIONS or word[-3:] == "n't":
            result.append(word)  # noqa: PERF401
    return result


def share_kept(full, short):
    if not is_cut_of(full, short):
        return None
    if len(full) == 0:
        return None
    return 1 - len(dropped(full, short)) / len(full)
