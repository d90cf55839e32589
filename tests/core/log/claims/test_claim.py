import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.core.log.claims import Claim, Form, read_any_claim, read_claim
from tracker.core.log.claims.dates import Order, resolve


def claim(text: str) -> Claim:
    found = read_claim(text)
    assert found is not None, text
    return found


def isos(found: Claim, order: Order = Order.MONTH_FIRST) -> list[str | None]:
    return [resolve(written, order) for written in found.dates]


@pytest.mark.parametrize(
    ("text", "numbers", "rest"),
    [
        ("Day 12", (12,), ""),
        ("Day12: Trees", (12,), "Trees"),
        ("DAY-12", (12,), ""),
        ("day #9 | Heaps", (9,), "Heaps"),
        ("Day: 3", (3,), ""),
        ("Day (3)", (3,), ""),
        ("Day_04_Graphs", (4,), "Graphs"),
        ("Day No. 12", (12,), ""),
        ("Day 007", (7,), ""),
        ("Day 0", (0,), ""),
        ("🔥 Day 7 - .5 hours", (7,), ".5 hours"),
        ("Day Four", (4,), ""),
        ("Day twenty-one: Sorting", (21,), "Sorting"),
        ("Day One Hundred", (100,), ""),
        ("Day 2a", (2,), ""),
        ("Day 9ab: again", (9,), "again"),
        ("3rd day", (3,), ""),
        ("First day", (1,), ""),
        ("Thirty-first day", (31,), ""),
        ("Day 5 was long", (5,), "was long"),
        ("Entry 12", (12,), ""),
    ],
)
def test_a_word_for_day_and_a_number_claim_a_day(text: str, numbers: tuple[int, ...], rest: str) -> None:
    found = claim(text)
    assert (found.form, found.numbers, found.rest, found.exact) == (Form.DAY, numbers, rest, True)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Tag 4", 4), ("Tag Nr. 4", 4), ("Tag eins", 1), ("3. Tag", 3), ("Erster Tag", 1), ("JOUR 1 : listes", 1),
        ("Jour n°3", 3), ("3ème jour", 3), ("1er jour", 1), ("Jour vingt-deux", 22), ("Día 4", 4), ("Dia 04", 4),
        ("Primer día", 1), ("3º dia", 3), ("Dia vinte e um", 21), ("Giorno 4", 4), ("Primo giorno", 1), ("Dag 4", 4),
        ("Derde dag", 3), ("第12天", 12), ("第十二天：树", 12), ("第 3 天", 3), ("打卡第5天", 5), ("12日目", 12),
        ("三日目", 3), ("第百二日", 102), ("12일차", 12), ("학습 3일 차", 3), ("제3일", 3), ("Ngày 3", 3),
        ("Ngày thứ 3", 3), ("Ngày thứ ba", 3), ("दिन 3", 3), ("दिन ३", 3), ("तीसरा दिन", 3), ("День 5", 5),
        ("3-й день", 3), ("День третий", 3), ("5. Gün", 5), ("GÜN 5", 5), ("Birinci gün", 1), ("Hari ke-3", 3),
        ("Hari pertama", 1), ("Dzień 3", 3), ("اليوم ٣", 3),
    ],
)  # fmt: skip
def test_days_are_counted_in_many_languages(text: str, number: int) -> None:
    found = claim(text)
    assert (found.form, found.numbers) == (Form.DAY, (number,))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Days 6 & 7", (6, 7)),
        ("Day 6 & 7 pushups", (6, 7)),
        ("Days 12-14", (12, 13, 14)),
        ("Day 8 - 11: Basics", (8, 9, 10, 11)),
        ("Day 3 – Day 5", (3, 4, 5)),
        ("Day 3 and Day 4", (3, 4)),
        ("Days 1 through 3 of Rust", (1, 2, 3)),
        ("Day 1, 2 and 4", (1, 2, 4)),
        ("Day 1, 2, and 4", (1, 2, 4)),
        ("Dias 18, 19, 20", (18, 19, 20)),
        ("Dias 22 e 23", (22, 23)),
        ("Tage 3 bis 5", (3, 4, 5)),
        ("Jours 3 et 4", (3, 4)),
        ("Day 61+62+63", (61, 62, 63)),
        ("Days 61+62bc: more", (61, 62)),
        ("Day ３～５", (3, 4, 5)),
        ("Day(s) 3-4", (3, 4)),
        ("第3、4天", (3, 4)),
        ("第3-5天", (3, 4, 5)),
        ("3일차~5일차", (3, 4, 5)),
    ],
)
def test_lists_and_ranges_of_days_are_written_out(text: str, numbers: tuple[int, ...]) -> None:
    assert claim(text).numbers == numbers


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("Day 3 - 2 exercises", 3, "2 exercises"),
        ("Day 5 - 10 pushups and a run", 5, "10 pushups and a run"),
        ("Day 3, 10 pushups", 3, "10 pushups"),
        ("Day 1-9999", 1, "9999"),
        ("Day 3 - 10:30 to 12:00", 3, "10:30 to 12:00"),
        ("Day 2: 3-4 hours", 2, "3-4 hours"),
        ("Day 3: 5/6 solved", 3, "5/6 solved"),
    ],
)
def test_numbers_that_tell_something_else_are_no_days(text: str, number: int, rest: str) -> None:
    found = claim(text)
    assert (found.numbers, found.rest) == ((number,), rest)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Day 12/100", ""),
        ("Day 12 of 100: Maps", "Maps"),
        ("day 12 of #100daysofml", ""),
        ("**Day12 of 60DaysOfStats!**", ""),
        ("Tag 12 von 100", ""),
        ("Jour 12 sur 100", ""),
        ("День 12 из 100", ""),
        ("Day12Of100", ""),
        ("Day 12 of my journey", "of my journey"),
    ],
)
def test_how_many_days_there_will_be_is_no_day(text: str, rest: str) -> None:
    found = claim(text)
    assert (found.numbers, found.rest) == ((12,), rest)


