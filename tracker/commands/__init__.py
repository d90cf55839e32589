"""The commands: arguments become one call to `Study`, and its result printed lines.

Each module registers its commands as it is imported; `--help` lists them in this order.
"""

from tracker.commands import importing, reviewing, cards, hand, pairing, snippets  # noqa: F401, I001  (help order)
from tracker.commands.app import app

__all__ = ["app"]
