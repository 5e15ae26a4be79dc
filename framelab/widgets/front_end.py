"""The front ends of the widgets: a module and a style each, bundled with what they import."""

from framelab.bundling.front_ends import BUNDLES

NOT_BUNDLED = """export default { render({ el }) {
  el.textContent = "The front ends of the widgets are not made yet. In a checkout of framelab, " +
    "“make build” makes them; a wheel of framelab brings them along.";
} };
"""
"""What stands for a front end where nobody has made the bundles; a built page shows the still."""


def module(name: str) -> str:
    """Return the JavaScript of a widget, which imports nothing.

    Parameters
    ----------
    name : str
        What the widget's files are called, such as "reading_map".
    """
    file = BUNDLES / "widgets" / f"{name}.js"
    return file.read_text(encoding="utf-8") if file.is_file() else NOT_BUNDLED


def module_in_page(whole: str) -> str | None:
    """Return the JavaScript of a widget without what a page has once for all widgets.

    Parameters
    ----------
    whole : str
        The JavaScript that `module` returns.

    Returns
    -------
    str or None
        None where the JavaScript is no bundle of today's: another library's, or an older one.
    """
    for file in sorted((BUNDLES / "widgets").glob("*.js")):
        if file.read_text(encoding="utf-8") == whole:
            return (BUNDLES / "widgets_in_page" / file.name).read_text(encoding="utf-8")
    return None


def style(name: str) -> str:
    """Return the CSS of a widget; see `module`."""
    file = BUNDLES / "widgets" / f"{name}.css"
    return file.read_text(encoding="utf-8") if file.is_file() else ""
