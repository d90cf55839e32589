"""The commands of the learner's hand: other words for a card, and what is to be done with it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.commands.app import Json, app
from tracker.commands.opening import opened
from tracker.commands.printing import one_line, print_json
from tracker.core.errors import UserError

if TYPE_CHECKING:
    from tracker.core.quiz import CardView
    from tracker.study import Study

_CARD = "A card's id, or the beginning of it."


class Deed(StrEnum):
    """What can be done with a card."""

    SUSPEND = "suspend"
    BURY = "bury"
    DROP = "drop"
    FLAG = "flag"
    UNFLAG = "unflag"
    RESTORE = "restore"


_DEEDS: dict[Deed, tuple[str, Callable[[Study, list[str]], list[CardView]]]] = {
    Deed.SUSPEND: ("suspended", lambda study, ids: study.suspend(ids)),
    Deed.BURY: ("buried", lambda study, ids: study.bury(ids)),
    Deed.DROP: ("dropped", lambda study, ids: study.drop_cards(ids)),
    Deed.FLAG: ("flagged", lambda study, ids: [study.flag(id, True) for id in ids]),
    Deed.UNFLAG: ("unflagged", lambda study, ids: [study.flag(id, False) for id in ids]),
    Deed.RESTORE: ("restored", lambda study, ids: study.restore(ids)),
}


@app.command()
def edit(
    card: Annotated[str, typer.Argument(help=_CARD)],
    front: Annotated[str | None, typer.Option(metavar="TEXT", help="What it asks.")] = None,
    back: Annotated[str | None, typer.Option(metavar="TEXT", help="What it tells.")] = None,
    accept: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="A typed answer that counts; give all. An empty one: you judge yourself."),
    ] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Take the edit back.")] = False,
    as_json: Json = False,
) -> None:
    """Put a card in other words; it keeps its memory, and no import changes them."""
    changed = any(part is not None for part in (front, back, accept))
    if changed == reset:
        raise UserError("give either --reset, or what to change: --front, --back, --accept")
    with opened() as study:
        id = study.card(card).card.id
        view = study.reset_card(id) if reset else study.edit_card(id, front, back, accept)
        proof = study.proof(view)
    if as_json:
        from tracker import shapes

        print_json(shapes.card(view, proof))
        return
    print(f"{view.card.front}\n→ {view.card.back}")
    if view.card.accept:
        print(f"accepted   {', '.join(view.card.accept)}")


@app.command()
def mark(
    deed: Annotated[Deed, typer.Argument(help="Suspend or drop (until restored), bury (until tomorrow), or flag.")],
    cards: Annotated[list[str], typer.Argument(metavar="CARD...", help=_CARD)],
    as_json: Json = False,
) -> None:
    """Suspend, bury, drop, flag, unflag or restore cards; one wrong id, and nothing is done."""
    said, do = _DEEDS[deed]
    with opened() as study:
        ids = list(dict.fromkeys(study.card(card).card.id for card in cards))
        views = do(study, ids)
        proofs = study.proofs(views)
    if as_json:
        from tracker import shapes

        print_json({"cards": [shapes.card(view, proof) for view, proof in zip(views, proofs, strict=True)]})
        return
    for view in views:
        print(f"{said}  {view.card.id[:8]}  {one_line(view.card.front)}")
