"""The encodings UTF-8 is mistaken for, and what people write in them that looks like such a mistake."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LOWER = "a-zß-öø-ÿœšž"
_UPPER = "A-ZÀ-ÖØ-ÞŒŠŽŸ"
_LETTER = r"[^\W\d_ªº²³¹¼½¾]"
_OPENING, _CLOSING = "“„«‹‘‚", "”“»›’‘«‹"
"""Quotation marks, of which several close in one language and open in another."""
_END = "…’‘“”»«›‹–—\xa0"
"""Punctuation that may follow a letter without a space, also two in a row."""
_AFTER = _END + "¡¿·•"
"""All that may follow."""
_MARK = "™®©°ºª²³¹´¸¨§†‡"
"""Signs that may follow a word without a space."""
_MATHS = "πΩ∞∑∏∫µ"
_MAC_LETTERS = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûüßÆØæø"

_WRITTEN_IN_CP1252 = (
    rf"(?<=[{_OPENING}])[Â-ï][{_CLOSING}…][{_AFTER}{_MARK}]?",  # a letter in quotes: “Ö”
    rf"(?<=[{_UPPER}])[Ã-Þ](?:[{_AFTER}{_MARK}ŠŽ](?![{_LOWER}])|’)",  # the end of a word in capitals: MAÇÃ… KRÍŽ
    rf"(?<!{_LETTER})Ã[…”»›’](?!{_LETTER})",  # a letter that is no word
    rf"(?<!{_LETTER})[Ä-ÍÑ-ÖØÚ-Þ](?:[…–—\xa0’«“‘·•]|[”»›¡¿™®](?!{_LETTER})|[ŠŽšž])",  # one that is, or begins one: É… Ú
    r"[×ß].",  # 5×£3, Spaß“
    rf"(?!â†)(?:(?<={_LETTER})[à-ï]|[àáåæéèíóô])(?:[{_END}{_MARK}]{{2}}(?!{_LETTER})|[\xa0…–—’][«“‘])",  # café…”
    rf"[áäéíóôõöüý][šž][{_END}{_MARK}šž]",  # náš“
)
"""Sequences that people write on purpose, and where."""
_WRITTEN_IN_MAC_ROMAN = (
    rf"[–—][{_MAC_LETTERS}{_MARK}π∞]|[«»…\xa0“”‘’‹›].",  # l’été «à —é
    rf"(?<!{_LETTER}{_LETTER})√[{_MATHS}](?!{_LETTER})|(?<!{_LETTER})√[{_MATHS}]",  # 2√π
    rf"¬π|(?<!\d)¬Ω|[∆÷◊⁄€].|≈(?:[{_MATHS}±£¥¢]|°(?![{_LOWER}]))",  # ¬Ω ∆π ≈π
    rf"(?<![{_LOWER}])[ÀÃÕ][{_MAC_LETTERS}{_MARK}]",  # Ãé
    rf"œ[{_LOWER}](?=[{_LOWER}])",  # an alphabet: œàâ
    rf"„[{_MAC_LETTERS}][{_MARK}]",  # „Ö®
    rf"[ÂÊÁËÈÍÎÏÌÓÔ][{_MAC_LETTERS}{_MARK}]{{2}}",  # Ôôô
)


@dataclass(frozen=True, eq=False)
class Codec:
    """A one-byte encoding."""

    name: str
    to_bytes: dict[int, int]
    """From a character to the byte it was read from."""
    sequence: re.Pattern[str]
    """What may be one character of UTF-8."""
    written: re.Pattern[str]
    """Those that people write on purpose, where they write them."""


def _codec(name: str, characters: list[str], written: tuple[str, ...]) -> Codec:
    """Build a reading of the bytes 80 to FF, each of which may have been shown as several characters."""
    table = {ord(shown): byte for byte, shows in enumerate(characters, 0x80) for shown in shows}

    def read_from(first: int, last: int) -> str:
        return "[" + "".join(re.escape("".join(characters[first - 0x80 : last - 0x7F]))) + "]"

    rest = read_from(0x80, 0xBF)
    leads = (read_from(0xC2, 0xDF), read_from(0xE0, 0xEF), read_from(0xF0, 0xF4))
    after = "|".join(f"(?<={lead}){rest}{{{count}}}" for count, lead in enumerate(leads, 1))
    return Codec(name, table, re.compile(f"{read_from(0xC2, 0xF4)}(?:{after})"), re.compile("|".join(written)))


def _shown(byte: int) -> str:
    """What programs show for a byte they read as Windows-1252 or, C1 controls included, as Latin-1."""
    return bytes([byte]).decode("cp1252", "ignore") + (chr(byte) if byte < 0xA0 else "")


CODECS = (
    _codec("cp1252", [_shown(byte) for byte in range(0x80, 0x100)], _WRITTEN_IN_CP1252),
    _codec("mac_roman", list(bytes(range(0x80, 0x100)).decode("mac_roman")), _WRITTEN_IN_MAC_ROMAN),
)
