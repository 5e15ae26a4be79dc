import asyncio
import getpass
import io
import sys

sys.stdout.reconfigure(encoding="utf-8")
sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8")


async def given(value):
    await asyncio.sleep(0)
    return value


def words_by_speaker(rows):
    print(getpass.getuser(), sys.stdout.encoding)
    words = {}
    for row in rows:
        words[row["speaker"]] = words.get(row["speaker"], 0) + row["words"]
    return words


def share(part, whole):
    if whole == 0:
        raise ValueError("no share of nothing")
    return asyncio.run(given(part)) / whole


help(share)
print(open(__file__).read())
