"""What the commands print with `--json`: the values of the core as plain dictionaries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.core.log import Day, Entry, Listing, Problem
from tracker.core.log.notebook import place
from tracker.core.offers import Offer
from tracker.core.query import Found
from tracker.core.quiz import CardView
from tracker.core.remembered import DayView, KeypointView
from tracker.core.snippet import Run, Snippet
from tracker.core.stats import Streak
from tracker.intake import Fate, Reading, fates
from tracker.study import Difference, Fitted, Imported, Pair, Proof, Side, Streaks, Today, Verified

if TYPE_CHECKING:
    from tracker.core.backlog import Portion
    from tracker.model.scores import Scores
    from tracker.model.simulation import Workload


def imported(done: Imported) -> dict[str, Any]:
    """Every source as it was read, and what the import plans or did."""
    counts: Counter[str] = Counter()
    for reading in done.readings:
        counts.update(reading.plan.counts())
    return {
        "sources": [source(reading) for reading in done.readings],
        "plan": dict(counts),
        "changes": [_fate(fate) for reading in done.readings for fate in fates(reading)],
        "cards": sum(len(reading.cards) for reading in done.readings),
        "refused": done.refused,
    }


def _fate(fate: Fate) -> dict[str, Any]:
    return {"fate": fate.fate, "keypoint": fate.keypoint, "old": list(fate.old), "new": list(fate.new)} | (
        {} if fate.similarity is None else {"similarity": round(fate.similarity, 1)}
    )


def source(reading: Reading) -> dict[str, Any]:
    """One source with all its days."""
    log = reading.file.log
    return {
        "path": log.path,
        "title": log.title,
        "dating": reading.file.dating,
        "repairs": list(log.repairs),
        "days": [_day(day) for day in log.days],
        "notes": [_entry(entry) for entry in log.notes],
        "listings": [_listing(listing) for listing in log.note.listings],
        "problems": [_problem(problem) for problem in reading.problems],
    }


def _day(day: Day) -> dict[str, Any]:
    return {
        "line": day.line,
        "label": day.label,
        "numbers": list(day.numbers),
        "date": day.date,
        "title": day.title,
        "filled": day.filled,
        "entries": [_entry(entry) for entry in day.entries],
        "resources": [{"line": link.line, "title": link.title, "url": link.url} for link in day.resources],
        "tags": list(day.tags),
        "listings": [_listing(listing) for listing in day.content.listings],
    } | ({"path": day.path} if day.path else {})


def _listing(listing: Listing) -> dict[str, Any]:
    return {"line": listing.line, "language": listing.language, "code": listing.code, "output": listing.output}


def _problem(problem: Problem) -> dict[str, Any]:
    path, line = place(problem)
    return {"line": line, "message": problem.message} | ({"path": path} if path else {})


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "line": entry.line,
        "kind": entry.kind.value,
        "section": entry.section,
        "text": entry.text,
        "children": [_entry(child) for child in entry.children],
        "snippet": entry.snippet,
    }


def card(view: CardView, proof: Proof | None) -> dict[str, Any]:
    """One card with where it comes from and how it stands."""
    due = view.due_at or view.due_day
    return {
        "id": view.card.id,
        "keypoint": view.card.keypoint,
        "statement": view.statement,
        "kind": view.card.kind,
        "front": view.card.front,
        "back": view.card.back,
        "accept": list(view.card.accept),
        "state": view.state,
        "due": due.isoformat() if due else None,
        "source": view.source,
        "day": view.day,
        "line": view.line,
        "snippet": proof.snippet.id if proof else None,
        "verdict": proof.verdict.value if proof and proof.claim else None,
        "maker": view.card.maker,
        "flagged": view.flagged,
        "edited": view.edited,
        "buried_until": view.buried_until.isoformat() if view.buried_until else None,
    }


def portion(one: Portion) -> dict[str, Any]:
    """What a day takes of a backlog."""
    return {"day": one.day.isoformat(), "cards": list(one.cards), "weakest": round(one.weakest, 4), "due": one.due}


def fitted(done: Fitted) -> dict[str, Any]:
    """The fitted parameters, and how they and their rivals foretell the reviews held out."""
    found, compared = done.found, done.found.comparison
    rivals = (
        {}
        if compared is None
        else {
            "fit": compared.fit,
            "fit_with_recency": compared.with_recency,
            "defaults": compared.defaults,
            "moving_average": compared.moving_average,
            "constant": compared.constant,
        }
    )
    return {
        "reviews": done.reviews,
        "parameters": list(found.parameters),
        "kept": found.kept,
        "recency": found.recency,
        "heldout": {name: _scores(scores) for name, scores in rivals.items() if scores},
    }


def _scores(scores: Scores) -> dict[str, Any]:
    return {"log_loss": scores.log_loss, "rmse": scores.rmse, "auc": scores.auc, "reviews": scores.reviews}


def workload(one: Workload) -> dict[str, Any]:
    """What aiming at one retention comes to."""
    return {
        "retention": one.retention,
        "reviews": one.reviews,
        "minutes": round(one.minutes, 1),
        "remembered": round(one.remembered, 1),
        "cards": one.cards,
    }


def difference(one: Difference) -> dict[str, Any]:
    """How far the scheduler is from another."""
    return {"name": one.name, "answers": one.answers, "stability": one.stability, "difficulty": one.difficulty}


def found(one: Found) -> dict[str, Any]:
    """One result of a search; `hits` are the pieces of the excerpt that were looked for."""
    return {
        "id": one.id,
        "kind": one.kind,
        "text": one.text,
        "excerpt": "".join(text for text, _ in one.excerpt),
        "hits": [text for text, hit in one.excerpt if hit],
        "source": one.source,
        "day": one.day,
        "line": one.line,
    }


def pair(found: Pair) -> dict[str, Any]:
    """Two keypoints that may be one."""
    return {
        "one": _side(found.one),
        "other": _side(found.other),
        "similarity": round(found.similarity, 1),
        "reworded": found.reworded,
    }


def _side(side: Side) -> dict[str, Any]:
    return {"id": side.id, "text": side.text, "present": side.present, "answers": side.answers}


def day(view: DayView) -> dict[str, Any]:
    """One day as it was written, with what is remembered of it."""
    return {
        "source": view.day.source,
        "line": view.day.line,
        "label": view.day.label,
        "title": view.day.title,
        "date": view.day.date,
        "numbers": list(view.day.numbers),
        "text": view.text,
        "stale": view.stale,
        "keypoints": [
            {
                "id": point.id,
                "text": point.statement,
                "line": point.line,
                "section": point.section,
                "recall": point.recall,
                "card": point.card,
                "cards": point.cards,
            }
            for point in view.keypoints
        ],
    }


def keypoint(view: KeypointView, proofs: Sequence[Proof | None], offers: Sequence[Offer]) -> dict[str, Any]:
    """One keypoint with its places and its cards, each of these with its proof."""
    return {
        "id": view.keypoint.id,
        "text": view.keypoint.statement.text,
        "points": list(view.points),
        "retired": view.retired,
        "former": view.former,
        "snippet": view.keypoint.snippet,
        "offers": [{"snippet": offer.target, "names": list(offer.names)} for offer in offers],
        "occurrences": [asdict(occurrence) for occurrence in view.occurrences],
        "cards": [
            card(one, proof) | {"recall": recall} for (one, recall), proof in zip(view.cards, proofs, strict=True)
        ],
    }


def today(now: Today) -> dict[str, Any]:
    """What the day holds."""
    return {
        "due": now.due,
        "new": now.new,
        "minutes": now.minutes,
        "done": now.done,
        "cards": now.cards,
        "streak": streaks(now.streaks),
        "problems": now.problems,
        "changed": now.changed,
        "leeches": now.leeches,
        "backlog": now.backlog,
    }


def streaks(rings: Streaks) -> dict[str, Any]:
    """The three rings."""
    return {
        "logged": {
            "days": rings.logged.days,
            "longest": rings.logged.longest,
            "latest": rings.logged.latest,
            "missing": [str(day) if isinstance(day, date) else day for day in rings.logged.missing],
        },
        "recalled": _streak(rings.recalled),
        "ran": _streak(rings.ran),
    }


def _streak(streak: Streak) -> dict[str, int]:
    return {"days": streak.days, "longest": streak.longest, "current": streak.current}


def snippets(known: Iterable[tuple[Snippet, Sequence[Proof]]]) -> dict[str, Any]:
    """Every snippet with its claims."""
    return {
        "snippets": [
            {
                "id": snippet.id,
                "topic": snippet.topic,
                "title": snippet.title,
                "path": snippet.path,
                "claims": [_claim(proof) for proof in proofs],
                "seconds": round(sum(proof.seen.verification.seconds for proof in proofs if proof.seen), 3),
                "uses": sorted(snippet.uses),
            }
            for snippet, proofs in known
        ]
    }


def _claim(proof: Proof) -> dict[str, Any]:
    """A claim with what its tests said last."""
    claim, seen = proof.claim, proof.seen
    return {
        "text": claim.text if claim else "",
        "verdict": claim.verdict.value if claim else None,
        "verified": proof.verified,
        "stale": list(proof.stale),
        "killed": seen.verification.killed if seen else "",
        "detail": seen.verification.detail if seen else "",
        "at": seen.at.isoformat() if seen else None,
        "versions": dict(seen.versions) if seen else {},
        "digest": seen.digest if seen else None,
        "news": list(proof.news) if proof.news else None,
    }


def run(done: Run) -> dict[str, Any]:
    """How a run ended."""
    return {
        "snippet": done.snippet,
        "status": done.status.value,
        "detail": done.detail,
        "seconds": round(done.seconds, 4),
        "first_line_seconds": None if done.first_line_seconds is None else round(done.first_line_seconds, 4),
        "route": done.route,
        "box": done.box,
        "stdout": done.stdout,
        "stderr": done.stderr,
        "versions": done.versions,
    }


def verified(done: Verified) -> dict[str, Any]:
    """What the tests said about each claim, and what that changed."""
    return {
        "claims": [
            {
                "snippet": one.snippet,
                "text": one.claim.text,
                "verdict": one.claim.verdict.value,
                "verified": one.verified,
                "seconds": round(one.seconds, 4),
                "detail": one.detail,
                "killed": one.killed,
            }
            for one in done.found
        ],
        "failed": sum(not one.verified for one in done.found),
        "changed": [
            {
                "snippet": one.proof.snippet.id,
                "text": one.proof.claim.text if one.proof.claim else "",
                "news": list(one.proof.news or ()),
                "cards": list(one.cards),
            }
            for one in done.changed
        ],
        "restored": list(done.restored),
    }
