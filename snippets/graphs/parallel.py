"""Parallel: operations of a graph that do not wait for each other.

A graph says which operation needs what, so the runtime may start every operation
whose inputs are there, on as many threads as there are CPUs. To see two run at the
same time without a clock, let both wait at a barrier that opens for two.

Claims:
    qualified: Operations of a graph that do not need each other's results run at the same time.
    holds: Stateful operations of a `tf.function` run one after the other, in the order of the Python code.
    holds: An operation that needs the result of another waits for it.
    refuted: Operations that do not need each other's results run at the same time eagerly, too.
"""

import threading

import numpy as np
import tensorflow as tf

TIMEOUT = 0.25
"""Seconds to wait at the barrier for somebody else."""


def meet(graph: bool = True, stateful: bool = False, chained: bool = False, timeout: float = TIMEOUT) -> bool:
    """Run two Python functions as operations; return whether they met at a barrier before the timeout, in seconds.

    They are independent unless `chained`: then the second takes the result of the first.
    """
    barrier = threading.Barrier(2)
    met = []

    def wait(number: np.ndarray) -> np.ndarray:
        """Wait for the other; pass the scalar on."""
        try:
            barrier.wait(timeout)
            met.append(True)
        except threading.BrokenBarrierError:
            met.append(False)
        return number

    def both(x):
        first = tf.numpy_function(wait, [x], tf.float32, stateful=stateful)
        second = tf.numpy_function(wait, [first if chained else x], tf.float32, stateful=stateful)
        return first + second

    run = tf.function(both) if graph else both
    run(tf.constant(1.0))
    return met == [True, True]


def order(count: int) -> list[int]:
    """Run stateful operations with the numbers below `count`, in one graph; return the order in which they ran."""
    ran = []

    def note(number: np.ndarray) -> np.ndarray:
        """Note the number, a scalar, and return it."""
        ran.append(int(number))
        return number

    @tf.function
    def all_of_them():
        for number in range(count):
            tf.numpy_function(note, [number], tf.int32, stateful=True)

    all_of_them()
    return ran


def waits_for(stateful: bool) -> list[str]:
    """Return what the second of two operations waits for in a graph, although it takes no tensor from the first."""

    @tf.function
    def two(x):
        first = tf.numpy_function(np.negative, [x], tf.float32, stateful=stateful, name="first")
        second = tf.numpy_function(np.negative, [x], tf.float32, stateful=stateful, name="second")
        return first, second

    graph = two.get_concrete_function(tf.TensorSpec([], tf.float32)).graph
    return [operation.name for operation in graph.get_operation_by_name("second").control_inputs]


def main() -> None:
    """Let two operations look for each other."""
    print("two operations of ...             met at the barrier")
    for name, arguments in {
        "a graph, independent, stateless": {},
        "a graph, independent, stateful": {"stateful": True},
        "a graph, chained, stateless": {"chained": True},
        "eager, independent, stateless": {"graph": False},
    }.items():
        print(f"{name:<33} {meet(**arguments)}")
    print("\nstateful operations ran in the order", order(8))
    for stateful in (True, False):
        print(f"with stateful={stateful!s:<5} the second of two waits for", waits_for(stateful))


if __name__ == "__main__":
    main()
