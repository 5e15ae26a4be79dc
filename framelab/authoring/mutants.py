"""Mutants: an answer with one small mistake each, to see whether an exercise's checks notice.

The operators are cosmic-ray's. Its runner is not used: our checks ask another process,
where it would have nothing to patch.
"""

import ast
import difflib
from collections.abc import Iterator
from dataclasses import dataclass

# Operators for what answers do not have, or whose mutants say nothing new: the eleven
# replacements of one binary operator fail alike, so a few stand for all.
_BINARY = {"Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "Div_FloorDiv", "FloorDiv_Mul",
           "Mod_Mul", "BitOr_BitAnd", "BitAnd_BitOr", "Pow_Mul"}  # fmt: skip

# These ask which variables to put in, and are for studies of causes.
_TOLD_WHERE = {"VariableInserter", "VariableReplacer"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A text with one mistake; `before` and `after` are the line that has it."""

    operator: str
    line: int
    before: str
    after: str
    source: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.before} -> {self.after}"


def make_mutants(source: str) -> Iterator[Mutant]:
    """Yield the mutants of an answer, each text once.

    Annotations and docstrings are left alone: what is changed there changes nothing.

    Parameters
    ----------
    source : str
        Python code.
    """
    from cosmic_ray.mutating import mutate_code  # noqa: PLC0415 - for authors alone
    from cosmic_ray.plugins import get_operator, operator_names  # noqa: PLC0415

    seen = {_meaning(source)}
    for name in sorted(operator_names()):
        kind = name.removeprefix("core/")
        binary = kind.removeprefix("ReplaceBinaryOperator_")
        if (binary != kind and binary not in _BINARY) or kind in _TOLD_WHERE:
            continue
        operator = get_operator(name)()
        occurrence = 0
        while (mutated := mutate_code(source, operator, occurrence)) is not None:
            occurrence += 1
            meaning = _meaning(mutated)
            if meaning is None or meaning in seen:
                continue
            seen.add(meaning)
            yield _mutant(kind, source, mutated)


def _meaning(source: str) -> str | None:
    """Return a text's syntax without annotations and docstrings; None where it has none."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef():
                node.returns = None
                if ast.get_docstring(node) is not None:
                    del node.body[0]
            case ast.arg():
                node.annotation = None
            case ast.AnnAssign():
                node.annotation = ast.Constant(None)
    return ast.dump(tree)


def _mutant(operator: str, source: str, mutated: str) -> Mutant:
    old, new = source.splitlines(), mutated.splitlines()
    for tag, first, last, from_, to in difflib.SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag != "equal":
            before = " ".join(line.strip() for line in old[first:last])
            after = " ".join(line.strip() for line in new[from_:to])
            return Mutant(operator, first + 1, before, after, mutated)
    raise AssertionError("a mutant differs from its source")
