from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tracker.core.log.blocks.scanner import DEEPEST, Block, read_blocks


def outline(blocks: list[Block]) -> list[object]:
    """Kind, line and content of each block: what it holds, its cells or its text."""
    return [
        (
            block.kind,
            block.line,
            outline(block.children) if block.children else list(block.cells) or stripped(block.source),
            *([list(block.cells)] if block.children and block.cells else []),
        )
        for block in blocks
    ]


def stripped(source: str) -> str:
    return "\n".join(line.strip() for line in source.strip().split("\n"))


def item(line: int, *said: str, of: list[object] | None = None) -> tuple[str, int, object]:
    return ("item", line, [("paragraph", line, "\n".join(said)), *(of or [])])


def read(text: str) -> list[object]:
    return outline(read_blocks(text))


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
    assert read(text) == [
        ("heading", 1, "Heading"),
        ("paragraph", 3, "A paragraph\nof two lines."),
        ("code", 6, "x = 1"),
        ("rule", 10, ""),
    ]


def test_the_lines_of_one_day_are_numbered_as_in_their_file() -> None:
    blocks = read_blocks(["# Day 4", "", "- one", "  two"], first=90)
    assert outline(blocks) == [("heading", 90, "Day 4"), ("item", 92, [("paragraph", 92, "one\ntwo")])]


# Headings


@pytest.mark.parametrize(
    ("line", "level", "text"),
    [
        ("# Day 3", 1, "Day 3"),
        ("### Notes ###", 3, "Notes"),
        ("## C#", 2, "C#"),
        ("##Day 3", 2, "Day 3"),
        ("###\tTabs", 3, "Tabs"),
        ("#Day three of many", 1, "Day three of many"),
        ("  ## Slightly in", 2, "Slightly in"),
    ],
)
def test_a_heading_has_a_level_and_a_text(line: str, level: int, text: str) -> None:
    (block,) = read_blocks(line)
    assert (block.kind, block.level, block.source) == ("heading", level, text)


@pytest.mark.parametrize(
    "line",
    ["#learning #python", "#notes", "#12 is fixed", "#tags make a long sentence that goes on and on.", "####### 7"],
)
def test_a_hashtag_is_no_heading(line: str) -> None:
    assert read(line) == [("paragraph", 1, line)]


@pytest.mark.parametrize(("line", "level"), [("---", 2), ("--", 2), ("======", 1), ("-----------", 2)])
def test_a_short_line_over_dashes_is_a_heading(line: str, level: int) -> None:
    (block,) = read_blocks(f"What I found\n{line}")
    assert (block.kind, block.line, block.level, block.source) == ("heading", 1, level, "What I found")


def test_a_label_over_an_empty_bullet_is_no_heading() -> None:
    assert read("Findings\n- \n- fact") == [("paragraph", 1, "Findings"), ("item", 2, ""), item(3, "fact")]
    assert read("**Findings:**\n-\n\n**Plans:**") == [
        ("paragraph", 1, "**Findings:**"),
        ("item", 2, ""),
        ("paragraph", 4, "**Plans:**"),
    ]


@pytest.mark.parametrize("text", ["Water is wet.", "two lines\nof text", "word " * 40, "水は濡れている。"])
def test_what_is_no_title_stays_text_over_a_rule(text: str) -> None:
    last = text.count("\n") + 2
    assert read(f"{text}\n---") == [("paragraph", 1, stripped(text)), ("rule", last, "")]


def test_dashes_under_an_item_draw_a_rule() -> None:
    text = "- [x] wash the car<br/>\n------\nIt took an hour\n- [ ] dry it\n  ---"
    assert read(text) == [
        item(1, "[x] wash the car<br/>"),
        ("rule", 2, ""),
        ("paragraph", 3, "It took an hour"),
        ("item", 4, [("paragraph", 4, "[ ] dry it"), ("rule", 5, "")]),
    ]


@pytest.mark.parametrize("line", ["---", "***", "_ _ _", "- - -", "* * * *", "====", "———", "<hr>", "<hr/>"])
def test_a_drawn_line_is_a_rule(line: str) -> None:
    assert read(f"text.\n\n{line}\nmore.") == [("paragraph", 1, "text."), ("rule", 3, ""), ("paragraph", 4, "more.")]


# Lists


