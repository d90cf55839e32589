"""The README's examples, run as they stand."""

import re
import shlex
from pathlib import Path

from tests.test_cli import tracker

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def test_the_commands_print_what_the_readme_shows(tmp_path: Path) -> None:
    (tmp_path / "log.md").write_text(blocks("markdown")[0])
    examples = blocks("console")
    assert len(examples) >= 2
    for example in examples:
        command, *shown = example.splitlines()
        done = tracker(*shlex.split(command.removeprefix("$ tracker ")), cwd=tmp_path)
        assert done.returncode == 0
        assert "\n".join(shown) in done.stdout


def test_two_lines_set_everything_up() -> None:
    """One opens the app, one passes the tests; `.ci/run` runs the second as it stands."""
    lines = [block.strip() for block in blocks("bash")]
    assert [re.search(r"bin/(\w+)$", line)[1] for line in lines] == ["tracker", "pytest"]  # type: ignore[index]
    assert all(line.startswith("python3 -m venv .venv && .venv/bin/pip install -e ") for line in lines)
    assert "'^python3 -m venv .*pytest'" in (ROOT / ".ci" / "run").read_text()


def test_every_picture_and_page_it_points_to_is_there() -> None:
    targets = [target for target in re.findall(r"\]\(([^)]+)\)", README) if not target.startswith("http")]
    assert targets
    for target in targets:
        assert target.startswith("snippets/") or (ROOT / target).is_file(), target
