from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.quiz.cards import Card
from tracker.core.quiz.following import follow

FRONT = "The tape computes the ____ of a loss."


def card(id: str, back: str, kind: str = "cloze", front: str = FRONT, accept: tuple[str, ...] = ()) -> Card:
    return Card(id, "keypoint", "maker", kind, front, back, accept)


def follows(old: str, new: str, kind: str = "cloze") -> bool:
    accept = (tuple(old.split(", ")), tuple(new.split(", "))) if kind == "list" else ((), ())
    (followed,) = follow([card("new", new, kind, accept=accept[1])], [card("old", old, kind, accept=accept[0])])
    assert followed == replace(card("new", new, kind, accept=accept[1]), id=followed.id)
    return followed.id == "old"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("gradient", "gradeint"),
        ("gradeint", "gradient"),
        ("Gradient", "gradient"),
        ("backpropagation", "back propagation"),
        ("data set", "dataset"),
        ("pre-trained model", "pretrained model"),
        ("the gradient tape", "gradient tape"),
        ("LSTM", "LSTMs"),
        ("update gate", "update gates"),
        ("tf.GradientTape", "tf.GradientTape()"),
        ("GradientTape", "tf.GradientTape"),
        ("tf.GradientTape", "tf.GradeintTape"),
        ("eager execution", "eager excution"),
        ("optimiser", "optimizer"),
    ],
)
def test_a_card_that_asks_for_the_same_apart_from_a_typo_follows(old: str, new: str) -> None:
    assert follows(old, new)
    assert follows(new, old)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tf.ones", "tf.zeros"),
        ("np.ones", "tf.ones"),
        ("tf.gather", "tf.gather_nd"),
        ("mutable", "immutable"),
        ("linear", "nonlinear"),
        ("2", "3"),
        ("two", "ten"),
        ("float32", "float64"),
        ("GRU", "RNN"),
        ("LSTM", "GRU"),
        ("eager", "eager execution"),
        ("update gate", "reset gate"),
        ("encoder", "decoder"),
        ("causal", "casual"),
        ("mean", "median"),
        ("argmax", "argmin"),
        ("row", "low"),
        ("not trainable", "trainable"),
        ("big batch", "large batch"),
    ],
)
def test_a_card_whose_answer_changed_is_a_new_one(old: str, new: str) -> None:
    assert not follows(old, new)
    assert not follows(new, old)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("A buffer that all devices of a host share.", "A buffer that all the devices of one host share.", True),
        ("A buffer that all devices of a host share.", "A bufer which all devices of a host share.", True),
        ("A buffer that all devices of a host share.", "A buffer that no devices of a host share.", False),
        ("A buffer that all devices of a host share.", "A queue that all devices of a host share.", False),
        ("A buffer that holds 16 numbers for a host.", "A buffer that holds 32 numbers for a host.", False),
        ("True", "True.", True),
        ("True", "False", False),
    ],
)
def test_an_answer_that_the_learner_judges_may_be_put_in_other_words(old: str, new: str, same: bool) -> None:
    assert follows(old, new, "basic") is follows(new, old, "basic") is same


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("reset gate, update gate", "update gate, reset gate", True),
        ("reset gate, update gate", "rseet gate, udpate gates", True),
        ("reset gate, update gate", "reset gate, output gate", False),
        ("reset gate, update gate", "reset gate, update gate, output gate", False),
    ],
)
def test_a_list_follows_when_each_of_its_members_does(old: str, new: str, same: bool) -> None:
    assert follows(old, new, "list") is follows(new, old, "list") is same


def test_a_gap_and_a_question_ask_for_a_term_alike() -> None:
    (followed,) = follow([card("new", "gradeint", "term")], [card("old", "gradient", "cloze")])
    assert followed.id == "old"


@pytest.mark.parametrize("kind", ["basic", "list"])
def test_a_question_of_another_sort_is_another_card(kind: str) -> None:
    (followed,) = follow([card("new", "gradient", kind)], [card("old", "gradient")])
    assert followed.id == "new"


def test_a_card_that_is_as_it_was_keeps_its_id_from_all_others() -> None:
    made = [card("new", "gradient"), card("old", "gradeint")]
    assert [one.id for one in follow(made, [card("old", "gradient")])] == ["new", "old"]


def test_the_closer_answer_goes_on_and_then_the_closer_question() -> None:
    made = [card("a", "gradeint"), card("b", "gradient", front="A loss has a ____."), card("c", "gradient")]
    former = [card("old", "gradient"), card("older", "gradient", front="A loss has one ____.")]
    assert [one.id for one in follow(made, former)] == ["a", "older", "old"]


def test_the_parts_of_a_statement_share_its_cards_out() -> None:
    made = [card("a", "update gate"), replace(card("b", "update gate"), keypoint="part")]
    followed = follow(made, [card("old", "update gates")])
    assert [one.id for one in followed] == ["old", "b"]
    assert [one.keypoint for one in followed] == ["keypoint", "part"]


answers = st.sampled_from(["gradient", "gradeint", "gradients", "tape", "tpae", "mask", "2", "3", "tf.ones", "ones"])
kinds = st.sampled_from(["cloze", "term", "basic", "list"])


def cards(prefix: str) -> st.SearchStrategy[list[Card]]:
    shared = st.integers(0, 3).map(lambda number: f"shared{number}")
    own = st.integers(0, 30).map(lambda number: f"{prefix}{number}")
    return st.lists(st.builds(card, shared | own, answers, kinds), max_size=6, unique_by=lambda one: one.id)


@given(cards("new"), cards("old"))
def test_no_two_cards_get_one_id(made: list[Card], former: list[Card]) -> None:
    followed = follow(made, former)
    assert len({one.id for one in followed}) == len(made)
    assert [replace(one, id="") for one in followed] == [replace(one, id="") for one in made]
    before = {one.id for one in former}
    for one, was in zip(followed, made, strict=True):
        assert one.id == was.id or (one.id in before and was.id not in before)
    assert follow(made, former) == followed
    assert follow(followed, former) == followed
