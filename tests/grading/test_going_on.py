"""Runs that are stopped, and go on; runs that meet; disks that fill."""

import contextlib
import csv
import io
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from framelab.cli import main
from framelab.exercises.definition.exercise import read_exercise
from framelab.exercises.run.answer_files import AnswerContents
from framelab.grading import class_run
from framelab.grading.class_run import Tally, _Answer, _ClassRun, _Pending, _Sessions
from framelab.grading.graded import CUT_SHORT
from framelab.grading.results import FILE, GONE, Results
from framelab.grading.session import Done, Turn
from framelab.grading.snapshot import AssignmentSnapshot

from .conftest import (
    RIGHT,
    RIGHT_CODES,
    STARTER,
    WRONG,
    Files,
    Graded,
    command,
    grade,
    gradebook,
    make_course,
    make_submissions,
)

STUDENTS = 30
ENDLESS = b"def double(number):\n    while True: pass\n"
ISOLATIONS = {"strongest": ["--jobs", "1"], "trusted": ["--jobs", "1", "--trusted"]}
SLOW = b"import time\n\ntime.sleep(0.08)\n\n\n"


def slow_class() -> dict[str, Files]:
    """Make students whose answers take a while, each its own; some are wrong or unusable."""
    kinds = (RIGHT, WRONG, RIGHT, b"def double(number):\n", STARTER)
    students: dict[str, Files] = {
        f"s{number:02}": {
            "double/answer.py": SLOW + kinds[number % len(kinds)] + b"\n# %d\n" % number
        }
        for number in range(STUDENTS)
    }
    return students | {"empty": {}, "last": {"double/other.py": RIGHT}}


@dataclass(slots=True)
class Place:
    """A folder with the slow class; what runs leave below `temporary` can be seen."""

    folder: Path

    @property
    def temporary(self) -> Path:
        return self.folder / "temporary"

    def start(self, out: Path, *arguments: str) -> subprocess.Popen[str]:
        """Start the command as the leader of a group of processes."""
        return subprocess.Popen(
            command(self.folder / "submissions", "--out", out, "--only", "double", *arguments),
            cwd=self.folder / "course", env=os.environ | {"TMPDIR": str(self.temporary)},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
            start_new_session=True,
        )  # fmt: skip

    def finish(self, out: Path, *arguments: str) -> Graded:
        """Run the command to its end."""
        with self.start(out, *arguments) as run:
            said = run.communicate(timeout=100)
        return Graded(
            subprocess.CompletedProcess(run.args, run.returncode, *said), out, gradebook(out)
        )

    def left_folders(self) -> list[str]:
        return sorted(each.name for each in self.temporary.iterdir())

    def processes(self) -> list[str]:
        """List the processes that know of the folder: the command's and its sandboxes'."""
        found = []
        for each in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                line, known = (each / "cmdline").read_bytes(), b""
                with contextlib.suppress(OSError):
                    known = (each / "environ").read_bytes()
                if str(self.temporary).encode() in line + known:
                    shown = line.replace(b"\0", b" ").decode()
                    found.append(f"{each.name}: {shown[:300]}")
        return found


def is_spinning(place: Place) -> bool:
    """Tell whether an answer runs in circles: no process of the grader itself is so busy."""
    return any(
        "spawn_main" not in line and "framelab.cli" not in line
        and busy_seconds(line.partition(":")[0]) > 0.5
        for line in place.processes()
    )  # fmt: skip


def busy_seconds(process: str) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def graded_answers(out: Path, status: str = "%") -> int:
    """Count the answers that are kept, in a copy: the file itself is locked."""
    copy = out.with_name(f"{out.name}-copy")
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for name in (FILE, f"{FILE}-wal"):
        with contextlib.suppress(FileNotFoundError):
            shutil.copyfile(out / name, copy / name)
    with contextlib.closing(sqlite3.connect(copy / FILE)) as database:
        try:
            return int(
                database.execute(
                    "SELECT count(*) FROM graded WHERE status LIKE ?", (status,)
                ).fetchone()[0]
            )
        except sqlite3.DatabaseError:  # there is no table yet
            return 0


def wait_for(condition: Callable[[], object], what: str, seconds: float = 60) -> None:
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, f"waited in vain for {what}"
        time.sleep(0.03)


def without_progress(errors: str) -> list[str]:
    """Give the lines but those that a slow machine has more of."""
    return [
        line
        for line in errors.splitlines()
        if not re.fullmatch(r"\d+ of \d+ \w+(, .* left)?", line)
    ]


