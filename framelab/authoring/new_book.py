"""A new book on this engine: settings, pages, a corpus, an exercise, tests, and the library."""

import csv
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import requires, version
from importlib.resources.abc import Traversable
from pathlib import Path

from framelab.authoring.new import SUFFIX, new_exercise, template_folder, write_template
from framelab.authoring.pins import pinned
from framelab.authoring.wheel import WHEELS, Library, find_library
from framelab.corpus import Article, load_corpus
from framelab.corpus.dates import published
from framelab.corpus.ingest import Ingested, ingest
from framelab.corpus.load import ROW_TYPES
from framelab.corpus.sources import article_id, find_texts
from framelab.progress import Advance
from framelab.writing import new_folder

CHAPTER = "at_a_glance"
PARAGRAPHS = "paragraphs"
"""The folder of the pages that show the articles by paragraph."""
EXERCISE = "per_thousand_words"
EXERCISE_TITLE = "How often in a thousand words?"
SAMPLE_ISSUES = ("ferry", "bridge")
MOST_ARTICLES = 40
"""How many articles a book can begin with: its first chapter has a column for each."""
EXTRAS = ("authoring", "grading", "page")
"""What an author needs of the library: to build the book, prove exercises and grade."""

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#$|])")
_SAMPLE_NOTE = """\
```{note}
The articles, their outlets and everybody in them are invented: `framelab init` brings them so that
the book has something to show. The book's README.md says how articles of your own take their place.
```"""
_OWN_NOTE = """\
```{note}
This book is new, and its articles are not coded yet. Its pages show what can be counted, and say
what is missing.
```"""
_NO_PINS = """
The other packages are not pinned: no list of tried versions was at hand when this book was made.
"""


class BookError(ValueError):
    """A book cannot be made, and nothing was written.

    The message names the folder or the option, what was found, and what is allowed.
    """

    def __init__(self, place: str | Path, found: str, allowed: str) -> None:
        super().__init__(f"{place}: found {found}; allowed: {allowed}")


@dataclass(frozen=True, slots=True)
class NewBook:
    """What was made.

    `wheel` is the library's file in `wheels`; the file is not there where nobody knows where
    to take it from (`has_wheel`). `files` counts all files of the book.
    """

    folder: Path
    ingested: Ingested
    wheel: str
    has_wheel: bool
    files: int


def new_book(
    folder: Path,
    *,
    title: str | None = None,
    texts: Path | None = None,
    issues: Sequence[str] = (),
    on_step: Callable[[str], None] = lambda _step: None,
    on_article: Advance = lambda _done, _total: None,
) -> NewBook:
    """Make a book: whole, or nothing of it.

    Parameters
    ----------
    folder : Path
        Where to: a folder that is not there yet, or is empty.
    title : str, optional
        What the book is called; made from the folder's name without it.
    texts : Path, optional
        A folder with one `.txt` file an article, a paragraph a line. Without it the book
        begins with a few invented articles, which are coded.
    issues : sequence of str
        The ids of the issues of `texts`, as `framelab.corpus.ingest.ingest` takes them.
    on_step : callable
        Told what is done next, in a few words.
    on_article : callable
        Called after each article with how many are read and how many there are.

    Returns
    -------
    NewBook

    Raises
    ------
    BookError
        The folder is not empty, cannot be made or is where one stands; the title is none;
        there are issues without texts, or too many texts.
    BodyError, IngestError, CodebookError
        The texts cannot be used, or an issue's id is none.
    ExerciseError
        The library came without its templates, or its wheel cannot be built.
    """
    place = _checked_folder(folder)
    called = _checked_title(title or place.name.replace("-", " ").replace("_", " ").capitalize())
    _check_texts(place, texts, issues)
    templates = template_folder("book")
    with new_folder(place) as book:
        if texts is None:
            write_template(templates / "sample" / "texts", book / "texts", {})
        on_step("Reading the articles")
        ingested = ingest(
            texts or book / "texts",
            book / "corpus",
            issues=issues or (() if texts else SAMPLE_ISSUES),
            on_article=on_article,
        )
        if texts is None:
            _write_codes(templates / "sample" / "codes", book / "corpus")
        on_step("Bringing framelab itself")
        library = find_library()
        wheel = library.bring(book / WHEELS).name if library else _wheel_name()
        words = _words(called, load_corpus(book / "corpus").articles, texts is None)
        words |= {"@WHEEL@": wheel, **_requirements(library)}
        write_template(templates / "new", book, words)
        _write_pages(book / "book" / PARAGRAPHS, load_corpus(book / "corpus").articles)
        new_exercise(
            EXERCISE, "code", EXERCISE_TITLE, CHAPTER,
            exercises=book / "exercises", solutions=book / "solutions",
        )  # fmt: skip
        files = sum(file.is_file() for file in book.rglob("*"))
    return NewBook(place, ingested, wheel, library is not None, files)


