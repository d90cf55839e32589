"""How values become lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tracker.core.text import printable


def print_json(value: dict[str, Any]) -> None:
    """Print one JSON object."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def counted(count: int, noun: str) -> str:
    """A number of things: `1 card`, `2 cards`."""
    return f"{count} {noun if count == 1 else _PLURALS.get(noun, noun + 's')}"


_PLURALS = {"activity": "activities", "memory": "memories"}


def near(path: str) -> str:
    """A path as short as the current folder allows."""
    here = Path.cwd()
    return one_line(str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path)


def one_line(text: str) -> str:
    """What may come from a file, safe to print and on one line."""
    return printable(text).replace("\n", " ")
