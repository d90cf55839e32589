"""Telling what a sentence is: a statement worth knowing, or something the learner did, felt or plans.

The makers of cards ask about every sentence several times, so that a sentence is cut into words once, and what is asked
most often is whether a set of words meets them. Patterns see only what the words leave open.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.core.log import wording

_LONGEST = 2000
"""Characters of a text that are looked at; nobody states something and says only later that it was an activity."""

_ASCII = "".join(chr(code).lower() if chr(code).isalnum() or chr(code) in "_'" else " " for code in range(128))
"""What each character of a text in ASCII becomes before it is cut at its blanks."""
_TYPOGRAPHIC = (("’", "'"), ("‘", "'"), ("“", " "), ("”", " "), ("–", " "), ("—", " "), ("…", " "), ("→", " "))
_WORD = re.compile(r"[^\s!-&(-/:-@\[-^`{-~«»“”„…–—。，、।：！？（）「」]++")

_PLACEHOLDER = re.compile(
    r"^\W*+(?:x{2,}|n/?a|none|null|nothing|nil|tbd|tba|todo|keine?|nichts|rien|aucune?|nada|ninguno|nenhum|niente|nessuno|geen|niets"
    r"|无|無|暂无|没有|なし|特になし|없음|không|không có|нет|ничего|yok|tidak ada|कुछ नहीं)?\W*$",
    re.IGNORECASE,
)

_MOST_FILLERS = 8
"""Words before the verb that opens a line."""
_LONGEST_TERM = 6
_SHORTEST_MEANING = 3
"""Words on the two sides of a definition."""
_WIDEST_TERM = 80
"""Characters."""
_SHORTEST_EAST_ASIAN = 6
"""Characters of a statement; what is shorter is a name."""

_DEFINES = (":", "：", "=", " - ", " – ", " — ", "→", "->")
_DEFINITION = re.compile(r"[^:：=→]{2,70}?(?P<sign>[:：](?=\s)|：|\s(?:[-–—=]|->|=>|→)\s)\s*(?=\S)")
_CODE = re.compile(r"\w[._]\w|\w\(|\w\[")
_AFTER_S = re.compile(r"s (?:an?|the|its|each|every|all|one|no|any|only|how|what|up)\b")
_SENTENCE = re.compile(r"(?:An?|The|Each|Every)\s(?:[\w`.-]*[^\Ws]`?\s){1,3}?(?P<verb>\w++(?<=s))\s\w")
"""A whole sentence about one thing, as `A mask hides padding.`"""
_NO_STATEMENT = frozenset({"", "?", "？", ":", "："})

_KANA = re.compile(r"[\u3041-\u30f6]")
_EAST_ASIAN = re.compile(r"[\u3041-\u30f6\u4e00-\u9fff\uac00-\ud7a3]")
_CYRILLIC = re.compile(r"[а-яё]")
_PARTICLE = re.compile("[はがをにとも]")
_PAST_FINAL = 20
"""Place of ㅆ among the 28 finals of a Korean syllable; it marks the past, and stands in 있다 and 겠다 besides."""

_PLAN_OPENERS = frozenset(phrase.split(" ")[0] for phrase in wording.PLAN_PHRASES)
_FEELING = wording.FEELINGS | wording.DIARY
_SHORTCODE = re.compile(r":[a-z][a-z0-9_+-]+:$")
_NOISE = wording.NAVIGATION | wording.CALENDAR | {""}
_LIFTED = re.compile(
    r"!?\[[^\[\]]*+\]\([^()\s]*+\)|<[^<>]*+>|https?://\S++|www\.\S++|[#@]\w++|:[a-z][a-z0-9_+-]*+:|\[!?\[[^\[\]]*+\]"
)
_CAMPAIGN = r"#?\d{2,3}days?of\w++"
_LIFTED_SIGNS = re.compile(r"[\[<:#@]")
"""One of these is in whatever is lifted out, but for an address that begins with `www.`."""
_DAY = r"(?:day|r\d{1,2}d)\W*+\d{1,3}"
_TWEET = re.compile(rf"\W*+(?:{_CAMPAIGN}\W++{_DAY}|{_DAY}\W++(?:of\W++)?{_CAMPAIGN})", re.IGNORECASE)
"""A line such as `#100DaysOfCode Day 3`."""


def is_placeholder(text: str) -> bool:
    """Whether the text stands for nothing, such as `N/A` or a lone dash."""
    return bool(_PLACEHOLDER.match(text))


@lru_cache(maxsize=64)
def _words(text: str) -> list[str]:
    """The words in lower case without signs; an apostrophe and an underscore belong to the word."""
    text = text[:_LONGEST]
    if not text.isascii():
        for sign, plain in _TYPOGRAPHIC:
            text = text.replace(sign, plain)
    return text.translate(_ASCII).split() if text.isascii() else _WORD.findall(text.lower())


@lru_cache(maxsize=64)
def is_activity(text: str) -> bool:
    """Whether the text says what the learner did rather than what is so."""
    words = _words(text)
    return (
        not wording.PERSON.isdisjoint(words)
        or ("i" in words and _says_i(words))
        or _opens_with_deed(words, text)
        or (not text.isascii() and _is_foreign_activity(words, text[:_LONGEST]))
    )


def _says_i(words: list[str]) -> bool:
    """Whether an `i` is the learner, and no number, index or part of `i.e.`."""
    around = zip(["", *words], words, [*words[1:], ""], strict=False)
    return any(
        word == "i" and before not in wording.NO_PERSON_BEFORE and after not in wording.NO_PERSON_AFTER
        for before, word, after in around
    )


def _opens_with_deed(words: list[str], text: str) -> bool:
    if text[:1] == "`":
        return False
    for place, word in enumerate(words):
        if word not in wording.FILLERS and word[0].isalpha():
            break
        if place == _MOST_FILLERS:
            return False
    else:
        return False
    after = words[place + 1] if place + 1 < len(words) else ""
    if word in wording.DID:
        if _names_thing(words[place:], text):
            return False
        if after in wording.NAMES_OF_THINGS.get(word, ()):
            return False
        if word in wording.PASSIVE_TOO and after in wording.PASSIVE_FOLLOWERS:
            return False
        # "Adding dropout reduces overfitting" is about dropout.
        return not word.endswith("ing") or after in wording.DIARY_AFTER or wording.STATES.isdisjoint(words)
    if word.endswith("ed"):
        return after in wording.DETERMINERS and not word.endswith(("eed", "bed"))
    if word.startswith(("j'", "m'")):
        return True
    if word.isascii() and not word.endswith("ei"):
        return False
    if wording.PAST_ROMANCE.match(word):
        return not wording.NOT_PAST_ROMANCE.match(word)
    return word not in wording.NOT_PAST_RUSSIAN and bool(wording.PAST_RUSSIAN.match(word))


def _names_thing(words: list[str], text: str) -> bool:
    """Whether the deed is only a part of a name, as in `Prepared statements prevent it` and in `READ COMMITTED`."""
    (opening,) = text.split(None, 1)[:1]
    if len(opening) > 1 and opening.isupper() and not text.isupper():
        return True
    if words[0].endswith("ing") or len(words) < 3 or not words[1].endswith("s"):
        return False
    return words[2] in wording.BASES or words[2] in wording.STATES


def _is_foreign_activity(words: list[str], text: str) -> bool:
    end = text.rstrip(" .!…~。！)）")
    script = _script(text)
    if script == "kana":
        return bool(wording.PERSON_KANA.search(text)) or end.endswith(wording.DEED_KANA)
    if script == "hangul":
        return _is_past_in_korean(end) or bool(wording.DEED_HANGUL.search(end[-8:]))
    if script == "han":
        return bool(wording.ACTIVITY_HAN.match(text) or wording.PERSON_HAN.search(text))
    if not words:
        return False
    if wording.PAST_TURKISH.match(words[-1]):
        return words[-1] not in wording.NOT_PAST_TURKISH
    return ("j'" in text or "j’" in text) and any(word.startswith("j'") for word in words)


def _script(text: str) -> str:
    """Which of the scripts that put no blanks between words, or endings behind them, the text is written in."""
    found = _EAST_ASIAN.search(text)
    if not found:
        return ""
    return "hangul" if found[0] >= "\uac00" else "kana" if _KANA.search(text) else "han"


def _is_past_in_korean(end: str) -> bool:
    if len(end) < 2 or end[-1] not in "다음지네고" or end[-2] in "있겠":
        return False
    syllable = ord(end[-2]) - 0xAC00
    return 0 <= syllable < 11172 and syllable % 28 == _PAST_FINAL


@lru_cache(maxsize=64)
def is_statement(text: str) -> bool:
    """Whether the text states something about the subject: something is so, and nobody's diary is in it."""
    if (text.rstrip()[-1:] in _NO_STATEMENT and ". " not in text) or is_activity(text):
        return False
    words = _words(text)
    if not wording.STATES.isdisjoint(words):
        return True
    return (
        _has_predicate(words, text[:_LONGEST])
        or is_definition(text)
        or (not text.isascii() and _is_foreign_statement(words, text[:_LONGEST]))
    )


