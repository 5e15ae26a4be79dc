"""The student's answer, loaded: runs its code, and says in plain data what came of it.

Runs on the student's side: in the child process of a local run, in the worker of a
sandbox, in the page. Everything that it says is distrusted on the other side. Names in
a reply:

- value: what a call gave, encoded
- raised: type, builtin bases, message and line of an exception
- missing / not_callable: there is no such function
- why: what kept it from being defined, if the answer's code has it (beside `missing`): an
  exception, as in `raised`
- arguments: the function takes other arguments; its signature
- not_plain / too_much: what was given in place of plain data, or how much of it
- changed: the arguments that the call changed (beside `value`)
- remembers: whether a call could give something else after other calls (beside `value`, when
  it is loaded)
- none: why the function gave None, where its code tells (beside `value`): "unwritten", it has
  no body yet, or "unsaid", no `return` in it says None
- left_out: what of the answer did not run when it was loaded (beside `value`): an exception
  each, as in `raised`; `top` is the line of the statement
- needs: what the answer needs a newer Python for: version, line, what
"""

import __future__

import ast
import inspect
import sys
import traceback
import types
import warnings
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from framelab.exercises.answer_side.codec import NotPlainDataError, TooMuchDataError, decode, encode
from framelab.exercises.answer_side.imports import Imports
from framelab.exercises.answer_side.newer_python import OLDEST, written
from framelab.exercises.answer_side.reading import LeftOut, read_answer
from framelab.exercises.answer_side.surroundings import prepare

MODULE = "answer"
MAX_TEXT = 500
MAX_LEFT_OUT = 20
"""How many statements that failed are told of."""

# Annotations stay texts, since from Python 3.14 on nobody works them out: a name in one that is
# imported nowhere, or defined further down, then fails in no place.
_ANNOTATIONS = __future__.annotations.compiler_flag

Reply = dict[str, Any]


