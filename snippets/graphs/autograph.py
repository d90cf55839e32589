"""AutoGraph: `if` and `while` that depend on a tensor become operations.

While tracing, a tensor has no value, so Python cannot choose a branch or count
turns. AutoGraph rewrites the source of a `tf.function` such that `if` and `while`
ask first: on a tensor they are recorded as an operation that chooses at each
call, on a Python value they are ordinary Python.

Claims:
    holds: An `if` on a tensor is one If operation in the graph, so one trace serves both branches.
    refuted: Of an `if` on a tensor, only the branch that is taken is traced.
    holds: An `if` on a Python value is decided while tracing, and the graph holds the chosen branch alone.
    holds: A `while` on tensors is one While operation, which takes as many turns as each call needs.
    holds: With `autograph=False`, an `if` on a tensor raises an OperatorNotAllowedInGraphError.
"""

import tensorflow as tf

SCALAR = tf.TensorSpec([], tf.float32)


def magnitude(seen: list[str], autograph: bool = True):
    """Return a `tf.function` of a scalar, its absolute value; each branch that Python runs is noted in `seen`."""

    @tf.function(autograph=autograph, input_signature=[SCALAR])
    def branches(x):
        if x < 0:
            seen.append("negative")
            result = tf.negative(x)
        else:
            seen.append("positive")
            result = tf.identity(x)
        return result

    return branches


def step(cautious: bool):
    """Return a `tf.function` of a scalar that asks a Python value for the way: sin(x) if cautious, else exp(x)."""

    @tf.function(input_signature=[SCALAR])
    def move(x):
        return tf.sin(x) if cautious else tf.exp(x)

    return move


def divisor(seen: list[str]):
    """Return Euclid's algorithm as a `tf.function` of two int32 scalars; `seen` gets an item whenever Python runs."""

    @tf.function
    def greatest_common_divisor(a, b):
        seen.append("Python runs")
        while b != 0:
            a, b = b, a % b
        return a

    return greatest_common_divisor


def operations(function, *arguments: tf.TensorSpec | tf.Tensor) -> list[str]:
    """Return the types of the operations in the graph that a `tf.function` has for arguments of any shapes."""
    return [node.op for node in function.get_concrete_function(*arguments).graph.as_graph_def().node]


def main() -> None:
    """Choose and repeat inside graphs."""
    seen = []
    absolute = magnitude(seen)
    print("magnitude of -3.0 and 4.0:  ", absolute(-3.0).numpy(), absolute(4.0).numpy())
    print("  branches that Python ran: ", *seen)
    print("  operations:               ", *operations(absolute))
    print("if on the Python value True: ", *operations(step(cautious=True)))
    print("if on the Python value False:", *operations(step(cautious=False)))
    seen = []
    divide = divisor(seen)
    for a, b in ((84, 30), (1071, 462), (144, 89)):
        print(f"greatest common divisor of {a:>4} and {b:>3}: {int(divide(tf.constant(a), tf.constant(b))):>2}")
    print("  times that Python ran:    ", len(seen))
    print("  operations:               ", *operations(divide, tf.constant(1), tf.constant(1)))
    try:
        magnitude([], autograph=False)(-3.0)
    except tf.errors.OperatorNotAllowedInGraphError as error:
        print("without AutoGraph:          ", type(error).__name__)


if __name__ == "__main__":
    main()
