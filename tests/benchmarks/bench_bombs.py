"""How the time to read a hostile text grows with its length: `python tests/benchmarks/bench_bombs.py [NAME...]`.

Each text is read at a size and at twice that size. Linear work takes twice as long; what takes four times is marked.
"""

import sys
import time
from collections.abc import Callable

from tracker.core.log import read
from tracker.core.text import read_bytes

LINE = 40_000
"""Characters of the smaller of the two lines."""
ROWS = 4_000

LINES = [
    *[
        "*",
        "_",
        "`",
        "#",
        "|",
        "[",
        "(",
        "<",
        ">",
        "~",
        "$",
        "&",
        ":",
        "=",
        "-",
        " ",
        "\t",
        "1",
        "一",
        "🔥",
        "\u00a0",
        "\u200d",
    ],
    *["- ", "> ", "](", "![", "` ", "**a ", "a**b", "==a ", "_a ", "*a ", "<b>", "<a ", "<!-- ", "[[", "((", "[x](y"],
    *[
        "a :: ",
        "{{c1::",
        "http://a ",
        "#a ",
        "tf.a ",
        "a.",
        "A is b. ",
        "word ",
        "&amp;",
        "2021-01-01 ",
        "1,",
        "1-",
        "十",
    ],
]
BLOCKS = [
    *[
        "-\n",
        "- a\n",
        "> a\n",
        "# a\n",
        "# Day 1\n",
        "a\n---\n",
        "---\n",
        "===\n",
        "```\n",
        "```python\n",
        "<!--\n",
        "<details>\n",
    ],
    *[
        "<summary>\n",
        "<h2>\n",
        "| a | b |\n",
        "|---|---|\n",
        "Q: a\n",
        "Q: a\nA: b\n",
        "[a]: http://b\n",
        "a: b\n",
        "word word\n",
    ],
    *[
        "<<<<<<< a\n",
        "Day 1\n",
        "**Day 1**\n\n",
        "- Day 1: a\n",
        "Day 1: a\n\n",
        "🔥 Day\n",
        "\ta\n",
        "1. a\n",
        "- [ ] a\n",
    ],
]


def numbered(row: str) -> Callable[[int], str]:
    """Rows with numbers of their own."""
    return lambda count: "".join(row.replace("{}", str(number)) for number in range(count))


BOMBS: dict[str, Callable[[int], str]] = {
    **{f"line of {part!r}": (lambda count, part=part: part * (count * LINE // ROWS // len(part))) for part in LINES},
    **{
        f"day of {part!r}": (lambda count, part=part: "# Day " + part * (count * LINE // ROWS // len(part)))
        for part in LINES
    },
    **{f"lines of {part!r}": (lambda count, part=part: part * count) for part in BLOCKS},
    "a table of days": lambda count: "| Day | x |\n|---|---|\n" + numbered("| Day {} | learned {} |\n")(count),
    "days": numbered("# Day {}\nlearned a\n"),
    "days in every construct": numbered("# Day {}\n- Day {}: a\n**Day {}**\n\nDay {}: b\n"),
    "dated days": numbered("## 2021-01-01\nlearned {}\n"),
    "nested bullets": lambda count: "".join(" " * (2 * (number % 60)) + "- a\n" for number in range(count)),
    "ever deeper bullets": lambda count: "".join(" " * (number // 40) + "- a\n" for number in range(count)),
    "front matter": lambda count: "---\n" + "a: b\n" * count,
}


def seconds(text: str) -> float:
    """The time it takes to decode and read a text, keypoints and all."""
    data = text.encode()
    began = time.process_time()
    log = read(read_bytes(data).text)
    for _ in log.keypoints():
        pass
    return time.process_time() - began


def main() -> None:
    """Print the times of one process."""
    wanted = sys.argv[1:]
    print(f"{'text':34}{'s':>8}{'twice':>8}{'growth':>8}")
    for name, bomb in BOMBS.items():
        if not wanted or any(word in name for word in wanted):
            once, twice = seconds(bomb(ROWS)), seconds(bomb(2 * ROWS))
            growth = twice / max(once, 1e-3)
            print(f"{name[:33]:34}{once:8.2f}{twice:8.2f}{growth:8.1f}{'  <--' if growth > 3 and twice > 0.5 else ''}")


if __name__ == "__main__":
    main()
