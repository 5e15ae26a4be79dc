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


def style(name: str) -> str:
    """Return the CSS of a widget; see `module`."""
    file = BUNDLES / "widgets" / f"{name}.css"
    return file.read_text(encoding="utf-8") if file.is_file() else ""
