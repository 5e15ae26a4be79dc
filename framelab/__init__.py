"""The library behind *Reading the Frame*."""

from framelab.corpus import load_corpus

__all__ = ["load_corpus"]
