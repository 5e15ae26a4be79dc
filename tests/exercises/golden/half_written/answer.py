def words_by_speaker(rows):
    """Count the words of each speaker."""
    pass


def share(part, whole):
    if whole == 0:
        return None
    return round(100 * part / whole)
