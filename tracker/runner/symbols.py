"""The public names of TensorFlow, Keras and NumPy as they are installed here, without importing them.

Importing takes seconds and is left to the processes of snippets. Which identifiers are judged by the names, and which
are not, is said in `core.identifiers`. Nothing is read before the first text that needs it.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from tracker.core.identifiers import Catalog, Identifier, Library, find_identifiers, tells_of_absence
from tracker.runner.namespace import Index, Names, read_index

_FORMAT = 1
"""Of a cached index; raised when reading the same library gives another one."""


@dataclass(frozen=True, slots=True)
class Package:
    """A library that may be installed, and which of its modules are public."""

    name: str
    """Its name in prose."""
    module: str
    """Its top module, and the name of its distribution."""
    roots: tuple[str, ...]
    """The names it is used under."""
    public: str
    """A pattern of the modules to read."""
    older: str = ""
    """Below which name it keeps what used to stand at its top."""
    lazy: tuple[tuple[str, str], ...] = ()
    """Names that its top module loads when asked for, and the modules they lead to."""


_KERAS = "keras._tf_keras.keras"
"""What `tf.keras` is."""

PACKAGES = (
    Package(
        "TensorFlow",
        "tensorflow",
        roots=("tf", "tensorflow"),
        public=r"tensorflow\._api\.v2\.(?!compat\.v2\b|compat\.v1\.compat\b)[\w.]+",
        older="tf.compat.v1",
        lazy=(
            ("keras", _KERAS),
            ("losses", f"{_KERAS}.losses"),
            ("metrics", f"{_KERAS}.metrics"),
            ("initializers", "keras.initializers"),
            ("optimizers", "keras.optimizers"),
        ),
    ),
    Package("Keras", "keras", roots=("keras",), public=r"keras\.(?:_tf_keras\b|(?!_|src\b))[\w.]*", older="tf.keras"),
    Package("NumPy", "numpy", roots=("np", "numpy"), public=r"numpy(?:\.(?!_|tests\b)\w+)+"),
)


class Symbols:
    """The libraries that are installed here, asked about the identifiers in texts."""

    def __init__(self, cache: Path | None) -> None:
        """Keep what was read of a library in the folder `cache`, when there is one that can be written to."""
        self._folder = cache
        self._indexes: dict[str, Index] = {}

    def problem(self, text: str) -> Iterator[str]:
        """One message for each identifier in a text that its library does not have."""
        if tells_of_absence(text):
            return
        messages = (self._judge(identifier) for identifier in find_identifiers(text))
        yield from dict.fromkeys(message for message in messages if message)

    @cached_property
    def _versions(self) -> dict[str, str]:
        """Those of the packages that are installed, by their top modules."""
        found = {}
        for package in PACKAGES:
            with suppress(importlib.metadata.PackageNotFoundError):
                found[package.module] = importlib.metadata.version(package.module)
        return found

    @cached_property
    def _judge(self) -> Callable[[Identifier], str | None]:
        libraries = [
            Library(package.name, self._versions[package.module], package.module, package.roots, package.older)
            for package in PACKAGES
            if package.module in self._versions
        ]
        catalog = Catalog(libraries, self._names, lambda name: importlib.util.find_spec(name) is not None)
        return cache(catalog.problem)  # a log names the same things again and again

    def _names(self, module: str) -> Names | None:
        top = module.partition(".")[0]
        if top not in self._indexes:
            package = next(package for package in PACKAGES if package.module == top)
            self._indexes[top] = self._index(package) if top in self._versions else {}
        return self._indexes[top].get(module)

    def _index(self, package: Package) -> Index:
        """What a library holds: from the cache, else from its files."""
        name = f"{package.module}-{self._versions[package.module]}.{_FORMAT}.json"
        file = self._folder / name if self._folder else None
        index = _load(file) if file else None
        if not index:
            index = _read(package)
            if file:
                _save(file, index)
        return index


def _read(package: Package) -> Index:
    spec = importlib.util.find_spec(package.module)
    if not spec or not spec.submodule_search_locations:
        return {}
    public = re.compile(package.public)
    index = read_index(Path(spec.submodule_search_locations[0]), lambda module: public.fullmatch(module) is not None)
    if package.module in index:
        index[package.module].update(package.lazy)
    return index


def _load(file: Path) -> Index | None:
    """A cached index, or None when there is none that is whole."""
    try:
        index = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
    whole = isinstance(index, dict) and all(isinstance(names, dict) for names in index.values())
    return index if whole else None


def _save(file: Path, index: Index) -> None:
    """Put an index in the cache. When that fails, the files of the library are read again the next time."""
    part = file.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(index, separators=(",", ":")), encoding="utf-8")
        part.replace(file)
