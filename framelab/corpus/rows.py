"""The rows of the corpus: one dataclass a table.

A class is also its table's schema. Its fields are the columns, in order; their types
say what a cell may hold (`framelab.corpus.tables` reads them); `KEY` names the fields
that tell two rows of the table apart. A column whose codes the corpus's own codebook lists
has one of the types `Issue` to `Speech`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal, NamedTuple


class Scheme(NamedTuple):
    """The codes of the codebook that a column may hold: a key of `Codebook.schemes`."""

    name: str


Issue = Annotated[str, Scheme("issue")]
"""An issue of the codebook, all of them together, or `neither`."""
SingleIssue = Annotated[str, Scheme("single issue")]
Function = Annotated[str, Scheme("function")]
Side = Annotated[str, Scheme("side")]
SourceKind = Annotated[str, Scheme("source")]
QuotationKind = Annotated[str, Scheme("quotation")]
ReportedKind = Annotated[str, Scheme("reported speech")]
Speech = Annotated[str, Scheme("speech")]
"""A kind of quotation or of reported speech, or `none`."""


class Place(NamedTuple):
    """One paragraph of an article; in a cell, "gazette 11"."""

    article: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Article:
    """One news article: what it is, where it is, when it appeared, how long it is.

    `published_earliest` and `published_latest` are the same day where the date is
    known; `date_basis` says how it is known. `genre` is our judgment. `author` is None
    where the text that the tables were made from prints no byline; `outlet`, `genre`, the
    dates, their basis and `url` are None where nobody has said yet. `words` and
    `paragraphs` count the body. `sha256` is of the body's tokens in order, a space
    between two tokens and a newline between two paragraphs, in UTF-8.
    """

    KEY: ClassVar = ("article",)

    article: str
    outlet: str | None
    title: str
    author: str | None
    genre: str | None
    published_earliest: date | None
    published_latest: date | None
    date_basis: str | None
    url: str | None
    words: int
    paragraphs: int
    sha256: str

    @property
    def name(self) -> str:
        """What to call it in few words: its outlet, or its id where that is not known."""
        return self.outlet or self.article


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a body, numbered from 1, with its gist in our own words.

    `issue` is what the paragraph names: one issue of the codebook, both, or neither. Issue
    and gist are None where no reader has coded the paragraph yet.
    """

    KEY: ClassVar = ("article", "paragraph")

    article: str
    paragraph: int
    kind: Literal["body", "subhead"]
    words: int
    issue: Issue | None
    gist: str | None


@dataclass(frozen=True, slots=True)
class TokenCount:
    """How often one token stands in one paragraph."""

    KEY: ClassVar = ("article", "paragraph", "token")

    article: str
    paragraph: int
    token: str
    count: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody whom an article quotes, or whose words it reports.

    `kind` is a kind of source of the codebook, such as a person with a name. `role` is as
    of the article's date; `side` is where the speaker speaks from.
    """

    KEY: ClassVar = ("speaker",)

    speaker: str
    name: str
    kind: SourceKind
    role: str
    side: Side


@dataclass(frozen=True, slots=True)
class Quote:
    """One stretch of a named speaker's words, unbroken as an article prints them.

    `kind` is a kind of quotation of the codebook, such as sentences of the speaker's own or
    words set into the article's sentence; `issue` as in a paragraph.
    `words` counts the tokens of `text`. `said_at` is an event. `group` is shared by
    the stretches of one sentence, also where the article prints it twice; None where
    the stretch is the only one. `via` is who the article says it has the words from;
    None where it names nobody.
    """

    KEY: ClassVar = ("quote",)

    quote: str
    article: str
    paragraph: int
    speaker: str
    text: str
    words: int
    kind: QuotationKind
    said_at: str
    issue: Issue
    group: str | None
    via: str | None

    @property
    def utterance(self) -> str:
        """What to count once: the group, or the quotation itself where it has none."""
        return self.group or self.quote


@dataclass(frozen=True, slots=True)
class Event:
    """Something that the articles date or let one date, and how its date is known.

    `date` is written after ISO 8601 in the given `precision`: 2017-04-16 (day),
    2017-02 (month), 2017 (year), 2017-05-01/2017-05-04 (window, both days included).
    `what` says what happened, and what is uncertain about it; `articles` are those that
    quote from it, date it or mention it, and `places` where. `basis` is text (an article
    prints the date), inferred (one or more articles let it be worked out) or outside (it
    takes a fact from elsewhere).
    """

    KEY: ClassVar = ("event",)

    event: str
    date: str
    precision: Literal["day", "month", "year", "window"]
    what: str
    basis: Literal["text", "inferred", "outside"]
    articles: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity that an article states, in digits or in words.

    `value` is a number in digits where the article gives one ("260000", "2/3"), else
    its words; `unit` what one of it is; `counts` what is counted, in our words. `period`
    is the time that it covers, as the article says; `source_named` who the article names
    as its source; `part_of` the figure of which it is a part; each None where there is
    none. `approximate` is how the number is printed: exact, approximate ("about"),
    at-least ("more than") or vague (no number).
    """

    KEY: ClassVar = ("figure",)

    figure: str
    article: str
    paragraph: int
    value: str
    unit: str
    counts: str
    period: str | None
    source_named: str | None
    approximate: Literal["exact", "approximate", "at-least", "vague"]
    part_of: str | None

    @property
    def printed(self) -> str:
        """Return the figure as its article prints it: "more than 260,000", "vast majority"."""
        before = {"approximate": "about ", "at-least": "more than "}.get(self.approximate, "")
        return before + (f"{int(self.value):,}" if self.value.isdigit() else self.value)


