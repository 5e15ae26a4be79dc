"""What holds for the front end of every widget: one table, with a row for each widget."""

import re
from pathlib import Path

import pytest
from anywidget import AnyWidget

from framelab import widgets
from framelab.widgets.still import StillWidget

FOLDER = Path(widgets.__file__).parent
FRONT_ENDS: dict[type[AnyWidget], str] = {
    widgets.CodingDesk: "coding_desk",
    widgets.Frozen: "frozen",
    widgets.LinkageExplorer: "linkage_explorer",
    widgets.NumberLens: "number_lens",
    widgets.ProvenanceCards: "provenance_cards",
    widgets.QuotationSlider: "quotation_slider",
    widgets.ReadingMap: "reading_map",
    widgets.SpeechCompare: "speech_compare",
    widgets.VoiceShare: "voice_share",
}


def sources_of(file: Path) -> dict[Path, str]:
    """Return the text of a module, and of all modules of ours that the module imports."""
    found: dict[Path, str] = {}
    ahead = [file]
    while ahead:
        current = ahead.pop()
        if current in found:
            continue
        found[current] = current.read_text(encoding="utf-8")
        ahead += [
            (current.parent / address).resolve()
            for address in re.findall(r'\bfrom "(\.[^"]+)";', found[current])
        ]
    return found


def test_every_widget_is_in_the_table() -> None:
    offered = (getattr(widgets, name) for name in widgets.__all__)
    assert set(FRONT_ENDS) == {
        each for each in offered if isinstance(each, type) and issubclass(each, StillWidget)
    }


@pytest.mark.parametrize(("widget", "name"), FRONT_ENDS.items(), ids=FRONT_ENDS.values())
def test_the_front_end_uses_the_traits_that_python_has(widget: type[AnyWidget], name: str) -> None:
    script = "\n".join(sources_of((FOLDER / f"{name}.js").resolve()).values())
    used = re.findall(r'\b(?:useTrait\(model, |model\.get\()"(\w+)"', script)
    assert set(used) == set(widget.class_own_traits(sync=True))
