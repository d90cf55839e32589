import numpy as np
import pytest
import tensorflow as tf

from snippets.graphs import structure

A, B = np.float32([[0.5, -1.0], [2.0, 0.25]]), np.float32([[1.0, 2.0], [-3.0, 0.5]])
BY_HAND = np.tanh(A.astype("float64") @ B.astype("float64")) + A


@pytest.fixture
def graph():
    return structure.graph_of(structure.example, structure.MATRIX, structure.MATRIX)


def test_nodes_are_operations_and_edges_are_tensors(graph):
    """holds: The nodes of a graph are `tf.Operation`s, and its edges are `tf.Tensor`s from one to the next."""
    assert all(isinstance(node, tf.Operation) for node in graph.get_operations())
    edges = structure.edges(graph)
    assert all(isinstance(tensor, tf.Tensor) and tensor.shape == (2, 2) for _, tensor, _ in edges)
    drawn_by_hand = {
        ("a", "product"),
        ("b", "product"),
        ("b", "forgotten"),
        ("product", "squashed"),
        ("squashed", "result"),
        ("a", "result"),
        ("result", "Identity"),
    }
    assert {(source, target) for source, _, target in edges} == drawn_by_hand


def test_a_graph_def_names_the_inputs_in_their_order(graph):
    """holds: A GraphDef names the inputs of each node, which is enough to compute its result without TensorFlow."""
    inputs = structure.inputs_by_name(graph)
    assert inputs["a"] == inputs["b"] == []
    assert inputs["product"] == ["a", "b"]
    assert inputs["result"] == ["squashed", "a"]


def test_numpy_runs_the_graph(graph):
    """holds: A GraphDef names the inputs of each node, which is enough to compute its result without TensorFlow."""
    result = structure.run_in_numpy(graph.as_graph_def().SerializeToString(), a=A, b=B)
    # A few float32 roundings of numbers below 10.
    np.testing.assert_allclose(result, BY_HAND, atol=1e-5)


def test_imported_bytes_compute_the_same_function(graph):
    """holds: A graph that was serialized to bytes and imported again computes the same function."""
    serialized = graph.as_graph_def().SerializeToString()
    run = structure.imported(serialized, ["a:0", "b:0"], "Identity:0")
    np.testing.assert_allclose(run(tf.constant(A), tf.constant(B)), BY_HAND, atol=1e-5)


def test_an_imported_graph_can_be_asked_for_another_edge(graph):
    run = structure.imported(graph.as_graph_def().SerializeToString(), ["a:0", "b:0"], "product:0")
    np.testing.assert_allclose(run(tf.constant(A), tf.constant(B)), A @ B, atol=1e-5)


def test_what_nobody_needs_is_recorded_all_the_same(graph):
    """refuted: The graph of a `tf.function` holds no operation that its result does not need."""
    used = {source for source, _, _ in structure.edges(graph)}
    unused = [node.name for node in graph.get_operations() if node.name not in used]
    assert unused == ["forgotten", "Identity"]
    assert [output.op.name for output in graph.outputs] == ["Identity"]


@pytest.mark.parametrize("value", [1.2345, -77.125])
def test_constants_are_written_down_and_variables_are_not(value):
    """refuted: A GraphDef contains the values of the variables that the function reads."""
    # Protocol buffers store a float32 as its four bytes, the lowest first.
    written = np.array(value, "<f4").tobytes()
    assert written in structure.bytes_that_scale(value, variable=False)
    assert written not in structure.bytes_that_scale(value, variable=True)
