"""What must hold between the tables of a corpus, and inside a row."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from framelab.corpus.codebook import Codebook
from framelab.corpus.coding_checks import check_coding
from framelab.corpus.cross_checks import (
    ID,
    check_ids,
    check_known,
    check_paragraph_numbers,
    numbered,
)
from framelab.corpus.rows import Article, Context, Event, Figure, Paragraph, Quote, TokenCount
from framelab.corpus.tables import CorpusError
from framelab.corpus.tokens import tokenize


def check_tables(rows: Mapping[str, Sequence[Any]], codebook: Codebook) -> None:
    """Check the tables of one corpus against each other.

    Parameters
    ----------
    rows : mapping of str to sequence
        Table name to the rows of that table, in the order of its file.
    codebook : Codebook
        The corpus's own.

    Raises
    ------
    CorpusError
        At the first place where two tables contradict each other, or where a row
        contradicts itself.
    """
    articles = {row.article: row for row in rows["articles"]}
    for table, column in (("articles", "article"), ("speakers", "speaker"),
                          ("events", "event"), ("quotes", "quote"), ("figures", "figure"),
                          ("context", "context")):  # fmt: skip
        check_ids(table, column, rows[table])
    for table in ("paragraphs", "tokens", "quotes", "figures"):
        check_known(table, "article", ((row.article,) for row in rows[table]), articles)
        check_paragraph_numbers(table, rows[table], articles)
    check_known("events", "articles", (row.articles for row in rows["events"]), articles)
    check_known("quotes", "speaker", ((row.speaker,) for row in rows["quotes"]),
                 [row.speaker for row in rows["speakers"]])  # fmt: skip
    check_known("quotes", "said_at", ((row.said_at,) for row in rows["quotes"]),
                 [row.event for row in rows["events"]])  # fmt: skip
    _check_events(rows["events"], articles)
    _check_context(rows["context"])
    _check_figures(rows["figures"])
    check_coding(rows, articles, codebook)
    counts = _token_counts(rows["tokens"])
    _check_paragraphs(rows["paragraphs"], articles, counts)
    _check_articles(rows["articles"], rows["paragraphs"])
    _check_quotes(rows["quotes"], counts)


_DATE_FORMS = {
    "year": (re.compile(r"\d{4}"), "a year as YYYY"),
    "month": (re.compile(r"\d{4}-(0[1-9]|1[0-2])"), "a month as YYYY-MM"),
    "day": (re.compile(r"\d{4}-\d\d-\d\d"), "a day as YYYY-MM-DD"),
    "window": (
        re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d"),
        "first and last day as YYYY-MM-DD/YYYY-MM-DD",
    ),
}


def _check_events(events: Sequence[Event], articles: Mapping[str, Article]) -> None:
    for number, event in numbered(events):
        if not _is_date(event.date, event.precision):
            allowed = _DATE_FORMS[event.precision][1]
            raise CorpusError("events.csv", number, "date", repr(event.date), allowed)
        for place in event.places:
            own = place.article in event.articles
            if not own or not 1 <= place.paragraph <= articles[place.article].paragraphs:
                raise CorpusError(
                    "events.csv", number, "places", f"'{place.article} {place.paragraph}'",
                    f"paragraphs of {', '.join(event.articles)}",
                )  # fmt: skip
        if {place.article for place in event.places} != set(event.articles):
            raise CorpusError(
                "events.csv", number, "places", "no paragraph of one of the articles",
                f"one or more of each of {', '.join(event.articles)}",
            )  # fmt: skip


def _check_context(facts: Sequence[Context]) -> None:
    for number, row in numbered(facts):
        if not any(_is_date(row.date, precision) for precision in _DATE_FORMS):
            allowed = "; or ".join(allowed for _, allowed in _DATE_FORMS.values())
            raise CorpusError("context.csv", number, "date", repr(row.date), allowed)
        for url in row.url:
            if not url.startswith(("https://", "http://")):
                raise CorpusError("context.csv", number, "url", repr(url), "an address")


def _check_figures(figures: Sequence[Figure]) -> None:
    article_of = {row.figure: row.article for row in figures}
    for number, row in numbered(figures):
        if row.part_of and article_of.get(row.part_of) != row.article:
            allowed = f"another figure of {row.article}, or nothing"
            raise CorpusError("figures.csv", number, "part_of", repr(row.part_of), allowed)


def _is_date(text: str, precision: str) -> bool:
    form, _ = _DATE_FORMS[precision]
    days = text.split("/") if precision in ("day", "window") else []
    return form.fullmatch(text) is not None and _are_days_in_order(days)


def _are_days_in_order(days: Sequence[str]) -> bool:
    try:
        parsed = [date.fromisoformat(day) for day in days]
    except ValueError:
        return False
    return parsed == sorted(parsed)


def _token_counts(tokens: Sequence[TokenCount]) -> dict[tuple[str, int], Counter[str]]:
    counts: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for number, row in numbered(tokens):
        if row.count < 1:
            raise CorpusError("tokens.csv", number, "count", str(row.count), "1 or more")
        if tokenize(row.token) != [row.token]:
            raise CorpusError(
                "tokens.csv", number, "token", repr(row.token), "one token, as tokenize gives it"
            )
        counts[row.article, row.paragraph][row.token] = row.count
    return counts


def _check_paragraphs(
    paragraphs: Sequence[Paragraph],
    articles: Mapping[str, Article],
    counts: Mapping[tuple[str, int], Counter[str]],
) -> None:
    next_of = dict.fromkeys(articles, 1)
    for number, row in numbered(paragraphs):
        expected = next_of[row.article]
        if row.paragraph != expected:
            raise CorpusError(
                "paragraphs.csv", number, "paragraph", str(row.paragraph),
                f"{expected}, the next paragraph of {row.article}",
            )  # fmt: skip
        next_of[row.article] += 1
        in_text = counts.get((row.article, row.paragraph), Counter()).total()
        _check_words("paragraphs.csv", number, row.words, in_text, "its rows of tokens.csv")


def _check_articles(articles: Sequence[Article], paragraphs: Sequence[Paragraph]) -> None:
    words_of: dict[str, list[int]] = defaultdict(list)
    for paragraph in paragraphs:
        words_of[paragraph.article].append(paragraph.words)
    for number, row in numbered(articles):
        own = words_of[row.article]
        if not own:
            raise CorpusError("articles.csv", number, "paragraphs", "0", "1 or more")
        if row.paragraphs != len(own):
            raise CorpusError(
                "articles.csv", number, "paragraphs", str(row.paragraphs),
                f"{len(own)}, the rows that {row.article} has in paragraphs.csv",
            )  # fmt: skip
        _check_words("articles.csv", number, row.words, sum(own), "its rows of paragraphs.csv")
        if row.published_earliest is None or row.published_latest is None:
            if row.published_earliest or row.published_latest:
                raise CorpusError(
                    "articles.csv", number, "published_latest", str(row.published_latest),
                    "both dates (the same day where it is known), or neither",
                )  # fmt: skip
        elif row.published_earliest > row.published_latest:
            raise CorpusError(
                "articles.csv", number, "published_latest", str(row.published_latest),
                f"{row.published_earliest} (published_earliest) or later",
            )  # fmt: skip
        if not re.fullmatch(r"[0-9a-f]{64}", row.sha256):
            raise CorpusError(
                "articles.csv", number, "sha256", repr(row.sha256), "64 hexadecimal digits"
            )


def _check_quotes(quotes: Sequence[Quote], counts: Mapping[tuple[str, int], Counter[str]]) -> None:
    for number, row in numbered(quotes):
        tokens = tokenize(row.text)
        _check_words("quotes.csv", number, row.words, len(tokens), "its text")
        missing = Counter(tokens) - counts.get((row.article, row.paragraph), Counter())
        if missing:
            raise CorpusError(
                "quotes.csv", number, "text", ", ".join(sorted(missing)),
                f"words that {row.article} paragraph {row.paragraph} has",
            )  # fmt: skip
        if row.group and not ID.fullmatch(row.group):
            allowed = "a small letter, then small letters and digits, joined by hyphens, or nothing"
            raise CorpusError("quotes.csv", number, "group", repr(row.group), allowed)


def _check_words(file: str, number: int, found: int, in_text: int, basis: str) -> None:
    if found != in_text:
        raise CorpusError(file, number, "words", str(found), f"{in_text}, counted in {basis}")
