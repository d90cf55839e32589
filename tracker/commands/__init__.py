"""The commands: arguments become one call to `Study`, and its result printed lines.

Each module registers its commands as it is imported; `--help` lists them in this order.
"""

from tracker.commands import (  # noqa: I001  (in the order of the help)
    importing as importing,
    watching as watching,
    reviewing as reviewing,
    searching as searching,
    showing as showing,
    hand as hand,
    pairing as pairing,
    snippets as snippets,
    scheduling as scheduling,
)
from tracker.commands.app import app

__all__ = ["app"]