@pytest.mark.parametrize(
    ("text", "round_", "week", "form"),
    [
        ("R2D15", 2, None, Form.ROUND),
        ("r2 d15 - Queues", 2, None, Form.ROUND),
        ("R2 Day 15", 2, None, Form.ROUND),
        ("Round 2, Day 15", 2, None, Form.ROUND),
        ("第二轮第十五天", 2, None, Form.ROUND),
        ("R2D15 （第二轮第十五天）", 2, None, Form.ROUND),
        ("Week 2 Day 15", None, 2, Form.DAY),
        ("W2D15", None, 2, Form.DAY),
        ("Woche 2, Tag 15", None, 2, Form.DAY),
    ],
)
def test_a_day_within_a_round_or_a_week_keeps_both(text: str, round_: int | None, week: int | None, form: Form) -> None:
    found = claim(text)
    assert (found.form, found.numbers, found.round, found.week) == (form, (15,), round_, week)


@pytest.mark.parametrize(
    ("text", "week", "dates"),
    [
        ("Week 4 (2017-01 22-28) 4 hours", 4, ["2017-01-22", "2017-01-28"]),
        ("Week 5 (2017-01-29 - 02-04)", 5, ["2017-01-29", "2017-02-04"]),
        ("Week of March 3, 2021", None, ["2021-03-03"]),
        ("Semana 3", 3, []),
        ("3. Woche", 3, []),
        ("第3周", 3, []),
        ("3주차", 3, []),
        ("W12", 12, []),
    ],
)
def test_a_week_is_no_day(text: str, week: int | None, dates: list[str]) -> None:
    found = claim(text)
    assert (found.form, found.numbers, found.week, isos(found)) == (Form.WEEK, (), week, dates)


@pytest.mark.parametrize(
    ("text", "iso", "rest"),
    [
        ("2022-02-16", "2022-02-16", ""),
        ("[4/17/21]", "2021-04-17", ""),
        ("Tuesday, July 19, 2022: Tries", "2022-07-19", "Tries"),
        ("2024-02-06 Session 1 (1h)", "2024-02-06", "Session 1 (1h)"),
        ("Session 3 (2024-02-09)", "2024-02-09", ""),
        ("Daily log 2024-03-12", "2024-03-12", ""),
        ("Date: 2024-03-12", "2024-03-12", ""),
        ("den 3. März 2021", "2021-03-03", ""),
        ("Ngày 3 tháng 5 năm 2021", "2021-05-03", ""),
        ("Dia 20/03/2021", "2021-03-20", ""),
        ("23/03", None, ""),
        ("March 5th", None, ""),
    ],
)
def test_a_date_opens_an_entry(text: str, iso: str | None, rest: str) -> None:
    found = claim(text)
    assert (found.form, found.numbers, isos(found), found.rest) == (Form.DATE, (), [iso], rest)


