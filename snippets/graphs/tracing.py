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

from typing import NamedTuple

import tensorflow as tf


class Calls(NamedTuple):
    """What calls of a `tf.function` leave behind."""

    counts: list[int]
    """The number of traces before the first call and after each call."""
    seen: list
    """What the Python code was given while tracing: a symbolic tensor, or a Python number."""
    sums: list[tf.Tensor]
    """What each call computed, a scalar."""


def trace(arguments, signature: list[tf.TensorSpec] | None = None, relax: bool = False) -> Calls:
    """Call a new `tf.function`, which adds up its argument, with numbers or tensors of any shape, one by one."""
    seen = []

    @tf.function(input_signature=signature, reduce_retracing=relax)
    def total(numbers):
        # Appending to a list is Python, so it is not part of the graph.
        seen.append(numbers)
        return tf.reduce_sum(numbers)

    counts, sums = [total.experimental_get_tracing_count()], []
    for argument in arguments:
        sums.append(total(argument))
        counts.append(total.experimental_get_tracing_count())
    return Calls(counts=counts, seen=seen, sums=sums)


def vectors(*lengths: int) -> list[tf.Tensor]:
    """Return float32 vectors of the given lengths, each with values of its own."""
    return [tf.random.stateless_uniform([length], seed=[position, 0]) for position, length in enumerate(lengths)]


def main() -> None:
    """Show how the number of traces grows with the calls."""
    any_length = [tf.TensorSpec(shape=[None], dtype=tf.float32)]
    rows = {
        "length 3, 3, 3": (vectors(3, 3, 3),),
        "length 3, 4, 3": (vectors(3, 4, 3),),
        "float32, int32": ([tf.constant([1.0]), tf.constant([1])],),
        "Python 1, 2, 3": ([1, 2, 3],),
        "Python 1, 1.0, True": ([1, 1.0, True],),
        "tensors 1, 2, 3": ([tf.constant(1), tf.constant(2), tf.constant(3)],),
        "length 3, 4, 5, as [None]": (vectors(3, 4, 5), any_length),
        "length 3, 4, 5, relaxed": (vectors(3, 4, 5), None, True),
    }
    print(f"{'arguments':<26} {'traces: before, then after each call':<38} what Python saw: shapes or numbers")
    for name, row in rows.items():
        counts, seen, _ = trace(*row)
        shapes = [list(item.shape) if tf.is_tensor(item) else item for item in seen]
        print(f"{name:<26} {counts!s:<38} {shapes}")


if __name__ == "__main__":
    main()
