import random

import pytest
import tensorflow as tf

from snippets.graphs import eager


@pytest.mark.parametrize("values", [7.0, [1.0, 2.0], [[1.0], [2.0]]])
def test_a_symbol_has_no_values(values):
    """holds: A tensor inside a `tf.function` has a dtype and a shape, but no values for `.numpy()` to give."""
    assert eager.values_inside(tf.constant(values), graph=False) == values
    assert eager.values_inside(tf.constant(values), graph=True) is None


def test_a_symbol_knows_its_dtype_and_shape_and_says_that_it_has_no_values():
    """holds: A tensor inside a `tf.function` has a dtype and a shape, but no values for `.numpy()` to give."""

    @tf.function
    def look(tensor):
        assert (tensor.dtype, tensor.shape) == (tf.float32, (2, 3))
        return tensor.numpy()

    with pytest.raises(AttributeError, match="has no attribute 'numpy'"):
        look(tf.zeros([2, 3]))


@pytest.mark.parametrize(("graph", "said"), [(False, 3), (True, 1)])
def test_python_greets_while_tracing_and_tensorflow_in_each_call(graph, said, tmp_path):
    """holds: Python's `print` speaks while tracing only, whereas `tf.print` speaks at every call."""
    file = tmp_path / "greetings.txt"
    assert eager.greet(3, graph, str(file)) == ["Python: hello int32"] * said
    assert file.read_text().splitlines() == [f"TensorFlow: hello {number}" for number in range(3)]


def test_a_graph_keeps_the_number_that_python_drew():
    """refuted: A `tf.function` that calls `random.random()` draws a new number at every call."""
    expected = [random.Random(7).random()]
    # random.random() has 53 bits and float32 keeps 24 of them.
    assert eager.draws(random.Random(7).random, 4, graph=True) == pytest.approx(expected * 4, rel=1e-6)


def test_python_without_a_graph_and_tensorflow_in_one_draw_anew():
    """refuted: A `tf.function` that calls `random.random()` draws a new number at every call."""
    numbers = random.Random(7)
    expected = [numbers.random() for _ in range(4)]
    assert eager.draws(random.Random(7).random, 4, graph=False) == pytest.approx(expected, rel=1e-6)
    generator = tf.random.Generator.from_seed(7)
    assert len(set(eager.draws(lambda: generator.uniform([]), 4, graph=True))) == 4


def test_a_python_number_is_frozen_and_a_variable_is_read():
    """holds: A graph keeps the Python number met while tracing, but reads a `tf.Variable` anew at every call."""
    assert eager.readings([2.0, 3.0, 5.0], graph=True) == [(2.0, 2.0), (2.0, 3.0), (2.0, 5.0)]
    assert eager.readings([2.0, 3.0, 5.0], graph=False) == [(2.0, 2.0), (3.0, 3.0), (5.0, 5.0)]


def test_functions_can_be_made_to_run_as_python():
    """holds: After `tf.config.run_functions_eagerly(True)` a `tf.function` runs its Python code at every call."""
    assert eager.python_runs(5, eagerly=True) == 5
    assert eager.python_runs(5, eagerly=False) == 1


def test_the_switch_is_set_back():
    before = tf.config.functions_run_eagerly()
    eager.python_runs(1, eagerly=not before)
    assert tf.config.functions_run_eagerly() == before
