"""A snippet: one idea as an ordinary Python file whose docstring states the claims its test shows."""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath

from tracker.core.uses import names_in


class Verdict(StrEnum):
    """What the test of a claim shows about it."""

    HOLDS = "holds"
    QUALIFIED = "qualified"
    REFUTED = "refuted"
    OUTDATED = "outdated"
    OPINION = "opinion"
    UNTESTED = "untested"


class Status(StrEnum):
    """How a run ended."""

    PASSED = "passed"
    """It ran to its end."""
    FAILED = "failed"
    """An assertion did not hold."""
    RAISED = "raised"
    """Another exception, or a non-zero exit."""
    TIMED_OUT = "timed out"
    DIED = "died"
    """A signal ended it; under a memory limit that is what running out of memory looks like."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that the snippet's test proves or refutes."""

    text: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Snippet:
    """One file of `snippets/`, read but not run."""

    id: str
    """Its path below `snippets/` without `.py`, such as `gradients/tape`."""
    title: str
    why: str
    claims: tuple[Claim, ...]
    path: str
    digest: str
    """blake2b of the source, its test and the snippets they import: what was seen on another digest is stale."""
    source: str = field(default="", repr=False)

    @property
    def topic(self) -> str:
        """The folder it lives in."""
        return self.id.partition("/")[0]

    @property
    def uses(self) -> frozenset[str]:
        """The dotted names in its code, such as `tf.GradientTape`."""
        return names_in(self.source)


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of a snippet and what came of it."""

    snippet: str
    status: Status
    seconds: float
    """Wall clock from asking to the end."""
    first_line_seconds: float | None
    """Wall clock from asking to the first line of output, or None when it printed nothing."""
    route: str
    """`warm` (forked from a process that has TensorFlow), `spare` (forked ahead of time) or `cold`."""
    box: str
    """What confined the run, such as `process group, 60 s, 4 GiB`."""
    stdout: str
    stderr: str
    versions: dict[str, str] = field(default_factory=dict)
    detail: str = ""
    """One line for a run that did not pass: the exception, the signal, the limit."""


_IMPORT = re.compile(
    r"^\s*+(?:from|import)\s++snippets\.(\w++)(?:\.(\w++))?(?:\s++import\s++([\w ,]++|\([^)]*+\)))?", re.MULTILINE
)
_LINKED = re.compile(r"(?!\w+:|//)(?:.*/)?snippets/(?P<id>[\w-]+/[\w-]+)\.py")
_CLAIM = re.compile(rf"^(?P<verdict>{'|'.join(Verdict)}): (?P<text>.+)$", re.DOTALL)


def parse_claim(text: str) -> Claim | None:
    """Read `holds: the statement`, wrapped over lines or not; None when it does not open with a verdict."""
    match = _CLAIM.match(" ".join(text.split()))
    return Claim(match["text"], Verdict(match["verdict"])) if match else None


def parse_snippet(id: str, path: str, source: str, others: Iterable[str] = ()) -> Snippet:
    """Read the title, the why and the claims from a snippet's docstring.

    Args:
        id: its path below `snippets/` without the ending.
        path: where the file is, kept for opening it.
        source: the text of the file.
        others: the texts of the other files that its claims depend on.

    Raises:
        ValueError: the source is not Python, or its docstring has no title or an unreadable claim.
    """
    try:
        docstring = ast.get_docstring(ast.parse(source)) or ""
    except SyntaxError as error:
        raise ValueError(f"{path}:{error.lineno}: not Python: {error.msg}") from error
    except (RecursionError, MemoryError) as error:
        raise ValueError(f"{path}: nested too deeply to be read") from error
    head, _, tail = docstring.partition("\nClaims:\n")
    title, _, why = head.strip().partition("\n")
    if not title:
        raise ValueError(f"{path}: the docstring has no title")
    return Snippet(
        id=id,
        title=title.rstrip("."),
        why=why.strip(),
        claims=tuple(_claims(tail, path)),
        path=path,
        digest=hashlib.blake2b("\0".join((source, *others)).encode(), digest_size=16).hexdigest(),
        source=source,
    )


def imported_snippets(source: str) -> list[str]:
    """The ids of the snippets that a file may import, in order; a name imported from an idea counts as one too."""
    ids = []
    for topic, idea, names in _IMPORT.findall(source):
        ids += [f"{topic}/{idea}"] if idea else [f"{topic}/{name}" for name in re.findall(r"\w+", names)]
    return list(dict.fromkeys(ids))


def _claims(block: str, path: str) -> list[Claim]:
    """A claim starts at the block's own indentation; deeper lines continue it."""
    claims: list[Claim] = []
    for item in re.split(r"\n(?=    \S)", block.rstrip()):
        if item.strip():
            claim = parse_claim(item)
            if claim is None:
                raise ValueError(f"{path}: a claim must open with a verdict: {item.strip()!r}")
            if any(other.text == claim.text for other in claims):
                raise ValueError(f"{path}: it claims twice: {claim.text!r}")
            claims.append(claim)
    return claims


def snippet_id(target: str) -> str | None:
    """The id that a link target or a typed name means, or None when it cannot be a snippet.

    `../snippets/gradients/tape.py`, `snippets/gradients/tape.py#2` and `gradients/tape` all mean `gradients/tape`.
    """
    if linked := linked_snippet(target):
        return linked
    path = PurePosixPath(target.partition("#")[0].replace("\\", "/"))
    parts = [part for part in path.parts if part not in (".", "..")]
    if "snippets" in parts:
        parts = parts[parts.index("snippets") + 1 :]
    elif path.suffix == ".py":
        return None
    name = "/".join(parts).removesuffix(".py")
    return name if re.fullmatch(r"[\w-]+/[\w-]+", name) else None


def linked_snippet(target: str) -> str | None:
    """The id that the target of a link in a log means, or None when it leads elsewhere.

    Any page may be called `gradients/tape`: a link has to end in `snippets/gradients/tape.py`, which `#2` may follow.
    """
    match = _LINKED.fullmatch(target.partition("#")[0])
    return match["id"] if match else None
