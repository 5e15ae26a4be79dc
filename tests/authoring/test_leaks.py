"""The search for what only instructors hold, with a line planted in each kind of file."""

import base64
import bz2
import gzip
import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from framelab.authoring.leaks import Leak, distinctive, find_leaks
from framelab.exercises import ExerciseError

CODE = (
    """return {"kelly": len(rows) - 1} if re.match(r"\\d+ “cops”\\n", rows[0]["text"]) else None"""
)
SENTENCE = "Wer zählt's doppelt -- und <weshalb>, wenn Kelly & Sessions beide reden?"
PAIR = '"harbour/voice": "unnamed"'
LINES = [CODE, SENTENCE, PAIR]

ANSWER = '''"""Our answer."""

from collections import Counter


def shared_signature(rows: list[dict[str, str]]) -> int:
    """A sentence that the starter has too."""
    counted = Counter(row["who"] for row in rows)
    return counted.most_common(1)[0][1]
'''
STARTER = '''def shared_signature(rows: list[dict[str, str]]) -> int:
    """A sentence that the starter has too."""
'''
SECRETS = {
    "solutions/one/answer.py": ANSWER,
    "solutions/one/test_hidden.py": "ROWS = [\n    dict(who='kelly', words=34_127),\n]\n",
    "solutions/one/misconceptions/wrong.py": (
        '"""Short. Which of the two rows did you count\ntwice?"""\n'
    ),
    "solutions/one/equivalents.toml": (
        '[[equivalents]]\nbefore = "whole"\nreason = "No list is shorter than that."\n'
    ),
    "solutions/two/answer.json": '{"harbour/voice": "named", "a/b": "c"}',
    "solutions/two/accept.csv": (
        'item,code,reason\nharbour/voice,article,"It says so, and nobody else."\n'
    ),
    "solutions/two/misconceptions/w.json": '{"question": "Who is it that speaks there?"}',
    "solutions/three/rubric.md": (
        "# Marks\n\nOne for the place. Two for a claim that\nis borne out.\n"
    ),
    "solutions/three/draft.ipynb": json.dumps(
        {"cells": [{"source": ["total = 1\n", "share = total / of_all_of_them\n"]}]}
    ),
    "solutions/one/variants/other.py": "counted = sorted(rows, key=by_somebody)\n",
}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    for name, text in SECRETS.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "exercises").mkdir()
    (tmp_path / "exercises" / "answer.py").write_text(STARTER, encoding="utf-8")
    return tmp_path


def lines_of(course: Path) -> Mapping[str, str]:
    return distinctive(course / "solutions", [course / "exercises"])


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        pytest.param("solutions/one/answer.py", 'counted = Counter(row["who"] for row in rows)',
                     id="a line of an answer"),
        pytest.param("solutions/one/test_hidden.py", "dict(who='kelly', words=34_127),",
                     id="a value of a hidden check"),
        pytest.param("solutions/one/misconceptions/wrong.py",
                     "Which of the two rows did you count twice?", id="a question"),
        pytest.param("solutions/one/equivalents.toml", "No list is shorter than that.",
                     id="a reason"),
        pytest.param("solutions/two/answer.json", '"harbour/voice": "named"', id="a code"),
        pytest.param("solutions/two/answer.json", '"a/b": "c"', id="a short code"),
        pytest.param("solutions/two/accept.csv", '"harbour/voice": "article"', id="another code"),
        pytest.param("solutions/two/accept.csv", "It says so, and nobody else.", id="a cell"),
        pytest.param("solutions/two/misconceptions/w.json", "Who is it that speaks there?",
                     id="a string in JSON"),
        pytest.param("solutions/three/rubric.md", "Two for a claim that is borne out.",
                     id="a sentence of a rubric"),
        pytest.param("solutions/three/draft.ipynb", "share = total / of_all_of_them",
                     id="a line of a notebook"),
        pytest.param("solutions/one/variants/other.py",
                     "counted = sorted(rows, key=by_somebody)", id="a line of a variant"),
    ],
)  # fmt: skip
def test_a_line_is_known_with_its_origin(course: Path, origin: str, line: str) -> None:
    assert lines_of(course)[line] == origin


