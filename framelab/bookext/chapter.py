"""The head of a chapter: question, objectives, minutes, what to know, content note.

The directive `{chapter-head}` below a chapter's title holds them as YAML.
"""

from collections.abc import Callable
from typing import Any

import yaml
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

PARTS = {
    "question": "Question",
    "objectives": "Afterwards you can",
    "minutes": "Time",
    "before": "Before you start",
    "content_note": "Content note",
}


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_text, value))


def _is_count(value: object) -> bool:
    return isinstance(value, int) and value > 0


FORMS: dict[str, tuple[Callable[[object], bool], str]] = {
    "objectives": (_is_list_of_texts, "a list of texts"),
    "minutes": (_is_count, "a whole number"),
}


class ChapterHeadDirective(SphinxDirective):
    """Show what a reader should know before a chapter, as a list of terms."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Give the list, or an error that names what is missing."""
        try:
            head = yaml.safe_load("\n".join(self.content))
        except yaml.YAMLError as error:
            raise self.error(f"chapter-head: found {error}; allowed: YAML") from error
        head = head if isinstance(head, dict) else {}
        if set(head) != set(PARTS):
            raise self.error(
                f"chapter-head: found {', '.join(map(str, head)) or 'nothing'}; "
                f"allowed: each of {', '.join(PARTS)}"
            )
        for part, value in head.items():
            fits, allowed = FORMS.get(part, (_is_text, "a text"))
            if not fits(value):
                raise self.error(f"chapter-head, {part}: found {value!r}; allowed: {allowed}")
        listed = nodes.definition_list(classes=["chapter-head"])
        for part, label in PARTS.items():
            item = nodes.definition_list_item()
            item += nodes.term("", label)
            item += nodes.definition("", *self._body(part, head[part]))
            listed += item
        return [listed]

    def _body(self, part: str, value: Any) -> list[nodes.Node]:
        if part == "objectives":
            items = [nodes.list_item("", self._paragraph(each)) for each in value]
            return [nodes.bullet_list("", *items)]
        return [self._paragraph(f"about {value} minutes" if part == "minutes" else value)]

    def _paragraph(self, text: str) -> nodes.paragraph:
        inline, messages = self.state.inline_text(text, self.lineno)
        return nodes.paragraph("", "", *inline, *messages)


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("chapter-head", ChapterHeadDirective)
