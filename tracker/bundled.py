"""Where the log and the snippets that come with tracker are: in the wheel, or beside the package in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def root() -> Path:
    """The folder that holds `content/` and `snippets/`."""
    installed = _PACKAGE / "_bundled"
    return installed if installed.is_dir() else _PACKAGE.parent


def logs() -> list[Path]:
    """The log and the notes, in the order in which they are asked."""
    content = root() / "content"
    return [content / "logs.md", *sorted((content / "notes").glob("*.md"))]