def test_what_is_public_or_says_nothing_is_not_distinctive(course: Path) -> None:
    extra = course / "solutions" / "one" / "more.py"
    extra.write_text("x = 1\n# " + "-" * 60 + "\n", encoding="utf-8")
    lines = lines_of(course)
    assert "def shared_signature(rows: list[dict[str, str]]) -> int:" not in lines
    assert "A sentence that the starter has too." not in lines
    assert "from collections import Counter" not in lines
    assert not any(line.startswith(("x = 1", "# --")) for line in lines)
    assert "return counted.most_common(1)[0][1]" in lines


def test_a_line_of_python_s_own_library_is_not_distinctive(course: Path) -> None:
    line = "return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)"
    (course / "solutions" / "one" / "leap.py").write_text(f"def leap(year):\n    {line}\n")
    assert line not in lines_of(course)


def zipped(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("other.txt", "nothing")
        archive.writestr(name, data)
    return stream.getvalue()


def as_notebook(line: str) -> bytes:
    return json.dumps({"cells": [{"cell_type": "code", "source": ["x = 1\n", line]}]}).encode()


def as_page(line: str) -> bytes:
    """A page as Sphinx prints code: every token in an element of its own."""
    return str(highlight(line, PythonLexer(), HtmlFormatter(full=True))).encode()


# How a line may stand in a file. Each is made by what makes it in a built book, where it can be.
WAYS: dict[str, Callable[[str], bytes]] = {
    "as it stands": lambda line: f"before\n{line}\nafter".encode(),
    "indented": lambda line: f"if x:\n        {line}  # why\n".encode(),
    "wrapped": lambda line: line.replace(" ", "\n    ").encode(),
    "minified": lambda line: re.sub(r"(?<!\w) | (?!\w)", "", f"a = 1; {line}; b = 2").encode(),
    "in Windows lines": lambda line: f"a\r\n{line}\r\n".encode(),
    "in UTF-16": lambda line: line.encode("utf-16"),
    "in HTML": lambda line: f"<p>{html.escape(line)}</p>".encode(),
    "in coloured HTML": as_page,
    "in JSON": lambda line: json.dumps({"a": [f"x\n{line}\n"]}).encode(),
    "in JSON, not ASCII": lambda line: json.dumps([line], ensure_ascii=False).encode(),
    "in JSON in JSON": lambda line: json.dumps({"a": json.dumps([line])}).encode(),
    "in a notebook": as_notebook,
    "in an attribute": lambda line: (
        f'<div data-state="{html.escape(json.dumps({"answer": line}))}"></div>'.encode()
    ),
    "in a script": lambda line: (
        "<script type='application/json'>"
        + json.dumps([f"\t{line}"]).replace("<", "\\u003c").replace(">", "\\u003e")
        + "</script>"
    ).encode(),
    "in JavaScript": lambda line: ("const a='" + line.replace("\\", "\\\\").replace("'", "\\x27")
                                   + "'").encode(),
    "coloured in JSON": lambda line: json.dumps({"html": as_page(line).decode()}).encode(),
    "in a binary file": lambda line: b"\x00\xff\x13" + line.encode() + b"\x00\xfe",
    "in a zip": lambda line: zipped("a/b.py", line.encode()),
    "in a zip in a zip": lambda line: zipped("c.zip", zipped("b.py", line.encode())),
    "in a zip, in HTML": lambda line: zipped("b.html", as_page(line)),
    "in gzip": lambda line: gzip.compress(line.encode()),
    "in bzip2": lambda line: bz2.compress(line.encode()),
    "in base64": lambda line: (
        b"<a href='data:text/plain;base64," + base64.b64encode(b"x " * 30 + line.encode()) + b"'>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("line", LINES, ids=["code", "sentence", "code of an item"])
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_a_planted_line_is_found(tmp_path: Path, way: Callable[[str], bytes], line: str) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "file.dat").write_bytes(way(line))
    (tmp_path / "clean.txt").write_text("nothing of that kind")
    found = find_leaks(tmp_path, [*LINES, "a line that stands nowhere at all"])
    assert {leak.line for leak in found} == {line}
    assert all(leak.file.startswith("sub/file.dat") for leak in found)


def test_a_sentence_is_found_as_markdown_is_rendered(tmp_path: Path) -> None:
    sentence = "What is *one* utterance, and what are `two rows` -- \"one\" or 'two'...?"
    page = MarkdownIt("commonmark", {"typographer": True}).enable(["replacements", "smartquotes"])
    (tmp_path / "page.html").write_text(page.render(sentence), encoding="utf-8")
    assert "“one” or ‘two’…" in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert find_leaks(tmp_path, [sentence]) == [Leak("page.html", sentence)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("item,code,reason\nharbour/voice,unnamed,because\n", id="CSV"),
        pytest.param("{'harbour/voice': 'unnamed'}", id="Python"),
        pytest.param("harbour/voice = unnamed", id="TOML"),
        pytest.param('{"harbour/voice":"unnamed"}', id="minified"),
        pytest.param("{&quot;harbour/voice&quot;: &quot;unnamed&quot;}", id="HTML"),
    ],
)
def test_an_item_s_code_is_found_however_it_is_written(tmp_path: Path, text: str) -> None:
    file = tmp_path / "file.txt"
    file.write_text(text)
    assert find_leaks(file, LINES) == [Leak("file.txt", PAIR)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"harbour/voice": "unnamed-source"', id="a longer code"),
        pytest.param('"old-harbour/voice": "unnamed"', id="another item"),
        pytest.param('"harbour/voice": ""\n"unnamed": "no name"', id="the starter"),
        pytest.param(CODE.replace("- 1", "- 2"), id="another line"),
        pytest.param(SENTENCE.replace("doppelt", "zweimal"), id="another sentence"),
        pytest.param(" ".join(reversed(CODE.split())), id="the same words"),
    ],
)
def test_what_only_resembles_a_line_is_no_leak(tmp_path: Path, text: str) -> None:
    (tmp_path / "file.html").write_text(text, encoding="utf-8")
    assert find_leaks(tmp_path, LINES) == []


