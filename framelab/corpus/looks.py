"""How the codes of a codebook look: what `framelab.style` makes properties and hatches of."""

from framelab import style
from framelab.corpus.codebook import JOINED, NEITHER, Codebook, Issue, Side
from framelab.style import Look


def looks_of(codebook: Codebook) -> dict[str, Look]:
    """Return the look of every code of issues and of every side, by its name in style sheets.

    The name of an issue's code is `issue-CODE`, with an underscore between issues that are coded
    together; the name of a side is `side-ID`.
    """
    issues = {name_of(code): _of_code(codebook, code) for code in codebook.issue_codes}
    return issues | {f"side-{each.id}": _look(each) for each in codebook.sides.values()}


def name_of(code: str) -> str:
    """Return the name of an issue's code in style sheets, without the hyphens before it."""
    return f"issue-{code.replace(JOINED, '_')}"


def _of_code(codebook: Codebook, code: str) -> Look:
    together = codebook.issues_in(code)
    stripes = tuple(map(name_of, together))
    if len(together) == 1:
        return _look(codebook.issues[code])
    if code == NEITHER:
        return _look(codebook.neither)
    if codebook.both:
        return _look(codebook.both, stripes)
    return Look(None, None, "stripes", stripes)


def _look(code: Issue | Side, stripes: tuple[str, ...] = ()) -> Look:
    ink = style.Color(code.ink.light, code.ink.dark) if code.ink else None
    color = style.Color(code.color.light, code.color.dark)
    return Look(color, ink, code.pattern, stripes if code.pattern == "stripes" else ())
