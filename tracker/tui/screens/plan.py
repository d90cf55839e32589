"""What an import would do, when that is more than a learner expects, and imports that ask first."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Center, Horizontal
from textual.content import Content
from textual.widgets import Button, Footer

from tracker.core.errors import UserError
from tracker.core.text import printable, squash
from tracker.tui.screens.confirm import Confirm
from tracker.tui.widgets.lines import Lines
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
    "ambiguous": "new, though close",
    "gone": "gone",
}
"""What becomes of keypoints, as a learner reads it, in the order in which it is counted."""
_TOLD = {
    "reworded": "Reworded: it stays the same keypoint",
    "split": "Split: one that became several",
    "merged": "Merged: several that became one",
    "ambiguous": "New, though close to an old one: p at Today decides",
    "gone": "Gone: in no log any more, and not asked any more",
    "restored": "Back again",
}
"""The fates whose keypoints are named, in the order in which they are."""
_STYLES = {"gone": "bold $text-error", "ambiguous": "bold $text-warning"}


class Plan(Confirm):
    """Shows what an import would do; True when the learner wants it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll(1)", "Scroll", key_display="↑↓"),
        Binding("up", "scroll(-1)", "Scroll up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("escape", "keep", "Leave it", key_display="esc"),
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

        found = (fate for reading in self._planned.readings for fate in fates(reading))
        yield TitleBar("Import")
        yield Lines(list(_page(counts(self._planned), grouped(found))))
        with Center(), Horizontal(classes="keys"):
            yield Button("Leave it", id="keep", variant="primary", compact=True)
            yield Button("Import", id="go", variant="warning", compact=True)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Name the files."""
        changed = [reading.file.path for reading in self._planned.readings if not reading.unchanged]
        self.query_one(TitleBar).note(named(changed))
        self.query_one(Lines).can_focus = False

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one(Lines).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        plan = self.query_one(Lines)
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


async def read_again(app: App[None], study: Study, path: Path) -> bool:
    """Import a file that the learner has edited, or the folder of notes that it came with. To be called in a worker.

    Returns:
        Whether it was imported.

    Raises:
        UserError: it cannot be read.
    """
    source = await asyncio.to_thread(_source_of, study, path)
    imported = await import_asking(app, study, [source])
    told = f"Read {path.name} again." if imported else "Not imported; what is asked stays as it was."
    app.notify(told, timeout=3, markup=False)
    return imported is not None


def _source_of(study: Study, path: Path) -> Path:
    try:
        own = study.own_paths()
    except UserError:
        return path
    return path if path in own else next((folder for folder in own if folder in path.parents), path)


def counts(imported: Imported) -> Counter[str]:
    """How many keypoints have each fate in all sources, those that were kept unread among them."""
    return sum((Counter(reading.plan.counts()) for reading in imported.readings), Counter[str]())


def grouped(found: Iterable[Fate]) -> dict[str, list[Fate]]:
    """The fates whose keypoints are named, each with those that have it, in the order in which they are told."""
    groups: dict[str, list[Fate]] = {fate: [] for fate in _TOLD}
    for one in found:
        if one.fate in groups:
            groups[one.fate].append(one)
    groups["gone"].sort(key=lambda one: one.old)
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


def _page(fates: Mapping[str, int], groups: Mapping[str, Sequence[Fate]]) -> Iterator[Content]:
    shown = [(f"{fates[fate]} {told}", _STYLES.get(fate, "")) for fate, told in FATES.items() if fates.get(fate)]
    yield Content.styled("This import changes more than a few keypoints", "bold")
    yield Content("")
    yield Content(", ").join(Content.styled(text, style) for text, style in shown)
    for fate, found in groups.items():
        yield Content("")
        yield Content.styled(_TOLD[fate], "bold $text-primary")
        for one in found:
            yield from _lines(one)


def _lines(fate: Fate) -> Iterator[Content]:
    close = "" if fate.similarity is None else f"   {fate.similarity:.0f} %"
    texts = [*(("  ", text) for text in fate.old), *(("→ " if fate.old else "  ", text) for text in fate.new)]
    for at, (arrow, text) in enumerate(texts, 1):
        yield Content.assemble(
            (arrow, "$text-accent"), prose(squash(text)), (close if at == len(texts) else "", "$foreground-muted")
        )


def named(paths: Iterable[str], most: int = 5) -> str:
    """The names of files, the first few of many."""
    names = [squash(printable(Path(path).name)) for path in paths]
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")
