"""The commands, run in the process of the tests; what only a process of its own shows is in `test_process`."""

import io
import json
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import typer

from tests.test_blame import commit, git
from tracker.cli import main
from tracker.commands import app
from tracker.store import database

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


def tracker(
    *arguments: str | Path, stdin: str = "", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command as a shell would, without the second that it takes to start a process."""
    given, out, err = (io.TextIOWrapper(io.BytesIO(text.encode())) for text in (stdin, "", ""))
    with pytest.MonkeyPatch.context() as process, signals_kept():
        process.setattr(sys, "argv", ["tracker", *map(str, arguments)])
        process.setattr(sys, "excepthook", sys.excepthook)  # Typer sets its own
        for name, stream in (("stdin", given), ("stdout", out), ("stderr", err)):
            process.setattr(sys, name, stream)
        for name, value in environment.items():
            process.setenv(name, value)
        if cwd:
            process.chdir(cwd)
        with pytest.raises(SystemExit) as ended:
            main()
    printed = []
    for stream in (out, err):
        stream.seek(0)
        printed.append(stream.read())
    assert isinstance(ended.value.code, int | None)
    return subprocess.CompletedProcess(arguments, ended.value.code or 0, *printed)


@contextmanager
def signals_kept() -> Iterator[None]:
    """Take back what a command does when it is told to end."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


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
def log(write: Write, prepared: None) -> Path:
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


def test_the_problems_of_all_sources_are_counted_together(write: Write, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(f"logs/{name}.md", "".join(f"# Day {n}\nday {n + 50} of #x\n- wrote a line\n\n" for n in range(1, 8)))
    total = sum(
        len(source["problems"]) for source in as_json("import", "--dry-run", tmp_path / "logs", code=1)["sources"]
    )
    done = tracker("import", tmp_path / "logs")
    lines = done.stderr.splitlines()
    assert total > 10
    assert (len(lines), lines[-1]) == (11, f"… and {total - 10} more; --json lists all")
    numbers = [int(line.removeprefix(f"{tmp_path}/logs/").split(":")[1]) for line in lines[:6]]
    assert numbers == sorted(numbers)


def test_a_folder_of_daily_notes_is_one_log_whose_problems_name_the_file(write: Write, tmp_path: Path) -> None:
    write("notes/2026-11-19.md", "- A tensor is an immutable array with a fixed type.\n")
    write("notes/2026/11/20.md", "\n# 2026-11-21\n- `tf.rank` gives the number of dimensions of a tensor.\n")
    done = tracker("import", tmp_path / "notes")
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, f"{tmp_path}/notes: 2 days, 2 keypoints, 0 activities")
    assert done.stderr.startswith(f"{tmp_path}/notes/2026/11/20.md:2: the name of the file says 2026-11-20")
    (source,) = as_json("import", "--dry-run", tmp_path / "notes", code=1)["sources"]
    assert [(day["path"], day["line"], day["date"]) for day in source["days"]] == [
        ("2026-11-19.md", 1, "2026-11-19"),
        ("2026/11/20.md", 1, "2026-11-20"),
    ]
    assert tracker("import", "notes", cwd=tmp_path).stdout == "notes: unchanged since the last import\n"
    assert as_json("streak")["logged"] == {"days": 2, "longest": 2, "latest": 2, "missing": []}


def test_code_is_given_with_its_day_or_note(write: Write) -> None:
    code = "```python\nprint(tf.rank(x))\n```\n"
    day = write("log.md", f"# Day 1\n- `tf.rank` gives the number of dimensions.\n\n{code}")
    note = write("note.md", f"Ranks\n\n{code}")
    first, second = as_json("import", "--dry-run", day, note)["sources"]
    listing = {"line": 4, "language": "python", "code": "print(tf.rank(x))", "output": ""}
    assert (first["days"][0]["listings"], first["listings"]) == ([listing], [])
    assert (second["days"], second["listings"]) == ([], [listing | {"line": 3}])


def test_one_broken_file_of_a_folder_does_not_stop_the_rest(write: Write, tmp_path: Path) -> None:
    write("notes/2026-11-19.md", "- A tensor is an immutable array with a fixed type.\n")
    (tmp_path / "notes" / "bad\n.md").write_bytes(b"\0\1\2")
    for _ in range(2):
        done = tracker("import", tmp_path / "notes")
        assert done.returncode == 1
        assert done.stderr.startswith(f"left out: {tmp_path}/notes/bad .md: not a text file")
        assert done.stderr.count("\n") == 1
    assert len(as_json("cards")["cards"]) == 1


def test_a_pattern_narrows_what_a_folder_gives(write: Write, tmp_path: Path) -> None:
    for name in ("a", "b", "deep/c"):
        write(f"notes/{name}.md", "- A tensor is an immutable array with a fixed type.\n")
    found = as_json("import", "--dry-run", tmp_path / "notes", "--glob", "deep/*.md", "--glob", "a.*")
    assert [Path(source["path"]).name for source in found["sources"]] == ["a.md", "c.md"]


def test_many_sources_that_have_not_changed_take_one_line(write: Write, tmp_path: Path) -> None:
    for number in range(9):
        write(f"notes/topic{number}.md", f"- `tf.op{number}` gives the result {number} of it.\n")
    tracker("import", tmp_path / "notes")
    assert tracker("import", tmp_path / "notes").stdout == "9 sources: unchanged since the last import\n"


def test_days_that_are_only_counted_get_dates_from_the_first_and_keep_them(write: Write) -> None:
    log = write("log.md", "# Day 1\n- A tensor is an array.\n\n# Day 3\n- A mask hides the padding.\n")

    def dates() -> list[str | None]:
        (source,) = as_json("import", "--dry-run", log)["sources"]
        return [day["date"] for day in source["days"]]

    tracker("import", log)
    assert (dates(), as_json("streak")["logged"]["missing"]) == ([None, None], [2])
    tracker("import", log, "--start-date", "2026-01-05")
    assert dates() == ["2026-01-05", "2026-01-07"]
    log.write_text(log.read_text() + "\n# Day 4\n- A loss is a number.\n")
    assert tracker("import", log).returncode == 0
    assert dates() == ["2026-01-05", "2026-01-07", "2026-01-08"]
    assert as_json("streak")["logged"] == {"days": 3, "longest": 2, "latest": 2, "missing": ["2026-01-06"]}
    assert "missing: 2026-01-06" in tracker("streak").stdout
    tracker("import", log, "--dates", "log")
    assert dates() == [None, None, None]


def test_git_knows_when_a_day_was_written(write: Write) -> None:
    log = write("repository/log.md", "")
    git(log.parent, "init", "-q")
    commit(log, "# Day 1\n- A tensor is an array.\n", "2026-01-05T12:00:00Z")
    commit(log, "# Day 1\n- A tensor is an array.\n\n# Day 2\n- A mask hides.\n", "2026-01-09T12:00:00Z")
    (source,) = as_json("import", log, "--dates", "git")["sources"]
    assert [day["date"] for day in source["days"]] == ["2026-01-05", "2026-01-09"]
    assert "unchanged" in tracker("import", log).stdout


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--start-date", "soon"], "--start-date soon: not a date such as 2026-01-31"),
        (["--start-date", "2026-02-30"], "not a date"),
        (["--dates", "never"], "--dates never: give git or log"),
        (["--dates", "git", "--start-date", "2026-01-05"], "either"),
        (["--dates", "git"], "not in a git repository"),
    ],
)
def test_dates_that_cannot_be_given_are_named_in_one_line(log: Path, options: list[str], line: str) -> None:
    assert line in refused(tracker("import", log, *options))
    assert as_json("cards") == {"cards": []}


