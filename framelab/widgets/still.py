"""What a widget shows where nothing can run: on paper, without JavaScript, in a listing."""

from typing import Any

import anywidget


class StillWidget(anywidget.AnyWidget):
    """A widget that also gives a still: HTML that states what the widget would show.

    A subclass defines `still_html`. The still goes beside the live view in the
    notebook's output, so whatever shows the notebook without running it has something
    to show.
    """

    def still_html(self) -> str:
        """Return the still as HTML that needs no script and no style of its own."""
        raise NotImplementedError(f"{type(self).__name__} has no still_html")

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:
            return None
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**data, "text/html": self.still_html()}, metadata
