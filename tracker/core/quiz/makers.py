"""The makers: each looks at one statement and drafts the cards its shape allows, or none.

They follow the twenty rules of formulating knowledge (P. Wozniak): one fact a card, the answer short, lists only where
the members are counted, and a blank only on a term or a code name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from tracker.core.knowledge import Statement
from tracker.core.log.statement import is_activity, is_statement
from tracker.core.quiz import shapes
from tracker.core.quiz.drafts import Draft, asking, outline
from tracker.core.quiz.terms import Terms, is_term, told
from tracker.core.quiz.words import (
    BLANK,
    PRONOUNS,
    capitalise,
    cues,
    first_word,
    gives_away,
    identifiers,
    is_name,
    items,
    mask,
    words,
)

_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


_EMPTY_SUBJECTS = PRONOUNS - set("we you when most some many each all every one".split())
"""Words that say nothing when a sentence opens with them out of its place."""

Maker = Callable[[Statement, Terms], Iterator[Draft]]

ANY: frozenset[str] = frozenset()
"""The cues of a maker that looks at every statement."""


def question(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """A bullet that asks, with the answer nested under it or after the question mark."""
    asked, mark, answered = statement.text.partition("?")
    answer = [part for part in (answered.strip(), *(outline(point) for point in statement.points)) if part]
    if mark and answer:
        yield Draft("basic", capitalise(asked) + "?", "\n".join(answer))


def enumeration(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """A counted list: `There are two ..., namely a and b`, or a lead-in with its points."""
    for match in filter(None, map(shapes.COUNTED.match, told(statement))):
        listed = items(match["list"])
        lead, count, what = match["lead"], match["count"].casefold(), match["what"].strip(" ,")
        there = lead.casefold().startswith("there ")
        counted = count in _NUMBERS or count.isdecimal()
        claimed = _NUMBERS.index(count) if count in _NUMBERS else int(count) if counted else len(listed)
        if claimed == len(listed) >= 2 and (there or counted):
            front = f"Name the {_number(claimed)} {what}." if there else f"{lead} {_number(claimed)} {what}: name them."
            yield _list(front, listed)
    if statement.text.endswith(":") and 2 <= len(statement.points) <= 7:
        listed = [point.text.partition(": ")[0].rstrip(" :.") for point in statement.points]
        lead = statement.text.rstrip(" :")
        yield _list(f"{lead} … (name the {_number(len(listed))})", listed)


def label(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """`Label: what it is` asks for the label; a label over a whole sentence is only a heading."""
    match = shapes.LABEL.match(statement.text)
    text = match["text"] if match else ""
    if match and not statement.points and not is_statement(text) and not is_activity(text):
        yield from _which(match["label"], text)


def alias(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """`Y is called X` and `Y, also known as X, ...` ask for X; `This is called X` takes what was said before."""
    for before, sentence in pairwise(["", *told(statement)]):
        if match := shapes.ALIAS.match(sentence):
            term, what, verb = match["quoted"] or match["term"], match["what"], "is called"
            if _bare(what):
                what = f"{before} {what}" if before and not _bare(before) else ""
        elif match := shapes.ASIDE_ALIAS.match(sentence):
            term, what, verb = match["term"], match["what"], "is also known as"
        else:
            continue
        if what and is_term(term):
            yield asking(f"{capitalise(what)} {verb} {BLANK}.", term)


def contrast(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """`A is ..., whereas B is ...` blanks B and keeps A as the hint, then asks for A."""
    for sentence in told(statement):
        match = shapes.CONTRAST.match(sentence)
        if not match or not is_term(match["term"]) or _bare(match["one"]):
            continue
        other = match["term"]
        if match["joint"].casefold() == "where" and not is_name(other):
            continue  # a place, not a contrast
        one, rest = (mask(match[part], other) for part in ("one", "rest"))
        joint = match["joint"].replace("where as", "whereas")
        yield asking(f"{one}, {joint} {match['article']}{BLANK} {rest}", other)
        first = shapes.CLAUSE.match(match["one"].rpartition(", ")[2])
        if first and is_term(first["term"]) and _number_of(first["verb"]) == _number_of(match["verb"]):
            front = f"{first['article']}{BLANK} {mask(first['rest'], first['term'])}.  (not {other})"
            yield asking(front, first["term"])


def difference(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """`You can do A in B, which is not possible in C` asks for A."""
    for sentence in told(statement):
        if match := shapes.POSSIBLE.match(sentence):
            place, why = match["place"], match["why"] or ""
            asked = f"What can you do {place} {match['one']} but not {place} {match['other']}"
            yield Draft("basic", asked + (", and why?" if why else "?"), capitalise(match["what"] + why))


def definition(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """`X is the Y` asks for X when X is a name, and `What is X?` otherwise."""
    for sentence in [] if statement.points else told(statement):
        match = shapes.DEFINED.match(sentence)
        if not match or not is_term(match["term"]):
            continue
        verb, opening = match["verb"].casefold(), match["opening"].casefold()
        if opening.endswith("ing") and (match["article"] or verb != "is" or opening in ("using", "being")):
            continue
        if opening not in ("a", "an", "the", "one") and not opening.endswith(("ing", " ")) and verb != "are":
            continue
        term, text = match["term"], shapes.TURN.split(match["rest"])[0].rstrip(" .")
        asked = list(_which(term, text))
        yield from asked
        if not asked and not shapes.without(shapes.ARTICLE, text).casefold().startswith(term.casefold()):
            front = f"What {'are' if verb == 'are' else 'is'} {_subject(match['article'], term)}?"
            yield Draft("basic", front, capitalise(text) + ".")


def meaning(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """`X represents Y` asks what."""
    for sentence in told(statement):
        match = shapes.STANDS.match(sentence)
        if match and is_term(match["term"]) and not _bare(sentence):
            subject = _subject(match["article"], match["term"])
            front = f"What {_does(match['singular'])} {subject} {match['verb'] + (match['particle'] or '')}?"
            yield Draft("basic", front, capitalise(match["rest"]))


def use(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """`X uses Y to do Z` asks for Y."""
    for sentence in told(statement):
        if (match := shapes.USED.match(sentence)) and not _bare(sentence):
            what, goal = match["what"], match["goal"].rstrip(" .")
            front = f"What {_does(match['singular'])} {match['article'].casefold()}{match['who']}use to {goal}?"
            yield asking(front, what) if is_term(what) else Draft("basic", front, capitalise(what))


def service(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """`X is used to do Y` and `X allows you to do Y` ask for X."""
    for sentence in told(statement):
        match = shapes.SERVES.match(sentence)
        if match and is_term(match["term"]) and not _bare(sentence) and match["term"].casefold() not in terms.common:
            yield asking(f"{match['article']}{BLANK} {mask(match['rest'], match['term'])}", match["term"])


def pair(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """`nodes represent A and edges represent B` blanks B and keeps A as the hint."""
    for sentence in told(statement):
        match = shapes.PAIRED.match(sentence)
        if match and is_term(match["term"]) and not _bare(sentence):
            yield asking(f"{match['one']} and {match['subject']} {match['verb']} {BLANK}.", match["term"])


def reason(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """`... because ...` asks why."""
    for sentence in told(statement):
        match = shapes.BECAUSE.match(sentence)
        if match and not _bare(match["what"]):
            yield Draft("basic", f"Why? {capitalise(match['what'])}.", capitalise(match["reason"]))


def default(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """`X by default places Y on the Z` asks where."""
    for sentence in told(statement):
        if match := shapes.BY_DEFAULT.match(sentence):
            yield Draft("basic", f"Where? {capitalise(match['what'])} …", capitalise(match["where"]))


def name_cloze(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """A blank on a code name."""
    for sentence in told(statement):
        names = identifiers(sentence)
        if not names or shapes.UNCERTAIN.match(sentence) or _bare(sentence):
            continue
        if _one_of_two(names[0], sentence):
            continue  # either would fit
        for name in names:
            front = mask(sentence, name)
            if front.count(BLANK) > 1:
                break  # it says two things about one name
            if front.startswith(BLANK) and shapes.OPINION.search(sentence):
                continue  # so would anything that is as good
            if not gives_away(front.replace(BLANK, " "), name):
                yield asking(front, name)
                break


def term_cloze(statement: Statement, terms: Terms) -> Iterator[Draft]:
    """A blank on a term of the log that opens the sentence; its listed siblings become the hint."""
    for sentence in told(statement):
        term = terms.opening(sentence)
        if term is None or shapes.UNCERTAIN.match(sentence) or shapes.OPINION.search(sentence):
            continue
        if shapes.DEFINED.match(sentence):
            continue  # it is asked for already
        front = mask(sentence, term)
        others = terms.beside[term.casefold()]
        if others and len(others) <= 2:
            front += f"  (not {' or '.join(others)})"
        if len(words(sentence)) - len(words(term)) >= 7:
            yield asking(front, term)


MAKERS: Mapping[Maker, frozenset[str]] = {
    question: frozenset("?"),
    enumeration: shapes.COUNTED.cues | {":"},
    label: shapes.LABEL.cues,
    alias: shapes.ALIAS.cues | shapes.ASIDE_ALIAS.cues,
    contrast: shapes.CONTRAST.cues,
    difference: shapes.POSSIBLE.cues,
    definition: shapes.DEFINED.cues,
    meaning: shapes.STANDS.cues,
    use: shapes.USED.cues,
    service: shapes.SERVES.cues,
    pair: shapes.PAIRED.cues,
    reason: shapes.BECAUSE.cues,
    default: shapes.BY_DEFAULT.cues,
    name_cloze: ANY,
    term_cloze: ANY,
}
"""The makers, each with the cues one of which it needs.

