"""Ways to a place in the articles: to a paragraph, on whichever page it stands."""

from docutils import nodes
from sphinx import addnodes

from framelab.corpus import load_corpus


def way_to(article: str, paragraph: int, docname: str, text: str | None = None) -> nodes.Element:
    """Refer to a paragraph.

    Parameters
    ----------
    article, paragraph
        The place; it is the address of a `{paragraphs}` block.
    docname : str
        The page that refers.
    text : str, optional
        What the link says; outlet and number of the paragraph without it.
    """
    outlet = load_corpus().articles[article].name
    return addnodes.pending_xref(
        "",
        nodes.inline("", text or f"{outlet} ¶ {paragraph}"),
        refdomain="std",
        reftype="ref",
        reftarget=f"{article}-{paragraph}",
        refexplicit=True,
        refwarn=True,
        refdoc=docname,
    )