def pages(out: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in (out / "feedback").iterdir()}


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    # Not below pytest's own folder, which no other user can pass through.
    folder = Path(f"/tmp/framelab-going-on-{os.getpid()}")
    folder.mkdir(mode=0o711)
    try:
        here = Place(folder)
        here.temporary.mkdir(mode=0o711)
        make_course(folder / "course")
        make_submissions(folder / "submissions", slow_class())
        yield here
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def undisturbed(place: Place) -> Graded:
    return place.finish(place.folder / "undisturbed", "--jobs", "3")


@dataclass(slots=True)
class Stopped:
    """What was seen of runs that were stopped, one after another, on one folder."""

    known: list[int] = field(default_factory=list)
    left_processes: dict[str, list[str]] = field(default_factory=dict)
    left_folders: dict[str, list[str]] = field(default_factory=dict)
    was_written: dict[str, bool] = field(default_factory=dict)
    second: tuple[int, str] = (0, "")
    explained: tuple[int, str] = (0, "")
    interrupted: tuple[int, str, str] = (0, "", "")
    given_up: int = -1
    last: Graded | None = None


@pytest.fixture(scope="module")
def stopped(place: Place) -> Stopped:
    seen = Stopped()
    out = place.folder / "stopped"

    def start(until: int) -> subprocess.Popen[str]:
        before = place.left_folders()
        run = place.start(out, "--jobs", "2")
        wait_for(lambda: graded_answers(out) >= until or run.poll() is not None, "answers")
        assert run.poll() is None, run.communicate()
        seen.left_folders.setdefault("while it ran", []).extend(
            name for name in before if name in place.left_folders()
        )
        return run

    def note(how: str, run: subprocess.Popen[str]) -> None:
        run.communicate()
        with contextlib.suppress(AssertionError):
            wait_for(lambda: not place.processes(), "the end of all processes", 20)
        seen.left_processes[how] = place.processes()
        seen.left_folders[how] = place.left_folders()
        seen.was_written[how] = (out / "gradebook.csv").exists()
        seen.known.append(graded_answers(out))

    with start(until=3) as run:
        os.killpg(run.pid, signal.SIGKILL)
        note("kill of all", run)
    with start(until=7) as run:
        os.kill(run.pid, signal.SIGKILL)
        note("kill of the first", run)
    with start(until=11) as run:
        seen.second = in_this_process(str(place.folder / "submissions"), "--out", str(out),
                                      *course_of(place.folder / "course"))  # fmt: skip
        seen.explained = in_this_process("--explain", "s00", "--out", str(out))
        os.kill(sessions_of(run)[0], signal.SIGKILL)
        wait_for(lambda: graded_answers(out) >= 16 or run.poll() is not None, "more answers")
        os.killpg(run.pid, signal.SIGINT)  # as a terminal does
        said = run.communicate(timeout=60)
        seen.interrupted = (run.returncode, *said)
        note("interrupt", run)
    seen.given_up = graded_answers(out, "ungraded")
    seen.last = place.finish(out, "--jobs", "1")
    return seen


