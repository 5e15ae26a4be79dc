"""What the checks of an exercise ask for, as far as their code names it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path


def unsaid(brief: Path, tests: list[Path]) -> list[str]:
    """List what tests ask for and the brief does not name.

    Looked for are the functions called on `submission`, the exceptions that
    `pytest.raises` expects, and the tolerances of `pytest.approx`. Parts of a file of
    codes or of a text (`submission.code`, `section`, `places`) need no name.

    Parameters
    ----------
    brief : Path
        The exercise's `brief.md`.
    tests : list of Path
        Its files of tests.

    Returns
    -------
    list of str
        A line each: file, line, and what the brief should name.
    """
    text = brief.read_text(encoding="utf-8")
    said = []
    for file in tests:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for line, wanted, forms in _asked(tree):
            if not any(re.search(form, text) for form in forms):
                said.append(f"{file.name}, line {line}: {wanted} is not in {brief.name}")
    return list(dict.fromkeys(said))


_OF_OTHER_KINDS = ("code", "section", "places")


def _asked(tree: ast.AST) -> Iterator[tuple[int, str, list[str]]]:
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="submission"), attr=name):
                if name not in _OF_OTHER_KINDS:
                    yield node.lineno, name, [rf"`{re.escape(name)}\("]
            case ast.Call(func=ast.Attribute(value=ast.Name(id="pytest"), attr="raises")):
                for name in _names(node.args[0]):
                    yield node.lineno, name, [rf"\b{re.escape(name)}\b"]
            case ast.Call(func=ast.Attribute(value=ast.Name(id="pytest"), attr="approx")):
                for keyword in node.keywords:
                    yield node.lineno, ast.unparse(keyword.value), _forms(keyword.value)


def _names(node: ast.expr) -> list[str]:
    parts = node.elts if isinstance(node, ast.Tuple) else [node]
    return [ast.unparse(part) for part in parts]


_IN_WORDS = {1e-9: "billionth", 1e-6: "millionth", 1e-3: "thousandth", 1e-2: "hundredth"}


def _forms(tolerance: ast.expr) -> list[str]:
    """Return the ways to write a tolerance: 1e-06, 0.000001, a millionth."""
    value = float(ast.literal_eval(tolerance))
    forms = [re.escape(ast.unparse(tolerance)), re.escape(f"{value:.10f}".rstrip("0"))]
    return forms + ([_IN_WORDS[value]] if value in _IN_WORDS else [])
