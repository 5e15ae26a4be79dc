"""`framelab pdf`, `links` and `headers`: what is made of a built book, or looked up in it."""

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from framelab.cli.terminal import Commands, complain, say
from framelab.progress import progress

if TYPE_CHECKING:
    from framelab.publishing.link_check import Answer
    from framelab.publishing.links import Link

BOOK = Path("_build/html")
NEEDED = "is needed; pip install 'framelab[publishing]'"
_MOST_PLACES = 5


def add_commands(commands: Commands) -> None:
    """Add the commands to those of the parser."""
    pdf = commands.add_parser(
        "pdf",
        help="print a built book into one PDF",
        description="Print a built book with Chromium: one file, in the order of the book's "
        "menu, with bookmarks, and with links that work inside it.",
    )
    pdf.add_argument("book", type=Path, nargs="?", default=BOOK, help=f"the built book ({BOOK})")
    pdf.add_argument("--out", type=Path, required=True, metavar="FILE", help="the PDF to write")
    pdf.add_argument("--paper", choices=("a4", "letter"), default="a4", help="its size (a4)")
    pdf.set_defaults(run=_pdf)

    links = commands.add_parser(
        "links",
        help="list the links that lead out of a built book, or ask whether they work",
        description="Look for links of a built book that lead nowhere inside it, and list those "
        "that lead outside, each with its places. With --check each of these is asked for once.",
    )
    links.add_argument("book", type=Path, nargs="?", default=BOOK, help=f"the built book ({BOOK})")
    links.add_argument("--check", action="store_true", help="ask each address, over the network")
    links.add_argument(
        "--between", type=float, default=1.0, metavar="SECONDS",
        help="pause between two questions to one host (1)",
    )  # fmt: skip
    links.add_argument(
        "--timeout", type=float, default=20.0, metavar="SECONDS",
        help="how long an answer may take (20)",
    )  # fmt: skip
    links.set_defaults(run=_links)

    headers = commands.add_parser(
        "headers",
        help="print what a web server must send with a built book",
        description="Print the type that a web server must send with each file of a built book, "
        "and a strict Content-Security-Policy under which the whole book works. The policy "
        "has the hashes of the scripts inside the pages, and the hashes change when the book is "
        "built with another version of its theme.",
    )
    headers.add_argument(
        "book", type=Path, nargs="?", default=BOOK, help=f"the built book ({BOOK})"
    )
    headers.set_defaults(run=_headers)


def _pdf(options: argparse.Namespace) -> int:
    try:
        from framelab.publishing.built_book import BookError  # noqa: PLC0415
        from framelab.publishing.chromium import NoChromiumError  # noqa: PLC0415
        from framelab.publishing.pdf import print_book  # noqa: PLC0415
    except ModuleNotFoundError as error:
        complain(f"framelab: {error.name} {NEEDED}")
        return 2
    try:
        printed = print_book(options.book, options.out, paper=options.paper)
    except (BookError, NoChromiumError) as error:
        complain(f"framelab: {error}")
        return 2
    except OSError as error:
        complain(f"framelab: {options.out}: could not be written: {error.strerror or error}")
        return 2
    pages = "1 page" if printed.pages == 1 else f"{printed.pages} pages"
    megabytes = options.out.stat().st_size / 1e6
    say(f"{options.out}: {pages} of the book on {printed.sheets} sheets, "
        f"{megabytes:.1f} MB.")  # fmt: skip
    return 0


def _links(options: argparse.Namespace) -> int:
    try:
        from framelab.publishing.built_book import BookError  # noqa: PLC0415
        from framelab.publishing.links import broken, links_of  # noqa: PLC0415

        if options.check:
            from framelab.publishing.link_check import ask_all  # noqa: PLC0415
    except ModuleNotFoundError as error:
        complain(f"framelab: {error.name} {NEEDED}")
        return 2
    try:
        links = links_of(options.book)
    except BookError as error:
        complain(f"framelab: {error}")
        return 2
    dead = broken(options.book, links)
    for link, missing in dead:
        complain(f"{link.place}: {link.address}: {missing}")
    places: dict[str, list[Link]] = {}
    for link in links:
        if link.leads_outside:
            places.setdefault(link.address, []).append(link)
    if not options.check:
        for address in sorted(places):
            say(address)
            _say_places(places[address])
        say(f"{len(places)} addresses outside the book; --check asks whether they work.")
        return 1 if dead else 0
    with progress("addresses") as advance:
        answers = ask_all(places, between=options.between, seconds=options.timeout, advance=advance)
    return max(_report(places, answers), 1 if dead else 0)


def _headers(options: argparse.Namespace) -> int:
    try:
        from framelab.publishing.built_book import BookError  # noqa: PLC0415
        from framelab.publishing.headers import inline_hashes, policy, types_needed  # noqa: PLC0415
    except ModuleNotFoundError as error:
        complain(f"framelab: {error.name} {NEEDED}")
        return 2
    try:
        hashes = inline_hashes(options.book)
        types = types_needed(options.book)
    except BookError as error:
        complain(f"framelab: {error}")
        return 2
    # One header a line, as it is: it is to be copied.
    print("With each file, by its suffix:")
    for suffix, kind in types.items():
        print(f"  {suffix}  Content-Type: {kind}")
    print("With each page, if the site has a Content-Security-Policy:")
    print(f"  Content-Security-Policy: {policy(hashes)}")
    return 0


def _say_places(links: "Sequence[Link]") -> None:
    for link in links[:_MOST_PLACES]:
        say(f"{link.place}: {link.text}", "  ")
    more = len(links) - _MOST_PLACES
    if more > 0:
        say(f"and {more} more places", "  ")


def _report(places: "Mapping[str, Sequence[Link]]", answers: "Mapping[str, Answer]") -> int:
    """Print what came back of each address, the dead ones last; return the exit code."""
    from framelab.publishing.link_check import Verdict  # noqa: PLC0415 - loads HTTPX

    if answers and not any(answer.reached for answer in answers.values()):
        complain("framelab: no address could be reached: is this machine on the network?")
        return 2
    for verdict in Verdict:
        for address in sorted(
            each for each, answer in answers.items() if answer.verdict is verdict
        ):
            say(f"{verdict}: {address}: {answers[address].words}")
            if verdict is not Verdict.ALIVE:
                _say_places(places[address])
    counts = Counter(answer.verdict for answer in answers.values())
    said = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict])
    say(f"{len(answers)} addresses: {said or 'none'}.")
    return 1 if counts[Verdict.DEAD] else 0
