"""The codebook that a new corpus begins with, for its authors to make their own."""

from collections.abc import Sequence
from importlib.resources import files

from framelab.corpus.codebook import BOTH, ID, NEITHER, CodebookError, Color

PLACEHOLDER = "topic"
"""The issue of a corpus whose authors have not named one."""

# On a light page and on a dark one; each apart from the others for readers who confuse colors.
_COLORS = (
    Color("#1F4E9E", "#5C90DC"),
    Color("#CF6A1D", "#F0A04B"),
    Color("#0A6B74", "#5CC4CF"),
    Color("#6007B4", "#BB9BFD"),
)
_BOTH, _NEITHER = Color("#66104C", "#F5CDF0"), Color("#72757A", "#7E8186")

_ISSUE = """\
[[issues]]
id = "{id}"
label = "{label}"
letter = "{letter}"
color = "{color.light}"
dark = "{color.dark}"
[issues.hints]
present = "Which words name {label}?"
absent = "It names {label}, or clearly points back to it."
"""
_TOGETHER = """\
[{code}]
label = "{label}"
letter = "{letter}"
color = "{color.light}"
dark = "{color.dark}"
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
    if not 1 <= len(issues) <= len(_COLORS):
        raise CodebookError(
            "the new codebook", "issues", str(len(issues)),
            f"1 to {len(_COLORS)}; more in a codebook.toml of your own beside the texts",
        )  # fmt: skip
    letters: list[str] = []
    for name in issues:
        if not ID.fullmatch(name) or name in (BOTH, NEITHER) or issues.count(name) > 1:
            allowed = "small letters and digits, joined by hyphens, each issue once"
            raise CodebookError("the new codebook", "issues", repr(name), allowed)
        letters.append(_letter(name, letters))
    labels = [name.replace("-", " ") for name in issues]
    parts = [
        _ISSUE.format(id=name, label=label, letter=letter, color=color)
        for name, label, letter, color in zip(issues, labels, letters, _COLORS, strict=False)
    ]
    if len(issues) == 2:
        both = f"both {' and '.join(labels)}"
        parts.append(
            _TOGETHER.format(code=BOTH, label=both, letter="+".join(letters)[:3], color=_BOTH)
        )
    none = "issue not named" if len(issues) == 1 else "no issue named"
    parts.append(_TOGETHER.format(code=NEITHER, label=none, letter="–", color=_NEITHER))
    template = files("framelab.corpus") / "codebook.toml.in"
    return template.read_text(encoding="utf-8").replace("@ISSUES@", "\n".join(parts))


def _letter(name: str, taken: Sequence[str]) -> str:
    """Return as many first letters of a name as tell it from the others."""
    plain = name.replace("-", "").capitalize()
    lengths = range(1, 4)
    return next((plain[:n] for n in lengths if plain[:n] not in taken), f"{plain[0]}{len(taken)}")
