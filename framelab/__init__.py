"""The library behind *Reading the Frame*."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from framelab.corpus import load_corpus

__all__ = ["__version__", "load_corpus"]
__version__ = "0.2.0"


# An answer's process imports this package and rarely the corpus; and where parts of the
# corpus are withheld from an answer, nothing may have loaded them before.
def __getattr__(name: str) -> Any:
    if name != "load_corpus":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from framelab.corpus import load_corpus  # noqa: PLC0415

    return load_corpus
