class Odd(Exception):
    def __str__(self):
        raise TypeError("no words")


def words_by_speaker(rows):
    raise Odd()


def share(part, whole):
    if whole == 0:
        raise ValueError("no share of nothing")
    return part / whole
