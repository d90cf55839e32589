"""Dotted identifiers such as `tf.keras.Model` in a text, and whether the libraries they name have them.

A problem is reported only where the index of a library is certain. Judged are the modules of the library and the public
names in them. Not judged are what hangs on a class, a function or a value (`tf.Variable.assign_add`), private names,
modules that make their names as they run, names of any other library or variable (`plt.plot`, `model.fit`), addresses
(`keras.io`), files (`keras.json`) and stand-ins (`tf.xxx`, `tf.nn.*`). In prose `keras.Then` may be a sentence that
lacks its space, and `tf.Tensors` are many of one thing: there a single word is a problem only with a likely name beside
it, and not as a plural. A sentence that says itself that something is gone is right when it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from rapidfuzz import process
from rapidfuzz.distance import OSA

OPEN = "?"
"""Where a name leads that may be missing, or that may lead anywhere."""

_LETTER = r"0-9A-Za-z_\u00aa-\u02af"
"""Latin letters with their accents: Chinese or Korean words may touch an identifier, French ones are none."""
_DOTTED = re.compile(r"\.[A-Za-z_]")
_IDENTIFIER = re.compile(rf"(?<![{_LETTER}./\\@#$~-])[A-Za-z_][{_LETTER}]*+(?:\.[A-Za-z_][{_LETTER}]*+)++")
_ONE = re.compile(r"\s(?:is|was|has|does)\b")
"""Follows one thing and not many."""
_GONE = re.compile(r"\b(?:gone|removed|dropped|deprecated|no longer|absent|still|AttributeError)\b", re.IGNORECASE)
_CUT_SHORT = re.compile(r"\.\.|[*…<{]")
_GLUED = re.compile(r"[/\\@-]\w")

_NO_NAMES = frozenset(
    "ai co com dev edu io net org "
    "cc cfg cpp csv dat gz h5 hdf5 html ini ipynb js json keras md npy npz onnx pb pdf pkl png pt pth py pyi rs rst sh "
    "tf tfl tflite toml ts txt whl xml yaml yml zip "
    "bar baz blah etc foo func idf method name something stuff thing whatever".split()
)
"""Endings of addresses and of files, and words that stand for any name; `tf.idf` is a measure of words."""
_STAND_IN = re.compile(r"(?P<letter>\w)(?P=letter)*+|(?i:my|your|some|custom)(?:_\w++|[A-Z]\w*+)|v\d++")

_SHORTEST_ROOT = 5
"""Characters; anything is close to `tf` or `np`."""
_NAMESAKES = frozenset({"teras"})
"""Real packages with a name that is one edit from a library's."""
_REPEATING = frozenset({"initializers", "ma", "raw_ops"})
"""Modules that give the names of others a special sense."""
_CHARACTERS_PER_EDIT = 4
_MOST_EDITS = 3


@dataclass(frozen=True, slots=True)
class Identifier:
    """A dotted name as it is written."""

    parts: tuple[str, ...]
    """At least two."""
    code: bool = True
    """Written as code: in a code span or called."""
    one: bool = True
    """A verb after it shows that it is no plural."""

    def __str__(self) -> str:
        return ".".join(self.parts)


def find_identifiers(text: str) -> Iterator[Identifier]:
    """The dotted names in one line of text, code spans in backticks. Names that are cut short lose their last part."""
    if not _DOTTED.search(text):
        return
    pieces = text.split("`")
    for number, piece in enumerate(pieces):
        span = number % 2 == 1 and number < len(pieces) - 1
        for match in _IDENTIFIER.finditer(piece):
            end = match.end()
            parts = tuple(match[0].split("."))
            if _CUT_SHORT.match(piece, end):
                parts = parts[:-1]
            if len(parts) > 1 and not _GLUED.match(piece, end):
                code = span or piece.startswith("(", end)
                yield Identifier(parts, code=code, one=_ONE.match(piece, end) is not None)


def tells_of_absence(text: str) -> bool:
    """Whether a sentence is about something that is not there any more, such as `tf.Session` in TensorFlow 2."""
    return _GONE.search(text) is not None


@dataclass(frozen=True, slots=True)
class Library:
    """A library that is installed here."""

    name: str
    """Its name in prose."""
    version: str
    module: str
    roots: tuple[str, ...]
    """The names it is used under, such as `numpy` and `np`."""
    older: str = ""
    """The dotted name below which it keeps what used to stand at its top, such as `tf.compat.v1`."""


class _End(Enum):
    """How following an identifier through the index ended."""

    HELD = auto()
    """Every part is there, or all down to a class, a function or a value."""
    MISSING = auto()
    UNKNOWN = auto()


