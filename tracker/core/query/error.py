"""What is wrong with a query, and where."""

from __future__ import annotations


class QueryError(ValueError):
    """A query that cannot be understood; its text is one line for the learner."""

    def __init__(self, message: str, position: int) -> None:
        """Say what is wrong.

        Args:
            message: in words that the place can follow.
            position: the character of the query where it is, from 0.
        """
        super().__init__(f"{message} (at character {position + 1})")
        self.message = message
        self.position = position
