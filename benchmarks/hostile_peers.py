"""What answers that attack their grader get from other graders.

Run with `python -m benchmarks.hostile_peers`: some minutes, as root, on Linux. The answers are
those of `tests/grading/hostile`, the exercise is that of their test, and every answer is graded
by a call of its own, with an honest answer graded after it. So that none of it hurts this
machine, each such pair runs in a sandbox that is ours, not the grader's: bubblewrap without a
network, another user, folders of bounded size in memory, limits, and 20 seconds a call. Prints
a table and asserts nothing.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks import peers
from benchmarks.classes import ROOT
from benchmarks.peers import Command, Handed, Task, Way, read_checks, write
from framelab.grading.isolation import LEVELS
from framelab.processes import default_jobs
from tests.grading.test_hostile import (
    HIDDEN,
    HOSTILE,
    PUBLIC,
    RIGHT,
    ClassOfAttackers,
    can_be_tried,
)

FIRST_USER = 64_000
CALL_SECONDS = 20
SYSTEM = (
    "/usr", "/lib", "/lib64", "/bin", "/sbin", "/etc/alternatives", "/etc/group", "/etc/hosts",
    "/etc/ld.so.cache", "/etc/nsswitch.conf", "/etc/passwd", sys.base_prefix,
)  # fmt: skip
"""What of this machine can be read in the sandbox."""
MOST_POINTS, CHECKS = 7, 5
HONEST, LAST = "honest-0", "z-honest"
COMES_FIRST = {"reads_left_files": "leaves_files"}
READERS = {
    "reads_checks_from_disk", "reads_checks_from_frames", "reads_checks_from_gc",
    "reads_left_files", "reads_other_submissions", "traces",
}  # fmt: skip
"""Those that look for checks and answers; what they find gives them away, or points."""
NOT_SO_ELSEWHERE = {
    "imports_the_graders_side": "asks for one level of framelab's",
    "imports_what_is_withheld": "other graders withhold no library",
}
"""What an answer's finding does not mean in another grader."""

# Colours, as they are and as JSON writes them, would part an exception from its message.
COLOUR = re.compile(r"(?:\x1b|\\u001b)\[[\d;]*m")
# Said by an exception, not written in the answer; in a pickle, bytes stand between the two.
STOLEN = re.compile(r"Error: STOLEN|\bevalue.{1,12}STOLEN", re.DOTALL)
LEFT = ("EVIDENCE", "framelab-evidence*")

# Runs as root of the sandbox. What it starts is another user, whose every process it outlives.
SUPERVISE = """
timeout -s KILL {seconds} setpriv --reuid={user} --regid={user} --clear-groups \\
    --no-new-privs --bounding-set=-all --inh-caps=-all \\
    prlimit --nproc=160 --as=2147483648 --fsize=67108864 --core=0 \\
    /bin/sh {folder}/grade.sh </dev/null >/dev/null 2>&1
sleep 1
for each in $(find /proc -maxdepth 1 -name '[0-9]*' -user {user}); do
    tr '\\0' ' ' <$each/cmdline; echo
done 2>/dev/null | head -c 10000 >/handed-out/processes.txt
find / -xdev \\( {left} \\) 2>/dev/null >/handed-out/left.txt
for each in /tmp /var/tmp /dev/shm; do
    find $each \\( {left} \\)
done 2>/dev/null >>/handed-out/left.txt
find {folder} \\( {left} \\) 2>/dev/null >>/handed-out/left.txt
grep -ls forged {folder}/out/* >>/handed-out/left.txt
cd {folder}
for each in results said course-0/gradebook.db course-0/autograded; do
    mkdir -p "/handed-out/$(dirname $each)"
    timeout 20 cp -rP "$each" "/handed-out/$each" 2>/dev/null
done
true
"""


@dataclass(slots=True)
class Outcome:
    """What came of one attack."""

    name: str
    points: float | None
    gained: bool = False
    read: bool = False
    forbidden: bool = False
    left: bool = False
    stopped: bool = False


@dataclass(slots=True)
class Column:
    """What came of all attacks on one grader, and what is to be said about it."""

    grader: str
    outcomes: list[Outcome] = field(default_factory=list)
    problem: str = ""

    def names(self, question: Callable[[Outcome], bool]) -> list[str]:
        """List the answers that a question is true of."""
        return [each.name for each in self.outcomes if question(each)]


QUESTIONS: dict[str, Callable[[Outcome], bool]] = {
    "gained points that they did not earn": lambda each: each.gained,
    "read a hidden check, an answer or another submission": lambda each: each.read,
    "did something else that a sandbox forbids": lambda each: each.forbidden,
    "left a file or a process": lambda each: each.left,
    "had no mark, or stopped the grading of the next": lambda each: each.stopped,
}


