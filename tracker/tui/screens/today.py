"""What the day holds, and the one thing to do next."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Button, Digits, Label, Static

from tracker.core.errors import UserError
from tracker.core.text import printable
from tracker.tui.moments import coming
from tracker.tui.screens.confirm import Confirm
from tracker.tui.widgets.facts import Fact
from tracker.tui.widgets.keys import Keys
from tracker.tui.widgets.title import TitleBar

if TYPE_CHECKING:
    from tracker import study as verbs
    from tracker.core.sitting import Sitting
    from tracker.core.stats import Streak
    from tracker.study import Study

_SOURCES_NAMED = 3
_GAPS_NAMED = 5
_LOOK_AGAIN = 60.0
"""Seconds after which the numbers are read again: cards fall due, and midnight passes."""


class Today(Screen[None]):
    """Due, new, minutes, the next step, the streaks, and where the cards come from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "Review", key_display="enter"),
        Binding("b", "backlog", "Backlog"),
        Binding("p", "pairs", "Pairs"),
        Binding("u", "undo", "Undo"),
        Binding("i", "import", "Import"),
        Binding("U", "take_back", "Take import back", key_display="U"),
    ]
    AUTO_FOCUS = "#today"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-wide"), (104, "-broad")]  # noqa: RUF012, as Textual declares it

    study: var[Study | None] = var(None)
    """None while it is being opened."""

    def __init__(self) -> None:
        super().__init__()
        self._today: verbs.Today | None = None
        self._early = False
        """Whether a sitting was asked for before the Study was open."""
        self._answered = False
        """Whether there is an answer to take back."""
        self._pairs = 0
        """Pairs of keypoints to decide on, as far as is known."""
        self._importing = False

    def compose(self) -> ComposeResult:  # noqa: D102
        yield TitleBar("tracker")
        with VerticalScroll(id="today"), Vertical(classes="column"):
            yield Static("Opening your knowledge base …", id="headline", classes="headline", markup=False)
            with Horizontal(id="figures"):
                for name in ("due", "new", "minutes"):
                    with Vertical(classes="figure"):
                        yield Digits("", id=name)
                        yield Label(name, classes="unit")
            button = Button("Start reviewing", variant="primary", id="start")
            button.can_focus = False  # enter belongs to the screen
            yield button
            yield Static(id="advice", markup=False)
            with Vertical(id="facts"):
                yield Fact("Logged", id="logged")
                yield Fact("Recalled", id="recalled")
                yield Fact("Ran", id="ran")
                yield Fact("From", id="sources")
                yield Fact("Backlog", id="backlog")
                yield Fact("Leeches", id="leeches")
                yield Fact("Pairs", id="pairs")
                yield Fact("Changed", id="changed")
                yield Fact("Problems", id="problems")
        yield Keys(show_command_palette=False)

    def on_mount(self) -> None:
        """Look again now and then."""
        self.set_interval(_LOOK_AGAIN, self.look)

    def open(self, study: Study, first: Sitting | None = None) -> None:
        """Fill in, and begin with a sitting when there is one, or when the learner has asked for one meanwhile."""
        self.study = study
        if first or self._early:
            self.start(first)

    def watch_study(self) -> None:
        """Fill in as soon as there is something to read."""
        self.look()
        self.count_pairs()

    def on_screen_resume(self) -> None:
        """A sitting has ended: look again."""
        self.look()

    @work(exclusive=True)
    async def look(self) -> None:
        """Read the day and show it."""
        study = self.study
        if study is None or not self.is_current:
            return
        try:
            today, answered, day, next = await asyncio.to_thread(_look, study)
        except UserError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        self._today, self._answered = today, answered
        if self._stands:
            self._show(today, day, next)

    @work(exclusive=True, group="pairs")
    async def count_pairs(self) -> None:
        """Find out how many pairs there are to decide on, which takes a while in a long log."""
        if self.study is None:
            return
        try:
            self._pairs = len(await asyncio.to_thread(self.study.pairs))
        except UserError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        if self._stands:
            self._show_pairs()

    @property
    def _stands(self) -> bool:
        """Whether there is still something to show: reading goes on for a moment when the app is left."""
        return bool(self.query(Fact))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done now."""
        match action:
            case "start":
                return self._today is None or _waiting(self._today)
            case "backlog":
                return self._today is not None and self._today.backlog > 0
            case "pairs":
                return self._pairs > 0
            case "undo":
                return self._answered
            case "import" | "take_back":
                return self.study is not None and not self._importing
        return True

    @on(Button.Pressed)
    def action_start(self) -> None:
        """Begin a sitting."""
        self.start()

    def action_undo(self) -> None:
        """Take the last answer back, and ask its card again."""
        self.start(undo=True)

    def start(self, sitting: Sitting | None = None, *, undo: bool = False) -> None:
        """Begin a sitting as soon as the Study is open.

        Args:
            sitting: one that is lined up; without it, all that the day asks.
            undo: begin by taking back the last answer.
        """
        if self.study is None:
            self._early = True
        elif self.is_current:
            from tracker.tui.screens.review import Review  # its scheduler takes 0.1 s to import

            self.app.push_screen(Review(self.study, sitting, undo=undo))

    @work(group="backlog")
    async def action_backlog(self) -> None:
        """Spread the reviews that are too many for a day."""
        if self.study:
            from tracker.tui.screens.backlog import Backlog

            if days := await self.app.push_screen_wait(Backlog(self.study)):
                self.notify(f"Spread over {_days(days)}, weakest first", markup=False)
            self.look()

    def action_pairs(self) -> None:
        """Decide which keypoints are the same."""
        if self.study:
            from tracker.tui.screens.pairs import Pairs

            self.app.push_screen(Pairs(self.study), self._decided)

    def _decided(self, _: None) -> None:
        self.count_pairs()

    def action_import(self) -> None:
        """Read the learner's own logs again."""
        self._do(self._import)

    def action_take_back(self) -> None:
        """Take the last import back, after a question."""
        self._do(self._take_back)

    @work(group="import")
    async def _do(self, step: Callable[[Study], Awaitable[str]]) -> None:
        """Take a step that changes what is known, and tell what came of it."""
        if self.study is None or self._importing:
            return
        self._importing = True
        self.refresh_bindings()
        try:
            if said := await step(self.study):
                self.notify(said, markup=False)
        except UserError as error:
            self.notify(str(error), severity="warning", markup=False)
        finally:
            self._importing = False
            self.look()
            self.count_pairs()

    async def _import(self, study: Study) -> str:
        from tracker.tui.screens.plan import import_asking, outcome

        paths = await asyncio.to_thread(study.own_paths)
        self.query_one(TitleBar).note("reading your logs …")
        imported = await import_asking(self.app, study, paths)
        if imported is None:
            return "Nothing was imported"
        if any(not reading.unchanged for reading in imported.readings):
            self.warn()
        return outcome(imported)

    @work(exclusive=True, group="overload")
    async def warn(self) -> None:
        """Say so when there is more to learn than the learner has minutes for, which takes a moment to foretell."""
        if self.study is None:
            return
        try:
            overload = await asyncio.to_thread(self.study.overload)
        except UserError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        if overload:
            self.notify(overload.said, severity="warning", timeout=15, markup=False)

    async def _take_back(self, study: Study) -> str:
        from tracker.tui.screens.plan import named, spoken

        last = await asyncio.to_thread(study.last_import)
        if last is None:
            return "There is no import to take back"
        at = last.at.astimezone(study.calendar.zone)
        which = f"{named(last.paths)}, at {at:%H:%M} on {at.day} {at:%B}: {spoken(last.fates)}"
        question = Confirm(
            "Take the last import back?",
            f"{which}.\n\nWhat it brought goes, and what it changed is as it was. "
            "Your reviews stay; i reads your logs again.",
            keep="Keep it",
            go="Take it back",
        )
        if not await self.app.push_screen_wait(question):
            return ""
        await asyncio.to_thread(study.take_back_import)
        return f"Taken back: {which}"

    def _show(self, today: verbs.Today, day: date, next: str) -> None:
        waiting = today.due + today.new
        self.query_one(TitleBar).note(f"{day:%A} {day.day} {day:%B}")
        self.set_class(True, "-open")
        self.set_class(bool(waiting), "-waiting")
        self.query_one("#headline", Static).update(_headline(today))
        for name, number in (("due", today.due), ("new", today.new), ("minutes", today.minutes)):
            self.query_one(f"#{name}", Digits).update(str(number))
        self.query_one("#start", Button).label = Content(f"Review {waiting} card{'s' if waiting > 1 else ''}   ⏎")
        self.query_one("#advice", Static).update(_advice(today, next))
        rings = today.streaks
        logged = rings.logged
        said = f"{_days(logged.days)}, longest run {logged.longest}, latest run {logged.latest}"
        if logged.missing_count:
            said += f"; missing {_gaps(logged.missing, logged.missing_count)}"
        self.query_one("#logged", Fact).show(said if logged.days else "no days in your logs")
        self.query_one("#recalled", Fact).show(_ring(rings.recalled, "the first answer starts a streak"))
        self.query_one("#ran", Fact).show(_ring(rings.ran, "no snippet yet; r runs the one behind a card"))
        names = [" ".join(printable(Path(path).name).split()) for path in today.sources]
        rest = len(names) - _SOURCES_NAMED
        shown = ", ".join(names[:_SOURCES_NAMED]) + (f" and {rest} more" if rest > 0 else "")
        self.query_one("#sources", Fact).show(f"{shown}: {_cards(today.cards)}" if names else "nothing imported")
        backlog = self.query_one("#backlog", Fact)
        backlog.display = bool(today.backlog)
        backlog.show(
            f"{today.backlog} more review{'s' if today.backlog > 1 else ''} than a day takes; b spreads them over days"
        )
        leeches = self.query_one("#leeches", Fact)
        leeches.display = bool(today.leeches)
        keep = "keeps" if today.leeches == 1 else "keep"
        leeches.show(f"{_cards(today.leeches)} {keep} being forgotten; search for is:leech")
        self._show_pairs()
        changed = self.query_one("#changed", Fact)
        changed.display = bool(today.changed)
        changed.show(f"{_cards(today.changed)} set aside, since the world changed; search for is:changed")
        problems = self.query_one("#problems", Fact)
        problems.display = bool(today.problems)
        problems.show(f"{today.problems}; tracker import --dry-run FILE lists them")
        self.refresh_bindings()

    def _show_pairs(self) -> None:
        pairs = self.query_one("#pairs", Fact)
        pairs.display = bool(self._pairs)
        pairs.show(f"{self._pairs} pair{'s' if self._pairs != 1 else ''} of keypoints may be the same; p decides")
        self.refresh_bindings()


