"""Numbers from texts. Standard library only."""

from framelab.measures.shares import percent
from framelab.measures.speech import share_on, utterances, words_by_issue, words_by_speaker

__all__ = ["percent", "share_on", "utterances", "words_by_issue", "words_by_speaker"]
