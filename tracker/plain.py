"""A sitting as plain lines: for a screen reader, a pipe, a slow connection."""

from __future__ import annotations

import time
from typing import TextIO

from tracker.core.errors import UserError
from tracker.core.quiz import CardView
from tracker.core.quiz.typed import Judgement, judge
from tracker.core.schedule import Rating, interval_text, is_leech
from tracker.core.sitting import Aside, Candidate, Sitting
from tracker.core.text import printable
from tracker.study import Study

_REMARKS = {
    Judgement.RIGHT: "right",
    Judgement.CLOSE: "close",
    Judgement.WRONG: "not what is expected",
    Judgement.OPEN: "compare it yourself",
}


class PlainSitting:
    """One sitting on two streams. Every answer is on disk before the next front is printed."""

    def __init__(self, study: Study, sitting: Sitting, lines: TextIO, out: TextIO) -> None:
        self.study = study
        self.sitting = sitting
        self.lines = lines
        self.out = out

    def run(self) -> None:
        """Ask until nothing is left, the learner stops, or the input ends."""
        kept = "to practise: nothing is kept" if self.sitting.cram else "what you have answered is kept"
        self._say(f"End the sitting with Ctrl-D, or with q after an answer; {kept}.")
        while True:
            asked = self.study.ask(self.sitting)
            if asked is None and self._goes_on():
                continue
            if asked is None or not self._ask(*asked):
                break
        counts = self.sitting.counts()
        left = counts.due + counts.new + counts.learning
        self._say(f"\n{len(self.sitting.history)} answered, {left} left.")

    def _goes_on(self) -> bool:
        """Whether the learner goes on after a pause."""
        if not self.sitting.is_paused(self.study.now()):
            return False
        counts, minutes = self.sitting.counts(), self.study.settings.minutes
        said = self._read(f"\n{minutes} min are up, {counts.due + counts.new} left. Enter goes on, q stops: ")
        if said is None or said == "q":
            return False
        self.sitting.go_on()
        return True

    def _ask(self, candidate: Candidate, view: CardView) -> bool:
        """Ask one card; False when the sitting is to end."""
        shown = time.monotonic()
        counts = self.sitting.counts()
        known = "seen" if self.sitting.cram else "due"
        self._say(f"\n[{counts.due} {known}, {counts.new} new, {counts.learning} learning]  {_origin(view)}")
        self._say(view.card.front)
        typed = self._read("Enter shows the answer; or type yours: ")
        if typed is None:
            return False
        self._reveal(view, typed)
        keys = self._keys(candidate)
        while (key := self._read(f"{keys}  {_KEYS}: ")) is not None:
            if key in _RATINGS:
                graded = "typed" if typed and view.card.accept else "self"
                seconds = time.monotonic() - shown
                try:
                    memory = self.study.answer(self.sitting, candidate, _RATINGS[key], seconds, graded)
                except UserError as error:
                    self._say(f"Not kept: {error}. Rate it again, or q.")
                    continue
                if memory is None:
                    self._say("It was answered elsewhere meanwhile; that answer stands.")
                elif not self.sitting.cram and is_leech(candidate.memory, memory, self.study.settings.leech):
                    self._say(f"Forgotten {memory.lapses} times. {_HELP.format(card=view.card.id[:8])}")
                return True
            if key == "u":
                self._undo()
                return True
            if key in _ASIDE:
                why, remark = _ASIDE[key]
                self.study.put_aside(self.sitting, candidate, why)
                self._say(f"{remark}. u brings it back; later `tracker mark restore {view.card.id[:8]}` does.")
                return True
            if key == "q":
                return False
            if key == "f":
                view = self.study.flag(view.card.id, not view.flagged)
                self._say("Flagged." if view.flagged else "No longer flagged.")
            else:
                self._say("Please type 1, 2, 3, 4, u, s, b, d, f or q.")
        return False

    def _keys(self, candidate: Candidate) -> str:
        if self.sitting.cram:
            return "  ".join(f"{rating.value} {rating.name.lower()}" for rating in Rating)
        outlook = self.study.outlook(candidate)
        return "  ".join(f"{r.value} {r.name.lower()} {interval_text(memory)}" for r, memory in outlook.items())

    def _undo(self) -> None:
        earlier = None if self.sitting.last or self.sitting.cram else self.study.last_answer()
        if self.study.undo(self.sitting) is None:
            self._say("There is nothing to take back.")
        elif earlier:
            at = earlier.at.astimezone(self.study.calendar.zone)
            self._say(f"Taken back: {earlier.rating.name.lower()}, given on {at.day} {at:%B %Y at %H:%M}.")
        else:
            self._say("Taken back.")

    def _reveal(self, view: CardView, typed: str) -> None:
        if typed:
            self._say(f"  ({_REMARKS[judge(view.card, typed)]})")
        self._say(f"→ {view.card.back}")
        if view.statement not in view.card.back:
            self._say(f"  {view.statement}")
        proof = self.study.proof(view)
        if proof:
            claim = f": {proof.claim.verdict}: {proof.claim.text}" if proof.claim else ""
            self._say(f"  proof {proof.snippet.id}{claim}")
            if proof.claim:
                self._say(f"  ({proof.standing})")

    def _read(self, prompt: str) -> str | None:
        """The next line without its end, None when the input has ended."""
        self.out.write(prompt)
        self.out.flush()
        line = self.lines.readline()
        return line.strip() if line else None

    def _say(self, text: str) -> None:
        self.out.write(text + "\n")


_HELP = (
    "Say it in other words (tracker edit {card}), read where it comes from (tracker show {card}), or s it next time."
)
_KEYS = "u undo  s suspend  b bury  d drop  f flag  q stop"
_ASIDE = {
    "s": (Aside.SUSPENDED, "Suspended: this card waits until you restore it"),
    "b": (Aside.BURIED, "Buried: this card waits until tomorrow"),
    "d": (Aside.DROPPED, "Dropped: this card is not asked again"),
}
_RATINGS = {str(rating.value): rating for rating in Rating}


def _origin(view: CardView) -> str:
    name = view.source.rpartition("/")[2]
    flag = "⚑" if view.flagged else ""
    return ", ".join(part for part in (printable(name), view.day.rstrip(":"), f"line {view.line}", flag) if part)
