"""What cannot be used, handed in by one class that is graded once.

Each case is a student of its own. Nobody stops the run, nobody takes points from the honest
ones, and each line of the gradebook says what was found.
"""

import contextlib
import csv
import io
import json
import os
import re
import socket
import threading
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest

from framelab.exercises.definition.exercise import read_exercise
from framelab.grading import submissions
from framelab.grading.feedback import page_name
from framelab.grading.gradebook import safe_cell
from framelab.grading.submissions import (
    ProblemError,
    escaped,
    find_students,
    look_alikes,
    read_plain_file,
    read_submission,
    student_called,
)
from framelab.writing import remove_folder

from .conftest import (
    RIGHT,
    RIGHT_CODES,
    STARTER,
    WRONG,
    Files,
    Graded,
    grade,
    make_submissions,
    nest_folders,
)

PY, CODES = "double/answer.py", "colours/answer.json"
HONEST = {PY: RIGHT, CODES: RIGHT_CODES}
REPORT = "{}.framelab.json"


def export(*, form: str = "framelab-submission/1", **entries: object) -> bytes:
    return json.dumps({"format": form, "book": "1", "exercises": entries}).encode()


def text(answer: bytes = RIGHT, version: object = 2) -> dict[str, object]:
    return {"version": version, "answer": answer.decode()}


def notebook(*cells: str) -> bytes:
    return json.dumps(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
            {"cell_type": "markdown", "source": "# Not code", "metadata": {}},
            *({"cell_type": "code", "source": cell, "metadata": {}, "outputs": [],
               "execution_count": None} for cell in cells),
        ]}
    ).encode()  # fmt: skip


def linked(place: str, to: str) -> Callable[[Path], None]:
    """Give what makes a link; `to` may name a file of the course."""

    def make(student: Path) -> None:
        link = student / place
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(to.replace("{course}", str(student.parents[1] / "small")))

    return make


