"""What a check would have looked for, had the call in it come back as it should.

A check that calls an answer and gets an exception ends before it can compare. Its source
still says what it wanted: `assert submission.f(ROWS) == {"kelly": 7}`, or
`with pytest.raises(ValueError): submission.f(ROWS)`.
"""

import ast
import inspect
import textwrap
from functools import cache
from types import CodeType, TracebackType

from framelab.exercises.feedback.messages import Expectation

_OPERATORS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in",
}  # fmt: skip


def expectation_at(traceback: TracebackType | None, test_file: str) -> Expectation | None:
    """Return what a check was about to look for when its call failed.

    Parameters
    ----------
    traceback : traceback or None
        Of what ended the check.
    test_file : str
        The check's file: only code in it is looked at.

    Returns
    -------
    Expectation or None
        None where the check made the call outside an `assert A == B` and a
        `pytest.raises`, or where B cannot be worked out without asking the answer.
    """
    frame = None
    line = 0
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == test_file:
            frame, line = traceback.tb_frame, traceback.tb_lineno
        traceback = traceback.tb_next
    if frame is None:
        return None
    tree = _tree_of(frame.f_code)
    statements = [
        node
        for node in ast.walk(tree)
        if isinstance(node, (ast.Assert, ast.With))
        and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    # The innermost one comes last.
    for statement in reversed(statements):
        if isinstance(statement, ast.With):
            if (raised := _expected_to_raise(statement)) is not None:
                return Expectation("raises", None, raised)
        elif (wanted := _compared_with(statement)) is not None:
            operator, side = wanted
            code = compile(ast.Expression(side), test_file, "eval")
            try:
                value = eval(code, frame.f_globals, frame.f_locals)
            except Exception:
                return None
            return Expectation(operator, None, value)
    return None


@cache
def _tree_of(code: CodeType) -> ast.AST:
    """Read the source of a check, its lines numbered as in its file; nothing where it has none."""
    try:
        source, first = inspect.getsourcelines(code)
        tree = ast.parse(textwrap.dedent("".join(source)))
    except (OSError, SyntaxError):
        return ast.Pass()
    return ast.increment_lineno(tree, first - 1)


def _expected_to_raise(statement: ast.With) -> str | None:
    """Return the exception of `with pytest.raises(ValueError):`, as it is written there."""
    asked = statement.items[0].context_expr
    if isinstance(asked, ast.Call) and asked.args and ast.unparse(asked.func) == "pytest.raises":
        return ast.unparse(asked.args[0])
    return None


def _compared_with(statement: ast.Assert) -> tuple[str, ast.expr] | None:
    """Return operator and right side of `assert submission.f(ROWS) == WANTED`."""
    compared = statement.test
    if not isinstance(compared, ast.Compare) or len(compared.ops) != 1:
        return None
    side = compared.comparators[0]
    names = (each for each in ast.walk(side) if isinstance(each, ast.Name))
    if any(name.id == "submission" for name in names):
        return None  # to know it, the answer would have to be asked again
    return _OPERATORS[type(compared.ops[0])], side
