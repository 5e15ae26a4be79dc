"""What students are told: everything of visible checks, nothing of hidden ones."""

import contextlib
import io
import itertools
import json
import re
import sqlite3
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pytest

from framelab.cli import main

from .conftest import (
    COURSE,
    RIGHT,
    RIGHT_CODES,
    SECRETS,
    Files,
    Graded,
    grade,
    leaks,
    make_course,
    make_submissions,
)

# A check that looks after errors by itself, and is not ready for all of them.
BREAKS = '''

@points(1)
def test_kept_apart(submission):
    """Whatever comes is kept apart."""
    try:
        found = submission.double(4407)
    except ValueError:
        raise LookupError("nothing is twice 4407, or zanzibar") from None
    assert found == 8814
'''
DOUBLE, SHOUT = "def double(number):\n    {}\n", "def shout(word):\n    {}\n"


def code(double: str = "return 2 * number", shout: str = 'return word.upper() + "!"',
         before: str = "") -> Files:  # fmt: skip
    text = f"{before}\n\n{DOUBLE.format(double)}\n\n{SHOUT.format(shout)}"
    return {"double/answer.py": text.encode()}


def codes(**feels: str) -> Files:
    return {"colours/answer.json": json.dumps({f"{k}/feel": v for k, v in feels.items()}).encode()}


SQUARES = "You multiply the number with itself. Is that its double?"
WHISPERS = "Your shout has small letters. How would a reader hear it?"
ALL_WARM = "You call every colour warm. Which one would cool a room?"
UPSIDE_DOWN = "Warm is cold with you, and cold warm. Which is which?"
QUESTIONS = (SQUARES, WHISPERS, ALL_WARM, UPSIDE_DOWN)

CLASS: dict[str, Files] = {
    "right": {"double/answer.py": RIGHT, "colours/answer.json": RIGHT_CODES},
    "squares": code("return number * number"),
    "whispers": code(shout='return word + "!"'),
    "all-warm": codes(red="warm", blue="warm", green="warm", amber="warm"),
    "upside-down": codes(red="cold", blue="cold", green="cold", amber="cold"),
    "one-more": code("return 2 * number + 1", "return word.upper()"),
    "no-codes": codes(red="hot", blue="", green="icy"),
    # They try to carry out what they are asked.
    "returns-it": code("return number", "return word"),
    "returns-all": code("return [number, 2 * number, str(number)]", "return {word: word.upper()}"),
    "returns-text": code("return f'{number:,} {2 * number:,}'", "return [word]"),
    "raises-it": code("raise ValueError(number, 2 * number)", "raise KeyError(word.upper())"),
    "raises-own": code(
        "raise type(f'Error{number}', (Exception,), {})(number)",
        "raise type(word, (ValueError,), {})",
    ),
    "raises-text": code("raise SyntaxError(str(number))", "raise SystemExit(word)"),
    "prints-it": code(
        "print(number, 2 * number); print(number, file=sys.stderr); return 0",
        "print(word, word.upper(), flush=True); return ''", before="import sys",
    ),
    "ends": code("sys.exit(number)", "sys.exit(word)", before="import sys"),
    "ends-at-once": code("print(number); os._exit(number % 200)", before="import os"),
    "waits": code("print(number)\n    while number > 3: pass\n    return 6"),
    "remembers": code(
        "SEEN.append(number); return SEEN", "SEEN.append(word); raise ValueError(SEEN)",
        before="SEEN = []",
    ),
    "names-a-class": code("return type(f'N{number}', (), {})()", "return type(word, (), {})"),
    "names-a-function": code("return eval(f'lambda n{number}: n{number}')"),
    "too-much": code("return [number] * 200_000", "return word * 300_000"),
    "other-arguments": {"double/answer.py": b"def double(): ...\ndef shout(word, more): ...\n"},
    "lacks": {"double/answer.py": b"def triple(number): ...\n"},
    "no-function": {"double/answer.py": b"double = 3\nshout = 'word'\n"},
    "writes": code("open(str(number), 'w').write(str(number)); return number"),
    "nothing": {},
}  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    folder = tmp_path_factory.mktemp("told")
    course = make_course(folder / "small")
    with (course / "solutions/double/test_hidden.py").open("a", encoding="utf-8") as file:
        file.write(BREAKS)
    definition = course / "exercises/double/exercise.toml"
    definition.write_text(definition.read_text().replace("points_total = 6", "points_total = 7"))
    return grade(course, make_submissions(folder / "class", CLASS), out=folder / "out")


