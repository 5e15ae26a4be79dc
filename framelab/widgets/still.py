"""What a widget shows where nothing can run: on paper, without JavaScript, in a listing."""

from typing import Any, ClassVar

import anywidget
import traitlets


class StillWidget(anywidget.AnyWidget):
    """A widget that also gives a still: HTML that states what the widget would show.

    A subclass defines `still_html`. The still goes beside the live view in the
    notebook's output, so whatever shows the notebook without running it has something
    to show.

    Attributes
    ----------
    remembered : tuple of str
        The traits with which a built page brings the widget back as its reader left it. The names
        that a widget has no trait for are passed over.
    """

    remembered: ClassVar[tuple[str, ...]] = ("guesses",)
    # For the page, which knows the widget by its state alone.
    _remembered = traitlets.List(trait=traitlets.Unicode(), read_only=True).tag(sync=True)

    @traitlets.default("_remembered")
    def _remembered_here(self) -> list[str]:
        return [name for name in self.remembered if self.has_trait(name)]

    def still_html(self) -> str:
        """Return the still as HTML that needs no script and no style of its own."""
        raise NotImplementedError(f"{type(self).__name__} has no still_html")

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:
            return None
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**data, "text/html": self.still_html()}, metadata
