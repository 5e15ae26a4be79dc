"""Whether an answer needs a newer Python than the course states.

The same is found on every Python: what a Python cannot read yet is recognized by its form, and
what it reads but an older one does not by the same rules. So the page, a local run and a class
run say the same of an answer.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

Version = tuple[int, int]

OLDEST: Version = (3, 11)
"""The oldest Python that framelab runs on; a course that states none has this one."""


@dataclass(frozen=True, slots=True)
class Need:
    """What an answer needs: a version of Python, for something in a line."""

    version: Version
    line: int
    what: str


def written(version: Version) -> str:
    """Return a version as one writes it."""
    return ".".join(map(str, version))


# Module and name to the version that brought them; an empty name is the module itself. From
# "What's New in Python 3.12" to "3.14", without what belongs to one system alone.
NEW_NAMES: dict[tuple[str, str], Version] = {
    (module, name): version
    for version, modules in (
        ((3, 12), {
            "calendar": "Day Month", "collections.abc": "Buffer", "inspect": "BufferFlags "
            "getasyncgenlocals getasyncgenstate markcoroutinefunction", "itertools": "batched",
            "math": "sumprod", "os.path": "isjunction splitroot", "random": "binomialvariate",
            "sys": "monitoring activate_stack_trampoline", "types": "get_original_bases",
            "typing": "TypeAliasType override",
        }),
        ((3, 13), {
            "base64": "z85decode z85encode", "builtins": "PythonFinalizationError",
            "copy": "replace", "dbm.sqlite3": "", "glob": "translate", "math": "fma",
            "os": "process_cpu_count", "os.path": "isreserved", "pathlib": "UnsupportedOperation",
            "queue": "ShutDown", "re": "PatternError",
            "statistics": "kde kde_random", "types": "CapsuleType",
            "typing": "NoDefault ReadOnly TypeIs get_protocol_members is_protocol",
            "warnings": "deprecated",
        }),
        ((3, 14), {
            "annotationlib": "", "compression": "", "concurrent.interpreters": "",
            "functools": "Placeholder", "heapq": "heapify_max heappop_max heappush_max "
            "heappushpop_max heapreplace_max", "io": "Reader Writer", "operator":
            "is_none is_not_none", "pathlib.types": "", "string.templatelib": "",
            "typing": "evaluate_forward_ref", "uuid": "uuid6 uuid7 uuid8",
        }),
    )
    for module, names in modules.items()
    for name in (names.split() or [""])
}  # fmt: skip

# A function and a keyword that it did not take before. No module: a method of texts, known by its
# name alone, since no other method of Python's own takes that keyword.
NEW_KEYWORDS: dict[tuple[str, str, str], Version] = {
    ("statistics", "correlation", "method"): (3, 12),
    ("", "replace", "count"): (3, 13),
    ("builtins", "map", "strict"): (3, 14),
    ("functools", "reduce", "initial"): (3, 14),
}

# How a line looks that only a newer Python can read.
_FORMS: tuple[tuple[re.Pattern[str], Version, str], ...] = (
    (re.compile(r"\s*type\s+\w+\s*(\[.*\])?\s*="), (3, 12), "a type statement"),
    (re.compile(r"\s*(async\s+)?(def|class)\s+\w+\s*\["), (3, 12), "type parameters"),
    (re.compile(r"\s*except\s+[\w.]+(\s*,\s*[\w.]+)+\s*:"), (3, 14),
     "several exceptions without parentheses"),
)  # fmt: skip
_TEMPLATES: Version = (3, 14)
_ONLY_IN = re.compile(r"only supported in Python (\d+)\.(\d+)")


def in_an_error(error: SyntaxError, lines: list[str], limit: Version) -> Need | None:
    """Return what a line needs that this Python did not read; None where it is wrong itself.

    Parameters
    ----------
    error : SyntaxError
        What the parser said.
    lines : list of str
        The text that it read.
    limit : (int, int)
        What may be needed.
    """
    at = error.lineno or 0
    line = lines[at - 1] if 0 < at <= len(lines) else ""
    said = _ONLY_IN.search(str(error.msg))
    for form, version, what in _FORMS:
        # A Python that knows the form found something else wrong with it.
        is_known = version <= sys.version_info[:2] and not said
        if version > limit and not is_known and form.match(line):
            return Need(version, at, what)
    if limit < _TEMPLATES and (said or sys.version_info < _TEMPLATES) and _has_template(line):
        return Need(_TEMPLATES, at, "a template string")
    if said:
        # What is new may stand above the line: the parser says so at the end of its block.
        version = (int(said[1]), int(said[2]))
        for above in range(at, 0, -1):
            for form, needed, what in _FORMS:
                if needed == version and form.match(lines[above - 1]):
                    return Need(version, above, what)
        return Need(version, at, line.strip()[:60])
    return None


_ANY_NEW = {name or module.rpartition(".")[2] for module, name in NEW_NAMES}
_ANY_NEW |= {keyword for _, _, keyword in NEW_KEYWORDS}
_ANY_NEW_NAME = re.compile(rf"\b({'|'.join(_ANY_NEW)})\b")


def in_names(tree: ast.Module, text: str, limit: Version) -> Need | None:
    """Return the first name in an answer that is newer than a version, and is sure to be used.

    What stands behind a question for the version, or is tried and may fail, is passed over.
    """
    if not _ANY_NEW_NAME.search(text):
        return None  # as in most answers
    names = _Names(_own_names(tree))
    needs = []
    for node in _sure_nodes(tree):
        found = [
            (NEW_NAMES.get((module, name)) or NEW_NAMES.get((module.split(".")[0], "")),
             name if module == "builtins" else ".".join(filter(None, (module, name))))
            for module, name in names.used(node)
        ]  # fmt: skip
        if isinstance(node, ast.Call):
            called = names.called(node.func)
            found += [
                (NEW_KEYWORDS.get((*called, each.arg or "")), f"{each.arg} in {called[1]}()")
                for each in node.keywords
            ]
        needs += [
            Need(version, getattr(node, "lineno", 1), what)
            for version, what in found
            if version and version > limit
        ]
    return min(needs, key=lambda need: need.line, default=None)


def _own_names(tree: ast.AST) -> set[str]:
    """Return the names that an answer gives to something of its own."""
    defined = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    own = {node.name for node in ast.walk(tree) if isinstance(node, defined)}
    own |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Name))
    return own | {node.id for node in names if isinstance(node.ctx, ast.Store)}


@dataclass(slots=True)
class _Names:
    """What names of an answer stand for, as far as its imports were read.

    `own` are those that it defines itself; `with_all` are the modules whose names are there
    without theirs.
    """

    own: set[str]
    modules: dict[str, str] = field(default_factory=dict)
    with_all: list[str] = field(default_factory=lambda: ["builtins"])

    def used(self, node: ast.AST) -> list[tuple[str, str]]:
        """Return what a node uses: modules, each with a name in it or an empty one."""
        found: list[tuple[str, str]] = []
        if isinstance(node, ast.Import):
            for alias in node.names:
                self.modules[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
                found.append((alias.name, ""))
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.append((node.module, ""))
            self.with_all += [node.module for alias in node.names if alias.name == "*"]
            for alias in node.names:
                found += [(node.module, alias.name), (f"{node.module}.{alias.name}", "")]
                self.modules[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Attribute) and (owner := _dotted(node.value)):
            first, _, rest = owner.partition(".")
            if first in self.modules:
                found.append((".".join(filter(None, (self.modules[first], rest))), node.attr))
        elif isinstance(node, ast.Name) and node.id not in self.own:
            found += [(module, node.id) for module in self.with_all]
        return found

    def called(self, function: ast.expr) -> tuple[str, str]:
        """Return the module and the name of what is called; no module for a method."""
        first, _, rest = _dotted(function).partition(".")
        if first in self.modules:
            whole = ".".join(filter(None, (self.modules[first], rest)))
            return whole.rpartition(".")[0], whole.rpartition(".")[2]
        if isinstance(function, ast.Attribute):
            return ("own" if function.attr in self.own else ""), function.attr
        return ("own" if first in self.own else "builtins"), first


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (owner := _dotted(node.value)):
        return f"{owner}.{node.attr}"
    return ""


_ASKS = re.compile(r"version_info|hexversion|hasattr")


def _sure_nodes(tree: ast.AST) -> Iterator[ast.AST]:
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        passed_over: list[ast.stmt] = []
        if isinstance(node, ast.Try) and node.handlers:
            passed_over = node.body
        elif isinstance(node, ast.If) and _ASKS.search(ast.dump(node.test)):
            passed_over = [*node.body, *node.orelse]
        known = set(map(id, passed_over))
        children = [each for each in ast.iter_child_nodes(node) if id(each) not in known]
        waiting += reversed(children)


@dataclass(frozen=True, slots=True)
class NewString:
    """An f-string that Python reads from 3.12 on: where it stands, and what in it is new."""

    start: int
    end: int
    what: str


NEW_STRINGS: Version = (3, 12)

_STRING = re.compile(
    r"(?P<prefix>(?<!\w)(?:f|fr|rf|t|tr|rt|r|u|b|br|rb)|)(?P<quote>'''|\"\"\"|'|\")", re.IGNORECASE
)
_COMMENT_OR_STRING = re.compile(r"#[^\n]*|" + _STRING.pattern, re.IGNORECASE)
_IN_STRING = re.compile(r"[\\\n{'\"]")


def new_strings(text: str) -> list[NewString]:
    """Return the f-strings in a text that Python 3.11 cannot read.

    Such an f-string has between { and } its own quotation mark, a backslash, a comment, or,
    where it is on one line, a line break.
    """
    found: list[NewString] = []
    at = 0
    while token := _COMMENT_OR_STRING.search(text, at):
        at = token.end()
        if token["quote"]:
            scan = _StringScan(text)
            at = scan.string(token, ())
            if scan.what and scan.is_closed:
                found.append(NewString(token.start(), at, scan.what))
    return found


def _has_template(line: str) -> bool:
    at = 0
    while token := _COMMENT_OR_STRING.search(line, at):
        if "t" in (token["prefix"] or "").casefold():
            return True
        at = _StringScan(line).string(token, ()) if token["quote"] else token.end()
    return False


class _StringScan:
    """Reads one string with all that is inside; `what` is what an old Python cannot read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.what = ""
        self.is_closed = True
        self._depth = 0

    def string(self, opened: re.Match[str], around: tuple[str, ...]) -> int:
        """Read a string; `around` are the quotation marks of the f-strings that it stands in."""
        quote, prefix = opened["quote"], opened["prefix"].casefold()
        self._depth += 1
        if self._depth > _DEEPEST:
            self.is_closed = False
            return len(self._text)
        if around and any(quote.startswith(each) for each in around):
            self.what = self.what or "a quotation mark reused inside an f-string"
        text, at = self._text, opened.end()
        try:
            while special := _IN_STRING.search(text, at):
                at = special.start()
                if text.startswith(quote, at):
                    return at + len(quote)
                if text[at] == "\\":
                    if around:
                        self.what = self.what or "a backslash between the braces of an f-string"
                    at += 2
                elif text[at] == "\n" and len(quote) == 1:
                    break
                elif text[at] == "{" and "f" in prefix and not text.startswith("{{", at):
                    at = self._field(at + 1, (*around, quote))
                elif text.startswith("{{", at):
                    at += 2
                else:
                    at += 1
            self.is_closed = False
            return at if special else len(text)
        finally:
            self._depth -= 1

    def _field(self, at: int, around: tuple[str, ...]) -> int:
        """Read what stands between { and }, and return the place behind it."""
        text, brackets = self._text, 0
        while at < len(text):
            sign = text[at]
            if string := _STRING.match(text, at):
                # The end of a string that was never meant to go on: `f"{x"`.
                at = self.string(string, around)
                continue
            if sign == "}" and not brackets:
                return at + 1
            if sign == ":" and not brackets:
                at = self._form(at + 1, around)
                continue
            if sign == "\\":
                self.what = self.what or "a backslash between the braces of an f-string"
            elif sign == "#":
                self.what = self.what or "a comment between the braces of an f-string"
                at = text.find("\n", at)
                if at < 0:
                    break
                continue
            elif sign == "\n" and len(around[-1]) == 1:
                self.what = self.what or "a line break between the braces of an f-string"
            brackets += (sign in "([{") - (sign in ")]}")
            at += 1
        self.is_closed = False
        return len(text)

    def _form(self, at: int, around: tuple[str, ...]) -> int:
        """Read the form behind a colon, which may have fields, up to the closing }."""
        text = self._text
        while at < len(text) and text[at] != "}":
            if text.startswith(around[-1], at) or text[at] == "\n":
                self.is_closed = False
                return at
            at = self._field(at + 1, around) if text[at] == "{" else at + 1
        return at


_DEEPEST = 20