def _has_predicate(words: list[str], text: str) -> bool:
    """Whether a verb follows its subject, or a relative clause the name of a thing."""
    if not wording.BASES.isdisjoint(words) or not wording.NOUNS_TOO.isdisjoint(words):
        for before, word, after in zip(words, words[1:], [*words[2:], ""], strict=False):
            if word in wording.BASES and before not in wording.NO_SUBJECTS:
                return True
            if word in wording.NOUNS_TOO and after in wording.OBJECTS:
                return True
            if before in wording.NOUNS_TOO and f"{word}s" in wording.NOUNS_TOO and after in wording.OBJECTS:
                return True
    if words and words[0] in wording.ADVICE:
        return len(words) > 3 and not wording.PURPOSES.isdisjoint(words)
    if len(words) > 4 and words[0] in wording.ARTICLES and not wording.RELATIVES.isdisjoint(words):
        return True
    if any(_is_third_person(text, match.start()) for match in _AFTER_S.finditer(text)):
        return True
    match = _SENTENCE.match(text) if text.rstrip().endswith(".") else None
    return match is not None and _is_third_person(text, match.end("verb") - 1)


def _is_third_person(text: str, end: int) -> bool:
    """Whether the word whose last letter stands at `end` is a verb behind its subject, as in `Gzip zips the file`."""
    start = text.rfind(" ", 0, end) + 1
    stem = text[start:end]
    behind_subject = start > 1 and (text[start - 2].isalnum() or text[start - 2] in "`)")
    return behind_subject and len(stem) > 1 and stem[-1] not in "sui" and stem.isalpha() and stem.islower()


