"""Dates of the tables in words."""

from datetime import date

from framelab.corpus.rows import Article


def in_words(when: str) -> str:
    """Write a date of the tables in words.

    Parameters
    ----------
    when : str
        A year, month, day or window, as in the table of events.

    Examples
    --------
    >>> in_words("2017-04-20/2017-04-21")
    '20 to 21 April 2017'
    >>> in_words("2017-02")
    'February 2017'
    """
    first, _, last = when.partition("/")
    if not last:
        return _day(first)
    shared = (first[:4] == last[:4]) + (first[:7] == last[:7])  # the year, and the month
    return f"{' '.join(_day(first).split()[: 3 - shared])} to {_day(last)}"


def published(article: Article) -> str:
    """Write when an article appeared: a day, or a window; "" where nobody has said.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> published(load_corpus().articles["daily-beast"])
    'between 17 April 2017 and 20 April 2017'
    """
    if article.published_earliest is None or article.published_latest is None:
        return ""
    earliest, latest = str(article.published_earliest), str(article.published_latest)
    if earliest == latest:
        return in_words(earliest)
    return f"between {in_words(earliest)} and {in_words(latest)}"


def _day(when: str) -> str:
    match when.count("-"):
        case 0:
            return when
        case 1:
            return f"{date.fromisoformat(when + '-01'):%B %Y}"
        case _:
            day = date.fromisoformat(when)
            return f"{day.day} {day:%B %Y}"
