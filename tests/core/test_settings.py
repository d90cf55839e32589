"""What a learner may choose: each setting reads back as it is shown, and refuses in one line what it cannot be."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.reviews import parameter_sets
from tracker.core.errors import UserError
from tracker.core.schedule import CHOICES, Settings

DEFAULTS = Settings()
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
WEEKEND = (1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.0)

a_step = st.builds(
    lambda count, unit: min(count * unit, 365 * DAY),
    st.integers(1, 99_999),
    st.sampled_from((timedelta(seconds=1), MINUTE, 60 * MINUTE, DAY)),
)
steps = st.lists(a_step, max_size=5).map(sorted).map(tuple)
values = {
    "desired_retention": st.integers(70_000, 99_000).map(lambda share: share / 100_000),
    "new_per_day": st.integers(0, 9999),
    "reviews_per_day": st.integers(0, 9999),
    "minutes": st.none() | st.integers(1, 1440),
    "easy_days": st.lists(st.integers(0, 100).map(lambda percent: percent / 100), min_size=7, max_size=7).map(tuple),
    "learning_steps": steps,
    "relearning_steps": steps,
    "learn_ahead": st.just(timedelta(0)) | a_step,
    "leech": st.integers(0, 999),
    "maximum_interval": st.integers(1, 36500),
    "fuzz": st.booleans(),
    "rollover": st.integers(0, 23),
    "parameters": parameter_sets(),
}


def test_every_setting_can_be_chosen_and_is_explained() -> None:
    assert set(CHOICES) == {field.name for field in fields(Settings)} == set(values)
    assert all(choice.help.endswith(".") for choice in CHOICES.values())


@given(st.data(), st.sampled_from(list(values)))
def test_a_setting_reads_back_as_it_is_shown(data: st.DataObject, name: str) -> None:
    chosen = replace(DEFAULTS, **{name: data.draw(values[name])})
    shown = chosen.shown(name)
    assert "\n" not in shown
    assert DEFAULTS.with_written(name, shown) == chosen
    assert DEFAULTS.with_written(name, f"  {shown.upper()} ") == chosen


@pytest.mark.parametrize("name", CHOICES)
def test_the_default_reads_back_as_it_is_shown(name: str) -> None:
    assert DEFAULTS.with_written(name, DEFAULTS.shown(name)) == DEFAULTS


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("desired_retention", "0.9", 0.9),
        ("desired_retention", ".85", 0.85),
        ("minutes", "none", None),
        ("minutes", "", None),
        ("minutes", "25", 25),
        ("learning_steps", "1m,10m", (MINUTE, 10 * MINUTE)),
        ("learning_steps", " 30s  1h 2d ", (timedelta(seconds=30), 60 * MINUTE, 2 * DAY)),
        ("learning_steps", "none", ()),
        ("relearning_steps", "", ()),
        ("learn_ahead", "0", timedelta(0)),
        ("learn_ahead", "off", timedelta(0)),
        ("learn_ahead", "90m", 90 * MINUTE),
        ("easy_days", "sat:50 sun:0", WEEKEND),
        ("easy_days", "Sat=50%, Sun=0%", WEEKEND),
        ("easy_days", "sun0 sat50", WEEKEND),
        ("easy_days", "none", (1.0,) * 7),
        ("fuzz", "Off", False),
    ],
)
def test_a_setting_may_be_written_in_more_than_one_way(name: str, text: str, value: object) -> None:
    assert getattr(DEFAULTS.with_written(name, text), name) == value


@pytest.mark.parametrize(
    ("name", "shown", "value"),
    [
        ("desired_retention", "0.9", 0.9),
        ("minutes", "none", None),
        ("learning_steps", "90s 2m 36h 2d", (timedelta(seconds=90), 2 * MINUTE, timedelta(hours=36), 2 * DAY)),
        ("learning_steps", "none", ()),
        ("learn_ahead", "none", timedelta(0)),
        ("easy_days", "sat:50 sun:0", WEEKEND),
        ("fuzz", "off", False),
    ],
)
def test_a_setting_is_shown_short(name: str, shown: str, value: object) -> None:
    assert replace(DEFAULTS, **{name: value}).shown(name) == shown


WRONG = {
    "desired_retention": ["", "0.69", "0.991", "1", "90%", "nan", "inf", "-0.9", "9e-1", "0.9.1", "a", "1" * 500],
    "new_per_day": ["", "-1", "10000", "1.5", "nan", "1e3", "1000000000", "9" * 5000, "ten", "1_0", "٣"],
    "reviews_per_day": ["", "-1", "10000"],
    "minutes": ["0", "1441", "-5", "2.5", "soon"],
    "easy_days": ["sunday", "sun:101", "sun:-1", "sun:50 sun:20", "none sun:50", "sun:1000", "50", "sun:5.5"],
    "learning_steps": [
        "1",
        "1m 10",
        "0m",
        "-1m",
        "1w",
        "366d",
        "99999d",
        "1.5m",
        "1 m",
        "123456s",
        "none 1m",
        "1m\x00",
    ],
    "relearning_steps": ["nan", "0s", "1h 2m"],
    "learn_ahead": ["1", "1m 2m", "366d", "-20m"],
    "leech": ["-1", "1000", "none", "8.0"],
    "maximum_interval": ["0", "36501", "1d"],
    "fuzz": ["yes", "", "1", "true"],
    "rollover": ["24", "-1", "4:00", ""],
    "parameters": ["", "1 2 3", " ".join(["nan"] * 21), " ".join(["0.5"] * 22), " ".join(["1e999"] * 21), "a " * 21],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in WRONG.items() for text in texts])
def test_a_wrong_value_is_refused_by_a_line_that_says_what_is_expected(name: str, text: str) -> None:
    with pytest.raises(UserError) as refused:
        DEFAULTS.with_written(name, text)
    line = str(refused.value)
    assert line.startswith(f"{name} takes ")
    assert "\n" not in line
    assert "\x00" not in line


def test_every_setting_has_wrong_values() -> None:
    assert set(WRONG) == set(CHOICES)


def test_an_unknown_setting_is_refused_by_a_line_that_names_the_list() -> None:
    with pytest.raises(UserError, match=r"no setting 'retention'; `tracker config` lists them"):
        DEFAULTS.with_written("retention", "0.9")


@given(st.sampled_from(list(CHOICES)), st.text(max_size=30))
def test_whatever_is_written_is_taken_or_refused(name: str, text: str) -> None:
    try:
        taken = DEFAULTS.with_written(name, text)
    except UserError:
        return
    assert DEFAULTS.with_written(name, taken.shown(name)) == taken


def test_weights_out_of_bounds_are_no_settings() -> None:
    with pytest.raises(ValueError, match="w20 must lie between"):
        replace(DEFAULTS, parameters=(*DEFAULTS.parameters[:20], 7.0))
