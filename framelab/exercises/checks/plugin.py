"""The pytest plugin: the marker, the fixture, points and feedback.

Outside a folder with an `exercise.toml` it does nothing. Results travel on the reports
of the checks, as the attribute `framelab` (`CheckResult.to_plain`), so that
whoever collects reports has them.
"""

import io
import sys
from collections.abc import Generator
from dataclasses import dataclass, replace
from functools import partial
from inspect import cleandoc
from pathlib import Path

import pytest

from framelab.exercises.checks.expectation import expectation_at
from framelab.exercises.definition.accepted import ACCEPTED, Accepted
from framelab.exercises.definition.exercise import (
    DEFINITION,
    HIDDEN_TESTS,
    PUBLIC_TESTS,
    PYTHON,
    Exercise,
    ExerciseError,
    exercise_folder_of,
    find_exercises,
    read_exercise,
)
from framelab.exercises.feedback.messages import (
    Expectation,
    Failure,
    kind_of_failure,
    left_out_lines,
    lines_of,
    status_of,
)
from framelab.exercises.feedback.result import CheckResult
from framelab.exercises.feedback.terminal import StudentReporter
from framelab.exercises.run.answer_files import answer_in, run_of
from framelab.exercises.run.connection import connect
from framelab.exercises.run.submission import AnswerRaised, Call, Fault, Run, Submission


@dataclass(slots=True)
class Check:
    """A graded test of an exercise: what it is worth, and, while it runs, what it compared."""

    exercise: Exercise
    sentence: str
    points: int
    is_visible: bool
    expectation: Expectation | None = None