def main() -> int:
    """Let every grader grade the attackers, and print what they could do."""
    if os.geteuid() != 0 or not shutil.which("bwrap"):
        print("This needs root and bubblewrap: without them nothing is run.")
        return 2
    print(f"Of {len(HOSTILE)} answers that attack the grader:\n")
    tell(_framelab())
    with tempfile.TemporaryDirectory(prefix="framelab-peers-", dir="/var/tmp") as name:
        Path(name).chmod(0o711)
        for way in (peers.PYTEST, peers.OTTER, peers.NBGRADER):
            try:
                peers.install(way.peer)
                tell(attack(way, Path(name, way.peer)))
            except peers.PeerError as error:
                tell(Column(way.name, problem=str(error)))
    print("\nNot counted: " + "; ".join(f"{each}, {why}" for each, why in NOT_SO_ELSEWHERE.items()))
    return 0


def tell(column: Column) -> None:
    """Print at once what came of a grader: what follows takes minutes."""
    print(column.grader)
    if column.problem:
        print(f"  not tried: {column.problem}", flush=True)
        return
    for words, question in QUESTIONS.items():
        names = column.names(question)
        print(f"  {len(names):3}  {words}{': ' if names else ''}{', '.join(names)}", flush=True)


def _framelab() -> Column:
    """Grade them as their test does, on the strongest level that holds here."""
    with tempfile.TemporaryDirectory(prefix="framelab-hostile-") as name:
        folder = Path(name)
        for level in LEVELS:
            if can_be_tried(level.name, folder) is None:
                break
        else:
            return Column("framelab grade", problem="no level of isolation holds here")
        graded = ClassOfAttackers(folder, level.name)
        honest = [row for name, row in graded.rows.items() if "honest" in name]
        all_well = all(row["points"] == row["max_points"] for row in honest)
        column = Column(f"framelab grade ({level.name})")
        left = [file.name for file in graded.out.rglob("*")]
        for student in HOSTILE:
            row = graded.rows.get(student)
            page = graded.out / "feedback" / f"{student}.html"
            found = row is not None and "STOLEN" in page.read_text(encoding="utf-8") + row["reason"]
            column.outcomes.append(
                Outcome(
                    student,
                    float(row["points"]) if row else None,
                    gained=row is not None and int(row["points"]) > earned(student),
                    read=found and student in READERS,
                    forbidden=found and student not in READERS,
                    left="EVIDENCE" in left or graded.before != graded.after,
                    stopped=row is None or not all_well,
                )
            )
    return column


def earned(name: str) -> int:
    """Give the points that an answer deserves."""
    found = re.search(r"^EARNS = (\d+)", HOSTILE[name], re.MULTILINE)
    return int(found[1]) if found else 0


def attack(way: Way, folder: Path) -> Column:
    """Let one grader grade all attackers, each followed by an honest answer."""
    task = Task("sums", read_checks(PUBLIC), read_checks(HIDDEN), "def total(numbers):\n    ...\n")
    handed = _handed(folder)
    commands = dict(
        zip((each.student for each in handed), _commands(way, folder, task, handed), strict=True)
    )
    column = Column(way.name)
    with ThreadPoolExecutor(default_jobs()) as pool:
        attempts = [
            pool.submit(_attack, way, folder, name, number, commands)
            for number, name in enumerate(HOSTILE)
        ]
        for number, attempt in enumerate(attempts, 1):
            column.outcomes.append(attempt.result())
            if number % 10 == 0:
                print(f"  {way.name}: {number} of {len(HOSTILE)}", flush=True)
    return column


def _handed(folder: Path) -> list[Handed]:
    """Write the course and the submissions; give what was handed in."""
    write(folder / "solutions" / "sums" / "test_hidden.py", HIDDEN)
    write(folder / "solutions" / "sums" / "answer.py", RIGHT)
    write(folder / "out" / "results.txt", "")
    places = {
        "{solutions}": folder / "solutions", "{out}": folder / "out", "{level}": "none",
        "{submissions}": folder / "submissions", "{library}": ROOT / "framelab",
    }  # fmt: skip
    handed = []
    for student, answer in {**HOSTILE, HONEST: f"{RIGHT}# 0\n", LAST: f"{RIGHT}# z\n"}.items():
        text = answer
        for name, place in places.items():
            text = text.replace(name, str(place))
        write(folder / "submissions" / student / "sums" / "answer.py", text)
        handed.append(Handed(student, "sums", text))
    return handed


def _commands(way: Way, folder: Path, task: Task, handed: Sequence[Handed]) -> list[Command]:
    """Give a command an answer."""
    commands = way.prepare(folder, [task], handed, 1)
    if way is peers.OTTER:  # what an answer says while it is loaded is in the pickle alone
        commands = [
            replace(each, arguments=(*each.arguments, "-p"), cwd=Path(each.arguments[6]))
            for each in commands
        ]
    if way is peers.NBGRADER:
        course = folder / "course-0"
        # A time limit is nbgrader's own to give, a cell.
        with (course / "nbgrader_config.py").open("a", encoding="utf-8") as file:
            file.write("c.Execute.timeout = 3\n")
        commands = [
            Command(
                way.peer, ("nbgrader", "autograde", "course", "--student", each.student), course
            )
            for each in handed
        ]
    return commands


