from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from tests.runner.helpers import descendants, is_running, wait_until, write_snippet
from tracker.runner import Library, Runner, verify

SQUARE = '''
"""Squares.

Claims:
    holds: the square of a number
        is the number times itself.
    refuted: a square is larger than its number.
"""


def square(x):
    return x * x
'''
TEST_SQUARE = '''
import pytest

from snippets.numbers.square import square


@pytest.mark.parametrize("x", [0, 2, 3])
def test_square(x):
    """holds: the square of a number is
    the number times itself."""
    assert square(x) == x * x


def test_half():
    """refuted: a square is larger than its number."""
    assert square(0.5) < 0.5
'''


NO_EDGE = "its tests assert nothing that fails on a mutant of the snippet"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


def write(library: Library, id: str, source: str, test: str | None) -> None:
    write_snippet(library.root, id, source)
    if test is not None:
        topic, _, idea = id.partition("/")
        (library.folder / topic / f"test_{idea}.py").write_text(dedent(test))


def claims(*texts: str) -> str:
    return '"""A snippet.\n\nClaims:\n' + "".join(f"    {text}\n" for text in texts) + '"""\n'


def outcomes(library: Library, **options: object) -> dict[str, str]:
    """Whether each claim is verified, has only passed, or why not."""
    return {
        found.claim.text: "verified" if found.verified else "passed" if found.passed else found.detail
        for found in verify(library, library.all(), **options)
    }


def test_a_claim_is_verified_when_every_test_that_names_it_passes(library):
    write(library, "numbers/square", SQUARE, TEST_SQUARE)
    verifications = verify(library, library.all())
    assert [(each.snippet, each.claim.text, each.verified, each.detail) for each in verifications] == [
        ("numbers/square", "the square of a number is the number times itself.", True, ""),
        ("numbers/square", "a square is larger than its number.", True, ""),
    ]
    assert all(0 < each.seconds < 1 for each in verifications)


def test_one_failing_test_is_enough_to_doubt_a_claim(library):
    write(library, "numbers/square", SQUARE, TEST_SQUARE.replace("[0, 2, 3]", "[0, 2, 'x']"))
    assert outcomes(library) == {
        "the square of a number is the number times itself.": (
            "TypeError: can't multiply sequence by non-int of type 'str'"
        ),
        "a square is larger than its number.": "verified",
    }


def test_the_detail_of_a_failure_is_what_was_compared(library):
    write(
        library,
        "numbers/one",
        claims("holds: bare.", "holds: explained.", "holds: in a fixture."),
        '''
        import pytest

        def one():
            return 1

        def test_bare():
            """holds: bare."""
            assert one() == 2

        def test_explained():
            """holds: explained."""
            assert one() == 2, "one is\\nnot two"

        @pytest.fixture
        def broken():
            raise ValueError("no data")

        def test_fixture(broken):
            """holds: in a fixture."""
        ''',
    )
    assert outcomes(library) == {
        "bare.": "assert 1 == 2",
        "explained.": "assert 1 == 2",
        "in a fixture.": "ValueError: no data",
    }


def test_a_claim_that_no_test_names_is_not_verified(library):
    docstrings = ("", '"""square of a number"""', '"""refuted: the claim."""', '"""holds: the claim. And more."""')
    for number, docstring in enumerate(docstrings):
        test = f"def test_it():\n    {docstring}\n    assert True\n"
        write(library, f"numbers/number_{number}", claims("holds: the claim."), test)
    found = verify(library, library.all())
    assert [(each.passed, each.detail) for each in found] == [(False, "no test names this claim")] * len(docstrings)


def test_a_skipped_test_shows_nothing(library):
    write(
        library,
        "numbers/one",
        claims("holds: the claim."),
        '''
        import pytest

        @pytest.mark.skip(reason="needs a GPU")
        def test_it():
            """holds: the claim."""
        ''',
    )
    assert outcomes(library) == {"the claim.": "Skipped: needs a GPU"}


@pytest.mark.slow
def test_what_goes_wrong_with_one_file_leaves_the_others(library):
    passing = 'def test_it():\n    """holds: fine."""\n'
    write(library, "a/missing", claims("holds: missing."), None)
    write(library, "b/syntax", claims("holds: syntax."), "def test_it(:")
    write(library, "c/import", claims("holds: import."), "import nowhere_to_be_found")
    write(library, "d/empty", claims("holds: empty."), "")
    write(library, "e/fine", claims("holds: fine."), passing)
    write(library, "f/fine", claims("holds: fine."), passing)
    verifications = verify(library, library.all())
    assert [(each.snippet, each.passed, each.detail) for each in verifications] == [
        ("a/missing", False, "there is no test_missing.py"),
        ("b/syntax", False, "SyntaxError: invalid syntax"),
        ("c/import", False, "ModuleNotFoundError: No module named 'nowhere_to_be_found'"),
        ("d/empty", False, "no test names this claim"),
        ("e/fine", True, NO_EDGE),
        ("f/fine", True, NO_EDGE),
    ]


