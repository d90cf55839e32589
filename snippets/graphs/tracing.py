"""Tracing: when a Python function becomes a graph.

`tf.function` runs the Python code once for every new kind of argument and
records the operations it meets. Later calls of that kind run the recorded
graph, not the Python code. Tracing is the slow part, so count it.

Claims:
    refuted: Decorating a Python function with `tf.function` traces it.
    holds: Tensors of one shape and dtype share a trace; a new shape or a new dtype costs another.
    holds: A Python side effect happens once per trace, not once per call.
    qualified: Each new Python number as an argument costs a trace, whereas tensors share one.
    holds: A TensorSpec with the shape `[None]` lets vectors of every length share one trace.
"""

import tensorflow as tf


def traced_total(signature: list[tf.TensorSpec] | None = None):
    """Return a new `tf.function` that adds up its argument, and the list it appends to."""
    seen = []

    @tf.function(input_signature=signature)
    def total(numbers):
        # Appending to a list is Python, so it is not part of the graph.
        seen.append(numbers)
        return tf.reduce_sum(numbers)

    return total, seen


def trace_counts(function, arguments) -> list[int]:
    """Return how many traces `function` has before the first call and after each call."""
    counts = [function.experimental_get_tracing_count()]
    for argument in arguments:
        function(argument)
        counts.append(function.experimental_get_tracing_count())
    return counts


def vectors(*lengths: int) -> list[tf.Tensor]:
    """Return float32 vectors of the given lengths, each with values of its own."""
    return [tf.random.stateless_uniform([length], seed=[position, 0]) for position, length in enumerate(lengths)]


def main() -> None:
    """Show how the number of traces grows with the calls."""
    any_length = [tf.TensorSpec(shape=[None], dtype=tf.float32)]
    rows = {
        "length 3, 3, 3": (vectors(3, 3, 3), None),
        "length 3, 4, 3": (vectors(3, 4, 3), None),
        "float32, int32": ([tf.constant([1.0]), tf.constant([1])], None),
        "Python 1, 2, 3": ([1, 2, 3], None),
        "Python 1, 1.0, True": ([1, 1.0, True], None),
        "tensors 1, 2, 3": ([tf.constant(1), tf.constant(2), tf.constant(3)], None),
        "length 3, 4, 5, [None]": (vectors(3, 4, 5), any_length),
    }
    print(f"{'arguments':<24} {'traces: first 0, then after each call':<39} side effects")
    for name, (arguments, signature) in rows.items():
        function, seen = traced_total(signature)
        counts = trace_counts(function, arguments)
        print(f"{name:<24} {counts!s:<39} {len(seen)}")


if __name__ == "__main__":
    main()