def test_lists_are_flattened_into_items_that_hold_what_is_nested() -> None:
    text = """\
- one
  - inner
1. two
> - quoted
"""
    assert read(text) == [
        item(1, "one", of=[item(2, "inner")]),
        item(3, "two"),
        ("quote", 4, [item(4, "quoted")]),
    ]


@pytest.mark.parametrize("indent", [" ", "  ", "   ", "    ", "\t", "      ", "        ", "\t\t"])
@pytest.mark.parametrize("mark", ["-", "*", "1.", "2)", "•"])
def test_any_deeper_indentation_nests(indent: str, mark: str) -> None:
    text = f"{mark} outer\n{indent}{mark} inner\n{indent}{mark} second\n{mark} next"
    assert read(text) == [item(1, "outer", of=[item(2, "inner"), item(3, "second")]), item(4, "next")]


def test_levels_may_be_indented_as_it_comes() -> None:
    text = "- a\n    - b\n      - c\n   - d\n\t- e\n- f"
    assert read(text) == [
        item(1, "a", of=[item(2, "b", of=[item(3, "c")]), item(4, "d", of=[item(5, "e")])]),
        item(6, "f"),
    ]


@pytest.mark.parametrize("mark", ["-", "*", "+", "•", "·", "‣", "–", "1.", "12)", "3、"])
def test_an_item_keeps_its_mark(mark: str) -> None:
    (block,) = read_blocks(f"{mark} text")
    assert (block.kind, block.info, outline(block.children)) == ("item", mark, [("paragraph", 1, "text")])


def test_a_list_may_follow_text_directly() -> None:
    assert read("Rivers\n* Rhine\n* Po") == [("paragraph", 1, "Rivers"), item(2, "Rhine"), item(3, "Po")]
    assert read("Still open:\n4. sweep\n5. mop") == [("paragraph", 1, "Still open:"), item(2, "sweep"), item(3, "mop")]


def test_a_number_that_begins_a_wrapped_line_is_no_item() -> None:
    assert read("it was built in\n1912. Later it burnt") == [("paragraph", 1, "it was built in\n1912. Later it burnt")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-tight text", ["tight text"]),
        ("- one\n-Two is tight", ["one", "Two is tight"]),
        ("- one\n-![plot](a.png)", ["one", "![plot](a.png)"]),
        ("* one\n*two", ["one", "two"]),
        ("•one\n•two", ["one", "two"]),
        ("1.First\n2.Second", ["First", "Second"]),
    ],
)
def test_a_mark_may_lack_its_space(text: str, said: list[str]) -> None:
    assert [block.children[0].source for block in read_blocks(text)] == said


@pytest.mark.parametrize(
    "text",
    [
        "-5 degrees",
        "--verbose prints more",
        "-x stops at once",
        "-rf is dangerous",
        "->this follows",
        "*soft* words",
        "**loud** words",
        "1.5 is more than one",
        "the suffix\n-like makes adjectives",
    ],
)
def test_what_only_begins_like_a_mark_is_text(text: str) -> None:
    assert read(text) == [("paragraph", 1, text)]


def test_letters_and_roman_numbers_mark_what_is_nested() -> None:
    text = "1. Steps\n   a) mix\n   b) bake\n2. Parts:\ni. flour\nii. water\n3. Eat"
    assert read(text) == [
        item(1, "Steps", of=[item(2, "mix"), item(3, "bake")]),
        item(4, "Parts:", of=[item(5, "flour"), item(6, "water")]),
        item(7, "Eat"),
    ]


def test_a_letter_at_the_beginning_of_an_item_or_a_line_is_text() -> None:
    assert read("- i. is a numeral") == [item(1, "i. is a numeral")]
    assert read("a. is a letter") == [("paragraph", 1, "a. is a letter")]


def test_a_lazily_wrapped_line_belongs_to_its_item() -> None:
    text = "- a statement that goes\non without its indent\n- another"
    assert read(text) == [item(1, "a statement that goes", "on without its indent"), item(3, "another")]


def test_a_bold_label_ends_the_list_above_it() -> None:
    assert read("- swam\n**Mood:** fine\n- ran") == [
        item(1, "swam"),
        ("paragraph", 2, "**Mood:** fine"),
        item(3, "ran"),
    ]


def test_text_below_a_blank_line_belongs_to_the_item_it_is_indented_under() -> None:
    text = "- a\n  - b\n\n of a\n\nof none"
    inner = ("item", 2, [("paragraph", 2, "b")])
    assert read(text) == [
        ("item", 1, [("paragraph", 1, "a"), inner, ("paragraph", 4, "of a")]),
        ("paragraph", 6, "of none"),
    ]


