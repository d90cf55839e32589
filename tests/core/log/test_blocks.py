from __future__ import annotations

from tracker.core.log.blocks import Block, read_blocks


def outline(blocks: list[Block]) -> list[object]:
    return [
        (block.kind, block.line, outline(block.children) if block.children else block.source.strip())
        for block in blocks
    ]


def test_blocks_stand_where_they_begin() -> None:
    text = """\
# Heading

A paragraph
of two lines.

```python
x = 1
```

---
"""
    assert outline(read_blocks(text)) == [
        ("heading", 1, "Heading"),
        ("paragraph", 3, "A paragraph\nof two lines."),
        ("code", 6, "x = 1"),
        ("rule", 10, ""),
    ]


def test_lists_are_flattened_into_items_that_hold_what_is_nested() -> None:
    text = """\
- one
  - inner
1. two
> - quoted
"""
    assert outline(read_blocks(text)) == [
        ("item", 1, [("paragraph", 1, "one"), ("item", 2, [("paragraph", 2, "inner")])]),
        ("item", 3, [("paragraph", 3, "two")]),
        ("quote", 4, [("item", 4, [("paragraph", 4, "quoted")])]),
    ]


def test_a_lazily_wrapped_line_belongs_to_its_item() -> None:
    text = """\
- a statement that goes
on without its indent
- another
"""
    assert outline(read_blocks(text)) == [
        ("item", 1, [("paragraph", 1, "a statement that goes\non without its indent")]),
        ("item", 3, [("paragraph", 3, "another")]),
    ]


def test_a_label_over_an_empty_bullet_is_no_heading() -> None:
    assert outline(read_blocks("Keypoints\n- \n- fact")) == [
        ("paragraph", 1, "Keypoints"),
        ("item", 2, ""),
        ("item", 3, [("paragraph", 3, "fact")]),
    ]


def test_sentences_over_dashes_stay_a_paragraph() -> None:
    assert outline(read_blocks("A tensor is immutable.\n---")) == [
        ("paragraph", 1, "A tensor is immutable."),
        ("rule", 2, ""),
    ]
    assert outline(read_blocks("two lines\nof text\n---")) == [
        ("paragraph", 1, "two lines\nof text"),
        ("rule", 3, ""),
    ]
