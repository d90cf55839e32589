"""The verbs of remembering: the days of the log as they were written, and how well each keypoint is known by now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path

from tracker.core.errors import UserError
from tracker.core.log import Entry, Kind
from tracker.core.log.frontmatter import split_front_matter
from tracker.core.quiz import CardView
from tracker.core.remembered import (
    DayOverview,
    DaySpan,
    DayView,
    KeypointView,
    Page,
    WrittenDay,
    last_written,
    overviews,
    view_day,
)
from tracker.core.text import fold, squash
from tracker.files import File
from tracker.store import cards, ledger, remembered
from tracker.store.remembered import StoredDay
from tracker.study.base import Base

_AT_ONCE = 50
"""Days that are read together."""
_MOST_IDS = 5
"""Ids that are named when a beginning means several."""
_MOST_WORDS = 40
"""Characters of what such an id stands for."""

_Said = Sequence[tuple[Entry, str | None]]


class Logbook(Base):
    """What a learner sees of the log."""

    def overview(self, source: str | None = None) -> list[DayOverview]:
        """Every day and how much of it is known, without its text.

        Days are in document order, source by source: the learner's own before the bundled ones, the newest first.

        Args:
            source: a part of the paths of the files to look at; None for all.
        """
        today = self.calendar.day_of(self.now())
        with self.database.reading() as connection:
            days = [stored.day for stored in _among(remembered.days(connection), source)]
            held, answered = remembered.held(connection), remembered.answered(connection)
        return overviews(days, held, answered, self.scheduler, today)

    def logbook(self, days: DaySpan | None = None, source: str | None = None) -> Iterator[DayView]:
        """Days with their texts and what is remembered of them, in the order of the overview, read as they are taken.

        Args:
            days: which days; None for all, notes without days among them.
            source: a part of the paths of the files to look at; None for all.
        """
        with self.database.reading() as connection:
            found = _among(remembered.days(connection), source)
        return self._views([stored for stored in found if days is None or days.holds(stored.day)])

    def day(self, id: int) -> DayView:
        """One day of the overview, or one that was found; an import may give its id to another day.

        Raises:
            UserError: there is none.
        """
        with self.database.reading() as connection:
            found = remembered.day(connection, id)
        if found is None:
            raise UserError("the day is not in the log any more; look for it again")
        return next(self._views([found]))

    def last_day(self, source: str | None = None) -> DayView:
        """The day that was written last in the newest source with days of the learner's own.

        Args:
            source: a part of the paths of the files to look at; None for all.

        Raises:
            UserError: there is none.
        """
        with self.database.reading() as connection:
            stored = _among(remembered.days(connection), source)
        for _, group in groupby(stored, key=lambda one: one.path):
            days = {one.day: one for one in group}
            if last := last_written(list(days)):
                return next(self._views([days[last]]))
        raise UserError("no day is logged yet; `tracker import FILE` reads a log")

    def keypoint(self, prefix: str) -> KeypointView:
        """The one keypoint whose id begins with `prefix`; the one it was merged into, if it was.

        Raises:
            UserError: there is none, or more than one.
        """
        with self.database.reading() as connection:
            found = remembered.starting_with(connection, prefix) if prefix else {}
        return self._keypoint(_only(prefix, {id: f"keypoint: {text}" for id, text in found.items()}))

    def identified(self, prefix: str) -> CardView | KeypointView:
        """The one card or keypoint whose id begins with `prefix`.

        Raises:
            UserError: there is none, or more than one.
        """
        with self.database.reading() as connection:
            views = {view.card.id: view for view in cards.starting_with(connection, prefix)} if prefix else {}
            points = remembered.starting_with(connection, prefix) if prefix else {}
        named = {id: f"keypoint: {text}" for id, text in points.items()}
        id = _only(prefix, {id: f"card: {view.card.front}" for id, view in views.items()} | named)
        return views[id] if id in views else self._keypoint(id)

    def _keypoint(self, id: str) -> KeypointView:
        today = self.calendar.day_of(self.now())
        with self.database.reading() as connection:
            id = ledger.merged(connection).get(id, id)
            (keypoint,) = ledger.keypoints(connection, [id])
            retired, wordings = remembered.standing(connection, id)
            made = remembered.cards_of(connection, id)
            views = cards.of_ids(connection, [one.card for one in made])
            recalls = [self.scheduler.recall(one.memory, today) if one.memory else None for one in made]
            return KeypointView(
                keypoint,
                retired,
                former=wordings - 1,
                occurrences=tuple(remembered.occurrences(connection, id)),
                cards=tuple(zip(views, recalls, strict=True)),
            )

    def _views(self, days: Sequence[StoredDay]) -> Iterator[DayView]:
        today = self.calendar.day_of(self.now())
        for start in range(0, len(days), _AT_ONCE):
            some = days[start : start + _AT_ONCE]
            with self.database.reading() as connection:
                said = remembered.said(connection, [stored.day for stored in some])
                points = (id for entries in said.values() for _, id in entries if id)
                asked = remembered.asked(connection, points)
            opened = cache(self._desk.open)
            for stored in some:
                day, entries = stored.day, said[stored.day.id]
                file = opened(day.source)
                page = file.page(stored, entries) if file else None
                yield view_day(day, entries, page, asked, self.scheduler, today)

    @cached_property
    def _desk(self) -> _Desk:
        return _Desk()


class _Desk:
    """Where files are opened; the one that was opened last stays open, because decoding ten years takes a while."""

    def __init__(self) -> None:
        self._last: _Opened | None = None

    def open(self, path: str) -> _Opened | None:
        """A file as it is now; None when it cannot be read."""
        try:
            file, last = _Opened(Path(path)), self._last
        except UserError:
            return None
        if last and last.stamp == file.stamp:
            return last
        self._last = file
        return file


class _Opened(File):
    """A file that days are looked up in."""

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def above(self) -> int:
        """How many of the lines are front matter."""
        return split_front_matter(self.text)[1]

    def page(self, stored: StoredDay, said: _Said) -> Page | None:
        """A day as it stands here; None when that is not what was imported."""
        current = self._says(stored.day, said) if stored.daily else stored.digest.startswith(self.stamp)
        return Page.of(stored.day, self.lines, self.above, stored.end) if current else None

    def _says(self, day: WrittenDay, said: _Said) -> bool:
        """Whether this is a daily note as it was imported; the digest that is kept is one of its whole folder."""
        # Reading brings a hundred patterns with it, which a log in one file does not need here.
        from tracker.core.log.daily import Name, read_daily
        from tracker.core.log.reader import read

        try:
            log = read_daily(read(self.text), self.text, Name(day.label, day.numbers, day.date))
        except UserError:
            return False
        return log is not None and [_known(entry) for entry, _ in said] == [
            _known(part)
            for _, entry in log.entries()
            for part in ((entry,) if entry.kind is Kind.KEYPOINT else (entry, *entry.keypoints()))
        ]


def _known(entry: Entry) -> tuple[int, Kind, str, str]:
    return entry.line, entry.kind, entry.section, fold(entry.text)


def _among(days: Sequence[StoredDay], source: str | None) -> list[StoredDay]:
    """The days of the files whose paths hold a part.

    Raises:
        UserError: there are none.
    """
    found = [stored for stored in days if source is None or source.casefold() in stored.day.source.casefold()]
    if source is not None and not found:
        raise UserError(f"no source has {source!r} in its path; `tracker import FILE` reads one")
    return found


def _only(prefix: str, found: dict[str, str]) -> str:
    """The one id of those found, with what each of them stands for.

    Raises:
        UserError: there is none, or more than one.
    """
    if not found:
        raise UserError(f"no card and no keypoint {prefix!r}; `tracker cards` lists the cards")
    if len(found) > 1:
        named = [f"{id} ({_short(what)})" for id, what in list(found.items())[:_MOST_IDS]]
        more = ["…"] if len(found) > _MOST_IDS else []
        raise UserError(f"{prefix!r} begins several ids, give more of it: {', '.join(named + more)}")
    return next(iter(found))


def _short(text: str) -> str:
    line = squash(text)
    return line if len(line) <= _MOST_WORDS else line[: _MOST_WORDS - 1].rstrip() + "…"
