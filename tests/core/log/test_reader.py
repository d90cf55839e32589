from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.log import Day, Entry, Kind, Problem, read


def only_day(text: str) -> Day:
    (day,) = read(text).days
    return day


def keypoints(text: str) -> list[str]:
    return [entry.text for _, entry in read(text).keypoints()]


def activities(text: str) -> list[str]:
    return [entry.text for _, entry in read(text).entries() if entry.kind is Kind.ACTIVITY]


# Days


def test_a_log_is_days_with_their_sections_and_entries() -> None:
    log = read(
        """\
# My log

## Day 1: Optimisers
✅ Daily logs
---
- read about momentum

🔑 Keypoints
---
- Momentum keeps a running average of gradients.

## Day 2
""",
        path="log.md",
        repairs=["cp1252"],
    )
    assert (log.path, log.title, log.repairs) == ("log.md", "My log", ("cp1252",))
    first, second = log.days
    assert (first.line, first.label, first.numbers, first.title) == (3, "Day 1: Optimisers", (1,), "Optimisers")
    assert first.entries == (
        Entry(6, Kind.ACTIVITY, "Daily logs", "read about momentum"),
        Entry(10, Kind.KEYPOINT, "Keypoints", "Momentum keeps a running average of gradients."),
    )
    assert first.filled
    assert (second.line, second.entries) == (12, ())
    assert not second.filled


def test_a_day_may_claim_several_numbers() -> None:
    text = """\
# day 6 & 7
# Days 9-11
"""
    assert [day.numbers for day in read(text).days] == [(6, 7), (9, 10, 11)]


def test_a_day_takes_its_title_from_its_first_own_heading() -> None:
    text = """\
# Day 3
🔥 Graphs from the ground up:
---
"""
    assert only_day(text).title == "Graphs from the ground up"


@pytest.mark.parametrize(
    "body",
    ["", "Keypoints\n- \n- \n", "Daily logs\n---\nN/A\n", "- [ ] read chapter 4\n", "📝 Message\nno time today\n"],
    ids=["nothing", "empty bullets", "a placeholder", "an open task", "a message"],
)
def test_a_day_without_entries_is_not_filled(body: str) -> None:
    assert not only_day(f"# Day 1\n{body}").filled


def test_a_body_that_contradicts_its_heading_is_a_problem_on_its_line() -> None:
    log = read(
        """\
# Day 3
🎯 day 2 of #365days

# Day 4
🎯 day 4 of #365days

# Day 6 & 7

day 6 of #365days
"""
    )
    assert log.problems == (
        Problem(2, "heading says day 3, its body says day 2"),
        Problem(9, "heading says day 6 & 7, its body says day 6"),
    )


def test_the_line_that_names_the_day_is_no_entry_but_its_tag_counts() -> None:
    day = only_day("# Day 4\nday 4 of #365days\n")
    assert day.entries == ()
    assert day.tags == ("365days",)


def test_text_before_the_first_day_is_not_in_the_log() -> None:
    assert keypoints("# Log\n- A tensor is immutable.\n# Day 1\n") == []


# Sections, in whatever construct their label stands


@pytest.mark.parametrize(
    "label",
    [
        "## Keypoints",
        "### 🔑 Key points:",
        "Keypoints\n---",
        "Keypoints\n===",
        "Keypoints\n- ",
        "Keypoints",
        "🔑 Keypoints:\n",
        "**Keypoints**",
        "__Keypoints__\n",
        "**Keypoints:**",
    ],
)
def test_a_label_opens_its_section_however_it_is_marked(label: str) -> None:
    assert only_day(f"# Day 1\n{label}\n- short, no verb\n").entries[-1].section == "Keypoints"


def test_the_first_line_of_a_paragraph_may_be_the_label_of_the_rest() -> None:
    entries = only_day("# Day 1\n🔑 Keypoints\nPadding is free\nwhen lengths are known.\n").entries
    assert entries == (Entry(3, Kind.KEYPOINT, "Keypoints", "Padding is free when lengths are known."),)


def test_a_label_may_share_its_line_with_its_text() -> None:
    text = """\
# Day 1
Message: a slow day
**Progress:** a first GRU from scratch
"""
    assert only_day(text).entries == (Entry(3, Kind.ACTIVITY, "Daily logs", "a first GRU from scratch"),)


def test_labels_follow_each_other_in_one_paragraph_when_they_are_decorated() -> None:
    text = """\
# Day 1
📝 Message
tired but happy
✅ Daily logs
a plot of the loss
"""
    assert only_day(text).entries == (Entry(5, Kind.ACTIVITY, "Daily logs", "a plot of the loss"),)


