import numpy as np
import pytest
import tensorflow as tf

from snippets.graphs import grappler

FLOAT = np.float32


def test_an_expression_that_stands_there_twice_is_computed_once():
    """holds: Grappler computes an expression once that the graph contains twice."""
    assert grappler.recorded(grappler.twice).count("Mul") == 2
    assert grappler.executed(grappler.twice).count("Mul") == 1


def test_different_expressions_are_both_computed():
    """holds: Grappler computes an expression once that the graph contains twice."""
    assert grappler.executed(lambda x, y: tf.sin(x * y) + tf.cos(x * x * y)).count("Mul") > 1


def test_two_constants_become_one():
    """holds: Grappler multiplies the constants of a chain of products beforehand."""
    assert [grappler.recorded(grappler.chain).count(name) for name in ("Mul", "Const")] == [2, 2]
    assert [grappler.executed(grappler.chain).count(name) for name in ("Mul", "Const")] == [1, 1]


@pytest.mark.parametrize("function", [grappler.twice, grappler.chain])
def test_without_grappler_every_operation_runs(function):
    """holds: With `disable_meta_optimizer` the graph runs as it was recorded."""
    # A session puts _Arg and _Retval where the values come in and go out.
    ends = {"Placeholder", "_Arg", "_Retval"}
    without = [name for name in grappler.executed(function, optimize=False) if name not in ends]
    assert sorted(without) == sorted(name for name in grappler.recorded(function) if name not in ends)
    assert len(grappler.executed(function)) < len(grappler.executed(function, optimize=False))


def test_a_concrete_function_shows_what_was_recorded():
    """refuted: `get_concrete_function(...).graph` is the graph that Grappler has optimized."""
    # Python says `x * y` twice, so two products are recorded.
    assert grappler.recorded(grappler.twice).count("Mul") == 2
    assert grappler.executed(grappler.twice).count("Mul") == 1


def test_the_last_digit_depends_on_grappler():
    """qualified: A graph gives the same numbers with Grappler as without."""
    # NumPy shows both orders of multiplication; in float32 they round apart for x = 7.
    recorded, optimized = FLOAT(7) * FLOAT(0.1) * FLOAT(3), FLOAT(7) * (FLOAT(0.1) * FLOAT(3))
    assert recorded != optimized
    assert grappler.computed(grappler.chain, 7.0, 0.0, optimize=False) == recorded
    assert grappler.computed(grappler.chain, 7.0, 0.0) == optimized


@pytest.mark.parametrize("x", [1.0, 2.5, 3.0, 1e6])
def test_all_other_digits_do_not(x):
    """qualified: A graph gives the same numbers with Grappler as without."""
    results = [grappler.computed(grappler.chain, x, 0.0, optimize=optimize) for optimize in (True, False)]
    # A few float32 roundings, each by at most 6e-8 of the value.
    assert results == pytest.approx([0.3 * x] * 2, rel=3e-7)


def test_the_option_is_set_back():
    before = tf.config.optimizer.get_experimental_options()
    grappler.computed(grappler.chain, 1.0, 0.0, optimize=False)
    assert tf.config.optimizer.get_experimental_options() == before