class AnswerModule:
    """One answer as a module of its own.

    Parameters
    ----------
    source : str
        Python code.
    file : str
        What its file is called in error messages.
    withheld : sequence of str
        Modules and tables that it may not use.
    cells : sequence of int
        Of a notebook, how many lines stand before each code cell.
    python : sequence of int
        The version of Python that the course states.
    module : str
        The name of the module; a program that is run is `__main__`.
    is_debugged : bool
        See `Imports`.
    """

    def __init__(
        self,
        source: str,
        file: str,
        withheld: Sequence[str] = (),
        cells: Sequence[int] = (0,),
        python: Sequence[int] = OLDEST,
        *,
        module: str = MODULE,
        is_debugged: bool = False,
    ) -> None:
        self._source, self._file = source, file
        self._cells, self._python = cells, (python[0], python[1])
        self._imports = Imports(withheld, is_debugged=is_debugged)
        self._module = types.ModuleType(module)
        self._module.__file__ = file
        self._why_none: dict[tuple[str, int], str] = {}
        self._signatures: dict[str, tuple[Any, inspect.Signature | None]] = {}
        self._undefined: dict[str, Reply] = {}

    def load(self) -> Reply:
        """Run the answer statement by statement: a reply with `value` None where it was run.

        A statement that fails is left out, and those that follow are run all the same. So what
        an answer defines counts, whatever else stands at the left margin. Where nothing is
        defined, the answer could not be loaded.
        """
        return self._guarded(self._load)

    def run(self) -> Reply:
        """Run the answer as a program, which ends at the first exception."""

        def run() -> Reply:
            self._begin()
            code = compile(self._source, self._file, "exec", _ANNOTATIONS, dont_inherit=True)
            exec(code, vars(self._module))
            return {"value": None}

        return self._guarded(run)

    def _begin(self) -> None:
        sys.modules[self._module.__name__] = self._module
        prepare(self._source, self._file)

    def _load(self) -> Reply:
        reading = read_answer(self._source, self._cells, self._python)
        if need := reading.need:
            what = need.what[:MAX_TEXT]
            return {"needs": {"version": written(need.version), "line": need.line, "what": what}}
        if reading.error:
            return {"raised": _of_line(reading.error)}
        tree = ast.Module(reading.statements, [])
        self._why_none = _why_none(tree)
        self._module.__doc__ = ast.get_docstring(tree)
        self._begin()
        failed = [_of_line(each) for each in reading.left_out]
        self._undefined = {name: _of_line(each) for name, each in reading.undefined.items()}
        flags = _ANNOTATIONS | _asked_features(reading.statements)
        # What stands below an exit adds to what stands above, and replaces nothing of it: there
        # are drafts that never ran.
        at_exit: dict[str, Any] = {}
        for statement in chain.from_iterable(map(_apart, reading.statements)):
            if _is_constant(statement):
                continue  # alone in a module, a text would be its docstring
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # each Python has others
                    code = compile(
                        ast.Module([statement], []), self._file, "exec", flags, dont_inherit=True
                    )
                exec(code, vars(self._module))
            except BaseException as error:
                failed.append(self._describe(error) | {"top": self._top_line(error, statement)})
                if isinstance(statement, ast.FunctionDef):
                    self._undefined[statement.name] = failed[-1]
                if isinstance(error, SystemExit) and not at_exit:
                    at_exit = dict(vars(self._module))
        vars(self._module).update(at_exit)
        failed.sort(key=lambda each: each["top"])
        if failed and not any(map(callable, vars(self._module).values())):
            return {"raised": failed[0]}  # there is nothing that could be called
        return {"value": None, "remembers": may_remember(tree), "left_out": failed[:MAX_LEFT_OUT]}

    def _top_line(self, error: BaseException, statement: ast.stmt) -> int:
        frames = traceback.extract_tb(error.__traceback__)
        lines = (frame.lineno for frame in frames if frame.filename == self._file)
        return next(lines, None) or statement.lineno

    def call(self, name: str, arguments: Any, keywords: Any) -> Reply:
        """Call a function of the answer with encoded arguments, and return the reply."""
        return self._guarded(lambda: self._call(name, arguments, keywords))

    def _call(self, name: str, arguments: Any, keywords: Any) -> Reply:
        if name not in vars(self._module):
            reply: Reply = {"missing": name, "functions": self._functions()}
            if name in self._undefined:
                reply["why"] = self._undefined[name]
            return reply
        function = vars(self._module)[name]
        if not callable(function):
            return {"not_callable": type(function).__name__}
        given, named = decode(arguments), decode(keywords)
        signature = self._signature(name, function)
        bound = None
        if signature:
            try:
                bound = signature.bind(*given, **named)
            except TypeError:
                return {"arguments": f"{name}{signature}"[:MAX_TEXT]}
        result = function(*given, **named)
        reply = {"value": encode(result)}
        code = getattr(function, "__code__", None)
        why = self._why_none.get((name, getattr(code, "co_firstlineno", 0)))
        if result is None and why:
            reply["none"] = why
        changed = _changed(bound.arguments if bound else {}, given, named, arguments, keywords)
        return reply | ({"changed": changed} if changed else {})

    def _signature(self, name: str, function: Any) -> inspect.Signature | None:
        known = self._signatures.get(name)
        if known is None or known[0] is not function:
            try:
                known = (function, _without_annotations(inspect.signature(function)))
            except (TypeError, ValueError):
                known = (function, None)  # some builtin functions have none
            self._signatures[name] = known
        return known[1]

    def _functions(self) -> list[str]:
        return [
            name[:80]
            for name, value in vars(self._module).items()
            if isinstance(value, types.FunctionType) and value.__module__ == self._module.__name__
        ][:20]

    def _guarded(self, run: Callable[[], Reply]) -> Reply:
        with self._imports.refusing():
            try:
                return run()
            except TooMuchDataError as error:
                return {"too_much": str(error)[:MAX_TEXT]}
            except NotPlainDataError as error:
                return {"not_plain": str(error)[:MAX_TEXT]}
            except BaseException as error:
                return {"raised": self._describe(error)}

    def _describe(self, error: BaseException) -> Reply:
        try:
            message = str(error)[:MAX_TEXT]
        except BaseException as second:
            message = f"(no message: str() of the error raised {type(second).__name__})"
        line = None
        if isinstance(error, SyntaxError) and error.filename == self._file:
            line, message = error.lineno, str(error.msg)[:MAX_TEXT]
        else:
            for frame in traceback.extract_tb(error.__traceback__):
                if frame.filename == self._file:
                    line = frame.lineno
        bases = [each.__name__ for each in type(error).__mro__ if each.__module__ == "builtins"]
        return {
            "type": type(error).__name__[:80],
            "bases": bases[:8],
            "message": message,
            "line": line,
        }