def zipped(files: Files, packing: int = zipfile.ZIP_DEFLATED, **attributes: int) -> bytes:
    """Pack files; with `external_attr`, of that kind."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", packing) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = packing
            for key, value in attributes.items():
                setattr(info, key, value)
            archive.writestr(info, content)
    return data.getvalue()


# What lies beside the answers in a student copy.
COPY: Files = {"README.md": b"# Read", "requirements.txt": b"x", "exercises/pytest.ini": b"",
               "vendor/framelab.whl": b"PK", "exercises/colours/answer.json": b"{}",
               "exercises/colours/brief.md": b"# Colours"}  # fmt: skip
CLONE: Files = {**COPY, "exercises/double/answer.py": RIGHT}
# How systems call a second copy.
COPIES = (" (1)", "(1)", "-1", " 2", " copy", " copy 2", " - Copy", " - Copy (2)", " (copy)",
          " (another copy)", " - Kopie", " \u2013 kopia", "\u306e\u30b3\u30d4\u30fc",
          "_1", "2")  # fmt: skip


# What surely is no part of a student's name.
SURE_COPIES = (" (1)", "(2)", " copy", " copy 2", " - Copy", " - Copy (3)", " - Kopie", " (1) (1)")


def crowded(student: Path) -> None:
    (student / "double").mkdir()
    for number in range(1_001):
        (student / "double" / f"{number}.txt").touch()


def folder_linked(student: Path) -> None:
    student.rmdir()
    student.symlink_to(student.parent / "honest")


def piped(student: Path) -> None:
    (student / "double").mkdir(parents=True)
    os.mkfifo(student / PY)


def bound(student: Path) -> None:
    (student / "double").mkdir(parents=True)
    with contextlib.chdir(student / "double"), socket.socket(socket.AF_UNIX) as made:
        made.bind("answer.py")  # a path may be too long


@dataclass(frozen=True, slots=True)
class Case:
    """What a student handed in, and what must become of it.

    `reason` is looked for in the gradebook's, each part. `files` are in the student's folder,
    `beside` in the one of all submissions, with the student's name for {}.
    """

    files: Files = field(default_factory=dict)
    status: str = "ungraded"
    reason: tuple[str, ...] = ()
    points: int = 0
    exercise: str = "double"
    beside: Files = field(default_factory=dict)
    make: Callable[[Path], object] | None = None
    has_folder: bool = True


def unusable(*reason: str, data: bytes, name: str = PY) -> Case:
    """An answer that is read, and then is no answer."""
    kind = "double" if name.startswith("double") else "colours"
    return Case({name: data}, "failed_import", reason, exercise=kind)


def exported(data: bytes, *reason: str, points: int = 0, status: str = "ungraded") -> Case:
    return Case(beside={REPORT: data}, has_folder=False, reason=reason, points=points,
                status=status)  # fmt: skip


def codes(data: bytes, *reason: str) -> Case:
    return unusable(*reason, data=data, name=CODES)


# Of each kind of name its answers differ, so that none is known from another student's.
CASES: dict[str, Case] = {
    # Files that are not there, or hold nothing.
    "no-exercise-folder": Case({CODES: RIGHT_CODES}, "missing"),
    "empty-student-folder": Case({}, "missing"),
    "empty-exercise-folder": Case(
        make=lambda student: (student / "double").mkdir(parents=True),
        reason=("no answer.py or answer.ipynb in its folder",),
    ),
    "other-file-name": Case(
        {"double/anwser.py": RIGHT}, reason=("no answer.py or answer.ipynb", "found: anwser.py")
    ),
    "empty-file": Case({PY: b""}, "graded", ("answer.py is empty",)),
    "spaces-alone": Case({PY: b" \n\t\n  \n"}, "graded", ("answer.py is empty",)),
    "starter": Case({PY: STARTER}, "graded", ("the starter, as it was handed out",)),
    # Files that are no text, or too large.
    "two-megabytes": Case(
        {PY: RIGHT + b"#" * 2_000_000}, reason=("2,000,091 bytes", "the most is 1,000,000")
    ),
    "long-code": unusable("longer than 150,000 characters", data=RIGHT + b"#" * 160_000),
    "utf-16": unusable(
        "answer.py cannot be used", "UTF-16; save it as UTF-8",
        data=RIGHT.decode().encode("utf-16"),
    ),
    "latin-1": unusable("line 8", "0xE9", "save it as UTF-8", data=RIGHT + b"\n# caf\xe9\n"),
    "latin-1-declared": Case(
        {PY: b"# -*- coding: latin-1 -*-\n# caf\xe9\n" + RIGHT}, "graded", points=6
    ),
    "byte-order-mark": Case({PY: b"\xef\xbb\xbf" + RIGHT}, "graded", points=6),
    "nul-bytes": unusable("null character", "text file?", data=RIGHT + b"\0\0"),
    "invalid-utf-8": unusable("0xFF", "save it as UTF-8", data=b"\xff\xfd\xfc" + RIGHT),
    "unknown-coding": unusable("encoding is unknown", data=b"# coding: klingon\n" + RIGHT),
    # What is no plain file.
    "folder-as-answer": Case(
        make=lambda student: (student / PY).mkdir(parents=True),
        reason=("answer.py: it is no plain file",),
    ),
    "socket": Case(make=bound, reason=("answer.py: it is no plain file",)),
    "pipe": Case(make=piped, reason=("answer.py: it is no plain file",)),
    "link-to-solution": Case(
        make=linked(PY, "{course}/solutions/double/answer.py"),
        reason=("answer.py: a symbolic link, which is not followed",),
    ),
    "link-to-passwords": Case(
        make=linked(PY, "/etc/passwd"), reason=("a symbolic link, which is not followed",)
    ),
    "link-to-nothing": Case(
        make=linked(PY, "nowhere"), reason=("a symbolic link, which is not followed",)
    ),
    "link-to-exercise": Case(
        make=linked("double", "{course}/solutions/double"),
        reason=("its folder is a link", "not followed"),
    ),
    "link-to-student": Case(
        make=folder_linked, reason=("link-to-student: a symbolic link, which is not followed",)
    ),
    "file-as-exercise": Case(
        {"double": RIGHT}, reason=("its folder is a link, which is not followed, or a file",)
    ),
    # Several answers, and notebooks.
    "two-answers": Case(
        {PY: RIGHT, "double/answer.ipynb": notebook("def double(number):\n    return 3")},
        reason=("2 answers, answer.py and answer.ipynb: which one counts?",),
    ),
    "starter-beside-notebook": Case(
        {PY: STARTER, "double/answer.ipynb": notebook(RIGHT.decode())}, "graded", points=6
    ),
    "notebook-beside-broken": Case(
        {PY: RIGHT + b"# kept\n"}, "graded", ("not used: answer.ipynb: it is no plain file",),
        points=6, make=lambda student: (student / "double/answer.ipynb").mkdir(),
    ),
    "notebook-no-json": unusable(
        "answer.ipynb cannot be used", "not JSON", data=b"{cells", name="double/answer.ipynb"
    ),
    "notebook-magic": Case(
        {"double/answer.ipynb": notebook(RIGHT.decode(), "%matplotlib inline")}, "graded",
        ("left out: answer.ipynb, code cell 2, line 1: %matplotlib inline",), points=6,
    ),
    "notebook-three-cells": Case(
        {"double/answer.ipynb": notebook("FACTOR = 2", *RIGHT.decode().split("\n\n\n"))},
        "graded", points=6,
    ),
    # Code that does not load, or lacks something.
    "syntax-error": unusable("answer.py is not Python yet", data=b"def double(number:\n"),
    "import-missing": Case(
        {PY: b"import nowhere_to_be_found\n" + RIGHT}, "graded",
        ("left out: answer.py, line 1", "ModuleNotFoundError", "nowhere_to_be_found"), points=6,
    ),
    "import-withheld": Case(
        {PY: b"import framelab.measures\n" + RIGHT}, "graded",
        ("left out: answer.py, line 1", "framelab.measures"), points=6,
    ),
    "ends-at-loading": Case(
        {PY: RIGHT + b"\n\nexit()\n"}, "graded", ("left out: answer.py, line 9: exit()",), points=6,
    ),
    "newer-python": Case(
        {PY: RIGHT + b"\n\ntype Number = int\n"}, "ungraded",
        ("it needs Python 3.12 or newer because of a type statement",
         "answer.py, line 9: type Number = int"),
    ),
    "function-missing": Case(
        {PY: RIGHT.split(b"\n\n\n")[0]}, "graded", points=4
    ),
    "half-a-sign": unusable("while answer.py was loaded: ValueError", r"\ud800",
                            data=b'raise ValueError("\\ud800")'),
    "endless": Case(
        {PY: b"def double(number):\n    while True: ...\n\n\ndef shout(word):\n    return word"},
        "timeout", ("4 of 6 checks had no value in time",),
    ),
    # What is no exercise.
    "unknown-exercise": Case(
        HONEST | {"doubel/answer.py": RIGHT}, reason=("there is no such exercise",),
        exercise="doubel",
    ),
    "formula-as-exercise": Case(
        HONEST | {"=cmd()/answer.py": RIGHT}, reason=("there is no such exercise",),
        exercise="'=cmd()",
    ),
    "stray-file": Case(HONEST | {"answer.py": RIGHT}, "graded", points=6),
    "one-folder-too-high": Case(
        {"answer.py": RIGHT}, reason=("nothing in a folder double; found elsewhere: answer.py",),
    ),
    "one-folder-too-deep": Case(
        {f"zip/{PY}": RIGHT}, reason=("nothing in a folder double; found elsewhere: zip",),
    ),
    "capitals": Case(
        {"Double/answer.py": RIGHT}, reason=("nothing in a folder double; found elsewhere: Double",)
    ),
    # Clones and zip files of the student copy, and copies of one answer.
    "clone": Case(CLONE, "graded", points=6),
    "clone-in-a-folder": Case(
        {f"reading-the-frame/{name}": data for name, data in CLONE.items()}, "graded", points=6
    ),
    "clone-untouched": Case(
        {**COPY, "exercises/double/answer.py": STARTER}, "graded",
        ("the starter, as it was handed out",),
    ),
    "clone-beside-a-folder": Case(
        {**CLONE, PY: WRONG}, reason=("2 answers, answer.py and answer.py in exercises: which one",)
    ),
    "zip-of-exercises": Case(
        beside={"{}.zip": zipped({name: data for name, data in CLONE.items() if "/" in name})},
        has_folder=False, status="graded", points=6,
    ),
    "zip-in-a-folder": Case({"exercises (1).zip": zipped(CLONE)}, "graded", points=6),
    "zip-of-a-folder": Case(
        beside={"{} (2).zip": zipped({f"ana/{PY}": RIGHT, "__MACOSX/ana/._x": b"\0"})},
        has_folder=False, status="graded", points=6,
    ),
    "zip-bomb": Case(
        {"a.zip": zipped({PY: b"#" * 90_000_000})}, reason=("90,000,000 bytes; the most is",)
    ),
    "zip-linked": Case(
        {"a.zip": zipped({PY: b"/etc/passwd"}, external_attr=0o120777 << 16)},
        reason=("a symbolic link, which is not followed",),
    ),
    "zip-out": Case(
        {"a.zip": zipped({f"../{PY}": RIGHT, f"/{PY}": RIGHT, "x/../double/answer.py": RIGHT})},
        reason=("a.zip: found no folder of an exercise in it; allowed: ID/answer.*",),
    ),
    "zip-of-nothing": Case({"a.zip": zipped({})}, reason=("found no folder of an exercise",)),
    "zip-too-deep": Case(
        {"a.zip": zipped({f"{'d/' * 1_500}{PY}": RIGHT})},
        reason=("found no folder of an exercise",),
    ),
    "zip-in-a-zip": Case(
        {"a.zip": zipped({"b.zip": zipped({PY: RIGHT})})},
        reason=("nothing in a folder double; found elsewhere: b.zip",),
    ),
    "zip-beside-an-empty-one": Case(
        {"a.zip": zipped({PY: RIGHT}), "b.zip": zipped({})}, "graded", ("not used: b.zip",),
        points=6,
    ),
    **{
        f"zip-copy-{number}": Case(
            beside={f"{{}}{ending}.ZIP": zipped({PY: RIGHT})}, has_folder=False, status="graded",
            points=6,
        )
        for number, ending in enumerate(SURE_COPIES)
    },
    "zip-uncommon": Case(
        {"a.zip": zipped({PY: RIGHT}, zipfile.ZIP_LZMA)}, reason=("packed in an uncommon way",)
    ),
    "zip-broken": Case(
        {"a.zip": zipped({PY: RIGHT})[:-30]}, reason=("a.zip: a zip file that cannot be read",)
    ),
    "zip-damaged": Case(
        {"a.zip": zipped({PY: RIGHT}).replace(b"PK\x03\x04", b"PK\x03\x05")},
        reason=("it cannot be unpacked",),
    ),
    "zip-crowded": Case(
        {"a.zip": zipped({str(number): b"" for number in range(10_001)})},
        reason=("more than 10,000 files in one zip file",),
    ),
    "answer-copied": Case(
        {"double/answer (1).py": RIGHT}, "graded", ("read from answer (1).py",), points=6
    ),
    "answer-copied-beside": Case(
        {PY: WRONG, "double/answer - Copy.PY": RIGHT},
        reason=("2 answers, answer.py and answer - Copy.PY: which one counts?",),
    ),
    "answer-copied-beside-starter": Case(
        {PY: STARTER, "double/answer 2.py": RIGHT}, "graded", ("read from answer 2.py",), points=6
    ),
    "nested": Case(make=nest_folders, reason=("nothing in a folder double; found elsewhere: d",)),
    "crowded": Case(make=crowded, reason=("more than 1,000 files in one folder",)),
    "composed-\u00e9": Case(
        {}, "graded", beside={"composed-e\u0301.framelab.json": export(double=text())}, points=6
    ),
    # What the page exports.
    "export-second-download": Case(
        beside={"export-second-download.framelab (1).json": export(double=text())},
        has_folder=False, status="graded", points=6,
    ),
    **{
        f"export-copy-{number}": Case(
            beside={f"{{}}.framelab{ending}.{'JSON' if number % 2 else 'json'}":
                    export(double=text())},
            has_folder=False, status="graded", points=6,
        )
        for number, ending in enumerate(COPIES)
    },
    **{
        f"export-named-copy-{number}": Case(
            beside={f"{{}}{ending}.framelab.json": export(double=text())}, has_folder=False,
            status="graded", points=6,
        )
        for number, ending in enumerate(SURE_COPIES)
    },
    "export-copy-of": Case(
        beside={"Copy of {}.framelab.json": export(double=text())}, has_folder=False,
        status="graded", points=6,
    ),
    "export": exported(export(double=text()), points=6, status="graded"),
    "export-no-json": exported(b"PK\x03\x04", "export-no-json.framelab.json: not JSON in UTF-8"),
    "export-utf-16": exported(export(double=text()).decode().encode("utf-16"), "not JSON in UTF-8"),
    "export-format": exported(
        export(form="other/1", double=text()),
        "format: found 'other/1'; allowed: framelab-submission/1",
    ),
    "export-list": exported(b"[1, 2]", "format: found none", "framelab-submission/1"),
    "export-without-exercises": exported(
        b'{"format": "framelab-submission/1"}', "exercises: found none", "answers by exercise"
    ),
    "export-entry": exported(export(double=[1]), "the export has no text of an answer"),
    "export-answer": exported(export(double={"answer": 7}), "the export has no text of an answer"),
    "export-version": exported(
        export(double=text(version=1)),
        "written for version 1 of the exercise, which is now 2", points=6, status="graded",
    ),
    "export-version-text": exported(
        export(double=text(version="=cmd()")), "version unknown", points=6, status="graded"
    ),
    "export-half-a-sign": exported(
        b'{"format": "framelab-submission/1", "exercises": {"double": {"version": 2, '
        b'"answer": "# \\ud800"}}}', "line 1 holds half of a character", status="failed_import",
    ),
    "export-deep": exported(
        b'{"format": "framelab-submission/1", "exercises": ' + b"[" * 200_000 + b"]" * 200_000
        + b"}", "not JSON in UTF-8",
    ),
    "export-large": exported(
        export(double=text(RIGHT + b"#" * 6_000_000)), "bytes; the most is 5,000,000"
    ),
    "export-large-answer": exported(
        export(double=text(RIGHT + b"#" * 2_000_000)), "2,000,091 bytes; the most is 1,000,000"
    ),
    "export-unknown": Case(
        beside={REPORT: export(double=text(), tripple=text())}, has_folder=False,
        exercise="tripple", reason=("there is no such exercise",),
    ),
    "export-disagrees": Case(
        {PY: RIGHT + b"# one\n"}, beside={REPORT: export(double=text(RIGHT + b"# two\n"))},
        reason=("2 answers, answer.py and answer.py in export-disagrees.framelab.json: which one",),
    ),
    "export-agrees": Case(
        {PY: RIGHT}, "graded", beside={REPORT: export(double=text())}, points=6
    ),
    "export-in-folder": Case(
        {"work.framelab.json": export(double=text())}, "graded", points=6
    ),
    "export-in-folder-broken": Case(
        {"work.framelab.json": b"{"}, reason=("work.framelab.json: not JSON in UTF-8",)
    ),
    "export-folder": Case(
        make=lambda student: student.rename(student.with_name("export-folder.framelab.json")),
        reason=("export-folder.framelab.json: it is no plain file",),
    ),
    "export-link": Case(
        make=lambda student: student.with_name("export-link.framelab.json").symlink_to("honest"),
        has_folder=False, reason=("a symbolic link, which is not followed",),
    ),
    # Codes.
    "codes-list": codes(b'["warm"]', "something else than", "item"),
    "codes-deep": codes(b"[" * 100_000, "not JSON that can be read"),
    "codes-no-json": codes(b'{"red/feel": warm}', "not JSON: line 1, column 14"),
    "codes-utf-16": codes(RIGHT_CODES.decode().encode("utf-16"), "save it as UTF-8"),
    "codes-long-number": codes(b'{"red/feel": ' + b"1" * 5_000 + b"}", "not JSON that can"),
    "codes-twice": Case(
        {CODES: b'{"red/feel": "warm", "red/feel": "cold", "blue/feel": "cold"}'},
        "graded", points=1, exercise="colours",
    ),
    "codes-nan": Case(
        {CODES: b'{"red/feel": NaN, "blue/feel": "cold"}'}, "graded", points=1, exercise="colours"
    ),
    "codes-unknown": Case(
        {CODES: b'{"red/feel": "hot", "blue/feel": "cold"}'}, "graded", points=1,
        exercise="colours",
    ),
    "codes-near": Case(
        {CODES: json.dumps({f"{'re' * 40}d/feel{number}": "warm" for number in range(9_000)}
                           | {"red/feel": "warm"}).encode()},
        "graded", points=1, exercise="colours",
    ),
    "codes-many-of-one": Case(
        {CODES: b'{"blue/feel": "cold"' + b"".join(b', "red/feel": "%d"' % number
                                                   for number in range(40_000)) + b"}"},
        "graded", points=1, exercise="colours",
    ),
    "codes-deep-twice": Case(
        {CODES: b'{"blue/feel": "cold"' + 2 * (b', "red/feel": ' + b"[" * 900 + b"]" * 900)
                + b"}"},
        "graded", points=1, exercise="colours",
    ),
    "codes-no-text": Case(
        {CODES: b'{"red/feel": ["warm"], "blue/feel": {"cold": 1}, "green/feel": 3}'}, "graded",
        exercise="colours",
    ),
    # What answers say.
    "says-markup": Case(
        {PY: b'def double(number):\n    print("<img src=x onerror=alert(2)>\\x1b[31m\\a")\n'
             b'    raise ValueError("<script>alert(1)</script>\\x1b[31m\\u202e\\x9b")\n'}, "graded",
    ),
    "says-at-loading": unusable(
        r"\x1b[31m", "<script>",
        data=b'raise ValueError("<script>alert(1)</script>\\x1b[31m\\r\\n=cmd()")',
    ),
    "returns-markup": Case(
        {PY: b'def shout(word):\n    return "</dd><script>alert(1)</script>\\x1b[2J"\n'}, "graded"
    ),
}  # fmt: skip

# What a student may be called, and what the gradebook has in its place.
NAMES: dict[str, str] = {
    "\x1b[31mred": r"\x1b[31mred",
    "two\nlines": r"two\nlines",
    "\ttab": r"\ttab",
    "-rf": "'-rf",
    "=cmd()": "'=cmd()",
    "+1": "'+1",
    "-1": "'-1",
    "@x": "'@x",
    "<script>alert(1)<script>": "<script>alert(1)<script>",
    '"quoted"': '"quoted"',
    "O'Hara & Söhne, Ltd.": "O'Hara & Söhne, Ltd.",
    "\u202egnp.exe": r"\u202egnp.exe",
    "\u2028line": r"\u2028line",
    "Zoe\u0308": "Zo\u00eb",
    "\u0905\u0928\u093f\u0932 \u0915\u0941\u092e\u093e\u0930":
        "\u0905\u0928\u093f\u0932 \u0915\u0941\u092e\u093e\u0930",
    "\u0905\u0928\u0940\u0932 \u0915\u0941\u092e\u093e\u0930":
        "\u0905\u0928\u0940\u0932 \u0915\u0941\u092e\u093e\u0930",
    "\u0e2a\u0e21\u0e0a\u0e32\u0e22 \u0e43\u0e08\u0e14\u0e35":
        "\u0e2a\u0e21\u0e0a\u0e32\u0e22 \u0e43\u0e08\u0e14\u0e35",
    "ana@uni.edu": "ana@uni.edu",
    "O'Brien, Ana": "O'Brien, Ana",
    "\u0915\u094d\u200d\u0937": "\u0915\u094d\u200d\u0937",
    "\u0646\u200c\u0647": "\u0646\u200c\u0647",
    os.fsdecode(b"\xff\xfe"): r"\udcff\udcfe",
    "back\\slash": r"back\\slash",
    "n" * 200: "n" * 200,
    "Honest": "Honest",
    "HONEST": "HONEST",
    "con": "con",
    "two words": "two words",
    "two  words": "two  words",
    " =first": "' =first",
    "名前": "名前",
}  # fmt: skip


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory, course: Path) -> Iterator[Graded]:
    folder = tmp_path_factory.mktemp("bad")
    (folder / "small").symlink_to(course)
    place = folder / "submissions"
    honest = {"honest": HONEST, **dict.fromkeys(NAMES, HONEST)}
    make_submissions(place, honest)
    (place / "stray.txt").write_text("stray")
    (place / "..x" / "double").mkdir(parents=True)
    (place / "..x" / PY).write_bytes(RIGHT)
    for system in (".DS_Store", "Thumbs.db"):
        (place / system).write_bytes(b"\0")
    (place / "__MACOSX" / "double").mkdir(parents=True)
    for student, case in CASES.items():
        if case.has_folder:
            make_submissions(place, {student: case.files})
        for name, data in case.beside.items():
            (place / name.format(student)).write_bytes(data)
        if case.make:
            case.make(place / student)
    try:
        yield grade(course, place, out=folder / "out")
    finally:
        remove_folder(place / "nested")  # pytest could not


def page(bad: Graded, student: str) -> str:
    return (bad.out / "feedback" / page_name(student)).read_text(encoding="utf-8")


@pytest.mark.parametrize("student", CASES)
def test_each_has_a_line_that_says_what_was_found(bad: Graded, student: str) -> None:
    case = CASES[student]
    status, points, reason = bad.row(student, case.exercise)
    assert (status, points) == (case.status, case.points), reason
    assert [part for part in case.reason if part not in reason] == [], reason
    assert bool(reason) == bool(case.reason), reason


@pytest.mark.parametrize("student", [name for name, case in CASES.items() if case.reason])
def test_the_student_reads_the_same(bad: Graded, student: str) -> None:
    found = unescape(page(bad, student))
    assert [part for part in CASES[student].reason if part not in found] == []


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_name_is_a_student_with_all_points(bad: Graded, name: str) -> None:
    for exercise, points in (("double", 6), ("colours", 4)):
        assert bad.row(NAMES[name], exercise) == ("graded", points, "")


def test_nobody_else_has_a_line(bad: Graded) -> None:
    students = {student for student, _ in bad.rows}
    assert students == {"honest", *CASES, *NAMES.values()}


def test_each_line_has_all_columns(bad: Graded) -> None:
    for row in bad.rows.values():
        assert None not in row.values()
        assert None not in row
        was_tried = row["status"] not in ("missing", "ungraded") or "needs" in row["reason"]
        assert (row["isolation"] != "") == was_tried
        assert 0 <= int(row["points"]) <= int(row["max_points"])


def test_no_cell_is_a_formula_or_has_control_characters(bad: Graded) -> None:
    file = (bad.out / "gradebook.csv").read_bytes().decode("utf-8")
    assert not odd(file, but="\n")
    rows = list(csv.DictReader(io.StringIO(file)))
    assert len(rows) == len(bad.rows)
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "\t"))]
    assert len([cell for cell in cells if cell.startswith("'")]) >= 11


def test_what_is_no_submission_is_said(bad: Graded) -> None:
    notes = bad.run.stderr
    assert "stray.txt: no folder, zip file or export of a student" in notes
    assert "stray-file: answer.py: not in the folder of an exercise" in notes
    assert (bad.out / "notes.txt").read_text().splitlines()[0] in notes
    assert "..x: its name begins with a dot" in notes
    for system in ("DS_Store", "Thumbs", "MACOSX"):
        assert system not in bad.said


def test_the_command_says_how_many_could_not_be_graded(bad: Graded) -> None:
    assert bad.run.returncode == 1
    counted = {line.split()[1]: int(line.split()[0].replace(",", ""))
               for line in bad.run.stdout.splitlines() if line.startswith("   ")}  # fmt: skip
    statuses = [row["status"] for row in bad.rows.values()]
    assert counted == {status: statuses.count(status) for status in set(statuses)}
    assert "Traceback" not in bad.said


def odd(text: str, but: str) -> set[str]:
    """Give the signs of a text that could steer what shows it."""
    return {
        sign for sign in text
        if sign not in but and (unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")
                                or "\u202a" <= sign <= "\u202e")
    }  # fmt: skip


def test_no_output_can_steer_a_terminal(bad: Graded) -> None:
    assert not odd(bad.said, but="\n")


def test_no_page_has_markup_or_signs_of_an_answer(bad: Graded) -> None:
    pages = sorted((bad.out / "feedback").iterdir())
    assert len(pages) == 1 + len(CASES) + len(NAMES)
    for each in pages:
        content = each.read_text(encoding="utf-8")
        assert not odd(content, but="\n\t"), each.name
        assert not re.search(r"<(script|img|iframe)\b", content), each.name
        assert len(re.findall("<dd[ >]", content)) == content.count("</dd>"), each.name


@pytest.mark.parametrize("student", ["says-markup", "returns-markup", "says-at-loading"])
def test_what_an_answer_said_is_shown_as_text(bad: Graded, student: str) -> None:
    shown = page(bad, student)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert r"\x1b[" in shown


def test_names_that_differ_by_case_have_two_pages(bad: Graded) -> None:
    names = [each.name.lower() for each in (bad.out / "feedback").iterdir()]
    assert len(set(names)) == len(names)
    assert len([name for name in names if name.startswith("honest")]) == 3


def test_each_page_has_a_name_that_every_system_takes(bad: Graded) -> None:
    reserved = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
    for each in (bad.out / "feedback").iterdir():
        assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,90}\.html", each.name)
        assert not reserved.match(each.name)


@pytest.mark.parametrize("name", ["con", "CON", "aux.txt", "com1", "...", "a" * 300, "-x-"])
def test_a_page_name_is_one_for_every_system(name: str) -> None:
    found = page_name(name)
    assert re.fullmatch(r"[A-Za-z0-9_.]+-[0-9a-f]{32}\.html", found)
    assert len(found) < 100


def test_no_name_takes_the_page_of_another() -> None:
    assert page_name("ana") == "ana.html"
    assert page_name("Ana %(@[Li") != page_name("Ana @=! Li")
    taken = page_name("Ana").removesuffix(".html").lower()
    assert page_name(taken).lower() != page_name("Ana").lower()


def test_two_names_never_become_one() -> None:
    names = ["\x1b", r"\x1b", r"\\x1b", "\udcff", r"\udcff", "a b", "a  b", "a\u00a0b", " a b"]
    assert len({escaped(name) for name in names}) == len(names)
    assert len({safe_cell(escaped(name)) for name in names}) == len(names)


@pytest.mark.parametrize("separator", [";", ",", "|", ":", "\t", "^", "~", "&"])
def test_no_cell_is_a_formula_where_others_part_them(separator: str) -> None:
    for formula in ("=cmd|' /C calc'!A0", "@SUM(1)", "+cmd", "-cmd", "-1+cmd", "\uff1d1", '"=1',
                    "'=1", " =1", "-2+3+cmd|x"):  # fmt: skip
        for cell in safe_cell(f"ValueError{separator}{formula}{separator}").split(separator):
            assert not re.match(r"""[\s"]*[=+@\uff1d-]""", cell), cell
    assert safe_cell("ended with exit code -9; a - b, -1.5") == (
        "ended with exit code -9; a - b, -1.5"
    )


