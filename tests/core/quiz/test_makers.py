from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.knowledge import Statement
from tracker.core.quiz import makers
from tracker.core.quiz.drafts import Draft
from tracker.core.quiz.makers import MAKERS, Maker
from tracker.core.quiz.terms import Terms


def made(maker: Maker, text: str, *points: str, log: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The fronts and backs a maker drafts for a statement in a log that says `log` besides."""
    statement = Statement(text, tuple(Statement(point) for point in points))
    terms = Terms.of([statement, *(Statement(other) for other in log)])
    return [(draft.front, draft.back) for draft in maker(statement, terms)]


# Each maker has its shape ...


@pytest.mark.parametrize(
    ("maker", "text", "cards"),
    [
        (
            makers.question,
            "does a mask cost memory? Yes, one boolean a step.",
            [("Does a mask cost memory?", "Yes, one boolean a step.")],
        ),
        (
            makers.enumeration,
            "There are two gates in a GRU, namely update and reset.",
            [("Name the two gates in a GRU.", "• update\n• reset")],
        ),
        (
            makers.enumeration,
            "There are different kinds of padding which include pre and post",
            [("Name the two kinds of padding.", "• pre\n• post")],
        ),
        (
            makers.enumeration,
            "An LSTM has 3 gates: input, forget and output",
            [("An LSTM has three gates: name them.", "• input\n• forget\n• output")],
        ),
        (
            makers.label,
            "Mask: booleans beside a padded batch",
            [("Which term fits? Booleans beside a padded batch.", "Mask")],
        ),
        (
            makers.alias,
            "Cutting gradients at a limit is also called clipping.",
            [("Cutting gradients at a limit is called ____.", "clipping")],
        ),
        (
            makers.alias,
            "A weight may be shared by two layers. This is known as “weight tying” in papers.",
            [("A weight may be shared by two layers. This is called ____.", "weight tying")],
        ),
        (
            makers.alias,
            "A recurrent unit (also known as cell) has a state.",
            [("Recurrent unit is also known as ____.", "cell")],
        ),
        (
            makers.contrast,
            "Padding is added to a batch, whereas masking is told to a layer.",
            [
                ("Padding is added to a batch, whereas ____ is told to a layer.", "masking"),
                ("____ is added to a batch.  (not masking)", "Padding"),
            ],
        ),
        (
            makers.contrast,
            "Two cells exist, PlainCell keeps a short state, where GatedUnit keeps a longer one.",
            [
                ("Two cells exist, PlainCell keeps a short state, where ____ keeps a longer one.", "GatedUnit"),
                ("____ keeps a short state.  (not GatedUnit)", "PlainCell"),
            ],
        ),
        (
            makers.difference,
            "We can sort the columns in a list which is not possible in a set because it has no order.",
            [
                (
                    "What can you do in a list but not in a set, and why?",
                    "Sort the columns because it has no order.",
                )
            ],
        ),
        (
            makers.definition,
            "A mask is a tensor of booleans that hides padding.",
            [("Which term fits? A tensor of booleans that hides padding.", "mask")],
        ),
        (
            makers.definition,
            "Truncation is cutting a sequence at a limit.",
            [("Which term fits? Cutting a sequence at a limit.", "Truncation")],
        ),
        (
            makers.definition,
            "Masks are small tensors that hide padding, while weights are learned.",
            [("Which term fits? Small tensors that hide padding.", "Masks")],
        ),
        (
            makers.definition,
            "The padding mask is a mask of the padding.",
            [("What is the padding mask?", "A mask of the padding.")],
        ),
        (
            makers.definition,
            "Back propagation, in the narrow sense, refers to the walk backwards through a graph.",
            [("Which term fits? The walk backwards through a graph.", "Back propagation")],
        ),
        (
            makers.meaning,
            "Edges: Edges represent the flow of values.",
            [("What do edges represent?", "The flow of values.")],
        ),
        (
            makers.meaning,
            "GRU stands for gated recurrent unit",
            [("What does GRU stand for?", "Gated recurrent unit")],
        ),
        (
            makers.use,
            "Keras uses a mask to skip the padded steps.",
            [("What does Keras use to skip the padded steps?", "a mask")],
        ),
        (
            makers.service,
            "A mask is used to hide the padded steps.",
            [("A ____ is used to hide the padded steps.", "mask")],
        ),
        (
            makers.service,
            "Bucketing allows you to batch sequences of similar length.",
            [("____ allows you to batch sequences of similar length.", "Bucketing")],
        ),
        (
            makers.pair,
            "In this plot, rows represent sentences and columns represent words (or parts).",
            [("In this plot, rows represent sentences and columns represent ____.", "words")],
        ),
        (
            makers.reason,
            "A mask is cheap because booleans are small.",
            [("Why? A mask is cheap.", "Because booleans are small.")],
        ),
        (
            makers.default,
            "Keras by default puts the batch on the first axis",
            [("Where? Keras by default puts the batch …", "The first axis")],
        ),
        (
            makers.name_cloze,
            "Padding to one length is done by `pad_sequences` before training.",
            [("Padding to one length is done by ____ before training.", "pad_sequences")],
        ),
    ],
)  # fmt: skip
def test_a_maker_asks_what_its_shape_says(maker: Maker, text: str, cards: list[tuple[str, str]]) -> None:
    assert made(maker, text) == cards
    assert maker in makers.makers(Statement(text))


WORDS = (
    "a the in we mask masks `fit` GRU it this two 3 of and or , ; : ? ( ) — . ! is are has have needs uses use used to "
    "can represent represents denotes holds means meant refers stands for is called known as also named referred that "
    "which whereas where while but on other hand not possible impossible because due since by default puts store on to"
).split()


@given(st.lists(st.sampled_from(WORDS), min_size=4, max_size=30).map(" ".join))
def test_a_maker_that_is_not_asked_has_nothing_to_draft(text: str) -> None:
    assert {maker for maker in MAKERS if made(maker, text)} <= set(makers.makers(Statement(text)))


def test_the_makers_are_asked_in_the_order_of_preference() -> None:
    text = "What is a cell: a unit that is called gate, whereas a loop can represent two things because it uses `fit`?"
    asked = makers.makers(Statement(text))
    assert list(asked) == [maker for maker in MAKERS if maker in asked]
    assert makers.makers(Statement("Padding costs time.")) == (makers.name_cloze, makers.term_cloze)


def test_a_question_is_answered_by_what_hangs_on_it() -> None:
    statement = Statement("what does a mask hide?", (Statement("Padding", (Statement("at either end"),)),))
    assert list(makers.question(statement, Terms())) == [
        Draft("basic", "What does a mask hide?", "• Padding\n  • at either end")
    ]


def test_a_lead_in_asks_for_its_points() -> None:
    assert made(
        makers.enumeration, "A GRU step, in order:", "update: how much to keep", "reset: how much to forget"
    ) == [("A GRU step, in order … (name the two)", "• update\n• reset")]


def test_a_term_is_asked_where_it_is_the_subject_beside_what_it_was_listed_with() -> None:
    listed = "There are two paddings, namely pre padding and post padding."
    text = "In pre padding, zeros are put before the first word of a sequence."
    assert made(makers.term_cloze, text, log=(listed,)) == [
        ("In ____, zeros are put before the first word of a sequence.  (not post padding)", "pre padding")
    ]


# ... and near-misses it leaves alone


@pytest.mark.parametrize(
    ("maker", "text"),
    [
        pytest.param(makers.question, "Does a mask cost memory?", id="a question nobody answered"),
        pytest.param(makers.enumeration, "There are three gates, namely update and reset.", id="a wrong count"),
        pytest.param(makers.enumeration, "There are many papers on gates.", id="no list"),
        pytest.param(makers.enumeration, "A GRU has many uses: text, sound", id="a list of examples"),
        pytest.param(makers.label, "Masks: A mask hides the padded steps.", id="a heading over a sentence"),
        pytest.param(makers.label, "Mask: a mask over padding steps", id="a label that its text gives away"),
        pytest.param(makers.alias, "This is called masking.", id="an alias for nothing in sight"),
        pytest.param(makers.contrast, "It is fast, whereas masking is slow at times.", id="a contrast with a pronoun"),
        pytest.param(makers.contrast, "Masks help in models where the padding is long.", id="a place"),
        pytest.param(makers.definition, "It is a tensor of booleans.", id="a pronoun"),
        pytest.param(makers.definition, "A mask is extremely useful.", id="an opinion"),
        pytest.param(makers.definition, "The model is training on two devices.", id="a tense"),
        pytest.param(makers.definition, "A GRU is a GRU.", id="a tautology"),
        pytest.param(makers.meaning, "It represents a padded step.", id="a pronoun that represents"),
        pytest.param(makers.use, "A mask can be used to hide steps.", id="used, not using"),
        pytest.param(makers.service, "It is used to hide steps.", id="a pronoun that serves"),
        pytest.param(makers.service, "The tf.where function is used to hide steps.", id="half a name"),
        pytest.param(makers.pair, "Rows represent sentences and words.", id="one subject"),
        pytest.param(makers.reason, "It is cheap because booleans are small.", id="a pronoun with a reason"),
        pytest.param(makers.default, "It is possible to put a mask on the GPU.", id="no default"),
        pytest.param(makers.name_cloze, "`fit` and `evaluate` run through the batches.", id="two subjects"),
        pytest.param(makers.name_cloze, "`fit` is very popular for short scripts.", id="an opinion on a name"),
        pytest.param(makers.name_cloze, "`A` comes from `B` and `C` comes from `A`.", id="two claims about one name"),
        pytest.param(makers.name_cloze, "If you like, `fit` shows a bar while it runs.", id="advice"),
        pytest.param(makers.name_cloze, "Is `fit` faster than a loop of your own?", id="a name in a question"),
        pytest.param(makers.term_cloze, "A gate tends to help with long sequences a lot.", id="an unknown term"),
    ],
)
def test_a_near_miss_makes_no_card(maker: Maker, text: str) -> None:
    assert made(maker, text) == []


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
@pytest.mark.parametrize(
    "text", ["", ".", "?", ":", "____", "`", "is", "A is a", "x: y", "a, b and c", "There are two"]
)
def test_no_maker_stumbles_over_scraps(maker: Maker, text: str) -> None:
    made(maker, text, "")


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("A run that learns no more is ended by `keras.callbacks.EarlyStopping` in time.",
         ("keras.callbacks.EarlyStopping", "EarlyStopping")),
        ("The slope comes from tape.gradient() after the block.", ("tape.gradient()", "tape.gradient", "gradient")),
    ],
)  # fmt: skip
def test_the_last_part_of_a_name_is_answer_enough(text: str, accepted: tuple[str, ...]) -> None:
    (draft,) = makers.name_cloze(Statement(text), Terms())
    assert draft.accept == accepted


def test_what_somebody_did_defines_no_label() -> None:
    assert list(makers.label(Statement("Performance: Mastered the profiler of a graph"), Terms())) == []