@dataclass(frozen=True, slots=True)
class Context:
    """One fact from outside the articles.

    `date` is of what the fact is about, written as in `Event`; `source` is who reports
    it, outlet and title; `url` where, one address or several.
    """

    KEY: ClassVar = ("context",)

    context: str
    fact: str
    date: str
    source: str
    url: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """One thing that can be asked about where an article comes from, and our answer.

    `question` is genre, date (how the day on which it appeared is known), copy (where we
    have the text from), vouches (who or what stands for a claim) or second (whether another
    page confirms the claim independently). `claim` is the claim in question, None for the
    first three. `clue` is what one can go by, without the answer; None where nothing is to
    be guessed. `code` is the settled answer, `also` what can be defended as well;
    the codebook has the codes of each question. `reason` says why. `paragraphs` are places
    in the article, `context` facts from outside.
    """

    KEY: ClassVar = ("provenance",)

    provenance: str
    article: str
    question: Literal["genre", "date", "copy", "vouches", "second"]
    claim: str | None
    clue: str | None
    code: str
    also: tuple[str, ...]
    reason: str
    paragraphs: tuple[int, ...]
    context: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """One claim that an article gives, in its own words, as somebody's.

    `kind` is a kind of reported speech of the codebook. Where another speaker tells it,
    `via` is that speaker, or whom else the article says it has the words from. `said_at` is
    an event; None where the article names no occasion. `gist` is ours.
    """

    KEY: ClassVar = ("reported",)

    reported: str
    article: str
    paragraph: int
    speaker: str
    gist: str
    kind: ReportedKind
    said_at: str | None
    issue: Issue
    via: str | None


NARRATOR = "narrator"
"""The voice of an article itself."""
ABSENT = "absent"
"""The strength of a function that a voice does not fill."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What one voice of an article does on an issue, by one function of the codebook.

    `voice` is "narrator" or a speaker. `strength` is explicit (in the voice's own
    words), reported (in the article's words for it), implicit (shown, not said) or
    absent; `paraphrase` and `paragraphs` are empty where it is absent.
    """

    KEY: ClassVar = ("article", "voice", "issue", "function")

    article: str
    voice: str
    issue: SingleIssue
    function: Function
    paraphrase: str | None
    strength: Literal["explicit", "reported", "implicit", "absent"]
    paragraphs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FrameCode:
    """Whether a coder found a function on an issue in a paragraph, in whatever voice.

    `round` is 1 before the two coders' codes were compared, 2 after the codebook was
    mended. The first coder coded all articles, the second some.
    """

    KEY: ClassVar = ("round", "coder", "article", "paragraph", "issue", "function")

    round: int
    coder: Literal["first", "second"]
    article: str
    paragraph: int
    issue: SingleIssue
    function: Function
    code: Literal["present", "absent"]


@dataclass(frozen=True, slots=True)
class IssueCode:
    """Which issue a coder found a paragraph to be on; rounds as in `FrameCode`."""

    KEY: ClassVar = ("round", "coder", "article", "paragraph")

    round: int
    coder: Literal["first", "second"]
    article: str
    paragraph: int
    code: Issue


@dataclass(frozen=True, slots=True)
class SpeechCode:
    """How a coder found a person's words printed in a paragraph; rounds as in `FrameCode`."""

    KEY: ClassVar = ("round", "coder", "article", "paragraph", "speaker")

    round: int
    coder: Literal["first", "second"]
    article: str
    paragraph: int
    speaker: str
    code: Speech


@dataclass(frozen=True, slots=True)
class Note:
    """A disagreement, a loss of the extraction or a hard decision.

    `subject` is what it is about: an article, a speaker, the id of a row of another
    table, or a place such as "gazette 11".
    """

    KEY: ClassVar = ("subject", "note")

    subject: str
    note: str


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a dictionary for counting: a token, or its beginning and an asterisk.

    `note` says why it is there, or what it catches wrongly.
    """

    KEY: ClassVar = ("category", "term")

    category: str
    term: str
    note: str | None
