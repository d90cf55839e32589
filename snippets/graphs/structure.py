"""Structure: a graph is data that can be read, stored and run without Python.

Tracing leaves nodes, which are operations, and edges, which are tensors. Written
down, that is a GraphDef: a list of nodes, each with the names of its inputs.
Anybody can execute such a list; here NumPy does so in a few lines.

Claims:
    holds: The nodes of a graph are `tf.Operation`s, and its edges are `tf.Tensor`s from one to the next.
    holds: A GraphDef names the inputs of each node, which is enough to compute its result without TensorFlow.
    holds: A graph that was serialized to bytes and imported again computes the same function.
    refuted: The graph of a `tf.function` holds no operation that its result does not need.
    refuted: A GraphDef contains the values of the variables that the function reads.
"""

import numpy as np
import tensorflow as tf

MATRIX = tf.TensorSpec([2, 2], tf.float32)
IN_NUMPY = {"MatMul": np.matmul, "Tanh": np.tanh, "AddV2": np.add, "Sin": np.sin, "Identity": np.copy}


def example(a: tf.Tensor, b: tf.Tensor) -> tf.Tensor:
    """Return tanh(a @ b) + a; all shapes are (2, 2)."""
    tf.sin(b, name="forgotten")
    return tf.add(tf.tanh(tf.matmul(a, b, name="product"), name="squashed"), a, name="result")


def graph_of(function, *signature: tf.TensorSpec) -> tf.Graph:
    """Trace a Python function; return its graph."""
    return tf.function(function).get_concrete_function(*signature).graph


def edges(graph: tf.Graph) -> list[tuple[str, tf.Tensor, str]]:
    """Return where each edge comes from, the tensor, of any shape, that it is, and where it goes."""
    return [(tensor.op.name, tensor, node.name) for node in graph.get_operations() for tensor in node.inputs]


def inputs_by_name(graph: tf.Graph) -> dict[str, list[str]]:
    """Return the names of the inputs of each node, as the GraphDef has them."""
    return {node.name: list(node.input) for node in graph.as_graph_def().node}


def run_in_numpy(serialized: bytes, **values: np.ndarray) -> np.ndarray:
    """Compute the last node of a serialized GraphDef from the `values` of its placeholders, all of shape (2, 2)."""
    nodes = tf.compat.v1.GraphDef.FromString(serialized).node
    values = dict(values)
    for node in nodes:
        if node.op != "Placeholder":
            values[node.name] = IN_NUMPY[node.op](*[values[name] for name in node.input])
    return values[nodes[-1].name]


def imported(serialized: bytes, inputs: list[str], output: str):
    """Make a function of a serialized GraphDef; `inputs` and `output` name edges, such as "a:0"."""
    graph_def = tf.compat.v1.GraphDef.FromString(serialized)
    wrapped = tf.compat.v1.wrap_function(lambda: tf.graph_util.import_graph_def(graph_def, name=""), [])
    return wrapped.prune(inputs, output)


def bytes_that_scale(factor: float, variable: bool) -> bytes:
    """Return the serialized graph of x * factor for a scalar x, with the factor in a variable or as it is."""
    held = tf.Variable(factor) if variable else factor
    return graph_of(lambda x: x * held, tf.TensorSpec([], tf.float32)).as_graph_def().SerializeToString()


def main() -> None:
    """Read a graph, then run its bytes in NumPy and in TensorFlow."""
    graph = graph_of(example, MATRIX, MATRIX)
    print(f"{'node':<10} {'operation':<12} inputs")
    for node in graph.as_graph_def().node:
        print(f"{node.name:<10} {node.op:<12} {', '.join(node.input)}")
    print()
    for source, tensor, target in edges(graph):
        print(f"{source:>10} --{tensor.dtype.name}{tensor.shape.as_list()}--> {target}")
    serialized = graph.as_graph_def().SerializeToString()
    a, b = tf.constant([[0.5, 0.0], [0.0, 0.5]]), tf.constant([[1.0, 2.0], [3.0, 4.0]])
    print(f"\nthe graph as {len(serialized)} bytes, run by")
    print("  TensorFlow", imported(serialized, ["a:0", "b:0"], "Identity:0")(a, b).numpy().ravel().round(5))
    print("  NumPy     ", run_in_numpy(serialized, a=a.numpy(), b=b.numpy()).ravel().round(5))
    for kind, variable in (("constant", False), ("variable", True)):
        found = np.float32(1.2345).tobytes() in bytes_that_scale(1.2345, variable)
        print(f"the bytes contain the value of a {kind}: {found}")


if __name__ == "__main__":
    main()
