"""The cards people wrote themselves: pairs of a front and a back, and texts with gaps. Nothing inside code is one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.core.log.statement import is_activity

_LABELS = (
    # question, its letter, answer, its letter
    ("question", "Q", "answer|ans", "A"),
    ("question", "Q", "r[ée]ponse", "R"),
    ("frage", "F", "antwort", "A"),
    ("vraag", "V", "antwoord", "A"),
    ("pregunta|pergunta|domanda", "[PD]", "respuesta|resposta|risposta", "R"),
    ("вопрос", "В", "ответ", "О"),
    ("问题?|問題?|質問|질문|문", "Q", "答案?|回答|답변?|정답", "A"),
)
"""How people head a question and its answer, language by language."""

_ASKING = (
    r"(?:what|why|how|when|where|which|who)(?:['’]s|\s(?:is|are|was|were|do|does|did|can|could|would|should|will|has))\b",
    r"(?:was|wie|warum|wann|wo|wer)\s(?:ist|sind|kann|können|wird|werden)\b",
    r"(?:qué|cuál|cómo|cuándo|dónde)\s(?:es|son|está|están|se)\b|por\squé\b",
    r"o\sque\s(?:é|são)\b|(?:qual|como|quando|onde)\s(?:é|são|se)\b|por\sque\b",
    r"qu['’]est-ce\b|(?:comment|pourquoi|quand|où)\s(?:est|sont|on)\b",
    r"(?:che\s)?cos['’]\s?è\b|(?:come|perché|quando|dove)\s(?:è|sono|si)\b",
    r"что\sтакое\b|почему\b|зачем\b",
    r"什么是|什麼是|为什么|為什麼|如何",
)
"""How a question opens, language by language: `What is`, but not `What I learned`."""


def _label(words: str, letter: str) -> str:
    return (
        rf"(?P<marks>[*_]{{0,3}})(?:(?i:{words})|(?P<letter>{letter}))\s?\d{{0,4}}"
        r"(?P<ended>[*_]{0,3})\s?(?P<colon>[:：]|\.(?=\s))(?P<ended_late>[*_]{0,3})"
    )


_QUESTIONS_AND_ANSWERS = tuple(
    (
        re.compile(rf"\s{{0,3}}{_label(question, asks)}"),
        re.compile(rf"(?:^\s{{0,3}}|(?<=[\s?？؟。])){_label(answer, tells)}"),
    )
    for question, asks, answer, tells in _LABELS
)
_MARK = re.compile(r"[?？؟]")
_NUMBERING = re.compile(r"\d{1,4}\s?[.)、]\s+")
_CHOICES = tuple(re.compile(rf"\s{letter}\s?[.:：)]\s") for letter in "BC")
_NUMBERED = re.compile(rf"\W{{0,9}}\d{{1,4}}\s?[.):、]\s?(?:{'|'.join(_ASKING)})", re.IGNORECASE)
_OF_THE_DAY = re.compile(r"\W{0,9}what(?:['’]s|\s(?:is|comes|went))?\s(?:next|new|up|well|wrong)\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\[[^][]*\]|\([^()]*\)")

_CODE = re.compile(r"`[^`]*`")
_HIDDEN = "\0"
"""Stands for each character of code; no text holds it."""
_COLONS = r"(?<!:)(?P<colons>:::?)(?!:)"
_SEPARATORS = (
    # what stands between front and back, and how many words the front has at least
    (re.compile(rf"(?<=\s){_COLONS}(?=\s|$)"), 1),
    (re.compile(rf"(?<=[?？؟]){_COLONS}"), 1),
    (re.compile(rf"(?<=[^\x00-\x7f]){_COLONS}(?=[^\x00-\x7f])"), 1),
    (re.compile(rf"(?<=\w){_COLONS}(?=\s)"), 3),
)
"""Not as in `std::vector`; and fewer words right before the colons are the key of a property: `last seen:: Monday`."""
_SPOKEN_OF = frozenset("a an the operator operators symbol notation syntax use uses using der die das el la le".split())
"""Words before a `::` that is spoken of, ..."""
_SPEAKING = frozenset("operator operators symbol notation syntax is means".split())
"""... and words after it."""
_GAP = re.compile(
    r"\{\{(?:c(?P<number>\d{1,3})::|cloze\s)(?P<cloze>(?:[^{}]|\{(?!\{)|\}(?!\}(?!\})))++)\}\}"
    r"|(?<![=!<>A-Za-z0-9_)\]])==(?![\s>])(?P<marked>(?:[^=]|=(?!=))++)(?<!\s)==(?![=A-Za-z0-9_])"
)
"""`{{c1::answer::hint}}` of Anki, `{{cloze answer}}` of Logseq, `==answer==` of Obsidian"""


@dataclass(frozen=True, slots=True)
class Pair:
    """A front and a back, as `Q: … A: …` and `term :: answer` give them."""

    front: str
    back: str
    both_ways: bool = False
    """The back asks for the front, too: `:::`."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of a text that is to be asked for."""

    start: int
    end: int
    answer: str
    hint: str = ""
    number: str = ""
    """The gaps of one number are asked for together; without a number, those with one answer."""


_LABEL_SIGN = re.compile(r"[:：.]")
_LONGEST_LABEL = 40
"""Characters of a label with its marks and its number."""