class Catalog:
    """What the installed libraries hold, asked about identifiers."""

    def __init__(
        self,
        libraries: Sequence[Library],
        names: Callable[[str], Mapping[str, str] | None],
        is_module: Callable[[str], bool],
    ) -> None:
        """Judge by an index.

        Args:
            libraries: those to judge.
            names: the public names of a module, each with the module it leads to, with `OPEN`, or with nothing when it
                is no module; None for a module whose names are not certain.
            is_module: whether a name can be imported here.
        """
        self._roots = {root: library for library in libraries for root in library.roots}
        self._names = names
        self._is_module = is_module

    def problem(self, identifier: Identifier) -> str | None:
        """What is wrong with an identifier, or None when nothing is, or when nobody can say."""
        parts = identifier.parts
        library = self._roots.get(parts[0])
        if library is None:
            return self._unknown_root(identifier)
        end, at = self._follow(parts)
        if end is not _End.MISSING or _is_no_name(parts[at]):
            return None
        word = not identifier.code and at == len(parts) - 1 and "_" not in parts[at]
        # A word that opens a sentence may well be close to a name.
        opens = word and at == 1 and parts[at][0].isupper()
        meant = self._suggestion(parts, at, (Catalog._older,) if opens else Catalog._SUGGESTERS)
        if word and (not meant or (not identifier.one and f"{meant}s".casefold() == str(identifier).casefold())):
            return None
        version = ".".join(library.version.split(".")[:2])
        return f"`{identifier}` is not in {library.name} {version}" + (f"; did you mean {meant}?" if meant else "")

    def _unknown_root(self, identifier: Identifier) -> str | None:
        """A library's name with one mistake in it, when what follows is in that library."""
        written, *rest = identifier.parts
        if written in _NAMESAKES:
            return None
        for root in self._roots:
            if (
                len(root) < _SHORTEST_ROOT
                or root in written.casefold()
                or OSA.distance(written, root, score_cutoff=1) > 1
            ):
                continue
            parts = (root, *rest)
            end, at = self._follow(parts)
            meant = ".".join(parts) if end is _End.HELD else None
            if end is _End.MISSING and identifier.code:
                meant = self._suggestion(parts, at, Catalog._SUGGESTERS)
            if meant and not self._is_module(written):
                return f"`{identifier}` is not in any library here; did you mean {meant}?"
        return None

    def _follow(self, parts: Sequence[str]) -> tuple[_End, int]:
        """Follow an identifier that starts at a known root; the number is that of the part where it ended."""
        module = self._roots[parts[0]].module
        for at, part in enumerate(parts[1:], 1):
            names = self._names(module)
            if names is None or part.startswith("_"):
                return _End.UNKNOWN, at
            if part not in names:
                return _End.MISSING, at
            module = names[part]
            if module == OPEN:
                return _End.UNKNOWN, at
            if not module:
                return _End.HELD, at
        return _End.HELD, len(parts) - 1

    def _suggestion(self, parts: Sequence[str], at: int, suggesters: Sequence[_Suggester]) -> str | None:
        """The first identifier that exists and that may have been meant by one whose part `at` is missing."""
        for suggester in suggesters:
            for candidate in suggester(self, tuple(parts), at):
                if self._follow(candidate)[0] is _End.HELD:
                    return ".".join(candidate)
        return None

    def _misspelt(self, parts: tuple[str, ...], at: int) -> Iterator[tuple[str, ...]]:
        """`tf.Varable` is tf.Variable; what goes on is more likely in a module than in a class."""
        siblings = self._siblings(parts, at)
        edits = min(len(parts[at]) // _CHARACTERS_PER_EDIT, _MOST_EDITS)
        near = process.extract(
            parts[at], list(siblings), scorer=OSA.distance, processor=str.casefold, score_cutoff=edits, limit=3
        )
        for name, _, _ in sorted(near, key=lambda found: at + 1 < len(parts) and not siblings[found[0]]):
            yield (*parts[:at], name, *parts[at + 1 :])

    def _deeper(self, parts: tuple[str, ...], at: int) -> Iterator[tuple[str, ...]]:
        """`keras.Dense` is keras.layers.Dense."""
        for name, module in self._siblings(parts, at).items():
            if module and name not in _REPEATING:
                yield (*parts[:at], name, *parts[at:])

    def _higher(self, parts: tuple[str, ...], at: int) -> Iterator[tuple[str, ...]]:
        """`keras.layers.core.Dense` is keras.layers.Dense."""
        if at + 1 < len(parts):
            yield (*parts[:at], *parts[at + 1 :])

    def _older(self, parts: tuple[str, ...], at: int) -> Iterator[tuple[str, ...]]:
        """`tf.Session` is tf.compat.v1.Session."""
        older = self._roots[parts[0]].older
        if older and older.split(".")[0] in self._roots:
            yield (*older.split("."), *parts[1:])

    _SUGGESTERS: Sequence[_Suggester] = (_misspelt, _deeper, _higher, _older)

    def _siblings(self, parts: tuple[str, ...], at: int) -> dict[str, str]:
        """The certain names of the module that lacks part `at`."""
        module = self._roots[parts[0]].module
        for part in parts[1:at]:
            module = (self._names(module) or {})[part]
        return {name: leads for name, leads in (self._names(module) or {}).items() if leads != OPEN}


_Suggester = Callable[[Catalog, tuple[str, ...], int], Iterator[tuple[str, ...]]]


def _is_no_name(part: str) -> bool:
    return part in _NO_NAMES or _STAND_IN.fullmatch(part) is not None
