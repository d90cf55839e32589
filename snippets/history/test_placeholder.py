import numpy as np
import pytest
import tensorflow as tf

from snippets.history import placeholder

X, Y = np.array([3.0, 4.0]), np.array([5.0, 60.0])


@pytest.fixture
def lines():
    return placeholder.Lines()


def test_placeholders_and_sessions_are_history():
    """outdated: The inputs of a TensorFlow program are placeholders, and a session runs it."""
    assert not hasattr(tf, "placeholder")
    assert not hasattr(tf, "Session")
    assert tf.executing_eagerly()
    with pytest.raises(RuntimeError, match="not compatible with eager execution"):
        placeholder.placeholder(eager=True)
    assert placeholder.placeholder(eager=False).op.type == "Placeholder"


def test_an_argument_does_what_a_placeholder_did(lines):
    """outdated: The inputs of a TensorFlow program are placeholders, and a session runs it."""
    by_session = lines.run(lines.plus_one, {lines.x: X})
    by_function = placeholder.plus_one(tf.constant(X, tf.float32))
    # Small integers are exact in float32.
    assert by_session.tolist() == by_function.numpy().tolist() == [7.0, 9.0]


def test_a_part_of_a_graph_has_no_value(lines):
    """holds: Building a graph computes nothing, so what comes out of `x * 2 + 1` has no value yet."""
    with pytest.raises(TypeError):
        float(lines.plus_one)
    assert lines.plus_one.shape.as_list() == [None]
    # The same operations have a value in eager execution.
    assert placeholder.value_of(tf.constant(3.0) * 2 + 1) == 7.0
    assert placeholder.value_of(lines.plus_one) is None


@pytest.mark.parametrize(("result", "fed"), [("plus_one", ""), ("plus_one", "y"), ("plus_y", "x"), ("x", "")])
def test_a_session_asks_for_what_it_needs(lines, result, fed):
    """qualified: A session raises an InvalidArgumentError for a placeholder that is not fed."""
    with pytest.raises(tf.errors.InvalidArgumentError, match="must feed a value for placeholder"):
        lines.run(getattr(lines, result), {getattr(lines, name): X for name in fed})


def test_a_default_stands_in_for_a_value():
    """qualified: A session raises an InvalidArgumentError for a placeholder that is not fed."""
    with pytest.raises(tf.errors.InvalidArgumentError, match="must feed a value for placeholder"):
        placeholder.unfed(optional=False)
    assert placeholder.unfed(optional=True) == 3.0


def test_a_session_runs_what_the_result_needs(lines):
    """refuted: A session runs the whole graph, so each of its placeholders must be fed."""
    np.testing.assert_array_equal(lines.run(lines.plus_one, {lines.x: X}), 2 * X + 1)
    np.testing.assert_array_equal(lines.run(lines.plus_y, {lines.x: X, lines.y: Y}), 2 * X + Y)


def test_a_step_can_be_fed(lines):
    """refuted: Only placeholders can be fed."""
    assert lines.double.op.type != "Placeholder"
    # The step before it is not run, so x need not be fed, and has no say if it is.
    for feed in ({lines.double: [10.0]}, {lines.double: [10.0], lines.x: [99.0]}):
        assert lines.run(lines.plus_one, feed).tolist() == [11.0]
