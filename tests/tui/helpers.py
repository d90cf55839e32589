"""Driving the app and looking at what it shows."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Footer

from tracker.study import Study
from tracker.tui.app import TrackerApp
from tracker.tui.screens.review import Review

AppPilot = Pilot[None]


@asynccontextmanager
async def running(
    study: Study, size: tuple[int, int] = (80, 24), *, review: bool = False, query: str = "", cram: bool = False
) -> AsyncIterator[AppPilot]:
    """The app on a Study, ready for keys."""
    app = TrackerApp(lambda: study, review=review, query=query, cram=cram)
    app.animation_level = "none"
    notify = app.notify
    app.notify = lambda message, **how: notify(message, **how | {"timeout": 60.0})  # until the test has looked
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: review or app.today.has_class("-open"))
        await until(pilot, lambda: not review or isinstance(app.screen, Review))
        await settle(pilot)
        yield pilot


async def until(pilot: AppPilot, true: Callable[[], object], seconds: float = 10.0) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"not in {seconds:g} s; the screen shows:\n{shown(pilot)}"
        await pilot.pause(0.01)


async def settle(pilot: AppPilot) -> None:
    """Wait until every step of a sitting is done and laid out."""
    await pilot.pause(0)
    await pilot.pause(0.01)
    await until(pilot, lambda: not (isinstance(pilot.app.screen, Review) and pilot.app.screen.busy))
    await until(pilot, lambda: not any(worker.name == "look" and worker.is_running for worker in pilot.app.workers))
    await pilot.pause(0)
    await pilot.pause(0.01)
    await until(pilot, lambda: all(_names_its_keys(footer) for footer in pilot.app.screen.query(Footer)))


def _names_its_keys(footer: Footer) -> bool:
    """Whether a footer has the keys that do something now, and shows the first of them."""
    keys = [key for key in footer.query("FooterKey") if key.display]
    wanted = {active.binding.action for active in footer.screen.active_bindings.values() if active.binding.show}
    return {key.action for key in footer.query("FooterKey")} == wanted and (not keys or keys[0].region.width > 0)


def strike(pilot: AppPilot, *keys: str) -> None:
    """Press keys as fast as a terminal can send them."""
    for key in keys:
        character = key if len(key) == 1 else " " if key == "space" else None
        pilot.app.post_message(events.Key(_character_to_key(key) if len(key) == 1 else key, character))


async def press(pilot: AppPilot, *keys: str) -> None:
    """Press keys as a learner does: each when the screen shows what the one before did."""
    for key in keys:
        strike(pilot, key)
        await settle(pilot)


def paste(pilot: AppPilot, text: str) -> None:
    """Put a text where the cursor is, as one event: the app does not answer to each of its letters."""
    pilot.app.post_message(events.Paste(text))


async def type_in(pilot: AppPilot, *keys: str) -> None:
    """Press keys as they come from the keyboard of one who types: the screen is looked at after the last."""
    strike(pilot, *keys)
    await settle(pilot)


async def resize(pilot: AppPilot, width: int, height: int) -> None:
    """Give the terminal another size, and wait until the screen is laid out in it."""
    await pilot.resize_terminal(width, height)
    await settle(pilot)


def told(pilot: AppPilot) -> str:
    """The messages that popped up."""
    return "\n".join(notification.message for notification in pilot.app._notifications)


def shown(pilot: AppPilot) -> str:
    """The characters on the screen."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def words(pilot: AppPilot) -> str:
    """The words on the screen with one space between them, however they are wrapped."""
    return " ".join(shown(pilot).split())
