"""What a widget shows where nothing can run: on paper, without JavaScript, in a listing."""

import os
from typing import Any, ClassVar

import anywidget
import traitlets

from framelab.corpus.codebook import Codebook
from framelab.corpus.load import BOOK_VARIABLE
from framelab.corpus.looks import looks_of
from framelab.style import widget_sheet

ROOTS = (".framelab-widget", ".frozen")
"""What the outermost elements of widgets are called in style sheets."""


class StillWidget(anywidget.AnyWidget):
    """A widget that also gives a still: HTML that states what the widget would show.

    A subclass defines `still_html`. The still goes beside the live view in the
    notebook's output, so whatever shows the notebook without running it has something
    to show.

    Parameters
    ----------
    codebook : Codebook, optional
        Of the corpus that the widget shows; its colors go along where no book sets them.

    Attributes
    ----------
    remembered : tuple of str
        The traits with which a built page brings the widget back as its reader left it. The names
        that a widget has no trait for are passed over.
    """

    _css: Any = ""
    remembered: ClassVar[tuple[str, ...]] = ("guesses",)
    # For the page, which knows the widget by its state alone.
    _remembered = traitlets.List(trait=traitlets.Unicode(), read_only=True).tag(sync=True)

    @traitlets.default("_remembered")
    def _remembered_here(self) -> list[str]:
        return [name for name in self.remembered if self.has_trait(name)]

    def __init__(self, codebook: Codebook | None = None) -> None:
        if not os.environ.get(BOOK_VARIABLE):
            # The instance's own style sheet; anywidget takes it in the place of the class's.
            looks = looks_of(codebook) if codebook else {}
            self._css = widget_sheet(looks, ROOTS) + str(type(self)._css)
        super().__init__()

    def still_html(self) -> str:
        """Return the still as HTML that needs no script and no style of its own."""
        raise NotImplementedError(f"{type(self).__name__} has no still_html")

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:
            return None
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**data, "text/html": self.still_html()}, metadata
