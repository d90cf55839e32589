"""The bundled log and notes keep what they promise: no problems, every keypoint a card, every claim reached."""

from pathlib import Path

import pytest

from tracker import bundled
from tracker.core.knowledge import Ledger, plan
from tracker.core.log import Kind, Log
from tracker.core.quiz import Terms, make_cards
from tracker.core.snippet import snippet_id
from tracker.files import File
from tracker.runner.library import Library
from tracker.study import Study


@pytest.fixture(scope="module", params=bundled.logs(), ids=lambda path: path.stem)
def text(request: pytest.FixtureRequest) -> Log:
    """The log, or one of the notes."""
    return File(request.param).log


@pytest.fixture(scope="module")
def log() -> Log:
    return File(bundled.logs()[0]).log


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(bundled.root())


def test_there_are_a_log_of_days_and_notes_without(log: Log) -> None:
    assert len(log.days) >= 40
    assert [path.stem for path in bundled.logs()] == ["logs", "apis", "graphs", "keras"]
    assert all(not File(path).log.days for path in bundled.logs()[1:])


def test_it_is_imported_without_a_problem(study: Study) -> None:
    study.welcome()
    today = study.today()
    assert (today.problems, len(today.sources)) == (0, len(bundled.logs()))


def test_no_two_keypoints_may_be_the_same(study: Study) -> None:
    study.welcome()
    assert [(pair.one.text, pair.other.text) for pair in study.pairs()] == []


def test_every_keypoint_gives_a_card(text: Log) -> None:
    keypoints = plan(text, Ledger()).keypoints
    cards = make_cards(keypoints, Terms.of([keypoint.statement for keypoint in keypoints]))
    asked = {card.keypoint for card in cards}
    assert [keypoint.statement.text for keypoint in keypoints if keypoint.id not in asked] == []


def test_every_keypoint_is_linked_to_a_claim(text: Log, library: Library) -> None:
    for keypoint in plan(text, Ledger()).keypoints:
        link = keypoint.snippet or ""
        snippet = library.get(snippet_id(link) or "")
        assert snippet, keypoint.statement.text
        assert 1 <= int(link.partition("#")[2]) <= len(snippet.claims), keypoint.statement.text


def test_every_link_leads_to_a_file_beside_the_text(text: Log) -> None:
    links = {item.snippet for _, entry in text.entries() for item in (entry, *entry.children) if item.snippet}
    assert links
    for link in links:
        assert (Path(text.path).parent / link.partition("#")[0]).resolve().is_file(), link


def test_every_claim_of_every_snippet_is_reached(log: Log, library: Library) -> None:
    reached = set()
    for _, entry in log.entries():
        for item in (entry, *entry.children):
            if item.snippet:
                reached.add((snippet_id(item.snippet), int(item.snippet.partition("#")[2])))
    claims = {(snippet.id, number) for snippet in library.all() for number in range(1, len(snippet.claims) + 1)}
    assert claims - reached == set()


def test_a_day_is_missing_so_that_the_streak_shows_a_gap(log: Log) -> None:
    numbers = {number for day in log.days for number in day.numbers}
    assert numbers != set(range(min(numbers), max(numbers) + 1))


def test_activities_are_never_asked(log: Log) -> None:
    activities = {entry.line for _, entry in log.entries() if entry.kind is Kind.ACTIVITY}
    assert activities
    assert not activities & {entry.line for entry, _ in plan(log, Ledger()).occurrences}


def test_it_lies_beside_the_snippets_it_links_to() -> None:
    for folder in ("content", "snippets"):
        assert (Path(bundled.root()) / folder).is_dir()
