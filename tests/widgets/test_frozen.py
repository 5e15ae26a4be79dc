import re

import pytest
import traitlets
from matplotlib.figure import Figure

from framelab.charts import Chart
from framelab.widgets import Frozen, frozen
from framelab.widgets.frozen import FREEZE_VARIABLE


class Draw:
    """A chart function that remembers how often it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, object]] = []

    def __call__(self, **chosen: object) -> Chart:
        self.asked.append(chosen)
        figure = Figure(figsize=(2, 1))
        figure.subplots().set_title(str(chosen))
        return Chart(figure, f"Shows {chosen}.")


def test_while_a_book_is_built_every_combination_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FREEZE_VARIABLE, "1")
    draw = Draw()
    widget = Frozen(draw, {"article": {"all": None, "KPBS": "kpbs"}, "counted_in": ["a", "b", "c"]})
    assert len(draw.asked) == 6
    assert set(widget.frames) == {"0,0", "0,1", "0,2", "1,0", "1,1", "1,2"}
    svg, finding = widget.frames["1,2"]
    assert svg.startswith("<svg")
    assert finding == "Shows {'article': 'kpbs', 'counted_in': 'c'}."
    widget.index = [1, 1]
    assert len(draw.asked) == 6


def test_with_a_kernel_a_chart_is_drawn_when_it_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FREEZE_VARIABLE, raising=False)
    draw = Draw()
    widget = frozen(unit=["words", "quotations"])(draw)
    assert draw.asked == [{"unit": "words"}]
    widget.index = [1]
    widget.index = [0]
    widget.index = [1]
    assert draw.asked == [{"unit": "words"}, {"unit": "quotations"}]


def test_controls_say_what_may_be_chosen() -> None:
    widget = Frozen(Draw(), {"counted_in": {"Words": "words"}, "count": [1, 2]})
    assert widget.controls == [
        {"label": "counted in", "values": ["Words"]},
        {"label": "count", "values": ["1", "2"]},
    ]


@pytest.mark.parametrize("index", [[2], [-1], [0, 0], []])
def test_an_index_that_the_controls_do_not_have_is_refused(index: list[int]) -> None:
    widget = Frozen(Draw(), {"unit": ["words", "quotations"]})
    with pytest.raises(
        traitlets.TraitError, match=r"allowed: 1 positions, each from 0 and below 2"
    ):
        widget.index = index
    assert widget.index == [0]


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        pytest.param({}, "choices: found none", id="no choice"),
        pytest.param({"unit": []}, "unit: found no value", id="no value"),
    ],
)
def test_nothing_to_choose_from_is_refused(choices: dict[str, list[object]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Frozen(Draw(), choices)


def test_the_still_is_the_first_chart_with_its_finding() -> None:
    still = Frozen(Draw(), {"unit": ["words"]}).still_html()
    assert 'role="img" aria-label="Shows {&#x27;unit&#x27;: &#x27;words&#x27;}."' in still


def test_the_still_and_the_live_chart_share_no_id() -> None:
    widget = Frozen(Draw(), {"unit": ["words"]})
    live, still = widget.frames["0"][0], widget.still_html()
    ids = [set(re.findall(r'\sid="([^"]+)"', svg)) for svg in (live, still)]
    assert ids[0]
    assert not ids[0] & ids[1]
