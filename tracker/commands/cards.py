"""The commands that show what is known."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.commands.app import Json, app
from tracker.commands.opening import opened
from tracker.commands.printing import print_json
