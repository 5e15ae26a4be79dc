"""Check your understanding: a question whose every choice opens its own feedback.

Plain HTML: each choice is a `details` element. Nothing has to run, so it works from disk, by
keyboard, by screen reader and on paper. Where scripts run, `pages/memory/checks.js` keeps answered
what was answered.
"""

import hashlib
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

RIGHT = "[x] "
OTHER = "[ ] "
CHECKS = "framelab_checks"
"""In the metadata of a page: the ids of its questions."""
MOST_OF_ID = 60


class choice(nodes.General, nodes.Element):  # noqa: N801 - docutils' own names are small
    """One choice: its first child is the summary, the others are the feedback."""


class CheckDirective(SphinxDirective):
    """A question, then a list of choices.

    The directive's argument is the question. Each item of the list begins with `[x]`
    (right) or `[ ]`; its first paragraph is the choice, the rest is the feedback.
    """

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the question and its choices, or an error where the list is not as asked."""
        question, messages = self.state.inline_text(self.arguments[0], self.lineno)
        body = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, body)
        found = [str(getattr(child, "tagname", child)).replace("_", " ") for child in body]
        if found != ["bullet list"]:
            raise self.error(
                f"check: found {', '.join(found) or 'nothing'}; allowed: one list of choices"
            )
        items = [item for item in body[0].children if isinstance(item, nodes.list_item)]
        choices = [made for item in items if (made := self._choice(item)) is not None]
        rights = sum(each["right"] for each in choices)
        if len(choices) < 2 or len(choices) != len(items) or rights != 1:
            raise self.error(
                f"check: found {len(items)} choices, {len(choices)} of them well-formed and "
                f"{rights} right; allowed: two or more, each with [x] or [ ], a text and "
                "feedback, one of them right"
            )
        block = nodes.container(classes=["check"], ids=[self._address(question)])
        block += nodes.paragraph("", "", *question, classes=["check-question"])
        block += choices
        return [block, *messages]

    def _address(self, question: list[nodes.Node]) -> str:
        """Return the id of the question, by which the book remembers the answer."""
        words = "".join(part.astext() for part in question)
        slug = nodes.make_id(words)
        if not slug or len(slug) > MOST_OF_ID:
            # Letters of other scripts leave no trace in an id, and long questions may begin alike.
            digest = hashlib.sha256(words.encode()).hexdigest()[:8]
            slug = f"{slug[:MOST_OF_ID].strip('-')}-{digest}".strip("-")
        address = f"check-{slug}"
        about = self.env.metadata.setdefault(self.env.docname, {})
        known = about.get(CHECKS, "").split()
        if address in known:
            raise self.error(f"check: found {words!r} twice; allowed: one question of these words")
        about[CHECKS] = " ".join([*known, address])
        return address

    def _choice(self, item: nodes.list_item) -> choice | None:
        if len(item.children) < 2 or not isinstance(item[0], nodes.paragraph):
            return None
        text = next(item[0].findall(nodes.Text), nodes.Text(""))
        if not text.startswith((RIGHT, OTHER)):
            return None
        text.parent.replace(text, nodes.Text(text[len(RIGHT) :]))
        made = choice(right=text.startswith(RIGHT))
        made += item.children
        return made


def _visit_html(translator: Any, node: choice) -> None:
    verdict = "Yes." if node["right"] else "Not quite."
    kind = "verdict right" if node["right"] else "verdict"
    translator.body.append('<details class="choice"><summary>')
    summary, *feedback = node.children
    for child in summary.children:
        child.walkabout(translator)
    translator.body.append(f'</summary><div class="feedback"><p class="{kind}">{verdict}</p>')
    for child in feedback:
        child.walkabout(translator)
    translator.body.append("</div></details>")
    raise nodes.SkipNode  # its children are written already


def setup(app: Sphinx) -> None:
    """Register the directive and its node."""
    app.add_node(choice, html=(_visit_html, None))
    app.add_directive("check", CheckDirective)
