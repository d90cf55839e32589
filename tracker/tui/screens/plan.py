"""What an import would do, when that is more than a learner expects, and imports that ask first."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Footer, Static

from tracker.core.errors import UserError
from tracker.core.text import printable, squash
from tracker.tui.screens.confirm import Confirm
from tracker.tui.widgets.prose import prose
from tracker.tui.widgets.title import TitleBar

if TYPE_CHECKING:
    from tracker.study import Fate, Imported, Study

FATES = {
    "new": "new",
    "kept": "kept",
    "restored": "back again",
    "reworded": "reworded",
    "moved": "moved",
    "split": "split",
    "merged": "merged",
    "ambiguous": "new, though close to an old one",
    "gone": "gone",
}
"""What becomes of keypoints, as a learner reads it, in the order in which it is counted."""
_TOLD = {
    "reworded": "Reworded: the same keypoint in other words",
    "split": "Split: one that became several",
    "merged": "Merged: several that became one",
    "ambiguous": "New, though close to an old one: p at Today decides whether they are the same",
    "gone": "Gone: in no log any more, so not asked any more",
    "restored": "Back again",
}
"""The fates whose keypoints are named, in the order in which they are."""
_STYLES = {"gone": "bold $text-error", "ambiguous": "bold $text-warning"}
_AT_ONCE = 100
"""Keypoints in one widget: wrapping thousands at once would take a while."""


class Plan(Confirm):
    """Shows what an import would do; True when the learner wants it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll(1)", "Scroll", key_display="↑↓"),
        Binding("up", "scroll(-1)", "Scroll up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
    ]

    def __init__(self, planned: Imported) -> None:
        """Prepare the plan.

        Args:
            planned: an import that has not been kept.
        """
        super().__init__("Import?", "", keep="Leave it", go="Import")
        self._planned = planned

    def compose(self) -> ComposeResult:  # noqa: D102
        from tracker.study import fates

        readings = self._planned.readings
        yield TitleBar("Import")
        with VerticalScroll(id="plan", can_focus=False), Vertical(classes="column"):
            yield Static(Content("This import changes more than a few keypoints"), classes="headline")
            yield Static(_counted(counts(self._planned)))
            for fate, found in grouped(fate for reading in readings for fate in fates(reading)).items():
                yield Static(Content(_TOLD[fate]), classes="heading")
                for start in range(0, len(found), _AT_ONCE):
                    yield Static(Content("\n").join(map(_line, found[start : start + _AT_ONCE])))
        with Horizontal(classes="keys"):
            yield Button("Leave it", id="keep", variant="primary", compact=True)
            yield Button("Import", id="go", variant="warning", compact=True)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Name the files."""
        changed = [reading.file.path for reading in self._planned.readings if not reading.unchanged]
        self.query_one(TitleBar).note(named(changed))

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one("#plan").scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        plan = self.query_one("#plan")
        plan.scroll_relative(y=pages * plan.size.height, animate=False)


async def import_asking(app: App[None], study: Study, paths: Sequence[Path]) -> Imported | None:
    """Import files; when that is drastic, only after the learner has seen the plan. To be called in a worker.

    Returns:
        What the import did; None when the learner left it.

    Raises:
        UserError: a file cannot be read.
    """
    planned = await asyncio.to_thread(study.import_logs, paths, keep=False)
    if planned.drastic and not await app.push_screen_wait(Plan(planned)):
        return None
    return await asyncio.to_thread(study.import_logs, paths)


def source_of(study: Study, path: Path) -> Path:
    """What to import when a file has changed: the file, or the folder of notes that it came with."""
    try:
        own = study.own_paths()
    except UserError:
        return path
    return next((folder for folder in own if folder in path.parents), path) if path not in own else path


def counts(imported: Imported) -> Counter[str]:
    """How many keypoints have each fate in all sources, those that were kept unread among them."""
    return sum((Counter(reading.plan.counts()) for reading in imported.readings), Counter[str]())


def grouped(found: Iterable[Fate]) -> dict[str, list[Fate]]:
    """The fates whose keypoints are named, each with those that have it, in the order in which they are told."""
    groups: dict[str, list[Fate]] = {fate: [] for fate in _TOLD}
    for one in found:
        if one.fate in groups:
            groups[one.fate].append(one)
    return {fate: ones for fate, ones in groups.items() if ones}


def spoken(fates: Mapping[str, int]) -> str:
    """Counts as one line: `2 new, 40 kept, 1 gone`."""
    return ", ".join(f"{fates[fate]} {told}" for fate, told in FATES.items() if fates.get(fate)) or "nothing to learn"


def outcome(imported: Imported) -> str:
    """What an import did, in a few lines."""
    changed = [reading for reading in imported.readings if not reading.unchanged]
    lines = [f"{named(imported.refused)}: left out"] if imported.refused else []
    if not changed:
        return "\n".join(["Your logs are as they were imported", *lines])
    fates = sum((Counter(reading.plan.counts()) for reading in changed), Counter[str]())
    return "\n".join([f"{named(reading.file.path for reading in changed)}: {spoken(fates)}", *lines])


def _counted(fates: Mapping[str, int]) -> Content:
    shown = [(f"{fates[fate]} {told}", _STYLES.get(fate, "")) for fate, told in FATES.items() if fates.get(fate)]
    return Content("  ·  ").join(Content.styled(text, style) for text, style in shown)


def _line(fate: Fate) -> Content:
    close = "" if fate.similarity is None else f"  {fate.similarity:.0f} %"
    arrow = "→ " if fate.old else "  "
    parts = [Content.assemble("  ", prose(squash(text))) for text in fate.old]
    parts += [Content.assemble((arrow, "$text-accent"), prose(squash(text))) for text in fate.new]
    return Content.assemble(Content("\n").join(parts), (close, "$foreground-muted"))


def named(paths: Iterable[str], most: int = 5) -> str:
    """The names of files, the first few of many."""
    names = [squash(printable(Path(path).name)) for path in paths]
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")
