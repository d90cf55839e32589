from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.proof import Proof, Sighting, Verification
from tracker.core.snippet import Claim, Snippet, Verdict

CLAIM = Claim("One is odd.", Verdict.HOLDS)
SNIPPET = Snippet("numbers/odd", "Odd numbers", "", (CLAIM,), "odd.py", digest="d1")
OLD, NEW = {"tensorflow": "2.20.0", "python": "3.11.7"}, {"tensorflow": "2.21.0", "python": "3.11.7"}
PASSED = Verification(SNIPPET.id, CLAIM, passed=True, killed="line 1: 1 → 2")
FAILED = replace(PASSED, passed=False, killed="", detail="assert 1 == 2")


def seen(found: Verification, versions: dict[str, str] = OLD, digest: str = "d1", day: int = 1) -> Sighting:
    return Sighting(found, digest, versions, datetime(2026, 5, day, tzinfo=UTC))


def proof(sighting: Sighting | None, versions: dict[str, str] = OLD) -> Proof:
    return Proof(SNIPPET, CLAIM, sighting, tuple(sighting.differences(SNIPPET, versions)) if sighting else ())


def test_a_verdict_counts_while_nothing_has_changed() -> None:
    shown = proof(seen(PASSED))
    assert (shown.verified, shown.verdict) == (True, Verdict.HOLDS)
    assert shown.standing == "verified with TensorFlow 2.20.0"


@pytest.mark.parametrize(
    ("sighting", "versions", "stale"),
    [
        (seen(PASSED), NEW, ("tensorflow 2.20.0 → 2.21.0",)),
        (seen(PASSED), {"python": "3.11.7"}, ("tensorflow 2.20.0 → none",)),
        (seen(PASSED), OLD | {"keras": "3.15.1"}, ("keras none → 3.15.1",)),
        (seen(PASSED, digest="d0"), OLD, ("the snippet or its test",)),
        (seen(PASSED, digest="d0"), NEW, ("tensorflow 2.20.0 → 2.21.0", "the snippet or its test")),
    ],
)
def test_a_verdict_is_stale_when_anything_it_was_seen_on_has_changed(sighting, versions, stale) -> None:
    shown = proof(sighting, versions)
    assert shown.stale == stale
    assert (shown.verified, shown.verdict) == (False, Verdict.UNTESTED)
    assert shown.standing == f"not verified since a change of {', '.join(stale)}: tracker verify --stale"


@pytest.mark.parametrize(
    ("sighting", "standing"),
    [
        (None, "not verified here yet: tracker verify"),
        (seen(FAILED), "not verified: assert 1 == 2"),
        (seen(replace(PASSED, killed="", detail="fails on no mutant")), "not verified: fails on no mutant"),
    ],
)
def test_what_is_not_verified_says_why(sighting, standing) -> None:
    assert (proof(sighting).verdict, proof(sighting).standing) == (Verdict.UNTESTED, standing)


def test_another_result_on_other_versions_is_a_change_of_the_world() -> None:
    after = seen(FAILED, NEW, day=2).after(seen(PASSED))
    assert after.before == seen(PASSED)
    assert proof(after, NEW).news == (
        "holds with TensorFlow 2.20.0 on 2026-05-01",
        "not shown with TensorFlow 2.21.0 on 2026-05-02",
    )


def test_a_claim_that_turns_true_by_itself_is_a_change_too() -> None:
    assert seen(PASSED, NEW).after(seen(FAILED)).before == seen(FAILED)


def test_another_verdict_for_the_same_words_is_a_change() -> None:
    refuted = replace(PASSED, claim=replace(CLAIM, verdict=Verdict.REFUTED))
    assert seen(refuted, digest="d2").after(seen(PASSED)).before == seen(PASSED)


def test_a_mended_snippet_is_no_change_of_the_world() -> None:
    assert seen(PASSED, NEW, digest="d2").after(seen(FAILED)).before is None


def test_a_broken_snippet_is_no_change_of_the_world() -> None:
    assert seen(FAILED, digest="d2").after(seen(PASSED)).before is None


def test_a_snippet_that_came_with_other_versions_may_tell_of_a_changed_world() -> None:
    assert seen(FAILED, NEW, digest="d2").after(seen(PASSED)).before == seen(PASSED)


def test_a_test_that_has_lost_its_edge_is_no_change_of_the_world() -> None:
    blunt = replace(PASSED, killed="")
    assert seen(blunt, digest="d2").after(seen(PASSED)).before is None


def test_a_change_stands_until_the_tests_say_again_what_they_said() -> None:
    changed = seen(FAILED, NEW, day=2).after(seen(PASSED))
    still = seen(FAILED, NEW, day=3).after(changed)
    assert still.before == seen(PASSED)
    assert seen(PASSED, NEW, day=4).after(still).before is None


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["d1", "d2"]), st.booleans()), min_size=1, max_size=8))
def test_what_is_remembered_of_before_always_says_otherwise(history) -> None:
    last = None
    for passed, digest, new in history:
        last = seen(PASSED if passed else FAILED, NEW if new else OLD, digest).after(last)
        assert last.before is None or last.before.verification.passed != passed
        assert last.before is None or last.before.before is None


def test_the_first_sighting_changes_nothing() -> None:
    assert seen(FAILED).after(None).before is None
