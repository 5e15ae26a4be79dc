"""`framelab init`: what it writes, that its book is proven, and what it refuses."""

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from framelab import __version__, load_corpus
from framelab.authoring import wheel
from framelab.authoring.new_book import CHAPTER, EXERCISE, MOST_ARTICLES
from framelab.authoring.pins import pinned
from framelab.cli import main
from framelab.exercises import ExerciseError

from ..conftest import ROOT

WHEEL = f"framelab-{__version__}-py3-none-any.whl"
CLIMATE = {
    "harvest": "Farmers count the dry days\n\n"
    "The harvest came three weeks early, and the farmers say that the climate has changed.\n\n"
    "Sam Orr keeps a notebook. It lists 41 days without rain.\n\n"
    "“My father planted in April,” Orr said. “I plant in March.”\n",
    "letter": "Stop blaming the weather\n\n"
    "Every flood has a culprit, we are told, and it is always the climate.\n\n"
    "The town built on the meadow. Nobody asked the river.\n",
    "river": "A headline about the river\n\n"
    "The river rose two feet on Monday, and the mayor blamed a warming climate for it.\n\n"
    "“We will build a wall along the river,” said Ann Lee, the mayor of the town.\n",
}
"""Three invented articles on an issue of their own."""


def framelab(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "framelab.cli", *map(str, arguments)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def write_texts(folder: Path, texts: dict[str, str] = CLIMATE) -> Path:
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """What the command says when it makes a book from three articles."""
    folder = tmp_path_factory.mktemp("climate")
    texts = write_texts(folder / "texts")
    title = 'Weather, "climate" & <our> *town*'
    return framelab(
        "init", folder / "book", "--title", title, "--texts", texts, "--issue", "climate"
    )


@pytest.fixture(scope="module")
def book(made: subprocess.CompletedProcess[str]) -> Path:
    assert made.returncode == 0, made.stderr
    return Path(made.args[4])


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book that begins with the template's own articles."""
    folder = tmp_path_factory.mktemp("sample") / "ferry-town"
    done = framelab("init", folder)
    assert done.returncode == 0, done.stderr
    return folder


def texts_of(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in folder.rglob("*")
        if file.is_file() and file.suffix != ".whl"
    }


def test_the_command_says_what_it_made_and_what_is_next(
    made: subprocess.CompletedProcess[str], book: Path
) -> None:
    number = sum(file.is_file() for file in book.rglob("*"))
    assert made.stdout.splitlines()[2:] == [
        f"{book}: a book of {number} files; README.md says what is where.",
        f"{book}/corpus: 3 articles, 7 paragraphs, 93 words.",
        "To code from: 3 stretches between quotation marks, 3 quantities.",
        f"3 bodies are proposals: check {book}/corpus/bodies.proposed.toml, copy what is right "
        f"into {book.parent}/texts/bodies.toml, and ingest again with --replace.",
        f"Next: cd {book}, then make book and make test.",
    ]
    assert sorted(each.name for each in book.parent.iterdir()) == ["book", "texts"]


def test_the_book_has_what_an_author_expects(book: Path) -> None:
    assert {each.name for each in book.iterdir()} == {
        ".gitignore", "Makefile", "README.md", "_config.yml", "_toc.yml", "book", "corpus",
        "exercises", "pytest.ini", "requirements.txt", "solutions", "tests", "wheels",
    }  # fmt: skip
    assert {each.name for each in (book / "exercises").iterdir()} == {EXERCISE, "pytest.ini"}
    assert len(list((book / "solutions" / EXERCISE / "misconceptions").iterdir())) == 4
    assert len(list((book / "solutions" / EXERCISE / "variants").iterdir())) == 2
    corpus = load_corpus(book / "corpus")
    assert list(corpus.codebook.issues) == ["climate"]
    assert [row.article for row in corpus.articles] == ["harvest", "letter", "river"]
    # Other people's prose stays where it is.
    everything = "\n".join(texts_of(book).values())
    assert "lists 41 days without rain" not in everything


@pytest.mark.parametrize("which", ["book", "sample"])
def test_no_mark_of_the_template_and_no_place_of_this_machine_is_left(
    which: str, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(which)
    for name, text in texts_of(folder).items():
        assert not re.search(r"@[A-Z_]+@", text), name
        assert str(ROOT) not in text, name
        assert str(folder.parent) not in text, name


def ids_of_the_course() -> list[str]:
    corpus = load_corpus()
    outlets = [row.outlet for row in corpus.articles if row.outlet]
    people = [row.name for row in corpus.speakers if row.kind == "person"]
    return [*(row.article for row in corpus.articles), *outlets, *people, "Reading the Frame"]


def test_nothing_of_the_course_is_in_the_book(book: Path, sample: Path) -> None:
    for folder in (book, sample):
        everything = "\n".join(texts_of(folder).values())
        words = ids_of_the_course()
        assert len(words) > 10
        assert [each for each in words if re.search(rf"\b{re.escape(each)}\b", everything)] == []


def test_the_settings_are_the_course_s_but_for_the_book_s_own(book: Path) -> None:
    """What the course mends in its settings, a new book has too."""
    ours, made = (
        yaml.safe_load((folder / "_config.yml").read_text(encoding="utf-8"))
        for folder in (ROOT, book)
    )
    assert made["title"] == 'Weather, "climate" & <our> *town*'
    assert made["sphinx"]["config"]["framelab_book"] == "weather-climate-our-town"
    assert made["sphinx"]["config"]["framelab_corpus"] == "corpus"
    for settings in (ours, made):
        for key in ("title", "author", "copyright", "exclude_patterns"):
            del settings[key]
        for key in ("framelab_book", "framelab_corpus"):
            del settings["sphinx"]["config"][key]
    assert made == ours


def test_framelab_comes_with_the_book_and_everything_else_is_pinned(book: Path) -> None:
    assert [each.name for each in (book / "wheels").iterdir()] == [WHEEL]
    lines = (book / "requirements.txt").read_text(encoding="utf-8").splitlines()
    own, *pins = [line for line in lines if line[0] not in "# "]
    assert own == f"./wheels/{WHEEL}[authoring,grading,page]"
    assert set(pins) <= set((ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines())
    names = [pin.partition("==")[0] for pin in pins]
    assert names == sorted(names)
    # What the book is built, tested and graded with, and nothing that only our tests need.
    assert {"jupyter-book", "sphinx", "anywidget", "pytest", "cosmic-ray", "jinja2"} <= set(names)
    assert not {"playwright", "scikit-learn", "mypy"} & set(names)
    # The copy for students takes its pins from here.
    assert "pluggy" in pinned(["pytest"], book / "requirements.txt")


def test_the_invented_articles_are_coded_and_quoted_as_they_stand(sample: Path) -> None:
    corpus = load_corpus(sample / "corpus")
    assert len(corpus.articles) == 3
    assert all(row.issue and row.gist for row in corpus.paragraphs)
    assert {row.issue for row in corpus.paragraphs} == {"ferry", "bridge", "both", "neither"}
    assert {row.speaker for row in corpus.quotes} == {row.speaker for row in corpus.speakers}
    for quote in corpus.quotes:
        assert quote.text in (sample / "texts" / f"{quote.article}.txt").read_text("utf-8")
    assert not (sample / "corpus" / "bodies.proposed.toml").exists()


@pytest.mark.timeout(600)
def test_the_book_s_own_tests_pass(book: Path) -> None:
    done = subprocess.run(
        ["make", "test", f"BIN={Path(sys.executable).parent}"],
        cwd=book, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 4 passed" in done.stdout


def test_the_book_s_own_tests_fail_where_something_is_missing(book: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(book, tmp_path / "book"))
    (copy / "book" / f"{CHAPTER}.md").unlink()
    (copy / "corpus" / "tokens.csv").unlink()
    (copy / "solutions" / EXERCISE / "answer.py").unlink()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"],
        cwd=copy, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    failed = set(re.findall(r"^FAILED \S+::(\w+)", done.stdout, re.MULTILINE))
    assert failed == {
        "test_the_corpus_loads_and_has_articles",
        "test_every_page_of_the_table_of_contents_is_there",
        "test_an_exercise_is_proven",
    }


def test_an_author_goes_on_in_the_book(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second exercise cites the book's own articles; the copy for students gives nothing away."""
    copy = Path(shutil.copytree(book, tmp_path / "book"))
    monkeypatch.chdir(copy)
    assert main(["new", "a_claim", "--kind", "open"]) == 0
    brief = (copy / "exercises" / "a_claim" / "brief.md").read_text(encoding="utf-8")
    assert "`[harvest 1]`" in brief
    assert main(["verify", "a_claim"]) == 0
    assert "5 of 5 points" in capsys.readouterr().out
    assert main(["student", "--out", str(tmp_path / "student")]) == 0
    assert "2 exercises" in capsys.readouterr().out
    readme = (tmp_path / "student" / "README.md").read_text(encoding="utf-8")
    assert readme.startswith('# Weather, "climate" & <our> *town*: exercises')
    with zipfile.ZipFile(tmp_path / "student" / "wheels" / WHEEL) as archive:
        names = archive.namelist()
        record = archive.read(f"framelab-{__version__}.dist-info/RECORD").decode()
    assert "framelab/authoring/new.py" in names
    # What answers the exercise that came with the book.
    assert not any(name.startswith("framelab/authoring/templates/") for name in names)
    assert [line.partition(",")[0] for line in record.splitlines()] == names


def test_a_book_without_its_wheel_or_with_two_is_named(book: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(book, tmp_path / "book"))
    (copy / "wheels" / WHEEL).unlink()
    with pytest.raises(ExerciseError, match="found no wheel of framelab; allowed: one framelab-"):
        wheel.book_wheel(copy, tmp_path / "wheels")
    for name in ("framelab-1-py3-none-any.whl", "framelab-2-py3-none-any.whl"):
        (copy / "wheels" / name).touch()
    with pytest.raises(ExerciseError, match=r"found framelab-1-\S+, framelab-2-\S+; allowed: one"):
        wheel.book_wheel(copy, tmp_path / "wheels")


def test_where_no_wheel_is_at_hand_the_command_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("framelab.authoring.new_book.find_library", lambda: None)
    assert main(["init", str(tmp_path / "book")]) == 1
    said = capsys.readouterr()
    assert f"put {WHEEL} into {tmp_path / 'book' / 'wheels'} before make book" in said.err
    assert "hatchling build -t wheel" in said.err
    text = (tmp_path / "book" / "requirements.txt").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line and line[0] != "#"] == [
        f"./wheels/{WHEEL}[authoring,grading,page]"
    ]
    assert "not pinned" in (tmp_path / "book" / "README.md").read_text(encoding="utf-8")


class Installed:
    """What pip has written down about the library."""

    def __init__(self, address: str | None) -> None:
        self._address = address

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return self._address and f'{{"url": "{self._address}", "archive_info": {{}}}}'


def test_a_library_that_was_installed_from_a_wheel_brings_that_wheel(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wheel, "package", lambda: tmp_path / "site-packages" / "framelab")
    kept = book / "wheels" / WHEEL
    monkeypatch.setattr(wheel, "distribution", lambda _name: Installed(kept.as_uri()))
    library = wheel.find_library()
    assert library == wheel.Library(kept, book / "requirements.txt")
    assert library.bring(tmp_path / "wheels").read_bytes() == kept.read_bytes()
    for address in (None, "https://example.org/f.whl", kept.with_name("gone.whl").as_uri(),
                    book.as_uri()):  # fmt: skip
        monkeypatch.setattr(wheel, "distribution", lambda _name, a=address: Installed(a))
        assert wheel.find_library() is None


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    assert main(["init", str(tmp_path / "book")]) == 0
    assert (tmp_path / "book" / "_toc.yml").is_file()


def not_empty(place: Path) -> list[str | Path]:
    (place / "book").mkdir()
    (place / "book" / ".git").mkdir()
    return [place / "book"]


def a_file(place: Path) -> list[str | Path]:
    (place / "book").write_text("mine", encoding="utf-8")
    return [place / "book"]


def with_texts(texts: dict[str, str], *others: str) -> Callable[[Path], list[str | Path]]:
    def prepare(place: Path) -> list[str | Path]:
        return [place / "book", "--texts", write_texts(place / "texts", texts), *others]

    return prepare


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        pytest.param(not_empty, r"book: found \.git; allowed: a new folder, or an empty one",
                     id="a folder that is not empty"),
        pytest.param(a_file, "book: found a file; allowed: a new folder", id="a file"),
        pytest.param(lambda place: [place / "no" / "book"],
                     r"book: found no folder \S+/no; allowed: a folder in one that is there",
                     id="no parent"),
        pytest.param(lambda place: [place], "found the folder that you are in; allowed: a new one",
                     id="the folder where one stands"),
        pytest.param(lambda place: [place / "book", "--texts", place / "none"],
                     "none: found No such file or directory; allowed: a folder of .txt files",
                     id="no texts folder"),
        pytest.param(with_texts({}), "texts: found no .txt file; allowed: one .txt file an article",
                     id="no text"),
        pytest.param(with_texts({"a": "\n"}), r"texts that cannot be used:\s+\S+/a\.txt",
                     id="a text without a word"),
        pytest.param(with_texts({str(n): "A word." for n in range(MOST_ARTICLES + 1)}),
                     "texts: found 41 texts; allowed: up to 40 in a new book",
                     id="more texts than a page can show"),
        pytest.param(with_texts(CLIMATE, "--issue", "The Climate"),
                     "issues: found 'The Climate'; allowed: small letters and digits",
                     id="a bad issue"),
        pytest.param(lambda place: [place / "book", "--issue", "climate"],
                     "--issue: found climate; allowed: issues of articles of your own, in a folder",
                     id="an issue without texts"),
        pytest.param(lambda place: [place / "texts" / "book", "--texts",
                                    write_texts(place / "texts")],
                     r"book: found a folder inside \S+texts; allowed: a folder beside",
                     id="a book inside its texts"),
        pytest.param(lambda place: [place / "book", "--title", " \n"],
                     r"--title: found ' \\n'; allowed: a title of printable signs",
                     id="no title"),
    ],
)  # fmt: skip
def test_what_is_refused_leaves_everything_as_it_was(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    prepare: Callable[[Path], list[str | Path]],
    message: str,
) -> None:
    arguments = prepare(tmp_path)
    monkeypatch.chdir(tmp_path)
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*")}
    assert main(["init", *map(str, arguments)]) == 2
    said = capsys.readouterr().err
    assert re.search(message, said), said
    assert {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*")} == before


def test_a_book_that_cannot_be_finished_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "pyproject.toml").write_text("[project]", encoding="utf-8")
    monkeypatch.setattr(wheel, "package", lambda: source / "framelab")
    assert main(["init", str(tmp_path / "book")]) == 2
    assert "pyproject.toml, the package: found " in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["source"]


def settings(text: str) -> Callable[[Path], list[str]]:
    def prepare(place: Path) -> list[str]:
        (place / "_config.yml").write_text(text, encoding="utf-8")
        return []

    return prepare


def one_article(place: Path) -> list[str]:
    texts = write_texts(place / "texts", {"river": CLIMATE["river"]})
    assert main(["corpus", "ingest", str(texts), "--out", str(place / "corpus")]) == 0
    return ["--corpus", "corpus"]


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        pytest.param(one_article, "the corpus: found 1 article; allowed: two articles or more",
                     id="one article"),
        pytest.param(lambda _place: ["--corpus", "none"], "found no such file; allowed: ",
                     id="no corpus"),
        pytest.param(settings("title: [x"), r"_config\.yml, the file: found .*; allowed: YAML",
                     id="no YAML"),
        pytest.param(settings("author: x"), r"_config\.yml, title: found None; allowed: the title",
                     id="no title"),
        pytest.param(settings("title: x\nsphinx: {config: {framelab_corpus: 3}}"),
                     r"_config\.yml, framelab_corpus: found 3; allowed: the folder of a corpus",
                     id="a corpus that is no folder"),
    ],
)  # fmt: skip
def test_an_open_exercise_without_articles_to_cite_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    prepare: Callable[[Path], list[str]],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    options = prepare(tmp_path)
    assert main(["new", "a_claim", "--kind", "open", *options]) == 2
    said = capsys.readouterr().err
    assert re.search(message, said), said
    assert not (tmp_path / "exercises").exists()


def test_the_students_library_says_that_it_has_no_templates(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("framelab.authoring.new.TEMPLATES", "nothing")
    for command in (["new", "small", "--exercises", str(tmp_path)], ["init", str(tmp_path / "b")]):
        assert main(command) == 2
        assert "the copy for students has no templates" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
