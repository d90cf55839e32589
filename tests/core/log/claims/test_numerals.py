import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.log.claims.languages import DAY_WORDS, fold
from tracker.core.log.claims.numerals import read_digits, read_han, read_numeral, read_words

ENGLISH = DAY_WORDS["day"].numbers
_DIGITS = "零一二三四五六七八九"


def han(number: int) -> str:
    """A number below a thousand as Chinese writes it."""
    hundreds, below = divmod(number, 100)
    tens, ones = divmod(below, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if hundreds and 0 < below < 10:
        text += "零"
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    return text + (_DIGITS[ones] if ones or not number else "")


@given(st.integers(0, 999))
def test_chinese_numerals_are_read_back(number: int) -> None:
    assert read_han(han(number)) == number


@pytest.mark.parametrize(
    ("numeral", "number"), [("廿三", 23), ("百二", 102), ("二〇二一", 2021), ("两百", 200), ("百", 100)]
)
def test_chinese_numerals_have_variants(numeral: str, number: int) -> None:
    assert read_han(numeral) == number


@pytest.mark.parametrize("numeral", ["", "十十", "百百", "一二十", "三x"])
def test_other_letters_make_no_number(numeral: str) -> None:
    assert read_han(numeral) is None


@pytest.mark.parametrize("numeral", ["12", "१२", "１２", "١٢", "十二"])
def test_a_numeral_may_be_of_any_script(numeral: str) -> None:
    assert read_numeral(numeral) == 12


@pytest.mark.parametrize(
    ("words", "number", "end"),
    [
        ("four", 4, 4),
        ("Twenty-one days", 21, 10),
        ("twenty one", 21, 10),
        ("ninety-ninth", 99, 12),
        ("one hundred", 100, 11),
        ("seven or eight", 7, 5),
        ("zero", 0, 4),
    ],
)
def test_the_longest_run_of_words_that_is_a_number_is_read(words: str, number: int, end: int) -> None:
    assert read_words(words, 0, ENGLISH) == (number, end)


def test_other_words_are_no_number() -> None:
    assert read_words("often", 0, ENGLISH) is None
    assert read_words("12", 0, ENGLISH) is None


def test_digits_are_read_up_to_five_of_them() -> None:
    assert read_digits("x 00042 y", 2) == (42, 7)
    assert read_digits("123456", 0) is None


@pytest.mark.parametrize(
    ("word", "spelled", "number"),
    [
        ("tag", "einundzwanzig", 21), ("jour", "vingt et un", 21), ("dia", "veintiuno", 21),
        ("dia", "vinte e um", 21), ("giorno", "ventuno", 21), ("dag", "eenentwintig", 21), ("gün", "yirmi bir", 21),
        ("hari", "dua belas", 12), ("день", "двенадцать", 12), ("ngày", "mười hai", 12), ("दिन", "बारह", 12),
    ],
)  # fmt: skip
def test_each_word_for_day_counts_in_its_languages(word: str, spelled: str, number: int) -> None:
    assert read_words(spelled, 0, DAY_WORDS[fold(word)].numbers) == (number, len(spelled))
