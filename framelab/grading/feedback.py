"""What a student is told about a graded submission, for a page and for a terminal.

Of visible checks all is told that the student's own run tells. Of hidden checks the
sentence, the points, and in general words what went wrong: never what they ask or
expect. Cases of one hidden check are counted, since their names could say it.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from framelab.exercises.feedback.result import CheckResult
from framelab.grading.graded import STATUSES, GradedAnswer
from framelab.grading.results import Entry
from framelab.grading.submissions import shown
from framelab.style import page_sheet
from framelab.writing import first_free, write_file

FOLDER = "feedback"


@dataclass(frozen=True, slots=True)
class CheckFeedback:
    """One check, or all cases of one hidden check, as a student is told of it."""

    sentence: str
    earned: int
    points: int
    lines: tuple[tuple[str, str], ...] = ()

    @property
    def is_passed(self) -> bool:
        """Return whether it gave all its points."""
        return self.earned == self.points


@dataclass(frozen=True, slots=True)
class Section:
    """One exercise. `said` is a sentence where not simply all checks were run."""

    id: str
    title: str
    points: int
    max_points: int
    said: str
    visible: tuple[CheckFeedback, ...]
    hidden: tuple[CheckFeedback, ...]
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feedback:
    """All that one student is told."""

    student: str
    sections: tuple[Section, ...]

    @property
    def points(self) -> int:
        """Points of all exercises."""
        return sum(section.points for section in self.sections)

    @property
    def max_points(self) -> int:
        """Points that could be had."""
        return sum(section.max_points for section in self.sections)


def feedback_for(student: str, entries: Iterable[Entry], titles: Mapping[str, str]) -> Feedback:
    """Return what a student is told; `titles` are those of the exercises by id."""
    return Feedback(student, tuple(_section(entry.graded, titles) for entry in entries))


def all_feedback(entries: Iterable[Entry], titles: Mapping[str, str]) -> Iterator[Feedback]:
    """Yield what each student is told; `titles` are those of the exercises by id."""
    for student, own in groupby(entries, key=lambda entry: entry.student):
        yield feedback_for(student, own, titles)


def _section(graded: GradedAnswer, titles: Mapping[str, str]) -> Section:
    said = ""
    if graded.status != "graded" or graded.reason:
        what = STATUSES[graded.status] if graded.status != "graded" else ""
        said = shown(": ".join(filter(None, (what, graded.reason))))
    checks = graded.checks
    if graded.status == "failed_import":  # one reason for all need be read once
        checks = (*checks[:1], *(replace(each, lines=()) for each in checks[1:]))
    visible = tuple(_told(each) for each in checks if each.is_visible)
    hidden = tuple(_hidden(checks))
    return Section(
        graded.exercise, titles.get(graded.exercise, graded.exercise), graded.points,
        graded.max_points, said, visible, hidden, graded.questions,
    )  # fmt: skip


def _told(check: CheckResult) -> CheckFeedback:
    lines = tuple((label, shown(text)) for label, text in check.lines)
    return CheckFeedback(check.sentence, check.earned, check.points, lines)


def _hidden(checks: Iterable[CheckResult]) -> Iterator[CheckFeedback]:
    """Yield the feedback on hidden checks, all cases of one check together."""
    hidden = (check for check in checks if not check.is_visible)
    for _, group in groupby(hidden, key=lambda check: check.test):
        cases = list(group)
        earned = sum(each.earned for each in cases)
        lines = dict.fromkeys(line for each in cases for line in each.lines)
        yield CheckFeedback(
            cases[0].sentence, earned, sum(each.points for each in cases), tuple(lines)
        )


_DIGEST = 32
"""Hexadecimal digits in the name of a page: with 8, two names of one page were found in seconds."""
# Windows keeps the first kind for devices; the second is that of names with a digest.
_NO_NAME = re.compile(rf"(con|prn|aux|nul|com\d|lpt\d)(\.|$)|.*-[0-9a-f]{{{_DIGEST}}}$")


def page_name(student: str) -> str:
    """Return the name of a student's page, which every file system takes and nobody shares."""
    plain = re.sub(r"[^A-Za-z0-9_.]+", "-", student).strip("-.")[:50]
    if plain and plain == student and student == student.lower() and not _NO_NAME.match(student):
        return f"{plain}.html"
    # On some machines Ana and ana are one file.
    digest = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]
    return f"{plain or 'student'}-{digest}.html"


@dataclass(slots=True)
class WrittenPages:
    """What `write_pages` wrote: by the name of a page, the hash of what is in it.

    `kept` lists where pages are now that stood in the place of these, and were not as a run
    wrote them.
    """

    hashes: dict[str, str] = field(default_factory=dict)
    kept: list[Path] = field(default_factory=list)


def write_pages(
    feedback: Iterable[Feedback], folder: Path, known: Callable[[str], str] = lambda name: ""
) -> WrittenPages:
    """Write a page a student; other pages in the folder stay.

    Parameters
    ----------
    feedback : iterable of Feedback
    folder : Path
    known : callable
        Returns, by the name of a page, the hash of what an earlier run wrote. A page that
        somebody has changed since is moved to a folder beside this one.

    Returns
    -------
    WrittenPages

    Raises
    ------
    OSError
        A page cannot be written.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - pages alone

    folder.mkdir(exist_ok=True)
    loader = PackageLoader("framelab.grading")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    template = environment.get_template("feedback.html")
    written = WrittenPages()
    aside: Path | None = None
    for each in feedback:
        text = template.render(feedback=each, sheet=page_sheet())
        page = folder / page_name(each.student)
        written.hashes[page.name] = _hash(text.encode())
        there = page.read_bytes() if page.is_file() else None
        # What is as it was keeps its date: whoever hands pages out sees what is new.
        if there == text.encode():
            continue
        if there is not None and _hash(there) != known(page.name):
            # Not among the pages: these are handed out.
            aside = aside or _new_folder_beside(folder)
            written.kept.append(page.rename(aside / page.name))
        write_file(page, text)
    return written


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _new_folder_beside(folder: Path) -> Path:
    beside = first_free(lambda number: folder.with_name(f"{folder.name}.before-{number}"))
    beside.mkdir()
    return beside


def remove_pages(students: Iterable[str], folder: Path, known: Callable[[str], str]) -> None:
    """Remove the pages of students; a page that is not as a run wrote it stays.

    `known` returns, by the name of a page, the hash of what a run wrote.

    Raises
    ------
    OSError
        A page cannot be removed.
    """
    for page in (folder / page_name(student) for student in students):
        if page.is_file() and _hash(page.read_bytes()) == known(page.name):
            page.unlink()
