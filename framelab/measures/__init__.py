"""Numbers from texts. Standard library only."""

from framelab.measures.shares import percent

__all__ = ["percent"]