def _look(study: Study) -> tuple[verbs.Today, bool, date, str]:
    today, now = study.today(), study.now()
    next = "" if _waiting(today) else coming(study.upcoming(), now, study.calendar)
    return today, study.last_answer() is not None, study.calendar.day_of(now), next


def _waiting(today: verbs.Today | None) -> bool:
    return today is not None and today.due + today.new > 0


def _headline(today: verbs.Today) -> str:
    if not today.cards:
        return "No cards yet"
    if _waiting(today):
        return "Today" if not today.done else f"Today: {today.done} answered, more to go"
    return f"All done for today: {_cards(today.done)} answered" if today.done else "Nothing is due today"


def _advice(today: verbs.Today, next: str) -> str:
    if not today.cards:
        return "Write what you learn as bullets under “Keypoints”, then read the file in:\n\n    tracker import LOG.md"
    if _waiting(today):
        return ""
    back = f"Next: {next}.\n" if next else ""
    return f"{back}Until then, add today's keypoints to your log and read it in with tracker import LOG.md."


def _cards(count: int) -> str:
    return f"{count} card{'s' if count != 1 else ''}"


def _days(count: int) -> str:
    return f"{count} day{'s' if count != 1 else ''}"


def _ring(streak: Streak, never: str) -> str:
    if not streak.days:
        return never
    now = f"{_days(streak.current)} in a row" if streak.current else "not today or yesterday"
    return f"{now}, longest {streak.longest}"


def _gaps(missing: Sequence[int] | Sequence[date], count: int) -> str:
    """`9–10, 17` or `3–5 Mar 2026`: the first few runs of missing days, and how many in all when there are more."""
    runs: list[list[int]] = []
    for number in (day.toordinal() if isinstance(day, date) else day for day in missing):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    span = _dates if any(isinstance(day, date) for day in missing) else _numbers
    named = ", ".join(span(first, last) for first, last in runs[:_GAPS_NAMED])
    whole = sum(last - first + 1 for first, last in runs[:_GAPS_NAMED]) == count
    return named if whole else f"{named} … ({count} in all)"


def _numbers(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _dates(first: int, last: int) -> str:
    """The days between two ordinals; what both dates share is said once."""
    begin, end = date.fromordinal(first), date.fromordinal(last)
    whole = f"{end.day} {end:%b} {end.year}"
    if begin == end:
        return whole
    if begin.year != end.year:
        return f"{begin.day} {begin:%b} {begin.year} – {whole}"
    return f"{begin.day}–{whole}" if begin.month == end.month else f"{begin.day} {begin:%b} – {whole}"