def sessions_of(run: subprocess.Popen[str]) -> list[int]:
    """List the processes that grade, among the children of a run."""
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()
    return [
        int(child)
        for child in children
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


def in_this_process(*arguments: str) -> tuple[int, str]:
    """Run the command where it ends before anything is graded; it does not wait for a lock."""
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", partial(sqlite3.connect, timeout=0.1))
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = main(["grade", *arguments])
    return code, said.getvalue()


def course_of(folder: Path) -> list[str]:
    return ["--exercises", str(folder / "exercises"), "--solutions", str(folder / "solutions")]


# Three runs that were stopped in the middle, and a last one that goes on.


def test_each_was_stopped_in_the_middle(stopped: Stopped) -> None:
    assert stopped.known == sorted(set(stopped.known))
    assert all(3 <= known < STUDENTS for known in stopped.known)


def test_the_last_run_grades_only_what_is_left(stopped: Stopped) -> None:
    assert stopped.last
    left = STUDENTS - stopped.known[-1]
    assert f"{left} answers graded" in stopped.last.said
    assert f"{STUDENTS - left} known before" in stopped.last.said


def test_the_gradebook_is_that_of_an_undisturbed_run(stopped: Stopped, undisturbed: Graded) -> None:
    """And that of another number of jobs."""
    assert stopped.last
    assert undisturbed.run.returncode == stopped.last.run.returncode == 1
    assert len(undisturbed.rows) == STUDENTS + 2
    one, other = (each.out / "gradebook.csv" for each in (undisturbed, stopped.last))
    assert one.read_bytes() == other.read_bytes()


def test_so_are_the_pages(stopped: Stopped, undisturbed: Graded) -> None:
    assert stopped.last
    assert len(pages(undisturbed.out)) == STUDENTS + 2
    assert pages(stopped.last.out) == pages(undisturbed.out)


def test_nobody_is_lost_when_a_session_ends(stopped: Stopped) -> None:
    assert stopped.last
    points = [int(row["points"]) for row in stopped.last.rows.values()]
    assert stopped.given_up == 0
    assert [points.count(each) for each in (6, 4, 0)] == [12, 6, 14]


@pytest.mark.parametrize("how", ["kill of all", "kill of the first", "interrupt"])
def test_no_process_is_left(stopped: Stopped, how: str) -> None:
    assert stopped.left_processes[how] == []


def test_the_next_run_removes_what_was_left(stopped: Stopped, place: Place) -> None:
    assert len(stopped.left_folders["kill of all"]) == 1
    assert len(stopped.left_folders["kill of the first"]) == 1
    assert stopped.left_folders["while it ran"] == []
    assert stopped.left_folders["interrupt"] == []
    assert place.left_folders() == []


def test_no_gradebook_of_half_a_class_is_written(stopped: Stopped) -> None:
    assert set(stopped.was_written.values()) == {False}


def test_an_interrupt_says_how_far_it_came(stopped: Stopped) -> None:
    code, output, errors = stopped.interrupted
    assert code == 2
    assert f"of {STUDENTS + 2} submissions; what was graded is kept" in errors
    assert "the same command goes on" in errors
    assert len(without_progress(errors)) == 1, errors
    assert "Traceback" not in output + errors


@pytest.mark.parametrize("isolation", ["strongest", "trusted"])
def test_an_answer_without_end_ends_with_the_run(place: Place, isolation: str) -> None:
    here = Place(place.folder / isolation)
    definition = make_course(here.folder / "course") / "exercises/double/exercise.toml"
    definition.write_text(
        definition.read_text().replace("deadline_seconds = 1.0", "deadline_seconds = 60")
    )
    make_submissions(here.folder / "submissions", {"ana": {"double/answer.py": ENDLESS}})
    here.temporary.mkdir(mode=0o711)
    with here.start(here.folder / "out", *ISOLATIONS[isolation]) as run:
        wait_for(lambda: is_spinning(here) or run.poll() is not None, "an answer that spins")
        assert run.poll() is None, run.communicate()
        os.kill(run.pid, signal.SIGKILL)
        run.communicate()
    wait_for(lambda: not here.processes(), "the end of all processes", 20)
    (left,) = here.left_folders()
    assert left.startswith("framelab-grade-")


def test_an_interrupt_while_sessions_begin_is_as_quiet(place: Place) -> None:
    with place.start(place.folder / "early") as run:
        wait_for(lambda: sessions_of(run) or run.poll() is not None, "a session")
        os.killpg(run.pid, signal.SIGINT)
        _, errors = run.communicate(timeout=60)
    assert run.returncode == 2
    assert len(errors.splitlines()) == 1, errors
    assert "the same command goes on" in errors
    wait_for(lambda: not place.processes(), "the end of all processes")
    assert place.left_folders() == []


def test_a_second_run_at_the_same_time_is_refused(stopped: Stopped, place: Place) -> None:
    out = place.folder / "stopped"
    assert stopped.second == (2, f"framelab: {out}: another run is at work in it\n")
    assert stopped.explained == stopped.second


# What is graded again, and what is not.


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Graded]:
    folder = tmp_path_factory.mktemp("again")
    course = make_course(folder / "small")
    students = {
        name: {"double/answer.py": RIGHT + b"# %d\n" % number, "colours/answer.json":
               RIGHT_CODES + b" " * number}
        for number, name in enumerate(("ana", "ben", "eve"))
    }  # fmt: skip
    submissions = make_submissions(folder / "submissions", students)
    run = partial(grade, course, submissions, "--jobs", "1", "--trusted", out=folder / "out")
    runs = {"first": run()}
    book = (folder / "out" / "gradebook.csv").read_bytes()
    before = {each: each.stat().st_mtime_ns for each in (folder / "out/feedback").iterdir()}
    runs["same"] = run()
    runs["same"].rows["bytes", "are"] = {"same": str(
        book == (folder / "out" / "gradebook.csv").read_bytes()
        and before == {each: each.stat().st_mtime_ns for each in before}
    )}  # fmt: skip
    (submissions / "ben" / "double" / "answer.py").write_bytes(WRONG)
    shutil.rmtree(submissions / "eve")
    runs["answer"] = run()
    runs["answer"].rows["dates", "changed"] = {
        each.name: str(each.exists() and each.stat().st_mtime_ns != before[each]) for each in before
    } | {"eve is there": str((folder / "out/feedback/eve.html").exists())}
    (folder / "out" / "feedback" / "eve.html").rename(folder / "eve.html")
    (folder / "out" / "feedback" / "eve.html").write_text("<title>My own page for Eve</title>")
    runs["kept page"] = run("--remove-gone", "--only", "colours")
    shutil.move(folder / "eve.html", folder / "out" / "feedback" / "eve.html")
    runs["gone"] = run("--remove-gone")
    runs["gone"].rows["eve", "is there"] = {
        "page": str((folder / "out/feedback/eve.html").exists())
    }
    with (course / "solutions/colours/test_hidden.py").open("a") as file:
        file.write("# A changed check.\n")
    runs["check"] = run("--only", "colours", "--only", "double")
    runs["only"] = run("--only", "double")
    late = make_submissions(folder / "late", {
        "zoe": {"double/answer.py": WRONG}, "ben": {"README.md": b"See my other folder."},
    })  # fmt: skip
    runs["late"] = grade(
        course, late, "--only", "double", "--jobs", "1", "--trusted", out=folder / "out"
    )
    runs["late"].rows["pages", "are"] = {
        each["student"]: each["page"]
        for each in csv.DictReader(io.StringIO((folder / "out" / "pages.csv").read_text()))
        if (folder / "out" / each["page"]).is_file()
    }
    return runs