def test_indented_text_under_an_item_is_no_code() -> None:
    text = """\
- Bread rises.

        There are two ways:
            i. yeast
            ii. soda

         Then it is baked.
"""
    assert read(text) == [
        (
            "item",
            1,
            [
                ("paragraph", 1, "Bread rises."),
                ("paragraph", 3, "There are two ways:"),
                item(4, "yeast"),
                item(5, "soda"),
                ("paragraph", 7, "Then it is baked."),
            ],
        )
    ]


@pytest.mark.parametrize("line", ["total = price * 2", "print(total)", "return x;", "import math", "for n in names:"])
def test_indented_code_under_an_item_is_code(line: str) -> None:
    assert read(f"- text\n\n      {line}") == [("item", 1, [("paragraph", 1, "text"), ("code", 3, line)])]


def test_text_indented_by_four_is_code_only_below_a_blank_line() -> None:
    assert read("text\n    wrapped") == [("paragraph", 1, "text\nwrapped")]
    (_, code) = read_blocks("text\n\n    if x:\n        go\n\n    stop\n\nend")[:2]
    assert (code.kind, code.line, code.source) == ("code", 3, "if x:\n    go\n\nstop\n")


def test_an_indented_list_is_a_list_even_without_one_above_it() -> None:
    assert read("Tools:\n\n    - saw\n    - axe") == [("paragraph", 1, "Tools:"), item(3, "saw"), item(4, "axe")]


@pytest.mark.parametrize("line", ["![plot](a.png)", "<center><img src='a.png'></center>", "<br>", "<br/><br/>"])
def test_a_picture_under_an_item_does_not_swallow_the_next(line: str) -> None:
    first, second = read_blocks(f"- one\n{line}\n- two")
    assert first.children[0].source.startswith("one")
    assert outline([second]) == [item(3, "two")]


# Fences


@pytest.mark.parametrize(
    ("opening", "closing"), [("```", "```"), ("~~~", "~~~~"), ("````md", "`````"), ("```", "  ```")]
)
def test_a_fence_holds_code(opening: str, closing: str) -> None:
    text = f"{opening}\n# no heading\n\n  - no item\n{closing}\ntext"
    assert [(b.kind, b.line, b.source) for b in read_blocks(text)] == [
        ("code", 1, "# no heading\n\n  - no item\n"),
        ("paragraph", 6, "text"),
    ]


def test_a_fence_names_its_language() -> None:
    assert [block.info for block in read_blocks("```python\nx\n```\n~~~ sh\ny\n~~~")] == ["python", "sh"]


def test_ticks_that_close_on_their_line_are_no_fence() -> None:
    assert read("```x = 1```\ntext") == [("paragraph", 1, "```x = 1```\ntext")]


def test_a_fence_stands_in_an_item_or_a_quote() -> None:
    text = "- a\n  ```\n  x\n    y\n  ```\n- b\n> ```\n> z\n>\n> \tt\n> ```\n"
    first, second, quote = read_blocks(text)
    assert [(b.kind, b.line, b.source) for b in first.children] == [("paragraph", 1, "a"), ("code", 2, "x\n  y\n")]
    assert outline([second]) == [item(6, "b")]
    assert [(b.kind, b.line, b.source) for b in quote.children] == [("code", 7, "z\n\n\tt\n")]


def test_code_under_an_item_need_not_be_indented_like_its_fence() -> None:
    first, second = read_blocks("- a\n  ```\nx = 1\n\n# y\n```\n- b")
    assert [(b.kind, b.source) for b in first.children] == [("paragraph", "a"), ("code", "x = 1\n\n# y\n")]
    assert outline([second]) == [item(7, "b")]


def test_an_unclosed_fence_ends_with_what_it_stands_in() -> None:
    assert read("- a\n  ```\n  x\n- b") == [("item", 1, [("paragraph", 1, "a"), ("code", 2, "x")]), item(4, "b")]
    assert read("> ```\n> x\n\ntext") == [("quote", 1, [("code", 1, "x")]), ("paragraph", 4, "text")]
    assert read("```\nx\n\n- y") == [("code", 1, "x\n\n- y")]


# Quotes


