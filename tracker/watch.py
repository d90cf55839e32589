"""Files and folders that are imported again whenever they change."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event

from tracker.core.errors import UserError
from tracker.study import Imported, Study

_QUIET = 100
"""Milliseconds without a change after which what was written is whole."""
_LONGEST = 1000
"""Milliseconds after which changes that never end are looked at."""
_PAUSE = 300
"""Milliseconds that a file may be gone before it counts as gone: some editors delete it and write it anew."""
_MARKDOWN = (".md", ".markdown", ".mdown")


def imports(study: Study, paths: Sequence[Path], ending: Event) -> Iterator[Imported | UserError]:
    """Import files and folders, and again each time they change.

    What cannot be imported is tried again at the next change; what is not there yet is waited for.

    Args:
        study: the knowledge base.
        paths: what to watch. A file in a folder of them is watched with its folder.
        ending: ends it when it is set.

    Yields:
        What an import did, without the sources that it left as they were; or why it was none.

    Raises:
        UserError: the system cannot watch them.
    """
    watched = [path for path in paths if not any(_is_in(folder, path) for folder in paths)]
    gone: set[Path] = set()
    failed: set[Path] = set()
    refused: dict[Path, list[str]] = {}
    for touched in _touched(watched, ending):
        if touched:
            gone = {path for path in gone | touched if not path.exists()}
            due = (touched | failed) - gone
        else:
            due, gone = gone, set()
        failed -= due
        for path in (path for path in watched if path in due):
            try:
                done = study.import_logs([path])
            except UserError as error:
                if path.exists():
                    failed.add(path)
                yield error
                continue
            news = _news(done, refused.get(path, ()))
            refused[path] = done.refused
            if news.readings or news.refused:
                yield news


def _news(done: Imported, refused: Sequence[str]) -> Imported:
    """What an import did, without sources that it left as they were or that say nothing, and refusals known already."""
    told = [
        reading
        for reading in done.readings
        if not reading.unchanged and (any(reading.plan.counts().values()) or reading.problems or reading.moved_from)
    ]
    return replace(done, readings=told, refused=[line for line in done.refused if line not in refused])


def _touched(paths: Sequence[Path], ending: Event) -> Iterator[set[Path]]:
    """Those of the paths that have changed each time; at first all of them, and none of them after each pause.

    Folders are watched, not files: an editor that puts a new file in the place of an old one would end the watch. The
    folder above each path is among them, so that what is deleted can come back. When folders come or go, the watch
    begins anew, and everything may have changed meanwhile.
    """
    from watchfiles import watch

    while not ending.is_set():
        folders = _folders(paths)
        begun = False
        try:
            for changes in watch(
                *folders,
                watch_filter=None,
                debounce=_LONGEST,
                step=_QUIET,
                rust_timeout=_PAUSE,
                yield_on_timeout=True,
                stop_event=ending,
                recursive=False,
                ignore_permission_denied=True,
            ):
                changed = {Path(path) for _, path in changes}
                yield {path for path in paths if not begun or any(_concerns(path, one) for one in changed)}
                begun = True
                if changed & folders or (any(map(os.path.isdir, changed)) and _folders(paths) != folders):
                    break
        except FileNotFoundError:
            continue  # a folder went away before it was watched
        except (OSError, RuntimeError) as error:
            raise UserError(f"the system cannot watch {len(folders)} folders: {error}") from error


def _folders(paths: Sequence[Path]) -> set[Path]:
    """The folders in which something has to happen for the paths to change."""
    found = set()
    for path in paths:
        found.add(next((folder for folder in path.parents if folder.is_dir()), path))
        for here, folders, _ in os.walk(path):
            folders[:] = [name for name in folders if not name.startswith(".")]
            found.add(Path(here))
    return found


def _concerns(path: Path, changed: Path) -> bool:
    """Whether something that changed is a file or folder, or a file that an import of the folder would read."""
    return changed == path or _is_in(path, changed)


def _is_in(folder: Path, file: Path) -> bool:
    return folder in file.parents and file.suffix.lower() in _MARKDOWN and not file.name.startswith(".")
