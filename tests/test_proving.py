"""Proofs: the claims behind cards, what their tests say, and what becomes of cards when these say something else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.adding import ADDING, TEST
from tests.test_cli import as_json, refused, tracker
from tracker import bundled
from tracker.core.errors import UserError
from tracker.core.proof import Verification
from tracker.core.schedule import Rating
from tracker.core.snippet import Status, Verdict
from tracker.runner.library import Library
from tracker.study import Study, proving

Write = Callable[[str, str], Path]

LOG = """
    # Day 1
    Keypoints
    - A sum is the result of an addition. [proof](snippets/sums/add.py#1)
    - The sum of one and one is called two, whereas three is the sum of one and two. [proof](snippets/sums/add.py#2)
    - `math.fsum` is used to add without an error of rounding.
    """


def verdicts(study: Study) -> dict[str, Verdict]:
    """By the back of each card that is linked, the verdict of its claim."""
    views = [view for view in study.cards() if view.snippet]
    return {view.card.back: proof.verdict for view, proof in zip(views, study.proofs(views), strict=True) if proof}


def held(study: Study) -> set[str]:
    return {view.card.id for view in study.cards() if view.held == "changed"}


# Links


def test_a_card_shows_the_claim_that_its_keypoint_links_to(study: Study, write: Write) -> None:
    link = "[proof](../snippets/gradients/tape.py#2)"
    study.import_logs([write("log.md", f"# Day 1\nKeypoints\n- A tape is a recorder of operations. {link}\n")])
    (view,) = study.cards()
    proof = study.proof(view)
    assert proof and proof.claim == proof.snippet.claims[1]
    assert proof.verdict == Verdict.UNTESTED


@pytest.mark.parametrize("fragment", ["", "#0", "#99", "#why", "#" + "9" * 5000])
def test_a_link_to_no_claim_still_leads_to_the_snippet(study: Study, write: Write, fragment: str) -> None:
    link = f"[proof](../snippets/gradients/tape.py{fragment})"
    study.import_logs([write("log.md", f"# Day 1\nKeypoints\n- A tape is a recorder of operations. {link}\n")])
    proof = study.proof(study.cards()[0])
    assert proof and (proof.snippet.id, proof.claim) == ("gradients/tape", None)


def test_a_keypoint_without_a_link_is_offered_what_uses_the_names_it_mentions(
    study: Study, library: Library, write: Write
) -> None:
    write("root/snippets/sums/add.py", ADDING.replace("a + b", "math.fsum([a, b])"))
    study.import_logs([write("log.md", LOG)])
    linked, _, free = (study.keypoint(id) for id in dict.fromkeys(view.card.keypoint for view in study.cards()))
    assert study.offers(linked) == []
    assert [(offer.target, offer.names) for offer in study.offers(free)] == [("sums/add", ("math.fsum",))]


def test_an_offer_is_taken_by_a_link_in_the_log(study: Study, library: Library, write: Write) -> None:
    path = write("log.md", LOG)
    study.import_logs([path])
    before = study.cards("math.fsum")[0]
    study.link(before.card.keypoint, "sums/add#1")
    assert path.read_text().endswith(
        "- `math.fsum` is used to add without an error of rounding. [proof](snippets/sums/add.py#1)\n"
    )
    (after,) = study.cards("math.fsum")
    assert after.card.id == before.card.id
    proof = study.proof(after)
    assert proof and proof.claim == proof.snippet.claims[0]


@pytest.mark.parametrize(
    ("target", "message"),
    [("sums/ad", "did you mean sums/add"), ("sums/add#3", "has claims 1 to 2"), ("sums/add#x", "has claims 1 to 2")],
)
def test_a_link_to_nothing_is_not_written(
    study: Study, library: Library, write: Write, target: str, message: str
) -> None:
    path = write("log.md", LOG)
    study.import_logs([path])
    text = path.read_text()
    with pytest.raises(UserError, match=message):
        study.link(study.cards("math.fsum")[0].card.keypoint, target)
    assert path.read_text() == text


def test_a_row_of_a_table_is_not_linked(study: Study, library: Library, write: Write) -> None:
    path = write("log.md", "# Day 1\nKeypoints\n| term | meaning |\n|---|---|\n| mask | a tensor of booleans |\n")
    study.import_logs([path])
    before = path.read_text()
    with pytest.raises(UserError, match="row of a table"):
        study.link(study.cards()[0].card.keypoint, "sums/add")
    assert path.read_text() == before


def test_a_link_below_a_question_is_a_link_and_one_to_elsewhere_is_none(
    study: Study, library: Library, write: Write
) -> None:
    log = """
        # Day 1
        Keypoints
        - What is a sum?
          - It is the result of an addition. [proof](snippets/sums/add.py#1)
        - A summand is a number that is added to another. [guide](https://example.org/snippets/sums)
        """
    study.import_logs([write("log.md", log)])
    question, term = dict.fromkeys(view.card.keypoint for view in study.cards())
    with pytest.raises(UserError, match="linked to a snippet already"):
        study.link(question, "sums/add#2")
    study.link(term, "sums/add#2")
    assert study.keypoint(term).keypoint.snippet == "snippets/sums/add.py#2"


def test_a_keypoint_is_linked_once(study: Study, library: Library, write: Write) -> None:
    study.import_logs([write("log.md", LOG)])
    with pytest.raises(UserError, match="linked to a snippet already"):
        study.link(study.cards("addition")[0].card.keypoint, "sums/add#2")


# Runs


def test_a_run_is_shown_live_and_counts_for_the_ring(study: Study, library: Library) -> None:
    seen: list[tuple[str, str]] = []
    run = study.run(study.snippet("sums/add"), lambda stream, text: seen.append((stream, text)))
    assert (run.status, run.stdout, seen) == (Status.PASSED, "2\n", [("stdout", "2\n")])
    assert study.streaks().ran.current == 1


def test_a_snippet_that_does_not_exist_is_refused_with_a_near_one(study: Study) -> None:
    with pytest.raises(UserError, match="did you mean gradients/tape"):
        study.snippet("gradients/tap")


# Verdicts


def test_a_verified_claim_counts_until_the_snippet_changes(study: Study, library: Library, write: Write) -> None:
    study.import_logs([write("log.md", LOG)])
    done = study.verify(library.all())
    assert {(found.verified, found.killed) for found in done.found} == {(True, "line 15: a + b → (a) - (b)")}
    assert verdicts(study)["sum"] == Verdict.HOLDS
    write("root/snippets/sums/add.py", ADDING + "\n")
    assert set(verdicts(study).values()) == {Verdict.UNTESTED}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["tensorflow", "keras", "numpy", "python", "platform"])
def test_a_verified_claim_counts_until_a_version_changes(
    study: Study, library: Library, write: Write, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    study.import_logs([write("log.md", LOG)])
    study.verify(library.all())
    assert study.chosen(stale=True) == []
    here = proving.versions()
    monkeypatch.setattr(proving, "versions", lambda: here | {name: "another"})
    assert verdicts(study)["sum"] == Verdict.UNTESTED
    assert [snippet.id for snippet in study.chosen(stale=True)] == ["sums/add"]
    [(_, (proof, _))] = study.snippets()
    assert proof.stale == (f"{name} {here[name]} → another",)


def test_a_claim_whose_test_fails_is_not_verified(study: Study, library: Library, write: Write) -> None:
    write("root/snippets/sums/test_add.py", TEST.replace("{three}", "2"))
    done = study.verify(library.all())
    assert [found.verified for found in done.found] == [True, False]
    assert [proof.verified for _, proofs in study.snippets() for proof in proofs] == [True, False]
    assert done.changed == ()


def test_what_is_verified_is_chosen_by_snippet_and_by_topic(study: Study, library: Library, write: Write) -> None:
    write("root/snippets/sums/subtract.py", '"""Subtracting."""\n')
    write("root/snippets/tensors/rank.py", '"""Rank."""\n')
    assert [snippet.id for snippet in study.chosen(["sums"])] == ["sums/add", "sums/subtract"]
    assert [snippet.topic for snippet in study.chosen(["tensors/rank", "sums"])] == ["tensors", "sums", "sums"]
    assert len(study.chosen()) == 3
    with pytest.raises(UserError, match="no snippet 'sum'"):
        study.chosen(["sum"])


def test_snippets_are_found_by_what_they_use(study: Study, library: Library, write: Write) -> None:
    write("root/snippets/tensors/rank.py", '"""Rank."""\nimport tensorflow as tf\n\ndef f(x):\n    return tf.rank(x)\n')
    assert [snippet.id for snippet, _ in study.snippets(wanted="tf.rank")] == ["tensors/rank"]
    with pytest.raises(UserError, match=r"no snippet uses 'tf\.size'"):
        study.snippets(wanted="tf.size")


# The world changes


def test_a_card_whose_proof_turns_out_otherwise_is_set_aside_without_a_lapse(
    study: Study, library: Library, world: Path, write: Write
) -> None:
    study.import_logs([write("log.md", LOG)])
    sitting = study.start()
    while asked := study.ask(sitting):
        study.answer(sitting, asked[0], Rating.GOOD, 1.0)
    study.verify(library.all())
    asked_before = study.today().cards
    memories = {view.card.id: (view.due_at, view.due_day) for view in study.cards()}
    world.write_text("2")
    done = study.verify(library.all())
    (changed,) = done.changed
    assert changed.proof.claim == library.all()[0].claims[1]
    assert set(changed.cards) == held(study) != set()
    assert study.today().changed == len(changed.cards)
    assert study.today().cards == asked_before - len(changed.cards)
    assert {view.card.id: (view.due_at, view.due_day) for view in study.cards()} == memories
    assert {view.card.id for view in study.cards("is:changed")} == held(study)


@pytest.mark.slow
def test_what_was_seen_before_and_after_is_shown(study: Study, library: Library, world: Path, write: Write) -> None:
    study.import_logs([write("log.md", LOG)])
    study.verify(library.all())
    world.write_text("2")
    study.verify(library.all())
    [view, *_] = [view for view in study.cards() if view.held]
    proof = study.proof(view)
    assert proof and proof.news
    before, now = proof.news
    assert before.startswith("refuted with TensorFlow") and before.endswith("on 2026-03-02")
    assert now.startswith("not shown with TensorFlow")


@pytest.mark.slow
def test_the_card_is_asked_again_when_the_tests_say_again_what_they_said(
    study: Study, library: Library, world: Path, write: Write
) -> None:
    study.import_logs([write("log.md", LOG)])
    study.verify(library.all())
    world.write_text("2")
    aside = study.verify(library.all()).changed[0].cards
    again = study.verify(library.all())
    assert (again.changed, again.restored) == ((), ())
    world.write_text("3")
    done = study.verify(library.all())
    assert (done.changed, done.restored) == ((), aside)
    assert held(study) == set()


@pytest.mark.slow
def test_a_card_that_the_learner_holds_stays_as_it_is(
    study: Study, library: Library, world: Path, write: Write
) -> None:
    study.import_logs([write("log.md", LOG)])
    study.verify(library.all())
    own = [view.card.id for view in study.cards() if view.snippet and view.snippet.endswith("#2")]
    study.suspend(own)
    for said in ("2", "3"):
        world.write_text(said)
        done = study.verify(library.all())
        assert [changed.cards for changed in done.changed] in ([()], [])
        assert done.restored == ()
    assert {view.held for view in study.cards() if view.card.id in own} == {"suspended"}


@pytest.mark.slow
def test_a_card_that_was_set_aside_can_be_restored_by_hand(
    study: Study, library: Library, world: Path, write: Write
) -> None:
    study.import_logs([write("log.md", LOG)])
    study.verify(library.all())
    world.write_text("2")
    aside = study.verify(library.all()).changed[0].cards
    study.restore(aside)
    assert study.verify(library.all()).changed == ()
    assert held(study) == set()


@pytest.mark.slow
def test_tests_that_cannot_be_run_change_nothing(study: Study, library: Library, write: Write) -> None:
    study.import_logs([write("log.md", LOG)])
    study.verify(library.all())
    before = verdicts(study)
    test = TEST.replace("{three}", "3")
    write("root/snippets/sums/test_add.py", test + "\n    import os\n    os._exit(1)\n")
    done = study.verify(library.all())
    assert {found.detail for found in done.found} == {"the tests ended early: exit status 1"}
    assert done.changed == ()
    write("root/snippets/sums/test_add.py", test)
    assert verdicts(study) == before


@pytest.mark.slow
def test_what_was_seen_of_a_claim_that_is_gone_is_forgotten(study: Study, library: Library, write: Write) -> None:
    study.verify(library.all())
    write("root/snippets/sums/add.py", ADDING.replace("One and one are three.", "One and one are four."))
    study.verify(library.all())
    [(_, (_, proof))] = study.snippets()
    assert proof.seen and proof.seen.verification.detail == "no test names this claim"


@pytest.mark.slow
def test_a_card_comes_back_also_when_its_link_is_gone(
    study: Study, library: Library, world: Path, write: Write
) -> None:
    study.import_logs([write("log.md", LOG)])
    study.verify(library.all())
    world.write_text("2")
    aside = study.verify(library.all()).changed[0].cards
    study.import_logs([write("log.md", LOG.replace(" [proof](snippets/sums/add.py#2)", ""))])
    assert study.verify(library.all()).restored == aside
    assert held(study) == set()


def test_what_was_judged_before_an_interruption_is_kept(study: Study, library: Library, write: Write) -> None:
    def interrupt(found: Verification) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        study.verify(library.all(), interrupt)
    [(_, (first, second))] = study.snippets()
    assert first.verified and second.seen is None


# Commands


def test_the_index_is_narrowed_by_topic_and_by_name() -> None:
    found = as_json("snippets", "gradients", "--uses", "tf.GradientTape")["snippets"]
    assert "gradients/tape" in {snippet["id"] for snippet in found}
    assert {snippet["topic"] for snippet in found} == {"gradients"}
    assert "tf.GradientTape" in found[0]["uses"]
    assert all(claim["verified"] is False for snippet in found for claim in snippet["claims"])


def test_the_list_says_how_much_is_verified() -> None:
    done = tracker("snippets", "gradients/tape")
    assert done.stdout.startswith("gradients/tape  GradientTape: ")
    assert "\n  · refuted: Assigning to a variable" in done.stdout
    assert done.stderr == "1 snippet, 0 claims verified here, 5 not: tracker verify --stale\n"


@pytest.mark.parametrize(
    "command",
    [
        ["snippets", "nosuch"],
        ["snippets", "--uses", "tf.no_such_thing"],
        ["verify", "nosuch"],
        ["link", "nosuch", "gradients/tape"],
    ],
)
def test_what_does_not_exist_is_refused(command: list[str]) -> None:
    assert refused(tracker(*command))


def test_a_shown_keypoint_is_offered_snippets_and_a_command_that_links(write: Write) -> None:
    path = write("log.md", "# Day 1\nKeypoints\n- `tf.GradientTape` is used to record operations.\n")
    tracker("import", path)
    keypoint = as_json("cards")["cards"][0]["keypoint"]
    shown = as_json("show", keypoint)
    target = shown["offers"][0]["snippet"]
    assert shown["offers"][0]["names"] == ["tf.GradientTape"]
    assert f"tracker link {keypoint[:8]} {target} writes a link behind it" in tracker("show", keypoint).stderr
    assert tracker("link", keypoint, target).returncode == 0
    assert f"snippets/{target.partition('#')[0]}.py" in path.read_text()
    assert as_json("show", keypoint)["offers"] == []


def test_the_bundled_log_is_not_linked_by_hand() -> None:
    tracker("import", bundled.root() / "content" / "logs.md")
    card = as_json("cards")["cards"][0]
    assert "comes with tracker" in refused(tracker("link", card["keypoint"], "gradients/tape"))
