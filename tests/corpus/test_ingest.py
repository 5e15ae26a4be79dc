"""A folder of texts made into a corpus, with real files: what is written, what is refused."""

import csv
import signal
import subprocess
import sys
import time
from dataclasses import fields
from pathlib import Path

import pytest

from framelab import load_corpus
from framelab.corpus.bodies import read_settling
from framelab.corpus.ingest import IngestError, ingest
from framelab.corpus.load import ROW_TYPES
from framelab.corpus.sources import article_id
from framelab.corpus.texts import BodyError

from ..conftest import DATA

BRIDGE = """\
The mayor opened a bridge on Monday, and 80 people came to see it.

“It will be used,” she said. “It will.
A road is next
The city paid more than it had planned, and says that it will pay no more.
"""


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def listing(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_the_five_are_what_the_tables_say(texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = ingest(texts, out, settling=DATA / "bodies.toml")
    assert (done.articles, done.paragraphs, done.proposed, done.refusals) == (5, 103, 0, ())
    assert (out / "tokens.csv").read_bytes() == (DATA / "tokens.csv").read_bytes()
    counted = ("article", "paragraph", "kind", "words")
    assert [[row[name] for name in counted] for row in rows(out / "paragraphs.csv")] == [
        [row[name] for name in counted] for row in rows(DATA / "paragraphs.csv")
    ]
    course, again = load_corpus(), load_corpus(out)
    assert [row.sha256 for row in again.articles] == [row.sha256 for row in course.articles]


def test_every_quotation_between_marks_is_among_the_candidates(texts: Path, tmp_path: Path) -> None:
    ingest(texts, tmp_path / "out", settling=DATA / "bodies.toml")
    candidates = rows(tmp_path / "out" / "candidate_quotes.csv")
    for quote in load_corpus().quotes:
        if quote.kind != "block":
            place = (quote.article, str(quote.paragraph))
            here = [row for row in candidates if (row["article"], row["paragraph"]) == place]
            assert any(quote.text in row["text"] for row in here), quote.quote
    wrongly_closed = [row for row in candidates if row["closed"] == "no"]
    assert [(row["article"], row["paragraph"]) for row in wrongly_closed] == [
        ("kpbs", "16"), ("kpbs", "18"), ("kpbs", "21"),
    ]  # fmt: skip


def test_nothing_is_invented(tmp_path: Path) -> None:
    out = tmp_path / "out"
    ingest(write(tmp_path / "texts", bridge=BRIDGE), out)
    corpus = load_corpus(out)
    article = corpus.articles["bridge"]
    assert article.title == BRIDGE.splitlines()[0]
    assert (article.outlet, article.author, article.genre, article.url) == (None,) * 4
    assert (article.published_earliest, article.date_basis) == (None, None)
    assert [(row.kind, row.issue, row.gist) for row in corpus.paragraphs] == [
        ("body", None, None), ("body", None, None), ("subhead", None, None), ("body", None, None),
    ]  # fmt: skip
    filled = ("articles", "paragraphs", "tokens")
    for name, row_type in ROW_TYPES.items():
        with (out / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            table = list(csv.reader(stream))
        assert table[0] == [field.name for field in fields(row_type)]
        assert (len(table) > 1) == (name in filled)
    assert rows(out / "candidate_quotes.csv") == [
        {"article": "bridge", "paragraph": "2", "speaker": "", "text": "It will be used,",
         "words": "4", "kind": "", "opening": "“", "closing": "”", "closed": "yes",
         "continues": "no"},
        {"article": "bridge", "paragraph": "2", "speaker": "", "text": "It will.", "words": "2",
         "kind": "", "opening": "“", "closing": "", "closed": "no", "continues": "no"},
    ]  # fmt: skip
    assert rows(out / "candidate_figures.csv") == [
        {"article": "bridge", "paragraph": "1", "value": "80", "kind": "digits"}
    ]


def test_a_proposal_copied_beside_the_texts_is_settled(tmp_path: Path) -> None:
    texts, out = write(tmp_path / "texts", bridge=BRIDGE, road=BRIDGE), tmp_path / "out"
    assert ingest(texts, out).proposed == 2
    (texts / "bodies.toml").write_bytes((out / "bodies.proposed.toml").read_bytes())
    before = {name: (out / name).read_bytes() for name in listing(out)}
    assert ingest(texts, out, replace=True).proposed == 0
    before.pop("bodies.proposed.toml")
    assert {name: (out / name).read_bytes() for name in listing(out)} == before


def test_what_an_author_says_of_an_article_is_kept(tmp_path: Path) -> None:
    texts = write(tmp_path / "texts", b="Title\nOne.\nTwo.", a="One. Café.")
    (texts / "a.txt").write_bytes("One. Café.".encode("cp1252"))
    (texts / "bodies.toml").write_text(
        '[b]\nbody = ["2-3"]\nsubheads = []\noutlet = "The Herald"\nauthor = "Ann Author"\n'
        'published_earliest = 2020-01-02\npublished_latest = "2020-01-03"\n'
        'genre = "report"\ndate_basis = "Printed."\nurl = "https://herald.example/b"\n'
        '[a]\nencoding = "cp1252"\ntitle = "Given"\n'
    )
    ingest(texts, tmp_path / "out")
    corpus = load_corpus(tmp_path / "out")
    assert [row.article for row in corpus.articles] == ["b", "a"]  # as the settling file has them
    first, second = corpus.articles
    assert (first.outlet, first.author, first.title) == ("The Herald", "Ann Author", "Title")
    assert [str(first.published_earliest), str(first.published_latest)] == [
        "2020-01-02", "2020-01-03",
    ]  # fmt: skip
    assert (first.paragraphs, second.title, second.words) == (2, "Given", 2)
    assert corpus.tokens["a", 1, "café"].count == 1


@pytest.mark.parametrize(
    ("settling", "message"),
    [
        ('[a]\nbodi = ["1"]', "[a]: found 'bodi'; allowed: body, subheads, encoding, outlet"),
        ('[a]\nbody = ["0-2"]\nsubheads = []', "[a], body: found '0-2'; allowed: a line number"),
        ('[a]\nbody = ["1-99999999999"]\nsubheads = []', "body: found '1-99999999999'"),
        ('[a]\nbody = ["3", "1"]\nsubheads = []', "body: found '1'; allowed: lines behind 3"),
        ('[a]\nbody = ["1"]\nsubheads = ["1"]', "subheads: found '1'; allowed: a line of body"),
        ('[a]\nencoding = "rot13"', "encoding: found 'rot13'; allowed: the name of an encoding"),
        ("[a]\npublished_earliest = 2020-01-01", "published_earliest and published_latest"),
        ('[a]\npublished_earliest = "soon"', "published_earliest: found soon; allowed: a date"),
        ("[a]\noutlet = 3", "outlet: found 3; allowed: some text"),
        ("a = 3", "[a]: found 3; allowed: a table"),
        ("[a", "allowed: a TOML file"),
    ],
)
def test_a_settling_file_is_refused_with_its_place(
    tmp_path: Path, settling: str, message: str
) -> None:
    file = tmp_path / "bodies.toml"
    file.write_text(settling)
    with pytest.raises(BodyError) as caught:
        read_settling(file)
    assert str(caught.value).startswith((f"{file}", "bodies.toml"))
    assert message in str(caught.value)


def test_all_refusals_of_a_folder_are_listed_and_nothing_is_written(tmp_path: Path) -> None:
    texts = write(tmp_path / "texts", good=BRIDGE, empty="", dots="***\n* * *", A="Yes.", a="No.")
    (texts / "国境.txt").write_text("One.")
    (texts / "folder.txt").mkdir()
    (texts / "latin.txt").write_bytes(b"caf\xe9")
    (texts / "dangling.txt").symlink_to("nowhere")
    (texts / "bodies.toml").write_text('[gone]\noutlet = "X"\n[good]\nbody = ["9"]\nsubheads = []')
    with pytest.raises(IngestError) as caught:
        ingest(texts, tmp_path / "out")
    said = [
        refusal.replace(f"{texts}", "DIR").split("; allowed")[0]
        for refusal in caught.value.refusals
    ]
    assert sorted(said) == [
        "DIR/bodies.toml, [gone]: found no text of this name",
        "DIR/dangling.txt: found No such file or directory",
        "DIR/dots.txt: found a body without a word",
        "DIR/empty.txt: found no text",
        "DIR/folder.txt: found no regular file",
        "DIR/good.txt: found 6 lines",
        "DIR/latin.txt, line 1, byte 4 of the file: found 0xE9, which is not UTF-8",
        "DIR/国境.txt: found a name without a letter from a to z or a digit",
        "DIR: found A.txt, a.txt, which make the one id a",
    ]
    assert listing(tmp_path) == ["texts"]


def test_bad_texts_can_be_left_out_but_not_all(tmp_path: Path) -> None:
    texts = write(tmp_path / "texts", good=BRIDGE, empty="")
    done = ingest(texts, tmp_path / "out", skip_bad=True)
    assert (done.articles, len(done.refusals)) == (1, 1)
    assert [row.article for row in load_corpus(tmp_path / "out").articles] == ["good"]
    (texts / "good.txt").unlink()
    with pytest.raises(IngestError):
        ingest(texts, tmp_path / "none", skip_bad=True)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("Über Grenzen", "uber-grenzen"),
        ("Straße", "strasse"),
        ("2017-04-21 KPBS", "article-2017-04-21-kpbs"),
        ("a__b--c", "a-b-c"),
        ("ﬁrst", "first"),
        ("…", ""),
    ],
)
def test_a_file_name_makes_an_id(name: str, article: str) -> None:
    assert article_id(name) == article


def test_folders_that_cannot_be_used(tmp_path: Path) -> None:
    texts = write(tmp_path / "texts", bridge=BRIDGE)
    out = tmp_path / "out"

    def refusal(folder: Path, to: Path) -> str:
        with pytest.raises(BodyError) as caught:
            ingest(folder, to)
        return str(caught.value)

    empty = write(tmp_path / "empty")
    assert "found no .txt file; allowed: one .txt file an article" in refusal(empty, out)
    assert "No such file or directory; allowed: a folder" in refusal(tmp_path / "gone", out)
    assert "Not a directory; allowed: a folder" in refusal(texts / "bridge.txt", out)
    assert "allowed: a folder beside that of the texts" in refusal(texts, texts / "out")
    assert "allowed: a folder beside that of the texts" in refusal(texts, texts)
    assert "found no folder" in refusal(texts, tmp_path / "no" / "out")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "allowed: a folder" in refusal(texts, tmp_path / "loop")
    (tmp_path / "file").write_text("")
    assert "found a file; allowed: a folder" in refusal(texts, tmp_path / "file")
    assert listing(texts) == ["bridge.txt"]


def test_what_stands_in_the_folder_is_not_lost(tmp_path: Path) -> None:
    texts, out = write(tmp_path / "texts", bridge=BRIDGE), write(tmp_path / "out", mine="My notes")

    def refusal(*, replace: bool) -> str:
        before = {file.name: file.read_bytes() for file in out.iterdir()}
        with pytest.raises(BodyError) as caught:
            ingest(texts, out, replace=replace)
        assert {file.name: file.read_bytes() for file in out.iterdir()} == before
        return str(caught.value)

    assert "found mine.txt, not an ingested corpus" in refusal(replace=True)
    (out / "mine.txt").unlink()
    ingest(texts, out)  # an empty folder is as good as a new one
    assert "allowed: a new folder, or --replace" in refusal(replace=False)
    ingest(texts, out, replace=True)
    (out / "notes.md").write_text("Mine")
    assert "found notes.md; allowed: only what ingest wrote" in refusal(replace=True)
    (out / "notes.md").unlink()
    paragraphs = (out / "paragraphs.csv").read_text(encoding="utf-8")
    coded = paragraphs.replace("bridge,2,body,8,,", "bridge,2,body,8,neither,The article says so.")
    assert coded != paragraphs
    (out / "paragraphs.csv").write_text(coded, encoding="utf-8")
    assert "found paragraphs.csv, row 3, column issue filled by a reader" in refusal(replace=True)
    assert listing(tmp_path) == ["out", "texts"]


def test_an_interruption_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    texts, out = write(tmp_path / "texts", **{f"a{n}": BRIDGE for n in range(5)}), tmp_path / "out"
    ingest(texts, out)
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    (texts / "a3.txt").write_text("Another text, which is to be read.")

    def interrupt(done: int, _total: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(texts, out, replace=True, on_article=interrupt)
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before
    assert listing(tmp_path) == ["out", "texts"]


def test_a_process_that_is_interrupted_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    texts = write(tmp_path / "texts", **{f"a{n}": BRIDGE * 500 for n in range(200)})
    command = [sys.executable, "-m", "framelab.cli", "corpus", "ingest", str(texts)]
    command += ["--out", str(tmp_path / "out")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        while listing(tmp_path) == ["texts"] and process.poll() is None:
            time.sleep(0.01)
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
    assert (process.returncode, said) == (2, "framelab: interrupted\n")
    assert listing(tmp_path) == ["texts"]


def test_links_to_texts_are_followed(tmp_path: Path) -> None:
    texts = write(tmp_path / "texts")
    write(tmp_path / "elsewhere", bridge=BRIDGE)
    (texts / "link.txt").symlink_to(tmp_path / "elsewhere" / "bridge.txt")
    (texts / "notes.md").write_text("passed over")
    (texts / ".hidden.txt").write_text("passed over")
    assert ingest(texts, tmp_path / "out").articles == 1
