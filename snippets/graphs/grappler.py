"""Grappler: the graph that runs is not the graph that was traced.

Before a graph runs, TensorFlow's optimizer Grappler rewrites it: it computes
constants beforehand, computes equal things once and drops what nobody needs.
RunMetadata tells which operations were left, so they can be counted.

Claims:
    holds: Grappler computes an expression once that the graph contains twice.
    holds: Grappler multiplies the constants of a chain of products beforehand.
    holds: With `disable_meta_optimizer` the graph runs as it was recorded.
    refuted: `get_concrete_function(...).graph` is the graph that Grappler has optimized.
    qualified: A graph gives the same numbers with Grappler as without.
"""

import tensorflow as tf

SCALAR = tf.TensorSpec([], tf.float32)


def twice(x: tf.Tensor, y: tf.Tensor) -> tf.Tensor:
    """Return sin(x * y) + cos(x * y); all are scalars."""
    return tf.sin(x * y) + tf.cos(x * y)


def chain(x: tf.Tensor, y: tf.Tensor) -> tf.Tensor:
    """Return (x * 0.1) * 3.0 + y; all are scalars."""
    return x * 0.1 * 3.0 + y


def recorded(function) -> list[str]:
    """Return the types of the operations that tracing a function of two scalars records."""
    graph = tf.function(function).get_concrete_function(SCALAR, SCALAR).graph
    return [node.op for node in graph.as_graph_def().node]


def executed(function, optimize: bool = True) -> list[str]:
    """Return the types of the operations that run when the graph of a function of two scalars does."""
    graph = tf.function(function).get_concrete_function(SCALAR, SCALAR).graph
    config = tf.compat.v1.ConfigProto()
    # Sessions have a small optimizer of their own, which is off here, so that Grappler works alone.
    config.graph_options.optimizer_options.opt_level = -1
    config.graph_options.rewrite_options.disable_meta_optimizer = not optimize
    metadata = tf.compat.v1.RunMetadata()
    with tf.compat.v1.Session(graph=graph, config=config) as session:
        session.run(
            graph.outputs[0].name,
            {placeholder.name: 1.0 for placeholder in graph.inputs},
            options=tf.compat.v1.RunOptions(output_partition_graphs=True),
            run_metadata=metadata,
        )
    return [node.op for partition in metadata.partition_graphs for node in partition.node]


def computed(function, x: float, y: float, optimize: bool = True) -> float:
    """Return what a function of two scalars computes as a `tf.function`, with Grappler or without."""
    before = tf.config.optimizer.get_experimental_options()["disable_meta_optimizer"]
    try:
        tf.config.optimizer.set_experimental_options({"disable_meta_optimizer": not optimize})
        return float(tf.function(function)(tf.constant(x), tf.constant(y)))
    finally:
        tf.config.optimizer.set_experimental_options({"disable_meta_optimizer": before})


def main() -> None:
    """Count operations before and after Grappler, and compare results to the last digit."""
    counts = {
        "recorded": recorded,
        "run without Grappler": lambda function: executed(function, optimize=False),
        "run with Grappler": executed,
    }
    print(f"{'':<22} {'sin(x * y) + cos(x * y)':<28} (x * 0.1) * 3.0 + y")
    for name, operations in counts.items():
        cells = [f"{operations(function).count('Mul')} Mul" for function in (twice, chain)]
        print(f"{name:<22} {cells[0]:<28} {cells[1]}")
    print(f"\n{'x':>4} {'(x * 0.1) * 3.0':>18} {'with Grappler':>18}")
    for x in (1.0, 3.0, 5.0, 7.0, 9.0):
        without, optimized = (computed(chain, x, 0.0, optimize) for optimize in (False, True))
        remark = "" if without == optimized else "  not the same number"
        print(f"{x:>4.0f} {without:>18.9f} {optimized:>18.9f}{remark}")


if __name__ == "__main__":
    main()
