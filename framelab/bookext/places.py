"""Ways to a place in the articles: to a paragraph, on whichever page it stands."""

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from framelab.bookext.corpus import corpus_of


def way_to(
    article: str, paragraph: int, env: BuildEnvironment, text: str | None = None
) -> nodes.Element:
    """Return a reference to a paragraph.

    Parameters
    ----------
    article, paragraph
        The place; it is the address of a `{paragraphs}` block.
    env : BuildEnvironment
        Of the book, at the page that refers.
    text : str, optional
        What the link says; outlet and number of the paragraph without it.
    """
    outlet = corpus_of(env).articles[article].name
    return addnodes.pending_xref(
        "",
        nodes.inline("", text or f"{outlet} ¶ {paragraph}"),
        refdomain="std",
        reftype="ref",
        reftarget=f"{article}-{paragraph}",
        refexplicit=True,
        refwarn=True,
        refdoc=env.docname,
    )
