import calendar
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tracker.core.log.claims.dates import Order, WrittenDate, decide_order, is_impossible, resolve
from tracker.core.log.claims.languages import LANGUAGES
from tracker.core.log.claims.notations import read_date


def read(text: str) -> WrittenDate:
    found = read_date(text, 0)
    assert found is not None, text
    written, end = found
    assert end == len(text)
    return written


@pytest.mark.parametrize(
    "text",
    [
        "2021-03-04", "2021/3/4", "2021.03.04", "2021. 3. 4.", "2021_03_04", "20210304", "2021 03 04",
        "March 4, 2021", "Mar. 4th 2021", "March, 4, 2021", "Mar 4 '21", "4 March 2021", "4th of March, 2021",
        "04-Mar-2021", "4-Mar-21", "2021 March 4", "Thursday, March 4, 2021", "Thu 4 Mar 2021", "2021-03-04 (Thu)",
        "2021-03-04, Thursday", "4. März 2021", "Donnerstag, 4. März 2021", "4 mars 2021", "jeudi 4 mars 2021",
        "4 de marzo de 2021", "jueves, 4 de marzo de 2021", "4 de março de 2021", "quinta-feira, 4 de março de 2021",
        "4 marzo 2021", "4 maart 2021", "4 марта 2021", "4 марта 2021 г.", "4 Mart 2021", "4 MART 2021 Perşembe",
        "4 Maret 2021", "4 मार्च 2021", "2021年3月4日", "2021年3月4日 星期四", "二〇二一年三月四日",
        "2021年3月4日(木)", "2021년 3월 4일", "2021년 3월 4일 목요일", "4 tháng 3 năm 2021",
        "ngày 4 tháng 3 năm 2021", "Thứ Năm, 4 tháng 3, 2021",
    ],
)  # fmt: skip
def test_a_date_that_leaves_no_choice_is_read(text: str) -> None:
    assert resolve(read(text), Order.DAY_FIRST) == resolve(read(text), Order.MONTH_FIRST) == "2021-03-04"


def test_a_weekday_that_contradicts_is_not_believed() -> None:
    assert resolve(read("Monday, March 4, 2021"), Order.MONTH_FIRST) == "2021-03-04"


@pytest.mark.parametrize(
    "text", ["1.2.0", "12:30", "2019", "March 2021", "3 of 5", "2021-13", "1/2/3/4", "50/50", "Set 5", "hello"]
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert read_date(text, 0) is None


@pytest.mark.parametrize("text", ["23/03", "March 5th", "5 de abril", "3月4日", "06.03"])
def test_a_date_without_a_year_is_kept_but_names_no_day(text: str) -> None:
    written = read(text)
    assert len(written.parts) == 2
    assert resolve(written, Order.DAY_FIRST) is None
    assert not is_impossible(written, Order.DAY_FIRST)


@pytest.mark.parametrize("text", ["February 30, 2016", "2021-02-29", "31.04.2021", "2021-13-01"])
def test_a_day_that_the_calendar_lacks_keeps_its_text(text: str) -> None:
    written = read(text)
    assert written.text == text
    assert is_impossible(written, Order.DAY_FIRST)
    assert resolve(written, Order.DAY_FIRST) is None


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["11/3/2024", "12/3/2024", "13/3/2024"], Order.DAY_FIRST),
        (["3/11/2024", "3/12/2024", "3/13/2024"], Order.MONTH_FIRST),
        (["03/04/2021", "04/04/2021", "05/04/2021"], Order.DAY_FIRST),
        (["04/03/2021", "04/04/2021", "04/05/2021"], Order.MONTH_FIRST),
        (["22.06.09", "22.06.08", "22.06.07"], Order.YEAR_FIRST),
        (["27.06.22", "28.06.22"], Order.DAY_FIRST),
        (["21.03.04"], Order.YEAR_FIRST),
        (["31/03", "01/04", "02/04"], Order.DAY_FIRST),
        (["1/2/2021"], Order.MONTH_FIRST),
        (["1.2.2021"], Order.DAY_FIRST),
        (["2021-02-01", "02/02/2021", "03/02/2021"], Order.DAY_FIRST),
        ([], Order.MONTH_FIRST),
    ],
)
def test_the_whole_file_settles_the_order(texts: list[str], order: Order) -> None:
    assert decide_order(read(text) for text in texts) is order


def test_where_the_file_leaves_it_open_the_reader_may_know() -> None:
    assert decide_order([read("1/2/2021")], day_first=True) is Order.DAY_FIRST
    assert decide_order([read("1.2.2021")], day_first=False) is Order.MONTH_FIRST


def test_one_date_in_the_other_order_does_not_turn_the_file() -> None:
    dates = [read(text) for text in ["12/05/2021", "13/05/2021", "14/05/2021", "05/15/2021", "16/05/2021"]]
    order = decide_order(dates)
    assert [resolve(written, order) for written in dates] == [f"2021-05-{day}" for day in range(12, 17)]


DAYS = st.dates(date(2010, 1, 1), date(2068, 12, 31))
STEPS = st.lists(st.integers(1, 3), min_size=20, max_size=40)
NOTATIONS = {
    "{0.day:02}/{0.month:02}/{0.year}": Order.DAY_FIRST,
    "{0.month}/{0.day}/{0.year}": Order.MONTH_FIRST,
    "{0.month:02}-{0.day:02}-{0.year}": Order.MONTH_FIRST,
    "{0.day}.{0.month}.{0.year}": Order.DAY_FIRST,
}


@given(st.sampled_from(sorted(NOTATIONS)), DAYS, STEPS)
def test_a_log_is_read_in_the_order_it_was_written_in(notation: str, first: date, steps: list[int]) -> None:
    days = [first + timedelta(sum(steps[:count])) for count in range(len(steps))]
    dates = [read(notation.format(day)) for day in days]
    order = decide_order(dates)
    assert [resolve(written, order) for written in dates] == [day.isoformat() for day in days]


@pytest.mark.parametrize("language", [name for name, words in LANGUAGES.items() if words.months])
@given(DAYS, st.integers(0, 9))
def test_every_name_of_a_month_is_read_back(language: str, day: date, form: int) -> None:
    names = LANGUAGES[language].months.split()[day.month - 1].split("|")
    name = names[form % len(names)]
    for text in (
        f"{day.day} {name} {day.year}",
        f"{day.day}. {name.upper()} {day.year}",
        f"{day.day:02}-{name}-{day.year}",
    ):
        assert resolve(read(text), Order.MONTH_FIRST) == day.isoformat()


@given(DAYS)
def test_written_out_dates_are_read_back(day: date) -> None:
    for text in (
        f"{day:%d} {calendar.month_name[day.month]} {day.year}",
        f"{calendar.month_abbr[day.month]} {day.day}, {day.year}",
        f"{day:%A, %B %d, %Y}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}-{day.month}-{day.day}",
        f"{day:%Y%m%d}",
    ):
        assert resolve(read(text), Order.MONTH_FIRST) == day.isoformat()


@given(st.tuples(st.integers(1, 99), st.integers(1, 99), st.integers(1, 9999)), st.sampled_from(Order))
def test_no_date_is_both_impossible_and_a_day(parts: tuple[int, int, int], order: Order) -> None:
    written = WrittenDate("as written", parts, (Order.DAY_FIRST, Order.MONTH_FIRST))
    assume(parts[2] > 0)
    assert (resolve(written, order) is None) == is_impossible(written, order)
