"""Grade classes of thousands: whether time is linear, memory bounded, and a killed run goes on.

`make bench-long`, or `python -m benchmarks.class_of_thousands`: some ten minutes. The classes
are made in `_build/classes` and stay there; results go to a temporary folder. Memory is the sum
of the proportional set sizes (PSS: what is shared counts once) of the grader's process and of
all that it started, sandboxes included, looked at every half second. Ends with 1 if something
that is asked for is not reached.
"""

import argparse
import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import classes
from framelab.grading.gradebook import FILE
from framelab.processes import default_jobs

CLASSES = classes.ROOT / "_build" / "classes"
SIZES = (2_500, 5_000, 10_000)
KILLS = 3
START_SECONDS = 3
"""More than the start of a run takes: a kill comes later, so that there is something to keep."""
MOST_MEGABYTES = 500
MOST_GROWTH = 1.25
"""How many times as long a submission may take in the largest class as in the smallest."""
LOOK_SECONDS = 0.5
TELL_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Ran:
    """One run: how long it took and the most memory that it had; what it said at its end."""

    seconds: float
    megabytes: float
    said: str


def main() -> int:
    """Grade each class, then the largest again with interruptions, and print what is reached."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.class_of_thousands", description=__doc__
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--only", action="append", default=[], metavar="ID")
    parser.add_argument("--seed", type=int, default=2017, help="of the moments of the kills (2017)")
    options = parser.parse_args()
    sizes, only = sorted(options.sizes), tuple(options.only) or classes.TWO_EXERCISES
    jobs = default_jobs()
    say(f"Exercises: {', '.join(only)}. Sessions at a time: {jobs}.")
    results: list[tuple[str, bool]] = []
    with tempfile.TemporaryDirectory(prefix="framelab-bench-") as name:
        ran = {}
        for size in sizes:
            submissions = made_class(size, only)
            say(f"{size:,} submissions: grading")
            command = classes.grade_command(
                submissions, Path(name, f"out-{size}"), jobs=jobs, only=only
            )
            ran[size] = run(command, Path(name, f"said-{size}.txt"))
            said = classes.what_was_said(ran[size].said)
            results.append(_all_were_graded(said, size * len(only)))
            say(f"  {_line(size, ran[size])}")
        largest = sizes[-1]
        undisturbed = Path(name, f"out-{largest}", FILE).read_bytes()
        results += [_is_linear(ran), _is_small(ran)]
        say(f"{largest:,} submissions: grading again, killed {KILLS} times. Seed: {options.seed}")
        out = Path(name, "out-killed")
        command = classes.grade_command(CLASSES / _name(largest, only), out, jobs=jobs, only=only)
        last = run_with_kills(
            command, Path(name, "said-killed.txt"), ran[largest].seconds, options.seed
        )
        results.append(_went_on(last, largest * len(only)))
        is_same = (out / FILE).read_bytes() == undisturbed
        results.append(
            (f"{FILE} after {KILLS} kills is, byte for byte, that of the undisturbed run", is_same)
        )
    print()
    for size in sizes:
        print(_line(size, ran[size]))
    for line, reached in results:
        print(f"{line}: {'reached' if reached else 'not reached'}")
    return 0 if all(reached for _, reached in results) else 1


def say(line: str) -> None:
    """Print a line at once, to show how far it is."""
    print(line, flush=True)


def made_class(size: int, only: Sequence[str]) -> Path:
    """Give the folder of a class, made now if it was not before."""
    folder = CLASSES / _name(size, only)
    if not folder.is_dir():
        say(f"{size:,} submissions: making them in {folder}")
        CLASSES.mkdir(parents=True, exist_ok=True)
        # One that is broken off is not taken for a whole one.
        with tempfile.TemporaryDirectory(dir=CLASSES, prefix="half-") as half:
            classes.make_class(Path(half, "class"), size, only)
            Path(half, "class").rename(folder)
    return folder


def _name(size: int, only: Sequence[str]) -> str:
    return f"{size}-{'-'.join(only)}"


def run(command: Sequence[str], output: Path) -> Ran:
    """Run a command to its end, and look at its memory meanwhile."""
    with _started(command, output) as process:
        start, most = time.monotonic(), 0.0
        told = start
        while process.poll() is None:
            most = max(most, megabytes_of(process.pid))
            if time.monotonic() - told > TELL_SECONDS:
                told = time.monotonic()
                say(f"  {told - start:4.0f} s, {most:.0f} MB at most; {_last_line(output)}")
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(LOOK_SECONDS)
        seconds = time.monotonic() - start
    return Ran(seconds, most, output.read_text(encoding="utf-8"))


def run_with_kills(command: Sequence[str], output: Path, seconds: float, seed: int) -> Ran:
    """Kill a run at moments that a seed draws, start it again each time, and let it end."""
    chance = random.Random(seed)
    for number in range(1, KILLS + 1):
        # Together less than the whole, so that there is something left to do at each.
        moment = START_SECONDS + chance.uniform(0.05, 0.3) * seconds
        with _started(command, output) as process:
            try:
                process.wait(moment)
                say(f"  it had ended before kill {number}, at {moment:.1f} s")
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                say(f"  killed {moment:.1f} s after its start; {_last_line(output)}")
    say("  started for the last time")
    return run(command, output)


@contextlib.contextmanager
def _started(command: Sequence[str], output: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command as a process group; nothing of it is left when this ends."""
    with output.open("wb") as file:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def megabytes_of(process: int) -> float:
    """Add up the memory of a process and of all below it, in millions of bytes."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            # The name in brackets may hold anything; the parent is the second word after it.
            stat = (folder / "stat").read_text(encoding="utf-8", errors="replace")
            parents[int(folder.name)] = int(stat.rpartition(")")[2].split()[1])
    tree = {process}
    while more := {each for each, parent in parents.items() if parent in tree} - tree:
        tree |= more
    return sum(map(_bytes_of, tree)) / 1e6


def _bytes_of(process: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def _last_line(output: Path) -> str:
    lines = output.read_text(encoding="utf-8", errors="replace").replace("\r", "\n").split("\n")
    return next((line for line in reversed(lines) if line), "nothing said yet")


def _line(size: int, ran: Ran) -> str:
    return (
        f"{size:6,} submissions: {ran.seconds:6.1f} s, {1000 * ran.seconds / size:5.1f} ms each, "
        f"{ran.megabytes:4.0f} MB at most"
    )


def _all_were_graded(said: classes.Said, answers: int) -> tuple[str, bool]:
    line = f"{said.graded:,} of {answers:,} answers graded, isolation {said.isolation}"
    return line, said.graded == answers


def _is_linear(ran: dict[int, Ran]) -> tuple[str, bool]:
    (small, first), (large, last) = min(ran.items()), max(ran.items())
    growth = (last.seconds / large) / (first.seconds / small)
    return (
        f"A submission takes {growth:.2f} times as long in {large:,} as in {small:,}; "
        f"at most {MOST_GROWTH} asked for",
        growth <= MOST_GROWTH,
    )


def _is_small(ran: dict[int, Ran]) -> tuple[str, bool]:
    most = max(each.megabytes for each in ran.values())
    return (
        f"{most:.0f} MB at most (PSS of all its processes); under {MOST_MEGABYTES} asked for",
        most < MOST_MEGABYTES,
    )


def _went_on(last: Ran, answers: int) -> tuple[str, bool]:
    said = classes.what_was_said(last.said)
    line = (
        f"After the kills {said.known:,} of {answers:,} answers were known, {said.graded:,} graded"
    )
    return line, said.known > 0 and said.known + said.graded == answers


if __name__ == "__main__":
    sys.exit(main())
