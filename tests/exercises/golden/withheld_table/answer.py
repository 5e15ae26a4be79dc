def words_by_speaker(rows):
    from framelab import load_corpus

    return {quote.speaker: quote.words for quote in load_corpus().quotes}


def share(part, whole):
    if whole == 0:
        raise ValueError("no share of nothing")
    return part / whole