CHECK = pytest.StashKey[Check]()
COMPARING = pytest.StashKey[Check | None]()
RUNS = pytest.StashKey[dict[Path, Run]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--inprocess` and `--framelab-terse`."""
    group = parser.getgroup("framelab", "exercises of framelab")
    group.addoption(
        "--inprocess",
        action="store_true",
        help="run the answer in the process of the tests, where breakpoint() works and "
        "nothing stops an endless loop",
    )
    group.addoption(
        "--framelab-terse",
        action="store_true",
        help="say only whether a check passed: for whoever runs very many answers",
    )
    group.addoption(
        "--framelab-class-run",
        action="store_true",
        help="of hidden checks, say nothing of what they ask and expect: results are handed out",
    )
    parser.addini(PYTHON, "the version of Python that answers to exercises are written for")


@pytest.hookimpl(trylast=True)  # after the terminal reporter was registered
def pytest_configure(config: pytest.Config) -> None:
    """Add the marker; where only exercises are run, report as students read it."""
    config.addinivalue_line("markers", "points(number): what passing this test is worth")
    config.stash[RUNS] = {}
    # A debugger speaks through pytest's own reporter.
    if _asks_for_exercises_alone(config) and not (
        config.option.inprocess or config.option.usepdb or config.option.collectonly
    ):
        _report_to_students(config)


def _report_to_students(config: pytest.Config) -> None:
    """Report in the place of pytest, whose reporter goes on without being heard."""
    manager = config.pluginmanager
    if (own := manager.getplugin("terminalreporter")) is None:
        return
    writer = config.get_terminal_writer()
    manager.unregister(own)
    manager.register(pytest.TerminalReporter(config, io.StringIO()), "terminalreporter")
    reporter = StudentReporter(writer, getattr(sys.stdout, "encoding", None))
    manager.register(reporter, "framelab-reporter")


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the answers that still run."""
    for run in config.stash.get(RUNS, {}).values():
        run.close()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Pass over what is no file of checks in the folder of an exercise.

    Such are a second copy of the checks, whose points would count again, and tests of a
    student's own. Named on the command line, they are run all the same.
    """
    is_test = collection_path.suffix == ".py" and collection_path.name not in _CHECKS
    if is_test and (collection_path.parent / DEFINITION).is_file():
        return True
    return None


_CHECKS = (PUBLIC_TESTS, HIDDEN_TESTS, "conftest.py")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Attach the check to each test of an exercise, and count the points of each file."""
    exercises: dict[Path, Exercise] = {}
    sums: dict[Path, int] = {}
    for item in items:
        folder = exercise_folder_of(item.path)
        if folder is None or not isinstance(item, pytest.Function):
            continue
        try:
            exercise = exercises.setdefault(folder, read_exercise(folder))
            check = _check_of(item, exercise)
        except ExerciseError as error:
            raise pytest.UsageError(str(error)) from error
        item.stash[CHECK] = check
        sums[item.path] = sums.get(item.path, 0) + check.points
    reporter = config.pluginmanager.getplugin("framelab-reporter")
    if reporter is not None:
        reporter.begin(exercises.values())
    if any("::" in argument for argument in config.args):
        return  # some checks of a file: their sum says nothing
    for file, found in sums.items():
        exercise = exercises[file.parent]
        key, declared = {
            PUBLIC_TESTS: ("points_visible", exercise.points_visible),
            HIDDEN_TESTS: ("points_total - points_visible", exercise.points_hidden),
        }.get(file.name, ("", found))
        if found != declared:
            place = f"{exercise.id}/exercise.toml, {key}"
            raise pytest.UsageError(f"{place}: found {declared}; {file.name} has {found} points")


def _asks_for_exercises_alone(config: pytest.Config) -> bool:
    paths = [Path(argument.partition("::")[0]) for argument in config.args]
    paths = [path if path.is_absolute() else config.invocation_params.dir / path for path in paths]
    return bool(paths) and all(
        exercise_folder_of(path) is not None or find_exercises(path) for path in paths
    )


def _check_of(item: pytest.Function, exercise: Exercise) -> Check:
    """Return the check that a test function describes."""
    is_graded = item.path.name in (PUBLIC_TESTS, HIDDEN_TESTS)
    sentence = " ".join(cleandoc(item.function.__doc__ or "").split("\n\n")[0].split())
    marker = item.get_closest_marker("points")
    if is_graded and (not sentence or marker is None):
        lacking = "no docstring" if marker else "no @points above it"
        allowed = "@points(n), and a docstring: the sentence that a student reads"
        raise ExerciseError(item.path, item.originalname, lacking, allowed)
    if (case := getattr(item, "callspec", None)) is not None:
        sentence = f"{sentence} [{case.id}]"
    is_visible = item.path.name != HIDDEN_TESTS
    return Check(exercise, sentence or item.name, marker.args[0] if marker else 0, is_visible)


@pytest.fixture
def submission(request: pytest.FixtureRequest) -> Submission:
    """Return the student's answer: call its functions as `submission.name(...)`."""
    check = request.node.stash.get(CHECK, None)
    if check is None:
        raise pytest.UsageError(
            f"submission: found {request.node.path}; allowed: tests in a folder with exercise.toml"
        )
    run = _run_of(request.config, check.exercise)
    run.begin_check()
    return Submission(run)


def _run_of(config: pytest.Config, exercise: Exercise) -> Run:
    runs = config.stash[RUNS]
    if exercise.folder not in runs:
        in_process = config.option.inprocess
        runs[exercise.folder] = run_of(
            exercise,
            answer_in(exercise.folder, exercise),
            partial(connect, in_process=in_process),
            replays=not in_process,
        )
    return runs[exercise.folder]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Remember which check compares: the hook below is not told."""
    item.config.stash[COMPARING] = check = item.stash.get(CHECK, None)
    if check is not None:
        check.expectation = None  # of the run before: the page runs the same items again
    try:
        return (yield)
    finally:
        item.config.stash[COMPARING] = None


def pytest_assertrepr_compare(
    config: pytest.Config, op: str, left: object, right: object
) -> list[str] | None:
    """Note what a failing check compared, in place of pytest's own explanation."""
    check = config.stash.get(COMPARING, None)
    if check is None:
        return None
    check.expectation = Expectation(op, left, right)
    return [f"compared by {op}"]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put the result of a check on the report of its test."""
    report = yield
    check = item.stash.get(CHECK, None)
    if check is None or not isinstance(item, pytest.Function):
        return report
    if report.when != "call" and report.passed:
        return report
    result = _with_left_out(_result_of(item, check, call, report), item, check)
    report.framelab = result.to_plain()  # type: ignore[attr-defined]
    report.framelab_exercise = check.exercise.id  # type: ignore[attr-defined]
    # What was called, for whoever collects reports in this process.
    report.framelab_calls = _calls_of(item, check)  # type: ignore[attr-defined]
    if result.status not in ("passed", "skipped", "broken"):
        report.longrepr = "\n".join(f"{label}: {text}" for label, text in result.lines)
    return report


def _calls_of(item: pytest.Function, check: Check) -> tuple[Call, ...]:
    run = item.config.stash[RUNS].get(check.exercise.folder)
    return tuple(run.calls) if run else ()


def _result_of(
    item: pytest.Function, check: Check, call: pytest.CallInfo[None], report: pytest.TestReport
) -> CheckResult:
    result = partial(
        CheckResult, item.name, check.sentence, check.points, is_visible=check.is_visible
    )
    if call.excinfo is None:
        return result(status="passed", lines=_why_not_ours(item, check))
    error = call.excinfo.value
    if report.skipped:
        return result(status="skipped", lines=(("note", str(error)),))
    run = _run_of(item.config, check.exercise)
    expectation, message = check.expectation, ""
    # pytest.raises ends with a pytest.fail.
    if isinstance(error, (Fault, AnswerRaised, pytest.fail.Exception)):
        expectation = expectation_at(error.__traceback__, str(item.path))
        is_own = isinstance(error, pytest.fail.Exception) and expectation is None
        message = str(error) if is_own else ""
    elif isinstance(error, AssertionError):
        message = _message_of(error)
    elif not any(call.came_back for call in run.calls):
        what = f"{type(error).__name__}: {error} ({item.path.name})"
        note = f"this check itself does not work. {what}"
        return result(status="broken", lines=(("note", note),))
    if item.config.option.framelab_terse:
        return result(status=status_of(error))
    if item.config.option.framelab_class_run and not check.is_visible:
        is_unwritten = bool(run.calls) and run.calls[-1].none == "unwritten"
        got = "a function that is not written yet" if is_unwritten else kind_of_failure(error)
        return result(status=status_of(error), lines=(("got", got),))
    # Else the check did something with a value that this value cannot do.
    names = {name: value for name, value in vars(item.module).items() if name.isupper()}
    failure = Failure(error, run, expectation, message, names)
    return result(status=status_of(error), lines=_words_for(failure))


def _words_for(failure: Failure) -> tuple[tuple[str, str], ...]:
    """Return the lines about a failure; a few, where its values are such that none can be made.

    Values come from an answer, and a verdict depends on no words.
    """
    try:
        return lines_of(failure)
    except Exception as error:
        what = f"no more can be said of this value: {type(error).__name__}"
        return (("got", kind_of_failure(failure.error)), ("note", what))


def _with_left_out(result: CheckResult, item: pytest.Function, check: Check) -> CheckResult:
    """Add to the first visible result what of the answer did not run when it was loaded."""
    run = item.config.stash[RUNS].get(check.exercise.folder)
    if run is None or not run.left_out or not check.is_visible:
        return result
    lines = left_out_lines(run)
    run.left_out = []
    return replace(result, lines=(*lines, *result.lines))


def _why_not_ours(item: pytest.Function, check: Check) -> tuple[tuple[str, str], ...]:
    """Return why a code that is not ours is accepted; only hidden checks have that file."""
    if check.exercise.kind != "data" or item.path.name != HIDDEN_TESTS:
        return ()
    file = item.path.with_name(ACCEPTED)
    accepted = Accepted(file) if file.is_file() else None
    notes = [
        accepted.note(call.arguments[0], call.value) if accepted else None
        for call in _calls_of(item, check)
    ]
    return tuple(("note", note) for note in notes if note)


def _message_of(error: AssertionError) -> str:
    """Return a check's own message, without pytest's explanation below it."""
    message, explained, _ = str(error).partition("\nassert ")
    return message if explained else ""
