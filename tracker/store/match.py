"""A query as FTS5 wants it: whatever the learner typed is quoted, and can never be an error of its grammar."""

from __future__ import annotations

from tracker.core.query import And, Not, Or, Phrase, Term, Word
from tracker.core.query.names import parts, segments
from tracker.core.query.stems import completions


def expression(term: Term) -> str | None:
    """What a term looks for in the index; None when it has filters in it, or only says what is not wanted."""
    match term:
        case Word(text, prefix):
            return _all([_word(piece, prefix, run) for piece, run in _pieces(text)])
        case Phrase(text):
            return _all([_quoted(" ".join(piece) if run else piece) for piece, run in _pieces(text)])
        case Or(terms):
            wanted = [expression(one) for one in terms]
            return None if None in wanted else _any([one for one in wanted if one])
        case And(terms):
            return _both(terms)
    return None


def _both(terms: tuple[Term, ...]) -> str | None:
    wanted = [expression(term) for term in terms if not isinstance(term, Not)]
    unwanted = [expression(term.term) for term in terms if isinstance(term, Not)]
    if not wanted or None in wanted or None in unwanted:
        return None
    found = _all([one for one in wanted if one])
    return f"({found} NOT {_any([one for one in unwanted if one])})" if unwanted else found


def _pieces(text: str) -> list[tuple[str, bool]]:
    """The pieces of a text in one script each, without those that have nothing to look for."""
    return [(piece, run) for piece, run in segments(text) if any(map(str.isalnum, piece))]


def _word(piece: str, prefix: bool, run: bool) -> str:
    if run:  # every character is indexed: a beginning is found like any other piece
        return _quoted(" ".join(piece))
    spellings = list(dict.fromkeys([piece, " ".join(parts(piece))]))
    if not prefix:
        return _any([_quoted(spelling) for spelling in spellings])
    return _any([*(f"{_quoted(one)}*" for one in spellings), *map(_quoted, completions(piece))])


def _quoted(text: str) -> str:
    return '"{}"'.format(text.replace('"', '""'))


def _all(terms: list[str]) -> str:
    return terms[0] if len(terms) == 1 else f"({' AND '.join(terms)})"


def _any(terms: list[str]) -> str:
    return terms[0] if len(terms) == 1 else f"({' OR '.join(terms)})"