def test_quotes_nest_and_hold_blocks() -> None:
    text = "> ## Title\n>\n> - one\n>   - two\nlazy\n>> deep\n\n> new"
    assert read(text) == [
        (
            "quote",
            1,
            [
                ("heading", 1, "Title"),
                item(3, "one", of=[item(4, "two", "lazy")]),
                ("quote", 6, [("paragraph", 6, "deep")]),
            ],
        ),
        ("quote", 8, [("paragraph", 8, "new")]),
    ]


def test_a_quote_may_stand_in_an_item() -> None:
    assert read("- a\n  > said\n  > so\n- b") == [
        ("item", 1, [("paragraph", 1, "a"), ("quote", 2, [("paragraph", 2, "said\nso")])]),
        item(4, "b"),
    ]


# Tables


def test_a_table_has_a_header_and_rows_where_they_stand() -> None:
    text = "Scores\n| Name | Points |\n|:-----|:------:|\n| Ann | 3 |\n| Bob |\n| Cy | 4 | late |\n\nend"
    title, table, end = read_blocks(text)
    assert outline([title, end]) == [("paragraph", 1, "Scores"), ("paragraph", 8, "end")]
    assert (table.kind, table.line, table.cells) == ("table", 2, ("Name", "Points"))
    assert [(row.kind, row.line, row.cells) for row in table.children] == [
        ("row", 4, ("Ann", "3")),
        ("row", 5, ("Bob",)),
        ("row", 6, ("Cy", "4", "late")),
    ]


def test_a_table_needs_no_pipes_at_its_ends() -> None:
    assert read("a | b\n--|--\n1 | 2\ntext") == [
        ("table", 1, [("row", 3, ["1", "2"])], ["a", "b"]),
        ("paragraph", 4, "text"),
    ]


def test_a_pipe_in_code_or_behind_a_backslash_is_text() -> None:
    (table,) = read_blocks("| a | b |\n|---|---|\n| `x|y` | p \\| q |\n| `p \\| q` | ` |")
    assert [row.cells for row in table.children] == [("`x|y`", "p | q"), ("`p | q`", "`")]


def test_rows_without_a_header_are_a_table_of_their_own_or_continue_one() -> None:
    assert read("| 1 | a |\n| 2 | b |") == [("table", 1, [("row", 1, ["1", "a"]), ("row", 2, ["2", "b"])])]
    assert read("| n | x |\n|---|---|\n| 1 | a |\n\n| 2 | b |") == [
        ("table", 1, [("row", 3, ["1", "a"]), ("row", 5, ["2", "b"])], ["n", "x"])
    ]
    assert read("| just | this |") == [("paragraph", 1, "| just | this |")]


# HTML


def test_comments_cannot_be_seen() -> None:
    text = "# Title <!-- omit -->\nbefore <!-- a --> after\n<!--\n# no\n- no\n-->\n"
    text += "- one <!-- x\ny --> tail\n`<!--` is code"
    assert read(text) == [
        ("heading", 1, "Title"),
        ("paragraph", 2, "before  after"),
        item(7, "one", "tail", "`<!--` is code"),
    ]
    assert read("text\n<!-- never\n# closed") == [("paragraph", 1, "text")]


@pytest.mark.parametrize(
    "tag", ["<h2>{}</h2>", '<h2 align="center">\n{}\n</h2>', "<h2>\n\n{}\n\n</h2>", "<H2>{}</H2>", "<hr><h2>{}</h2>"]
)
def test_a_heading_may_be_html(tag: str) -> None:
    blocks = read_blocks(tag.format("Day 5: rain") + "\n**Done:** nothing\n- slept")
    heading = next(block for block in blocks if block.kind == "heading")
    assert (heading.level, heading.source, heading.line) == (2, "Day 5: rain", tag.split("{}")[0].count("\n") + 1)
    assert [block.kind for block in blocks[-2:]] == ["paragraph", "item"]


def test_a_summary_is_a_heading_and_the_details_are_read_as_markdown() -> None:
    text = "<details>\n    <summary>Day 2</summary>\n\n#### Done\n\n* ran\n</details>\n"
    text += "<details><summary>Day 3</summary>\n- swam"
    blocks = read_blocks(text)
    assert outline(blocks) == [
        ("heading", 2, "Day 2"),
        ("heading", 4, "Done"),
        item(6, "ran"),
        ("heading", 8, "Day 3"),
        item(9, "swam"),
    ]
    assert blocks[0].level == 7


