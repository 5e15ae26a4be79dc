"""Coding desk: code paragraphs by issue and by function, then compare with other coders.

The reader sees a paragraph by its gist and its quotations, codes it, and only then sees
the codes of the corpus, with reasons. Codes stay in the browser, can be saved as a file
and compared with a classmate's. The passages of a graded exercise can be coded here as
well; of these the desk holds no codes but the reader's own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from html import escape
from typing import Any

import traitlets

from framelab.corpus import Corpus, Paragraph
from framelab.corpus.codebook import NEITHER, Codebook
from framelab.corpus.labels import NOT_CODED
from framelab.corpus.rows import NARRATOR
from framelab.widgets.front_end import module, style
from framelab.widgets.parts import checked_corpus, no_function, one_of, plural
from framelab.widgets.still import StillWidget

CODES = ("present", "absent")
FILE = "my_codes.json"
FORMAT = "framelab-codes/1"
PER_ARTICLE = 2


class CodingDesk(StillWidget):
    """Code passages by issue and function; then compare with the corpus, and with each other.

    Parameters
    ----------
    corpus : Corpus
        Whose paragraphs are coded, by the issues and functions of its codebook.
    passages : sequence of str, optional
        Their places, such as "gazette-3", in the order in which they are offered. Without it
        the first two body paragraphs of each article, those that are on an issue first.
    graded : mapping, optional
        A graded exercise of codes as plain data: `id`, `version`, `title`, `file`, and
        `passages` and `questions` as `framelab.exercises.definition.form.as_form` gives them. The
        desk has no codes for these passages but the reader's.
    book : str
        Under which name the browser keeps what is coded; "" keeps nothing. With the name
        that a book's exercises have, desk and exercise share one answer.
    pages : str
        Address of a page that has every paragraph under its place, such as `gazette-3`;
        without it a place is a link only where the same page has it.

    Attributes
    ----------
    selected : str
        Place of the passage on the desk, or id of a passage of the exercise.
    codes : dict of str to str
        "PLACE/ITEM" to a code: all items of a passage that was kept, none of another. An
        item is `issue`, or an issue and a function, such as `taxes/cause`.
    answer : dict of str to str
        "PASSAGE/QUESTION" of the exercise to the code given so far.
    other : dict
        A classmate's file: its `name`, and its `codes` as above; empty while there is none.

    Raises
    ------
    TypeError
        `corpus` is no corpus.
    ValueError
        `passages` names no paragraph of the corpus, or one twice, or `graded` lacks a part.
    traitlets.TraitError
        A trait is set to something that the desk does not have.

    Examples
    --------
    >>> from framelab import load_corpus
    >>> CodingDesk(load_corpus(), passages=["kpbs-3"]).selected
    'kpbs-3'
    """

    _esm = module("coding_desk")
    _css = style("coding_desk")

    passages: Any = traitlets.List(read_only=True).tag(sync=True)
    issues: Any = traitlets.List(read_only=True).tag(sync=True)
    functions: Any = traitlets.List(read_only=True).tag(sync=True)
    hints: Any = traitlets.Dict(read_only=True).tag(sync=True)
    graded: Any = traitlets.Dict(read_only=True).tag(sync=True)
    file: Any = traitlets.Dict(read_only=True).tag(sync=True)
    book = traitlets.Unicode(read_only=True).tag(sync=True)
    pages = traitlets.Unicode().tag(sync=True)
    note = traitlets.Unicode(read_only=True).tag(sync=True)
    selected = traitlets.Unicode().tag(sync=True)
    codes = traitlets.Dict(value_trait=traitlets.Unicode()).tag(sync=True)
    answer = traitlets.Dict(value_trait=traitlets.Unicode()).tag(sync=True)
    other: Any = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        corpus: Corpus,
        *,
        passages: Sequence[str] | None = None,
        graded: Mapping[str, Any] | None = None,
        book: str = "",
        pages: str = "",
    ) -> None:
        corpus = checked_corpus(corpus, type(self))
        codebook = corpus.codebook
        self._codebook = codebook
        chosen = _chosen(corpus, passages)
        self._passages = [passage_of(corpus, each) for each in chosen]
        self._items = _items_of(codebook, [each["place"] for each in self._passages])
        self._graded = _graded(graded)
        super().__init__()
        self.set_trait("passages", self._passages)
        self.set_trait("issues", _issues_state(codebook))
        self.set_trait("functions", _functions_state(codebook))
        self.set_trait("hints", _hints_state(codebook))
        self.set_trait("graded", self._graded)
        self.set_trait("file", {"name": FILE, "format": FORMAT})
        self.set_trait("book", book)
        self.set_trait("note", _note(self._passages))
        self.selected = self._names()[0] if self._names() else ""
        self.pages = pages

    def _names(self) -> list[str]:
        exercise = [each["id"] for each in self._graded.get("passages", [])]
        return [each["place"] for each in self._passages] + exercise

    @traitlets.validate("selected")
    def _check_selected(self, proposal: Any) -> str:
        return one_of("selected", proposal["value"], self._names())

    @traitlets.validate("codes")
    def _check_codes(self, proposal: Any) -> dict[str, str]:
        return _checked("codes", proposal["value"], self._items, whole=True)

    @traitlets.validate("answer")
    def _check_answer(self, proposal: Any) -> dict[str, str]:
        return _checked("answer", proposal["value"], _graded_items(self._graded), whole=False)

    @traitlets.validate("other")
    def _check_other(self, proposal: Any) -> dict[str, Any]:
        found = proposal["value"]
        if not found:
            return {}
        if set(found) != {"name", "codes"} or not isinstance(found["name"], str):
            raise traitlets.TraitError(
                f"other: found {', '.join(map(str, found))}; allowed: name, codes"
            )
        codes = _checked("other", found["codes"], self._items, whole=True)
        return {"name": found["name"], "codes": codes}

    def still_html(self) -> str:
        """Return every passage with its gist and the codes of the corpus, in one table."""
        if not self._passages:
            return f"<p>{escape(self.note)}</p>"
        body = "".join(
            f'<tr><th scope="row">{escape(each["label"])}</th><td>{escape(each["gist"])}</td>'
            f"<td>{escape(_said(self._codebook, each))}</td></tr>"
            for each in self._passages
        )
        return (
            "<table><caption>Passages of the coding desk, and the codes that the tables have for "
            'them</caption><thead><tr><th scope="col">Passage</th><th scope="col">Gist</th>'
            f'<th scope="col">Codes</th></tr></thead><tbody>{body}</tbody></table>'
            f"<p>{escape(self.note)}</p>"
        )


def items_of(codebook: Codebook) -> tuple[str, ...]:
    """Return what is coded of a passage: its issue, and each function on each issue."""
    cells = (f"{issue}/{function}" for issue in codebook.issues for function in codebook.functions)
    return ("issue", *cells)


def _issues_state(codebook: Codebook) -> list[dict[str, Any]]:
    return [
        {"name": code, "label": codebook.issue_label(code), "names": codebook.issues_in(code)}
        for code in codebook.issue_codes
    ]


def _functions_state(codebook: Codebook) -> list[dict[str, str]]:
    return [
        {"name": each.id, "label": each.label, "phrase": each.phrase, "asks": each.asks}
        for each in codebook.functions.values()
    ]


def _hints_state(codebook: Codebook) -> dict[str, Any]:
    """Return what the codebook asks where a reader sees more, or less, than the coders did."""
    functions = {name: asdict(each.hints) for name, each in codebook.functions.items()}
    issues = {name: asdict(each.hints) for name, each in codebook.issues.items()}
    return functions | {"issue": issues}


def passage_of(corpus: Corpus, row: Paragraph) -> dict[str, Any]:
    """Return what the desk shows of a paragraph, and what coders of the corpus coded it as.

    Parameters
    ----------
    corpus : Corpus
    row : Paragraph

    Returns
    -------
    dict
        `place`, `label`, `gist`; `quotes` (text, who) and `reported` (our gists of claims);
        `cells`, by item: `first` and `second`, the two coders' codes of the second round,
        "" where one gave none, and `reasons`; `notes`, with the facts from outside
        that they name; `coders`, how many coded it.
    """
    here = (row.article, row.paragraph)
    cells: dict[str, dict[str, Any]] = {
        item: {"first": "", "second": "", "reasons": []} for item in items_of(corpus.codebook)
    }
    cells["issue"]["first"] = row.issue or ""
    for code in corpus.issue_codes:
        if (code.article, code.paragraph) == here and (code.round, code.coder) == (2, "second"):
            cells["issue"]["second"] = code.code
    for frame in corpus.frame_codes:
        if (frame.article, frame.paragraph) == here and frame.round == 2:
            cells[f"{frame.issue}/{frame.function}"][frame.coder] = frame.code
    for said in corpus.frames:
        # What a voice merely implies is no code of the paragraph.
        if said.article == row.article and row.paragraph in said.paragraphs:
            cell = cells[f"{said.issue}/{said.function}"]
            if "present" in (cell["first"], cell["second"]) and said.strength != "implicit":
                voice = (
                    "the article itself"
                    if said.voice == NARRATOR
                    else corpus.speakers[said.voice].name
                )
                cell["reasons"].append({"voice": voice, "text": said.paraphrase or ""})
    place = f"{row.article}-{row.paragraph}"
    return {
        "place": place,
        "label": f"{corpus.articles[row.article].name}, paragraph {row.paragraph}",
        "gist": row.gist or f"Gist {NOT_CODED}.",
        "quotes": [
            {
                "text": quote.text,
                "who": f"{corpus.speakers[quote.speaker].name}, {corpus.how_quoted(quote)}",
            }
            for quote in corpus.quotes
            if (quote.article, quote.paragraph) == here
        ],
        "reported": [
            each.gist for each in corpus.reported if (each.article, each.paragraph) == here
        ],
        "cells": cells,
        "notes": _notes(corpus, f"{row.article} {row.paragraph}"),
        "coders": sum(any(cell[who] for cell in cells.values()) for who in ("first", "second")),
    }


def accepted(cell: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the codes that count as right: each that one of the two coders gave.

    Parameters
    ----------
    cell : mapping
        `first` and `second`, each a code or "".

    Returns
    -------
    tuple of str
        Nothing, one code or two.
    """
    return tuple(dict.fromkeys(cell[who] for who in ("first", "second") if cell[who]))


