"""Ways to a place in the articles: to a paragraph, on whichever page it stands."""

from typing import cast

from docutils import nodes
from sphinx import addnodes
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment

from framelab.bookext.corpus import corpus_of


def place_of(article: str, paragraph: int) -> str:
    """Return the address of a paragraph on its page: the article and the number."""
    return f"{article}-{paragraph}"


def page_of(article: str, env: BuildEnvironment) -> str | None:
    """Return the page that shows an article by paragraph, by its name; None if there is none.

    All pages must have been read.
    """
    found = cast(StandardDomain, env.get_domain("std")).anonlabels.get(place_of(article, 1))
    return found[0] if found else None


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
        reftarget=place_of(article, paragraph),
        refexplicit=True,
        refwarn=True,
        refdoc=env.docname,
    )
