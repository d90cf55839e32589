"""The commands of the scheduler: what the learner chooses, what is fitted, foretold and folded again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.commands.app import Json, app
from tracker.commands.opening import opened
from tracker.commands.printing import counted, near, print_json
from tracker.core.errors import UserError

if TYPE_CHECKING:
    from tracker.core.schedule import Settings

_SHOWN = 12
"""Days of a plan that are listed."""
_SAME = 1e-5
"""Of a value: so far two schedulers may be apart by rounding."""


@app.command()
def config(
    name: Annotated[str, typer.Argument(help="A setting; without it, all are listed.")] = "",
    value: Annotated[list[str] | None, typer.Argument(help="Its new value, such as 1m 10m.")] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Take the default again.")] = False,
    as_json: Json = False,
) -> None:
    """Show or choose settings: retention, steps, cards a day, minutes, easy days."""
    from tracker.core.schedule import CHOICES

    if reset and (value or not name):
        raise UserError("give --reset the name of one setting and no value")
    with opened() as study:
        settings = study.settings
        if name and name not in CHOICES:
            settings.with_written(name, "")
        if reset or value:
            settings = study.choose(name, None if reset else " ".join(value or ()))
    names = [name] if name else list(CHOICES)
    if as_json:
        print_json({"settings": {one: settings.shown(one) for one in names}})
        return
    for one in names:
        _print_setting(one, settings, whole=bool(name))


def _print_setting(name: str, settings: Settings, *, whole: bool) -> None:
    from tracker.core.schedule import CHOICES
    from tracker.core.schedule import Settings as Choices

    shown, default = settings.shown(name), Choices().shown(name)
    if not whole and len(shown) > _LONG:
        shown = "the defaults of FSRS-6" if shown == default else "fitted"
    print(f"{name:<18} {shown:<22} {CHOICES[name].help}" if not whole else f"{name} {shown}")


_LONG = 60


@app.command()
def backlog(
    days: Annotated[int | None, typer.Option(min=1, max=365, help="Spread it over so many days.")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")] = False,
    as_json: Json = False,
) -> None:
    """Spread reviews that have piled up over the days to come, weakest first, once you agree."""
    with opened() as study:
        plan = study.backlog(days)
        if as_json:
            from tracker import shapes

            if yes:
                study.spread(plan)
            print_json({"plan": [shapes.portion(portion) for portion in plan], "spread": yes and bool(plan)})
            return
        total = sum(len(portion.cards) for portion in plan)
        if not days and total <= len(plan[0].cards if plan else ()):
            print(f"{counted(total, 'review')} due: a day takes them all." if plan else "No review is waiting.")
            return
        if yes:
            study.spread(plan)
        print(f"{counted(total, 'review')} over {counted(len(plan), 'day')}, weakest first:")
        for portion in plan[:_SHOWN]:
            other = f", {counted(portion.due, 'other card')} due" if portion.due else ""
            print(f"  {portion.day:%a %d %b}  {len(portion.cards):>4}  recall from {portion.weakest:.0%}{other}")
        if len(plan) > _SHOWN:
            print(f"  … and {counted(len(plan) - _SHOWN, 'day')} more")
        if yes:
            return
        if not _agreed("Put them off like this? Due dates stay as they are. [y/N] "):
            print("Nothing was changed; --days N takes another number of days.")
            return
        study.spread(plan)
    print("Done; `tracker backlog --days 1` brings all of them back to today.")


def _agreed(question: str) -> bool:
    print(question, end="", flush=True)
    answer = sys.stdin.readline()
    if not answer.endswith("\n"):
        print()
    return answer.strip().casefold() in ("y", "yes")


@app.command()
def optimize(
    recency: Annotated[
        bool, typer.Option("--recency", help="Try to let later reviews count more; kept when it foretells better.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Fit the scheduler to your own reviews; the defaults stay when they are not beaten."""
    with opened() as study:
        done = study.optimize(recency=recency)
    from tracker import shapes

    shape = shapes.fitted(done)
    if as_json:
        print_json(shape)
        return
    print(f"{counted(done.reviews, 'review')} to learn from")
    if shape["heldout"]:
        print(f"\n{'on the last reviews, held out':<30}{'log loss':>9}{'RMSE':>8}{'AUC':>8}")
        for name, scores in shape["heldout"].items():
            print(f"{name.replace('_', ' '):<30}" + "".join(_score(scores[key]) for key in ("log_loss", "rmse", "auc")))
        print()
    if done.found.comparison is None:
        print("Too few to fit anything: the parameters stay as they are.")
    elif done.found.kept == "fit":
        print("Your own parameters are in use from now on; due dates stay as they are.")
    else:
        print("The default parameters are in use: your reviews do not say better ones.")
    losses = {name: scores["log_loss"] for name, scores in shape["heldout"].items()}
    if losses and min(losses, key=losses.__getitem__) == "constant":
        print("A constant foretells as well: so far your answers follow no curve of forgetting.")


