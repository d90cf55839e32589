"""What the makers need to know about words: sentences, code names, and whether a text gives an answer away."""

from __future__ import annotations

import re
from functools import lru_cache

BLANK = "____"

PRONOUNS = frozenset(
    "it its this that these those they there he she we you i one another other such some most many both each all if "
    "when while since because so then here which who what how note not no any every multiple several".split()
)
"""Words that are no subject to ask for."""

IDENTIFIER = re.compile(
    r"`(?P<code>[^`]+)`"
    r"|(?P<dotted>\b[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+(?:\(\))?)"
    r"|(?P<call>\b[A-Za-z_]\w*\(\))"
    r"|(?P<snake>(?<!:)\b[a-z]+(?:_[a-z0-9]+)+\b(?!:\B))"
    r"|(?P<camel>\b(?:[A-Z][a-z0-9]+){2,}\b)"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z`\"'(]|[a-z_]+\.[a-zA-Z])")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|vs|cf|approx|fig|resp)\.$", re.IGNORECASE)
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_NO_NAMES = frozenset("i.e e.g tensorflow pytorch javascript github openai chatgpt stackoverflow numpy".split())
"""Look like code names and are none."""
_LIST = re.compile(r"\s*(?:,\s*(?:and|or)\b|,|;|\band\b|\bor\b|&)\s*")


def sentences(text: str) -> list[str]:
    """Split a line into sentences; a name such as `tf.constant` or `e.g.` ends none."""
    parts: list[str] = []
    for part in _SENTENCE_END.split(text):
        if parts and _ABBREVIATION.search(parts[-1]):
            parts[-1] += " " + part
        else:
            parts.append(part)
    return parts


def words(text: str) -> list[str]:
    """The words of a text, lower case, without marks."""
    return re.findall(r"\w+(?:['’-]\w+)*", text.casefold())


def identifiers(text: str) -> list[str]:
    """The code names in a text in order, each once: backticked, dotted, called, snake_case or CamelCase."""
    found = []
    for match in IDENTIFIER.finditer(text):
        name = match["code"] or match[0]
        if name.casefold() not in _NO_NAMES and re.search(r"[A-Za-z]", name):
            found.append(name)
    return list(dict.fromkeys(found))


def is_name(text: str) -> bool:
    """Whether the whole text is one code name."""
    match = IDENTIFIER.fullmatch(text)
    return match is not None and " " not in (match["code"] or "")


def tail(name: str) -> str:
    """The last part of a dotted name without its call, lower case: `tf.GradientTape()` is `gradienttape`."""
    return name.strip("`").split("(")[0].rsplit(".", 1)[-1].casefold()


_ENDING = re.compile(
    r"(?<=\w{4})(?:ization|isation|izing|ising|ized|ised|izes|ises|ize|ise|ations|ation|ings|ing|ies|ed|es|s|y|e)$"
)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A crude stem, enough to see that `graphs` gives `graph` away."""
    return _ENDING.sub("", word)


_GENERIC = frozenset(map(stem, "tf keras np tensor api layer model python class object the a an of and".split()))
"""Parts of names that tell nothing."""


def gives_away(front: str, answer: str) -> bool:
    """Whether more than half of the telling parts of the answer can be read in the front in some form."""
    shown = {stem(part.casefold()) for word in re.findall(r"\w+", front) for part in _parts(word)}
    parts = {stem(part.casefold()) for part in _PART.findall(answer)}
    telling = {part for part in parts if part not in _GENERIC} or parts
    return stem(tail(answer)) in shown or len(telling & shown) * 2 > len(telling)


def _parts(word: str) -> list[str]:
    return [word] if word.casefold() in _NO_NAMES else [word, *_PART.findall(word)]


def mask(text: str, answer: str) -> str:
    """Blank every form of an answer in a text: its plural, its call, and a dotted or spelled-together alias."""
    target = tail(answer) if is_name(answer) else None

    def blank_alias(match: re.Match[str]) -> str:
        return BLANK if target and tail(match["code"] or match[0]) == target else match[0]

    masked = IDENTIFIER.sub(blank_alias, text)
    plain = answer.strip("`")
    if plain.casefold() in masked.casefold():  # building a pattern costs more than all the rest
        form = rf"`?(?<![\w.]){re.escape(plain)}(?:\(\))?(?:e?s)?(?!\w|\.\w)`?"
        masked = re.sub(form, BLANK, masked, flags=re.IGNORECASE)
    return re.sub(rf"{BLANK}\s*\({BLANK}\)", BLANK, masked)


def items(text: str) -> list[str]:
    """The members of an inline list such as `a, b and c`; commas inside brackets do not count."""
    hidden = re.sub(r"\([^)]*\)", lambda match: match[0].replace(",", "\0").replace(" and ", "\1"), text.rstrip(" ."))
    return [item.replace("\0", ",").replace("\1", " and ").strip() for item in _LIST.split(hidden) if item.strip()]


def capitalise(text: str) -> str:
    """Upper-case the first letter unless the text opens with code."""
    return text if not text or is_name(text.split()[0]) else text[0].upper() + text[1:]