def test_a_heading_of_the_learners_own_is_a_topic() -> None:
    text = """\
# Day 1
## Recurrent networks
- A GRU has two gates.
- played with a GRU
- gates, gates, gates
"""
    assert only_day(text).entries == (
        Entry(3, Kind.KEYPOINT, "Recurrent networks", "A GRU has two gates."),
        Entry(4, Kind.ACTIVITY, "Recurrent networks", "played with a GRU"),
        Entry(5, Kind.ACTIVITY, "Recurrent networks", "gates, gates, gates"),
    )


@pytest.mark.parametrize("label", ["Message", "Plan", "Tomorrow", "Next steps"])
def test_messages_and_plans_give_no_entries(label: str) -> None:
    text = f"# Day 1\n## {label}\nA tensor is immutable.\n\n- A graph is a data structure.\n"
    assert only_day(text).entries == ()


def test_thoughts_are_kept_for_the_facts_in_them() -> None:
    text = """\
# Day 1
**Thoughts:** I liked it today. A graph is a data structure.

**Thoughts:** I am tired.
"""
    (entry,) = only_day(text).entries
    assert (entry.kind, entry.line, entry.section) == (Kind.ACTIVITY, 2, "Thoughts")
    assert keypoints(text) == ["A graph is a data structure."]


def test_resources_give_links_and_no_entries() -> None:
    text = """\
# Day 1
Resources
---
- [the guide](https://example.org/guide) is good
- https://example.org/video
"""
    day = only_day(text)
    assert day.entries == ()
    assert [(link.line, link.title, link.url) for link in day.resources] == [
        (4, "the guide", "https://example.org/guide"),
        (5, "", "https://example.org/video"),
    ]


# Entries


def test_nested_points_hang_on_their_bullet() -> None:
    text = """\
# Day 1
Keypoints
---
- What does the tape keep?
   - The forward pass
     - operations
   - Nothing about later
   changes
"""
    (entry,) = only_day(text).entries
    assert entry == Entry(
        4,
        Kind.KEYPOINT,
        "Keypoints",
        "What does the tape keep?",
        (
            Entry(
                5,
                Kind.KEYPOINT,
                "Keypoints",
                "The forward pass",
                (Entry(6, Kind.KEYPOINT, "Keypoints", "operations"),),
            ),
            Entry(7, Kind.KEYPOINT, "Keypoints", "Nothing about later changes"),
        ),
    )


def test_wrapped_lines_join_at_whatever_indent() -> None:
    text = """\
# Day 1
## Keypoints
- Padding makes sequences
equally long, and
    masking hides it.
"""
    assert keypoints(text) == ["Padding makes sequences equally long, and masking hides it."]


def test_an_empty_bullet_gives_way_to_what_hangs_on_it() -> None:
    text = """\
# Day 1
## Keypoints
-
- ...
- N/A
-
  - A mask hides padding.
"""
    assert keypoints(text) == ["A mask hides padding."]


def test_only_a_ticked_task_was_done() -> None:
    text = """\
# Day 1
## Daily logs
- [x] a masked LSTM
- [ ] a bidirectional one
"""
    assert activities(text) == ["a masked LSTM"]


def test_what_was_done_is_no_keypoint_outside_the_section_of_keypoints() -> None:
    text = """\
# Day 1
- Implemented a cell by hand
- I think the tape is clever
- The tape is used once.
"""
    assert keypoints(text) == ["The tape is used once."]
    assert activities(text) == ["Implemented a cell by hand", "I think the tape is clever"]


def test_tags_links_and_the_snippet_are_lifted_out_of_an_entry() -> None:
    text = """\
# Day 1
## Keypoints
- The [tape](https://example.org/tape) is used **once**. [run](../snippets/gradients/tape.py#1) #autodiff
"""
    day = only_day(text)
    assert day.entries == (
        Entry(3, Kind.KEYPOINT, "Keypoints", "The tape is used once.", (), "../snippets/gradients/tape.py#1"),
    )
    assert [link.url for link in day.resources] == ["https://example.org/tape"]
    assert day.tags == ("autodiff",)


def test_a_linked_term_stays_in_its_entry() -> None:
    text = """\
# Day 1
## Keypoints
- [`tf.rank`](../snippets/tensors/immutable.py#4) gives the number of dimensions.
- [Keras](docs/keras) is the high-level API.
"""
    day = only_day(text)
    assert day.entries == (
        Entry(
            3,
            Kind.KEYPOINT,
            "Keypoints",
            "`tf.rank` gives the number of dimensions.",
            (),
            "../snippets/tensors/immutable.py#4",
        ),
        Entry(4, Kind.KEYPOINT, "Keypoints", "Keras is the high-level API."),
    )
    assert day.resources == ()


# Prose


