"""`framelab corpus rebuild` and `ingest`: texts made into tables."""

import argparse
from pathlib import Path

from framelab.cli.terminal import Commands, complain, counted, say
from framelab.corpus.destination import PROPOSED
from framelab.corpus.ingest import Ingested, IngestError, ingest
from framelab.corpus.load import load_corpus
from framelab.corpus.rebuild import rebuild_tables
from framelab.progress import progress

_INGEST_HELP = """\
Make a corpus of a folder of .txt files, one an article, a paragraph a line. What is no body
(captions, links, promotion) is proposed in OUT/bodies.proposed.toml and settled by you in
DIR/bodies.toml, where you can also say what the articles are. OUT/codebook.toml lists the codes
(issues, functions, sides, kinds) with their labels and colors; a codebook.toml in DIR is taken
as it is. Gists, quotations and all other coding stay open: candidate_quotes.csv and
candidate_figures.csv are there to code from."""


def add_commands(actions: Commands) -> None:
    """Add the commands to those of `framelab corpus`."""
    rebuild = actions.add_parser(
        "rebuild", help="rebuild tokens, word counts and hashes from a folder of texts"
    )
    rebuild.add_argument("texts", type=Path, help="folder with one ARTICLE.txt an article")
    rebuild.add_argument("--data", type=Path, required=True, help="folder of the tables")
    rebuild.add_argument(
        "--check", action="store_true", help="change nothing; exit code 1 if something would"
    )
    rebuild.set_defaults(run=_rebuild)

    new = actions.add_parser(
        "ingest", help="make a corpus of a folder of your own articles", description=_INGEST_HELP
    )
    new.add_argument("texts", type=Path, metavar="DIR", help="folder with one .txt file an article")
    new.add_argument(
        "--out", type=Path, required=True, metavar="OUT", help="folder to write, new or empty"
    )
    new.add_argument(
        "--settling", type=Path, metavar="FILE", help="what is settled (DIR/bodies.toml)"
    )
    new.add_argument(
        "--issue", action="append", default=[], metavar="ID", dest="issues",
        help="an issue of the new codebook, such as climate; once for each issue",
    )  # fmt: skip
    new.add_argument(
        "--replace", action="store_true", help="replace a corpus that was ingested into OUT"
    )
    new.add_argument(
        "--skip-bad", action="store_true", help="leave out texts that cannot be used; exit code 1"
    )
    new.set_defaults(run=_ingest)


def _rebuild(options: argparse.Namespace) -> int:
    changed = rebuild_tables(options.texts, options.data, write=not options.check)
    if not changed:
        say("The tables agree with the texts.")
        return 0
    say(("Would change: " if options.check else "Changed: ") + ", ".join(changed))
    if options.check:
        return 1
    load_corpus(options.data)
    return 0


def _ingest(options: argparse.Namespace) -> int:
    try:
        with progress("articles") as advance:
            done = ingest(
                options.texts,
                options.out,
                settling=options.settling,
                issues=options.issues,
                replace=options.replace,
                skip_bad=options.skip_bad,
                on_article=advance,
            )
    except IngestError as error:
        hint = "" if options.skip_bad else " (--skip-bad leaves such texts out)"
        found = counted(len(error.refusals), "refusal")
        complain(f"framelab: {found}, nothing was written{hint}:", *error.refusals)
        return 2
    except OSError as error:
        complain(f"framelab: {options.out}: could not be written: {error.strerror or error}")
        return 2
    settling = options.settling or options.texts / "bodies.toml"
    say_what_is_there(done, options.out, settling)
    if done.refusals:
        complain("framelab: left out:", *done.refusals)
    return 1 if done.refusals else 0


def say_what_is_there(done: Ingested, corpus: Path, settling: Path) -> None:
    """Say what an ingest has written to the folder of a corpus, and what is left to settle."""
    articles = counted(done.articles, "article")
    paragraphs = counted(done.paragraphs, "paragraph")
    say(f"{corpus}: {articles}, {paragraphs}, {counted(done.words, 'word', 'words')}.")
    quotes = counted(done.quote_candidates, "stretch between quotation marks",
                      "stretches between quotation marks")  # fmt: skip
    figures = counted(done.figure_candidates, "quantity", "quantities")
    say(f"To code from: {quotes}, {figures}.")
    if done.proposed:
        bodies = counted(done.proposed, "body is a proposal", "bodies are proposals")
        say(
            f"{bodies}: check {corpus / PROPOSED}, copy what is right into {settling}, and "
            "ingest again with --replace."
        )
