"""The student's answer, loaded: runs its code, and says in plain data what came of it.

Runs on the student's side: in the child process of a local run, in the worker of a
sandbox, in the page. Everything that it says is distrusted on the other side. Names in
a reply:

- value: what a call gave, encoded
- raised: type, builtin bases, message and line of an exception
- missing / not_callable: there is no such function
- arguments: the function takes other arguments; its signature
- not_plain / too_much: what was given in place of plain data, or how much of it
- changed: the arguments that the call changed (beside `value`)
- remembers: whether a call could give something else after other calls (beside `value`, when
  it is loaded)
- none: why the function gave None, where its code tells (beside `value`): "unwritten", it has
  no body yet, or "unsaid", no `return` in it says None
"""

import ast
import inspect
import sys
import traceback
import types
from collections.abc import Callable, Sequence
from typing import Any

from framelab.exercises.answer_side.codec import NotPlainDataError, TooMuchDataError, decode, encode
from framelab.exercises.answer_side.withheld import Withholding

MODULE = "answer"
MAX_TEXT = 500

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
    module : str
        The name of the module; a program that is run is `__main__`.
    """

    def __init__(
        self, source: str, file: str, withheld: Sequence[str] = (), module: str = MODULE
    ) -> None:
        self._source, self._file = source, file
        self._withholding = Withholding(withheld)
        self._module = types.ModuleType(module)
        self._module.__file__ = file
        self._why_none: dict[tuple[str, int], str] = {}
        self._signatures: dict[str, tuple[Any, inspect.Signature | None]] = {}

    def load(self) -> Reply:
        """Run the answer's code from top to bottom: a reply with `value` None if it runs."""
        sys.modules[self._module.__name__] = self._module

        def run() -> Reply:
            code = compile(self._source, self._file, "exec", dont_inherit=True)
            tree = ast.parse(self._source)
            self._why_none = _why_none(tree)
            exec(code, vars(self._module))
            return {"value": None, "remembers": may_remember(tree)}

        return self._guarded(run)

    def call(self, name: str, arguments: Any, keywords: Any) -> Reply:
        """Call a function of the answer with encoded arguments, and return the reply."""
        return self._guarded(lambda: self._call(name, arguments, keywords))

    def _call(self, name: str, arguments: Any, keywords: Any) -> Reply:
        if name not in vars(self._module):
            return {"missing": name, "functions": self._functions()}
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
        reply: Reply = {"value": encode(result)}
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
                known = (function, inspect.signature(function))
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
        with self._withholding.refusing():
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
    is_constant = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return is_constant or isinstance(statement, ast.Pass)


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
