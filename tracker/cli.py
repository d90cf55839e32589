"""The way in: streams that bear any text, the app or a command, and one line for whatever goes wrong.

The app opens without the commands being loaded: typer takes as long to import as a quarter of the first frame.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import NoReturn

from tracker.core.errors import UserError
from tracker.core.text import printable


def main() -> NoReturn:
    """Open the app, or run the command that the arguments name, and exit: 0 done, 1 with problems, 2 nothing done."""
    _prepare_streams()
    try:
        try:
            if sys.argv[1:]:
                from tracker.commands import app

                app()
            else:
                open_app()
                sys.exit()
        finally:
            sys.stdout.flush()
    except UserError as error:
        print(f"tracker: {printable(str(error))}", file=sys.stderr)
    except BrokenPipeError:
        # The reader went away; without this Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        print("tracker: cannot print, because the disk is full", file=sys.stderr)
    sys.exit(2)


def _prepare_streams() -> None:
    """Make sure there are streams, and that any character can pass through them."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by the shell
            setattr(sys, name, open(os.devnull, mode))  # noqa: PTH123, SIM115  (open as long as the process)
        getattr(sys, name).reconfigure(encoding="utf-8", errors="replace")


def open_app(*, review: bool = False, limit: int | None = None, query: str = "", cram: bool = False) -> None:
    """Open the app, on Today or on a sitting.

    Args:
        review: whether it is a sitting.
        limit: the most cards that it asks.
        query: it asks only cards that this finds.
        cram: it is to practise: cards are asked that need not be due, and no answer is kept.

    Raises:
        UserError: there is no terminal to open it in, the database cannot be opened, or the query is wrong.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise UserError(
            "the app needs a terminal; `tracker review --plain` asks in plain lines, `tracker --help` lists more"
        )
    from tracker.tui.app import run_app

    run_app(review=review, limit=limit, query=query, cram=cram)
