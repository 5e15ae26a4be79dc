"""Make what exercises in the page need: Python, pytest, our library, the editor.

`python -m framelab.bookext.in_page.assets FOLDER NODE_FOLDER` writes FOLDER/static, to be
copied into the book as it is, and FOLDER/page.json, which says what is called how. With
`--without-course` at the end, the course's own tables stay out: another book has no use for
them, and would hand them on. Names hold a hash of the content: a browser may keep a file for
ever. From npm, by lock file, come Pyodide, CodeMirror and the bundler; pytest and its parts
are those that are installed here.
"""

import gzip
import hashlib
import io
import json
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from importlib.metadata import distribution
from pathlib import Path

import framelab
from framelab.bookext.in_page import FOLDER, MANIFEST, STATIC
from framelab.bundling.node import NodeError, bundle, installed, node, run

HERE = Path(__file__).parent

# Of the library what an answer may import, and what checks it.
_OURS = ("__init__.py", "corpus", "measures", "exercises")
_COURSE = ("course/__init__.py", "course/data")
_THEIRS = ("pytest", "pluggy", "iniconfig", "packaging", "pygments")
# pytest imports Pygments, but colours nothing here; and modules for other programs' use.
_LEFT_OUT = re.compile(
    r"pygments/(lexers|styles|formatters|filters)/(?!__init__|_mapping|default|terminal\.|python\."
    r"|diff\.)|pygments/(cmdline|__main__|sphinxext)|.*/tests?/"
    r"|packaging/(licenses|metadata|pylock)"
)
WITHOUT_COURSE = "--without-course"
# By what the page calls each: no file has a suffix that web servers do not know, nor one, as .gz,
# at which some of them unpack the file on its way.
_PYODIDE = {"pyodide.js": "pyodide.mjs", "pyodide.asm.js": "pyodide.asm.mjs"}
PACKED = ".bin"
_MOMENT = (2020, 1, 1, 0, 0, 0)


def make_assets(target: Path, modules: Path, *, with_course: bool = True) -> None:
    """Make everything anew.

    Parameters
    ----------
    target : Path
        Where to: `static` and `page.json` in it are replaced.
    modules : Path
        Where npm installs to; kept from time to time.
    with_course : bool
        Whether answers can load the course's own corpus.

    Raises
    ------
    NodeError
        Node is not there, npm reaches no registry, or a step fails.
    """
    node_modules = installed(modules)
    pyodide = node_modules / "pyodide"
    folder = target / STATIC / FOLDER
    # First what names the others: a step that fails leaves none that are gone.
    (target / MANIFEST).unlink(missing_ok=True)
    shutil.rmtree(target / STATIC, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        library = Path(scratch, "library.zip")
        library.write_bytes(_library((*_OURS, *_COURSE) if with_course else _OURS))
        names = {}
        # Nobody reads the docstrings of Python's own library here.
        for name, source, level in (
            ("library", library, 0), ("stdlib", pyodide / "python_stdlib.zip", 2),
        ):  # fmt: skip
            compiled = Path(scratch, f"{name}-compiled.zip")
            run(node(), str(HERE / "compile_python.mjs"), str(pyodide), str(source),
                 str(compiled), str(level))  # fmt: skip
            names[name] = _put_packed(folder, name, ".zip", compiled)
        names["wasm"] = _put_packed(folder, "python", ".wasm", pyodide / "pyodide.asm.wasm")
    # Pyodide looks for its parts beside itself, by their own names: the folder has the hash.
    digest = _hash(*((pyodide / name).read_bytes() for name in _PYODIDE.values()))
    runtime = folder / f"pyodide-{digest}"
    runtime.mkdir()
    for called, name in _PYODIDE.items():
        shutil.copyfile(pyodide / name, runtime / called)
    lock = json.loads((pyodide / "pyodide-lock.json").read_text(encoding="utf-8"))
    lock["packages"] = {}  # nothing is looked for elsewhere
    (runtime / "lock.json").write_text(json.dumps(lock), encoding="utf-8")
    names["pyodide"] = f"{runtime.name}/"
    names |= _bundles(folder, node_modules)
    sizes = {path.relative_to(folder).as_posix(): _sent(path)
             for path in sorted(folder.rglob("*")) if path.is_file()}  # fmt: skip
    (target / MANIFEST).write_text(
        json.dumps({"names": names, "sizes": sizes}, indent=1) + "\n", encoding="utf-8"
    )


def _library(ours: Sequence[str]) -> bytes:
    """Pack pytest with its parts, and parts of our library, as sources."""
    files = {}
    for name in _THEIRS:
        for file in distribution(name).files or ():
            path = file.as_posix()
            # pytest asks for the versions of its parts.
            is_wanted = path.endswith((".py", ".dist-info/METADATA"))
            if is_wanted and not path.startswith("..") and not _LEFT_OUT.match(path):
                files[path] = Path(str(file.locate())).read_bytes()
    package = Path(framelab.__file__).parent
    for part in ours:
        source = package / part
        for own in [source] if source.is_file() else sorted(source.rglob("*")):
            if own.is_file() and "__pycache__" not in own.parts:
                files[own.relative_to(package.parent).as_posix()] = own.read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), files[name])
    return packed.getvalue()


def _bundles(folder: Path, node_modules: Path) -> dict[str, str]:
    """Bundle our scripts with what they import."""
    names = {}
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch)
        # The page's own script is a classic one: from a folder on disk no other would start.
        bundle(node_modules, [HERE / "exercise.js"], made, "iife")
        bundle(node_modules, [HERE / f"{name}.js" for name in ("editor", "worker")], made)
        bundle(node_modules, [HERE / "exercise.css"], made)
        for name in ("exercise", "editor", "worker"):
            names[name] = _put(folder, name, ".js", made / f"{name}.js")
        names["style"] = _put(folder, "exercise", ".css", made / "exercise.css")
    return names


def _put(folder: Path, name: str, suffix: str, source: Path) -> str:
    called = f"{name}-{_hash(source.read_bytes())}{suffix}"
    shutil.copyfile(source, folder / called)
    return called


def _sent(path: Path) -> int:
    """Return the bytes that a web server sends, which packs scripts for the way."""
    content = path.read_bytes()
    return len(content if path.suffix == PACKED else gzip.compress(content, 9, mtime=0))


def _put_packed(folder: Path, name: str, suffix: str, source: Path) -> str:
    """Pack a file, which the page unpacks itself: not every host packs files for the way."""
    with tempfile.TemporaryDirectory() as scratch:
        packed = Path(scratch, "packed")
        packed.write_bytes(gzip.compress(source.read_bytes(), 9, mtime=0))
        return _put(folder, name, f"{suffix}{PACKED}", packed)


def _hash(*contents: bytes) -> str:
    digest = hashlib.sha256()
    for content in contents:
        digest.update(content)
    return digest.hexdigest()[:12]


def main() -> int:
    """Make what the arguments say; say why where it cannot be."""
    places, options = sys.argv[1:3], sys.argv[3:]
    if len(places) != 2 or options not in ([], [WITHOUT_COURSE]):
        sys.stderr.write(
            "usage: python -m framelab.bookext.in_page.assets FOLDER NODE_FOLDER "
            f"[{WITHOUT_COURSE}]\n"
        )
        return 2
    target, modules = map(Path, places)
    try:
        make_assets(target, modules, with_course=not options)
    except NodeError as error:
        sys.stderr.write(f"Exercises in the page cannot be made: {error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
