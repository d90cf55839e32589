"""What the makers need to know about words: sentences, code names, and whether a text gives an answer away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

BLANK = "____"

PRONOUNS = frozenset(
    "it its this that these those they there he she we you i one another other such some most many both each all if "
    "when while since because so then here which who what how note not no any every multiple several".split()
)
"""Words that are no subject to ask for."""

IDENTIFIER = re.compile(
    r"`(?P<code>[^`]+)`"
    r"|\b(?=[A-Za-z_])(?![a-z]++[\s,;:)])(?:"  # most words end here
    r"\w++(?:(?:\.[A-Za-z_]\w*+)++(?:\(\))?|\(\))"
    r"|(?<!:)[a-z]++(?:_[a-z0-9]+)+\b(?!:\B)"
    r"|(?:[A-Z][a-z0-9]+){2,}\b)"
)
"""Code, a dotted or called name, snake_case but no :emoji_name:, CamelCase"""
_SIGN_OF_NAME = re.compile(r"[`_.(A-Z](?:(?<=[`_])|(?<=\.)(?=[A-Za-z_])|(?<=\()(?=\))|(?<=[a-z0-9][A-Z]))")
"""Every code name has one; a name opens in the word of its first sign and ends in that of its last."""
_WORD = r"\w++(?:['’-]\w++)*+"
_WORDS = re.compile(_WORD)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z`\"'(]|[a-z_]+\.[a-zA-Z])")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|vs|cf|approx|fig|resp)\.$", re.IGNORECASE)
_LONGEST_ABBREVIATION = len("approx.\n")
"""Characters, with the line end that `$` looks past"""
_INSIDE_WORD = re.compile(r"(?<=[\w.])")
_PHRASE_ENDING = re.compile(r"(?:\(\))?(?:e?s)?(?!\w|\.\w)`?", re.IGNORECASE)
"""The call or the plural of a phrase, and the mark after code"""
_LETTER = re.compile(r"[A-Za-z]")
_CUE = re.compile(r"\w++")
_ASCII = "".join(chr(code).lower() if chr(code).isalnum() or chr(code) == "_" else " " for code in range(128))
"""What each character of a text in ASCII becomes before it is cut at its blanks."""
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_NO_NAMES = frozenset("i.e e.g tensorflow pytorch javascript github openai chatgpt stackoverflow numpy".split())
"""Look like code names and are none."""
_BLANK_ALIAS = re.compile(rf"{BLANK}\s*\({BLANK}\)")
_LIST = re.compile(r"\s*(?:,\s*(?:and|or)\b|,|;|\band\b|\bor\b|&)\s*")


def sentences(text: str) -> list[str]:
    """Split a line into sentences; a name such as `tf.constant` or `e.g.` ends none."""
    if ". " not in text and "? " not in text and "! " not in text:
        return [text]
    parts: list[str] = []
    for part in _SENTENCE_END.split(text):
        if parts and _ABBREVIATION.search(parts[-1], len(parts[-1]) - _LONGEST_ABBREVIATION):
            parts[-1] += " " + part
        else:
            parts.append(part)
    return parts


def words(text: str) -> list[str]:
    """The words of a text, lower case, without marks."""
    return _WORDS.findall(text.casefold())


def cues(text: str) -> list[str]:
    """What can hint at the shape of a text: its words in lower case, cut at every sign, and a `:` or `?` it has."""
    found = text.translate(_ASCII).split() if text.isascii() else _CUE.findall(text.casefold())
    if ":" in text:
        found.append(":")
    if "?" in text:
        found.append("?")
    return found


def first_word(text: str) -> str:
    """The first of the words of a text, empty when it has none."""
    match = _WORDS.search(text)
    return match[0].casefold() if match else ""


def has_words(text: str, number: int) -> bool:
    """Whether a text has that many words or more."""
    return len(text) >= 2 * number - 1 and bool(_at_least(number).match(text))


@cache
def _at_least(number: int) -> re.Pattern[str]:
    return re.compile(rf"(?:\W*+{_WORD}){{{number}}}")


def identifiers(text: str) -> list[str]:
    """The code names in a text in order, each once: backticked, dotted, called, snake_case or CamelCase."""
    names = dict.fromkeys(name for _, _, name in _look_like_names(text))
    return [name for name in names if name.casefold() not in _NO_NAMES and _LETTER.search(name)]


@lru_cache(maxsize=256)  # a name is looked for first, and masked then
def _look_like_names(text: str) -> list[tuple[int, int, str]]:
    """Start, end and name of what looks like a code name; the marks around code belong to the place, not the name."""
    signs = [sign.start() for sign in _SIGN_OF_NAME.finditer(text)]
    if not signs:
        return []
    start, stop = text.rfind(" ", 0, signs[0]) + 1, text.find(" ", signs[-1]) + 1
    return [(*match.span(), match["code"] or match[0]) for match in IDENTIFIER.finditer(text, start, stop or len(text))]


@lru_cache(maxsize=1 << 12)  # a log has few names, and comes back to each of them
def is_name(text: str) -> bool:
    """Whether the whole text is one code name."""
    match = IDENTIFIER.fullmatch(text)
    return match is not None and " " not in (match["code"] or "")


@lru_cache(maxsize=1 << 12)
def tail(name: str) -> str:
    """The last part of a dotted name without its call, lower case: `tf.GradientTape()` is `gradienttape`."""
    return name.strip("`").split("(")[0].rsplit(".", 1)[-1].casefold()


_ENDING = re.compile(
    r"(?<=\w{4})(?:ization|isation|izing|ising|ized|ised|izes|ises|ize|ise|ations|ation|ings|ing|ies|ed|es|s|y|e)$"
)


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """A crude stem, enough to see that `graphs` gives `graph` away."""
    return _ENDING.sub("", word)


_GENERIC = frozenset(map(stem, "tf keras np tensor api layer model python class object the a an of and".split()))
"""Parts of names that tell nothing."""


@lru_cache(maxsize=256)  # the maker asks first, and then the gate
def gives_away(front: str, answer: str) -> bool:
    """Whether more than half of the telling parts of the answer can be read in the front in some form."""
    whole, telling = _telling(answer)
    folded = front.casefold()
    if whole not in folded and len([part for part in telling if part in folded]) * 2 <= len(telling):
        return False  # in most fronts nothing is even part of a word, and they need not be taken apart
    shown = set[str]().union(*map(_stems, re.findall(r"\w+", front)))
    return whole in shown or len(telling & shown) * 2 > len(telling)


@lru_cache(maxsize=1 << 12)
def _telling(answer: str) -> tuple[str, frozenset[str]]:
    """The stems of the last part of a name and of its telling parts."""
    parts = frozenset([stem(part.casefold()) for part in _PART.findall(answer)])
    return stem(tail(answer)), parts - _GENERIC or parts


@lru_cache(maxsize=1 << 14)
def _stems(word: str) -> frozenset[str]:
    """The stems of a word and of the parts it is put together from."""
    parts = [word] if word.casefold() in _NO_NAMES else [word, *_PART.findall(word)]
    return frozenset(stem(part.casefold()) for part in parts)


def mask(text: str, answer: str) -> str:
    """Blank every form of an answer in a text: its plural, its call, and a dotted or spelled-together alias."""
    target = tail(answer) if is_name(answer) else ""
    if target:
        text = fill(text, [(start, end, BLANK) for start, end, name in _look_like_names(text) if tail(name) == target])
    masked = _blank_phrase(text, answer.strip("`"))
    return _BLANK_ALIAS.sub(BLANK, masked) if f"({BLANK})" in masked else masked


def fill(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """Put something else into the spans of a text: start, end and filling of each, in order."""
    parts, done = [], 0
    for start, end, filling in spans:
        parts += [text[done:start], filling]
        done = end
    return "".join([*parts, text[done:]])


def _blank_phrase(text: str, phrase: str) -> str:
    """Blank a phrase where it stands as words of its own; compiling a pattern for each would take far longer."""
    lower, phrase = _lower(text), _lower(phrase)
    spans, done, start = [], 0, lower.find(phrase)
    while phrase and start >= 0:
        ending = _PHRASE_ENDING.match(text, start + len(phrase))
        if ending and not _INSIDE_WORD.match(text, start):
            spans.append((start - (start > done and text[start - 1] == "`"), ending.end(), BLANK))
            done = ending.end()
        start = lower.find(phrase, max(done, start + 1))
    return fill(text, spans) if spans else text


def _lower(text: str) -> str:
    """A text in lower case, of the same length: a letter that needs two small ones stays as it is."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def items(text: str) -> list[str]:
    """The members of an inline list such as `a, b and c`; commas inside brackets do not count."""
    hidden = re.sub(r"\([^)]*\)", lambda match: match[0].replace(",", "\0").replace(" and ", "\1"), text.rstrip(" ."))
    return [item.replace("\0", ",").replace("\1", " and ").strip() for item in _LIST.split(hidden) if item.strip()]


def capitalise(text: str) -> str:
    """Upper-case the first letter unless the text opens with code."""
    opening = text.split(None, 1)[:1]
    return text if not opening or is_name(opening[0]) else text[0].upper() + text[1:]
