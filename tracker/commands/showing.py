"""The command that shows what is remembered: a day of the log, a keypoint, a card."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer
from rich.cells import cell_len

from tracker.commands.app import Json, app
from tracker.commands.opening import opened
from tracker.commands.printing import counted, near, one_line, print_json
from tracker.core.errors import UserError
from tracker.core.text import printable

if TYPE_CHECKING:
    from tracker.core.quiz import CardView
    from tracker.core.remembered import DayView, KeypointView, Occurrence
    from tracker.study import Study

_NARROWEST = 40
"""Columns."""
_WORD = re.compile(r"\s*+\S++")
_OPENING = re.compile(r"\s*+(?:(?:[-*+>]|\d{1,3}[.)])\s++)?")
"""What a line begins with before its words."""


@app.command()
def show(
    what: Annotated[
        str,
        typer.Argument(
            help="The beginning of the id of a card or a keypoint; or a day: 12, day:11..14, 2026-01-05. "
            "Without it, the day written last."
        ),
    ] = "",
    source: Annotated[
        str | None, typer.Option("--source", metavar="PART", help="Only days of files with this in their paths.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show a day with the recall of its keypoints, a keypoint with all its places, or a card with its proof."""
    from tracker.core.quiz import CardView
    from tracker.core.remembered import DaySpan

    with opened() as study:
        span = DaySpan.read(what)
        if span or not what:
            days = study.logbook(span, source) if span else iter((study.last_day(source),))
            _show_days(days, what, as_json=as_json)
            return
        view = study.identified(what)
        if isinstance(view, CardView):
            _show_card(study, view, as_json=as_json)
        else:
            _show_keypoint(study, view, as_json=as_json)


def _show_days(days: Iterator[DayView], what: str, *, as_json: bool) -> None:
    first = next(days, None)
    if first is None:
        raise UserError(f"no day {what.removeprefix('day:')} in the log; `tracker show` shows the one written last")
    if as_json:
        from tracker import shapes

        print_json({"days": [shapes.day(view) for view in (first, *days)]})
        return
    stale: dict[str, bool] = {}
    for view in chain([first], days):
        if stale:
            print()
        _print_day(view)
        stale[view.day.source] = view.stale or stale.get(view.day.source, False)
    for source in (source for source, changed in stale.items() if changed):
        print(f"{near(source)}: not as it was imported; the entries are shown as they were read then", file=sys.stderr)


def _print_day(view: DayView) -> None:
    from tracker.core.remembered import margin

    day, many = view.day, counted(len(view.keypoints), "keypoint")
    print(" · ".join(filter(None, (f"{near(day.source)}:{day.line}", day.date, many))))
    for line, points in view.lines():
        _print_beside(f"{margin(points):>5} │ ", printable(line))


def _show_keypoint(study: Study, view: KeypointView, *, as_json: bool) -> None:
    proofs = study.proofs([card for card, _ in view.cards])
    offers = study.offers(view)
    if as_json:
        from tracker import shapes

        print_json(shapes.keypoint(view, proofs, offers))
        return
    said = view.keypoint.statement.text
    for line in (said, *view.points):
        _print_beside("", line)
    print(f"\nkeypoint   {view.keypoint.id}" + (", in no source any more" if view.retired else ""))
    if view.former:
        print(f"reworded   {counted(view.former, 'former wording')}")
    _print_labelled("stands in", (_place(occurrence) for occurrence in view.occurrences))
    _print_labelled("cards", [_card(card, recall) for card, recall in view.cards] or ["none"])
    if view.keypoint.snippet:
        _print_labelled("snippet", [view.keypoint.snippet])
    if offers:
        _print_labelled("may prove", [f"{offer.target}  uses {', '.join(offer.names)}" for offer in offers])
        print(f"\ntracker link {view.keypoint.id[:8]} {offers[0].target} writes a link behind it", file=sys.stderr)


def _place(occurrence: Occurrence) -> str:
    where = f"{near(occurrence.source)}:{occurrence.line}"
    date = None if (occurrence.date or "-") in occurrence.day else occurrence.date
    return " · ".join(filter(None, (where, occurrence.day.rstrip(":"), date, occurrence.section)))


def _card(card: CardView, recall: float | None) -> str:
    from tracker.core.remembered import percent

    known = percent(recall) if recall is not None else ""
    return f"{card.card.id[:8]}  {known:>5}  {card.state}  {card.card.front}"


def _show_card(study: Study, view: CardView, *, as_json: bool) -> None:
    proof = study.proof(view)
    if as_json:
        from tracker import shapes

        print_json(shapes.card(view, proof))
        return
    print(f"{view.card.front}\n→ {view.card.back}\n")
    print(f"statement  {view.statement}")
    for point in view.points:
        print(f"           {point}")
    print(f"keypoint   {view.card.keypoint[:8]}")
    print(f"source     {printable(view.source)}:{view.line} {view.day}")
    due = f"{view.due_at.astimezone(study.calendar.zone):%Y-%m-%d %H:%M}" if view.due_at else view.due_day
    print(f"state      {view.state}" + (f", due {due}" if due else ""))
    if proof:
        claim = f": {proof.claim.verdict}: {proof.claim.text}" if proof.claim else ""
        print(f"proof      {proof.snippet.id}{claim}")
        _print_labelled("", [proof.standing] if proof.claim else [])
    if proof and proof.news:
        before, now = proof.news
        _print_labelled("changed", [f"before: {before}", f"now: {now}"])


def _print_labelled(label: str, lines: Iterable[str]) -> None:
    for line in lines:
        _print_beside(f"{label:<11}", one_line(line))
        label = ""


def _print_beside(before: str, text: str) -> None:
    """Print a line beside a margin; where the terminal is too narrow for it, it goes on under itself."""
    for line in _wrapped(text, max(shutil.get_terminal_size().columns, _NARROWEST) - len(before)):
        print((before + line).rstrip())
        before = " " * (len(before) - 2) + "│ " if before.endswith("│ ") else " " * len(before)


def _wrapped(text: str, columns: int) -> Iterator[str]:
    """A line in pieces of at most so many cells, the later ones under the words of the first."""
    text = text.expandtabs(4).rstrip()
    opening = _OPENING.match(text)
    above = opening[0] if opening else ""
    line = above[-(columns // 2) :]
    indent = used = len(line)
    for word in _WORD.findall(text, len(above)):
        for piece, wide in _pieces(word, columns - indent):
            if used + wide > columns:
                yield line
                line, used, piece = " " * indent, indent - len(piece) + len(piece.lstrip()), piece.lstrip()
            line += piece
            used += wide
    yield line


def _pieces(word: str, columns: int) -> Iterator[tuple[str, int]]:
    """A word in pieces of at most so many cells, each with how many it takes."""
    piece, used = "", 0
    for character in word:
        wide = cell_len(character)
        if used + wide > columns:
            yield piece, used
            piece, used = "", 0
        piece += character
        used += wide
    yield piece, used
