"""What the widgets share in Python: their argument, choices, and lists in words."""

from collections.abc import Sequence
from dataclasses import dataclass

import traitlets

from framelab.corpus import Corpus
from framelab.corpus.codebook import Codebook

NUMERALS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something with a name for the program and a label for the reader."""

    name: str
    label: str


def checked_corpus(corpus: object, widget: type) -> Corpus:
    """Return a widget's corpus; raise TypeError, in a sentence, where it is no corpus."""
    if not isinstance(corpus, Corpus):
        raise TypeError(
            f"{widget.__name__}, corpus: found {type(corpus).__name__}; allowed: a corpus, such "
            "as framelab.load_corpus() returns"
        )
    return corpus


def one_of(trait: str, value: object, allowed: Sequence[str]) -> str:
    """Return a trait's value where it is among those allowed; raise TraitError elsewhere."""
    if value not in (allowed or [""]):
        listed = ", ".join(each or "nothing" for each in allowed) or "nothing"
        raise traitlets.TraitError(f"{trait}: found {value!r}; allowed: {listed}")
    return str(value)


def listed(labels: Sequence[str], none: str = "none") -> str:
    """Return labels as a list inside a sentence: "a, b and c"."""
    *first, last = labels or [none]
    return f"{', '.join(first)} and {last}" if first else last


def plural(number: int, unit: str) -> str:
    """Return a number with its unit, which takes an s unless there is one."""
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def in_letters(number: int) -> str:
    """Return a number in letters up to ten, and in digits above."""
    return NUMERALS[number] if number < len(NUMERALS) else str(number)


def no_function(codebook: Codebook) -> str:
    """Return what stands where none of a codebook's functions is coded."""
    return f"none of the {in_letters(len(codebook.functions))} functions"
