"""`{coder-agreement}`: how far the two coders of a corpus agree, as a table in a page."""

from collections.abc import Sequence

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from framelab.bookext.corpus import corpus_of
from framelab.measures import CoderAgreement, Interval, coder_agreement

HEAD = ("What was coded", "Cells", "With a code", "Per cent alike", "Kappa", "Alpha")


class CoderAgreementDirective(SphinxDirective):
    """Show how far the coders agreed in a round: `{coder-agreement} 1`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a table: a row for the issue, for speech and for each function."""
        if self.arguments[0] not in ("1", "2"):
            raise self.error(f"coder-agreement: found {self.arguments[0]!r}; allowed: 1, 2")
        rows = coder_agreement(corpus_of(self.env), int(self.arguments[0]))
        return [_table([HEAD, *map(_cells, rows)])]


def _cells(row: CoderAgreement) -> tuple[str, ...]:
    return (
        row.what,
        str(row.cells),
        str(row.coded),
        _written(row.observed, ".0f", 100),
        _written(row.kappa, ".2f"),
        _written(row.alpha, ".2f"),
    )


def _written(interval: Interval | None, form: str, times: int = 1) -> str:
    if interval is None:
        return "undefined"
    low, value, high = (
        format(times * each, form) for each in (interval.low, interval.estimate, interval.high)
    )
    # Where nobody differed, no draw can differ either: a span would say nothing.
    return value if low == high else f"{value} ({low} to {high})"


def _table(rows: Sequence[Sequence[str]]) -> nodes.table:
    group = nodes.tgroup(cols=len(HEAD))
    group += [nodes.colspec(colwidth=1) for _ in HEAD]
    head, body = nodes.thead(), nodes.tbody()
    for number, cells in enumerate(rows):
        row = nodes.row()
        for cell in cells:
            entry = nodes.entry()
            entry += nodes.paragraph("", cell)
            row += entry
        (body if number else head).append(row)
    group += [head, body]
    return nodes.table("", group)


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("coder-agreement", CoderAgreementDirective)
