"""Node, npm and esbuild: found, installed by lock file, and run."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).parent
PACKAGES = ("package.json", "package-lock.json", ".npmrc")
TARGET = "es2022"
"""The JavaScript that every browser of the last years reads."""


class NodeError(Exception):
    """Node is not there, or a step that it takes fails; the message is what the step said."""


def node() -> str:
    """Return Node's program: that of the environment, which is pinned, or the machine's.

    Raises
    ------
    NodeError
        There is no Node.
    """
    own = Path(sys.executable).with_name("node")
    found = str(own) if own.exists() else shutil.which("node")
    if found is None:
        raise NodeError("node is not there; pip install 'framelab[page]'")
    return found


def run(*command: str, folder: Path | None = None, **environment: str) -> None:
    """Run a program of Node's; raise NodeError with what the program said where it fails."""
    # npm and its scripts find Node by its folder.
    path = f"{Path(node()).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
            env=os.environ | {"PATH": path} | environment,
        )  # fmt: skip
    except OSError as error:
        raise NodeError(f"{command[0]}: {error.strerror}") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip()[-2_000:]
        raise NodeError(f"{Path(command[0]).name} {command[1]}: {said}")


def installed(modules: Path) -> Path:
    """Return the folder `node_modules`, with what the lock file names.

    Parameters
    ----------
    modules : Path
        Where npm installs to. The folder is kept, and filled anew where the lock file has changed.

    Raises
    ------
    NodeError
        Node is not there, or npm reaches no registry.
    """
    # Relative names would be taken from npm's own folder.
    modules = modules.resolve()
    lock, stamp = HERE / "package-lock.json", modules / "installed"
    if not (stamp.is_file() and stamp.read_bytes() == lock.read_bytes()):
        npm = Path(node()).with_name("npm")
        modules.mkdir(parents=True, exist_ok=True)
        for name in PACKAGES:
            shutil.copyfile(HERE / name, modules / name)
        run(str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error",
            folder=modules)  # fmt: skip
        shutil.copyfile(lock, stamp)
    return modules / "node_modules"


def bundle(
    node_modules: Path,
    sources: Sequence[Path],
    folder: Path,
    form: str = "esm",
    stands_for: Mapping[str, Path] | None = None,
) -> None:
    """Write each of some scripts, or style sheets, with what it imports into one file.

    Parameters
    ----------
    node_modules : Path
        See `installed`.
    sources : sequence of Path
        The files to begin with; the bundle of each has the name of its file.
    folder : Path
        Where the bundles go.
    form : str
        "esm" for a module, "iife" for a classic script, the one kind that a page on disk can name.
    stands_for : mapping of str to Path, optional
        Name of a package to the file that is bundled in the place of the package.

    Raises
    ------
    NodeError
        A file cannot be read as JavaScript or CSS, or imports what is not there.
    """
    run(str(node_modules / ".bin" / "esbuild"), *map(str, sources), "--bundle", "--minify",
        f"--format={form}", f"--target={TARGET}", "--log-level=warning", "--charset=utf8",
        *(f"--alias:{package}={file}" for package, file in (stands_for or {}).items()),
        f"--outdir={folder}", NODE_PATH=str(node_modules))  # fmt: skip
