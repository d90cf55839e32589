"""The commands of the scheduler: what they print, and one line for what they refuse."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.learning import Shelf
from tests.test_cli import as_json, refused, tracker
from tracker.core.schedule import CHOICES, Settings

Write = Callable[[str, str], Path]
WEEKS_LATER = "2026-04-20T12:00:00+00:00"


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("shelf"), empty_database)


@pytest.fixture
def cards(home: Path, shelf: Shelf) -> Path:
    """A data folder with eight new cards, two of each keypoint."""
    home.mkdir()
    shutil.copy(shelf.path, home)
    database = (home / shelf.path.name).rename(home / "tracker.db")
    tracker("config")  # the first opening says which device it is
    return database


def review(keys: str, *options: str, **environment: str) -> str:
    """A sitting in plain lines: each key rates a card."""
    done = tracker("review", "--plain", *options, stdin="".join(f"\n{key}\n" for key in keys), **environment)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def dump(database: Path, *, but: tuple[str, ...] = ()) -> list[str]:
    """All that a database holds, but for some tables."""
    left_out = tuple(f'INSERT INTO "{name}"' for name in but)
    with closing(sqlite3.connect(database)) as connection:
        return [line for line in connection.iterdump() if not line.startswith(left_out)]


def wrong(done: object) -> str:
    """The last line of a usage that the command line itself refuses."""
    assert done.returncode == 2  # type: ignore[attr-defined]
    assert done.stdout == ""  # type: ignore[attr-defined]
    assert "Traceback" not in done.stderr  # type: ignore[attr-defined]
    line: str = done.stderr.strip().splitlines()[-1]  # type: ignore[attr-defined]
    return line


# Settings


def test_all_settings_are_listed_with_what_they_mean(prepared: None) -> None:
    done = tracker("config")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(CHOICES)
    assert all(choice.help in line for line, choice in zip(lines, CHOICES.values(), strict=True))
    assert max(map(len, lines)) <= 120
    assert as_json("config") == {"settings": {name: Settings().shown(name) for name in CHOICES}}


def test_a_setting_is_chosen_shown_and_given_its_default_again(prepared: None) -> None:
    assert tracker("config", "learning_steps", "5m", "30m").stdout == "learning_steps 5m 30m\n"
    assert tracker("config", "learning_steps").stdout == "learning_steps 5m 30m\n"
    assert as_json("config", "learning_steps") == {"settings": {"learning_steps": "5m 30m"}}
    assert tracker("config", "learning_steps", "--reset").stdout == "learning_steps 1m 10m\n"
    assert tracker("config", "minutes", "").stdout == "minutes none\n"


@pytest.mark.parametrize(
    "words",
    [
        ["nosuch"],
        ["nosuch", "1"],
        ["nosuch", "--reset"],
        ["--reset"],
        ["leech", "3", "--reset"],
        ["desired_retention", "nan"],
        ["desired_retention", "1000000000"],
        ["new_per_day", "10", "20"],
        ["learning_steps", "1000000000d"],
        ["parameters", "0.5"],
        ["leech", "\x1b[31m"],
    ],
)
def test_a_wrong_setting_is_one_line_and_changes_nothing(cards: Path, words: list[str]) -> None:
    before = dump(cards)
    assert "\x1b" not in refused(tracker("config", *words))
    assert dump(cards) == before


def test_a_negative_value_is_refused_too(prepared: None) -> None:
    assert "new_per_day takes a whole number from 0 to 9999; not '-1'" in refused(
        tracker("config", "new_per_day", "--", "-1")
    )
    assert wrong(tracker("config", "new_per_day", "-1"))


def test_what_is_chosen_counts_for_the_next_sitting(cards: Path) -> None:
    tracker("config", "new_per_day", "3")
    assert as_json("today")["new"] == 3
    tracker("config", "learning_steps", "none")
    assert "1 again 1d  2 hard 1d  3 good 2d" in review("3")


# Undo, practice, queries


def test_answers_are_taken_back_one_by_one_the_last_one_first(cards: Path) -> None:
    before = dump(cards)
    review("4")
    review("3", TRACKER_NOW="2026-03-02T13:30:00+00:00")
    done = tracker("review", "--undo", TRACKER_NOW=WEEKS_LATER)
    assert done.stdout.startswith("taken back: good, given on 2 March 2026 at 13:30, to: What is ")
    assert tracker("review", "--undo").stdout.startswith("taken back: easy, given on 2 March 2026 at 12:00, to: ")
    assert "there is no answer to take back" in refused(tracker("review", "--undo"))
    assert as_json("today")["done"] == 0
    assert dump(cards, but=("review", "retraction")) == before
    assert as_json("rebuild") == {"reviews": 0, "changed": 0}


def test_practice_keeps_nothing_on_disk(cards: Path) -> None:
    review("4444")
    before = dump(cards)
    said = review("1u13441", "--cram", TRACKER_NOW=WEEKS_LATER)
    assert "to practise: nothing is kept" in said
    assert "Taken back." in said
    assert dump(cards) == before


def test_practice_asks_what_a_query_finds_due_or_not(cards: Path) -> None:
    review("4444")
    assert review("4" * 9, "--cram", "--query", "is:new").count("What is ") == 4
    assert review("4" * 9, "--cram").count("What is ") == 8
    assert review("4" * 9, "--cram", "--limit", "3").count("What is ") == 3
    assert "no card to ask matches 'zebra'" in refused(tracker("review", "--plain", "--cram", "--query", "zebra"))


def test_a_sitting_is_restricted_by_a_query(cards: Path) -> None:
    assert review("4" * 9, "--query", "is:new", "--limit", "2").count("What is ") == 2
    assert len(refused(tracker("review", "--plain", "--query", "is:nonsense"))) > 10
    assert "no card that is due or new today matches 'zebra'" in refused(
        tracker("review", "--plain", "--query", "zebra")
    )


@pytest.mark.parametrize(
    "options", [["--limit", "0"], ["--limit", "-1"], ["--limit", "many"], ["--limit", "1.5"], ["--limit", ""]]
)
def test_a_limit_that_is_none_is_wrong_usage(cards: Path, options: list[str]) -> None:
    assert "--limit" in wrong(tracker("review", "--plain", *options))


def test_a_limit_may_be_larger_than_anything(cards: Path) -> None:
    assert review("4" * 9, "--limit", "1000000000").count("What is ") == 4


# Backlog


def test_a_backlog_is_spread_once_the_learner_agrees(cards: Path) -> None:
    review("4444")
    tracker("config", "reviews_per_day", "2")
    for answer in ("", "n\n", "maybe\n"):
        done = tracker("backlog", stdin=answer, TRACKER_NOW=WEEKS_LATER)
        assert done.returncode == 0
        assert "4 reviews over 2 days, weakest first:" in done.stdout
        assert "Nothing was changed" in done.stdout
    done = tracker("backlog", stdin="y\n", TRACKER_NOW=WEEKS_LATER)
    assert "Done; `tracker backlog --days 1` brings all of them back to today." in done.stdout
    assert "more than a day takes" not in tracker("today", TRACKER_NOW=WEEKS_LATER).stdout
    assert "4 reviews over 1 day" in tracker("backlog", "--days", "1", "--yes", TRACKER_NOW=WEEKS_LATER).stdout
    assert "2 reviews more than a day takes" in tracker("today", TRACKER_NOW=WEEKS_LATER).stdout


def test_a_plan_as_json_changes_nothing_until_it_is_told_to(cards: Path) -> None:
    review("4444")
    before = dump(cards)
    done = tracker("backlog", "--days", "3", "--json", TRACKER_NOW=WEEKS_LATER)
    plan = json.loads(done.stdout)
    assert plan["spread"] is False
    assert [len(portion["cards"]) for portion in plan["plan"]] == [2, 1, 1]
    assert [portion["day"] for portion in plan["plan"]] == ["2026-04-20", "2026-04-21", "2026-04-22"]
    assert set(plan["plan"][0]) == {"day", "cards", "weakest", "due"}
    assert dump(cards) == before
    done = tracker("backlog", "--days", "3", "--json", "--yes", TRACKER_NOW=WEEKS_LATER)
    assert json.loads(done.stdout) == plan | {"spread": True}
    assert dump(cards, but=("card",)) == [line for line in before if not line.startswith('INSERT INTO "card"')]


def test_no_backlog_is_said(prepared: None) -> None:
    assert tracker("backlog").stdout == "No review is waiting.\n"
    assert as_json("backlog", "--yes") == {"plan": [], "spread": False}


@pytest.mark.parametrize("days", ["0", "366", "-1", "nan", "1000000000", "1.5"])
def test_days_that_are_none_are_wrong_usage(prepared: None, days: str) -> None:
    assert "--days" in wrong(tracker("backlog", "--days", days))


# Fit, simulate


def test_a_fit_of_too_few_reviews_keeps_the_defaults(cards: Path) -> None:
    review("4444")
    shape = as_json("optimize")
    assert {"reviews", "parameters", "kept", "heldout"} <= set(shape)
    assert (shape["reviews"], shape["kept"], shape["heldout"]) == (4, "defaults", {})
    assert shape["parameters"] == list(Settings().parameters)
    done = tracker("optimize", "--recency")
    assert done.stdout.startswith("4 reviews to learn from\n")
    assert "Too few to fit anything: the parameters stay as they are." in done.stdout


def test_a_fit_of_no_review_keeps_the_defaults(prepared: None) -> None:
    assert as_json("optimize")["kept"] == "defaults"
    assert tracker("optimize").stdout.startswith("0 reviews to learn from\n")


def test_a_simulation_says_what_each_retention_costs(cards: Path) -> None:
    shape = as_json("simulate", "--days", "20", "--retention", "0.8", "--retention", "0.95", "--new", "2")
    assert shape["days"] == 20
    assert [one["retention"] for one in shape["retentions"]] == [0.8, 0.95]
    assert all(set(one) == {"retention", "reviews", "minutes", "remembered", "cards"} for one in shape["retentions"])
    assert all(one["cards"] == 8 and 0 < one["remembered"] <= 8 for one in shape["retentions"])
    done = tracker("simulate", "--days", "1", "--retention", "0.9")
    assert (done.returncode, done.stderr) == (0, "")
    assert "In 1 day, with your cards and pace;" in done.stdout
    assert "← yours" in done.stdout


def test_a_simulation_without_cards_is_one_of_nothing(prepared: None) -> None:
    shape = as_json("simulate", "--days", "3")
    assert {one["cards"] for one in shape["retentions"]} == {0}
    assert len(shape["retentions"]) == 28


@pytest.mark.parametrize(
    "options",
    [
        ["--retention", "nan"],
        ["--retention", "inf"],
        ["--retention", "0.69"],
        ["--retention", "1000000000"],
        ["--days", "0"],
        ["--days", "1000000000"],
        ["--new", "-1"],
        ["--new", "1000000000"],
    ],
)
def test_a_simulation_of_what_cannot_be_is_wrong_usage(prepared: None, options: list[str]) -> None:
    assert options[0] in wrong(tracker("simulate", *options))


# Rebuild, check, join


def test_a_rebuild_and_a_check_say_what_they_found(cards: Path) -> None:
    review("4444")
    assert tracker("rebuild").stdout == "4 reviews folded again: all memories are what they leave\n"
    assert tracker("check").stdout == "The database is sound.\n"
    with closing(sqlite3.connect(cards)) as connection, connection:
        connection.execute("UPDATE memory SET reps = reps + 1 WHERE card = (SELECT min(card) FROM memory)")
    done = tracker("check")
    assert (done.returncode, done.stdout.count("\n")) == (1, 1)
    assert "`tracker rebuild` puts" in done.stdout
    assert len(as_json("check", code=1)["faults"]) == 1
    assert tracker("rebuild").stdout == "4 reviews folded again: 1 memory put right\n"
    assert as_json("check") == {"faults": [], "differences": []}


def test_a_check_of_the_schedule_holds_it_against_py_fsrs(cards: Path) -> None:
    review("1331234")
    review("3333", TRACKER_NOW=WEEKS_LATER)
    shape = as_json("check", "--schedule")
    assert [one["name"] for one in shape["differences"]] == ["py-fsrs", "arrays"]
    assert all(max(one["stability"], one["difficulty"]) < 1e-5 for one in shape["differences"])
    assert shape["differences"][0]["answers"] == as_json("optimize")["reviews"]
    done = tracker("check", "--schedule")
    assert "The database is sound." in done.stdout
    assert "py-fsrs" in done.stdout


def test_a_check_of_the_schedule_without_reviews_compares_nothing(prepared: None) -> None:
    assert [one["answers"] for one in as_json("check", "--schedule")["differences"]] == [0, 0]


def test_another_database_is_joined(cards: Path, tmp_path: Path) -> None:
    review("4")
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(cards, other / "tracker.db")
    review("34", TRACKER_HOME=str(other), TRACKER_NOW="2026-03-02T13:00:00+00:00")
    tracker("config", "leech", "5", TRACKER_HOME=str(other))
    done = tracker("join", other / "tracker.db")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"2 reviews and 0 retractions of {other / 'tracker.db'} taken over; 2 memories changed\n"
        "settings chosen later there: leech\n"
    )
    assert as_json("join", other / "tracker.db") == {"reviews": 0, "retractions": 0, "settings": [], "changed": 0}
    assert as_json("today")["done"] == 3


def test_what_cannot_be_joined_is_named_in_one_line(cards: Path, home: Path, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("dear diary")
    (tmp_path / "empty.db").touch()
    review("4")
    before = dump(cards)
    for path in (
        tmp_path / "missing.db",
        tmp_path,
        tmp_path / "text.db",
        tmp_path / "empty.db",
        cards,
        Path("/dev/null"),
    ):
        assert str(path) in refused(tracker("join", path))
        refused(tracker("join", path, "--json"))
    assert "\x1b" not in refused(tracker("join", tmp_path / "\x1b[31mred.db"))
    assert dump(cards) == before


@pytest.mark.parametrize(
    "command",
    [["config"], ["backlog"], ["optimize"], ["simulate"], ["rebuild"], ["check"], ["join", "x"], ["review", "--undo"]],
)
def test_a_file_that_is_no_database_is_named_by_every_command(home: Path, command: list[str]) -> None:
    home.mkdir()
    (home / "tracker.db").write_text("dear diary " * 100)
    assert "is not a tracker database" in refused(tracker(*command))


@pytest.mark.parametrize("command", [["config"], ["check"], ["backlog"], ["rebuild"]])
def test_a_database_of_a_newer_tracker_is_left_alone(cards: Path, command: list[str]) -> None:
    with closing(sqlite3.connect(cards)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = dump(cards)
    assert "newer tracker" in refused(tracker(*command))
    assert dump(cards) == before
