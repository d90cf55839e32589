"""The commands that show what is known."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from tracker.commands.app import Json, app
from tracker.commands.opening import opened
from tracker.commands.printing import print_json
from tracker.core.text import printable


@app.command()
def cards(
    query: Annotated[str, typer.Argument(help="Show only cards with all these words.")] = "",
    as_json: Json = False,
) -> None:
    """List the cards, in the order of their log."""
    with opened() as study:
        found = study.cards(query)
        proofs = study.proofs(found)
    if as_json:
        from tracker import shapes

        print_json({"cards": [shapes.card(view, proof) for view, proof in zip(found, proofs, strict=True)]})
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

    with opened() as study:
        view = study.card(id)
        proof = study.proof(view)
    if as_json:
        print_json(shapes.card(view, proof))
        return
    print(f"{view.card.front}\n→ {view.card.back}\n")
    print(f"statement  {view.statement}")
    for point in view.points:
        print(f"           {point}")
    print(f"source     {printable(view.source)}:{view.line} {view.day}")
    print(f"state      {view.state}" + (f", due {view.due_at or view.due_day}" if view.due_day else ""))
    if proof:
        print(f"proof      {proof.snippet.id}" + (f": {proof.verdict}: {proof.claim.text}" if proof.claim else ""))
