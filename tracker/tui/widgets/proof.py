"""What the test of a claim shows, as it is told on every screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.core.text import printable, squash
from tracker.tui.widgets.prose import Prose, prose

if TYPE_CHECKING:
    from tracker.core.proof import Proof
    from tracker.core.snippet import Snippet

_VERDICTS = {
    "holds": "$text-success on $success-muted",
    "qualified": "$text-warning on $warning-muted",
    "refuted": "$text-error on $error-muted",
    "outdated": "$text-warning on $warning-muted",
}
_OTHER_VERDICT = "$text-secondary on $secondary-muted"
_QUIET = "$foreground-muted"


def told(proof: Proof) -> Content:
    """A claim behind its verdict, below it how it stands here, and what was seen before the world changed."""
    if not proof.claim:
        return Content()
    verdict = proof.claim.verdict.value
    badge = Content.styled(f" {verdict} ", _VERDICTS.get(verdict, _OTHER_VERDICT))
    failed = proof.seen is not None and not proof.stale and not proof.verified
    # A tick right behind a refuted sentence would read as if the sentence were right.
    mark, style = ("✓ ", "$text-success") if proof.verified else ("✗ ", "$text-error") if failed else ("", _QUIET)
    lines = [Content.assemble(badge, " ", prose(proof.claim.text)), Content.styled(mark + _said(proof.standing), style)]
    if proof.news:
        before, now = map(_said, proof.news)
        lines.append(Content.styled("The world changed", "bold $text-warning"))
        lines += [Content.assemble((f"{when:<8}", _QUIET), said) for when, said in (("before", before), ("now", now))]
    return Content("\n").join(lines)


def _said(text: str) -> str:
    return squash(printable(text))


class SnippetFace(VerticalScroll):
    """A snippet: its title, why it is there, and each claim with its verdict."""

    def __init__(self, snippet: Snippet, known: Sequence[Proof]) -> None:
        """Prepare what is shown.

        Args:
            snippet: the one to show.
            known: what is known of each claim.
        """
        super().__init__()
        self._snippet = snippet
        self._known = known

    def compose(self) -> ComposeResult:  # noqa: D102
        with Vertical(classes="column"):
            yield Prose(prose(self._snippet.title), classes="headline")
            for paragraph in self._snippet.why.split("\n\n"):
                yield Prose(prose(squash(paragraph)), classes="paragraph")
            for one in self._known:
                yield Static(told(one), classes="paragraph")
