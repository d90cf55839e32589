"""The façade: every verb a learner has. The command line and the app call these and nothing below them."""

from __future__ import annotations

import os
import platform
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Self
from uuid import UUID

import platformdirs
from sqlalchemy import Connection

from tracker import bundled, clock, files, intake
from tracker.core import stats
from tracker.core.errors import UserError
from tracker.core.quiz import CardView
from tracker.core.schedule import Memory, Rating, Review, Scheduler, Settings, Upcoming
from tracker.core.sitting import Candidate, Sitting
from tracker.core.snippet import Claim, Run, Snippet, Verdict, Verification
from tracker.intake import Reading
from tracker.runner.library import Library
from tracker.runner.runner import Runner, versions
from tracker.runner.symbols import Symbols
from tracker.runner.verify import verify
from tracker.store import cards, days, proofs, reviews, settings, sources
from tracker.store.database import Database

NEW_PER_DAY = 10
REVIEWS_PER_SITTING = 200
_LAST_IMPORT = "last import"
_SECONDS_A_CARD = 12.0
"""What an answer takes before the learner's own answers tell."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What one import did."""

    readings: list[Reading]
    refused: list[str]
    """One line for each file of a folder that could not be read."""


@dataclass(frozen=True, slots=True)
class Streaks:
    """The three rings: days logged, days recalled, days a snippet ran green."""

    logged: stats.Logged
    recalled: stats.Streak
    ran: stats.Streak


@dataclass(frozen=True, slots=True)
class Today:
    """What the day holds."""

    due: int
    new: int
    minutes: int
    """Estimate for all of it, rounded up."""
    done: int
    """Cards answered today."""
    cards: int
    """All cards that are asked."""
    sources: list[str]
    """Paths of what was imported."""
    problems: int
    streaks: Streaks


@dataclass(frozen=True, slots=True)
class Proof:
    """The snippet a card is linked to, and what its test last said about the linked claim."""

    snippet: Snippet
    claim: Claim | None
    verdict: Verdict
    """`untested` until the claim's test has passed on the snippet as it is now."""


