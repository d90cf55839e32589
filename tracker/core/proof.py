"""What tests have said of a claim: on which versions, whether that still counts, and whether the world has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.core.snippet import Claim, Snippet, Verdict

_NAMES = {"tensorflow": "TensorFlow", "keras": "Keras", "numpy": "NumPy"}


@dataclass(frozen=True, slots=True)
class Verification:
    """What the tests of one claim said."""

    snippet: str
    claim: Claim
    passed: bool = False
    """Every test that names the claim has passed, and there was at least one."""
    killed: str = ""
    """A mutant of the snippet that made one of these tests fail: without any, they would pass whatever it did."""
    seconds: float = 0.0
    """How long these tests took."""
    detail: str = ""
    """Why it is not verified, in one line."""
    judged: bool = True
    """The tests have run to their end; otherwise nothing was learned."""

    @property
    def verified(self) -> bool:
        """The tests have passed and would not have, had the snippet been wrong."""
        return self.passed and bool(self.killed)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A verification, when it was made and on what."""

    verification: Verification
    digest: str
    """Of the snippet, its test and the snippets they import."""
    versions: Mapping[str, str]
    """Of TensorFlow, Keras, NumPy and Python, and the platform."""
    at: datetime
    before: Sighting | None = None
    """The last one that said otherwise, until one says the same again: the world has changed."""

    def differences(self, snippet: Snippet, versions: Mapping[str, str]) -> list[str]:
        """What has changed since, such as `tensorflow 2.20.0 → 2.21.0`; with anything in it the sighting is stale."""
        names = dict.fromkeys((*self.versions, *versions))
        was, now = ({name: versions.get(name, "none") for name in names} for versions in (self.versions, versions))
        changed = [f"{name} {was[name]} → {now[name]}" for name in names if was[name] != now[name]]
        return changed + ["the snippet or its test"] * (self.digest != snippet.digest)

    def after(self, last: Sighting | None) -> Sighting:
        """This sighting with what it changes of the last one.

        When nothing but the snippet or its test is another, it was mended or broken: that is no news of the world.
        """
        if last is None:
            return self
        if self._result == last._result:
            return replace(self, before=last.before)
        if last.before and self._result == last.before._result:
            return self
        mended = self.verification.passed and not last.verification.passed
        same_world = self.versions == last.versions and self.verification.claim == last.verification.claim
        if self.digest != last.digest and (mended or same_world):
            return self
        return replace(self, before=replace(last, before=None))

    @property
    def told(self) -> str:
        """What was seen, on what and when, in one line."""
        found = self.verification
        said = found.claim.verdict.value if found.verified else "not shown"
        return f"{said} with {_libraries(self.versions)} on {self.at:%Y-%m-%d}"

    @property
    def _result(self) -> tuple[Verdict, bool]:
        return self.verification.claim.verdict, self.verification.passed


@dataclass(frozen=True, slots=True)
class Proof:
    """A claim of a snippet, and what is known of it."""

    snippet: Snippet
    claim: Claim | None
    """None for a link that names the snippet alone."""
    seen: Sighting | None = None
    """What the tests said last; None when they have never run."""
    stale: tuple[str, ...] = ()
    """What has changed since."""

    @property
    def verified(self) -> bool:
        """Its tests have passed on what is installed here, and could have failed."""
        return self.seen is not None and not self.stale and self.seen.verification.verified

    @property
    def verdict(self) -> Verdict:
        """What the claim says of itself, once that is verified; else `untested`."""
        return self.claim.verdict if self.claim and self.verified else Verdict.UNTESTED

    @property
    def standing(self) -> str:
        """How it stands here and now, in one line."""
        if self.seen is None:
            return "not verified here yet: tracker verify"
        if self.stale:
            return f"not verified since a change of {', '.join(self.stale)}: tracker verify --stale"
        found = self.seen.verification
        return f"verified with {_libraries(self.seen.versions)}" if found.verified else f"not verified: {found.detail}"

    @property
    def news(self) -> tuple[str, str] | None:
        """What was seen before the world changed, and after; None as long as it has not."""
        return (self.seen.before.told, self.seen.told) if self.seen and self.seen.before else None


def _libraries(versions: Mapping[str, str]) -> str:
    return ", ".join(f"{_NAMES[name]} {version}" for name, version in versions.items() if name in _NAMES)