@pytest.mark.parametrize(
    "line",
    [
        "<div align=center>",
        "</details>",
        "<br>",
        "<a id='x'></a>",
        "<p><img src=a.png></p>",
        "<img\n src=a.png>",
        "</b>",
    ],
)
def test_tags_alone_say_nothing(line: str) -> None:
    end = line.count("\n") + 4
    assert read(f"one.\n\n{line}\ntwo.") == [("paragraph", 1, "one."), ("paragraph", end, "two.")]


def test_text_beside_tags_is_text() -> None:
    (block,) = read_blocks("<p>Bees see <b>ultraviolet</b>.</p>")
    assert (block.kind, block.source) == ("paragraph", "Bees see <b>ultraviolet</b>.</p>")
    assert read("<b>Loud</b> words") == [("paragraph", 1, "<b>Loud</b> words")]
    assert read("<tf.Tensor: shape=()> is shown") == [("paragraph", 1, "<tf.Tensor: shape=()> is shown")]
    assert read("<https://example.org>") == [("paragraph", 1, "<https://example.org>")]


def test_html_lists_code_and_quotes_are_what_they_look_like() -> None:
    text = """\
<ul><li>one</li>
<li>two</li></ul>
<pre><code>if a &lt; b:
    go
</code></pre>
<blockquote class="tweet"><p>It works</p>
yes</blockquote><script async src="x.js"></script>
<style>
p { color: red }
</style>
end"""
    assert read(text) == [
        item(1, "one"),
        item(2, "two"),
        ("code", 3, "if a < b:\ngo"),
        ("quote", 6, [("paragraph", 6, "<p>It works</p>\nyes")]),
        ("paragraph", 11, "end"),
    ]


def test_an_html_table_has_rows_if_it_says_anything() -> None:
    text = "<table>\n<tr><th>Day</th><th>Topic</th></tr>\n<tr>\n<td>1</td>\n<td><b>Loops</b></td>\n</tr>\n</table>\nend"
    assert read(text) == [("table", 2, [("row", 3, ["1", "Loops"])], ["Day", "Topic"]), ("paragraph", 8, "end")]
    assert read("<table><tr><td><img src=a.png></td></tr></table>\nend") == [("paragraph", 2, "end")]


# The rest


def test_the_targets_of_references_are_no_text() -> None:
    assert read("[1]: https://example.org/a\n[b]: <x.md> 'title'\ntext") == [("paragraph", 3, "text")]
    assert read("[^1]: a footnote") == [("paragraph", 1, "[^1]: a footnote")]
    assert read("[Note]: important") == [("paragraph", 1, "[Note]: important")]


@pytest.mark.parametrize("unit", ["> ", "- ", "* ", "1. ", "> - "])
def test_containers_nest_only_so_deep(unit: str) -> None:
    depth = 0
    blocks = read_blocks(unit * 10_000 + "x\n" + unit * 10_000 + "y")
    while blocks:
        blocks, depth = blocks[0].children, depth + 1
    assert depth <= DEEPEST + 1


def test_lists_nest_only_so_deep() -> None:
    blocks, depth = read_blocks([" " * number + "- x" for number in range(500)]), 0
    while blocks:
        blocks, depth = blocks[-1].children, depth + 1
    assert depth <= DEEPEST + 1


