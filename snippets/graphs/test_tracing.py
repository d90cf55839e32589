import numpy as np
import pytest
import tensorflow as tf

from snippets.graphs import tracing


def test_a_decorated_function_waits_for_its_first_call():
    """refuted: Decorating a Python function with `tf.function` traces it."""
    counts, seen, _ = tracing.trace([])
    assert (counts, seen) == ([0], [])
    counts, seen, _ = tracing.trace([tf.zeros([3])])
    assert counts == [0, 1]
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([([3], "float32"), ([3], "float32")], [0, 1, 1]),
        ([([3], "float32"), ([4], "float32"), ([5], "float32"), ([3], "float32")], [0, 1, 2, 3, 3]),
        ([([3], "float32"), ([3], "int32"), ([3], "float32")], [0, 1, 2, 2]),
        ([([2, 3], "float32"), ([3, 2], "float32"), ([6], "float32")], [0, 1, 2, 3]),
    ],
    ids=["same shape", "new length", "new dtype", "same size, new shape"],
)
def test_only_a_new_shape_or_dtype_costs_a_trace(kinds, expected):
    """holds: Tensors of one shape and dtype share a trace; a new shape or a new dtype costs another."""
    counts, _, _ = tracing.trace([tf.zeros(shape, dtype) for shape, dtype in kinds])
    assert counts == expected


def test_relaxed_shapes_cost_fewer_traces():
    counts, seen, _ = tracing.trace(tracing.vectors(3, 4, 5, 6), relax=True)
    assert counts == [0, 1, 2, 2, 2]
    assert [symbol.shape.as_list() for symbol in seen] == [[3], [None]]


def test_the_python_code_runs_while_tracing_only():
    """holds: A Python side effect happens once per trace, not once per call."""
    arguments = tracing.vectors(3, 3, 4, 4, 3)
    counts, seen, sums = tracing.trace(arguments)
    assert [symbol.shape.as_list() for symbol in seen] == [[3], [4]]
    assert len(seen) == counts[-1] < len(arguments)
    # The graph computed five different sums all the same; float32 adds a few numbers within 1e-6.
    np.testing.assert_allclose(sums, [argument.numpy().astype("float64").sum() for argument in arguments], rtol=1e-6)
    assert len({float(result) for result in sums}) == 5


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([1, 2, 3, 1], [0, 1, 2, 3, 3]),
        # The qualification: new means unequal, and to Python 1 == 1.0 == True.
        ([1, 1.0, True], [0, 1, 1, 1]),
    ],
    ids=["unequal", "equal"],
)
def test_python_numbers_are_compared_by_value(numbers, expected):
    """qualified: Each new Python number as an argument costs a trace, whereas tensors share one."""
    counts, seen, sums = tracing.trace(numbers)
    assert counts == expected
    assert seen == numbers[: len(seen)]
    assert [float(result) for result in sums] == numbers


def test_scalar_tensors_are_compared_by_shape_and_dtype():
    """qualified: Each new Python number as an argument costs a trace, whereas tensors share one."""
    counts, _, sums = tracing.trace([tf.constant(1), tf.constant(2), tf.constant(3)])
    assert counts == [0, 1, 1, 1]
    assert [int(result) for result in sums] == [1, 2, 3]


def test_an_open_length_needs_one_trace():
    """holds: A TensorSpec with the shape `[None]` lets vectors of every length share one trace."""
    any_length = [tf.TensorSpec(shape=[None], dtype=tf.float32)]
    counts, seen, _ = tracing.trace(tracing.vectors(3, 4, 5), any_length)
    assert counts == [0, 1, 1, 1]
    assert seen[0].shape.as_list() == [None]


def test_a_signature_refuses_what_it_does_not_describe():
    any_length = [tf.TensorSpec(shape=[None], dtype=tf.float32)]
    for argument in (tf.zeros([2, 2]), tf.constant([1, 2])):
        with pytest.raises(TypeError, match="Can not cast"):
            tracing.trace([argument], any_length)