def test_no_two_cells_become_one_behind_a_separator() -> None:
    names = ["a;=b", "a;'=b", "a;''=b", "=b", "'=b", "''=b", "-1", "'-1"]
    assert len({safe_cell(name) for name in names}) == len(names)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", " =1", "\t=1", "\n=1", "\u00a0=1"])
def test_a_cell_is_no_formula(cell: str) -> None:
    assert re.match(r"'[\s\\tn]*[=+@-]", safe_cell(cell))
    assert not odd(safe_cell(cell), but="")


def test_a_student_with_several_places_is_one(tmp_path: Path) -> None:
    make_submissions(tmp_path, {"ana": HONEST})
    (tmp_path / "ana.framelab.json").write_bytes(export(double=text()))
    (tmp_path / ".framelab.json").write_bytes(export(double=text()))
    students, left_out = find_students(tmp_path)
    assert {name: len(places) for name, places in students.items()} == {"ana": 2}
    assert [line for line in left_out if line.startswith(".framelab.json: ")]


@pytest.mark.parametrize(
    "other",
    ["ana", "ANA", "Ana ", r"\u200fAna", "\uff21na", "Ana 2", "Ana-1", "Ana_1", "Ana (2)",
     "Ana (another copy)", "Ana - Kopie", "Ana copy 2"],
)  # fmt: skip
def test_a_name_much_like_another_is_said(other: str) -> None:
    assert list(look_alikes(["Ana", other])) == [
        f"{other}: a name much like Ana; each is graded as a student"
    ]


