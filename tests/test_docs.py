"""The guides: links lead somewhere, examples run as printed, commands and files are there."""

import argparse
import doctest
import pkgutil
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from framelab.cli import _parser
from framelab.exercises import read_exercise

from .conftest import ROOT
from .test_layers import ROOMS

README = ROOT / "README.md"
DOCS = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "benchmarks" / "README.md",
]
# The change log names what earlier versions had.
OF_NOW = [file for file in DOCS if file.name != "CHANGELOG.md"]
FIRST_SCREEN = 35
"""Lines that readers of a repository's page see before they scroll."""

# What stands in a command for whatever a reader means.
STAND_INS = {"N": "2", "LEVEL": "bwrap"}
IN_WORDS = re.compile(r"[A-Z]{2,}")

each_doc = pytest.mark.parametrize("doc", DOCS, ids=lambda file: str(file.relative_to(ROOT)))
each_doc_of_now = pytest.mark.parametrize(
    "doc", OF_NOW, ids=lambda file: str(file.relative_to(ROOT))
)


def tokens_of(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(text)


def inline_of(text: str) -> Iterator[Token]:
    for token in tokens_of(text):
        yield from token.children or []


def blocks_of(text: str, language: str) -> list[str]:
    return [each.content for each in tokens_of(text) if each.info == language]


def code_of(text: str) -> list[str]:
    """Return the pieces of code in running text and tables."""
    return [each.content for each in inline_of(text) if each.type == "code_inline"]


def anchors_of(text: str) -> set[str]:
    """Return the anchors that GitHub makes of a file's headings."""
    tokens = tokens_of(text)
    anchors: set[str] = set()
    for opening, heading in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        words = "".join(each.content for each in heading.children or [])
        anchor = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
        assert anchor not in anchors, f"two headings are called {words!r}"
        anchors.add(anchor)
    return anchors


def dead_links(doc: Path) -> list[str]:
    """Return the links of a guide that lead nowhere inside the project."""
    found = []
    for token in inline_of(doc.read_text(encoding="utf-8")):
        address = str(token.attrGet("href") or token.attrGet("src") or "")
        parts = urlsplit(address)
        if not address or parts.scheme:
            continue
        target = (doc.parent / unquote(parts.path)).resolve() if parts.path else doc
        if not target.exists() or not target.is_relative_to(ROOT):
            found.append(f"{address}: no such file")
        elif parts.fragment and parts.fragment not in anchors_of(
            target.read_text(encoding="utf-8")
        ):
            found.append(f"{address}: no such heading")
    return found


@each_doc
def test_every_link_leads_to_a_file_and_a_heading(doc: Path) -> None:
    assert dead_links(doc) == []


def test_a_dead_link_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    (tmp_path / "there.md").write_text("# One, two\n", encoding="utf-8")
    doc = tmp_path / "doc.md"
    doc.write_text(
        "# Here\n[a](there.md#one-two) [b](#here) [c](gone.md) [d](there.md#three) [e](#three) "
        "[f](../outside.md) ![g](gone.svg) `[h](gone.md)` [i](https://example.org/gone)\n",
        encoding="utf-8",
    )
    assert dead_links(doc) == [
        "gone.md: no such file",
        "there.md#three: no such heading",
        "#three: no such heading",
        "../outside.md: no such file",
        "gone.svg: no such file",
    ]


def test_every_guide_is_one_step_from_the_index() -> None:
    text = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    linked = {str(each.attrGet("href")) for each in inline_of(text) if each.type == "link_open"}
    assert {file.name for file in (ROOT / "docs").glob("*.md")} - {"README.md"} <= linked


def test_the_readme_opens_with_a_sentence_two_commands_an_example_and_three_doors() -> None:
    text = README.read_text(encoding="utf-8")
    first = "\n".join(text.splitlines()[:FIRST_SCREEN])
    (commands,) = blocks_of(first, "sh")
    assert [line.split("#")[0].strip() for line in commands.splitlines()] == [
        "make book", "make test",
    ]  # fmt: skip
    (example,) = blocks_of(first, "pycon")
    assert sum(line.startswith((">>>", "...")) for line in example.splitlines()) == 6
    doors = {
        each.content.split("]")[0].removeprefix("**[")
        for each in tokens_of(first)
        if each.type == "inline" and each.content.startswith("**[")
    }
    assert doors == {"Students", "Instructors", "Authors"}


def test_the_example_of_the_readme_runs_as_printed() -> None:
    (example,) = blocks_of(README.read_text(encoding="utf-8"), "pycon")
    test = doctest.DocTestParser().get_doctest(example, {}, "README.md", str(README), 0)
    said: list[str] = []
    failed, tried = doctest.DocTestRunner().run(test, out=said.append)
    assert (failed, "".join(said)) == (0, "")
    assert tried > 0


def test_the_widget_of_the_readme_can_be_made() -> None:
    (cell,) = blocks_of(README.read_text(encoding="utf-8"), "python")
    *before, shown = cell.strip().splitlines()
    names: dict[str, object] = {}
    exec("\n".join(before), names)
    assert type(eval(shown, names)).__name__ == "ReadingMap"


def commands_of(doc: Path) -> list[tuple[str, bool]]:
    """Return the commands of a guide, and whether each is to be typed as it stands."""
    text = doc.read_text(encoding="utf-8")
    typed = [
        line.split(" #")[0].strip()
        for block in blocks_of(text, "sh")
        for line in block.splitlines()
    ]
    return [(line, True) for line in typed if line] + [(code, False) for code in code_of(text)]


def framelab_commands() -> list[tuple[str, bool, str]]:
    return [
        (command.removeprefix(".venv/bin/").removeprefix("framelab "), is_whole, doc.name)
        for doc in OF_NOW
        for command, is_whole in commands_of(doc)
        if re.match(r"(\.venv/bin/)?framelab [a-z]", command)
    ]


def parser_of(words: list[str]) -> tuple[argparse.ArgumentParser, list[str]]:
    """Return the parser of a command and the words that follow its name."""
    parser, words = _parser(""), list(words)
    while words:
        actions = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
        if not actions:
            break
        assert words[0] in actions[0].choices, f"no command {words[0]!r}"
        parser = actions[0].choices[words.pop(0)]
    return parser, words


def options_of(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        yield from action.option_strings
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from options_of(each)


def check_command(command: str, *, is_whole: bool) -> None:
    """Raise unless `framelab` has the command, with the options that it is given."""
    parser, rest = parser_of([STAND_INS.get(each, each) for each in shlex.split(command)])
    if is_whole:
        parser.parse_args(rest)
    # In a sentence a command may be named by its beginning.
    unknown = {each.split("=")[0] for each in rest if each.startswith("--")}
    assert unknown <= set(parser._option_string_actions)


@pytest.mark.parametrize(
    ("command", "is_whole"),
    [
        pytest.param(command, is_whole, id=f"{doc}: framelab {command}")
        for command, is_whole, doc in dict.fromkeys(framelab_commands())
    ],
)
def test_every_framelab_command_is_one(command: str, is_whole: bool) -> None:
    check_command(command, is_whole=is_whole)


@each_doc_of_now
def test_every_option_that_stands_alone_is_one_of_framelab(doc: Path) -> None:
    found = {
        word.split("=")[0]
        for code, _ in commands_of(doc)
        if code.startswith("--")
        for word in code.split()
        if word.startswith("--")
    }
    assert found <= set(options_of(_parser("")))


def test_an_unknown_command_and_an_unknown_option_are_noticed() -> None:
    with pytest.raises(AssertionError, match="no command 'grad'"):
        check_command("grad submissions", is_whole=False)
    with pytest.raises(AssertionError):
        check_command("grade --onyl who_speaks", is_whole=False)
    with pytest.raises(SystemExit):
        check_command("grade submissions", is_whole=True)


@each_doc_of_now
def test_every_make_target_is_there(doc: Path) -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    named = {
        match[1]
        for command, _ in commands_of(doc)
        if (match := re.match(r"make ([a-z-]+)", command))
    }
    assert named <= set(targets)
    assert named or doc != README


@pytest.mark.parametrize(
    "command",
    sorted(
        {
            re.sub(r"^\.venv/bin/", "", command)
            for doc in OF_NOW
            for command, _ in commands_of(doc)
            if re.match(r"(\.venv/bin/)?pytest ", command)
        }
    ),
)
def test_every_pytest_command_finds_its_tests(command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *shlex.split(command), "--collect-only", "-q"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@each_doc_of_now
def test_every_benchmark_and_extra_is_there(doc: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for command, _ in commands_of(doc):
        if match := re.match(r"python -m (benchmarks\.\w+)", command):
            assert (ROOT / f"{match[1].replace('.', '/')}.py").is_file(), command
        if match := re.match(r"pip install '\.\[(\w+)\]'", command):
            assert match[1] in project["optional-dependencies"], command


def missing(code: str) -> bool:
    """Return whether a piece of code names a file, or a part of the library, that is not there."""
    if IN_WORDS.search(code.removesuffix("README.md")):
        return False
    if re.fullmatch(
        r"(\.ci|\.github|benchmarks|book|docs|exercises|framelab|solutions|tests)/[\w./-]*", code
    ):
        return not (ROOT / code).exists()
    if re.fullmatch(r"framelab(\.\w+)+(\(\))?", code):
        try:
            pkgutil.resolve_name(code.removesuffix("()"))
        except (ImportError, AttributeError):
            return True
    return False


@each_doc_of_now
def test_every_file_and_part_of_the_library_is_there(doc: Path) -> None:
    assert [code for code in code_of(doc.read_text(encoding="utf-8")) if missing(code)] == []


@pytest.mark.parametrize(
    "code", ["framelab/gone", "tests/gone.py", "framelab.gone", "framelab.corpus.gone()"]
)
def test_a_file_or_a_part_that_is_gone_is_noticed(code: str) -> None:
    assert missing(code)


def rows_of(text: str, heading: str) -> list[list[str]]:
    """Return the cells of the first table below a heading, without its head."""
    part = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_the_instructors_table_agrees_with_chapters_and_exercises() -> None:
    text = (ROOT / "docs" / "instructors.md").read_text(encoding="utf-8")
    parts = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))["parts"]
    expected = []
    for chapter in (each for part in parts for each in part["chapters"]):
        source = (ROOT / f"{chapter['file']}.md").read_text(encoding="utf-8")
        if not (named := re.search(r"^```\{graded-exercise\} (\w+)$", source, re.MULTILINE)):
            continue
        exercise = read_exercise(ROOT / "exercises" / named[1])
        minutes = re.search(r"^minutes: (\d+)$", source, re.MULTILINE)
        assert minutes
        answer = {"code": "Python", "data": "codes", "open": "a text"}[exercise.kind]
        expected.append(
            [chapter["title"], minutes[1], f"`{exercise.id}`", answer, f"{exercise.minutes}",
             f"{exercise.points_visible}", f"{exercise.points_hidden}"]
        )  # fmt: skip
    assert rows_of(text, "What students learn") == expected


def above(room: str, arrows: set[tuple[str, str]]) -> set[str]:
    """Return the rooms that can be reached from one along the arrows."""
    reached = {end for start, end in arrows if start == room}
    return reached.union(*(above(each, arrows) for each in reached))


def test_the_drawing_of_the_rooms_agrees_with_the_imports_that_are_allowed() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    (drawing,) = blocks_of(text, "mermaid")
    arrows = set(re.findall(r"^ +(\w+) --> (\w+)$", drawing, re.MULTILINE))
    assert len(arrows) == len(drawing.strip().splitlines()) - 1
    assert {room for arrow in arrows for room in arrow} == ROOMS.keys()
    for start, end in arrows:
        assert end in ROOMS[start], f"{start} may not import from {end}"
    for room, allowed in ROOMS.items():
        assert allowed <= above(room, arrows), f"{room}: an arrow is missing"
    # Cells name rooms as code.
    named = {cells[0].strip("`") for cells in rows_of(text, "The rooms") if "/" not in cells[0]}
    assert ROOMS.keys() <= named
