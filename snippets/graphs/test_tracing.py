import numpy as np
import pytest
import tensorflow as tf

from snippets.graphs import tracing


def test_a_decorated_function_waits_for_its_first_call():
    """refuted: Decorating a Python function with `tf.function` traces it."""
    function, seen = tracing.traced_total()
    assert tracing.trace_counts(function, []) == [0]
    assert seen == []
    assert tracing.trace_counts(function, tracing.vectors(3)) == [0, 1]
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("kinds", "counts"),
    [
        ([([3], "float32"), ([3], "float32")], [0, 1, 1]),
        ([([3], "float32"), ([4], "float32"), ([3], "float32")], [0, 1, 2, 2]),
        ([([3], "float32"), ([3], "int32"), ([3], "float32")], [0, 1, 2, 2]),
        ([([2, 3], "float32"), ([3, 2], "float32"), ([6], "float32")], [0, 1, 2, 3]),
    ],
    ids=["same shape", "new length", "new dtype", "same size, new shape"],
)
def test_only_a_new_shape_or_dtype_costs_a_trace(kinds, counts):
    """holds: Tensors of one shape and dtype share a trace; a new shape or a new dtype costs another."""
    function, _ = tracing.traced_total()
    assert tracing.trace_counts(function, [tf.zeros(shape, dtype) for shape, dtype in kinds]) == counts


def test_the_python_code_runs_while_tracing_only():
    """holds: A Python side effect happens once per trace, not once per call."""
    function, seen = tracing.traced_total()
    arguments = tracing.vectors(3, 3, 4, 4, 3)
    results = [function(argument).numpy() for argument in arguments]
    assert [symbol.shape.as_list() for symbol in seen] == [[3], [4]]
    # The graph computed five different sums all the same; float32 adds a few numbers within 1e-6.
    np.testing.assert_allclose(results, [argument.numpy().sum() for argument in arguments], rtol=1e-6)
    assert len(set(results)) == 5


@pytest.mark.parametrize(
    ("numbers", "counts"),
    [
        ([1, 2, 3, 1], [0, 1, 2, 3, 3]),
        # The qualification: new means unequal, and to Python 1 == 1.0 == True.
        ([1, 1.0, True], [0, 1, 1, 1]),
    ],
    ids=["unequal", "equal"],
)
def test_python_numbers_are_compared_by_value(numbers, counts):
    """qualified: Each new Python number as an argument costs a trace, whereas tensors share one."""
    function, _ = tracing.traced_total()
    assert tracing.trace_counts(function, numbers) == counts


def test_scalar_tensors_are_compared_by_shape_and_dtype():
    """qualified: Each new Python number as an argument costs a trace, whereas tensors share one."""
    function, _ = tracing.traced_total()
    assert tracing.trace_counts(function, [tf.constant(1), tf.constant(2), tf.constant(3)]) == [0, 1, 1, 1]


def test_an_open_length_needs_one_trace():
    """holds: A TensorSpec with the shape `[None]` lets vectors of every length share one trace."""
    function, seen = tracing.traced_total([tf.TensorSpec(shape=[None], dtype=tf.float32)])
    assert tracing.trace_counts(function, tracing.vectors(3, 4, 5)) == [0, 1, 1, 1]
    assert seen[0].shape.as_list() == [None]


def test_a_signature_refuses_what_it_does_not_describe():
    function, _ = tracing.traced_total([tf.TensorSpec(shape=[None], dtype=tf.float32)])
    for argument in (tf.zeros([2, 2]), tf.constant([1, 2])):
        with pytest.raises(TypeError, match="Can not cast"):
            function(argument)
