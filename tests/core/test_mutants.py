from __future__ import annotations

import ast
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.mutants import mutants, reached

FILE = '''
"""A docstring with 1 + 1 in it."""

import tensorflow as tf

LIMIT = 3


def mean(values, axis=0):
    """Not changed: 2 * 2."""
    return tf.reduce_mean(values, axis=axis)


class Scale:
    """A class is one definition."""

    def __call__(self, x: "1 + 1") -> "2 * 2":
        return x * LIMIT


def main():
    print(mean([1, 2]) + 7)


if __name__ == "__main__":
    main()
'''


def after(expression: str) -> set[str]:
    """What a returned expression is changed to."""
    return {f"{mutant.before} → {mutant.after}" for mutant in mutants(f"def f():\n    return {expression}\n")}


@pytest.mark.parametrize(
    ("expression", "change"),
    [
        ("a + b", "a + b → (a) - (b)"),
        ("a * b", "a * b → (a) / (b)"),
        ("a @ b", "a @ b → (b) @ (a)"),
        ("-a", "-a → a"),
        ("a < b", "a < b → (a) >= (b)"),
        ("a is b", "a is b → (a) is not (b)"),
        ("not a", "not a → a"),
        ("a and b", "a and b → ((a) or (b))"),
        ("b if a else c", "a → not (a)"),
        ("isinstance(a, B)", "isinstance(a, B) → (not isinstance(a, B))"),
        ("tf.reduce_sum(a)", "tf.reduce_sum → tf.reduce_mean"),
        ("dense(a, 'relu')", "'relu' → 'linear'"),
        ("f(a, b)", "a, b → b, a"),
        ("a, b", "a, b → b, a"),
        ("a[1]", "1 → 2"),
        ("a[-1]", "-1 → 0"),
        ("0.5", "0.5 → 1.0"),
        ("0.0", "0.0 → 1.0"),
        ("True", "True → False"),
        ("f(a, axis=0)", "f(a, axis=0) → f(a)"),
        ("tf.exp(a)", "tf.exp(a) → (a)"),
    ],
)
def test_each_kind_of_mistake_is_made(expression: str, change: str) -> None:
    assert change in after(expression)


@pytest.mark.parametrize(
    ("statement", "change"),
    [
        ("tape.watch(x)", "tape.watch(x) → pass"),
        ("x += 1", "x += 1 → x -= 1"),
        ("x += 1", "x += 1 → pass"),
        ("x[0] = y", "x[0] = y → pass"),
    ],
)
def test_a_statement_that_changes_something_is_forgotten(statement: str, change: str) -> None:
    found = mutants(f"def f(x):\n    {statement}\n    return x\n")
    assert change in {f"{mutant.before} → {mutant.after}" for mutant in found}


def test_a_decorator_is_forgotten_but_not_what_makes_a_method() -> None:
    source = "class A:\n    @property\n    def f(self): return self\n    @tf.function\n    def g(self): return self\n"
    assert [mutant.before for mutant in mutants(source)] == ["tf.function"]


def test_only_what_computes_is_changed() -> None:
    found = mutants(FILE)
    assert {mutant.definition for mutant in found} == {"LIMIT", "mean", "Scale"}
    assert all(mutant.source.count('"""A docstring with 1 + 1 in it."""') == 1 for mutant in found)
    assert all(
        "print(mean([1, 2]) + 7)" in mutant.source and '"1 + 1") -> "2 * 2"' in mutant.source for mutant in found
    )


def test_definitions_take_turns_so_that_the_first_mutants_reach_all_of_them() -> None:
    first = [mutant.definition for mutant in mutants(FILE)[:3]]
    assert sorted(first) == ["LIMIT", "Scale", "mean"]


def test_a_mutant_says_where_it_differs() -> None:
    [changed] = mutants("é = 1\n\n\ndef f(ü):\n    return ü\n")
    assert (changed.line, changed.before, changed.after, changed.definition) == (1, "1", "2", "é")
    assert changed.source == "é = 2\n\n\ndef f(ü):\n    return ü\n"


def test_the_parts_of_an_f_string_are_left_alone() -> None:
    assert mutants('def f(x):\n    return f"{x + 1} {x:.2f}"\n') == []


NAMES = st.sampled_from(["a", "b", "tf.reduce_sum(a)", "f(a, b, axis=1)", "(a + b)", "a[1:-1]", "'relu'", "(not a)"])
EXPRESSIONS = st.recursive(
    NAMES | st.integers(0, 9).map(str),
    lambda inner: (
        st.tuples(inner, st.sampled_from("+ - * / @ < == and or **".split()), inner).map(" ".join)
        | inner.map("g({}, 2)".format)
        | st.tuples(inner, inner).map(lambda pair: "({}, {})".format(*pair))
    ),
    max_leaves=6,
)


@given(EXPRESSIONS)
def test_every_mutant_is_python_and_differs_from_the_file_and_from_the_others(expression: str) -> None:
    source = f"def f(a, b):\n    x = {expression}\n    return x\n"
    found = mutants(source)
    assert len({mutant.source for mutant in found} | {source}) == len(found) + 1
    for mutant in found:
        ast.parse(mutant.source)


def test_a_test_reaches_what_it_names_by_itself_or_through_others() -> None:
    source = "A = 1\ndef one(): return A\ndef two(): return one()\ndef three(): return 3\n"
    tests = dedent(
        """
        import pytest
        from snippets.numbers import all_of_them

        @pytest.fixture
        def made():
            return all_of_them.two()

        def helper():
            return all_of_them.three()

        def test_through_a_fixture(made):
            assert made == 1

        def test_through_a_helper():
            assert helper() == 3

        def test_of_nothing():
            assert True
        """
    )
    assert reached(source, tests) == {
        "test_through_a_fixture": {"two", "one", "A"},
        "test_through_a_helper": {"three"},
        "test_of_nothing": frozenset(),
    }


def test_a_fixture_for_all_tests_is_reached_by_each() -> None:
    tests = "@pytest.fixture(autouse=True)\ndef setup():\n    s.start()\n\ndef test_it():\n    pass\n"
    assert reached("def start(): pass\n", tests) == {"test_it": {"start"}}
