"""The commands of the day: what is due, ask it, and the streaks."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import open_app
from tracker.commands.app import Json, app
from tracker.commands.opening import opened
from tracker.commands.printing import counted, one_line, print_json
from tracker.core.errors import UserError

if TYPE_CHECKING:
    from tracker.study import Streaks


@app.command()
def review(
    plain: Annotated[bool, typer.Option("--plain", help="Ask in plain lines instead of the app.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask at most this many cards.")] = None,
    query: Annotated[str, typer.Option("--query", metavar="Q", help="Ask only cards that this search finds.")] = "",
    cram: Annotated[
        bool, typer.Option("--cram", help="Practise, due or not: no answer is kept and no due date moves.")
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take back the last answer; again, the one before it.")] = False,
) -> None:
    """Answer the cards that are due, and today's new ones."""
    if undo:
        _undo()
        return
    if not plain:
        open_app(review=True, limit=limit, query=query, cram=cram)
        return
    from tracker.plain import PlainSitting

    with opened() as study:
        study.welcome()
        sitting = study.sit(query, limit, cram=cram)
        PlainSitting(study, sitting, sys.stdin, sys.stdout).run()


def _undo() -> None:
    """Take the last answer back."""
    with opened() as study:
        last = study.last_answer()
        if last is None:
            raise UserError("there is no answer to take back")
        study.undo(study.start(limit=1))
        view = study.card(last.card)
    at = last.at.astimezone(study.calendar.zone)
    given = f"{last.rating.name.lower()}, given on {at.day} {at:%B %Y at %H:%M}"
    print(f"taken back: {given}, to: {one_line(view.card.front)}")


@app.command()
def today(as_json: Json = False) -> None:
    """Show what is due, what is new, and how long it takes."""
    with opened() as study:
        now = study.today()
    if as_json:
        from tracker import shapes

        print_json(shapes.today(now))
        return
    print(f"{now.due} due, {now.new} new: about {now.minutes} min")
    _print_streak(now.streaks)
    if now.backlog:
        print(f"{counted(now.backlog, 'review')} more than a day takes; `tracker backlog` spreads them")
    if now.leeches:
        print(f"{counted(now.leeches, 'card')} forgotten again and again; `tracker cards is:leech` lists them")
    if now.changed:
        print(f"{counted(now.changed, 'card')} set aside: the world changed; `tracker cards is:changed` lists them")
    if now.problems:
        many = counted(now.problems, "problem")
        print(f"{many} in the sources; `tracker import --dry-run FILE` lists them", file=sys.stderr)


@app.command()
def streak(as_json: Json = False) -> None:
    """Show the days you logged, recalled, and ran a snippet."""
    with opened() as study:
        rings = study.streaks()
    if as_json:
        from tracker import shapes

        print_json(shapes.streaks(rings))
        return
    _print_streak(rings)


def _print_streak(rings: Streaks) -> None:
    logged = rings.logged
    print(f"logged    {counted(logged.days, 'day')}, longest run {logged.longest}, latest run {logged.latest}")
    if logged.missing:
        more = logged.missing_count - len(logged.missing[:10])
        print(f"          missing: {', '.join(map(str, logged.missing[:10]))}" + (f" and {more} more" if more else ""))
    for name, ring in (("recalled", rings.recalled), ("ran", rings.ran)):
        print(f"{name:<10}{counted(ring.days, 'day')}, longest run {ring.longest}, current run {ring.current}")
