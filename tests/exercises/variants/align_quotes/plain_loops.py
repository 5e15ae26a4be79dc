"""Plain loops with counters, each function by itself."""

MARKS = ".,;:!?“”\"‘’'()—–-…[]"
NEGATIONS = ("not", "no", "never", "nobody", "nothing", "nowhere", "none", "nor", "neither",
             "without", "cannot")  # fmt: skip


def words(text):
    result = []
    for piece in text.split():
        while piece != "" and piece[0] in MARKS:
            piece = piece[1:]  # noqa: PLW2901
        while piece != "" and piece[-1] in MARKS:
            piece = piece[:-1]  # noqa: PLW2901
        if piece != "":
            result.append(piece.lower().replace("’", "'"))
    return result


def is_cut_of(full, cut):
    position = 0
    for word in cut:
        while position < len(full) and full[position] != word:
            position += 1
        if position == len(full):
            return False
        position += 1
    return True


def dropped(full, cut):
    result = []
    matched = 0
    for word in full:
        if matched < len(cut) and cut[matched] == word:
            matched += 1
        else:
            result.append(word)
    if matched < len(cut):
        return None
    return result


def lost_negation(full, cut):
    words_left = dropped(full, cut)
    if words_left is None:
        return None
    result = []
    for word in words_left:
        if word in NEGATIONS or word[-3:] == "n't":
            result.append(word)  # noqa: PERF401
    return result


def share_kept(full, cut):
    if not is_cut_of(full, cut):
        return None
    if len(full) == 0:
        return None
    return 1 - len(dropped(full, cut)) / len(full)