def _checked_folder(folder: Path) -> Path:
    """Return a folder's whole path; refuse where it is not free."""
    place = folder.resolve()
    if place == Path.cwd():
        # It takes its place in one step, and who stands in the old one would stand nowhere.
        raise BookError(folder, "the folder that you are in", "a new one in it, such as my-book")
    if not place.parent.is_dir():
        raise BookError(folder, f"no folder {place.parent}", "a folder in one that is there")
    if place.exists() and not place.is_dir():
        raise BookError(folder, "a file", "a new folder, or an empty one")
    if place.is_dir() and (there := sorted(each.name for each in place.iterdir())):
        raise BookError(folder, there[0], "a new folder, or an empty one")
    return place


def _checked_title(title: str) -> str:
    plain = " ".join(title.split())
    if not plain or not plain.isprintable():
        raise BookError("--title", repr(title), "a title of printable signs")
    return plain


def _check_texts(place: Path, texts: Path | None, issues: Sequence[str]) -> None:
    if texts is None:
        if issues:
            allowed = "issues of articles of your own, in a folder named with --texts"
            raise BookError("--issue", issues[0], allowed)
        return
    source = texts.resolve()
    if source == place or source in place.parents:
        raise BookError(place, f"a folder inside {texts}", "a folder beside that of the texts")
    number = len(find_texts(texts)[0])
    if number > MOST_ARTICLES:
        allowed = f"up to {MOST_ARTICLES} in a new book; framelab corpus ingest takes any number"
        raise BookError(texts, f"{number:,} texts", allowed)


def _write_codes(codes: Traversable, corpus: Path) -> None:
    """Write the rows and cells of the sample's codes into the tables that ingest has made."""
    for each in codes.iterdir():
        file = corpus / each.name.removesuffix(SUFFIX)
        key = ROW_TYPES[file.stem].KEY  # type: ignore[attr-defined]
        with file.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            rows = {tuple(row[name] for name in key): row for row in reader}
            columns = reader.fieldnames or ()
        for row in csv.DictReader(each.read_text(encoding="utf-8").splitlines()):
            rows.setdefault(tuple(row[name] for name in key), {}).update(row)
        with file.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows.values())


def _words(title: str, articles: Sequence[Article], is_sample: bool) -> dict[str, str]:
    """Return what stands in the place of the template's marks."""
    return {
        "@TITLE_QUOTED@": _quoted(title),
        "@TITLE_MARKDOWN@": _escaped(title),
        "@SLUG@": article_id(title) or "book",
        "@YEAR@": str(date.today().year),
        "@EXERCISE@": EXERCISE,
        "@ARTICLES@": "\n".join(f"- {_named(each)}" for each in articles),
        "@PAGES_OF_ARTICLES@": "\n".join(
            f"          - file: book/{PARAGRAPHS}/{each.article}\n"
            f"            title: {_quoted(each.name)}"
            for each in articles
        ),
        "@NOTE@": _SAMPLE_NOTE if is_sample else _OWN_NOTE,
        "@GUESSES@": "guesses: 3\n" if is_sample else "",
        "@MINUTES@": "12" if is_sample else "3",
        "@CONTENT_NOTE@": "None. Everything in the articles is invented."
        if is_sample
        else "Not written yet.",
        "@TEXTS_ROW@": "| `texts/` | the invented articles that `corpus/` was made from |\n"
        if is_sample
        else "",
    }


def _quoted(text: str) -> str:
    """Return a text as YAML takes it: JSON is YAML."""
    return json.dumps(text, ensure_ascii=False)


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def _named(article: Article) -> str:
    """Return an article's title with outlet and day, as far as they are known."""
    title = _escaped(article.title)
    if article.url:
        title = f"[{title}](<{article.url}>)"
    known = [_escaped(each) for each in (article.outlet, published(article)) if each]
    return ", ".join([title, *known])


def _write_pages(folder: Path, articles: Sequence[Article]) -> None:
    """Write the page of each article: where it comes from, and its paragraphs."""
    folder.mkdir()
    for each in articles:
        shown = "\n\n".join(
            f"```{{{directive}}} {each.article}\n```" for directive in ("provenance", "paragraphs")
        )
        text = f"# {_escaped(each.name)}\n\n{shown}\n"
        (folder / f"{each.article}.md").write_text(text, encoding="utf-8")


def _wheel_name() -> str:
    return f"framelab-{version('framelab')}-py3-none-any.whl"


def _requirements(library: Library | None) -> Mapping[str, str]:
    """Return the marks of requirements.txt, and what README.md says where nothing is pinned."""
    lines: list[str] = []
    if library and library.requirements.is_file():
        for _, pin in sorted(pinned(_needed(), library.requirements).items()):
            lines += [pin.line, *pin.origin]
    return {
        "@EXTRAS@": ",".join(EXTRAS),
        "@PINNED@": "\n".join(lines),
        "@PINS_NOTE@": "" if lines else _NO_PINS,
    }


def _needed() -> list[str]:
    """List the packages that the extras name themselves."""
    wanted = re.compile(rf"extra == ['\"](?:{'|'.join(EXTRAS)})['\"]")
    asked = [each for each in requires("framelab") or () if wanted.search(each)]
    return sorted({re.split(r"[^A-Za-z0-9._-]", each)[0] for each in asked})