def test_the_first_run_grades_all(runs: dict[str, Graded]) -> None:
    assert "3 submissions: 6 answers graded" in runs["first"].said
    assert runs["first"].run.returncode == 0
    assert {row["points"] for row in runs["first"].rows.values()} == {"4", "6"}


def test_the_same_again_grades_nothing(runs: dict[str, Graded]) -> None:
    assert "0 answers graded" in runs["same"].said
    assert "6 known before" in runs["same"].said
    assert runs["same"].run.returncode == 0


def test_the_same_again_leaves_book_and_pages_as_they_are(runs: dict[str, Graded]) -> None:
    assert runs["same"].rows["bytes", "are"] == {"same": "True"}


def test_a_changed_answer_alone_is_graded_again(runs: dict[str, Graded]) -> None:
    assert "2 submissions: 1 answer graded" in runs["answer"].said
    assert runs["answer"].row("ben") == ("graded", 4, "")
    assert runs["answer"].row("ana") == ("graded", 6, "")


def test_a_changed_page_alone_is_written(runs: dict[str, Graded]) -> None:
    assert runs["answer"].rows["dates", "changed"] == {
        "ana.html": "False", "ben.html": "True", "eve.html": "False", "eve is there": "True",
    }  # fmt: skip


def test_who_is_gone_is_kept_and_said(runs: dict[str, Graded]) -> None:
    assert {row for row in runs["first"].rows if row[0] == "eve"} == {
        ("eve", "double"), ("eve", "colours"),
    }  # fmt: skip
    for exercise, points in (("double", 6), ("colours", 4)):
        assert runs["answer"].row("eve", exercise) == ("graded", points, GONE)
    assert "no longer hold 2 answers of earlier runs; the results stay" in runs["answer"].run.stderr
    assert "eve: colours, double" in runs["answer"].run.stderr
    assert "earlier runs" not in runs["same"].run.stderr


def test_who_is_gone_is_removed_where_that_is_asked_for(runs: dict[str, Graded]) -> None:
    assert (
        "no longer hold 2 answers of earlier runs; the results are removed"
        in runs["kept page"].run.stderr
    )
    assert "eve" not in {student for student, _ in runs["kept page"].rows}
    assert runs["gone"].rows["eve", "is there"] == {"page": "True"}  # none of ours any more
    assert runs["kept page"].run.returncode == 0


def test_a_changed_check_grades_its_exercise_again(runs: dict[str, Graded]) -> None:
    assert "2 answers graded" in runs["check"].said
    assert "2 known before" in runs["check"].said


def test_only_one_exercise(runs: dict[str, Graded]) -> None:
    assert "0 answers graded" in runs["only"].said
    assert runs["only"].rows == runs["check"].rows
    assert runs["only"].run.returncode == 0


