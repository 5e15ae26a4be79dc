"""The head of a chapter: question, objectives, minutes, what to know, content note.

The directive `{chapter-head}` below a chapter's title holds them as YAML. `guesses`, where a
chapter has widgets, is how many guesses at them it asks for.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from framelab.bookext.corpus import corpus_of
from framelab.bookext.reading_time import estimate
from framelab.bookext.strips import used_paragraphs

PARTS = {
    "question": "Question",
    "objectives": "Afterwards you can",
    "minutes": "Time",
    "before": "Before you start",
    "content_note": "Content note",
}
OPTIONAL = ("guesses",)
MINUTES = "framelab_minutes"
"""In the metadata of a page that is a chapter: how long the chapter takes."""


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_text, value))


def _is_count(value: object) -> bool:
    return isinstance(value, int) and value > 0


FORMS: dict[str, tuple[Callable[[object], bool], str]] = {
    "objectives": (_is_list_of_texts, "a list of texts"),
    "minutes": (_is_count, "a whole number"),
    "guesses": (_is_count, "a whole number"),
}


class ChapterHeadDirective(SphinxDirective):
    """Show what a reader should know before a chapter, as a list of terms."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the list, or an error that names what is missing."""
        try:
            head = yaml.safe_load("\n".join(self.content))
        except yaml.YAMLError as error:
            raise self.error(f"chapter-head: found {error}; allowed: YAML") from error
        head = head if isinstance(head, dict) else {}
        if set(head).difference(OPTIONAL) != set(PARTS):
            raise self.error(
                f"chapter-head: found {', '.join(map(str, head)) or 'nothing'}; "
                f"allowed: each of {', '.join(PARTS)}, and {', '.join(OPTIONAL)}"
            )
        for part, value in head.items():
            fits, allowed = FORMS.get(part, (_is_text, "a text"))
            if not fits(value):
                raise self.error(f"chapter-head, {part}: found {value!r}; allowed: {allowed}")
        self.env.metadata.setdefault(self.env.docname, {})[MINUTES] = str(head["minutes"])
        listed = nodes.definition_list(classes=["chapter-head"])
        for part, label in PARTS.items():
            item = nodes.definition_list_item()
            item += nodes.term("", label)
            body = self._time(head) if part == "minutes" else self._body(part, head[part])
            item += nodes.definition("", *body)
            listed += item
        used = [used_paragraphs()] if self.config.framelab_corpus else []
        return [*used, listed]

    def _body(self, part: str, value: Any) -> list[nodes.Node]:
        if part == "objectives":
            items = [nodes.list_item("", self._paragraph(each)) for each in value]
            return [nodes.bullet_list("", *items)]
        return [self._paragraph(value)]

    def _time(self, head: dict[str, Any]) -> list[nodes.Node]:
        """Return the minutes, and what they are made of."""
        source = Path(self.env.doc2path(self.env.docname)).read_text(encoding="utf-8")
        corpus = corpus_of(self.env) if self.config.framelab_corpus else None
        work = estimate(source, head.get("guesses", 0), corpus)
        parts = {
            "for the text": round(work.reading),
            "for guesses": work.guessing,
            "for questions": work.checking,
        }
        told = ", ".join(f"{minutes} {what}" for what, minutes in parts.items() if minutes)
        made = nodes.paragraph("", f"about {head['minutes']} minutes ({told}; ")
        made += [self._way("how this is estimated"), nodes.Text(")")]
        return [made]

    def _way(self, text: str) -> nodes.Node:
        """Refer to where the estimate is explained, in a book that says where."""
        label = self.config.framelab_minutes_explained
        if not label:
            return nodes.Text(text)
        way = addnodes.pending_xref(
            "",
            nodes.inline("", text),
            refdomain="std",
            reftype="ref",
            reftarget=label,
            refexplicit=True,
            refwarn=True,
            refdoc=self.env.docname,
        )
        self.set_source_info(way)
        return way

    def _paragraph(self, text: str) -> nodes.paragraph:
        inline, messages = self.state.inline_text(text, self.lineno)
        return nodes.paragraph("", "", *inline, *messages)


def setup(app: Sphinx) -> None:
    """Register the directive, and where a book explains its estimate of minutes."""
    app.add_config_value("framelab_minutes_explained", "", "env")
    app.add_directive("chapter-head", ChapterHeadDirective)