def opens_question(line: str) -> str | None:
    """What follows the label on a line that opens with `Q:` or the like; None for any other line."""
    if not _LABEL_SIGN.search(line, 0, _LONGEST_LABEL):
        return None
    for question, _ in _QUESTIONS_AND_ANSWERS:
        match = question.match(line)
        if match and _asks(match):
            return _after(match)
    return None


def opens_answer(line: str) -> str | None:
    """What follows the label on a line that opens with `A:` or the like; it is an answer only below a question."""
    matches = (answer.match(line) for _, answer in _QUESTIONS_AND_ANSWERS)
    return next((_after(match) for match in matches if match), None)


def is_question(text: str) -> bool:
    """Whether a heading asks something: it ends in a question mark, or is numbered and opens as a question does."""
    asked = _BRACKETED.sub("", _BRACKETED.sub("", text)).rstrip(" *_#!\"'”»")  # the text of a link, then its brackets
    says_enough = len(asked.split()) > 1 or not asked.isascii()
    asks = bool(_MARK.match(asked[-1:])) and says_enough
    return (asks or bool(_NUMBERED.match(text))) and not (_OF_THE_DAY.match(text) or is_activity(text))


def is_written(text: str) -> bool:
    """Whether a text is a card that somebody wrote."""
    return read_pair(text) is not None or bool(read_gaps(text))


def read_pair(text: str, more: str = "") -> Pair | None:
    """The pair that a text is, None for any other.

    Args:
        text: one line, with its code in backticks.
        more: what belongs to the back besides; the text may leave the back to it.
    """
    opening = text[:24]
    if not ("::" in text or ":" in opening or "：" in opening or ". " in opening):
        return None
    seen = _without_code(text)
    pair = _labelled(text, seen, more) or (_separated(text, seen) if "::" in seen else None)
    if pair is None:
        return None
    back = "\n".join(part for part in (pair.back, more) if part)
    says_something = pair.front.strip(" `") and back.strip(" `")
    return Pair(pair.front, back, pair.both_ways) if says_something else None


def read_gaps(text: str) -> list[Gap]:
    """The gaps in a text, in order; none when there is nothing around them."""
    if "==" not in text and "{{c" not in text:
        return []
    seen = _without_code(text)
    gaps = [gap for match in _GAP.finditer(seen) if (gap := _gap(text, match)).answer]
    return gaps if re.search(rf"[\w{_HIDDEN}]", _GAP.sub("", seen)) else []


def _without_code(text: str) -> str:
    return _CODE.sub(lambda code: _HIDDEN * len(code[0]), text) if "`" in text else text


def _asks(label: re.Match[str], end: int | None = None) -> bool:
    """Whether a label heads a question up to `end`.

    A letter other than the Q of `Q:` does so only before a question mark: `P: 0.9` is a precision.
    """
    clear = label["letter"] in (None, "Q") and label["colon"] != "."
    text = label.string
    return clear or bool(_MARK.search(text, label.end(), len(text) if end is None else end))


def _after(label: re.Match[str]) -> str:
    """The text after a label; the marks of an emphasis that goes on are set again."""
    goes_on = label["marks"] and not (label["ended"] or label["ended_late"])
    return ((label["marks"] if goes_on else "") + label.string[label.end() :].strip()).strip()


def _labelled(text: str, seen: str, more: str) -> Pair | None:
    for question, answer in _QUESTIONS_AND_ANSWERS:
        asked = question.match(seen)
        told = asked and answer.search(seen, asked.end())
        if asked and told and _asks(asked, told.start()):
            if told["letter"] == "A" and all(choice.search(seen, told.end()) for choice in _CHOICES):
                return None
            return Pair(_unnumbered(text[asked.end() : told.start()]), text[told.end() :].strip())
        if asked and not told and more and _asks(asked):
            return Pair(_unnumbered(text[asked.end() :]), "")
    return None


def _unnumbered(question: str) -> str:
    question = question.strip()
    numbering = _NUMBERING.match(question)
    return question[numbering.end() :] if numbering else question


def _separated(text: str, seen: str) -> Pair | None:
    for separator, fewest in _SEPARATORS:
        match = separator.search(seen)
        if not match:
            continue
        front, back = text[: match.start()].strip(), text[match.end() :].strip()
        asks, tells = front.split(), back.split()
        inside = any(front.count(opened) > front.count(closed) for opened, closed in ("()", "[]", "{}"))
        typed = len(asks) == 1 and ("->" in back or "=>" in back)  # a signature of Haskell
        spoken_of = (len(asks) > 1 and asks[-1].casefold() in _SPOKEN_OF) or (
            len(tells) > 1 and tells[0].casefold() in _SPEAKING
        )
        if len(asks) >= fewest and not (inside or typed or spoken_of):
            return Pair(front, back, both_ways=match["colons"] == ":::")
    return None


def _gap(text: str, match: re.Match[str]) -> Gap:
    start, end = match.span("marked" if match["marked"] else "cloze")
    hinted = match.string.find("::", start, end) if match["cloze"] else -1
    if hinted < 0:
        return Gap(*match.span(), text[start:end].strip(), number=match["number"] or "")
    return Gap(*match.span(), text[start:hinted].strip(), text[hinted + 2 : end].strip(), match["number"] or "")
