"""Text in plain characters, one for one, so that the places a pattern finds hold in the original too."""

from __future__ import annotations

import unicodedata

_SPACE_ENTITY = "&nbsp;"
_INVISIBLE = frozenset({"Zs", "Cf", "Mn", "Me"})
_WAVES = "−〜～"


class _Plain(dict[int, str]):
    """Each character without its style: digits of any script, letters of any width, spaces and dashes of one kind."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(code))
        letter = folded if len(folded) == 1 else chr(code)
        category = unicodedata.category(letter)
        if category == "Nd":
            letter = str(unicodedata.decimal(letter))
        elif category == "Pd" or letter in _WAVES:
            letter = "-"
        elif category in _INVISIBLE and not "\u0900" <= letter <= "\u0963":
            letter = " "
        self[code] = letter
        return letter


_PLAIN = _Plain()


def compose(text: str) -> str:
    """The text with accents joined to their letters and keycap digits as digits; it looks the same."""
    if text.isascii():
        return text
    if "\u20e3" in text:
        text = text.replace("\ufe0f\u20e3", "").replace("\u20e3", "")
    return unicodedata.normalize("NFC", text)


def plain(text: str) -> str:
    """The text with styled, invisible and foreign characters replaced, one by one."""
    if not text.isascii():
        text = text.translate(_PLAIN)
    return text.replace(_SPACE_ENTITY, " " * len(_SPACE_ENTITY)) if "&" in text else text
