"""Keypoints: statements with a lasting identity, and the plan that carries it from one import to the next."""

from tracker.core.knowledge.ledger import FormerDay, FormerEntry, Holdings, Ledger
from tracker.core.knowledge.plan import Merger, Plan, Rewording, Split, plan
from tracker.core.knowledge.statement import Keypoint, Statement, mint, snippet_of

__all__ = [
    "FormerDay",
    "FormerEntry",
    "Holdings",
    "Keypoint",
    "Ledger",
    "Merger",
    "Plan",
    "Rewording",
    "Split",
    "Statement",
    "mint",
    "plan",
    "snippet_of",
]
