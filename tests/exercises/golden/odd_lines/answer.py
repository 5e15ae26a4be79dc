%matplotlib inline
import pytest
pip install pandas
speaker = input("Speaker? ")


def words_by_speaker(rows):
    words = {}
    for row in rows:
        words[row["speaker"]] = words.get(row["speaker"], 0) + row["words"]
    return words


def share(part, whole: Optional[float]) -> Share:
    if whole == 0:
        raise ValueError("no share of nothing")
    return part / whole


exit()
share(1, 0)
