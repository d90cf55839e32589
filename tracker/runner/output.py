"""What a run prints: decoded as it arrives, bounded, and without TensorFlow's own start-up messages."""

from __future__ import annotations

import codecs
import re
import time
from collections.abc import Callable

LIMIT = 1_000_000
"""Characters kept of each stream."""

_LINE_LIMIT = 65_536
"""A line that is longer is shown before its end has come."""

_NOISE = re.compile(
    r"""
    WARNING:\ All\ log\ messages\ before\ absl::InitializeLog
    | To\ enable\ the\ following\ instructions:.*rebuild\ TensorFlow
    | (?P<level> I\d{4}\ \d\d:\d\d:\d+\.\d+ | \d{4}-\d\d-\d\d\ [\d:.]+:\ I\ )    # information of any kind
    | (?: [WE]\d{4}\ \d\d:\d\d:\d+\.\d+ | \d{4}-\d\d-\d\d\ [\d:.]+:\ [WE]\ )      # warnings about the machine
      .*? (?: cuda | cudnn | cublas | cufft | gpu | tensorrt | onednn | computation_placer | local_rendezvous )
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Capture:
    """One stream of a run."""

    def __init__(self, emit: Callable[[str], None], *, drop_noise: bool = False) -> None:
        """Pass on each piece of text as it comes.

        Args:
            emit: called with text as soon as it is there; with `drop_noise`, as soon as its line is complete.
            drop_noise: leave out the lines that TensorFlow logs when it starts.
        """
        self.first: float | None = None
        """`time.monotonic()` of the first text."""
        self._emit = emit
        self._decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
        self._drop_noise = drop_noise
        self._line = ""
        self._kept: list[str] = []
        self._room = LIMIT

    @property
    def text(self) -> str:
        """Everything kept so far."""
        return "".join(self._kept)

    def feed(self, chunk: bytes) -> None:
        """Take the bytes that have arrived; none means the end."""
        if self._room < 0:
            # Let the pipe fill, so that an endless printer costs a few reads and not one for each of its lines.
            time.sleep(0.005 if chunk else 0)
            return
        text = self._decode(chunk, final=not chunk)
        if self._drop_noise:
            text = self._without_noise(text, final=not chunk)
        self._keep(text)

    def _without_noise(self, text: str, *, final: bool) -> str:
        lines = (self._line + text).splitlines(keepends=True)
        self._line = ""
        if lines and not final and not lines[-1].endswith(("\n", "\r")) and len(lines[-1]) < _LINE_LIMIT:
            self._line = lines.pop()
        return "".join(line for line in lines if not _NOISE.match(line))

    def _keep(self, text: str) -> None:
        if not text:
            return
        if self.first is None:
            self.first = time.monotonic()
        if len(text) > self._room:
            text = f"{text[: self._room]}\n[cut here: more than {LIMIT:,} characters]\n"
            self._room = -1
        else:
            self._room -= len(text)
        self._kept.append(text)
        self._emit(text)
