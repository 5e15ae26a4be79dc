"""Text files from anybody's disk: each is read right, or refused with its place."""

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from framelab.corpus import tokenize
from framelab.corpus.texts import FILE_LIMIT, PARAGRAPH_LIMIT, BodyError, read_lines


def refusal(file: Path, encoding: str | None = None) -> str:
    with pytest.raises(BodyError) as caught:
        read_lines(file, encoding)
    assert str(caught.value).startswith(str(file))
    return str(caught.value).removeprefix(str(file))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("Café.\nShe won’t.".encode(), id="UTF-8"),
        pytest.param("Café.\nShe won’t.".encode("utf-8-sig"), id="UTF-8 with a mark"),
        pytest.param("Café.\nShe won’t.".encode("utf-16"), id="UTF-16"),
        pytest.param(b"\xfe\xff" + "Café.\nShe won’t.".encode("utf-16-be"), id="UTF-16, big end"),
        pytest.param("Café.\nShe won’t.".encode("utf-32"), id="UTF-32"),
        pytest.param("Café.\r\nShe won’t.".encode(), id="CRLF"),
        pytest.param("Café.\rShe won’t.".encode(), id="CR alone"),
    ],
)
def test_what_is_read_right(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    assert read_lines(file) == ["Café.", "She won’t."]


def test_an_encoding_that_is_stated_is_used_where_no_mark_says_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Café – won’t".encode("cp1252"))
    assert read_lines(file, "cp1252") == ["Café – won’t"]
    file.write_bytes("Café".encode("utf-8-sig"))
    assert read_lines(file, "cp1252") == ["Café"]


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(lambda text: unicodedata.normalize("NFD", text), id="accents apart"),
        pytest.param(lambda text: text.replace(" ", "\N{NO-BREAK SPACE}"), id="no-break spaces"),
        pytest.param(lambda text: text.replace(" ", "\N{HAIR SPACE}"), id="hair spaces"),
    ],
)
def test_two_printings_give_the_same_tokens(tmp_path: Path, form: Callable[[str], str]) -> None:
    text = "Le président a dit « non » à São Paulo"
    file = tmp_path / "a.txt"
    file.write_text(form(text), encoding="utf-8")
    assert tokenize(read_lines(file)[0]) == tokenize(text)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", ": found no text; allowed: an article, a paragraph a line", id="empty"),
        pytest.param(b" \n\t\r\n \n", ": found no text", id="whitespace alone"),
        pytest.param(
            "One.\ncafé".encode("latin-1"),
            ', line 2, byte 9 of the file: found 0xE9, which is not UTF-8; allowed: UTF-8, or the '
            'encoding stated in bodies.toml, such as encoding = "cp1252"',
            id="Latin-1",
        ),
        pytest.param(b"One.\nT\0w\0o\0\n", ", line 2: found a NUL byte; allowed: text", id="NUL"),
        pytest.param(b"\x7fELF\x02\x00\xff\xfe\x00", "found bytes that are no text", id="binary"),
        pytest.param(b"%PDF-1.7\n", ": found a PDF; allowed: the article saved as", id="PDF"),
        pytest.param(b"PK\x03\x04\x14", ": found a ZIP archive, as .docx", id="Word document"),
        pytest.param(
            b"<!DOCTYPE html>\n<p>One.</p>", ": found what looks like HTML; allowed: plain text",
            id="HTML",
        ),
        pytest.param(b"<p>One.</p>\n<p>Two.</p><p>Three</p>", "like HTML", id="HTML in pieces"),
    ],
)  # fmt: skip
def test_what_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    assert message in refusal(file)


def test_a_stated_encoding_that_does_not_fit_is_refused_at_its_byte(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"One.\nTwo \x81")
    message = refusal(file, "cp1252")
    assert message.startswith(", line 2, byte 10 of the file: found 0x81, which is not CP1252")


def test_a_text_that_speaks_of_html_is_no_html(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("She typed <b>no</b> and closed the page with </html>.")
    assert len(read_lines(file)) == 1


def test_a_line_without_end_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    with file.open("wb") as stream:
        stream.write(b"Title\n")
        for _ in range(30):
            stream.write(b"word " * 200_000)
    # The system says how much this process reads of files.
    before = _bytes_read()
    assert refusal(file) == (
        f", line 2: found more than {PARAGRAPH_LIMIT:,} bytes without a line end; allowed: at "
        f"most {PARAGRAPH_LIMIT:,} a paragraph"
    )
    assert _bytes_read() - before < 3 * PARAGRAPH_LIMIT


def _bytes_read() -> int:
    counters = Path("/proc/self/io")
    if not counters.exists():
        pytest.skip("this system does not say how much a process reads")
    return int(counters.read_text().split("rchar: ")[1].split()[0])


def test_a_file_above_the_limit_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"A line of an endless log.\n" * (FILE_LIMIT // 20))
    assert (
        refusal(file) == f": found more than {FILE_LIMIT:,} bytes; allowed: at most {FILE_LIMIT:,}"
    )


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder.txt"
    folder.mkdir()
    assert refusal(folder) == ": found no regular file; allowed: a text file"
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert refusal(pipe) == ": found no regular file; allowed: a text file"
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    assert "symbolic links" in refusal(loop)
    dangling = tmp_path / "dangling.txt"
    dangling.symlink_to(tmp_path / "nowhere")
    assert "No such file" in refusal(dangling)


def test_a_file_that_nobody_may_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("One.")
    file.chmod(0)
    if os.access(file, os.R_OK):  # the administrator may read everything
        child = os.fork()
        if child == 0:  # pragma: no cover - another process
            code = 1
            try:
                for folder in [tmp_path, *tmp_path.parents]:
                    if not folder.stat().st_mode & 0o001:
                        folder.chmod(folder.stat().st_mode | 0o011)
                os.setuid(65534)
                code = 0 if "Permission denied" in refusal(file) else 2
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    else:
        assert "Permission denied" in refusal(file)
