"""How far the two coders of a corpus agree, by what they coded."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from framelab.corpus import Corpus, FrameCode, IssueCode, SpeechCode
from framelab.corpus.codebook import NEITHER
from framelab.measures.agreement import cohen_kappa, krippendorff_alpha, observed_agreement
from framelab.measures.resampling import Interval, bootstrap

SEED = 20170416
REPEATS = 2000
ROUNDS = (1, 2)

_Pair = tuple[str, str]
_Paragraphs = list[list[_Pair]]
"""For each paragraph the pairs of codes that its cells got; the paragraphs are drawn anew."""
_Code = FrameCode | IssueCode | SpeechCode
_NOTHING = ("none", "absent", NEITHER)


@dataclass(frozen=True, slots=True)
class CoderAgreement:
    """How far two coders agree on one thing that they coded.

    `cells` counts what both coded, `coded` those of them that one coder or both gave another
    code than that there is nothing. `observed` is a share from 0 to 1, `kappa` and `alpha`
    are at most 1. Each comes with the middle 95 percent of its values when the paragraphs are
    drawn anew; None where it is undefined.
    """

    what: str
    cells: int
    coded: int
    observed: Interval | None
    kappa: Interval | None
    alpha: Interval | None


def coder_agreement(corpus: Corpus, coding_round: int) -> list[CoderAgreement]:
    """Return how far the two coders agree: on the issue, on speech, on each function.

    Of frames only the cells are taken whose paragraph is on the issue, by the settled codes:
    in the others the issue decides, and no coder.

    Parameters
    ----------
    corpus : Corpus
    coding_round : int
        1 or 2.

    Returns
    -------
    list of CoderAgreement
        The issue of a paragraph, the speech of a person, then each function of the codebook.

    Raises
    ------
    ValueError
        There is no such round.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> issue, *_ = coder_agreement(load_corpus(), 2)
    >>> issue.cells, round(issue.kappa.estimate, 2)
    (54, 0.97)
    """
    if coding_round not in ROUNDS:
        raise ValueError(f"coding_round: found {coding_round!r}; allowed: 1, 2")
    codebook = corpus.codebook
    frames = [
        row
        for row in corpus.frame_codes
        if row.round == coding_round and row.issue in _issues_of(corpus, row)
    ]
    return [
        _row("issue, of a paragraph", _paired(_of_round(corpus.issue_codes, coding_round))),
        _row("speech, of a person in it", _paired(_of_round(corpus.speech_codes, coding_round))),
        *(
            _row(
                f"{function.label}, on an issue that it is on",
                _paired(row for row in frames if row.function == function.id),
            )
            for function in codebook.functions.values()
        ),
    ]


def _issues_of(corpus: Corpus, row: FrameCode) -> tuple[str, ...]:
    issue = corpus.paragraphs[row.article, row.paragraph].issue
    return corpus.codebook.issues_in(issue) if issue else ()


def _of_round(codes: Iterable[_Code], coding_round: int) -> Iterator[_Code]:
    return (row for row in codes if row.round == coding_round)


def _paired(codes: Iterable[_Code]) -> _Paragraphs:
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
    paragraphs: dict[tuple[object, ...], list[_Pair]] = defaultdict(list)
    for (article, paragraph, _), by_coder in of_cell.items():
        if len(by_coder) == 2:
            paragraphs[article, paragraph].append((by_coder["first"], by_coder["second"]))
    return list(paragraphs.values())


def _row(what: str, paragraphs: _Paragraphs) -> CoderAgreement:
    pairs = list(chain.from_iterable(paragraphs))

    def interval(statistic: Callable[[Sequence[_Pair]], float | None]) -> Interval | None:
        if len(paragraphs) < 2:
            return None
        return bootstrap(
            paragraphs,
            lambda drawn: statistic(list(chain.from_iterable(drawn))),
            repeats=REPEATS,
            seed=SEED,
        )

    return CoderAgreement(
        what=what,
        cells=len(pairs),
        coded=sum(any(code not in _NOTHING for code in pair) for pair in pairs),
        observed=interval(observed_agreement),
        kappa=interval(cohen_kappa),
        alpha=interval(krippendorff_alpha),
    )
