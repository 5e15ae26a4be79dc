"""What a code cell's outputs become in a page: living widgets, and errors with their place."""

import hashlib
import json
from typing import Any

from docutils import nodes
from myst_nb.core.render import WIDGET_STATE_MIMETYPE, MimeData, NbElementRenderer, strip_ansi

from framelab.bookext.script_json import script_json
from framelab.widgets.front_end import NOT_BUNDLED, module_in_page

HOST = "widget_host.js"
VIEWS = "widget_views.js"

# Jupyter's own bookkeeping; a front-end module never reads it.
_NOT_FOR_THE_PAGE = {"layout", "tabbable", "tooltip", "comm"}


class StateError(ValueError):
    """A widget's saved state cannot live in a page without a kernel."""


class BookRenderer(NbElementRenderer):  # type: ignore[misc]
    """Write anywidgets into the page so that a small host script can mount them.

    `nb_render_plugin: framelab` in the Sphinx configuration puts it in the place of
    MyST-NB's renderer, which would ask a CDN for the scripts of ipywidgets.
    """

    def render_widget_view(self, data: MimeData) -> list[nodes.Element]:
        """Return the page element of one widget: still, state, and module where it is new."""
        try:
            html = self._widget_html(data)
        except StateError as error:
            self._warn(f"Widget: {error}", "widget", data.cell_index)
            return []
        self.add_js_file("framelab_widget_host", HOST, {"loading_method": "defer"})
        return [nodes.raw(text=html, format="html")]

    def render_nb_finalise(self, metadata: dict[str, Any]) -> None:
        """Warn with chapter and line of a cell that failed; MyST-NB names the chapter alone.

        What it would do here, add the scripts and the whole state of ipywidgets, is left
        out: `render_widget_view` has put into the page what it needs.
        """
        for index, cell in enumerate(self.renderer.nb_client.notebook.cells):
            if "raises-exception" in cell.metadata.get("tags", []):
                continue  # it is there to show the error
            for output in cell.get("outputs", []):
                if output.output_type == "error":
                    message = strip_ansi(f"{output.ename}: {output.evalue}")
                    self._warn(f"Cell failed: {message}", "cell", index)

    def _warn(self, message: str, subtype: str, cell_index: int) -> None:
        """Warn with the line on which the cell begins, where the chapter has lines."""
        lines = self.renderer.nb_client.nb_metadata.get("source_map")
        line = lines[cell_index] if lines else None
        self.logger.warning(message, subtype=subtype, line=line)

    def _widget_html(self, data: MimeData) -> str:
        model_id = data.content["model_id"]
        saved = self._saved_states().get(model_id)
        if saved is None:
            raise StateError(
                "found no saved state; allowed: a widget that the chapter's cells display, "
                "executed in mode auto, force or cache"
            )
        state = dict(saved["state"])
        module, style = state.pop("_esm", None), state.pop("_css", "")
        if module is None:
            raise StateError(
                f"found {state.get('_model_name', 'a widget')} without a front-end module; "
                "allowed: an anywidget, such as those of framelab.widgets"
            )
        if module == NOT_BUNDLED:
            return f'<div class="widget-still">{self._still(data)}</div>'
        if own := module_in_page(module):
            module = own
            # Ahead of the host: a front end takes what it shares as soon as it is loaded.
            self.add_js_file(
                "framelab_widget_views", VIEWS, {"loading_method": "defer", "priority": 400}
            )
        page = self.renderer.document.attributes.setdefault("framelab_page", _Page())
        key = hashlib.sha256((module + style).encode()).hexdigest()[:12]
        html = ""
        if key not in page["modules"]:
            page["modules"].append(key)
            html += f"<style>{style}</style>" if style else ""
            html += (
                f'<script type="application/json" id="widget-module-{key}">'
                f"{script_json(module)}</script>"
            )
        # Jupyter's ids are random: numbered in page order, two builds are alike.
        if model_id not in page["models"]:
            page["models"].append(model_id)
            page["classes"].append(state.get("_anywidget_id", "widget").rpartition(".")[2])
        number = page["models"].index(model_id)
        payload = {
            "module": key,
            "model": number,
            "state": {
                name: value
                for name, value in state.items()
                if not name.startswith("_") and name not in _NOT_FOR_THE_PAGE
            },
            "buffers": [[each["path"], each["data"]] for each in saved.get("buffers", [])],
        }
        if traits := state.get("_remembered"):
            payload["memory"] = {
                "name": _name_of_widget(page["classes"][: number + 1]),
                "edition": _digest(payload["state"]),
                "traits": traits,
            }
        return (
            f'{html}<div class="widget"><div class="widget-still">{self._still(data)}</div>'
            f'<script type="application/json">{script_json(payload)}</script></div>'
        )

    def _saved_states(self) -> dict[str, Any]:
        metadata = self.renderer.nb_client.nb_metadata
        states: dict[str, Any] = (
            metadata.get("widgets", {}).get(WIDGET_STATE_MIMETYPE, {}).get("state", {})
        )
        return states

    def _still(self, data: MimeData) -> str:
        """Return what the same output has for readers who cannot run the widget."""
        _, outputs = self.renderer.nb_client.code_cell_outputs(data.cell_index)
        bundle = outputs[data.output_index]["data"]
        return str(bundle.get("text/html", "<p>This widget needs JavaScript.</p>"))


def _name_of_widget(classes: list[str]) -> str:
    """Return how the last of some widgets is called in its page: class, and which of the class."""
    return f"{classes[-1]}-{classes.count(classes[-1])}"


def _digest(state: dict[str, Any]) -> str:
    """Return a short hash of a widget's state: what a reader guessed fits no other choices."""
    text = json.dumps(state, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


class _Page(dict[str, list[str]]):
    """Which modules, models and classes a page has so far.

    It is copied and pickled with the page.
    """

    def __init__(self) -> None:
        super().__init__(modules=[], models=[], classes=[])

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)