def test_a_place_in_an_archive_is_named(tmp_path: Path) -> None:
    wheel = zipped("framelab/x.py", CODE.encode())
    (tmp_path / "copy.zip").write_bytes(zipped("wheels/framelab-1-py3-none-any.whl", wheel))
    (leak,) = find_leaks(tmp_path / "copy.zip", LINES)
    assert leak.file == "copy.zip/wheels/framelab-1-py3-none-any.whl/framelab/x.py"


@pytest.mark.parametrize(
    "data",
    [zipped("a.py", b"x")[:-30], gzip.compress(b"abc")[:-4]],
    # The bytes hold the time of their making: as names they would differ between processes.
    ids=["half a zip", "half a gzip"],
)
def test_an_archive_that_cannot_be_read_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "broken").write_bytes(data)
    with pytest.raises(ExerciseError, match=r"^broken, the archive: found .+; allowed: one that"):
        find_leaks(tmp_path, LINES)


def test_archives_without_end_are_refused(tmp_path: Path) -> None:
    data = b"text"
    for _ in range(9):
        data = zipped("a.zip", data)
    (tmp_path / "deep.zip").write_bytes(data)
    with pytest.raises(ExerciseError, match="allowed: archives in archives, 5 deep"):
        find_leaks(tmp_path, LINES)


def test_a_place_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExerciseError, match="found nothing; allowed: a folder or a file"):
        find_leaks(tmp_path / "none", LINES)


def test_without_solutions_nobody_can_say(tmp_path: Path) -> None:
    with pytest.raises(ExerciseError, match="solutions, the folder: found nothing"):
        distinctive(tmp_path / "solutions", [])


def test_a_secret_file_that_is_broken_is_named(course: Path) -> None:
    (course / "solutions" / "two" / "answer.json").write_text("{")
    with pytest.raises(ExerciseError, match=r"two/answer\.json, the file: found Expecting"):
        lines_of(course)


def test_a_public_file_with_nearly_all_of_an_answer_is_the_leak(course: Path) -> None:
    (course / "exercises" / "brief.md").write_text(f"For example:\n\n```\n{ANSWER}\n```\n")
    with pytest.raises(ExerciseError, match=r"brief\.md, the file: found nearly all of solutions"):
        lines_of(course)