In the order of preference: the first cards of a keypoint are kept when there are too many.
"""

_CUES = frozenset[str]().union(*MAKERS.values())


def makers(statement: Statement) -> tuple[Maker, ...]:
    """The makers that a statement may have something for; none of the others drafts anything."""
    return _cued(_CUES.intersection(cues(statement.text)))


@lru_cache(maxsize=1 << 10)  # most statements have none of the cues, or one of the common ones
def _cued(found: frozenset[str]) -> tuple[Maker, ...]:
    return tuple(maker for maker, needed in MAKERS.items() if needed is ANY or needed & found)


def _which(term: str, text: str) -> Iterator[Draft]:
    """Ask for a term by what it is, when that does not give it away."""
    text = text.rstrip(" .")
    if is_term(term) and len(term.split()) <= 3 and not gives_away(text, term) and len(words(text)) >= 4:
        yield asking(f"Which term fits? {capitalise(text)}.", term)


def _subject(article: str, term: str) -> str:
    """A term as it stands inside a sentence: the capital of its first word may come from the sentence it opened."""
    proper = article or is_name(term) or any(letter.isupper() for letter in term[1:])
    return article.casefold() + (term if proper else term[0].lower() + term[1:])


def _does(singular: str | None) -> str:
    return "does" if singular else "do"


def _number_of(verb: str) -> str:
    """A verb without its number, to see whether two clauses say the same kind of thing."""
    return {"are": "is", "have": "has"}.get(verb.casefold(), verb.casefold())


def _list(front: str, listed: list[str]) -> Draft:
    return Draft("list", capitalise(front), "\n".join(f"• {item}" for item in listed), tuple(listed))


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _bare(text: str) -> bool:
    """Whether a text opens with a pronoun or such, so that it says nothing out of its place."""
    first = first_word(text)
    return not first or first in _EMPTY_SUBJECTS


def _one_of_two(name: str, sentence: str) -> bool:
    """Whether a sentence is about two things, and opens with this name for one of them."""
    before, _, after = sentence.partition(name)
    return not first_word(before) and bool(shapes.AND.match(after))
