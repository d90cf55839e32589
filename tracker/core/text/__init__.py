"""Text as people save it: bytes to characters, mojibake mended, controls removed, words folded for comparing."""

from tracker.core.text.encoding import Decoded, read_bytes
from tracker.core.text.mojibake import mend, repair
from tracker.core.text.words import fold, printable, squash

__all__ = ["Decoded", "fold", "mend", "printable", "read_bytes", "repair", "squash"]