def test_prose_right_under_the_marker_defines_the_subject_of_the_day() -> None:
    text = """\
# Day 4
🎯 day 4 of #365days
A mask is a tensor of booleans
that hides padding.

It has the shape of its batch.
"""
    assert only_day(text).entries == (
        Entry(3, Kind.KEYPOINT, "", "A mask is a tensor of booleans that hides padding."),
        Entry(6, Kind.KEYPOINT, "", "It has the shape of its batch."),
    )


def test_prose_before_the_line_of_the_day_keeps_its_own_line() -> None:
    assert only_day("# Day 4\nA mask is a tensor.\nday 4 of #365days\n").entries[0].line == 2


@pytest.mark.parametrize(
    "prose",
    [
        "I was busy, so this is short.",
        "Its a long time since I wrote, this is day one again.",
        "Today was about masks and it is done.",
        "masks, padding, batches",
    ],
)
def test_prose_of_the_diary_gives_no_keypoint(prose: str) -> None:
    assert only_day(f"# Day 4\n{prose}\n").entries == (Entry(2, Kind.ACTIVITY, "", prose),)


def test_prose_that_introduces_a_topic_gives_no_keypoint_in_a_day_with_keypoints_of_its_own() -> None:
    introduction = "# Day 1\n## Masks\nA mask is a tensor.\n"
    assert keypoints(introduction) == ["A mask is a tensor."]
    assert keypoints(introduction + "## Keypoints\n- Padding is hidden.\n") == ["Padding is hidden."]


def test_a_fact_told_among_what_was_done_is_a_keypoint_of_its_own() -> None:
    text = """\
# Day 1
Today I read about masks. A mask is a tensor of booleans. Tomorrow I will use one.

- Learned about cells. A cell keeps a state.
   - A GRU has two gates.
   - learned to count them
"""
    assert keypoints(text) == ["A mask is a tensor of booleans.", "A cell keeps a state.", "A GRU has two gates."]
    assert len(only_day(text).entries) == 2


def test_prose_among_the_daily_logs_is_an_activity() -> None:
    text = "# Day 1\n## Daily logs\nA first run with masks.\n"
    assert only_day(text).entries == (Entry(3, Kind.ACTIVITY, "Daily logs", "A first run with masks."),)


# Notes


def test_a_file_without_days_is_a_note() -> None:
    log = read(
        """\
# Masks

Some prose is an introduction.

- **Mask:** a tensor of booleans
- Padding is hidden by a mask.
- read two papers
"""
    )
    assert log.title == "Masks"
    assert log.days == ()
    assert [(entry.line, entry.kind, entry.section, entry.text) for entry in log.notes] == [
        (5, Kind.KEYPOINT, "Masks", "Mask: a tensor of booleans"),
        (6, Kind.KEYPOINT, "Masks", "Padding is hidden by a mask."),
        (7, Kind.ACTIVITY, "Masks", "read two papers"),
    ]


def test_code_is_never_read() -> None:
    text = """\
# Day 1
## Keypoints
```markdown
# Day 2
- A tensor is immutable.
```

    graph is data structure
"""
    assert only_day(text).entries == ()


def test_an_empty_file_is_an_empty_note() -> None:
    log = read("")
    assert (log.title, log.days, log.notes, log.problems) == ("", (), (), ())


# Any text at all

PIECES = [
    *["# Day 1\n", "# day 2 & 3\n", "Days 4-6\n---\n", "day 4 of #x\n", "🔑 Keypoints", "Message:", "## Topic\n"],
    *["- ", "   - ", "1. ", "> ", "- [ ] ", "- [x] ", "---\n", "===\n", "```\n", "    ", "\t", "\n", "\n\n"],
    *["A tensor is immutable. ", "**", "__", "_", "`", "#tag ", "https://example.org/a ", "[run](../snippets/a/b.py)"],
    *["N/A", "<b>", "<!--", "|a|b|\n", "\\", "&nbsp;", "\u2028", "\x0b", "\r"],
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=25).map("".join)


def lines(entry: Entry) -> list[int]:
    return [entry.line, *(line for child in entry.children for line in lines(child))]


@given(texts)
def test_any_text_can_be_read_in_order_and_within_its_lines(text: str) -> None:
    log = read(text)
    found = [line for _, entry in log.entries() for line in lines(entry)]
    assert found == sorted(found)
    links = [link.line for day in log.days for link in day.resources]
    last = len(re.findall(r"\r\n?|\n", text)) + 1
    assert all(1 <= line <= last for line in [*found, *links, *(problem.line for problem in log.problems)])
    assert [day.line for day in log.days] == sorted(day.line for day in log.days)
    assert not (log.days and log.notes)


@given(texts)
def test_reading_is_a_function_of_the_text(text: str) -> None:
    assert read(text) == read(text)