def _notes(corpus: Corpus, place: str) -> list[str]:
    """Return the notes on a place; after them, numbered, each fact from outside that they name."""
    notes: list[str] = []
    outside: list[str] = []
    for row in corpus.notes:
        if row.subject != place:
            continue
        note = row.note
        for fact in corpus.context:
            if fact.context in note:
                outside.append(f"[{len(outside) + 1}] {fact.fact} ({fact.source})")
                note = note.replace(fact.context, f"[{len(outside)}]")
        notes.append(note)
    return notes + outside


def _chosen(corpus: Corpus, places: Sequence[str] | None) -> list[Paragraph]:
    known = {f"{row.article}-{row.paragraph}": row for row in corpus.paragraphs}
    if places is None:
        chosen = []
        for article in corpus.articles:
            rows = [r for r in corpus.paragraphs if r.article == article.article]
            rows = [row for row in rows if row.kind == "body"]
            rows.sort(key=lambda row: row.issue in (None, NEITHER))
            chosen += rows[:PER_ARTICLE]
        return chosen
    for place in places:
        if place not in known:
            raise ValueError(f"passages: found {place!r}; allowed: a place such as {min(known)!r}")
        if list(places).count(place) > 1:
            raise ValueError(f"passages: found {place!r} twice; allowed: each place once")
    return [known[place] for place in places]


