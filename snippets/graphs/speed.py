"""Speed: what a graph saves is Python between the operations.

Eagerly, Python starts each operation, which costs some microseconds however
small the operation is. A graph is started once per call and then runs without
Python. So a graph saves time per operation; it makes no operation itself faster.
Times here are CPU times, the least of several rounds, in turns.

Claims:
    qualified: A function runs faster as a graph than eagerly.
    refuted: Around a single small operation, too, `tf.function` saves time.
    holds: The first call of a `tf.function` takes many times as long as a later one, because it traces.
    refuted: It makes no difference whether a `tf.function` is made once or anew before each call.
"""

import time

import tensorflow as tf

ROUNDS = 5


def increments(count: int):
    """Return a function that adds 1 to a scalar `count` times."""

    def add(x):
        for _ in range(count):
            x = x + 1.0
        return x

    return add


def square(matrix: tf.Tensor) -> tf.Tensor:
    """Return the matrix product of a matrix, shape (n, n), with itself."""
    return matrix @ matrix


def eager_and_graph(function, argument, calls: int) -> tuple[float, float]:
    """Return the seconds of one call of a function as it is and as a `tf.function` that is traced already."""
    graph = tf.function(function)
    graph(argument)
    eager_times, graph_times = [], []
    for _ in range(ROUNDS):
        eager_times.append(seconds(function, argument, calls))
        graph_times.append(seconds(graph, argument, calls))
    return min(eager_times), min(graph_times)


def first_and_later(function, argument) -> tuple[float, float]:
    """Return the seconds of the first call of a `tf.function` and of a later one."""
    graph = tf.function(function)
    first = seconds(graph, argument, calls=1)
    return first, min(seconds(graph, argument, calls=5) for _ in range(ROUNDS))


def traces(calls: int, anew: bool) -> int:
    """Call a `tf.function` some times, made anew for each call or once; return how often it was traced."""
    traced = []

    def function(x):
        traced.append(x)
        return x + 1.0

    once = tf.function(function)
    for _ in range(calls):
        graph = tf.function(function) if anew else once
        graph(tf.constant(1.0))
    return len(traced)


def seconds(function, argument, calls: int) -> float:
    """Return the CPU time of one call, in seconds, on average over some calls."""
    start = time.process_time()
    for _ in range(calls):
        function(argument)
    return (time.process_time() - start) / calls


def main() -> None:
    """Compare eager functions with graphs; the numbers differ a little from run to run."""
    scalar, matrix = tf.constant(0.0), tf.random.stateless_normal([500, 500], seed=[1, 2])
    rows = {
        "1 sum of scalars": (increments(1), scalar, 100),
        "10 sums of scalars": (increments(10), scalar, 20),
        "100 sums of scalars": (increments(100), scalar, 3),
        "1 product of matrices": (square, matrix, 2),
    }
    print(f"{'milliseconds':<22} {'eager':>8} {'graph':>8} {'gain':>7}")
    for name, row in rows.items():
        eager, graph = eager_and_graph(*row)
        print(f"{name:<22} {1000 * eager:8.3f} {1000 * graph:8.3f} {eager / graph:6.1f}x")
    first, later = first_and_later(increments(100), scalar)
    print(f"\nfirst call, with tracing: {first / later:.0f} times as long as a later one")
    for anew in (False, True):
        print(f"traces in 5 calls of a function {'made anew for each' if anew else 'made once'}: {traces(5, anew)}")


if __name__ == "__main__":
    main()
