"""A chart function of a few choices, as a widget that has all its charts with it.

In a notebook with a kernel a chart is drawn when it is chosen. While a book is built
every combination is drawn beforehand, so that the page needs no kernel.
"""

import itertools
import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import traitlets

from framelab.widgets.front_end import module, style
from framelab.widgets.still import StillWidget

if TYPE_CHECKING:  # Matplotlib loads where a chart is drawn, not with every widget
    from framelab.charts import Chart

FREEZE_VARIABLE = "FRAMELAB_FREEZE"
"""Environment variable that is set while a book is built; kernels inherit it."""

Draw = Callable[..., "Chart"]
Choices = Mapping[str, Any] | Sequence[Any]


class Frozen(StillWidget):
    """Show the chart that a function draws for the choices made.

    Parameters
    ----------
    draw : callable
        Takes the choices as keyword arguments, gives a `framelab.charts.Chart`.
    choices : mapping of str to mapping or sequence
        What may be chosen: for each argument of `draw` its values, or labels to
        values. An argument's name, with spaces for underscores, is the control's label.

    Attributes
    ----------
    index : list of int
        Which of its values each control is at, in the order of `choices`.
    frames : dict
        "0,2" (an index, joined by commas) to the chart's SVG and its finding.

    Raises
    ------
    ValueError
        There is no choice, or a choice without values.
    traitlets.TraitError
        `index` is set to something that the controls do not have.
    """

    _esm = module("frozen")
    _css = style("frozen")

    controls: Any = traitlets.List(read_only=True).tag(sync=True)
    index = traitlets.List(trait=traitlets.Int()).tag(sync=True)
    frames = traitlets.Dict().tag(sync=True)

    def __init__(self, draw: Draw, choices: Mapping[str, Choices]) -> None:
        self._draw = draw
        self._values = {name: _labelled(values) for name, values in choices.items()}
        if empty := [name for name, values in self._values.items() if not values]:
            raise ValueError(f"{empty[0]}: found no value; allowed: one or more to choose from")
        if not self._values:
            raise ValueError("choices: found none; allowed: one or more arguments with values")
        super().__init__()
        self.set_trait(
            "controls",
            [
                {"label": name.replace("_", " "), "values": list(values)}
                for name, values in self._values.items()
            ],
        )
        self.index = [0] * len(self._values)
        if os.environ.get(FREEZE_VARIABLE):
            positions = (range(len(values)) for values in self._values.values())
            self.frames = {_key(at): self._frame(at) for at in itertools.product(*positions)}
        else:
            self._draw_chosen()
            self.observe(self._draw_chosen, "index")

    @traitlets.validate("index")
    def _check_index(self, proposal: Any) -> list[int]:
        index: list[int] = proposal["value"]
        sizes = [len(values) for values in self._values.values()]
        if len(index) != len(sizes) or not all(
            0 <= at < size for at, size in zip(index, sizes, strict=True)
        ):
            raise traitlets.TraitError(
                f"index: found {index}; allowed: {len(sizes)} positions, each from 0 and below "
                f"{', '.join(map(str, sizes))}"
            )
        return index

    def _frame(self, index: Sequence[int]) -> list[str]:
        chosen = {
            name: list(values.values())[at]
            for (name, values), at in zip(self._values.items(), index, strict=True)
        }
        chart = self._draw(**chosen)
        return [chart.svg(), chart.finding]

    def _draw_chosen(self, _change: object = None) -> None:
        key = _key(self.index)
        if key not in self.frames:
            self.frames = {**self.frames, key: self._frame(self.index)}

    def still_html(self) -> str:
        """Return the chosen chart, with its finding as alternative text."""
        from framelab.charts import Chart, with_ids_apart  # noqa: PLC0415

        svg, finding = self.frames[_key(self.index)]
        # The page holds still and live chart at once.
        return Chart.figure_html(with_ids_apart(svg, "still"), finding)


def frozen(**choices: Choices) -> Callable[[Draw], Frozen]:
    """Turn a chart function into a widget: `@frozen(article=["gazette", "herald"])`."""
    return lambda draw: Frozen(draw, choices)


def _labelled(values: Choices) -> dict[str, Any]:
    if isinstance(values, Mapping):
        return dict(values)
    return {str(value): value for value in values}


def _key(index: Sequence[int]) -> str:
    return ",".join(map(str, index))
