import pytest
import tensorflow as tf

from snippets.graphs import speed

# All ratios are of CPU times, so a busy machine does not matter much; measured values stand beside each bound.


def test_a_graph_of_many_small_operations_is_faster():
    """qualified: A function runs faster as a graph than eagerly."""
    eager, graph = speed.eager_and_graph(speed.increments(100), tf.constant(0.0), calls=5)
    assert eager > 3 * graph, "17 times measured"


def test_a_graph_of_one_large_operation_is_not():
    """qualified: A function runs faster as a graph than eagerly."""
    matrix = tf.random.stateless_normal([500, 500], seed=[1, 2])
    eager, graph = speed.eager_and_graph(speed.square, matrix, calls=2)
    assert 0.3 * graph < eager < 2 * graph, "0.8 to 0.9 times measured"


def test_a_graph_of_one_small_operation_is_slower():
    """refuted: Around a single small operation, too, `tf.function` saves time."""
    eager, graph = speed.eager_and_graph(speed.increments(1), tf.constant(0.0), calls=100)
    assert eager < 0.7 * graph, "0.25 times measured"


def test_the_functions_compute_what_they_say():
    assert float(speed.increments(100)(tf.constant(5.0))) == 105.0
    assert speed.square(tf.constant([[1.0, 2.0], [3.0, 4.0]])).numpy().tolist() == [[7.0, 10.0], [15.0, 22.0]]


def test_the_first_call_pays_for_tracing():
    """holds: The first call of a `tf.function` takes many times as long as a later one, because it traces."""
    first, later = speed.first_and_later(speed.increments(100), tf.constant(0.0))
    assert first > 10 * later, "250 times measured"


@pytest.mark.parametrize("calls", [1, 4])
def test_each_new_function_is_traced(calls):
    """refuted: It makes no difference whether a `tf.function` is made once or anew before each call."""
    assert speed.traces(calls, anew=False) == 1
    assert speed.traces(calls, anew=True) == calls