def test_a_file_that_ends_the_process_while_it_is_imported_says_nothing_and_leaves_the_others(library):
    write(library, "a/fine", claims("holds: fine."), 'def test_it():\n    """holds: fine."""\n')
    write(library, "b/exit", claims("holds: exit."), "raise SystemExit('goodbye')")
    fine, exited = verify(library, library.all())
    assert fine.passed
    assert exited.detail.startswith("the tests ended early: exit status 3: ")
    assert not exited.judged


DEADLY = '''
def test_before():
    """holds: before."""

def test_deadly():
    """holds: deadly."""
    import os, signal, sys, time
    {death}

def test_after():
    """holds: after."""
'''


@pytest.mark.parametrize(
    ("death", "timeout", "reason"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", 60, "the tests ended early: SIGSEGV"),
        ("os._exit(3)", 60, "the tests ended early: exit status 3"),
        ("time.sleep(60)", 5, "not finished after 5 s"),
    ],
)
def test_what_was_shown_before_the_tests_ended_counts(library, death, timeout, reason):
    write(
        library, "numbers/one", claims("holds: before.", "holds: deadly.", "holds: after."), DEADLY.format(death=death)
    )
    details = outcomes(library, timeout=timeout)
    assert details["before."] == "passed"
    assert details["deadly."] == details["after."]
    assert details["deadly."].startswith(reason)


def test_each_snippet_is_judged_as_soon_as_its_tests_have_ended(library):
    write(library, "a/quick", claims("holds: quick."), 'def test_it():\n    """holds: quick."""\n')
    write(
        library,
        "b/slow",
        claims("holds: slow."),
        'import time\ndef test_it():\n    """holds: slow."""\n    time.sleep(60)\n',
    )
    before, heard, running = descendants(os.getpid()), [], set()

    def listen(verification):
        heard.append(verification)
        running.update(descendants(os.getpid()))
        raise LookupError("seen enough")

    with pytest.raises(LookupError, match="seen enough"):
        verify(library, library.all(), listen)
    assert [(each.snippet, each.passed) for each in heard] == [("a/quick", True)]
    assert len(running - before) == 1
    assert not any(map(is_running, running - before))


def test_only_the_asked_snippets_are_tested(library):
    write(library, "a/one", claims("holds: one."), 'def test_it():\n    """holds: one."""\n')
    write(library, "b/two", claims("holds: two."), "raise SystemExit('not asked')")
    assert [each.snippet for each in verify(library, [library.get("a/one")])] == ["a/one"]
    assert verify(library, []) == []


@pytest.mark.slow
def test_neither_the_configuration_nor_the_plugins_of_where_one_stands_matter(library, tmp_path_factory, monkeypatch):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n")
    (elsewhere / "conftest.py").write_text("raise RuntimeError('not mine')")
    (elsewhere / "snippets").mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("PYTEST_ADDOPTS", "--no-such-option")
    monkeypatch.setenv("PYTEST_PLUGINS", "no_such_plugin")
    write(library, "numbers/square", SQUARE, TEST_SQUARE)
    assert set(outcomes(library).values()) == {"verified"}


@pytest.mark.slow
def test_nothing_is_written_beside_the_snippets(library, monkeypatch):
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    write(library, "numbers/square", SQUARE, TEST_SQUARE)
    before = sorted(library.root.rglob("*"))
    verify(library, library.all())
    assert sorted(library.root.rglob("*")) == before


def test_a_test_works_in_a_folder_that_is_deleted_and_can_import_the_library_but_not_the_runner(library):
    write(
        library,
        "numbers/one",
        claims("holds: the claim."),
        '''
        import os, sys

        def test_it(tmp_path):
            """holds: the claim."""
            assert os.listdir() == [tmp_path.parent.name]
            assert "child" not in sys.modules
            open("left behind", "w").close()
        ''',
    )
    assert outcomes(library) == {"the claim.": "passed"}


def test_a_process_that_a_test_has_started_is_killed(library, tmp_path):
    pid_file = tmp_path / "pid"
    write(
        library,
        "numbers/one",
        claims("holds: the claim."),
        f'''
        import pathlib, subprocess, sys

        def test_it():
            """holds: the claim."""
            process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
            pathlib.Path({str(pid_file)!r}).write_text(str(process.pid))
        ''',
    )
    assert outcomes(library) == {"the claim.": "passed"}
    assert wait_until(lambda: not is_running(int(pid_file.read_text())), 2)


DOUBLE = '''
"""Doubling.

Claims:
    holds: the double is twice the number.
    holds: a number has a double.
"""


def double(x):
    return x + x


def main():
    print(double(2))
'''
TEST_DOUBLE = '''
from snippets.numbers.double import double


def test_double():
    """holds: the double is twice the number."""
    assert double(3) == 6


def test_some_double():
    """holds: a number has a double."""
    assert double(3) is not None
'''


def test_a_claim_is_verified_when_a_mutant_of_the_snippet_makes_its_test_fail(library):
    write(library, "numbers/double", DOUBLE, TEST_DOUBLE)
    twice, some = verify(library, library.all())
    assert (twice.verified, twice.killed, twice.detail) == (True, "line 10: x + x → (x) - (x)", "")
    assert (some.passed, some.verified, some.killed) == (True, False, "")
    assert some.detail == NO_EDGE