def test_names_that_are_not_much_like_another() -> None:
    students = ["Ana", "Ana Maria", "Copia", "student 1", "student 2", "-1", "1", ""]
    assert list(look_alikes(students)) == []
    assert student_called("Jose\u0301") == student_called("Jos\u00e9")


def test_an_export_without_a_name_is_nobody_s(tmp_path: Path) -> None:
    (tmp_path / "Copy of .framelab.json").write_bytes(export(double=text()))
    assert "" not in find_students(tmp_path)[0]
    assert page_name("") != ".html"


def test_an_export_cannot_flood_the_gradebook(tmp_path: Path) -> None:
    content = json.loads(export())
    content["exercises"] = {f"id-{number}": text() for number in range(2_000)}
    (tmp_path / "ana.framelab.json").write_text(json.dumps(content))
    found = read_submission("ana", [tmp_path / "ana.framelab.json"], {}, {})
    assert len(found.answers) == 20
    assert found.remarks == ("1,980 more ids that are no exercises",)


@pytest.mark.parametrize("exchanged", ["mallory", "mallory/exercises", "mallory/exercises/double"])
def test_a_folder_exchanged_with_a_link_is_never_followed(
    tmp_path: Path, course: Path, exchanged: str
) -> None:
    exercises = {"double": read_exercise(course / "exercises" / "double")}
    victim = make_submissions(tmp_path / "far", {"victim": {f"exercises/{PY}": WRONG}})
    make_submissions(tmp_path, {"mallory": {f"exercises/{PY}": RIGHT}})
    folder, behind = tmp_path / exchanged, tmp_path / "real"
    to = Path(str(folder).replace(str(tmp_path / "mallory"), str(victim / "victim")))
    done = threading.Event()

    def exchange() -> None:
        while not done.is_set():
            folder.rename(behind)
            folder.symlink_to(to)
            folder.unlink()
            behind.rename(folder)

    def read() -> object:
        (found,) = read_submission("mallory", [tmp_path / "mallory"], exercises, {}).answers
        return found.answer.data if found.answer else found.problem

    thread = threading.Thread(target=exchange)
    thread.start()
    seen = set()
    try:
        for number in range(20_000):
            seen.add(read())
            if number > 500 and seen != {RIGHT}:
                break
    finally:
        done.set()
        thread.join()
    assert WRONG not in seen
    assert seen != {RIGHT}, "the folder was never exchanged while it was read"
    assert read() == RIGHT


