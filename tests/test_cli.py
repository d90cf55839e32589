import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer

from tracker.commands import app

Write = Callable[[str, str], Path]

LOG = """
    # Day 1
    🔑 Keypoints
    - A tensor is an immutable array with a fixed type.
    - There are two modes of execution, namely eager and graph.
    - `tf.rank` gives the number of dimensions of a tensor.

    # Day 3
    🎯 day 2 of #100days
    ✅ Daily logs
    - read about gradients
    """


def tracker(*arguments: str | Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a shell would."""
    command = [sys.executable, "-m", "tracker", *map(str, arguments)]
    return subprocess.run(
        command, input=stdin, capture_output=True, text=True, timeout=60, env=os.environ | environment, check=False
    )


def as_json(*arguments: str | Path, code: int = 0) -> dict[str, Any]:
    """What a command prints with `--json`: one object and nothing else."""
    done = tracker(*arguments, "--json")
    assert (done.returncode, done.stderr) == (code, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of a command that did nothing."""
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return done.stderr.strip()


@pytest.fixture
def log(write: Write) -> Path:
    return write("log.md", LOG)


def commands() -> list[str]:
    return sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "command", [[], *([name] for name in commands())], ids=lambda words: " ".join(words) or "tracker"
)
def test_every_command_has_help(command: list[str]) -> None:
    done = tracker(*command, "--help")
    assert done.returncode == 0
    assert "Usage: " in done.stdout


@pytest.mark.parametrize("command", commands())
def test_the_readme_names_every_command(command: str) -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text()
    assert f"tracker {command}" in readme


def test_an_import_says_what_it_found_and_reports_problems_with_exit_1(log: Path) -> None:
    done = tracker("import", log)
    assert done.returncode == 1
    assert "2 days, 3 keypoints, 1 activity" in done.stdout
    assert "3 new" in done.stdout
    assert done.stderr == f"{log}:9: heading says day 3, its body says day 2\n"


def test_an_import_prints_the_first_ten_problems_and_counts_the_rest(write: Write) -> None:
    days = "".join(f"# Day {n}\nday {n + 50} of #x\n- wrote a line\n" for n in range(1, 15))
    done = tracker("import", write("log.md", days))
    assert len(done.stderr.splitlines()) == 11
    assert "4 more" in done.stderr


def test_a_dry_run_gives_the_reading_and_the_plan_and_leaves_no_trace(log: Path, home: Path) -> None:
    found = as_json("import", "--dry-run", log, code=1)
    (source,) = found["sources"]
    assert [(day["line"], day["label"], day["numbers"], day["filled"]) for day in source["days"]] == [
        (2, "Day 1", [1], True),
        (8, "Day 3", [3], True),
    ]
    first = source["days"][0]["entries"][0]
    assert first == {
        "line": 4,
        "kind": "keypoint",
        "section": "Keypoints",
        "text": "A tensor is an immutable array with a fixed type.",
        "children": [],
        "snippet": None,
    }
    assert source["problems"] == [{"line": 9, "message": "heading says day 3, its body says day 2"}]
    assert found["plan"] == {
        "new": 3, "kept": 0, "restored": 0, "reworded": 0, "moved": 0, "gone": 0, "ambiguous": 0,
    }  # fmt: skip
    assert not home.exists()


def test_cards_carry_all_that_a_tool_needs(log: Path) -> None:
    tracker("import", log)
    cards = as_json("cards")["cards"]
    assert {card["back"] for card in cards} >= {"tf.rank", "• eager\n• graph"}
    keys = "id keypoint kind front back accept state due source day line snippet verdict maker".split()
    assert all(set(keys) <= card.keys() for card in cards)
    assert as_json("cards", "tf.rank")["cards"] == [card for card in cards if "tf.rank" in card["back"]]


