"""Other bytes in a learner's file: all of them or none, and only where nobody else has written."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from tracker.core.errors import UserError

_WRITABLE = 0o222


def overwrite(path: Path, old: bytes, new: bytes) -> None:
    """Put other bytes in the place of those that a file holds. Its permissions stay; a link leads to the same file.

    Args:
        path: of the file.
        old: what it holds, as far as is known.
        new: what it is to hold.

    Raises:
        UserError: it holds something else by now, or cannot be written; then it is as it was.
    """
    path = Path(os.path.realpath(path))
    try:
        if not (path.stat().st_mode & _WRITABLE and os.access(path, os.W_OK)):
            raise UserError(f"{path}: read-only; change its permissions to edit it here")
        descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=".tracker-", suffix=".tmp")
        try:
            _dress(beside, path)
            with os.fdopen(descriptor, "wb") as file:
                file.write(new)
                file.flush()
                os.fsync(file.fileno())
            if path.read_bytes() != old:
                raise UserError(f"{path.name} has changed meanwhile; nothing was written")
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UserError(f"{path}: cannot be written ({(error.strerror or 'unknown').lower()})") from error


def _dress(file: str, like: Path) -> None:
    """Give a file the permissions of another, and its owner where that is allowed."""
    shutil.copystat(like, file)
    if hasattr(os, "chown"):
        status = like.stat()
        with suppress(PermissionError):
            os.chown(file, status.st_uid, status.st_gid)