def test_one_late_student_is_added(runs: dict[str, Graded]) -> None:
    lines = {line: row for line, row in runs["late"].rows.items() if line != ("pages", "are")}
    assert lines.keys() == {*runs["only"].rows, ("zoe", "double")}
    assert runs["late"].row("zoe") == ("graded", 4, "")
    assert runs["late"].row("ana") == ("graded", 6, GONE)
    # Where nothing is handed in now, what was handed in before stays.
    assert runs["late"].row("ben") == ("graded", 4, GONE)
    # Of an exercise that the run has not looked for nothing is said.
    assert runs["late"].row("ana", "colours") == ("graded", 4, "")
    assert runs["late"].rows["pages", "are"] == {
        "ana": "feedback/ana.html", "ben": "feedback/ben.html", "zoe": "feedback/zoe.html",
    }  # fmt: skip


def test_a_gradebook_that_the_results_do_not_know_is_kept(course: Path, tmp_path: Path) -> None:
    submissions = make_submissions(tmp_path / "submissions", {"ana": {"double/answer.py": RIGHT}})
    run = partial(grade, course, submissions, "--only", "double", "--jobs", "1", "--trusted",
                  out=tmp_path / "out")  # fmt: skip
    book = run().out / "gradebook.csv"
    assert [each.name for each in book.parent.glob("gradebook*")] == ["gradebook.csv"]
    written = book.read_text()
    for number in (1, 2):
        book.write_text(f"{written}zoe,double,6,6,graded,by hand,\n")
        if number == 2:
            (book.parent / FILE).unlink()
        aside = book.with_name(f"gradebook.before-{number}.csv")
        assert f"is kept as {aside}" in run().run.stderr
        assert "by hand" in aside.read_text()
        assert book.read_text() == written


def test_what_somebody_wrote_into_a_page_or_a_list_is_kept(course: Path, tmp_path: Path) -> None:
    submissions = make_submissions(tmp_path / "submissions", {
        "ana": {"double/answer.py": RIGHT}, "ben": {"double/answer.py": WRONG},
    })  # fmt: skip
    (submissions / "stray.txt").touch()
    out = tmp_path / "out"
    run = partial(grade, course, submissions, "--only", "double", "--jobs", "1", "--trusted",
                  out=out)  # fmt: skip
    run()
    written = {name: (out / name).read_text() for name in ("pages.csv", "notes.txt")}
    page = (out / "feedback" / "ana.html").read_text()
    for name in ("feedback/ana.html", *written):
        with (out / name).open("a") as file:
            file.write("by hand")
    shutil.rmtree(submissions / "ben")
    said = run("--remove-gone").run.stderr
    assert f"{out / 'feedback'}: 1 page changed since the last run" in said
    for name in ("feedback.before-1/ana.html", "pages.before-1.csv", "notes.before-1.txt"):
        assert (out / name).read_text().endswith("by hand")
    assert (out / "feedback" / "ana.html").read_text() == page
    assert [each.name for each in (out / "feedback").iterdir()] == ["ana.html"]
    assert (out / "notes.txt").read_text() == written["notes.txt"]
    assert "kept" not in run().run.stderr


# Answers of one submission, and of two: what one of them does is no result of another.


def hung_and_right(course: Path, folder: Path) -> tuple[_ClassRun, _Sessions, list[_Answer]]:
    """Return what grades two answers of Ana, of which the first never ends, in a run of its own."""
    exercises = [read_exercise(course / "exercises" / "double")]
    snapshot = AssignmentSnapshot(exercises, course / "solutions", folder / "snapshot")
    run = _ClassRun(snapshot, Results(folder / "out"), "trusted", print, Tally())
    run.results.begin_run()
    answers = []
    for student, key, data in (("ana", "hung", ENDLESS), ("ana", "right", RIGHT)):
        contents = AnswerContents("answer.py", data)
        answers.append(_Answer(student, "double", key, contents))
        run.under_way[key] = [answers[-1]]
    return run, _Sessions(snapshot, folder, "trusted", 1), answers