def _apart(statement: ast.stmt) -> list[ast.stmt]:
    """Return an import of several names as one import a name: not all need be missing."""
    if isinstance(statement, ast.Import):
        return [_placed(ast.Import([each]), statement) for each in statement.names]
    if isinstance(statement, ast.ImportFrom):
        module, level = statement.module, statement.level
        return [_placed(ast.ImportFrom(module, [e], level), statement) for e in statement.names]
    return [statement]


def _placed(made: ast.stmt, at: ast.stmt) -> ast.stmt:
    return ast.copy_location(made, at)


def _asked_features(statements: Sequence[ast.stmt]) -> int:
    """Return the compiler's flags for what `from __future__ import ...` asks for."""
    names = (
        alias.name
        for each in statements
        if isinstance(each, ast.ImportFrom) and each.module == "__future__"
        for alias in each.names
    )
    flags = 0
    for name in names:
        feature = getattr(__future__, name, None)
        flags |= getattr(feature, "compiler_flag", 0)
    return flags


def _of_line(left_out: LeftOut) -> Reply:
    """Return what is said of a line that Python cannot read, in the form of an exception."""
    return {
        "type": left_out.kind,
        "bases": ["SyntaxError", "Exception"],
        "message": left_out.message[:MAX_TEXT],
        "line": left_out.line,
        "top": left_out.line,
    }


def _without_annotations(signature: inspect.Signature) -> inspect.Signature:
    """Return a signature as every Python writes it."""
    plain = [
        each.replace(annotation=inspect.Parameter.empty) for each in signature.parameters.values()
    ]
    return signature.replace(parameters=plain, return_annotation=inspect.Signature.empty)


def may_remember(tree: ast.Module) -> bool:
    """Return True if functions share something that a call could change.

    Such are names of the module that stand for more than a constant, defaults of arguments,
    decorators, classes and what is declared global. It is said too often rather than too
    seldom, but for an answer that changes Python itself.
    """
    changeable = {
        name.id
        for statement in tree.body
        if not isinstance(statement, (ast.FunctionDef, ast.Import, ast.ImportFrom))
        and not (isinstance(statement, (ast.Assign, ast.AnnAssign)) and _is_fixed(statement.value))
        for name in ast.walk(statement)
        if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
    }
    for function in ast.walk(tree):
        if isinstance(function, (ast.Global, ast.Nonlocal, ast.ClassDef)):
            return True
        if not isinstance(function, (ast.FunctionDef, ast.Lambda)):
            continue
        defaults = (*function.args.defaults, *filter(None, function.args.kw_defaults))
        if getattr(function, "decorator_list", ()) or not all(map(_is_fixed, defaults)):
            return True
        for node in ast.walk(function):
            if isinstance(node, ast.Name) and node.id in changeable:
                return True
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                return True
    return False


def _is_fixed(value: ast.expr | None) -> bool:
    if isinstance(value, ast.Tuple):
        return all(map(_is_fixed, value.elts))
    if isinstance(value, ast.UnaryOp):
        return _is_fixed(value.operand)
    return value is None or isinstance(value, (ast.Constant, ast.Lambda))


def _why_none(tree: ast.Module) -> dict[tuple[str, int], str]:
    """Return why functions return None, if they do, by name and line."""
    found = {}
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef):
            continue
        returned = [each for each in ast.walk(node) if isinstance(each, ast.Return)]
        if all(map(_does_nothing, node.body)):
            found[node.name, node.lineno] = "unwritten"
        elif not any(map(_says_none, returned)):
            found[node.name, node.lineno] = "unsaid"
    return found


def _does_nothing(statement: ast.stmt) -> bool:
    """Return True for `pass`, `...` or a docstring."""
    return _is_constant(statement) or isinstance(statement, ast.Pass)


def _is_constant(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _says_none(statement: ast.Return) -> bool:
    return statement.value is None or any(
        isinstance(each, ast.Constant) and each.value is None for each in ast.walk(statement)
    )


def _changed(
    bound: dict[str, Any], given: list[Any], named: dict[str, Any], before: Any, before_named: Any
) -> list[str]:
    """Return the names of the arguments that a call changed."""

    def differs(now: object, encoded: object) -> bool:
        if now is encoded:  # a text, a number: what crosses as it is
            return False
        try:
            return bool(encode(now) != encoded)
        except NotPlainDataError:
            return True

    by_place = list(bound)
    positional = [
        by_place[at] if at < len(by_place) else f"argument {at + 1}"
        for at, value in enumerate(given)
        if differs(value, before[at])
    ]
    encoded_names = dict(before_named["dict"])
    return positional + [key for key, value in named.items() if differs(value, encoded_names[key])]