def _score(value: float | None) -> str:
    return f"{'–':>8}" if value is None else f"{value:>8.4f}"


@app.command()
def simulate(
    retention: Annotated[
        list[float] | None, typer.Option("--retention", min=0.7, max=0.97, help="Give as many as you like.")
    ] = None,
    new: Annotated[int | None, typer.Option("--new", min=0, max=9999, help="New cards a day.")] = None,
    days: Annotated[int, typer.Option(min=1, max=3650, help="How many days to look ahead.")] = 365,
    as_json: Json = False,
) -> None:
    """Show what each retention would cost: reviews, minutes and cards remembered."""
    from tracker import shapes

    with opened() as study:
        aimed = study.settings.desired_retention
        found = (
            study.simulate(retention, days=days, new_per_day=new)
            if retention
            else study.simulate(days=days, new_per_day=new)
        )
    if as_json:
        print_json({"days": days, "retentions": [shapes.workload(one) for one in found]})
        return
    print(f"In {counted(days, 'day')}, with your cards and pace; that of others counts while you have few answers:\n")
    print(f"{'retention':>9}{'reviews':>9}{'minutes a day':>15}{'remembered':>12}{'of cards':>10}")
    for one in found:
        mark = "  ← yours" if abs(one.retention - aimed) < _SAME else ""
        cost = f"{one.retention:>9.0%}{one.reviews:>9,}{one.minutes / days:>15.1f}"
        print(f"{cost}{one.remembered:>12,.0f}{one.cards:>10,}{mark}")
    print("\n`tracker config desired_retention 0.9` chooses one.")


@app.command()
def rebuild(as_json: Json = False) -> None:
    """Fold all reviews into memories again; what was otherwise is put right."""
    with opened() as study:
        done = study.rebuild()
    if as_json:
        print_json({"reviews": done.reviews, "changed": done.changed})
        return
    print(f"{counted(done.reviews, 'review')} folded again: ", end="")
    print(f"{counted(done.changed, 'memory')} put right" if done.changed else "all memories are what they leave")


@app.command()
def join(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The tracker.db of another device.")],
    as_json: Json = False,
) -> None:
    """Take over the reviews of another device's database; that one stays as it is."""
    with opened() as study:
        done = study.join(path)
    if as_json:
        print_json(
            {
                "reviews": done.reviews,
                "retractions": done.retractions,
                "settings": list(done.settings),
                "changed": done.changed,
            }
        )
        return
    print(
        f"{counted(done.reviews, 'review')} and {counted(done.retractions, 'retraction')} of {near(str(path))} "
        f"taken over; {counted(done.changed, 'memory')} changed"
    )
    if done.settings:
        print(f"settings chosen later there: {', '.join(done.settings)}")


@app.command()
def check(
    schedule: Annotated[
        bool, typer.Option("--schedule", help="Hold the scheduler against py-fsrs, over all your reviews.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Check that the database is sound and that memories are what the reviews leave."""
    with opened() as study:
        faults = study.faults()
        differences = study.compare_schedulers() if schedule else []
    apart = [one for one in differences if max(one.stability, one.difficulty) > _SAME]
    if as_json:
        from tracker import shapes

        print_json({"faults": faults, "differences": [shapes.difference(one) for one in differences]})
    else:
        for fault in faults:
            print(fault)
        for one in differences:
            print(
                f"{one.name:<8} {one.answers:>9,} compared, largest difference: "
                f"stability {one.stability:.1e}, difficulty {one.difficulty:.1e}"
            )
        if not faults and not apart:
            print("The database is sound.")
    if faults or apart:
        raise typer.Exit(1)
