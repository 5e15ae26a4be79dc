"""How far the two coders of the course agreed, as a table in a page."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from framelab.corpus import Corpus, FrameCode, IssueCode, SpeechCode, load_corpus
from framelab.measures import bootstrap, cohen_kappa, krippendorff_alpha, observed_agreement

SEED = 20170416
REPEATS = 2000

Pair = tuple[str, str]
Paragraphs = list[list[Pair]]
"""For each paragraph the pairs of codes that its cells got; the paragraphs are drawn anew."""
Statistic = Callable[[Sequence[Pair]], float | None]

HEAD = ("What was coded", "Cells", "With a code", "Per cent alike", "Kappa", "Alpha")
NOTHING = ("none", "absent", "neither")


class CoderAgreementDirective(SphinxDirective):
    """Show how far the coders agreed in a round: `{coder-agreement} 1`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Give a table: a row for speech, for each function, for all of them."""
        if self.arguments[0] not in ("1", "2"):
            raise self.error(f"coder-agreement: found {self.arguments[0]!r}; allowed: 1, 2")
        rows = agreement_rows(load_corpus(), int(self.arguments[0]))
        return [_table([HEAD, *rows])]


def agreement_rows(corpus: Corpus, coding_round: int) -> list[tuple[str, ...]]:
    """Give the cells of the table: what was coded, how often, and three measures.

    Of frames only the cells are taken whose paragraph is on the issue, by the settled
    codes: in the others the issue decides, and no coder.

    Parameters
    ----------
    corpus : Corpus
    coding_round : int
        1 or 2.

    Returns
    -------
    list of tuple of str
        As many cells as `HEAD` has. "With a code" counts those that one coder or both
        gave another code than that there is nothing. Each measure is followed by the
        middle 95 per cent of what it is when the paragraphs are drawn anew.
    """
    frames = [
        row
        for row in corpus.frame_codes
        if row.round == coding_round
        and corpus.paragraphs[row.article, row.paragraph].issue in (row.issue, "both")
    ]
    return [
        _row("issue, of a paragraph", _paired(_of_round(corpus.issue_codes, coding_round))),
        _row("speech, of a person in it", _paired(_of_round(corpus.speech_codes, coding_round))),
        *(
            _row(
                f"{function}, on an issue that it is on",
                _paired(row for row in frames if row.function == function),
            )
            for function in ("problem", "cause", "moral", "remedy")
        ),
    ]


Code = FrameCode | IssueCode | SpeechCode


def _of_round(codes: Iterable[Code], coding_round: int) -> Iterator[Code]:
    return (row for row in codes if row.round == coding_round)


def _paired(codes: Iterable[Code]) -> Paragraphs:
    """Pair the two coders' codes of each cell; leave out what only one of them coded."""
    of_cell: dict[tuple[object, ...], dict[str, str]] = defaultdict(dict)
    for row in codes:
        match row:
            case SpeechCode():
                about = row.speaker
            case FrameCode():
                about = f"{row.function} {row.issue}"
            case IssueCode():
                about = "issue"
        of_cell[row.article, row.paragraph, about][row.coder] = row.code
    paragraphs: dict[tuple[object, ...], list[Pair]] = defaultdict(list)
    for (article, paragraph, _), by_coder in of_cell.items():
        if len(by_coder) == 2:
            paragraphs[article, paragraph].append((by_coder["first"], by_coder["second"]))
    return list(paragraphs.values())


def _row(what: str, paragraphs: Paragraphs) -> tuple[str, ...]:
    pairs = list(chain.from_iterable(paragraphs))
    coded = sum(any(code not in NOTHING for code in pair) for pair in pairs)

    def percent(drawn: Sequence[Pair]) -> float | None:
        share = observed_agreement(drawn)
        return None if share is None else 100 * share

    measures = (
        _with_interval(paragraphs, percent, ".0f"),
        _with_interval(paragraphs, cohen_kappa, ".2f"),
        _with_interval(paragraphs, krippendorff_alpha, ".2f"),
    )
    return (what, str(len(pairs)), str(coded), *measures)


def _with_interval(paragraphs: Paragraphs, statistic: Statistic, form: str) -> str:
    interval = bootstrap(
        paragraphs,
        lambda drawn: statistic(list(chain.from_iterable(drawn))),
        repeats=REPEATS,
        seed=SEED,
    )
    if interval is None:
        return "undefined"
    low, value, high = (
        format(each, form) for each in (interval.low, interval.estimate, interval.high)
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
