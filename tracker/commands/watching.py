"""The command that imports logs as they are written."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path
from threading import Event
from typing import Annotated

import typer

from tracker.commands.app import app
from tracker.commands.importing import _print_import
from tracker.commands.printing import counted, one_line
from tracker.core.errors import UserError

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP")


@app.command()
def watch(
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Log files, or folders with Markdown files; without any, all that you have imported."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object for each import, on a line of its own.")
    ] = False,
) -> None:
    """Import logs, and again each time they are saved, until ctrl+c."""
    if paths and "" in paths:
        raise UserError("a path is empty; `.` is the folder you are in")
    ending = Event()

    def end(*_: object) -> None:
        ending.set()  # an exception can get lost in a callback
        sys.exit()

    for name in _ENDING:
        if number := getattr(signal, name, None):
            signal.signal(number, end)
    try:
        from tracker.study import Study
        from tracker.watch import imports

        with Study.open() as study:
            watched = [_resolved(path) for path in paths] if paths else study.own_paths()
            print(f"watching {counted(len(watched), 'path')}; ctrl+c ends it", file=sys.stderr)
            for done in imports(study, watched, ending):
                if isinstance(done, UserError):
                    print(f"tracker: {one_line(str(done))}", file=sys.stderr)
                elif as_json:
                    from tracker import shapes

                    print(json.dumps(shapes.imported(done), ensure_ascii=False))
                else:
                    _print_import(done, dry_run=False)
                sys.stdout.flush()
    except KeyboardInterrupt:  # as watchfiles tells of any signal
        pass


def _resolved(path: str) -> Path:
    """Where a path leads: changes are told of the file itself, and not of links to it.

    Raises:
        UserError: it leads nowhere.
    """
    try:
        return Path(path).resolve()
    except (OSError, RuntimeError) as error:  # a loop of links
        raise UserError(f"{path}: cannot be followed") from error
