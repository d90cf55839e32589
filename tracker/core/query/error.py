"""What is wrong with a query, and where."""

from __future__ import annotations

import unicodedata


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

    def shown(self, query: str) -> str:
        """The query with a caret under the place, on two lines."""
        line = "".join(character if character.isprintable() else " " for character in query)
        return f"{line}\n{' ' * sum(map(_cells, line[: self.position]))}^"


def _cells(character: str) -> int:
    """How many cells of a terminal a character takes."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
