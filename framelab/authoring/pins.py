"""The versions that a compiled file of requirements pins, with all that a package needs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from framelab.exercises.definition.exercise import ExerciseError

_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==\S+.*$")
_VIA = re.compile(r"^ +#(?: via)? +(?P<name>[A-Za-z0-9._-]+)")


@dataclass(slots=True)
class Pin:
    """One pinned package: its line, and the lines below it that say what asks for it."""

    line: str
    origin: list[str] = field(default_factory=list)
    asked_by: set[str] = field(default_factory=set)


def pinned(packages: Iterable[str], requirements: Path) -> dict[str, Pin]:
    """List packages and all that they need, as a compiled file of requirements pins them.

    Parameters
    ----------
    packages : iterable of str
    requirements : Path
        As `make lock` writes it: each pin is followed by what asks for it (`# via`).

    Returns
    -------
    dict of str to Pin
        The packages themselves first.

    Raises
    ------
    ExerciseError
        The file is missing, or does not pin a package.
    """
    pins: dict[str, Pin] = {}
    try:
        text = requirements.read_text(encoding="utf-8")
    except OSError as error:
        found = error.strerror or str(error)
        raise ExerciseError(requirements, "the file", found, "pinned packages") from error
    name = ""
    for line in text.splitlines():
        if pin := _PIN.match(line):
            name = pin["name"]
            pins[name] = Pin(line)
        elif name and (via := _VIA.match(line)):
            pins[name].asked_by.add(via["name"])
            pins[name].origin.append(line)
        elif name and line.startswith(" "):  # "# via" alone, above a list
            pins[name].origin.append(line)
    needed = list(packages)
    for each in needed:  # grows while it is gone through
        if each not in pins:
            raise ExerciseError(requirements, "the file", f"no {each}", f"{each}==VERSION")
        needed += [
            name for name, pin in pins.items() if each in pin.asked_by and name not in needed
        ]
    return {name: pins[name] for name in needed}