@pytest.mark.parametrize(
    "text",
    [
        "Day 12: 2021-08-17",
        "Day 12 - (2021-08-17 Tue)",
        "Day 12 [8/17/21]",
        "Day 12 | August 17th, 2021",
        "Day 12 | Date: 17/08/2021",
        "2021-08-17 DAY 12",
        "Tuesday, August 17, 2021 - Day 12",
        "Dia 12 - 17/08/2021",
        "第12天 2021年8月17日 星期二",
        "Day 12: Hash tables (2021-08-17)",
        "Day 12: Hash tables - 17 August 2021",
        "Day 12/100: 2021-08-17",
    ],
)
def test_a_day_and_its_date_are_read_together(text: str) -> None:
    found = claim(text)
    assert (found.form, found.numbers, isos(found)) == (Form.DAY, (12,), ["2021-08-17"])
    assert found.rest in ("", "Hash tables")


@pytest.mark.parametrize(
    ("text", "numbers", "dates"),
    [
        ("2022-03-16 & 17 DAY 24 & 25: Odds", (24, 25), ["2022-03-16", "2022-03-17"]),
        ("2022-04-04 - 2022-04-05 DAY 40 - 41", (40, 41), ["2022-04-04", "2022-04-05"]),
        ("2022-05-07-09 DAY 57-59", (57, 58, 59), ["2022-05-07", "2022-05-09"]),
        ("Day 1-3: March 3-5, 2021", (1, 2, 3), ["2021-03-03", "2021-03-05"]),
        ("3-5 May 2021", (), ["2021-05-03", "2021-05-05"]),
        ("28 March - 2 April 2021", (), ["2021-03-28", "2021-04-02"]),
    ],
)
def test_spans_of_dates_give_both_ends(text: str, numbers: tuple[int, ...], dates: list[str]) -> None:
    found = claim(text)
    assert (found.numbers, isos(found)) == (numbers, dates)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("001", (1,)),
        ("12.", (12,)),
        ("127 - 130", (127, 128, 129, 130)),
        ("3, 4", (3, 4)),
        ("1️⃣2️⃣", (12,)),
        ("2019", (2019,)),
    ],
)
def test_nothing_but_numbers_is_a_claim_too(text: str, numbers: tuple[int, ...]) -> None:
    found = claim(text)
    assert (found.form, found.numbers, found.rest) == (Form.NUMBER, numbers, "")


@pytest.mark.parametrize("text", ["Dya 3", "Dayy 3", "Dau 3", "Jou 3", "Girono 3", "Diaa 3"])
def test_a_slip_of_the_finger_is_read_and_marked(text: str) -> None:
    found = claim(text)
    assert (found.numbers, found.exact) == ((3,), False)


@pytest.mark.parametrize(
    "text",
    [
        "May 3 was fine",
        "Way 3",
        "Bay 2",
        "Say 2",
        "Pay 4",
        "Dry 3",
        "Data 3",
        "Page 3",
        "Tab 3",
        "Dim 3",
        "Bias 1",
    ],
)
def test_ordinary_words_are_no_slips(text: str) -> None:
    assert read_claim(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Day X: Title", "Day N", "Day #:", "Day __", "Day [X]", "Day X: DD/MM/YYYY", "YYYY-MM-DD",
        "Date: DD/MM/YYYY", "Day 0: February 30, 2016 (Example 1)", "Day 1 [template]", "Day 1: copy this",
        "Day 1 (delete me)", "Day 1: [Title]",
    ],
)  # fmt: skip
def test_templates_say_so(text: str) -> None:
    assert claim(text).example


@pytest.mark.parametrize("text", ["Day 5: Template literals", "Day 5: Example-based testing", "Day 5: Copying lists"])
def test_a_lesson_about_templates_is_no_template(text: str) -> None:
    assert not claim(text).example