def _attack(
    way: Way, folder: Path, name: str, number: int, commands: dict[str, Command]
) -> Outcome:
    """Run one attack and look at what it did."""
    students = [*([COMES_FIRST[name]] if name in COMES_FIRST else []), name, LAST]
    with tempfile.TemporaryDirectory(prefix="framelab-attack-", dir="/var/tmp") as made:
        out = Path(made)
        _run_sandboxed(folder, out, FIRST_USER + number, [commands[each] for each in students])
        marks = way.marks(out)
        mark, last = marks.get((name, "sums")), marks.get((LAST, "sums"))
        said = COLOUR.sub("", _all_text(out))
        left = (out / "left.txt").read_text(encoding="utf-8").split()
        processes = (
            (out / "processes.txt").read_text(encoding="utf-8", errors="replace").split("\n")
        )
    # As a share, since pytest counts tests and not points, and may end before the last one.
    most = CHECKS if way is peers.PYTEST else MOST_POINTS
    gained = mark is not None and mark[0] / most > earned(name) / MOST_POINTS
    found = STOLEN.search(said) is not None and name not in NOT_SO_ELSEWHERE
    return Outcome(
        name,
        mark[0] if mark else None,
        gained=gained,
        read=name in READERS and (found or gained),
        forbidden=name not in READERS and found,
        left=(bool(left) or any(processes)) and name not in COMES_FIRST,
        stopped=not mark or not mark[1] or not last or last[0] != last[1],
    )


def _all_text(folder: Path) -> str:
    """Read all that was written about the answers, pickles too, whatever it is."""
    files = (each for each in folder.rglob("*") if each.is_file() and not each.is_symlink())
    return "\n".join(
        each.read_bytes()[:5_000_000].decode("utf-8", "replace")
        for each in files
        if each.suffix != ".db"
    )


def _run_sandboxed(folder: Path, out: Path, user: int, commands: Sequence[Command]) -> None:
    """Run commands one after the other where they can hurt nothing; `out` is what they leave."""
    lines = ["cp -r /material/. .", "mkdir -p said results"]
    for number, command in enumerate(commands):
        variables = peers.environment(command.peer) | dict(command.environment)
        variables |= {"HOME": f"{folder}/home", "GRADER_SECRET": "1"}
        words = [f"{name}={value}" for name, value in variables.items()]
        call = shlex.join(["env", "-i", *words, *command.arguments])
        lines.append(
            f"(cd {shlex.quote(str(command.cwd))} && timeout -k 1 {CALL_SECONDS} {call}) "
            f">{folder}/said/{number}.txt 2>&1"
        )
    grade = write(out / "grade.sh", "\n".join([f"cd {folder}", "mkdir home", *lines]) + "\n")
    supervise = write(
        out / "supervise.sh",
        SUPERVISE.format(
            user=user, folder=folder, seconds=(CALL_SECONDS + 3) * len(commands) + 5,
            left=" -o ".join(f"-name '{name}'" for name in LEFT),
        ),
    )  # fmt: skip
    readable = [path for path in SYSTEM if Path(path).exists()]
    readable += [str(ROOT / "framelab"), *(str(peers.PEERS / each.peer) for each in commands[:1])]
    # bubblewrap makes the folders on the way such that only root can pass.
    parents = {str(parent) for path in [*readable, str(folder)] for parent in Path(path).parents}
    parents -= {"/", "/var/tmp"}
    handed_out = out / "handed-out"
    handed_out.mkdir()
    subprocess.run(
        [
            "bwrap", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts",
            "--die-with-parent", "--new-session", "--perms", "1777", "--tmpfs", "/var/tmp",
            *(part for path in sorted(parents) for part in ("--perms", "755", "--dir", path)),
            *(part for path in readable for part in ("--ro-bind", path, path)),
            "--proc", "/proc", "--dev", "/dev",
            "--size", str(64 << 20), "--perms", "1777", "--tmpfs", "/dev/shm",
            "--size", str(256 << 20), "--perms", "1777", "--tmpfs", "/tmp",
            "--size", str(256 << 20), "--perms", "1777", "--tmpfs", str(folder),
            "--ro-bind", str(folder), "/material",
            "--ro-bind", str(grade), f"{folder}/grade.sh",
            "--ro-bind", str(supervise), "/supervise.sh",
            "--bind", str(handed_out), "/handed-out",
            "--cap-add", "ALL", "--clearenv", "--setenv", "PATH", "/usr/bin:/bin:/usr/sbin:/sbin",
            "/bin/sh", "/supervise.sh",
        ],
        check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=(out / "bwrap.txt").open("wb"),
    )  # fmt: skip
    for each in handed_out.iterdir():
        each.rename(out / each.name)


if __name__ == "__main__":
    sys.exit(main())
