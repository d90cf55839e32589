"""What is shown of the claims behind cards."""

from __future__ import annotations

import pytest

from tests.tui.helpers import press, running, words
from tests.tui.test_search import footer, go, look_for, open_result
from tracker.study import proving

LOG = """
    # Day 1
    Keypoints
    - A sum is the result of an addition. [proof](snippets/sums/add.py#2)
    - `math.fsum` is used to add without an error of rounding.
    """


@pytest.fixture
def proved(study, library, logged):
    logged(LOG)
    study.verify(library.all())
    return study


async def test_a_card_shows_what_its_claim_was_verified_with(proved):
    async with running(proved, review=True) as pilot:
        await press(pilot, "space")
        assert "refuted One and one are three. ✓ verified with TensorFlow" in words(pilot)


async def test_a_card_shows_what_has_changed_since(proved, monkeypatch):
    here = proving.versions()
    monkeypatch.setattr(proving, "versions", lambda: here | {"tensorflow": "99.1"})
    async with running(proved, review=True) as pilot:
        await press(pilot, "space")
        assert f"not verified since a change of tensorflow {here['tensorflow']} → 99.1" in words(pilot)


async def test_a_card_that_was_set_aside_says_what_was_seen_before_and_can_be_asked_again(proved, library, world):
    proved.verify(library.all())
    world.write_text("2")
    assert proved.verify(library.all()).changed
    async with running(proved) as pilot:
        assert "Changed 1 card set aside, since the world changed; search for is:changed" in words(pilot)
        await look_for(pilot, "is:changed")
        await open_result(pilot)
        seen = words(pilot)
        assert "✗ not verified: AssertionError: assert 2 == (2 - 1)" in seen
        assert "The world changed before refuted with TensorFlow" in seen
        assert "now not shown with TensorFlow" in seen
        assert "d Drop" in footer(pilot)
        await go(pilot, "R")
        assert "R Restore" not in footer(pilot)
        assert proved.today().changed == 0


async def test_a_keypoint_without_a_link_shows_what_may_prove_it(proved, write):
    write("root/snippets/sums/float.py", '"""Floats."""\n\nimport math\n\n\ndef f(x):\n    return math.fsum(x)\n')
    async with running(proved) as pilot:
        await look_for(pilot, "rounding kind:keypoint")
        await open_result(pilot)
        assert "May prove sums/float uses math.fsum" in words(pilot)