def _items_of(codebook: Codebook, places: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return each item of each passage with the codes that it may have."""
    return {
        f"{place}/{item}": codebook.issue_codes if item == "issue" else CODES
        for place in places
        for item in items_of(codebook)
    }


def _graded(found: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return what the desk shows of an exercise, and nothing besides."""
    if found is None:
        return {}
    parts = ("id", "version", "title", "file", "passages", "questions")
    if missing := [part for part in parts if not found.get(part)]:
        raise ValueError(f"graded: found no {missing[0]}; allowed: {', '.join(parts)}")
    return {part: found[part] for part in parts}


def _graded_items(graded: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {
        f"{passage}/{question['id']}": tuple(question["codes"])
        for question in graded.get("questions", [])
        for passage in question["passages"]
    }


def _checked(
    trait: str, found: Any, items: Mapping[str, tuple[str, ...]], *, whole: bool
) -> dict[str, str]:
    """Return codes as they are; raise for an item that is wrong, or for half of a `whole`."""
    if not isinstance(found, Mapping):
        raise traitlets.TraitError(f"{trait}: found {found!r}; allowed: items with their codes")
    for item, code in found.items():
        if item not in items:
            raise traitlets.TraitError(
                f"{trait}: found {item!r}; allowed: an item such as {next(iter(items), 'none')!r}"
            )
        if code not in items[item]:
            raise traitlets.TraitError(
                f"{trait}, {item}: found {code!r}; allowed: {', '.join(items[item])}"
            )
    if whole:
        begun = {item.partition("/")[0] for item in found}
        missing = [item for item in items if item.partition("/")[0] in begun and item not in found]
        if missing:
            raise traitlets.TraitError(
                f"{trait}, {missing[0]}: found nothing; allowed: {', '.join(items[missing[0]])} "
                "(a passage has all its codes or none)"
            )
    return dict(found)


def _said(codebook: Codebook, passage: Mapping[str, Any]) -> str:
    """Return the codes of a passage in one line."""
    cells = passage["cells"]
    if not passage["coders"]:
        return f"{NOT_CODED[0].upper()}{NOT_CODED[1:]}."
    issues = " or ".join(accepted(cells["issue"])) or f"issue {NOT_CODED}"
    parts = [issues]
    for issue in codebook.issues.values():
        shown = []
        for function in codebook.functions.values():
            codes = accepted(cells[f"{issue.id}/{function.id}"])
            if "present" in codes:
                shown.append(function.label + (" (our coders differ)" if len(codes) > 1 else ""))
        if shown:
            parts.append(f"on {issue.label}: {', '.join(shown)}")
    if len(parts) == 1:
        parts.append(no_function(codebook))
    return "; ".join(parts) + "."


def _note(passages: Sequence[Mapping[str, Any]]) -> str:
    if not passages:
        return f"Paragraphs are {NOT_CODED}: there is nothing to code."
    by = [each["coders"] for each in passages]
    if not any(by):
        return f"These paragraphs are {NOT_CODED} by anybody: yours are the first codes."
    counted = ", ".join(
        f"{plural(number, 'passage')} by {who}"
        for number, who in (
            (by.count(2), "two coders"), (by.count(1), "one coder"), (by.count(0), "nobody yet")
        )
        if number
    )  # fmt: skip
    return (
        f"Coded in the tables: {counted}. The codes are a reading by rules, "
        "not the only right answer."
    )
