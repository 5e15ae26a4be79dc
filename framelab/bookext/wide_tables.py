"""Tables of many columns on a narrow screen: each row becomes a short list.

Every cell gets the heading of its column, which the style sheet shows before it on a
phone; the roles keep the table a table for a screen reader.
"""

from typing import Any

from bs4 import BeautifulSoup, Tag
from sphinx.application import Sphinx

LEAST_COLUMNS = 4


def setup(app: Sphinx) -> None:
    """Register the change of a page's body."""
    app.connect("html-page-context", _mark_wide_tables)


def _mark_wide_tables(
    _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    if '<table class="table' not in context.get("body", ""):
        return
    body = BeautifulSoup(context["body"], "html.parser")
    tables = [table for table in body.select("table.table") if _mark(table)]
    if tables:
        context["body"] = str(body)


def _mark(table: Tag) -> bool:
    """Mark a table if it is wide; tell whether it was."""
    headings = [_words(cell) for cell in table.select("thead th")]
    if len(headings) < LEAST_COLUMNS:
        return False
    table["class"] = " ".join([*table.get_attribute_list("class"), "stacks"])
    table["role"] = "table"
    for part in table.select("thead, tbody"):
        part["role"] = "rowgroup"
    for row in table.select("tr"):
        row["role"] = "row"
    for cell in table.select("thead th"):
        cell["role"] = "columnheader"
    for row in table.select("tbody tr"):
        for heading, cell in zip(headings, row.find_all(["td", "th"]), strict=False):
            cell["role"] = "cell"
            cell["data-heading"] = heading
    return True


def _words(cell: Tag) -> str:
    """Return the words of a heading; the mark of a fact from outside is no word."""
    marks = {id(text) for mark in cell.select(".outside") for text in mark.strings}
    words = (text.strip() for text in cell.strings if id(text) not in marks)
    return " ".join(word for word in words if word)
