"""The `framelab` command.

Exit codes: 0 done and good, 1 done and something falls short, 2 could not be done.
"""

import argparse
import contextlib
import functools
import http.server
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from framelab.corpus.bodies import BodyError
from framelab.corpus.load import load_corpus
from framelab.corpus.rebuild import rebuild_tables
from framelab.corpus.tables import CorpusError
from framelab.exercises.definition import find_exercises

PORTS_TRIED = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with the given arguments, or those of the shell; give its exit code."""
    options = _parser().parse_args(arguments)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever reads through a pipe has seen enough; nor may the last flush complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except (BodyError, CorpusError) as error:
        print(f"framelab: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="framelab", description="Tools of Reading the Frame.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="serve a built book on this machine alone")
    serve.add_argument("folder", type=Path, help="the built book, _build/html")
    serve.add_argument("--port", type=int, default=8000, help="first port to try (8000)")
    serve.set_defaults(run=_serve)

    corpus = commands.add_parser("corpus", help="work on the tables of a corpus")
    actions = corpus.add_subparsers(required=True, metavar="ACTION")
    rebuild = actions.add_parser(
        "rebuild", help="rebuild tokens, word counts and hashes from a folder of texts"
    )
    rebuild.add_argument("texts", type=Path, help="folder with one ARTICLE.txt an article")
    rebuild.add_argument("--data", type=Path, required=True, help="folder of the tables")
    rebuild.add_argument(
        "--check", action="store_true", help="change nothing; exit code 1 if something would"
    )
    rebuild.set_defaults(run=_rebuild)

    check = commands.add_parser("check", help="check answers to exercises by their visible tests")
    check.add_argument("ids", nargs="*", metavar="ID", help="which exercises (all)")
    check.add_argument(
        "--exercises", type=Path, help="folder of the exercises (exercises, or this folder)"
    )
    check.set_defaults(run=_check)
    return parser


def _serve(options: argparse.Namespace) -> int:
    if not (options.folder / "index.html").is_file():
        print(f"framelab: {options.folder} holds no built book; make build", file=sys.stderr)
        return 2
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=options.folder)
    for port in range(options.port, options.port + PORTS_TRIED):
        try:
            server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
        except (OSError, OverflowError) as error:
            print(f"Port {port}: {getattr(error, 'strerror', None) or error}.", file=sys.stderr)
            continue
        print(f"The book is at http://127.0.0.1:{port}/ (Ctrl+C ends it)", flush=True)
        with server, contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()
        return 0
    print(f"framelab: no free port from {options.port} on; try --port", file=sys.stderr)
    return 2


def _rebuild(options: argparse.Namespace) -> int:
    changed = rebuild_tables(options.texts, options.data, write=not options.check)
    if not changed:
        print("The tables agree with the texts.")
        return 0
    print(("Would change: " if options.check else "Changed: ") + ", ".join(changed))
    if options.check:
        return 1
    load_corpus(options.data)
    return 0


def _check(options: argparse.Namespace) -> int:
    try:
        import pytest  # noqa: PLC0415 - the other commands do not need it
    except ModuleNotFoundError:
        print("framelab: pytest is needed; pip install 'framelab[exercises]'", file=sys.stderr)
        return 2
    folder = options.exercises or Path("exercises" if Path("exercises").is_dir() else ".")
    known = {each.resolve().name: each for each in find_exercises(folder)}
    unknown = [name for name in options.ids if name not in known]
    if unknown or not known:
        found = f"no exercise {unknown[0]!r}" if unknown else "no exercise"
        print(
            f"framelab: {folder}: found {found}; there is: {', '.join(known) or 'none'}",
            file=sys.stderr,
        )
        return 2
    chosen = [str(known[name]) for name in options.ids or known]
    code = pytest.main(["--import-mode=importlib", "-p", "no:cacheprovider", *chosen])
    done = {pytest.ExitCode.OK: 0, pytest.ExitCode.TESTS_FAILED: 1}
    return done.get(pytest.ExitCode(code), 2)


if __name__ == "__main__":
    sys.exit(main())