@pytest.mark.parametrize(
    "unit",
    ["*", "- ", "> ", "```\n", "# ", "<a ", "<p>", "<h1>", "<h1>\n", "<!--", "| a ", "[", "`", "<table>\n",
     "- a\n  ```\nb\n", "- -x\n", "i. x:\n i. y:\n", "<img a\n", "a\n-\n", "|a|b|\n|-|-|\n"],
)  # fmt: skip
def test_a_long_text_takes_no_long_time(unit: str) -> None:
    start = perf_counter()
    read_blocks("x\n" + unit * (300_000 // len(unit)))
    assert perf_counter() - start < 10


@given(st.text(alphabet="-*+>#`~|<!/hptdr1.iab:[]()=_ \t\n", max_size=200))
def test_any_text_has_blocks_in_the_order_of_its_lines(text: str) -> None:
    def lines(blocks: list[Block]) -> Iterator[int]:
        for block in blocks:
            yield block.line
            yield from lines(block.children)

    found = list(lines(read_blocks(text)))
    assert found == sorted(found)
    assert all(1 <= line <= text.count("\n") + 1 for line in found)


# On ordinary documents markdown-it agrees


_CONTAINERS = {"list_item_open": "item", "blockquote_open": "quote"}
_LEAVES = {"fence": "code", "code_block": "code", "hr": "rule"}


def collect(tokens: list[Token]) -> list[Block]:
    """What the tokens of markdown-it's block parser mean."""
    blocks: list[Block] = []
    stack: list[list[Block]] = [blocks]
    row: Block | None = None
    kind = ""
    for token in tokens:
        line = token.map[0] + 1 if token.map else 0
        if token.type in _CONTAINERS or token.type == "table_open":
            stack[-1].append(container := Block(_CONTAINERS.get(token.type, "table"), line))
            stack.append(container.children)
        elif token.type in ("list_item_close", "blockquote_close", "table_close"):
            stack.pop()
        elif token.type == "tr_open":
            row = Block("row", line)
            stack[-1].append(row)
        elif token.type == "tr_close":
            row = None
        elif token.type in ("heading_open", "paragraph_open"):
            kind = token.type.removesuffix("_open")
        elif token.type == "inline" and row:
            row.cells += (token.content,)
        elif token.type == "inline":
            stack[-1].append(Block(kind, line, token.content))
        elif token.type in _LEAVES:
            stack[-1].append(Block(_LEAVES[token.type], line, token.content))
        elif token.type == "thead_close":
            stack[-2][-1].cells = stack[-1].pop().cells
    return blocks


WORD = st.sampled_from("amber basil cedar drift ember fable grove haven".split())
SENTENCE = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
PARAGRAPH = st.builds(
    lambda lines, end: "\n".join(lines) + end,
    st.lists(SENTENCE, min_size=1, max_size=3),
    st.sampled_from(["", ".", ":"]),
)
HEADING = st.builds("{} {}".format, st.sampled_from(["#", "##", "###", "######"]), SENTENCE)
TITLE = st.builds("{}\n{}".format, SENTENCE, st.sampled_from(["---", "=====", "---------"]))
FENCE = st.builds(
    "{0}{1}\n{2}\n{0}".format, st.sampled_from(["```", "~~~", "````"]), st.sampled_from(["", "python"]),
    st.lists(st.sampled_from(["x = 1", "    y", "", "# z", "- w", "> v", "|"]), max_size=4).map("\n".join),
)  # fmt: skip
TABLE = st.integers(2, 3).flatmap(
    lambda width: st.lists(st.lists(WORD, min_size=width, max_size=width), min_size=1, max_size=4).map(
        lambda rows: "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], ["---"] * width, *rows[1:]])
    )
)
RULE = st.sampled_from(["***", "___", "- - -"])


def indented(text: str, width: int) -> str:
    return text.replace("\n", "\n" + " " * width)


def listed(blocks: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def render(items: list[list[str]], mark: str, gap: str) -> str:
        marks = [mark if mark in "-*+" else f"{number}{mark[-1]}" for number in range(1, len(items) + 1)]
        return "\n".join(f"{m} {indented(gap.join(item), len(m) + 1)}" for m, item in zip(marks, items, strict=True))

    content = st.builds(lambda first, more: [first, *more], PARAGRAPH, st.lists(blocks, max_size=1))
    return st.builds(
        render, st.lists(content, min_size=1, max_size=3), st.sampled_from(["-", "*", "+", "1.", "1)"]), st.just("\n\n")
    )


BLOCK = st.recursive(
    st.one_of(PARAGRAPH, HEADING, FENCE, TABLE, RULE),
    lambda blocks: st.one_of(
        listed(blocks),
        st.lists(blocks, min_size=1, max_size=3).map(lambda some: "> " + "\n\n".join(some).replace("\n", "\n> ")),
    ),
    max_leaves=6,
)


@settings(max_examples=300)
@given(st.lists(BLOCK | TITLE, max_size=5).map("\n\n".join))
def test_ordinary_documents_have_the_blocks_of_commonmark(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").disable("inline").parse(text)
    assert read(text) == outline(collect(tokens)), text


@pytest.mark.parametrize(
    "text", ["<table></table>", "<table>\n</table>", "<table><tr></tr></table>", "<table><tr></td></tr></table>"]
)
def test_a_table_without_cells_says_nothing(text: str) -> None:
    assert all(not block.children for block in read_blocks(text.split("\n")))
