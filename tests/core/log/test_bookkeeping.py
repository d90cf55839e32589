import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.log.bookkeeping import without_bookkeeping


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("title:: Friday", ""),
        ("- tags:: ml, tf", ""),
        ("  id:: 65a1f0c2-0000-4000-8000-000000000000", ""),
        ("\tcollapsed:: true", ""),
        ("\t:LOGBOOK:", ""),
        ("\tCLOCK: [2026-01-01 Thu 10:00:00]--[2026-01-01 Thu 11:00:00] =>  01:00:00", ""),
        ("  SCHEDULED: <2026-01-02 Fri>", ""),
        ("- TODO read about masks", "- [ ] read about masks"),
        ("  - DONE read about masks", "  - [x] read about masks"),
        ("A mask hides ((65a1f0c2-0000-4000-8000-000000000000)) padding.", "A mask hides  padding."),
        ("{{query (todo now)}}", ""),
        ("![a](a.png){:height 200, :width 300}", "![a](a.png)"),
        ("A mask %%check this%% hides.", "A mask  hides."),
        ("A mask hides. ^37066d", "A mask hides."),
    ],
)
def test_what_a_program_wrote_is_taken_out(written: str, read: str) -> None:
    assert without_bookkeeping(f":LOGBOOK:\n{written}\nx") == f"\n{read}\nx"


@pytest.mark.parametrize(
    "line",
    [
        "- map:: (a -> b) -> [a] -> [b]",
        "std::vector holds numbers.",
        "The area is x ^2",
        "- TODO: read",
        "At 100%% it is done.",
        "f((x))",
        "# id",
        "- {{ x }} is a template.",
    ],
)
def test_what_only_looks_like_it_stays(line: str) -> None:
    assert without_bookkeeping(f"id:: x\n{line}") == f"\n{line}"


def test_code_stays_as_it_is() -> None:
    text = "- ```clojure\n  id:: x\n  ~~~\n  ```\n  id:: x"
    assert without_bookkeeping(text) == "- ```clojure\n  id:: x\n  ~~~\n  ```\n"


@given(st.text(st.sampled_from("id: \n-`~%^a1f{}(TODO)"), max_size=80))
def test_the_lines_stay_where_they_are(text: str) -> None:
    assert without_bookkeeping(text).count("\n") == text.count("\n")