@pytest.mark.parametrize(
    "text",
    [
        "", "Keypoints", "Today", "Daily goals", "Day trip", "Day by day", "Day one was fun", "Dia dos pais",
        "Progress: 5/10", "Day on the beach", "Days of yore",
        "D-Day", "Version 1.2.0", "1.2.0 - 2020-01-01", "[1.2.0] 2020-01-01", "v2.1", "1.2.3", "12:30", "16:9",
        "50/50", "10/100", "1. Intro", "3) What is a heap?", "2.1 Stacks", "12 tensors are stacked", "2019 was good",
        "3 ways to sort", "3 days left", "5 gün", "3天", "30 Days of Python", "100 days of code", "90DaysOfSQL",
        "24/7 support", "1/2 of it", "Chapter 4", "Lesson 3", "Part 2", "Set 3 - unions", "3 out of 5",
        "log 2 is irrational", "$12", "12%", "-5", "1,000", "R is fine", "D3 is a library", "W 3", "March 2021",
        "May 3 be with you", "On day 3 it rained", "The 3 of us",
    ],
)  # fmt: skip
def test_other_lines_claim_nothing(text: str) -> None:
    assert read_claim(text) is None


def test_a_number_too_long_for_a_day_claims_nothing() -> None:
    assert read_claim("Day " + "9" * 30) is None


@pytest.mark.parametrize(
    "text",
    [
        "&nbsp;Day&nbsp;3", "Day\u00a03", "\u200bDay\u200b 3", "Ｄａｙ　３", "𝗗𝗮𝘆 𝟯", "Day \u2212 3",
        "#100DaysOfX Day 3", "Learning log - Day 3", "【Day 3】", "「第3天」",
    ],
)  # fmt: skip
def test_what_stands_around_a_claim_does_not_hide_it(text: str) -> None:
    found = claim(text)
    assert (found.numbers, found.rest) == ((3,), "")


def test_accents_may_be_written_apart() -> None:
    assert claim("Di\u0301a 3: a\u0301rbol").rest == "árbol"


@given(st.text() | st.text(st.sampled_from("dayDAYR 0123456789-–&,to#:/.()[]第天日月年一十三")))
@example("Day 1" + "\u0301\u0327" * 400)
def test_any_line_can_be_asked(text: str) -> None:
    for line in (text, "Day " + text, "2021-" + text, "第" + text):
        if found := read_claim(line):
            assert list(found.numbers) == sorted(set(found.numbers))
            assert found.numbers or found.dates or found.example or found.week is not None


@given(st.lists(st.integers(0, 999), min_size=1, max_size=5, unique=True).map(sorted))
def test_a_list_of_days_claims_its_days(numbers: list[int]) -> None:
    listed = [number for number in numbers if number - numbers[0] <= 366]
    assert claim("Days " + ", ".join(map(str, listed)) + ": Title").numbers == tuple(listed)


@given(
    st.sampled_from(["Day {}", "{}일차", "第{}天", "Hari ke-{}", "{}. Gün", "Día {}", "R3D{}", "Day {}/999"]),
    st.integers(0, 999),
)
def test_the_span_and_the_rest_make_up_the_line(form: str, number: int) -> None:
    found = claim(form.format(number) + " – the rest, as written!?")
    assert (found.span, found.rest) == (form.format(number), "the rest, as written!?")


PLAIN_WORDS = [
    "Recurrent",
    "networks",
    "March",
    "first",
    "the",
    "two",
    "`tf.x`",
    "to",
    "and",
    "of",
    "365",
    ":",
    " - ",
    ".",
    "Day",
]


@given(
    st.sampled_from(["", "🎯 ", "🔥"]),
    st.integers(0, 4000),
    st.sampled_from(["", ":", ": ", " of #100days", " "]),
    st.lists(st.sampled_from(PLAIN_WORDS), max_size=4).map(" ".join),
)
def test_the_short_way_says_what_the_long_way_says(mark: str, number: int, joint: str, rest: str) -> None:
    line = f"{mark}Day {number}{joint}{rest}"
    assert read_claim(line) == read_any_claim(line)
