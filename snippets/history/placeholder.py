"""Placeholders: how TensorFlow 1 got its inputs.

A program used to have two halves. The first built a graph out of placeholders,
which have a dtype and a shape but no value; the second handed the graph to a
session and fed it. TensorFlow 2 runs operations at once, and an argument of a
`tf.function` is what a placeholder was. Old code still reads like this.

Claims:
    outdated: The inputs of a TensorFlow program are placeholders, and a session runs it.
    holds: Building a graph computes nothing, so what comes out of `x * 2 + 1` has no value yet.
    qualified: A session raises an InvalidArgumentError for a placeholder that is not fed.
    refuted: A session runs the whole graph, so each of its placeholders must be fed.
    refuted: Only placeholders can be fed.
"""

import tensorflow as tf

v1 = tf.compat.v1


def placeholder(eager: bool) -> tf.Tensor:
    """Make a placeholder, shape (n,), in eager execution or in a graph."""
    if eager:
        return v1.placeholder(tf.float32, [None])
    with tf.Graph().as_default():
        return v1.placeholder(tf.float32, [None])


class Lines:
    """A graph with two placeholders and two results that share a step: 2 x, 2 x + 1, and 2 x + y."""

    def __init__(self) -> None:
        """Build the graph; x and y and all results have the shape (n,), any n, and float32."""
        self.graph = tf.Graph()
        with self.graph.as_default():
            self.x = v1.placeholder(tf.float32, [None], name="x")
            self.y = v1.placeholder(tf.float32, [None], name="y")
            self.double = self.x * 2
            self.plus_one = self.double + 1
            self.plus_y = self.double + self.y

    def run(self, result: tf.Tensor, feed: dict):
        """Compute one result in a new session that is fed values by their tensors; return an array, shape (n,)."""
        with v1.Session(graph=self.graph) as session:
            return session.run(result, feed_dict=feed)


@tf.function
def plus_one(x: tf.Tensor) -> tf.Tensor:
    """Compute 2 x + 1, shape (n,), the way of TensorFlow 2: the argument is the placeholder."""
    return x * 2 + 1


def unfed(optional: bool) -> float:
    """Read a scalar placeholder, which is 3 by default if it is optional, in a session that is not fed."""
    with tf.Graph().as_default(), v1.Session() as session:
        x = v1.placeholder_with_default(3.0, []) if optional else v1.placeholder(tf.float32, [])
        return float(session.run(x))


def value_of(tensor: tf.Tensor):
    """Return the value of a tensor of any shape, or None if it has none because it is a part of a graph."""
    return tensor.numpy() if hasattr(tensor, "numpy") else None


def main() -> None:
    """Build a graph, then run parts of it."""
    for name in ("placeholder", "Session"):
        print(f"tf.{name:<12} there: {hasattr(tf, name)!s:<6} tf.compat.v1.{name:<12} there: {hasattr(v1, name)}")
    print()
    lines = Lines()
    print("operations in the graph: ", *(operation.name for operation in lines.graph.get_operations()))
    print("2 x + 1, built:          ", lines.plus_one)
    print("  its value:             ", value_of(lines.plus_one))
    print("2 x + 1, x = [3, 4]:     ", lines.run(lines.plus_one, {lines.x: [3.0, 4.0]}), " y is not needed")
    print("2 x + y, y = [5, 6] too: ", lines.run(lines.plus_y, {lines.x: [3.0, 4.0], lines.y: [5.0, 6.0]}))
    print("2 x + 1, 2 x = [10]:     ", lines.run(lines.plus_one, {lines.double: [10.0]}), " a step is fed instead of x")
    print("x not fed, 3 by default: ", unfed(optional=True))
    try:
        unfed(optional=False)
    except tf.errors.InvalidArgumentError as error:
        print("x not fed, no default:   ", type(error).__name__)
    try:
        placeholder(eager=True)
    except RuntimeError as error:
        print("placeholder, eager:      ", error)
    print("2 x + 1 by tf.function:  ", plus_one(tf.constant([3.0, 4.0])).numpy())


if __name__ == "__main__":
    main()