def is_definition(text: str) -> bool:
    """Whether the text says what a term is: `term: text`, `term - text` or `term = text`."""
    head = text[:_WIDEST_TERM]
    match = _DEFINITION.match(head) if any(sign in head for sign in _DEFINES) else None
    if not match:
        return False
    term = _words(text[: match.start("sign")])
    rest = text[match.end() :]
    said = _words(rest)
    if (
        not 0 < len(term) <= _LONGEST_TERM
        or term[0].rstrip("s0123456789") in wording.NOT_TERMS
        or not term[-1][0].isalpha()
    ):
        return False
    if not wording.CALENDAR.isdisjoint(term) or not any(len(word) > 1 for word in term):
        return False
    if _script(rest):
        return len(rest) >= _SHORTEST_EAST_ASIAN
    if "=" in match["sign"]:
        return len(said) > 1 and text[0].isupper() and not _CODE.search(text)
    if len(said) < _SHORTEST_MEANING or _opens_with_deed(said, rest):
        return False
    capitals = sum(word[0].isupper() for word in rest.split())
    return capitals * 2 < len(said) + 1 and rest.count(",") * 3 < len(said)


def _is_foreign_statement(words: list[str], text: str) -> bool:
    end = text.rstrip(" .!。！)）")
    script = _script(text)
    if script == "kana":
        return len(end) >= _SHORTEST_EAST_ASIAN and end.endswith(wording.STATE_KANA) and bool(_PARTICLE.search(end))
    if script == "hangul":
        states = end.endswith(wording.STATE_HANGUL) and not end.endswith(wording.INTENTION_HANGUL)
        return len(end) >= _SHORTEST_EAST_ASIAN and " " in end and states
    if script == "han":
        return len(end) >= _SHORTEST_EAST_ASIAN and bool(wording.STATEMENT_HAN.search(end))
    if len(words) > 2 and wording.STATE_TURKISH.match(words[-1]):
        return True
    return bool(_CYRILLIC.search(text)) and any(wording.STATE_RUSSIAN.match(word) for word in words[1:])


def is_plan(text: str) -> bool:
    """Whether the text says what is still to be done."""
    words = _words(text)
    first = words[0] if words else ""
    return bool(
        first in wording.PLANS
        or (first in _PLAN_OPENERS and not wording.PLAN_PHRASES.isdisjoint((" ".join(words[:2]), " ".join(words[:3]))))
        or wording.PLAN_SIGNED.match(text)
        or (not text.isascii() and wording.PLAN_EAST_ASIAN.match(text))
    )


def is_feeling(text: str) -> bool:
    """Whether the text says how somebody felt or how the day went, and nothing about the subject."""
    words = _words(text)
    return not wording.FEELINGS.isdisjoint(words) and _FEELING.issuperset(words)


def is_lead_in(text: str) -> bool:
    """Whether the text only announces what follows it."""
    end = text.rstrip(" *_`")
    return end.endswith((":", "：")) and not _SHORTCODE.search(end[-32:])


def is_noise(text: str) -> bool:
    """Whether nothing is left beside links, tags, mentions, pictures, dates and words of navigation."""
    if _TWEET.match(text):
        return True
    lifts = _LIFTED_SIGNS.search(text) or "www." in text
    left = _words(_LIFTED.sub(" ", text) if lifts else text)
    return all(word.strip("'_0123456789") in _NOISE or not any(map(str.isalpha, word)) for word in left)
