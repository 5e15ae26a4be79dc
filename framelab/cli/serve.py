"""`framelab serve`: a built book on this machine alone."""

import argparse
import contextlib
import functools
import http.server
import sys
from pathlib import Path

from framelab.cli.terminal import Commands
from framelab.publishing.media_types import TYPES

PORTS_TRIED = 20


class BookHandler(http.server.SimpleHTTPRequestHandler):
    """Serve files with the types of this project, whatever this machine calls them.

    Python would otherwise ask the machine: on Windows any program may have written into the
    registry that `.js` is plain text, and browsers then load no module.
    """

    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | TYPES


def add_commands(commands: Commands) -> None:
    """Add the command to those of the parser."""
    serve = commands.add_parser("serve", help="serve a built book on this machine alone")
    serve.add_argument("folder", type=Path, help="the built book, _build/html")
    serve.add_argument("--port", type=int, default=8000, help="first port to try (8000)")
    serve.set_defaults(run=_serve)


def _serve(options: argparse.Namespace) -> int:
    if not (options.folder / "index.html").is_file():
        print(f"framelab: {options.folder} holds no built book; make build", file=sys.stderr)
        return 2
    handler = functools.partial(BookHandler, directory=options.folder)
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
