"""The commands that run and test snippets."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tracker.commands.app import Json, app
from tracker.commands.opening import opened
from tracker.commands.printing import counted, print_json
from tracker.core.text import printable


@app.command()
def run(snippet: Annotated[str, typer.Argument(help="Such as gradients/tape.")], as_json: Json = False) -> None:
    """Run a snippet in a process of its own and show what it prints."""

    def show_live(stream: str, text: str) -> None:
        target = sys.stdout if stream == "stdout" else sys.stderr
        target.write(printable(text))
        target.flush()

    with opened() as study:
        done = study.run(study.snippet(snippet), None if as_json else show_live)
    if as_json:
        from tracker import shapes

        print_json(shapes.run(done))
    else:
        first = "" if done.first_line_seconds is None else f", first line after {done.first_line_seconds:.2f} s"
        detail = f": {done.detail}" if done.detail else ""
        print(f"{done.snippet} {done.status} in {done.seconds:.2f} s{first} ({done.route}){detail}", file=sys.stderr)
    if done.status != "passed" or done.detail:
        raise typer.Exit(1)


@app.command()
def snippets(as_json: Json = False) -> None:
    """List the snippets and their claims, with the verdicts their tests have shown."""
    with opened() as study:
        known = study.snippets()
    if as_json:
        from tracker import shapes

        print_json(shapes.snippets(known))
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

    with opened() as study:
        found = study.verify(names or (), None if as_json else show_live)
    failed = sum(not one.verified for one in found)
    if as_json:
        from tracker import shapes

        print_json(shapes.verified(found))
    else:
        print(f"{counted(len(found) - failed, 'claim')} verified, {failed} not", file=sys.stderr)
    if failed:
        raise typer.Exit(1)