class Study:
    """A learner's knowledge base, opened once and handed to whoever needs it. Its methods may run in any thread."""

    def __init__(self, database: Database, *, now: Callable[[], datetime] = clock.now) -> None:
        """Wire the parts together.

        Args:
            database: an open database.
            now: the clock.
        """
        self.database = database
        self.now = now
        self.calendar = clock.calendar()
        self.scheduler = Scheduler(Settings())
        self.library = Library(bundled.root())
        self.symbols = Symbols(_cache())
        self.runner = Runner(bundled.root())
        self.device = self._device()
        self.ids = _Ids()

    @classmethod
    def open(cls) -> Self:
        """Open the learner's database, made when it is not there.

        It is `tracker.db` in `TRACKER_HOME`, else in the user's data folder; `TRACKER_DB` may name another SQLAlchemy
        address.

        Raises:
            UserError: it cannot be opened.
        """
        return cls(Database(os.environ.get("TRACKER_DB") or _home() / "tracker.db"))

    @classmethod
    def rehearse(cls) -> Self:
        """Open the learner's database when there is one and an empty one in memory otherwise, to try an import on."""
        exists = os.environ.get("TRACKER_DB") or (_home(create=False) / "tracker.db").exists()
        return cls.open() if exists else cls(Database("sqlite://"))

    def close(self) -> None:
        """End all processes and give the database back."""
        self.runner.close()
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- knowledge -------------------------------------------------------------------------------------------------

    def import_logs(
        self, paths: Sequence[Path], *, globs: Sequence[str] = (), dating: str | None = None, keep: bool = True
    ) -> Imported:
        """Import files and folders in one transaction.

        Args:
            paths: what to import.
            globs: patterns that narrow what folders give.
            dating: how days without a date get one: the ISO date of the first day, `git`, or `log` for not at all; None
                for what was chosen for the source before.
            keep: False leaves everything as it was.

        Raises:
            UserError: a path cannot be read; then nothing is imported.
        """
        with self.database.reading() as connection:
            known = {source.path: source for source in sources.sources(connection)}
        found, refused = files.read_all(paths, globs=globs, dating=dating, known=known)
        with self.database.reading() as connection:
            follows = settings.setting(connection, _LAST_IMPORT)
            readings = intake.read(connection, found, self.library, self.symbols)
        if keep:
            with self.database.writing() as connection:
                if settings.setting(connection, _LAST_IMPORT) != follows:  # another one came first
                    readings = intake.read(connection, found, self.library, self.symbols)
                for reading in readings:
                    intake.write(connection, reading, self.now())
                settings.write_setting(connection, _LAST_IMPORT, self.ids.make(self.now()))
        return Imported(readings, refused)

    def welcome(self) -> None:
        """Import the bundled log when there is no source yet."""
        with self.database.reading() as connection:
            empty = not sources.sources(connection)
        if empty:
            self.import_logs([bundled.root() / "content" / "logs.md"])

    def cards(self, query: str = "") -> list[CardView]:
        """The cards that are asked, in the order of their log, narrowed to those that hold every word of a query."""
        with self.database.reading() as connection:
            return cards.cards(connection, query)

    def card(self, prefix: str) -> CardView:
        """The one card whose id begins with `prefix`.

        Raises:
            UserError: there is none, or more than one.
        """
        with self.database.reading() as connection:
            found = cards.starting_with(connection, prefix) if prefix else []
        if not found:
            raise UserError(f"no card {prefix!r}; `tracker cards` lists them")
        if len(found) > 1:
            raise UserError(f"{prefix!r} begins {len(found)} card ids; give more of it")
        return found[0]

    # --- reviews ---------------------------------------------------------------------------------------------------

    def today(self) -> Today:
        """What is due, what is new, how long it takes, and the streaks."""
        counts = self.start().counts()
        day = self.calendar.day_of(self.now())
        with self.database.reading() as connection:
            seconds = reviews.median_seconds(connection) or _SECONDS_A_CARD
            known = sources.sources(connection)
            due = counts.due + counts.learning
            return Today(
                due=due,
                new=counts.new,
                minutes=-int(-(due + counts.new) * seconds // 60),
                done=reviews.count_answered(connection, day),
                cards=cards.count(connection),
                sources=[source.path for source in known],
                problems=sum(source.problems for source in known),
                streaks=self._streaks(connection),
            )

    def upcoming(self) -> Upcoming | None:
        """When the next cards come, once all that can be asked now has been."""
        with self.database.reading() as connection:
            return reviews.upcoming(connection, self.now(), self.calendar)

    def start(self, limit: int | None = None) -> Sitting:
        """Line up the cards of a sitting: those due, and new ones up to the day's allowance."""
        day = self.calendar.day_of(self.now())
        with self.database.reading() as connection:
            answered = reviews.answered_on(connection, day)
            allowance = max(0, NEW_PER_DAY - reviews.introduced_on(connection, day))
            due = [
                candidate
                for candidate in reviews.due(connection, day, REVIEWS_PER_SITTING)
                if candidate.keypoint not in answered or (candidate.memory and candidate.memory.last_day == day)
            ]
            new = [
                candidate
                for candidate in reviews.new(connection, allowance + len(answered))
                if candidate.keypoint not in answered
            ][:allowance]
        return Sitting(due, new, limit=limit)

    def view(self, candidate: Candidate) -> CardView:
        """The card of a candidate with what is shown beside it."""
        with self.database.reading() as connection:
            return cards.card(connection, candidate.card)

    def outlook(self, candidate: Candidate) -> dict[Rating, Memory]:
        """The memory that each rating would leave if it were given now."""
        now = self.now()
        return self.scheduler.preview(candidate.memory, candidate.card, now, self.calendar.day_of(now))

    def answer(
        self, sitting: Sitting, candidate: Candidate, rating: Rating, seconds: float, graded: str = "self"
    ) -> Memory | None:
        """Put an answer on disk, then let the sitting go on.

        Args:
            sitting: the sitting that asked.
            candidate: the card it asked.
            rating: the learner's rating.
            seconds: from the front to the rating.
            graded: `self`, or `typed` when a typed answer was compared.

        Returns:
            The memory it leaves; None when the card was answered elsewhere since it was lined up. That answer stands,
            and the sitting goes on without the card.
        """
        now = self.now()
        day = self.calendar.day_of(now)
        review = Review(self.ids.make(now), candidate.card, now, day, rating, seconds, graded, self.device)
        with self.database.writing() as connection:
            before = reviews.memory_of(connection, candidate.card)
            if before != candidate.memory:
                sitting.drop(candidate.card)
                return None
            memory = self.scheduler.review(before, candidate.card, rating, now, day)
            if before and now < before.last_at:  # the clock has gone back: reviews count in the order of their time
                earlier = reviews.reviews_of(connection, candidate.card)
                memory = self.scheduler.replay(candidate.card, [*earlier, review]) or memory
            reviews.write_answer(connection, review, memory)
        sitting.answered(candidate, review, memory)
        return memory

    def undo(self, sitting: Sitting) -> Candidate | None:
        """Take the last answer of a sitting back and ask its card again; None when there is none."""
        if not sitting.history:
            return None
        last = sitting.history[-1].review
        with self.database.writing() as connection:
            reviews.write_retraction(connection, last.id, self.now(), self.device)
            stand = reviews.reviews_of(connection, last.card)
            reviews.write_memory(connection, last.card, self.scheduler.replay(last.card, stand))
        return sitting.undo()

    def drop(self, sitting: Sitting, candidate: Candidate) -> None:
        """Ask a card no more, in this sitting or later."""
        with self.database.writing() as connection:
            cards.drop(connection, candidate.card, dropped=True)
        sitting.drop(candidate.card)

    def streaks(self) -> Streaks:
        """Days logged, recalled and run."""
        with self.database.reading() as connection:
            return self._streaks(connection)

    # --- proofs ----------------------------------------------------------------------------------------------------

    def snippet(self, name: str) -> Snippet:
        """The snippet that a typed name or a link means.

        Raises:
            UserError: there is none.
        """
        try:
            return self.library.find(name)
        except LookupError as error:
            raise UserError(f"{error}; `tracker snippets` lists them") from error

    def proof(self, view: CardView) -> Proof | None:
        """The snippet a card is linked to and the verdict on the linked claim; None without a link that resolves."""
        return self.proofs([view])[0]

    def proofs(self, views: Sequence[CardView]) -> list[Proof | None]:
        """The proof of each card."""
        with self.database.reading() as connection:
            seen = proofs.verifications(connection)
        links = {view.snippet for view in views if view.snippet}
        known = {link: self._proof(link, seen) for link in links}
        return [known[view.snippet] if view.snippet else None for view in views]

    def snippets(self) -> list[tuple[Snippet, list[Verification]]]:
        """Every snippet with what is known of each of its claims, in the order of the docstring."""
        with self.database.reading() as connection:
            seen = proofs.verifications(connection)
        known = []
        for snippet in self.library.all():
            claims = []
            for claim in snippet.claims:
                found, digest = seen.get((snippet.id, claim.text), (None, ""))
                current = found if found and digest == snippet.digest else None
                claims.append(current or Verification(snippet.id, claim, verified=False, seconds=0.0))
            known.append((snippet, claims))
        return known

    def run(self, snippet: Snippet, on_output: Callable[[str, str], None] | None = None) -> Run:
        """Run a snippet in a process of its own and keep that it ran.

        Args:
            snippet: what to run.
            on_output: called with `stdout` or `stderr` and each piece of text as it arrives.
        """
        run = self.runner.run(snippet, on_output)
        now = self.now()
        try:
            with self.database.writing() as connection:
                proofs.write_run(connection, self.ids.make(now), run, now, self.calendar.day_of(now))
        except UserError as error:
            return replace(run, detail=f"{run.detail}; " * bool(run.detail) + f"not kept: {error}")
        return run

    def verify(
        self, names: Sequence[str] = (), on_result: Callable[[Verification], None] | None = None
    ) -> list[Verification]:
        """Test the claims of the named snippets, of all of them without names, and keep what came of it.

        Raises:
            UserError: there is no such snippet.
        """
        chosen = [self.snippet(name) for name in names] or self.library.all()
        found = verify(self.library, chosen, on_result)
        digests = {snippet.id: snippet.digest for snippet in chosen}
        with self.database.writing() as connection:
            proofs.write_verifications(connection, found, digests, versions(), self.now())
        return found

    # ---------------------------------------------------------------------------------------------------------------

    def _proof(self, link: str, seen: dict[tuple[str, str], tuple[Verification, str]]) -> Proof | None:
        try:
            snippet = self.library.find(link)
        except LookupError:
            return None
        numbered = {str(number): claim for number, claim in enumerate(snippet.claims, 1)}
        claim = numbered.get(link.partition("#")[2])
        if claim is None:
            return Proof(snippet, None, Verdict.UNTESTED)
        found, digest = seen.get((snippet.id, claim.text), (None, ""))
        shown = found is not None and found.verified and digest == snippet.digest
        return Proof(snippet, claim, claim.verdict if shown else Verdict.UNTESTED)

    def _streaks(self, connection: Connection) -> Streaks:
        day = self.calendar.day_of(self.now())
        known = sources.sources(connection)
        own = {source.id for source in known if not source.bundled} or {source.id for source in known}
        filled = days.days_filled(connection)
        return Streaks(
            logged=stats.logged_days(day for source in own for day in filled.get(source, ())),
            recalled=stats.streak(reviews.days_reviewed(connection), day),
            ran=stats.streak(proofs.days_run(connection), day),
        )

    def _device(self) -> str:
        """The id of this database as a device: every copy that went its own way needs another one."""
        with self.database.reading() as connection:
            known = settings.setting(connection, "device")
        if known:
            return known
        with self.database.writing() as connection:
            known = settings.setting(connection, "device")
            if known is None:
                known = f"{platform.node() or 'device'}-{secrets.token_hex(4)}"
                settings.write_setting(connection, "device", known)
        return known


def _home(*, create: bool = True) -> Path:
    """The learner's data folder.

    Raises:
        UserError: it cannot be made.
    """
    home = Path(os.environ.get("TRACKER_HOME") or platformdirs.user_data_path("tracker", appauthor=False))
    if create:
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(f"{home}: {(error.strerror or 'cannot be made').lower()}; set TRACKER_HOME") from error
    return home


def _cache() -> Path | None:
    """Where to keep what can be made again; nowhere as long as the learner has no data folder."""
    home = _home(create=False)
    return home / "cache" if home.is_dir() else None


class _Ids:
    """UUIDs of version 7 (RFC 9562): ids in the order in which they were made, also within one millisecond."""

    def __init__(self) -> None:
        self._last = 0

    def make(self, now: datetime) -> str:
        """An id that sorts behind every earlier one of this process, unless the clock has gone back."""
        milliseconds = int(now.timestamp() * 1000) & (2**48 - 1)
        value = milliseconds << 80 | 7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
        if milliseconds == self._last >> 80:
            value = self._last + 1
        self._last = value
        return str(UUID(int=value))
