"""How long ingest takes and how much memory, for more and more articles. Asserts nothing.

Run by `make bench`. The articles are made of words that a seeded generator draws, and written
to a temporary folder. Each ingest runs in a process of its own, whose peak memory the system
tells when it has ended. Linear time is a constant number of articles a second; a peak that
stays where it is shows that one article is in memory at a time.
"""

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

SIZES = (1_250, 2_500, 5_000)
WORDS = 1_000
PARAGRAPH_WORDS = 50

INGEST = """
import json, resource, sys, time
from pathlib import Path
from framelab.corpus.ingest import ingest
start = time.perf_counter()
done = ingest(Path(sys.argv[1]), Path(sys.argv[2]))
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([done.articles, done.words, seconds, peak]))
"""


def main() -> None:
    """Ingest each number of articles once and print a line for it."""
    print(f"Ingest of articles of {WORDS:,} words: read, tokenised, counted, written as tables")
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder, "texts")
        texts.mkdir()
        articles = _articles()
        for size in SIZES:
            for number in range(len(list(texts.iterdir())), size):
                (texts / f"article-{number}.txt").write_text(next(articles), encoding="utf-8")
            arguments = [str(texts), str(Path(folder, f"corpus-{size}"))]
            done = subprocess.run(
                [sys.executable, "-c", INGEST, *arguments], check=True, capture_output=True
            )
            count, words, seconds, peak = json.loads(done.stdout)
            # Linux gives kibibytes, macOS bytes.
            mebibytes = peak / (2**20 if sys.platform == "darwin" else 2**10)
            print(
                f"  {count:5,} articles, {words:9,} words: {seconds:6.1f} s, "
                f"{count / seconds:5.0f} articles/s, peak {mebibytes:5.1f} MiB"
            )


def _articles() -> Iterator[str]:
    """Draw articles without end, with the frequencies that words have: few often, many rarely."""
    chance = random.Random(2017)
    letters = "etaoinshrdlu"
    vocabulary = ["".join(chance.choices(letters, k=chance.randint(2, 10))) for _ in range(20_000)]
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    while True:
        words = chance.choices(vocabulary, weights, k=WORDS)
        paragraphs = [words[at : at + PARAGRAPH_WORDS] for at in range(0, WORDS, PARAGRAPH_WORDS)]
        yield "\n\n".join(" ".join(each).capitalize() + "." for each in paragraphs) + "\n"


if __name__ == "__main__":
    main()
