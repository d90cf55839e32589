"""The commands: arguments become one call to `Study`, and its result printed lines."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker import __version__
from tracker.cli import open_app
from tracker.core.errors import UserError
from tracker.core.text import printable

if TYPE_CHECKING:
    from tracker.core.log import Log
    from tracker.study import Imported, Streaks, Study

app = typer.Typer(
    help="Turn the learning log you already write into memory that lasts. Without a command the app opens.",
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_FIRST_PROBLEMS = 10
_FEW_UNCHANGED = 5

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


def _version(wanted: bool) -> None:
    if wanted:
        print(__version__)
        raise typer.Exit


@app.callback(invoke_without_command=True)
def without_command(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Open the app when no command is given."""
    if context.invoked_subcommand is None:
        open_app()


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

        _print_json(shapes.imported(done))
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


@app.command()
def review(
    plain: Annotated[bool, typer.Option("--plain", help="Ask in plain lines instead of the app.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask at most this many cards.")] = None,
) -> None:
    """Answer the cards that are due, and today's new ones."""
    if not plain:
        open_app(review=True, limit=limit)
        return
    from tracker.plain import PlainSitting

    with _study() as study:
        study.welcome()
        PlainSitting(study, sys.stdin, sys.stdout, limit).run()


@app.command()
def today(as_json: Json = False) -> None:
    """Show what is due, what is new, and how long it takes."""
    with _study() as study:
        now = study.today()
    if as_json:
        from tracker import shapes

        _print_json(shapes.today(now))
        return
    print(f"{now.due} due, {now.new} new: about {now.minutes} min")
    _print_streak(now.streaks)
    if now.problems:
        many = _counted(now.problems, "problem")
        print(f"{many} in the sources; `tracker import --dry-run FILE` lists them", file=sys.stderr)


@app.command()
def cards(
    query: Annotated[str, typer.Argument(help="Show only cards with all these words.")] = "",
    as_json: Json = False,
) -> None:
    """List the cards, in the order of their log."""
    with _study() as study:
        found = study.cards(query)
        proofs = study.proofs(found)
    if as_json:
        from tracker import shapes

        _print_json({"cards": [shapes.card(view, proof) for view, proof in zip(found, proofs, strict=True)]})
        return
    if not found:
        hint = "no card has all these words" if query else "no cards yet; `tracker import FILE` makes some"
        print(hint, file=sys.stderr)
    for view in found:
        print(f"{view.card.id[:8]}  {view.card.front}\n          → {view.card.back.replace(chr(10), ' ')}")


@app.command()
def show(
    id: Annotated[str, typer.Argument(help="A card's id, or the beginning of it.")],
    as_json: Json = False,
) -> None:
    """Show one card: question, answer, where it comes from, and what proves it."""
    from tracker import shapes

    with _study() as study:
        view = study.card(id)
        proof = study.proof(view)
    if as_json:
        _print_json(shapes.card(view, proof))
        return
    print(f"{view.card.front}\n→ {view.card.back}\n")
    print(f"statement  {view.statement}")
    for point in view.points:
        print(f"           {point}")
    print(f"source     {printable(view.source)}:{view.line} {view.day}")
    print(f"state      {view.state}" + (f", due {view.due_at or view.due_day}" if view.due_day else ""))
    if proof:
        print(f"proof      {proof.snippet.id}" + (f": {proof.verdict}: {proof.claim.text}" if proof.claim else ""))


@app.command()
def run(snippet: Annotated[str, typer.Argument(help="Such as gradients/tape.")], as_json: Json = False) -> None:
    """Run a snippet in a process of its own and show what it prints."""

    def show_live(stream: str, text: str) -> None:
        target = sys.stdout if stream == "stdout" else sys.stderr
        target.write(printable(text))
        target.flush()

    with _study() as study:
        done = study.run(study.snippet(snippet), None if as_json else show_live)
    if as_json:
        from tracker import shapes

        _print_json(shapes.run(done))
    else:
        first = "" if done.first_line_seconds is None else f", first line after {done.first_line_seconds:.2f} s"
        detail = f": {done.detail}" if done.detail else ""
        print(f"{done.snippet} {done.status} in {done.seconds:.2f} s{first} ({done.route}){detail}", file=sys.stderr)
    if done.status != "passed" or done.detail:
        raise typer.Exit(1)


@app.command()
def snippets(as_json: Json = False) -> None:
    """List the snippets and their claims, with the verdicts their tests have shown."""
    with _study() as study:
        known = study.snippets()
    if as_json:
        from tracker import shapes

        _print_json(shapes.snippets(known))
        return
    for snippet, claims in known:
        print(f"{snippet.id}  {snippet.title}")
        for found in claims:
            print(f"  {'✓' if found.verified else '·'} {found.claim.verdict}: {found.claim.text}")


