"""What the keys do."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

_KEYS = (
    (
        "A card",
        (
            ("space", "show the answer; enter does too"),
            ("1 2 3 4", "rate it; below each is when the card comes back"),
            ("c", "keep going when your minutes are up"),
            ("t", "type the answer first, enter compares; you still rate"),
            ("↑ ↓", "scroll a long card"),
        ),
    ),
    (
        "A bad card",
        (
            ("e", "write it better, or its line in your log; ^s saves"),
            ("b", "bury: not today"),
            ("s", "suspend: not until you restore it"),
            ("d", "drop: never again"),
            ("f", "flag it, to come back to"),
            ("u", "take back answer, bury, suspend or drop, one after another"),
        ),
    ),
    (
        "Behind it",
        (
            ("r", "run the snippet that proves it; again: start it over"),
            ("esc", "cancel the run, then close its output; c cancels"),
            ("o", "open its line of your log in $VISUAL or $EDITOR"),
        ),
    ),
    (
        "Today",
        (
            ("enter", "start reviewing"),
            ("u", "take the last answer back, and ask its card again"),
            ("b", "spread a backlog over the days to come"),
            ("i", "import your logs again"),
            ("U", "take the last import back"),
            ("p", "decide which keypoints are the same"),
        ),
    ),
    (
        "Anywhere",
        (
            ("esc", "back to Today; every answer is kept"),
            ("/", "search; ↓ goes to what is found, enter shows it, / and esc go back"),
            ("p", "in what is found: practise its cards; no answer is kept"),
            ("ctrl+p", "commands and themes"),
            ("q", "quit"),
        ),
    ),
)


class Help(ModalScreen[None]):
    """One page with every key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,enter,space", "dismiss", "Close", key_display="esc")
    ]

    def compose(self) -> ComposeResult:  # noqa: D102
        with VerticalScroll(classes="window", id="help"):
            for heading, keys in _KEYS:
                yield Static(Content(heading), classes="heading")
                for key, meaning in keys:
                    yield Static(Content.assemble((f"{key:<10}", "bold $text-accent"), meaning), classes="key")
        yield Footer(show_command_palette=False)
