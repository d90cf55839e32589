"""The commands of pairs: keypoints that may be one."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tracker.commands.app import Json, app
from tracker.commands.opening import opened
from tracker.commands.printing import counted, one_line, print_json
from tracker.core.errors import UserError

_SHORT = 8
"""Characters of an id that are shown."""


@app.command()
def pairs(as_json: Json = False) -> None:
    """List the keypoints that may be the same: close to each other, or reworded so much that it is not sure."""
    with opened() as study:
        found = study.pairs()
    if as_json:
        from tracker import shapes

        print_json({"pairs": [shapes.pair(pair) for pair in found]})
        return
    for pair in found:
        print(f"{'reworded?' if pair.reworded else 'twice?'} ({min(pair.similarity, 99):.0f} %)")
        for side in (pair.one, pair.other):
            history = f", {counted(side.answers, 'answer')}" if side.answers else ""
            gone = "" if side.present else ", no longer in a log"
            print(f"  {side.id[:_SHORT]}  {one_line(side.text)}{history and f'  ({history[2:]}{gone})'}")
    if found:
        print("`tracker merge ID ID` makes two one, `tracker merge --apart ID ID` asks no more", file=sys.stderr)
    else:
        print("no two keypoints seem to be the same", file=sys.stderr)


@app.command()
def merge(
    ids: Annotated[list[str], typer.Argument(metavar="ID ID", help="Two keypoints, by the beginnings of their ids.")],
    apart: Annotated[bool, typer.Option("--apart", help="They are two: ask about them no more.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Part a keypoint that was merged into another: one ID.")] = False,
    as_json: Json = False,
) -> None:
    """Make two keypoints one that is asked once and keeps the longer history."""
    if apart and undo:
        raise UserError("give either --apart or --undo")
    if len(ids) != (1 if undo else 2):
        raise UserError("give the one keypoint that was merged" if undo else "give two keypoints")
    with opened() as study:
        if undo:
            study.part(ids[0])
            done = {"parted": ids[0]}
        elif apart:
            study.keep_apart(*ids)
            done = {"apart": " ".join(ids)}
        else:
            done = {"merged": study.merge(*ids)}
    if as_json:
        print_json(done)
    else:
        for deed, of in done.items():
            print(f"{deed}: {of}")