@app.command()
def verify(
    names: Annotated[list[str] | None, typer.Argument(help="Snippets; all of them without any.")] = None,
    as_json: Json = False,
) -> None:
    """Test the claims of snippets with pytest on the versions installed."""
    from tracker.core.snippet import Verification

    def show_live(found: Verification) -> None:
        mark = "✓" if found.verified else "✗"
        detail = f"\n    {found.detail}" if found.detail else ""
        print(f"{mark} {found.snippet}: {found.claim.verdict}: {found.claim.text}{detail}", flush=True)

    with _study() as study:
        found = study.verify(names or (), None if as_json else show_live)
    failed = sum(not one.verified for one in found)
    if as_json:
        from tracker import shapes

        _print_json(shapes.verified(found))
    else:
        print(f"{_counted(len(found) - failed, 'claim')} verified, {failed} not", file=sys.stderr)
    if failed:
        raise typer.Exit(1)


@app.command()
def streak(as_json: Json = False) -> None:
    """Show the days you logged, recalled, and ran a snippet."""
    with _study() as study:
        rings = study.streaks()
    if as_json:
        from tracker import shapes

        _print_json(shapes.streaks(rings))
        return
    _print_streak(rings)


@contextmanager
def _study() -> Iterator[Study]:
    # SQLModel takes half a second to import: only the commands that need the database pay for it.
    from tracker.study import Study

    # What ends a command politely lets it clean up: end its processes, delete their scratch folders.
    for name in ("SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            signal.signal(number, lambda number, _: sys.exit(128 + number))
    with Study.open() as study:
        yield study


def _print_json(value: dict[str, Any]) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def _print_import(done: Imported, *, dry_run: bool) -> None:
    unchanged = [reading for reading in done.readings if reading.unchanged]
    if len(unchanged) > _FEW_UNCHANGED:
        print(f"{len(unchanged)} sources: unchanged since the last import")
    for reading in done.readings:
        name = _near(reading.file.path)
        if reading.unchanged:
            if len(unchanged) <= _FEW_UNCHANGED:
                print(f"{name}: unchanged since the last import")
        else:
            print(f"{name}: {_contents(reading.file.log)}")
            if reading.moved_from:
                print(f"  moved from {_near(reading.moved_from)}")
            fates = ", ".join(f"{count} {fate}" for fate, count in reading.plan.counts().items() if count)
            made = f"{fates or 'nothing to learn'}; {_counted(len(reading.cards), 'card')} made"
            print(f"  would be: {made}" if dry_run else f"  {made}")
        for fate, rewordings in (("reworded", reading.plan.reworded), ("new, though close", reading.plan.ambiguous)):
            for found in rewordings:
                print(f"  {fate} ({found.similarity:.0f} %): {found.old}\n    → {found.new}")
    _print_problems(done)


def _print_problems(done: Imported) -> None:
    """Say the first problems as `path:line: message`, a form that editors follow, and how many more there are."""
    from tracker.core.log.notebook import place

    found = [
        (_near(str(Path(reading.file.path, inner))), line, problem.message)
        for reading in done.readings
        for problem in sorted(reading.problems, key=place)
        for inner, line in [place(problem)]
    ]
    for name, line, message in found[:_FIRST_PROBLEMS]:
        print(f"{name}:{line}: {message}", file=sys.stderr)
    if len(found) > _FIRST_PROBLEMS:
        print(f"… and {len(found) - _FIRST_PROBLEMS} more; --json lists all", file=sys.stderr)
    for refusal in done.refused:
        print(f"left out: {_one_line(refusal)}", file=sys.stderr)


def _contents(log: Log) -> str:
    keypoints = sum(1 for _ in log.keypoints())
    activities = sum(entry.kind.value == "activity" for _, entry in log.entries())
    counts = [(keypoints, "keypoint"), (activities, "activity")]
    if log.days:
        counts.insert(0, (len(log.days), "day"))
    return ", ".join(_counted(count, noun) for count, noun in counts)


def _print_streak(rings: Streaks) -> None:
    logged = rings.logged
    print(f"logged    {_counted(logged.days, 'day')}, longest run {logged.longest}, latest run {logged.latest}")
    if logged.missing:
        more = logged.missing_count - len(logged.missing[:10])
        print(f"          missing: {', '.join(map(str, logged.missing[:10]))}" + (f" and {more} more" if more else ""))
    for name, ring in (("recalled", rings.recalled), ("ran", rings.ran)):
        print(f"{name:<10}{_counted(ring.days, 'day')}, longest run {ring.longest}, current run {ring.current}")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun if count == 1 else _PLURALS.get(noun, noun + 's')}"


_PLURALS = {"activity": "activities"}


def _near(path: str) -> str:
    """A path as short as the current folder allows."""
    here = Path.cwd()
    return _one_line(str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path)


def _one_line(text: str) -> str:
    return printable(text).replace("\n", " ")
