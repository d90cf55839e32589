"""The commands that read, take back, pair and find: what they print and how they end."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_cli import as_json, refused, tracker
from tracker.store import database

Write = Callable[[str, str], Path]

pytestmark = pytest.mark.usefixtures("prepared")

TAPE = "`tf.GradientTape` records the operations of the forward pass."
MASK = "`tf.sequence_mask` gives a tensor of booleans that hides padding."
GATES = "`keras.layers.GRU` has an update gate and a reset gate."
BOTH = "The encoder reads the whole sentence, and the decoder writes one word at a time."


def log(*days: list[str]) -> str:
    return "".join(
        f"# Day {number}\n\n## Keypoints\n" + "".join(f"- {point}\n" for point in points) + "\n"
        for number, points in enumerate(days, 1)
    )


# The plan of an import


def test_a_dry_run_tells_every_fate(write: Write) -> None:
    path = write("log.md", log([TAPE, MASK], [GATES, BOTH]))
    tracker("import", path)
    write(
        "log.md",
        log(
            [TAPE.replace("the forward", "the whole forward"), GATES],
            ["The encoder reads the whole sentence.", "The decoder writes one word at a time."],
        ),
    )
    done = tracker("import", path, "--dry-run")
    assert done.returncode == 0
    assert "would be: 1 new, 1 kept, 2 reworded, 1 moved, 1 split, 1 gone" in done.stdout
    assert f": {TAPE}\n    → {TAPE.replace('the forward', 'the whole forward')}\n" in done.stdout
    assert f"split: {BOTH}\n    → The encoder reads the whole sentence.\n    → The decoder" in done.stdout
    assert f"gone: {MASK}\n" in done.stdout
    found = as_json("import", path, "--dry-run")
    assert {change["fate"]: (change["old"], change["new"]) for change in found["changes"]} == {
        "reworded": ([TAPE], [TAPE.replace("the forward", "the whole forward")]),
        "split": ([BOTH], ["The encoder reads the whole sentence.", "The decoder writes one word at a time."]),
        "moved": ([], [GATES]),
        "gone": ([MASK], []),
    }
    assert found["plan"]["split"] == 1


def test_two_bullets_made_one_are_told_as_merged(write: Write) -> None:
    path = write("log.md", log(["The encoder reads the whole sentence.", "The decoder writes one word at a time."]))
    tracker("import", path)
    write("log.md", log([BOTH]))
    (change,) = as_json("import", path)["changes"]
    assert change["fate"] == "merged"
    assert sorted(change["old"]) == ["The decoder writes one word at a time.", "The encoder reads the whole sentence."]
    assert change["new"] == [BOTH]


def test_what_is_not_sure_is_told_and_asked_about(write: Write) -> None:
    path = write("log.md", log([TAPE, MASK]))
    tracker("import", path)
    write("log.md", log([TAPE.replace("forward", "backward"), MASK]))
    done = tracker("import", path)
    assert "new, though close (8" in done.stdout
    assert "1 gone; 1 card made\n" in done.stdout
    assert "gone: " not in done.stdout
    assert "`tracker pairs` asks which are the same" in done.stdout
    (pair,) = as_json("pairs")["pairs"]
    assert pair["reworded"]
    assert (pair["one"]["present"], pair["other"]["present"]) == (False, True)


def test_cards_that_go_on_are_not_counted_as_made(write: Write) -> None:
    path = write("log.md", log([TAPE, MASK]))
    assert tracker("import", path).stdout.endswith("2 new; 2 cards made\n")
    write("log.md", log([TAPE.replace("the forward", "the whole forward"), MASK]))
    assert "1 kept, 1 reworded; 1 card updated\n" in tracker("import", path, "--dry-run").stdout
    assert "1 kept, 1 reworded; 1 card updated\n" in tracker("import", path).stdout
    write("log.md", log([TAPE, MASK, GATES]))
    assert "; 1 card made, 1 card updated\n" in tracker("import", path).stdout
    write("log.md", log([TAPE, MASK]))
    assert "2 kept, 1 gone; 0 cards made\n" in tracker("import", path).stdout


def test_other_words_are_never_told_as_wholly_the_same(write: Write) -> None:
    path = write("log.md", log(["The tape plays them backwards."]))
    tracker("import", path)
    write("log.md", log(["Then the tape plays them all backwards."]))
    assert as_json("import", path, "--dry-run")["changes"][0]["similarity"] == 99
    assert "reworded (99 %): " in tracker("import", path).stdout


def test_long_lists_are_cut_and_counted(write: Write) -> None:
    points = [f"`tf.function` number {number} is told apart from all others." for number in range(15)]
    path = write("log.md", log(points, [TAPE]))
    tracker("import", path)
    write("log.md", log([TAPE]))
    done = tracker("import", path)
    assert done.stdout.count("  gone: ") == 10
    assert "  … and 5 more gone; --json lists all" in done.stdout


# Again, and back


def test_without_a_path_the_same_is_read_again(write: Write) -> None:
    path = write("log.md", log([TAPE]))
    assert "nothing of your own has been imported yet" in refused(tracker("import"))
    tracker("import", path)
    write("log.md", log([TAPE, MASK]))
    assert "1 new, 1 kept" in tracker("import").stdout
    path.unlink()
    assert "log.md is gone" in refused(tracker("import"))


def test_a_log_that_is_gone_is_named_and_says_nothing_once_the_learner_names_it(write: Write) -> None:
    path, other = write("log.md", log([TAPE, MASK])), write("other.md", log([MASK, GATES]))
    tracker("import", path, other)
    before = as_json("cards")
    other.unlink()
    done = tracker("import", cwd=path.parent)
    assert (done.returncode, done.stderr) == (
        1, "other.md is gone; name it and what only it said is asked no more\n"
    )  # fmt: skip
    assert as_json("cards") == before
    done = tracker("import", other, cwd=path.parent)
    assert done.returncode == 0
    assert done.stdout.startswith("other.md: gone\n")
    assert f"gone: {GATES}" in done.stdout
    assert {card["statement"] for card in as_json("cards")["cards"]} == {TAPE, MASK}
    assert tracker("import").stderr == ""
    assert refused(tracker("import", other)).endswith("no such file or folder")
    write("other.md", log([MASK, GATES]))
    tracker("import", other)
    assert [card["id"] for card in as_json("cards")["cards"]] == [card["id"] for card in before["cards"]]


def test_a_folder_takes_out_what_its_lost_files_said(write: Write, tmp_path: Path) -> None:
    write("notes/tapes.md", f"# Tapes\n\n- {TAPE}\n")
    lost = write("notes/masks.md", f"# Masks\n\n- {MASK}\n")
    tracker("import", tmp_path / "notes")
    lost.rename(lost.with_name("hiding.md"))
    done = tracker("import", tmp_path / "notes")
    assert "moved from " in done.stdout
    assert ": gone" not in done.stdout
    lost.with_name("hiding.md").unlink()
    assert "hiding.md: gone" in tracker("import", tmp_path / "notes").stdout
    assert [card["statement"] for card in as_json("cards")["cards"]] == [TAPE]
    (tmp_path / "notes" / "tapes.md").unlink()
    assert "tapes.md: gone" in tracker("import", tmp_path / "notes").stdout
    assert as_json("cards") == {"cards": []}


def test_an_import_is_taken_back(write: Write) -> None:
    path = write("log.md", log([TAPE]))
    tracker("import", path)
    before = as_json("cards")
    write("log.md", log([MASK, GATES]))
    tracker("import", path)
    done = tracker("import", "--undo", TZ="UTC")
    assert done.returncode == 0
    assert done.stdout.startswith("taken back: the import of ")
    assert done.stdout.endswith("log.md at 12:00 on 2026-03-02\n  it had been: 2 new, 1 gone\n")
    assert as_json("cards") == before
    assert as_json("import", "--undo")["plan"]["new"] == 1
    assert as_json("cards") == {"cards": []}
    assert "there is no import to take back" in refused(tracker("import", "--undo"))


@pytest.mark.parametrize("options", [["log.md"], ["--dry-run"], ["--glob", "*"], ["--dates", "git"]])
def test_taking_back_stands_alone(options: list[str]) -> None:
    assert "give it alone" in refused(tracker("import", "--undo", *options))


# Pairs


def test_pairs_are_merged_kept_apart_and_parted(write: Write) -> None:
    again = TAPE.replace("the operations", "all operations")
    tracker("import", write("log.md", log([TAPE, again, MASK])))
    (pair,) = as_json("pairs")["pairs"]
    one, other = pair["one"]["id"], pair["other"]["id"]
    shown = tracker("pairs")
    assert shown.stdout.startswith("twice? (")
    assert f"  {one[:8]}  {TAPE}\n  {other[:8]}  {again}\n" in shown.stdout
    assert as_json("merge", "--apart", one[:8], other[:8]) == {"apart": f"{one[:8]} {other[:8]}"}
    assert as_json("pairs") == {"pairs": []}
    assert "no two keypoints seem to be the same" in tracker("pairs").stderr
    asked = [card["id"] for card in as_json("cards")["cards"]]
    assert as_json("merge", one[:8], other[:8]) == {"merged": one}
    assert len(as_json("cards", "-is:merged")["cards"]) < len(asked)
    assert as_json("merge", "--undo", other[:8]) == {"parted": other[:8]}
    assert [card["id"] for card in as_json("cards")["cards"]] == asked


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["zzzz", "yyyy"], "no keypoint 'zzzz'"),
        (["zzzz"], "give two keypoints"),
        (["zzzz", "yyyy", "--undo"], "give the one keypoint that was merged"),
        (["zzzz", "yyyy", "--undo", "--apart"], "give either --apart or --undo"),
    ],
)
def test_a_merge_of_what_is_not_there_is_refused(arguments: list[str], message: str) -> None:
    assert message in refused(tracker("merge", *arguments))


# Search


def test_a_search_finds_names_by_their_parts(write: Write) -> None:
    tracker("import", write("log.md", log([TAPE, MASK, GATES])))
    for query in ("gradient", "GradientTape", "tf.GradientTape", "grad*", "tape -mask", '"forward pass"'):
        (found,) = as_json("search", query, "kind:keypoint")["results"]
        assert (found["text"], found["line"], found["day"]) == (TAPE, 4, "Day 1"), query
    done = tracker("search", "tape", "kind:keypoint")
    id = as_json("search", "tape", "kind:keypoint")["results"][0]["id"]
    assert done.stdout.startswith(f"keypoint {id[:8]}  {TAPE}\n         ")
    assert "\x1b" not in done.stdout


def test_a_search_without_results_says_so(write: Write) -> None:
    tracker("import", write("log.md", log([TAPE])))
    done = tracker("search", "quokka", "-like", "this")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("nothing found")
    assert as_json("search", "quokka") == {"results": []}


@pytest.mark.parametrize("command", ["search", "cards"])
@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("day:14..11", "day:14..11 runs backwards (at character 1)"),
        ('tape "forward', "(at character 6)"),
        ("is:deu", "did you mean due?"),
    ],
)
def test_a_wrong_query_says_what_is_wrong_and_where(command: str, query: str, message: str) -> None:
    assert message in refused(tracker(command, query))


def test_cards_take_the_language_of_a_search(write: Write) -> None:
    tracker("import", write("log.md", log([TAPE, MASK, GATES])))
    found = as_json("cards", "is:new", "tape", "or", "mask")["cards"]
    assert {card["statement"] for card in found} == {TAPE, MASK}
    assert as_json("cards", "recall<0.9") == {"cards": []}


def test_cards_that_are_put_aside_are_marked(write: Write) -> None:
    tracker("import", write("log.md", log([TAPE, MASK, GATES])))
    suspended, buried, asked, *_ = as_json("cards")["cards"]
    tracker("mark", "suspend", suspended["id"])
    tracker("mark", "bury", buried["id"])
    lines = tracker("cards").stdout.splitlines()
    assert f"{suspended['id'][:8]}  {suspended['front']} (suspended)" in lines
    assert f"{buried['id'][:8]}  {buried['front']} (buried)" in lines
    assert f"{asked['id'][:8]}  {asked['front']}" in lines
    tomorrow = tracker("cards", TRACKER_NOW="2026-03-03T12:00:00+00:00").stdout.splitlines()
    assert f"{buried['id'][:8]}  {buried['front']}" in tomorrow


def test_what_a_command_shows_can_be_given_to_another(write: Write) -> None:
    tracker("import", write("log.md", log([TAPE, MASK])))
    _, card, *_ = tracker("search", "tape", "kind:card").stdout.split()
    _, keypoint, *_ = tracker("search", "tape", "kind:keypoint").stdout.split()
    _, other, *_ = tracker("search", "padding", "kind:keypoint").stdout.split()
    assert f"\nkeypoint   {keypoint}\n" in tracker("show", card).stdout
    assert tracker("show", keypoint).stdout.startswith(TAPE)
    assert tracker("merge", keypoint, other).returncode == 0


def test_the_snippets_are_found_with_what_they_claim() -> None:
    found = as_json("search", "kind:snippet", "GradientTape", "persistent")["results"]
    assert "gradients/tape" in {result["id"] for result in found}
    assert as_json("search", "kind:snippet", "verdict:refuted") == {"results": []}


def test_a_search_is_answered_while_another_process_writes(
    write: Write, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_PRAGMAS", ("busy_timeout=50", *database._PRAGMAS))
    tracker("import", write("log.md", log([TAPE])))
    other = sqlite3.connect(home / "tracker.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    found = as_json("search", "tape", "-kind:card")["results"]
    assert [result["text"] for result in found] == [TAPE]
    other.close()
    assert "snippet" in {result["kind"] for result in as_json("search", "tape")["results"]}


def test_the_help_of_a_search_lists_its_language() -> None:
    shown = tracker("search", "--help").stdout
    assert "recall<0.8        cards by the chance to recall them today" in shown
    assert all(len(line) <= 80 for line in shown.splitlines())
