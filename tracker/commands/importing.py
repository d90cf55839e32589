"""The command that reads logs."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.commands.app import Json, app
from tracker.commands.printing import counted, near, one_line, print_json
from tracker.core.errors import UserError

if TYPE_CHECKING:
    from tracker.core.log import Log
    from tracker.study import Imported

_FIRST_PROBLEMS = 10
_FEW_UNCHANGED = 5


@app.command("import")
def import_(
    paths: Annotated[list[str], typer.Argument(help="Log files, or folders with Markdown files.", show_default=False)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and plan, and change nothing.")] = False,
    glob: Annotated[
        list[str] | None,
        typer.Option(metavar="PATTERN", help="Of folders take only files that match, as daily/**/*.md; repeatable."),
    ] = None,
    start_date: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="The date of day 1, for logs that only count their days. Remembered."),
    ] = None,
    dates: Annotated[
        str | None,
        typer.Option(
            metavar="git|log",
            help="Date days that state no date by the git history of their lines, or (log) not at all. Remembered.",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Read daily logs: keypoints become cards, and what you know already keeps its memory."""
    dating = _dating(start_date, dates)
    if "" in paths:
        raise UserError("a path is empty; `.` is the folder you are in")
    from tracker.study import Study

    with Study.rehearse() if dry_run else Study.open() as study:
        done = study.import_logs([Path(path) for path in paths], globs=glob or (), dating=dating, keep=not dry_run)
    if as_json:
        from tracker import shapes

        print_json(shapes.imported(done))
    else:
        _print_import(done, dry_run=dry_run)
    if done.refused or any(reading.problems for reading in done.readings):
        raise typer.Exit(1)


def _dating(start: str | None, dates: str | None) -> str | None:
    """How the days of an import get their dates, as the options say it.

    Raises:
        UserError: they say nothing, or two things.
    """
    if start is None:
        if dates not in (None, "git", "log"):
            raise UserError(f"--dates {dates}: give git or log")
        return dates
    if dates is not None:
        raise UserError("give either --start-date or --dates")
    try:
        return date.fromisoformat(start).isoformat()
    except ValueError as error:
        raise UserError(f"--start-date {start}: not a date such as 2026-01-31") from error


def _print_import(done: Imported, *, dry_run: bool) -> None:
    unchanged = [reading for reading in done.readings if reading.unchanged]
    if len(unchanged) > _FEW_UNCHANGED:
        print(f"{len(unchanged)} sources: unchanged since the last import")
    for reading in done.readings:
        name = near(reading.file.path)
        if reading.unchanged:
            if len(unchanged) <= _FEW_UNCHANGED:
                print(f"{name}: unchanged since the last import")
        else:
            print(f"{name}: {_contents(reading.file.log)}")
            if reading.moved_from:
                print(f"  moved from {near(reading.moved_from)}")
            fates = ", ".join(f"{count} {fate}" for fate, count in reading.plan.counts().items() if count)
            made = f"{fates or 'nothing to learn'}; {counted(len(reading.cards), 'card')} made"
            print(f"  would be: {made}" if dry_run else f"  {made}")
        for fate, rewordings in (("reworded", reading.plan.reworded), ("new, though close", reading.plan.ambiguous)):
            for found in rewordings:
                print(f"  {fate} ({found.similarity:.0f} %): {found.old}\n    → {found.new}")
    _print_problems(done)


def _print_problems(done: Imported) -> None:
    """Say the first problems as `path:line: message`, a form that editors follow, and how many more there are."""
    from tracker.core.log.notebook import place

    found = [
        (near(str(Path(reading.file.path, inner))), line, problem.message)
        for reading in done.readings
        for problem in sorted(reading.problems, key=place)
        for inner, line in [place(problem)]
    ]
    for name, line, message in found[:_FIRST_PROBLEMS]:
        print(f"{name}:{line}: {message}", file=sys.stderr)
    if len(found) > _FIRST_PROBLEMS:
        print(f"… and {len(found) - _FIRST_PROBLEMS} more; --json lists all", file=sys.stderr)
    for refusal in done.refused:
        print(f"left out: {one_line(refusal)}", file=sys.stderr)


def _contents(log: Log) -> str:
    keypoints = sum(1 for _ in log.keypoints())
    activities = sum(entry.kind.value == "activity" for _, entry in log.entries())
    counts = [(keypoints, "keypoint"), (activities, "activity")]
    if log.days:
        counts.insert(0, (len(log.days), "day"))
    return ", ".join(counted(count, noun) for count, noun in counts)
