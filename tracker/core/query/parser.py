"""Reads a query: words, "phrases", `beginnin*`, `-not`, `or`, brackets, `field:value` and `field<number`."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from tracker.core.query.error import QueryError
from tracker.core.query.fields import FIELDS
from tracker.core.query.tree import And, Filter, Not, Or, Phrase, Query, Term, Word

MOST_TERMS = 64
DEEPEST = 8
"""Brackets inside each other."""

_BY_NAME = {field.name: field for field in FIELDS}
_QUOTES = '"“”„'
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u2060\ufeff\ud800-\udfff]")
_BLANKS = re.compile(r"\s*+")
_MINUS = re.compile(r"-(?![\s)-]|$)")
"""Two of them open the option of a command, and one alone is a dash."""
_FILTER = re.compile(r"(?P<name>[A-Za-z]++)(?P<rest>:(?!:|//)|(?=[<>=]))", re.ASCII)
_OPERATORS = ("or", "and")
_CLOSE = 0.8
"""From this likeness on, an unknown name before a colon is one of a field, mistyped."""


def parse(text: str, *, live: bool = False) -> Query:
    """Read a query.

    What has neither a letter nor a digit, such as `->`, is passed over. A name before a colon that is no field's, as in
    `https://keras.io` or `std::vector`, is text.

    Args:
        text: as it was typed.
        live: whether it is still being typed: the word at its end may be the beginning of one.

    Raises:
        QueryError: it makes no sense.
    """
    return _Parser(text, live).query()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    """`(`, `)`, `-`, `or`, `and`, `term` or `end`."""
    position: int
    term: Term | None = None


class _Parser:
    def __init__(self, text: str, live: bool) -> None:
        self._text = _UNREADABLE.sub(" ", text)
        self._live = live
        self._tokens = self._scan()
        self._next = 0

    def query(self) -> Query:
        if len(self._tokens) == 1:
            if blank := self._text.strip():
                raise QueryError(f"nothing to look for in {_short(blank)}", self._text.index(blank))
            return Query(None)
        term = self._either(0)
        if (rest := self._peek()).kind != "end":
            raise QueryError("this ) closes nothing", rest.position)
        return Query(term)

    # --- grammar ---------------------------------------------------------------------------------------------------

    def _peek(self) -> _Token:
        return self._tokens[self._next]

    def _take(self) -> _Token:
        self._next += 1
        return self._tokens[self._next - 1]

    def _either(self, depth: int) -> Term:
        terms = [self._both(depth)]
        while self._peek().kind == "or":
            operator = self._take()
            if self._peek().kind in ("or", "and", ")", "end"):
                raise _dangling("or", operator.position)
            terms.append(self._both(depth))
        flat = [inner for term in terms for inner in (term.terms if isinstance(term, Or) else (term,))]
        return flat[0] if len(flat) == 1 else Or(tuple(flat))

    def _both(self, depth: int) -> Term:
        terms: list[Term] = []
        while True:
            token = self._peek()
            if token.kind == "and":
                self._take()
                if not terms or self._peek().kind in ("or", "and", ")", "end"):
                    raise _dangling("and", token.position)
            elif token.kind in ("or", ")", "end"):
                break
            else:
                term = self._one(depth)
                terms += term.terms if isinstance(term, And) else (term,)
        if not terms:
            if token.kind == "or":
                raise _dangling("or", token.position)
            raise QueryError("this ) closes nothing", token.position)
        return terms[0] if len(terms) == 1 else And(tuple(terms))

    def _one(self, depth: int) -> Term:
        token = self._take()
        if token.kind == "-":
            return Not(self._one(depth))
        if token.term is not None:
            return token.term
        if depth == DEEPEST:
            raise QueryError(f"more than {DEEPEST} brackets are open", token.position)
        if self._peek().kind == ")":
            raise QueryError("there is nothing between these brackets", token.position)
        if self._peek().kind == "end":
            raise QueryError("this ( is not closed", token.position)
        term = self._either(depth + 1)
        if self._take().kind != ")":
            raise QueryError("this ( is not closed", token.position)
        return term

    # --- tokens ----------------------------------------------------------------------------------------------------

    def _scan(self) -> list[_Token]:
        tokens: list[_Token] = []
        text, at, terms = self._text, 0, 0
        while (at := _BLANKS.match(text, at).end()) < len(text):  # type: ignore[union-attr]
            start, glued = at, bool(tokens) and tokens[-1] == _Token("-", at - 1)
            if text[at] in "()" or _MINUS.match(text, at):
                tokens.append(_Token(text[at], at))
                at += 1
                continue
            token, at = self._quoted(at) if text[at] in _QUOTES else self._word(at, operators=not glued)
            if token is not None:
                tokens.append(token)
            elif glued:
                tokens.pop()
            terms += token is not None and token.kind == "term"
            if terms > MOST_TERMS:
                raise QueryError(f"more than {MOST_TERMS} terms", start)
        return [*tokens, _Token("end", len(text))]

    def _quoted(self, start: int) -> tuple[_Token | None, int]:
        text, end = self._until_quote(start)
        phrase = Phrase(" ".join(text.split()))
        return (_Token("term", start, phrase) if _looked_for(phrase.text) else None), end

    def _until_quote(self, start: int) -> tuple[str, int]:
        """What stands in quotes, and where it ends."""
        for end in range(start + 1, len(self._text)):
            if self._text[end] in _QUOTES:
                return self._text[start + 1 : end], end + 1
        raise QueryError("this quote is not closed", start)

    def _word(self, start: int, *, operators: bool) -> tuple[_Token | None, int]:
        end = self._word_end(start)
        raw = self._text[start:end]
        if (found := _FILTER.match(raw)) and (name := self._field(found, start)):
            if found["rest"] and found.end() == len(raw) and self._text[end : end + 1] in [*_QUOTES]:
                value, end = self._until_quote(end)
            else:
                value = raw[found.end() :]
            return _Token("term", start, _filter(name, " ".join(value.split()), found["rest"], start)), end
        last = self._live and end == len(self._text)
        if operators and not last and raw.casefold() in _OPERATORS:
            return _Token(raw.casefold(), start), end
        text = raw.rstrip("*")
        letters = _looked_for(text)
        if not letters:
            return None, end
        prefix = text != raw
        if prefix and letters == 1 and text.isascii():
            raise QueryError(f"{raw} would find nearly everything; give two letters before the *", start)
        return _Token("term", start, Word(text, prefix or (last and letters > 1))), end

    def _word_end(self, start: int) -> int:
        """Where a word ends: at a blank, a quote, or a bracket that was not opened in it, as that of `f(x)` is."""
        depth = 0
        for end in range(start, len(self._text)):
            character = self._text[end]
            depth += (character == "(") - (character == ")")
            if character.isspace() or character in _QUOTES or depth < 0:
                return end
        return len(self._text)

    def _field(self, found: re.Match[str], position: int) -> str | None:
        """The field that a name means; None when it is text."""
        name = found["name"].casefold()
        if name in _BY_NAME:
            return name
        near = difflib.get_close_matches(name, _BY_NAME, n=1, cutoff=_CLOSE)
        if near and (found["rest"] or _BY_NAME[near[0]].compared):
            sign = "" if _BY_NAME[near[0]].compared else ":"
            raise QueryError(f"there is no field {found[0]}; did you mean {near[0]}{sign}?", position)
        return None


def _filter(name: str, value: str, colon: str, position: int) -> Filter:
    field = _BY_NAME[name]
    said = f"{name}{colon}{value}"
    if field.compared == bool(colon):
        needs = "a comparison" if field.compared else "a colon"
        raise QueryError(f"{_short(said)}: {name} needs {needs}, such as {field.example}", position)
    if not value:
        raise QueryError(f"{said} needs a value right behind it, such as {field.example}", position)
    try:
        return Filter(name, field.read(value))
    except ValueError as error:
        raise QueryError(f"{_short(said)} {error}", position) from None


def _looked_for(text: str) -> int:
    """How many letters and digits a text has: the rest is not in the index."""
    return sum(map(str.isalnum, text))


def _dangling(operator: str, position: int) -> QueryError:
    return QueryError(f'{operator} needs a term on both sides; the word itself is "{operator}"', position)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