@pytest.mark.slow
def test_a_mutant_that_breaks_the_test_is_not_killed_by_it(library):
    """Any code that runs would be verified by a crash."""
    crash = DOUBLE.replace("x + x", "[x, x][1]").replace("a number has a double.", "it is in a list.")
    test = TEST_DOUBLE.replace("a number has a double.", "it is in a list.").replace("== 6", "== 3")
    write(library, "numbers/double", crash, test)
    assert set(outcomes(library).values()) == {"passed"}


@pytest.mark.slow
def test_what_was_killed_before_is_not_tried_again(library):
    write(library, "numbers/double", DOUBLE, TEST_DOUBLE)
    known = {("numbers/double", text): "line 1: seen" for text in ("a number has a double.", "another claim.")}
    found = verify(library, library.all(), kills=known)
    assert [each.killed for each in found] == ["line 10: x + x → (x) - (x)", "line 1: seen"]


@pytest.mark.slow
def test_a_claim_whose_test_fails_has_killed_nothing(library):
    write(library, "numbers/double", DOUBLE, TEST_DOUBLE.replace("== 6", "== 7"))
    known = {("numbers/double", "the double is twice the number."): "line 1: seen"}
    found = verify(library, library.all(), kills=known)[0]
    assert (found.passed, found.killed, found.judged) == (False, "", True)


@pytest.mark.slow
def test_a_mutant_finds_what_its_test_needs_beside_it(library):
    write(library, "numbers/double", DOUBLE, TEST_DOUBLE)
    write(
        library,
        "numbers/four",
        '''
        """Four times.

        Claims:
            holds: it is the double of the double.
        """
        from snippets.numbers.double import double


        def four(x):
            return double(double(x))
        ''',
        '''
        from snippets.numbers import double, four


        def test_four(number):
            """holds: it is the double of the double."""
            assert four.four(number) == number * 4
        ''',
    )
    (library.folder / "conftest.py").write_text("import pytest\n\n\n@pytest.fixture\ndef number():\n    return 3\n")
    [found] = verify(library, [library.get("numbers/four")])
    assert (found.detail, found.killed) == ("", "line 10: double(double(x)) → (double(x))")


@pytest.mark.slow
def test_a_mutant_that_never_ends_is_given_up(library):
    write(
        library,
        "numbers/count",
        '''
        """Counting.

        Claims:
            holds: it ends.
        """


        def count(x):
            while x > 0:
                x -= 1
            return x
        ''',
        '''
        from snippets.numbers.count import count


        def test_count():
            """holds: it ends."""
            assert count(3) == 0
        ''',
    )
    [found] = verify(library, library.all(), timeout=4)
    assert found.verified


@pytest.mark.slow
def test_children_of_the_zygote_judge_as_fresh_processes_do(library, tmp_path):
    write(library, "numbers/square", SQUARE, TEST_SQUARE)
    write(library, "numbers/double", DOUBLE, TEST_DOUBLE)
    with Runner(library.root) as runner:
        warm = runner.verify(library, library.all())
        assert runner.ready
    cold = verify(library, library.all())
    assert [replace(found, seconds=0) for found in warm] == [replace(found, seconds=0) for found in cold]


@pytest.mark.slow
def test_an_assertion_in_the_snippet_shows_nothing(library):
    """It fails on the mutant, but the test asserts nothing."""
    write(
        library,
        "numbers/double",
        DOUBLE.replace("    return x + x", "    assert x + x == 6\n    return x + x"),
        TEST_DOUBLE.replace("assert double(3) == 6", "double(3)").replace("assert double(3) is not None", "double(3)"),
    )
    assert set(outcomes(library).values()) == {"passed"}


def test_a_skipped_test_judges_nothing(library):
    write(
        library, "numbers/double", DOUBLE, TEST_DOUBLE.replace("assert double(3) == 6", "import pytest; pytest.skip()")
    )
    skipped, passed = verify(library, library.all())
    assert (skipped.passed, skipped.judged, passed.judged) == (False, False, True)


@pytest.mark.slow
def test_what_a_test_writes_to_descriptors_that_are_not_its_own_is_not_heard(library):
    noise = "import contextlib, os\n\nfor fd in range(3, 32):\n    with contextlib.suppress(OSError):\n"
    noise += "        os.write(fd, b'not json\\n')\n"
    write(library, "numbers/double", DOUBLE, noise + TEST_DOUBLE)
    assert [found.passed for found in verify(library, library.all())] == [True, True]


@pytest.mark.slow
def test_a_mutant_finds_the_data_beside_its_test(library):
    reading = "from pathlib import Path\n" + TEST_DOUBLE.replace(
        "== 6", "== int(Path(__file__).with_name('six').read_text())"
    )
    write(library, "numbers/double", DOUBLE, reading)
    (library.folder / "numbers" / "six").write_text("6")
    twice, some = verify(library, library.all())
    assert twice.verified and not some.verified
