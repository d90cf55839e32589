"""The command that reads logs."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.commands.app import Json, app
from tracker.commands.opening import opened
from tracker.commands.printing import counted, near, one_line, print_json
from tracker.core.errors import UserError

if TYPE_CHECKING:
    from tracker.study import Imported, Reading

_FIRST_PROBLEMS = 10
_FIRST_FATES = 10
_FATES = {"ambiguous": "new, though close"}
"""Fates in other words, where the one is no word for a learner."""
_FEW_UNCHANGED = 5


@app.command("import")
def import_(
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Log files, or folders with Markdown files. [default: those imported before]"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and plan, and change nothing.")] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take the last import back whole; your reviews stay on their cards.")
    ] = False,
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
    if undo:
        if paths or dry_run or glob or start_date or dates:
            raise UserError("--undo takes the last import back and nothing else; give it alone")
        _undo(as_json=as_json)
        return
    dating = _dating(start_date, dates)
    if "" in (paths or ()):
        raise UserError("a path is empty; `.` is the folder you are in")
    from tracker.study import Study

    with Study.rehearse() if dry_run else Study.open() as study:
        named = [Path(path) for path in paths] if paths else study.own_paths()
        done = study.import_logs(named, globs=glob or (), dating=dating, keep=not dry_run, retiring=bool(paths))
        lost = [] if paths else study.lost_paths()
        made = sum(len(reading.cards) for reading in done.readings)
        overload = study.overload(made if dry_run else 0) if made else None
    if as_json:
        from tracker import shapes

        print_json(shapes.imported(done))
    else:
        _print_import(done, dry_run=dry_run)
    if overload:
        print(overload.said, file=sys.stderr)
    for path in lost:
        print(f"{near(str(path))} is gone; name it and what only it said is asked no more", file=sys.stderr)
    if lost or done.refused or any(reading.problems for reading in done.readings):
        raise typer.Exit(1)


def _undo(*, as_json: bool) -> None:
    with opened() as study:
        taken = study.take_back_import()
    if as_json:
        print_json({"paths": taken.paths, "at": taken.at.isoformat(), "plan": taken.fates})
        return
    names = [near(path) for path in taken.paths[:_FEW_UNCHANGED]]
    if len(taken.paths) > len(names):
        names.append(f"{len(taken.paths) - len(names)} more")
    print(f"taken back: the import of {', '.join(names)} at {taken.at.astimezone():%H:%M on %Y-%m-%d}")
    print(f"  it had been: {_counts(taken.fates)}")


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
            print(f"{name}: {'gone' if reading.silent else _contents(reading)}")
            if reading.moved_from:
                print(f"  moved from {near(reading.moved_from)}")
            made = f"{_counts(reading.plan.counts())}; {_made(reading)}"
            print(f"  would be: {made}" if dry_run else f"  {made}")
            _print_fates(reading)
    if any(reading.plan.ambiguous for reading in done.readings):
        print("what is only close is taken as new; `tracker pairs` asks which are the same")
    _print_problems(done)


def _made(reading: Reading) -> str:
    known = reading.made.known
    made = len(reading.cards) - known
    counts = [f"{counted(made, 'card')} made"] if made or not known else []
    return ", ".join(counts + ([f"{counted(known, 'card')} updated"] if known else []))


def _counts(fates: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {fate}" for fate, count in fates.items() if count) or "nothing to learn"


def _print_fates(reading: Reading) -> None:
    """Tell what becomes of keypoints, the first few of each fate; those that were only moved are counted."""
    from tracker.study import fates

    told: Counter[str] = Counter()
    for found in fates(reading):
        if found.fate == "moved":
            continue
        told[found.fate] += 1
        if told[found.fate] <= _FIRST_FATES:
            close = "" if found.similarity is None else f" ({found.similarity:.0f} %)"
            lines = [f"+ {one_line(text)}" for text in found.old] + [f"→ {one_line(text)}" for text in found.new]
            print(f"  {_FATES.get(found.fate, found.fate)}{close}: {lines[0][2:]}")
            for line in lines[1:]:
                print(f"    {line}")
    for fate, count in told.items():
        if count > _FIRST_FATES:
            print(f"  … and {count - _FIRST_FATES} more {_FATES.get(fate, fate)}; --json lists all")


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


def _contents(reading: Reading) -> str:
    counts = [(reading.entries[kind], kind) for kind in ("keypoint", "activity")]
    if days := len(reading.file.log.days):
        counts.insert(0, (days, "day"))
    return ", ".join(counted(count, noun) for count, noun in counts)
