"""`framelab corpus attach`, `detach` and `show`: the texts, where somebody holds them."""

import argparse
from pathlib import Path

from framelab import load_corpus
from framelab.cli.book import HELP, corpus_folder
from framelab.cli.reading import (
    article_view,
    corpus_list,
    keyword_counts,
    keyword_lines,
    paragraph_view,
)
from framelab.cli.terminal import Commands, complain, say
from framelab.corpus.attached import (
    Outcome,
    attach,
    attached_articles,
    attached_text,
    data_folder,
    detach,
)
from framelab.corpus.keyword_in_context import occurrences
from framelab.corpus.load import Corpus
from framelab.corpus.matching import Difference
from framelab.corpus.texts import BodyError
from framelab.corpus.tokens import tokenize

MOST_DIFFERENCES = 8
MOST_TOKENS = 6
HOW_TO_ATTACH = "Who holds the texts lawfully attaches them: framelab corpus attach FOLDER"


def add_commands(actions: Commands) -> None:
    """Add the commands to those of `framelab corpus`."""
    add = actions.add_parser(
        "attach",
        help="attach the texts of the articles, if you hold them",
        description="Match files to the articles of a corpus by their token counts, and keep the "
        "bodies of those that match wholly on this machine, in FRAMELAB_DATA or the folder for "
        "data of programs. They are never built into a book.",
    )
    add.add_argument("texts", type=Path, metavar="DIR", help="folder of files of any name")
    _add_corpus(add)
    add.set_defaults(run=_attach)

    remove = actions.add_parser("detach", help="remove all attached texts from this machine")
    remove.set_defaults(run=_detach)

    show = actions.add_parser(
        "show",
        help="show the articles, one of them, or a keyword in context",
        description="Without an article: list them. With texts attached the view is the text; "
        "without, what the tables say about it.",
    )
    show.add_argument("article", nargs="?", metavar="ARTICLE", help="id of an article")
    show.add_argument("paragraph", nargs="?", type=int, metavar="PARAGRAPH", help="its number")
    show.add_argument("--keyword", metavar="TERM", help="every place of a word or several")
    _add_corpus(show)
    show.set_defaults(run=_show)


def _add_corpus(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--corpus", type=Path, metavar="DIR", help=HELP)


def _needed_folder() -> Path:
    folder = data_folder()
    if folder is None:
        raise BodyError(
            "found no folder for data of programs; allowed: pip install 'framelab[tools]', or a "
            "folder in FRAMELAB_DATA"
        )
    return folder


def _attach(options: argparse.Namespace) -> int:
    data = _needed_folder()
    corpus = load_corpus(corpus_folder(options.corpus))
    falls_short = False
    try:
        for outcome in attach(options.texts, corpus, data):
            _report(outcome, corpus)
            falls_short |= not outcome.is_attached
    except OSError as error:
        complain(f"framelab: {data}: could not be written: {error.strerror or error}")
        return 2
    number = len(attached_articles(corpus.articles, data))
    say(f"Attached now: {number} of {len(corpus.articles)} articles, in {data}.")
    return int(falls_short)


def _report(outcome: Outcome, corpus: Corpus) -> None:
    name, match = outcome.file.name, outcome.match
    if outcome.refusal:
        say(f"not attached: {outcome.refusal}")
    elif match is None:
        say(f"{name}: not attached: it is none of the articles.")
    elif outcome.is_attached:
        say(f"{name}: attached as {match.article}, {len(match.lines)} paragraphs.")
    elif outcome.is_reordered:
        say(f"{name}: not attached: the words of {match.article}, but not in its order.")
    else:
        paragraphs = corpus.articles[match.article].paragraphs
        found = paragraphs - len(match.differences)
        say(f"{name}: not attached: {match.article}, but only {found} of {paragraphs} paragraphs.")
        for difference in match.differences[:MOST_DIFFERENCES]:
            say(_place(name, match.article, difference), "  ")
        if len(match.differences) > MOST_DIFFERENCES:
            say(f"… and {len(match.differences) - MOST_DIFFERENCES} more", "  ")


def _place(name: str, article: str, difference: Difference) -> str:
    where = f"{article} {difference.paragraph}"
    if difference.line is None:
        return f"{where}: no line comes near; it has {_few(difference.missing)}"
    found = [f"lacks {_few(difference.missing)}"] if difference.missing else []
    found += [f"has {_few(difference.added)} too much"] if difference.added else []
    return f"{where}, {name} line {difference.line}: {'; '.join(found)}"


def _few(tokens: tuple[str, ...]) -> str:
    """Return some tokens: the longest say most about where they are missing."""
    more = ", …" if len(tokens) > MOST_TOKENS else ""
    return ", ".join(sorted(tokens, key=lambda token: -len(token))[:MOST_TOKENS]) + more


def _detach(_options: argparse.Namespace) -> int:
    data = _needed_folder()
    try:
        number = detach(data)
    except OSError as error:
        complain(f"framelab: {data}: could not be removed: {error.strerror or error}")
        return 2
    say(f"Removed {number} attached text{'' if number == 1 else 's'} from {data}.")
    return 0


def _show(options: argparse.Namespace) -> int:
    corpus = load_corpus(corpus_folder(options.corpus))
    data = data_folder()
    if options.article is not None and options.article not in [
        row.article for row in corpus.articles
    ]:
        raise BodyError(f"ARTICLE: found {options.article!r}; allowed: {_some_ids(corpus)}")
    if options.keyword is not None:
        return _show_keyword(options, corpus, data)
    attached = attached_articles(corpus.articles, data) if data else set()
    if options.article is None:
        print(corpus_list(corpus, attached))
        if not attached:
            say()
            say(HOW_TO_ATTACH)
        return 0
    article = corpus.articles[options.article]
    text = attached_text(article, data) if data else None
    if options.paragraph is None:
        print(article_view(corpus, article, text))
    elif 1 <= options.paragraph <= article.paragraphs:
        print(paragraph_view(corpus, article, options.paragraph, text))
    else:
        raise BodyError(
            f"PARAGRAPH: found {options.paragraph}; allowed: 1 to {article.paragraphs}, the "
            f"paragraphs of {article.article}"
        )
    if text is None:
        say()
        say(HOW_TO_ATTACH)
    return 0


def _some_ids(corpus: Corpus) -> str:
    ids = [row.article for row in corpus.articles]
    return ", ".join(ids) if len(ids) <= 20 else f"{', '.join(ids[:20])}, … (corpus show lists all)"


def _show_keyword(options: argparse.Namespace, corpus: Corpus, data: Path | None) -> int:
    term = options.keyword
    tokens = tokenize(term)
    if not tokens:
        raise BodyError(f"--keyword: found {term!r}; allowed: a word or several")
    chosen = [row for row in corpus.articles if options.article in (None, row.article)]
    texts = {row.article: attached_text(row, data) if data else None for row in chosen}
    places = [
        place
        for article, text in texts.items()
        if text is not None
        for place in occurrences(article, text, term)
    ]
    if places:
        print(keyword_lines(places))
    if any(text is not None for text in texts.values()):
        say(f"{len(places)} place{'' if len(places) == 1 else 's'} of “{' '.join(tokens)}”.")
    without = [article for article, text in texts.items() if text is None]
    if not without:
        return 0
    if len(tokens) > 1:
        complain(
            f"framelab: {', '.join(without)}: not attached, and the tables count single words. "
            f"{HOW_TO_ATTACH}"
        )
        return 1 if len(without) < len(texts) else 2
    print(keyword_counts(corpus, without, tokens[0]))
    say(HOW_TO_ATTACH)
    return 0
