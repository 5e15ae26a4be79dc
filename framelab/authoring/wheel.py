"""The library as one file: built from its source, or copied from where it is kept."""

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

import framelab
from framelab.authoring.new import TEMPLATES
from framelab.exercises.definition.exercise import ExerciseError

WHEELS = "wheels"
"""The folder in which a book made by `framelab init` keeps the library."""
REQUIREMENTS = "requirements.txt"

_PROJECT = "pyproject.toml"
_AUTHORS_ONLY = f"framelab/authoring/{TEMPLATES}/"


def package() -> Path:
    """Return the folder of the library that runs."""
    return Path(framelab.__file__).parent


def book_wheel(book: Path, folder: Path) -> Path:
    """Bring the library of a book into a folder, as a wheel.

    Parameters
    ----------
    book : Path
        A checkout of the library, from which the wheel is built, or a book that keeps the
        library in `wheels`.
    folder : Path
        Where to; it is made.

    Raises
    ------
    ExerciseError
        The wheel cannot be built, or the book keeps none, or several.
    """
    if (book / _PROJECT).is_file():
        return build_wheel(book, folder)
    kept = sorted((book / WHEELS).glob("framelab-*.whl"))
    if len(kept) != 1:
        found = ", ".join(each.name for each in kept) or "no wheel of framelab"
        raise ExerciseError(book / WHEELS, "the folder", found, "one framelab-VERSION-….whl")
    folder.mkdir(exist_ok=True)
    return Path(shutil.copy(kept[0], folder))


@dataclass(frozen=True, slots=True)
class Library:
    """Where a wheel of the library that runs can be had from.

    `source` is a checkout, or the wheel that pip installed the library from;
    `requirements` is where pinned versions may stand: beside the checkout's code, or in the
    book that keeps the wheel.
    """

    source: Path
    requirements: Path

    def bring(self, folder: Path) -> Path:
        """Bring the wheel into a folder, which is made; raise ExerciseError where it fails."""
        if self.source.is_dir():
            return build_wheel(self.source, folder)
        folder.mkdir(exist_ok=True)
        return Path(shutil.copy(self.source, folder))


def find_library() -> Library | None:
    """Return where a wheel of the library that runs can be had from; None where nowhere."""
    root = package().parent
    if (root / _PROJECT).is_file():
        return Library(root, root / REQUIREMENTS)
    try:
        recorded = distribution("framelab").read_text("direct_url.json")
    except PackageNotFoundError:
        return None
    address = urlparse(json.loads(recorded)["url"]) if recorded else None
    if address is None or address.scheme != "file" or not address.path.endswith(".whl"):
        return None
    wheel = Path(url2pathname(address.path))
    return Library(wheel, wheel.parents[1] / REQUIREMENTS) if wheel.is_file() else None


def build_wheel(source: Path, folder: Path) -> Path:
    """Build the wheel of a checkout of the library; raise ExerciseError where that fails."""
    folder.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=source,
        capture_output=True,
        text=True,
        check=False,
    )
    built = list(folder.glob("*.whl"))
    if done.returncode or len(built) != 1:
        lines = (done.stderr or done.stdout).strip().splitlines()
        found = lines[-1] if lines else "no wheel"
        allowed = "a package that hatchling builds; pip install 'framelab[authoring]' has it"
        raise ExerciseError(source / _PROJECT, "the package", found, allowed)
    return built[0]


def take_out_templates(wheel: Path) -> None:
    """Take the templates out of a wheel: an exercise made from one is answered by it."""
    with zipfile.ZipFile(wheel) as archive:
        members = [(each, archive.read(each)) for each in archive.infolist()]
    with zipfile.ZipFile(wheel, "w") as archive:
        for member, data in members:
            if member.filename.startswith(_AUTHORS_ONLY):
                continue
            kept = data
            if member.filename.endswith(".dist-info/RECORD"):
                lines = data.decode("utf-8").splitlines(keepends=True)
                kept = "".join(e for e in lines if not e.startswith(_AUTHORS_ONLY)).encode()
            archive.writestr(member, kept, zipfile.ZIP_DEFLATED)


def public_sources(library: Path) -> Iterator[Path]:
    """List what a copy for students holds of the library: all but the templates."""
    for folder, left_out in ((library, "authoring"), (library / "authoring", TEMPLATES)):
        for each in sorted(folder.iterdir()):
            if each.name not in (left_out, "__pycache__"):
                yield each
