"""`framelab init`: a new book on this engine."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from framelab.cli.tables import say_what_is_there
from framelab.cli.terminal import Commands, complain, say
from framelab.corpus.ingest import IngestError
from framelab.exercises.definition.exercise import ExerciseError
from framelab.progress import progress

if TYPE_CHECKING:
    from framelab.authoring.new_book import NewBook


def add_commands(commands: Commands) -> None:
    """Add the command to those of the parser."""
    init = commands.add_parser(
        "init",
        help="make a new book: pages, a corpus, an exercise, tests",
        description="Write a folder with a small book that builds: settings, a chapter with a "
        "widget, a corpus, an exercise with its solution, tests, a Makefile, and framelab "
        "itself. The folder appears whole, or not at all.",
    )
    init.add_argument("folder", type=Path, metavar="DIR", help="folder to make, new or empty")
    init.add_argument("--title", help="title of the book (made from the name of the folder)")
    init.add_argument(
        "--texts", type=Path, metavar="FOLDER",
        help="your articles, one .txt file each, a paragraph a line (a few invented ones)",
    )  # fmt: skip
    init.add_argument(
        "--issue", action="append", default=[], metavar="ID", dest="issues",
        help="an issue of your articles, such as climate; once for each issue",
    )  # fmt: skip
    init.set_defaults(run=_init)


def _init(options: argparse.Namespace) -> int:
    try:
        from framelab.authoring.new_book import BookError, new_book  # noqa: PLC0415 - needs pytest
    except ModuleNotFoundError as error:
        complain(f"framelab: {error.name} is needed; pip install 'framelab[authoring]'")
        return 2
    try:
        with progress("articles") as advance:
            made = new_book(
                options.folder,
                title=options.title,
                texts=options.texts,
                issues=options.issues,
                on_step=lambda step: print(f"{step} …", flush=True),
                on_article=advance,
            )
    except IngestError as error:
        complain("framelab: nothing was written; texts that cannot be used:", *error.refusals)
        return 2
    except (BookError, ExerciseError) as error:
        complain(f"framelab: {error}")
        return 2
    except OSError as error:
        complain(f"framelab: {options.folder}: could not be written: {error.strerror or error}")
        return 2
    return _said(made, options)


def _said(made: "NewBook", options: argparse.Namespace) -> int:
    say(f"{options.folder}: a book of {made.files} files; README.md says what is where.")
    corpus = options.folder / "corpus"
    say_what_is_there(made.ingested, corpus, (options.texts or Path("texts")) / "bodies.toml")
    if made.has_wheel:
        say(f"Next: cd {options.folder}, then make book and make test.")
        return 0
    complain(
        f"framelab: no wheel of framelab was at hand: put {made.wheel} into "
        f"{options.folder / 'wheels'} before make book. A checkout of framelab makes it: python -m "
        "hatchling build -t wheel"
    )
    return 1
