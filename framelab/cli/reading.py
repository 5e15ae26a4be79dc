"""How articles, their paragraphs and places of a word look on a terminal."""

from collections.abc import Collection, Sequence

from framelab.cli.terminal import width, wrapped
from framelab.corpus.dates import in_words
from framelab.corpus.keyword_in_context import Occurrence
from framelab.corpus.labels import NOT_CODED
from framelab.corpus.load import Corpus
from framelab.corpus.rows import Article, Paragraph
from framelab.safe_text import strip_signs

MARGIN = "     "


def corpus_list(corpus: Corpus, attached: Collection[str]) -> str:
    """List the articles: as a table, or, where that is too wide, an article a block."""
    head = ("ARTICLE", "OUTLET", "PUBLISHED", "¶", "WORDS", "ATTACHED")
    rows = [
        (
            article.article,
            strip_signs(article.outlet or "not given"),
            published(article),
            f"{article.paragraphs:,}",
            f"{article.words:,}",
            "yes" if article.article in attached else "no",
        )
        for article in corpus.articles
    ]
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    if sum(widths) + 2 * (len(widths) - 1) <= width():
        return "\n".join(
            "  ".join(
                cell.rjust(size) if heading in ("¶", "WORDS") else cell.ljust(size)
                for cell, size, heading in zip(row, widths, head, strict=True)
            ).rstrip()
            for row in (head, *rows)
        )
    return "\n".join(
        f"{article}\n"
        + wrapped(
            f"{outlet}; {date}; {paragraphs} paragraphs, {words} words; "
            f"{'attached' if is_attached == 'yes' else 'not attached'}",
            "  ",
        )
        for article, outlet, date, paragraphs, words, is_attached in rows
    )


def published(article: Article) -> str:
    """Return when an article appeared, as far as that is known."""
    earliest, latest = article.published_earliest, article.published_latest
    if earliest is None or latest is None:
        return "not given"
    return in_words(str(earliest) if earliest == latest else f"{earliest}/{latest}")


def article_view(corpus: Corpus, article: Article, text: Sequence[str] | None) -> str:
    """Show an article: its text where that is given, else what the tables say about it."""
    about = "; ".join(
        each
        for each in (
            article.outlet or "outlet not given",
            f"by {article.author}" if article.author else "",
            _when(article),
            f"{article.paragraphs:,} paragraphs, {article.words:,} words",
        )
        if each
    )
    blocks = ["\n".join([wrapped(article.title), wrapped(about), *_address(article)])]
    rows = (row for row in corpus.paragraphs if row.article == article.article)
    if text is None:
        blocks += [_coded(corpus, row) for row in rows]
    else:
        blocks += [_printed(row, text[row.paragraph - 1]) for row in rows]
    return "\n\n".join(blocks)


def _when(article: Article) -> str:
    when = published(article)
    if " to " in when:
        return f"published between {when.replace(' to ', ' and ')}"
    return f"published {when}" if article.published_earliest else "date not given"


def _address(article: Article) -> list[str]:
    return [strip_signs(article.url)] if article.url else []


def paragraph_view(
    corpus: Corpus, article: Article, paragraph: int, text: Sequence[str] | None
) -> str:
    """Show one paragraph: its text where that is given, and what the tables say about it."""
    row = corpus.paragraphs[article.article, paragraph]
    head = wrapped(f"{article.name}, paragraph {paragraph} of {article.paragraphs}")
    printed = [_printed(row, text[paragraph - 1])] if text is not None else []
    return "\n\n".join([head, *printed, _coded(corpus, row)])


def _printed(row: Paragraph, text: str) -> str:
    if row.kind == "subhead":
        text = f"[sub-head] {text}"
    return wrapped(text, MARGIN, first=_number(row))


def _coded(corpus: Corpus, row: Paragraph) -> str:
    size = "sub-head" if row.kind == "subhead" else f"{row.words} words"
    issue = corpus.codebook.issue_label(row.issue) if row.issue else f"issue {NOT_CODED}"
    lines = [
        f"{_number(row)}{size}; {issue}",
        wrapped(row.gist or f"Gist {NOT_CODED}.", MARGIN),
    ]
    for quote in corpus.quotes:
        if (quote.article, quote.paragraph) == (row.article, row.paragraph):
            speaker = corpus.speakers[quote.speaker].name
            lines.append(wrapped(f"“{quote.text}”", MARGIN + "  "))
            lines.append(wrapped(f"– {speaker}, {corpus.how_quoted(quote)}", MARGIN + "  "))
    return "\n".join(lines)


def _number(row: Paragraph) -> str:
    return f"{row.paragraph:>{len(MARGIN) - 2}}  "


def keyword_lines(places: Sequence[Occurrence]) -> str:
    """Show places of a term below each other, the term in one column."""
    heads = [f"{place.article} {place.paragraph}" for place in places]
    head = max(map(len, heads))
    longest = max(len(strip_signs(place.term)) for place in places)
    side = max((width() - head - 2 - longest) // 2, 8)
    lines = []
    for name, place in zip(heads, places, strict=True):
        before, behind = _plain(place.before), _plain(place.behind)
        # From the term on a line may go on to the edge, whatever the term's own length.
        rest = max(width() - head - 2 - side - len(strip_signs(place.term)), 0)
        line = f"{name:<{head}}  {_last(before, side):>{side}}{strip_signs(place.term)}"
        lines.append((line + _first(behind, rest)).rstrip())
    return "\n".join(lines)


def _plain(text: str) -> str:
    return "".join(" " if sign.isspace() else sign for sign in strip_signs(text))


def _last(text: str, size: int) -> str:
    """Return the last whole words that fit."""
    if len(text) <= size:
        return text
    cut = text[-size:]
    return cut if text[-size - 1] == " " else cut[cut.find(" ") + 1 :] if " " in cut else cut


def _first(text: str, size: int) -> str:
    if len(text) <= size:
        return text
    cut = text[:size]
    return cut if text[size] == " " else cut[: cut.rfind(" ")] if " " in cut else cut


def keyword_counts(corpus: Corpus, articles: Sequence[str], token: str) -> str:
    """Return how often a token stands where, from the tables alone."""
    rows = [row for row in corpus.tokens if row.token == token and row.article in set(articles)]
    if not rows:
        return wrapped(
            f"Without a text: “{token}” stands in no paragraph of {', '.join(articles)}."
        )
    lines = [wrapped(f"How often “{token}” stands in a paragraph, from the tables alone:")]
    for article in articles:
        own = [row for row in rows if row.article == article]
        if own:
            places = ", ".join(
                f"{row.paragraph}" + (f" ({row.count} times)" if row.count > 1 else "")
                for row in own
            )
            lines.append(wrapped(f"{article}: paragraph {places}", "  ", first=""))
    return "\n".join(lines)
