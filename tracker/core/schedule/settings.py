"""What the learner may choose, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from tracker.core.errors import UserError
from tracker.core.formulas import DEFAULT_PARAMETERS, checked

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_UNITS = {"s": timedelta(seconds=1), "m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_STEP = re.compile(r"([0-9]{1,5})([smhd])")
_EASY = re.compile(rf"({'|'.join(_WEEK)})[a-z]*[:=]?([0-9]{{1,3}})%?")
_NOTHING = ("", "none", "off", "-")


@dataclass(frozen=True, slots=True)
class Choice:
    """How one setting is written."""

    read: Callable[[str], Any]
    """Raises ValueError with what is expected."""
    show: Callable[[Any], str]
    help: str


def _number(low: float, high: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        number = float(text) if re.fullmatch(r"[0-9]*\.?[0-9]+", text) else -1.0
        if not low <= number <= high:
            raise ValueError(f"a number from {low:g} to {high:g}")
        return number

    return read


def _count(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not low <= int(text) <= high:
            raise ValueError(f"a whole number from {low} to {high}")
        return int(text)

    return read


def _or_nothing(read: Callable[[str], Any]) -> Callable[[str], Any]:
    def either(text: str) -> Any:
        if text in _NOTHING:
            return None
        try:
            return read(text)
        except ValueError as error:
            raise ValueError(f"{error}, or none") from error

    return either


def _switch(text: str) -> bool:
    if text not in ("on", "off"):
        raise ValueError("on or off")
    return text == "on"


def _steps(text: str) -> tuple[timedelta, ...]:
    found = [] if text in _NOTHING else [_STEP.fullmatch(word) for word in text.replace(",", " ").split()]
    steps = tuple(int(step[1]) * _UNITS[step[2]] for step in found if step)
    if not all(found) or any(not timedelta(0) < step <= timedelta(days=365) for step in steps):
        raise ValueError("steps such as 1m 10m (s, m, h or d, at most 365d), or none")
    if list(steps) != sorted(steps):
        raise ValueError("steps of which none is shorter than the one before, such as 1m 10m")
    return steps


def _step(text: str) -> timedelta:
    if text in ("0", *_NOTHING):
        return timedelta(0)
    steps = _steps(text)
    if len(steps) != 1:
        raise ValueError("a time such as 20m, or none")
    return steps[0]


def _show_step(step: timedelta) -> str:
    for unit, length in reversed(_UNITS.items()):
        if step and not step % length:
            return f"{step // length}{unit}"
    return "none"


def _show_steps(steps: tuple[timedelta, ...]) -> str:
    return " ".join(map(_show_step, steps)) or "none"


def _days(text: str) -> tuple[float, ...]:
    words = [] if text in _NOTHING else text.replace(",", " ").split()
    found = [_EASY.fullmatch(word) for word in words]
    shares = {match[1]: int(match[2]) / 100 for match in found if match}
    if not all(found) or any(share > 1 for share in shares.values()) or len(shares) < len(words):
        raise ValueError("days with the share of cards they take, such as sat:50 sun:0, or none")
    return tuple(shares.get(day, 1.0) for day in _WEEK)


def _show_days(shares: tuple[float, ...]) -> str:
    return " ".join(f"{day}:{share:.0%}"[:-1] for day, share in zip(_WEEK, shares, strict=True) if share < 1) or "none"


def _weights(text: str) -> tuple[float, ...]:
    try:
        return checked([float(word) for word in text.replace(",", " ").split()])
    except ValueError as error:
        raise ValueError(f"the 21 weights of FSRS-6 ({error})") from error


def _show_switch(on: bool) -> str:
    return "on" if on else "off"


def _show_weights(weights: tuple[float, ...]) -> str:
    return " ".join(map(repr, weights))


def _show_number(number: float | None) -> str:
    return "none" if number is None else f"{number:g}"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the learner has chosen; kept beside the data, because the defaults of FSRS have changed before.

    `CHOICES` says within which bounds. Raises ValueError when the parameters are out of theirs.
    """

    desired_retention: float = 0.9
    new_per_day: int = 10
    reviews_per_day: int = 200
    minutes: int | None = None
    easy_days: tuple[float, ...] = (1.0,) * 7
    """The share of cards that each weekday takes, Monday first."""
    learning_steps: tuple[timedelta, ...] = (timedelta(minutes=1), timedelta(minutes=10))
    relearning_steps: tuple[timedelta, ...] = (timedelta(minutes=10),)
    learn_ahead: timedelta = timedelta(minutes=20)
    leech: int = 8
    maximum_interval: int = 36500
    fuzz: bool = True
    rollover: int = 4
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS

    def __post_init__(self) -> None:
        checked(self.parameters)

    def shown(self, name: str) -> str:
        """The value of a setting as it is written."""
        return CHOICES[name].show(getattr(self, name))

    def with_written(self, name: str, text: str) -> Settings:
        """These settings with another value for one, given as it is written.

        Raises:
            UserError: there is no such setting, or it cannot have this value.
        """
        if name not in CHOICES:
            raise UserError(f"there is no setting {name!r}; `tracker config` lists them")
        try:
            return replace(self, **{name: CHOICES[name].read(text.strip().casefold())})
        except ValueError as error:
            raise UserError(f"{name} takes {error}; not {text!r}") from error


CHOICES = {
    "desired_retention": Choice(_number(0.7, 0.99), _show_number, "The chance to recall at which a card falls due."),
    "new_per_day": Choice(_count(0, 9999), str, "New cards a day."),
    "reviews_per_day": Choice(_count(0, 9999), str, "Reviews a day, new cards left out."),
    "minutes": Choice(_or_nothing(_count(1, 1440)), _show_number, "Minutes you have: after them a sitting pauses."),
    "easy_days": Choice(_days, _show_days, "Days that take fewer cards, in percent of a full day: sat:50 sun:0."),
    "learning_steps": Choice(_steps, _show_steps, "When a new card is asked again, until it is learnt."),
    "relearning_steps": Choice(_steps, _show_steps, "When a forgotten card is asked again, until it is learnt."),
    "learn_ahead": Choice(_step, _show_step, "How early a step may be asked when nothing else is left."),
    "leech": Choice(_count(0, 999), str, "Lapses after which a card needs help; 0 for never."),
    "maximum_interval": Choice(_count(1, 36500), str, "The longest interval, in days."),
    "fuzz": Choice(_switch, _show_switch, "Whether intervals vary a little, which spreads the cards over the days."),
    "rollover": Choice(_count(0, 23), str, "The hour at which your day begins."),
    "parameters": Choice(_weights, _show_weights, "The 21 weights of FSRS-6; `tracker optimize` fits them."),
}
"""How each setting is written, in the order in which they are listed."""