# `read_plain_file`, where a folder of files cannot show it.


def test_what_is_plain(tmp_path: Path) -> None:
    file = tmp_path / "answer.py"
    file.write_bytes(RIGHT)
    assert read_plain_file(file, len(RIGHT)) == RIGHT
    with pytest.raises(ProblemError, match=f"{len(RIGHT)} bytes; the most is 10"):
        read_plain_file(file, 10)


def test_what_may_not_be_read(
    tmp_path: Path, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # By the call that fails: root may read everything.
    def refuse(name: str | Path, flags: int, **where: int | None) -> int:
        if Path(name).name in ("answer.py", "double"):
            raise PermissionError(13, "Permission denied")
        return os.open(name, flags, **where)  # type: ignore[arg-type]

    exercises = {"double": read_exercise(course / "exercises" / "double")}
    make_submissions(tmp_path, {"ana": {PY: RIGHT}})
    (tmp_path / "answer.py").write_bytes(RIGHT)
    monkeypatch.setattr(submissions, "os", SimpleNamespace(**vars(os) | {"open": refuse}))
    with pytest.raises(ProblemError, match="it cannot be read: Permission denied"):
        read_plain_file(tmp_path / "answer.py", 1_000)
    (found,) = read_submission("ana", [tmp_path / "ana"], exercises, {}).answers
    assert found.problem == "its folder: it cannot be read: Permission denied"


@pytest.mark.parametrize("change", ["grows", "shrinks", "is written anew"])
def test_what_changes_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    file = tmp_path / "answer.py"
    file.write_bytes(RIGHT)
    fstat = os.fstat
    looked: list[int] = []

    def look(opened: int) -> os.stat_result:
        found = fstat(opened)
        looked.append(found.st_size)
        if len(looked) == 1:
            new: Mapping[str, bytes] = {"grows": RIGHT + b"#", "shrinks": RIGHT[:9]}
            file.write_bytes(new.get(change, RIGHT))
            os.utime(file, ns=(0, 0))  # another time, however coarse the clock is
        return found

    patched = SimpleNamespace(**vars(os) | {"fstat": look})
    monkeypatch.setattr(submissions, "os", patched)
    with pytest.raises(ProblemError, match="it changed while it was read; grade again"):
        read_plain_file(file, 1_000)
    assert len(looked) == 2
    assert read_plain_file(file, 1_000) == file.read_bytes()  # it stays as it is now


@pytest.mark.parametrize("place", ["ana/essay.zip", "ana.zip"])
def test_a_zip_that_cannot_be_read_is_no_answer_in_place_of_an_earlier_one(
    tmp_path: Path, course: Path, place: str
) -> None:
    exercises = {"double": read_exercise(course / "exercises" / "double")}
    (tmp_path / "ana").mkdir()
    (tmp_path / place).write_bytes(b"PK broken")
    places = [tmp_path / "ana", *tmp_path.glob("*.zip")]
    found = read_submission("ana", places, exercises, {})
    assert {(each.is_there, each.answer) for each in found.answers} == {(False, None)}
    assert any("essay.zip" in each or "ana.zip" in each for each in found.remarks)
