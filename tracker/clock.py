"""Now, and the learner's calendar, as this machine and its environment give them."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timezone, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tracker.core.calendar import Calendar
from tracker.core.errors import UserError


def now() -> datetime:
    """The present moment in UTC, or the one that `TRACKER_NOW` (ISO 8601) fixes.

    Raises:
        UserError: `TRACKER_NOW` is no moment, or one too far away.
    """
    fixed = os.environ.get("TRACKER_NOW")
    if not fixed:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError as error:
        raise UserError(f"TRACKER_NOW is not an ISO 8601 time: {fixed}") from error
    if not 1970 <= moment.year < 3000:
        raise UserError(f"TRACKER_NOW lies outside the years 1970 to 2999: {fixed}")
    return (moment if moment.tzinfo else moment.replace(tzinfo=_zone())).astimezone(UTC)


def calendar(rollover: int) -> Calendar:
    """The learner's calendar: days in the local time zone that begin at the rollover hour."""
    return Calendar(_zone(), rollover)


def _zone() -> tzinfo:
    """The local zone by its name, so that dates in summer and winter both come out right."""
    for name in (os.environ.get("TZ", "").lstrip(":"), _linked_zone()):
        if name:
            try:
                return ZoneInfo(name)
            except (ZoneInfoNotFoundError, ValueError, OSError):
                continue
    local = datetime.now().astimezone()
    return timezone(local.utcoffset() or UTC.utcoffset(None), local.tzname() or "")


def _linked_zone() -> str:
    """The name in `/etc/localtime`, a link into the zone database on Linux and macOS."""
    target = Path("/etc/localtime").resolve().as_posix()
    return target.partition("/zoneinfo/")[2]
