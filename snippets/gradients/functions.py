"""Tapes and functions: a gradient through a graph, and a gradient within one.

`tf.GradientTape` and `tf.function` work together both ways. A tape that meets the
call of a traced function records the call as one operation and knows how to go
back through it. A tape inside a traced function is traced itself, so the graph
contains the way back as ordinary operations.

Claims:
    refuted: A tape sees nothing of a `tf.function` that is called in it, for the two are independent.
    holds: A tape inside a `tf.function` leaves the operations of the derivative in the graph.
    holds: A function that was traced without a tape can be differentiated later without another trace.
    refuted: A tape around a `tf.function` gives the derivative of one of its outputs with respect to another.
    holds: A tape around a tape inside a `tf.function` gives the second derivative.
"""

import tensorflow as tf


def cube(x: tf.Tensor) -> tf.Tensor:
    """Return x**3 for a scalar x."""
    return x * x * x


def slope_of(function):
    """Return a function of a scalar that gives the derivative of `function`, from a tape of its own."""

    def slope(x):
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = function(x)
        return tape.gradient(y, x)

    return slope


def derivative(function, at: float) -> float | None:
    """Return the derivative of a function of a scalar from a tape around its call, None if the tape sees no way."""
    gradient = slope_of(function)(tf.constant(at))
    return None if gradient is None else float(gradient)


def operations(function) -> list[str]:
    """Return the types of the operations in the graph of a function of a scalar."""
    graph = tf.function(function).get_concrete_function(tf.TensorSpec([], tf.float32)).graph
    return [operation.type for operation in graph.get_operations()]


def between_outputs(graph: bool) -> tuple[float | None, float]:
    """Compute z = x * x and y = z * z at x = 3; return the derivatives of y by z, which may be None, and by x."""

    def both(x):
        z = x * x
        return z, z * z

    run, x = tf.function(both) if graph else both, tf.constant(3.0)
    with tf.GradientTape() as tape:
        tape.watch(x)
        z, y = run(x)
    by_z, by_x = tape.gradient(y, [z, x])
    return None if by_z is None else float(by_z), float(by_x)


def main() -> None:
    """Combine tapes and functions."""
    traced, traced_slope = tf.function(cube), tf.function(slope_of(cube))
    traced(tf.constant(1.0))
    print("   x   tape around tf.function   tape in tf.function   one tape around another")
    for x in (-1.0, 2.0, 3.0):
        numbers = derivative(traced, x), float(traced_slope(tf.constant(x))), derivative(traced_slope, x)
        print(f"{x:4.0f}   {numbers[0]:23.1f}   {numbers[1]:19.1f}   {numbers[2]:23.1f}")
    counts = [function.experimental_get_tracing_count() for function in (traced, traced_slope)]
    print("traces of the two functions in all this:", counts)
    print("\noperations of the function:  ", *operations(cube))
    print("operations of its derivative:", *operations(slope_of(cube)))
    print("\nz = x * x, y = z * z     dy/dz   dy/dx")
    for name, graph in {"eager": False, "tf.function": True}.items():
        by_z, by_x = between_outputs(graph)
        print(f"{name:<21} {by_z!s:>8} {by_x!s:>7}")


if __name__ == "__main__":
    main()
