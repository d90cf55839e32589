"""The commands that find things again."""

from __future__ import annotations

import sys
from datetime import date
from textwrap import fill
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.commands.app import Json, app
from tracker.commands.opening import opened
from tracker.commands.printing import near, one_line, print_json
from tracker.core.query import FIELDS

if TYPE_CHECKING:
    from tracker.core.query import Excerpt
    from tracker.core.quiz import CardView

_HIT = "\x1b[1m", "\x1b[22m"
"""Bold, on a terminal (ECMA-48, 8.3.117)."""
_BESIDE = " " * 20
_LANGUAGE = "\b\n" + "\n".join(
    [
        'A search is words, "a phrase", wor*, -not, one or other, (groups), and fields:',
        *(
            fill(field.help, 78, initial_indent=f"  {field.example:<17} ", subsequent_indent=_BESIDE)
            for field in FIELDS
        ),
    ]
)
_MINUS = {"ignore_unknown_options": True}
"""A word behind a minus is part of the search."""


@app.command(epilog=_LANGUAGE, context_settings=_MINUS)
def search(
    query: Annotated[list[str], typer.Argument(help="What to look for; see below.")],
    limit: Annotated[int, typer.Option(min=1, help="Show at most this many.")] = 20,
    as_json: Json = False,
) -> None:
    """Find keypoints, cards, days, notes and snippets."""
    with opened() as study:
        found = study.search(" ".join(query), limit=limit)
    if as_json:
        from tracker import shapes

        print_json({"results": [shapes.found(one) for one in found]})
        return
    for one in found:
        where = f"{near(one.source)}:{one.line}" if one.source else "in no log any more"
        id = f"{one.id[:8]}  " if one.kind in ("keypoint", "card") else ""
        print(f"{one.kind:<9}{id}{_marked(one.excerpt)}\n         {where} {one_line(one.day)}".rstrip())
    if not found:
        print("nothing found; `tracker search --help` shows what a search can say", file=sys.stderr)


@app.command(context_settings=_MINUS)
def cards(
    query: Annotated[
        list[str] | None, typer.Argument(help="Show only those that a search finds, such as `is:due tape`.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the cards, in the order of their log."""
    with opened() as study:
        found = study.cards(" ".join(query or ()))
        proofs = study.proofs(found)
        today = study.calendar.day_of(study.now())
    if as_json:
        from tracker import shapes

        print_json({"cards": [shapes.card(view, proof) for view, proof in zip(found, proofs, strict=True)]})
        return
    if not found:
        hint = "no card is found" if query else "no cards yet; `tracker import FILE` makes some"
        print(hint, file=sys.stderr)
    for view in found:
        aside = _aside(view, today)
        print(f"{view.card.id[:8]}  {view.card.front}{aside}\n          → {view.card.back.replace(chr(10), ' ')}")


def _aside(view: CardView, today: date) -> str:
    """How the learner has put a card aside."""
    buried = view.buried_until is not None and view.buried_until > today
    why = view.held or ("buried" if buried else "")
    return why and f" ({why})"


def _marked(excerpt: Excerpt) -> str:
    begin, end = _HIT if sys.stdout.isatty() else ("", "")
    return "".join(f"{begin}{one_line(text)}{end}" if hit else one_line(text) for text, hit in excerpt)