def test_a_card_is_shown_by_the_beginning_of_its_id(log: Path) -> None:
    tracker("import", log)
    card = as_json("cards", "tf.rank")["cards"][0]
    assert as_json("show", card["id"][:6]) == card
    assert f"{log}:6" in tracker("show", card["id"]).stdout


def test_the_streak_counts_what_the_log_claims(log: Path) -> None:
    tracker("import", log)
    streak = as_json("streak")
    assert streak["logged"] == {"days": 2, "longest": 1, "latest": 1, "missing": [2]}
    assert streak["recalled"] == streak["ran"] == {"days": 0, "longest": 0, "current": 0}


def test_today_says_what_to_do(log: Path) -> None:
    tracker("import", log)
    today = as_json("today")
    assert {key: today[key] for key in ("due", "new", "minutes", "problems")} == {
        "due": 0, "new": 3, "minutes": 1, "problems": 1,
    }  # fmt: skip


# A plain sitting


def test_a_plain_sitting_asks_reveals_and_rates(log: Path, home: Path) -> None:
    tracker("import", log)
    done = tracker("review", "--plain", stdin="\n3\nEAGER and graph\n4\nnonsense\n1\n")
    assert done.returncode == 0
    assert "1 again 1m  2 hard 6m  3 good 10m  4 easy 8d" in done.stdout
    assert done.stdout.index("right") < done.stdout.index("not what is expected")
    with sqlite3.connect(home / "tracker.db") as database:
        assert database.execute("SELECT rating, graded FROM review ORDER BY id").fetchall() == [
            (3, "self"), (4, "typed"), (1, "typed"),
        ]  # fmt: skip


def test_a_plain_sitting_undoes_drops_and_stops(log: Path, home: Path) -> None:
    tracker("import", log)
    done = tracker("review", "--plain", stdin="\n3\n\nu\n\nd\n\nq\n")
    assert (done.returncode, "Taken back" in done.stdout, "Dropped" in done.stdout) == (0, True, True)
    with sqlite3.connect(home / "tracker.db") as database:
        assert database.execute("SELECT count(*) FROM review").fetchone() == (1,)
        assert database.execute("SELECT count(*) FROM memory").fetchone() == (0,)
        assert database.execute("SELECT count(*) FROM card WHERE dropped").fetchone() == (1,)


