"""What one figure can be told as: its reading."""

from dataclasses import dataclass
from fractions import Fraction

from framelab.corpus import Corpus
from framelab.widgets.readings.versions import Source, Version


@dataclass(frozen=True, slots=True)
class Reading:
    """Versions of a figure; what is not offered, and what it would take; a remark.

    The remark says what else to know; `sources` are where it is from, if from outside.
    """

    versions: tuple[Version, ...]
    refused: tuple[tuple[str, str], ...]
    remark: str = ""
    sources: tuple[Source, ...] = ()


def sources_of(corpus: Corpus, *facts: str) -> tuple[Source, ...]:
    """List where facts from outside are from: outlet and address, each once."""
    found = []
    for fact in facts:
        row = corpus.context[fact]
        names = row.source.split("; ")
        for number, url in enumerate(row.url):
            outlet = names[min(number, len(names) - 1)].split(",")[0]
            found.append(Source(outlet, url))
    return tuple(dict.fromkeys(found))


def value_of(corpus: Corpus, figure: str) -> Fraction:
    """Give the number of a figure of the articles."""
    return Fraction(corpus.figures[figure].value)
