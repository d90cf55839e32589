from __future__ import annotations

import pytest

from tracker.core.quiz import gates
from tracker.core.quiz.drafts import Draft
from tracker.core.quiz.gates import GATES, Gate

GOOD = [
    Draft("cloze", "The steps of a padded batch are hidden by a ____ of booleans.", "mask", ("mask",)),
    Draft("term", "Which term fits? Booleans beside a padded batch.", "mask", ("mask",)),
    Draft("basic", "What does a mask hide?", "The padded steps of a batch, wherever they stand, in every layer."),
    Draft("list", "Name the two gates.", "• update\n• reset", ("update", "reset")),
]


@pytest.mark.parametrize("draft", GOOD, ids=lambda draft: draft.kind)
def test_a_good_draft_passes_every_gate(draft: Draft) -> None:
    assert all(gate(draft) for gate in GATES)


@pytest.mark.parametrize(
    ("gate", "draft"),
    [
        pytest.param(
            gates.asks_about_the_world, Draft("basic", "Why? I use a mask.", "Because it helps."), id="a diary"
        ),
        pytest.param(
            gates.asks_about_the_world, Draft("cloze", "Learned about a ____ of booleans.", "mask"), id="an activity"
        ),
        pytest.param(
            gates.answers_hidden,
            Draft("cloze", "A ____ of masks hides the padding.", "mask"),
            id="an answer in plain view",
        ),
        pytest.param(
            gates.answers_hidden, Draft("term", "What masks a step?", "masking"), id="an answer in another form"
        ),
        pytest.param(
            gates.answer_short, Draft("term", "Which term?", "a very long answer nobody types"), id="a long answer"
        ),
        pytest.param(
            gates.answer_short, Draft("list", "Name the two.", "", ("short", "word " * 30)), id="a list of speeches"
        ),
        pytest.param(gates.answer_names_something, Draft("term", "Which term?", "this"), id="a pronoun"),
        pytest.param(gates.answer_names_something, Draft("cloze", "One ____ two three four.", "..."), id="no word"),
        pytest.param(gates.front_short, Draft("basic", "word " * 60, "answer"), id="a front to read"),
        pytest.param(
            gates.front_says_enough, Draft("cloze", "A ____ is a layer.", "GRU"), id="a front that says little"
        ),
    ],
)
def test_a_gate_keeps_a_bad_draft_out(gate: Gate, draft: Draft) -> None:
    assert gate in GATES
    assert not gate(draft)


def test_what_the_learner_judges_may_be_long_and_name_its_subject() -> None:
    long = Draft("basic", "What is a padding mask?", "A mask " + "of the padding " * 20)
    assert gates.answers_hidden(long)
    assert gates.answer_short(long)
