"""Keypoints that may be the same, one pair at a time, to merge or to keep apart."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.tui.screens.steps import StepScreen
from tracker.tui.widgets.difference import lit
from tracker.tui.widgets.keypoint import places
from tracker.tui.widgets.keys import Keys
from tracker.tui.widgets.patience import PatientBar

if TYPE_CHECKING:
    from tracker.core.remembered import KeypointView
    from tracker.study import Pair, Side, Study


_WORD_FOR_WORD = 99.5
"""Percent: what is rounded to a hundred would seem to be the very same text."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the learner said of a pair."""

    pair: Pair
    loser: str | None
    """The keypoint that was merged into the other; None when they are kept apart."""


class Questions:
    """The pairs of one visit: which one is asked, and what has been decided."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        """Begin with the first pair."""
        self._pairs = list(pairs)
        self._at = 0
        self._decisions: list[Decision] = []

    @property
    def pair(self) -> Pair | None:
        """The one to ask now; None when all are decided."""
        open = self._open()
        return self._pairs[min(open, key=lambda at: (at < self._at, at))] if open else None

    @property
    def left(self) -> int:
        """How many are to be decided."""
        return len(self._open())

    @property
    def last(self) -> Decision | None:
        """What was decided last, which is what can be taken back."""
        return self._decisions[-1] if self._decisions else None

    def later(self) -> None:
        """Go on to the next pair; behind the last comes the first."""
        if self.pair:
            self._at = self._pairs.index(self.pair) + 1

    def decide(self, decision: Decision) -> None:
        """Note what was decided; what was merged into another keypoint is asked about no more."""
        self._decisions.append(decision)

    def undo(self) -> None:
        """Ask again what was decided last."""
        self._at = self._pairs.index(self._decisions.pop().pair)

    def _open(self) -> list[int]:
        decided = {id(one.pair) for one in self._decisions}
        merged = {one.loser for one in self._decisions}
        return [
            at
            for at, pair in enumerate(self._pairs)
            if id(pair) not in decided and not {pair.one.id, pair.other.id} & merged
        ]


class Pairs(StepScreen[None]):
    """Asks of two keypoints at a time whether they are one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "merge", "Merge"),
        Binding("k", "keep", "Keep apart"),
        Binding("n,right", "later", "Later"),
        Binding("u", "undo", "Undo"),
        Binding("escape", "leave", "Today", key_display="esc"),
    ]
    AUTO_FOCUS = "#pair"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-wide")]  # noqa: RUF012, as Textual declares it

    def __init__(self, study: Study) -> None:
        """Ask about the pairs that there are.

        Args:
            study: where they come from and the decisions go.
        """
        super().__init__()
        self._study = study
        self._questions: Questions | None = None
        self._shown: Pair | None = None

    def compose(self) -> ComposeResult:  # noqa: D102
        yield PatientBar("The same?")
        with VerticalScroll(id="pair"), Vertical(classes="column"):
            yield Static("Looking for keypoints that may be the same …", id="why", classes="headline", markup=False)
            for side in ("one", "other"):
                yield Static(id=side, classes="statement", markup=False)
                yield Static(id=f"about-{side}", classes="about", markup=False)
        yield Keys(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Look for pairs."""
        self.then(self._begin)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be decided."""
        match action:
            case "merge" | "keep":
                return self._shown is not None
            case "later":
                return self._questions is not None and self._questions.left > 1
            case "undo":
                return self._questions is not None and self._questions.last is not None
        return True

    # --- keys ------------------------------------------------------------------------------------------------------

    def action_merge(self) -> None:
        """They are the same: make them one."""
        self._decide(self._merge)

    def action_keep(self) -> None:
        """They are two: ask no more."""
        self._decide(self._keep)

    def action_later(self) -> None:
        """Ask the next pair first."""
        self.then(self._later)

    def action_undo(self) -> None:
        """Take the last decision of this visit back."""
        self.then(self._undo)

    def action_leave(self) -> None:
        """Go back to Today."""
        self.dismiss()

    # --- steps -----------------------------------------------------------------------------------------------------

    def _decide(self, decide: Callable[[Questions, Pair], Awaitable[None]]) -> None:
        meant = self._shown

        async def step() -> None:
            # A second key that was struck before the next pair was shown is not meant for that one.
            if self._questions and meant and meant is self._shown:
                with self.query_one(PatientBar).during("saving …"):
                    await decide(self._questions, meant)
                await self._show(self._questions)

        self.then(step)

    async def _begin(self) -> None:
        self._questions = Questions(await asyncio.to_thread(self._study.pairs))
        await self._show(self._questions)

    async def _merge(self, questions: Questions, pair: Pair) -> None:
        winner = await asyncio.to_thread(self._study.merge, pair.one.id, pair.other.id)
        questions.decide(Decision(pair, pair.other.id if winner == pair.one.id else pair.one.id))
        self.notify("Merged: asked once from now on, with the longer history\nu parts them again", timeout=4)

    async def _keep(self, questions: Questions, pair: Pair) -> None:
        await asyncio.to_thread(self._study.keep_apart, pair.one.id, pair.other.id)
        questions.decide(Decision(pair, None))
        self.notify("Kept apart: not asked about again\nu takes it back", timeout=4)

    async def _later(self) -> None:
        if self._questions:
            self._questions.later()
            await self._show(self._questions)

    async def _undo(self) -> None:
        if not self._questions or not (decision := self._questions.last):
            return
        if decision.loser:
            await asyncio.to_thread(self._study.part, decision.loser)
        else:
            ids = decision.pair.one.id, decision.pair.other.id
            await asyncio.to_thread(partial(self._study.keep_apart, *ids, apart=False))
        self._questions.undo()
        await self._show(self._questions)

    # --- what is seen ----------------------------------------------------------------------------------------------

    async def _show(self, questions: Questions) -> None:
        pair = questions.pair
        texts, about = (Content(), Content()), ("", "")
        if pair:
            texts = lit(pair.one.text, pair.other.text)
            one = await asyncio.to_thread(self._study.keypoint, pair.one.id)
            other = await asyncio.to_thread(self._study.keypoint, pair.other.id)
            about = _about(pair.one, one), _about(pair.other, other)
        self._shown = pair
        self.query_one(PatientBar).note(f"{questions.left} to decide" if pair else "")
        self.query_one("#why", Static).update(_why(pair))
        for side, text, said in zip(("one", "other"), texts, about, strict=True):
            self.query_one(f"#{side}", Static).update(text)
            self.query_one(f"#about-{side}", Static).update(said)
            self.query_one(f"#{side}").display = self.query_one(f"#about-{side}").display = pair is not None
        self.query_one("#pair").scroll_home(animate=False)
        self.refresh_bindings()


def _why(pair: Pair | None) -> str:
    if pair is None:
        return "No two keypoints seem to be the same"
    alike = f"{pair.similarity:.0f} % alike" if pair.similarity < _WORD_FOR_WORD else "almost word for word"
    return f"Is the second the first in other words, {alike}?" if pair.reworded else f"Is the same said twice, {alike}?"


def _about(side: Side, stand: KeypointView) -> str:
    answers = f"{side.answers} answer{'s' if side.answers != 1 else ''}" if side.answers else "never answered"
    return f"{places(stand.occurrences)}\n{answers}"
