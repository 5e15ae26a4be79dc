"""What follows from a body by counting: its words, its tokens, its hash, as cells of tables."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from framelab.corpus.bodies import BodyParagraph
from framelab.corpus.tokens import tokenize

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class CountedParagraph:
    """A paragraph of a body and its tokens in order."""

    kind: str
    tokens: tuple[str, ...]

    @property
    def words(self) -> int:
        """The number of its tokens."""
        return len(self.tokens)


def counted(paragraphs: Iterable[BodyParagraph]) -> list[CountedParagraph]:
    """Tokenize every paragraph of a body, once."""
    return [CountedParagraph(each.kind, tuple(tokenize(each.text))) for each in paragraphs]


def body_sha256(body: Sequence[CountedParagraph]) -> str:
    """Hash a body's tokens in order: a space between tokens, a newline between paragraphs."""
    text = "\n".join(" ".join(paragraph.tokens) for paragraph in body)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def token_cells(article: str, body: Sequence[CountedParagraph]) -> Iterator[Cells]:
    """Return the rows of an article in `tokens.csv`: by paragraph, then by alphabet."""
    for number, paragraph in enumerate(body, start=1):
        for token, count in sorted(Counter(paragraph.tokens).items()):
            yield {
                "article": article,
                "paragraph": str(number),
                "token": token,
                "count": str(count),
            }


def paragraph_cells(paragraph: CountedParagraph) -> Cells:
    """Return the columns of `paragraphs.csv` that are counted or follow from the settling."""
    return {"kind": paragraph.kind, "words": str(paragraph.words)}


def article_cells(body: Sequence[CountedParagraph]) -> Cells:
    """Return the counted columns of `articles.csv`."""
    return {
        "words": str(sum(paragraph.words for paragraph in body)),
        "paragraphs": str(len(body)),
        "sha256": body_sha256(body),
    }
