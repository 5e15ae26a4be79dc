"""Which article a text is, by its token counts alone: paragraph by paragraph, line by line."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from framelab.corpus.load import Corpus
from framelab.corpus.tokens import tokenize

ALIKE = 0.5
"""The share of common tokens from which a line and a paragraph are held beside each other."""
FEWEST = 0.2
"""The share of an article's words that has to be found for a text to be that article."""

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """A paragraph that a text does not have as the tables have it.

    `line` is the line that comes nearest, None where none does. `missing` are tokens of
    the paragraph that the line lacks, `added` tokens of the line that the paragraph lacks.
    """

    paragraph: int
    line: int | None
    missing: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The article that a text is, and where its paragraphs stand.

    `lines` are the numbers of the lines of paragraph 1, 2, …, None where there is none;
    `differences` is empty where all paragraphs have been found.
    """

    article: str
    lines: tuple[int | None, ...]
    differences: tuple[Difference, ...]


class Matcher:
    """Holds the token counts of a corpus, to find texts in.

    Parameters
    ----------
    corpus : Corpus
    """

    def __init__(self, corpus: Corpus) -> None:
        counts: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
        for row in corpus.tokens:
            counts[row.article, row.paragraph][row.token] = row.count
        self._paragraphs = {
            article.article: [counts[article.article, n + 1] for n in range(article.paragraphs)]
            for article in corpus.articles
        }
        self._words = {article.article: article.words for article in corpus.articles}
        self._vocabularies = {
            article: frozenset().union(*paragraphs)
            for article, paragraphs in self._paragraphs.items()
        }
        self._with = defaultdict(list)
        for article, paragraphs in self._paragraphs.items():
            for paragraph in paragraphs:
                self._with[_key(paragraph)].append(article)

    def match(self, text: Sequence[str]) -> Match | None:
        """Find the article that a text is.

        Parameters
        ----------
        text : sequence of str
            The lines of the text: each paragraph on one, others before, between, behind.

        Returns
        -------
        Match or None
            None where less than `FEWEST` of any article's words stand in it.
        """
        numbered = [(number, Counter(tokenize(line))) for number, line in enumerate(text, start=1)]
        lines = [(number, counts) for number, counts in numbered if counts]
        article = self._nearest([counts for _, counts in lines])
        if article is None:
            return None
        paragraphs = self._paragraphs[article]
        aligned = _align(paragraphs, [counts for _, counts in lines])
        found = sum(
            (paragraphs[p] & lines[k][1]).total() for p, k in enumerate(aligned) if k is not None
        )
        if found < FEWEST * self._words[article]:
            return None
        differences = []
        for number, (paragraph, k) in enumerate(zip(paragraphs, aligned, strict=True), start=1):
            line = lines[k] if k is not None else (None, Counter())
            if paragraph != line[1]:
                missing, added = paragraph - line[1], line[1] - paragraph
                differences.append(Difference(number, line[0], tuple(missing), tuple(added)))
        return Match(
            article,
            tuple(lines[k][0] if k is not None else None for k in aligned),
            tuple(differences),
        )

    def _nearest(self, lines: Iterable[Counter[str]]) -> str | None:
        """Find the article with most words in equal paragraphs, or with the likest words."""
        lines = list(lines)
        words: Counter[str] = Counter()
        for counts in {_key(line): line for line in lines}.values():
            for article in set(self._with.get(_key(counts), ())):
                words[article] += counts.total()
        if words:
            return words.most_common(1)[0][0]
        vocabulary = frozenset().union(*lines)
        shares = {
            article: len(own & vocabulary) / len(own | vocabulary)
            for article, own in self._vocabularies.items()
        }
        return max(shares, key=lambda article: shares[article], default=None)


def _key(counts: Counter[str]) -> frozenset[tuple[str, int]]:
    return frozenset(counts.items())


def _align(paragraphs: Sequence[Counter[str]], lines: Sequence[Counter[str]]) -> list[int | None]:
    """Return each paragraph a line, in order, so that most words stand beside their like.

    This is the alignment of two sequences by dynamic programming (Needleman and Wunsch
    1970), with nothing lost for what is left out on either side.
    """
    width = len(lines) + 1
    best = [[0.0] * width for _ in range(len(paragraphs) + 1)]
    taken = [[False] * width for _ in range(len(paragraphs) + 1)]
    for p, paragraph in enumerate(paragraphs, start=1):
        for k, line in enumerate(lines, start=1):
            best[p][k] = max(best[p - 1][k], best[p][k - 1])
            together = best[p - 1][k - 1] + _likeness(paragraph, line)
            # Of two equal lines the first is taken: not greater is not better.
            if together > best[p][k]:
                best[p][k], taken[p][k] = together, True
    aligned: list[int | None] = [None] * len(paragraphs)
    p, k = len(paragraphs), len(lines)
    while p and k:
        if taken[p][k]:
            aligned[p - 1] = k - 1
            p, k = p - 1, k - 1
        elif best[p][k] == best[p][k - 1]:
            k -= 1
        else:
            p -= 1
    return aligned


def _likeness(paragraph: Counter[str], line: Counter[str]) -> float:
    """Count common words, weighted by their share; 0 below `ALIKE`."""
    if paragraph == line:
        return paragraph.total()
    larger = max(paragraph.total(), line.total())
    # No common words can make up for lengths as different as that.
    if min(paragraph.total(), line.total()) < ALIKE * larger:
        return 0
    common = (paragraph & line).total()
    return common * common / larger if common >= ALIKE * larger else 0
