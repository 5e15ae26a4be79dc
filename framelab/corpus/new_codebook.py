"""The codebook that a new corpus begins with, for its authors to make their own."""

from collections.abc import Sequence
from importlib.resources import files

from framelab.corpus.codebook import BOTH, ID, NEITHER, CodebookError
from framelab.style import style

PLACEHOLDER = "topic"
"""The issue of a corpus whose authors have not named one."""

_ISSUE = """\
[[issues]]
id = "{id}"
label = "{label}"
letter = "{letter}"
color = "{tint.color.light}"
dark = "{tint.color.dark}"
ink = "{tint.ink.light}"
ink_dark = "{tint.ink.dark}"
[issues.hints]
present = "Which words name {label}?"
absent = "It names {label}, or clearly points back to it."
"""
_TOGETHER = """\
[{code}]
label = "{label}"
letter = "{letter}"
color = "{tint.color.light}"
dark = "{tint.color.dark}"
ink = "{tint.ink.light}"
ink_dark = "{tint.ink.dark}"
"""


def new_codebook(issues: Sequence[str] = (PLACEHOLDER,)) -> str:
    """Return the text of a codebook for new articles.

    Parameters
    ----------
    issues : sequence of str
        The ids of one to four issues: small letters and digits, joined by hyphens.

    Returns
    -------
    str
        TOML with these issues, the four functions of a frame after Entman, and common sides
        and kinds.

    Raises
    ------
    CodebookError
        An id is none, is there twice, or there are too many.
    """
    if not 1 <= len(issues) <= len(style().issues):
        raise CodebookError(
            "the new codebook", "issues", str(len(issues)),
            f"1 to {len(style().issues)}; more in a codebook.toml of your own beside the texts",
        )  # fmt: skip
    letters: list[str] = []
    for name in issues:
        if not ID.fullmatch(name) or name in (BOTH, NEITHER) or issues.count(name) > 1:
            allowed = "small letters and digits, joined by hyphens, each issue once"
            raise CodebookError("the new codebook", "issues", repr(name), allowed)
        letters.append(_letter(name, letters))
    labels = [name.replace("-", " ") for name in issues]
    parts = [
        _ISSUE.format(id=name, label=label, letter=letter, tint=tint)
        for name, label, letter, tint in zip(issues, labels, letters, style().issues, strict=False)
    ]
    if len(issues) == 2:
        both = f"both {' and '.join(labels)}"
        parts.append(
            _TOGETHER.format(
                code=BOTH, label=both, letter="+".join(letters)[:3], tint=style().several
            )
        )
    none = "issue not named" if len(issues) == 1 else "no issue named"
    parts.append(_TOGETHER.format(code=NEITHER, label=none, letter="–", tint=style().none))
    template = files("framelab.corpus") / "codebook.toml.in"
    return template.read_text(encoding="utf-8").replace("@ISSUES@", "\n".join(parts))


def _letter(name: str, taken: Sequence[str]) -> str:
    """Return as many first letters of a name as tell it from the others."""
    plain = name.replace("-", "").capitalize()
    lengths = range(1, 4)
    return next((plain[:n] for n in lengths if plain[:n] not in taken), f"{plain[0]}{len(taken)}")
