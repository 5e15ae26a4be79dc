"""Numbers from texts. Standard library only."""

from framelab.corpus import tokenize
from framelab.measures.agreement import cohen_kappa, krippendorff_alpha, observed_agreement
from framelab.measures.alignment import NEGATIONS, Alignment, Piece, align, negation_lost
from framelab.measures.coder_agreement import CoderAgreement, coder_agreement
from framelab.measures.cooccurrence import Cooccurrence, OddsRatio, cooccurrence
from framelab.measures.counts import (
    count_tokens,
    counts_by,
    dictionary_rates,
    per_thousand,
    rates,
)
from framelab.measures.dispersion import (
    deviation_of_proportions,
    deviation_of_proportions_normalised,
    parts_with,
)
from framelab.measures.figures import change_in_percent, days_of, rounded, stated
from framelab.measures.keyness import Keyness, keyness, log_likelihood, log_ratio
from framelab.measures.resampling import Interval, Permutation, bootstrap, permutation_test
from framelab.measures.shares import percent
from framelab.measures.similarity import cosine, jensen_shannon
from framelab.measures.speech import share_on, utterances, words_by_issue, words_by_speaker
from framelab.measures.voices import (
    SPEECH_UNITS,
    SpeechUnit,
    Stretch,
    most_heard,
    quoted_part,
    speech_amount,
    stretches,
    voice_share,
)

__all__ = [
    "NEGATIONS",
    "SPEECH_UNITS",
    "Alignment",
    "CoderAgreement",
    "Cooccurrence",
    "Interval",
    "Keyness",
    "OddsRatio",
    "Permutation",
    "Piece",
    "SpeechUnit",
    "Stretch",
    "align",
    "bootstrap",
    "change_in_percent",
    "coder_agreement",
    "cohen_kappa",
    "cooccurrence",
    "cosine",
    "count_tokens",
    "counts_by",
    "days_of",
    "deviation_of_proportions",
    "deviation_of_proportions_normalised",
    "dictionary_rates",
    "jensen_shannon",
    "keyness",
    "krippendorff_alpha",
    "log_likelihood",
    "log_ratio",
    "most_heard",
    "negation_lost",
    "observed_agreement",
    "parts_with",
    "per_thousand",
    "percent",
    "permutation_test",
    "quoted_part",
    "rates",
    "rounded",
    "share_on",
    "speech_amount",
    "stated",
    "stretches",
    "tokenize",
    "utterances",
    "voice_share",
    "words_by_issue",
    "words_by_speaker",
]
