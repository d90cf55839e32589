"""What the test of a claim shows, as it is told on every screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.core.text import squash
from tracker.tui.widgets.prose import Prose, prose

if TYPE_CHECKING:
    from tracker.core.snippet import Claim, Snippet, Verification

_VERDICTS = {
    "holds": "$text-success on $success-muted",
    "qualified": "$text-warning on $warning-muted",
    "refuted": "$text-error on $error-muted",
    "outdated": "$text-warning on $warning-muted",
}
_OTHER_VERDICT = "$text-secondary on $secondary-muted"


def told(claim: Claim, *, verified: bool) -> Content:
    """A claim behind its verdict, and below whether that was seen here.

    Args:
        claim: what the snippet states.
        verified: its test has passed on the snippet as it is now.
    """
    verdict = claim.verdict.value
    badge = Content.styled(f" {verdict} ", _VERDICTS.get(verdict, _OTHER_VERDICT))
    # A tick right behind a refuted sentence would read as if the sentence were right.
    seen = ("✓ verified here", "$text-success")
    if not verified:
        seen = ("not verified here yet: tracker verify", "$foreground-muted")
    return Content.assemble(badge, " ", prose(claim.text), "\n", seen)


class SnippetFace(VerticalScroll):
    """A snippet: its title, why it is there, and each claim with its verdict."""

    def __init__(self, snippet: Snippet, known: Sequence[Verification]) -> None:
        """Prepare what is shown.

        Args:
            snippet: the one to show.
            known: what the tests said of each claim.
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
                yield Static(told(one.claim, verified=one.verified), classes="paragraph")
