"""Widgets that live in a notebook, and in a page without a kernel.

Each is an `anywidget.AnyWidget` in three files of one name. Its JavaScript works from
the widget's state alone, so that a built page needs no Python behind it.
"""

from framelab.widgets.coding_desk import CodingDesk
from framelab.widgets.frozen import Frozen, frozen
from framelab.widgets.linkage_explorer import LinkageExplorer
from framelab.widgets.number_lens import NumberLens
from framelab.widgets.provenance_cards import ProvenanceCards
from framelab.widgets.quotation_slider import QuotationSlider
from framelab.widgets.reading_map import ReadingMap
from framelab.widgets.speech_compare import SpeechCompare
from framelab.widgets.voice_share import VoiceShare

__all__ = [
    "CodingDesk",
    "Frozen",
    "LinkageExplorer",
    "NumberLens",
    "ProvenanceCards",
    "QuotationSlider",
    "ReadingMap",
    "SpeechCompare",
    "VoiceShare",
    "frozen",
]