def test_a_plain_sitting_ends_with_its_input_and_keeps_what_was_answered(log: Path) -> None:
    tracker("import", log)
    done = tracker("review", "--plain", stdin="\n3\n\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert as_json("today")["done"] == 1


def test_a_key_that_is_none_is_asked_for_again(log: Path) -> None:
    tracker("import", log)
    assert "Please type 1, 2, 3, 4" in tracker("review", "--plain", stdin="\n7\n3\n").stdout


def test_a_sitting_may_be_short(log: Path) -> None:
    tracker("import", log)
    assert tracker("review", "--plain", "--limit", "1", stdin="\n4\n\n4\n").stdout.count("[0 due") == 1


def test_a_first_sitting_without_an_import_asks_the_bundled_log() -> None:
    assert "logs.md, Day 1" in tracker("review", "--plain", stdin="").stdout


# Snippets


def test_snippets_are_listed_with_their_claims() -> None:
    found = as_json("snippets")["snippets"]
    assert {"tensors/immutable", "gradients/tape", "recurrent/simple_rnn"} <= {snippet["id"] for snippet in found}
    assert all(snippet["claims"] and snippet["title"] for snippet in found)


def test_a_snippet_runs_and_says_how_it_ended() -> None:
    run = as_json("run", "tensors/immutable")
    assert (run["status"], run["route"]) == ("passed", "cold")
    assert run["stdout"]
    assert run["versions"]["tensorflow"]
    assert 0 < run["first_line_seconds"] <= run["seconds"]


def test_a_claim_is_verified_on_the_versions_installed() -> None:
    found = as_json("verify", "gradients/tape")
    assert found["failed"] == 0
    assert {claim["snippet"] for claim in found["claims"]} == {"gradients/tape"}
    assert all(claim["verified"] for claim in found["claims"])
    listed = {snippet["id"]: snippet for snippet in as_json("snippets")["snippets"]}
    assert all(claim["verified"] for claim in listed["gradients/tape"]["claims"])


# What goes wrong


def test_what_cannot_be_imported_is_named_in_one_line(tmp_path: Path, write: Write, log: Path) -> None:
    assert "no such file" in refused(tracker("import", tmp_path / "missing.md"))
    assert "no such file" in refused(tracker("import", log, tmp_path / "missing.md"))
    (tmp_path / "empty").mkdir()
    assert "no Markdown" in refused(tracker("import", tmp_path / "empty"))
    assert "not a text file" in refused(tracker("import", sys.executable))
    assert as_json("cards") == {"cards": []}


@pytest.mark.parametrize("command", [["run", "nosuch/thing"], ["verify", "nosuch/thing"], ["show", "nosuch"]])
def test_what_does_not_exist_is_named_in_one_line(command: list[str]) -> None:
    assert "nosuch" in refused(tracker(*command))


def test_a_file_that_is_no_database_is_named_and_kept(home: Path, log: Path) -> None:
    home.mkdir()
    (home / "tracker.db").write_text("dear diary " * 100)
    for command in (["today"], ["import", log], ["review", "--plain"], ["import", "--dry-run", log]):
        assert "is not a tracker database" in refused(tracker(*command))
    assert (home / "tracker.db").read_text() == "dear diary " * 100


def test_a_locked_database_is_named(home: Path, log: Path) -> None:
    tracker("import", log)
    other = sqlite3.connect(home / "tracker.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert "in use by another program" in refused(tracker("import", log))
    assert as_json("today")["new"] == 3
    other.close()


@pytest.mark.parametrize(
    ("environment", "line"),
    [
        ({"TRACKER_NOW": "noon"}, "TRACKER_NOW"),
        ({"TRACKER_DB": "nonsense"}, "TRACKER_DB"),
        ({"TRACKER_HOME": "/dev/null/home"}, "TRACKER_HOME"),
    ],
)
def test_a_setting_that_means_nothing_is_named(environment: dict[str, str], line: str) -> None:
    assert line in refused(tracker("today", **environment))


def test_the_app_without_a_terminal_points_to_the_plain_sitting() -> None:
    assert "review --plain" in refused(tracker())


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_stream_that_is_closed_is_no_error(log: Path, closed: str) -> None:
    tracker("import", log)
    command = f"{sys.executable} -m tracker review --plain {closed}"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False, input="")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_full_disk_under_the_output_is_named(log: Path) -> None:
    tracker("import", log)
    done = subprocess.run(
        f"{sys.executable} -m tracker cards > /dev/full", shell=True, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (2, "tracker: cannot print, because the disk is full\n")


def test_input_that_is_no_text_is_an_answer_like_any_other(log: Path) -> None:
    tracker("import", log)
    done = subprocess.run(
        [sys.executable, "-m", "tracker", "review", "--plain"], input=b"\xff\xfe\n3\n", capture_output=True, check=True
    )
    assert b"1 answered" in done.stdout


def test_no_escape_in_a_name_reaches_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "e\x1b[31mred\x1b]0;title\x07.md"
    path.write_text("# Day 1\nKeypoints\n- A tensor is an immutable array. [x](snippets/no/such.py)\n")
    done = tracker("import", path)
    assert "\x1b" not in done.stdout + done.stderr
    assert "\x1b" not in refused(tracker("import", tmp_path / "\x1b[31mmissing.md"))


def test_a_reader_that_goes_away_is_no_error(log: Path) -> None:
    tracker("import", log)
    done = subprocess.run(
        f"{sys.executable} -m tracker cards | head -n 1", shell=True, capture_output=True, text=True, check=True
    )
    assert (len(done.stdout.splitlines()), done.stderr) == (1, "")
