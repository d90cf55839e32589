from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.tui.helpers import press, running, shown, told, words
from tracker.tui.editor import chosen, command

LOG = """
    # Day 1
    Keypoints
    - `tf.rank` gives the number of dimensions of a tensor.
    - `tf.stack` joins tensors along a new axis.
    """


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("vim", ["vim", "+7", "/logs/my log.md"]),
        ("/usr/bin/nano -w", ["/usr/bin/nano", "-w", "+7", "/logs/my log.md"]),
        ("emacs -nw", ["emacs", "-nw", "+7", "/logs/my log.md"]),
        ("micro", ["micro", "+7", "/logs/my log.md"]),
        ("hx", ["hx", "/logs/my log.md:7"]),
        ("code --wait", ["code", "--wait", "--goto", "/logs/my log.md:7"]),
        ("'/opt/my editor/vi'", ["/opt/my editor/vi", "+7", "/logs/my log.md"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(editor, words):
    assert command(editor, Path("/logs/my log.md"), 7) == words


def test_visual_is_asked_before_editor():
    assert chosen({"VISUAL": "code", "EDITOR": "vi"}) == "code"
    assert chosen({"VISUAL": " ", "EDITOR": "vi"}) == "vi"
    assert chosen({}) == ""


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """An editor that notes its arguments and may change the file."""

    def be(line=""):
        script = tmp_path / "editor"
        script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/arguments\nfor file; do :; done\n{line}\n')
        script.chmod(0o755)
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", str(script))
        monkeypatch.setattr("tracker.tui.app.TrackerApp.suspend", lambda self: nullcontext())
        return tmp_path / "arguments"

    return be


async def test_the_editor_opens_at_the_line_of_the_card(logged, editor, tmp_path):
    arguments = editor()
    async with running(logged(LOG), review=True) as pilot:
        await press(pilot, "space", "4", "o")
        assert arguments.read_text().splitlines() == ["+5", str(tmp_path / "log.md")]
        assert "joins tensors" in shown(pilot)


async def test_an_edited_line_is_read_again_and_keeps_its_place(logged, editor):
    editor("sed -i 's/gives the number/returns the number/' \"$file\"")
    async with running(logged(LOG), review=True) as pilot:
        await press(pilot, "space", "o")
        assert "Read log.md again." in told(pilot)
        assert "tf.rank returns the number of dimensions of a tensor." in words(pilot)
        assert "1 Again" in shown(pilot)
        assert "0 due 2 new" in words(pilot)


async def test_a_card_that_the_edit_removed_is_not_asked(logged, editor):
    editor("sed -i '/tf.rank/d' \"$file\"")
    async with running(logged(LOG), review=True) as pilot:
        await press(pilot, "o")
        assert "____ joins tensors along a new axis." in words(pilot)
        assert "0 due 1 new" in words(pilot)


async def test_what_keeps_an_editor_from_opening_is_said(logged, editor, monkeypatch, tmp_path):
    editor()
    async with running(logged(LOG), review=True) as pilot:
        monkeypatch.setenv("EDITOR", "/no/such/editor")
        await press(pilot, "o")
        assert "the editor '/no/such/editor' does not start" in told(pilot)
        monkeypatch.delenv("EDITOR")
        await press(pilot, "o")
        assert "no editor is set; set EDITOR (or VISUAL)" in told(pilot)
        monkeypatch.setenv("EDITOR", "vi")
        (tmp_path / "log.md").unlink()
        await press(pilot, "o")
        assert "is not there any more" in told(pilot)
        await press(pilot, "space")
        assert "1 Again" in shown(pilot)
