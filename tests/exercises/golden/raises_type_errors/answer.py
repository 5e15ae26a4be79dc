def words_by_speaker(rows):
    words = None
    for row in rows:
        words[row["speaker"]] = row["words"]
    return {} if words is None else words


def share(part, whole):
    if whole:
        return part / str(whole)
    if part:
        raised = ValueError("no share of nothing")
    raise raised