def test_what_the_time_of_a_submission_ended_is_nobody_s_result(
    course: Path, tmp_path: Path
) -> None:
    run, sessions, answers = hung_and_right(course, tmp_path)
    run.under_way["hung"].append(_Answer("ben", "double", "hung", answers[0].contents))
    with contextlib.closing(sessions), contextlib.closing(run.results):
        # Of four seconds the first leaves some to the second, whatever it does.
        ((pending, graded, seconds),) = sessions.grade(iter([_Pending(answers, seconds=4)]))
        assert pending
        assert [each.is_cut_short for each in graded] == [True, False]
        assert (graded[0].status, graded[1].points) == ("timeout", 6)
        assert graded[0].reason.endswith(CUT_SHORT)
        (apart,) = run.keep(pending, graded, seconds)
        assert [(each.student, each.key) for each in apart.answers] == [("ben", "hung")]
        assert not run.results.has("hung")
        assert run.results.has("right")
        # Alone it has its own time: its checks run out of it one by one, and that is kept.
        ((pending, graded, seconds),) = sessions.grade(iter([apart]))
        assert pending
        assert (graded[0].status, graded[0].is_cut_short) == ("timeout", False)
        assert run.keep(pending, graded, seconds) == []
        assert run.results.has("hung")


def test_visible_checks_of_all_answers_come_before_any_hidden_one(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, sessions, answers = hung_and_right(course, tmp_path)
    heard = []
    take = class_run._Session.take

    def listen(session: class_run._Session, said: Turn | Done) -> bool:
        heard.append((type(said), said.place))
        return take(session, said)

    monkeypatch.setattr(class_run._Session, "take", listen)
    with contextlib.closing(sessions), contextlib.closing(run.results):
        list(sessions.grade(iter([_Pending([answers[1], answers[1]])])))
    assert heard == [(Turn, 0), (Turn, 1), (Turn, 0), (Done, 0), (Turn, 1), (Done, 1)]


def test_a_submission_without_time_is_not_begun(course: Path, tmp_path: Path) -> None:
    run, sessions, answers = hung_and_right(course, tmp_path)
    with contextlib.closing(sessions), contextlib.closing(run.results):
        ((_, graded, _),) = sessions.grade(iter([_Pending(answers, seconds=0.5)]))
    assert [(each.points, each.is_cut_short) for each in graded] == [(0, True), (0, True)]


def test_a_session_that_is_late_is_ended_and_takes_one_answer_along(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, sessions, answers = hung_and_right(course, tmp_path)
    with contextlib.closing(sessions), contextlib.closing(run.results):
        ((_, graded, _),) = sessions.grade(iter([_Pending(answers[1:])]))  # it has begun
        assert graded[0].points == 6
        monkeypatch.setattr(class_run, "GRACE_SECONDS", -30.0)  # whatever it does is too late
        found = list(sessions.grade(iter([_Pending(answers)])))
    results = {pending.answers[0].key: graded[0] for pending, graded, _ in found if pending}
    assert results.keys() == {"hung", "right"}
    assert results["hung"].status == "ungraded"
    assert "still at work when the answer's time was up" in results["hung"].reason


def test_damaged_results_are_said_and_all_is_graded_anew(course: Path, tmp_path: Path) -> None:
    submissions = make_submissions(tmp_path / "submissions", {"ana": {"double/answer.py": RIGHT}})
    out = tmp_path / "out"
    out.mkdir()
    (out / FILE).write_bytes(os.urandom(30_000))
    found = grade(course, submissions, "--only", "double", "--jobs", "1", out=out)
    assert found.run.returncode == 0
    assert f"are kept as {out / 'results.damaged-1.sqlite'}" in found.run.stderr
    assert "everything is graded again" in found.run.stderr
    assert "1 answer graded" in found.said
    assert found.row("ana") == ("graded", 6, "")


@pytest.fixture
def small_disk(place: Place) -> Iterator[Path]:
    """A disk of 6 MB with a ballast that can be thrown off."""
    disk = place.folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    try:
        (disk / "ballast").write_bytes(b"#" * 6_080_000)
        yield disk
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


def test_a_full_disk_is_said_and_space_lets_it_go_on(
    small_disk: Path, place: Place, undisturbed: Graded
) -> None:
    out = small_disk / "out"
    full = place.finish(out)
    assert full.run.returncode == 2
    assert "full" in full.run.stderr
    assert "what was written before is kept" in full.run.stderr
    assert len(without_progress(full.run.stderr)) == 1, full.run.stderr
    assert not (out / "gradebook.csv").exists()
    (small_disk / "ballast").unlink()
    known = graded_answers(out)
    assert 0 < known < STUDENTS
    after = place.finish(out)
    assert f"{STUDENTS - known} answers graded" in after.said
    assert (out / "gradebook.csv").read_bytes() == (undisturbed.out / "gradebook.csv").read_bytes()
    assert pages(out) == pages(undisturbed.out)
