import math

import pytest
import tensorflow as tf

from snippets.graphs import autograph


def test_one_trace_serves_both_branches():
    """holds: An `if` on a tensor is one If operation in the graph, so one trace serves both branches."""
    absolute = autograph.magnitude([])
    assert [float(absolute(x)) for x in (-3.0, -0.0, 0.5, 4.0)] == [3.0, 0.0, 0.5, 4.0]
    assert absolute.experimental_get_tracing_count() == 1
    assert autograph.operations(absolute).count("StatelessIf") == 1


def test_python_runs_both_branches_whatever_the_argument():
    """refuted: Of an `if` on a tensor, only the branch that is taken is traced."""
    for x in (-3.0, 4.0):
        seen = []
        autograph.magnitude(seen)(x)
        assert sorted(seen) == ["negative", "positive"]


@pytest.mark.parametrize(("cautious", "chosen", "other"), [(True, "Sin", "Exp"), (False, "Exp", "Sin")])
def test_a_python_condition_is_decided_while_tracing(cautious, chosen, other):
    """holds: An `if` on a Python value is decided while tracing, and the graph holds the chosen branch alone."""
    move = autograph.step(cautious)
    assert autograph.operations(move) == ["Placeholder", chosen, "Identity"]
    assert other not in autograph.operations(move)
    # float32 keeps 1e-7 of the value.
    assert float(move(0.5)) == pytest.approx(math.sin(0.5) if cautious else math.exp(0.5), rel=1e-6)


def test_a_while_turns_as_often_as_needed():
    """holds: A `while` on tensors is one While operation, which takes as many turns as each call needs."""
    seen = []
    divide = autograph.divisor(seen)
    pairs = [(7, 0), (84, 30), (1071, 462), (17711, 10946)]
    for a, b in pairs:
        assert int(divide(tf.constant(a), tf.constant(b))) == math.gcd(a, b)
    assert len(seen) == 1, "four calls, with 0 to 20 turns"
    operations = autograph.operations(divide, tf.constant(1), tf.constant(1))
    assert operations.count("StatelessWhile") == 1
    # The remainder is computed in the body of the loop, which is a graph of its own.
    assert "FloorMod" not in operations


def test_without_autograph_a_tensor_is_no_condition():
    """holds: With `autograph=False`, an `if` on a tensor raises an OperatorNotAllowedInGraphError."""
    with pytest.raises(tf.errors.OperatorNotAllowedInGraphError, match="symbolic"):
        autograph.magnitude([], autograph=False)(-3.0)


def test_without_autograph_an_eager_tensor_is_a_condition():
    absolute = autograph.magnitude([], autograph=False).python_function
    assert float(absolute(tf.constant(-3.0))) == 3.0
