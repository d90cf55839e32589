"""The makers: each looks at one statement and drafts the cards its shape allows, or none.

They follow the twenty rules of formulating knowledge (P. Wozniak): one fact a card, the answer short, lists only where
the members are counted, and a blank only on a term or a code name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tracker.core.knowledge import Statement
from tracker.core.log.statement import is_statement
from tracker.core.quiz.terms import ALIAS, ASIDE_ALIAS, COUNTED, DEFINED, LABEL, Terms, is_term
from tracker.core.quiz.words import (
    BLANK,
    PRONOUNS,
    capitalise,
    gives_away,
    identifiers,
    is_name,
    items,
    mask,
    sentences,
    words,
)

_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_CONTRAST = re.compile(
    r"^(?P<one>.{12,}?),?\s+(?P<joint>whereas|where as|while|on the other hand,?)\s+(?:an?\s+|the\s+)?"
    r"(?P<term>`[^`]+`|[\w.\-]+(?:\s[\w\-]+){0,2}?)\s+(?P<rest>(?:is|are|means?|allows?|uses?|gives?|adopts?|returns?"
    r"|keeps?|takes?|runs?|has|have|can|does|holds?|builds?|needs?|makes?|contains?|[a-z]+s)\s.{8,})$",
    re.IGNORECASE | re.DOTALL,
)
_BECAUSE = re.compile(r"^(?P<what>.{15,}?),?\s+(?P<reason>(?:because|due to|since)\s.{8,})$", re.IGNORECASE | re.DOTALL)
_OTHER_SIDE = re.compile(r",?\s+(?:whereas|where as|while|on the other hand)\s", re.IGNORECASE)
_OPINION = re.compile(
    r"\b(?:extremely|very|great|best|easy|easier|useful|popular|powerful|good|nice|tends?)\b", re.IGNORECASE
)
_UNCERTAIN = re.compile(
    r"^(?:if you|note that|for example|for instance|remember|don't|most|some|many)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A card before the gates: what to show, what to expect."""

    kind: str
    """`basic` (judged by the learner), `cloze` or `term` (typed answers can be checked), or `list`."""
    front: str
    back: str
    accept: tuple[str, ...] = ()
    """Typed answers that count as right; empty when only the learner can judge."""


Maker = Callable[[Statement, Terms], Iterator[Draft]]