def page(told: Graded, student: str) -> str:
    return (told.out / "feedback" / f"{student}.html").read_text(encoding="utf-8")


def explained(told: Graded, student: str) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exercises = str(told.out.parent / "small" / "exercises")
        assert main(["grade", "--explain", student, "--out", str(told.out),
                     "--exercises", exercises]) == 0  # fmt: skip
    return said.getvalue()


class Outline(HTMLParser):
    """What a page is made of, and the text of each part."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.texts[tag][-1] += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_class_was_graded(told: Graded) -> None:
    assert told.run.returncode == 1, told.run.stderr
    assert {student for student, _ in told.rows} == set(CLASS)
    assert told.row("right") == ("graded", 7, "")
    assert told.row("right", "colours") == ("graded", 4, "")
    assert {told.row(name)[0] for name in CLASS} == {
        "graded", "timeout", "ungraded", "missing"
    }  # fmt: skip


def test_secrets_would_be_found() -> None:
    source = COURSE["solutions/double/test_hidden.py"]
    assert leaks(source.upper()) == [each for each in SECRETS if "," not in each]
    assert leaks(f"{918273:,} {1836546:,}") == ["918,273", "1,836,546"]


@pytest.mark.parametrize("student", CLASS)
def test_nothing_hidden_is_told(told: Graded, student: str) -> None:
    assert leaks(page(told, student)) == []
    assert leaks(explained(told, student)) == []


def test_nothing_hidden_is_in_the_gradebook_or_said(told: Graded) -> None:
    assert leaks((told.out / "gradebook.csv").read_text(encoding="utf-8")) == []
    assert leaks(told.said) == []


def test_nothing_hidden_is_in_the_results(told: Graded) -> None:
    texts = []
    with contextlib.closing(sqlite3.connect(told.out / "results.sqlite")) as database:
        for table in ("graded", "handed_in"):
            for row in database.execute(f"SELECT * FROM {table}"):
                *cells, last = row
                texts.append(str(cells[1:]))  # a key is a hash, which may have any digits
                texts.append(zlib.decompress(last).decode() if table == "graded" else str(last))
    assert len(texts) > 2 * len(CLASS)
    assert any("test_other_numbers" in text for text in texts)
    assert [leaks(text) for text in texts if leaks(text)] == []


def test_what_is_asked_visibly_is_told(told: Graded) -> None:
    found = Outline(page(told, "one-more"))
    terms = dict(zip(found.texts["dt"], found.texts["dd"], strict=True))
    pairs = list(zip(found.texts["dt"], found.texts["dd"], strict=True))
    assert pairs[:4] == [
        ("called", "double(3)"), ("expected", "6"), ("got", "7"),
        ("think", "How often does the number go into its double?"),
    ]  # fmt: skip
    assert ("called", "shout('hey')") in pairs
    assert ("expected", "'HEY!'") in pairs
    assert terms["got"] == "another value than the expected one"  # of hidden checks, the last


def test_what_is_printed_in_a_visible_check_is_told(told: Graded) -> None:
    assert "3 6" in page(told, "prints-it")
    assert "3 6" in explained(told, "prints-it")


def test_of_hidden_checks_sentence_points_and_kind_are_told(told: Graded) -> None:
    found = page(told, "raises-it")
    for told_of_it in (
        "Numbers of other kinds.", "Another word.", "0 of 3 points", "<dd>an exception</dd>",
        "Checks that only graders have: 0 of 5 points",
    ):  # fmt: skip
        assert told_of_it in found
    assert "3 of 3 points" in page(told, "whispers")
    assert "1 of 3 points" in page(told, "squares")  # that of 0 is right


def test_a_check_that_breaks_is_no_fault_of_the_student(told: Graded) -> None:
    status, points, reason = told.row("raises-it")
    assert (status, points) == ("ungraded", 0)
    assert reason == "test_kept_apart: this check itself does not work with this answer"


EXPECTED_QUESTIONS = {
    "right": (), "squares": (SQUARES,), "whispers": (WHISPERS,), "all-warm": (ALL_WARM,),
    "upside-down": (UPSIDE_DOWN,), "one-more": (), "no-codes": (), "raises-it": (),
    "returns-it": (), "lacks": (), "nothing": (),
}  # fmt: skip


@pytest.mark.parametrize("student", EXPECTED_QUESTIONS)
def test_the_question_of_a_misconception_is_asked(told: Graded, student: str) -> None:
    wanted = [each for each in QUESTIONS if each in EXPECTED_QUESTIONS[student]]
    assert Outline(page(told, student)).texts.get("blockquote", []) == wanted
    assert [each for each in QUESTIONS if each in explained(told, student)] == wanted
    assert ("a common mistake" in page(told, student)) == bool(wanted)


@pytest.mark.parametrize("student", CLASS)
def test_page_and_terminal_tell_the_same_points(told: Graded, student: str) -> None:
    rows = [row for (name, _), row in told.rows.items() if name == student]
    points = sum(int(row["points"]) for row in rows)
    assert len(rows) == 2
    total = f"{points} of 11 points"
    assert f'<p class="total">{total}</p>' in page(told, student)
    assert explained(told, student).startswith(f"{student}: {total}\n")


@pytest.mark.parametrize("student", CLASS)
def test_a_page_is_a_whole_document(told: Graded, student: str) -> None:
    found = Outline(page(told, student))
    assert found.named("html") == [{"lang": "en"}]
    assert found.texts["title"] == [f"Feedback for {student}"]
    assert found.texts["h1"] == [f"Feedback for {student}"]
    assert found.texts["h2"] == ["Colours", "Twice as much"]
    levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert len(found.named("main")) == 1


@pytest.mark.parametrize("student", CLASS)
def test_a_page_needs_nothing_but_itself(told: Graded, student: str) -> None:
    text = page(told, student)
    found = Outline(text)
    assert not re.search(r"https?:|url\(|@import|//\w", text)
    assert {tag for tag, _ in found.tags}.isdisjoint({"script", "link", "img", "iframe", "form"})
    assert all("src" not in attributes for _, attributes in found.tags)
    ids = [attributes["id"] for _, attributes in found.tags if "id" in attributes]
    assert len(set(ids)) == len(ids)
    targets = [attributes["href"] for attributes in found.named("a")]
    assert len(targets) == 2
    assert all(target and target[0] == "#" and target[1:] in ids for target in targets)
    labels = [attributes["aria-labelledby"] for attributes in found.named("section")]
    assert len(labels) == 2
    assert set(labels) <= set(ids)


def test_no_page_is_there_that_nobody_has(told: Graded) -> None:
    assert {each.name for each in (told.out / "feedback").iterdir()} == {
        f"{student}.html" for student in CLASS
    }


def test_a_page_that_was_spoiled_is_written_anew(told: Graded) -> None:
    from framelab.grading.feedback import Feedback, write_pages  # noqa: PLC0415 - needs no class

    folder = Path(told.out).with_name("spoiled")
    feedback = [Feedback("ana", ())]
    assert list(write_pages(feedback, folder).hashes) == ["ana.html"]
    whole = (folder / "ana.html").read_bytes()
    (folder / "ana.html").write_bytes(b"\xff\xfe")
    (kept,) = write_pages(feedback, folder).kept
    assert kept == folder.with_name("spoiled.before-1") / "ana.html"
    assert kept.read_bytes() == b"\xff\xfe"
    assert (folder / "ana.html").read_bytes() == whole
    assert [each.name for each in folder.iterdir()] == ["ana.html"]


def test_a_page_of_somebody_else_stays(tmp_path: Path) -> None:
    from framelab.grading.feedback import (  # noqa: PLC0415 - needs no class
        Feedback,
        remove_pages,
        write_pages,
    )

    names = ("ana", "bo", "ed", "fay")
    known = write_pages([Feedback(name, ()) for name in names], tmp_path).hashes
    for name in ("ed", "fay"):  # somebody has added a word
        with (tmp_path / f"{name}.html").open("a") as page:
            page.write("<p>Well done.</p>")
    (tmp_path / "index.html").write_text("<title>My class</title>")
    (tmp_path / "cy.html").write_text("<title>My own page for Cy</title>")
    written = write_pages(
        [Feedback("bo", ()), Feedback("fay", ())], tmp_path, lambda name: known.get(name, "")
    )
    (kept,) = written.kept
    assert kept.read_text().endswith("<p>Well done.</p>")
    remove_pages(["ana", "cy", "dee", "ed"], tmp_path, lambda name: known.get(name, ""))
    assert {each.name for each in tmp_path.iterdir()} == {
        "bo.html", "index.html", "cy.html", "ed.html", "fay.html",
    }  # fmt: skip
