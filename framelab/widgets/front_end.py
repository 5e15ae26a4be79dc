"""The front ends of the widgets: a module and a style each, after what they all share."""

from pathlib import Path

HERE = Path(__file__).parent


def module(name: str) -> str:
    """Return the JavaScript of a widget: `shared.js`, then its own.

    Parameters
    ----------
    name : str
        What its three files are called, such as "reading_map".
    """
    return _both(name, "js")


def style(name: str) -> str:
    """Return the CSS of a widget: `shared.css`, then its own; see `module`."""
    return _both(name, "css")


def _both(name: str, suffix: str) -> str:
    return "\n".join(
        (HERE / f"{file}.{suffix}").read_text(encoding="utf-8") for file in ("shared", name)
    )
