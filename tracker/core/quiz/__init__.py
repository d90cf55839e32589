"""Quizzes: cards made from keypoints by an ordered table of makers, behind gates that drop the bad ones."""

from tracker.core.quiz.cards import Card, make_cards
from tracker.core.quiz.drafts import Draft
from tracker.core.quiz.makers import MAKERS
from tracker.core.quiz.terms import Terms
from tracker.core.quiz.view import CardView

__all__ = ["MAKERS", "Card", "CardView", "Draft", "Terms", "make_cards"]
