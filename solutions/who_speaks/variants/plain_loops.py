"""With nothing but loops and conditions."""


def words_by_speaker(rows):
    result = {}
    for row in rows:
        if row["speaker"] not in result:
            result[row["speaker"]] = 0
        result[row["speaker"]] = result[row["speaker"]] + row["words"]
    return result


def words_by_issue(rows, speaker):
    drugs = immigration = both = neither = 0
    for row in rows:
        if row["speaker"] != speaker:
            continue
        if row["issue"] == "drugs":
            drugs += row["words"]
        elif row["issue"] == "immigration":
            immigration += row["words"]
        elif row["issue"] == "both":
            both += row["words"]
        else:
            neither += row["words"]
    return {"neither": neither, "both": both, "immigration": immigration, "drugs": drugs}


def utterances(rows, speaker):
    number = 0
    seen = []
    for row in rows:
        if row["speaker"] == speaker:
            if row["group"] is None:
                number += 1
            elif row["group"] not in seen:
                seen.append(row["group"])
                number += 1
    return number


def share_on(rows, speaker, issue):
    part = 0.0
    whole = 0
    for row in rows:
        if row["speaker"] == speaker:
            whole += row["words"]
            if row["issue"] == "both" or row["issue"] == issue:
                part += row["words"]
    if whole > 0:
        return part / whole
    return None