def question(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """A bullet that asks, with the answer nested under it or after the question mark."""
    asked, mark, answered = statement.text.partition("?")
    answer = [part for part in (answered.strip(), *(_outline(point) for point in statement.points)) if part]
    if mark and answer:
        yield Draft("basic", capitalise(asked) + "?", "\n".join(answer))


def enumeration(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """A counted list: `There are two ..., namely a and b`, or a lead-in with its points."""
    match = COUNTED.match(statement.text)
    if match:
        listed = items(match["list"].split(". ")[0])
        count = match["count"].casefold()
        claimed = _NUMBERS.index(count) if count in _NUMBERS else int(count) if count.isdigit() else len(listed)
        if claimed == len(listed) >= 2:
            what = match["what"].strip(" ,")
            yield _list(f"Name the {_number(claimed)} {what}.", listed)
    elif statement.text.endswith(":") and 2 <= len(statement.points) <= 7:
        listed = [point.text.partition(": ")[0].rstrip(" :.") for point in statement.points]
        lead = statement.text.rstrip(" :")
        yield _list(f"{lead} … (name the {_number(len(listed))})", listed)


def label(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """`Label: what it is` asks for the label; a label over a whole sentence is only a heading."""
    match = LABEL.match(statement.text)
    if match and not statement.points and not is_statement(match["text"]):
        yield from _ask_term(match["label"], match["text"])


def alias(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """`... is called X` and `Y, also known as X, ...` ask for the name."""
    for sentence in _sentences(statement):
        if match := ALIAS.match(sentence):
            if is_term(match["term"]) and not _bare(match["what"]):
                front = f"{capitalise(match['what'])} is called {BLANK}."
                yield Draft("term", front, match["term"], _accepted(match["term"]))
        elif (match := ASIDE_ALIAS.match(sentence)) and is_term(match["term"]):
            front = f"{capitalise(match['what'])} is also known as {BLANK}."
            yield Draft("term", front, match["term"], _accepted(match["term"]))


def contrast(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """`A is ..., whereas B is ...` blanks B and keeps A as the hint."""
    for sentence in _sentences(statement):
        match = _CONTRAST.match(sentence)
        if match and is_term(match["term"]) and not _bare(match["one"]):
            one, rest = (mask(match[part], match["term"]) for part in ("one", "rest"))
            front = f"{one}, {match['joint'].replace('where as', 'whereas')} {BLANK} {rest}"
            yield Draft("cloze", front, match["term"], _accepted(match["term"]))


def definition(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """`X is the Y` asks for X when X is a name, and `What is X?` otherwise."""
    first = _sentences(statement)[0]
    match = DEFINED.match(first)
    if not match or statement.points or not is_term(match["term"]):
        return
    verb, opening = match["verb"].casefold(), match["opening"].casefold()
    if opening.endswith("ing") and (match["article"] or verb != "is" or opening in ("using", "being")):
        return
    if opening not in ("a", "an", "the", "one") and not opening.endswith("ing") and verb != "are":
        return
    yield from _ask_term(match["term"], _OTHER_SIDE.split(match["rest"])[0], article=match["article"], verb=verb)


def reason(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """`... because ...` asks why."""
    for sentence in _sentences(statement):
        match = _BECAUSE.match(sentence)
        if match and not _bare(match["what"]):
            yield Draft("basic", f"Why? {capitalise(match['what'])}.", capitalise(match["reason"]))


def name_cloze(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """A blank on a code name."""
    for sentence in _sentences(statement):
        if _UNCERTAIN.match(sentence) or _bare(sentence):
            continue
        for name in identifiers(sentence):
            if re.match(rf"\W*{re.escape(name)}\W*(?:context\s+)?and\b", sentence):
                continue  # one of two subjects: either name would fit
            front = mask(sentence, name)
            if 1 <= front.count(BLANK) <= 2 and not gives_away(front, name):
                yield Draft("cloze", front, name.strip("`"), _accepted(name))
                break


def term_cloze(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """A blank on a term of the log that opens the sentence; its listed siblings become the hint."""
    for sentence in _sentences(statement):
        term = terms.opening(sentence)
        if term is None or _UNCERTAIN.match(sentence) or _OPINION.search(sentence):
            continue
        front = mask(sentence, term)
        others = terms.beside[term.casefold()]
        if others and len(others) <= 2:
            front += f"  (not {' or '.join(others)})"
        if len(words(sentence)) - len(words(term)) >= 7:
            yield Draft("cloze", front, term, _accepted(term))


MAKERS: tuple[Maker, ...] = (
    question,
    enumeration,
    label,
    alias,
    contrast,
    definition,
    reason,
    name_cloze,
    term_cloze,
)
"""In the order of preference: the first cards of a keypoint are kept when there are too many."""


def _ask_term(term: str, text: str, article: str = "", verb: str = "is") -> Iterator[Draft]:
    text = text.rstrip(" .")
    if (len(term.split()) <= 3 or is_name(term)) and not gives_away(text, term) and len(words(text)) >= 4:
        yield Draft("term", f"Which term fits? {capitalise(text)}.", term.strip("`"), _accepted(term))
    elif not text.casefold().startswith(term.casefold()):
        shown = term if is_name(term) or any(c.isupper() for c in term[1:]) or article else term[0].lower() + term[1:]
        front = {"represent": "What do {} represent?", "represents": "What does {} represent?", "are": "What are {}?"}
        subject = (article.casefold() + shown).strip()
        yield Draft("basic", front.get(verb, "What is {}?").format(subject), capitalise(text) + ".")


def _sentences(statement: Statement) -> list[str]:
    """The sentences of the statement's own line, without the heading that may stand before them."""
    match = LABEL.match(statement.text)
    return sentences(match["text"] if match and is_statement(match["text"]) else statement.text)


def _list(front: str, listed: list[str]) -> Draft:
    return Draft("list", capitalise(front), "\n".join(f"• {item}" for item in listed), tuple(listed))


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _outline(statement: Statement, depth: int = 0) -> str:
    lines = ["  " * depth + "• " + statement.text, *(_outline(point, depth + 1) for point in statement.points)]
    return "\n".join(lines)


def _bare(text: str) -> bool:
    """Whether a text opens with a pronoun or such, so that it says nothing out of its place."""
    found = words(text)
    return not found or found[0] in PRONOUNS - {"we", "you", "when", "most", "some", "many", "each", "all", "every"}


def _accepted(term: str) -> tuple[str, ...]:
    """The typed answers that mean a term: itself and, for a dotted or called name, its last part."""
    plain = term.strip("`")
    uncalled = plain.split("(")[0]
    short = uncalled.rpartition(".")[2] if is_name(term) else plain
    return tuple(dict.fromkeys(answer for answer in (plain, uncalled, short) if answer))