def test_a_dry_run_gives_the_reading_and_the_plan_and_leaves_no_trace(write: Write, home: Path) -> None:
    log = write("log.md", LOG)
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
        "new": 3, "kept": 0, "restored": 0, "reworded": 0, "moved": 0,
            "split": 0, "merged": 0, "ambiguous": 0, "gone": 0,
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
    assert "1 again 1m  2 hard 6m  3 good 10m  4 easy " in done.stdout
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
        assert database.execute("SELECT count(*) FROM card WHERE held = 'dropped'").fetchone() == (1,)


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
    (home / "tracker.db").write_text("dear diary " * 100)
    for command in (["today"], ["import", log], ["review", "--plain"], ["import", "--dry-run", log]):
        assert "is not a tracker database" in refused(tracker(*command))
    assert (home / "tracker.db").read_text() == "dear diary " * 100


def test_a_locked_database_is_named(home: Path, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_PRAGMAS", ("busy_timeout=50", *database._PRAGMAS))
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


def test_no_escape_in_a_name_reaches_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "e\x1b[31mred\x1b]0;title\x07.md"
    path.write_text("# Day 1\nKeypoints\n- A tensor is an immutable array. [x](snippets/no/such.py)\n")
    done = tracker("import", path)
    assert "\x1b" not in done.stdout + done.stderr
    assert "\x1b" not in refused(tracker("import", tmp_path / "\x1b[31mmissing.md"))


# Showing what is remembered


def test_a_day_is_shown_as_written_with_the_recall_of_its_keypoints_beside_it(log: Path) -> None:
    tracker("import", log)
    assert tracker("show", "1", COLUMNS="64").stdout == (
        f"{log}:2 · 3 keypoints\n"
        "      │ # Day 1\n"
        "      │ 🔑 Keypoints\n"
        "  new │ - A tensor is an immutable array with a fixed type.\n"
        "  new │ - There are two modes of execution, namely eager and\n"
        "      │   graph.\n"
        "  new │ - `tf.rank` gives the number of dimensions of a tensor.\n"
    )
    tracker("review", "--plain", stdin="\n3\n" * 9)
    assert "today │ - `tf.rank`" in tracker("show", "1").stdout
    assert "today │ - `tf.rank`" not in (later := tracker("show", "1", TRACKER_NOW="2026-03-05T12:00:00+00:00").stdout)
    assert " % │ - `tf.rank`" in later


def test_without_a_word_the_day_written_last_is_shown(log: Path) -> None:
    tracker("import", log)
    assert "│ # Day 3\n" in tracker("show").stdout
    (day,) = as_json("show")["days"]
    assert day["numbers"] == [3]


def test_a_day_as_json_has_its_keypoints_and_their_weakest_cards(log: Path) -> None:
    tracker("import", log)
    (day,) = as_json("show", "day:1..2")["days"]
    assert {key: day[key] for key in ("source", "line", "label", "date", "numbers", "stale")} == {
        "source": str(log), "line": 2, "label": "Day 1", "date": None, "numbers": [1], "stale": False,
    }  # fmt: skip
    assert day["text"].startswith("# Day 1\n")
    *_, rank = day["keypoints"]
    cards = [card for card in as_json("cards")["cards"] if card["keypoint"] == rank["id"]]
    assert rank["card"] in {card["id"] for card in cards}
    assert {key: rank[key] for key in ("text", "line", "section", "recall", "cards")} == {
        "text": "`tf.rank` gives the number of dimensions of a tensor.",
        "line": 6, "section": "Keypoints", "recall": None, "cards": len(cards),
    }  # fmt: skip


def test_days_of_several_sources_are_narrowed_by_a_part_of_the_path(log: Path, write: Write) -> None:
    tracker("import", log)
    tracker("import", other := write("other.md", "# Day 1\n- A mask hides the padding of a batch.\n"))
    assert [day["source"] for day in as_json("show", "1", "--source", "other")["days"]] == [str(other)]
    assert tracker("show", "1").stdout.count("keypoint") == 2
    assert "nosuch" in refused(tracker("show", "1", "--source", "nosuch"))


def test_a_day_of_a_file_that_changed_says_so_beside_the_data(log: Path) -> None:
    tracker("import", log)
    log.write_text("# Day 1\n")
    done = tracker("show", "1")
    assert "  new │ `tf.rank` gives the number of dimensions of a tensor.\n" in done.stdout
    assert done.stderr.startswith(f"{log}: not as it was imported")
    assert as_json("show", "1")["days"][0]["stale"]


def test_a_keypoint_is_shown_with_all_its_places_and_cards(log: Path, write: Write) -> None:
    tracker("import", log)
    tracker(
        "import", other := write("other.md", "# 2026-02-01\n- `tf.rank` gives the number of dimensions of a tensor\n")
    )
    card = as_json("cards", "tf.rank")["cards"][0]
    shown = as_json("show", card["keypoint"])
    assert {key: shown[key] for key in ("id", "text", "points", "retired", "snippet")} == {
        "id": card["keypoint"], "text": card["statement"], "points": [], "retired": False, "snippet": None,
    }  # fmt: skip
    assert shown["occurrences"] == [
        {"source": str(log), "day": "Day 1", "date": None, "line": 6, "section": "Keypoints"},
        {"source": str(other), "day": "2026-02-01", "date": "2026-02-01", "line": 2, "section": ""},
    ]
    assert card | {"recall": None} in shown["cards"]
    lines = tracker("show", card["keypoint"], COLUMNS="200").stdout.splitlines()
    assert lines[0] == card["statement"]
    assert f"stands in  {log}:6 · Day 1 · Keypoints" in lines
    assert any(line.startswith(f"cards      {card['id'][:8]} ") for line in lines)


@pytest.mark.parametrize(
    "what", ["9", "day:9", "day:soon", "2026-01-05", "2026-02-30", "day:1..2026-01-05", "a%", "9a"]
)
def test_what_is_not_there_is_refused_in_one_line(log: Path, what: str) -> None:
    tracker("import", log)
    assert what.removeprefix("day:") in refused(tracker("show", what))


def test_nothing_is_shown_before_anything_is_logged() -> None:
    assert "tracker import" in refused(tracker("show"))


def test_a_day_is_shown_without_what_a_terminal_would_obey(write: Write) -> None:
    wide = "変" * 60
    tracker(
        "import", write("log.md", f"# Day 1\n- [red]A mask\x1b[31m hides[/red] the padding.\n- {wide}\n-{'x' * 99}\n")
    )
    done = tracker("show", "1", COLUMNS="80").stdout
    assert "- [red]A mask hides[/red] the padding." in done
    assert "\x1b" not in done
    assert [len(line) for line in done.splitlines() if "変" in line] == [8 + 2 + 35, 8 + 2 + 25]
    assert max(len(line) for line in done.splitlines() if "x" in line) == 80


# The learner's hand


def test_a_card_is_edited_and_the_edit_taken_back(log: Path) -> None:
    tracker("import", log)
    before = as_json("cards", "tf.rank")["cards"][0]
    id = before["id"][:6]
    done = tracker("edit", id, "--front", "What counts the axes?", "--back", "tf.ndim")
    assert done.stdout == "What counts the axes?\n→ tf.ndim\naccepted   tf.ndim, ndim\n"
    tracker("import", log)
    edited = as_json("show", id)
    changed = {"front": "What counts the axes?", "back": "tf.ndim", "accept": ["tf.ndim", "ndim"], "edited": True}
    assert edited == before | changed
    assert as_json("edit", id, "--accept", "axes", "--accept", "rank")["accept"] == ["axes", "rank"]
    assert as_json("edit", id, "--accept", "")["accept"] == []
    assert as_json("edit", id, "--reset") == before


@pytest.mark.parametrize(
    "options", [[], ["--reset", "--front", "Why?"], ["--front", " "], ["--back", "\x1b[31m\udcff"]]
)
def test_an_edit_that_means_nothing_changes_nothing(log: Path, options: list[str]) -> None:
    tracker("import", log)
    card = as_json("cards", "tf.rank")["cards"][0]
    refused(tracker("edit", card["id"], *options))
    assert as_json("show", card["id"]) == card


def test_marked_cards_are_asked_no_more_until_they_are_restored(log: Path) -> None:
    tracker("import", log)
    first, second, third = (card["id"] for card in as_json("cards")["cards"])
    assert tracker("mark", "suspend", first[:6]).stdout.startswith(f"suspended  {first[:8]}  ")
    assert [card["state"] for card in as_json("mark", "drop", second, second[:8])["cards"]] == ["dropped"]
    assert [card["buried_until"] for card in as_json("mark", "bury", third)["cards"]] == ["2026-03-03"]
    assert as_json("today")["new"] == 0
    restored = as_json("mark", "restore", first, second, third)["cards"]
    assert {(card["state"], card["buried_until"]) for card in restored} == {("new", None)}
    assert as_json("today")["new"] == 3


def test_a_flag_can_be_taken_off(log: Path) -> None:
    tracker("import", log)
    ids = [card["id"] for card in as_json("cards")["cards"]]
    assert all(card["flagged"] for card in as_json("mark", "flag", *ids)["cards"])
    assert not any(card["flagged"] for card in as_json("mark", "unflag", *ids)["cards"])


def test_one_wrong_card_and_none_is_marked(log: Path) -> None:
    tracker("import", log)
    before = as_json("cards")
    ids = [card["id"] for card in before["cards"]]
    assert "no card 'nosuch'" in refused(tracker("mark", "drop", *ids, "nosuch"))
    assert tracker("mark", "forget", *ids).returncode == 2
    assert as_json("cards") == before


def test_a_plain_sitting_puts_cards_aside_and_takes_that_back(log: Path) -> None:
    tracker("import", log)
    done = tracker("review", "--plain", stdin="\nf\ns\n\nb\n\nd\n")
    assert done.stdout.index("Flagged.") < done.stdout.index("Suspended: ") < done.stdout.index("Buried: ")
    assert "Dropped: this card is not asked again. u brings it back; later `tracker mark restore " in done.stdout
    assert "0 answered, 0 left." in done.stdout
    cards = as_json("cards", "is:suspended or is:buried or is:dropped")["cards"]
    assert [(card["state"], card["buried_until"], card["flagged"]) for card in cards] == [
        ("suspended", None, True),
        ("new", "2026-03-03", False),
        ("dropped", None, False),
    ]
    tracker("mark", "restore", *(card["id"] for card in cards))
    done = tracker("review", "--plain", stdin="\nd\n\nu\n\nx\nq\n")
    assert done.stdout.count("line 4, ⚑") == 2
    assert "Please type 1, 2, 3, 4, u, s, b, d, f or q." in done.stdout
    assert {card["state"] for card in as_json("cards")["cards"]} == {"new"}
